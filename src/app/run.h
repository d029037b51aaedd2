/* Runs jobs from input files to output files; the only part that knows every stage. */
#ifndef BAOCAO_APP_RUN_H
#define BAOCAO_APP_RUN_H

struct arena;
struct diag;
struct options;

/* Checks or renders every job of the operands. Findings go to stderr, or with JSON to stdout. A
 * job that fails never stops the others; the exit status is the diag's. */
void run_jobs(struct arena *a, const struct options *options, struct diag *diag);

#endif
