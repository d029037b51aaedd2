/* Lays blocks out as strips: what stands below each other in a column and cannot be cut.
 *
 * A line of text is a strip, so is a rule, a frame, the room for a signature, and a pair of columns
 * with all that is in it. Text is set once, here; what a page breaker may change later (the space
 * between paragraphs and lines) moves strips but never breaks a line anew. Each strip knows how bad
 * a page break before it would be, which is all that the breaker has to know about it.
 */
#include "layout/flow.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "doc/chart.h"
#include "doc/doc.h"
#include "layout/canvas.h"
#include "layout/chart.h"
#include "layout/figure.h"
#include "layout/fontset.h"
#include "source/picture.h"

#define STAY_LINES      2                  /* of text, with a heading and with a signature */
#define STAY_ROOM       60000              /* what they take at most: 14 pt, 1.5 lines */
#define FRAME_PADDING   TENTH_MM_TO_MPT(5) /* of lawful words, the widest leaves 0.8 mm */
#define FRAME_MARGIN    MM_TO_MPT(2)       /* in a frame whose size is not given */
#define LIST_MARGIN     MM_TO_MPT(10)      /* at both sides of a list that has to wrap */
#define SEAL_OVERLAP    MM_TO_MPT(5)       /* of a seal over the lines above and below its room */
#define USUAL_SIGNATURE MM_TO_MPT(40)      /* its width */

static int32_t larger(int32_t a, int32_t b) {
    return a > b ? a : b;
}

static int32_t smaller(int32_t a, int32_t b) {
    return a < b ? a : b;
}

/* Makes room for one more strip and gives it, all zero. */
static struct strip *add_strip(struct flow *flow, enum strip_kind kind) {
    GROW(flow->strips, flow->count, flow->capacity);
    struct strip *strip = &flow->strips[flow->count++];
    *strip = (struct strip){.kind = (uint8_t)kind};
    return strip;
}

/* ---- paragraphs ---- */

static const struct flow_text *set_paragraph(struct flow_setter *s, const struct doc_paragraph *p,
                                             int32_t width) {
    struct set_text *b = &s->buffer;
    typeset(s->canvas->fonts, p, width, b);
    struct flow_text *text = arena_alloc(s->arena, sizeof *text);
    text->paragraph = p;
    text->set.count = b->count;
    text->set.piece_count = b->piece_count;
    text->set.lines = arena_alloc(s->arena, b->count * sizeof *b->lines);
    text->set.pieces = arena_alloc(s->arena, b->piece_count * sizeof *b->pieces);
    if (b->count) {
        memcpy(text->set.lines, b->lines, b->count * sizeof *b->lines);
    }
    if (b->piece_count) {
        memcpy(text->set.pieces, b->pieces, b->piece_count * sizeof *b->pieces);
    }
    return text;
}

/* Its lines at `x`; neither the first nor the last of them is left alone on a page. */
static void add_lines(struct flow *flow, const struct flow_text *text, int32_t x) {
    const struct doc_paragraph *p = text->paragraph;
    size_t count = text->set.count;
    for (size_t i = 0; i < count; i++) {
        struct strip *strip = add_strip(flow, STRIP_LINE);
        strip->text = text;
        strip->line = i;
        strip->x = x;
        strip->height = strip->line_height = typeset_line_height(p, 0);
        strip->space_before = i == 0 ? p->space_before : 0;
        strip->space_after = i + 1 == count ? p->space_after : 0;
        strip->keep = i == 1 || (i > 0 && i + 1 == count) ? KEEP_LINES : KEEP_FREE;
    }
}

void flow_lay_paragraph(struct flow *flow, struct flow_setter *s, const struct doc_paragraph *p,
                        int32_t width) {
    add_lines(flow, set_paragraph(s, p, width), 0);
}

/* ---- rules ---- */

/* The last line of text in the column, or NULL. */
static const struct strip *last_line(const struct flow *flow) {
    for (size_t i = flow->count; i > 0; i--) {
        if (flow->strips[i - 1].kind == STRIP_LINE) {
            return &flow->strips[i - 1];
        }
    }
    return NULL;
}

