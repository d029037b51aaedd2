/* Holds what a dispatch says of its appendix against the table. */
#ifndef BAOCAO_MODEL_CLAIMS_H
#define BAOCAO_MODEL_CLAIMS_H

struct arena;
struct diag;
struct job;
struct plan;

/* Checks the job's [claim] keys (numbers of targets, cited values) and the table's own line
 * "(Kèm theo ...)" against the job's number and date. Reports E380-W383 and E206. */
void check_claims(struct arena *a, const struct job *job, const struct plan *plan,
                  struct diag *diag);

#endif
