/* Draws texts and shapes of a figure into its lists. */
#include "layout/figure.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "layout/fontset.h"
#include "model/component.h"

#define EDGE_WIDTH 500 /* around an area, mpt */

/* Room for one more in a list of the arena's. */
static void *grown(struct arena *a, void *list, size_t count, size_t *capacity, size_t size) {
    if (count < *capacity) {
        return list;
    }
    *capacity = *capacity ? *capacity * 2 : 16;
    void *larger = arena_alloc(a, *capacity * size);
    if (count > 0) {
        memcpy(larger, list, count * size);
    }
    return larger;
}

/* ---- text ---- */

static struct figure_text text_of(struct sketch *k, int32_t size, uint8_t face, size_t limit) {
    const struct line_list *list = &k->buffer;
    struct figure_text t = {.size = size, .face = face};
    t.count = list->count < limit ? list->count : limit;
    t.lines = arena_alloc(k->arena, (t.count + 1) * sizeof *t.lines);
    for (size_t i = 0; i < t.count; i++) {
        t.lines[i] = list->lines[i];
        t.width = t.lines[i].width > t.width ? t.lines[i].width : t.width;
    }
    return t;
}

/* Ends the last line in "…", as much of it as fits. */
static void end_short(struct sketch *k, struct figure_text *t, int32_t width) {
    static const char dots[] = "…";
    const struct ttf *font = k->fonts->faces[t->face];
    struct line *line = &t->lines[t->count - 1];
    int32_t room = width - ttf_width(font, dots, sizeof dots - 1, t->size);
    uint32_t len = 0;
    for (const char *c = line->text, *end = c + line->len; c < end;) {
        utf8_next(&c);
        uint32_t next = (uint32_t)(c - line->text);
        if (ttf_width(font, line->text, next, t->size) > room) {
            break;
        }
        len = next;
    }
    while (len > 0 && line->text[len - 1] == ' ') {
        len--;
    }
    line->text = arena_printf(k->arena, "%.*s%s", (int)len, line->text, dots);
    line->len = (uint32_t)strlen(line->text);
    line->width = ttf_width(font, line->text, line->len, t->size);
    t->width = line->width > t->width ? line->width : t->width;
}

static struct figure_text broken(struct sketch *k, int32_t width, int32_t size, uint8_t face) {
    struct figure_text t = text_of(k, size, face, SKETCH_LINES);
    if (k->buffer.count > SKETCH_LINES) {
        end_short(k, &t, width);
    }
    return t;
}

struct figure_text sketch_break(struct sketch *k, const char *text, int32_t width, int32_t size,
                                uint8_t face) {
    linebreak(k->fonts->faces[face], size, text, width, &k->buffer);
    return broken(k, width, size, face);
}

struct figure_text sketch_break_evenly(struct sketch *k, const char *text, int32_t width,
                                       int32_t size, uint8_t face) {
    const struct text_measure m = {.text = text, .font = k->fonts->faces[face]};
    linebreak_balanced_measured(&m, size, width, &k->buffer);
    return broken(k, width, size, face);
}

struct figure_text sketch_label(struct sketch *k, const char *text, int32_t width, int32_t size,
                                uint8_t face) {
    linebreak(k->fonts->faces[face], size, text, INT32_MAX, &k->buffer);
    struct figure_text t = text_of(k, size, face, 1);
    if (t.width > width || k->buffer.count > 1) {
        t.width = 0;
        end_short(k, &t, width);
    }
    return t;
}

int32_t sketch_line_height(int32_t size) {
    return (int32_t)((int64_t)size * LINE_SPACING / 1000);
}

int32_t sketch_text_height(const struct figure_text *t) {
    return (int32_t)t->count * sketch_line_height(t->size);
}

void sketch_put(struct sketch *k, const struct figure_text *t, int32_t x, int32_t y, int32_t width,
                enum text_align align) {
    struct figure *f = k->figure;
    const struct ttf *font = k->fonts->faces[t->face];
    int64_t ascent = (int64_t)ttf_ascent(font) * t->size / 1000;
    int64_t descent = (int64_t)ttf_descent(font) * t->size / 1000;
    int32_t pitch = sketch_line_height(t->size);
    y += (int32_t)((pitch - ascent - descent) / 2 + ascent);
    for (size_t i = 0; i < t->count; i++, y += pitch) {
        const struct line *line = &t->lines[i];
        if (line->len == 0) {
            continue;
        }
        int32_t slack = width - line->width;
        int32_t indent = align == ALIGN_CENTER ? slack / 2 : align == ALIGN_RIGHT ? slack : 0;
        f->texts = grown(k->arena, f->texts, f->text_count, &f->text_capacity, sizeof *f->texts);
        f->texts[f->text_count++] = (struct text_mark){.text = line->text,
                                                       .len = line->len,
                                                       .x = x + indent,
                                                       .y = y,
                                                       .size = t->size,
                                                       .face = t->face,
                                                       .component = COMPONENT_TABLE};
    }
}

/* ---- shapes ---- */

static struct shape_mark *add_shape(struct sketch *k, const struct page_point *points,
                                    size_t count) {
    struct figure *f = k->figure;
    struct page_point *copy = arena_alloc(k->arena, count * sizeof *copy);
    memcpy(copy, points, count * sizeof *copy);
    f->shapes = grown(k->arena, f->shapes, f->shape_count, &f->shape_capacity, sizeof *f->shapes);
    struct shape_mark *mark = &f->shapes[f->shape_count++];
    *mark = (struct shape_mark){
        .points = copy, .point_count = (uint32_t)count, .fill = SHAPE_EMPTY, .line = SHAPE_EMPTY};
    return mark;
}

void sketch_line(struct sketch *k, const struct page_point *points, size_t count,
                 const struct stroke *stroke) {
    struct shape_mark *mark = add_shape(k, points, count);
    mark->width = stroke->width;
    mark->dash = stroke->dash;
    mark->gap = stroke->gap;
    mark->line = stroke->gray;
}

void sketch_straight(struct sketch *k, int32_t x1, int32_t y1, int32_t x2, int32_t y2,
                     const struct stroke *stroke) {
    const struct page_point points[] = {{x1, y1}, {x2, y2}};
    sketch_line(k, points, 2, stroke);
}

void sketch_area(struct sketch *k, const struct page_point *points, size_t count,
                 const struct filling *filling) {
    struct shape_mark *mark = add_shape(k, points, count);
    mark->closed = true;
    mark->fill = filling->fill;
    mark->hatch = filling->hatch;
    mark->line = filling->line;
    mark->width = filling->line == SHAPE_EMPTY ? 0 : EDGE_WIDTH;
}

void sketch_box(struct sketch *k, int32_t x, int32_t y, int32_t width, int32_t height,
                const struct filling *filling) {
    const struct page_point points[] = {
        {x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}};
    sketch_area(k, points, 4, filling);
}

void sketch_clear(struct sketch *k, int32_t x, int32_t y, int32_t width, int32_t height) {
    static const struct filling white = {.fill = 0, .line = SHAPE_EMPTY};
    sketch_box(k, x, y, width, height, &white);
}
