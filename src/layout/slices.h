/* Divides the rows of a table among pages. */
#ifndef BAOCAO_LAYOUT_SLICES_H
#define BAOCAO_LAYOUT_SLICES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fontset;
struct table_fit;

/* A row, or the part of a row too tall for one page, that stands on one page. */
struct slice {
    uint32_t page; /* from 0, the page where the table starts */
    uint32_t row;
    int32_t height;      /* mpt */
    uint32_t first_line; /* of the row's cells that is shown here */
    uint32_t line_count;
    bool split; /* a part only */
};

struct slice_list {
    struct slice *slices;
    size_t count;
    size_t capacity;
};

/* Room for body rows, repeated header rows not counted, mpt. */
struct slice_room {
    int32_t first_page; /* what the headings above leave */
    int32_t page;
    int32_t tail; /* kept free behind the last row, for the end mark */
};

/* Fills an empty list with the body rows in order; free with slice_list_release. `span_lines` holds
 * for each row the lines of the tallest merged cell that starts there, or is NULL without any. */
void slice_table(const struct table_fit *fit, const struct slice_room *room,
                 const uint32_t *span_lines, struct slice_list *out);
void slice_list_release(struct slice_list *list);

#endif
