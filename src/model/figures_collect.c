/* What the units reported, by target: matched, checked, and where they differ decided. */
#include "model/figures_collect.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "model/job.h"
#include "model/letter.h"
#include "model/plan.h"
#include "model/progress_header.h"
#include "source/ini_file.h"

struct figure_cell figures_cell(struct arena *a, const struct place *at) {
    return (struct figure_cell){at->file ? arena_strdup(a, at->file) : "", at->line, at->column,
                                at->record, at->value ? arena_strdup(a, at->value) : ""};
}

static const struct value *plan_value(const struct target_figures *t) {
    const struct report_figure *f = &t->figures[FIGURE_PLAN_YEAR];
    return f->known ? &f->value : NULL;
}

bool figures_is_worded(const struct target_figures *t) {
    const struct value *plan = plan_value(t);
    return t->traits.kind == TARGET_STATE ||
           (plan && (plan->kind == VALUE_STATE || plan->kind == VALUE_TEXT));
}

enum target_kind figures_kind_of(const struct target_figures *t) {
    const struct value *plan = plan_value(t);
    if (figures_is_worded(t)) {
        return TARGET_STATE;
    }
    if (plan && plan->kind == VALUE_FRACTION) {
        return TARGET_LEVEL;
    }
    return t->traits.kind == TARGET_GROWTH ? TARGET_LEVEL : t->traits.kind;
}

/* ---- one row of a file ---- */

struct intake {
    struct collection *c;
    struct matcher *matcher;
    const struct progress_file *file;
    size_t moved, other_periods, unknown;
};

static const struct place *row_place(const struct progress_row *row, enum progress_column column) {
    return &row->places[row->places[column].file ? column : PROGRESS_NAME];
}

static bool wrong(struct intake *in, const struct progress_row *row, const char *wanted) {
    const struct place *at = row_place(row, PROGRESS_VALUE);
    DIAG(in->c->diag, E917, at, row->texts[PROGRESS_VALUE], wanted);
    return false;
}

static bool is_share(const char *measure) {
    return *measure == '%' || strstr(measure, "‰") != NULL;
}

static bool check_worded(struct intake *in, const struct progress_row *row) {
    const char *text = row->texts[PROGRESS_VALUE];
    if (value_is_numeric(&row->value)) {
        return wrong(in, row, "trạng thái (Đạt, Chưa đạt)" DIAG_BOTH "a state (Đạt, Chưa đạt)");
    }
    if (judge_state(text) < 0) {
        DIAG(in->c->diag, W931, row_place(row, PROGRESS_VALUE), text);
        return false;
    }
    return true;
}

/* False, with a finding, for a value that cannot be held against this plan. */
static bool check_amount(struct intake *in, const struct target_figures *t,
                         const struct progress_row *row) {
    const struct value *v = &row->value, *plan = plan_value(t);
    bool share = is_share(t->measure);
    bool whole = plan && plan->kind == VALUE_FRACTION;
    if (!value_is_numeric(v) || v->kind == VALUE_RANGE || v->comparator != COMPARE_EQUAL) {
        return wrong(in, row, "một số" DIAG_BOTH "a number");
    }
    if (v->kind == VALUE_FRACTION && !whole) {
        return wrong(in, row,
                     share ? "một tỷ lệ phần trăm" DIAG_BOTH "a percentage"
                           : "một số" DIAG_BOTH "a number");
    }
    if (v->kind == VALUE_FRACTION && v->high.units <= 0) {
        return wrong(in, row, "một phân số" DIAG_BOTH "a fraction");
    }
    if (v->percent && !share && *t->measure) {
        return wrong(in, row, arena_printf(in->c->arena, "số %s", t->measure));
    }
    if (v->ambiguous) {
        DIAG(in->c->diag, E919, row_place(row, PROGRESS_VALUE), row->texts[PROGRESS_VALUE]);
        return false;
    }
    if (figures_kind_of(t) == TARGET_FLOW && v->low.units < 0) {
        DIAG(in->c->diag, E918, row_place(row, PROGRESS_VALUE), row->texts[PROGRESS_VALUE]);
        return false;
    }
    return true;
}

static bool check_measure(struct intake *in, const struct target_figures *t,
                          const struct progress_row *row) {
    const char *given = row->texts[PROGRESS_MEASURE];
    if (*given == '\0' || *t->measure == '\0' || letter_same_words(given, t->measure)) {
        return true;
    }
    DIAG(in->c->diag, W915, row_place(row, PROGRESS_MEASURE), given, t->measure);
    return false;
}

