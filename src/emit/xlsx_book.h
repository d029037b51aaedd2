/* A workbook being made: its formats, each made once, its sheet names and what is known of it. */
#ifndef BAOCAO_EMIT_XLSX_BOOK_H
#define BAOCAO_EMIT_XLSX_BOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <xlsxwriter.h>

struct arena;
struct doc;

#define FONT_NAME   "Times New Roman"
#define FONT_FAMILY 1 /* roman, with serifs */

/* Column widths count digits of the workbook's own font, and the library writes them as if that
 * were Calibri 11 (7 pixels a digit, 5 of padding). Where Calibri is missing a reader puts another
 * face in its place and all columns grow; Times New Roman 12 has a digit of exactly 8 pixels, and
 * so has its metric twin. */
#define OWN_FONT_SIZE 12
#define OWN_DIGIT     8.0

#define FORMAT_BUCKETS 61

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
    uint8_t shade;    /* enum doc_shade */
    bool link;        /* shown as one */
    bool one_line;    /* runs on over blank neighbours instead of wrapping */
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

/* Begins the workbook that fills the file `path`, with what the document says about itself. On
 * failure the book has no workbook. */
void book_begin(struct book *book, struct arena *arena, const char *path, const struct doc *doc);

/* Keeps the first error. */
void book_note(struct book *book, lxw_error error);

/* The format of a look; NULL, noted as an error, without memory. */
lxw_format *book_format(struct book *book, const struct look *look);

/* A sheet called `name`, or like it when an earlier one is; NULL, noted, for a bad name. */
lxw_worksheet *book_add_sheet(struct book *book, const char *name);

#endif
