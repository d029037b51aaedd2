/* Makes the table of an appendix from its plan: header rows, rows, merges. */
#include <string.h>

#include "base/arena.h"
#include "doc/composer.h"
#include "model/plan.h"

struct tabulator {
    struct arena *arena;
    const struct plan *plan;
    const struct schema *schema;
    struct doc_row row; /* the one at hand, where rows are not kept */
};

/* A whole number as people write it: an ordinal that a workbook may sort and count with. */
static void mark_plain_integer(struct doc_cell *cell) {
    size_t len = strlen(cell->text);
    if (len == 0 || len > 9 || *cell->text == '0' || strspn(cell->text, "0123456789") != len) {
        return;
    }
    cell->is_number = true;
    for (const char *s = cell->text; *s; s++) {
        cell->number.units = cell->number.units * 10 + (*s - '0');
    }
}

static struct doc_cell *add_cell(struct doc_row *row, const char *text, size_t column) {
    struct doc_cell *cell = &row->cells[row->cell_count++];
    *cell =
        (struct doc_cell){.text = text, .row_span = 1, .col_span = 1, .column = (uint16_t)column};
    return cell;
}

static void start_row(const struct tabulator *t, struct doc_row *row) {
    row->cells = arena_alloc(t->arena, t->schema->column_count * sizeof *row->cells);
}

void compose_header_row(struct arena *a, const struct schema *s, struct doc_row *row, size_t n) {
    size_t heading_rows = schema_has_groups(s) ? 2 : 1;
    row->cells = arena_alloc(a, s->column_count * sizeof *row->cells);
    for (size_t i = 0; i < s->column_count;) {
        const char *text = schema_header_text(s, n, i);
        size_t span = 1;
        if (n == 0 && s->columns[i].group) {
            while (i + span < s->column_count && s->columns[i + span].group &&
                   *schema_header_text(s, 0, i + span) == '\0') {
                span++;
            }
        }
        if (n == 0 || s->columns[i].group || n >= heading_rows) {
            struct doc_cell *cell = add_cell(row, text, i);
            cell->align = ALIGN_CENTER;
            cell->style = n < heading_rows ? STYLE_BOLD : STYLE_ITALIC;
            cell->col_span = (uint16_t)span;
            cell->row_span = n == 0 && !s->columns[i].group ? (uint32_t)heading_rows : 1;
            if (n >= heading_rows) {
                mark_plain_integer(cell);
            }
        }
        i += span;
    }
    row->keep_with_next = true;
}

/* The workbook gets a number where the cell is a plain one; "02" and what is ambiguous stay as
 * written. */
static void mark_number(struct doc_cell *cell, const char *text, const struct value *v) {
    bool padded = *text == '0' && text[1] >= '0' && text[1] <= '9';
    if (v->kind == VALUE_NUMBER && v->plain && !v->ambiguous && !padded) {
        cell->is_number = true;
        cell->is_percent = v->percent;
        cell->number = v->low;
    }
}

static unsigned row_style(const struct tabulator *t, const struct plan_row *row) {
    if (row->level == PLAN_NO_LEVEL) {
        return STYLE_REGULAR;
    }
    const struct schema_level *level = &t->schema->levels[row->level];
    return (level->bold ? STYLE_BOLD : 0u) | (level->italic ? STYLE_ITALIC : 0u);
}

/* A section has its name across the table, unless it carries values of its own. */
static bool lies_across(const struct tabulator *t, const struct plan_row *row, size_t name) {
    for (size_t i = name + 1; i < t->schema->column_count; i++) {
        if (*row->cells[i].text) {
            return false;
        }
    }
    return row->kind == ROW_SECTION;
}

/* Into `out`, which has room for its cells. */
static void compose_row(const struct tabulator *t, struct doc_row *out,
                        const struct plan_row *row) {
    size_t name = (size_t)schema_column_of(t->schema, COLUMN_NAME);
    bool across = lies_across(t, row, name);
    bool name_in_ordinal = row->ordinal_with_name && *row->cells[name].text == '\0';
    out->record = row->source->record;
    for (size_t i = 0; i < t->schema->column_count; i++) {
        const struct plan_cell *from = &row->cells[i];
        const struct schema_column *column = &t->schema->columns[i];
        struct plan_span span = plan_span(row, i);
        if (span.down == 0) {
            continue;
        }
        bool restyled = from->value && from->value->shown;
        struct doc_cell *cell = add_cell(out, restyled ? from->value->shown : from->text, i);
        cell->line = plan_line(t->plan, row, i);
        cell->align = (uint8_t)column->align;
        cell->style = (uint8_t)row_style(t, row);
        cell->col_span = span.right;
        cell->row_span = span.down;
        if (from->value) {
            mark_number(cell, from->text, from->value);
        } else if (column->type == COLUMN_ORDINAL) {
            mark_plain_integer(cell);
        }
        if (name_in_ordinal && column->type == COLUMN_ORDINAL) {
            cell->align = (uint8_t)t->schema->columns[name].align;
            cell->col_span = (uint16_t)((across ? t->schema->column_count : name + 1) - i);
        } else if (across && i == name) {
            cell->col_span = (uint16_t)(t->schema->column_count - name);
        }
        i += cell->col_span - 1u; /* what it covers has no cell of its own */
    }
    /* A heading row, and an item whose details follow, stay with the row below. */
    bool last = row + 1 == t->plan->rows + t->plan->count;
    out->keep_with_next = !last && (row->kind == ROW_SECTION || row->children > 0);
}

static const struct doc_row *make_row(void *context, size_t row) {
    struct tabulator *t = context;
    t->row.cell_count = 0;
    compose_row(t, &t->row, &t->plan->rows[row - t->schema->header_rows]);
    return &t->row;
}

struct doc_table *compose_table(struct arena *a, const struct plan *plan, bool in_passing) {
    const struct schema *s = plan->schema;
    struct tabulator *tabulator = arena_alloc(a, sizeof *tabulator);
    *tabulator = (struct tabulator){.arena = a, .plan = plan, .schema = s};
    struct doc_table *t = arena_alloc(a, sizeof *t);
    t->column_count = s->column_count;
    t->columns = arena_alloc(a, t->column_count * sizeof *t->columns);
    for (size_t i = 0; i < t->column_count; i++) {
        t->columns[i] = (struct doc_column){s->columns[i].min_width, s->columns[i].max_width,
                                            plan->columns[i] + 1u};
    }
    t->font_size = s->font_size;
    t->header_rows = s->header_rows;
    t->row_count = t->header_rows + plan->count;
    size_t kept = in_passing ? t->header_rows : t->row_count;
    t->rows = arena_alloc(a, kept * sizeof *t->rows);
    for (size_t n = 0; n < t->header_rows; n++) {
        compose_header_row(a, s, &t->rows[n], n);
    }
    for (size_t n = t->header_rows; n < kept; n++) {
        start_row(tabulator, &t->rows[n]);
        compose_row(tabulator, &t->rows[n], &plan->rows[n - t->header_rows]);
    }
    if (in_passing) {
        start_row(tabulator, &tabulator->row);
        t->make_row = make_row;
        t->context = tabulator;
    }
    return t;
}
