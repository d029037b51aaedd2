/* Prints every figure with its cells and its rule, for people who check and for tests. */
#include <string.h>

#include "base/text.h"
#include "model/figures.h"
#include "model/plan.h"

static const char *const names[FIGURE_COUNT] = {
    [FIGURE_PLAN_YEAR] = "plan_year",
    [FIGURE_PLAN_PERIOD] = "plan_period",
    [FIGURE_PLAN_TO_DATE] = "plan_to_date",
    [FIGURE_ACHIEVED] = "achieved",
    [FIGURE_BEFORE] = "before",
    [FIGURE_CUMULATIVE] = "cumulative",
    [FIGURE_PERCENT_PERIOD] = "percent_period",
    [FIGURE_PERCENT_TO_DATE] = "percent_to_date",
    [FIGURE_PERCENT_YEAR] = "percent_year",
    [FIGURE_GAP] = "gap",
    [FIGURE_PREVIOUS] = "previous",
    [FIGURE_CHANGE_PREVIOUS] = "change_previous",
    [FIGURE_LAST_YEAR] = "last_year",
    [FIGURE_LAST_YEAR_BEFORE] = "last_year_before",
    [FIGURE_LAST_YEAR_CUMULATIVE] = "last_year_cumulative",
    [FIGURE_CHANGE] = "change",
    [FIGURE_CHANGE_CUMULATIVE] = "change_cumulative",
    [FIGURE_FORECAST] = "forecast",
};

const char *figure_name(enum figure_kind kind) {
    return names[kind];
}

enum figure_kind figure_of_name(const char *name) {
    int kind = 0;
    while (kind < FIGURE_COUNT && strcmp(names[kind], name) != 0) {
        kind++;
    }
    return (enum figure_kind)kind;
}

static void put_day(struct text *out, const char *key, struct date d) {
    if (d.year) {
        text_printf(out, " %s %d-%02d-%02d", key, d.year, d.month, d.day);
    }
}

static void put_cell(struct text *out, const struct figure_cell *c) {
    text_printf(out, " %s:%u:", c->file, c->line);
    diag_put_cell(out, c->column, c->record);
    text_putc(out, '=');
    text_put_json(out, c->text);
}

static void put_units(struct text *out, const char *const *units, size_t count) {
    for (size_t i = 0; i < count; i++) {
        text_puts(out, i ? "; " : " led by ");
        text_puts(out, units[i]);
    }
}

static void dump_figure(const struct report_figure *f, enum figure_kind kind, struct text *out) {
    text_printf(out, "  %s ", names[kind]);
    if (!f->known) {
        text_printf(out, "- %s", f->missing);
        if (*f->detail) {
            text_puts(out, " ");
            text_put_json(out, f->detail);
        }
        text_putc(out, '\n');
        return;
    }
    text_put_json(out, f->text);
    text_puts(out, " = ");
    value_dump(&f->value, out);
    text_printf(out, " by %s", f->rule);
    if (f->cell_count > 0) {
        text_puts(out, " from");
    }
    for (size_t i = 0; i < f->cell_count; i++) {
        put_cell(out, &f->cells[i]);
    }
    text_putc(out, '\n');
}

static void dump_words(const char *key, const char *words, struct text *out) {
    if (*words) {
        text_printf(out, "  %s ", key);
        text_put_json(out, words);
        text_putc(out, '\n');
    }
}

static void dump_target(const struct target_figures *t, struct text *out) {
    static const char *const kinds[] = {"unknown", "flow", "level", "growth", "state"};
    static const char *const directions[] = {"unknown", "higher", "lower", "inside", "reach"};
    text_printf(out, "target %s ", t->path);
    text_put_json(out, t->name);
    text_puts(out, " in ");
    text_put_json(out, t->measure);
    text_printf(out, " %s %s", kinds[t->traits.kind], directions[t->traits.direction]);
    put_units(out, t->units, t->unit_count);
    text_putc(out, '\n');
    for (int k = 0; k < FIGURE_COUNT; k++) {
        dump_figure(&t->figures[k], (enum figure_kind)k, out);
    }
    text_printf(out, "  judged %s by %s%s\n", judgement_name(t->judged), t->judged_by,
                t->conflict ? " conflict" : "");
    dump_words("note", t->note, out);
    dump_words("proposal", t->proposal, out);
}

