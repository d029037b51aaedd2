/* Breaks text into lines of a given width.
 *
 * THE MODEL. Text is words between spaces; a forced break ('\n') ends a line. A line takes words
 * as long as they fit (first fit). A word wider than the whole line is broken inside: behind the
 * last "/", "-" or "–" that fits, else behind the last character that fits. A no-break space is
 * part of its word. Words that belong together (a number behind "tháng", a dash behind a word, a
 * percent sign) go to the next line together where they fit one line. Widths are sums of integer
 * advances, so every machine breaks alike.
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

struct word {
    const char *start, *end;
    int64_t spaces, width; /* before it, and its own */
};

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

static void add_word(struct breaker *b, const struct word *w) {
    if (b->filled && b->used + w->spaces + w->width > b->limit) {
        flush(b, w->start);
    }
    if (!b->filled && w->width > b->limit) {
        break_word(b, w->start, w->end);
        return;
    }
    b->used = b->filled ? b->used + w->spaces + w->width : w->width;
    if (!b->filled) {
        b->start = w->start;
    }
    b->end = w->end;
    b->filled = true;
}

/* ---- words that stay together ---- */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Words before a number (Arabic, or Roman of I, V, X) that mean nothing without it. */
static bool announces_number(const struct word *w) {
    static const char *const words[] = {"ngày", "Ngày", "tháng", "Tháng", "năm",  "Năm",   "quý",
                                        "Quý",  "số",   "Số",    "điều",  "Điều", "khoản", "Khoản",
                                        "điểm", "mục",  "Mục",   "lục",   "lần",  "thứ"};
    size_t len = (size_t)(w->end - w->start);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strlen(words[i]) == len && memcmp(words[i], w->start, len) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_dash(const struct word *w) {
    size_t len = (size_t)(w->end - w->start);
    return (len == 1 && *w->start == '-') || (len == 3 && memcmp(w->start, "–", 3) == 0);
}

/* True when no line should end between two words; `before` stands before `left`, or is empty. */
static bool stay_together(const struct word *before, const struct word *left,
                          const struct word *right) {
    char first = *right->start;
    if (is_dash(right) || first == '%') {
        return true;
    }
    if (is_dash(left)) {
        return is_digit(first) && before->end > before->start &&
               (is_digit(before->end[-1]) || before->end[-1] == '%');
    }
    bool number = is_digit(first) || first == 'I' || first == 'V' || first == 'X';
    return number && announces_number(left);
}

static bool next_word(const struct ttf *font, const char **s, struct word *w) {
    w->spaces = w->width = 0;
    while (**s == ' ' || **s == '\t') {
        w->spaces += advance_of(font, ' ');
        ++*s;
    }
    w->start = *s;
    while (**s && **s != ' ' && **s != '\t' && **s != '\n') {
        w->width += advance_of(font, utf8_next(s));
    }
    w->end = *s;
    return w->end > w->start;
}

/* The words from `w` on that stay together and fit one line, as one word; `*s` moves behind them.
 */
static void take_companions(const struct ttf *font, int64_t limit, const char **s, struct word *w) {
    struct word before = {0}, left = *w, right;
    for (const char *next = *s; next_word(font, &next, &right); *s = next) {
        int64_t width = w->width + right.spaces + right.width;
        if (!stay_together(&before, &left, &right) || width > limit) {
            return;
        }
        w->end = right.end;
        w->width = width;
        before = left;
        left = right;
    }
}

void linebreak(const struct ttf *font, int32_t size, const char *text, int32_t width,
               struct line_list *out) {
    struct breaker b = {.font = font, .size = size, .out = out, .start = text, .end = text};
    b.limit = (int64_t)width * 1000 / size;
    out->count = 0;
    struct word w;
    for (const char *s = text; *s;) {
        if (next_word(font, &s, &w)) {
            take_companions(font, b.limit, &s, &w);
            add_word(&b, &w);
        } else if (*s == '\n') {
            flush(&b, ++s);
        }
    }
    if (b.filled) {
        flush(&b, b.end);
    }
}

struct word_reader word_reader_of(const struct ttf *font, int32_t size, const char *text) {
    return (struct word_reader){font, size, text};
}

int32_t word_reader_next(struct word_reader *r) {
    struct word w;
    if (next_word(r->font, &r->next, &w)) {
        take_companions(r->font, INT64_MAX, &r->next, &w);
        return to_mpt(w.width, r->size);
    }
    if (*r->next == '\n') {
        r->next++;
        return WORD_READER_BREAK;
    }
    return WORD_READER_END;
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

static bool is_letter(uint32_t c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c > 0xBF;
}

/* "người/tháng" may be broken behind the stroke without harm, "11/12" may not. */
static bool is_soft_stroke(uint32_t before, const char *after) {
    return is_letter(before) && *after && is_letter(utf8_next(&after));
}

struct text_extent text_extent_of(const struct ttf *font, int32_t size, const char *text) {
    struct text_extent extent = {0};
    int64_t line = 0, word = 0, widest_line = 0, widest_word = 0;
    const char *word_start = text;
    uint32_t before = 0;
    for (const char *s = text;;) {
        const char *at = s;
        uint32_t c = *s ? utf8_next(&s) : 0;
        bool space = c == 0 || c == ' ' || c == '\t' || c == '\n';
        bool stroke = c == '/' && is_soft_stroke(before, s);
        int32_t advance = c == 0 || c == '\n' ? 0 : advance_of(font, c == '\t' ? ' ' : c);
        line += advance;
        word += space ? 0 : advance;
        if (space || stroke) {
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
    extent.line_width = to_mpt(widest_line, size);
    extent.word_width = to_mpt(widest_word, size);
    return extent;
}
