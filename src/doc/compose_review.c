/* Turns the list of what a check found into documents: a report, and the sheet handed back. */
#include "doc/review.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "model/job.h"
#include "source/csv_table.h"

#define MARGIN       MM_TO_MPT(20)
#define MARGIN_LEFT  MM_TO_MPT(30) /* of the report, which is filed */
#define MARGIN_RIGHT MM_TO_MPT(15)
#define TITLE_SIZE   14000
#define TEXT_SIZE    13000
#define TABLE_SIZE   11000
#define RULE_LENGTH  MM_TO_MPT(50)
#define SMALL_SPACE  3000
#define SPACE        9000
#define ROW_LIMIT    1048576 /* of a spreadsheet */
#define NOTE_LIMIT   4096    /* bytes of a comment; what goes on stands in the list */

/* ---- words ---- */

enum word {
    WORD_TITLE,
    WORD_TABLE,
    WORD_JOB,
    WORD_DATE,
    WORD_STOPPED,
    WORD_GOOD,
    WORD_NOTHING,
    WORD_SAME,
    WORD_LIST_SHEET,
    WORD_TABLE_SHEET,
    WORD_HINT,
};

static const char *const words[][2] = {
    [WORD_TITLE] = {"PHIẾU KIỂM TRA", "CHECKING REPORT"},
    [WORD_TABLE] = {"Bảng số liệu: ", "Table: "},
    [WORD_JOB] = {"Công việc: ", "Job: "},
    [WORD_DATE] = {"Ngày kiểm tra: ", "Date of the check: "},
    [WORD_STOPPED] = {"Chưa lập được văn bản chính thức khi còn lỗi.",
                      "No official document can be made while there are errors."},
    [WORD_GOOD] = {"Không có lỗi ngăn việc lập văn bản.",
                   "There is no error that stops the document."},
    [WORD_NOTHING] = {"Không có phát hiện nào", "Nothing was found"},
    [WORD_SAME] = {"Như mục ", "As in no. "},
    [WORD_LIST_SHEET] = {"Phát hiện", "Findings"},
    [WORD_TABLE_SHEET] = {"Bảng đã đọc", "Table as read"},
    [WORD_HINT] = {"Gợi ý: ", "Hint: "},
};

enum field {
    FIELD_NUMBER,
    FIELD_WHERE,
    FIELD_SEVERITY,
    FIELD_CODE,
    FIELD_HEADER,
    FIELD_VALUE,
    FIELD_MESSAGE,
    FIELD_HINT,
};

struct list_column {
    enum field field;
    const char *heading[2];
    uint8_t align;
    int32_t min, max; /* mm; max 0: none */
};

static const struct list_column page_columns[] = {
    {FIELD_NUMBER, {"TT", "No."}, ALIGN_CENTER, 9, 14},
    {FIELD_WHERE, {"Ô", "Cell"}, ALIGN_CENTER, 16, 28},
    {FIELD_SEVERITY, {"Mức độ", "Severity"}, ALIGN_CENTER, 18, 22},
    {FIELD_CODE, {"Mã", "Code"}, ALIGN_CENTER, 12, 16},
    {FIELD_MESSAGE, {"Nội dung", "What was found"}, ALIGN_LEFT, 40, 0},
    {FIELD_HINT, {"Cách sửa", "To put it right"}, ALIGN_LEFT, 35, 0},
};

