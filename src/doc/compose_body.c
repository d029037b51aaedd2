/* Sets the text of the letter: each item in the style of its component, with links to the
 * appendices that it names. */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "doc/composer.h"
#include "model/body.h"
#include "model/letter.h"

#define END_MARK  "./."
#define NO_LABEL  "Phụ lục" /* how a text calls a single appendix without a label */
#define MAX_LINKS UINT16_MAX

/* ---- mentions of appendices ---- */

static bool is_word(uint32_t c) {
    return letter_of(c).base || (c >= '0' && c <= '9');
}

/* True where a mention may end: "Phụ lục I" in "Phụ lục I.", not in "Phụ lục II", "Biểu A4.12" or
 * "Biểu A4.1.2". */
static bool ends_at(const char *s) {
    if (*s == '\0') {
        return true;
    }
    uint32_t c = utf8_next(&s);
    bool joins = (c == '.' || c == '-' || c == '/') && *s && is_word(utf8_next(&s));
    return !is_word(c) && !joins;
}

/* The bytes of `s` that are `label`, whatever its case and spaces; 0 when it does not begin there.
 */
static size_t label_at(const char *s, const char *label) {
    const char *at = s;
    if ((unsigned char)*label < 0x80 && ((*s ^ *label) & ~('a' - 'A')) != 0) {
        return 0; /* nearly everywhere */
    }
    while (*label) {
        uint32_t wanted = utf8_next(&label);
        uint32_t c = *at ? utf8_next(&at) : 0;
        if (utf8_is_space(wanted) ? !utf8_is_space(c) : letter_lower(c) != letter_lower(wanted)) {
            return 0;
        }
    }
    return ends_at(at) ? (size_t)(at - s) : 0;
}

/* The longest label that begins at `s`, and the part that it names. */
static size_t mention_at(const struct composer *c, const char *s, uint16_t *part) {
    size_t longest = 0;
    for (size_t i = 0; i < c->job->appendix_count && i + 1 < MAX_LINKS; i++) {
        const char *label = c->words[i].label;
        if (label == NULL && c->job->appendix_count == 1) {
            label = NO_LABEL;
        }
        size_t n = label && *label ? label_at(s, label) : 0;
        if (n > longest) {
            longest = n;
            *part = (uint16_t)(i + 1);
        }
    }
    return longest;
}

/* Spans being written, those of one style and link that touch made one. */
struct span_list {
    struct text_span *spans;
    size_t count;
};

static void put_span(struct span_list *out, struct text_span span, uint8_t base) {
    if (span.start == span.end || (span.style == base && span.link == 0)) {
        return;
    }
    struct text_span *last = out->count ? &out->spans[out->count - 1] : NULL;
    if (last && last->end == span.start && last->style == span.style && last->link == span.link) {
        last->end = span.end;
    } else {
        out->spans[out->count++] = span;
    }
}

/* Writes the bytes from `start` to `end` with `link`, in the styles that the paragraph has there.
 * `*next` is its first span that may reach there. */
static void put_range(struct span_list *out, const struct doc_paragraph *p, size_t *next,
                      uint32_t start, uint32_t end, uint16_t link) {
    while (start < end) {
        while (*next < p->span_count && p->spans[*next].end <= start) {
            ++*next;
        }
        const struct text_span *own = *next < p->span_count ? &p->spans[*next] : NULL;
        bool inside = own && own->start <= start;
        uint32_t until = own ? (inside ? own->end : own->start) : end;
        until = until < end ? until : end;
        put_span(out, (struct text_span){start, until, inside ? own->style : p->style, link},
                 p->style);
        start = until;
    }
}

static size_t count_mentions(const struct composer *c, const char *text) {
    uint16_t part;
    size_t count = 0;
    for (const char *s = text; *s; utf8_next(&s)) {
        count += mention_at(c, s, &part) > 0;
    }
    return count;
}

