/* Fills the placeholders of a text: first cuts it into nodes, then writes them out. */
#include "model/expand.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "base/utf8.h"
#include "model/values.h"
#include "source/text_file.h"

#define MAX_DEPTH 16                /* sections within sections */
#define MAX_BYTES ((size_t)8 << 20) /* of the expanded text; loops in loops multiply */
#define MAX_STEPS 1000000           /* nodes visited: loops may also write nothing */

enum node_kind { NODE_TEXT, NODE_NAME, NODE_SECTION, NODE_INVERTED };

/* A section's nodes stand behind it, up to `after`. */
struct node {
    uint8_t kind;
    bool told;           /* its fault has been reported */
    uint32_t start, end; /* bytes of the template: the text, or the tag with its braces */
    const char *name;
    uint32_t after; /* index of the node behind the section */
};

struct expander {
    struct arena *arena;
    const char *file, *text;
    struct text_places *places; /* NULL: one line, whose findings are `from` */
    const struct place *from;
    struct diag *diag;
    bool good;
    bool literal, html; /* how values are written: untouched; with HTML's own signs escaped */

    struct node *nodes;
    size_t count, capacity;
    uint32_t open[MAX_DEPTH]; /* sections being cut */
    size_t depth;

    const struct values *scopes[MAX_DEPTH + 1]; /* the innermost last */
    size_t scope_count, steps;
    bool stopped; /* nothing is written any more */
    struct text out;
    uint32_t *origin;
    size_t origin_capacity;
};

static struct place place_of(struct expander *e, uint32_t byte) {
    e->good = false;
    if (e->places == NULL) {
        return *e->from;
    }
    uint32_t line = text_line_of(e->places, byte);
    return (struct place){
        .file = e->file, .line = line, .line_end = line, .column = text_column_of(e->places, byte)};
}

/* ---- cutting ---- */

static struct node *add_node(struct expander *e, enum node_kind kind, uint32_t start,
                             uint32_t end) {
    GROW(e->nodes, e->count, e->capacity);
    struct node *node = &e->nodes[e->count++];
    *node = (struct node){.kind = (uint8_t)kind, .start = start, .end = end};
    return node;
}

