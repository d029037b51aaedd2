/* Lays out a chart: title, unit, then what its kind asks for; divides one that fits no page. */
#include "layout/chart.h"

#include <string.h>

#include "base/arena.h"
#include "doc/chart.h"
#include "layout/chart_draft.h"
#include "layout/fontset.h"

#define LABEL_SIZE   10000
#define TITLE_SIZE   1000 /* more than labels */
#define SWATCH       20000
#define ENTRY_GAP    14000
#define LEGEND_WIDTH 3 /* entries in a row */

const struct stroke CHART_GRID = {.width = 250, .dash = 1000, .gap = 2000, .gray = 60};
const struct stroke CHART_AXIS = {.width = 750, .gray = 100};

/* ---- ticks ---- */

static int32_t printed_width(const struct chart_draft *d, size_t i) {
    char text[CHART_TICK_SIZE];
    chart_scale_print(&d->scale, i, text);
    return ttf_width(d->k.fonts->faces[FACE_REGULAR], text, strlen(text), d->size);
}

int32_t chart_tick_width(const struct chart_draft *d) {
    int32_t first = printed_width(d, 0);
    int32_t last = printed_width(d, chart_scale_ticks(&d->scale) - 1);
    return first > last ? first : last;
}

struct figure_text chart_tick_text(struct chart_draft *d, size_t i) {
    char *text = arena_alloc(d->k.arena, CHART_TICK_SIZE);
    chart_scale_print(&d->scale, i, text);
    return sketch_label(&d->k, text, d->width, d->size, FACE_REGULAR);
}

/* ---- the legend ---- */

/* Entries in columns of one width, as many beside each other as fit; all of it in the middle. */
int32_t chart_draw_legend(struct chart_draft *d, const struct chart_entry *entries, size_t count,
                          int32_t y) {
    struct figure_text *texts = arena_alloc(d->k.arena, count * sizeof *texts);
    int32_t room = d->width - SWATCH - CHART_GAP, widest = 0;
    for (size_t i = 0; i < count; i++) {
        texts[i] = sketch_break(&d->k, entries[i].text, room, d->size, FACE_REGULAR);
        widest = texts[i].width > widest ? texts[i].width : widest;
    }
    int32_t entry = SWATCH + CHART_GAP + widest;
    size_t columns = count < LEGEND_WIDTH ? count : LEGEND_WIDTH;
    while (columns > 1 && (int32_t)columns * (entry + ENTRY_GAP) - ENTRY_GAP > d->width) {
        columns--;
    }
    int32_t left = (d->width - (int32_t)columns * (entry + ENTRY_GAP) + ENTRY_GAP) / 2;
    int32_t line = sketch_line_height(d->size), height = 0;
    for (size_t i = 0; i < count; i++) {
        size_t column = i % columns;
        if (i > 0 && column == 0) {
            y += height + CHART_GAP / 2;
            height = 0;
        }
        int32_t x = left + (int32_t)column * (entry + ENTRY_GAP);
        sketch_box(&d->k, x, y + line / 6, SWATCH, line * 2 / 3, entries[i].filling);
        sketch_put(&d->k, &texts[i], x + SWATCH + CHART_GAP, y, widest, ALIGN_LEFT);
        int32_t own = sketch_text_height(&texts[i]);
        height = own > height ? own : height;
    }
    return y + height;
}

/* ---- the chart ---- */

static int32_t draw_heading(struct chart_draft *d, const char *text, int32_t size, enum face face,
                            int32_t y) {
    struct figure_text t = sketch_break_evenly(&d->k, text, d->width, size, (uint8_t)face);
    sketch_put(&d->k, &t, 0, y, d->width, ALIGN_CENTER);
    return y + sketch_text_height(&t);
}

static int32_t draw_title(struct chart_draft *d) {
    const struct chart *chart = d->chart;
    const char *title = chart->title;
    int32_t y = 0;
    if (d->from > 0) {
        title = arena_printf(d->k.arena, "%s%s(tiếp theo)", title, *title ? " " : "");
    }
    if (*title) {
        y = draw_heading(d, title, d->size + TITLE_SIZE, FACE_BOLD, y);
    }
    if (*chart->unit) {
        y = draw_heading(d, chart->unit, d->size, FACE_ITALIC, y);
    }
    return y > 0 ? y + CHART_SPACE : 0;
}

static bool on_columns(const struct chart *chart) {
    return chart->kind == CHART_TREND || (chart->kind == CHART_BARS && chart->upright);
}

/* Categories [from, to); the draft tells whether they had room. */
static struct figure *draw(struct chart_draft *d, size_t from, size_t to) {
    struct figure *figure = arena_alloc(d->k.arena, sizeof *figure);
    figure->alt =
        from == 0 ? d->chart->alt : arena_printf(d->k.arena, "%s (tiếp theo)", d->chart->title);
    figure->width = d->width;
    d->k.figure = figure;
    d->from = from;
    d->to = to;
    d->crowded = false;
    d->scale = chart_scale_of(d->chart, d->chart->kind == CHART_TREND);
    int32_t y = draw_title(d);
    figure->height = d->chart->kind == CHART_SHARES ? chart_draw_shares(d, y)
                     : on_columns(d->chart)         ? chart_draw_columns(d, y)
                                                    : chart_draw_bars(d, y);
    return figure;
}

const struct figure *chart_lay(const struct chart *chart, const struct chart_room *room,
                               size_t *from) {
    struct chart_draft d = {.chart = chart,
                            .k = {.fonts = room->fonts, .arena = room->arena},
                            .width = room->width,
                            .size = chart->font_size ? chart->font_size : LABEL_SIZE};
    size_t left = chart->category_count - *from, count = left;
    struct figure *figure = draw(&d, *from, *from + count);
    while ((figure->height > room->height || d.crowded) && count > 1 &&
           chart->kind != CHART_SHARES) {
        count = count * 2 / 3;
        size_t pieces = (left + count - 1) / count; /* of about the same size */
        count = (left + pieces - 1) / pieces;
        figure = draw(&d, *from, *from + count);
    }
    *from += chart->kind == CHART_SHARES ? left : count;
    line_list_release(&d.k.buffer);
    return figure;
}
