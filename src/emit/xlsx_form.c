/* Writes a collection form as a workbook in memory, through libxlsxwriter.
 *
 * A saved CSV holds what the cells show, so a cell to fill must show all that was typed: at least
 * the digits of the plan, and more where there are more. It marks no thousands: a sign before
 * three digits could be read as either. */
#include "emit/xlsx_form.h"

#include <inttypes.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "base/typography.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "doc/form.h"
#include "emit/xlsx_book.h"
#include "emit/xlsx_file.h"
#include "model/letter.h"

#define GUIDE_SHEET "Hướng dẫn"
#define GUIDE_WIDTH 130.0 /* digits */

#define PAPER_A4      9
#define MARGIN_INCH   0.6
#define FONT_SIZE     12
#define TITLE_SIZE    14
#define FROZEN_LEFT   2     /* code and name stay while the rest moves */
#define MOST_DECIMALS 9     /* of an amount: what the program keeps exactly */
#define TEXT_LIMIT    255   /* older Excels show #### for longer text of the format "@" */
#define LINE_HEIGHT   15.75 /* pt, of the text's size in Excel */
#define ROW_AIR       4.5
#define ROW_LIMIT     409.5
#define FEWEST_LINES  2 /* of a row to fill: room to read what was typed */
#define DIGITS_PER_MM (96 / 25.4 / OWN_DIGIT)

#define COLOR_FILL    0xFFF2CC
#define COLOR_HEADING 0xD9E1F2
#define COLOR_SECTION 0xEDEDED

/* Bytes of the parts that every workbook has, and of a row with its validations. */
#define SPACE_FIXED 65536
#define SPACE_ROW   4096
#define SPACE_LIMIT ((size_t)8 * 1024 * 1024)

enum look_kind { LOOK_TITLE, LOOK_LINE, LOOK_HEADING, LOOK_SECTION, LOOK_LOCKED, LOOK_FILL };

struct form_look {
    uint8_t kind;  /* enum look_kind */
    uint8_t align; /* enum text_align */
    bool wrap;
    const char *code; /* of its number format, or NULL */
};

struct form_format {
    struct form_look look;
    lxw_format *format;
    struct form_format *next;
};

struct writer {
    struct book book;
    const struct form_book *form;
    struct form_format *formats;
    lxw_worksheet *sheet;
};

/* ---- formats ---- */

static void look_apply(lxw_format *format, const struct form_look *look) {
    static const uint8_t aligns[] = {[ALIGN_LEFT] = LXW_ALIGN_LEFT,
                                     [ALIGN_CENTER] = LXW_ALIGN_CENTER,
                                     [ALIGN_RIGHT] = LXW_ALIGN_RIGHT,
                                     [ALIGN_JUSTIFY] = LXW_ALIGN_LEFT};
    static const lxw_color_t colors[] = {
        [LOOK_HEADING] = COLOR_HEADING, [LOOK_SECTION] = COLOR_SECTION, [LOOK_FILL] = COLOR_FILL};
    format_set_font_name(format, FONT_NAME);
    format_set_font_family(format, FONT_FAMILY);
    format_set_font_size(format, look->kind == LOOK_TITLE ? TITLE_SIZE : FONT_SIZE);
    format_set_align(format, aligns[look->align]);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (look->kind == LOOK_TITLE || look->kind == LOOK_HEADING || look->kind == LOOK_SECTION) {
        format_set_bold(format);
    }
    if (look->kind >= LOOK_HEADING) {
        format_set_border(format, LXW_BORDER_THIN);
    }
    if (look->kind == LOOK_HEADING || look->kind == LOOK_SECTION || look->kind == LOOK_FILL) {
        format_set_pattern(format, LXW_PATTERN_SOLID);
        format_set_bg_color(format, colors[look->kind]);
    }
    if (look->kind == LOOK_FILL) {
        format_set_unlocked(format);
    }
    if (look->wrap) {
        format_set_text_wrap(format);
    }
    if (look->code) {
        format_set_num_format(format, look->code);
    }
}

static bool same_look(const struct form_look *a, const struct form_look *b) {
    bool codes = a->code && b->code ? strcmp(a->code, b->code) == 0 : a->code == b->code;
    return codes && a->kind == b->kind && a->align == b->align && a->wrap == b->wrap;
}

