/* The figures of one target.
 *
 * A FLOW adds up: what was achieved from month F to month L is the value reported for just those
 * months, else the fewest reported stretches that tile them without gap or overlap; with a gap
 * there is no figure. A LEVEL has the value reported last. Milestones of the quarters are amounts
 * of the quarter for a flow, values at its end for a level; a blank one plans nothing. Percentages
 * are computed from exact amounts and rounded once. */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "model/figures_work.h"
#include "model/plan.h"
#include "model/report_form.h"

#define UNREACHABLE (WORK_MONTHS + 1)
#define POINTS      "điểm %"

struct report_figure *work_figure(const struct work *w, enum figure_kind kind) {
    return &w->t->figures[kind];
}

bool work_knows(const struct work *w, enum figure_kind kind) {
    return work_figure(w, kind)->known;
}

/* ---- filling ---- */

static const char *text_of_number(struct arena *a, struct decimal d, uint8_t digits) {
    char out[DECIMAL_TEXT_SIZE + DECIMAL_MAX_SCALE];
    decimal_format_official(d, digits, out);
    return arena_strdup(a, out);
}

static struct value number(struct decimal d) {
    return (struct value){.kind = VALUE_NUMBER, .plain = true, .low = d, .high = d};
}

static const char *text_of_value(struct arena *a, const struct value *v, uint8_t digits,
                                 const char *written) {
    if (v->kind == VALUE_NUMBER) {
        return text_of_number(a, v->low, digits);
    }
    if (v->kind == VALUE_FRACTION) {
        return arena_printf(a, "%s/%s", text_of_number(a, v->low, v->low.scale),
                            text_of_number(a, v->high, v->high.scale));
    }
    return written;
}

static void set(struct work *w, enum figure_kind kind, const struct value *v, uint8_t digits,
                const char *rule) {
    struct report_figure *f = work_figure(w, kind);
    f->known = true;
    f->value = *v;
    f->digits = digits;
    f->rule = rule;
    f->text = text_of_value(w->arena, v, digits, f->cell_count ? f->cells[0].text : "");
}

void work_miss(struct work *w, enum figure_kind kind, const char *why, const char *detail) {
    struct report_figure *f = work_figure(w, kind);
    f->known = false;
    f->missing = why;
    f->detail = detail;
    f->cells = NULL;
    f->cell_count = 0;
}

/* As another figure is missing. */
static void miss_like(struct work *w, enum figure_kind kind, enum figure_kind other) {
    work_miss(w, kind, work_figure(w, other)->missing, work_figure(w, other)->detail);
}

static void add_cells(struct work *w, enum figure_kind kind, const struct figure_cell *cells,
                      size_t count) {
    struct report_figure *f = work_figure(w, kind);
    struct figure_cell *all = arena_alloc(w->arena, (f->cell_count + count + 1) * sizeof *all);
    if (f->cell_count > 0) {
        memcpy(all, f->cells, f->cell_count * sizeof *all);
    }
    if (count > 0) {
        memcpy(all + f->cell_count, cells, count * sizeof *all);
    }
    f->cells = all;
    f->cell_count += count;
}

static void add_cells_of(struct work *w, enum figure_kind kind, enum figure_kind from) {
    add_cells(w, kind, work_figure(w, from)->cells, work_figure(w, from)->cell_count);
}

static void copy(struct work *w, enum figure_kind kind, enum figure_kind from, const char *rule) {
    struct report_figure *f = work_figure(w, kind), *g = work_figure(w, from);
    *f = *g;
    f->rule = f->known ? rule : "";
}

static void fail(struct work *w, enum figure_kind kind) {
    w->overflow = true;
    work_miss(w, kind, "overflow", "");
}

/* ---- the plan ---- */

static int column_of(const struct work *w, int role) {
    return schema_column_of_role(w->report->plan->schema, (enum column_role)role);
}

const struct value *work_planned(const struct work *w, int role) {
    int column = column_of(w, role);
    const struct value *v = column >= 0 ? w->t->row->cells[column].value : NULL;
    return v && v->kind != VALUE_BLANK && v->kind != VALUE_DASH ? v : NULL;
}

static void add_plan_cell(struct work *w, enum figure_kind kind, int role) {
    const struct plan *plan = w->report->plan;
    struct place at = plan_place(plan, w->t->row, (size_t)column_of(w, role));
    struct figure_cell cell = figures_cell(w->arena, &at);
    add_cells(w, kind, &cell, 1);
}

