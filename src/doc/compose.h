/* Turns a checked plan into the document: heading lines, header, rows, merges, end mark. */
#ifndef BAOCAO_DOC_COMPOSE_H
#define BAOCAO_DOC_COMPOSE_H

struct arena;
struct date;
struct diag;
struct doc;
struct job;
struct plan;

/* NULL, with findings, when a heading line has a placeholder without a value. */
struct doc *compose_appendix(struct arena *a, const struct job *job, const struct plan *plan,
                             const struct date *date, struct diag *diag);

#endif
