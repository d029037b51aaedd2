/* The page being filled: puts text, strokes and pictures where layout decided they stand. */
#ifndef BAOCAO_LAYOUT_CANVAS_H
#define BAOCAO_LAYOUT_CANVAS_H

#include <stdint.h>

#include "layout/linebreak.h"
#include "layout/page.h"

struct doc_part;
struct figure;
struct fontset;

#define STROKE_WIDTH 500 /* borders and rules, mpt (official practice: 0.5 pt) */

struct canvas {
    struct page_set *set;
    const struct doc_part *part;
    size_t part_index;
    const struct fontset *fonts;
    struct page *page; /* the one being filled */
    size_t text_capacity, rule_capacity, picture_capacity, link_capacity;
    size_t shape_capacity, figure_capacity;
    uint32_t page_number;   /* of the page; before the first one, of the page it follows */
    uint8_t component;      /* enum component: what lines and strokes put from now on belong to */
    uint8_t ink;            /* enum ink: of all that is put from now on */
    int32_t foot;           /* kept free above the bottom margin of the page being filled, mpt */
    struct line_list lines; /* a buffer for whoever breaks text */
};

/* A box for lines of one size and style. */
struct text_box {
    int32_t x, y, width, height; /* mpt */
    int32_t size, line_height;
    uint8_t align; /* enum text_align */
    uint8_t style; /* bits of enum text_style */
};

/* Starts the next page of the part: its paper, its number (none on page 1), its watermark; no foot.
 */
void canvas_new_page(struct canvas *c);

/* Goes back to an earlier page of the set, for what is put there last. */
void canvas_return(struct canvas *c, size_t page);

/* Adds a mark as it is, but in the canvas's ink. */
void canvas_put_text(struct canvas *c, const struct text_mark *mark);

/* Where the baseline of a line of text stands whose box of `line_height` begins at `y`. */
int32_t canvas_baseline(const struct canvas *c, uint8_t face, int32_t size, int32_t y,
                        int32_t line_height);

/* Lines `first` ... of the list, centred in the height of the box. */
void canvas_put_lines(struct canvas *c, const struct text_box *box, const struct line_list *list,
                      size_t first, size_t count);

void canvas_put_rule(struct canvas *c, int32_t x1, int32_t y1, int32_t x2, int32_t y2);
void canvas_put_picture(struct canvas *c, const struct picture_mark *mark);

/* Puts a figure, made for the arena of the set, with its top left corner at (x, y). */
void canvas_put_figure(struct canvas *c, const struct figure *figure, int32_t x, int32_t y);

void canvas_put_link(struct canvas *c, const struct link_mark *mark);

/* An entry of the outline that leads to `y` on the page being filled. */
void canvas_put_outline(struct canvas *c, const char *title, uint32_t depth, int32_t y);

int32_t canvas_type_width(const struct canvas *c);
int32_t canvas_bottom(const struct canvas *c); /* where the type area ends, or its foot begins */

#endif