static void dump_task(const struct task_progress *t, struct text *out) {
    text_printf(out, "task %s ", t->path);
    text_put_json(out, t->name);
    put_units(out, t->units, t->unit_count);
    for (size_t i = 0; i < t->leader_count; i++) {
        text_printf(out, "%s%s", i ? "; " : " directed by ", t->leaders[i]);
    }
    text_printf(out, "\n  %s", task_state_name(t->state));
    put_day(out, "due", t->due);
    put_day(out, "done", t->done);
    text_printf(out, " days %ld", t->days);
    if (t->reported) {
        text_puts(out, " from");
        put_cell(out, &t->cell);
    }
    text_putc(out, '\n');
    dump_words("result", t->result, out);
    dump_words("obstacle", t->obstacle, out);
    dump_words("proposal", t->proposal, out);
}

static void dump_target_counts(const struct target_counts *c, struct text *out) {
    text_printf(out, " targets %zu", c->all);
    for (int j = 0; j < JUDGEMENTS; j++) {
        text_printf(out, " %s %zu", judgement_name((enum judgement)j), c->of[j]);
    }
}

static void dump_task_counts(const struct task_counts *c, struct text *out) {
    text_printf(out, " tasks %zu", c->all);
    for (int s = 0; s < TASK_STATES; s++) {
        text_printf(out, " %s %zu", task_state_name((enum task_state)s), c->of[s]);
    }
}

static void dump_unit(const struct unit_figures *u, struct text *out) {
    static const char *const arrivals[] = {"in_time", "late", "missing", "not_expected"};
    static const char *const parts[] = {"targets", "reports", "tasks"};
    text_puts(out, "unit ");
    text_put_json(out, u->name);
    text_printf(out, " report %s", arrivals[u->arrival]);
    put_day(out, "received", u->received);
    text_puts(out, "\n ");
    dump_target_counts(&u->targets, out);
    text_puts(out, "\n ");
    dump_task_counts(&u->tasks, out);
    text_printf(out, "\n  reports in_time %zu late %zu missing %zu\n  score %s",
                u->reports[REPORT_IN_TIME], u->reports[REPORT_LATE], u->reports[REPORT_MISSING],
                u->scored ? u->score_text : "-");
    for (int i = 0; i < SCORE_PARTS; i++) {
        const struct score_part *p = &u->parts[i];
        if (p->applies) {
            text_printf(out, " %s %ux%llu/%llu", parts[i], (unsigned)p->weight,
                        (unsigned long long)p->points, (unsigned long long)p->most);
        }
    }
    text_printf(out, " rank %u%s\n", (unsigned)u->rank, u->tied ? " tied" : "");
}

void figures_dump(const struct report *r, struct text *out) {
    text_printf(out, "report %s ", r->code);
    text_put_json(out, r->title);
    put_day(out, "from", r->period.from);
    put_day(out, "to", r->period.to);
    put_day(out, "deadline", r->deadline);
    put_day(out, "as of", r->as_of);
    text_putc(out, '\n');
    for (size_t i = 0; i < r->target_count; i++) {
        dump_target(&r->targets[i], out);
    }
    for (size_t i = 0; i < r->task_count; i++) {
        dump_task(&r->tasks[i], out);
    }
    for (size_t i = 0; i < r->group_count; i++) {
        text_printf(out, "group %s ", r->groups[i].path);
        text_put_json(out, r->groups[i].name);
        dump_target_counts(&r->groups[i].targets, out);
        text_putc(out, '\n');
    }
    for (size_t i = 0; i < r->unit_count; i++) {
        dump_unit(&r->units[i], out);
    }
    for (size_t i = 0; i < r->leader_count; i++) {
        text_puts(out, "leader ");
        text_put_json(out, r->leaders[i].name);
        dump_task_counts(&r->leaders[i].tasks, out);
        text_putc(out, '\n');
    }
    text_puts(out, "all");
    dump_target_counts(&r->target_counts, out);
    dump_task_counts(&r->task_counts, out);
    text_putc(out, '\n');
}
