/* The body text of a document: cuts it into paragraphs and says what each of them is. */
#include "model/body.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "base/utf8.h"
#include "model/body_inline.h"
#include "model/body_mark.h"
#include "model/body_order.h"
#include "model/expand.h"
#include "source/text_file.h"

#define LONG_LINE  160 /* characters: nobody breaks lines by hand as wide as that */
#define PART_TITLE 300 /* characters */

/* What an item starts with. */
struct start {
    struct mark mark;
    size_t typed; /* bytes that come from no value */
    bool escaped; /* a plain paragraph, whatever it looks like */
};

struct reader {
    struct arena *arena;
    struct diag *diag;
    const char *file;
    struct text_places places; /* of the typed text */
    struct expanded text;      /* with its placeholders filled */
    bool whole_lines;          /* each line is a paragraph */
    bool good;

    struct body_item *items;
    struct start *starts; /* of each item */
    size_t count, capacity;
};

static struct place place_at(struct reader *r, size_t byte) {
    uint32_t line = text_line_of(&r->places, byte);
    return (struct place){.file = r->file,
                          .line = line,
                          .line_end = line,
                          .column = text_column_of(&r->places, byte)};
}

/* ---- the typed text ---- */

/* Zero-width and direction characters, soft hyphens: pasted along unseen, they have no glyph. */
static bool is_invisible(uint32_t c) {
    return c == 0xAD || c == 0xFEFF || c == 0x2060 || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E);
}

static bool is_control(uint32_t c) {
    return (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0);
}

static struct place line_place(const struct reader *r, size_t index) {
    uint32_t line = (uint32_t)index + 1;
    return (struct place){.file = r->file, .line = line, .line_end = line};
}

/* One line without what cannot be seen; gives its characters. */
static size_t put_line(struct reader *r, struct text *out, const char *line, size_t index,
                       size_t *dropped) {
    size_t count = 0;
    const char *done = line;
    for (const char *s = line; *s; count++) {
        const char *start = s;
        uint32_t c = utf8_next(&s);
        if (!is_control(c) && !is_invisible(c)) {
            continue;
        }
        text_put(out, done, (size_t)(start - done));
        done = s;
        if (is_control(c)) {
            struct place at = line_place(r, index);
            at.column = (uint32_t)count + 1;
            DIAG(r->diag, E502, &at, arena_printf(r->arena, "U+%04X", c));
            r->good = false;
        } else {
            ++*dropped;
        }
    }
    text_puts(out, done);
    return count;
}

static bool is_blank_line(const char *line) {
    while (*line) {
        if (!utf8_is_space(utf8_next(&line))) {
            return false;
        }
    }
    return true;
}

/* Says how the lines were read where a reader could have meant it otherwise. */
static void tell_reading(const struct reader *r, const struct text_file *file, size_t dropped,
                         size_t first_dropped) {
    if (file->recomposed > 0) {
        struct place at = line_place(r, file->first_recomposed);
        DIAG(r->diag, N592, &at, arena_printf(r->arena, "%zu", file->recomposed));
    }
    if (dropped > 0) {
        struct place at = line_place(r, first_dropped);
        DIAG(r->diag, N593, &at, arena_printf(r->arena, "%zu", dropped));
    }
    for (size_t i = 1; r->whole_lines && i < file->count; i++) {
        if (!is_blank_line(file->lines[i - 1]) && !is_blank_line(file->lines[i])) {
            struct place at = line_place(r, i);
            DIAG(r->diag, N590, &at, arena_printf(r->arena, "%d", LONG_LINE));
            return;
        }
    }
}

/* Loads the file and joins its lines, so that a tag or paragraph may run over them. */
static bool load_text(struct reader *r) {
    struct text_file *file = text_file_load(r->arena, r->file, r->diag);
    if (file == NULL) {
        return false;
    }
    struct text all;
    size_t dropped = 0, first_dropped = 0;
    bool blank = true;
    text_init(&all);
    for (size_t i = 0; i < file->count; i++) {
        size_t before = dropped;
        r->whole_lines |= put_line(r, &all, file->lines[i], i, &dropped) > LONG_LINE;
        first_dropped = before == 0 && dropped > 0 ? i : first_dropped;
        blank &= is_blank_line(file->lines[i]);
        text_putc(&all, '\n');
    }
    const char *text = arena_strndup(r->arena, all.data, all.len);
    text_release(&all);
    if (blank) {
        struct place at = {.file = r->file};
        DIAG(r->diag, E500, &at, "");
        return false;
    }
    text_places_init(r->arena, &r->places, text);
    tell_reading(r, file, dropped, first_dropped);
    return true;
}

