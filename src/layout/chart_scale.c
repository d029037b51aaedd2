/* Scales a chart in whole numbers.
 *
 * THE MODEL. All values are written with the same power of ten, the finest one that keeps the
 * largest below 10^11: then value times length fits 64 bits, and what is rounded away is far below
 * a millipoint. Ticks are 1, 2, 5, 10, ... of the last digit, so counts of things never get half a
 * tick. Whoever draws starts with the finest ticks and coarsens them until their labels have room.
 */
#include "layout/chart_scale.h"

#include <string.h>

#include "base/decimal.h"
#include "doc/chart.h"

#define LIMIT INT64_C(100000000000)

/* A line that moves by less than a third of its distance from zero is seen from nearby. */
#define BREAK_SHARE 3

static int64_t shifted(int64_t units, int digits) {
    for (; digits > 0; digits--) {
        units *= 10;
    }
    int64_t power = 1;
    for (; digits < 0; digits++) {
        if (power > INT64_MAX / 10) {
            return 0;
        }
        power *= 10;
    }
    int64_t rest = units % power;
    int64_t half = power / 2;
    return units / power + (power > 1 && rest >= half ? 1 : power > 1 && rest <= -half ? -1 : 0);
}

static bool too_large(const struct decimal *d, int exponent) {
    int64_t limit = LIMIT;
    int digits = exponent - d->scale;
    for (; digits > 0; digits--) {
        limit /= 10;
    }
    for (; digits < 0; digits++) {
        if (limit > INT64_MAX / 10) {
            return false;
        }
        limit *= 10;
    }
    return d->units > limit || d->units < -limit;
}

static int exponent_of(const struct chart *chart) {
    int exponent = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t s = 0; s < chart->series_count; s++) {
            for (size_t c = 0; c < chart->category_count; c++) {
                const struct chart_value *v = &chart->series[s].values[c];
                if (!v->given) {
                    continue;
                }
                if (pass == 0) {
                    exponent = v->number.scale > exponent ? v->number.scale : exponent;
                }
                while (pass == 1 && too_large(&v->number, exponent)) {
                    exponent--;
                }
            }
        }
    }
    return exponent;
}

int64_t chart_scale_value(const struct chart_scale *s, const struct decimal *d) {
    return shifted(d->units, s->exponent - d->scale);
}

struct chart_scale chart_scale_of(const struct chart *chart, bool may_break) {
    struct chart_scale scale = {.exponent = exponent_of(chart)};
    bool first = true;
    for (size_t s = 0; s < chart->series_count; s++) {
        for (size_t c = 0; c < chart->category_count; c++) {
            const struct chart_value *v = &chart->series[s].values[c];
            if (v->given) {
                int64_t value = chart_scale_value(&scale, &v->number);
                scale.least = first || value < scale.least ? value : scale.least;
                scale.most = first || value > scale.most ? value : scale.most;
                first = false;
            }
        }
    }
    scale.broken =
        may_break && scale.least > 0 && (scale.most - scale.least) * BREAK_SHARE < scale.least;
    if (!scale.broken) {
        scale.least = scale.least < 0 ? scale.least : 0;
        scale.most = scale.most > 0 ? scale.most : 0;
    }
    return scale;
}

static int64_t floor_to(int64_t value, int64_t step) {
    int64_t rest = value % step;
    return value - (rest < 0 ? rest + step : rest);
}

void chart_scale_coarsen(struct chart_scale *s) {
    int64_t power = 1;
    for (int i = 0; i < s->tick_zeros; i++) {
        power *= 10;
    }
    if (s->tick == 0) {
        s->tick = 1;
    } else if (s->tick == 5 * power) {
        s->tick = 10 * power;
        s->tick_zeros++;
    } else {
        s->tick = s->tick == power ? 2 * power : 5 * power;
    }
    s->low = floor_to(s->least, s->tick);
    s->high = -floor_to(-s->most, s->tick);
    if (s->broken && s->low == s->least) {
        s->low -= s->tick; /* a point on the axis would look like zero */
    }
    if (s->low == s->high) {
        s->high += s->tick;
    }
}

size_t chart_scale_ticks(const struct chart_scale *s) {
    return (size_t)((s->high - s->low) / s->tick) + 1;
}

int32_t chart_scale_at(const struct chart_scale *s, int64_t value, int32_t length) {
    return (int32_t)((value - s->low) * length / (s->high - s->low));
}

/* Digits from the last to the first: `zeros` that were rounded away, then those of the number. */
void chart_scale_print(const struct chart_scale *s, size_t i, char *out) {
    int64_t value = s->low + (int64_t)i * s->tick;
    uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    int decimals = s->exponent > s->tick_zeros ? s->exponent - s->tick_zeros : 0;
    int dropped = s->exponent > 0 ? s->exponent - decimals : 0;
    int zeros = s->exponent < 0 && left > 0 ? -s->exponent : 0;
    for (; dropped > 0; dropped--) {
        left /= 10;
    }
    char reversed[CHART_TICK_SIZE];
    size_t len = 0;
    for (int digit = 0; left > 0 || digit <= decimals || zeros > 0; digit++) {
        if (digit == decimals && decimals > 0) {
            reversed[len++] = ',';
        } else if (digit > decimals && (digit - decimals) % 3 == 0) {
            reversed[len++] = '.';
        }
        reversed[len++] = zeros > 0 ? '0' : (char)('0' + left % 10);
        left = zeros > 0 ? left : left / 10;
        zeros -= zeros > 0;
    }
    if (value < 0) {
        reversed[len++] = '-';
    }
    for (size_t k = 0; k < len; k++) {
        out[k] = reversed[len - 1 - k];
    }
    out[len] = '\0';
}