/* A row of hyphens as long as the rule would be; the pages keep its text. */
static void lay_dashes(struct flow *flow, struct flow_setter *s, const struct strip *rule,
                       int32_t size, int32_t width) {
    int32_t hyphen = ttf_width(s->canvas->fonts->faces[FACE_REGULAR], "-", 1, size);
    int32_t count = hyphen > 0 ? larger(rule->width / hyphen, 1) : 1;
    char *text = arena_alloc(s->canvas->set->arena, (size_t)count + 1);
    memset(text, '-', (size_t)count);
    struct doc_paragraph *p = arena_alloc(s->arena, sizeof *p);
    *p = (struct doc_paragraph){.text = text,
                                .font_size = size,
                                .left_indent = rule->x,
                                .align = ALIGN_LEFT,
                                .component = rule->component};
    size_t first = flow->count;
    flow_lay_paragraph(flow, s, p, width);
    for (size_t i = first; i < flow->count; i++) {
        flow->strips[i].keep = KEEP_FIRMLY;
    }
}

static void lay_rule(struct flow *flow, struct flow_setter *s, const struct doc_rule *rule,
                     int32_t width) {
    const struct strip *above = last_line(flow);
    int32_t x = 0, under = width, size = component_info_of(COMPONENT_BODY)->style.size;
    if (above) {
        const struct set_line *line = &above->text->set.lines[above->line];
        x = above->x + line->indent;
        under = line->width;
        size = above->text->paragraph->font_size;
    }
    struct strip strip = {.kind = STRIP_RULE,
                          .keep = KEEP_FIRMLY,
                          .component = rule->component,
                          .space_before = rule->space_before,
                          .space_after = rule->space_after};
    if (rule->length) {
        strip.width = rule->length;
        strip.x = (width - rule->length) / 2;
    } else {
        strip.width = (int32_t)((int64_t)under * rule->share / 1000);
        strip.x = x + (under - strip.width) / 2;
    }
    if (rule->dashes) {
        lay_dashes(flow, s, &strip, size, width);
    } else {
        *add_strip(flow, STRIP_RULE) = strip;
    }
}

/* ---- frames ---- */

static int32_t widest_line(const struct flow_text *text) {
    int32_t width = 0;
    for (size_t i = 0; i < text->set.count; i++) {
        const struct set_line *line = &text->set.lines[i];
        width = larger(width, line->indent + line->width);
    }
    return width;
}

struct strip flow_frame(struct flow_setter *s, const struct doc_frame *frame, int32_t width) {
    struct doc_paragraph *p = arena_alloc(s->arena, sizeof *p);
    *p = frame->text;
    p->left_indent = p->first_indent = 0;
    int32_t own = frame->width;
    if (own == 0) {
        p->align = ALIGN_LEFT;
        own = widest_line(set_paragraph(s, p, width - 2 * FRAME_MARGIN)) + 2 * FRAME_MARGIN;
    }
    p->align = ALIGN_CENTER;
    struct strip strip = {.kind = STRIP_FRAME,
                          .component = p->component,
                          .red = frame->red,
                          .space_before = frame->space_before,
                          .space_after = p->space_after,
                          .width = own};
    strip.text = set_paragraph(s, p, own - 2 * FRAME_PADDING);
    strip.text_x = FRAME_PADDING;
    strip.line_height = typeset_line_height(p, 0);
    int32_t text = (int32_t)strip.text->set.count * strip.line_height;
    strip.height = larger(frame->height ? frame->height : text + 2 * FRAME_MARGIN, text);
    strip.x = frame->align == ALIGN_RIGHT    ? width - own
              : frame->align == ALIGN_CENTER ? (width - own) / 2
                                             : 0;
    return strip;
}

/* A frame that no page can hold gives up being one. */
static void lay_frame(struct flow *flow, struct flow_setter *s, const struct doc_frame *frame,
                      int32_t width) {
    struct strip strip = flow_frame(s, frame, width);
    if (strip.height > s->page_room) {
        flow_lay_paragraph(flow, s, &frame->text, width);
    } else {
        *add_strip(flow, STRIP_FRAME) = strip;
    }
}

