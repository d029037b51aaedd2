/* Exact decimal numbers: a printed figure never passes through binary floating point. */
#ifndef BAOCAO_BASE_DECIMAL_H
#define BAOCAO_BASE_DECIMAL_H

#include <stdbool.h>
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

/* To `scale` digits, half away from zero, as people round. */
struct decimal decimal_round(struct decimal d, uint8_t scale);

struct decimal decimal_negate(struct decimal d);

/* With a decimal comma and no thousands sign: "3904,88"; `out` holds at least DECIMAL_TEXT_SIZE
 * bytes. */
#define DECIMAL_TEXT_SIZE 40
void decimal_format(struct decimal d, char *out);

#endif
