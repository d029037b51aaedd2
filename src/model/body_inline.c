/* Bold and italic within a paragraph of the body: **bold**, *italic*, ***both***. */
#include "model/body_inline.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/typography.h"
#include "base/utf8.h"
#include "model/expand.h"

/* A mark that waits for its other half. */
struct opened {
    uint8_t style;
    size_t at;  /* byte in the paragraph */
    size_t out; /* bytes written before it */
};

struct setter {
    const struct expanded *in;
    char *out; /* no longer than the paragraph */
    size_t len;
    struct opened open[2];
    size_t open_count;
    uint8_t style;
    uint32_t span_start;
    struct text_span *spans;
    size_t count, capacity;
    bool space;           /* one waits to be written */
    bool typed;           /* so far */
    size_t word, word_at; /* of the word at hand */
    struct inline_text result;
};

static bool is_blank(uint32_t c) {
    return utf8_is_space(c) && c != 0xA0 && c != 0x202F; /* those hold words together */
}

static void fault(struct setter *s, const char *mark, size_t at) {
    if (s->result.fault == NULL) {
        s->result.fault = mark;
        s->result.fault_at = at;
    }
}

static const char *mark_name(uint8_t style) {
    return style == STYLE_BOLD ? "**" : style == STYLE_ITALIC ? "*" : "***";
}

/* ---- text ---- */

static void put_space(struct setter *s) {
    if (s->space && s->len > 0) {
        s->out[s->len++] = ' ';
    }
    s->space = false;
}

static void put_character(struct setter *s, size_t i, size_t len) {
    const char *at = s->in->text + i;
    if (is_blank(utf8_next(&at))) {
        s->space = true;
        s->word = 0;
        return;
    }
    put_space(s);
    if (s->typed && (s->in->origin[i] & EXPANDED_LITERAL)) {
        s->typed = false;
        s->result.typed = s->len;
    }
    memcpy(s->out + s->len, s->in->text + i, len);
    s->len += len;
    s->word_at = s->word == 0 ? i : s->word_at;
    if (++s->word > INLINE_WORD && (s->result.word == 0 || s->result.word_at == s->word_at)) {
        s->result.word = s->word;
        s->result.word_at = s->word_at;
    }
}

/* ---- marks ---- */

static void set_style(struct setter *s, uint8_t style) {
    uint32_t end = (uint32_t)s->len;
    if (s->style != STYLE_REGULAR && end > s->span_start) {
        GROW(s->spans, s->count, s->capacity);
        s->spans[s->count++] =
            (struct text_span){.start = s->span_start, .end = end, .style = s->style};
    }
    s->span_start = end;
    s->style = style;
}

static void open_mark(struct setter *s, uint8_t style, size_t at) {
    put_space(s);
    set_style(s, s->style | style);
    s->open[s->open_count++] = (struct opened){style, at, s->len};
}

/* Marks that were opened at one place may be closed in either order. */
static void close_mark(struct setter *s, uint8_t style, size_t at) {
    struct opened *top = &s->open[s->open_count - 1], *below = &s->open[0];
    if (top->style != style && top->out != below->out) {
        fault(s, mark_name(style), at);
    }
    if (top->style != style) {
        *below = *top;
    }
    s->open_count--;
    set_style(s, s->style & (uint8_t)~style);
}

/* How one run of asterisks changes the style; false when it cannot stand there. */
static bool turn(struct setter *s, size_t run, size_t at, bool can_open, bool can_close) {
    static const uint8_t styles[] = {0, STYLE_ITALIC, STYLE_BOLD, STYLE_BOLD | STYLE_ITALIC};
    uint8_t wanted = styles[run], closing = s->style & wanted,
            opening = wanted & (uint8_t)~s->style;
    if ((closing && !can_close) || (opening && !can_open)) {
        return false;
    }
    if (closing == styles[3]) {
        close_mark(s, s->open[1].style, at);
        closing = s->style;
    }
    if (closing) {
        close_mark(s, closing, at);
    }
    if (opening & STYLE_BOLD) {
        open_mark(s, STYLE_BOLD, at);
    }
    if (opening & STYLE_ITALIC) {
        open_mark(s, STYLE_ITALIC, at);
    }
    return true;
}

/* Asterisks at `i` that are none of a value's. */
static size_t run_length(const struct expanded *in, size_t i) {
    size_t n = 0;
    while (i + n < in->len && in->text[i + n] == '*' && !(in->origin[i + n] & EXPANDED_LITERAL)) {
        n++;
    }
    return n;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Reads the run of `n` asterisks at `i`, as a mark or as text. */
static void read_run(struct setter *s, size_t i, size_t n) {
    const struct expanded *in = s->in;
    char before = i > 0 ? in->text[i - 1] : ' ', after = i + n < in->len ? in->text[i + n] : ' ';
    bool can_open = after != ' ' && after != '\t', can_close = before != ' ' && before != '\t';
    if ((!can_open && !can_close) || (is_digit(before) && is_digit(after)) ||
        (before == '(' && after == ')')) {
        for (size_t k = 0; k < n; k++) {
            put_character(s, i + k, 1);
        }
    } else if (n > 3 || !turn(s, n, i, can_open, can_close)) {
        fault(s, n == 1 ? "*" : n == 2 ? "**" : "***", i);
    }
}

struct inline_text inline_read(struct arena *a, const struct expanded *paragraph) {
    struct setter s = {.in = paragraph, .typed = true};
    s.out = arena_alloc(a, paragraph->len + 1);
    for (size_t i = 0; i < paragraph->len;) {
        size_t n = run_length(paragraph, i);
        if (n > 0) {
            read_run(&s, i, n);
        } else {
            const char *at = paragraph->text + i;
            utf8_next(&at);
            n = (size_t)(at - paragraph->text) - i;
            put_character(&s, i, n);
        }
        i += n;
    }
    if (s.open_count > 0) {
        fault(&s, mark_name(s.open[0].style), s.open[0].at);
    }
    set_style(&s, STYLE_REGULAR);
    s.result.text = s.out;
    s.result.len = s.len;
    s.result.typed = s.typed ? s.len : s.result.typed;
    s.result.span_count = s.count;
    s.result.spans = arena_alloc(a, (s.count + 1) * sizeof *s.result.spans);
    if (s.count > 0) {
        memcpy(s.result.spans, s.spans, s.count * sizeof *s.spans);
    }
    free(s.spans);
    return s.result;
}
