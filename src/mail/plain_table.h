/* Tables and paragraphs of a plain text, aligned for a fixed-width face. */
#ifndef BAOCAO_MAIL_PLAIN_TABLE_H
#define BAOCAO_MAIL_PLAIN_TABLE_H

#include <stdbool.h>
#include <stddef.h>

struct text;

#define PLAIN_WIDTH       76 /* characters of a line */
#define PLAIN_MAX_COLUMNS 6

struct plain_column {
    const char *heading;
    size_t width; /* characters */
    bool right;   /* numbers stand at the right */
};

/* Widths and two spaces between columns come to PLAIN_WIDTH at most. `cells` are `rows` times
 * `count` texts; long ones go on in lines below. Lines end in LF and have no space at their end. */
void plain_table(const struct plain_column *columns, size_t count, const char *const *cells,
                 size_t rows, struct text *out);

/* Breaks lines longer than PLAIN_WIDTH at spaces; what hangs on "- " or "1. " stays below it. */
void plain_wrap(const char *s, struct text *out);

#endif
