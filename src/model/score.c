/* Counts results by section, unit and leader, and ranks the units. */
#include "model/score.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "model/agency.h"
#include "model/calendar.h"
#include "model/figures_collect.h"
#include "model/job.h"
#include "model/letter.h"
#include "model/plan.h"
#include "model/progress_header.h"
#include "model/report_form.h"
#include "source/ini_file.h"

#define FULL 100 /* points of a result that counts in full */

/* ---- counting ---- */

static void count_target(struct target_counts *counts, const struct target_figures *t) {
    counts->all++;
    counts->of[t->judged]++;
}

static void count_task(struct task_counts *counts, const struct task_progress *t) {
    counts->all++;
    counts->of[t->state]++;
}

/* Each target counts for its own section and for all above it. */
static void count_groups(struct collection *c) {
    struct report *r = c->report;
    const struct plan *plan = r->plan;
    const char **paths = progress_paths(c->arena, plan);
    size_t *group_of_row = arena_alloc(c->arena, (plan->count + 1) * sizeof *group_of_row);
    int name = schema_column_of(plan->schema, COLUMN_NAME);
    r->groups = arena_alloc(c->arena, (plan->count + 1) * sizeof *r->groups);
    for (size_t i = 0; i < plan->count; i++) {
        const struct plan_row *row = &plan->rows[i];
        group_of_row[i] = SIZE_MAX;
        if (row->kind != ROW_SECTION) {
            continue;
        }
        size_t above = row->parent == UINT32_MAX ? SIZE_MAX : group_of_row[row->parent];
        group_of_row[i] = r->group_count;
        r->groups[r->group_count++] =
            (struct group_figures){.row = row,
                                   .row_index = i,
                                   .path = progress_dotted(c->arena, paths[i]),
                                   .name = row->cells[name].text,
                                   .depth = above == SIZE_MAX ? 0 : r->groups[above].depth + 1};
    }
    for (size_t t = 0; t < r->target_count; t++) {
        for (uint32_t i = r->targets[t].row->parent; i != UINT32_MAX; i = plan->rows[i].parent) {
            if (group_of_row[i] != SIZE_MAX) {
                count_target(&r->groups[group_of_row[i]].targets, &r->targets[t]);
            }
        }
    }
}

static bool is_led_by(const char *const *units, size_t count, const char *unit) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(units[i], unit) == 0) {
            return true;
        }
    }
    return false;
}

static void count_results(struct report *r, struct unit_figures *unit) {
    for (size_t i = 0; i < r->target_count; i++) {
        if (is_led_by(r->targets[i].units, r->targets[i].unit_count, unit->name)) {
            count_target(&unit->targets, &r->targets[i]);
        }
    }
    for (size_t i = 0; i < r->task_count; i++) {
        if (is_led_by(r->tasks[i].units, r->tasks[i].unit_count, unit->name)) {
            count_task(&unit->tasks, &r->tasks[i]);
        }
    }
}

static void count_leaders(struct collection *c) {
    struct report *r = c->report;
    r->leaders = arena_alloc(c->arena, (r->task_count * 4 + 1) * sizeof *r->leaders);
    for (size_t i = 0; i < r->task_count; i++) {
        for (size_t n = 0; n < r->tasks[i].leader_count; n++) {
            size_t at = 0;
            while (at < r->leader_count &&
                   !letter_same_words(r->leaders[at].name, r->tasks[i].leaders[n])) {
                at++;
            }
            if (at == r->leader_count) {
                r->leaders[r->leader_count++] =
                    (struct leader_figures){.name = r->tasks[i].leaders[n]};
            }
            count_task(&r->leaders[at].tasks, &r->tasks[i]);
        }
    }
}

/* ---- reports ---- */

static const char *unit_of_source(const struct collection *c, size_t source) {
    const struct report_source *s = &c->report->asked->sources[source];
    struct agency_mention found;
    bool known = s->unit && agency_find(c->report->job->agencies, s->unit, &found, 1);
    return known ? found.name : NULL;
}

static struct date deadline_of(const struct collection *c, const struct calendar *calendar,
                               const struct period *period) {
    const struct report_job *asked = c->report->asked;
    struct period p = *period;
    if (period_same(&p, &c->report->period)) {
        return c->report->deadline;
    }
    period_set_window(&p, (enum period_window)asked->window);
    return p.to.year ? calendar_add(calendar, p.to, asked->deadline_days) : p.to;
}

