/* Fits a table to the page: column widths from the content within limits, then row heights.
 *
 * THE MODEL. Every column has a floor (its template's min, or its widest word) and a ceiling (its
 * max, or the width at which nothing wraps). What the page has beyond the floors goes where it
 * saves most height. A text of natural width a in a column of width w takes about a/w lines, so
 * the columns' cost is the sum of (a/w)^2 over their cells: squared, because a row is as high as
 * its highest cell and tall cells hurt most. For a fixed total width that sum is least when each
 * width is proportional to the cube root of the column's sum of a^2. With floors and ceilings the
 * common factor is found by bisection. A rest that no column needs goes to those without a max.
 *
 * STEPS. 1 measure words, lines and sums a column. 2 floors; when they do not fit, words are broken
 * and the floors fall toward the template's min. 3 bisect the factor. 4 count each row's lines.
 *
 * Rejected: widths proportional to the text (one long name starves the rest), and trying widths
 * with the real line breaker (a hundred times the work for a line or two saved).
 */
#include "layout/tablefit.h"

#include <stdlib.h>

#include "base/arena.h"
#include "doc/doc.h"
#include "layout/fontset.h"
#include "layout/linebreak.h"

#define BISECTIONS 40

struct measure {
    int32_t floor, ceiling; /* mpt, padding included */
    int32_t natural;        /* the widest line, padding included */
    uint64_t cost;          /* sum of squared widths in points */
};

struct fitter {
    struct table_fit *fit;
    const struct doc_table *table;
    const struct fontset *fonts;
    struct measure *columns;
};

static const struct ttf *face_of(const struct fontset *fonts, const struct doc_cell *cell) {
    return fonts->faces[cell->style & (STYLE_BOLD | STYLE_ITALIC)];
}

/* ---- 1: measuring ---- */

static void measure_cell(struct fitter *f, const struct doc_cell *cell, uint32_t row) {
    if (cell->col_span != 1 || *cell->text == '\0') {
        return;
    }
    struct measure *m = &f->columns[cell->column];
    struct fit_word *widest = &f->fit->words[cell->column];
    struct text_extent e = text_extent_of(face_of(f->fonts, cell), f->table->font_size, cell->text);
    if (e.word_width > widest->width) {
        *widest = (struct fit_word){e.word, e.word_len, row, e.word_width, false};
    }
    int32_t natural = e.line_width + 2 * CELL_PADDING_X;
    m->natural = natural > m->natural ? natural : m->natural;
    uint64_t points = (uint64_t)e.line_width / MPT_PER_PT / cell->row_span;
    m->cost += points * points;
}

/* ---- 2: floors and ceilings ---- */

static void set_limits(struct fitter *f) {
    for (size_t i = 0; i < f->table->column_count; i++) {
        struct measure *m = &f->columns[i];
        const struct doc_column *c = &f->table->columns[i];
        int32_t word = f->fit->words[i].width + 2 * CELL_PADDING_X;
        m->floor = word > c->min_width ? word : c->min_width;
        if (c->max_width && m->floor > c->max_width) {
            m->floor = c->max_width;
        }
        m->ceiling = m->natural > m->floor ? m->natural : m->floor;
        if (c->max_width && m->ceiling > c->max_width) {
            m->ceiling = c->max_width;
        }
    }
}

/* The narrowest a column may become when words are broken inside. */
static int32_t hard_floor(const struct fitter *f, size_t i) {
    int32_t letter = f->table->font_size + 2 * CELL_PADDING_X;
    int32_t least = f->table->columns[i].min_width;
    least = least > letter ? least : letter;
    return least < f->columns[i].floor ? least : f->columns[i].floor;
}

/* Lowers the floors evenly until they fit. False when even the hard floors are too wide. */
static bool squeeze_floors(struct fitter *f, int32_t width, int32_t *needed) {
    int64_t floors = 0, hard = 0;
    for (size_t i = 0; i < f->table->column_count; i++) {
        floors += f->columns[i].floor;
        hard += hard_floor(f, i);
    }
    *needed = (int32_t)hard;
    if (floors <= width) {
        return true;
    }
    if (hard > width) {
        return false;
    }
    for (size_t i = 0; i < f->table->column_count; i++) {
        int32_t least = hard_floor(f, i);
        int64_t give = (f->columns[i].floor - least) * (floors - width) / (floors - hard);
        f->columns[i].floor -= (int32_t)give + (give > 0);
    }
    return true;
}

/* ---- 3: widths ---- */

/* Whole cube root. */
static uint64_t cube_root(uint64_t n) {
    uint64_t root = 0;
    for (uint64_t bit = (uint64_t)1 << 20; bit > 0; bit >>= 1) {
        uint64_t next = root | bit;
        if (next * next * next <= n) {
            root = next;
        }
    }
    return root;
}

static int32_t width_at(const struct measure *m, uint64_t root, uint64_t factor) {
    uint64_t width = root * factor;
    if (width < (uint64_t)m->floor) {
        return m->floor;
    }
    return width > (uint64_t)m->ceiling ? m->ceiling : (int32_t)width;
}

