/* The document as a tree: what stands on the paper, before anything is measured. */
#ifndef BAOCAO_DOC_DOC_H
#define BAOCAO_DOC_DOC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/decimal.h"

struct text;

/* Lengths are millipoints (1/1000 pt); 1 mm = 2834.6457 mpt. */
#define MPT_PER_PT         1000
#define MM_TO_MPT(mm)      ((int32_t)(((int64_t)(mm)*2834646 + 500) / 1000))
#define TENTH_MM_TO_MPT(t) ((int32_t)(((int64_t)(t)*2834646 + 5000) / 10000))
#define A4_SHORT           595276
#define A4_LONG            841890

enum doc_align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

/* Bits of a style. */
enum doc_style { STYLE_REGULAR = 0, STYLE_BOLD = 1, STYLE_ITALIC = 2 };

/* One cell of a table. A cell covers col_span columns and row_span rows; the covered places hold no
 * cell of their own. Text is NFC UTF-8 without a final newline; '\n' is a forced line break. */
struct doc_cell {
    const char *text;
    uint32_t line; /* physical line of the source, for a finding about this cell */
    uint32_t row_span;
    uint16_t column; /* from 0 */
    uint16_t col_span;
    uint8_t align;   /* enum doc_align */
    uint8_t style;   /* bits of enum doc_style */
    bool is_number;  /* the workbook gets `number`, shown with its own digits */
    bool is_percent; /* `number` was written with a percent sign: 12,5% is 12.5 here */
    struct decimal number;
};

struct doc_row {
    struct doc_cell *cells; /* in column order */
    uint32_t cell_count;
    uint32_t record;     /* spreadsheet row in the source, 0 for a header row */
    bool keep_with_next; /* never the last row of a page */
};

struct doc_column {
    int32_t min_width; /* mpt, limits of the fitted width */
    int32_t max_width; /* 0: none */
    uint32_t source;   /* its field number in the source, for a finding; 0: none */
};

/* How grave a marked cell is. */
enum doc_shade { SHADE_NONE, SHADE_NOTE, SHADE_WARNING, SHADE_ERROR };

/* What a workbook shows about a cell beside its text; paper shows none of it. */
struct doc_remark {
    uint32_t row; /* index in the table's rows; a cell of its own stands at row and column */
    uint16_t column;
    uint8_t shade;    /* enum doc_shade */
    const char *link; /* a cell on the sheet of the document's last part ("C10"), or NULL */
    const char *note; /* a comment, or NULL */
};

struct doc_table {
    struct doc_column *columns;
    size_t column_count;
    struct doc_row *rows; /* the header rows first */
    size_t row_count;
    size_t header_rows; /* repeated on every page; merged cells never leave them */
    int32_t font_size;  /* mpt */
    bool as_typed; /* a user's own sheet: no frames, no merged cells (a cell over several columns
                      runs on over its blank neighbours), no repeated header */
    struct doc_remark *remarks; /* by row, then column */
    size_t remark_count;
};

struct doc_paragraph {
    const char *text;
    const char *source_file; /* where the text stands, for a finding about it, or NULL */
    uint32_t line;
    int32_t font_size; /* mpt */
    int32_t space_before;
    int32_t space_after;
    uint8_t align;
    uint8_t style;
};

enum doc_block_kind { BLOCK_PARAGRAPH, BLOCK_RULE, BLOCK_TABLE, BLOCK_END_MARK };

struct doc_block {
    enum doc_block_kind kind;
    union {
        struct doc_paragraph paragraph; /* BLOCK_PARAGRAPH; BLOCK_END_MARK: "./.", kept with what
                                           stands before it */
        struct {
            int32_t length; /* mpt, centred */
            int32_t space_before;
            int32_t space_after;
        } rule;
        struct doc_table *table;
    } as;
};

/* A run of pages with its own numbering and orientation: an appendix, later the letter itself. */
struct doc_part {
    bool landscape;
    int32_t margin_top, margin_bottom, margin_left, margin_right; /* mpt */
    int32_t page_number_size;                                     /* mpt */
    const char *sheet_name; /* valid for Excel: at most 31 characters, none of []:*?/\ */
    const char *watermark;  /* across every page ("BẢN NHÁP"), or NULL */
    struct doc_block *blocks;
    size_t block_count;
};

struct doc {
    const char *title;
    const char *author;
    const char *subject;
    const char *typeface;    /* NULL: Times New Roman */
    int year, month, day;    /* the document's date: what file properties show */
    const char *source_file; /* the table's file, for findings about its cells */
    struct doc_part *parts;
    size_t part_count;
};

/* A readable form of the whole tree, for --dump=doc. */
void doc_dump(const struct doc *doc, struct text *out);

#endif
