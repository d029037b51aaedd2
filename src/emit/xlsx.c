/* Writes the tables of a document as a workbook, the only file that knows libxlsxwriter. */
#include "emit/xlsx.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <xlsxwriter.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/text.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "layout/tablefit.h"

#define FONT_NAME   "Times New Roman"
#define FONT_FAMILY 1 /* roman, with serifs */

/* Column widths count digits of the workbook's own font, and the library writes them as if that
 * were Calibri 11 (7 pixels a digit, 5 of padding). Where Calibri is missing a reader puts another
 * face in its place and all columns grow; Times New Roman 12 has a digit of exactly 8 pixels, and
 * so has its metric twin. */
#define OWN_FONT_SIZE      12
#define OWN_DIGIT          8.0
#define LIBRARY_DIGIT      7.0
#define LIBRARY_PADDING    5.0
#define LIBRARY_MIN_DIGITS 1.0

/* The paper code of A4 in the file format. */
#define PAPER_A4 9

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

#define SHEET_NAME_LIMIT 31
#define HEADER_LIMIT     255
#define TEXT_CODE_LIMIT  255 /* older Excels show #### for longer text of the format "@" */
#define FORMAT_BUCKETS   61

/* Bytes of the parts that every workbook has, and of a cell or row without its text. */
#define SPACE_FIXED 65536
#define SPACE_PLACE 96
#define SPACE_LIMIT (8 * 1024 * 1024)

enum number_kind { KIND_GENERAL, KIND_TEXT, KIND_NUMBER, KIND_PERCENT };

/* Everything that tells two formats apart; compared field by field through the packed key. */
struct look {
    int32_t size; /* mpt */
    uint8_t align;
    uint8_t style;
    bool border;
    uint8_t kind;     /* enum number_kind */
    uint8_t decimals; /* digits after the decimal sign */
    uint8_t zeros;    /* digits before it, when they start with 0; else 0 */
    bool grouped;     /* thousands are marked */
};

struct format_entry {
    uint64_t key;
    lxw_format *format;
    struct format_entry *next;
};

struct book {
    lxw_workbook *workbook;
    const char *typeface;
    struct arena *arena;
    struct format_entry *formats[FORMAT_BUCKETS];
    const char **names; /* sheet names in use, upper case: Excel does not tell cases apart */
    size_t name_count;
    lxw_error error; /* the first one; later calls are still harmless */
};

/* One sheet being filled from the top. */
struct sheet {
    struct book *book;
    lxw_worksheet *worksheet;
    const struct table_fit *fit;
    lxw_col_t last_column;
    lxw_row_t row;      /* the next free one */
    double height;      /* of all rows above it, pt */
    double total_width; /* pt */
};

static void note_error(struct book *book, lxw_error error) {
    if (error != LXW_NO_ERROR && book->error == LXW_NO_ERROR) {
        book->error = error;
    }
}

/* ---- formats ---- */

static uint64_t look_key(const struct look *look) {
    uint64_t key = (uint32_t)look->size;
    key = key << 2 | look->align;
    key = key << 2 | look->style;
    key = key << 1 | look->border;
    key = key << 2 | look->kind;
    key = key << 4 | look->decimals;
    key = key << 5 | look->zeros;
    return key << 1 | look->grouped;
}

/* The code is written with American signs; 42A makes a reader show Vietnamese ones. */
static void put_number_code(const struct look *look, struct text *code) {
    text_puts(code, "[$-42A]");
    if (look->zeros > 0) {
        for (unsigned i = 0; i < look->zeros; i++) {
            text_putc(code, '0');
        }
    } else {
        text_puts(code, look->grouped ? "#,##0" : "0");
    }
    for (unsigned i = 0; i < look->decimals; i++) {
        text_puts(code, i == 0 ? ".0" : "0");
    }
    if (look->kind == KIND_PERCENT) {
        text_putc(code, '%');
    }
}

