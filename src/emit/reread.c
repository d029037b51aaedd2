/* Proves a finished PDF: holds the texts it shows against the pages it was made from, and these
 * against the document's tables. */
#include "emit/reread.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "emit/reread_pdf.h"
#include "layout/page.h"

#define TOLERANCE 10 /* mpt */
#define TURN      20 /* millionths: the sine of a thousandth of a degree */
#define MILLION   1000000.0
#define DEGREE    (3.14159265358979323846 / 180)

struct check {
    struct arena *arena;
    struct diag *diag;
    struct place at;
};

static bool is_near(int64_t a, int64_t b, int64_t tolerance) {
    return a - b <= tolerance && b - a <= tolerance;
}

/* "12.5 pt" */
static const char *length_text(struct check *c, int64_t mpt) {
    struct text t;
    text_init(&t);
    text_put_milli(&t, mpt);
    const char *copy = arena_strndup(c->arena, t.data, t.len);
    text_release(&t);
    return copy;
}

static const char *number_text(struct check *c, size_t n) {
    return arena_printf(c->arena, "%zu", n);
}

/* ---- texts of a page ---- */

/* How a text stands, when its letters are right. */
static bool stands_right(const struct shown_text *shown, const struct text_mark *mark) {
    double angle = mark->angle * DEGREE;
    bool spaced = memchr(mark->text, ' ', mark->len) != NULL;
    return is_near(shown->x, mark->x, TOLERANCE) && is_near(shown->y, mark->y, TOLERANCE) &&
           is_near(shown->size, mark->size, TOLERANCE) &&
           (!spaced || is_near(shown->word_space, mark->word_space, TOLERANCE)) &&
           is_near(shown->cosine, llround(cos(angle) * MILLION), TURN) &&
           is_near(shown->sine, llround(sin(angle) * MILLION), TURN);
}

static bool text_check(struct check *c, size_t page, const struct shown_text *shown,
                       const struct text_mark *mark) {
    const char *wanted = mark ? arena_strndup(c->arena, mark->text, mark->len) : "";
    const char *got = shown ? shown->text : "";
    if (strcmp(wanted, got) != 0) {
        struct place at = c->at;
        at.value = got;
        at.expected = wanted;
        DIAG(c->diag, E982, &at, number_text(c, page), got, wanted);
        return false;
    }
    if (shown && mark && !stands_right(shown, mark)) {
        DIAG(c->diag, E983, &c->at, number_text(c, page), wanted, length_text(c, shown->x),
             length_text(c, shown->y), length_text(c, mark->x), length_text(c, mark->y));
        return false;
    }
    return true;
}

/* Marks as they are drawn: those that are turned lie under everything else. */
static const struct text_mark *mark_next(const struct page *page, size_t *next) {
    while (*next < 2 * page->text_count) {
        size_t i = (*next)++;
        bool turned = i < page->text_count;
        const struct text_mark *mark = &page->texts[turned ? i : i - page->text_count];
        if ((mark->angle != 0) == turned && mark->len > 0) {
            return mark;
        }
    }
    return NULL;
}

/* One difference a page: behind it everything is shifted. */
static bool page_check(struct check *c, size_t number, const struct shown_page *shown,
                       const struct page *page) {
    if (!is_near(shown->width, page->width, TOLERANCE) ||
        !is_near(shown->height, page->height, TOLERANCE)) {
        DIAG(c->diag, E981, &c->at,
             arena_printf(c->arena, "%zu: %s × %s pt", number, length_text(c, shown->width),
                          length_text(c, shown->height)),
             arena_printf(c->arena, "%s × %s pt", length_text(c, page->width),
                          length_text(c, page->height)));
        return false;
    }
    size_t next = 0, i = 0;
    const struct text_mark *mark;
    do {
        mark = mark_next(page, &next);
        const struct shown_text *text = i < shown->count ? &shown->texts[i++] : NULL;
        if ((mark || text) && !text_check(c, number, text, mark)) {
            return false;
        }
    } while (mark);
    return true;
}

