/* Turns a checked plan into the document: heading lines, header, rows, merges, end mark. */
#include "doc/compose.h"

#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/text.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "model/job.h"
#include "model/plan.h"
#include "source/ini_file.h"

/* Nghị định 30/2020/NĐ-CP, Phụ lục I: margins I.4, appendix lines III.1, page number I.7. */
#define MARGIN_TOP       MM_TO_MPT(20)
#define MARGIN_BOTTOM    MM_TO_MPT(20)
#define MARGIN_LEFT      MM_TO_MPT(30)
#define MARGIN_RIGHT     MM_TO_MPT(15)
#define HEADING_SIZE     14000
#define PAGE_NUMBER_SIZE 14000
#define RULE_LENGTH      MM_TO_MPT(50)
#define RULE_SPACE       3000
#define TABLE_SPACE      9000
#define END_MARK_SPACE   4000

struct composer {
    struct arena *arena;
    struct diag *diag;
    const struct job *job;
    const struct plan *plan;
    const struct schema *schema;
    struct doc_part *part;
    struct text restyled; /* the cell at hand */
};

/* ---- heading lines ---- */

static struct doc_block *add_block(struct composer *c, enum doc_block_kind kind) {
    struct doc_block *block = &c->part->blocks[c->part->block_count++];
    block->kind = kind;
    return block;
}

/* Where a heading line stands: in the job or in the template. */
static struct place heading_place(const struct composer *c, const char *own, const char *key) {
    return ini_place(own ? c->job->ini : c->schema->ini, "appendix", key);
}

/* A heading line: the job's words win over the template's. NULL when there is none; `*good` turns
 * false when a placeholder has no value. */
static const char *heading_text(struct composer *c, const char *own, const char *key,
                                const char *from_template, bool *good) {
    const char *text = own ? own : from_template;
    if (text == NULL) {
        return NULL;
    }
    struct place at = heading_place(c, own, key);
    const char *expanded = job_expand(c->arena, c->job, text, &at, c->diag);
    *good &= expanded != NULL;
    return expanded;
}

static void add_heading(struct composer *c, const char *text, const struct place *from,
                        unsigned style) {
    if (text == NULL) {
        return;
    }
    struct doc_block *block = add_block(c, BLOCK_PARAGRAPH);
    block->as.paragraph = (struct doc_paragraph){.text = text,
                                                 .source_file = from->file,
                                                 .line = from->line,
                                                 .font_size = HEADING_SIZE,
                                                 .align = ALIGN_CENTER,
                                                 .style = (uint8_t)style};
}

static void add_rule(struct composer *c) {
    struct doc_block *block = add_block(c, BLOCK_RULE);
    block->as.rule.length = RULE_LENGTH;
    block->as.rule.space_before = RULE_SPACE;
    block->as.rule.space_after = TABLE_SPACE;
}

/* ---- table ---- */

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

static void start_row(struct composer *c, struct doc_row *row) {
    row->cells = arena_alloc(c->arena, c->schema->column_count * sizeof *row->cells);
}