static lxw_format *format_new(struct book *book, const struct look *look) {
    static const uint8_t aligns[] = {
        [ALIGN_LEFT] = LXW_ALIGN_LEFT,
        [ALIGN_CENTER] = LXW_ALIGN_CENTER,
        [ALIGN_RIGHT] = LXW_ALIGN_RIGHT,
    };
    lxw_format *format = workbook_add_format(book->workbook);
    if (format == NULL) {
        note_error(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    format_set_font_name(format, book->typeface);
    format_set_font_family(format, FONT_FAMILY);
    format_set_font_size(format, look->size / (double)MPT_PER_PT);
    format_set_align(format, aligns[look->align]);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    format_set_text_wrap(format);
    if (look->style & STYLE_BOLD) {
        format_set_bold(format);
    }
    if (look->style & STYLE_ITALIC) {
        format_set_italic(format);
    }
    if (look->border) {
        format_set_border(format, LXW_BORDER_THIN);
    }
    if (look->kind == KIND_TEXT) {
        format_set_num_format(format, "@");
    } else if (look->kind != KIND_GENERAL) {
        struct text code;
        text_init(&code);
        put_number_code(look, &code);
        format_set_num_format(format, code.data);
        text_release(&code);
    }
    return format;
}

/* A large table needs a dozen formats: they are shared, never made per cell. */
static lxw_format *format_of(struct book *book, const struct look *look) {
    uint64_t key = look_key(look);
    struct format_entry **bucket = &book->formats[key % FORMAT_BUCKETS];
    for (struct format_entry *e = *bucket; e != NULL; e = e->next) {
        if (e->key == key) {
            return e->format;
        }
    }
    struct format_entry *entry = arena_alloc(book->arena, sizeof *entry);
    entry->key = key;
    entry->format = format_new(book, look);
    entry->next = *bucket;
    *bucket = entry;
    return entry->format;
}

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

static void cell_write(struct sheet *sheet, lxw_row_t row, const struct doc_cell *cell) {
    struct book *book = sheet->book;
    struct look look = {.size = sheet->fit->table->font_size,
                        .align = cell->align,
                        .style = cell->style,
                        .border = true};
    bool number = cell_is_number(cell);
    if (number) {
        look_at_number(cell, &look);
    } else if (is_tempting(cell->text) && cell->text[0] != '\0') {
        look.kind = KIND_TEXT;
    }
    lxw_format *format = format_of(book, &look);
    if (cell->col_span > 1 || cell->row_span > 1) {
        /* Only the frame: this call would pass over a text that is too long in silence. */
        note_error(book, worksheet_merge_range(
                             sheet->worksheet, row, cell->column, row + cell->row_span - 1,
                             (lxw_col_t)(cell->column + cell->col_span - 1), "", format));
    }
    if (number) {
        note_error(book, worksheet_write_number(sheet->worksheet, row, cell->column,
                                                number_value(cell), format));
    } else {
        note_error(book,
                   worksheet_write_string(sheet->worksheet, row, cell->column, cell->text, format));
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
    note_error(sheet->book,
               worksheet_set_row(sheet->worksheet, sheet->row, steps * ROW_STEP, NULL));
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
    lxw_format *format = format_of(sheet->book, &look);
    if (sheet->last_column > 0) {
        note_error(sheet->book, worksheet_merge_range(sheet->worksheet, row, 0, row,
                                                      sheet->last_column, "", format));
    }
    note_error(sheet->book,
               worksheet_write_string(sheet->worksheet, row, 0, paragraph->text, format));
}

static void end_mark_write(struct sheet *sheet, const struct doc_paragraph *mark) {
    struct look look = {.size = mark->font_size, .align = ALIGN_RIGHT, .style = mark->style};
    double size = mark->font_size / (double)MPT_PER_PT;
    lxw_row_t row = row_take(sheet, size * LINE_PITCH + ROW_AIR);
    note_error(sheet->book, worksheet_write_string(sheet->worksheet, row, sheet->last_column,
                                                   mark->text, format_of(sheet->book, &look)));
}

/* A sheet has no place for a short stroke between columns; its air stays. */
static void rule_write(struct sheet *sheet, int32_t space_before, int32_t space_after) {
    double space = (space_before + space_after) / (double)MPT_PER_PT;
    row_take(sheet, space > 6 ? space : 6);
}

static void table_write(struct sheet *sheet, const struct doc_table *table) {
    double size = table->font_size / (double)MPT_PER_PT;
    lxw_row_t first = sheet->row;
    for (size_t r = 0; r < table->row_count; r++) {
        if (r == table->header_rows && r > 0) {
            if (sheet->height <= FROZEN_LIMIT) {
                worksheet_freeze_panes(sheet->worksheet, sheet->row, 0);
            }
            note_error(sheet->book, worksheet_repeat_rows(sheet->worksheet, first, sheet->row - 1));
        }
        lxw_row_t row = row_take(sheet, sheet->fit->lines[r] * size * LINE_PITCH + ROW_AIR);
        const struct doc_row *source = &table->rows[r];
        for (uint32_t c = 0; c < source->cell_count; c++) {
            cell_write(sheet, row, &source->cells[c]);
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
        note_error(sheet->book, worksheet_set_column(sheet->worksheet, c, c, given, NULL));
        sheet->total_width += width;
    }
}

/* The page number, centred within the top margin. The library knows no separate first page, so it
 * stands there too; a draft's mark goes onto every page this way. */
static void header_set(struct sheet *sheet, const struct doc_part *part) {
    struct text header;
    text_init(&header);
    /* "&" starts a command there, and the library miscounts an escaped one. */
    if (part->watermark != NULL && strchr(part->watermark, '&') == NULL &&
        utf8_count(part->watermark) < HEADER_LIMIT / 2) {
        text_puts(&header, "&L&\"" FONT_NAME ",Bold\"&14 ");
        text_puts(&header, part->watermark);
    }
    text_puts(&header, "&C&\"" FONT_NAME ",Regular\"&");
    text_putu(&header, (uint64_t)((part->page_number_size + MPT_PER_PT / 2) / MPT_PER_PT));
    text_puts(&header, "&P");
    double air = (part->margin_top - part->page_number_size * 1.15) / 2;
    lxw_header_footer_options options = {.margin = air > 0 ? air / (72.0 * MPT_PER_PT) : 0.1};
    note_error(sheet->book, worksheet_set_header_opt(sheet->worksheet, header.data, &options));
    text_release(&header);
}

static void page_set(struct sheet *sheet, const struct doc_part *part) {
    const double inch = 72.0 * MPT_PER_PT;
    lxw_worksheet *worksheet = sheet->worksheet;
    worksheet_set_paper(worksheet, PAPER_A4);
    if (part->landscape) {
        worksheet_set_landscape(worksheet);
    }
    worksheet_set_margins(worksheet, part->margin_left / inch, part->margin_right / inch,
                          part->margin_top / inch, part->margin_bottom / inch);
    header_set(sheet, part);
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
        }
    }
    note_error(sheet->book,
               worksheet_print_area(sheet->worksheet, 0, 0, sheet->row - 1, sheet->last_column));
    /* Item numbers and codes are text on purpose: no green corner on each of them. */
    char range[64];
    lxw_rowcol_to_range(range, 0, 0, sheet->row - 1, sheet->last_column);
    note_error(sheet->book,
               worksheet_ignore_errors(sheet->worksheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range));
}

static bool name_is_used(const struct book *book, const char *upper) {
    for (size_t i = 0; i < book->name_count; i++) {
        if (strcmp(book->names[i], upper) == 0) {
            return true;
        }
    }
    return false;
}

/* `name` itself, or shortened and numbered when an earlier sheet has it. */
static const char *name_make_unique(struct book *book, const char *name) {
    const char *unique = name;
    for (unsigned n = 2; name_is_used(book, utf8_upper(book->arena, unique)); n++) {
        const char *suffix = arena_printf(book->arena, " (%u)", n);
        const char *end = name;
        for (size_t room = SHEET_NAME_LIMIT - strlen(suffix); room > 0 && *end != '\0'; room--) {
            utf8_next(&end);
        }
        unique = arena_printf(book->arena, "%.*s%s", (int)(end - name), name, suffix);
    }
    book->names[book->name_count++] = utf8_upper(book->arena, unique);
    return unique;
}

/* A bad name would make the library give NULL and the next call crash: it is asked first. */
static lxw_worksheet *worksheet_make(struct book *book, const char *name) {
    if (name == NULL || *name == '\0') {
        note_error(book, LXW_ERROR_PARAMETER_VALIDATION);
        return NULL;
    }
    lxw_error error = workbook_validate_sheet_name(book->workbook, name);
    if (error != LXW_NO_ERROR && error != LXW_ERROR_SHEETNAME_ALREADY_USED) {
        note_error(book, error);
        return NULL;
    }
    const char *unique = name_make_unique(book, name);
    lxw_worksheet *worksheet = workbook_add_worksheet(book->workbook, unique);
    if (worksheet == NULL) {
        note_error(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    }
    return worksheet;
}

/* ---- the workbook ---- */

/* The first format of a workbook is the one of untouched cells; there is no call for it. */
static void own_font_set(struct book *book) {
    lxw_format *own = STAILQ_FIRST(book->workbook->formats);
    format_set_font_name(own, FONT_NAME);
    format_set_font_family(own, FONT_FAMILY);
    format_set_font_size(own, OWN_FONT_SIZE);
}

/* Seconds from 1970 to midnight of a civil date, in years that start in March so that the leap day
 * is the last of its year. */
static time_t seconds_of(int year, int month, int day) {
    int64_t y = month > 2 ? year : year - 1;
    int64_t months = month > 2 ? month - 3 : month + 9;
    int64_t days = y * 365 + y / 4 - y / 100 + y / 400 + (months * 153 + 2) / 5 + day - 719469;
    return (time_t)(days * 86400);
}

/* The date comes from the document: left to itself the library would ask the clock. */
static void properties_set(struct book *book, const struct doc *doc) {
    struct arena *a = book->arena;
    char *author = arena_strdup(a, doc->author != NULL ? doc->author : "");
    lxw_doc_properties properties = {
        .title = arena_strdup(a, doc->title != NULL ? doc->title : ""),
        .subject = arena_strdup(a, doc->subject != NULL ? doc->subject : ""),
        .author = author,
        .company = author,
        .created = seconds_of(doc->year, doc->month, doc->day),
    };
    note_error(book, workbook_set_properties(book->workbook, &properties));
}

static void book_fill(struct book *book, const struct doc *doc, const struct table_fit *fits) {
    own_font_set(book);
    properties_set(book, doc);
    book->names = arena_alloc(book->arena, (doc->part_count + 1) * sizeof *book->names);
    for (size_t p = 0; p < doc->part_count && book->error == LXW_NO_ERROR; p++) {
        const struct doc_table *table = fits[p].table;
        if (table == NULL) {
            continue;
        }
        if (table->column_count == 0 || table->column_count > LXW_COL_MAX) {
            note_error(book, LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE);
            return;
        }
        struct sheet sheet = {.book = book,
                              .worksheet = worksheet_make(book, doc->parts[p].sheet_name),
                              .fit = &fits[p],
                              .last_column = (lxw_col_t)(table->column_count - 1)};
        if (sheet.worksheet != NULL) {
            sheet_write(&sheet, &doc->parts[p]);
        }
    }
    if (book->name_count == 0) {
        note_error(book, LXW_ERROR_PARAMETER_VALIDATION); /* no table, nothing to write */
    }
}

/* Fills the file `path`; the library has no output to memory. */
static lxw_error file_write(struct arena *arena, const char *path, const struct doc *doc,
                            const struct table_fit *fits) {
    lxw_workbook_options options = {.tmpdir = fs_folder_of(arena, path)};
    struct book book = {.arena = arena,
                        .typeface = doc->typeface ? doc->typeface : FONT_NAME,
                        .workbook = workbook_new_opt(path, &options)};
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
            for (uint32_t c = 0; c < table->rows[r].cell_count; c++) {
                space += strlen(table->rows[r].cells[c].text);
            }
        }
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
        struct place place = {.file = doc->source_file};
        DIAG(diag, E605, &place, "XLSX", lxw_strerror(error));
    }
    arena_free(arena);
    return error == LXW_NO_ERROR;
}
