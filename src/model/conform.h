/* Conformity of what a job and its body text say with Nghị định 30/2020/NĐ-CP: number, date,
 * addressees, signing form, citations, appendices, wording. */
#ifndef BAOCAO_MODEL_CONFORM_H
#define BAOCAO_MODEL_CONFORM_H

#include <stdbool.h>

struct arena;
struct body;
struct diag;
struct job;
struct plan;

/* Reports E5xx and W5xx findings, each with the clause it rests on. `body` may be NULL; `plans` has
 * one entry an appendix of the job, NULL where its table was not usable. A job without a letter is
 * asked only what binds an appendix by itself. */
void conform_check(struct arena *a, const struct job *job, const struct body *body,
                   const struct plan *const *plans, struct diag *diag);

/* True for Times New Roman and the faces that have its widths. */
bool typeface_is_lawful(const char *name);

#endif
