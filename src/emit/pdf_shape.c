/* Writes filled and hatched areas and dashed lines.
 *
 * A hatch is drawn as lines within the clipped area, not as a tiling pattern: printers and viewers
 * scale patterns each in their own way, strokes they all keep. Slanted lines lie on one grid of the
 * page, so that neighbours of one look join. */
#include "emit/pdf_shape.h"

#include <stdbool.h>

#include "base/text.h"
#include "emit/pdf_number.h"
#include "layout/page.h"

#define SLANTED_PITCH 4243 /* upward: 3 pt across */
#define LEVEL_PITCH   2250
#define UPRIGHT_PITCH 3000
#define DOT           1000
#define DOT_PITCH     3000
#define HATCH_WIDTH   600

/* Coordinates with y upward from here on. */
struct box {
    int32_t left, right, bottom, top;
};

struct pen {
    struct text *bytes;
    int32_t height;
};

static void put_point(struct pen *pen, int32_t x, int32_t y, const char *name) {
    char line[3 * NUMBER_SIZE];
    char *p = put_operator(put_milli(put_milli(line, x), y), name);
    text_put(pen->bytes, line, (size_t)(p - line));
}

static void put_value(struct pen *pen, int32_t value, uint32_t scale, const char *name) {
    char line[2 * NUMBER_SIZE];
    char *p = put_operator(put_scaled(line, value, scale), name);
    text_put(pen->bytes, line, (size_t)(p - line));
}

/* Percent of black, as lightness. */
static void put_gray(struct pen *pen, uint8_t black, const char *name) {
    put_value(pen, 100 - black, 100, name);
}

static void put_dash(struct pen *pen, int32_t dash, int32_t gap, int32_t phase) {
    char line[4 * NUMBER_SIZE] = "[";
    char *p = line + 1;
    if (dash) {
        p = put_milli(put_milli(p, dash), gap);
    }
    *p++ = ']';
    p = put_operator(put_milli(p, phase), "d");
    text_put(pen->bytes, line, (size_t)(p - line));
}

static void put_path(struct pen *pen, const struct shape_mark *mark) {
    for (uint32_t i = 0; i < mark->point_count; i++) {
        put_point(pen, mark->points[i].x, pen->height - mark->points[i].y, i ? "l" : "m");
    }
    if (mark->closed) {
        text_puts(pen->bytes, "h\n");
    }
}

/* ---- hatches ---- */

static struct box box_of(const struct pen *pen, const struct shape_mark *mark) {
    const struct page_point *first = &mark->points[0];
    struct box b = {first->x, first->x, pen->height - first->y, pen->height - first->y};
    for (uint32_t i = 1; i < mark->point_count; i++) {
        int32_t x = mark->points[i].x, y = pen->height - mark->points[i].y;
        b.left = x < b.left ? x : b.left;
        b.right = x > b.right ? x : b.right;
        b.bottom = y < b.bottom ? y : b.bottom;
        b.top = y > b.top ? y : b.top;
    }
    return b;
}

static int32_t larger(int32_t a, int32_t b) {
    return a > b ? a : b;
}

static int32_t smaller(int32_t a, int32_t b) {
    return a < b ? a : b;
}

static void put_stroke(struct pen *pen, int32_t x1, int32_t y1, int32_t x2, int32_t y2) {
    put_point(pen, x1, y1, "m");
    put_point(pen, x2, y2, "l");
}

/* The first multiple of the pitch that is not below `from`. */
static int32_t first_on_grid(int32_t from, int32_t pitch) {
    int32_t rest = from % pitch;
    return from - rest + (rest > 0 ? pitch : 0);
}

/* Lines y = x + k. */
static void put_rising(struct pen *pen, const struct box *b) {
    for (int32_t k = first_on_grid(b->bottom - b->right, SLANTED_PITCH); k <= b->top - b->left;
         k += SLANTED_PITCH) {
        int32_t from = larger(b->left, b->bottom - k), to = smaller(b->right, b->top - k);
        put_stroke(pen, from, from + k, to, to + k);
    }
}

