/* Sets one paragraph: reads it as places to break, and makes lines of those that are chosen.
 *
 * THE MODEL. A text is words between spaces. A line may end between two words without a hard bond
 * (nobreak.c), behind a sign in a long word ("1361/UBND-KTHT&ĐT"), and, in a word or bond wider
 * than the line, wherever it must. A span boundary is no such place: a word of two faces stays one
 * word, drawn as two pieces. Every place carries the sums of widths and spaces up to it, from which
 * breakpoints.c chooses. What stands between two forced breaks is set by itself.
 *
 * The lines of a justified text get their word space from what is missing to the width; last lines
 * and those before a forced break stay natural, or are shrunk where that saves a line. Only
 * U+0020 takes part, because the operator of PDF for it moves nothing else; a no-break space is
 * part of its word and keeps its width, as does a tab. A line whose one break was forced upon it by
 * a long word is stretched like any other: its margin is straight, and a reader sees why. Centred
 * text goes through title_breaks.c.
 *
 * The space between two pieces belongs to the piece in whose span it lies; the spaces at the end of
 * a line belong to none. So the pieces of all lines, in order, are the text.
 *
 * Rejected: a box for each syllable as a mark of its own (ten times the marks, and a copied text
 * without spaces), and widths rounded to mpt word by word (a line of 18 words would miss its
 * margin).
 */
#include "layout/typeset.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "doc/doc.h"
#include "layout/breakpoints.h"
#include "layout/canvas.h"
#include "layout/fontset.h"
#include "layout/measure.h"
#include "layout/nobreak.h"
#include "layout/title_breaks.h"

#define RUNT 28350 /* of a paragraph without an indent: 1 cm, mpt */

/* What is used again from paragraph to paragraph. */
struct typeset_scratch {
    struct break_list breaks;
    struct line_list lines;
};

struct typesetter {
    const struct doc_paragraph *p;
    struct text_measure m;
    struct set_text *out;
    struct typeset_scratch *scratch;
    struct line_shape shape;
    int32_t box;     /* width beside left_indent, mpt */
    int32_t indent;  /* of the first line, mpt */
    size_t span;     /* the first that ends behind the last line that was put */
    bool first_line; /* the next line is the paragraph's first */
};

void set_text_release(struct set_text *t) {
    if (t->scratch) {
        struct typeset_scratch *scratch = t->scratch;
        break_list_release(&scratch->breaks);
        line_list_release(&scratch->lines);
        free(scratch);
    }
    free(t->lines);
    free(t->pieces);
    *t = (struct set_text){0};
}

/* ---- lines and their pieces ---- */

/* Rounded up, so that a text fits a line of its own width. */
static int32_t to_mpt(int64_t width) {
    return (int32_t)((width + 999) / 1000);
}

/* The piece that begins at `start`: its end, at most `line_end`, its face and its link. */
static uint32_t piece_at(struct typesetter *t, uint32_t start, uint32_t line_end,
                         struct set_piece *piece) {
    const struct doc_paragraph *p = t->p;
    while (t->span < p->span_count && p->spans[t->span].end <= start) {
        t->span++;
    }
    piece->face = p->style & (STYLE_BOLD | STYLE_ITALIC);
    uint32_t end = line_end;
    if (t->span < p->span_count) {
        const struct text_span *span = &p->spans[t->span];
        end = span->end;
        if (start < span->start) {
            end = span->start;
        } else {
            piece->face = span->style & (STYLE_BOLD | STYLE_ITALIC);
            piece->link = span->link;
        }
    }
    return end < line_end ? end : line_end;
}

/* Places the pieces of the line [start, end) from left to right. */
static void add_pieces(struct typesetter *t, const struct set_line *line, uint32_t start,
                       uint32_t end) {
    struct set_text *out = t->out;
    struct measure_reader r = {.s = t->m.text + start, .font = t->m.font};
    int64_t width = 0;
    int32_t spaces = 0, x = 0;
    for (uint32_t at = start; at < end;) {
        struct set_piece piece = {.text = t->m.text + at, .x = x};
        uint32_t piece_end = piece_at(t, at, end, &piece);
        if (at == start && piece_end == end) {
            x = line->width; /* nearly all lines */
        } else {
            r.font = t->m.faces[piece.face];
            for (const char *stop = t->m.text + piece_end; r.s < stop;) {
                spaces += *r.s == ' ';
                width += measure_next(&t->m, &r, NULL);
            }
            x = to_mpt(width * t->p->font_size) + spaces * line->word_space;
        }
        piece.len = piece_end - at;
        piece.width = x - piece.x;
        GROW(out->pieces, out->piece_count, out->piece_capacity);
        out->pieces[out->piece_count++] = piece;
        at = piece_end;
    }
}

static int32_t floor_divided(int32_t a, int32_t b) {
    return a / b - (a % b < 0);
}

