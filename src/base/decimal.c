/* Owns the arithmetic of exact decimal numbers. */
#include "base/decimal.h"

#include <stddef.h>

/* Products of two amounts and a power of ten; C17 has no name for it. */
__extension__ typedef __int128 wide;

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

bool decimal_subtract(struct decimal a, struct decimal b, struct decimal *difference) {
    return b.units != INT64_MIN && decimal_add(a, decimal_negate(b), difference);
}

/* Multiplies all numbers; `scale` grows by theirs. */
static bool multiply(const struct decimal *factors, size_t count, wide *product, int *scale) {
    for (size_t i = 0; i < count; i++) {
        if (__builtin_mul_overflow(*product, (wide)factors[i].units, product)) {
            return false;
        }
        *scale += factors[i].scale;
    }
    return true;
}

static bool raise_wide(wide *n, int powers) {
    for (; powers > 0; powers--) {
        if (__builtin_mul_overflow(*n, (wide)10, n)) {
            return false;
        }
    }
    return true;
}

bool decimal_compare_products(const struct decimal *a, size_t a_count, const struct decimal *b,
                              size_t b_count, int *order) {
    wide x = 1, y = 1;
    int x_scale = 0, y_scale = 0;
    if (!multiply(a, a_count, &x, &x_scale) || !multiply(b, b_count, &y, &y_scale) ||
        !raise_wide(&x, y_scale - x_scale) || !raise_wide(&y, x_scale - y_scale)) {
        return false;
    }
    *order = (x > y) - (x < y);
    return true;
}

bool decimal_quotient(const struct decimal *above, size_t above_count, const struct decimal *below,
                      size_t below_count, uint8_t scale, struct decimal *quotient) {
    wide top = 1, bottom = 1;
    int above_scale = 0, below_scale = scale;
    if (!multiply(above, above_count, &top, &above_scale) ||
        !multiply(below, below_count, &bottom, &below_scale) || bottom == 0) {
        return false;
    }
    if (!raise_wide(&top, below_scale - above_scale) ||
        !raise_wide(&bottom, above_scale - below_scale)) {
        return false;
    }
    int sign = (top < 0) == (bottom < 0) ? 1 : -1;
    wide units = top / bottom, rest = top % bottom;
    rest = rest < 0 ? -rest : rest;
    bottom = bottom < 0 ? -bottom : bottom;
    if (rest >= bottom - rest) {
        units += sign;
    }
    *quotient = (struct decimal){(int64_t)units, scale};
    return units <= INT64_MAX && units >= INT64_MIN;
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

void decimal_format_official(struct decimal d, uint8_t digits, char *out) {
    char plain[DECIMAL_TEXT_SIZE];
    decimal_format(decimal_round(d, digits), plain);
    uint8_t written = d.scale < digits ? d.scale : digits;
    const char *s = plain;
    if (*s == '-') {
        *out++ = *s++;
    }
    size_t whole = 0;
    while (s[whole] >= '0' && s[whole] <= '9') {
        whole++;
    }
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0) {
            *out++ = '.';
        }
        *out++ = s[i];
    }
    for (s += whole; *s; s++) {
        *out++ = *s;
    }
    if (written == 0 && digits > 0) {
        *out++ = ',';
    }
    for (; written < digits; written++) {
        *out++ = '0';
    }
    *out = '\0';
}
