/* Sets a document on pages.
 *
 * THE MODEL. A part is a column of blocks on pages of its own. Paragraphs and rules take their
 * height and move down; a table is divided into slices first (slices.c) and then drawn page by
 * page under its repeated header (grid.c); the end mark stands right under the table, which keeps
 * room for it. Nothing is measured while drawing that was not decided before.
 *
 * Rejected: drawing while dividing (a merged cell must know where it ends on the page before its
 * text is placed), and a general box-and-glue page builder (one table and five lines need none).
 */
#include "layout/paginate.h"

#include <stdlib.h>

#include "base/arena.h"
#include "doc/doc.h"
#include "layout/canvas.h"
#include "layout/fontset.h"
#include "layout/grid.h"
#include "layout/slices.h"
#include "layout/tablefit.h"

struct setter {
    struct canvas canvas;
    int32_t y;
};

static int32_t line_height_of(int32_t size) {
    return (int32_t)((int64_t)size * LINE_SPACING / 1000);
}

static void need_room(struct setter *s, int32_t height) {
    if (s->y + height > canvas_bottom(&s->canvas)) {
        canvas_new_page(&s->canvas);
        s->y = s->canvas.part->margin_top;
    }
}

static void set_paragraph(struct setter *s, const struct doc_paragraph *p) {
    struct canvas *c = &s->canvas;
    const struct ttf *font = c->fonts->faces[p->style];
    int32_t width = canvas_type_width(c);
    if (p->align == ALIGN_CENTER) {
        linebreak_balanced(font, p->font_size, p->text, width, &c->lines);
    } else {
        linebreak(font, p->font_size, p->text, width, &c->lines);
    }
    s->y += p->space_before;
    int32_t height = line_height_of(p->font_size);
    for (size_t i = 0; i < c->lines.count; i++) {
        need_room(s, height);
        struct text_box box = {.x = c->part->margin_left,
                               .y = s->y,
                               .width = width,
                               .height = height,
                               .size = p->font_size,
                               .line_height = height,
                               .align = p->align,
                               .style = p->style};
        canvas_put_lines(c, &box, &c->lines, i, 1);
        s->y += height;
    }
    s->y += p->space_after;
}

static void set_rule(struct setter *s, const struct doc_block *b) {
    struct canvas *c = &s->canvas;
    int32_t x = c->part->margin_left + (canvas_type_width(c) - b->as.rule.length) / 2;
    s->y += b->as.rule.space_before;
    canvas_put_rule(c, x, s->y, x + b->as.rule.length, s->y);
    s->y += b->as.rule.space_after;
}

static int32_t header_height(const struct table_fit *fit) {
    int32_t height = 0;
    for (size_t r = 0; r < fit->table->header_rows; r++) {
        height += table_fit_height(fit, fit->lines[r]);
    }
    return height;
}

static void draw_table(struct setter *s, struct grid *g, const struct slice_list *list) {
    uint32_t page = 0;
    for (size_t from = 0; from < list->count;) {
        size_t to = from;
        while (to < list->count && list->slices[to].page == list->slices[from].page) {
            to++;
        }
        for (; page < list->slices[from].page; page++) {
            canvas_new_page(&s->canvas);
            s->y = s->canvas.part->margin_top;
        }
        s->y = grid_draw_header(g, s->y);
        s->y = grid_draw_body(g, list, from, to, s->y);
        from = to;
    }
}

/* Room that an end mark behind block `i` needs. */
static int32_t tail_height(const struct doc_part *part, size_t i) {
    if (i + 1 >= part->block_count || part->blocks[i + 1].kind != BLOCK_END_MARK) {
        return 0;
    }
    const struct doc_paragraph *mark = &part->blocks[i + 1].as.paragraph;
    return mark->space_before + line_height_of(mark->font_size);
}

static void set_table(struct setter *s, const struct table_fit *fit, size_t block) {
    struct canvas *c = &s->canvas;
    int32_t width = fit->edges[fit->table->column_count];
    int32_t x = c->part->margin_left + (canvas_type_width(c) - width) / 2;
    int32_t header = header_height(fit);
    struct slice_room room = {.first_page = canvas_bottom(c) - s->y - header,
                              .page = canvas_bottom(c) - c->part->margin_top - header,
                              .tail = tail_height(c->part, block)};
    struct grid *g = grid_new(c, fit, x);
    uint32_t *span_lines = grid_span_lines(g);
    struct slice_list list = {0};
    slice_table(fit, &room, span_lines, &list);
    draw_table(s, g, &list);
    slice_list_release(&list);
    free(span_lines);
    grid_free(g);
}

void paginate(const struct doc *doc, const struct table_fit *fits, const struct fontset *fonts,
              struct page_set *out) {
    *out = (struct page_set){.arena = arena_new()};
    for (size_t p = 0; p < doc->part_count; p++) {
        const struct doc_part *part = &doc->parts[p];
        struct setter s = {.canvas = {.set = out, .part = part, .part_index = p, .fonts = fonts}};
        canvas_new_page(&s.canvas);
        s.y = part->margin_top;
        for (size_t i = 0; i < part->block_count; i++) {
            const struct doc_block *b = &part->blocks[i];
            switch (b->kind) {
            case BLOCK_PARAGRAPH:
            case BLOCK_END_MARK:
                set_paragraph(&s, &b->as.paragraph);
                break;
            case BLOCK_RULE:
                set_rule(&s, b);
                break;
            case BLOCK_COLUMNS:
            case BLOCK_FRAME:
            case BLOCK_LIST:
            case BLOCK_ROOM:
                break;
            case BLOCK_TABLE:
                set_table(&s, &fits[p], i);
                break;
            }
        }
        line_list_release(&s.canvas.lines);
    }
}