/* A line of the natural width `width` with `spaces`; `last`: of its stretch of text. */
static void add_line(struct typesetter *t, uint32_t start, uint32_t end, int32_t width,
                     int32_t spaces, bool last) {
    struct set_text *out = t->out;
    struct set_line line = {.first_piece = out->piece_count, .width = width};
    int32_t first_indent = t->first_line ? t->indent : 0;
    int32_t missing = t->box - first_indent - width;
    if (t->shape.justified && spaces > 0 && (missing < 0 || !last)) {
        line.word_space = floor_divided(missing, spaces);
        line.width += spaces * line.word_space;
    }
    missing = t->box - line.width;
    line.indent = t->p->left_indent + (t->p->align == ALIGN_CENTER  ? missing / 2
                                       : t->p->align == ALIGN_RIGHT ? missing
                                                                    : first_indent);
    add_pieces(t, &line, start, end);
    line.piece_count = out->piece_count - line.first_piece;
    GROW(out->lines, out->count, out->capacity);
    out->lines[out->count++] = line;
    t->first_line = false;
}

/* ---- reading words into places to break ---- */

struct word {
    struct nobreak_word text;
    struct measure_reader first; /* at its start */
    struct breakpoint before;    /* its `end` side: the word before; its `next` side: this word */
    bool has_sign;
};

/* How far the reading has come: all before `r`. */
struct reading {
    struct measure_reader r;
    int64_t em;      /* width so far, 1/1000 em */
    uint32_t spaces; /* U+0020 */
};

static uint32_t read_on(const struct typesetter *t, struct reading *reading) {
    uint32_t c;
    reading->em += measure_next(&t->m, &reading->r, &c);
    reading->spaces += c == ' ';
    return c;
}

static uint32_t offset_of(const struct typesetter *t, const struct reading *reading) {
    return (uint32_t)(reading->r.s - t->m.text);
}

static void mark_end(const struct typesetter *t, const struct reading *reading,
                     struct breakpoint *b) {
    b->end = offset_of(t, reading);
    b->spaces_end = reading->spaces;
    b->width_end = reading->em * t->p->font_size;
}

