/* Rules over a plan. Adding one is a function, a row in the table below, a message and a golden. */
#include "model/check.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "base/utf8.h"
#include "model/plan.h"
#include "model/unit.h"

struct check {
    struct arena *arena;
    struct diag *diag;
    const struct plan *plan;
    const struct unit_list *units;
    int ordinal_column, name_column, unit_column; /* unit_column: -1 without one */
};

typedef void (*row_rule)(const struct check *c, const struct plan_row *row);

static const char *cell_text(const struct plan_row *row, int column) {
    return row->cells[column].text;
}

/* A row that must carry values of its own: no section, and nothing details it. */
static bool is_leaf(const struct plan_row *row) {
    return row->kind != ROW_SECTION && row->children == 0;
}

static bool has_amount(const struct check *c, const struct plan_row *row) {
    for (size_t i = 0; i < c->plan->schema->column_count; i++) {
        if (row->cells[i].value && value_is_numeric(row->cells[i].value)) {
            return true;
        }
    }
    return false;
}

/* ---- cells against the width of the table ---- */

static void check_width(const struct check *c, const struct plan_row *row) {
    uint32_t wanted = (uint32_t)c->plan->schema->column_count;
    const struct csv_row *source = row->source;
    uint32_t used = source->count;
    while (used > 0 && source->cells[used - 1].len == 0) {
        used--;
    }
    char have[16], want[16];
    snprintf(have, sizeof have, "%u", source->count);
    snprintf(want, sizeof want, "%u", wanted);
    if (used > wanted) {
        struct place at = csv_place(c->plan->table, source, wanted);
        DIAG(c->diag, E115, &at, have, want);
    } else if (source->count < wanted) {
        struct place at = csv_place(c->plan->table, source, UINT32_MAX);
        DIAG(c->diag, W116, &at, have, want);
    }
}

/* ---- numbering ---- */

static enum ordinal_style style_of(const struct check *c, const struct plan_row *row) {
    return (enum ordinal_style)c->plan->schema->levels[row->level].ordinal;
}

/* The ordinal of the row before on the same level, as written. */
static const char *previous_text(const struct check *c, const struct plan_row *row) {
    for (const struct plan_row *r = row; r-- > c->plan->rows;) {
        if (r->level == row->level) {
            return cell_text(r, c->ordinal_column);
        }
    }
    return "";
}

static void check_numbering(const struct check *c, const struct plan_row *row) {
    if (row->level == PLAN_NO_LEVEL || row->ordinal == 0 ||
        ordinal_follows(style_of(c, row), row->previous, row->ordinal)) {
        return;
    }
    struct place at = plan_place(c->plan, row, (size_t)c->ordinal_column);
    const char *previous = row->previous ? previous_text(c, row) : "";
    const char *text = cell_text(row, c->ordinal_column);
    if (row->ordinal <= row->previous) {
        DIAG(c->diag, E302, &at, text, previous);
        return;
    }
    char expected[32];
    ordinal_expected(style_of(c, row), row->previous, expected, sizeof expected);
    at.expected = expected;
    DIAG(c->diag, E301, &at, previous, expected, text);
}

static void check_ordinal(const struct check *c, const struct plan_row *row) {
    const char *text = cell_text(row, c->ordinal_column);
    if (*text == '\0' || row->level != PLAN_NO_LEVEL) {
        return;
    }
    char styles[64] = "";
    for (size_t i = 0; i < c->plan->schema->level_count; i++) {
        int style = c->plan->schema->levels[i].ordinal;
        if (style != ORDINAL_NONE) {
            size_t used = strlen(styles);
            snprintf(styles + used, sizeof styles - used, "%s%s", used ? ", " : "",
                     ordinal_style_name((enum ordinal_style)style));
        }
    }
    struct place at = plan_place(c->plan, row, (size_t)c->ordinal_column);
    at.expected = styles;
    DIAG(c->diag, E303, &at, text, styles);
}

static void check_parent(const struct check *c, const struct plan_row *row) {
    struct place at = plan_place(c->plan, row, (size_t)c->ordinal_column);
    if (row->kind == ROW_SUB && row->parent == UINT32_MAX) {
        DIAG(c->diag, E304, &at);
    } else if (row->kind != ROW_SUB && row->parent == UINT32_MAX && row->level != PLAN_NO_LEVEL &&
               row->level > 0 && row->previous == 0) { /* once: the rows after it follow suit */
        int above = c->plan->schema->levels[row->level - 1].ordinal;
        DIAG(c->diag, E312, &at, cell_text(row, c->ordinal_column),
             ordinal_style_name((enum ordinal_style)above));
    }
}

/* ---- units and values ---- */

/* An amount without a unit says nothing; a sentence or a state needs none. */
static void check_unit(const struct check *c, const struct plan_row *row) {
    if (c->unit_column < 0 || row->kind == ROW_SECTION) {
        return;
    }
    const char *unit = cell_text(row, c->unit_column);
    struct place at = plan_place(c->plan, row, (size_t)c->unit_column);
    if (*unit == '\0') {
        if (has_amount(c, row)) {
            DIAG(c->diag, E305, &at);
        }
    } else if (!unit_is_known(c->units, unit)) {
        DIAG(c->diag, E306, &at, unit, "");
    }
}

