/* Draws standing bars and lines over a table of their values, a column for each category.
 *
 * The table is the legend too: a row for each series with its look, name and figures. So every
 * figure is on the paper and none can lie over a line or another figure, however close the points
 * are. Where columns are too narrow for their texts, labels get smaller by up to 2 pt; then the
 * values of odd columns move half a row down, so that each may be half as wide again as its column;
 * then the chart is divided.
 */
#include <string.h>

#include "base/arena.h"
#include "doc/chart.h"
#include "layout/chart_draft.h"
#include "layout/chart_look.h"
#include "layout/fontset.h"

#define PLOT_HEIGHT MM_TO_MPT(45)
#define LEFT_SHARE  30 /* of the width, percent: names of series */
#define SWATCH      22000
#define CELL_AIR    2000 /* at both sides of a text in the table */
#define BAR_SHARE   70   /* of a column's width, percent */
#define BAR_MOST    24000
#define BAR_LEAST   1000 /* of a value that is not zero */
#define SMALLER     1000
#define SMALLEST    2 /* steps */
#define TICKS_MOST  11

static const struct stroke CELL_RULE = {.width = 250, .gray = 100};

struct columns {
    struct chart_draft *d;
    int32_t left, column; /* width of the names, and of a category */
    int32_t top, height;  /* of the plot */
    int32_t cell_size;    /* of texts in the table */
    bool staggered;
};

static int32_t larger(int32_t a, int32_t b) {
    return a > b ? a : b;
}

static int32_t smaller(int32_t a, int32_t b) {
    return a < b ? a : b;
}

static int32_t middle_of(const struct columns *g, size_t c) {
    return g->left + g->column * (int32_t)(c - g->d->from) + g->column / 2;
}

/* ---- measures ---- */

/* The finest ticks two lines of text apart. */
static void choose_ticks(struct columns *g) {
    int32_t apart = 2 * sketch_line_height(g->d->size);
    size_t ticks;
    do {
        chart_scale_coarsen(&g->d->scale);
        ticks = chart_scale_ticks(&g->d->scale);
    } while (ticks > TICKS_MOST || (ticks > 3 && g->height / (int32_t)(ticks - 1) < apart));
}

static int32_t names_width(struct columns *g) {
    struct chart_draft *d = g->d;
    int32_t limit = d->width / 100 * LEFT_SHARE - SWATCH - CHART_GAP - CELL_AIR, width = 0;
    for (size_t s = 0; s < d->chart->series_count; s++) {
        struct figure_text name =
            sketch_break(&d->k, d->chart->series[s].name, limit, d->size, FACE_REGULAR);
        width = larger(width, name.width);
    }
    return SWATCH + CHART_GAP + width + CELL_AIR;
}

static int32_t word_width(const struct columns *g, const char *text, int32_t size) {
    return text_extent_of(g->d->k.fonts->faces[FACE_REGULAR], size, text).word_width;
}

/* Whether no word of the table is wider than its cell. */
static bool cells_fit(const struct columns *g, int32_t size, bool staggered) {
    const struct chart_draft *d = g->d;
    int32_t names = g->column - 2 * CELL_AIR;
    int32_t values = staggered ? g->column * 3 / 2 - 2 * CELL_AIR : names;
    for (size_t c = d->from; c < d->to; c++) {
        if (word_width(g, d->chart->categories[c], size) > names) {
            return false;
        }
        for (size_t s = 0; s < d->chart->series_count; s++) {
            if (word_width(g, d->chart->series[s].values[c].text, size) > values) {
                return false;
            }
        }
    }
    return true;
}

/* The largest labels that fit, in one line of cells or in two. */
static void choose_cells(struct columns *g) {
    for (int staggered = 0; staggered < 2; staggered++) {
        for (int step = 0; step <= SMALLEST; step++) {
            g->cell_size = g->d->size - step * SMALLER;
            g->staggered = staggered;
            if (cells_fit(g, g->cell_size, staggered)) {
                return;
            }
        }
    }
    g->d->crowded = true;
}

/* ---- the plot ---- */

static int32_t height_of(const struct columns *g, const struct chart_value *v) {
    int64_t value = chart_scale_value(&g->d->scale, &v->number);
    return g->top + g->height - chart_scale_at(&g->d->scale, value, g->height);
}