static void take_arrival(struct collection *c, const struct calendar *calendar, size_t source,
                         struct unit_figures *unit) {
    const struct report_source *s = &c->report->asked->sources[source];
    struct date deadline = deadline_of(c, calendar, &s->period);
    bool late = s->received.year && deadline.year && date_compare(s->received, deadline) > 0;
    enum report_arrival arrival = c->files[source] == NULL ? REPORT_MISSING
                                  : late                   ? REPORT_LATE
                                                           : REPORT_IN_TIME;
    unit->reports[arrival]++;
    if (s->use != SOURCE_PROGRESS && s->use != SOURCE_TASKS) {
        return;
    }
    /* Of two files, of targets and of tasks, the worse one tells. */
    bool first = unit->arrival == REPORT_NOT_EXPECTED;
    unit->arrival = first || arrival > unit->arrival ? arrival : unit->arrival;
    unit->received = first || s->received.year == 0 ? s->received : unit->received;
    if (late) {
        struct place at = ini_place(c->report->job->ini, s->section, "received");
        DIAG(c->diag, W965, &at, unit->name, date_figures(c->arena, &s->received),
             date_figures(c->arena, &deadline));
    }
}

/* A unit that leads something is expected to report. */
static void take_reports(struct collection *c, const struct calendar *calendar,
                         struct unit_figures *unit) {
    const struct report_job *asked = c->report->asked;
    bool named = false, whole = false;
    unit->arrival = REPORT_NOT_EXPECTED;
    for (size_t i = 0; i < asked->source_count; i++) {
        const struct report_source *s = &asked->sources[i];
        const char *name = s->use == SOURCE_LAST_YEAR ? NULL : unit_of_source(c, i);
        if (name && strcmp(name, unit->name) == 0) {
            take_arrival(c, calendar, i, unit);
            named |= s->use == SOURCE_PROGRESS || s->use == SOURCE_TASKS;
        }
        whole |= s->use == SOURCE_TASKS && s->unit == NULL;
    }
    size_t led = unit->targets.all + (whole ? 0 : unit->tasks.all);
    if (!named && led > 0) {
        struct place at = ini_place(c->report->job->ini, "report", "");
        DIAG(c->diag, W901, &at, unit->name, arena_printf(c->arena, "%zu", led));
        unit->arrival = REPORT_MISSING;
        unit->reports[REPORT_MISSING]++;
    }
}

/* ---- the score ---- */

