/* The verdict on a target whose figures are known. */
#include "base/arena.h"
#include "model/figures_work.h"
#include "model/letter.h"
#include "model/plan.h"
#include "model/report_form.h"

static void judged(struct work *w, enum judgement judgement, const char *by) {
    w->t->judged = judgement;
    w->t->judged_by = by;
}

static void judge_worded(struct work *w) {
    int met = *w->t->state ? judge_state(w->t->state) : -1;
    if (met < 0) {
        judged(w, JUDGED_NO_DATA, w->reports->fault == FAULT_CONFLICT ? "conflict" : "no_state");
    } else {
        judged(w, met ? JUDGED_MET : JUDGED_NOT_MET, "state");
    }
}

/* A template that says "inside" means it; from the words alone a range is a goal to reach. */
static bool wants_inside(const struct work *w) {
    const struct schema *s = w->report->plan->schema;
    for (size_t i = 0; i < s->target_count; i++) {
        if (s->targets[i].direction == DIRECTION_INSIDE &&
            letter_same_words(s->targets[i].name, w->t->name)) {
            return true;
        }
    }
    return false;
}

static enum standing standing_of(const struct work *w, enum figure_kind a, enum figure_kind b) {
    return judge_standing(&work_figure(w, a)->value, &work_figure(w, b)->value,
                          w->t->traits.direction, wants_inside(w), w->report->form->exceed);
}

/* With the plan's digits the two would print alike though they differ, and nobody could see why the
 * one is short of the other, or beyond it: then the target prints with the digits of its result. */
static void show_difference(struct work *w, enum figure_kind a, enum figure_kind b) {
    const struct report_figure *x = work_figure(w, a), *y = work_figure(w, b);
    if (x->value.kind != VALUE_NUMBER || y->value.kind != VALUE_NUMBER ||
        decimal_compare(x->value.low, y->value.low) == 0) {
        return;
    }
    struct decimal p = decimal_round(x->value.low, x->digits);
    struct decimal q = decimal_round(y->value.low, x->digits);
    if (decimal_compare(p, q) == 0) {
        w->t->digits = x->value.low.scale;
        char exact[DECIMAL_TEXT_SIZE];
        decimal_format(x->value.low, exact);
        struct place at = {.file = x->cells[0].file,
                           .line = x->cells[0].line,
                           .column = x->cells[0].column,
                           .record = x->cells[0].record,
                           .value = x->cells[0].text};
        DIAG(w->c->diag, N964, &at, w->t->name, exact);
    }
}

static void judge_against(struct work *w, enum figure_kind a, enum figure_kind b) {
    static const char *const signs[] = {"?", "<", ">=", ">"};
    enum standing standing = standing_of(w, a, b);
    const char *by =
        arena_printf(w->arena, "%s %s %s%s", figure_name(a), signs[standing], figure_name(b),
                     w->t->traits.direction == DIRECTION_LOWER ? " (lower)" : "");
    if (standing == STANDS_APART) {
        judged(w, JUDGED_NOT_ASSESSED, "not_comparable");
    } else if (standing != STANDS_BELOW) {
        judged(w, standing == STANDS_BEYOND ? JUDGED_EXCEEDED : JUDGED_MET, by);
    } else {
        bool year = w->report->period.last_month == WORK_MONTHS;
        bool worse = judge_is_worse(&work_figure(w, a)->value, &work_figure(w, b)->value,
                                    w->t->traits.direction, w->report->form->behind);
        judged(w, year || !worse ? JUDGED_NOT_MET : JUDGED_BEHIND, by);
    }
    if (b != FIGURE_PLAN_YEAR || standing != STANDS_BELOW) {
        show_difference(w, a, b);
        work_difference(w, FIGURE_GAP, a, b);
    }
}

static bool has_milestones(const struct work *w) {
    for (int q = 0; q < 4; q++) {
        if (work_planned(w, ROLE_QUARTER_1 + q)) {
            return true;
        }
    }
    return false;
}

/* Nothing was to be reached by now; what has reached the year's plan is told all the same. */
static void judge_undue(struct work *w) {
    enum figure_kind a = w->kind == TARGET_FLOW ? FIGURE_CUMULATIVE : FIGURE_ACHIEVED;
    bool capped = w->kind == TARGET_FLOW && w->t->traits.direction == DIRECTION_LOWER;
    if (!work_knows(w, FIGURE_PLAN_YEAR)) {
        judged(w, JUDGED_NOT_ASSESSED, "no_plan");
    } else if (!work_knows(w, FIGURE_ACHIEVED)) {
        bool due = !has_milestones(w) || w->reports->fault == FAULT_CONFLICT ||
                   w->reports->fault == FAULT_UNUSABLE;
        judged(w, due ? JUDGED_NO_DATA : JUDGED_NOT_ASSESSED,
               due ? work_figure(w, FIGURE_ACHIEVED)->missing : "not_due");
    } else if (work_knows(w, a) && !capped) {
        judge_against(w, a, FIGURE_PLAN_YEAR);
        if (w->t->judged == JUDGED_BEHIND || w->t->judged == JUDGED_NOT_MET) {
            judged(w, JUDGED_NOT_ASSESSED, "no_milestone");
        }
    } else {
        judged(w, JUDGED_NOT_ASSESSED, "no_milestone");
    }
}

void work_judge(struct work *w) {
    work_miss(w, FIGURE_GAP, "not_judged", "");
    bool cumulative = w->kind == TARGET_FLOW && w->report->form->flows == FLOWS_BY_CUMULATIVE &&
                      work_knows(w, FIGURE_CUMULATIVE) && work_knows(w, FIGURE_PLAN_TO_DATE);
    if (figures_is_worded(w->t)) {
        judge_worded(w);
    } else if (cumulative) {
        judge_against(w, FIGURE_CUMULATIVE, FIGURE_PLAN_TO_DATE);
    } else if (!work_knows(w, FIGURE_PLAN_PERIOD)) {
        judge_undue(w);
    } else if (!work_knows(w, FIGURE_ACHIEVED)) {
        judged(w, JUDGED_NO_DATA, work_figure(w, FIGURE_ACHIEVED)->missing);
    } else {
        judge_against(w, FIGURE_ACHIEVED, FIGURE_PLAN_PERIOD);
    }
}
