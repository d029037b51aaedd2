/* Finds a table's header rows in a file and holds them against the template. */
#ifndef BAOCAO_MODEL_HEADER_H
#define BAOCAO_MODEL_HEADER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/schema.h"

struct arena;
struct csv_row;
struct csv_table;
struct diag;

struct header {
    size_t first; /* index of its first row in the table */
    size_t rows;  /* how many rows of the table it takes */
    /* Where each column of the schema stands in the table, from 0: blank columns are passed over.
     */
    uint16_t columns[SCHEMA_MAX_COLUMNS];
};

/* False when the file has no such table or another number of columns (E111, E113). Headings that
 * differ are reported (E114), and columns that are blank from the header down (N130). */
bool header_find(struct arena *a, const struct csv_table *table, const struct schema *schema,
                 struct header *found, struct diag *diag);

/* True when `row` repeats a row of the header (a page break of the source). */
bool header_is_repeated(const struct csv_table *table, const struct header *header,
                        const struct csv_row *row);

#endif
