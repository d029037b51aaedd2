/* What the ward wrote: sections, targets and tasks in their order, typed, each with its place. */
#ifndef BAOCAO_MODEL_PLAN_H
#define BAOCAO_MODEL_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/schema.h"
#include "model/value.h"
#include "source/csv_table.h"

struct arena;
struct diag;
struct text;

#define PLAN_NO_LEVEL UINT8_MAX

struct plan_cell {
    const char *text;          /* as written; with the text of continued rows behind it */
    const struct value *value; /* in value columns, else NULL */
};

/* What a cell covers. */
struct plan_span {
    uint32_t down;  /* rows; 0: it is covered by a cell above */
    uint16_t right; /* columns; 0: it is covered by a cell to the left */
};

struct plan_row {
    const struct csv_row *source;
    struct plan_cell *cells; /* one a column of the schema */
    struct plan_span *spans; /* of the cells; NULL: each covers itself alone, as in most rows */
    uint32_t ordinal;        /* position within its level; 0: none, or not understood */
    uint32_t previous;       /* position of the row before it on its level; 0: it is the first */
    uint32_t parent;         /* index of the row it belongs to, or UINT32_MAX */
    uint32_t children;       /* rows that belong to it directly */
    uint8_t kind;            /* enum row_kind */
    uint8_t level;           /* index into the schema's levels, or PLAN_NO_LEVEL */
    int8_t shift;            /* its cells stand this many columns too far right (+) or left (-) */
    bool ordinal_with_name;  /* both were typed into one cell */
    bool markup;             /* '<' or '&' stands in a cell */
};

struct plan {
    const struct schema *schema;
    const struct csv_table *table;
    struct plan_row *rows;
    size_t count;
    /* Where each column of the schema stands in the table, from 0. */
    uint16_t columns[SCHEMA_MAX_COLUMNS];
    size_t first_row;            /* index in the table of the first row behind the header */
    struct number_style *styles; /* one a column of the schema */
};

/* Finds the header, skips what stands around the table, joins continued rows, tells the levels and
 * reads the values. Reports what it skipped and joined; NULL when there is no such table in the
 * file (E111-E113). */
struct plan *plan_build(struct arena *a, const struct csv_table *table, const struct schema *schema,
                        struct diag *diag);

/* The text of a schema column in a row of the table. */
const char *plan_source_text(const struct plan *plan, const struct csv_row *row, size_t column);

/* The physical line of a cell, for those who need no more of its place. */
uint32_t plan_line(const struct plan *plan, const struct plan_row *row, size_t column);

static inline struct plan_span plan_span(const struct plan_row *row, size_t column) {
    return row->spans ? row->spans[column] : (struct plan_span){1, 1};
}

/* The place of a cell, with the heading of its column. */
struct place plan_place(const struct plan *plan, const struct plan_row *row, size_t column);

void plan_dump(const struct plan *plan, struct text *out);

#endif
