/* Proves a finished workbook: holds its cells against the document's tables. */
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/diag.h"
#include "base/text.h"
#include "doc/doc.h"
#include "emit/reread.h"
#include "emit/reread_xlsx.h"

/* Spreadsheets keep so many digits of a number; the file may hold more of the binary one. */
#define DIGITS       15
#define TEXT_DIGITS  40
#define NUMBER_LIMIT INT64_C(1000000000000000) /* in units; beyond, a text is expected */

struct check {
    struct arena *arena;
    struct diag *diag;
    struct place at;
    const struct held_sheet *sheet;
    size_t next; /* its first cell that was not looked at */
    uint32_t row;
    uint32_t columns; /* of the part */
    bool good;
};

/* ---- numbers ---- */

/* Digits without zeros at either end, times a power of ten. */
struct digits {
    bool negative;
    char list[TEXT_DIGITS];
    size_t count; /* 0: the number is zero */
    int power;
};

/* Nobody puts a zero in front. */
static void digits_strip(struct digits *d) {
    while (d->count > 0 && d->list[d->count - 1] == '0') {
        d->count--;
        d->power++;
    }
    if (d->count == 0) {
        d->negative = false;
        d->power = 0;
    }
}

/* Half away from zero. */
static void digits_round(struct digits *d) {
    digits_strip(d);
    if (d->count <= DIGITS) {
        return;
    }
    bool up = d->list[DIGITS] >= '5';
    d->power += (int)(d->count - DIGITS);
    d->count = DIGITS;
    for (size_t i = DIGITS; up && i > 0; i--) {
        up = d->list[i - 1] == '9';
        d->list[i - 1] = (char)(up ? '0' : d->list[i - 1] + 1);
    }
    if (up) { /* all were nines */
        d->list[0] = '1';
        d->count = 1;
        d->power += DIGITS;
    }
    digits_strip(d);
}

/* "-12.5", "1.5E-05". False when it is no number or has too many digits. */
static bool digits_read(const char *s, struct digits *d) {
    bool point = false, any = false;
    *d = (struct digits){.negative = *s == '-'};
    for (s += *s == '-'; (*s >= '0' && *s <= '9') || (*s == '.' && !point); s++) {
        if (*s == '.') {
            point = true;
        } else if (d->count == TEXT_DIGITS) {
            return false;
        } else {
            any = true;
            d->power -= point;
            if (d->count > 0 || *s != '0') {
                d->list[d->count++] = *s;
            }
        }
    }
    if (any && (*s == 'E' || *s == 'e')) {
        bool below = *++s == '-';
        int power = 0;
        for (s += *s == '-' || *s == '+'; *s >= '0' && *s <= '9' && power < 1000; s++) {
            power = power * 10 + (*s - '0');
        }
        d->power += below ? -power : power;
    }
    bool good = any && *s == '\0';
    digits_round(d);
    return good;
}

/* As the workbook holds it: 12,5% is 0.125 there. */
static struct digits digits_of(const struct doc_cell *cell) {
    uint64_t units =
        cell->number.units < 0 ? 0 - (uint64_t)cell->number.units : (uint64_t)cell->number.units;
    struct digits d = {.negative = cell->number.units < 0,
                       .power = -(int)cell->number.scale - (cell->is_percent ? 2 : 0)};
    char reversed[TEXT_DIGITS];
    size_t count = 0;
    for (; units > 0; units /= 10) {
        reversed[count++] = (char)('0' + units % 10);
    }
    while (count > 0) {
        d.list[d.count++] = reversed[--count];
    }
    digits_strip(&d);
    return d;
}

static bool is_same_number(const char *text, const struct doc_cell *cell) {
    struct digits got, wanted = digits_of(cell);
    return digits_read(text, &got) && got.negative == wanted.negative &&
           got.power == wanted.power && got.count == wanted.count &&
           memcmp(got.list, wanted.list, got.count) == 0;
}

/* ---- cells ---- */

static bool is_right(const struct held_cell *held, const struct doc_cell *cell) {
    bool number =
        cell->is_number && cell->number.units < NUMBER_LIMIT && cell->number.units > -NUMBER_LIMIT;
    return held->is_number == number &&
           (number ? is_same_number(held->text, cell) : strcmp(held->text, cell->text) == 0);
}

static void report(struct check *c, uint32_t row, uint32_t column, const char *got,
                   const char *wanted) {
    struct text name;
    text_init(&name);
    diag_put_cell(&name, column + 1, row + 1);
    struct place at = c->at;
    at.value = got;
    at.expected = wanted;
    DIAG(c->diag, E985, &at, name.data, c->sheet->name, got, wanted);
    text_release(&name);
    c->good = false;
}

