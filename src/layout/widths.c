/* Chooses the widths of a table's columns.
 *
 * THE MODEL. What the page has beyond the columns' floors should go where it makes the table
 * lowest. A row is as high as its highest cell, so the goal is the sum over the rows of their most
 * lines; among equals, fewer lines in all.
 *
 * STEPS. 1 A first answer in closed form: a text of natural width a in a column of width w takes
 * about a/w lines; were rows as high as the sum of (a/w)^2, the best widths for a given total would
 * be proportional to the cube root of each column's sum of a^2, between its floor and its ceiling.
 * The common factor is found by bisection, and a rest goes to the columns without a max.
 * 2 Improvement: over a sample of rows whose words are measured once, a step of width moves from
 * the column that misses it least to the one that gains most, as long as the goal falls; then the
 * same with smaller steps.
 *
 * Rejected: widths proportional to the text (one long name starves the rest), the closed form
 * alone (it does not see that a three-word cell wraps at once or not at all), and an exact search
 * (the sample is small, the choices are not).
 */
#include "layout/widths.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "doc/doc.h"

#define BISECTIONS 40
#define MAX_MOVES  24 /* of one size */
#define ROW_WEIGHT 16 /* a line of a row's height against a line in a cell */

void width_sample_release(struct width_sample *sample) {
    free(sample->cells);
    free(sample->words);
    *sample = (struct width_sample){0};
}

/* ---- 1: the closed form ---- */

static uint64_t cube_root(uint64_t n) {
    uint64_t root = 0;
    for (uint64_t bit = (uint64_t)1 << 20; bit > 0; bit >>= 1) {
        uint64_t next = root | bit;
        root = next * next * next <= n ? next : root;
    }
    return root;
}

static int32_t width_at(const struct width_limits *c, uint64_t root, uint64_t factor) {
    uint64_t width = root * factor;
    if (width < (uint64_t)c->floor) {
        return c->floor;
    }
    return width > (uint64_t)c->ceiling ? c->ceiling : (int32_t)width;
}

static void allot_widths(const struct width_limits *limits, size_t count, int32_t width,
                         int32_t *widths) {
    uint64_t *roots = xcalloc(count, sizeof *roots);
    for (size_t i = 0; i < count; i++) {
        roots[i] = cube_root(limits[i].cost) + 1;
    }
    uint64_t low = 0, high = (uint64_t)width;
    for (int step = 0; step < BISECTIONS && low < high; step++) {
        uint64_t factor = low + (high - low + 1) / 2;
        int64_t total = 0;
        for (size_t i = 0; i < count; i++) {
            total += width_at(&limits[i], roots[i], factor);
        }
        if (total <= width) {
            low = factor;
        } else {
            high = factor - 1;
        }
    }
    for (size_t i = 0; i < count; i++) {
        widths[i] = width_at(&limits[i], roots[i], low);
    }
    free(roots);
}

/* What is left goes to the open columns, in proportion to their width. */
static void spread_rest(const struct width_limits *limits, size_t count, int32_t width,
                        int32_t *widths) {
    int64_t rest = width, open = 0, given = 0;
    size_t last = 0;
    for (size_t i = 0; i < count; i++) {
        rest -= widths[i];
        if (limits[i].open) {
            open += widths[i];
            last = i;
        }
    }
    if (open == 0 || rest <= 0) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (limits[i].open) {
            int64_t share = rest * widths[i] / open;
            widths[i] += (int32_t)share;
            given += share;
        }
    }
    widths[last] += (int32_t)(rest - given);
}

/* ---- 2: improvement ---- */

struct search {
    const struct width_limits *limits;
    const struct width_sample *sample;
    int32_t *widths;
    /* Lines of every sampled cell, row by row: as it is, one step wider, one step narrower. */
    uint16_t *now, *wider, *narrower;
};

