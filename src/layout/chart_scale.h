/* The scale of a chart: exact values in whole numbers, and ticks at 1, 2 or 5 times a power of ten.
 */
#ifndef BAOCAO_LAYOUT_CHART_SCALE_H
#define BAOCAO_LAYOUT_CHART_SCALE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct chart;
struct decimal;

struct chart_scale {
    int exponent;        /* a step on the scale is 10^-exponent */
    int64_t least, most; /* of the values, and of zero where the scale has it */
    int64_t low, high;   /* its ends: multiples of `tick` */
    int64_t tick;        /* between ticks */
    int tick_zeros;      /* zeros at the end of `tick` */
    bool broken;         /* does not begin at zero */
};

/* Finds the extent of all values of a chart. `may_break`: where they lie close together far from
 * zero, as the points of a line may, the scale has no zero. Ticks are still to be chosen. */
struct chart_scale chart_scale_of(const struct chart *chart, bool may_break);

/* Takes the next larger tick, the smallest one at first; ends fit it. */
void chart_scale_coarsen(struct chart_scale *s);

size_t chart_scale_ticks(const struct chart_scale *s); /* their number, at least 2 */

/* Where a value lies on `length` mpt from the low end; `length` is below 10^6. */
int32_t chart_scale_at(const struct chart_scale *s, int64_t value, int32_t length);
int64_t chart_scale_value(const struct chart_scale *s, const struct decimal *d);

/* Tick `i` as printed: "1.500", "-0,5". */
#define CHART_TICK_SIZE 64
void chart_scale_print(const struct chart_scale *s, size_t i, char *out);

#endif
