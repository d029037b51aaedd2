/* How series and states look: told apart without colour, on paper and on a fax. */
#ifndef BAOCAO_LAYOUT_CHART_LOOK_H
#define BAOCAO_LAYOUT_CHART_LOOK_H

#include <stddef.h>
#include <stdint.h>

#include "layout/figure.h"

/* By enum chart_role. */
const struct filling *chart_series_filling(uint8_t role);
const struct stroke *chart_series_stroke(uint8_t role);

/* Of the i-th category of CHART_SHARES; they come again after CHART_SHARE_LOOKS. */
#define CHART_SHARE_LOOKS 8
const struct filling *chart_share_filling(size_t i);

/* The point of a line, its middle at (x, y). */
#define CHART_MARKER 3500 /* half its size, mpt */
void chart_put_marker(struct sketch *k, uint8_t role, int32_t x, int32_t y);

#endif
