/* Breaks text into lines of a given width.
 *
 * THE MODEL. Text is words between spaces; a forced break ('\n') ends a line. A line takes words
 * as long as they fit (first fit). A word wider than the whole line is broken inside: behind the
 * last "/", "-" or "–" that fits, else behind the last character that fits. A no-break space is
 * part of its word. Words with a hard bond (nobreak.c: a number behind "tháng", a dash behind a
 * word, a percent sign) go to the next line together where they fit one line. Widths are sums of
 * integer advances, so every machine breaks alike.
 *
 * Rejected: total fit (breakpoints.c) for cells. In columns of two or three words it has nothing to
 * choose from, and cells are neither justified nor hyphenated.
 */
#include "layout/linebreak.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "layout/measure.h"

void line_list_release(struct line_list *list) {
    free(list->lines);
    *list = (struct line_list){0};
}

/* Rounded up, so that a text fits a line of its own width. */
static int32_t to_mpt(int64_t em, int32_t size) {
    return (int32_t)((em * size + 999) / 1000);
}

struct breaker {
    const struct text_measure *m;
    int32_t size;
    int64_t limit; /* width of a line in 1/1000 em */
    struct line_list *out;
    const char *start; /* of the line being filled */
    const char *end;   /* behind its last word */
    int64_t used;      /* up to `end` */
    bool filled;       /* it has a word */
};

static void flush(struct breaker *b, const char *next) {
    struct line_list *out = b->out;
    GROW(out->lines, out->count, out->capacity);
    out->lines[out->count++] =
        (struct line){b->start, (uint32_t)(b->end - b->start), to_mpt(b->used, b->size)};
    b->start = b->end = next;
    b->used = 0;
    b->filled = false;
}

struct word {
    const char *start, *end;
    int64_t spaces, width;       /* before it, and its own */
    struct measure_reader first; /* at its start */
};

/* Puts as much of an overlong word as fits on lines of its own; the rest stays open. */
static void break_word(struct breaker *b, const struct word *w) {
    int64_t used = 0, used_at_sign = 0;
    const char *sign = NULL;
    b->start = b->end = w->start;
    for (struct measure_reader r = w->first; r.s < w->end;) {
        const char *s = r.s;
        uint32_t c;
        int64_t advance = measure_next(b->m, &r, &c);
        if (used + advance > b->limit && s > b->start) {
            b->end = sign ? sign : s;
            b->used = sign ? used_at_sign : used;
            used -= b->used;
            const char *rest = b->end;
            flush(b, rest);
            sign = NULL;
        }
        used += advance;
        if (nobreak_is_sign(c)) {
            sign = r.s;
            used_at_sign = used;
        }
    }
    b->end = w->end;
    b->used = used;
    b->filled = true;
}

static void add_word(struct breaker *b, const struct word *w) {
    if (b->filled && b->used + w->spaces + w->width > b->limit) {
        flush(b, w->start);
    }
    if (!b->filled && w->width > b->limit) {
        break_word(b, w);
        return;
    }
    b->used = b->filled ? b->used + w->spaces + w->width : w->width;
    if (!b->filled) {
        b->start = w->start;
    }
    b->end = w->end;
    b->filled = true;
}

/* The next word before the end of the line. */
static bool next_word(const struct text_measure *m, struct measure_reader *r, struct word *w) {
    w->spaces = w->width = 0;
    while (*r->s == ' ' || *r->s == '\t') {
        w->spaces += measure_next(m, r, NULL);
    }
    w->start = r->s;
    w->first = *r;
    while (*r->s && *r->s != ' ' && *r->s != '\t' && *r->s != '\n') {
        w->width += measure_next(m, r, NULL);
    }
    w->end = r->s;
    return w->end > w->start;
}

/* Words on their way into groups that stay together. */
struct grouper {
    struct nobreak_word before, last; /* the words read last */
    struct word group;                /* empty: none is open */
};

/* Adds `next` to the open group if it must stay with it and the group still fits. */
static bool group_takes(struct grouper *g, const struct word *next, int64_t limit) {
    struct nobreak_word word = nobreak_word_of(next->start, next->end);
    int64_t width = g->group.width + next->spaces + next->width;
    bool joins =
        g->group.end && width <= limit && nobreak_between(&g->before, &g->last, &word) == BOND_HARD;
    g->before = g->last;
    g->last = word;
    if (joins) {
        g->group.end = next->end;
        g->group.width = width;
    }
    return joins;
}

