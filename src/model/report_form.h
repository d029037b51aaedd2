/* How a report computes, judges and scores: the data half of templates/report/NAME.ini. */
#ifndef BAOCAO_MODEL_REPORT_FORM_H
#define BAOCAO_MODEL_REPORT_FORM_H

#include <stdbool.h>
#include <stdint.h>

#include "model/severity.h"

struct arena;
struct diag;
struct ini_file;

#define DIGITS_CHOICES "0|1|2|3|4" /* the choice is the number */
enum comparison_form { COMPARE_AS_GROWTH, COMPARE_AS_INDEX, COMPARE_AS_DIFFERENCE };
#define COMPARE_FLOW_CHOICES  "growth|index|difference"
#define COMPARE_LEVEL_CHOICES "difference|growth|index"
enum forecast_method { FORECAST_NONE, FORECAST_LINEAR, FORECAST_LAST_YEAR };
#define FORECAST_CHOICES "none|linear|last_year"
enum flow_basis { FLOWS_BY_CUMULATIVE, FLOWS_BY_PERIOD };
#define FLOW_BASIS_CHOICES "cumulative|period"

struct report_form {
    const struct ini_file *ini;
    /* [figures] */
    int percent_digits; /* behind the comma of percentages */
    int compare_flows;  /* enum comparison_form */
    int compare_levels; /* the same */
    int forecast;       /* enum forecast_method */
    /* [judge] */
    int flows;       /* enum flow_basis: what a flow is judged by */
    uint32_t exceed; /* percent of the plan beyond which a result exceeds it; 100 or more */
    uint32_t behind; /* before the year's end, a result below so many percent is behind schedule,
                        one from there to the plan not met; 100 or less */
    uint32_t soon;   /* days: a task due within so many is coming due */
    /* [score]: weights, and what each state counts in percent of a full point; 0: not at all */
    uint32_t targets, reports, tasks;
    uint32_t exceeded, met, not_met, behind_schedule;
    uint32_t late_report, late_task;
    int score_digits;
    struct severity_table severity;
};

/* Reads a template; NULL with E2xx findings when it is not usable. */
struct report_form *report_form_load(struct arena *a, const char *path, struct diag *diag);

#endif
