/* Sets a document on pages.
 *
 * THE MODEL. A part is a column of blocks on pages of its own. What stands between its tables
 * flows: it is laid out as strips (flow.c), a page breaker says where pages end (page_breaks.c),
 * and the strips are drawn there. A table is divided into slices (slices.c) and then drawn page by
 * page under its repeated header (grid.c); it keeps room for an end mark behind it. Columns higher
 * than a page end a flow and go on over the pages by themselves. Nothing is measured while drawing
 * that was not decided before.
 *
 * Rejected: drawing while dividing (a merged cell must know where it ends on the page before its
 * text is placed, and a signature block how many lines stand before it), and tables as strips of
 * one list (what a merged cell needs on a page is known only when the page is).
 */
#include "layout/paginate.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "doc/doc.h"
#include "layout/canvas.h"
#include "layout/flow.h"
#include "layout/grid.h"
#include "layout/page_breaks.h"
#include "layout/slices.h"
#include "layout/tablefit.h"
#include "source/picture.h"

#define CORNER_GAP  MM_TO_MPT(3) /* between the frame in the top margin and the type area */
#define CORNER_EDGE MM_TO_MPT(3) /* and at least to the paper's edge */
#define PAPER_EDGE  MM_TO_MPT(5) /* what no printer reaches */
#define FOOT_GAP    6000         /* above the rule over the foot */

struct setter {
    struct canvas canvas;
    int32_t y;
    bool top;            /* nothing stands on the part's first page yet */
    struct arena *arena; /* of the part's strips */
};

/* ---- flowing text ---- */

static struct flow_setter flow_setter_of(const struct setter *s) {
    const struct canvas *c = &s->canvas;
    return (struct flow_setter){.canvas = c,
                                .arena = s->arena,
                                .page_room = canvas_bottom(c) + c->foot - c->part->margin_top};
}

static void draw_plan(struct setter *s, const struct flow *flow, const struct break_plan *plan,
                      size_t to) {
    int32_t x = s->canvas.part->margin_left;
    for (size_t i = 0; i < plan->count; i++) {
        if (i > 0) {
            canvas_new_page(&s->canvas);
            s->y = s->canvas.part->margin_top;
        }
        size_t end = i + 1 < plan->count ? plan->starts[i + 1] : to;
        if (end == plan->starts[i]) {
            continue; /* all goes to the next page */
        }
        const struct strip *last = &flow->strips[end - 1];
        bool runs_on = last->kind == STRIP_COLUMNS && last->columns->runs_on;
        size_t whole = runs_on ? end - 1 : end;
        s->y = flow_draw(&s->canvas, flow, plan->starts[i], whole, x, s->y, i == 0);
        if (runs_on) {
            s->y += whole > plan->starts[i] || i == 0 ? last->space_before : 0;
            s->y = flow_draw_running(&s->canvas, last->columns, x, s->y);
        }
    }
}

/* Where a plan must end: behind columns that run on, whose end nobody knows before they are drawn.
 */
static size_t plan_end(const struct flow *flow, size_t from) {
    size_t to = from;
    while (to < flow->count) {
        const struct strip *strip = &flow->strips[to++];
        if (strip->kind == STRIP_COLUMNS && strip->columns->runs_on) {
            break;
        }
    }
    return to;
}

static void set_flow(struct setter *s, const struct doc_block *blocks, size_t count, bool alone) {
    struct canvas *c = &s->canvas;
    struct flow_setter setter = flow_setter_of(s);
    struct flow flow = {0};
    flow_lay(&flow, &setter, blocks, count, canvas_type_width(c));
    set_text_release(&setter.buffer);
    for (size_t from = 0; from < flow.count;) {
        size_t to = plan_end(&flow, from);
        struct break_room room = {canvas_bottom(c) - s->y, setter.page_room, s->top};
        struct break_plan plan;
        if (alone && from == 0 && to == flow.count) {
            breaks_plan_tight(&flow, &room, &plan, &c->set->fits[c->part_index]);
        } else {
            breaks_plan(&flow, from, to, &room, &plan);
        }
        draw_plan(s, &flow, &plan, to);
        break_plan_release(&plan);
        s->top = false;
        from = to;
    }
    flow_release(&flow);
}

/* ---- tables ---- */

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
    return mark->space_before + typeset_line_height(mark, 0);
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
    c->component = COMPONENT_TABLE;
    draw_table(s, g, &list);
    s->top = false;
    slice_list_release(&list);
    free(span_lines);
    grid_free(g);
}

/* ---- what stands outside the column of blocks ---- */

static void set_corner(struct setter *s, const struct doc_frame *frame) {
    struct canvas *c = &s->canvas;
    struct flow_setter setter = flow_setter_of(s);
    struct doc_frame corner = *frame;
    corner.align = ALIGN_RIGHT;
    corner.space_before = 0;
    struct strip strip = flow_frame(&setter, &corner, canvas_type_width(c));
    struct flow flow = {.strips = &strip, .count = 1};
    int32_t y = c->part->margin_top - CORNER_GAP - strip.height;
    flow_draw(c, &flow, 0, 1, c->part->margin_left, y > CORNER_EDGE ? y : CORNER_EDGE, false);
    set_text_release(&setter.buffer);
}

/* Phụ lục I, III.4: under a solid rule across the type area, on the first page alone. Its room is
 * kept before anything else is set; it is drawn last, where readers come to it last. */
