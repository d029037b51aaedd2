/* Draws shares as one stacked bar over a legend that holds every figure.
 *
 * A count also stands in its stretch of the bar, on white, where it has room; where not, the legend
 * tells it all the same. No pie: angles are hard to compare, and thin slices leave no room for a
 * hatch.
 */
#include "base/arena.h"
#include "doc/chart.h"
#include "layout/chart_draft.h"
#include "layout/chart_look.h"
#include "layout/fontset.h"

#define BAR_HEIGHT    26000
#define STRETCH_LEAST 2000 /* of a state that somebody has */
#define TEXT_AIR      3000 /* around a count */
#define SUM_LIMIT     INT64_C(1000000000000)

/* Of one state; what is no count takes nothing. */
static int64_t count_of(const struct chart_draft *d, size_t i) {
    const struct chart_value *v = &d->chart->series[0].values[i];
    int64_t count = v->given ? chart_scale_value(&d->scale, &v->number) : 0;
    return count > 0 ? count : 0;
}

/* Widths that add up to the whole; thin ones are widened at the cost of the widest. */
static bool divide(const struct chart_draft *d, int32_t *widths) {
    size_t n = d->chart->category_count, widest = 0;
    int64_t sum = 0, before = 0;
    for (size_t i = 0; i < n; i++) {
        sum += count_of(d, i);
    }
    if (sum == 0) {
        return false;
    }
    int64_t unit = sum / SUM_LIMIT + 1; /* keeps products within 64 bits */
    int32_t used = 0, least = d->width / 2 / (int32_t)n;
    least = least < STRETCH_LEAST ? least : STRETCH_LEAST;
    for (size_t i = 0; i < n; i++) {
        int64_t from = before / unit * d->width / (sum / unit);
        before += count_of(d, i);
        widths[i] = (int32_t)(before / unit * d->width / (sum / unit) - from);
        widths[i] = count_of(d, i) > 0 && widths[i] < least ? least : widths[i];
        widest = widths[i] > widths[widest] ? i : widest;
        used += widths[i];
    }
    widths[widest] -= used - d->width;
    return true;
}

static void draw_stretch(struct chart_draft *d, size_t i, int32_t x, int32_t y, int32_t width) {
    sketch_box(&d->k, x, y, width, BAR_HEIGHT, chart_share_filling(i));
    struct figure_text text =
        sketch_label(&d->k, d->chart->series[0].values[i].text, d->width, d->size, FACE_BOLD);
    int32_t box = text.width + 2 * TEXT_AIR, line = sketch_line_height(d->size);
    if (box + TEXT_AIR > width) {
        return;
    }
    int32_t top = y + (BAR_HEIGHT - line) / 2;
    sketch_clear(&d->k, x + (width - box) / 2, top - 1000, box, line + 2000);
    sketch_put(&d->k, &text, x, top, width, ALIGN_CENTER);
}

static int32_t draw_bar(struct chart_draft *d, int32_t y) {
    size_t n = d->chart->category_count;
    int32_t *widths = arena_alloc(d->k.arena, n * sizeof *widths), x = 0;
    if (!divide(d, widths)) {
        static const struct filling empty = {.fill = SHAPE_EMPTY, .line = 100};
        sketch_box(&d->k, 0, y, d->width, BAR_HEIGHT, &empty);
        return y + BAR_HEIGHT;
    }
    for (size_t i = 0; i < n; i++) {
        if (widths[i] > 0) {
            draw_stretch(d, i, x, y, widths[i]);
        }
        x += widths[i];
    }
    return y + BAR_HEIGHT;
}

int32_t chart_draw_shares(struct chart_draft *d, int32_t y) {
    const struct chart *chart = d->chart;
    size_t n = chart->category_count;
    struct chart_entry *entries = arena_alloc(d->k.arena, n * sizeof *entries);
    for (size_t i = 0; i < n; i++) {
        const struct chart_value *v = &chart->series[0].values[i];
        entries[i].filling = chart_share_filling(i);
        entries[i].text =
            v->detail
                ? arena_printf(d->k.arena, "%s: %s (%s)", chart->categories[i], v->text, v->detail)
                : arena_printf(d->k.arena, "%s: %s", chart->categories[i], v->text);
    }
    y = draw_bar(d, y) + CHART_SPACE;
    return chart_draw_legend(d, entries, n, y);
}
