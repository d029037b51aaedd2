/* A plain text in UTF-8, line by line: the body of a dispatch. */
#ifndef BAOCAO_SOURCE_TEXT_FILE_H
#define BAOCAO_SOURCE_TEXT_FILE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diag;

struct text_file {
    const char *path;
    const char **lines; /* NFC, without line ends; the first is line 1 of the file */
    size_t count;
};

/* Reads a file; a BOM is fine. Reports E101-E103, E215; NULL then. It lives in the arena. */
struct text_file *text_file_load(struct arena *a, const char *path, struct diag *diag);

/* Reads a whole file of at most `limit` bytes; reports E101-E103. */
bool file_bytes_load(struct arena *a, const char *path, size_t limit, struct diag *diag,
                     char **bytes, size_t *len);

/* Reads the bytes of a file of at most `limit`; reports the same. Valid UTF-8 without a NUL, a BOM
 * still before it. */
bool text_bytes_load(struct arena *a, const char *path, size_t limit, struct diag *diag,
                     char **bytes, size_t *len);

#endif