void linebreak_measured(const struct text_measure *m, int32_t size, int32_t width,
                        struct line_list *out) {
    struct breaker b = {.m = m, .size = size, .out = out, .start = m->text, .end = m->text};
    struct measure_reader r = measure_start(m);
    struct grouper g = {0};
    struct word w;
    b.limit = (int64_t)width * 1000 / size;
    out->count = 0;
    for (;;) {
        bool found = next_word(m, &r, &w);
        if (found && group_takes(&g, &w, b.limit)) {
            continue;
        }
        if (g.group.end) {
            add_word(&b, &g.group);
        }
        if (found) {
            g.group = w;
            continue;
        }
        if (!*r.s) {
            break;
        }
        measure_next(m, &r, NULL); /* a forced break */
        flush(&b, r.s);
        g = (struct grouper){0};
    }
    if (b.filled) {
        flush(&b, b.end);
    }
}

void linebreak(const struct ttf *font, int32_t size, const char *text, int32_t width,
               struct line_list *out) {
    const struct text_measure m = {.text = text, .font = font};
    linebreak_measured(&m, size, width, out);
}

struct word_reader word_reader_of(const struct ttf *font, int32_t size, const char *text) {
    struct word_reader r = {.m = {.text = text, .font = font}, .size = size, .open = -1};
    r.place = measure_start(&r.m);
    return r;
}

int32_t word_reader_next(struct word_reader *r) {
    struct grouper g = {.before = r->before, .last = r->last};
    struct word w = {0};
    bool found = true;
    int64_t width = r->open;
    g.group = (struct word){.end = width >= 0 ? r->place.s : NULL, .width = width};
    for (width = -1; found && width < 0;) {
        found = next_word(&r->m, &r->place, &w);
        if (!found || !group_takes(&g, &w, INT64_MAX)) {
            width = g.group.end ? g.group.width : -1;
            g.group = w;
        }
    }
    r->before = g.before;
    r->last = g.last;
    r->open = found ? g.group.width : -1;
    if (width >= 0) {
        return to_mpt(width, r->size);
    }
    if (*r->place.s == '\n') {
        r->place.s++;
        r->before = r->last = NOBREAK_NOTHING;
        return WORD_READER_BREAK;
    }
    return WORD_READER_END;
}

void linebreak_balanced_measured(const struct text_measure *m, int32_t size, int32_t width,
                                 struct line_list *out) {
    linebreak_measured(m, size, width, out);
    size_t count = out->count;
    int32_t low = 0, high = width; /* narrowest width that keeps the number of lines */
    while (count > 1 && high - low > size / 2) {
        int32_t middle = low + (high - low) / 2;
        linebreak_measured(m, size, middle, out);
        if (out->count > count) {
            low = middle;
        } else {
            high = middle;
        }
    }
    linebreak_measured(m, size, high, out);
}

static int32_t advance_of(const struct ttf *font, uint32_t c) {
    int32_t advance = ttf_advance(font, c);
    return advance > 0 ? advance : 0;
}

static bool is_letter(uint32_t c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c > 0xBF;
}

/* "người/tháng" may be broken behind the stroke without harm, "11/12" may not. */
static bool is_soft_stroke(uint32_t before, const char *after) {
    return is_letter(before) && *after && is_letter(utf8_next(&after));
}

struct text_extent text_extent_of(const struct ttf *font, int32_t size, const char *text) {
    struct text_extent extent = {0};
    int64_t line = 0, word = 0, widest_line = 0, widest_word = 0; /* a line without its last word */
    int32_t lacking = 0;                                          /* negative: a letter is */
    const char *word_start = text;
    uint32_t before = 0;
    const int32_t space_width = advance_of(font, ' ');
    for (const char *s = text;;) {
        const char *at = s;
        if ((unsigned char)*s > '/') { /* nearly all: no space and no stroke */
            before = utf8_next(&s);
            int32_t advance = ttf_advance(font, before);
            lacking |= advance;
            word += advance > 0 ? advance : 0;
            continue;
        }
        uint32_t c = *s ? utf8_next(&s) : 0;
        bool space = c == 0 || c == ' ' || c == '\t' || c == '\n';
        bool stroke = c == '/' && is_soft_stroke(before, s);
        int32_t advance = c == ' ' || c == '\t' ? space_width : space ? 0 : advance_of(font, c);
        line += space ? advance : 0;
        word += space ? 0 : advance;
        if (space || stroke) {
            line += word;
            if (word > widest_word) {
                widest_word = word;
                extent.word = word_start;
                extent.word_len = (uint32_t)((stroke ? s : at) - word_start);
            }
            word = 0;
            word_start = s;
        }
        if (c == 0 || c == '\n') {
            widest_line = line > widest_line ? line : widest_line;
            line = 0;
        }
        if (c == 0) {
            break;
        }
        before = c;
    }
    extent.missing = lacking < 0;
    extent.line_width = to_mpt(widest_line, size);
    extent.word_width = to_mpt(widest_word, size);
    return extent;
}
