/* A shared library that is loaded when it is first needed, not when the program starts. */
#ifndef BAOCAO_BASE_LIBRARY_H
#define BAOCAO_BASE_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

struct library_entry {
    const char *name; /* of a function */
    void *pointer;    /* the place of the pointer to it */
};

/* Loads the library and fills the pointers; it stays loaded. False: it is not there, or lacks one.
 */
bool library_load(const char *file, const struct library_entry *entries, size_t count);

#endif
