/* The different texts of one column, each counted; most columns repeat a few. */
#ifndef BAOCAO_MODEL_DISTINCT_H
#define BAOCAO_MODEL_DISTINCT_H

#include <stddef.h>
#include <stdint.h>

struct plan;

struct distinct_text {
    const char *text;
    uint64_t hash;
    uint32_t count;
    uint32_t first_row; /* index into the plan's rows */
};

struct distinct {
    struct distinct_text *texts; /* in the order of the table */
    size_t count, capacity;
    uint32_t *slots; /* open hash: index + 1; 0 is free */
    size_t slot_count;
};

/* Blank cells and section rows are left out. Release with distinct_release. */
void distinct_collect(struct distinct *d, const struct plan *plan, size_t column);
void distinct_release(struct distinct *d);

/* Index of a text of the column, or SIZE_MAX. */
size_t distinct_index(const struct distinct *d, const char *text);

#endif
