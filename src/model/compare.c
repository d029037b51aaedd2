/* Holds a plan against another table of the same targets.
 *
 * HOW ROWS ARE MATCHED. A row's path is the ordinals from its section down ("A/II/3"); a detail
 * adds its place under its item. Rows with the same path and name are the same; then those with the
 * same name, which were renumbered; then those with the same path whose names share half of their
 * words, which were renamed. The rest was added or removed. Each step takes a row once, in the
 * order of the table. Rejected: matching by name alone (the same name may stand in two sections)
 * and by path alone (one added row renumbers all that follow).
 */
#include "model/compare.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "model/plan.h"

#define UNMATCHED SIZE_MAX

struct side {
    const struct plan *plan;
    const char **paths;
    const char **names; /* folded */
    size_t *match;      /* index of the row on the other side, or UNMATCHED */
};

struct comparison {
    struct arena *arena;
    struct diag *diag;
    struct side old, new;
};

static size_t name_column_of(const struct plan *plan) {
    return (size_t)schema_column_of(plan->schema, COLUMN_NAME);
}

static const char *name_of(const struct side *s, size_t row) {
    return s->plan->rows[row].cells[name_column_of(s->plan)].text;
}

/* The ordinal without its stop or bracket. */
static const char *bare_ordinal(struct arena *a, const struct plan *plan,
                                const struct plan_row *row) {
    const char *text = row->cells[schema_column_of(plan->schema, COLUMN_ORDINAL)].text;
    return arena_strndup(a, text, strcspn(text, ".) "));
}

static void fill_side(struct arena *a, struct side *s, const struct plan *plan) {
    size_t count = plan->count + 1;
    s->plan = plan;
    s->paths = arena_alloc(a, count * sizeof *s->paths);
    s->names = arena_alloc(a, count * sizeof *s->names);
    s->match = arena_alloc(a, count * sizeof *s->match);
    uint32_t detail = 0;
    for (size_t i = 0; i < plan->count; i++) {
        const struct plan_row *row = &plan->rows[i];
        const char *above = row->parent == UINT32_MAX ? "" : s->paths[row->parent];
        detail = row->kind == ROW_SUB ? detail + 1 : 0;
        s->paths[i] = row->kind == ROW_SUB
                          ? arena_printf(a, "%s/-%u", above, detail)
                          : arena_printf(a, "%s/%s", above, bare_ordinal(a, plan, row));
        s->names[i] = utf8_fold(a, row->cells[name_column_of(plan)].text);
        s->match[i] = UNMATCHED;
    }
}

/* qsort has no context, so what is sorted carries its keys. */
struct entry {
    const char *key;
    size_t row;
};

static int compare_entries(const void *a, const void *b) {
    const struct entry *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    return order ? order : (x->row > y->row) - (x->row < y->row);
}

/* The rows that are still open, sorted by key. */
static size_t sort_open(const struct side *s, const char *const *keys, struct entry *out) {
    size_t count = 0;
    for (size_t i = 0; i < s->plan->count; i++) {
        if (s->match[i] == UNMATCHED) {
            out[count++] = (struct entry){keys[i], i};
        }
    }
    if (count > 0) {
        qsort(out, count, sizeof *out, compare_entries);
    }
    return count;
}

static size_t count_shared_words(const char *a, const char *b, size_t *words) {
    size_t shared = 0;
    *words = 0;
    for (const char *s = a; *s;) {
        size_t len = strcspn(s, " ");
        for (const char *t = b; *t;) {
            size_t n = strcspn(t, " ");
            if (n == len && memcmp(s, t, n) == 0) {
                shared++;
                break;
            }
            t += n + (t[n] == ' ');
        }
        ++*words;
        s += len + (s[len] == ' ');
    }
    return shared;
}

static bool are_similar(const char *a, const char *b) {
    size_t words_a, words_b;
    size_t shared = count_shared_words(a, b, &words_a);
    count_shared_words(b, a, &words_b);
    return shared * 2 >= (words_a > words_b ? words_a : words_b);
}

enum step { STEP_SAME, STEP_NAME, STEP_PATH };

static bool fits_step(const struct comparison *c, enum step step, size_t old_row, size_t new_row) {
    const struct side *o = &c->old, *n = &c->new;
    if (o->plan->rows[old_row].kind != n->plan->rows[new_row].kind) {
        return false;
    }
    switch (step) {
    case STEP_SAME:
        return strcmp(o->names[old_row], n->names[new_row]) == 0;
    case STEP_NAME:
        return *o->names[old_row] != '\0';
    case STEP_PATH:
        return are_similar(o->names[old_row], n->names[new_row]);
    }
    return false;
}

/* Pairs open rows whose keys are equal and that fit the step. */
static void match_step(struct comparison *c, enum step step) {
    bool by_name = step == STEP_NAME;
    struct entry *old_rows = xcalloc(c->old.plan->count + 1, sizeof *old_rows);
    struct entry *new_rows = xcalloc(c->new.plan->count + 1, sizeof *new_rows);
    size_t old_count = sort_open(&c->old, by_name ? c->old.names : c->old.paths, old_rows);
    size_t new_count = sort_open(&c->new, by_name ? c->new.names : c->new.paths, new_rows);
    for (size_t o = 0, n = 0; o < old_count && n < new_count;) {
        int order = strcmp(old_rows[o].key, new_rows[n].key);
        if (order == 0 && fits_step(c, step, old_rows[o].row, new_rows[n].row)) {
            c->old.match[old_rows[o].row] = new_rows[n].row;
            c->new.match[new_rows[n].row] = old_rows[o].row;
            o++;
            n++;
        } else if (order <= 0) {
            o++;
        } else {
            n++;
        }
    }
    free(old_rows);
    free(new_rows);
}