static bool has_letter(const char *s) {
    while (*s) {
        uint32_t ch = utf8_next(&s);
        if ((ch >= 'A' && ch <= 'Z') || (ch >= 'a' && ch <= 'z') || ch > 0xBF) {
            return true;
        }
    }
    return false;
}

static void check_types(const struct check *c, const struct plan_row *row) {
    for (size_t i = 0; i < c->plan->schema->column_count; i++) {
        const struct plan_cell *cell = &row->cells[i];
        bool number = c->plan->schema->columns[i].type == COLUMN_NUMBER;
        if (cell->value == NULL || cell->value->kind != VALUE_TEXT) {
            continue;
        }
        if (number || !has_letter(cell->text)) {
            struct place at = plan_place(c->plan, row, i);
            at.expected = number ? "12,5" : "12,5; > 90; 11/12; 12-13; Đạt";
            DIAG(c->diag, E307, &at, cell->text, at.expected);
        }
    }
}

static void check_ambiguous(const struct check *c, const struct plan_row *row) {
    for (size_t i = 0; i < c->plan->schema->column_count; i++) {
        const struct plan_cell *cell = &row->cells[i];
        if (cell->value && cell->value->ambiguous) {
            struct place at = plan_place(c->plan, row, i);
            const char *sign = strpbrk(cell->text, ".,");
            char *decimal = arena_strdup(c->arena, cell->text);
            char *whole = arena_strdup(c->arena, cell->text);
            size_t offset = (size_t)(sign - cell->text);
            decimal[offset] = ',';
            whole[offset] = '.';
            DIAG(c->diag, W310, &at, cell->text, decimal, whole);
        }
    }
}

static void check_required(const struct check *c, const struct plan_row *row) {
    if (!is_leaf(row)) {
        if (*cell_text(row, c->name_column) == '\0') {
            struct place at = plan_place(c->plan, row, (size_t)c->name_column);
            DIAG(c->diag, E309, &at, c->plan->schema->columns[c->name_column].heading);
        }
        return;
    }
    for (size_t i = 0; i < c->plan->schema->column_count; i++) {
        const struct schema_column *column = &c->plan->schema->columns[i];
        const struct plan_cell *cell = &row->cells[i];
        bool required = column->required || column->type == COLUMN_NAME;
        if (required && *cell->text == '\0' && cell->span_down == 1 && cell->span_right == 1) {
            struct place at = plan_place(c->plan, row, i);
            DIAG(c->diag, E309, &at, column->heading);
        }
    }
}

static const row_rule row_rules[] = {
    check_width, check_numbering, check_ordinal,   check_parent,
    check_unit,  check_types,     check_ambiguous, check_required,
};

/* ---- duplicates: the one rule that looks at all rows together ---- */

struct seen {
    const char *name; /* folded */
    const struct plan_row *row;
};

static size_t hash_name(const char *name, uint32_t parent) {
    uint64_t h = 1469598103934665603u ^ parent;
    for (; *name; name++) {
        h = (h ^ (unsigned char)*name) * 1099511628211u;
    }
    return (size_t)(h ^ (h >> 32));
}

/* Two rows of one section with the same name, whatever the case and spacing. */
static void check_duplicates(const struct check *c) {
    size_t size = 16;
    while (size < c->plan->count * 2) {
        size *= 2;
    }
    struct seen *table = xcalloc(size, sizeof *table);
    for (size_t i = 0; i < c->plan->count; i++) {
        const struct plan_row *row = &c->plan->rows[i];
        const char *text = cell_text(row, c->name_column);
        if (row->kind == ROW_SECTION || *text == '\0') {
            continue;
        }
        const char *name = utf8_fold(c->arena, text);
        size_t at = hash_name(name, row->parent) & (size - 1);
        while (table[at].name &&
               (table[at].row->parent != row->parent || strcmp(table[at].name, name) != 0)) {
            at = (at + 1) & (size - 1);
        }
        if (table[at].name == NULL) {
            table[at] = (struct seen){name, row};
            continue;
        }
        struct place place = plan_place(c->plan, row, (size_t)c->name_column);
        DIAG(c->diag, E308, &place, text,
             arena_printf(c->arena, "%u", table[at].row->source->line));
    }
    free(table);
}

void check_plan(struct arena *a, const struct plan *plan, const struct unit_list *units,
                struct diag *diag) {
    struct check c = {.arena = a,
                      .diag = diag,
                      .plan = plan,
                      .units = units,
                      .ordinal_column = schema_column_of(plan->schema, COLUMN_ORDINAL),
                      .name_column = schema_column_of(plan->schema, COLUMN_NAME),
                      .unit_column = schema_column_of(plan->schema, COLUMN_UNIT)};
    for (size_t i = 0; i < plan->count; i++) {
        for (size_t r = 0; r < sizeof row_rules / sizeof *row_rules; r++) {
            row_rules[r](&c, &plan->rows[i]);
        }
    }
    check_duplicates(&c);
}