static void draw_grid(struct columns *g) {
    struct chart_draft *d = g->d;
    size_t ticks = chart_scale_ticks(&d->scale);
    int32_t line = sketch_line_height(d->size);
    for (size_t i = 0; i < ticks; i++) {
        struct figure_text text = chart_tick_text(d, i);
        int64_t value = d->scale.low + (int64_t)i * d->scale.tick;
        int32_t y = g->top + g->height - chart_scale_at(&d->scale, value, g->height);
        sketch_put(&d->k, &text, 0, y - line / 2, g->left - CHART_GAP, ALIGN_RIGHT);
        bool axis = d->scale.broken ? i == 0 : value == 0;
        sketch_straight(&d->k, g->left, y, d->width, y, axis ? &CHART_AXIS : &CHART_GRID);
    }
}

static void draw_bars(struct columns *g, size_t s) {
    struct chart_draft *d = g->d;
    const struct chart_series *series = &d->chart->series[s];
    int32_t count = (int32_t)d->chart->series_count;
    int32_t width = smaller(g->column * BAR_SHARE / 100 / count, BAR_MOST);
    int32_t zero = g->top + g->height - chart_scale_at(&d->scale, 0, g->height);
    for (size_t c = d->from; c < d->to; c++) {
        const struct chart_value *v = &series->values[c];
        if (!v->given || v->number.units == 0) {
            continue;
        }
        int32_t end = height_of(g, v), length = larger(end > zero ? end - zero : zero - end, 0);
        length = larger(length, BAR_LEAST);
        int32_t x = middle_of(g, c) - width * count / 2 + width * (int32_t)s;
        sketch_box(&d->k, x, v->number.units < 0 ? zero : zero - length, width, length,
                   chart_series_filling(series->role));
    }
}

/* Points that have no neighbour get no line: what is not known is not drawn. */
static void draw_line(struct columns *g, size_t s) {
    struct chart_draft *d = g->d;
    const struct chart_series *series = &d->chart->series[s];
    struct page_point *points = arena_alloc(d->k.arena, (d->to - d->from) * sizeof *points);
    size_t count = 0;
    for (size_t c = d->from; c <= d->to; c++) {
        if (c < d->to && series->values[c].given) {
            points[count].x = middle_of(g, c);
            points[count++].y = height_of(g, &series->values[c]);
        } else if (count > 0) {
            if (count > 1) {
                sketch_line(&d->k, points, count, chart_series_stroke(series->role));
            }
            count = 0;
        }
    }
}

static void draw_markers(struct columns *g, size_t s) {
    const struct chart_series *series = &g->d->chart->series[s];
    for (size_t c = g->d->from; c < g->d->to; c++) {
        if (series->values[c].given) {
            chart_put_marker(&g->d->k, series->role, middle_of(g, c),
                             height_of(g, &series->values[c]));
        }
    }
}

/* What was achieved lies on top of all, and all lines lie under all points. */
static void draw_lines(struct columns *g) {
    const struct chart *chart = g->d->chart;
    for (size_t s = chart->series_count; s > 0; s--) {
        draw_line(g, s - 1);
    }
    for (int achieved = 0; achieved < 2; achieved++) {
        for (size_t s = chart->series_count; s > 0; s--) {
            if ((chart->series[s - 1].role == ROLE_ACHIEVED) == achieved) {
                draw_markers(g, s - 1);
            }
        }
    }
}

/* ---- the table ---- */

static int32_t draw_categories(struct columns *g, int32_t y) {
    struct chart_draft *d = g->d;
    int32_t height = 0;
    for (size_t c = d->from; c < d->to; c++) {
        struct figure_text text = sketch_break(
            &d->k, d->chart->categories[c], g->column - 2 * CELL_AIR, g->cell_size, FACE_REGULAR);
        sketch_put(&d->k, &text, middle_of(g, c) - text.width / 2, y, text.width, ALIGN_CENTER);
        height = larger(height, sketch_text_height(&text));
    }
    return y + height;
}

