/* The target at hand, for the two files that compute and judge it; nobody else includes it. */
#ifndef BAOCAO_MODEL_FIGURES_WORK_H
#define BAOCAO_MODEL_FIGURES_WORK_H

#include "model/figures_collect.h"

#define WORK_MONTHS 12

struct work {
    struct collection *c;
    struct arena *arena;
    struct report *report;
    struct target_figures *t;
    struct target_reports *reports;
    enum target_kind kind;
    bool overflow;
};

struct report_figure *work_figure(const struct work *w, enum figure_kind kind);
bool work_knows(const struct work *w, enum figure_kind kind);

/* The value of the target's cell in the column of a role, or NULL. */
const struct value *work_planned(const struct work *w, int role);

/* Makes a figure not known, and says why. */
void work_miss(struct work *w, enum figure_kind kind, const char *why, const char *detail);

/* a - b, with the digits of the target. */
void work_difference(struct work *w, enum figure_kind kind, enum figure_kind a, enum figure_kind b);

/* figures_judge.c: the verdict, and the gap it rests on. */
void work_judge(struct work *w);

#endif
