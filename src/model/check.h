/* Rules over a plan: each finds one kind of mistake and reports it with its place. */
#ifndef BAOCAO_MODEL_CHECK_H
#define BAOCAO_MODEL_CHECK_H

struct agency_list;
struct arena;
struct diag;
struct plan;
struct unit_list;
struct wordlist;

/* What the rules know beside the plan. */
struct check_context {
    struct unit_list *units;
    const struct wordlist *typos;
    const struct agency_list *agencies; /* the ward's units; none are unknown to an empty list */
    int year;                           /* of the plan; 0: nothing is checked against it */
};

/* Runs every rule. The findings decide by their severities whether the job goes on. */
void check_plan(struct arena *a, const struct plan *plan, const struct check_context *context,
                struct diag *diag);

#endif
