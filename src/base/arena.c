/* Owns the memory of a job: blocks that are filled from both ends and freed all at once.
 *
 * Structures stand at the front of a block, aligned; strings at its back, one beside the other:
 * most are a few bytes long, and rounding each up cost more than the strings. Large blocks are
 * asked of the system in whole huge pages, since a table of many rows otherwise spends a tenth of
 * its time in page faults. */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS, madvise */
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define FIRST_BLOCK ((size_t)64 * 1024)
#define HUGE_PAGE   ((size_t)2 * 1024 * 1024)
#define LAST_BLOCK  HUGE_PAGE
#define MAP_UNIT    ((size_t)64 * 1024) /* a multiple of every usual page */
#define ALIGNMENT   alignof(max_align_t)

struct block {
    struct block *next;
    size_t size; /* of the data */
    size_t used; /* at its front */
    size_t text; /* where the strings at its back begin */
    max_align_t data[];
};

struct adopted {
    struct adopted *next;
    void *memory;
};

struct arena {
    struct block *current; /* head of the list; only this one is filled further */
    struct adopted *adopted;
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

static bool is_mapped(size_t size) {
    return sizeof(struct block) + size >= HUGE_PAGE;
}

/* With its head, in whole units. */
static size_t mapped_size(size_t size) {
    return (sizeof(struct block) + size + MAP_UNIT - 1) / MAP_UNIT * MAP_UNIT;
}

void arena_free(struct arena *a) {
    if (!a) {
        return;
    }
    for (const struct adopted *other = a->adopted; other; other = other->next) {
        free(other->memory);
    }
    struct block *b = a->current;
    while (b) {
        struct block *next = b->next;
        if (is_mapped(b->size)) {
            munmap(b, mapped_size(b->size));
        } else {
            free(b);
        }
        b = next;
    }
    free(a);
}

/* Zeroed memory that begins on a huge page; what the system gives around it goes back at once. */
static void *map_zeroed(size_t size) {
    char *p =
        mmap(NULL, size + HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED) {
        memory_exhausted();
    }
    size_t before = (HUGE_PAGE - (uintptr_t)p % HUGE_PAGE) % HUGE_PAGE;
    if (before > 0) {
        munmap(p, before);
    }
    if (before < HUGE_PAGE) {
        munmap(p + before + size, HUGE_PAGE - before);
    }
    madvise(p + before, size, MADV_HUGEPAGE); /* a wish; without it all goes on, slower */
    return p + before;
}

static struct block *block_new(size_t size) {
    if (size > SIZE_MAX / 2) {
        memory_exhausted();
    }
    /* Either way zeroed, as what is handed out must be. */
    struct block *b =
        is_mapped(size) ? map_zeroed(mapped_size(size)) : xcalloc(1, sizeof *b + size);
    b->size = size;
    b->text = size;
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
    if (!b || b->text - b->used < size) {
        if (size > a->next_size / 4) {
            return alloc_oversize(a, size);
        }
        b = block_new(a->next_size - sizeof *b);
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

void *arena_adopt(struct arena *a, void *allocated) {
    struct adopted *adopted = arena_alloc(a, sizeof *adopted);
    *adopted = (struct adopted){a->adopted, allocated};
    a->adopted = adopted;
    return allocated;
}

/* Room for a string, at the back of the block. */
static char *alloc_text(struct arena *a, size_t size) {
    struct block *b = a->current;
    if (!b || b->text - b->used < size) {
        return arena_alloc(a, size);
    }
    b->text -= size;
    return (char *)b->data + b->text;
}

char *arena_strndup(struct arena *a, const char *s, size_t len) {
    if (len == SIZE_MAX) {
        memory_exhausted();
    }
    char *copy = alloc_text(a, len + 1);
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
    char *s = alloc_text(a, len < 0 ? 1 : (size_t)len + 1);
    if (len >= 0) {
        vsnprintf(s, (size_t)len + 1, format, again);
    }
    va_end(again);
    return s;
}
