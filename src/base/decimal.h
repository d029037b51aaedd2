/* Exact decimal numbers: a printed figure never passes through binary floating point. */
#ifndef BAOCAO_BASE_DECIMAL_H
#define BAOCAO_BASE_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DECIMAL_MAX_SCALE 9

/* The value is units / 10^scale; 0 <= scale <= DECIMAL_MAX_SCALE. */
struct decimal {
    int64_t units;
    uint8_t scale; /* digits after the decimal sign, as written */
};

int decimal_compare(struct decimal a, struct decimal b);
double decimal_to_double(struct decimal d);

/* False when the sum has more digits than fit. */
bool decimal_add(struct decimal a, struct decimal b, struct decimal *sum);

bool decimal_subtract(struct decimal a, struct decimal b, struct decimal *difference);

/* The product of `above` over the product of `below`, rounded once to `scale` digits, half away
 * from zero. False when a number of `below` is zero or something does not fit. */
bool decimal_quotient(const struct decimal *above, size_t above_count, const struct decimal *below,
                      size_t below_count, uint8_t scale, struct decimal *quotient);

/* Holds the product of `a` against that of `b`: -1, 0, 1. False when it does not fit. */
bool decimal_compare_products(const struct decimal *a, size_t a_count, const struct decimal *b,
                              size_t b_count, int *order);

/* To `scale` digits, half away from zero, as people round. */
struct decimal decimal_round(struct decimal d, uint8_t scale);

struct decimal decimal_negate(struct decimal d);

/* With a decimal comma and no thousands sign: "3904,88"; `out` holds at least DECIMAL_TEXT_SIZE
 * bytes. */
#define DECIMAL_TEXT_SIZE 40
void decimal_format(struct decimal d, char *out);

/* As state documents write it, with exactly `digits` behind the comma: "3.904,88". Rounded half
 * away from zero; `out` as above. */
void decimal_format_official(struct decimal d, uint8_t digits, char *out);

#endif