/* First fit, as the line breaker does it. */
static uint16_t count_lines(const struct width_sample *s, const struct sample_cell *cell,
                            int32_t width) {
    int32_t limit = width - s->padding, used = -1;
    uint32_t lines = 1;
    for (uint32_t i = 0; i < cell->word_count; i++) {
        int32_t word = s->words[cell->first_word + i];
        if (word < 0) {
            lines++;
            used = -1;
        } else if (used < 0) {
            used = word;
        } else if (used + s->space + word <= limit) {
            used += s->space + word;
        } else {
            lines++;
            used = word;
        }
        if (word > limit) { /* broken inside */
            lines += (uint32_t)(word / (limit > 0 ? limit : 1));
        }
    }
    lines = (lines + cell->row_span - 1) / (cell->row_span ? cell->row_span : 1);
    return (uint16_t)(lines < UINT16_MAX ? lines : UINT16_MAX);
}

static void count_column(const struct search *s, size_t column, int32_t width, uint16_t *lines) {
    const struct width_sample *sample = s->sample;
    for (size_t r = 0; r < sample->rows; r++) {
        size_t at = r * sample->columns + column;
        lines[at] = count_lines(sample, &sample->cells[at], width);
    }
}

static void recount(const struct search *s, size_t column, int32_t step) {
    count_column(s, column, s->widths[column], s->now);
    count_column(s, column, s->widths[column] + step, s->wider);
    count_column(s, column, s->widths[column] - step, s->narrower);
}

/* The goal when `to` is a step wider and `from` a step narrower; SIZE_MAX for neither. */
static uint64_t goal(const struct search *s, size_t to, size_t from) {
    size_t columns = s->sample->columns;
    uint64_t total = 0;
    for (size_t r = 0; r < s->sample->rows; r++) {
        uint32_t most = 0, sum = 0;
        for (size_t c = 0; c < columns; c++) {
            const uint16_t *lines = c == to ? s->wider : c == from ? s->narrower : s->now;
            uint32_t n = lines[r * columns + c];
            most = n > most ? n : most;
            sum += n;
        }
        total += most * ROW_WEIGHT + sum;
    }
    return total;
}

/* Moves one step of width where it helps most; false when it helps nowhere. */
static bool move_step(const struct search *s, int32_t step) {
    uint64_t best = goal(s, SIZE_MAX, SIZE_MAX);
    size_t columns = s->sample->columns, best_to = SIZE_MAX, best_from = SIZE_MAX;
    for (size_t to = 0; to < columns; to++) {
        const struct width_limits *wide = &s->limits[to];
        if (!wide->open && s->widths[to] + step > wide->ceiling) {
            continue;
        }
        for (size_t from = 0; from < columns; from++) {
            if (from == to || s->widths[from] - step < s->limits[from].floor) {
                continue;
            }
            uint64_t reached = goal(s, to, from);
            if (reached < best) {
                best = reached;
                best_to = to;
                best_from = from;
            }
        }
    }
    if (best_to == SIZE_MAX) {
        return false;
    }
    s->widths[best_to] += step;
    s->widths[best_from] -= step;
    recount(s, best_to, step);
    recount(s, best_from, step);
    return true;
}

static void improve(const struct width_limits *limits, const struct width_sample *sample,
                    int32_t *widths) {
    static const int32_t steps[] = {MM_TO_MPT(6), MM_TO_MPT(2)};
    size_t cells = sample->rows * sample->columns;
    uint16_t *lines = xcalloc(3 * cells + 1, sizeof *lines);
    struct search s = {limits, sample, widths, lines, lines + cells, lines + 2 * cells};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        for (size_t c = 0; c < sample->columns; c++) {
            recount(&s, c, steps[i]);
        }
        for (int move = 0; move < MAX_MOVES && move_step(&s, steps[i]); move++) {
        }
    }
    free(lines);
}

void widths_choose(const struct width_limits *limits, const struct width_sample *sample,
                   int32_t width, int32_t *widths) {
    allot_widths(limits, sample->columns, width, widths);
    spread_rest(limits, sample->columns, width, widths);
    improve(limits, sample, widths);
}
