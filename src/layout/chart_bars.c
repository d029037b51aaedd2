/* Draws lying bars: names of any length at the left, a bar for each series, its value behind it.
 *
 * From left to right: names, room for the values of bars below zero, the plot, room for the values
 * of the others. These rooms are as wide as their widest text, so a value never leaves the chart
 * and never meets a name; ticks are coarsened until their labels part.
 */
#include "base/arena.h"
#include "doc/chart.h"
#include "layout/chart_draft.h"
#include "layout/chart_look.h"
#include "layout/fontset.h"

#define NAME_SHARE  38    /* of the width at most, percent */
#define VALUE_SHARE 22    /* of the width at most, each side */
#define BAR_HEIGHT  10000 /* at least as high as its value, when labels are larger */
#define ROW_GAP     6000
#define VALUE_GAP   3000
#define TICK_GAP    10000 /* between labels */
#define TICKS_MOST  11
#define TICKS_LEAST 3    /* two ends and a zero between them: no coarser ones are fewer */
#define BAR_LEAST   1000 /* of a value that is not zero */

struct bars {
    struct chart_draft *d;
    int32_t names;             /* width of their column, with the gap behind it */
    int32_t left, width;       /* of the plot */
    int32_t bar;               /* height */
    struct figure_text *name;  /* one a category */
    struct figure_text *value; /* by category, then series */
};

static struct figure_text *value_of(const struct bars *b, size_t category, size_t series) {
    return &b->value[(category - b->d->from) * b->d->chart->series_count + series];
}

static int32_t larger(int32_t a, int32_t b) {
    return a > b ? a : b;
}

/* ---- measures ---- */

static void break_texts(struct bars *b) {
    struct chart_draft *d = b->d;
    size_t count = d->to - d->from, series = d->chart->series_count;
    b->name = arena_alloc(d->k.arena, count * sizeof *b->name);
    b->value = arena_alloc(d->k.arena, count * series * sizeof *b->value);
    for (size_t c = d->from; c < d->to; c++) {
        struct figure_text *name = &b->name[c - d->from];
        *name = sketch_break(&d->k, d->chart->categories[c], d->width / 100 * NAME_SHARE, d->size,
                             FACE_REGULAR);
        b->names = larger(b->names, name->width);
        for (size_t s = 0; s < series; s++) {
            const struct chart_value *v = &d->chart->series[s].values[c];
            *value_of(b, c, s) = sketch_label(&d->k, v->text, d->width / 100 * VALUE_SHARE, d->size,
                                              v->given ? FACE_REGULAR : FACE_ITALIC);
        }
    }
    b->names += CHART_GAP;
    b->bar = larger(BAR_HEIGHT, sketch_line_height(d->size) * 8 / 10);
}

/* Room for values at the left and at the right of the plot. */
static void value_rooms(const struct bars *b, int32_t *left, int32_t *right) {
    const struct chart_draft *d = b->d;
    *left = *right = 0;
    for (size_t c = d->from; c < d->to; c++) {
        for (size_t s = 0; s < d->chart->series_count; s++) {
            const struct chart_value *v = &d->chart->series[s].values[c];
            if (!v->given) {
                continue; /* stands where its bar would */
            }
            int32_t *room = v->number.units < 0 ? left : right;
            *room = larger(*room, value_of(b, c, s)->width + CHART_GAP);
        }
    }
}

/* The finest ticks whose labels part. */
static void choose_ticks(struct bars *b) {
    struct chart_draft *d = b->d;
    int32_t left, right;
    value_rooms(b, &left, &right);
    for (;;) {
        chart_scale_coarsen(&d->scale);
        size_t ticks = chart_scale_ticks(&d->scale);
        if (ticks > TICKS_MOST) {
            continue;
        }
        int32_t label = chart_tick_width(d);
        int32_t before = larger(left, label / 2 - b->names);
        b->left = b->names + before;
        b->width = d->width - b->left - larger(right, label / 2);
        if (ticks <= TICKS_LEAST || b->width / (int32_t)(ticks - 1) >= label + TICK_GAP) {
            return;
        }
    }
}

static int32_t row_height(const struct bars *b, size_t c) {
    int32_t bars = b->bar * (int32_t)b->d->chart->series_count;
    return larger(bars, sketch_text_height(&b->name[c - b->d->from])) + ROW_GAP;
}

/* ---- drawing ---- */

