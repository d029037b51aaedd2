/* Chooses the widths of a table's columns. */
#ifndef BAOCAO_LAYOUT_WIDTHS_H
#define BAOCAO_LAYOUT_WIDTHS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a column may have and asks for; widths in mpt, the padding of its cells included. */
struct width_limits {
    int32_t floor, ceiling;
    uint64_t cost; /* sum of the squared natural widths of its cells, in points */
    bool open;     /* no max: may take what nobody else needs */
};

/* Some of the rows, as the widths of their words. */
struct width_sample {
    size_t rows, columns;
    struct sample_cell {
        uint32_t first_word, word_count; /* in `words`; 0 words: nothing to wrap */
        uint32_t row_span;
    } * cells;      /* row by row */
    int32_t *words; /* mpt; -1 forces a new line */
    size_t word_count, word_capacity;
    int32_t space;   /* width of a space */
    int32_t padding; /* of a cell, both sides */
};

void width_sample_release(struct width_sample *sample);

/* Fills `widths`, which add up to `width` unless every column is at its ceiling and none is open.
 * The floors must fit. */
void widths_choose(const struct width_limits *limits, const struct width_sample *sample,
                   int32_t width, int32_t *widths);

#endif