static void mark_next(const struct typesetter *t, const struct reading *reading,
                      struct breakpoint *b) {
    b->next = offset_of(t, reading);
    b->spaces_next = reading->spaces;
    b->width_next = reading->em * t->p->font_size;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

/* Reads the spaces before the next word and the word. `start` gets where it starts. False: none is
 * left before the end of the line. */
static bool read_word(const struct typesetter *t, struct reading *reading, struct word *w,
                      struct reading *start) {
    mark_end(t, reading, &w->before);
    while (is_blank(*reading->r.s)) {
        read_on(t, reading);
    }
    mark_next(t, reading, &w->before);
    *start = *reading;
    w->has_sign = false;
    for (char c; (c = *reading->r.s) != '\0' && c != '\n' && !is_blank(c);) {
        w->has_sign |= nobreak_is_sign(read_on(t, reading));
    }
    w->text = nobreak_word_of(start->r.s, reading->r.s);
    return reading->r.s > start->r.s;
}

static void add_place(struct typesetter *t, const struct reading *reading, int32_t penalty) {
    struct breakpoint b = {.penalty = penalty};
    mark_end(t, reading, &b);
    mark_next(t, reading, &b);
    break_list_add(&t->scratch->breaks, &b);
}

/* True when the text from the last place to break up to here fits no line. */
static bool is_overlong(const struct typesetter *t, const struct reading *reading) {
    const struct break_list *list = &t->scratch->breaks;
    int64_t width = reading->em * t->p->font_size - list->points[list->count - 1].width_next;
    return width > (list->count == 1 ? t->shape.first_width : t->shape.width);
}

/* The places in a word [start, end): behind its signs, and in an overlong one, where that is not
 * enough, behind each character. */
static void add_inner_places(struct typesetter *t, const struct word *w, struct reading start,
                             bool overlong) {
    const char *end = w->text.end;
    while (start.r.s < end) {
        struct reading ahead = start; /* to the next sign */
        bool sign = false;
        while (ahead.r.s < end && !sign) {
            sign = nobreak_is_sign(read_on(t, &ahead));
        }
        if (overlong && is_overlong(t, &ahead)) {
            while (start.r.s < ahead.r.s) {
                read_on(t, &start);
                if (start.r.s < end) {
                    bool behind_sign = sign && start.r.s == ahead.r.s;
                    add_place(t, &start, behind_sign ? PENALTY_SIGN : PENALTY_TORN);
                }
            }
        } else if (sign && ahead.r.s < end && (overlong || nobreak_inside(&w->text, ahead.r.s))) {
            add_place(t, &ahead, PENALTY_SIGN);
        }
        start = ahead;
    }
}

/* Reads up to a forced break or the end; false when there is no word. */
static bool read_stretch(struct typesetter *t, struct reading *reading) {
    struct break_list *list = &t->scratch->breaks;
    struct nobreak_word before = NOBREAK_NOTHING, left = NOBREAK_NOTHING;
    struct word w = {0};
    struct reading start;
    list->count = 0;
    while (read_word(t, reading, &w, &start)) {
        enum bond bond = list->count ? nobreak_between(&before, &left, &w.text) : BOND_NONE;
        if (bond != BOND_HARD || is_overlong(t, reading)) {
            w.before.penalty = bond == BOND_NONE                         ? 0
                               : bond == BOND_SOFT && t->shape.justified ? PENALTY_SOFT
                                                                         : PENALTY_TORN;
            break_list_add(list, &w.before);
        }
        bool overlong = is_overlong(t, reading);
        if (overlong || (w.has_sign && t->shape.justified)) {
            add_inner_places(t, &w, start, overlong);
        }
        before = left;
        left = w.text;
    }
    w.before.penalty = 0;
    if (list->count > 0) {
        break_list_add(list, &w.before); /* its `end` side is behind the last word */
    }
    return list->count > 0;
}

/* ---- the paragraph ---- */

static void set_stretch(struct typesetter *t) {
    const struct break_list *list = &t->scratch->breaks;
    break_list_choose(&t->scratch->breaks, &t->shape);
    const struct breakpoint *from = &list->points[0];
    for (size_t i = 0; i < list->chosen_count; i++) {
        const struct breakpoint *to = &list->points[list->chosen[i]];
        add_line(t, from->next, to->end, to_mpt(to->width_end - from->width_next),
                 (int32_t)(to->spaces_end - from->spaces_next), i + 1 == list->chosen_count);
        from = to;
    }
}

static void set_running(struct typesetter *t) {
    struct reading reading = {.r = measure_start(&t->m)};
    for (;;) {
        t->shape.first_width = (int64_t)(t->box - (t->first_line ? t->indent : 0)) * 1000;
        bool filled = read_stretch(t, &reading);
        bool forced = *reading.r.s == '\n';
        if (filled) {
            set_stretch(t);
        } else if (forced) {
            uint32_t at = offset_of(t, &reading);
            add_line(t, at, at, 0, 0, true);
        }
        if (!forced) {
            return;
        }
        read_on(t, &reading);
    }
}

static void set_centred(struct typesetter *t) {
    struct line_list *lines = &t->scratch->lines;
    title_breaks(&t->m, t->p->font_size, t->box, lines);
    for (size_t i = 0; i < lines->count; i++) {
        const struct line *line = &lines->lines[i];
        uint32_t start = (uint32_t)(line->text - t->m.text);
        add_line(t, start, start + line->len, line->width, 0, true);
    }
}

void typeset(const struct fontset *fonts, const struct doc_paragraph *p, int32_t width,
             struct set_text *out) {
    if (!out->scratch) {
        out->scratch = xcalloc(1, sizeof(struct typeset_scratch));
    }
    out->count = out->piece_count = 0;
    int64_t size = p->font_size;
    const struct ttf *font = fonts->faces[p->style & (STYLE_BOLD | STYLE_ITALIC)];
    bool indented = p->align == ALIGN_JUSTIFY || p->align == ALIGN_LEFT;
    int32_t space = ttf_advance(font, ' ');
    struct typesetter t = {.p = p, .out = out, .scratch = out->scratch, .first_line = true};
    t.m = (struct text_measure){p->text, font, fonts->faces, p->spans, p->span_count};
    t.box = width - p->left_indent;
    t.indent = indented ? p->first_indent : 0;
    t.shape = (struct line_shape){.width = (int64_t)t.box * 1000,
                                  .space = (space > 0 ? space : 0) * size,
                                  .em = 1000 * size,
                                  .runt = (int64_t)(t.indent > 0 ? t.indent : RUNT) * 1000,
                                  .justified = p->align == ALIGN_JUSTIFY};
    if (p->align == ALIGN_CENTER) {
        set_centred(&t);
    } else {
        set_running(&t);
    }
}

int32_t typeset_line_height(const struct doc_paragraph *p, int32_t line_spacing) {
    int64_t spacing = line_spacing ? line_spacing : p->line_spacing ? p->line_spacing : 1000;
    int64_t single = (int64_t)p->font_size * LINE_SPACING / 1000;
    return (int32_t)(single * spacing / 1000);
}

void typeset_put_line(struct canvas *c, const struct doc_paragraph *p, const struct set_text *t,
                      size_t i, int32_t x, int32_t y, int32_t line_height) {
    const struct set_line *line = &t->lines[i];
    uint8_t face = p->style & (STYLE_BOLD | STYLE_ITALIC);
    int32_t baseline = canvas_baseline(c, face, p->font_size, y, line_height);
    for (size_t n = 0; n < line->piece_count; n++) {
        const struct set_piece *piece = &t->pieces[line->first_piece + n];
        struct text_mark mark = {.text = piece->text,
                                 .len = piece->len,
                                 .x = x + line->indent + piece->x,
                                 .y = baseline,
                                 .size = p->font_size,
                                 .word_space = line->word_space,
                                 .face = piece->face,
                                 .component = p->component};
        canvas_put_text(c, &mark);
        if (piece->link) {
            struct link_mark link = {mark.x, y, mark.x + piece->width, y + line_height,
                                     piece->link};
            canvas_put_link(c, &link);
        }
    }
}
