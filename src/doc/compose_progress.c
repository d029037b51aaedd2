/* Makes the progress table of a report: what each target of the plan reached, its figures as the
 * model computed them. */
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "doc/composer.h"
#include "model/expand.h"
#include "model/figures.h"
#include "model/plan.h"
#include "model/report_columns.h"
#include "model/report_form.h"
#include "source/ini_file.h"

struct progress_table {
    const struct composer *composer;
    struct arena *arena;
    const struct report *report;
    const struct report_columns *columns;
    struct schema layout; /* the template's, placeholders filled */
};

/* ---- headings ---- */

static bool fill(struct progress_table *t, const char **text, size_t column, const char *key) {
    if (*text == NULL || strstr(*text, "{{") == NULL) {
        return true;
    }
    const char *section = arena_printf(t->arena, "column.%zu", column + 1);
    struct place at = ini_place(t->report->form->ini, section, key);
    const char *filled =
        expand_line(t->arena, *text, t->composer->in->values, &at, t->composer->diag);
    *text = filled ? filled : *text;
    return filled != NULL;
}

static bool fill_headings(struct progress_table *t) {
    bool good = true;
    t->layout = t->columns->layout;
    for (size_t i = 0; i < t->layout.column_count; i++) {
        good &= fill(t, &t->layout.columns[i].heading, i, "heading");
        good &= fill(t, &t->layout.columns[i].group, i, "group");
    }
    return good;
}

/* ---- cells ---- */

static size_t column_of(const struct progress_table *t, enum report_content content) {
    size_t i = 0;
    while (i < t->layout.column_count && t->columns->contents[i] != (int)content) {
        i++;
    }
    return i;
}

static struct doc_cell *add_cell(const struct progress_table *t, struct doc_row *row, size_t column,
                                 const char *text, uint32_t line) {
    struct doc_cell *cell = &row->cells[row->cell_count++];
    *cell = (struct doc_cell){.text = text,
                              .line = line,
                              .row_span = 1,
                              .col_span = 1,
                              .column = (uint16_t)column,
                              .align = (uint8_t)t->layout.columns[column].align};
    return cell;
}

/* The workbook gets a number where it reads just like the paper. */
static void mark_figure(struct doc_cell *cell, const struct report_figure *f) {
    char shown[DECIMAL_TEXT_SIZE];
    const struct value *v = &f->value;
    if (!f->known || v->kind != VALUE_NUMBER || v->comparator != COMPARE_EQUAL) {
        return;
    }
    decimal_format_official(v->low, f->digits, shown);
    if (strcmp(shown, f->text) == 0) {
        cell->is_number = true;
        cell->number = decimal_round(v->low, f->digits);
    }
}

static const char *units_of(struct arena *a, const struct target_figures *t) {
    const char *out = "";
    for (size_t i = 0; i < t->unit_count; i++) {
        out = i ? arena_printf(a, "%s, %s", out, t->units[i]) : t->units[i];
    }
    return out;
}

static const char *words_of(const struct progress_table *t, const struct target_figures *target,
                            int content) {
    switch (content) {
    case CONTENT_NAME:
        return target->name;
    case CONTENT_MEASURE:
        return target->measure;
    case CONTENT_UNITS:
        return units_of(t->arena, target);
    case CONTENT_JUDGED:
        return judgement_title(target->judged);
    case CONTENT_STATE:
        return target->state;
    case CONTENT_NOTE:
        return target->note;
    case CONTENT_PROPOSAL:
        return target->proposal;
    default:
        return "";
    }
}

static const char *ordinal_of(const struct progress_table *t, const struct plan_row *row) {
    int column = schema_column_of(t->report->plan->schema, COLUMN_ORDINAL);
    return column < 0 ? "" : row->cells[column].text;
}

static const char *name_of(const struct progress_table *t, const struct plan_row *row) {
    const struct schema *s = t->report->plan->schema;
    const char *name = row->cells[schema_column_of(s, COLUMN_NAME)].text;
    return *name == '\0' && row->ordinal_with_name ? ordinal_of(t, row) : name;
}

static uint8_t style_of(const struct progress_table *t, const struct plan_row *row) {
    if (row->level == PLAN_NO_LEVEL) {
        return STYLE_REGULAR;
    }
    const struct schema_level *level = &t->report->plan->schema->levels[row->level];
    return (uint8_t)((level->bold ? STYLE_BOLD : 0) | (level->italic ? STYLE_ITALIC : 0));
}

