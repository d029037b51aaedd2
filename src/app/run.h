/* Runs jobs from input files to output files; the only part that knows every stage. */
#ifndef BAOCAO_APP_RUN_H
#define BAOCAO_APP_RUN_H

#include <stdbool.h>

struct arena;
struct diag;
struct options;
struct place;
struct run;

/* Checks or renders every job of the operands. Findings go to stderr, or with JSON to stdout. A
 * job that fails never stops the others; the exit status is the diag's. */
void run_jobs(struct arena *a, const struct options *options, struct diag *diag);

/* Two jobs that write one file: the second is refused (E213) before it destroys the first's work.
 * `name` is the file's without its ending, `at` what named it. */
bool run_claim_name(struct run *r, const char *name, const char *ending, const char *job_file,
                    const struct place *at);

#endif