static bool pages_check(struct check *c, const struct text *pdf, const struct page_set *pages) {
    struct shown_pdf shown;
    const char *fault;
    if (!reread_pdf(c->arena, pdf, &shown, &fault)) {
        DIAG(c->diag, E980, &c->at, fault);
        return false;
    }
    if (shown.count != pages->count) {
        DIAG(c->diag, E981, &c->at, number_text(c, shown.count), number_text(c, pages->count));
        return false;
    }
    bool good = true;
    for (size_t i = 0; i < pages->count; i++) {
        good &= page_check(c, i + 1, &shown.pages[i], &pages->pages[i]);
    }
    return good;
}

/* ---- cells of the document ---- */

/* Where the text of a mark lies in memory: marks borrow from the document. */
struct stretch {
    uintptr_t from, to;
};

static int by_place(const void *a, const void *b) {
    const struct stretch *x = a, *y = b;
    return (x->from > y->from) - (x->from < y->from);
}

static struct stretch *stretches_of(struct check *c, const struct page_set *pages, size_t *count) {
    size_t n = 0;
    for (size_t p = 0; p < pages->count; p++) {
        n += pages->pages[p].text_count;
    }
    struct stretch *list = arena_alloc(c->arena, (n + 1) * sizeof *list);
    *count = n;
    n = 0;
    for (size_t p = 0; p < pages->count; p++) {
        for (size_t i = 0; i < pages->pages[p].text_count; i++) {
            const struct text_mark *mark = &pages->pages[p].texts[i];
            uintptr_t from = (uintptr_t)mark->text;
            list[n++] = (struct stretch){from, from + mark->len};
        }
    }
    qsort(list, n, sizeof *list, by_place);
    return list;
}

static bool is_blank(const char *s, const char *end) {
    while (s < end) {
        if (!utf8_is_space(utf8_next(&s))) {
            return false;
        }
    }
    return true;
}

/* Every letter of the cell is in some mark; between lines, spaces are dropped. */
static bool cell_stands(const struct stretch *list, size_t count, const struct doc_cell *cell) {
    uintptr_t text = (uintptr_t)cell->text;
    size_t len = strlen(cell->text), done = 0, low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list[middle].from < text) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (; low < count && list[low].from < text + len; low++) {
        size_t from = list[low].from - text, to = list[low].to - text;
        if (from > done && !is_blank(cell->text + done, cell->text + from)) {
            return false;
        }
        done = to > done ? to : done;
    }
    return done >= len || is_blank(cell->text + done, cell->text + len);
}

static bool table_check(struct check *c, const struct doc_table *table, const struct stretch *list,
                        size_t count) {
    bool good = true;
    for (size_t r = 0; r < table->row_count && table->make_row == NULL; r++) {
        for (uint32_t i = 0; i < table->rows[r].cell_count; i++) {
            const struct doc_cell *cell = &table->rows[r].cells[i];
            if (!cell_stands(list, count, cell)) {
                DIAG(c->diag, E986, &c->at, cell->text, number_text(c, r + 1));
                good = false;
            }
        }
    }
    return good;
}

static bool tables_check(struct check *c, const struct doc *doc, const struct page_set *pages) {
    size_t count;
    const struct stretch *list = stretches_of(c, pages, &count);
    bool good = true;
    for (size_t p = 0; p < doc->part_count; p++) {
        for (size_t b = 0; b < doc->parts[p].block_count; b++) {
            const struct doc_block *block = &doc->parts[p].blocks[b];
            good &= block->kind != BLOCK_TABLE || table_check(c, block->as.table, list, count);
        }
    }
    return good;
}

bool reread_check_pdf(const char *file, const struct text *pdf, const struct doc *doc,
                      const struct page_set *pages, struct diag *diag) {
    struct check c = {.arena = arena_new(), .diag = diag, .at = {.file = file}};
    bool good = pages_check(&c, pdf, pages);
    good &= tables_check(&c, doc, pages);
    arena_free(c.arena);
    return good;
}
