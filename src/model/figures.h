/* What a periodic report says in numbers: figures of every target, tasks, units, leaders.
 *
 * THE CONTRACT. `report_build` reads what the units sent, matches it to the plan, computes and
 * judges; those who compose documents and workbooks read the structures below and compute nothing.
 * Amounts are exact; `text` is what a document prints. A figure that is not known has no text and
 * says why. All strings live in the arena of the job. */
#ifndef BAOCAO_MODEL_FIGURES_H
#define BAOCAO_MODEL_FIGURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/diag.h"
#include "model/judge.h"
#include "model/report_job.h"
#include "model/target.h"
#include "model/value.h"

struct arena;
struct calendar;
struct job;
struct plan;
struct plan_row;
struct report_form;
struct text;
struct values;

/* ---- one figure ---- */

enum figure_kind {
    FIGURE_PLAN_YEAR,            /* the ward's plan, else what the city assigned */
    FIGURE_PLAN_PERIOD,          /* by the milestones of the quarters */
    FIGURE_PLAN_TO_DATE,         /* from the year's start to the period's end */
    FIGURE_ACHIEVED,             /* in the period; of a level, at its end */
    FIGURE_BEFORE,               /* from the year's start to the period's start */
    FIGURE_CUMULATIVE,           /* sum of a flow, latest of a level */
    FIGURE_PERCENT_PERIOD,       /* achieved / plan of the period x 100 */
    FIGURE_PERCENT_TO_DATE,      /* cumulative / plan to date x 100 */
    FIGURE_PERCENT_YEAR,         /* cumulative / plan of the year x 100 */
    FIGURE_GAP,                  /* what was judged, less the milestone it was held against */
    FIGURE_PREVIOUS,             /* the period before, of the same length */
    FIGURE_CHANGE_PREVIOUS,      /* achieved against it; as CHANGE */
    FIGURE_LAST_YEAR,            /* the same period of last year */
    FIGURE_LAST_YEAR_BEFORE,     /* last year up to that period */
    FIGURE_LAST_YEAR_CUMULATIVE, /* last year including it */
    FIGURE_CHANGE,               /* achieved against last year: as the template wants it */
    FIGURE_CHANGE_CUMULATIVE,    /* cumulative against last year */
    FIGURE_FORECAST,             /* of the year; off by default */
    FIGURE_COUNT
};

/* Where a number stands. */
struct figure_cell {
    const char *file;
    uint32_t line, column, record; /* as in struct place */
    const char *text;              /* as written */
};

struct report_figure {
    bool known;
    struct value value;  /* exact: amounts as reported or added, percentages rounded once */
    uint8_t digits;      /* of `text`, behind the comma */
    const char *text;    /* "3.904,88", "11/12", "> 75", "Đạt"; "" when not known */
    const char *unit;    /* "%" of a percentage, "điểm %" of a difference of shares; else "" */
    const char *rule;    /* how it came about: "sum(2026-Q1,2026-Q2)"; "" when not known */
    const char *missing; /* why it is not known: a word for programs (docs/reports.md) */
    const char *detail;  /* what is missing: "quý II năm 2026"; or "" */
    struct figure_cell *cells; /* what it was made of */
    size_t cell_count;
};

/* ---- targets ---- */

struct target_figures {
    const struct plan_row *row;
    size_t row_index;           /* in the plan's rows */
    const char *path;           /* "A.I.1", of a sub-row "A.I.5.-1" */
    const char *name, *measure; /* measure: the unit of measure */
    const char *units[4];       /* who leads it, as the ward's profile names them */
    size_t unit_count;
    struct target_traits traits;
    uint8_t digits; /* the most that a cell of its plan has; without a plan, of its reports */
    struct report_figure figures[FIGURE_COUNT];
    enum judgement judged;
    const char *judged_by;       /* rule: "cumulative >= plan_to_date" */
    const char *reporter;        /* whose figure was taken, or NULL */
    bool conflict;               /* units differ; see the finding */
    const char *state;           /* as reported, for a target in words; or "" */
    const char *note, *proposal; /* the units' words: causes; proposals; or "" */
};

/* ---- tasks ---- */

enum task_state {
    TASK_DONE_IN_TIME,
    TASK_DONE_LATE,
    TASK_DONE,    /* without a date, or without a deadline */
    TASK_OVERDUE, /* not done, and its deadline is over */
    TASK_COMING,  /* due within the days of the template */
    TASK_RUNNING, /* not due yet, or without a deadline */
    TASK_STATES
};

