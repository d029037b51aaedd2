/* Finished pages: marks with a place, ready for any device. */
#ifndef BAOCAO_LAYOUT_PAGE_H
#define BAOCAO_LAYOUT_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct picture;
struct text;

/* Coordinates are millipoints from the top left corner of the paper, y downward. */

enum ink { INK_BLACK, INK_RED, INK_WATERMARK };

enum face { FACE_REGULAR, FACE_BOLD, FACE_ITALIC, FACE_BOLD_ITALIC, FACE_COUNT };

struct text_mark {
    const char *text; /* `len` bytes of valid NFC UTF-8, one line, borrowed from the document */
    uint32_t len;
    int32_t x; /* left end */
    int32_t y; /* baseline */
    int32_t size;
    int32_t word_space; /* added to each space (U+0020) of the text, mpt; may be negative */
    uint8_t face;
    uint8_t ink;       /* enum ink */
    uint8_t component; /* enum component */
    int16_t angle;     /* degrees counter-clockwise, 0 for all running text */
};

/* A horizontal or vertical stroke from (x1, y1) to (x2, y2), x1 <= x2, y1 <= y2. */
struct rule_mark {
    int32_t x1, y1, x2, y2;
    int32_t width;
    uint8_t ink;       /* enum ink */
    uint8_t component; /* enum component: what it belongs to */
};

struct picture_mark {
    const struct picture *picture;
    int32_t x, y; /* top left corner */
    int32_t width, height;
    uint8_t component; /* enum component */
};

/* How an area is hatched, so that it can be told from others without colour. */
enum hatch {
    HATCH_NONE,
    HATCH_RISING,  /* from lower left to upper right */
    HATCH_FALLING, /* from upper left to lower right */
    HATCH_LEVEL,
    HATCH_UPRIGHT,
    HATCH_CROSSED, /* rising and falling */
    HATCH_DOTTED
};

#define SHAPE_EMPTY 255 /* as `fill` or `line`: none */

struct page_point {
    int32_t x, y;
};

/* A filled area, or an open line through its points. */
struct shape_mark {
    const struct page_point *points; /* at least 2, an area's at least 3; the set's arena's */
    uint32_t point_count;
    int32_t width; /* of its line, mpt */
    int32_t dash;  /* length of its dashes, mpt; 0: solid */
    int32_t gap;   /* between dashes */
    uint8_t fill;  /* of an area: percent of black, or SHAPE_EMPTY */
    uint8_t line;  /* around an area, or of an open line: percent of black, or SHAPE_EMPTY */
    uint8_t hatch; /* enum hatch: of an area, in black over its fill */
    bool closed;   /* an area */
};

/* Shapes and texts that are one picture: both lists are stretches of the page's. Shapes lie under
 * the texts of the same figure; figures stand in reading order and do not overlap. */
struct figure_mark {
    const char *alt;        /* what it says, for who cannot see it */
    int32_t x1, y1, x2, y2; /* the box around it */
    size_t first_text, text_count;
    size_t first_shape, shape_count;
};

/* A place that leads to a part of the document. */
struct link_mark {
    int32_t x1, y1, x2, y2;
    size_t part; /* its first page */
};

/* An entry of the outline (bookmarks), in reading order. */
struct outline_mark {
    const char *title;
    uint32_t depth; /* from 1; never more than one deeper than the entry before */
    size_t page;    /* index in the set */
    int32_t y;
};

/* How much tighter a part was set than its document asks, to save a page; 0 when it was not. */
struct page_fit {
    int32_t paragraph_space; /* mpt, chosen */
    int32_t line_spacing;    /* 1/1000, chosen */
    bool tightened;
};

struct page {
    int32_t width, height;
    uint32_t number;         /* as it counts: within its part from 1, or running on */
    size_t part;             /* index in the document */
    struct text_mark *texts; /* in reading order */
    size_t text_count;
    struct rule_mark *rules;
    size_t rule_count;
    struct picture_mark *pictures;
    size_t picture_count;
    struct link_mark *links;
    size_t link_count;
    struct shape_mark *shapes; /* each belongs to a figure */
    size_t shape_count;
    struct figure_mark *figures;
    size_t figure_count;
};

struct page_set {
    struct page *pages;
    size_t count;
    size_t capacity;
    struct outline_mark *outline;
    size_t outline_count, outline_capacity;
    struct page_fit *fits; /* one a part */
    size_t part_count;
    struct arena *arena; /* what the document does not hold: page numbers, labels of axes */
};

void page_set_release(struct page_set *set); /* frees the marks; texts stay with the document */

void page_dump(const struct page_set *set, struct text *out);

#endif