/* ---- lists behind a label ---- */

/* Items go `offset` into the list, which is as wide as `*width` at most; what they take is put
 * there. */
static const struct flow_text **set_items(struct flow_setter *s, const struct doc_list *list,
                                          int32_t offset, int32_t *width) {
    const struct flow_text **items = arena_alloc(s->arena, list->item_count * sizeof *items);
    int32_t used = 0;
    for (size_t i = 0; i < list->item_count; i++) {
        struct doc_paragraph *p = arena_alloc(s->arena, sizeof *p);
        *p = list->items[i];
        const struct ttf *font = s->canvas->fonts->faces[p->style];
        bool dash = strncmp(p->text, "- ", 2) == 0;
        p->align = ALIGN_LEFT;
        p->left_indent = dash ? ttf_width(font, "- ", 2, p->font_size) : 0;
        p->first_indent = -p->left_indent;
        items[i] = set_paragraph(s, p, *width - offset);
        used = larger(used, widest_line(items[i]));
    }
    *width = offset + used;
    return items;
}

static bool wraps(const struct flow_text *const *items, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (items[i]->set.count > 1) {
            return true;
        }
    }
    return false;
}

/* Label and items as one block in the middle of the column. */
static void lay_list(struct flow *flow, struct flow_setter *s, const struct doc_list *list,
                     int32_t width) {
    struct doc_paragraph *p = arena_alloc(s->arena, sizeof *p);
    *p = list->label;
    p->align = ALIGN_LEFT;
    p->left_indent = p->first_indent = 0;
    const struct ttf *font = s->canvas->fonts->faces[p->style];
    const struct flow_text *label = set_paragraph(s, p, width);
    int32_t label_width = widest_line(label);
    bool beside = list->item_count == 1;
    int32_t offset = beside ? label_width + ttf_width(font, " ", 1, p->font_size)
                            : label_width - ttf_width(font, ":", 1, p->font_size);
    int32_t block = width;
    const struct flow_text **items = set_items(s, list, offset, &block);
    if (wraps(items, list->item_count)) {
        block = width - 2 * LIST_MARGIN;
        items = set_items(s, list, offset, &block);
    }
    int32_t x = larger((width - larger(block, label_width)) / 2, 0);
    size_t first = flow->count;
    add_lines(flow, label, x);
    if (beside && flow->count > first) {
        flow->strips[flow->count - 1].height = 0;
        flow->strips[flow->count - 1].space_after = 0;
    }
    for (size_t i = 0; i < list->item_count; i++) {
        size_t start = flow->count;
        add_lines(flow, items[i], x + offset);
        if (i == 0 && start < flow->count) {
            flow->strips[start].keep = KEEP_FIRMLY;
            flow->strips[start].space_before = beside ? 0 : flow->strips[start].space_before;
        }
    }
}

/* ---- the room for a signature ---- */

static struct picture_mark picture_of(const struct picture *picture, int32_t width,
                                      enum component component) {
    struct picture_mark mark = {.picture = picture,
                                .width = width ? width : picture->natural_width,
                                .component = (uint8_t)component};
    mark.height = (int32_t)((int64_t)mark.width * picture->height / picture->width);
    return mark;
}

/* The signature in the middle, the seal over its left third (Phụ lục I, II.7.d and II.8.a); alone,
 * the seal stands where it would beside a usual signature. Pictures have their true sizes: the room
 * grows with the signature; the seal may reach over the lines above and below, as it does on paper.
 */
static void lay_room(struct flow *flow, const struct flow_setter *s, const struct doc_room *room,
                     int32_t width) {
    struct strip *strip = add_strip(flow, STRIP_ROOM);
    strip->height = room->height;
    strip->keep = KEEP_FIRMLY;
    struct picture_mark *marks = arena_alloc(s->arena, 2 * sizeof *marks);
    strip->pictures = marks;
    struct picture_mark signature = {.width = USUAL_SIGNATURE};
    if (room->signature) {
        signature = picture_of(room->signature, room->signature_width, COMPONENT_SIGNATURE);
        strip->height = larger(strip->height, signature.height);
    }
    signature.x = (width - signature.width) / 2;
    struct picture_mark seal = {0};
    if (room->seal) {
        seal = picture_of(room->seal, room->seal_width, COMPONENT_SEAL);
        seal.x = signature.x + signature.width / 3 - seal.width;
        strip->height = larger(strip->height, seal.height - 2 * SEAL_OVERLAP);
    }
    strip->height = smaller(strip->height, s->page_room / 2);
    signature.y = (strip->height - signature.height) / 2;
    seal.y = (strip->height - seal.height) / 2;
    if (room->signature) {
        marks[strip->picture_count++] = signature;
    }
    if (room->seal) {
        marks[strip->picture_count++] = seal;
    }
}

