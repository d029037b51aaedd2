/* Tells whether the cells of a row moved by a column or two. */
#ifndef BAOCAO_MODEL_SHIFT_H
#define BAOCAO_MODEL_SHIFT_H

#include <stdint.h>

struct csv_row;
struct plan;

/* 1 or 2: the cells stand that many columns too far right, -1 or -2: too far left; 0: in place, or
 * not to be told. Costs too much for every row: ask for those whose ordinal is amiss. */
int8_t shift_of_row(const struct plan *plan, const struct csv_row *row);

#endif