/* As the appendix prints it: signs of comparison and ranges stay. */
static void set_planned(struct work *w, enum figure_kind kind, int role, const char *rule) {
    const struct value *v = work_planned(w, role);
    const char *written = w->t->row->cells[column_of(w, role)].text;
    add_plan_cell(w, kind, role);
    set(w, kind, v, v->low.scale, rule);
    if (v->kind != VALUE_NUMBER || v->comparator != COMPARE_EQUAL || v->growth) {
        struct text out;
        text_init(&out);
        value_restyle(written, v, &w->report->plan->styles[column_of(w, role)], &out);
        work_figure(w, kind)->text = arena_strdup(w->arena, out.data);
        text_release(&out);
    }
}

static void plan_year(struct work *w) {
    if (work_planned(w, ROLE_PLAN)) {
        set_planned(w, FIGURE_PLAN_YEAR, ROLE_PLAN, "cell");
    } else if (work_planned(w, ROLE_ASSIGNED)) {
        set_planned(w, FIGURE_PLAN_YEAR, ROLE_ASSIGNED, "cell(assigned)");
    } else {
        work_miss(w, FIGURE_PLAN_YEAR, "no_plan", "");
    }
}

/* The milestones of a flow, added; the first quarter is 1. */
static void sum_milestones(struct work *w, enum figure_kind kind, int first, int last) {
    struct decimal sum = {0, 0};
    int found = 0;
    const char *rule = "";
    for (int q = first; q <= last; q++) {
        const struct value *v = work_planned(w, ROLE_QUARTER_1 + q - 1);
        if (v == NULL) {
            continue;
        }
        if (v->kind != VALUE_NUMBER || v->comparator != COMPARE_EQUAL) {
            work_miss(w, kind, "not_numeric", "");
            return;
        }
        if (!decimal_add(sum, v->low, &sum)) {
            fail(w, kind);
            return;
        }
        add_plan_cell(w, kind, ROLE_QUARTER_1 + q - 1);
        rule = arena_printf(w->arena, "%s%squarter_%d", rule, found++ ? "," : "", q);
    }
    if (found == 0) {
        work_miss(w, kind, "no_milestone", "");
        return;
    }
    struct value total = number(sum);
    set(w, kind, &total, w->t->digits, arena_printf(w->arena, "sum(%s)", rule));
}

static void milestone(struct work *w, enum figure_kind kind, int quarter) {
    int role = ROLE_QUARTER_1 + quarter - 1;
    if (work_planned(w, role)) {
        set_planned(w, kind, role, "cell");
    } else {
        work_miss(w, kind, "no_milestone", "");
    }
}

/* What is planned from one month to another. */
static void plan_stretch(struct work *w, enum figure_kind kind, int first, int last) {
    bool quarters = first % 3 == 1 && last % 3 == 0;
    if (last == 0 || last % 3 != 0 || (w->kind == TARGET_FLOW && !quarters)) {
        work_miss(w, kind, "no_milestone", "");
    } else if (first == 1 && last == WORK_MONTHS) {
        copy(w, kind, FIGURE_PLAN_YEAR, "plan_year");
    } else if (w->kind == TARGET_LEVEL || (quarters && last - first == 2)) {
        milestone(w, kind, last / 3);
    } else if (w->kind == TARGET_FLOW) {
        sum_milestones(w, kind, first / 3 + 1, last / 3);
    } else {
        work_miss(w, kind, "kind_unknown", "");
    }
}

/* ---- what was reported ---- */

static const struct segment *find_segment(const struct work *w, const struct period *p) {
    for (size_t i = 0; i < w->reports->segment_count; i++) {
        if (period_same(&w->reports->segments[i].period, p)) {
            return &w->reports->segments[i];
        }
    }
    return NULL;
}

static void use_segment(struct work *w, enum figure_kind kind, const struct segment *s) {
    add_cells(w, kind, s->cells, s->cell_count);
    set(w, kind, &s->value, w->t->digits,
        arena_printf(w->arena, "cell(%s)", period_code(w->arena, &s->period)));
}

/* The fewest stretches that tile the months; `next[m]` is the one that starts in month m. */
static bool tile(const struct work *w, int year, int first, int last,
                 const struct segment *next[WORK_MONTHS + 2]) {
    int count[WORK_MONTHS + 2];
    count[last + 1] = 0;
    for (int m = last; m >= first; m--) {
        count[m] = UNREACHABLE;
        next[m] = NULL;
        for (size_t i = 0; i < w->reports->segment_count; i++) {
            const struct segment *s = &w->reports->segments[i];
            if (s->period.year != year || s->period.first_month != m ||
                s->period.last_month > last) {
                continue;
            }
            int with = count[s->period.last_month + 1] + 1;
            bool longer =
                with == count[m] && next[m] && s->period.last_month > next[m]->period.last_month;
            if (with < count[m] || longer) {
                count[m] = with;
                next[m] = s;
            }
        }
    }
    return count[first] < UNREACHABLE;
}

