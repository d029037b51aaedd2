/* Draws the rows of a table: borders that follow merged cells, and the text in them. */
#ifndef BAOCAO_LAYOUT_GRID_H
#define BAOCAO_LAYOUT_GRID_H

#include <stddef.h>
#include <stdint.h>

#include "layout/slices.h"

struct canvas;
struct table_fit;

struct grid;

/* A table whose left edge stands at x. */
struct grid *grid_new(struct canvas *canvas, const struct table_fit *fit, int32_t x);
void grid_free(struct grid *g);

/* Draws the header rows from y on the canvas's page; gives where they end. */
int32_t grid_draw_header(struct grid *g, int32_t y);

/* Draws slices [from, to), all of one page, from y; gives where they end. Call in order. */
int32_t grid_draw_body(struct grid *g, const struct slice_list *list, size_t from, size_t to,
                       int32_t y);

/* For each row the lines of the tallest merged cell that starts there; NULL when no cell of the
 * body covers several rows. The caller frees. */
uint32_t *grid_span_lines(struct grid *g);

#endif
