/* What a report's text needs of its figures: counts, lists, names. */
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "model/figures.h"
#include "model/plan.h"
#include "model/values.h"

struct setter {
    struct arena *arena;
    const struct report *report;
    struct values *values;
};

static const char *count_text(struct arena *a, size_t n) {
    return arena_printf(a, n > 0 && n < 10 ? "%02zu" : "%zu", n); /* 05, as dispatches write it */
}

static void set_count(struct arena *a, struct values *v, const char *prefix, const char *name,
                      size_t n) {
    values_set(v, arena_printf(a, "%s%s", prefix, name), count_text(a, n));
    /* For {{#name}}: an empty list shows what stands in {{^any.NAME}}. */
    const char *any = arena_printf(a, "%sany.%s", prefix, name);
    if (n > 0) {
        values_add(v, any);
    } else {
        values_declare_list(v, any);
    }
}

static void set_target_counts(struct arena *a, struct values *v, const char *prefix,
                              const struct target_counts *c) {
    set_count(a, v, prefix, "targets", c->all);
    for (int j = 0; j < JUDGEMENTS; j++) {
        set_count(a, v, prefix, judgement_name((enum judgement)j), c->of[j]);
    }
    set_count(a, v, prefix, "reached", c->of[JUDGED_EXCEEDED] + c->of[JUDGED_MET]);
    set_count(a, v, prefix, "short", c->of[JUDGED_NOT_MET] + c->of[JUDGED_BEHIND]);
    set_count(a, v, prefix, "assessed", c->all - c->of[JUDGED_NOT_ASSESSED]);
}

static void set_task_counts(struct arena *a, struct values *v, const char *prefix,
                            const struct task_counts *c) {
    set_count(a, v, prefix, "tasks", c->all);
    for (int s = 0; s < TASK_STATES; s++) {
        const char *name = arena_printf(a, "tasks_%s", task_state_name((enum task_state)s));
        set_count(a, v, prefix, name, c->of[s]);
    }
    set_count(a, v, prefix, "tasks_finished",
              c->of[TASK_DONE] + c->of[TASK_DONE_IN_TIME] + c->of[TASK_DONE_LATE]);
}

/* "Phòng A, Phòng B" */
static const char *joined(struct arena *a, const char *const *names, size_t count) {
    const char *out = "";
    for (size_t i = 0; i < count; i++) {
        out = i ? arena_printf(a, "%s, %s", out, names[i]) : names[i];
    }
    return out;
}

static const char *or_null(const char *text) {
    return *text ? text : NULL;
}

/* ---- targets ---- */

/* With its unit where it has one: "74,6%", "-0,5 điểm %", "976,22 triệu đồng". */
static const char *with_measure(struct arena *a, const struct target_figures *t,
                                const struct report_figure *f) {
    const char *measure = *f->unit ? f->unit : t->measure;
    if (!f->known || *measure == '\0' || strchr(f->text, '%')) {
        return f->text;
    }
    return arena_printf(a, *measure == '%' ? "%s%s" : "%s %s", f->text, measure);
}

/* "thiếu 12,5": a gap without its sign. */
static const char *without_sign(const char *text) {
    return *text == '-' ? text + 1 : text;
}

static void set_target(const struct setter *s, struct values *v, const struct target_figures *t) {
    struct arena *a = s->arena;
    values_set(v, "path", t->path);
    values_set(v, "name", t->name);
    values_set(v, "measure", or_null(t->measure));
    values_set(v, "units", or_null(joined(a, t->units, t->unit_count)));
    values_set(v, "reporter", t->reporter);
    values_set(v, "judged", judgement_title(t->judged));
    values_set(v, "note", or_null(t->note));
    values_set(v, "proposal", or_null(t->proposal));
    for (int k = 0; k < FIGURE_COUNT; k++) {
        const struct report_figure *f = &t->figures[k];
        const char *name = figure_name((enum figure_kind)k);
        values_set(v, name, f->known ? with_measure(a, t, f) : NULL);
        values_set(v, arena_printf(a, "bare.%s", name), f->known ? f->text : NULL);
    }
    const struct report_figure *gap = &t->figures[FIGURE_GAP];
    values_set(v, "by", gap->known ? without_sign(with_measure(a, t, gap)) : NULL);
}