/* "quý II, tháng 7 năm 2026": months that no report covers. */
static const char *uncovered(const struct work *w, int year, int first, int last) {
    bool covered[WORK_MONTHS + 1] = {false};
    const char *out = "";
    for (size_t i = 0; i < w->reports->segment_count; i++) {
        const struct period *p = &w->reports->segments[i].period;
        for (int m = p->first_month; p->year == year && m >= first && m && m <= p->last_month;
             m++) {
            covered[m] = p->last_month <= last || covered[m];
        }
    }
    for (int m = first; m <= last; m++) {
        if (covered[m]) {
            continue;
        }
        bool quarter = m % 3 == 1 && m + 2 <= last && !covered[m + 1] && !covered[m + 2];
        struct period p = {.kind = quarter ? PERIOD_QUARTER : PERIOD_MONTH,
                           .first_month = m,
                           .last_month = quarter ? m + 2 : m};
        out = arena_printf(w->arena, "%s%s%s", out, *out ? ", " : "", period_short(w->arena, &p));
        m += quarter ? 2 : 0;
    }
    return *out ? arena_printf(w->arena, "%s năm %d", out, year)
                : arena_printf(w->arena, "từ tháng %d đến tháng %d năm %d", first, last, year);
}

/* A flow over the months. */
static void sum_reports(struct work *w, enum figure_kind kind, int year, int first, int last,
                        const char *why) {
    const struct segment *next[WORK_MONTHS + 2];
    struct decimal sum = {0, 0};
    const char *rule = "";
    if (!tile(w, year, first, last, next)) {
        work_miss(w, kind, why, uncovered(w, year, first, last));
        return;
    }
    if (next[first]->period.last_month == last) {
        use_segment(w, kind, next[first]);
        return;
    }
    for (int m = first; m <= last; m = next[m]->period.last_month + 1) {
        const struct segment *s = next[m];
        if (s->value.kind != VALUE_NUMBER || !decimal_add(sum, s->value.low, &sum)) {
            fail(w, kind);
            return;
        }
        add_cells(w, kind, s->cells, s->cell_count);
        rule = arena_printf(w->arena, "%s%s%s", rule, *rule ? "," : "",
                            period_code(w->arena, &s->period));
    }
    struct value total = number(sum);
    set(w, kind, &total, w->t->digits, arena_printf(w->arena, "sum(%s)", rule));
}

/* A level at the end of a month: of that month's reports the one of the shortest stretch. `exact`:
 * none earlier will do. */
static void level_at(struct work *w, enum figure_kind kind, int year, int last, bool exact,
                     const char *why) {
    const struct segment *best = NULL;
    for (size_t i = 0; i < w->reports->segment_count; i++) {
        const struct segment *s = &w->reports->segments[i];
        const struct period *p = &s->period;
        if (p->year != year || p->first_month == 0 || p->last_month > last ||
            (exact && p->last_month != last)) {
            continue;
        }
        if (best == NULL || p->last_month > best->period.last_month ||
            (p->last_month == best->period.last_month &&
             p->first_month > best->period.first_month)) {
            best = s;
        }
    }
    if (best) {
        use_segment(w, kind, best);
    } else {
        struct period p = {PERIOD_MONTH, year, last, last, {0}, {0}};
        work_miss(w, kind, why, last > 0 ? period_title(w->arena, &p) : "");
    }
}

/* What was achieved from one month to another of a year: as reported for just them, else by kind.
 */
static void achieved(struct work *w, enum figure_kind kind, const struct period *p,
                     const char *why) {
    const struct segment *own = find_segment(w, p);
    if (own) {
        use_segment(w, kind, own);
    } else if (p->first_month == 0) {
        work_miss(w, kind, why, "");
    } else if (w->kind == TARGET_FLOW) {
        sum_reports(w, kind, p->year, p->first_month, p->last_month, why);
    } else if (w->kind == TARGET_LEVEL || w->kind == TARGET_STATE) {
        level_at(w, kind, p->year, p->last_month, true, why);
    } else {
        work_miss(w, kind, why, "");
    }
}

