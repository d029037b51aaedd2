/* A chart while it is being drawn: what its kinds share. */
#ifndef BAOCAO_LAYOUT_CHART_DRAFT_H
#define BAOCAO_LAYOUT_CHART_DRAFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "layout/chart_scale.h"
#include "layout/figure.h"

struct chart;

#define CHART_GAP   4000 /* between a text and what it belongs to */
#define CHART_SPACE 6000 /* between the parts of a chart */

struct chart_draft {
    const struct chart *chart;
    struct sketch k;
    size_t from, to;          /* the categories to draw */
    int32_t width;            /* mpt */
    int32_t size;             /* of labels, mpt */
    struct chart_scale scale; /* its ticks chosen by whoever draws */
    bool crowded;             /* texts had to be cut: fewer categories would have room */
};

/* Each draws from `y` down and gives where it ends. */
int32_t chart_draw_bars(struct chart_draft *d, int32_t y);    /* lying ones */
int32_t chart_draw_columns(struct chart_draft *d, int32_t y); /* standing bars, lines */
int32_t chart_draw_shares(struct chart_draft *d, int32_t y);

/* An entry of a legend. */
struct chart_entry {
    const char *text;
    const struct filling *filling;
};
int32_t chart_draw_legend(struct chart_draft *d, const struct chart_entry *entries, size_t count,
                          int32_t y);

/* The wider of the first and the last tick as printed: digits have one width, so all fit. */
int32_t chart_tick_width(const struct chart_draft *d);
struct figure_text chart_tick_text(struct chart_draft *d, size_t i);

extern const struct stroke CHART_GRID, CHART_AXIS;

#endif
