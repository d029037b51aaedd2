/* Memory that lives and dies with one job: allocate freely, release once. */
#ifndef BAOCAO_BASE_ARENA_H
#define BAOCAO_BASE_ARENA_H

#include <stddef.h>

struct arena;

/* Running out of memory ends the program with a message and status 71; no call here returns NULL.
 */
struct arena *arena_new(void);
void arena_free(struct arena *a); /* accepts NULL */

void *arena_alloc(struct arena *a, size_t size); /* zeroed, aligned for any type */
/* Takes over what xrealloc gave (GROW), to be freed with the arena. */
void *arena_adopt(struct arena *a, void *allocated);

char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t len); /* adds the terminating NUL */
char *arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Ends the program as described above, for callers whose library reports a failed allocation. */
_Noreturn void memory_exhausted(void);

/* The same out-of-memory rule for growing arrays; the caller frees. */
void *xrealloc(void *old, size_t count, size_t size);
void *xcalloc(size_t count, size_t size);

/* Makes room for one more element in a growing array of `count` elements. */
#define GROW(array, count, capacity)                                                               \
    do {                                                                                           \
        if ((count) == (capacity)) {                                                               \
            (capacity) = (capacity) ? (capacity)*2 : 16;                                           \
            (array) = xrealloc((array), (capacity), sizeof *(array));                              \
        }                                                                                          \
    } while (0)

#endif
