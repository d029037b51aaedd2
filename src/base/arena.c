/* Owns the memory of a job: blocks that are filled from the front and freed all at once. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_BLOCK ((size_t)64 * 1024)
#define LAST_BLOCK  ((size_t)1024 * 1024)
#define ALIGNMENT   alignof(max_align_t)

struct block {
    struct block *next;
    size_t size;
    size_t used;
    max_align_t data[];
};

struct arena {
    struct block *current; /* head of the list; only this one is filled further */
    size_t next_size;
};

_Noreturn void memory_exhausted(void) {
    fputs("baocao: out of memory / hết bộ nhớ\n", stderr);
    _Exit(71);
}

void *xcalloc(size_t count, size_t size) {
    void *p = calloc(count ? count : 1, size ? size : 1);
    if (!p) {
        memory_exhausted();
    }
    return p;
}

void *xrealloc(void *old, size_t count, size_t size) {
    if (size && count > SIZE_MAX / size) {
        memory_exhausted();
    }
    size_t bytes = count * size;
    void *p = realloc(old, bytes ? bytes : 1);
    if (!p) {
        memory_exhausted();
    }
    return p;
}

struct arena *arena_new(void) {
    struct arena *a = xcalloc(1, sizeof *a);
    a->next_size = FIRST_BLOCK;
    return a;
}

void arena_free(struct arena *a) {
    if (!a) {
        return;
    }
    struct block *b = a->current;
    while (b) {
        struct block *next = b->next;
        free(b);
        b = next;
    }
    free(a);
}

static struct block *block_new(size_t size) {
    if (size > SIZE_MAX - sizeof(struct block)) {
        memory_exhausted();
    }
    struct block *b = xcalloc(1, sizeof *b + size); /* calloc: what is handed out is zeroed */
    b->size = size;
    return b;
}

/* A request too large for a usual block gets one of its own, linked behind the current block so
 * that the space left there is still used. */
static void *alloc_oversize(struct arena *a, size_t size) {
    struct block *b = block_new(size);
    b->used = size;
    if (a->current) {
        b->next = a->current->next;
        a->current->next = b;
    } else {
        a->current = b;
    }
    return b->data;
}

void *arena_alloc(struct arena *a, size_t size) {
    if (size > SIZE_MAX - ALIGNMENT) {
        memory_exhausted();
    }
    size = size ? (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT : ALIGNMENT;
    struct block *b = a->current;
    if (!b || b->size - b->used < size) {
        if (size > a->next_size / 4) {
            return alloc_oversize(a, size);
        }
        b = block_new(a->next_size);
        b->next = a->current;
        a->current = b;
        if (a->next_size < LAST_BLOCK) {
            a->next_size *= 2;
        }
    }
    void *p = (char *)b->data + b->used;
    b->used += size;
    return p;
}

char *arena_strndup(struct arena *a, const char *s, size_t len) {
    if (len == SIZE_MAX) {
        memory_exhausted();
    }
    char *copy = arena_alloc(a, len + 1);
    if (len) {
        memcpy(copy, s, len);
    }
    return copy;
}

char *arena_strdup(struct arena *a, const char *s) {
    return arena_strndup(a, s, strlen(s));
}

char *arena_printf(struct arena *a, const char *format, ...) {
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *s = arena_alloc(a, len < 0 ? 1 : (size_t)len + 1);
    if (len >= 0) {
        vsnprintf(s, (size_t)len + 1, format, again);
    }
    va_end(again);
    return s;
}
