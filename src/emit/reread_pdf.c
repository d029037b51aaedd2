/* Reads what a finished PDF shows: table of objects, tree of pages, fonts, contents. */
#include "emit/reread_pdf.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "emit/inflate.h"
#include "emit/pdf_glyph.h"
#include "emit/reread_content.h"
#include "emit/reread_token.h"

#define MILLION     1000000
#define MPT         1000
#define OBJECTS     100000
#define TAIL        64 /* where the place of the table of objects stands */
#define TREE_DEPTH  8
#define FIRST_CODE  32
#define REPLACEMENT 0xFFFD

struct file {
    struct arena *arena;
    struct span bytes;
    struct span *objects; /* from behind "obj"; empty: free */
    uint32_t object_count;
    struct reread_font **fonts;
    size_t font_count, font_capacity;
    struct shown_pdf *pdf;
    size_t page_capacity;
    uint32_t nodes; /* of the tree of pages, for it may have rings */
    struct span page_fonts;
    const char *fault; /* the first one */
};

static bool fail(struct file *f, const char *fault) {
    f->fault = f->fault ? f->fault : fault;
    return false;
}

/* ---- objects ---- */

static bool whole_number(const struct token *t, size_t *n) {
    *n = t->kind == TOKEN_NUMBER && t->number >= 0 ? (size_t)(t->number / MILLION) : 0;
    return t->kind == TOKEN_NUMBER && t->number >= 0 && t->number % MILLION == 0;
}

static struct span from_offset(const struct file *f, size_t offset) {
    size_t len = (size_t)(f->bytes.end - f->bytes.at);
    return (struct span){f->bytes.at + (offset < len ? offset : len), f->bytes.end};
}

/* "12 0 obj" stands where the table says. */
static bool object_place(struct file *f, uint32_t number, size_t offset) {
    struct span s = from_offset(f, offset);
    struct token own = token_next(&s), generation = token_next(&s), word = token_next(&s);
    size_t n;
    f->objects[number] = s;
    return whole_number(&own, &n) && n == number && generation.kind == TOKEN_NUMBER &&
           token_is(&word, TOKEN_WORD, "obj");
}

/* One section from object 0 on, as a file has that was never added to. Gives the trailer. */
static bool table_read(struct file *f, struct span *trailer) {
    size_t len = (size_t)(f->bytes.end - f->bytes.at), offset, first, count;
    struct span s = from_offset(f, len > TAIL ? len - TAIL : 0);
    struct token word = {0}, number;
    while (s.at < s.end && !token_is(&word, TOKEN_WORD, "startxref")) {
        word = token_next(&s);
    }
    number = token_next(&s);
    if (!whole_number(&number, &offset)) {
        return fail(f, "startxref");
    }
    s = from_offset(f, offset);
    word = token_next(&s);
    number = token_next(&s);
    struct token size = token_next(&s);
    if (!token_is(&word, TOKEN_WORD, "xref") || !whole_number(&number, &first) || first != 0 ||
        !whole_number(&size, &count) || count > OBJECTS) {
        return fail(f, "xref");
    }
    f->objects = arena_alloc(f->arena, (count + 1) * sizeof *f->objects);
    f->object_count = (uint32_t)count;
    for (uint32_t i = 0; i < f->object_count; i++) {
        struct token place = token_next(&s), generation = token_next(&s), use = token_next(&s);
        bool used = token_is(&use, TOKEN_WORD, "n");
        if (!whole_number(&place, &offset) || generation.kind != TOKEN_NUMBER ||
            (used ? !object_place(f, i, offset) : !token_is(&use, TOKEN_WORD, "f"))) {
            return fail(f, arena_printf(f->arena, "xref %u", (unsigned)i));
        }
    }
    word = token_next(&s);
    *trailer = s;
    return token_is(&word, TOKEN_WORD, "trailer") || fail(f, "trailer");
}

/* The number of the object that a value refers to; 0: it is none. */
static uint32_t reference_of(const struct file *f, struct span value) {
    struct token number = token_next(&value);
    struct token generation = token_next(&value);
    struct token word = token_next(&value);
    size_t n;
    bool good = whole_number(&number, &n) && generation.kind == TOKEN_NUMBER &&
                token_is(&word, TOKEN_WORD, "R") && n < f->object_count;
    return good ? (uint32_t)n : 0;
}