/* ---- paragraphs ---- */

/* A paragraph being put together: bytes of the expanded text, each with its origin. */
struct gathered {
    struct text bytes;
    uint32_t *origin;
    size_t capacity;
    bool escaped;
};

/* A line of the expanded text without its outer spaces. */
struct line {
    size_t start, end, typed; /* typed: bytes at its start that come from no value */
    bool escaped;
    bool in_capitals; /* a title that goes on in capitals only */
    struct mark mark;
};

static bool is_typed(const struct reader *r, size_t i) {
    return !(r->text.origin[i] & EXPANDED_LITERAL);
}

static bool is_edge(char c) {
    return c == ' ' || c == '\t';
}

/* The line from `start` on; `*next` is where the following one starts. */
static struct line line_at(const struct reader *r, size_t start, size_t *next) {
    const char *text = r->text.text;
    struct line l = {.start = start, .end = start};
    while (l.end < r->text.len && text[l.end] != '\n') {
        l.end++;
    }
    *next = l.end + 1;
    while (l.start < l.end && is_edge(text[l.start])) {
        l.start++;
    }
    while (l.end > l.start && is_edge(text[l.end - 1])) {
        l.end--;
    }
    if (l.start < l.end && text[l.start] == '\\' && is_typed(r, l.start)) {
        l.escaped = true;
        l.start++;
    }
    while (l.start + l.typed < l.end && is_typed(r, l.start + l.typed)) {
        l.typed++;
    }
    if (!l.escaped && l.start < l.end) {
        size_t stars = strspn(text + l.start, "*"); /* **1. Bold** */
        stars = l.start + stars < l.end && is_edge(text[l.start + stars]) ? 0 : stars;
        size_t len = l.end - l.start;
        stars = stars > l.typed ? 0 : stars;
        l.mark = mark_of(r->arena, text + l.start + stars, len - stars, l.typed - stars);
    }
    return l;
}

static void gather(struct reader *r, struct gathered *g, const struct line *l) {
    size_t more = l->end - l->start + 1;
    if (g->bytes.len + more > g->capacity) {
        g->capacity = (g->bytes.len + more) * 2;
        g->origin = xrealloc(g->origin, g->capacity, sizeof *g->origin);
    }
    if (g->bytes.len > 0) {
        g->origin[g->bytes.len] = r->text.origin[l->start] & ~EXPANDED_LITERAL;
        text_putc(&g->bytes, ' ');
    } else {
        g->escaped = l->escaped;
    }
    memcpy(g->origin + g->bytes.len, r->text.origin + l->start,
           (l->end - l->start) * sizeof *g->origin);
    text_put(&g->bytes, r->text.text + l->start, l->end - l->start);
}

static void add_item(struct reader *r, struct body_item item, struct start start) {
    if (r->count == r->capacity) {
        r->capacity = r->capacity ? r->capacity * 2 : 64;
        r->items = xrealloc(r->items, r->capacity, sizeof *r->items);
        r->starts = xrealloc(r->starts, r->capacity, sizeof *r->starts);
    }
    r->items[r->count] = item;
    r->starts[r->count++] = start;
}

static void tell_inline(struct reader *r, const struct gathered *g, const struct inline_text *t) {
    if (t->fault) {
        struct place at = place_at(r, g->origin[t->fault_at] & ~EXPANDED_LITERAL);
        DIAG(r->diag, E510, &at, t->fault);
        r->good = false;
    }
    if (t->word > 0) {
        struct place at = place_at(r, g->origin[t->word_at] & ~EXPANDED_LITERAL);
        DIAG(r->diag, E503, &at, arena_printf(r->arena, "%zu", t->word),
             arena_printf(r->arena, "%d", INLINE_WORD));
        r->good = false;
    }
}

