/* Writes the tables of a document as a workbook, through libxlsxwriter. */
#include "emit/xlsx.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/text.h"
#include "base/utf8.h"
#include "doc/chart.h"
#include "doc/doc.h"
#include "emit/xlsx_book.h"
#include "emit/xlsx_chart.h"
#include "layout/tablefit.h"

/* The library writes column widths for Calibri 11: see OWN_DIGIT. */
#define LIBRARY_DIGIT      7.0
#define LIBRARY_PADDING    5.0
#define LIBRARY_MIN_DIGITS 1.0

/* The paper codes in the file format. */
#define PAPER_A4 9
#define PAPER_A3 8

/* A line of Times New Roman in Excel is 1.3125 of its size: 15.75 for 12 pt. */
#define LINE_PITCH 1.3125
#define ROW_AIR    4.5
#define ROW_STEP   0.75 /* one pixel: Excel rounds heights to it */
#define ROW_LIMIT  409.5

/* Excel breaks lines a little earlier than the printed page does, so columns are this much wider;
 * printing shrinks the sheet to the page again. */
#define COLUMN_SURPLUS 1.03

/* A freeze pane taller than this would leave no room to scroll on a small screen. */
#define FROZEN_LIMIT 400.0

/* Excel keeps 15 digits of a number; a longer one is written as text, to the last digit. */
#define NUMBER_LIMIT INT64_C(1000000000000000)

/* A comment's size in pixels and characters. */
#define NOTE_WIDTH       340
#define NOTE_CHARS       52
#define NOTE_LINES       40
#define NOTE_LINE_HEIGHT 18
#define NOTE_FONT_SIZE   10

#define LINK_LIMIT      65000 /* of a sheet, rounded down */
#define HEADER_LIMIT    255
#define TEXT_CODE_LIMIT 255 /* older Excels show #### for longer text of the format "@" */

/* Bytes of the parts that every workbook has, and of a cell or row without its text. */
#define SPACE_FIXED 65536
#define SPACE_PLACE 96
#define SPACE_NOTE  2048
#define SPACE_BLOCK 16384 /* which may be a chart */
#define SPACE_LIMIT (8 * 1024 * 1024)

/* One sheet being filled from the top. */
struct sheet {
    struct book *book;
    lxw_worksheet *worksheet;
    const struct table_fit *fit;
    lxw_col_t last_column;
    lxw_row_t row;      /* the next free one */
    double height;      /* of all rows above it, pt */
    double total_width; /* pt */
    size_t links;
};

/* ---- cells ---- */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Shows a number with the digits it was written with: 49,0 keeps its zero, 05 its leading one and
 * 2026 stays without a mark of thousands. */
static void look_at_number(const struct doc_cell *cell, struct look *look) {
    const char *s = cell->text;
    size_t run = 0;
    while (*s != '\0' && !is_digit(*s)) {
        s++;
    }
    while (is_digit(s[run])) {
        run++;
    }
    look->kind = cell->is_percent ? KIND_PERCENT : KIND_NUMBER;
    look->decimals = cell->number.scale;
    look->zeros = run > 1 && run <= 15 && s[0] == '0' ? (uint8_t)run : 0;
    look->grouped = run <= 3;
}

/* Excel would take "11/12" for a date and "- x" for a formula as soon as someone edits the cell;
 * the format "@" keeps them text. */
static bool is_tempting(const char *s) {
    return (is_digit(*s) || strchr("=+-@", *s) != NULL) && strlen(s) <= TEXT_CODE_LIMIT;
}

static bool cell_is_number(const struct doc_cell *cell) {
    return cell->is_number && cell->number.units < NUMBER_LIMIT &&
           cell->number.units > -NUMBER_LIMIT;
}

static double number_value(const struct doc_cell *cell) {
    struct decimal number = cell->number;
    if (!cell->is_percent) {
        return decimal_to_double(number);
    }
    /* Moving the decimal sign is exact, dividing is not. */
    if (number.scale + 2 <= DECIMAL_MAX_SCALE) {
        number.scale = (uint8_t)(number.scale + 2);
        return decimal_to_double(number);
    }
    return decimal_to_double(number) / 100;
}