/* The value itself where it is a reference; one to a reference is not followed. */
static struct span resolve(const struct file *f, struct span value) {
    uint32_t n = reference_of(f, value);
    return n > 0 ? f->objects[n] : value;
}

static struct span find(const struct file *f, struct span dict, const char *key) {
    return resolve(f, dict_find(dict, key));
}

static struct span span_of(const struct text *t) {
    const uint8_t *bytes = (const uint8_t *)t->data;
    return t->len > 0 ? (struct span){bytes, bytes + t->len} : (struct span){0};
}

/* Appends what a stream holds, unpacked. */
static bool stream_read(struct file *f, struct span object, struct text *out) {
    struct span length = find(f, object, "Length"), filter = find(f, object, "Filter");
    struct span body = object;
    struct token number = token_next(&length), coding = token_next(&filter);
    if (coding.kind == TOKEN_ARRAY) {
        coding = token_next(&filter);
    }
    size_t len;
    if (!span_skip_value(&body) || !whole_number(&number, &len)) {
        return false;
    }
    struct token word = token_next(&body);
    if (!token_is(&word, TOKEN_WORD, "stream") || body.at == body.end) {
        return false;
    }
    body.at += *body.at == '\r' && body.end - body.at > 1 ? 2 : 1;
    if (len > (size_t)(body.end - body.at)) {
        return false;
    }
    if (coding.kind == TOKEN_END) {
        text_put(out, body.at, len);
        return true;
    }
    return token_is(&coding, TOKEN_NAME, "FlateDecode") && inflate_bytes(body.at, len, false, out);
}

/* ---- fonts ---- */

/* A code of one byte. */
static int32_t code_of(const struct token *t) {
    struct token padded = *t;
    char digits[4] = "00";
    if (t->kind != TOKEN_HEX || t->len != 2) {
        return -1;
    }
    memcpy(digits + 2, t->bytes, 2);
    padded.bytes = (const uint8_t *)digits;
    padded.len = sizeof digits;
    return token_hex_unit(&padded, 0);
}

static bool map_put(struct reread_font *font, int32_t from, int32_t to, int32_t letter) {
    if (from < 0 || to < from || letter < 0) {
        return false;
    }
    for (int32_t code = from; code <= to; code++) {
        font->letters[code] = (uint32_t)(letter + code - from);
    }
    return true;
}

/* The lines of a ToUnicode map: <80> <1EE6>, or <20> <7E> <0020>. */
static bool map_read(struct reread_font *font, struct span map) {
    for (;;) {
        struct token word = token_next(&map);
        bool range = token_is(&word, TOKEN_WORD, "beginbfrange");
        if (word.kind == TOKEN_END) {
            return map.at == map.end;
        }
        if (!range && !token_is(&word, TOKEN_WORD, "beginbfchar")) {
            continue;
        }
        for (struct token from = token_next(&map); from.kind == TOKEN_HEX;
             from = token_next(&map)) {
            struct token to = range ? token_next(&map) : from, letter = token_next(&map);
            if (letter.kind != TOKEN_HEX || letter.len != 4 ||
                !map_put(font, code_of(&from), code_of(&to), token_hex_unit(&letter, 0))) {
                return false;
            }
        }
    }
}

/* What is drawn goes by the names of glyphs, what is copied by the map above. */
static bool names_compare(struct reread_font *font, struct span differences) {
    bool named[REREAD_CODES] = {false};
    size_t code = REREAD_CODES;
    struct token t = token_next(&differences);
    if (t.kind != TOKEN_ARRAY) {
        return false;
    }
    for (t = token_next(&differences); t.kind != TOKEN_ARRAY_END; t = token_next(&differences)) {
        if (t.kind == TOKEN_NUMBER) {
            code = whole_number(&t, &code) ? code : REREAD_CODES;
            continue;
        }
        char name[GLYPH_NAME_SIZE];
        if (t.kind != TOKEN_NAME || code >= REREAD_CODES) {
            return false;
        }
        named[code] = token_is(&t, TOKEN_NAME, glyph_name_of(font->letters[code], name));
        code++;
    }
    /* Up to 126 the base encoding is ASCII. */
    for (code = 0; code < REREAD_CODES; code++) {
        bool ascii = code >= FIRST_CODE && code < 0x7F && font->letters[code] == code;
        if (!named[code] && !ascii) {
            font->letters[code] = REPLACEMENT;
        }
    }
    return true;
}