static void add_text(struct expander *e, uint32_t start, uint32_t end) {
    if (start < end) {
        add_node(e, NODE_TEXT, start, end);
    }
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

/* A tag that stands alone on its line takes the line with it: widens it to the whole line. */
static void take_line(const char *text, uint32_t *start, uint32_t *end) {
    uint32_t first = *start, last = *end;
    while (first > 0 && is_blank(text[first - 1])) {
        first--;
    }
    while (is_blank(text[last])) {
        last++;
    }
    if ((first == 0 || text[first - 1] == '\n') && (text[last] == '\n' || text[last] == '\0')) {
        *start = first;
        *end = last + (text[last] == '\n');
    }
}

/* Names are words: "appendix.1.Đ.2". */
static bool is_name(const char *s) {
    return *s && s[strcspn(s, " \t\"!#$%&'()*+,/:;<=>?@[\\]^`{|}~")] == '\0';
}

static void close_section(struct expander *e, uint32_t start, const char *name) {
    struct node *open = e->depth ? &e->nodes[e->open[e->depth - 1]] : NULL;
    if (open == NULL || strcmp(open->name, name) != 0) {
        struct place at = place_of(e, start);
        at.expected = open ? arena_printf(e->arena, "{{/%s}}", open->name) : NULL;
        const char *wanted =
            open ? arena_printf(e->arena, "ở đây cần %s" DIAG_BOTH "here %s is wanted", at.expected,
                                at.expected)
                 : "không có khối nào đang mở" DIAG_BOTH "no section is open";
        DIAG(e->diag, E509, &at, name, wanted);
    }
    if (open) {
        open->after = (uint32_t)e->count;
        e->depth--;
    }
}

static void open_section(struct expander *e, enum node_kind kind, uint32_t start, uint32_t end,
                         const char *name) {
    if (e->depth == MAX_DEPTH) {
        struct place at = place_of(e, start);
        DIAG(e->diag, E512, &at, "khối lồng quá sâu" DIAG_BOTH "sections are nested too deeply");
        return;
    }
    e->open[e->depth++] = (uint32_t)e->count;
    add_node(e, kind, start, end)->name = name;
}

/* The tag [start, end), braces included; `done` is where the text before it ends. Gives where the
 * text behind it begins. */
static uint32_t cut_tag(struct expander *e, uint32_t done, uint32_t start, uint32_t end) {
    const char *s = e->text + start + 2, *stop = e->text + end - 2;
    while (s < stop && is_blank(*s)) {
        s++;
    }
    while (s < stop && is_blank(stop[-1])) {
        stop--;
    }
    char sign = s < stop && strchr("#^/!", *s) ? *s++ : '\0';
    while (s < stop && is_blank(*s)) {
        s++;
    }
    const char *name = arena_strndup(e->arena, s, (size_t)(stop - s));
    uint32_t outer = start, behind = end;
    if (sign) {
        take_line(e->text, &outer, &behind);
    }
    add_text(e, done, outer > done ? outer : done);
    if (sign == '!') {
        return behind;
    }
    if (!is_name(name)) {
        struct place at = place_of(e, start);
        DIAG(e->diag, E511, &at, arena_strndup(e->arena, e->text + start, end - start));
    } else if (sign == '\0') {
        add_node(e, NODE_NAME, start, end)->name = name;
    } else if (sign == '/') {
        close_section(e, start, name);
    } else {
        open_section(e, sign == '#' ? NODE_SECTION : NODE_INVERTED, start, end, name);
    }
    return behind;
}

/* Where the tag that opens at `s` ends on its line, or NULL. */
static const char *tag_end(const char *s) {
    bool triple = s[2] == '{'; /* Mustache has it; told as one */
    for (s += 2; *s && *s != '\n'; s++) {
        if (s[0] == '}' && s[1] == '}') {
            return s + 2 + (triple && s[2] == '}');
        }
    }
    return NULL;
}

static bool is_escape(const char *s) {
    return s[0] == '\\' && s[1] && strchr("*{\\", s[1]);
}

static void cut(struct expander *e) {
    uint32_t done = 0;
    for (const char *s = e->text; *s;) {
        if (is_escape(s)) {
            s += 2;
        } else if (s[0] == '{' && s[1] == '{') {
            uint32_t start = (uint32_t)(s - e->text);
            const char *end = tag_end(s);
            if (end) {
                done = cut_tag(e, done, start, (uint32_t)(end - e->text));
                s = e->text + done;
            } else {
                struct place at = place_of(e, start);
                DIAG(e->diag, E507, &at, arena_strndup(e->arena, s, strcspn(s, " \n")));
                s += 2;
            }
        } else {
            s++;
        }
    }
    add_text(e, done, (uint32_t)strlen(e->text));
    while (e->depth > 0) {
        struct node *open = &e->nodes[e->open[--e->depth]];
        struct place at = place_of(e, open->start);
        DIAG(e->diag, E508, &at, open->name);
        open->after = (uint32_t)e->count;
    }
}

/* ---- looking up ---- */

struct meaning {
    bool known;
    const char *text; /* NULL: a list, or a name without a value */
    bool is_list;
    struct values *const *entries;
    size_t count;
};

/* The innermost scope that knows the name decides. A list hides a text of its name from sections,
 * and the text hides the list from {{name}}. */
static struct meaning look_up(const struct expander *e, const char *name, bool want_list) {
    struct meaning m = {0};
    for (size_t i = e->scope_count; i-- > 0 && !m.known;) {
        m.is_list = values_list(e->scopes[i], name, &m.entries, &m.count);
        m.text = values_text(e->scopes[i], name);
        m.known = m.is_list || values_known(e->scopes[i], name);
    }
    m.is_list = m.is_list && (want_list || m.text == NULL);
    return m;
}

static const char *nearest(const struct expander *e, const char *name) {
    const char *found = NULL;
    for (size_t i = e->scope_count; i-- > 0 && !found;) {
        found = values_nearest(e->scopes[i], name);
    }
    return found;
}

static void tell_missing(struct expander *e, struct node *node, const struct meaning *m) {
    e->good = false;
    if (node->told) {
        return; /* in a loop, once */
    }
    node->told = true;
    struct place at = place_of(e, node->start);
    if (e->places == NULL) {
        DIAG(e->diag, E214, &at, node->name);
    } else if (m->known) {
        DIAG(e->diag, E505, &at, node->name);
    } else {
        at.expected = nearest(e, node->name);
        const char *near = at.expected ? arena_printf(e->arena, " ({{%s}}?)", at.expected) : "";
        DIAG(e->diag, E504, &at, node->name, near);
    }
}

/* ---- writing ---- */

static void put(struct expander *e, const char *bytes, size_t len, uint32_t origin, uint32_t step) {
    text_put(&e->out, bytes, len);
    if (e->out.len > e->origin_capacity) {
        e->origin_capacity = e->out.len * 2;
        e->origin = xrealloc(e->origin, e->origin_capacity, sizeof *e->origin);
    }
    for (size_t i = 0; i < len; i++) {
        e->origin[e->out.len - len + i] = origin + (uint32_t)i * step;
    }
}

static void put_text(struct expander *e, uint32_t start, uint32_t end) {
    uint32_t done = start;
    for (uint32_t i = start; i < end; i++) {
        if (is_escape(e->text + i)) {
            put(e, e->text + done, i - done, done, 1);
            put(e, e->text + i + 1, 1, i | EXPANDED_LITERAL, 0);
            done = ++i + 1;
        }
    }
    put(e, e->text + done, end - done, done, 1);
}

static void put_html(struct expander *e, const char *value, uint32_t origin) {
    static const char signs[] = "&<>\"'";
    static const char *const escaped[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
    while (*value) {
        size_t n = strcspn(value, signs);
        put(e, value, n, origin, 0);
        value += n;
        if (*value) {
            const char *entity = escaped[strchr(signs, *value++) - signs];
            put(e, entity, strlen(entity), origin, 0);
        }
    }
}

/* A value of one line stays as it is; in a text, a line end in it must not end a paragraph, and a
 * gap (several spaces) must outlive the joining of words. */
static void put_value(struct expander *e, const char *value, uint32_t origin) {
    static const char gap[] = "\xC2\xA0";
    origin |= EXPANDED_LITERAL;
    if (e->html) {
        put_html(e, value, origin);
        return;
    }
    if (e->places == NULL || e->literal) {
        put(e, value, strlen(value), origin, 0);
        return;
    }
    for (const char *s = value; *s;) {
        size_t space = 0, spaces = 0;
        for (; s[space] && ((unsigned char)s[space] <= ' ' || s[space] == 0x7F); space++) {
            spaces += s[space] == ' ';
        }
        if (space > 1 && spaces == space) {
            for (size_t i = 0; i < space; i++) {
                put(e, gap, 2, origin, 0);
            }
        } else if (space > 0) {
            put(e, " ", 1, origin, 0);
        }
        s += space;
        size_t n = 0;
        while ((unsigned char)s[n] > ' ' && s[n] != 0x7F) {
            n++;
        }
        put(e, s, n, origin, 0);
        s += n;
    }
}

static bool goes_too_far(struct expander *e, const struct node *node) {
    if (!e->stopped && (++e->steps > MAX_STEPS || e->out.len > MAX_BYTES)) {
        e->stopped = true;
        struct place at = place_of(e, node->start);
        DIAG(e->diag, E512, &at,
             "các danh sách làm nội dung dài quá mức" DIAG_BOTH "its lists make the text too long");
    }
    return e->stopped;
}

static void write_nodes(struct expander *e, uint32_t from, uint32_t to);

static void write_section(struct expander *e, uint32_t index) {
    const struct node node = e->nodes[index];
    struct meaning m = look_up(e, node.name, true);
    bool shown = m.is_list ? m.count > 0 : m.text && *m.text;
    if (!m.known) {
        tell_missing(e, &e->nodes[index], &m);
    } else if (node.kind == NODE_INVERTED || !m.is_list) {
        if (shown == (node.kind == NODE_SECTION)) {
            write_nodes(e, index + 1, node.after);
        }
    } else {
        for (size_t i = 0; i < m.count; i++) {
            e->scopes[e->scope_count++] = m.entries[i];
            write_nodes(e, index + 1, node.after);
            e->scope_count--;
        }
    }
}

static void write_nodes(struct expander *e, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        struct node *node = &e->nodes[i];
        if (goes_too_far(e, node)) {
            return;
        }
        if (node->kind == NODE_TEXT) {
            put_text(e, node->start, node->end);
        } else if (node->kind == NODE_NAME) {
            struct meaning m = look_up(e, node->name, false);
            if (m.text) {
                put_value(e, m.text, node->start);
            } else {
                tell_missing(e, node, &m);
            }
        } else {
            write_section(e, i);
            i = node->after - 1;
        }
    }
}

static void run(struct expander *e, const struct values *values) {
    e->good = true;
    text_init(&e->out);
    text_puts(&e->out, "");
    e->scopes[e->scope_count++] = values;
    cut(e);
    write_nodes(e, 0, (uint32_t)e->count);
    free(e->nodes);
}

bool expand_text(struct arena *a, const char *file, struct text_places *places,
                 const struct values *values, struct diag *diag, struct expanded *out) {
    struct expander e = {
        .arena = a, .file = file, .text = places->text, .places = places, .diag = diag};
    run(&e, values);
    uint32_t *origin = arena_alloc(a, (e.out.len + 1) * sizeof *origin);
    if (e.out.len > 0) {
        memcpy(origin, e.origin, e.out.len * sizeof *origin);
    }
    *out = (struct expanded){arena_strndup(a, e.out.data, e.out.len), origin, e.out.len};
    text_release(&e.out);
    free(e.origin);
    return e.good;
}

const char *expand_line(struct arena *a, const char *text, const struct values *values,
                        const struct place *from, struct diag *diag) {
    struct expander e = {.arena = a, .text = text, .from = from, .diag = diag};
    run(&e, values);
    const char *result = e.good ? arena_strdup(a, e.out.data) : NULL;
    text_release(&e.out);
    free(e.origin);
    return result;
}

const char *expand_template(struct arena *a, const char *file, struct text_places *places,
                            const struct values *values, enum expand_form form, struct diag *diag) {
    struct expander e = {.arena = a,
                         .file = file,
                         .text = places->text,
                         .places = places,
                         .diag = diag,
                         .literal = true,
                         .html = form == EXPAND_HTML};
    run(&e, values);
    const char *result = e.good ? arena_strdup(a, e.out.data) : NULL;
    text_release(&e.out);
    free(e.origin);
    return result;
}
