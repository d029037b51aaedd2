/* The page being filled: puts text, strokes and pictures where layout decided they stand. */
#include "layout/canvas.h"

#include <string.h>

#include "base/arena.h"
#include "doc/doc.h"
#include "layout/figure.h"
#include "layout/fontset.h"

#define PAGE_NUMBER_EDGE MM_TO_MPT(10) /* from the paper's, as the decree's own files have it */
#define WATERMARK_SIZE   96000
#define WATERMARK_ANGLE  45
#define COS_45           7071 /* in 1/10000 */
#define HALF_CAPITAL     330  /* half the height of a capital, 1/1000 em */

static struct text_mark *add_text(struct canvas *c) {
    struct page *p = c->page;
    GROW(p->texts, p->text_count, c->text_capacity);
    struct text_mark *mark = &p->texts[p->text_count++];
    *mark = (struct text_mark){0};
    return mark;
}

/* Phụ lục I, I.7: centred in the top margin, counted from 1, not shown on the first page. A
 * template may want it at the foot, which is not lawful. */
static void put_page_number(struct canvas *c) {
    const struct ttf *font = c->fonts->faces[FACE_REGULAR];
    char *number = arena_printf(c->set->arena, "%u", c->page_number);
    struct text_mark *mark = add_text(c);
    mark->text = number;
    mark->len = (uint32_t)strlen(number);
    mark->size = c->part->page_number_size;
    mark->face = FACE_REGULAR;
    mark->component = COMPONENT_PAGE_NUMBER;
    int32_t width = ttf_width(font, number, mark->len, mark->size);
    mark->x = c->part->margin_left + (canvas_type_width(c) - width) / 2;
    int64_t ascent = (int64_t)ttf_ascent(font) * mark->size / 1000;
    int64_t descent = (int64_t)ttf_descent(font) * mark->size / 1000;
    mark->y = c->part->page_number_at_foot ? c->page->height - PAGE_NUMBER_EDGE - (int32_t)descent
                                           : PAGE_NUMBER_EDGE + (int32_t)ascent;
}

/* Along the rising diagonal, its middle on the middle of the page. */
static void put_watermark(struct canvas *c) {
    const char *text = c->part->watermark;
    struct text_mark *mark = add_text(c);
    mark->text = text;
    mark->len = (uint32_t)strlen(text);
    mark->size = WATERMARK_SIZE;
    mark->face = FACE_BOLD;
    mark->ink = INK_WATERMARK;
    mark->component = COMPONENT_DRAFT_MARK;
    mark->angle = WATERMARK_ANGLE;
    int64_t half =
        ttf_width(c->fonts->faces[FACE_BOLD], text, mark->len, mark->size) / 2 * COS_45 / 10000;
    int64_t drop = (int64_t)WATERMARK_SIZE * HALF_CAPITAL / 1000 * COS_45 / 10000;
    mark->x = c->page->width / 2 - (int32_t)(half - drop);
    mark->y = c->page->height / 2 + (int32_t)(half + drop);
}

/* Gives back what the marks of a full page do not need: a long table has thousands of pages. */
static void close_page(const struct canvas *c) {
    struct page *p = c->page;
    if (p) {
        p->texts = xrealloc(p->texts, p->text_count, sizeof *p->texts);
        p->rules = xrealloc(p->rules, p->rule_count, sizeof *p->rules);
    }
}

void canvas_new_page(struct canvas *c) {
    struct page_set *set = c->set;
    close_page(c);
    GROW(set->pages, set->count, set->capacity);
    c->page = &set->pages[set->count++];
    *c->page = (struct page){.width = doc_paper_width(c->part),
                             .height = doc_paper_height(c->part),
                             .number = ++c->page_number,
                             .part = c->part_index};
    c->text_capacity = c->rule_capacity = c->picture_capacity = c->link_capacity = 0;
    c->shape_capacity = c->figure_capacity = 0;
    c->foot = 0;
    if (c->part->watermark) {
        put_watermark(c);
    }
    if (c->page_number > 1) {
        put_page_number(c);
    }
}

void canvas_return(struct canvas *c, size_t page) {
    struct page *p = &c->set->pages[page];
    c->page = p;
    c->foot = 0;
    c->text_capacity = p->text_count; /* as close_page left it; any that grows from it will do */
    c->rule_capacity = p->rule_count;
    c->picture_capacity = p->picture_count;
    c->link_capacity = p->link_count;
    c->shape_capacity = p->shape_count;
    c->figure_capacity = p->figure_count;
}

