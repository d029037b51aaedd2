/* Finished pages: marks with a place, ready for any device. */
#ifndef BAOCAO_LAYOUT_PAGE_H
#define BAOCAO_LAYOUT_PAGE_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct text;

/* Coordinates are millipoints from the top left corner of the paper, y downward. */

enum face { FACE_REGULAR, FACE_BOLD, FACE_ITALIC, FACE_BOLD_ITALIC, FACE_COUNT };

struct text_mark {
    const char *text; /* `len` bytes of valid NFC UTF-8, one line, borrowed from the document */
    uint32_t len;
    int32_t x; /* left end */
    int32_t y; /* baseline */
    int32_t size;
    uint8_t face;
    uint8_t gray;  /* 0 black ... 255 white */
    int16_t angle; /* degrees counter-clockwise, 0 for all running text */
};

/* A horizontal or vertical stroke from (x1, y1) to (x2, y2), x1 <= x2, y1 <= y2. */
struct rule_mark {
    int32_t x1, y1, x2, y2;
    int32_t width;
};

struct page {
    int32_t width, height;
    uint32_t number;         /* within its part, from 1 */
    struct text_mark *texts; /* in reading order */
    size_t text_count;
    struct rule_mark *rules;
    size_t rule_count;
};

struct page_set {
    struct page *pages;
    size_t count;
    size_t capacity;
    struct arena *arena; /* texts that the document does not hold: page numbers */
};

void page_set_release(struct page_set *set); /* frees the marks; texts stay with the document */

void page_dump(const struct page_set *set, struct text *out);

#endif
