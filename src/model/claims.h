/* Holds what a dispatch says of its appendix against the table. */
#ifndef BAOCAO_MODEL_CLAIMS_H
#define BAOCAO_MODEL_CLAIMS_H

struct arena;
struct diag;
struct job;
struct job_appendix;
struct plan;

/* Checks the keys of the appendix's [claim] (numbers of targets, cited values) and the table's own
 * line
 * "(Kèm theo ...)" against the job's number and date. Reports E380-W383 and E206. */
void check_claims(struct arena *a, const struct job *job, const struct job_appendix *appendix,
                  const struct plan *plan, struct diag *diag);

#endif
