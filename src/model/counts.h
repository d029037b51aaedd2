/* How many targets a table and each of its sections hold. */
#ifndef BAOCAO_MODEL_COUNTS_H
#define BAOCAO_MODEL_COUNTS_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct plan;

struct counts {
    uint32_t total;
    const uint32_t *below; /* one a row of the plan: the items below it, at any depth */
    const char *shown;     /* "26 (A: 11, B: 15)", the top sections behind the total */
};

/* Items count, whatever their level; sections and details do not. */
struct counts counts_of(struct arena *a, const struct plan *plan);

/* True when `n` is the total or the number of some section. */
bool counts_include(const struct counts *counts, const struct plan *plan, uint32_t n);

#endif
