/* A picture drawn by layout itself: texts and shapes, seen from its own top left corner. */
#ifndef BAOCAO_LAYOUT_FIGURE_H
#define BAOCAO_LAYOUT_FIGURE_H

#include <stddef.h>
#include <stdint.h>

#include "layout/linebreak.h"
#include "layout/page.h"

struct arena;
struct fontset;

/* All it holds is the arena's, or borrowed from the document. */
struct figure {
    const char *alt;
    int32_t width, height;   /* mpt; nothing stands outside */
    struct text_mark *texts; /* in reading order */
    size_t text_count, text_capacity;
    struct shape_mark *shapes; /* the first lies lowest */
    size_t shape_count, shape_capacity;
};

/* Whoever is drawing a figure. */
struct sketch {
    struct figure *figure;
    const struct fontset *fonts;
    struct arena *arena;
    struct line_list buffer; /* to be released */
};

/* A text broken into lines. */
struct figure_text {
    struct line *lines; /* the arena's */
    size_t count;
    int32_t width; /* of the widest, mpt */
    int32_t size;  /* mpt */
    uint8_t face;
};

#define SKETCH_LINES 6 /* of a text: what goes beyond them ends in "…" */

/* Breaks `text` for lines `width` mpt wide, SKETCH_LINES at most. */
struct figure_text sketch_break(struct sketch *k, const char *text, int32_t width, int32_t size,
                                uint8_t face);

/* The same in lines as even as their number allows, for headings. */
struct figure_text sketch_break_evenly(struct sketch *k, const char *text, int32_t width,
                                       int32_t size, uint8_t face);

/* A text that must stay on one line; what does not fit ends in "…". */
struct figure_text sketch_label(struct sketch *k, const char *text, int32_t width, int32_t size,
                                uint8_t face);

int32_t sketch_line_height(int32_t size);
int32_t sketch_text_height(const struct figure_text *t);

/* Puts it in a box `width` mpt wide with its top left corner at (x, y). */
void sketch_put(struct sketch *k, const struct figure_text *t, int32_t x, int32_t y, int32_t width,
                enum text_align align);

/* Greys in percent of black; `gap` 0 where `dash` is. */
struct stroke {
    int32_t width, dash, gap;
    uint8_t gray;
};
void sketch_line(struct sketch *k, const struct page_point *points, size_t count,
                 const struct stroke *stroke);
void sketch_straight(struct sketch *k, int32_t x1, int32_t y1, int32_t x2, int32_t y2,
                     const struct stroke *stroke);

/* How an area is filled. */
struct filling {
    uint8_t fill;  /* percent of black, or SHAPE_EMPTY */
    uint8_t hatch; /* enum hatch */
    uint8_t line;  /* around it: percent of black, or SHAPE_EMPTY */
};
void sketch_area(struct sketch *k, const struct page_point *points, size_t count,
                 const struct filling *filling);
void sketch_box(struct sketch *k, int32_t x, int32_t y, int32_t width, int32_t height,
                const struct filling *filling);

/* White under a text that crosses something. */
void sketch_clear(struct sketch *k, int32_t x, int32_t y, int32_t width, int32_t height);

#endif
