/* One job: which table goes through which template, with the words that belong to this document. */
#ifndef BAOCAO_MODEL_JOB_H
#define BAOCAO_MODEL_JOB_H

#include <stdbool.h>

#include "model/severity.h"
#include "source/csv_table.h"

struct agency_list;
struct arena;
struct diag;
struct job;
struct place;

struct job {
    const char *file;
    const char *name;           /* of the outputs: NAME.pdf, NAME.xlsx */
    const char *template;       /* path */
    const char *data;           /* path */
    struct csv_options reading; /* of data */
    const char *body;           /* the text of the dispatch, or NULL */
    const char *appendices; /* "Phụ lục I; Phụ lục II": all that are attached to it, or NULL */
    const char *earlier;    /* an earlier version of the table, or NULL */
    const char *assigned;          /* the table by which the city assigned targets, or NULL */
    const char *assigned_template; /* its template; NULL: that of the job */
    const char *label, *title, *attached, *sheet; /* instead of the template's, or NULL */
    int year;                                     /* of the plan; 0: not given as a year */
    struct agency_list *agencies;                 /* the ward's units */
    const char *agency;             /* who issues: Ủy ban nhân dân phường ... */
    struct severity_table severity; /* over the template's */
    const struct ini_file *ini, *ward;
};

/* True when the INI file at `path` has a [job] section; reports nothing. */
bool job_is_one(const char *path);

/* Reads a job file and the ward profile beside it. A template is looked for in the job's folder,
 * then in `templates`; no path may leave those two. NULL with E2xx findings when it is unusable. */
struct job *job_load(struct arena *a, const char *path, const char *templates, struct diag *diag);

/* Replaces each {{section.key}} by its value in the job or the ward profile. `from` is where the
 * text stands. NULL with an E214 finding for a value that nobody gives. {{document.date}} is
 * written as the decree does (Phụ lục I, II.4.b); a day or month left open stays a gap. */
const char *job_expand(struct arena *a, const struct job *job, const char *text,
                       const struct place *from, struct diag *diag);

#endif