/* ---- columns ---- */

/* From the top of the column down to the first baseline; -1 when it does not begin with text. */
static int32_t first_baseline(const struct flow_setter *s, const struct flow *flow) {
    if (flow->count == 0 || flow->strips[0].kind != STRIP_LINE) {
        return -1;
    }
    const struct strip *strip = &flow->strips[0];
    const struct doc_paragraph *p = strip->text->paragraph;
    return canvas_baseline(s->canvas, p->style, p->font_size, strip->space_before,
                           strip->line_height);
}

static int32_t box_height(const struct flow_columns *c, int box) {
    const struct flow *flow = &c->box[box];
    return c->top[box] + flow_height(flow, 0, flow->count, true);
}

/* What columns higher than a page need on their first one: of a signature block all of its right
 * box, else some lines of both. */
static int32_t least_height(const struct flow_columns *c, int32_t page_room) {
    int32_t right = box_height(c, 1);
    if (c->columns->closing && right <= page_room) {
        return right;
    }
    int32_t height = 0;
    for (int b = 0; b < 2; b++) {
        size_t some = c->box[b].count < STAY_LINES ? c->box[b].count : STAY_LINES;
        height = larger(height, c->top[b] + flow_height(&c->box[b], 0, some, true));
    }
    return height;
}

static void lay_columns(struct flow *flow, struct flow_setter *s,
                        const struct doc_columns *columns) {
    struct flow_columns *c = arena_alloc(s->arena, sizeof *c);
    c->columns = columns;
    for (int b = 0; b < 2; b++) {
        const struct doc_column_box *box = &columns->box[b];
        flow_lay(&c->box[b], s, box->blocks, box->block_count, box->width);
    }
    int32_t left = first_baseline(s, &c->box[0]), right = first_baseline(s, &c->box[1]);
    if (left >= 0 && right >= 0) {
        c->top[0] = larger(right - left, 0);
        c->top[1] = larger(left - right, 0);
    }
    struct strip *strip = add_strip(flow, STRIP_COLUMNS);
    strip->columns = c;
    strip->space_before = columns->space_before;
    strip->height = larger(box_height(c, 0), box_height(c, 1));
    int32_t room = s->page_room;
    if (columns->closing) { /* the lines that must stay with it */
        room -= strip->space_before + STAY_ROOM;
    }
    if (strip->height > room) {
        c->runs_on = box_height(c, 0) > room || box_height(c, 1) > s->page_room;
        strip->height = c->runs_on ? least_height(c, s->page_room) : strip->height;
    }
}

/* ---- charts ---- */

/* One strip, or several where no page could hold it whole. */
static void lay_chart(struct flow *flow, const struct flow_setter *s, const struct chart *chart,
                      int32_t width) {
    const struct chart_room room = {.fonts = s->canvas->fonts,
                                    .arena = s->canvas->set->arena,
                                    .width = width,
                                    .height = s->page_room};
    for (size_t from = 0; from < chart->category_count;) {
        struct strip *strip = add_strip(flow, STRIP_CHART);
        strip->space_before = chart->space_before;
        strip->space_after = chart->space_after;
        strip->figure = chart_lay(chart, &room, &from);
        strip->height = strip->figure->height;
        strip->width = strip->figure->width;
    }
}

/* ---- what stays together ---- */