static void draw_bar(struct bars *b, size_t c, size_t s, int32_t y) {
    struct chart_draft *d = b->d;
    const struct chart_series *series = &d->chart->series[s];
    const struct chart_value *v = &series->values[c];
    const struct figure_text *text = value_of(b, c, s);
    int32_t zero = b->left + chart_scale_at(&d->scale, 0, b->width), line = b->bar;
    int32_t text_y = y + (line - sketch_line_height(d->size)) / 2;
    int32_t x = zero + CHART_GAP;
    if (v->given && v->number.units != 0) {
        int64_t value = chart_scale_value(&d->scale, &v->number);
        int32_t end = b->left + chart_scale_at(&d->scale, value, b->width);
        bool below = v->number.units < 0;
        int32_t length = larger(below ? zero - end : end - zero, BAR_LEAST);
        end = below ? zero - length : zero + length;
        sketch_box(&d->k, below ? end : zero, y, length, b->bar,
                   chart_series_filling(series->role));
        x = below ? end - VALUE_GAP - text->width : end + VALUE_GAP;
    }
    if (x + text->width > d->width) {
        x = zero - CHART_GAP - text->width;
    }
    sketch_clear(&d->k, x, y + 500, text->width, line - 1000);
    sketch_put(&d->k, text, x, text_y, text->width, ALIGN_LEFT);
}

static void draw_row(struct bars *b, size_t c, int32_t y, int32_t height) {
    const struct figure_text *name = &b->name[c - b->d->from];
    size_t series = b->d->chart->series_count;
    sketch_put(&b->d->k, name, 0, y + (height - sketch_text_height(name)) / 2, b->names,
               ALIGN_LEFT);
    int32_t bar = y + (height - b->bar * (int32_t)series) / 2;
    for (size_t s = 0; s < series; s++, bar += b->bar) {
        draw_bar(b, c, s, bar);
    }
}

static int32_t draw_axis(struct bars *b, int32_t top, int32_t bottom) {
    struct chart_draft *d = b->d;
    size_t ticks = chart_scale_ticks(&d->scale);
    for (size_t i = 0; i < ticks; i++) {
        int64_t value = d->scale.low + (int64_t)i * d->scale.tick;
        int32_t x = b->left + chart_scale_at(&d->scale, value, b->width);
        sketch_straight(&d->k, x, top, x, bottom, value == 0 ? &CHART_AXIS : &CHART_GRID);
    }
    sketch_straight(&d->k, b->left, bottom, b->left + b->width, bottom, &CHART_AXIS);
    return bottom;
}

/* Of the fewest ticks, too, labels may be too wide: then one is left out. */
static int32_t draw_tick_labels(struct bars *b, int32_t y) {
    struct chart_draft *d = b->d;
    size_t ticks = chart_scale_ticks(&d->scale);
    int32_t end = INT32_MIN;
    for (size_t i = 0; i < ticks; i++) {
        struct figure_text text = chart_tick_text(d, i);
        int64_t value = d->scale.low + (int64_t)i * d->scale.tick;
        int32_t x = b->left + chart_scale_at(&d->scale, value, b->width);
        if (x - text.width / 2 >= end) {
            sketch_put(&d->k, &text, x - text.width / 2, y, text.width, ALIGN_LEFT);
            end = x - text.width / 2 + text.width + CHART_GAP;
        }
    }
    return y + sketch_line_height(d->size);
}

static int32_t draw_legend(struct chart_draft *d, int32_t y) {
    struct chart_entry entries[ROLE_COUNT];
    size_t count = d->chart->series_count < ROLE_COUNT ? d->chart->series_count : ROLE_COUNT;
    for (size_t s = 0; s < count; s++) {
        const struct chart_series *series = &d->chart->series[s];
        entries[s] = (struct chart_entry){series->name, chart_series_filling(series->role)};
    }
    return chart_draw_legend(d, entries, count, y) + CHART_SPACE;
}

int32_t chart_draw_bars(struct chart_draft *d, int32_t y) {
    struct bars b = {.d = d};
    y = draw_legend(d, y);
    break_texts(&b);
    choose_ticks(&b);
    int32_t bottom = y;
    for (size_t c = d->from; c < d->to; c++) {
        bottom += row_height(&b, c);
    }
    draw_axis(&b, y, bottom);
    for (size_t c = d->from; c < d->to; c++) {
        int32_t height = row_height(&b, c);
        draw_row(&b, c, y, height);
        y += height;
    }
    return draw_tick_labels(&b, bottom + CHART_GAP / 2);
}