int32_t canvas_baseline(const struct canvas *c, uint8_t face, int32_t size, int32_t y,
                        int32_t line_height) {
    const struct ttf *font = c->fonts->faces[face];
    int64_t ascent = (int64_t)ttf_ascent(font) * size / 1000;
    int64_t descent = (int64_t)ttf_descent(font) * size / 1000;
    return y + (int32_t)((line_height - ascent - descent) / 2 + ascent);
}

void canvas_put_text(struct canvas *c, const struct text_mark *mark) {
    struct text_mark *added = add_text(c);
    *added = *mark;
    added->ink = c->ink;
}

void canvas_put_lines(struct canvas *c, const struct text_box *box, const struct line_list *list,
                      size_t first, size_t count) {
    uint8_t face = box->style & (STYLE_BOLD | STYLE_ITALIC);
    int32_t top = box->y + (box->height - (int32_t)count * box->line_height) / 2;
    int32_t baseline = canvas_baseline(c, face, box->size, top, box->line_height);
    for (size_t i = first; i < first + count && i < list->count; i++) {
        const struct line *line = &list->lines[i];
        int32_t slack = box->width - line->width;
        if (line->len > 0) {
            struct text_mark *mark = add_text(c);
            mark->text = line->text;
            mark->len = line->len;
            mark->x = box->x + (box->align == ALIGN_LEFT     ? 0
                                : box->align == ALIGN_CENTER ? slack / 2
                                                             : slack);
            mark->y = baseline;
            mark->size = box->size;
            mark->face = face;
            mark->ink = c->ink;
            mark->component = c->component;
        }
        baseline += box->line_height;
    }
}

void canvas_put_rule(struct canvas *c, int32_t x1, int32_t y1, int32_t x2, int32_t y2) {
    struct page *p = c->page;
    GROW(p->rules, p->rule_count, c->rule_capacity);
    p->rules[p->rule_count++] =
        (struct rule_mark){x1, y1, x2, y2, STROKE_WIDTH, c->ink, c->component};
}

void canvas_put_picture(struct canvas *c, const struct picture_mark *mark) {
    struct page *p = c->page;
    GROW(p->pictures, p->picture_count, c->picture_capacity);
    p->pictures[p->picture_count++] = *mark;
}

static void put_shape(struct canvas *c, const struct shape_mark *shape, int32_t x, int32_t y) {
    struct page *p = c->page;
    struct page_point *points = arena_alloc(c->set->arena, shape->point_count * sizeof *points);
    for (uint32_t i = 0; i < shape->point_count; i++) {
        points[i] = (struct page_point){shape->points[i].x + x, shape->points[i].y + y};
    }
    GROW(p->shapes, p->shape_count, c->shape_capacity);
    struct shape_mark *mark = &p->shapes[p->shape_count++];
    *mark = *shape;
    mark->points = points;
}

void canvas_put_figure(struct canvas *c, const struct figure *figure, int32_t x, int32_t y) {
    struct page *p = c->page;
    GROW(p->figures, p->figure_count, c->figure_capacity);
    p->figures[p->figure_count++] = (struct figure_mark){.alt = figure->alt,
                                                         .x1 = x,
                                                         .y1 = y,
                                                         .x2 = x + figure->width,
                                                         .y2 = y + figure->height,
                                                         .first_text = p->text_count,
                                                         .text_count = figure->text_count,
                                                         .first_shape = p->shape_count,
                                                         .shape_count = figure->shape_count};
    for (size_t i = 0; i < figure->text_count; i++) {
        struct text_mark *mark = add_text(c);
        *mark = figure->texts[i];
        mark->x += x;
        mark->y += y;
    }
    for (size_t i = 0; i < figure->shape_count; i++) {
        put_shape(c, &figure->shapes[i], x, y);
    }
}

void canvas_put_link(struct canvas *c, const struct link_mark *mark) {
    struct page *p = c->page;
    GROW(p->links, p->link_count, c->link_capacity);
    p->links[p->link_count++] = *mark;
}

void canvas_put_outline(struct canvas *c, const char *title, uint32_t depth, int32_t y) {
    struct page_set *set = c->set;
    uint32_t deepest = set->outline_count ? set->outline[set->outline_count - 1].depth + 1 : 1;
    GROW(set->outline, set->outline_count, set->outline_capacity);
    set->outline[set->outline_count++] =
        (struct outline_mark){title, depth < deepest ? depth : deepest, set->count - 1, y};
}

int32_t canvas_type_width(const struct canvas *c) {
    return doc_paper_width(c->part) - c->part->margin_left - c->part->margin_right;
}

int32_t canvas_bottom(const struct canvas *c) {
    return doc_paper_height(c->part) - c->part->margin_bottom - c->foot;
}
