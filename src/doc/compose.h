/* Turns a checked job into the document: the letter with its body text, and the appendices. */
#ifndef BAOCAO_DOC_COMPOSE_H
#define BAOCAO_DOC_COMPOSE_H

#include <stdbool.h>

#include "base/date.h"

struct arena;
struct body;
struct diag;
struct doc;
struct job;
struct plan;
struct report;
struct report_columns;
struct values;

struct compose_input {
    const struct job *job;
    const struct body *body;              /* of the letter; NULL without a letter */
    const struct plan *const *plans;      /* one an appendix, in the job's order */
    const struct values *values;          /* for the placeholders of heading lines */
    const struct report *report;          /* of a periodic report, else NULL */
    const struct report_columns *columns; /* of its progress table, where one is shown */
    struct date date;                     /* what file properties show */
    bool in_passing; /* rows of tables are made when asked for (doc_table_row), not kept */
};

/* NULL, with findings, when a heading line has a placeholder without a value. A picture that is not
 * usable is a finding, and its place stays empty. */
struct doc *compose_document(struct arena *a, const struct compose_input *in, struct diag *diag);

#endif