/* A comment as wide as a hand, so that a message is not a tower of single words. */
static void note_write(struct sheet *sheet, lxw_row_t row, lxw_col_t column, const char *note) {
    size_t lines = 2;
    for (const char *s = note; *s != '\0';) {
        size_t chars = 0;
        while (*s != '\0' && utf8_next(&s) != '\n') {
            chars++;
        }
        lines += 1 + chars / NOTE_CHARS;
    }
    lines = lines < NOTE_LINES ? lines : NOTE_LINES;
    static char font[] = FONT_NAME; /* the library asks for one it could change */
    lxw_comment_options options = {.width = NOTE_WIDTH,
                                   .height = (uint16_t)(lines * NOTE_LINE_HEIGHT),
                                   .font_name = font,
                                   .font_size = NOTE_FONT_SIZE,
                                   .font_family = FONT_FAMILY};
    book_note(sheet->book,
              worksheet_write_comment_opt(sheet->worksheet, row, column, note, &options));
}

/* A link to a cell of some sheet; a workbook holds no more than so many. */
static void link_write(struct sheet *sheet, lxw_row_t row, const struct doc_cell *cell,
                       const char *target, lxw_format *format) {
    const char *url = arena_printf(sheet->book->arena, "internal:%s", target);
    book_note(sheet->book, worksheet_write_url_opt(sheet->worksheet, row, cell->column, url, format,
                                                   cell->text, NULL));
    sheet->links++;
}

/* The number with the formula that gives it. */
static void formula_write(struct sheet *sheet, lxw_row_t row, const struct doc_cell *cell,
                          const char *formula, lxw_format *format) {
    struct text out;
    text_init(&out);
    text_puts(&out, "=");
    for (const char *s = formula; *s != '\0'; s++) {
        char address[LXW_MAX_CELL_NAME_LENGTH];
        if (*s != '{') {
            text_putc(&out, *s);
            continue;
        }
        unsigned long column = strtoul(s + 1, NULL, 10);
        lxw_rowcol_to_cell(address, row, (lxw_col_t)(column - 1));
        text_puts(&out, address);
        s += strcspn(s, "}");
    }
    book_note(sheet->book, worksheet_write_formula_num(sheet->worksheet, row, cell->column,
                                                       out.data, format, number_value(cell)));
    text_release(&out);
}

/* `remark` and `formula` are NULL for most cells. */
static void cell_write(struct sheet *sheet, lxw_row_t row, const struct doc_cell *cell,
                       const struct doc_remark *remark, const char *formula) {
    struct book *book = sheet->book;
    bool as_typed = sheet->fit->table->as_typed;
    bool link = remark != NULL && remark->link != NULL && sheet->links < LINK_LIMIT;
    struct look look = {.size = sheet->fit->table->font_size,
                        .align = cell->align,
                        .style = cell->style,
                        .border = !as_typed || remark != NULL,
                        .shade = remark != NULL ? remark->shade : (uint8_t)SHADE_NONE,
                        .link = link,
                        .one_line = as_typed && cell->col_span > 1};
    bool number = cell_is_number(cell);
    if (number) {
        look_at_number(cell, &look);
    } else if (is_tempting(cell->text) && cell->text[0] != '\0') {
        look.kind = KIND_TEXT;
    }
    lxw_format *format = book_format(book, &look);
    if (!as_typed && (cell->col_span > 1 || cell->row_span > 1)) {
        /* Only the frame: this call would pass over a text that is too long in silence. */
        book_note(book, worksheet_merge_range(
                            sheet->worksheet, row, cell->column, row + cell->row_span - 1,
                            (lxw_col_t)(cell->column + cell->col_span - 1), "", format));
    }
    if (number && formula != NULL) {
        formula_write(sheet, row, cell, formula, format);
    } else if (number) {
        book_note(book, worksheet_write_number(sheet->worksheet, row, cell->column,
                                               number_value(cell), format));
    } else if (link) {
        link_write(sheet, row, cell, remark->link, format);
    } else {
        book_note(book,
                  worksheet_write_string(sheet->worksheet, row, cell->column, cell->text, format));
    }
    if (remark != NULL && remark->note != NULL) {
        note_write(sheet, row, cell->column, remark->note);
    }
}

/* ---- rows ---- */

/* Gives the next row its height and moves on. */
static lxw_row_t row_take(struct sheet *sheet, double height) {
    /* Upwards to a whole step; both bounds are far inside uint32_t. */
    double limited = height < ROW_LIMIT ? height : ROW_LIMIT;
    uint32_t steps = (uint32_t)(limited / ROW_STEP);
    if (steps * ROW_STEP < limited) {
        steps++;
    }
    book_note(sheet->book, worksheet_set_row(sheet->worksheet, sheet->row, steps * ROW_STEP, NULL));
    sheet->height += steps * ROW_STEP;
    return sheet->row++;
}

