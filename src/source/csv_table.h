/* A table as its spreadsheet exported it: cells of text, each with its place in the file. */
#ifndef BAOCAO_SOURCE_CSV_TABLE_H
#define BAOCAO_SOURCE_CSV_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "source/encoding.h"

struct arena;
struct diag;
struct place;
struct text;

/* What a spreadsheet holds (Excel): more is a lost quote or a wrong delimiter. */
#define CSV_MAX_CELL_CHARS 32767
#define CSV_MAX_COLUMNS    16384
#define CSV_MAX_LINES      20 /* more physical lines in one record are a lost quote */
#define CSV_MAX_BYTES      ((size_t)1 << 30)

struct csv_row {
    const char **cells; /* NFC, trimmed, '\n' for a line break; none is NULL */
    uint32_t *lines;    /* physical lines where the cells start; NULL: all where the row does */
    uint32_t count;
    uint32_t record; /* spreadsheet row from 1: blank lines count, a quoted newline does not */
    uint32_t line;   /* physical line where the row starts, from 1 */
    bool markup;     /* '<' or '&' stands in a cell */
};

struct csv_table {
    const char *file;
    char delimiter;
    struct csv_row *rows; /* a blank line is a row without cells */
    size_t count;
};

/* What a job says about a file; zero stands for "find out". */
struct csv_options {
    char delimiter;
    enum encoding encoding;
    uint32_t max_lines; /* that one record may span; 0: CSV_MAX_LINES */
};

/* Reads a CSV file. Reports what it found and changed; NULL when the file cannot be read as a table
 * (E1xx). The table lives in the arena. */
struct csv_table *csv_table_load(struct arena *a, const char *path,
                                 const struct csv_options *options, struct diag *diag);

/* The cell's text, or "" beyond the row's end. Column from 0. */
const char *csv_row_text(const struct csv_row *row, uint32_t column);
bool csv_row_is_blank(const struct csv_row *row);

/* The physical line of the cell, or of the row beyond its end. */
uint32_t csv_row_line(const struct csv_row *row, uint32_t column);

/* Fills the place of a cell (column from 0) or, with column = UINT32_MAX, of the whole row. */
struct place csv_place(const struct csv_table *table, const struct csv_row *row, uint32_t column);

void csv_table_dump(const struct csv_table *table, struct text *out);

#endif
