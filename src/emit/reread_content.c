/* Follows the operators of a page's content to the texts it shows.
 *
 * Whatever could move, hide or change a text without being followed here is refused: so a text that
 * was read is the text that is seen. */
#include "emit/reread_content.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"

#define MILLION     1000000
#define MPT         1000 /* millionths in one */
#define OPERANDS    8
#define STATES      16
#define COORDINATES (INT64_C(1) << 40) /* in millionths: a kilometre of paper */

/* Text state that q keeps and Q brings back. */
struct state {
    const struct reread_font *font;
    int64_t size, word_space;
    bool moved; /* by cm: no text may follow */
};

struct reader {
    struct arena *arena;
    struct span content;
    reread_font_finder find;
    void *context;
    struct shown_page *page;
    size_t capacity;
    struct state states[STATES];
    size_t depth;
    struct state now;
    int64_t operands[OPERANDS];
    size_t operand_count;
    struct token name, string; /* the last ones; kind TOKEN_END: none */
    bool in_text, begun;       /* between BT and ET; the text has its first string */
    int64_t x, y, cosine, sine;
    struct text letters; /* of the text at hand */
    struct text codes;
};

/* ---- texts ---- */

static void text_finish(struct reader *r) {
    if (r->begun) {
        struct shown_text *t = &r->page->texts[r->page->count - 1];
        t->text = arena_strndup(r->arena, r->letters.data ? r->letters.data : "", r->letters.len);
        text_clear(&r->letters);
    }
    r->begun = false;
}

static bool text_begin(struct reader *r) {
    struct shown_page *p = r->page;
    GROW(p->texts, p->count, r->capacity);
    p->texts[p->count++] = (struct shown_text){.text = "",
                                               .x = r->x / MPT,
                                               .y = p->height - r->y / MPT,
                                               .size = r->now.size / MPT,
                                               .word_space = r->now.word_space / MPT,
                                               .cosine = r->cosine,
                                               .sine = r->sine};
    r->begun = true;
    return true;
}

/* A string that goes on where the last one ended has its size. */
static bool show(struct reader *r) {
    if (!r->in_text || r->now.font == NULL || r->now.moved || r->string.kind != TOKEN_STRING) {
        return false;
    }
    if (!r->begun && !text_begin(r)) {
        return false;
    }
    if (r->page->texts[r->page->count - 1].size != r->now.size / MPT) {
        return false;
    }
    text_clear(&r->codes);
    token_put_string(&r->string, &r->codes);
    for (size_t i = 0; i < r->codes.len; i++) {
        char letter[4];
        uint32_t c = r->now.font->letters[(uint8_t)r->codes.data[i]];
        text_put(&r->letters, letter, utf8_encode(c, letter));
    }
    return true;
}

/* ---- operators ---- */

static bool do_begin(struct reader *r) {
    bool good = !r->in_text;
    r->in_text = true;
    r->x = r->y = r->sine = 0;
    r->cosine = MILLION;
    return good;
}

static bool do_end(struct reader *r) {
    bool good = r->in_text;
    text_finish(r);
    r->in_text = false;
    return good;
}

static bool is_near(int64_t v) {
    return v < COORDINATES && v > -COORDINATES;
}

static bool do_move(struct reader *r) {
    text_finish(r);
    r->x += r->operands[0];
    r->y += r->operands[1];
    return r->in_text && r->sine == 0 && r->cosine == MILLION && is_near(r->x) && is_near(r->y);
}

/* Turned, but neither slanted nor scaled. */
static bool do_matrix(struct reader *r) {
    const int64_t *m = r->operands;
    text_finish(r);
    r->cosine = m[0];
    r->sine = m[1];
    r->x = m[4];
    r->y = m[5];
    return r->in_text && m[2] == -m[1] && m[3] == m[0] && is_near(r->x) && is_near(r->y);
}

static bool do_font(struct reader *r) {
    r->now.font = r->name.kind == TOKEN_NAME ? r->find(r->context, &r->name) : NULL;
    r->now.size = r->operands[0];
    return r->now.font != NULL;
}

