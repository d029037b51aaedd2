/* Fits a table to the page: column widths from the content within limits, then row heights.
 *
 * THE MODEL. Every column has a floor (its template's min, or its widest word) and a ceiling (its
 * max, or the width at which nothing wraps); short columns (a unit, a number) get as their floor
 * what keeps them on one line. Where the floors do not fit the page, words are broken inside and
 * the floors fall toward the template's min. widths.c chooses between the limits; then the lines
 * of every row are counted with the real line breaker.
 */
#include "layout/tablefit.h"

#include <stdlib.h>

#include "base/arena.h"
#include "doc/doc.h"
#include "layout/fontset.h"
#include "layout/linebreak.h"
#include "layout/widths.h"

#define SAMPLE_ROWS  64
#define MAX_POINTS   20000         /* sums of squares stay in 64 bits */
#define SHORT_COLUMN MM_TO_MPT(30) /* kept on one line where the page allows */

/* What a column's cells ask for; mpt, padding included. */
struct measure {
    int32_t natural;     /* the widest line */
    int32_t short_width; /* the same below the header */
};

struct fitter {
    struct table_fit *fit;
    const struct doc_table *table;
    const struct fontset *fonts;
    struct measure *columns;
    struct width_limits *limits;
    struct width_sample sample;
    size_t sample_step; /* every such row is in the sample */
};

static const struct ttf *face_of(const struct fontset *fonts, const struct doc_cell *cell) {
    return fonts->faces[cell->style & (STYLE_BOLD | STYLE_ITALIC)];
}

/* ---- measuring ---- */

static void sample_cell(struct fitter *f, const struct doc_cell *cell, uint32_t row) {
    struct width_sample *s = &f->sample;
    struct sample_cell *to = &s->cells[row / f->sample_step * s->columns + cell->column];
    struct word_reader reader =
        word_reader_of(face_of(f->fonts, cell), f->table->font_size, cell->text);
    to->first_word = (uint32_t)s->word_count;
    to->row_span = cell->row_span;
    for (int32_t word; (word = word_reader_next(&reader)) != WORD_READER_END;) {
        GROW(s->words, s->word_count, s->word_capacity);
        s->words[s->word_count++] = word;
        to->word_count++;
    }
}

static void measure_cell(struct fitter *f, const struct doc_cell *cell, uint32_t row,
                         bool sampled) {
    if (cell->col_span != 1) {
        f->fit->missing |= ttf_missing(face_of(f->fonts, cell), cell->text) != 0;
        return;
    }
    if (*cell->text == '\0') {
        return;
    }
    struct measure *m = &f->columns[cell->column];
    struct fit_word *widest = &f->fit->words[cell->column];
    struct text_extent e = text_extent_of(face_of(f->fonts, cell), f->table->font_size, cell->text);
    f->fit->missing |= e.missing;
    if (e.word_width > widest->width) {
        *widest = (struct fit_word){e.word, e.word_len, row, e.word_width, false};
    }
    int32_t natural = e.line_width + 2 * CELL_PADDING_X;
    m->natural = natural > m->natural ? natural : m->natural;
    if (row >= f->table->header_rows && natural > m->short_width) {
        m->short_width = natural;
    }
    uint64_t points = (uint64_t)e.line_width / MPT_PER_PT;
    points = cell->row_span > 1 ? points / cell->row_span : points;
    points = points < MAX_POINTS ? points : MAX_POINTS;
    f->limits[cell->column].cost += points * points;
    if (sampled) {
        sample_cell(f, cell, row);
    }
}

static void measure_table(struct fitter *f) {
    const struct doc_table *t = f->table;
    f->sample_step = t->row_count / SAMPLE_ROWS + 1;
    f->sample.columns = t->column_count;
    f->sample.rows = (t->row_count + f->sample_step - 1) / f->sample_step;
    f->sample.cells = xcalloc(f->sample.rows * t->column_count + 1, sizeof *f->sample.cells);
    f->sample.space = ttf_width(f->fonts->faces[FACE_REGULAR], " ", 1, t->font_size);
    f->sample.padding = 2 * CELL_PADDING_X;
    for (size_t r = 0; r < t->row_count; r++) {
        const struct doc_row *row = doc_table_row(t, r);
        bool sampled = r % f->sample_step == 0;
        for (size_t i = 0; i < row->cell_count; i++) {
            measure_cell(f, &row->cells[i], (uint32_t)r, sampled);
        }
    }
}

/* ---- floors and ceilings ---- */

static void set_limits(struct fitter *f) {
    for (size_t i = 0; i < f->table->column_count; i++) {
        struct width_limits *l = &f->limits[i];
        const struct doc_column *c = &f->table->columns[i];
        int32_t word = f->fit->words[i].width + 2 * CELL_PADDING_X;
        int32_t natural = f->columns[i].natural;
        l->open = c->max_width == 0;
        l->floor = word > c->min_width ? word : c->min_width;
        if (c->max_width && l->floor > c->max_width) {
            l->floor = c->max_width;
        }
        l->ceiling = natural > l->floor ? natural : l->floor;
        if (c->max_width && l->ceiling > c->max_width) {
            l->ceiling = c->max_width;
        }
    }
}

