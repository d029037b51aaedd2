/* The same thing spelled in different ways: spellings gathered under what they stand for. */
#ifndef BAOCAO_MODEL_SPELLING_H
#define BAOCAO_MODEL_SPELLING_H

#include <stddef.h>
#include <stdint.h>

struct spelling {
    const char *key;   /* what it stands for; the same for all its spellings */
    const char *form;  /* how it is spelled, where case and spacing do not count */
    const char *shown; /* as first written */
    uint32_t count;
    uint32_t row; /* where it stands first */
    uint16_t column;
};

struct spellings {
    struct spelling *all;
    size_t count, capacity;
};

/* The strings are borrowed and must live as long as the list. */
void spellings_add(struct spellings *s, const struct spelling *one);
void spellings_release(struct spellings *s);

/* Calls `visit` for each spelling that is not the most frequent one of its key. */
void spellings_each_minority(struct spellings *s,
                             void (*visit)(void *context, const struct spelling *minority,
                                           const struct spelling *majority),
                             void *context);

#endif