struct task_progress {
    const struct plan_row *row;
    size_t row_index;
    const char *path, *name;
    const char *units[4]; /* who leads it */
    size_t unit_count;
    const char *leaders[4]; /* who directs it */
    size_t leader_count;
    const char *deadline_text; /* as planned */
    struct date due;           /* year 0: without a day */
    struct date done;          /* year 0: not done, or not dated */
    enum task_state state;
    bool reported;
    long days;                       /* overdue or late: days behind; coming: days left; else 0 */
    const char *state_text;          /* as reported */
    const char *result;              /* number of the document, or "" */
    const char *obstacle, *proposal; /* or "" */
    struct figure_cell cell;         /* of the state */
};

/* ---- groups, units, leaders ---- */

struct target_counts {
    size_t all, of[JUDGEMENTS];
};
struct task_counts {
    size_t all, of[TASK_STATES];
};

struct group_figures { /* a section of the plan that holds targets directly or below */
    const struct plan_row *row;
    size_t row_index;
    const char *path, *name;
    int depth; /* 0: no section above it */
    struct target_counts targets;
};

enum report_arrival { REPORT_IN_TIME, REPORT_LATE, REPORT_MISSING, REPORT_NOT_EXPECTED };

#define SCORE_PARTS 3 /* targets, reports, tasks */
struct score_part {
    bool applies;
    uint32_t weight;
    uint64_t points, most; /* points of a hundred each: 250 of 400 */
};

struct unit_figures {
    const char *name;
    struct target_counts targets;
    struct task_counts tasks;
    enum report_arrival arrival; /* of this period's file */
    struct date received;
    size_t reports[4]; /* by enum report_arrival: this period and the earlier ones of its year */
    struct score_part parts[SCORE_PARTS];
    bool scored;
    struct decimal score; /* 0 to 100 and what exceeding may add */
    const char *score_text;
    uint32_t rank; /* 1, 2, 2, 4; 0: not scored */
    bool tied;
};

struct leader_figures {
    const char *name;
    struct task_counts tasks;
};

/* A place where two units differ. */
struct report_conflict {
    size_t target;
    const char *unit[2], *text[2];
    bool resolved; /* the lead's was taken: the first one */
};

struct report {
    const struct job *job;
    const struct report_job *asked;
    const struct report_form *form;
    const struct plan *plan;         /* of the targets, or NULL */
    const struct plan *tasks_plan;   /* or NULL */
    size_t appendix, tasks_appendix; /* their indices among the job's appendices */
    struct period period;
    struct date as_of;        /* the day for which tasks are judged */
    struct date deadline;     /* for the units to send */
    const char *code, *title; /* "2026-Q3", "quý III năm 2026" */

    struct target_figures *targets; /* in the order of the plan */
    size_t target_count;
    struct task_progress *tasks; /* in the order of the plan */
    size_t task_count;
    struct group_figures *groups; /* in the order of the plan */
    size_t group_count;
    struct unit_figures *units; /* in the order of the profile */
    size_t unit_count;
    size_t *ranking; /* indices of scored units, best first */
    size_t ranked;
    struct leader_figures *leaders; /* in the order of the tasks */
    size_t leader_count;
    struct report_conflict *conflicts;
    size_t conflict_count;
    struct target_counts target_counts;
    struct task_counts task_counts;
};

struct report_input {
    const struct job *job;           /* with a report */
    const struct plan *const *plans; /* one an appendix; NULL where it was not usable */
    struct date date;                /* of the run */
};

/* Reads all files and computes. NULL, with findings, when there is nothing to report on. */
struct report *report_build(struct arena *a, const struct report_input *in, struct diag *diag);

/* The word for a figure in dumps and templates: "percent_year". */
const char *figure_name(enum figure_kind kind);

/* The figure behind a word, or FIGURE_COUNT. */
enum figure_kind figure_of_name(const char *name);

const char *task_state_name(enum task_state state);  /* "overdue" */
const char *task_state_title(enum task_state state); /* "Quá hạn" */

/* Every figure with its cells and its rule, one a line (--dump=figures; docs/reports.md). */
void figures_dump(const struct report *r, struct text *out);

/* What a report's text needs: counts, lists, names (docs/reports.md). */
void figures_set_values(struct arena *a, const struct report *r, struct values *values);

#endif
