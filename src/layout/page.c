/* Finished pages: releasing them, and their text form for --dump=page. */
#include "layout/page.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/text.h"

void page_set_release(struct page_set *set) {
    for (size_t i = 0; i < set->count; i++) {
        free(set->pages[i].texts);
        free(set->pages[i].rules);
        free(set->pages[i].pictures);
        free(set->pages[i].links);
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

static void text_mark_dump(const struct text_mark *mark, struct text *out) {
    static const char *const FACES[FACE_COUNT] = {"regular", "bold", "italic", "bold-italic"};
    static const char *const INKS[] = {"black", "red", "watermark"};
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
    text_putc(out, ' ');
    put_quoted(out, mark->text, mark->len);
    text_putc(out, '\n');
}

static void rule_mark_dump(const struct rule_mark *mark, struct text *out) {
    const int32_t values[] = {mark->x1, mark->y1, mark->x2, mark->y2, mark->width};
    text_putc(out, 'R');
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        text_putc(out, ' ');
        put_points(out, values[i]);
    }
    text_putc(out, '\n');
}

void page_dump(const struct page_set *set, struct text *out) {
    for (size_t i = 0; i < set->count; i++) {
        const struct page *page = &set->pages[i];
        text_printf(out, "page %zu of %zu (", i + 1, set->count);
        put_points(out, page->width);
        text_puts(out, " x ");
        put_points(out, page->height);
        text_puts(out, ")\n");
        for (size_t t = 0; t < page->text_count; t++)
            text_mark_dump(&page->texts[t], out);
        for (size_t r = 0; r < page->rule_count; r++)
            rule_mark_dump(&page->rules[r], out);
    }
}