/* From the year's start to the end of a month. */
static void to_date(struct work *w, enum figure_kind kind, int year, int last, const char *why) {
    struct period p = {PERIOD_YEAR, year, 1, last, {0}, {0}};
    if (last <= 0) {
        work_miss(w, kind, "first_period", "");
    } else if (w->kind == TARGET_FLOW) {
        sum_reports(w, kind, year, 1, last, why);
    } else if (w->kind == TARGET_BY_WORDS) {
        const struct segment *own = find_segment(w, &p);
        if (own) {
            use_segment(w, kind, own);
        } else {
            work_miss(w, kind, "kind_unknown", "");
        }
    } else {
        level_at(w, kind, year, last, false, why);
    }
}

/* Why the period itself has no value. */
static const char *own_fault(const struct work *w) {
    static const char *const words[] = {"no_report", "unassessed", "unusable", "conflict"};
    return words[w->reports->fault];
}

static void report_missing_periods(struct work *w) {
    const struct report_figure *f = work_figure(w, FIGURE_CUMULATIVE);
    if (!work_knows(w, FIGURE_ACHIEVED) || f->known) {
        return;
    }
    int column = schema_column_of(w->report->plan->schema, COLUMN_NAME);
    struct place at = plan_place(w->report->plan, w->t->row, (size_t)column);
    if (strcmp(f->missing, "earlier_missing") == 0) {
        DIAG(w->c->diag, W961, &at, w->t->name, f->detail);
    } else if (strcmp(f->missing, "kind_unknown") == 0) {
        DIAG(w->c->diag, W962, &at, w->t->name);
    }
}

static void fill_reported(struct work *w) {
    const struct period *p = &w->report->period;
    int year = p->year, last = p->last_month;
    achieved(w, FIGURE_ACHIEVED, p, own_fault(w));
    if (p->first_month == 0) {
        work_miss(w, FIGURE_BEFORE, "on_request", "");
        work_miss(w, FIGURE_CUMULATIVE, "on_request", "");
        work_miss(w, FIGURE_PREVIOUS, "on_request", "");
        work_miss(w, FIGURE_LAST_YEAR, "on_request", "");
        work_miss(w, FIGURE_LAST_YEAR_BEFORE, "on_request", "");
        work_miss(w, FIGURE_LAST_YEAR_CUMULATIVE, "on_request", "");
        return;
    }
    to_date(w, FIGURE_BEFORE, year, p->first_month - 1, "earlier_missing");
    if (w->kind == TARGET_FLOW && !work_knows(w, FIGURE_ACHIEVED)) {
        work_miss(w, FIGURE_CUMULATIVE, own_fault(w), "");
    } else {
        to_date(w, FIGURE_CUMULATIVE, year, last, "earlier_missing");
    }
    report_missing_periods(w);
    struct period previous = period_previous(p), same = period_in_year(p, year - 1);
    achieved(w, FIGURE_PREVIOUS, &previous, "no_report");
    achieved(w, FIGURE_LAST_YEAR, &same, "no_last_year");
    to_date(w, FIGURE_LAST_YEAR_BEFORE, year - 1, p->first_month - 1, "no_last_year");
    to_date(w, FIGURE_LAST_YEAR_CUMULATIVE, year - 1, last, "no_last_year");
}

/* ---- ratios and differences ---- */

/* Two figures that can be divided or subtracted: numbers, or fractions of one kind. */
static bool is_pair(const struct value *a, const struct value *b) {
    bool fractions = a->kind == VALUE_FRACTION && b->kind == VALUE_FRACTION;
    bool numbers =
        a->kind == VALUE_NUMBER && (b->kind == VALUE_NUMBER || b->kind == VALUE_FRACTION);
    return fractions || numbers;
}

static bool needs(struct work *w, enum figure_kind kind, enum figure_kind a, enum figure_kind b) {
    if (!work_knows(w, a) || !work_knows(w, b)) {
        miss_like(w, kind, work_knows(w, a) ? b : a);
        return false;
    }
    if (!is_pair(&work_figure(w, a)->value, &work_figure(w, b)->value)) {
        work_miss(w, kind, "not_numeric", "");
        return false;
    }
    add_cells_of(w, kind, a);
    add_cells_of(w, kind, b);
    return true;
}