/* Lines a heading takes over the whole width. There are no glyph widths here, so each character
 * counts as a wide one of its kind: a row too high is better than a line cut off. */
static double heading_lines(const struct sheet *sheet, const char *text, double size, bool bold) {
    bool capitals = strcmp(utf8_upper(sheet->book->arena, text), text) == 0;
    double advance = size * (capitals ? 0.76 : bold ? 0.58 : 0.53);
    double lines = 1;
    double used = 0;
    while (*text != '\0') {
        uint32_t c = utf8_next(&text);
        used += advance;
        if (c == '\n' || used > sheet->total_width) {
            lines++;
            used = c == '\n' ? 0 : advance;
        }
    }
    return lines;
}

/* A text over all columns. */
static void line_write(struct sheet *sheet, const struct doc_paragraph *paragraph) {
    struct look look = {
        .size = paragraph->font_size, .align = paragraph->align, .style = paragraph->style};
    double size = paragraph->font_size / (double)MPT_PER_PT;
    double lines = heading_lines(sheet, paragraph->text, size, paragraph->style & STYLE_BOLD);
    double space = (paragraph->space_before + paragraph->space_after) / (double)MPT_PER_PT;
    lxw_row_t row = row_take(sheet, lines * size * LINE_PITCH + space + ROW_AIR);
    lxw_format *format = book_format(sheet->book, &look);
    if (sheet->last_column > 0) {
        book_note(sheet->book, worksheet_merge_range(sheet->worksheet, row, 0, row,
                                                     sheet->last_column, "", format));
    }
    book_note(sheet->book,
              worksheet_write_string(sheet->worksheet, row, 0, paragraph->text, format));
}

static void end_mark_write(struct sheet *sheet, const struct doc_paragraph *mark) {
    struct look look = {.size = mark->font_size, .align = ALIGN_RIGHT, .style = mark->style};
    double size = mark->font_size / (double)MPT_PER_PT;
    lxw_row_t row = row_take(sheet, size * LINE_PITCH + ROW_AIR);
    book_note(sheet->book, worksheet_write_string(sheet->worksheet, row, sheet->last_column,
                                                  mark->text, book_format(sheet->book, &look)));
}

/* A sheet has no place for a short stroke between columns; its air stays. */
static void rule_write(struct sheet *sheet, int32_t space_before, int32_t space_after) {
    double space = (space_before + space_after) / (double)MPT_PER_PT;
    row_take(sheet, space > 6 ? space : 6);
}

/* The remark on a cell, or NULL; `*next` moves on with the cells. */
static const struct doc_remark *take_remark(const struct doc_table *table, size_t row,
                                            size_t column, size_t *next) {
    if (*next == table->remark_count) {
        return NULL;
    }
    const struct doc_remark *remark = &table->remarks[*next];
    if (remark->row != row || remark->column != column) {
        return NULL;
    }
    ++*next;
    return remark;
}

/* The formula of the cell, or NULL, as above. */
static const char *take_formula(const struct doc_table *table, size_t row, size_t column,
                                size_t *next) {
    if (*next == table->formula_count) {
        return NULL;
    }
    const struct doc_formula *formula = &table->formulas[*next];
    if (formula->row != row || formula->column != column) {
        return NULL;
    }
    ++*next;
    return formula->text;
}

static void table_write(struct sheet *sheet, const struct doc_table *table) {
    double size = table->font_size / (double)MPT_PER_PT;
    lxw_row_t first = sheet->row;
    size_t next = 0, formula = 0;
    if (table->as_typed) {
        worksheet_gridlines(sheet->worksheet, LXW_SHOW_ALL_GRIDLINES);
    }
    for (size_t r = 0; r < table->row_count; r++) {
        if (r == table->header_rows && r > 0) {
            if (sheet->height <= FROZEN_LIMIT) {
                worksheet_freeze_panes(sheet->worksheet, sheet->row, 0);
            }
            if (!table->as_typed) {
                book_note(sheet->book,
                          worksheet_repeat_rows(sheet->worksheet, first, sheet->row - 1));
            }
        }
        lxw_row_t row = row_take(sheet, sheet->fit->lines[r] * size * LINE_PITCH + ROW_AIR);
        const struct doc_row *source = doc_table_row(table, r);
        for (uint32_t c = 0; c < source->cell_count; c++) {
            const struct doc_cell *cell = &source->cells[c];
            cell_write(sheet, row, cell, take_remark(table, r, cell->column, &next),
                       take_formula(table, r, cell->column, &formula));
        }
    }
}

