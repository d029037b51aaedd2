/* The looks of series and states, as tables.
 *
 * Neighbours differ in more than grey: a copier or fax turns greys below one half white and the
 * others black, so what is left then must still differ: black, white, or the lines of a hatch.
 */
#include "layout/chart_look.h"

#include "doc/chart.h"

const struct filling *chart_series_filling(uint8_t role) {
    static const struct filling fillings[ROLE_COUNT] = {
        [ROLE_MILESTONE] = {.fill = 0, .line = 100},
        [ROLE_ACHIEVED] = {.fill = 70, .line = 100},
        [ROLE_LAST_YEAR] = {.fill = 0, .hatch = HATCH_RISING, .line = 100},
        [ROLE_EARLIER] = {.fill = 25, .hatch = HATCH_LEVEL, .line = 100},
        [ROLE_FORECAST] = {.fill = 0, .hatch = HATCH_CROSSED, .line = 100}};
    return &fillings[role];
}

const struct stroke *chart_series_stroke(uint8_t role) {
    static const struct stroke strokes[ROLE_COUNT] = {
        [ROLE_MILESTONE] = {.width = 1000, .dash = 5000, .gap = 3000, .gray = 100},
        [ROLE_ACHIEVED] = {.width = 1750, .gray = 100},
        [ROLE_LAST_YEAR] = {.width = 1000, .dash = 1000, .gap = 2000, .gray = 100},
        [ROLE_EARLIER] = {.width = 750, .dash = 10000, .gap = 2000, .gray = 60},
        [ROLE_FORECAST] = {.width = 1000, .dash = 2500, .gap = 1500, .gray = 100}};
    return &strokes[role];
}

const struct filling *chart_share_filling(size_t i) {
    static const struct filling fillings[CHART_SHARE_LOOKS] = {
        {.fill = 85, .line = 100},
        {.fill = 25, .hatch = HATCH_RISING, .line = 100},
        {.fill = 0, .hatch = HATCH_CROSSED, .line = 100},
        {.fill = 15, .hatch = HATCH_LEVEL, .line = 100},
        {.fill = 0, .line = 100},
        {.fill = 0, .hatch = HATCH_DOTTED, .line = 100},
        {.fill = 0, .hatch = HATCH_FALLING, .line = 100},
        {.fill = 25, .hatch = HATCH_UPRIGHT, .line = 100}};
    return &fillings[i % CHART_SHARE_LOOKS];
}

/* ---- markers: corners in 1/100 of half their size ---- */

struct outline {
    struct page_point points[12];
    size_t count;
};

static const struct outline SQUARE = {{{-90, -90}, {90, -90}, {90, 90}, {-90, 90}}, 4};
static const struct outline DISC = {{{26, -97},
                                     {71, -71},
                                     {97, -26},
                                     {97, 26},
                                     {71, 71},
                                     {26, 97},
                                     {-26, 97},
                                     {-71, 71},
                                     {-97, 26},
                                     {-97, -26},
                                     {-71, -71},
                                     {-26, -97}},
                                    12};
static const struct outline TRIANGLE = {{{0, -110}, {105, 75}, {-105, 75}}, 3};
static const struct outline DIAMOND = {{{0, -120}, {120, 0}, {0, 120}, {-120, 0}}, 4};

static void put_outline(struct sketch *k, const struct outline *o, int32_t half, int32_t x,
                        int32_t y, uint8_t fill) {
    struct page_point points[12];
    for (size_t i = 0; i < o->count; i++) {
        points[i].x = x + o->points[i].x * half / 100;
        points[i].y = y + o->points[i].y * half / 100;
    }
    sketch_area(k, points, o->count, &(struct filling){.fill = fill, .line = 100});
}

static void put_cross(struct sketch *k, int32_t x, int32_t y) {
    static const struct stroke stroke = {.width = 1250, .gray = 100};
    int32_t h = CHART_MARKER;
    sketch_straight(k, x - h, y - h, x + h, y + h, &stroke);
    sketch_straight(k, x - h, y + h, x + h, y - h, &stroke);
}

/* The disc is small enough to be seen within the square where both have one value. */
void chart_put_marker(struct sketch *k, uint8_t role, int32_t x, int32_t y) {
    switch ((enum chart_role)role) {
    case ROLE_MILESTONE:
        put_outline(k, &SQUARE, CHART_MARKER, x, y, 0);
        break;
    case ROLE_ACHIEVED:
        put_outline(k, &DISC, CHART_MARKER * 7 / 10, x, y, 100);
        break;
    case ROLE_LAST_YEAR:
        put_outline(k, &TRIANGLE, CHART_MARKER, x, y, 0);
        break;
    case ROLE_EARLIER:
        put_outline(k, &DIAMOND, CHART_MARKER, x, y, 40);
        break;
    case ROLE_FORECAST:
    case ROLE_COUNT:
        put_cross(k, x, y);
        break;
    }
}
