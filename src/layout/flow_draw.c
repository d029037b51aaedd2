/* Draws strips where the page breaker put them. */
#include <string.h>

#include "base/arena.h"
#include "doc/doc.h"
#include "layout/canvas.h"
#include "layout/flow.h"

/* A bookmark is one line. */
static const char *outline_title(struct canvas *c, const char *text) {
    if (strchr(text, '\n') == NULL) {
        return text;
    }
    char *title = arena_strdup(c->set->arena, text);
    for (char *s = title; *s; s++) {
        *s = *s == '\n' ? ' ' : *s;
    }
    return title;
}

static void draw_line(struct canvas *c, const struct strip *strip, int32_t x, int32_t y) {
    const struct doc_paragraph *p = strip->text->paragraph;
    if (strip->line == 0 && p->outline) {
        canvas_put_outline(c, outline_title(c, p->bookmark ? p->bookmark : p->text),
                           p->outline + (c->part->bookmark ? 1u : 0u), y);
    }
    typeset_put_line(c, p, &strip->text->set, strip->line, x + strip->x, y, strip->line_height);
}

static void draw_frame(struct canvas *c, const struct strip *strip, int32_t x, int32_t y) {
    int32_t right = x + strip->width, bottom = y + strip->height;
    size_t count = strip->text->set.count;
    c->component = strip->component;
    c->ink = strip->red ? INK_RED : INK_BLACK;
    canvas_put_rule(c, x, y, right, y);
    canvas_put_rule(c, x, bottom, right, bottom);
    canvas_put_rule(c, x, y, x, bottom);
    canvas_put_rule(c, right, y, right, bottom);
    int32_t top = y + (strip->height - (int32_t)count * strip->line_height) / 2;
    for (size_t i = 0; i < count; i++) {
        typeset_put_line(c, strip->text->paragraph, &strip->text->set, i, x + strip->text_x,
                         top + (int32_t)i * strip->line_height, strip->line_height);
    }
    c->ink = INK_BLACK;
}

static void draw_strip(struct canvas *c, const struct strip *strip, int32_t x, int32_t y) {
    switch ((enum strip_kind)strip->kind) {
    case STRIP_LINE:
        draw_line(c, strip, x, y);
        break;
    case STRIP_RULE:
        c->component = strip->component;
        canvas_put_rule(c, x + strip->x, y, x + strip->x + strip->width, y);
        break;
    case STRIP_FRAME:
        draw_frame(c, strip, x + strip->x, y);
        break;
    case STRIP_ROOM:
        for (size_t i = 0; i < strip->picture_count; i++) {
            struct picture_mark mark = strip->pictures[i];
            mark.x += x;
            mark.y += y;
            canvas_put_picture(c, &mark);
        }
        break;
    case STRIP_CHART:
        canvas_put_figure(c, strip->figure, x, y);
        break;
    case STRIP_COLUMNS: {
        const struct flow_columns *columns = strip->columns;
        for (int b = 0; b < 2; b++) {
            const struct flow *box = &columns->box[b];
            flow_draw(c, box, 0, box->count, x, y + columns->top[b], true);
            x += columns->columns->box[b].width;
        }
        break;
    }
    }
}

int32_t flow_draw(struct canvas *c, const struct flow *flow, size_t from, size_t to, int32_t x,
                  int32_t y, bool with_space) {
    for (size_t i = from; i < to; i++) {
        const struct strip *strip = &flow->strips[i];
        y += i > from || with_space ? strip->space_before : 0;
        draw_strip(c, strip, x, y);
        y += strip->height + strip->space_after;
    }
    return y;
}

int32_t flow_draw_running(struct canvas *c, const struct flow_columns *columns, int32_t x,
                          int32_t y) {
    size_t next[2] = {0, 0};
    for (bool first = true;; first = false) {
        size_t to[2];
        bool done = flow_running_page(columns, canvas_bottom(c) - y, first, next, to);
        int32_t end = y, left = x;
        for (int b = 0; b < 2; b++) {
            if (to[b] > next[b]) {
                int32_t top = y + (first ? columns->top[b] : 0);
                int32_t bottom = flow_draw(c, &columns->box[b], next[b], to[b], left, top, first);
                end = bottom > end ? bottom : end;
            }
            next[b] = to[b];
            left += columns->columns->box[b].width;
        }
        if (done) {
            return end;
        }
        canvas_new_page(c);
        y = c->part->margin_top;
    }
}
