/* Owns the loading of shared libraries at run time. */
#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

bool library_load(const char *file, const struct library_entry *entries, size_t count) {
    void *library = dlopen(file, RTLD_LAZY | RTLD_LOCAL);
    bool all = library != NULL;
    for (size_t i = 0; i < count && all; i++) {
        void *address = dlsym(library, entries[i].name);
        all = address != NULL;
        /* POSIX has it that a function's address fits; ISO C knows no conversion. */
        memcpy(entries[i].pointer, &address, sizeof address);
    }
    return all;
}
