/* Owns the calls to iconv, a part of POSIX. */
#include "base/convert.h"

#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/text.h"

#define CHUNK 4096

struct converter {
    iconv_t handle;
};

struct converter *converter_new(const char *from) {
    iconv_t handle = iconv_open("UTF-8", from);
    if (handle == (iconv_t)-1) {
        return NULL;
    }
    struct converter *c = xcalloc(1, sizeof *c);
    c->handle = handle;
    return c;
}

void converter_free(struct converter *c) {
    if (c != NULL) {
        iconv_close(c->handle);
        free(c);
    }
}

size_t converter_run(struct converter *c, const char *bytes, size_t len, struct text *out) {
    /* iconv wants a pointer that it may not write through. */
    union {
        const char *in;
        char *passed;
    } at = {.in = bytes};
    size_t left = len;
    bool more = true;
    while (more) {
        char chunk[CHUNK];
        char *end = chunk;
        size_t room = sizeof chunk;
        more = iconv(c->handle, &at.passed, &left, &end, &room) == (size_t)-1 && errno == E2BIG;
        text_put(out, chunk, sizeof chunk - room);
    }
    /* Windows-1258 keeps a letter back until it has seen whether a tone follows. */
    char rest[16];
    char *end = rest;
    size_t room = sizeof rest;
    iconv(c->handle, NULL, NULL, &end, &room);
    text_put(out, rest, sizeof rest - room);
    return len - left;
}