/* Makes an item of what was gathered, and starts anew. */
static void finish_paragraph(struct reader *r, struct gathered *g) {
    const struct expanded paragraph = {g->bytes.data, g->origin, g->bytes.len};
    if (g->bytes.len == 0) {
        return;
    }
    struct inline_text t = inline_read(r->arena, &paragraph);
    uint32_t first = UINT32_MAX, last = 0;
    for (size_t i = 0; i < g->bytes.len; i++) {
        uint32_t byte = g->origin[i] & ~EXPANDED_LITERAL;
        first = byte < first ? byte : first;
        last = byte > last ? byte : last;
    }
    tell_inline(r, g, &t);
    if (t.len > 0) {
        struct start start = {.typed = t.typed, .escaped = g->escaped};
        if (!g->escaped) {
            start.mark = mark_of(r->arena, t.text, t.len, t.typed);
        }
        struct body_item item = {.component = COMPONENT_BODY,
                                 .text = t.text,
                                 .spans = t.spans,
                                 .span_count = t.span_count,
                                 .ordinal_len = start.mark.len,
                                 .line = text_line_of(&r->places, first),
                                 .line_end = text_line_of(&r->places, last)};
        add_item(r, item, start);
    }
    text_clear(&g->bytes);
}

static bool is_label(uint8_t kind) {
    return kind >= MARK_PART && kind <= MARK_SUBDIVISION;
}

/* True when the line cannot go on with the paragraph before it. `above` is the line that paragraph
 * began with. */
static bool starts_paragraph(const struct reader *r, const struct line *above, const struct line *l,
                             bool in_bases) {
    const char *text = r->text.text + l->start;
    if (r->whole_lines || l->mark.kind != MARK_NONE || is_label(above->mark.kind)) {
        return true;
    }
    if (in_bases && !l->escaped && mark_is_basis(text, l->typed)) {
        return true;
    }
    return above->in_capitals && !mark_is_capital(r->arena, text, l->end - l->start);
}

/* True for the first line of a title in capitals; `above` began the paragraph before. */
static bool starts_capitals(const struct reader *r, const struct line *above,
                            const struct line *l) {
    if (l->mark.kind == MARK_CAPITAL || l->mark.kind == MARK_ROMAN) {
        return l->mark.in_capitals;
    }
    return is_label(above->mark.kind) && l->mark.kind == MARK_NONE &&
           mark_is_capital(r->arena, r->text.text + l->start, l->end - l->start);
}

static void cut_paragraphs(struct reader *r) {
    struct gathered g = {0};
    struct line above = {0};
    bool in_bases = true;
    text_init(&g.bytes);
    for (size_t at = 0; at < r->text.len;) {
        struct line l = line_at(r, at, &at);
        if (l.start == l.end) {
            finish_paragraph(r, &g);
            continue;
        }
        if (g.bytes.len == 0 || starts_paragraph(r, &above, &l, in_bases)) {
            const char *text = r->text.text + l.start;
            finish_paragraph(r, &g);
            l.in_capitals = starts_capitals(r, &above, &l);
            in_bases = in_bases && !l.escaped &&
                       (mark_is_basis(text, l.typed) || mark_continues_bases(text, l.typed));
            above = l;
        }
        gather(r, &g, &l);
    }
    finish_paragraph(r, &g);
    text_release(&g.bytes);
    free(g.origin);
}

/* ---- what each paragraph is ---- */

static bool ends_with(const char *s, const char *end) {
    size_t n = strlen(s), len = strlen(end);
    return n >= len && strcmp(s + n - len, end) == 0;
}

/* The legal bases stand at the top: the first begins with "Căn cứ", and "Thực hiện" or "Theo" is
 * one more where the one before goes on. A sentence that leads to a list is none. */
static size_t set_bases(struct reader *r) {
    size_t i = 0;
    for (; i < r->count; i++) {
        const char *text = r->items[i].text, *above = i > 0 ? r->items[i - 1].text : "";
        const struct start *start = &r->starts[i];
        bool goes_on = ends_with(above, ";") || ends_with(above, ",");
        if (start->escaped || ends_with(text, ":") ||
            !(mark_is_basis(text, start->typed) ||
              (goes_on && mark_continues_bases(text, start->typed)))) {
            break;
        }
        r->items[i].component = COMPONENT_BASIS;
    }
    return i;
}

/* True when the paragraph behind item `i` belongs to it: it is none of its level or above. */
static bool has_content(const struct reader *r, size_t i) {
    if (i + 1 == r->count) {
        return false;
    }
    const struct mark *own = &r->starts[i].mark, *next = &r->starts[i + 1].mark;
    if (next->kind == MARK_NUMBER) {
        return next->levels > own->levels;
    }
    return next->kind == MARK_NONE || next->kind > MARK_NUMBER;
}

