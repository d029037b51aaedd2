/* Breaks text into lines of a given width.
 *
 * THE MODEL. Text is words between spaces; a forced break ('\n') ends a line. A line takes words
 * as long as they fit (first fit). A word wider than the whole line is broken inside: behind the
 * last "/", "-" or "–" that fits, else behind the last character that fits. A no-break space is
 * part of its word. Widths are sums of integer advances, so every machine breaks alike.
 *
 * Rejected: total fit (Knuth-Plass) for cells. In columns of two or three words it has nothing to
 * choose from, and cells are neither justified nor hyphenated.
 */
#include "layout/linebreak.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "layout/ttf.h"

void line_list_release(struct line_list *list) {
    free(list->lines);
    *list = (struct line_list){0};
}

/* Rounded up, so that a text fits a line of its own width. */
static int32_t to_mpt(int64_t em, int32_t size) {
    return (int32_t)((em * size + 999) / 1000);
}

static int32_t advance_of(const struct ttf *font, uint32_t c) {
    int32_t advance = ttf_advance(font, c);
    return advance > 0 ? advance : 0;
}

struct breaker {
    const struct ttf *font;
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

static bool breaks_after(uint32_t c) {
    return c == '/' || c == '-' || c == 0x2013;
}

/* Puts as much of an overlong word as fits on lines of its own; the rest stays open. */
static void break_word(struct breaker *b, const char *word, const char *word_end) {
    int64_t used = 0, used_at_sign = 0;
    const char *sign = NULL;
    b->start = b->end = word;
    for (const char *s = word; s < word_end;) {
        const char *next = s;
        uint32_t c = utf8_next(&next);
        int64_t advance = advance_of(b->font, c);
        if (used + advance > b->limit && s > b->start) {
            b->end = sign ? sign : s;
            b->used = sign ? used_at_sign : used;
            used -= b->used;
            const char *rest = b->end;
            flush(b, rest);
            sign = NULL;
        }
        used += advance;
        s = next;
        if (breaks_after(c)) {
            sign = s;
            used_at_sign = used;
        }
    }
    b->end = word_end;
    b->used = used;
    b->filled = true;
}

static void add_word(struct breaker *b, const char *word, const char *word_end, int64_t spaces,
                     int64_t width) {
    if (b->filled && b->used + spaces + width > b->limit) {
        flush(b, word);
    }
    if (!b->filled && width > b->limit) {
        break_word(b, word, word_end);
        return;
    }
    b->used = b->filled ? b->used + spaces + width : width;
    if (!b->filled) {
        b->start = word;
    }
    b->end = word_end;
    b->filled = true;
}

void linebreak(const struct ttf *font, int32_t size, const char *text, int32_t width,
               struct line_list *out) {
    struct breaker b = {.font = font, .size = size, .out = out, .start = text, .end = text};
    b.limit = (int64_t)width * 1000 / size;
    out->count = 0;
    for (const char *s = text; *s;) {
        int64_t spaces = 0;
        while (*s == ' ' || *s == '\t') {
            spaces += advance_of(font, ' ');
            s++;
        }
        if (*s == '\n') {
            flush(&b, ++s);
            continue;
        }
        const char *word = s;
        int64_t word_width = 0;
        while (*s && *s != ' ' && *s != '\t' && *s != '\n') {
            word_width += advance_of(font, utf8_next(&s));
        }
        if (s > word) {
            add_word(&b, word, s, spaces, word_width);
        }
    }
    if (b.filled) {
        flush(&b, b.end);
    }
}

void linebreak_balanced(const struct ttf *font, int32_t size, const char *text, int32_t width,
                        struct line_list *out) {
    linebreak(font, size, text, width, out);
    size_t count = out->count;
    int32_t low = 0, high = width; /* narrowest width that keeps the number of lines */
    while (count > 1 && high - low > size / 2) {
        int32_t middle = low + (high - low) / 2;
        linebreak(font, size, text, middle, out);
        if (out->count > count) {
            low = middle;
        } else {
            high = middle;
        }
    }
    linebreak(font, size, text, high, out);
}

struct text_extent text_extent_of(const struct ttf *font, int32_t size, const char *text) {
    struct text_extent extent = {0};
    int64_t line = 0, word = 0, widest_line = 0, widest_word = 0;
    const char *word_start = text;
    for (const char *s = text;;) {
        const char *at = s;
        uint32_t c = *s ? utf8_next(&s) : 0;
        bool ends_word = c == 0 || c == ' ' || c == '\t' || c == '\n';
        if (ends_word) {
            if (word > widest_word) {
                widest_word = word;
                extent.word = word_start;
                extent.word_len = (uint32_t)(at - word_start);
            }
            word = 0;
            word_start = s;
        }
        if (c == 0 || c == '\n') {
            widest_line = line > widest_line ? line : widest_line;
            line = 0;
            if (c == 0) {
                break;
            }
            continue;
        }
        int32_t advance = advance_of(font, c == '\t' ? ' ' : c);
        line += advance;
        word += ends_word ? 0 : advance;
    }
    extent.line_width = to_mpt(widest_line, size);
    extent.word_width = to_mpt(widest_word, size);
    return extent;
}