/* Row n of the header: groups lie over their columns, other headings reach down beside them. */
static void compose_header_row(struct composer *c, struct doc_row *row, size_t n) {
    const struct schema *s = c->schema;
    size_t heading_rows = schema_has_groups(s) ? 2 : 1;
    start_row(c, row);
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

static const char *shown_text(struct composer *c, const struct plan_cell *cell, size_t column) {
    if (!c->schema->decimal || cell->value == NULL || !value_is_numeric(cell->value) ||
        !value_has_signs(cell->text)) {
        return cell->text;
    }
    struct text *restyled = &c->restyled;
    text_clear(restyled);
    value_restyle(cell->text, cell->value, &c->plan->styles[column], restyled);
    bool same = strcmp(restyled->data, cell->text) == 0;
    return same ? cell->text : arena_strndup(c->arena, restyled->data, restyled->len);
}

static unsigned row_style(const struct composer *c, const struct plan_row *row) {
    if (row->level == PLAN_NO_LEVEL) {
        return STYLE_REGULAR;
    }
    const struct schema_level *level = &c->schema->levels[row->level];
    return (level->bold ? STYLE_BOLD : 0u) | (level->italic ? STYLE_ITALIC : 0u);
}

/* A section has its name across the table, unless it carries values of its own. */
static bool lies_across(const struct composer *c, const struct plan_row *row, size_t name) {
    for (size_t i = name + 1; i < c->schema->column_count; i++) {
        if (*row->cells[i].text) {
            return false;
        }
    }
    return row->kind == ROW_SECTION;
}

static void compose_row(struct composer *c, struct doc_row *out, const struct plan_row *row) {
    size_t name = (size_t)schema_column_of(c->schema, COLUMN_NAME);
    bool across = lies_across(c, row, name);
    bool name_in_ordinal = row->ordinal_with_name && *row->cells[name].text == '\0';
    start_row(c, out);
    out->record = row->source->record;
    for (size_t i = 0; i < c->schema->column_count; i++) {
        const struct plan_cell *from = &row->cells[i];
        const struct schema_column *column = &c->schema->columns[i];
        if (from->span_down == 0) {
            continue;
        }
        struct doc_cell *cell = add_cell(out, shown_text(c, from, i), i);
        cell->line = plan_line(c->plan, row, i);
        cell->align = (uint8_t)column->align;
        cell->style = (uint8_t)row_style(c, row);
        cell->col_span = from->span_right;
        cell->row_span = from->span_down;
        if (from->value) {
            mark_number(cell, from->text, from->value);
        } else if (column->type == COLUMN_ORDINAL) {
            mark_plain_integer(cell);
        }
        if (name_in_ordinal && column->type == COLUMN_ORDINAL) {
            cell->align = (uint8_t)c->schema->columns[name].align;
            cell->col_span = (uint16_t)((across ? c->schema->column_count : name + 1) - i);
        } else if (across && i == name) {
            cell->col_span = (uint16_t)(c->schema->column_count - name);
        }
        i += cell->col_span - 1u; /* what it covers has no cell of its own */
    }
    /* A heading row, and an item whose details follow, stay with the row below. */
    out->keep_with_next = row->kind == ROW_SECTION || row->children > 0;
}

static struct doc_table *compose_table(struct composer *c) {
    const struct schema *s = c->schema;
    struct doc_table *t = arena_alloc(c->arena, sizeof *t);
    t->column_count = s->column_count;
    t->columns = arena_alloc(c->arena, t->column_count * sizeof *t->columns);
    for (size_t i = 0; i < t->column_count; i++) {
        t->columns[i] = (struct doc_column){s->columns[i].min_width, s->columns[i].max_width,
                                            c->plan->columns[i] + 1u};
    }
    t->font_size = s->font_size;
    t->header_rows = s->header_rows;
    t->row_count = t->header_rows + c->plan->count;
    t->rows = arena_alloc(c->arena, t->row_count * sizeof *t->rows);
    for (size_t n = 0; n < t->header_rows; n++) {
        compose_header_row(c, &t->rows[n], n);
    }
    for (size_t i = 0; i < c->plan->count; i++) {
        compose_row(c, &t->rows[t->header_rows + i], &c->plan->rows[i]);
    }
    t->rows[t->row_count - 1].keep_with_next = false;
    text_release(&c->restyled);
    return t;
}

static void set_page(struct composer *c) {
    struct doc_part *p = c->part;
    p->landscape = c->schema->landscape != 0;
    p->margin_top = MARGIN_TOP;
    p->margin_bottom = MARGIN_BOTTOM;
    p->margin_left = MARGIN_LEFT;
    p->margin_right = MARGIN_RIGHT;
    p->page_number_size = PAGE_NUMBER_SIZE;
}

struct doc *compose_appendix(struct arena *a, const struct job *job, const struct plan *plan,
                             const struct date *date, struct diag *diag) {
    struct doc *doc = arena_alloc(a, sizeof *doc);
    struct doc_part *part = arena_alloc(a, sizeof *part);
    struct composer c = {a, diag, job, plan, plan->schema, part, {0}};
    const struct schema *s = plan->schema;
    bool good = true;
    const char *label = heading_text(&c, job->appendices->label, "label", s->label, &good);
    const char *title = heading_text(&c, job->appendices->title, "title", s->title, &good);
    const char *attached =
        heading_text(&c, job->appendices->attached, "attached", s->attached, &good);
    if (!good) {
        return NULL;
    }
    part->blocks = arena_alloc(a, 8 * sizeof *part->blocks);
    set_page(&c);
    part->sheet_name = job->appendices->sheet ? job->appendices->sheet : s->sheet;
    title = utf8_upper(a, title);
    struct place at = heading_place(&c, job->appendices->label, "label");
    add_heading(&c, label, &at, STYLE_BOLD);
    at = heading_place(&c, job->appendices->title, "title");
    add_heading(&c, title, &at, STYLE_BOLD);
    at = heading_place(&c, job->appendices->attached, "attached");
    add_heading(&c, attached, &at, STYLE_ITALIC);
    add_rule(&c);
    add_block(&c, BLOCK_TABLE)->as.table = compose_table(&c);
    add_block(&c, BLOCK_END_MARK)->as.paragraph =
        (struct doc_paragraph){.text = "./.",
                               .font_size = s->font_size,
                               .space_before = END_MARK_SPACE,
                               .align = ALIGN_RIGHT};
    doc->title = label ? arena_printf(a, "%s - %s", label, title) : title;
    doc->author = job->agency;
    doc->subject = attached ? attached : title;
    doc->typeface = s->font;
    doc->year = date->year;
    doc->month = date->month;
    doc->day = date->day;
    part->source_file = plan->table->file;
    doc->parts = part;
    doc->part_count = 1;
    return doc;
}