/* a / b x 100, less 100 for growth. */
static void percent(struct work *w, enum figure_kind kind, enum figure_kind a, enum figure_kind b,
                    bool growth) {
    if (!needs(w, kind, a, b)) {
        return;
    }
    const struct value *x = &work_figure(w, a)->value, *y = &work_figure(w, b)->value;
    bool fractions = x->kind == VALUE_FRACTION;
    const struct decimal one = {1, 0}, hundred = {100, 0};
    struct decimal above[3] = {x->low, fractions ? y->high : one, hundred};
    struct decimal below[2] = {y->low, fractions ? x->high : one}, out;
    uint8_t digits = (uint8_t)w->report->form->percent_digits;
    if (below[0].units == 0 || below[1].units == 0) {
        bool plan = b <= FIGURE_PLAN_TO_DATE;
        work_miss(w, kind, plan ? "zero_plan" : "zero_base", "");
        return;
    }
    if (!decimal_quotient(above, 3, below, 2, digits, &out) ||
        (growth && !decimal_subtract(out, hundred, &out))) {
        fail(w, kind);
        return;
    }
    struct value v = number(out);
    set(w, kind, &v, digits,
        arena_printf(w->arena, growth ? "%s/%s*100-100" : "%s/%s*100", figure_name(a),
                     figure_name(b)));
    work_figure(w, kind)->unit = "%";
}

static bool is_share(const struct target_figures *t) {
    return strcmp(t->measure, "%") == 0;
}

/* a - b, with the digits of the target. */
void work_difference(struct work *w, enum figure_kind kind, enum figure_kind a,
                     enum figure_kind b) {
    if (!needs(w, kind, a, b)) {
        return;
    }
    const struct value *x = &work_figure(w, a)->value, *y = &work_figure(w, b)->value;
    struct decimal out;
    bool totals = x->kind == VALUE_FRACTION && decimal_compare(x->high, y->high) != 0;
    if (totals) {
        work_miss(w, kind, "not_numeric", "");
    } else if (!decimal_subtract(x->low, y->low, &out)) {
        fail(w, kind);
    } else {
        struct value v = number(out);
        set(w, kind, &v, w->t->digits,
            arena_printf(w->arena, "%s-%s", figure_name(a), figure_name(b)));
        work_figure(w, kind)->unit = is_share(w->t) ? POINTS : "";
    }
}

static void change(struct work *w, enum figure_kind kind, enum figure_kind a, enum figure_kind b) {
    const struct report_form *form = w->report->form;
    int as = w->kind == TARGET_FLOW ? form->compare_flows : form->compare_levels;
    if (as == COMPARE_AS_DIFFERENCE) {
        work_difference(w, kind, a, b);
    } else {
        percent(w, kind, a, b, as == COMPARE_AS_GROWTH);
    }
}

/* ---- forecast ---- */

/* linear: a flow goes on as it went so far; last_year: as it went on last year. A level stays. */
static void forecast(struct work *w) {
    int method = w->report->form->forecast, last = w->report->period.last_month;
    const struct report_figure *now = work_figure(w, FIGURE_CUMULATIVE);
    if (method == FORECAST_NONE || last == 0) {
        work_miss(w, FIGURE_FORECAST, "not_wanted", "");
        return;
    }
    if (w->kind != TARGET_FLOW) {
        copy(w, FIGURE_FORECAST, FIGURE_ACHIEVED, "latest");
        return;
    }
    if (!now->known || now->value.kind != VALUE_NUMBER) {
        miss_like(w, FIGURE_FORECAST, FIGURE_CUMULATIVE);
        return;
    }
    struct decimal above[2] = {now->value.low, {WORK_MONTHS, 0}}, below = {last, 0}, out;
    const char *rule = arena_printf(w->arena, "cumulative*12/%d", last);
    if (method == FORECAST_LAST_YEAR) {
        to_date(w, FIGURE_FORECAST, w->report->period.year - 1, WORK_MONTHS, "no_last_year");
        const struct report_figure *then = work_figure(w, FIGURE_LAST_YEAR_CUMULATIVE);
        if (!work_knows(w, FIGURE_FORECAST) || !then->known) {
            work_miss(w, FIGURE_FORECAST, "no_last_year", "");
            return;
        }
        above[1] = work_figure(w, FIGURE_FORECAST)->value.low;
        below = then->value.low;
        rule = "cumulative*year(last_year)/last_year_cumulative";
        if (below.units == 0) {
            work_miss(w, FIGURE_FORECAST, "zero_base", "");
            return;
        }
    }
    add_cells_of(w, FIGURE_FORECAST, FIGURE_CUMULATIVE);
    if (!decimal_quotient(above, 2, &below, 1, w->t->digits, &out)) {
        fail(w, FIGURE_FORECAST);
        return;
    }
    struct value v = number(out);
    set(w, FIGURE_FORECAST, &v, w->t->digits, rule);
}

