/* Draws the rows of a table: borders that follow merged cells, and the text in them.
 *
 * Rows are drawn from top to bottom. For every column the grid remembers which cell covers it and
 * down to which row; a border is drawn wherever two neighbours belong to different cells, and
 * strokes that continue each other become one. A cell over several rows is drawn with the first
 * row it has on a page, centred in its part there; a part too low for the text (the table's rows
 * were already cut to avoid it) takes the lines that fit and leaves the rest to the next part.
 */
#include "layout/grid.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/arena.h"
#include "doc/doc.h"
#include "layout/canvas.h"
#include "layout/fontset.h"
#include "layout/tablefit.h"

/* What covers a column at the row being drawn. */
struct cover {
    const struct doc_cell *cell;
    size_t end;   /* row behind the cell's last */
    size_t shown; /* lines of a merged cell shown on earlier pages */
    bool drawn;   /* its part on this page is drawn */
};

struct grid {
    struct canvas *canvas;
    const struct table_fit *fit;
    int32_t x;
    struct cover *covers; /* one a column */
    int32_t *stroke_top;  /* for each edge where its open stroke began, or -1 */
};

struct grid *grid_new(struct canvas *canvas, const struct table_fit *fit, int32_t x) {
    struct grid *g = xcalloc(1, sizeof *g);
    size_t columns = fit->table->column_count;
    *g = (struct grid){canvas, fit, x, xcalloc(columns, sizeof *g->covers),
                       xcalloc(columns + 1, sizeof *g->stroke_top)};
    return g;
}

void grid_free(struct grid *g) {
    if (g) {
        free(g->covers);
        free(g->stroke_top);
        free(g);
    }
}

static size_t column_count(const struct grid *g) {
    return g->fit->table->column_count;
}

/* ---- borders ---- */

static void start_strokes(struct grid *g) {
    for (size_t e = 0; e <= column_count(g); e++) {
        g->stroke_top[e] = -1;
    }
}

static void end_stroke(struct grid *g, size_t edge, int32_t y) {
    if (g->stroke_top[edge] >= 0) {
        int32_t x = g->x + g->fit->edges[edge];
        canvas_put_rule(g->canvas, x, g->stroke_top[edge], x, y);
        g->stroke_top[edge] = -1;
    }
}

/* A stroke at y along every column that no cell crosses there. `row` is the row below it. */
static void draw_row_border(struct grid *g, size_t row, int32_t y, bool closed) {
    for (size_t c = 0; c < column_count(g);) {
        size_t start = c;
        while (c < column_count(g) && (closed || g->covers[c].end <= row)) {
            c++;
        }
        if (c > start) {
            canvas_put_rule(g->canvas, g->x + g->fit->edges[start], y, g->x + g->fit->edges[c], y);
        } else {
            c++;
        }
    }
}

/* Opens and ends the strokes beside the cells of the row that starts at y. */
static void trace_edges(struct grid *g, int32_t y) {
    for (size_t e = 0; e <= column_count(g); e++) {
        bool inside = e > 0 && e < column_count(g) && g->covers[e].cell != NULL &&
                      g->covers[e].cell == g->covers[e - 1].cell;
        if (inside) {
            end_stroke(g, e, y);
        } else if (g->stroke_top[e] < 0) {
            g->stroke_top[e] = y;
        }
    }
}

static void cover_row(struct grid *g, size_t row) {
    const struct doc_row *r = &g->fit->table->rows[row];
    for (size_t c = 0; c < column_count(g); c++) {
        if (g->covers[c].end <= row) {
            g->covers[c] = (struct cover){.end = row + 1};
        }
    }
    for (size_t i = 0; i < r->cell_count; i++) {
        const struct doc_cell *cell = &r->cells[i];
        for (uint16_t k = 0; k < cell->col_span; k++) {
            g->covers[cell->column + k] = (struct cover){.cell = cell, .end = row + cell->row_span};
        }
    }
}

/* ---- text ---- */

static void break_cell(struct grid *g, const struct doc_cell *cell) {
    linebreak(g->canvas->fonts->faces[cell->style], g->fit->table->font_size, cell->text,
              table_fit_inner_width(g->fit, cell), &g->canvas->lines);
}

static struct text_box box_of(const struct grid *g, const struct doc_cell *cell, int32_t y,
                              int32_t height) {
    return (struct text_box){.x = g->x + g->fit->edges[cell->column] + CELL_PADDING_X,
                             .y = y,
                             .width = table_fit_inner_width(g->fit, cell),
                             .height = height,
                             .size = g->fit->table->font_size,
                             .line_height = g->fit->line_height,
                             .align = cell->align,
                             .style = cell->style};
}