/* ---- differences of two rows ---- */

static bool same_amount(const struct value *a, const struct value *b) {
    return a && b && a->kind == b->kind && value_is_numeric(a) && a->comparator == b->comparator &&
           a->growth == b->growth && decimal_compare(a->low, b->low) == 0 &&
           decimal_compare(a->high, b->high) == 0;
}

static void report_values(struct comparison *c, size_t old_row, size_t new_row) {
    const struct plan *plan = c->new.plan;
    const struct plan_row *before = &c->old.plan->rows[old_row];
    const struct plan_row *after = &plan->rows[new_row];
    for (size_t i = 0; i < plan->schema->column_count; i++) {
        int type = plan->schema->columns[i].type;
        const struct plan_cell *x = &before->cells[i], *y = &after->cells[i];
        bool compared = type != COLUMN_ORDINAL && type != COLUMN_NAME;
        if (!compared || same_amount(x->value, y->value) || utf8_same_folded(x->text, y->text)) {
            continue;
        }
        struct place at = plan_place(plan, after, i);
        at.expected = x->text;
        DIAG(c->diag, W374, &at, x->text, y->text);
    }
}

static void report_pair(struct comparison *c, size_t old_row, size_t new_row) {
    const struct plan_row *row = &c->new.plan->rows[new_row];
    size_t name = name_column_of(c->new.plan);
    size_t ordinal = (size_t)schema_column_of(c->new.plan->schema, COLUMN_ORDINAL);
    if (strcmp(c->old.names[old_row], c->new.names[new_row]) != 0) {
        struct place at = plan_place(c->new.plan, row, name);
        at.expected = name_of(&c->old, old_row);
        DIAG(c->diag, N373, &at, name_of(&c->old, old_row), name_of(&c->new, new_row));
    }
    if (strcmp(c->old.paths[old_row], c->new.paths[new_row]) != 0 && row->kind != ROW_SUB) {
        struct place at = plan_place(c->new.plan, row, ordinal);
        at.expected = c->old.paths[old_row] + 1;
        DIAG(c->diag, N372, &at, name_of(&c->new, new_row), c->old.paths[old_row] + 1,
             c->new.paths[new_row] + 1);
    }
    report_values(c, old_row, new_row);
}

void compare_earlier(struct arena *a, const struct plan *earlier, const struct plan *plan,
                     struct diag *diag) {
    struct comparison c = {.arena = a, .diag = diag};
    fill_side(a, &c.old, earlier);
    fill_side(a, &c.new, plan);
    match_step(&c, STEP_SAME);
    match_step(&c, STEP_NAME);
    match_step(&c, STEP_PATH);
    for (size_t i = 0; i < plan->count; i++) {
        if (c.new.match[i] != UNMATCHED) {
            report_pair(&c, c.new.match[i], i);
        } else {
            struct place at = plan_place(plan, &plan->rows[i], name_column_of(plan));
            DIAG(diag, N370, &at, name_of(&c.new, i));
        }
    }
    for (size_t i = 0; i < earlier->count; i++) {
        if (c.old.match[i] == UNMATCHED) {
            struct place at = plan_place(earlier, &earlier->rows[i], name_column_of(earlier));
            DIAG(diag, W371, &at, name_of(&c.old, i));
        }
    }
}

/* ---- the city's table ---- */

/* The cell that holds what was assigned: the column of that role, else the plan's, else the first
 * with values. */
static int assigned_column(const struct plan *plan) {
    int column = schema_column_of_role(plan->schema, ROLE_ASSIGNED);
    column = column >= 0 ? column : schema_column_of_role(plan->schema, ROLE_PLAN);
    return column >= 0 ? column : schema_column_of(plan->schema, COLUMN_TARGET);
}

void compare_assigned(struct arena *a, const struct plan *city, const struct plan *plan,
                      struct diag *diag) {
    int from = assigned_column(city), to = assigned_column(plan);
    if (from < 0 || to < 0) {
        return;
    }
    struct comparison c = {.arena = a, .diag = diag};
    fill_side(a, &c.old, city);
    fill_side(a, &c.new, plan);
    match_step(&c, STEP_SAME);
    match_step(&c, STEP_NAME);
    for (size_t i = 0; i < city->count; i++) {
        const struct plan_cell *given = &city->rows[i].cells[from];
        if (city->rows[i].kind == ROW_SECTION || *given->text == '\0') {
            continue;
        }
        if (c.old.match[i] == UNMATCHED) {
            struct place at = plan_place(city, &city->rows[i], name_column_of(city));
            DIAG(diag, E376, &at, name_of(&c.old, i), given->text);
            continue;
        }
        const struct plan_row *row = &plan->rows[c.old.match[i]];
        const struct plan_cell *written = &row->cells[to];
        if (!same_amount(given->value, written->value) &&
            !utf8_same_folded(given->text, written->text)) {
            struct place at = plan_place(plan, row, (size_t)to);
            at.expected = given->text;
            DIAG(diag, E375, &at, given->text, written->text);
        }
    }
}