static bool says_nothing(const struct value *v) {
    return v->kind == VALUE_BLANK || v->kind == VALUE_DASH || v->kind == VALUE_UNASSESSED;
}

/* "giảm 2" where growth is reported is -2; against a plan that is a decrease, 2. */
static struct value signed_value(const struct target_figures *t, const struct value *v) {
    const struct value *plan = plan_value(t);
    struct value out = *v;
    if (v->growth < 0 && !(plan && plan->growth)) {
        out.low = decimal_negate(out.low);
        out.high = decimal_negate(out.high);
    }
    return out;
}

/* ---- words of the units ---- */

/* What the plan's own table says is no word of the unit. */
static bool is_of_plan(const struct collection *c, const struct target_figures *t,
                       const char *text) {
    for (size_t i = 0; i < c->report->plan->schema->column_count; i++) {
        if (letter_same_words(t->row->cells[i].text, text)) {
            return true;
        }
    }
    return false;
}

static void join_words(struct collection *c, const struct target_figures *t, const char **words,
                       const char *text) {
    if (*text && !is_of_plan(c, t, text) && strstr(*words, text) == NULL) {
        *words = **words ? arena_printf(c->arena, "%s; %s", *words, text) : text;
    }
}

/* ---- taking rows ---- */

static bool is_of_period(const struct collection *c, const struct progress_row *row) {
    return period_same(&row->period, &c->report->period);
}

/* Data of periods that this report needs: this year's up to its end, and last year's. */
static bool is_needed(const struct collection *c, int use, const struct period *p) {
    const struct period *own = &c->report->period;
    if (use == SOURCE_LAST_YEAR) {
        return p->year == own->year - 1;
    }
    return period_same(p, own) || (p->year == own->year && p->first_month > 0 &&
                                   (own->first_month == 0 ? p->last_month < own->to.month
                                                          : p->last_month <= own->last_month));
}

static void add_reported(struct target_reports *reports, struct reported item) {
    GROW(reports->items, reports->count, reports->capacity);
    reports->items[reports->count++] = item;
}

static bool is_repeated(struct intake *in, const struct target_reports *reports,
                        const struct progress_row *row) {
    for (size_t i = 0; i < reports->count; i++) {
        const struct reported *other = &reports->items[i];
        if (other->file == in->file && period_same(&other->row->period, &row->period)) {
            const struct place *at = row_place(row, PROGRESS_NAME);
            DIAG(in->c->diag, E911, at, row->texts[PROGRESS_NAME],
                 arena_printf(in->c->arena, "%u", row_place(other->row, PROGRESS_NAME)->line));
            return true;
        }
    }
    return false;
}

static const char *name_leads(struct arena *a, const struct leads *l) {
    const char *names = "";
    for (size_t i = 0; i < l->count; i++) {
        names = i ? arena_printf(a, "%s, %s", names, l->units[i]) : l->units[i];
    }
    return names;
}

static void take_value(struct intake *in, size_t target, const struct progress_row *row) {
    struct collection *c = in->c;
    struct target_figures *t = &c->report->targets[target];
    struct target_reports *reports = &c->targets[target];
    const struct leads *leads = &c->leads[t->row_index];
    bool own = is_of_period(c, row) && in->file->source->use != SOURCE_LAST_YEAR;
    if (own) {
        join_words(c, t, &reports->note, row->texts[PROGRESS_NOTE]);
        join_words(c, t, &reports->proposal, row->texts[PROGRESS_PROPOSAL]);
    }
    if (is_repeated(in, reports, row)) {
        return;
    }
    if (in->file->unit && leads->count > 0 && !leads_has(leads, in->file->unit) && own) {
        DIAG(c->diag, W914, row_place(row, PROGRESS_NAME), t->name, name_leads(c->arena, leads),
             in->file->unit);
    }
    if (says_nothing(&row->value)) {
        reports->fault = own && !reports->fault ? FAULT_UNASSESSED : reports->fault;
        return;
    }
    bool good = check_measure(in, t, row) &&
                (figures_is_worded(t) ? check_worded(in, row) : check_amount(in, t, row));
    if (good) {
        add_reported(reports, (struct reported){in->file, row, signed_value(t, &row->value)});
    } else if (own) {
        reports->fault = FAULT_UNUSABLE;
    }
}

