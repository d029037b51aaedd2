/* Finds the columns of a progress file by their headings, and reads the paths of its rows. */
#ifndef BAOCAO_MODEL_PROGRESS_HEADER_H
#define BAOCAO_MODEL_PROGRESS_HEADER_H

#include <stdbool.h>
#include <stddef.h>

#include "model/progress.h"

struct arena;
struct csv_table;
struct plan;
struct schema;

struct progress_header {
    size_t first;                  /* index of the heading row in the table */
    size_t body;                   /* index of the first row behind the headings */
    int columns[PROGRESS_COLUMNS]; /* from 0; -1: not there */
    const char *headings[PROGRESS_COLUMNS];
    bool path_is_code; /* its heading says so: even "3" is a path */
};

/* False when no row has a heading of names and one of results. */
bool progress_header_find(struct arena *a, const struct csv_table *table,
                          const struct schema *schema, bool tasks, struct progress_header *out);

/* What a column is called among ourselves. */
const char *progress_column_key(enum progress_column column);

/* "A/I/1" for every row of a plan; a sub-row is counted under its parent: "A/I/5/-1". */
const char **progress_paths(struct arena *a, const struct plan *plan);

/* Reads "A.I.1", "A/I/5/-1", with `single` also "3"; false when it is no path. */
bool progress_read_code(struct arena *a, const char *text, bool single, const char **path);

/* "A.I.5.-1" of "A/I/5/-1". */
const char *progress_dotted(struct arena *a, const char *path);

#endif
