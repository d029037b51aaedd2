/* What a unit sent: the rows of its file, each with what it reports and where it stands. */
#ifndef BAOCAO_MODEL_PROGRESS_H
#define BAOCAO_MODEL_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "model/period.h"
#include "model/value.h"

struct arena;
struct diag;
struct job;
struct plan;
struct report_source;

enum progress_column {
    PROGRESS_PATH, /* the ordinal in a table, the path in a list */
    PROGRESS_NAME,
    PROGRESS_MEASURE,
    PROGRESS_VALUE, /* of a target what was achieved, of a task its state */
    PROGRESS_PERIOD,
    PROGRESS_DATE,   /* on which a task was done */
    PROGRESS_RESULT, /* a document's number */
    PROGRESS_NOTE,   /* causes, obstacles */
    PROGRESS_PROPOSAL,
    PROGRESS_COLUMNS
};

struct progress_row {
    const char *path; /* "A/I/1", of a sub-row "A/I/5/-1"; "" when the file does not say */
    bool coded;       /* a list that says it by a code, or a table: its place is known */
    const char *texts[PROGRESS_COLUMNS];   /* "" where there is none */
    struct place places[PROGRESS_COLUMNS]; /* file NULL where there is no such column */
    struct value value;                    /* of a target; VALUE_BLANK for a section */
    struct period period;                  /* the row's own, or the file's */
};

struct progress_file {
    const struct report_source *source;
    const char *unit; /* as the ward's profile names it, or NULL */
    bool list;
    struct progress_row *rows; /* those that report something */
    size_t count;
};

/* Reads the file of a source against the plan whose targets or tasks it reports. Tells what it
 * cannot use (E903, W904, E906, E916 and those of the table); NULL then. */
struct progress_file *progress_load(struct arena *a, const struct job *job,
                                    const struct report_source *source, const struct plan *plan,
                                    struct diag *diag);

#endif
