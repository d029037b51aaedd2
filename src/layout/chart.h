/* Lays out a chart: bars, shares, lines. */
#ifndef BAOCAO_LAYOUT_CHART_H
#define BAOCAO_LAYOUT_CHART_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct chart;
struct figure;
struct fontset;

struct chart_room {
    const struct fontset *fonts;
    struct arena *arena; /* of the pages: holds the figure */
    int32_t width;       /* mpt; below 100 mm texts are cut short */
    int32_t height;      /* the most that a figure may take */
};

/* Draws the categories from `*from` on, which becomes the first one that had no room: all of them,
 * but for a chart that no page could hold. The next figures then go on with the same scale, under
 * the same title with "(tiếp theo)". All texts lie inside the figure and none over another. */
const struct figure *chart_lay(const struct chart *chart, const struct chart_room *room,
                               size_t *from);

#endif
