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

#endif
