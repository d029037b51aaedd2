/* Finished pages: releasing them, and their text form for --dump=page. */
#include "layout/page.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "model/component.h"

void page_set_release(struct page_set *set) {
    for (size_t i = 0; i < set->count; i++) {
        free(set->pages[i].texts);
        free(set->pages[i].rules);
        free(set->pages[i].pictures);
        free(set->pages[i].links);
        free(set->pages[i].shapes);
        free(set->pages[i].figures);
    }
    free(set->pages);
    free(set->outline);
    free(set->fits);
    arena_free(set->arena);
    *set = (struct page_set){0};
}

/* Points with all three decimals, so that columns of a dump line up. */
static void put_points(struct text *out, int32_t mpt) {
    uint32_t size = mpt < 0 ? 0u - (uint32_t)mpt : (uint32_t)mpt;
    text_printf(out, "%s%u.%03u", mpt < 0 ? "-" : "", size / 1000, size % 1000);
}

/* The text, quoted; a mark need not end with a NUL. */
static void put_quoted(struct text *out, const char *s, size_t len) {
    text_putc(out, '"');
    for (size_t i = 0; i < len; i++) {
        if (s[i] == '"' || s[i] == '\\')
            text_putc(out, '\\');
        text_putc(out, s[i]);
    }
    text_putc(out, '"');
}

static const char *const INKS[] = {
    [INK_BLACK] = "black", [INK_RED] = "red", [INK_WATERMARK] = "watermark"};

static void text_mark_dump(const struct text_mark *mark, struct text *out) {
    static const char *const FACES[FACE_COUNT] = {"regular", "bold", "italic", "bold-italic"};
    text_puts(out, "T ");
    put_points(out, mark->x);
    text_putc(out, ' ');
    put_points(out, mark->y);
    text_printf(out, " %s ", FACES[mark->face]);
    put_points(out, mark->size);
    if (mark->ink)
        text_printf(out, " %s", INKS[mark->ink]);
    if (mark->angle)
        text_printf(out, " angle=%d", mark->angle);
    if (mark->word_space) {
        text_puts(out, " space=");
        put_points(out, mark->word_space);
    }
    text_putc(out, ' ');
    put_quoted(out, mark->text, mark->len);
    text_putc(out, '\n');
}

/* A letter and lengths. */
static void put_lengths(struct text *out, char kind, const int32_t *values, size_t count) {
    text_putc(out, kind);
    for (size_t i = 0; i < count; i++) {
        text_putc(out, ' ');
        put_points(out, values[i]);
    }
}

static void rule_mark_dump(const struct rule_mark *mark, struct text *out) {
    const int32_t values[] = {mark->x1, mark->y1, mark->x2, mark->y2, mark->width};
    put_lengths(out, 'R', values, sizeof values / sizeof *values);
    if (mark->ink)
        text_printf(out, " %s", INKS[mark->ink]);
    text_putc(out, '\n');
}

static void picture_mark_dump(const struct picture_mark *mark, struct text *out) {
    const int32_t values[] = {mark->x, mark->y, mark->width, mark->height};
    put_lengths(out, 'P', values, sizeof values / sizeof *values);
    text_printf(out, " %s\n", component_info_of(mark->component)->key);
}

static void link_mark_dump(const struct link_mark *mark, struct text *out) {
    const int32_t values[] = {mark->x1, mark->y1, mark->x2, mark->y2};
    put_lengths(out, 'L', values, sizeof values / sizeof *values);
    text_printf(out, " part=%zu\n", mark->part);
}

/* Greys in percent of black. */
static void shape_mark_dump(const struct shape_mark *mark, struct text *out) {
    static const char *const HATCHES[] = {"none",    "rising",  "falling", "level",
                                          "upright", "crossed", "dotted"};
    text_puts(out, mark->closed ? "A" : "S");
    if (mark->fill != SHAPE_EMPTY)
        text_printf(out, " fill=%u", mark->fill);
    if (mark->hatch)
        text_printf(out, " hatch=%s", HATCHES[mark->hatch]);
    if (mark->line != SHAPE_EMPTY) {
        text_printf(out, " line=%u width=", mark->line);
        put_points(out, mark->width);
    }
    if (mark->dash) {
        text_puts(out, " dash=");
        put_points(out, mark->dash);
        text_putc(out, '/');
        put_points(out, mark->gap);
    }
    for (uint32_t i = 0; i < mark->point_count; i++) {
        text_puts(out, i > 0 ? ", " : " ");
        put_points(out, mark->points[i].x);
        text_putc(out, ' ');
        put_points(out, mark->points[i].y);
    }
    text_putc(out, '\n');
}

/* Its texts are among those of the page, counted from 1. */
static void figure_mark_dump(const struct figure_mark *mark, struct text *out) {
    const int32_t values[] = {mark->x1, mark->y1, mark->x2, mark->y2};
    put_lengths(out, 'F', values, sizeof values / sizeof *values);
    text_printf(out, " texts=%zu+%zu shapes=%zu+%zu ", mark->first_text + 1, mark->text_count,
                mark->first_shape + 1, mark->shape_count);
    put_quoted(out, mark->alt, strlen(mark->alt));
    text_putc(out, '\n');
}

/* The page as it counts, where that is not as it lies in the set. */
static void page_head_dump(const struct page_set *set, size_t i, struct text *out) {
    const struct page *page = &set->pages[i];
    text_printf(out, "page %zu of %zu (", i + 1, set->count);
    put_points(out, page->width);
    text_puts(out, " x ");
    put_points(out, page->height);
    text_putc(out, ')');
    if (page->part > 0 || page->number != i + 1)
        text_printf(out, " part=%zu number=%u", page->part, page->number);
    text_putc(out, '\n');
}

static void fit_dump(const struct page_fit *fit, size_t part, struct text *out) {
    text_printf(out, "fit part=%zu space=", part);
    put_points(out, fit->paragraph_space);
    text_printf(out, " lines=%d\n", fit->line_spacing);
}

void page_dump(const struct page_set *set, struct text *out) {
    for (size_t i = 0; i < set->count; i++) {
        const struct page *page = &set->pages[i];
        page_head_dump(set, i, out);
        for (size_t t = 0; t < page->text_count; t++)
            text_mark_dump(&page->texts[t], out);
        for (size_t r = 0; r < page->rule_count; r++)
            rule_mark_dump(&page->rules[r], out);
        for (size_t p = 0; p < page->picture_count; p++)
            picture_mark_dump(&page->pictures[p], out);
        for (size_t l = 0; l < page->link_count; l++)
            link_mark_dump(&page->links[l], out);
        for (size_t f = 0; f < page->figure_count; f++)
            figure_mark_dump(&page->figures[f], out);
        for (size_t s = 0; s < page->shape_count; s++)
            shape_mark_dump(&page->shapes[s], out);
    }
    for (size_t i = 0; i < set->outline_count; i++) {
        const struct outline_mark *mark = &set->outline[i];
        text_printf(out, "outline %u page=%zu y=", mark->depth, mark->page + 1);
        put_points(out, mark->y);
        text_putc(out, ' ');
        put_quoted(out, mark->title, strlen(mark->title));
        text_putc(out, '\n');
    }
    for (size_t p = 0; p < set->part_count; p++) {
        if (set->fits[p].tightened)
            fit_dump(&set->fits[p], p, out);
    }
}
