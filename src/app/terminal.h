/* What a run prints: findings, progress, the summary, dumps of its stages. */
#ifndef BAOCAO_APP_TERMINAL_H
#define BAOCAO_APP_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

#include "app/options.h"

struct run;
struct stages;

void print_findings(struct run *r);
void print_progress(const struct run *r, size_t done, size_t all);
void print_summary(struct run *r);

/* Prints the stage of the job when it was asked for; true then: the job goes no further. A table,
 * schema or plan is that of the appendix `i`. */
bool dumped(const struct run *r, const struct stages *s, enum dump stage, size_t i);

#endif
