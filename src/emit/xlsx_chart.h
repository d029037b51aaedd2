/* Charts of a workbook: native ones over cells that hold their figures. */
#ifndef BAOCAO_EMIT_XLSX_CHART_H
#define BAOCAO_EMIT_XLSX_CHART_H

#include <xlsxwriter.h>

struct book;
struct chart;

/* Where the figures of a chart stand, be they numbers or formulas: categories below each other, a
 * column for each series with its name above it. Cells without a figure are left unwritten: text,
 * or an empty cell with a format, is drawn as zero. Columns count from 0. */
struct chart_cells {
    const char *sheet;   /* its name in the workbook */
    lxw_row_t name_row;  /* of the names of series */
    lxw_row_t first_row; /* of the categories; they fill rows up to first_row + count - 1 */
    lxw_col_t category_column;
    const lxw_col_t *value_columns; /* one a series */
};

/* Puts a chart of `cells` with its top left corner at a cell of `sheet`, which may be another one.
 * It looks as on paper: greys, patterns and markers by role. Gives the rows it covers, at 15 pt
 * each. Errors are noted in the book. */
lxw_row_t xlsx_chart_insert(struct book *book, lxw_worksheet *sheet, lxw_row_t row,
                            lxw_col_t column, const struct chart *chart,
                            const struct chart_cells *cells);

/* Writes title and figures of a chart as a small table from column A of `row` on, and the chart
 * below; gives the next free row, and in `height` what all of it takes, in points. Columns:
 * category, series, and a note where figures are missing or have a detail; their widths are set
 * once for the sheet. The chart is as wide as the first five. */
#define XLSX_CHART_COLUMNS  5
#define XLSX_FIGURE_COLUMNS 7 /* at most */
void xlsx_chart_columns(struct book *book, lxw_worksheet *sheet);
lxw_row_t xlsx_chart_write(struct book *book, lxw_worksheet *sheet, lxw_row_t row,
                           const struct chart *chart, double *height);

/* Width of the first columns, pt. */
double xlsx_chart_width(size_t columns);

#endif
