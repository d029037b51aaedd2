/* What a periodic report says in numbers: reads its files and computes, in this order. */
#include "model/figures.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "model/agency.h"
#include "model/calendar.h"
#include "model/figures_collect.h"
#include "model/job.h"
#include "model/plan.h"
#include "model/progress_header.h"
#include "model/report_form.h"
#include "source/ini_file.h"

/* ---- the plans ---- */

static bool has_values(const struct schema *s) {
    return schema_column_of_role(s, ROLE_PLAN) >= 0 ||
           schema_column_of_role(s, ROLE_ASSIGNED) >= 0 || schema_column_of(s, COLUMN_TARGET) >= 0;
}

/* The first appendix with deadlines has the tasks, the first with values the targets. */
static void find_plans(struct report *r, const struct report_input *in) {
    for (size_t i = 0; i < in->job->appendix_count; i++) {
        const struct plan *plan = in->plans[i];
        if (plan == NULL) {
            continue;
        }
        bool tasks = schema_column_of(plan->schema, COLUMN_DEADLINE) >= 0;
        if (tasks && r->tasks_plan == NULL) {
            r->tasks_plan = plan;
            r->tasks_appendix = i;
        } else if (!tasks && r->plan == NULL && has_values(plan->schema)) {
            r->plan = plan;
            r->appendix = i;
        }
    }
}

/* A row that has a value in its plan, or that could have one. */
static bool is_target(const struct plan *plan, const struct plan_row *row) {
    if (row->kind == ROW_SECTION) {
        return false;
    }
    for (size_t c = 0; c < plan->schema->column_count; c++) {
        bool role = plan->schema->columns[c].role != ROLE_NONE;
        if (role && row->cells[c].value && row->cells[c].value->kind != VALUE_BLANK) {
            return true;
        }
    }
    return row->children == 0;
}

static void add_targets(struct collection *c) {
    struct report *r = c->report;
    const struct plan *plan = r->plan;
    const char **paths = progress_paths(c->arena, plan);
    int name = schema_column_of(plan->schema, COLUMN_NAME);
    int measure = schema_column_of(plan->schema, COLUMN_UNIT);
    c->leads = leads_of_plan(c->arena, r->job, plan);
    c->target_of_row = arena_alloc(c->arena, (plan->count + 1) * sizeof *c->target_of_row);
    r->targets = arena_alloc(c->arena, (plan->count + 1) * sizeof *r->targets);
    for (size_t i = 0; i < plan->count; i++) {
        const struct plan_row *row = &plan->rows[i];
        c->target_of_row[i] = SIZE_MAX;
        if (!is_target(plan, row)) {
            continue;
        }
        c->target_of_row[i] = r->target_count;
        struct target_figures *t = &r->targets[r->target_count++];
        *t = (struct target_figures){.row = row,
                                     .row_index = i,
                                     .path = progress_dotted(c->arena, paths[i]),
                                     .name = row->cells[name].text,
                                     .measure = measure >= 0 ? row->cells[measure].text : "",
                                     .judged_by = ""};
        t->unit_count = c->leads[i].count;
        memcpy(t->units, c->leads[i].units, sizeof t->units);
        t->traits = target_traits_of(plan, row, utf8_fold(c->arena, t->name));
        figures_plan(c, r->target_count - 1);
    }
}

/* ---- the period ---- */

/* A document that is dated ahead speaks of its own day. */
static struct date later_of(struct date a, struct date b) {
    return date_compare(a, b) < 0 ? b : a;
}

/* False when the period has not begun. */
static bool check_period(struct collection *c, struct date date) {
    struct report *r = c->report;
    const struct period *p = &r->period;
    struct place at = ini_place(r->job->ini, "report", "period");
    const char *day = date_figures(c->arena, &date);
    if (date_compare(p->from, date) > 0) {
        DIAG(c->diag, E951, &at, r->title, date_figures(c->arena, &p->from), day);
        return false;
    }
    if (date_compare(p->to, date) > 0) {
        DIAG(c->diag, N954, &at, r->title, date_figures(c->arena, &p->to), day);
    }
    return true;
}

static void set_deadline(struct collection *c, const struct calendar *calendar) {
    struct report *r = c->report;
    r->deadline = r->asked->deadline;
    if (r->deadline.year == 0) {
        r->deadline = calendar_add(calendar, r->period.to, r->asked->deadline_days);
        if (!calendar_knows(calendar, r->period.to.year)) {
            struct place at = {.file = r->asked->holidays};
            DIAG(c->diag, N957, &at, arena_printf(c->arena, "%d", r->period.to.year));
        }
    }
}

/* Units that nobody knows lead nothing. */
static bool check_units(struct collection *c) {
    const struct report *r = c->report;
    bool good = true;
    for (size_t i = 0; i < r->asked->source_count; i++) {
        const struct report_source *s = &r->asked->sources[i];
        struct agency_mention found;
        if (s->unit == NULL || agency_list_is_empty(r->job->agencies)) {
            continue;
        }
        if (agency_find(r->job->agencies, s->unit, &found, 1) == 0 || found.name == NULL) {
            struct place at = ini_place(r->job->ini, s->section, "unit");
            at.expected = agency_nearest(r->job->agencies, s->unit);
            DIAG(c->diag, E905, &at, s->unit);
            good = false;
        }
    }
    return good;
}

/* ---- building ---- */

struct report *report_build(struct arena *a, const struct report_input *in, struct diag *diag) {
    struct report *r = arena_alloc(a, sizeof *r);
    struct collection c = {.arena = a, .diag = diag, .report = r};
    r->job = in->job;
    r->asked = in->job->report;
    r->period = r->asked->period;
    r->code = period_code(a, &r->period);
    r->title = period_title(a, &r->period);
    r->as_of = in->job->date.day ? in->job->date : in->date;
    find_plans(r, in);
    r->form = report_form_load(a, r->asked->template, diag);
    if (r->form) {
        severity_apply(&r->form->severity, diag);
        severity_apply(&in->job->severity, diag);
    }
    struct calendar *calendar = calendar_load(a, r->asked->holidays, diag);
    if (r->plan == NULL && r->tasks_plan == NULL) {
        struct place at = ini_place(in->job->ini, "report", "");
        DIAG(diag, E958, &at);
        return NULL;
    }
    if (r->form == NULL || calendar == NULL || !check_period(&c, later_of(r->as_of, in->date)) ||
        !check_units(&c)) {
        return NULL;
    }
    set_deadline(&c, calendar);
    c.files = arena_alloc(a, (r->asked->source_count + 1) * sizeof *c.files);
    if (r->plan) {
        add_targets(&c);
        figures_collect(&c);
        for (size_t i = 0; i < r->target_count; i++) {
            figures_compute(&c, i);
        }
    }
    if (r->tasks_plan) {
        figures_read_tasks(&c);
    }
    figures_count(&c, calendar);
    return r;
}