static uint64_t greatest_divisor(uint64_t a, uint64_t b) {
    while (b) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static void fill_parts(const struct report_form *f, struct unit_figures *u) {
    const size_t *t = u->targets.of, *k = u->tasks.of, *r = u->reports;
    size_t judged = u->targets.all - t[JUDGED_NOT_ASSESSED];
    size_t reports = r[REPORT_IN_TIME] + r[REPORT_LATE] + r[REPORT_MISSING];
    size_t due = k[TASK_DONE_IN_TIME] + k[TASK_DONE] + k[TASK_DONE_LATE] + k[TASK_OVERDUE];
    u->parts[0] = (struct score_part){.weight = f->targets,
                                      .points = t[JUDGED_EXCEEDED] * (uint64_t)f->exceeded +
                                                t[JUDGED_MET] * (uint64_t)f->met +
                                                t[JUDGED_NOT_MET] * (uint64_t)f->not_met +
                                                t[JUDGED_BEHIND] * (uint64_t)f->behind_schedule,
                                      .most = judged * FULL};
    u->parts[1] = (struct score_part){.weight = f->reports,
                                      .points = r[REPORT_IN_TIME] * (uint64_t)FULL +
                                                r[REPORT_LATE] * (uint64_t)f->late_report,
                                      .most = reports * FULL};
    u->parts[2] =
        (struct score_part){.weight = f->tasks,
                            .points = (k[TASK_DONE_IN_TIME] + k[TASK_DONE]) * (uint64_t)FULL +
                                      k[TASK_DONE_LATE] * (uint64_t)f->late_task,
                            .most = due * FULL};
    for (size_t i = 0; i < SCORE_PARTS; i++) {
        u->parts[i].applies = u->parts[i].weight > 0 && u->parts[i].most > 0;
    }
}

/* Over the common denominator: the sum of weight x points x the other parts' most, over the
 * product of all most and the sum of weights. */
bool score_unit(const struct report_form *form, struct unit_figures *unit) {
    int64_t above = 0, below = 1;
    uint32_t weights = 0;
    bool fits = true;
    fill_parts(form, unit);
    uint64_t points[SCORE_PARTS], most[SCORE_PARTS];
    for (size_t i = 0; i < SCORE_PARTS; i++) {
        uint64_t d = greatest_divisor(unit->parts[i].points, unit->parts[i].most);
        points[i] = d ? unit->parts[i].points / d : 0;
        most[i] = d ? unit->parts[i].most / d : 0;
    }
    for (size_t i = 0; i < SCORE_PARTS; i++) {
        if (!unit->parts[i].applies) {
            continue;
        }
        int64_t term = unit->parts[i].weight;
        weights += unit->parts[i].weight;
        fits &= !__builtin_mul_overflow(term, (int64_t)points[i], &term);
        fits &= !__builtin_mul_overflow(below, (int64_t)most[i], &below);
        for (size_t j = 0; j < SCORE_PARTS; j++) {
            if (j != i && unit->parts[j].applies) {
                fits &= !__builtin_mul_overflow(term, (int64_t)most[j], &term);
            }
        }
        fits &= !__builtin_add_overflow(above, term, &above);
    }
    struct decimal top[2] = {{above, 0}, {FULL, 0}}, bottom[2] = {{below, 0}, {weights, 0}};
    unit->scored = weights > 0 && fits &&
                   decimal_quotient(top, 2, bottom, 2, (uint8_t)form->score_digits, &unit->score);
    return unit->scored;
}

size_t score_rank(struct unit_figures *units, size_t count, size_t *ranking) {
    size_t ranked = 0;
    for (size_t i = 0; i < count; i++) {
        units[i].rank = 0;
        units[i].tied = false;
        if (!units[i].scored) {
            continue;
        }
        size_t at = ranked++;
        for (; at > 0 && decimal_compare(units[ranking[at - 1]].score, units[i].score) < 0; at--) {
            ranking[at] = ranking[at - 1];
        }
        ranking[at] = i;
    }
    for (size_t i = 0; i < ranked; i++) {
        struct unit_figures *u = &units[ranking[i]], *before = i ? &units[ranking[i - 1]] : NULL;
        bool same = before && decimal_compare(before->score, u->score) == 0;
        u->rank = same ? before->rank : (uint32_t)i + 1;
        u->tied = same;
        if (same) {
            before->tied = true;
        }
    }
    return ranked;
}

/* ---- all units ---- */

static void add_units(struct collection *c) {
    struct report *r = c->report;
    unsigned highest = ini_highest(r->job->ward, "unit");
    r->units = arena_alloc(c->arena, (highest + 1) * sizeof *r->units);
    for (unsigned n = 1; n <= highest; n++) {
        const char *name = ini_text(r->job->ward, arena_printf(c->arena, "unit.%u", n), "name");
        if (name) {
            r->units[r->unit_count++] = (struct unit_figures){.name = name, .score_text = ""};
        }
    }
}

void figures_count(struct collection *c, const struct calendar *calendar) {
    struct report *r = c->report;
    if (r->plan) {
        count_groups(c);
    }
    for (size_t i = 0; i < r->target_count; i++) {
        count_target(&r->target_counts, &r->targets[i]);
    }
    for (size_t i = 0; i < r->task_count; i++) {
        count_task(&r->task_counts, &r->tasks[i]);
    }
    count_leaders(c);
    add_units(c);
    for (size_t i = 0; i < r->unit_count; i++) {
        struct unit_figures *unit = &r->units[i];
        count_results(r, unit);
        take_reports(c, calendar, unit);
        if (score_unit(r->form, unit)) {
            char text[DECIMAL_TEXT_SIZE + DECIMAL_MAX_SCALE];
            decimal_format_official(unit->score, (uint8_t)r->form->score_digits, text);
            unit->score_text = arena_strdup(c->arena, text);
        }
    }
    r->ranking = arena_alloc(c->arena, (r->unit_count + 1) * sizeof *r->ranking);
    r->ranked = score_rank(r->units, r->unit_count, r->ranking);
}