static void report_match(struct intake *in, const struct progress_row *row,
                         const struct match *match) {
    struct collection *c = in->c;
    const struct place *at = row_place(row, PROGRESS_NAME);
    const char *name = row->texts[PROGRESS_NAME];
    bool current = in->file->source->use == SOURCE_PROGRESS;
    const struct plan_row *found = &c->report->plan->rows[match->row];
    int column = schema_column_of(c->report->plan->schema, COLUMN_NAME);
    if (match->kind == MATCH_DOUBTFUL) {
        DIAG(c->diag, W908, at, name, found->cells[column].text);
    } else if (match->kind == MATCH_NAME && row->coded && current) {
        DIAG(c->diag, N909, at, name,
             progress_dotted(c->arena, matcher_path(in->matcher, match->row)));
    } else if (match->kind == MATCH_NAME && row->coded) {
        in->moved++;
    } else if (match->kind == MATCH_AMBIGUOUS) {
        DIAG(c->diag, E910, at, name, arena_printf(c->arena, "%zu", match->places));
    } else if (match->kind == MATCH_NONE && in->file->source->use == SOURCE_LAST_YEAR) {
        in->unknown++;
    } else if (match->kind == MATCH_NONE) {
        DIAG(c->diag, E907, at, *name ? name : progress_dotted(c->arena, row->path));
    }
}

static void take_row(struct intake *in, const struct progress_row *row) {
    struct collection *c = in->c;
    if (!is_needed(c, in->file->source->use, &row->period)) {
        in->other_periods++;
        return;
    }
    struct match match =
        matcher_find(in->matcher, row->path, row->coded, row->texts[PROGRESS_NAME], in->file->unit);
    report_match(in, row, &match);
    if (match.kind < MATCH_DOUBTFUL) {
        return;
    }
    size_t target = c->target_of_row[match.row];
    if (target != SIZE_MAX) {
        take_value(in, target, row);
    }
}

static void report_file(struct intake *in) {
    struct place at = {.file = in->file->source->data};
    struct arena *a = in->c->arena;
    if (in->other_periods > 0) {
        DIAG(in->c->diag, N920, &at, arena_printf(a, "%zu", in->other_periods));
    }
    if (in->moved > 0) {
        DIAG(in->c->diag, W921, &at, arena_printf(a, "%zu", in->moved));
    }
    if (in->unknown > 0) {
        DIAG(in->c->diag, N922, &at, arena_printf(a, "%zu", in->unknown));
    }
}

static void take_file(struct collection *c, struct matcher *matcher, size_t source) {
    const struct report_source *s = &c->report->asked->sources[source];
    if (s->use == SOURCE_TASKS) {
        return;
    }
    if (s->data == NULL) {
        struct place at = ini_place(c->report->job->ini, s->section, "data");
        DIAG(c->diag, W900, &at, s->unit ? s->unit : s->section, s->named ? s->named : "");
        return;
    }
    c->files[source] = progress_load(c->arena, c->report->job, s, c->report->plan, c->diag);
    if (c->files[source] == NULL) {
        return;
    }
    struct intake in = {.c = c, .matcher = matcher, .file = c->files[source]};
    for (size_t i = 0; i < in.file->count; i++) {
        take_row(&in, &in.file->rows[i]);
    }
    report_file(&in);
}

/* ---- where units differ ---- */

static bool same_value(const struct reported *a, const struct reported *b) {
    const struct value *x = &a->value, *y = &b->value;
    if (!value_is_numeric(x) || !value_is_numeric(y)) {
        return judge_state(a->row->texts[PROGRESS_VALUE]) ==
               judge_state(b->row->texts[PROGRESS_VALUE]);
    }
    return x->kind == y->kind && decimal_compare(x->low, y->low) == 0 &&
           decimal_compare(x->high, y->high) == 0;
}

static const char *reporter(const struct reported *r) {
    return r->file->unit ? r->file->unit : r->file->source->section;
}

static void add_conflict(struct collection *c, size_t target, const struct reported *a,
                         const struct reported *b, bool resolved) {
    struct report *r = c->report;
    struct report_conflict *grown =
        arena_alloc(c->arena, (r->conflict_count + 1) * sizeof *r->conflicts);
    if (r->conflict_count > 0) {
        memcpy(grown, r->conflicts, r->conflict_count * sizeof *grown);
    }
    r->conflicts = grown;
    grown[r->conflict_count++] =
        (struct report_conflict){target,
                                 {reporter(a), reporter(b)},
                                 {a->row->texts[PROGRESS_VALUE], b->row->texts[PROGRESS_VALUE]},
                                 resolved};
}