static bool do_word_space(struct reader *r) {
    text_finish(r);
    r->now.word_space = r->operands[0];
    return true;
}

static bool do_save(struct reader *r) {
    if (r->in_text || r->depth == STATES) {
        return false;
    }
    r->states[r->depth++] = r->now;
    return true;
}

static bool do_restore(struct reader *r) {
    if (r->in_text || r->depth == 0) {
        return false;
    }
    r->now = r->states[--r->depth];
    return true;
}

static bool do_transform(struct reader *r) {
    r->now.moved = true;
    return true;
}

static bool do_nothing(struct reader *r) {
    (void)r;
    return true;
}

/* All that our pages may hold. Not among them: other ways to show, space or hide text. */
static const struct {
    const char *name;
    size_t operands;
    bool (*run)(struct reader *);
} OPERATORS[] = {
    {"Tj", 0, show},          {"Td", 2, do_move},      {"l", 2, do_nothing},
    {"m", 2, do_nothing},     {"S", 0, do_nothing},    {"w", 1, do_nothing},
    {"Tw", 1, do_word_space}, {"Tf", 1, do_font},      {"Tm", 6, do_matrix},
    {"BT", 0, do_begin},      {"ET", 0, do_end},       {"q", 0, do_save},
    {"Q", 0, do_restore},     {"cm", 6, do_transform}, {"Do", 0, do_nothing},
    {"g", 1, do_nothing},     {"G", 1, do_nothing},    {"rg", 3, do_nothing},
    {"RG", 3, do_nothing},    {"BMC", 0, do_nothing},  {"BDC", 0, do_nothing},
    {"EMC", 0, do_nothing},   {"J", 1, do_nothing},    {"j", 1, do_nothing},
    {"d", 1, do_nothing},     {"h", 0, do_nothing},    {"f", 0, do_nothing},
    {"W", 0, do_nothing},     {"n", 0, do_nothing},
};

static bool operator_run(struct reader *r, const struct token *word) {
    for (size_t i = 0; i < sizeof OPERATORS / sizeof *OPERATORS; i++) {
        if (token_is(word, TOKEN_WORD, OPERATORS[i].name)) {
            return r->operand_count == OPERATORS[i].operands && OPERATORS[i].run(r);
        }
    }
    return false;
}

static bool operand_take(struct reader *r, struct span before, const struct token *t) {
    switch (t->kind) {
    case TOKEN_NUMBER:
        if (r->operand_count == OPERANDS) {
            return false;
        }
        r->operands[r->operand_count++] = t->number;
        return true;
    case TOKEN_NAME:
        r->name = *t;
        return true;
    case TOKEN_STRING:
        r->string = *t;
        return true;
    case TOKEN_ARRAY:
    case TOKEN_DICT:
        r->content = before;
        return span_skip_value(&r->content);
    default:
        return false;
    }
}

static const char *content_follow(struct reader *r) {
    for (;;) {
        struct span before = r->content;
        struct token t = token_next(&r->content);
        if (t.kind == TOKEN_END && r->content.at == r->content.end) {
            return r->in_text ? "BT" : NULL;
        }
        if (t.kind != TOKEN_WORD) {
            if (!operand_take(r, before, &t)) {
                return "content";
            }
            continue;
        }
        if (!operator_run(r, &t)) {
            return arena_strndup(r->arena, (const char *)t.bytes, t.len < 8 ? t.len : 8);
        }
        r->operand_count = 0;
        r->name.kind = r->string.kind = TOKEN_END;
    }
}

const char *reread_content(struct arena *a, struct span content, reread_font_finder find,
                           void *context, struct shown_page *page) {
    struct reader r = {
        .arena = a, .content = content, .find = find, .context = context, .page = page};
    text_init(&r.letters);
    text_init(&r.codes);
    const char *fault = content_follow(&r);
    text_release(&r.letters);
    text_release(&r.codes);
    page->texts = arena_adopt(a, page->texts);
    return fault;
}