/* Cells before the place, within what the document fills, should not be there. */
static void pass_over(struct check *c, uint32_t row, uint32_t column) {
    for (; c->next < c->sheet->count; c->next++) {
        const struct held_cell *held = &c->sheet->cells[c->next];
        if (held->row > row || (held->row == row && held->column >= column)) {
            return;
        }
        if (held->column < c->columns) {
            report(c, held->row, held->column, held->text, "");
        }
    }
}

static void expect(struct check *c, uint32_t row, const struct doc_cell *cell) {
    pass_over(c, row, cell->column);
    bool more = c->next < c->sheet->count;
    const struct held_cell *held = more ? &c->sheet->cells[c->next] : NULL;
    if (held == NULL || held->row != row || held->column != cell->column) {
        if (*cell->text != '\0') {
            report(c, row, cell->column, "", cell->text);
        }
        return;
    }
    c->next++;
    if (!is_right(held, cell)) {
        report(c, row, cell->column, held->text, cell->text);
    }
}

static void expect_line(struct check *c, const char *text, uint32_t column) {
    expect(c, c->row++, &(struct doc_cell){.text = text, .column = (uint16_t)column});
}

static void table_check(struct check *c, const struct doc_table *table) {
    for (size_t r = 0; r < table->row_count; r++, c->row++) {
        const struct doc_row *row = doc_table_row(table, r);
        for (uint32_t i = 0; i < row->cell_count; i++) {
            expect(c, c->row, &row->cells[i]);
        }
    }
}

/* ---- sheets ---- */

static const struct doc_table *table_of(const struct doc_part *part) {
    for (size_t b = 0; b < part->block_count; b++) {
        if (part->blocks[b].kind == BLOCK_TABLE) {
            return part->blocks[b].as.table;
        }
    }
    return NULL;
}

/* Row by row, as blocks follow each other in the sheet. */
static void sheet_check(struct check *c, const struct doc_part *part,
                        const struct doc_table *table) {
    c->next = 0;
    c->row = 0;
    c->columns = (uint32_t)table->column_count;
    if (part->watermark) {
        expect_line(c, part->watermark, 0);
    }
    for (size_t b = 0; b < part->block_count; b++) {
        const struct doc_block *block = &part->blocks[b];
        if (block->kind == BLOCK_PARAGRAPH) {
            expect_line(c, block->as.paragraph.text, 0);
        } else if (block->kind == BLOCK_END_MARK) {
            expect_line(c, block->as.paragraph.text, c->columns - 1);
        } else if (block->kind == BLOCK_RULE) {
            c->row++;
        } else if (block->kind == BLOCK_TABLE) {
            table_check(c, block->as.table);
        }
    }
    pass_over(c, c->row, 0);
}

/* "Biểu 01" or, where several parts have that name, "Biểu 01 (2)", perhaps shortened. */
static bool is_called(const char *held, const char *name, bool numbered) {
    const char *mark = NULL;
    if (!numbered) {
        return strcmp(held, name) == 0;
    }
    for (const char *s = strstr(held, " ("); s; s = strstr(s + 1, " (")) {
        mark = s;
    }
    if (mark == NULL || strncmp(held, name, (size_t)(mark - held)) != 0) {
        return false;
    }
    mark += 2;
    size_t digits = strspn(mark, "0123456789");
    return digits > 0 && strcmp(mark + digits, ")") == 0;
}

/* Each sheet belongs to one part. */
static const struct held_sheet *sheet_find(const struct held_book *book, const char *name,
                                           bool *taken) {
    for (int numbered = 0; numbered < 2; numbered++) {
        for (size_t i = 0; i < book->count; i++) {
            if (!taken[i] && is_called(book->sheets[i].name, name, numbered)) {
                taken[i] = true;
                return &book->sheets[i];
            }
        }
    }
    return NULL;
}

static void book_check(struct check *c, const struct held_book *book, const struct doc *doc) {
    bool *taken = arena_alloc(c->arena, (book->count + 1) * sizeof *taken);
    for (size_t p = 0; p < doc->part_count; p++) {
        const struct doc_part *part = &doc->parts[p];
        const struct doc_table *table = part->sheet_name ? table_of(part) : NULL;
        if (table == NULL) {
            continue;
        }
        c->sheet = sheet_find(book, part->sheet_name, taken);
        if (c->sheet) {
            sheet_check(c, part, table);
        } else {
            DIAG(c->diag, E984, &c->at, part->sheet_name);
            c->good = false;
        }
    }
}

bool reread_check_xlsx(const char *file, const struct text *xlsx, const struct doc *doc,
                       struct diag *diag) {
    struct check c = {.arena = arena_new(), .diag = diag, .at = {.file = file}, .good = true};
    struct held_book book;
    const char *fault;
    if (reread_xlsx(c.arena, xlsx, &book, &fault)) {
        book_check(&c, &book, doc);
    } else {
        DIAG(diag, E980, &c.at, fault);
        c.good = false;
    }
    arena_free(c.arena);
    return c.good;
}
