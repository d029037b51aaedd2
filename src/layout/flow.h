/* Lays blocks out as strips: what stands below each other in a column and cannot be cut. */
#ifndef BAOCAO_LAYOUT_FLOW_H
#define BAOCAO_LAYOUT_FLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "layout/typeset.h"

struct arena;
struct canvas;
struct doc_block;
struct doc_columns;
struct doc_frame;
struct doc_paragraph;
struct figure;
struct picture_mark;

/* A paragraph as it was set. */
struct flow_text {
    const struct doc_paragraph *paragraph;
    struct set_text set; /* its arrays are the arena's */
};

enum strip_kind { STRIP_LINE, STRIP_RULE, STRIP_FRAME, STRIP_ROOM, STRIP_COLUMNS, STRIP_CHART };

/* How bad a page break before a strip is. */
enum strip_keep {
    KEEP_FREE,
    KEEP_LINES, /* leaves a single line of a paragraph */
    KEEP_FIRMLY /* strands a heading, a rule or the signature */
};

struct flow_columns;

struct strip {
    uint8_t kind;                              /* enum strip_kind */
    uint8_t keep;                              /* enum strip_keep */
    bool is_body;                              /* a line of running text */
    int32_t space_before, height, space_after; /* mpt */
    int32_t x, width;                    /* of what is no text: its left end in the column, mpt */
    uint8_t component;                   /* of what is no text */
    bool red;                            /* a frame */
    const struct flow_text *text;        /* STRIP_LINE, STRIP_FRAME */
    size_t line;                         /* STRIP_LINE: which of the text */
    int32_t line_height;                 /* of the text, mpt */
    int32_t text_x;                      /* of a frame's text, from the frame's left, mpt */
    const struct picture_mark *pictures; /* STRIP_ROOM; seen from the column and the strip's top */
    size_t picture_count;
    struct flow_columns *columns;
    const struct figure *figure; /* STRIP_CHART */
};

/* A column of strips: start with all zero. */
struct flow {
    struct strip *strips;
    size_t count, capacity;
};

/* Two columns side by side, the first baselines of both level. */
struct flow_columns {
    const struct doc_columns *columns;
    struct flow box[2];
    int32_t top[2]; /* where each begins, from the top of both, mpt */
    bool runs_on;   /* higher than a page: goes on on the next; the strip's height is what it needs
                       on its first page */
};

struct flow_setter {
    const struct canvas *canvas; /* for its fonts */
    struct arena *arena;
    int32_t page_room;      /* height of a page's type area, mpt */
    struct set_text buffer; /* to be released */
};

/* Appends `blocks`, none of them a table, for a column `width` mpt wide. What is marked to stay
 * together does, as `keep` says. */
void flow_lay(struct flow *flow, struct flow_setter *s, const struct doc_block *blocks,
              size_t count, int32_t width);
void flow_release(struct flow *flow);

/* Appends one paragraph. */
void flow_lay_paragraph(struct flow *flow, struct flow_setter *s, const struct doc_paragraph *p,
                        int32_t width);

/* Strip `frame` for a column `width` mpt wide; its x says where it stands in it. */
struct strip flow_frame(struct flow_setter *s, const struct doc_frame *frame, int32_t width);

/* Sets elastic paragraphs no looser than this: `space` before them in mpt, `spacing` of their lines
 * in 1/1000 of single. INT32_MAX: as they ask. */
void flow_tighten(struct flow *flow, int32_t space, int32_t spacing);

/* Draws strips [from, to) from `y` down, the column's left edge at `x`; gives where they end. */
int32_t flow_draw(struct canvas *c, const struct flow *flow, size_t from, size_t to, int32_t x,
                  int32_t y, bool with_space);

/* Draws columns that run on over the pages after this one; gives where they end on the last. */
int32_t flow_draw_running(struct canvas *c, const struct flow_columns *columns, int32_t x,
                          int32_t y);

/* What of columns that run on stands on one page `room` mpt high: strips [from, to) of each box.
 * True when nothing is left; the first page may stay empty, later ones do not. */
bool flow_running_page(const struct flow_columns *columns, int32_t room, bool first,
                       const size_t from[2], size_t to[2]);

/* How many pages they take, the first with `first_room` mpt for them. */
size_t flow_running_pages(const struct flow_columns *columns, int32_t first_room,
                          int32_t page_room);

/* Height of strips [from, to) below each other; the space before the first counts if `with_space`,
 * that after the last does not. */
int32_t flow_height(const struct flow *flow, size_t from, size_t to, bool with_space);

#endif