static bool font_read(struct file *f, struct reread_font *font) {
    struct span dict = f->objects[font->object], encoding = find(f, dict, "Encoding");
    struct text map;
    text_init(&map);
    for (size_t i = 0; i < REREAD_CODES; i++) {
        font->letters[i] = REPLACEMENT;
    }
    bool good = stream_read(f, find(f, dict, "ToUnicode"), &map) && map_read(font, span_of(&map)) &&
                names_compare(font, find(f, encoding, "Differences"));
    text_release(&map);
    return good;
}

static const struct reread_font *font_find(void *context, const struct token *name) {
    struct file *f = context;
    char key[16];
    if (name->len >= sizeof key) {
        return NULL;
    }
    memcpy(key, name->bytes, name->len);
    key[name->len] = '\0';
    uint32_t object = reference_of(f, dict_find(f->page_fonts, key));
    for (size_t i = 0; i < f->font_count; i++) {
        if (f->fonts[i]->object == object) {
            return f->fonts[i];
        }
    }
    struct reread_font *font = arena_alloc(f->arena, sizeof *font);
    font->object = object;
    if (object == 0 || !font_read(f, font)) {
        fail(f, arena_printf(f->arena, "Font %s", key));
        return NULL;
    }
    GROW(f->fonts, f->font_count, f->font_capacity);
    f->fonts[f->font_count++] = font;
    return font;
}

/* ---- pages ---- */

static bool page_size(struct shown_page *page, struct span box) {
    int64_t corners[4];
    struct token t = token_next(&box);
    for (size_t i = 0; i < 4; i++) {
        struct token number = token_next(&box);
        if (number.kind != TOKEN_NUMBER) {
            return false;
        }
        corners[i] = (number.number + MPT / 2) / MPT;
    }
    page->width = corners[2];
    page->height = corners[3];
    return t.kind == TOKEN_ARRAY && corners[0] == 0 && corners[1] == 0;
}

static bool page_read(struct file *f, struct span dict) {
    struct shown_pdf *pdf = f->pdf;
    GROW(pdf->pages, pdf->count, f->page_capacity);
    struct shown_page *page = &pdf->pages[pdf->count++];
    *page = (struct shown_page){0};
    struct text content;
    text_init(&content);
    f->page_fonts = find(f, find(f, dict, "Resources"), "Font");
    bool good = (page_size(page, find(f, dict, "MediaBox")) || fail(f, "MediaBox")) &&
                (stream_read(f, find(f, dict, "Contents"), &content) || fail(f, "Contents"));
    if (good) {
        const char *wrong = reread_content(f->arena, span_of(&content), font_find, f, page);
        good = wrong == NULL || fail(f, wrong);
    }
    text_release(&content);
    return good;
}

static bool tree_read(struct file *f, struct span node, size_t depth) {
    struct span type = find(f, node, "Type");
    struct token name = token_next(&type);
    if (token_is(&name, TOKEN_NAME, "Page")) {
        return page_read(f, node);
    }
    struct span kids = find(f, node, "Kids");
    struct token kid = token_next(&kids);
    if (!token_is(&name, TOKEN_NAME, "Pages") || kid.kind != TOKEN_ARRAY || depth == TREE_DEPTH ||
        f->nodes++ > f->object_count) {
        return fail(f, "Pages");
    }
    for (;;) {
        struct span ahead = kids;
        kid = token_next(&ahead);
        if (kid.kind == TOKEN_ARRAY_END) {
            return true;
        }
        uint32_t number = reference_of(f, kids);
        if (number == 0 || f->pdf->count > f->object_count) {
            return fail(f, "Kids");
        }
        for (int words = 0; words < 3; words++) {
            token_next(&kids);
        }
        if (!tree_read(f, f->objects[number], depth + 1)) {
            return false;
        }
    }
}

bool reread_pdf(struct arena *a, const struct text *bytes, struct shown_pdf *pdf,
                const char **fault) {
    struct file f = {.arena = a, .pdf = pdf};
    struct span trailer;
    f.bytes = span_of(bytes);
    *pdf = (struct shown_pdf){0};
    bool good = bytes->len > 0 && table_read(&f, &trailer) &&
                tree_read(&f, find(&f, find(&f, trailer, "Root"), "Pages"), 0);
    f.fonts = arena_adopt(a, f.fonts);
    pdf->pages = arena_adopt(a, pdf->pages);
    *fault = f.fault ? f.fault : good ? NULL : "PDF";
    return good;
}
