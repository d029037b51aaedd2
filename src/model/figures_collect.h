/* What the units reported, by target: matched, checked, and where they differ decided. Shared by
 * the files that compute figures; nobody else includes it. */
#ifndef BAOCAO_MODEL_FIGURES_COLLECT_H
#define BAOCAO_MODEL_FIGURES_COLLECT_H

#include "model/figures.h"
#include "model/match.h"
#include "model/progress.h"

/* The value of one period that counts. */
struct segment {
    struct period period;
    struct value value;
    const char *unit; /* who reported it, or NULL */
    struct figure_cell *cells;
    size_t cell_count;
};

/* A usable value as one unit reported it. */
struct reported {
    const struct progress_file *file;
    const struct progress_row *row;
    struct value value; /* a decrease where the plan has growth is below zero */
};

enum own_fault { FAULT_NONE, FAULT_UNASSESSED, FAULT_UNUSABLE, FAULT_CONFLICT };

struct target_reports {
    struct reported *items;
    size_t count, capacity;
    struct segment *segments; /* of this year and of last, one a period */
    size_t segment_count;
    enum own_fault fault;        /* why the period reported on has no segment */
    const char *note, *proposal; /* of this period, the units' joined */
    const char *state;           /* as reported for this period */
};

struct collection {
    struct arena *arena;
    struct diag *diag;
    struct report *report;
    struct leads *leads, *task_leads; /* one a row of the plan */
    size_t *target_of_row;            /* SIZE_MAX: no target */
    struct target_reports *targets;   /* as report->targets */
    struct progress_file **files;     /* as the job's sources; NULL: missing or not usable */
};

/* Reads all files of targets and fills targets, segments and conflicts. */
void figures_collect(struct collection *c);

/* The kind that decides how periods are added: fractions and states never add up. */
enum target_kind figures_kind_of(const struct target_figures *t);

/* What a target is about: a state or a sentence, not an amount. */
bool figures_is_worded(const struct target_figures *t);

struct figure_cell figures_cell(struct arena *a, const struct place *at);

/* figures_target.c: fills the figures of a target and judges it. */
void figures_compute(struct collection *c, size_t target);
void figures_plan(struct collection *c, size_t target); /* before anything is read */

/* figures_tasks.c: reads and judges the tasks. */
void figures_read_tasks(struct collection *c);

/* score.c: groups, units, leaders, ranking. */
void figures_count(struct collection *c, const struct calendar *calendar);

#endif