/* ---- a target ---- */

static uint8_t more_digits(const struct value *v, uint8_t digits) {
    digits = v->low.scale > digits ? v->low.scale : digits;
    return v->high.scale > digits ? v->high.scale : digits;
}

/* Those of the plan; where it has no number, those of the reports. */
static uint8_t digits_of(const struct work *w) {
    uint8_t digits = 0;
    bool planned_any = false;
    for (int role = ROLE_ASSIGNED; role <= ROLE_QUARTER_4; role++) {
        const struct value *v = work_planned(w, role);
        if (v && value_is_numeric(v)) {
            digits = more_digits(v, digits);
            planned_any = true;
        }
    }
    for (size_t i = 0; w->reports && !planned_any && i < w->reports->segment_count; i++) {
        digits = more_digits(&w->reports->segments[i].value, digits);
    }
    return digits;
}

/* The results and their differences once more, when judging found that they need more digits; a
 * forecast is no result. */
static void print_again(struct work *w) {
    for (int kind = FIGURE_ACHIEVED; kind < FIGURE_FORECAST; kind++) {
        struct report_figure *f = work_figure(w, (enum figure_kind)kind);
        bool amount = f->known && f->value.kind == VALUE_NUMBER && strcmp(f->unit, "%") != 0;
        if (amount && f->digits < w->t->digits) {
            f->digits = w->t->digits;
            f->text = text_of_number(w->arena, f->value.low, f->digits);
        }
    }
}

static void report_zero(struct work *w) {
    const struct report_figure *plan = work_figure(w, FIGURE_PLAN_YEAR);
    if (plan->known && plan->value.kind == VALUE_NUMBER && plan->value.low.units == 0) {
        struct place at = {.file = plan->cells[0].file,
                           .line = plan->cells[0].line,
                           .column = plan->cells[0].column,
                           .record = plan->cells[0].record,
                           .value = plan->cells[0].text};
        DIAG(w->c->diag, N960, &at, w->t->name);
    }
}

static struct work work_on(struct collection *c, size_t target) {
    return (struct work){.c = c,
                         .arena = c->arena,
                         .report = c->report,
                         .t = &c->report->targets[target],
                         .reports = c->targets ? &c->targets[target] : NULL};
}

void figures_plan(struct collection *c, size_t target) {
    struct work w = work_on(c, target);
    for (int i = 0; i < FIGURE_COUNT; i++) {
        w.t->figures[i] =
            (struct report_figure){.text = "", .unit = "", .rule = "", .missing = "", .detail = ""};
    }
    plan_year(&w);
}

void figures_compute(struct collection *c, size_t target) {
    struct work w = work_on(c, target);
    const struct period *p = &w.report->period;
    w.kind = figures_kind_of(w.t);
    w.t->digits = digits_of(&w);
    plan_stretch(&w, FIGURE_PLAN_PERIOD, p->first_month, p->last_month);
    plan_stretch(&w, FIGURE_PLAN_TO_DATE, 1, p->last_month);
    fill_reported(&w);
    enum figure_kind sum =
        w.kind == TARGET_FLOW || w.kind == TARGET_BY_WORDS ? FIGURE_CUMULATIVE : FIGURE_ACHIEVED;
    percent(&w, FIGURE_PERCENT_PERIOD, FIGURE_ACHIEVED, FIGURE_PLAN_PERIOD, false);
    percent(&w, FIGURE_PERCENT_TO_DATE, sum, FIGURE_PLAN_TO_DATE, false);
    percent(&w, FIGURE_PERCENT_YEAR, sum, FIGURE_PLAN_YEAR, false);
    change(&w, FIGURE_CHANGE_PREVIOUS, FIGURE_ACHIEVED, FIGURE_PREVIOUS);
    change(&w, FIGURE_CHANGE, FIGURE_ACHIEVED, FIGURE_LAST_YEAR);
    change(&w, FIGURE_CHANGE_CUMULATIVE, sum, FIGURE_LAST_YEAR_CUMULATIVE);
    forecast(&w);
    work_judge(&w);
    print_again(&w);
    report_zero(&w);
    if (w.overflow) {
        struct place at = plan_place(w.report->plan, w.t->row,
                                     (size_t)schema_column_of(w.report->plan->schema, COLUMN_NAME));
        DIAG(w.c->diag, E963, &at, w.t->name);
    }
}
