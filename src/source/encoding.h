/* The encoding of a file: found or given, and its text turned into UTF-8. */
#ifndef BAOCAO_SOURCE_ENCODING_H
#define BAOCAO_SOURCE_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diag;

enum encoding {
    ENCODING_AUTO,
    ENCODING_UTF8,
    ENCODING_UTF16, /* the byte order from the mark, or from the text */
    ENCODING_UTF16LE,
    ENCODING_UTF16BE,
    ENCODING_WINDOWS_1258,
    ENCODING_TCVN3,
    ENCODING_VNI
};

struct decoded {
    char *bytes; /* UTF-8 without a mark, a NUL behind; the input itself where it was UTF-8 */
    size_t len;
    const char *name; /* for people: "UTF-16LE (BOM)" */
    bool composed;    /* surely all of it (NFC) */
};

/* `bytes` have a NUL behind them. False, with findings, when the encoding cannot be decided (E118)
 * or bytes do not fit it (E106). What comes out is valid UTF-8, NULs perhaps included. */
bool encoding_decode(struct arena *a, const char *file, char *bytes, size_t len,
                     enum encoding wanted, struct diag *diag, struct decoded *out);

#endif