static void set_target_lists(const struct setter *s, struct values *v, const char *prefix,
                             bool (*fits)(const struct report *r, size_t target, const void *of),
                             const void *of) {
    struct arena *a = s->arena;
    values_declare_list(v, arena_printf(a, "%slist.targets", prefix));
    values_declare_list(v, arena_printf(a, "%slist.short", prefix));
    values_declare_list(v, arena_printf(a, "%slist.causes", prefix));
    values_declare_list(v, arena_printf(a, "%slist.proposals", prefix));
    for (int j = 0; j < JUDGEMENTS; j++) {
        values_declare_list(
            v, arena_printf(a, "%slist.%s", prefix, judgement_name((enum judgement)j)));
    }
    for (size_t i = 0; i < s->report->target_count; i++) {
        const struct target_figures *t = &s->report->targets[i];
        if (!fits(s->report, i, of)) {
            continue;
        }
        const char *lists[] = {"targets", judgement_name(t->judged),
                               t->judged == JUDGED_BEHIND || t->judged == JUDGED_NOT_MET ? "short"
                                                                                         : NULL,
                               *t->note ? "causes" : NULL, *t->proposal ? "proposals" : NULL};
        for (size_t n = 0; n < sizeof lists / sizeof *lists; n++) {
            if (lists[n]) {
                set_target(s, values_add(v, arena_printf(a, "%slist.%s", prefix, lists[n])), t);
            }
        }
    }
}

/* ---- tasks ---- */

static void set_task(const struct setter *s, struct values *v, const struct task_progress *t) {
    struct arena *a = s->arena;
    values_set(v, "path", t->path);
    values_set(v, "name", t->name);
    values_set(v, "units", or_null(joined(a, t->units, t->unit_count)));
    values_set(v, "leaders", or_null(joined(a, t->leaders, t->leader_count)));
    values_set(v, "deadline", t->deadline_text);
    values_set(v, "due", t->due.year ? date_figures(a, &t->due) : NULL);
    values_set(v, "done", t->done.year ? date_figures(a, &t->done) : NULL);
    values_set(v, "days", t->days ? arena_printf(a, "%ld", t->days) : NULL);
    values_set(v, "state", task_state_title(t->state));
    values_set(v, "result", or_null(t->result));
    values_set(v, "obstacle", or_null(t->obstacle));
    values_set(v, "proposal", or_null(t->proposal));
}

static void set_task_lists(const struct setter *s, struct values *v, const char *prefix,
                           bool (*fits)(const struct report *r, size_t task, const void *of),
                           const void *of) {
    struct arena *a = s->arena;
    static const char *const more[] = {"tasks", "obstacles", "task_proposals"};
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        values_declare_list(v, arena_printf(a, "%slist.%s", prefix, more[i]));
    }
    for (int i = 0; i < TASK_STATES; i++) {
        const char *name = task_state_name((enum task_state)i);
        values_declare_list(v, arena_printf(a, "%slist.tasks_%s", prefix, name));
    }
    for (size_t i = 0; i < s->report->task_count; i++) {
        const struct task_progress *t = &s->report->tasks[i];
        if (!fits(s->report, i, of)) {
            continue;
        }
        const char *lists[] = {"tasks", arena_printf(a, "tasks_%s", task_state_name(t->state)),
                               *t->obstacle ? "obstacles" : NULL,
                               *t->proposal ? "task_proposals" : NULL};
        for (size_t n = 0; n < sizeof lists / sizeof *lists; n++) {
            if (lists[n]) {
                set_task(s, values_add(v, arena_printf(a, "%slist.%s", prefix, lists[n])), t);
            }
        }
    }
}

/* ---- whose ---- */

static bool any_of(const struct report *r, size_t index, const void *of) {
    (void)r;
    (void)index;
    (void)of;
    return true;
}

