/* Reads the values of a table; what a text was read as is remembered. */
#ifndef BAOCAO_MODEL_VALUE_CACHE_H
#define BAOCAO_MODEL_VALUE_CACHE_H

#include <stdbool.h>
#include <stddef.h>

#include "model/value.h"

struct arena;

#define CACHED_VALUES 8192
#define CACHED_TEXT   20

struct value_cache {
    struct arena *arena; /* of the values */
    bool restyle;        /* the document writes numbers in the official way */
    struct value *free;  /* room for so many more */
    size_t free_count;
    /* The last text under each hash: a long table repeats its values, nearly all of them short. */
    struct {
        char text[CACHED_TEXT];
        struct number_style style;
        const struct value *value;
    } slots[CACHED_VALUES];
};

/* The value of `text` in a column of that style. */
const struct value *value_cache_read(struct value_cache *cache, const char *text,
                                     const struct number_style *style);

#endif
