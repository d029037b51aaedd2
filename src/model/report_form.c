/* How a report computes, judges and scores: the data half of templates/report/NAME.ini. */
#include "model/report_form.h"

#include <stddef.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/diag.h"
#include "model/report_columns.h"
#include "source/ini_file.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define FIELD(structure, member, type, required, choices)                                          \
    { #member, type, offsetof(struct structure, member), required, choices }

static const struct ini_field figures_fields[] = {
    FIELD(report_form, percent_digits, INI_CHOICE, false, DIGITS_CHOICES),
    FIELD(report_form, compare_flows, INI_CHOICE, false, COMPARE_FLOW_CHOICES),
    FIELD(report_form, compare_levels, INI_CHOICE, false, COMPARE_LEVEL_CHOICES),
    FIELD(report_form, forecast, INI_CHOICE, false, FORECAST_CHOICES),
};
static const struct ini_field judge_fields[] = {
    FIELD(report_form, flows, INI_CHOICE, false, FLOW_BASIS_CHOICES),
    FIELD(report_form, exceed, INI_COUNT, false, NULL),
    FIELD(report_form, behind, INI_COUNT, false, NULL),
    FIELD(report_form, soon, INI_COUNT, false, NULL),
};
static const struct ini_field score_fields[] = {
    FIELD(report_form, targets, INI_COUNT, false, NULL),
    FIELD(report_form, reports, INI_COUNT, false, NULL),
    FIELD(report_form, tasks, INI_COUNT, false, NULL),
    FIELD(report_form, exceeded, INI_COUNT, false, NULL),
    FIELD(report_form, met, INI_COUNT, false, NULL),
    FIELD(report_form, not_met, INI_COUNT, false, NULL),
    FIELD(report_form, behind_schedule, INI_COUNT, false, NULL),
    FIELD(report_form, late_report, INI_COUNT, false, NULL),
    FIELD(report_form, late_task, INI_COUNT, false, NULL),
    FIELD(report_form, score_digits, INI_CHOICE, false, DIGITS_CHOICES),
};
static bool check_limit(const struct report_form *f, const char *key, uint32_t value, bool good,
                        const char *wanted, struct diag *diag) {
    if (!good) {
        char text[16];
        struct place at = ini_place(f->ini, "judge", key);
        snprintf(text, sizeof text, "%u", (unsigned)value);
        DIAG(diag, E206, &at, key, text, wanted);
    }
    return good;
}

struct report_form *report_form_load(struct arena *a, const char *path, struct diag *diag) {
    const struct ini_section form_sections[] = {
        {"figures", figures_fields, COUNT(figures_fields)},
        {"judge", judge_fields, COUNT(judge_fields)},
        {"score", score_fields, COUNT(score_fields)},
        severity_section,
        report_columns_sections[0],
        report_columns_sections[1],
    };
    struct report_form *f = arena_alloc(a, sizeof *f);
    struct ini_file *ini = ini_load(a, path, diag);
    if (ini == NULL) {
        return NULL;
    }
    *f = (struct report_form){.ini = ini,
                              .percent_digits = 1,
                              .exceed = 100,
                              .behind = 100,
                              .soon = 15,
                              .score_digits = 1};
    severity_table_init(&f->severity);
    bool good = ini_check_known(ini, form_sections, COUNT(form_sections), diag);
    good &= ini_bind(ini, "figures", figures_fields, COUNT(figures_fields), f, diag);
    good &= ini_bind(ini, "judge", judge_fields, COUNT(judge_fields), f, diag);
    good &= ini_bind(ini, "score", score_fields, COUNT(score_fields), f, diag);
    good &= severity_load(ini, &f->severity, diag);
    good &= check_limit(f, "exceed", f->exceed, f->exceed >= 100, "100-9999", diag);
    good &= check_limit(f, "behind", f->behind, f->behind <= 100, "1-100", diag);
    /* The choices of levels begin with another one. */
    f->compare_levels = (f->compare_levels + COMPARE_AS_DIFFERENCE) % 3;
    return good ? f : NULL;
}