/* ---- sheets ---- */

static void columns_set(struct sheet *sheet) {
    const int32_t *edges = sheet->fit->edges;
    for (lxw_col_t c = 0; c <= sheet->last_column; c++) {
        double width = (edges[c + 1] - edges[c]) / (double)MPT_PER_PT * COLUMN_SURPLUS;
        double digits = width * 96 / 72 / OWN_DIGIT;
        double given = digits - LIBRARY_PADDING / LIBRARY_DIGIT;
        if (given < LIBRARY_MIN_DIGITS) {
            given = LIBRARY_MIN_DIGITS;
        }
        book_note(sheet->book, worksheet_set_column(sheet->worksheet, c, c, given, NULL));
        sheet->total_width += width;
    }
}

/* The page number, centred within its margin. The library knows no separate first page, so it
 * stands there too; a draft's mark goes onto every page this way. */
static void header_set(struct sheet *sheet, const struct doc_part *part) {
    bool at_foot = part->page_number_at_foot;
    struct text header, number;
    text_init(&header);
    text_init(&number);
    /* "&" starts a command there, and the library miscounts an escaped one. */
    if (part->watermark != NULL && strchr(part->watermark, '&') == NULL &&
        utf8_count(part->watermark) < HEADER_LIMIT / 2) {
        text_puts(&header, "&L&\"" FONT_NAME ",Bold\"&14 ");
        text_puts(&header, part->watermark);
    }
    text_puts(&number, "&C&\"" FONT_NAME ",Regular\"&");
    text_putu(&number, (uint64_t)((part->page_number_size + MPT_PER_PT / 2) / MPT_PER_PT));
    text_puts(&number, "&P");
    int32_t margin = at_foot ? part->margin_bottom : part->margin_top;
    double air = (margin - part->page_number_size * 1.15) / 2;
    lxw_header_footer_options options = {.margin = air > 0 ? air / (72.0 * MPT_PER_PT) : 0.1};
    if (at_foot) {
        book_note(sheet->book, worksheet_set_footer_opt(sheet->worksheet, number.data, &options));
    } else {
        text_put(&header, number.data, number.len);
    }
    if (header.len > 0) {
        book_note(sheet->book, worksheet_set_header_opt(sheet->worksheet, header.data, &options));
    }
    text_release(&header);
    text_release(&number);
}

static void page_set(struct sheet *sheet, const struct doc_part *part) {
    const double inch = 72.0 * MPT_PER_PT;
    lxw_worksheet *worksheet = sheet->worksheet;
    worksheet_set_paper(worksheet, part->a3 ? PAPER_A3 : PAPER_A4);
    if (part->landscape) {
        worksheet_set_landscape(worksheet);
    }
    worksheet_set_margins(worksheet, part->margin_left / inch, part->margin_right / inch,
                          part->margin_top / inch, part->margin_bottom / inch);
    header_set(sheet, part);
    if (sheet->book->name_count > 1 && !part->number_runs_on) {
        worksheet_set_start_page(sheet->worksheet, 1); /* also when the whole book is printed */
    }
    worksheet_fit_to_pages(worksheet, 1, 0);
    worksheet_center_horizontally(worksheet);
}

static void sheet_write(struct sheet *sheet, const struct doc_part *part) {
    columns_set(sheet);
    page_set(sheet, part);
    if (part->watermark != NULL) {
        line_write(sheet, &(struct doc_paragraph){.text = part->watermark,
                                                  .font_size = 16 * MPT_PER_PT,
                                                  .align = ALIGN_CENTER,
                                                  .style = STYLE_BOLD});
    }
    for (size_t b = 0; b < part->block_count && sheet->book->error == LXW_NO_ERROR; b++) {
        const struct doc_block *block = &part->blocks[b];
        switch (block->kind) {
        case BLOCK_PARAGRAPH:
            line_write(sheet, &block->as.paragraph);
            break;
        case BLOCK_RULE:
            rule_write(sheet, block->as.rule.space_before, block->as.rule.space_after);
            break;
        case BLOCK_TABLE:
            table_write(sheet, block->as.table);
            break;
        case BLOCK_END_MARK:
            end_mark_write(sheet, &block->as.paragraph);
            break;
        case BLOCK_COLUMNS:
        case BLOCK_FRAME:
        case BLOCK_LIST:
        case BLOCK_ROOM:
        case BLOCK_CHART: /* on the next sheet */
            break;        /* of a letter, which has no sheet */
        }
    }
    book_note(sheet->book,
              worksheet_print_area(sheet->worksheet, 0, 0, sheet->row - 1, sheet->last_column));
    /* Item numbers and codes are text on purpose: no green corner on each of them. */
    char range[64];
    lxw_rowcol_to_range(range, 0, 0, sheet->row - 1, sheet->last_column);
    book_note(sheet->book,
              worksheet_ignore_errors(sheet->worksheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range));
}