static void draw_swatch(struct columns *g, const struct chart_series *series, int32_t y,
                        int32_t line) {
    struct chart_draft *d = g->d;
    if (d->chart->kind == CHART_TREND) {
        sketch_straight(&d->k, 0, y + line / 2, SWATCH, y + line / 2,
                        chart_series_stroke(series->role));
        chart_put_marker(&d->k, series->role, SWATCH / 2, y + line / 2);
    } else {
        sketch_box(&d->k, 0, y + line / 6, SWATCH, line * 2 / 3,
                   chart_series_filling(series->role));
    }
}

/* The figures of a series from `y` down; gives their height. The first and the last of a staggered
 * row stay within the table. */
static int32_t draw_values(struct columns *g, const struct chart_series *series, int32_t y) {
    struct chart_draft *d = g->d;
    int32_t room = (g->staggered ? g->column * 3 / 2 : g->column) - 2 * CELL_AIR, upper = 0;
    int32_t lower = 0;
    struct figure_text *texts = arena_alloc(d->k.arena, (d->to - d->from) * sizeof *texts);
    for (size_t c = d->from; c < d->to; c++) {
        const struct chart_value *v = &series->values[c];
        struct figure_text *text = &texts[c - d->from];
        *text =
            sketch_break(&d->k, v->text, room, g->cell_size, v->given ? FACE_REGULAR : FACE_ITALIC);
        int32_t *height = g->staggered && (c - d->from) % 2 ? &lower : &upper;
        *height = larger(*height, sketch_text_height(text));
    }
    for (size_t c = d->from; c < d->to; c++) {
        const struct figure_text *text = &texts[c - d->from];
        int32_t x = middle_of(g, c) - text->width / 2;
        x = smaller(larger(x, g->left + CELL_AIR), d->width - text->width);
        sketch_put(&d->k, text, x, g->staggered && (c - d->from) % 2 ? y + upper : y, text->width,
                   ALIGN_CENTER);
    }
    return upper + lower;
}

static int32_t draw_series(struct columns *g, size_t s, int32_t y) {
    struct chart_draft *d = g->d;
    const struct chart_series *series = &d->chart->series[s];
    int32_t room = g->left - SWATCH - CHART_GAP - CELL_AIR;
    struct figure_text name = sketch_break(&d->k, series->name, room, d->size, FACE_REGULAR);
    y += CELL_AIR;
    draw_swatch(g, series, y, sketch_line_height(d->size));
    sketch_put(&d->k, &name, SWATCH + CHART_GAP, y, room, ALIGN_LEFT);
    int32_t height = draw_values(g, series, y);
    y += larger(height, sketch_text_height(&name)) + CELL_AIR;
    sketch_straight(&d->k, 0, y, d->width, y, &CELL_RULE);
    return y;
}

/* A scale that does not begin at zero says so. */
static int32_t draw_note(struct chart_draft *d, int32_t y) {
    char low[CHART_TICK_SIZE];
    chart_scale_print(&d->scale, 0, low);
    const char *note = arena_printf(d->k.arena, "Trục đứng bắt đầu từ %s.", low);
    struct figure_text text = sketch_break(&d->k, note, d->width, d->size - SMALLER, FACE_ITALIC);
    sketch_put(&d->k, &text, 0, y + CELL_AIR, d->width, ALIGN_LEFT);
    return y + CELL_AIR + sketch_text_height(&text);
}

int32_t chart_draw_columns(struct chart_draft *d, int32_t y) {
    int32_t half = sketch_line_height(d->size) / 2;
    struct columns g = {.d = d,
                        .top = y + half,
                        .height = d->chart->plot_height ? d->chart->plot_height : PLOT_HEIGHT};
    choose_ticks(&g);
    g.left = larger(names_width(&g), chart_tick_width(d) + CHART_GAP);
    g.column = (d->width - g.left) / (int32_t)(d->to - d->from);
    choose_cells(&g);
    draw_grid(&g);
    if (d->chart->kind == CHART_TREND) {
        draw_lines(&g);
    } else {
        for (size_t s = 0; s < d->chart->series_count; s++) {
            draw_bars(&g, s);
        }
    }
    y = g.top + g.height + larger(half, CHART_GAP);
    y = draw_categories(&g, y) + CELL_AIR;
    sketch_straight(&d->k, 0, y, d->width, y, &CELL_RULE);
    for (size_t s = 0; s < d->chart->series_count; s++) {
        y = draw_series(&g, s, y);
    }
    return d->scale.broken ? draw_note(d, y) : y;
}