/* A part of a cell that covers several rows, from y, `height` high. */
static void draw_part(struct grid *g, struct cover *cover, int32_t y, int32_t height, bool last) {
    break_cell(g, cover->cell);
    const struct line_list *lines = &g->canvas->lines;
    struct text_box box = box_of(g, cover->cell, y, height);
    size_t first = cover->shown < lines->count ? cover->shown : 0; /* cut before: read on */
    size_t count = lines->count - first;
    if (table_fit_height(g->fit, (uint32_t)count) > height) {
        int32_t room = height - table_fit_height(g->fit, 0);
        size_t fits = room > 0 ? (size_t)(room / g->fit->line_height) : 0;
        count = fits < count && !(last && first > 0) ? fits : count;
    }
    cover->shown = first + count;
    canvas_put_lines(g->canvas, &box, lines, first, count);
}

/* Height from slice `at` to where the cell ends on this page. */
static int32_t height_of_part(const struct slice_list *list, size_t at, size_t to, size_t end) {
    int32_t height = 0;
    while (at < to && list->slices[at].row < end) {
        height += list->slices[at++].height;
    }
    return height;
}

static void draw_slice_text(struct grid *g, const struct slice_list *list, size_t at, size_t to,
                            int32_t y) {
    const struct slice *slice = &list->slices[at];
    for (size_t c = 0; c < column_count(g); c++) {
        struct cover *cover = &g->covers[c];
        const struct doc_cell *cell = cover->cell;
        if (cell == NULL || cell->column != c) {
            continue;
        }
        if (cell->row_span > 1) {
            if (!cover->drawn) {
                int32_t height = height_of_part(list, at, to, cover->end);
                draw_part(g, cover, y, height, list->slices[to - 1].row + 1 >= cover->end);
                cover->drawn = true;
            }
            continue;
        }
        break_cell(g, cell);
        struct text_box box = box_of(g, cell, y, slice->height);
        const struct line_list *lines = &g->canvas->lines;
        size_t count = lines->count;
        if (slice->split) { /* a cut row reads on from the top */
            count = slice->line_count;
        }
        canvas_put_lines(g->canvas, &box, lines, slice->first_line, count);
    }
}

/* ---- rows ---- */

int32_t grid_draw_body(struct grid *g, const struct slice_list *list, size_t from, size_t to,
                       int32_t y) {
    start_strokes(g);
    for (size_t c = 0; c < column_count(g); c++) {
        g->covers[c].drawn = false;
    }
    for (size_t i = from; i < to; i++) {
        const struct slice *slice = &list->slices[i];
        draw_row_border(g, slice->row, y, i == from);
        if (slice->first_line == 0) {
            cover_row(g, slice->row);
        }
        trace_edges(g, y);
        draw_slice_text(g, list, i, to, y);
        y += slice->height;
    }
    for (size_t e = 0; e <= column_count(g); e++) {
        end_stroke(g, e, y);
    }
    draw_row_border(g, SIZE_MAX, y, true);
    return y;
}

/* The header is a small table of its own: it must not disturb what covers the body's columns. */
int32_t grid_draw_header(struct grid *g, int32_t y) {
    struct grid header = *g;
    struct slice_list rows = {0};
    size_t count = g->fit->table->header_rows;
    rows.slices = xcalloc(count, sizeof *rows.slices);
    for (size_t r = 0; r < count; r++) {
        rows.slices[r] = (struct slice){.row = (uint32_t)r,
                                        .height = table_fit_height(g->fit, g->fit->lines[r]),
                                        .line_count = g->fit->lines[r]};
    }
    header.covers = xcalloc(column_count(g), sizeof *header.covers);
    header.stroke_top = xcalloc(column_count(g) + 1, sizeof *header.stroke_top);
    y = grid_draw_body(&header, &rows, 0, count, y);
    free(header.covers);
    free(header.stroke_top);
    free(rows.slices);
    return y;
}

uint32_t *grid_span_lines(struct grid *g) {
    const struct doc_table *t = g->fit->table;
    uint32_t *lines = NULL;
    for (size_t r = t->header_rows; r < t->row_count; r++) {
        for (size_t i = 0; i < t->rows[r].cell_count; i++) {
            const struct doc_cell *cell = &t->rows[r].cells[i];
            if (cell->row_span == 1) {
                continue;
            }
            if (lines == NULL) {
                lines = xcalloc(t->row_count, sizeof *lines);
            }
            break_cell(g, cell);
            uint32_t count = (uint32_t)g->canvas->lines.count;
            lines[r] = count > lines[r] ? count : lines[r];
        }
    }
    return lines;
}
