/* Rules on the structure of a plan: the width of its rows, its numbering, its levels. */
#include <stdio.h>
#include <string.h>

#include "model/counts.h"
#include "model/rules.h"

/* ---- cells against the width of the table ---- */

void rule_width(const struct check *c, const struct plan_row *row) {
    uint32_t wanted = c->plan->columns[c->plan->schema->column_count - 1] + 1u;
    const struct csv_row *source = row->source;
    uint32_t used = source->count;
    while (used > wanted && *source->cells[used - 1] == '\0') {
        used--;
    }
    if (used > wanted) {
        struct place at = csv_place(c->plan->table, source, wanted);
        DIAG(c->diag, E115, &at, arena_printf(c->arena, "%u", source->count),
             arena_printf(c->arena, "%u", wanted));
    } else if (source->count < wanted) {
        struct place at = csv_place(c->plan->table, source, UINT32_MAX);
        DIAG(c->diag, W116, &at, arena_printf(c->arena, "%u", source->count),
             arena_printf(c->arena, "%u", wanted));
    }
}

/* ---- how many ---- */

/* Told so that an office sees at once whether a part is missing; a plain list needs no count. */
void rule_counts(const struct check *c) {
    struct counts counts = counts_of(c->arena, c->plan);
    struct place at = {.file = c->plan->table->file};
    if (strchr(counts.shown, '(')) {
        DIAG(c->diag, N319, &at, counts.shown);
    }
}

/* ---- rows whose cells moved ---- */

/* A run of rows with the same shift is one finding. */
void rule_shift(const struct check *c) {
    const struct plan *p = c->plan;
    for (size_t i = 0; i < p->count; i++) {
        int8_t shift = p->rows[i].shift;
        size_t last = i;
        while (shift && last + 1 < p->count && p->rows[last + 1].shift == shift) {
            last++;
        }
        if (shift) {
            const struct csv_row *source = p->rows[i].source;
            struct place at = csv_place(p->table, source, p->columns[c->ordinal_column]);
            at.line_end = p->rows[last].source->line;
            DIAG(c->diag, E316, &at, arena_printf(c->arena, "%u", source->record),
                 arena_printf(c->arena, "%u", p->rows[last].source->record),
                 arena_printf(c->arena, "%d", shift > 0 ? shift : -shift), shift > 0 ? "→" : "←");
        }
        i = last;
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

/* "2.1" must stand under "2". */
void rule_dotted(const struct check *c, const struct plan_row *row) {
    if (row->level == PLAN_NO_LEVEL || style_of(c, row) != ORDINAL_DOTTED ||
        row->parent == UINT32_MAX) {
        return;
    }
    const char *text = rule_cell_text(row, c->ordinal_column);
    const char *parent = rule_cell_text(&c->plan->rows[row->parent], c->ordinal_column);
    if (!ordinal_is_under(text, parent)) {
        struct place at = plan_place(c->plan, row, (size_t)c->ordinal_column);
        DIAG(c->diag, E318, &at, text, parent);
    }
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

void rule_ordinal_with_name(const struct check *c, const struct plan_row *row) {
    if (row->ordinal_with_name) {
        bool in_name = *rule_cell_text(row, c->ordinal_column) == '\0';
        int column = in_name ? c->name_column : c->ordinal_column;
        struct place at = plan_place(c->plan, row, (size_t)column);
        const char *text = rule_cell_text(row, column);
        DIAG(c->diag, W313, &at, arena_strndup(c->arena, text, strcspn(text, " ")));
    }
}

/* A section that announces targets has some. */
void rule_empty_section(const struct check *c, const struct plan_row *row) {
    if (row->kind == ROW_SECTION && row->children == 0) {
        struct place at = plan_place(c->plan, row, (size_t)c->ordinal_column);
        const char *ordinal = rule_cell_text(row, c->ordinal_column);
        const char *name = rule_cell_text(row, c->name_column);
        DIAG(c->diag, W317, &at,
             arena_printf(c->arena, "%s%s%s", ordinal, *ordinal && *name ? " " : "", name));
    }
}

void rule_parent(const struct check *c, const struct plan_row *row) {
    if (row->parent != UINT32_MAX || row->level == 0) {
        return;
    }
    struct place at = plan_place(c->plan, row, (size_t)c->ordinal_column);
    if (row->kind == ROW_SUB) {
        DIAG(c->diag, E304, &at);
    } else if (row->level != PLAN_NO_LEVEL && row->previous == 0) { /* once: the rows after it
                                                                        follow suit */
        int above = c->plan->schema->levels[row->level - 1].ordinal;
        DIAG(c->diag, E312, &at, rule_cell_text(row, c->ordinal_column),
             ordinal_style_name((enum ordinal_style)above));
    }
}