static bool holds(const char *const *names, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static bool target_of_unit(const struct report *r, size_t i, const void *of) {
    return holds(r->targets[i].units, r->targets[i].unit_count, of);
}

static bool task_of_unit(const struct report *r, size_t i, const void *of) {
    return holds(r->tasks[i].units, r->tasks[i].unit_count, of);
}

static bool task_of_leader(const struct report *r, size_t i, const void *of) {
    return holds(r->tasks[i].leaders, r->tasks[i].leader_count, of);
}

static bool target_of_group(const struct report *r, size_t i, const void *of) {
    uint32_t group = (uint32_t) * (const size_t *)of;
    for (uint32_t p = r->targets[i].row->parent; p != UINT32_MAX; p = r->plan->rows[p].parent) {
        if (p == group) {
            return true;
        }
    }
    return false;
}

/* ---- lists of them ---- */

static void set_units(const struct setter *s) {
    static const char *const arrivals[] = {"Đúng hạn", "Chậm", "Chưa gửi", NULL};
    struct arena *a = s->arena;
    values_declare_list(s->values, "unit");
    values_declare_list(s->values, "list.units_missing");
    values_declare_list(s->values, "list.units_late");
    values_declare_list(s->values, "ranking");
    for (size_t i = 0; i < s->report->unit_count; i++) {
        const struct unit_figures *u = &s->report->units[i];
        const char *extra = u->arrival == REPORT_MISSING ? "list.units_missing"
                            : u->arrival == REPORT_LATE  ? "list.units_late"
                                                         : NULL;
        const char *lists[] = {"unit", extra};
        for (size_t n = 0; n < 2; n++) {
            if (lists[n] == NULL) {
                continue;
            }
            struct values *v = values_add(s->values, lists[n]);
            values_set(v, "name", u->name);
            values_set(v, "arrival", arrivals[u->arrival]);
            values_set(v, "received", u->received.year ? date_figures(a, &u->received) : NULL);
            values_set(v, "score", u->scored ? u->score_text : NULL);
            values_set(v, "rank", u->rank ? arena_printf(a, "%u", (unsigned)u->rank) : NULL);
            set_target_counts(a, v, "", &u->targets);
            set_task_counts(a, v, "", &u->tasks);
            set_target_lists(s, v, "", target_of_unit, u->name);
            set_task_lists(s, v, "", task_of_unit, u->name);
        }
    }
    for (size_t i = 0; i < s->report->ranked; i++) {
        const struct unit_figures *u = &s->report->units[s->report->ranking[i]];
        struct values *v = values_add(s->values, "ranking");
        values_set(v, "rank", arena_printf(a, "%u", (unsigned)u->rank));
        values_set(v, "name", u->name);
        values_set(v, "score", u->score_text);
        values_set(v, "tied", u->tied ? "=" : NULL);
    }
}

static void set_groups(const struct setter *s) {
    values_declare_list(s->values, "group");
    for (size_t i = 0; i < s->report->group_count; i++) {
        const struct group_figures *g = &s->report->groups[i];
        if (g->targets.all == 0) {
            continue;
        }
        struct values *v = values_add(s->values, "group");
        values_set(v, "path", g->path);
        values_set(v, "name", g->name);
        set_target_counts(s->arena, v, "", &g->targets);
        set_target_lists(s, v, "", target_of_group, &g->row_index);
    }
}

static void set_leaders(const struct setter *s) {
    values_declare_list(s->values, "leader");
    for (size_t i = 0; i < s->report->leader_count; i++) {
        const struct leader_figures *l = &s->report->leaders[i];
        struct values *v = values_add(s->values, "leader");
        values_set(v, "name", l->name);
        set_task_counts(s->arena, v, "", &l->tasks);
        set_task_lists(s, v, "", task_of_leader, l->name);
    }
}

static void set_conflicts(const struct setter *s) {
    values_declare_list(s->values, "list.conflicts");
    for (size_t i = 0; i < s->report->conflict_count; i++) {
        const struct report_conflict *c = &s->report->conflicts[i];
        struct values *v = values_add(s->values, "list.conflicts");
        values_set(v, "name", s->report->targets[c->target].name);
        values_set(v, "unit_1", c->unit[0]);
        values_set(v, "value_1", c->text[0]);
        values_set(v, "unit_2", c->unit[1]);
        values_set(v, "value_2", c->text[1]);
        values_set(v, "resolved", c->resolved ? c->text[0] : NULL);
    }
}

void figures_set_values(struct arena *a, const struct report *r, struct values *values) {
    const struct setter s = {a, r, values};
    values_set(values, "report.period", r->title);
    values_set(values, "report.period_short", period_short(a, &r->period));
    values_set(values, "report.code", r->code);
    values_set(values, "report.year", arena_printf(a, "%d", r->period.year));
    values_set(values, "report.last_year", arena_printf(a, "%d", r->period.year - 1));
    values_set(values, "report.from", date_figures(a, &r->period.from));
    values_set(values, "report.to", date_figures(a, &r->period.to));
    values_set(values, "report.as_of", date_figures(a, &r->as_of));
    values_set(values, "report.deadline", date_figures(a, &r->deadline));
    values_set(values, "period", r->title);
    set_target_counts(a, values, "count.", &r->target_counts);
    set_task_counts(a, values, "count.", &r->task_counts);
    set_target_lists(&s, values, "", any_of, NULL);
    set_task_lists(&s, values, "", any_of, NULL);
    set_groups(&s);
    set_units(&s);
    set_leaders(&s);
    set_conflicts(&s);
}