static void allot_widths(struct fitter *f, int32_t width, int32_t *widths) {
    size_t count = f->table->column_count;
    uint64_t *roots = xcalloc(count, sizeof *roots);
    for (size_t i = 0; i < count; i++) {
        roots[i] = cube_root(f->columns[i].cost) + 1;
    }
    uint64_t low = 0, high = (uint64_t)width;
    for (int step = 0; step < BISECTIONS && low < high; step++) {
        uint64_t factor = low + (high - low + 1) / 2;
        int64_t total = 0;
        for (size_t i = 0; i < count; i++) {
            total += width_at(&f->columns[i], roots[i], factor);
        }
        if (total <= width) {
            low = factor;
        } else {
            high = factor - 1;
        }
    }
    for (size_t i = 0; i < count; i++) {
        widths[i] = width_at(&f->columns[i], roots[i], low);
    }
    free(roots);
}

/* What is left goes to the columns without a max, in proportion to their width. */
static void spread_rest(struct fitter *f, int32_t width, int32_t *widths) {
    int64_t total = 0, open = 0;
    size_t last = 0;
    for (size_t i = 0; i < f->table->column_count; i++) {
        total += widths[i];
        if (f->table->columns[i].max_width == 0) {
            open += widths[i];
            last = i;
        }
    }
    int64_t rest = width - total;
    if (open == 0 || rest <= 0) {
        return;
    }
    int64_t given = 0;
    for (size_t i = 0; i < f->table->column_count; i++) {
        if (f->table->columns[i].max_width == 0) {
            int64_t share = rest * widths[i] / open;
            widths[i] += (int32_t)share;
            given += share;
        }
    }
    widths[last] += (int32_t)(rest - given);
}

static void set_edges(struct fitter *f, const int32_t *widths) {
    for (size_t i = 0; i < f->table->column_count; i++) {
        f->fit->edges[i + 1] = f->fit->edges[i] + widths[i];
        struct fit_word *word = &f->fit->words[i];
        word->broken = word->width + 2 * CELL_PADDING_X > widths[i];
    }
}

/* ---- 4: lines ---- */

static uint32_t cell_lines(const struct fitter *f, const struct doc_cell *cell,
                           struct line_list *buffer) {
    linebreak(face_of(f->fonts, cell), f->table->font_size, cell->text,
              table_fit_inner_width(f->fit, cell), buffer);
    return buffer->count > 0 ? (uint32_t)buffer->count : 1;
}

/* Gives the rows under a merged cell, in turn from the first, the lines that they lack. */
static void spread_lines(struct fitter *f, size_t row, uint32_t span, uint32_t wanted) {
    uint32_t have = 0;
    for (uint32_t i = 0; i < span; i++) {
        have += f->fit->lines[row + i];
    }
    for (uint32_t i = 0; have < wanted; have++, i = (i + 1) % span) {
        f->fit->lines[row + i]++;
    }
}

static void count_lines(struct fitter *f) {
    struct line_list buffer = {0};
    const struct doc_table *t = f->table;
    for (size_t r = 0; r < t->row_count; r++) {
        f->fit->lines[r] = 1;
        for (size_t i = 0; i < t->rows[r].cell_count; i++) {
            const struct doc_cell *cell = &t->rows[r].cells[i];
            if (cell->row_span == 1) {
                uint32_t lines = cell_lines(f, cell, &buffer);
                lines = lines < UINT16_MAX ? lines : UINT16_MAX;
                f->fit->lines[r] = lines > f->fit->lines[r] ? (uint16_t)lines : f->fit->lines[r];
            }
        }
    }
    for (size_t r = 0; r < t->row_count; r++) {
        for (size_t i = 0; i < t->rows[r].cell_count; i++) {
            const struct doc_cell *cell = &t->rows[r].cells[i];
            if (cell->row_span > 1) {
                spread_lines(f, r, cell->row_span, cell_lines(f, cell, &buffer));
            }
        }
    }
    line_list_release(&buffer);
}

bool table_fit_init(struct table_fit *fit, const struct doc_table *table,
                    const struct fontset *fonts, int32_t width, int32_t *needed) {
    *fit = (struct table_fit){.table = table};
    fit->edges = xcalloc(table->column_count + 1, sizeof *fit->edges);
    fit->words = xcalloc(table->column_count, sizeof *fit->words);
    fit->lines = xcalloc(table->row_count, sizeof *fit->lines);
    fit->line_height = (int32_t)((int64_t)table->font_size * LINE_SPACING / 1000);
    struct fitter f = {fit, table, fonts, xcalloc(table->column_count, sizeof *f.columns)};
    for (size_t r = 0; r < table->row_count; r++) {
        for (size_t i = 0; i < table->rows[r].cell_count; i++) {
            measure_cell(&f, &table->rows[r].cells[i], (uint32_t)r);
        }
    }
    set_limits(&f);
    bool fits = squeeze_floors(&f, width, needed);
    if (fits) {
        int32_t *widths = xcalloc(table->column_count, sizeof *widths);
        allot_widths(&f, width, widths);
        spread_rest(&f, width, widths);
        set_edges(&f, widths);
        free(widths);
        count_lines(&f);
    }
    free(f.columns);
    return fits;
}

void table_fit_release(struct table_fit *fit) {
    free(fit->edges);
    free(fit->words);
    free(fit->lines);
    *fit = (struct table_fit){0};
}

int32_t table_fit_inner_width(const struct table_fit *fit, const struct doc_cell *cell) {
    return fit->edges[cell->column + cell->col_span] - fit->edges[cell->column] -
           2 * CELL_PADDING_X;
}

int32_t table_fit_height(const struct table_fit *fit, uint32_t lines) {
    return (int32_t)lines * fit->line_height + 2 * CELL_PADDING_Y;
}