/* Of the reports of one period: `first` is a lead's, else the first one; `other` is one that
 * differs from it, or NULL. True when `first` counts: nobody differs, or only those who do not
 * lead. */
static bool decide(const struct collection *c, size_t target, const struct reported *const *items,
                   size_t count, const struct reported **first, const struct reported **other) {
    const struct leads *leads = &c->leads[c->report->targets[target].row_index];
    const struct reported *lead = NULL;
    bool leads_differ = false;
    for (size_t i = 0; i < count; i++) {
        if (leads_has(leads, items[i]->file->unit)) {
            leads_differ |= lead && !same_value(lead, items[i]);
            lead = lead ? lead : items[i];
        }
    }
    *first = lead ? lead : items[0];
    *other = NULL;
    for (size_t i = 0; i < count && *other == NULL; i++) {
        *other = same_value(*first, items[i]) ? NULL : items[i];
    }
    return *other == NULL || (lead && !leads_differ);
}

static void report_difference(struct collection *c, size_t target, const struct reported *a,
                              const struct reported *b, bool resolved) {
    struct target_figures *t = &c->report->targets[target];
    const struct place *at = row_place(b->row, PROGRESS_VALUE);
    const char *const args[] = {t->name,
                                reporter(a),
                                a->row->texts[PROGRESS_VALUE],
                                reporter(b),
                                b->row->texts[PROGRESS_VALUE],
                                NULL};
    diag_add(c->diag, resolved ? CODE_W912 : CODE_W913, at, args);
    if (is_of_period(c, b->row)) {
        t->conflict = true;
        add_conflict(c, target, a, b, resolved);
    }
}

static void add_segment(struct collection *c, size_t target, const struct reported *item) {
    struct target_reports *reports = &c->targets[target];
    struct segment *s = &reports->segments[reports->segment_count++];
    *s = (struct segment){item->row->period, item->value, item->file->unit,
                          arena_alloc(c->arena, sizeof *s->cells), 1};
    s->cells[0] = figures_cell(c->arena, row_place(item->row, PROGRESS_VALUE));
    if (is_of_period(c, item->row)) {
        c->report->targets[target].reporter = reporter(item);
        reports->state = item->row->texts[PROGRESS_VALUE];
    }
}

static void resolve_target(struct collection *c, size_t target) {
    struct target_reports *reports = &c->targets[target];
    size_t count = reports->count;
    const struct reported **group = xcalloc(count + 1, sizeof *group);
    bool *taken = xcalloc(count + 1, sizeof *taken);
    reports->segments = arena_alloc(c->arena, (count + 1) * sizeof *reports->segments);
    for (size_t i = 0; i < count; i++) {
        size_t n = 0;
        for (size_t j = i; j < count && !taken[i]; j++) {
            if (j == i || (!taken[j] && period_same(&reports->items[i].row->period,
                                                    &reports->items[j].row->period))) {
                group[n++] = &reports->items[j];
                taken[j] = j > i;
            }
        }
        if (n == 0) {
            continue;
        }
        const struct reported *first, *other;
        bool decided = decide(c, target, group, n, &first, &other);
        if (other) {
            report_difference(c, target, first, other, decided);
        }
        if (decided) {
            add_segment(c, target, first);
        } else if (is_of_period(c, group[0]->row)) {
            reports->fault = FAULT_CONFLICT;
        }
    }
    free(group);
    free(taken);
}

void figures_collect(struct collection *c) {
    struct report *r = c->report;
    struct matcher *matcher = matcher_new(c->arena, r->plan, c->leads);
    c->targets = arena_alloc(c->arena, (r->target_count + 1) * sizeof *c->targets);
    for (size_t i = 0; i < r->target_count; i++) {
        c->targets[i].note = c->targets[i].proposal = c->targets[i].state = "";
    }
    for (size_t i = 0; i < r->asked->source_count; i++) {
        take_file(c, matcher, i);
    }
    for (size_t i = 0; i < r->target_count; i++) {
        resolve_target(c, i);
        r->targets[i].note = c->targets[i].note;
        r->targets[i].proposal = c->targets[i].proposal;
        r->targets[i].state = c->targets[i].state;
        free(c->targets[i].items);
        c->targets[i].items = NULL;
    }
}
