/* The same thing spelled in different ways: spellings gathered under what they stand for. */
#include "model/spelling.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

void spellings_add(struct spellings *s, const struct spelling *one) {
    GROW(s->all, s->count, s->capacity);
    s->all[s->count++] = *one;
}

void spellings_release(struct spellings *s) {
    free(s->all);
}

static int by_key(const void *a, const void *b) {
    const struct spelling *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    order = order ? order : strcmp(x->form, y->form);
    if (order == 0 && x->row != y->row) {
        return x->row < y->row ? -1 : 1;
    }
    return order ? order : (int)x->column - (int)y->column;
}

/* Sorts, and makes one of each spelling, with all its places counted. */
static void merge(struct spellings *s) {
    size_t kept = 0;
    qsort(s->all, s->count, sizeof *s->all, by_key);
    for (size_t i = 0; i < s->count; i++) {
        struct spelling *last = kept ? &s->all[kept - 1] : NULL;
        if (last && strcmp(last->key, s->all[i].key) == 0 &&
            strcmp(last->form, s->all[i].form) == 0) {
            last->count += s->all[i].count;
        } else {
            s->all[kept++] = s->all[i];
        }
    }
    s->count = kept;
}

void spellings_each_minority(struct spellings *s,
                             void (*visit)(void *context, const struct spelling *minority,
                                           const struct spelling *majority),
                             void *context) {
    if (s->count == 0) {
        return;
    }
    merge(s);
    for (size_t start = 0, end; start < s->count; start = end) {
        size_t most = start;
        for (end = start + 1; end < s->count && strcmp(s->all[end].key, s->all[start].key) == 0;
             end++) {
            const struct spelling *one = &s->all[end], *best = &s->all[most];
            if (one->count > best->count || (one->count == best->count && one->row < best->row)) {
                most = end;
            }
        }
        for (size_t i = start; i < end; i++) {
            if (i != most) {
                visit(context, &s->all[i], &s->all[most]);
            }
        }
    }
}
