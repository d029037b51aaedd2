/* Fits a table to the page: column widths from the content within limits, then row heights. */
#ifndef BAOCAO_LAYOUT_TABLEFIT_H
#define BAOCAO_LAYOUT_TABLEFIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/typography.h"

struct doc_cell;
struct doc_table;
struct fontset;

/* Cell padding and line spacing, mpt and 1/1000 of the font size (official practice: 1.1-1.8 mm at
 * the sides, 0.9-1.1 mm above and below, single spacing). */
#define CELL_PADDING_X 3700
#define CELL_PADDING_Y 2800

/* The widest word of a column, and whether it had to be broken. */
struct fit_word {
    const char *text; /* `len` bytes, borrowed; NULL in a column without text */
    uint32_t len;
    uint32_t row;
    int32_t width; /* mpt */
    bool broken;
};

struct table_fit {
    const struct doc_table *table; /* NULL: this part has no table */
    int32_t *edges;         /* column_count + 1 x positions from the table's left edge, mpt */
    struct fit_word *words; /* one a column */
    uint16_t *lines;     /* a row's lines; the rows under a cell that covers several hold its lines
                            together */
    int32_t line_height; /* mpt */
    int32_t needed;      /* the width, mpt, that the narrowest columns take */
    bool missing;        /* perhaps the fonts lack a letter: glyphs_check_table tells */
};

/* Fits the columns of `table` to `width` mpt. False when even the narrowest columns do not fit:
 * they need more. Release in either case. */
bool table_fit_init(struct table_fit *fit, const struct doc_table *table,
                    const struct fontset *fonts, int32_t width);

/* Fills `lines`, which only who sets the table on pages or sheets needs. */
void table_fit_count_lines(struct table_fit *fit, const struct fontset *fonts);

void table_fit_release(struct table_fit *fit);

/* Width inside the padding of a cell. */
int32_t table_fit_inner_width(const struct table_fit *fit, const struct doc_cell *cell);

/* Height of `lines` lines of text with the padding of their cell. */
int32_t table_fit_height(const struct table_fit *fit, uint32_t lines);

#endif
