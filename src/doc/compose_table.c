/* Makes the table of an appendix from its plan: header rows, rows, merges. */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "doc/composer.h"
#include "model/plan.h"

struct tabulator {
    struct arena *arena;
    const struct plan *plan;
    const struct schema *schema;
    struct text restyled; /* the cell at hand */
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

static void start_row(struct tabulator *t, struct doc_row *row) {
    row->cells = arena_alloc(t->arena, t->schema->column_count * sizeof *row->cells);
}

/* Row n of the header: groups lie over their columns, other headings reach down beside them. */
static void compose_header_row(struct tabulator *t, struct doc_row *row, size_t n) {
    const struct schema *s = t->schema;
    size_t heading_rows = schema_has_groups(s) ? 2 : 1;
    start_row(t, row);
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

static const char *shown_text(struct tabulator *t, const struct plan_cell *cell, size_t column) {
    if (!t->schema->decimal || cell->value == NULL || !value_is_numeric(cell->value) ||
        !value_has_signs(cell->text)) {
        return cell->text;
    }
    struct text *restyled = &t->restyled;
    text_clear(restyled);
    value_restyle(cell->text, cell->value, &t->plan->styles[column], restyled);
    bool same = strcmp(restyled->data, cell->text) == 0;
    return same ? cell->text : arena_strndup(t->arena, restyled->data, restyled->len);
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

static void compose_row(struct tabulator *t, struct doc_row *out, const struct plan_row *row) {
    size_t name = (size_t)schema_column_of(t->schema, COLUMN_NAME);
    bool across = lies_across(t, row, name);
    bool name_in_ordinal = row->ordinal_with_name && *row->cells[name].text == '\0';
    start_row(t, out);
    out->record = row->source->record;
    for (size_t i = 0; i < t->schema->column_count; i++) {
        const struct plan_cell *from = &row->cells[i];
        const struct schema_column *column = &t->schema->columns[i];
        if (from->span_down == 0) {
            continue;
        }
        struct doc_cell *cell = add_cell(out, shown_text(t, from, i), i);
        cell->line = plan_line(t->plan, row, i);
        cell->align = (uint8_t)column->align;
        cell->style = (uint8_t)row_style(t, row);
        cell->col_span = from->span_right;
        cell->row_span = from->span_down;
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
    out->keep_with_next = row->kind == ROW_SECTION || row->children > 0;
}

struct doc_table *compose_table(struct arena *a, const struct plan *plan) {
    const struct schema *s = plan->schema;
    struct tabulator tabulator = {a, plan, s, {0}};
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
    t->rows = arena_alloc(a, t->row_count * sizeof *t->rows);
    for (size_t n = 0; n < t->header_rows; n++) {
        compose_header_row(&tabulator, &t->rows[n], n);
    }
    for (size_t i = 0; i < plan->count; i++) {
        compose_row(&tabulator, &t->rows[t->header_rows + i], &plan->rows[i]);
    }
    t->rows[t->row_count - 1].keep_with_next = false;
    text_release(&tabulator.restyled);
    return t;
}