/* ---- sheets of charts ---- */

#define CHART_SHEET "Biểu đồ" /* beside a table; a part of charts alone has a name of its own */

static bool has_charts(const struct doc_part *part) {
    for (size_t b = 0; b < part->block_count; b++) {
        if (part->blocks[b].kind == BLOCK_CHART) {
            return true;
        }
    }
    return false;
}

/* Those of the charts, and of the widest table of figures: names, series, notes. */
static size_t chart_sheet_columns(const struct doc_part *part) {
    size_t columns = XLSX_CHART_COLUMNS;
    for (size_t b = 0; b < part->block_count; b++) {
        if (part->blocks[b].kind == BLOCK_CHART) {
            size_t own = part->blocks[b].as.chart->series_count + 2;
            columns = own > columns ? own : columns;
        }
    }
    return columns;
}

/* A chart with its figures and what stands above it: goes to the next page whole. */
struct chart_piece {
    lxw_row_t row;
    double height; /* pt */
};

/* A sheet that is fitted to its page has no page breaks of its own, so it gets a scale instead. */
static void chart_pages_set(struct sheet *sheet, const struct doc_part *part,
                            const struct chart_piece *pieces, size_t count) {
    int32_t across = doc_paper_width(part), down = doc_paper_height(part);
    double width = (across - part->margin_left - part->margin_right) / (double)MPT_PER_PT;
    double room = (down - part->margin_top - part->margin_bottom) / (double)MPT_PER_PT;
    double scale = width / sheet->total_width;
    scale = scale < 1 ? scale : 1;
    for (size_t i = 0; i < count; i++) {
        double fits = room / pieces[i].height;
        scale = fits < scale ? fits : scale;
    }
    worksheet_set_print_scale(sheet->worksheet, (uint16_t)(scale * 100));
    lxw_row_t *breaks = arena_alloc(sheet->book->arena, (count + 1) * sizeof *breaks);
    size_t break_count = 0;
    double used = 0;
    for (size_t i = 0; i < count; i++) {
        if (used > 0 && (used + pieces[i].height) * scale > room) {
            breaks[break_count++] = pieces[i].row;
            used = 0;
        }
        used += pieces[i].height;
    }
    if (break_count > 0) {
        book_note(sheet->book, worksheet_set_h_pagebreaks(sheet->worksheet, breaks));
    }
}

static void chart_sheet_write(struct book *book, const struct doc_part *part, bool alone) {
    size_t columns = chart_sheet_columns(part);
    struct sheet sheet = {.book = book,
                          .worksheet = book_add_sheet(book, alone ? part->sheet_name : CHART_SHEET),
                          .last_column = (lxw_col_t)(columns - 1),
                          .total_width = xlsx_chart_width(columns)};
    if (sheet.worksheet == NULL) {
        return;
    }
    xlsx_chart_columns(book, sheet.worksheet);
    page_set(&sheet, part);
    struct chart_piece *pieces = arena_alloc(book->arena, (part->block_count + 1) * sizeof *pieces);
    size_t count = 0;
    for (size_t b = 0; b < part->block_count && book->error == LXW_NO_ERROR; b++) {
        const struct doc_block *block = &part->blocks[b];
        if (block->kind == BLOCK_PARAGRAPH && alone) {
            line_write(&sheet, &block->as.paragraph);
        } else if (block->kind == BLOCK_CHART) {
            lxw_row_t first = count > 0 ? pieces[count].row : 0;
            double height;
            sheet.row =
                xlsx_chart_write(book, sheet.worksheet, sheet.row, block->as.chart, &height);
            pieces[count++] = (struct chart_piece){first, sheet.height + height};
            pieces[count].row = sheet.row;
            sheet.height = 0;
        }
    }
    chart_pages_set(&sheet, part, pieces, count);
    book_note(book, worksheet_print_area(sheet.worksheet, 0, 0, sheet.row, sheet.last_column));
}

