/* Owns the arithmetic of exact decimal numbers. */
#include "base/decimal.h"

static const int64_t POWER[DECIMAL_MAX_SCALE + 1] = {
    1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000,
};

/* Whole parts are compared first, so that only a fraction below one is ever scaled up: it stays
 * under 10^9 and cannot overflow. Division truncates towards zero, so both parts carry the sign. */
int decimal_compare(struct decimal a, struct decimal b) {
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
