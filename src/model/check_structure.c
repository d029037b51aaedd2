/* Rules on the structure of a plan: the width of its rows, its numbering, its levels. */
#include <stdio.h>
#include <string.h>

#include "model/rules.h"

/* ---- cells against the width of the table ---- */

void rule_width(const struct check *c, const struct plan_row *row) {
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
            return rule_cell_text(r, c->ordinal_column);
        }
    }
    return "";
}

void rule_numbering(const struct check *c, const struct plan_row *row) {
    if (row->level == PLAN_NO_LEVEL || row->ordinal == 0 ||
        ordinal_follows(style_of(c, row), row->previous, row->ordinal)) {
        return;
    }
    struct place at = plan_place(c->plan, row, (size_t)c->ordinal_column);
    const char *text = rule_cell_text(row, c->ordinal_column);
    if (row->ordinal <= row->previous) {
        DIAG(c->diag, E302, &at, text, previous_text(c, row));
        return;
    }
    char expected[32];
    ordinal_expected(style_of(c, row), row->previous, expected, sizeof expected);
    at.expected = expected;
    const char *jump = ""; /* the first item has nothing before it to name */
    if (row->previous) {
        jump = arena_printf(c->arena, " (%s → %s)", previous_text(c, row), text);
    }
    DIAG(c->diag, E301, &at, expected, text, jump);
}

void rule_ordinal(const struct check *c, const struct plan_row *row) {
    const char *text = rule_cell_text(row, c->ordinal_column);
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

void rule_parent(const struct check *c, const struct plan_row *row) {
    struct place at = plan_place(c->plan, row, (size_t)c->ordinal_column);
    if (row->kind == ROW_SUB && row->parent == UINT32_MAX) {
        DIAG(c->diag, E304, &at);
    } else if (row->kind != ROW_SUB && row->parent == UINT32_MAX && row->level != PLAN_NO_LEVEL &&
               row->level > 0 && row->previous == 0) { /* once: the rows after it follow suit */
        int above = c->plan->schema->levels[row->level - 1].ordinal;
        DIAG(c->diag, E312, &at, rule_cell_text(row, c->ordinal_column),
             ordinal_style_name((enum ordinal_style)above));
    }
}
