/* The document as a tree: what stands on the paper, before anything is measured. */
#ifndef BAOCAO_DOC_DOC_H
#define BAOCAO_DOC_DOC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/decimal.h"
#include "base/typography.h"
#include "model/component.h"

struct chart;
struct picture;
struct text;

/* One cell of a table. A cell covers col_span columns and row_span rows; the covered places hold no
 * cell of their own. Text is NFC UTF-8 without a final newline; '\n' is a forced line break. */
struct doc_cell {
    const char *text;
    uint32_t line; /* physical line of the source, for a finding about this cell */
    uint32_t row_span;
    uint16_t column; /* from 0 */
    uint16_t col_span;
    uint8_t align;   /* enum text_align */
    uint8_t style;   /* bits of enum text_style */
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
    const char *link; /* a cell of the workbook ("'Sheet'!C10"), or NULL */
    const char *note; /* a comment, or NULL */
};

/* How a workbook computes a number of the table from others of its row: "ROUND({7}/{4}*100,1)",
 * columns counted from 1. The result is the number of the cell itself. */
struct doc_formula {
    uint32_t row; /* as in a remark */
    uint16_t column;
    const char *text;
};

struct doc_table {
    struct doc_column *columns;
    size_t column_count;
    struct doc_row *rows; /* the header rows first; nothing else where `make_row` is set */
    size_t row_count;
    const struct doc_row *(*make_row)(void *context, size_t row); /* see doc_table_row */
    void *context;
    size_t header_rows; /* repeated on every page; merged cells never leave them */
    int32_t font_size;  /* mpt */
    bool as_typed; /* a user's own sheet: no frames, no merged cells (a cell over several columns
                      runs on over its blank neighbours), no repeated header */
    struct doc_remark *remarks; /* by row, then column */
    size_t remark_count;
    struct doc_formula *formulas; /* the same */
    size_t formula_count;
};

/* A row of the table. Who only looks at each in turn need not have all of them in memory: then they
 * are made when asked for, and good until the next call. */
static inline const struct doc_row *doc_table_row(const struct doc_table *t, size_t row) {
    return t->make_row && row >= t->header_rows ? t->make_row(t->context, row) : &t->rows[row];
}

struct doc_paragraph {
    const char *text;
    const struct text_span *spans; /* parts in another style, and links */
    size_t span_count;
    const char *source_file; /* where the text stands, for a finding about it, or NULL */
    uint32_t line;
    int32_t font_size; /* mpt */
    int32_t space_before;
    int32_t space_after;
    int32_t left_indent;  /* of all lines, mpt */
    int32_t first_indent; /* of the first line, beside left_indent; may be negative */
    int32_t line_spacing; /* 1/1000 of single; 0: single */
    uint8_t align;        /* enum text_align */
    uint8_t style;        /* bits of enum text_style */
    uint8_t component;    /* enum component */
    uint8_t outline;      /* depth as a bookmark, from 1; 0: none */
    const char *bookmark; /* its title there; NULL: its text */
    bool capitals;        /* `text` is in capitals already; a reader may want to know */
    bool keep_with_next;  /* never the last on a page */
    bool elastic;         /* space_before and line_spacing may be tightened to save a page */
};

/* A line under the paragraph above it, centred on it. */
struct doc_rule {
    int32_t length; /* mpt; 0: `share` of the last line above */
    int32_t share;  /* 1/1000 */
    int32_t space_before;
    int32_t space_after;
    uint8_t component; /* enum component: what it belongs to */
    bool dashes;       /* a row of hyphens, as typewriters did */
};

/* A single-line frame with one line of text, centred in it (Phụ lục I, III.2). */
struct doc_frame {
    struct doc_paragraph text;
    int32_t width, height; /* mpt; 0: what the text needs */
    int32_t space_before;
    uint8_t align; /* of the frame in its column */
    bool red;      /* frame and text */
};

/* A list behind a label: one item stands on the label's line, several below it, their dashes under
 * the label's colon (Phụ lục I, II.9.d). Items carry their dash and end sign. */
struct doc_list {
    struct doc_paragraph label;
    struct doc_paragraph *items;
    size_t item_count;
};

/* Room left for a signature and a seal, with their pictures where the profile gives them. */
struct doc_room {
    int32_t height;                         /* mpt */
    const struct picture *signature, *seal; /* or NULL */
    int32_t signature_width, seal_width; /* on paper, mpt; 0: from the picture's own resolution */
};

struct doc_block;

/* Two columns side by side, their tops level. */
struct doc_column_box {
    int32_t width; /* mpt */
    struct doc_block *blocks;
    size_t block_count;
};
struct doc_columns {
    struct doc_column_box box[2];
    int32_t space_before;
    bool closing; /* the signature block: the right box is one piece and at least two lines of text
                     stay with it; the left one may go on on the next page */
};

enum doc_block_kind {
    BLOCK_PARAGRAPH,
    BLOCK_RULE,
    BLOCK_TABLE,
    BLOCK_END_MARK, /* "./.", kept with what stands before it */
    BLOCK_COLUMNS,
    BLOCK_FRAME,
    BLOCK_LIST,
    BLOCK_ROOM,
    BLOCK_CHART /* one piece, see doc/chart.h */
};

struct doc_block {
    enum doc_block_kind kind;
    union {
        struct doc_paragraph paragraph; /* BLOCK_PARAGRAPH, BLOCK_END_MARK */
        struct doc_rule rule;
        struct doc_table *table;
        struct doc_columns *columns;
        struct doc_frame frame;
        struct doc_list list;
        struct doc_room room;
        const struct chart *chart;
    } as;
};

/* A run of pages with its own numbering and orientation: the letter, or an appendix. */
struct doc_part {
    bool landscape;
    bool a3; /* paper of twice the size, for the wide tables of an appendix */
    int32_t margin_top, margin_bottom, margin_left, margin_right; /* mpt */
    int32_t page_number_size;                                     /* mpt */
    bool page_number_at_foot;
    bool number_runs_on;      /* page numbers go on from the part before */
    const char *bookmark;     /* of its first page, or NULL */
    const char *sheet_name;   /* valid for Excel: at most 31 characters, none of []:*?/\; NULL: the
                                 part has no sheet */
    const char *source_file;  /* its table's file, for findings about its cells, or NULL */
    const char *watermark;    /* across every page ("BẢN NHÁP"), or NULL */
    struct doc_frame *corner; /* at the right of the top margin of its first page, or NULL */
    struct doc_paragraph *foot; /* under a rule across the type area, at the foot of its first page,
                                   or NULL */
    struct doc_block *blocks;
    size_t block_count;
};

/* The paper of a part, mpt. */
static inline int32_t doc_paper_width(const struct doc_part *p) {
    int32_t upright = p->a3 ? A4_LONG : A4_SHORT;
    return !p->landscape ? upright : p->a3 ? A3_LONG : A4_LONG;
}
static inline int32_t doc_paper_height(const struct doc_part *p) {
    int32_t upright = p->a3 ? A3_LONG : A4_LONG;
    return !p->landscape ? upright : p->a3 ? A4_LONG : A4_SHORT;
}

struct doc {
    const char *title;
    const char *author;
    const char *subject;
    const char *typeface; /* NULL: Times New Roman */
    int year, month, day; /* the document's date: what file properties show */
    const char *keywords; /* or NULL */
    struct doc_part *parts;
    size_t part_count;
};

/* A readable form of the whole tree, for --dump=doc. */
void doc_dump(const struct doc *doc, struct text *out);

#endif
