/* Owns the arithmetic of exact decimal numbers. */
#include "base/decimal.h"

#include <stddef.h>

static const int64_t POWER[DECIMAL_MAX_SCALE + 1] = {
    1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000,
};

/* Whole parts are compared first, so that only a fraction below one is ever scaled up: it stays
 * under 10^9 and cannot overflow. Division truncates towards zero, so both parts carry the sign. */
int decimal_compare(struct decimal a, struct decimal b) {
    if (a.scale == b.scale) {
        return (a.units > b.units) - (a.units < b.units);
    }
    int64_t whole_a = a.units / POWER[a.scale];
    int64_t whole_b = b.units / POWER[b.scale];
    if (whole_a != whole_b) {
        return whole_a < whole_b ? -1 : 1;
    }
    int64_t rest_a = a.units % POWER[a.scale] * POWER[DECIMAL_MAX_SCALE - a.scale];
    int64_t rest_b = b.units % POWER[b.scale] * POWER[DECIMAL_MAX_SCALE - b.scale];
    return (rest_a > rest_b) - (rest_a < rest_b);
}

/* One correctly rounded division: both operands are exact up to 2^53. */
double decimal_to_double(struct decimal d) {
    return (double)d.units / (double)POWER[d.scale];
}

static bool rescale(struct decimal d, uint8_t scale, int64_t *units) {
    return !__builtin_mul_overflow(d.units, POWER[scale - d.scale], units);
}

bool decimal_add(struct decimal a, struct decimal b, struct decimal *sum) {
    uint8_t scale = a.scale > b.scale ? a.scale : b.scale;
    int64_t x, y;
    sum->scale = scale;
    return rescale(a, scale, &x) && rescale(b, scale, &y) &&
           !__builtin_add_overflow(x, y, &sum->units);
}

struct decimal decimal_round(struct decimal d, uint8_t scale) {
    if (d.scale <= scale) {
        return d;
    }
    int64_t power = POWER[d.scale - scale];
    int64_t rest = d.units % power;
    int64_t units = d.units / power;
    if (rest >= power - rest || -rest >= power + rest) {
        units += d.units < 0 ? -1 : 1;
    }
    return (struct decimal){units, scale};
}

struct decimal decimal_negate(struct decimal d) {
    return (struct decimal){-d.units, d.scale};
}

void decimal_format(struct decimal d, char *out) {
    char reversed[DECIMAL_TEXT_SIZE];
    size_t len = 0;
    uint64_t left = d.units < 0 ? 0 - (uint64_t)d.units : (uint64_t)d.units;
    for (unsigned digit = 0; left > 0 || digit <= d.scale; digit++, left /= 10) {
        if (digit > 0 && digit == d.scale) {
            reversed[len++] = ',';
        }
        reversed[len++] = (char)('0' + left % 10);
    }
    if (d.units < 0) {
        reversed[len++] = '-';
    }
    for (size_t i = 0; i < len; i++) {
        out[i] = reversed[len - 1 - i];
    }
    out[len] = '\0';
}