/* A form needs some ten formats; each is made once. */
static lxw_format *format_of(struct writer *w, const struct form_look *look) {
    for (struct form_format *f = w->formats; f; f = f->next) {
        if (same_look(&f->look, look)) {
            return f->format;
        }
    }
    struct form_format *f = arena_alloc(w->book.arena, sizeof *f);
    *f = (struct form_format){*look, workbook_add_format(w->book.workbook), w->formats};
    w->formats = f;
    if (f->format == NULL) {
        book_note(&w->book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    look_apply(f->format, look);
    return f->format;
}

/* "[$-42A]0.00#######": a code is written with American signs, 42A shows Vietnamese ones. */
static const char *amount_code(struct writer *w, unsigned digits) {
    char decimals[MOST_DECIMALS + 1];
    if (digits == 0) {
        return "[$-42A]General";
    }
    digits = digits < MOST_DECIMALS ? digits : MOST_DECIMALS;
    memset(decimals, '#', MOST_DECIMALS);
    memset(decimals, '0', digits);
    decimals[MOST_DECIMALS] = '\0';
    return arena_printf(w->book.arena, "[$-42A]0.%s", decimals);
}

static const char *fill_code(struct writer *w, const struct form_ask *ask) {
    switch (ask->entry) {
    case FORM_AMOUNT:
        return amount_code(w, ask->shown);
    case FORM_DATE:
        return "[$-42A]dd/mm/yyyy";
    default:
        return "@"; /* 11/12 is no day of December, and "- chậm" no formula */
    }
}

static const char *number_code(struct writer *w, const struct form_cell *cell) {
    const char *zeros = "000000000";
    return arena_printf(w->book.arena, "[$-42A]#,##0%s%.*s%s", cell->number.scale ? "." : "",
                        (int)cell->number.scale, zeros, cell->is_percent ? "%" : "");
}

/* ---- what a cell takes ---- */

static lxw_datetime datetime_of(struct date d) {
    return (lxw_datetime){.year = d.year, .month = d.month, .day = d.day};
}

/* A number within its limits, with no more digits than may be typed. */
static char *amount_rule(struct writer *w, lxw_row_t row, lxw_col_t column,
                         const struct form_ask *ask) {
    char cell[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell(cell, row, column);
    return arena_printf(w->book.arena,
                        "=AND(ISNUMBER(%s),%s>=%" PRId64 ",%s<=%" PRId64 ",ROUND(%s,%u)=%s)", cell,
                        cell, ask->low, cell, ask->high, cell, (unsigned)ask->digits, cell);
}

/* Two whole numbers, the first not above the second. */
static char *fraction_rule(struct writer *w, lxw_row_t row, lxw_col_t column) {
    char cell[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell(cell, row, column);
    struct arena *a = w->book.arena;
    const char *done = arena_printf(a, "VALUE(LEFT(%s,FIND(\"/\",%s)-1))", cell, cell);
    const char *total = arena_printf(a, "VALUE(MID(%s,FIND(\"/\",%s)+1,9))", cell, cell);
    return arena_printf(a, "=AND(%s>=0,%s<=%s,INT(%s)=%s)", done, done, total, done, done);
}

/* The library asks for texts that it could change. */
static char **choices_of(struct arena *a, const char *const *choices) {
    size_t count = 0;
    while (choices[count]) {
        count++;
    }
    char **copy = arena_alloc(a, (count + 1) * sizeof *copy);
    for (size_t i = 0; i < count; i++) {
        copy[i] = arena_strdup(a, choices[i]);
    }
    return copy;
}

static void rule_write(struct writer *w, lxw_row_t row, lxw_col_t column,
                       const struct form_ask *ask) {
    struct arena *a = w->book.arena;
    lxw_data_validation rule = {.validate = LXW_VALIDATION_TYPE_ANY,
                                .input_title = arena_strdup(a, ask->title),
                                .input_message = arena_strdup(a, ask->hint)};
    if (ask->refusal) {
        rule.error_title = arena_strdup(a, ask->title);
        rule.error_message = arena_strdup(a, ask->refusal);
    }
    switch (ask->entry) {
    case FORM_AMOUNT:
        rule.validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA;
        rule.value_formula = amount_rule(w, row, column, ask);
        break;
    case FORM_FRACTION:
        rule.validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA;
        rule.value_formula = fraction_rule(w, row, column);
        break;
    case FORM_CHOICE:
        rule.validate = LXW_VALIDATION_TYPE_LIST;
        rule.value_list = choices_of(a, ask->choices);
        break;
    case FORM_DATE:
        rule.validate = LXW_VALIDATION_TYPE_DATE;
        rule.criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
        rule.minimum_datetime = datetime_of(ask->from);
        rule.maximum_datetime = datetime_of(ask->to);
        break;
    default:
        break;
    }
    book_note(&w->book, worksheet_data_validation_cell(w->sheet, row, column, &rule));
}

/* ---- cells ---- */

static void text_write(struct writer *w, lxw_row_t row, lxw_col_t column, const char *text,
                       lxw_format *format) {
    book_note(&w->book, *text ? worksheet_write_string(w->sheet, row, column, text, format)
                              : worksheet_write_blank(w->sheet, row, column, format));
}

static void number_write(struct writer *w, lxw_row_t row, lxw_col_t column,
                         const struct form_cell *cell, lxw_format *format) {
    struct decimal number = cell->number;
    double value = decimal_to_double(number);
    if (cell->is_percent) {
        number.scale = (uint8_t)(number.scale + 2); /* exact, which dividing is not */
        value = number.scale <= DECIMAL_MAX_SCALE ? decimal_to_double(number) : value / 100;
    }
    book_note(&w->book, worksheet_write_number(w->sheet, row, column, value, format));
}

static void cell_write(struct writer *w, lxw_row_t row, lxw_col_t column,
                       const struct form_column *head, const struct form_row *source) {
    const struct form_cell *cell = &source->cells[column];
    struct form_look look = {
        .kind = source->heading ? LOOK_SECTION : LOOK_LOCKED, .align = head->align, .wrap = true};
    if (cell->ask) {
        look.kind = LOOK_FILL;
        look.code = fill_code(w, cell->ask);
        text_write(w, row, column, "", format_of(w, &look));
        rule_write(w, row, column, cell->ask);
    } else if (cell->is_number) {
        look.code = number_code(w, cell);
        number_write(w, row, column, cell, format_of(w, &look));
    } else {
        look.code = *cell->text && strlen(cell->text) <= TEXT_LIMIT ? "@" : NULL;
        text_write(w, row, column, cell->text, format_of(w, &look));
    }
}

/* ---- heights ---- */

/* Lines that a text takes in a column. There are no glyph widths here: a letter counts as wide as a
 * digit and a tenth, capitals and bold ones more, for a row too high is better than a line cut off.
 */
static unsigned lines_of(const char *text, double digits, bool bold) {
    unsigned lines = 1;
    double used = 0;
    while (*text) {
        double word = 0;
        bool ends = false;
        for (; *text && !ends; ends = text[-1] == ' ' || text[-1] == '\n') {
            uint32_t c = utf8_next(&text);
            word += letter_is_upper(c) ? 1.5 : bold ? 1.2 : 1.1;
        }
        if (used > 0 && used + word > digits) {
            lines++;
            used = 0;
        }
        used += word;
        for (; used > digits; used -= digits) {
            lines++; /* a word longer than the column */
        }
        if (ends && text[-1] == '\n') {
            lines++;
            used = 0;
        }
    }
    return lines;
}

static void height_set(struct writer *w, lxw_row_t row, unsigned lines) {
    double height = lines * LINE_HEIGHT + ROW_AIR;
    height = height < ROW_LIMIT ? height : ROW_LIMIT;
    book_note(&w->book, worksheet_set_row(w->sheet, row, height, NULL));
}

static unsigned row_lines(const struct form_sheet *sheet, const struct form_row *row) {
    unsigned most = row->heading ? 1 : FEWEST_LINES;
    for (size_t c = 0; c < sheet->column_count; c++) {
        double digits = sheet->columns[c].width * DIGITS_PER_MM;
        unsigned lines = lines_of(row->cells[c].text, digits, row->heading);
        most = lines > most ? lines : most;
    }
    return most;
}

static unsigned heading_lines(const struct form_sheet *sheet) {
    unsigned most = 1;
    for (size_t c = 0; c < sheet->column_count; c++) {
        const struct form_column *column = &sheet->columns[c];
        unsigned lines = lines_of(column->heading, column->width * DIGITS_PER_MM, true);
        most = lines > most ? lines : most;
    }
    return most;
}

/* ---- sheets ---- */

static void page_set(struct writer *w) {
    worksheet_set_paper(w->sheet, PAPER_A4);
    worksheet_set_landscape(w->sheet);
    worksheet_set_margins(w->sheet, MARGIN_INCH, MARGIN_INCH, MARGIN_INCH, MARGIN_INCH);
    worksheet_fit_to_pages(w->sheet, 1, 0);
    book_note(&w->book,
              worksheet_set_footer(w->sheet, "&C&\"" FONT_NAME ",Regular\"&11Trang &P/&N"));
    /* Users may still make rows and columns wider, to read them. */
    lxw_protection allowed = {.format_columns = LXW_TRUE, .format_rows = LXW_TRUE};
    worksheet_protect(w->sheet, NULL, &allowed);
}

/* The first cell to fill is chosen, so that its message shows what is wanted. */
static void choose_first(struct writer *w, const struct form_sheet *sheet, lxw_row_t first) {
    for (size_t r = 0; r < sheet->row_count; r++) {
        for (size_t c = 0; c < sheet->column_count; c++) {
            if (sheet->rows[r].cells[c].ask) {
                lxw_row_t row = first + (lxw_row_t)r;
                worksheet_set_selection(w->sheet, row, (lxw_col_t)c, row, (lxw_col_t)c);
                return;
            }
        }
    }
}

static void sheet_write(struct writer *w, const struct form_sheet *sheet) {
    lxw_row_t row = 0;
    lxw_col_t last = (lxw_col_t)(sheet->column_count - 1);
    for (lxw_col_t c = 0; c <= last; c++) {
        double digits = sheet->columns[c].width * DIGITS_PER_MM;
        book_note(&w->book, worksheet_set_column(w->sheet, c, c, digits, NULL));
    }
    for (size_t i = 0; i < sheet->line_count; i++) {
        struct form_look look = {.kind = i == 0 ? LOOK_TITLE : LOOK_LINE, .align = ALIGN_LEFT};
        text_write(w, row++, 0, sheet->lines[i], format_of(w, &look));
    }
    row++;
    for (lxw_col_t c = 0; c <= last; c++) {
        struct form_look look = {.kind = LOOK_HEADING, .align = ALIGN_CENTER, .wrap = true};
        text_write(w, row, c, sheet->columns[c].heading, format_of(w, &look));
    }
    height_set(w, row, heading_lines(sheet));
    book_note(&w->book, worksheet_repeat_rows(w->sheet, row, row));
    row++;
    worksheet_freeze_panes(w->sheet, row, FROZEN_LEFT);
    choose_first(w, sheet, row);
    for (size_t r = 0; r < sheet->row_count && w->book.error == LXW_NO_ERROR; r++, row++) {
        height_set(w, row, row_lines(sheet, &sheet->rows[r]));
        for (lxw_col_t c = 0; c <= last; c++) {
            cell_write(w, row, c, &sheet->columns[c], &sheet->rows[r]);
        }
    }
    book_note(&w->book, worksheet_print_area(w->sheet, 0, 0, row - 1, last));
    /* Codes and fractions are text on purpose: no green corner on each of them. */
    char range[64];
    lxw_rowcol_to_range(range, 0, 0, row - 1, last);
    book_note(&w->book, worksheet_ignore_errors(w->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range));
    page_set(w);
}

static void guide_write(struct writer *w) {
    struct form_look title = {.kind = LOOK_TITLE, .align = ALIGN_LEFT, .wrap = true};
    struct form_look line = {.kind = LOOK_LINE, .align = ALIGN_LEFT, .wrap = true};
    book_note(&w->book, worksheet_set_column(w->sheet, 0, 0, GUIDE_WIDTH, NULL));
    text_write(w, 0, 0, w->form->title, format_of(w, &title));
    for (size_t i = 0; i < w->form->guide_count; i++) {
        const char *text = arena_printf(w->book.arena, "%zu. %s", i + 1, w->form->guide[i]);
        text_write(w, (lxw_row_t)(i + 1), 0, text, format_of(w, &line));
        height_set(w, (lxw_row_t)(i + 1), lines_of(text, GUIDE_WIDTH, false));
    }
    page_set(w);
}

static void fill(struct writer *w) {
    for (size_t i = 0; i < w->form->sheet_count; i++) {
        w->sheet = book_add_sheet(&w->book, w->form->sheets[i].name);
        if (w->sheet) {
            sheet_write(w, &w->form->sheets[i]);
        }
    }
    w->sheet = book_add_sheet(&w->book, GUIDE_SHEET);
    if (w->sheet) {
        guide_write(w);
    }
}

/* ---- the workbook ---- */

static lxw_error file_write(struct arena *arena, const char *path, const void *context) {
    const struct form_book *form = context;
    struct writer w = {.form = form};
    struct doc about = {.title = form->title,
                        .author = form->author,
                        .year = form->date.year,
                        .month = form->date.month,
                        .day = form->date.day,
                        .part_count = form->sheet_count + 1};
    book_begin(&w.book, arena, path, &about);
    if (w.book.workbook == NULL) {
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    }
    fill(&w);
    if (w.book.error != LXW_NO_ERROR) {
        lxw_workbook_free(w.book.workbook);
        return w.book.error;
    }
    return workbook_close(w.book.workbook);
}

static size_t space_needed(const struct form_book *form) {
    size_t space = SPACE_FIXED;
    for (size_t i = 0; i < form->sheet_count; i++) {
        space += form->sheets[i].row_count * SPACE_ROW;
    }
    return space < SPACE_LIMIT ? space : SPACE_LIMIT;
}

bool xlsx_form_write(const struct form_book *form, struct diag *diag, struct text *out) {
    return xlsx_to_memory(file_write, form, space_needed(form), diag, out);
}