/* ---- the workbook ---- */

static void book_fill(struct book *book, const struct doc *doc, const struct table_fit *fits) {
    for (size_t p = 0; p < doc->part_count && book->error == LXW_NO_ERROR; p++) {
        const struct doc_table *table = fits[p].table;
        if (doc->parts[p].sheet_name == NULL) {
            continue;
        }
        bool charts = has_charts(&doc->parts[p]);
        if (table == NULL) {
            if (charts) {
                chart_sheet_write(book, &doc->parts[p], true);
            }
            continue;
        }
        if (table->column_count == 0 || table->column_count > LXW_COL_MAX) {
            book_note(book, LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE);
            return;
        }
        struct sheet sheet = {.book = book,
                              .worksheet = book_add_sheet(book, doc->parts[p].sheet_name),
                              .fit = &fits[p],
                              .last_column = (lxw_col_t)(table->column_count - 1)};
        if (sheet.worksheet != NULL) {
            sheet_write(&sheet, &doc->parts[p]);
        }
        if (charts) {
            chart_sheet_write(book, &doc->parts[p], false);
        }
    }
    if (book->name_count == 0) {
        book_note(book, LXW_ERROR_PARAMETER_VALIDATION); /* no sheet, nothing to write */
    }
}

/* Fills the file `path`; the library has no output to memory. */
static lxw_error file_write(struct arena *arena, const char *path, const struct doc *doc,
                            const struct table_fit *fits) {
    struct book book;
    book_begin(&book, arena, path, doc);
    if (book.workbook == NULL) {
        return LXW_ERROR_MEMORY_MALLOC_FAILED;
    }
    book_fill(&book, doc, fits);
    if (book.error != LXW_NO_ERROR) {
        lxw_workbook_free(book.workbook);
        return book.error;
    }
    return workbook_close(book.workbook);
}

/* What the library will write to the disk, roughly. */
static size_t space_needed(const struct doc *doc, const struct table_fit *fits) {
    size_t space = SPACE_FIXED;
    for (size_t p = 0; p < doc->part_count; p++) {
        const struct doc_table *table = fits[p].table;
        for (size_t r = 0; table != NULL && r < table->row_count && space < SPACE_LIMIT; r++) {
            space += (table->column_count + 1) * SPACE_PLACE;
            const struct doc_row *row = doc_table_row(table, r);
            for (uint32_t c = 0; c < row->cell_count; c++) {
                space += strlen(row->cells[c].text);
            }
        }
        space += table != NULL ? table->remark_count * SPACE_NOTE : 0;
        space += table != NULL ? table->formula_count * SPACE_PLACE : 0;
        space += doc->parts[p].sheet_name != NULL ? doc->parts[p].block_count * SPACE_BLOCK : 0;
    }
    return space < SPACE_LIMIT ? space : SPACE_LIMIT;
}

/* When the disk fills up the library packs half a sheet and reports success, as long as the packed
 * part is small enough for its buffers; a large one fails by itself. So the file starts out with
 * as many bytes as will be needed: either there is room for them, or nothing is begun. */
static char *file_reserve(struct arena *arena, const struct doc *doc,
                          const struct table_fit *fits) {
    size_t space = space_needed(doc, fits);
    return fs_temporary(arena, arena_alloc(arena, space), space);
}

bool xlsx_write(const struct doc *doc, const struct table_fit *fits, struct diag *diag,
                struct text *out) {
    struct arena *arena = arena_new();
    lxw_error error = LXW_ERROR_CREATING_TMPFILE;
    char *path = file_reserve(arena, doc, fits);
    if (path != NULL) {
        char *bytes = NULL;
        size_t len = 0;
        error = file_write(arena, path, doc, fits);
        if (error == LXW_NO_ERROR && fs_read(arena, path, SIZE_MAX / 2, &bytes, &len) != FS_OK) {
            error = LXW_ERROR_READING_TMPFILE;
        }
        fs_remove(path);
        if (error == LXW_NO_ERROR) {
            text_put(out, bytes, len);
        }
    }
    if (error != LXW_NO_ERROR) {
        DIAG(diag, E605, NULL, "XLSX", lxw_strerror(error));
    }
    arena_free(arena);
    return error == LXW_NO_ERROR;
}
