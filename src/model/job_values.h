/* The names that the texts of a job may refer to: {{ward.name}}, {{appendix.1.targets}}. */
#ifndef BAOCAO_MODEL_JOB_VALUES_H
#define BAOCAO_MODEL_JOB_VALUES_H

#include <stdbool.h>

struct arena;
struct diag;
struct job;
struct plan;
struct values;

/* What the job file and the ward profile say: "document.number", "document.date" as the decree
 * writes it (Phụ lục I, II.4.b; a part left open is a gap), "ward.name", "plan.year", "period". */
struct values *job_values(struct arena *a, const struct job *job);

/* Adds what the tables say, cells as their appendix prints them: "appendix.1.label", "title",
 * "targets", "sections"; the lists "appendix.1.section" and "appendix.1.row"; and the single
 * figures that `text` (the body of the letter, unexpanded) asks for by the numbers of sections and
 * rows and the key of a column, "appendix.1.A.I.1.plan_ward". `plans` has one entry an appendix,
 * NULL where its table was not usable. False, with E214 findings, for a hole in a heading line. */
bool job_values_add_tables(struct arena *a, struct values *values, const struct job *job,
                           const struct plan *const *plans, const char *text, struct diag *diag);

/* Fills the placeholders in the letter's subject, addressees and copies. False with findings. */
bool job_fill_letter(struct arena *a, struct job *job, const struct values *values,
                     struct diag *diag);

#endif