static const struct list_column book_columns[] = {
    {FIELD_SEVERITY, {"Mức độ", "Severity"}, ALIGN_CENTER, 16, 22},
    {FIELD_CODE, {"Mã", "Code"}, ALIGN_CENTER, 13, 16},
    {FIELD_WHERE, {"Ô", "Cell"}, ALIGN_CENTER, 13, 32},
    {FIELD_HEADER, {"Tiêu đề cột", "Heading"}, ALIGN_LEFT, 20, 40},
    {FIELD_VALUE, {"Giá trị", "Value"}, ALIGN_LEFT, 18, 45},
    {FIELD_MESSAGE, {"Thông báo", "Message"}, ALIGN_LEFT, 45, 0},
    {FIELD_HINT, {"Gợi ý", "Hint"}, ALIGN_LEFT, 40, 0},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct composer {
    struct arena *arena;
    const struct review *review;
    enum language language;
    struct doc_part *part;
    size_t first_with[CODE_COUNT]; /* the row of the list that first shows a code's hint, from 1 */
};

static const char *word(const struct composer *c, enum word w) {
    return words[w][c->language];
}

/* ---- the head ---- */

static struct doc_paragraph *add_paragraph(struct composer *c, const char *text, int32_t size,
                                           enum text_align align, unsigned style) {
    struct doc_block *block = &c->part->blocks[c->part->block_count++];
    block->kind = BLOCK_PARAGRAPH;
    block->as.paragraph = (struct doc_paragraph){
        .text = text, .font_size = size, .align = (uint8_t)align, .style = (uint8_t)style};
    return &block->as.paragraph;
}

static const char *result_text(const struct composer *c) {
    struct text out;
    text_init(&out);
    for (int severity = SEVERITY_ERROR; severity >= SEVERITY_NOTE; severity--) {
        text_printf(&out, "%s: %zu. ", review_severity_word((enum severity)severity, c->language),
                    c->review->counts[severity]);
    }
    text_puts(&out, word(c, c->review->counts[SEVERITY_ERROR] ? WORD_STOPPED : WORD_GOOD));
    const char *result = arena_strndup(c->arena, out.data, out.len);
    text_release(&out);
    return result;
}

static void compose_head(struct composer *c) {
    const struct review_subject *s = &c->review->subject;
    struct arena *a = c->arena;
    if (s->job && s->job->agency) {
        add_paragraph(c, utf8_upper(a, s->job->agency), TEXT_SIZE, ALIGN_CENTER, STYLE_REGULAR)
            ->space_after = SPACE;
    }
    add_paragraph(c, word(c, WORD_TITLE), TITLE_SIZE, ALIGN_CENTER, STYLE_BOLD);
    struct doc_block *rule = &c->part->blocks[c->part->block_count++];
    rule->kind = BLOCK_RULE;
    rule->as.rule.length = RULE_LENGTH;
    rule->as.rule.space_before = SMALL_SPACE;
    rule->as.rule.space_after = SPACE;
    const char *what = arena_printf(a, "%s%s", word(c, WORD_JOB), s->name);
    if (*c->review->files) {
        what = arena_printf(a, "%s%s", word(c, WORD_TABLE), c->review->files);
    }
    add_paragraph(c, what, TEXT_SIZE, ALIGN_LEFT, STYLE_REGULAR);
    add_paragraph(c,
                  arena_printf(a, "%s%02d/%02d/%04d", word(c, WORD_DATE), s->date.day,
                               s->date.month, s->date.year),
                  TEXT_SIZE, ALIGN_LEFT, STYLE_REGULAR);
    add_paragraph(c, result_text(c), TEXT_SIZE, ALIGN_LEFT, STYLE_BOLD)->space_after = SPACE;
}

/* ---- the list ---- */

static void put_cell(struct doc_row *row, size_t column, const char *text, unsigned align,
                     unsigned style) {
    row->cells[row->cell_count++] = (struct doc_cell){.text = text,
                                                      .row_span = 1,
                                                      .col_span = 1,
                                                      .column = (uint16_t)column,
                                                      .align = (uint8_t)align,
                                                      .style = (uint8_t)style};
}

/* On paper a hint that stands above already is referred to. */
static const char *page_hint(struct composer *c, size_t index) {
    const struct review_row *row = &c->review->rows[index];
    size_t *first = &c->first_with[row->code];
    if (*row->hint && *first && strcmp(row->hint, c->review->rows[*first - 1].hint) == 0) {
        return arena_printf(c->arena, "%s%zu", word(c, WORD_SAME), *first);
    }
    *first = *first ? *first : index + 1;
    return row->hint;
}

static const char *field_text(struct composer *c, enum field field, size_t index, bool page) {
    const struct review_row *row = &c->review->rows[index];
    switch (field) {
    case FIELD_NUMBER:
        return arena_printf(c->arena, "%zu", index + 1);
    case FIELD_WHERE:
        return row->where;
    case FIELD_SEVERITY:
        return review_severity_word(row->severity, c->language);
    case FIELD_CODE:
        return message_info_of(row->code)->name;
    case FIELD_HEADER:
        return row->header;
    case FIELD_VALUE:
        return row->value;
    case FIELD_MESSAGE:
        return row->message;
    case FIELD_HINT:
        return page ? page_hint(c, index) : row->hint;
    }
    return "";
}

/* The list as a table; without findings one row says so. */
static struct doc_table *compose_list(struct composer *c, const struct list_column *columns,
                                      size_t count, bool page) {
    struct arena *a = c->arena;
    const struct review *r = c->review;
    struct doc_table *t = arena_alloc(a, sizeof *t);
    t->column_count = count;
    t->columns = arena_alloc(a, count * sizeof *t->columns);
    t->font_size = TABLE_SIZE;
    t->header_rows = 1;
    t->row_count = 1 + (r->row_count ? r->row_count : 1);
    t->rows = arena_alloc(a, t->row_count * sizeof *t->rows);
    for (size_t n = 0; n < t->row_count; n++) {
        t->rows[n].cells = arena_alloc(a, count * sizeof *t->rows[n].cells);
        for (size_t i = 0; i < count; i++) {
            if (n == 0) {
                put_cell(&t->rows[n], i, columns[i].heading[c->language], ALIGN_CENTER, STYLE_BOLD);
                t->columns[i] = (struct doc_column){.min_width = MM_TO_MPT(columns[i].min),
                                                    .max_width = MM_TO_MPT(columns[i].max)};
            } else if (r->row_count) {
                put_cell(&t->rows[n], i, field_text(c, columns[i].field, n - 1, page),
                         columns[i].align, STYLE_REGULAR);
            } else {
                bool message = columns[i].field == FIELD_MESSAGE;
                put_cell(&t->rows[n], i, message ? word(c, WORD_NOTHING) : "", ALIGN_LEFT,
                         STYLE_REGULAR);
            }
        }
    }
    return t;
}

static struct doc *begin_doc(struct composer *c, struct arena *a, const struct review *review,
                             size_t parts) {
    const struct review_subject *s = &review->subject;
    *c = (struct composer){.arena = a, .review = review, .language = s->language};
    struct doc *doc = arena_alloc(a, sizeof *doc);
    doc->parts = arena_alloc(a, parts * sizeof *doc->parts);
    doc->part_count = parts;
    doc->title = arena_printf(a, "%s - %s", word(c, WORD_TITLE), s->name);
    doc->author = s->job && s->job->agency ? s->job->agency : "";
    doc->subject = review->files;
    doc->year = s->date.year;
    doc->month = s->date.month;
    doc->day = s->date.day;
    c->part = doc->parts;
    return doc;
}

static void set_page(struct doc_part *p, bool landscape, const char *sheet) {
    p->landscape = landscape;
    p->margin_top = p->margin_bottom = MARGIN;
    p->margin_left = landscape ? MARGIN : MARGIN_LEFT;
    p->margin_right = MARGIN_RIGHT;
    p->page_number_size = TITLE_SIZE;
    p->sheet_name = sheet;
}

static void add_table(struct composer *c, struct doc_table *table) {
    struct doc_block *block = &c->part->blocks[c->part->block_count++];
    block->kind = BLOCK_TABLE;
    block->as.table = table;
}

struct doc *compose_review_page(struct arena *a, const struct review *review) {
    struct composer c;
    struct doc *doc = begin_doc(&c, a, review, 1);
    c.part->blocks = arena_alloc(a, 8 * sizeof *c.part->blocks);
    set_page(c.part, false, word(&c, WORD_LIST_SHEET));
    compose_head(&c);
    add_table(&c, compose_list(&c, page_columns, COUNT(page_columns), true));
    return doc;
}

/* ---- the table as typed ---- */

static int compare_places(const void *a, const void *b) {
    const struct review_row *x = *(const struct review_row *const *)a;
    const struct review_row *y = *(const struct review_row *const *)b;
    if (x->record != y->record) {
        return x->record < y->record ? -1 : 1;
    }
    uint32_t left = x->column ? x->column : 1, right = y->column ? y->column : 1;
    if (left != right) {
        return left < right ? -1 : 1;
    }
    return (x > y) - (x < y); /* the list has the grave ones first */
}

static void put_note(const struct composer *c, const struct review_row *row, struct text *note) {
    if (note->len > NOTE_LIMIT) {
        return;
    }
    text_printf(note, "%s%s %s: %s", note->len ? "\n\n" : "",
                review_severity_word(row->severity, c->language), message_info_of(row->code)->name,
                row->message);
    if (*row->hint) {
        text_printf(note, "\n%s%s", word(c, WORD_HINT), row->hint);
    }
}

/* One remark a faulty cell, with all that was found there; a row's findings go to its first cell.
 */
static void compose_remarks(struct composer *c, size_t table, struct doc_table *t) {
    const struct review *r = c->review;
    const struct review_row **placed = xcalloc(r->row_count + 1, sizeof *placed);
    size_t count = 0;
    for (size_t i = 0; i < r->row_count; i++) {
        if (r->rows[i].table == table && r->rows[i].record && r->rows[i].record <= t->row_count) {
            placed[count++] = &r->rows[i];
        }
    }
    if (count) {
        qsort(placed, count, sizeof *placed, compare_places);
    }
    t->remarks = arena_alloc(c->arena, (count + 1) * sizeof *t->remarks);
    struct text note;
    text_init(&note);
    for (size_t i = 0; i < count;) {
        const struct review_row *first = placed[i];
        uint32_t column = first->column ? first->column - 1 : 0;
        text_clear(&note);
        for (; i < count && placed[i]->record == first->record &&
               (placed[i]->column ? placed[i]->column - 1 : 0) == column;
             i++) {
            put_note(c, placed[i], &note);
        }
        t->remarks[t->remark_count++] =
            (struct doc_remark){.row = first->record - 1,
                                .column = (uint16_t)column,
                                .shade = (uint8_t)(SHADE_NOTE + first->severity),
                                .note = arena_strndup(c->arena, note.data, note.len)};
        t->column_count = t->column_count > column ? t->column_count : column + 1;
    }
    text_release(&note);
    free(placed);
}

/* A title, a signature, a section's name: few texts that run on over the blank cells beside them.
 */
static bool is_sparse(const struct doc_row *row, size_t columns) {
    return row->cell_count == 1 || (size_t)row->cell_count * 3 <= columns;
}

static void run_on(struct doc_row *row, size_t columns) {
    for (uint32_t i = 0; i < row->cell_count; i++) {
        struct doc_cell *cell = &row->cells[i];
        size_t next = i + 1 < row->cell_count ? row->cells[i + 1].column : columns;
        if (strchr(cell->text, '\n') == NULL) {
            cell->col_span = (uint16_t)(next - cell->column);
        }
    }
}

/* `remarks` are those of this row; the cells they mark stand there even when blank. */
static void compose_typed_row(struct composer *c, struct doc_row *out, const struct csv_row *row,
                              const struct doc_remark *remarks, size_t remark_count) {
    out->cells = arena_alloc(c->arena, (row->count + remark_count) * sizeof *out->cells + 1);
    out->record = row->record;
    size_t next = 0;
    for (uint32_t i = 0; i < row->count || next < remark_count; i++) {
        const char *text = csv_row_text(row, i);
        bool marked = next < remark_count && remarks[next].column == i;
        next += marked;
        if (*text || marked) {
            put_cell(out, i, text, ALIGN_LEFT, STYLE_REGULAR);
            if (i < row->count) {
                out->cells[out->cell_count - 1].line = csv_row_line(row, i);
            }
        }
    }
}

static size_t widest_row(const struct csv_table *table) {
    size_t columns = 1;
    for (size_t i = 0; i < table->count; i++) {
        columns = table->rows[i].count > columns ? table->rows[i].count : columns;
    }
    return columns;
}

static struct doc_table *compose_typed(struct composer *c, size_t index) {
    const struct review_table *of = &c->review->subject.tables[index];
    const struct csv_table *table = of->table;
    struct doc_table *t = arena_alloc(c->arena, sizeof *t);
    t->as_typed = true;
    t->font_size = TABLE_SIZE;
    t->header_rows = of->heading_rows;
    t->row_count = table->rows[table->count - 1].record;
    t->column_count = widest_row(table);
    compose_remarks(c, index + 1, t);
    t->columns = arena_alloc(c->arena, t->column_count * sizeof *t->columns);
    for (size_t i = 0; i < t->column_count; i++) {
        t->columns[i] = (struct doc_column){.min_width = MM_TO_MPT(10), .max_width = MM_TO_MPT(90)};
    }
    t->rows = arena_alloc(c->arena, t->row_count * sizeof *t->rows);
    size_t at = 0;
    for (size_t i = 0; i < table->count; i++) {
        uint32_t row = table->rows[i].record - 1;
        size_t from = at;
        while (at < t->remark_count && t->remarks[at].row == row) {
            at++;
        }
        compose_typed_row(c, &t->rows[row], &table->rows[i], &t->remarks[from], at - from);
        if (is_sparse(&t->rows[row], t->column_count)) {
            run_on(&t->rows[row], t->column_count);
        }
    }
    return t;
}

/* Whether a workbook can hold the table. */
static bool is_shown(const struct review_table *t) {
    const struct csv_table *table = t->table;
    return table && table->count && table->rows[table->count - 1].record <= ROW_LIMIT;
}

static const char *sheet_of(const struct composer *c, size_t index) {
    const char *name = word(c, WORD_TABLE_SHEET);
    bool many = c->review->subject.table_count > 1;
    return many ? arena_printf(c->arena, "%s %zu", name, index + 1) : name;
}

/* Colours in the list, and links from it where the table is shown. */
static void mark_list(struct composer *c, struct doc_table *t) {
    const struct review *r = c->review;
    t->remarks = arena_alloc(c->arena, (r->row_count + 1) * 2 * sizeof *t->remarks);
    for (size_t i = 0; i < r->row_count; i++) {
        const struct review_row *row = &r->rows[i];
        t->remarks[t->remark_count++] = (struct doc_remark){
            .row = (uint32_t)i + 1, .column = 0, .shade = (uint8_t)(SHADE_NOTE + row->severity)};
        if (row->table && row->record && is_shown(&r->subject.tables[row->table - 1])) {
            struct text cell;
            text_init(&cell);
            diag_put_cell(&cell, row->column ? row->column : 1, row->record);
            t->remarks[t->remark_count++] = (struct doc_remark){
                .row = (uint32_t)i + 1,
                .column = 2,
                .link = arena_printf(c->arena, "'%s'!%s", sheet_of(c, row->table - 1), cell.data)};
            text_release(&cell);
        }
    }
}

struct doc *compose_review_book(struct arena *a, const struct review *review) {
    const struct review_subject *s = &review->subject;
    struct composer c;
    size_t parts = 1;
    for (size_t i = 0; i < s->table_count; i++) {
        parts += is_shown(&s->tables[i]);
    }
    struct doc *doc = begin_doc(&c, a, review, parts);
    c.part->blocks = arena_alloc(a, 8 * sizeof *c.part->blocks);
    set_page(c.part, true, word(&c, WORD_LIST_SHEET));
    compose_head(&c);
    struct doc_table *list = compose_list(&c, book_columns, COUNT(book_columns), false);
    mark_list(&c, list);
    add_table(&c, list);
    for (size_t i = 0; i < s->table_count; i++) {
        if (is_shown(&s->tables[i])) {
            c.part++;
            c.part->blocks = arena_alloc(a, sizeof *c.part->blocks);
            c.part->source_file = s->tables[i].file;
            set_page(c.part, true, sheet_of(&c, i));
            add_table(&c, compose_typed(&c, i));
        }
    }
    return doc;
}