void compose_links(const struct composer *c, struct doc_paragraph *p) {
    size_t mentions = count_mentions(c, p->text);
    if (mentions == 0) {
        return;
    }
    struct span_list out = {
        arena_alloc(c->arena, (2 * p->span_count + 3 * mentions) * sizeof *out.spans), 0};
    uint32_t done = 0, before = 0;
    size_t next = 0;
    for (const char *s = p->text; *s;) {
        uint16_t part = 0;
        uint32_t start = (uint32_t)(s - p->text);
        size_t n = is_word(before) ? 0 : mention_at(c, s, &part);
        if (n == 0) {
            before = utf8_next(&s);
            continue;
        }
        put_range(&out, p, &next, done, start, 0);
        done = start + (uint32_t)n;
        put_range(&out, p, &next, start, done, part);
        s += n;
        before = 0;
    }
    put_range(&out, p, &next, done, (uint32_t)strlen(p->text), 0);
    p->spans = out.spans;
    p->span_count = out.count;
}

/* ---- items ---- */

/* `text` with "./." at its end, in place of its full stop. */
static const char *with_end_mark(const struct composer *c, const char *text) {
    size_t len = strlen(text), mark = strlen(END_MARK);
    if (len >= mark && strcmp(text + len - mark, END_MARK) == 0) {
        return text;
    }
    len -= len > 0 && text[len - 1] == '.';
    return arena_printf(c->arena, "%.*s" END_MARK, (int)len, text);
}

/* Where the byte `offset` of `text` lies in the paragraph, which may be in capitals. */
static uint32_t moved(const struct composer *c, const struct doc_paragraph *p, const char *text,
                      uint32_t offset) {
    if (!p->capitals) {
        return offset;
    }
    return (uint32_t)strlen(utf8_upper(c->arena, arena_strndup(c->arena, text, offset)));
}

/* What the writer marked, added to the style of the paragraph. */
static void copy_spans(const struct composer *c, const struct body_item *item,
                       struct doc_paragraph *p) {
    struct span_list out = {arena_alloc(c->arena, (item->span_count + 1) * sizeof *out.spans), 0};
    for (size_t i = 0; i < item->span_count; i++) {
        const struct text_span *own = &item->spans[i];
        struct text_span span = {moved(c, p, item->text, own->start),
                                 moved(c, p, item->text, own->end), own->style | p->style, 0};
        put_span(&out, span, p->style);
    }
    p->spans = out.spans;
    p->span_count = out.count;
}

static bool is_centred(enum component component) {
    return component == COMPONENT_PART_LABEL || component == COMPONENT_PART_TITLE;
}

/* "Phần I" and the title on the line below are one entry of the outline; NULL for any other item.
 */
static const char *bookmark_of(const struct composer *c, size_t i) {
    const struct body *body = c->in->body;
    const struct body_item *item = &body->items[i], *title = item + 1;
    if (item->component != COMPONENT_PART_LABEL || i + 1 == body->count ||
        title->component != COMPONENT_PART_TITLE) {
        return NULL;
    }
    return arena_printf(c->arena, "%s. %s", item->text, title->text);
}

static void add_item(const struct composer *c, size_t i, struct block_list *list) {
    const struct document_kind *kind = c->kind;
    const struct body_item *item = &c->in->body->items[i];
    bool last = i + 1 == c->in->body->count;
    struct place at = {.file = c->in->body->file, .line = item->line};
    const char *text = last ? with_end_mark(c, item->text) : item->text;
    struct doc_paragraph *p = &block_add(list, BLOCK_PARAGRAPH)->as.paragraph;
    *p = compose_text(c, item->component, text, &at);
    p->first_indent = is_centred(item->component) ? 0 : kind->first_indent;
    p->space_before = kind->paragraph_space;
    p->line_spacing = kind->line_spacing;
    p->elastic = true;
    p->outline = item->depth;
    p->bookmark = bookmark_of(c, i);
    p->keep_with_next = item->depth > 0 || item->component == COMPONENT_PART_TITLE;
    copy_spans(c, item, p);
    if (item->component != COMPONENT_BASIS) {
        compose_links(c, p);
    }
}

void compose_body(const struct composer *c, struct block_list *list) {
    const struct body *body = c->in->body;
    for (size_t i = 0; body && i < body->count; i++) {
        add_item(c, i, list);
    }
}
