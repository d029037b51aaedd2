/* A plain text in UTF-8, line by line: the body of a dispatch. */
#ifndef BAOCAO_SOURCE_TEXT_FILE_H
#define BAOCAO_SOURCE_TEXT_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct diag;

struct text_file {
    const char *path;
    const char **lines; /* NFC, without line ends; the first is line 1 of the file */
    size_t count;
    size_t recomposed;       /* lines that were not NFC */
    size_t first_recomposed; /* index of the first of them */
};

/* Reads a file of at most 2 MB; a BOM is fine, lines may end in CR, LF or both. Reports E101-E103,
 * E215, E501; NULL then. It lives in the arena. */
struct text_file *text_file_load(struct arena *a, const char *path, struct diag *diag);

/* Reads a whole file of at most `limit` bytes; reports E101-E103, E501. */
bool file_bytes_load(struct arena *a, const char *path, size_t limit, struct diag *diag,
                     char **bytes, size_t *len);

/* Reads the bytes of a file of at most `limit`; reports the same. Valid UTF-8 without a NUL, a BOM
 * still before it. */
bool text_bytes_load(struct arena *a, const char *path, size_t limit, struct diag *diag,
                     char **bytes, size_t *len);

/* Lines and columns of a text, for findings. Start with `text_places_init`; asking in the order of
 * the text is cheap. */
struct text_places {
    const char *text;
    uint32_t *starts; /* of each line, bytes */
    size_t count;
    size_t last;          /* byte asked for before */
    uint32_t last_column; /* its column */
};
void text_places_init(struct arena *a, struct text_places *p, const char *text);
uint32_t text_line_of(const struct text_places *p, size_t byte); /* from 1 */
uint32_t text_column_of(struct text_places *p, size_t byte);     /* in characters, from 1 */

#endif
