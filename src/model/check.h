/* Rules over a plan: each finds one kind of mistake and reports it with its place. */
#ifndef BAOCAO_MODEL_CHECK_H
#define BAOCAO_MODEL_CHECK_H

struct arena;
struct diag;
struct plan;
struct unit_list;

/* Runs every rule. The findings decide by their severities whether the job goes on. */
void check_plan(struct arena *a, const struct plan *plan, const struct unit_list *units,
                struct diag *diag);

#endif