/* The narrowest a column may become when words are broken inside. */
static int32_t hard_floor(const struct fitter *f, size_t i) {
    int32_t letter = f->table->font_size + 2 * CELL_PADDING_X;
    int32_t least = f->table->columns[i].min_width;
    least = least > letter ? least : letter;
    return least < f->limits[i].floor ? least : f->limits[i].floor;
}

/* Lowers the floors evenly until they fit. False when even the hard floors are too wide. */
static bool squeeze_floors(struct fitter *f, int32_t width, int32_t *needed) {
    int64_t floors = 0, hard = 0;
    for (size_t i = 0; i < f->table->column_count; i++) {
        floors += f->limits[i].floor;
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
        int64_t slack = f->limits[i].floor - hard_floor(f, i);
        int64_t give = slack * (floors - width) / (floors - hard);
        f->limits[i].floor -= (int32_t)give + (give < slack);
    }
    return true;
}

/* Raises the floors of short columns to their longest line, if that leaves the long ones enough
 * of the page. */
static void raise_short_floors(struct fitter *f, int32_t width) {
    int64_t total = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < f->table->column_count; i++) {
            struct width_limits *l = &f->limits[i];
            int32_t wanted = f->columns[i].short_width;
            wanted = wanted < l->ceiling ? wanted : l->ceiling;
            bool raise = f->columns[i].short_width <= SHORT_COLUMN && wanted > l->floor;
            if (pass == 0) {
                total += raise ? wanted : l->floor;
            } else if (raise) {
                l->floor = wanted;
            }
        }
        if (total > (int64_t)width * 3 / 4) {
            return;
        }
    }
}

static void set_edges(struct fitter *f, const int32_t *widths) {
    for (size_t i = 0; i < f->table->column_count; i++) {
        f->fit->edges[i + 1] = f->fit->edges[i] + widths[i];
        struct fit_word *word = &f->fit->words[i];
        word->broken = word->width + 2 * CELL_PADDING_X > widths[i];
    }
}

/* ---- lines ---- */

static uint32_t cell_lines(const struct table_fit *fit, const struct fontset *fonts,
                           const struct doc_cell *cell, struct line_list *buffer) {
    linebreak(face_of(fonts, cell), fit->table->font_size, cell->text,
              table_fit_inner_width(fit, cell), buffer);
    return buffer->count > 0 ? (uint32_t)buffer->count : 1;
}

/* Gives the rows under a merged cell, in turn from the first, the lines that they lack. */
static void spread_lines(struct table_fit *fit, size_t row, uint32_t span, uint32_t wanted) {
    uint32_t have = 0;
    for (uint32_t i = 0; i < span; i++) {
        have += fit->lines[row + i];
    }
    for (uint32_t i = 0; have < wanted; have++, i = (i + 1) % span) {
        fit->lines[row + i]++;
    }
}

void table_fit_count_lines(struct table_fit *fit, const struct fontset *fonts) {
    struct line_list buffer = {0};
    const struct doc_table *t = fit->table;
    for (size_t r = 0; r < t->row_count; r++) {
        fit->lines[r] = 1;
        for (size_t i = 0; i < t->rows[r].cell_count; i++) {
            const struct doc_cell *cell = &t->rows[r].cells[i];
            if (cell->row_span == 1) {
                uint32_t lines = cell_lines(fit, fonts, cell, &buffer);
                lines = lines < UINT16_MAX ? lines : UINT16_MAX;
                fit->lines[r] = lines > fit->lines[r] ? (uint16_t)lines : fit->lines[r];
            }
        }
    }
    for (size_t r = 0; r < t->row_count; r++) {
        for (size_t i = 0; i < t->rows[r].cell_count; i++) {
            const struct doc_cell *cell = &t->rows[r].cells[i];
            if (cell->row_span > 1) {
                spread_lines(fit, r, cell->row_span, cell_lines(fit, fonts, cell, &buffer));
            }
        }
    }
    line_list_release(&buffer);
}

bool table_fit_init(struct table_fit *fit, const struct doc_table *table,
                    const struct fontset *fonts, int32_t width) {
    *fit = (struct table_fit){.table = table};
    fit->edges = xcalloc(table->column_count + 1, sizeof *fit->edges);
    fit->words = xcalloc(table->column_count, sizeof *fit->words);
    fit->lines = xcalloc(table->row_count, sizeof *fit->lines);
    fit->line_height = (int32_t)((int64_t)table->font_size * LINE_SPACING / 1000);
    struct fitter f = {.fit = fit, .table = table, .fonts = fonts};
    f.columns = xcalloc(table->column_count, sizeof *f.columns);
    f.limits = xcalloc(table->column_count, sizeof *f.limits);
    measure_table(&f);
    set_limits(&f);
    raise_short_floors(&f, width);
    bool fits = squeeze_floors(&f, width, &fit->needed);
    if (fits) {
        int32_t *widths = xcalloc(table->column_count, sizeof *widths);
        widths_choose(f.limits, &f.sample, width, widths);
        set_edges(&f, widths);
        free(widths);
    }
    width_sample_release(&f.sample);
    free(f.columns);
    free(f.limits);
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