/* Lines y = k - x. */
static void put_falling(struct pen *pen, const struct box *b) {
    for (int32_t k = first_on_grid(b->bottom + b->left, SLANTED_PITCH); k <= b->top + b->right;
         k += SLANTED_PITCH) {
        int32_t from = larger(b->left, k - b->top), to = smaller(b->right, k - b->bottom);
        put_stroke(pen, from, k - from, to, k - to);
    }
}

static void put_level(struct pen *pen, const struct box *b, int32_t pitch) {
    for (int32_t y = b->bottom + pitch / 2; y < b->top; y += pitch) {
        put_stroke(pen, b->left, y, b->right, y);
    }
}

static void put_upright(struct pen *pen, const struct box *b) {
    for (int32_t x = b->left + UPRIGHT_PITCH / 2; x < b->right; x += UPRIGHT_PITCH) {
        put_stroke(pen, x, b->bottom, x, b->top);
    }
}

/* Every other row is moved by half a pitch. */
static void put_dots(struct pen *pen, const struct box *b) {
    bool moved = false;
    put_value(pen, DOT, 1000, "w");
    for (int32_t y = b->bottom + DOT_PITCH / 2; y < b->top; y += DOT_PITCH * 3 / 4) {
        put_dash(pen, DOT, DOT_PITCH - DOT, moved ? DOT_PITCH / 2 : 0);
        put_stroke(pen, b->left + DOT, y, b->right, y);
        text_puts(pen->bytes, "S\n");
        moved = !moved;
    }
}

static void put_hatch(struct pen *pen, const struct shape_mark *mark) {
    struct box b = box_of(pen, mark);
    text_puts(pen->bytes, "q\n");
    put_path(pen, mark);
    text_puts(pen->bytes, "W n\n0 G\n");
    put_dash(pen, 0, 0, 0);
    put_value(pen, HATCH_WIDTH, 1000, "w");
    switch ((enum hatch)mark->hatch) {
    case HATCH_RISING:
        put_rising(pen, &b);
        break;
    case HATCH_FALLING:
        put_falling(pen, &b);
        break;
    case HATCH_CROSSED:
        put_rising(pen, &b);
        put_falling(pen, &b);
        break;
    case HATCH_LEVEL:
        put_level(pen, &b, LEVEL_PITCH);
        break;
    case HATCH_UPRIGHT:
        put_upright(pen, &b);
        break;
    case HATCH_DOTTED:
        put_dots(pen, &b);
        break;
    case HATCH_NONE:
        break;
    }
    text_puts(pen->bytes, "S\nQ\n");
}

/* ---- shapes ---- */

static void put_shape(struct pen *pen, const struct shape_mark *mark) {
    bool filled = mark->closed && mark->fill != SHAPE_EMPTY;
    bool lined = mark->line != SHAPE_EMPTY;
    if (filled) {
        put_gray(pen, mark->fill, "g");
        put_path(pen, mark);
        text_puts(pen->bytes, "f\n");
    }
    if (mark->closed && mark->hatch) {
        put_hatch(pen, mark);
    }
    if (lined) {
        put_gray(pen, mark->line, "G");
        put_value(pen, mark->width, 1000, "w");
        put_dash(pen, mark->dash, mark->gap, 0);
        put_path(pen, mark);
        text_puts(pen->bytes, "S\n");
    }
}

void pdf_shapes_put(struct text *bytes, const struct shape_mark *shapes, size_t count,
                    int32_t height) {
    struct pen pen = {.bytes = bytes, .height = height};
    text_puts(bytes, "q\n0 J\n0 j\n");
    for (size_t i = 0; i < count; i++) {
        put_shape(&pen, &shapes[i]);
    }
    text_puts(bytes, "Q\n");
}
