/* What a job's check found, as a list for people, and the two documents made of it. */
#ifndef BAOCAO_DOC_REVIEW_H
#define BAOCAO_DOC_REVIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/diag.h"

struct arena;
struct csv_table;
struct doc;
struct job;

/* A table of the job. */
struct review_table {
    const char *file;
    const struct csv_table *table; /* NULL: it could not be read */
    size_t heading_rows;           /* what stands above them included; 0: unknown */
};

/* What was checked. */
struct review_subject {
    const char *name;      /* of the job's outputs */
    const struct job *job; /* NULL: the job file itself is unusable */
    const struct review_table *tables;
    size_t table_count;
    struct date date;
    enum language language;
    bool quiet; /* no notes */
};

struct review_row {
    enum severity severity;
    enum code code;
    const char *where; /* "C10", "row 10", "ward.ini, line 3"; of several tables "bang.csv, C10" */
    const char *header, *value, *message, *hint;
    size_t table;            /* of the subject, from 1; 0: in none */
    uint32_t record, column; /* in the table, from 1; 0: none */
};

struct review {
    struct review_subject subject;
    const char *files;                 /* of the tables, with commas; "" without one */
    size_t counts[SEVERITY_ERROR + 1]; /* those only counted included */
    struct review_row *rows;           /* errors first, then by place */
    size_t row_count;
};

/* The findings of the job at hand; call before diag_end_job. */
struct review *review_gather(struct arena *a, const struct review_subject *subject,
                             struct diag *diag);

/* The checking report (PHIẾU KIỂM TRA), for paper. */
struct doc *compose_review_page(struct arena *a, const struct review *review);

/* The sheets handed back: the list of findings, with links to the cells, and for each table that
 * could be read a part with the table as typed, its faulty cells marked and commented. */
struct doc *compose_review_book(struct arena *a, const struct review *review);

/* The words of the list in the language of the run. */
const char *review_severity_word(enum severity severity, enum language language);

#endif