/* A Điều without a title is a sentence, of which the number alone is bold (form 1.2). */
static void set_untitled_article(struct reader *r, struct body_item *item) {
    if (item->span_count > 0 && item->spans[0].start < item->ordinal_len) {
        return; /* the writer has marked it */
    }
    struct text_span *spans = arena_alloc(r->arena, (item->span_count + 1) * sizeof *spans);
    spans[0] = (struct text_span){.end = item->ordinal_len, .style = STYLE_BOLD};
    memcpy(spans + 1, item->spans, item->span_count * sizeof *spans);
    item->spans = spans;
    item->span_count++;
}

static enum component component_of(struct reader *r, size_t i) {
    struct body_item *item = &r->items[i];
    const struct mark *mark = &r->starts[i].mark;
    const char *behind = item->text + mark->len;
    bool is_title = mark_is_title(behind, strlen(behind), MARK_TITLE);
    switch (mark->kind) {
    case MARK_PART:
    case MARK_CHAPTER:
    case MARK_DIVISION:
    case MARK_SUBDIVISION:
        return COMPONENT_PART_LABEL;
    case MARK_CAPITAL:
    case MARK_ROMAN:
        return COMPONENT_SECTION;
    case MARK_ARTICLE:
        if (!is_title) {
            set_untitled_article(r, item);
        }
        return is_title ? COMPONENT_ARTICLE : COMPONENT_BODY;
    case MARK_NUMBER:
        return is_title && has_content(r, i) ? COMPONENT_CLAUSE_TITLE : COMPONENT_CLAUSE;
    case MARK_LETTER:
        return COMPONENT_POINT;
    default:
        break;
    }
    bool awaited = i > 0 && is_label(r->starts[i - 1].mark.kind) &&
                   !r->starts[i - 1].mark.in_capitals && mark->kind == MARK_NONE &&
                   !r->starts[i].escaped;
    return awaited && mark_is_title(item->text, strlen(item->text), PART_TITLE)
               ? COMPONENT_PART_TITLE
               : COMPONENT_BODY;
}

/* ---- the whole ---- */

static struct body *make_body(struct reader *r) {
    struct body *body = arena_alloc(r->arena, sizeof *body);
    struct mark *marks = arena_alloc(r->arena, r->count * sizeof *marks);
    for (size_t i = set_bases(r); i < r->count; i++) {
        r->items[i].component = component_of(r, i);
        marks[i] = r->starts[i].mark;
    }
    *body = (struct body){.file = arena_strdup(r->arena, r->file), .count = r->count};
    body->items = arena_alloc(r->arena, r->count * sizeof *body->items);
    memcpy(body->items, r->items, r->count * sizeof *body->items);
    body_order_set_depths(body, marks);
    body_order_check(r->arena, body, marks, r->diag);
    return body;
}

struct body *body_load(struct arena *a, const char *path, const struct values *values,
                       struct diag *diag) {
    struct reader r = {.arena = a, .diag = diag, .file = path, .good = true};
    if (!load_text(&r)) {
        return NULL;
    }
    r.good &= expand_text(a, path, &r.places, values, diag, &r.text);
    cut_paragraphs(&r);
    if (r.good && r.count == 0) {
        struct place at = {.file = path};
        DIAG(diag, E500, &at, "");
        r.good = false;
    }
    struct body *body = r.good ? make_body(&r) : NULL;
    free(r.items);
    free(r.starts);
    return body;
}

void body_dump(const struct body *body, struct text *out) {
    static const char *const styles[] = {"regular", "bold", "italic", "bold italic"};
    text_puts(out, "");
    for (size_t i = 0; i < body->count; i++) {
        const struct body_item *item = &body->items[i];
        text_printf(out, "%s depth=%u lines=%u-%u ordinal=%u",
                    component_info_of(item->component)->key, item->depth, item->line,
                    item->line_end, item->ordinal_len);
        for (size_t k = 0; k < item->span_count; k++) {
            text_printf(out, " [%u-%u %s]", item->spans[k].start, item->spans[k].end,
                        styles[item->spans[k].style & (STYLE_BOLD | STYLE_ITALIC)]);
        }
        text_putc(out, ' ');
        text_put_json(out, item->text);
        text_putc(out, '\n');
    }
}