/* A heading keeps two lines of what follows, and so do headings in a row. */
static void keep_headings(struct flow *flow, size_t from) {
    size_t owed = 0;
    for (size_t i = from; i < flow->count; i++) {
        struct strip *strip = &flow->strips[i];
        if (owed > 0) {
            strip->keep = KEEP_FIRMLY;
        }
        if (strip->kind == STRIP_LINE && strip->text->paragraph->keep_with_next) {
            owed = STAY_LINES;
        } else if (strip->kind == STRIP_COLUMNS || strip->kind == STRIP_CHART) {
            owed = 0;
        } else if (owed > 0 && strip->kind != STRIP_RULE) {
            owed--;
        }
    }
}

/* At least two lines of text stay with a signature block. */
static void keep_signature(struct flow *flow, size_t from) {
    size_t closing = flow->count;
    while (closing > from && !(flow->strips[closing - 1].kind == STRIP_COLUMNS &&
                               flow->strips[closing - 1].columns->columns->closing)) {
        closing--;
    }
    size_t lines = 0;
    for (size_t i = closing; i > from; i--) {
        lines += flow->strips[i - 1].is_body;
        if (lines >= STAY_LINES) {
            break;
        }
        flow->strips[i - 1].keep = KEEP_FIRMLY;
    }
}

static void lay_block(struct flow *flow, struct flow_setter *s, const struct doc_block *b,
                      int32_t width) {
    size_t first = flow->count;
    switch (b->kind) {
    case BLOCK_PARAGRAPH:
        flow_lay_paragraph(flow, s, &b->as.paragraph, width);
        for (size_t i = first; i < flow->count; i++) {
            flow->strips[i].is_body = !b->as.paragraph.keep_with_next;
        }
        break;
    case BLOCK_END_MARK:
        flow_lay_paragraph(flow, s, &b->as.paragraph, width);
        if (first < flow->count) {
            flow->strips[first].keep = KEEP_FIRMLY;
        }
        break;
    case BLOCK_RULE:
        lay_rule(flow, s, &b->as.rule, width);
        break;
    case BLOCK_FRAME:
        lay_frame(flow, s, &b->as.frame, width);
        break;
    case BLOCK_LIST:
        lay_list(flow, s, &b->as.list, width);
        break;
    case BLOCK_ROOM:
        lay_room(flow, s, &b->as.room, width);
        break;
    case BLOCK_COLUMNS:
        lay_columns(flow, s, b->as.columns);
        break;
    case BLOCK_CHART:
        lay_chart(flow, s, b->as.chart, width);
        break;
    case BLOCK_TABLE: /* is not the caller's to give */
        break;
    }
}

void flow_lay(struct flow *flow, struct flow_setter *s, const struct doc_block *blocks,
              size_t count, int32_t width) {
    size_t from = flow->count;
    for (size_t i = 0; i < count; i++) {
        lay_block(flow, s, &blocks[i], width);
    }
    keep_headings(flow, from);
    keep_signature(flow, from);
}

void flow_release(struct flow *flow) {
    for (size_t i = 0; i < flow->count; i++) {
        if (flow->strips[i].kind == STRIP_COLUMNS) {
            flow_release(&flow->strips[i].columns->box[0]);
            flow_release(&flow->strips[i].columns->box[1]);
        }
    }
    free(flow->strips);
    *flow = (struct flow){0};
}

void flow_tighten(struct flow *flow, int32_t space, int32_t spacing) {
    for (size_t i = 0; i < flow->count; i++) {
        struct strip *strip = &flow->strips[i];
        if (strip->kind != STRIP_LINE || !strip->text->paragraph->elastic) {
            continue;
        }
        const struct doc_paragraph *p = strip->text->paragraph;
        strip->height = strip->line_height =
            typeset_line_height(p, p->line_spacing > spacing ? spacing : 0);
        strip->space_before = strip->line == 0 ? smaller(p->space_before, space) : 0;
    }
}

int32_t flow_height(const struct flow *flow, size_t from, size_t to, bool with_space) {
    int32_t height = 0;
    for (size_t i = from; i < to; i++) {
        const struct strip *strip = &flow->strips[i];
        height += strip->height;
        height += i > from || with_space ? strip->space_before : 0;
        height += i + 1 < to ? strip->space_after : 0;
    }
    return height;
}