static void keep_foot(struct setter *s, const struct doc_paragraph *p, struct flow *foot) {
    struct flow_setter setter = flow_setter_of(s);
    flow_lay_paragraph(foot, &setter, p, canvas_type_width(&s->canvas));
    s->canvas.foot = flow_height(foot, 0, foot->count, true) + FOOT_GAP;
    set_text_release(&setter.buffer);
}

static void draw_foot(struct setter *s, const struct doc_paragraph *p, const struct flow *foot,
                      size_t page) {
    struct canvas *c = &s->canvas;
    canvas_return(c, page);
    int32_t x = c->part->margin_left;
    int32_t y = canvas_bottom(c) - flow_height(foot, 0, foot->count, true);
    c->component = p->component;
    canvas_put_rule(c, x, y, x + canvas_type_width(c), y);
    flow_draw(c, foot, 0, foot->count, x, y, true);
}

static void set_part(struct setter *s, const struct table_fit *fit) {
    const struct doc_part *part = s->canvas.part;
    canvas_new_page(&s->canvas);
    s->y = part->margin_top;
    s->top = true;
    if (part->bookmark) {
        canvas_put_outline(&s->canvas, part->bookmark, 1, 0);
    }
    if (part->corner) {
        set_corner(s, part->corner);
    }
    struct flow foot = {0};
    size_t first_page = s->canvas.set->count - 1;
    if (part->foot) {
        keep_foot(s, part->foot, &foot);
    }
    for (size_t i = 0; i < part->block_count;) {
        size_t start = i;
        while (i < part->block_count && part->blocks[i].kind != BLOCK_TABLE) {
            i++;
        }
        if (i > start) {
            set_flow(s, part->blocks + start, i - start, i - start == part->block_count);
        } else {
            set_table(s, fit, i++);
        }
    }
    if (part->foot) {
        draw_foot(s, part->foot, &foot, first_page);
    }
    flow_release(&foot);
}

void paginate(const struct doc *doc, const struct table_fit *fits, const struct fontset *fonts,
              struct page_set *out) {
    *out = (struct page_set){.arena = arena_new(),
                             .fits = xcalloc(doc->part_count, sizeof *out->fits),
                             .part_count = doc->part_count};
    uint32_t number = 0;
    for (size_t p = 0; p < doc->part_count; p++) {
        struct setter s = {.canvas = {.set = out,
                                      .part = &doc->parts[p],
                                      .part_index = p,
                                      .fonts = fonts,
                                      .page_number = doc->parts[p].number_runs_on ? number : 0},
                           .arena = arena_new()};
        set_part(&s, &fits[p]);
        number = s.canvas.page_number;
        line_list_release(&s.canvas.lines);
        arena_free(s.arena);
    }
}

/* As people write it: 1,15 in Vietnamese. */
static const char *decimal_of(struct arena *a, int32_t milli) {
    struct text out;
    text_init(&out);
    text_put_milli(&out, milli);
    char *number = arena_strndup(a, out.data, out.len);
    for (char *s = number; *s; s++) {
        *s = *s == '.' ? ',' : *s;
    }
    text_release(&out);
    return number;
}

static bool fits_page(const struct page *page, const struct picture_mark *mark) {
    return mark->x >= PAPER_EDGE && mark->y >= PAPER_EDGE &&
           mark->x + mark->width <= page->width - PAPER_EDGE &&
           mark->y + mark->height <= page->height - PAPER_EDGE;
}

static int to_mm(int32_t mpt) {
    return (mpt + MM_TO_MPT(1) / 2) / MM_TO_MPT(1);
}

static void report_pictures(const struct page_set *set, struct diag *diag) {
    for (size_t i = 0; i < set->count; i++) {
        const struct page *page = &set->pages[i];
        for (size_t k = 0; k < page->picture_count; k++) {
            const struct picture_mark *mark = &page->pictures[k];
            if (!fits_page(page, mark)) {
                struct place at = {.file = mark->picture->file};
                DIAG(diag, E506, &at, mark->picture->file,
                     arena_printf(set->arena, "%d", to_mm(mark->width)),
                     arena_printf(set->arena, "%d", to_mm(mark->height)));
            }
        }
    }
}

void paginate_report(const struct page_set *set, const struct place *at, struct diag *diag) {
    report_pictures(set, diag);
    for (size_t p = 0; p < set->part_count; p++) {
        const struct page_fit *fit = &set->fits[p];
        if (!fit->tightened) {
            continue;
        }
        size_t pages = 0;
        for (size_t i = 0; i < set->count; i++) {
            pages += set->pages[i].part == p;
        }
        DIAG(diag, N591, at, decimal_of(set->arena, fit->line_spacing),
             decimal_of(set->arena, fit->paragraph_space), arena_printf(set->arena, "%zu", pages));
    }
}

uint32_t paginate_copies_go_on(const struct page_set *set) {
    bool begun = false;
    for (size_t i = 0; i < set->count; i++) {
        const struct page *page = &set->pages[i];
        bool here = false;
        for (size_t k = 0; k < page->text_count && !here; k++) {
            here = page->texts[k].component == COMPONENT_COPIES;
        }
        if (here && begun) {
            return page->number;
        }
        begun = begun || here;
    }
    return 0;
}