static void add_formula(const struct progress_table *t, struct doc_table *table,
                        const struct doc_cell *cell, const struct target_figures *target,
                        int kind) {
    const char *text = cell->is_number ? compose_formula(t->arena, t->columns, target, kind) : NULL;
    if (text) {
        table->formulas[table->formula_count++] =
            (struct doc_formula){(uint32_t)table->row_count - 1, cell->column, text};
    }
}

/* ---- rows ---- */

static void fill_target(const struct progress_table *t, struct doc_table *table,
                        struct doc_row *out, const struct target_figures *target) {
    const struct plan *plan = t->report->plan;
    size_t name = (size_t)schema_column_of(plan->schema, COLUMN_NAME);
    uint32_t line = plan_line(plan, target->row, name);
    for (size_t i = 0; i < t->layout.column_count; i++) {
        int content = t->columns->contents[i];
        if (content >= CONTENT_FIGURE) {
            const struct report_figure *f = &target->figures[content - CONTENT_FIGURE];
            struct doc_cell *cell = add_cell(t, out, i, f->known ? f->text : "", line);
            mark_figure(cell, f);
            add_formula(t, table, cell, target, content - CONTENT_FIGURE);
        } else if (content == CONTENT_ORDINAL) {
            add_cell(t, out, i, ordinal_of(t, target->row), line);
        } else {
            add_cell(t, out, i, words_of(t, target, content), line);
        }
        out->cells[i].style = style_of(t, target->row);
    }
}

/* A section of the plan: its name across the figures. */
static void fill_group(const struct progress_table *t, struct doc_row *out,
                       const struct plan_row *row) {
    size_t name = column_of(t, CONTENT_NAME);
    for (size_t i = 0; i < name; i++) {
        bool ordinal = t->columns->contents[i] == CONTENT_ORDINAL && !row->ordinal_with_name;
        add_cell(t, out, i, ordinal ? ordinal_of(t, row) : "", row->source->line)->style =
            style_of(t, row);
    }
    struct doc_cell *cell = add_cell(t, out, name, name_of(t, row), row->source->line);
    cell->style = style_of(t, row);
    cell->col_span = (uint16_t)(t->layout.column_count - name);
}

static void fill_rows(const struct progress_table *t, struct doc_table *out) {
    const struct plan *plan = t->report->plan;
    out->formulas = arena_alloc(t->arena, (t->report->target_count * out->column_count + 1) *
                                              sizeof *out->formulas);
    size_t next = 0; /* of the targets, which stand in the order of the plan */
    for (size_t i = 0; i < plan->count; i++) {
        struct doc_row *row = &out->rows[out->row_count++];
        const struct plan_row *from = &plan->rows[i];
        row->cells = arena_alloc(t->arena, t->layout.column_count * sizeof *row->cells);
        row->record = from->source->record;
        row->keep_with_next =
            i + 1 < plan->count && (from->kind == ROW_SECTION || from->children > 0);
        if (next < t->report->target_count && t->report->targets[next].row_index == i) {
            fill_target(t, out, row, &t->report->targets[next++]);
        } else {
            fill_group(t, row, from);
        }
    }
}

struct doc_table *compose_progress(const struct composer *c) {
    struct progress_table *t = arena_alloc(c->arena, sizeof *t);
    *t = (struct progress_table){
        .composer = c, .arena = c->arena, .report = c->in->report, .columns = c->in->columns};
    if (!fill_headings(t)) {
        return NULL;
    }
    struct doc_table *out = arena_alloc(c->arena, sizeof *out);
    out->column_count = t->layout.column_count;
    out->columns = arena_alloc(c->arena, out->column_count * sizeof *out->columns);
    for (size_t i = 0; i < out->column_count; i++) {
        const struct schema_column *column = &t->layout.columns[i];
        out->columns[i] = (struct doc_column){column->min_width, column->max_width, 0};
    }
    out->font_size = t->columns->font_size;
    out->header_rows = t->layout.header_rows;
    out->rows =
        arena_alloc(c->arena, (out->header_rows + t->report->plan->count) * sizeof *out->rows);
    for (size_t n = 0; n < out->header_rows; n++) {
        compose_header_row(c->arena, &t->layout, &out->rows[out->row_count++], n);
    }
    fill_rows(t, out);
    return out;
}
