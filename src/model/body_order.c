/* The order of the headings of a body: their depth in the outline, and whether their numbers follow
 * each other.
 *
 * Each kind of number has a rank. A heading sets its own rank's count and clears all below it; what
 * is found counts on from there, so that one slip is one finding. */
#include "model/body_order.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "model/body.h"
#include "model/body_mark.h"
#include "model/ordinal.h"

/* Ranks from the highest; dotted numbers take one for each level. */
enum { RANK_NUMBER = MARK_NUMBER, RANK_LETTER = RANK_NUMBER + MARK_LEVELS, RANK_COUNT };

struct counter {
    struct arena *arena;
    struct diag *diag;
    const char *file;
    const struct body_item *item;
    bool capitals_below; /* "A." stands under "I." in this text */
    uint32_t last[RANK_COUNT];
    bool new_part;                /* a chapter may start again or run on */
    uint32_t orphan[MARK_LEVELS]; /* numbers of the last heading without its parent */
    uint8_t orphan_levels;
};

static bool capitals_are_below(const struct mark *marks, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (marks[i].kind == MARK_CAPITAL || marks[i].kind == MARK_ROMAN) {
            return marks[i].kind == MARK_ROMAN;
        }
    }
    return false;
}

static int rank_of(const struct mark *m, bool capitals_below) {
    switch (m->kind) {
    case MARK_CAPITAL:
        return capitals_below ? MARK_ROMAN : MARK_CAPITAL;
    case MARK_ROMAN:
        return capitals_below ? MARK_CAPITAL : MARK_ROMAN;
    case MARK_NUMBER:
        return RANK_NUMBER + m->levels - 1;
    case MARK_LETTER:
        return RANK_LETTER;
    default:
        return m->kind;
    }
}

/* ---- depth ---- */

static bool is_heading(enum component c) {
    return c == COMPONENT_PART_LABEL || c == COMPONENT_SECTION || c == COMPONENT_ARTICLE ||
           c == COMPONENT_CLAUSE_TITLE;
}

void body_order_set_depths(struct body *body, const struct mark *marks) {
    bool below = capitals_are_below(marks, body->count);
    int open[RANK_COUNT];
    size_t depth = 0;
    for (size_t i = 0; i < body->count; i++) {
        struct body_item *item = &body->items[i];
        if (is_heading(item->component)) {
            int rank = rank_of(&marks[i], below);
            while (depth > 0 && open[depth - 1] >= rank) {
                depth--;
            }
            open[depth++] = rank;
            item->depth = (uint8_t)depth;
        }
    }
}

/* ---- order ---- */

static struct place place_of(const struct counter *c) {
    return (struct place){.file = c->file, .line = c->item->line, .line_end = c->item->line_end};
}

static void tell(const struct counter *c, const char *found, const char *expected) {
    struct place at = place_of(c);
    at.value = found;
    at.expected = expected;
    DIAG(c->diag, E539, &at, found, expected);
}

/* The number as typed: of a label the whole paragraph up to its title. */
static const char *typed_number(const struct counter *c, const struct mark *m) {
    size_t len = m->len ? m->len : strcspn(c->item->text, ".:");
    return arena_strndup(c->arena, c->item->text, len);
}

static void clear_below(struct counter *c, int rank) {
    for (int r = rank + 1; r < RANK_COUNT; r++) {
        if (r != MARK_ARTICLE) {
            c->last[r] = 0;
        }
    }
    if (rank < RANK_NUMBER) {
        c->orphan_levels = 0;
    }
}

/* Counts one that is written as `style`, between `before` and `after`. */
static void count_simple(struct counter *c, const struct mark *m, int rank,
                         enum ordinal_style style, const char *before, const char *after) {
    char number[16];
    uint32_t unit = style == ORDINAL_NUMBER ? ORDINAL_STEP : 1;
    ordinal_expected(style, c->last[rank] * unit, number, sizeof number);
    const char *expected = arena_printf(c->arena, "%s%s%s", before, number, after);
    if (!ordinal_follows(style, c->last[rank] * unit, m->numbers[0] * unit)) {
        tell(c, typed_number(c, m), expected);
    }
    c->last[rank] = m->numbers[0];
}

/* Phần and Chương have Roman numerals, Mục and Tiểu mục Arabic ones. */
static void count_label(struct counter *c, const struct mark *m, int rank) {
    const char *found = typed_number(c, m), *number = strrchr(found, ' ') + 1;
    uint32_t next = c->last[rank] + 1;
    bool roman = m->kind == MARK_PART || m->kind == MARK_CHAPTER;
    bool digits = *number >= '0' && *number <= '9';
    if (m->kind == MARK_CHAPTER && c->new_part && m->numbers[0] == 1) {
        next = 1;
    }
    if (m->numbers[0] != next || roman == digits) {
        char written[16];
        ordinal_expected(roman ? ORDINAL_ROMAN : ORDINAL_NUMBER,
                         (next - 1) * (roman ? 1 : ORDINAL_STEP), written, sizeof written);
        const char *thu = strstr(found, " thứ "), *end = thu ? thu + 1 : number;
        tell(c, found, arena_printf(c->arena, "%.*s%s", (int)(end - found), found, written));
    }
    uint32_t chapter = c->last[MARK_CHAPTER];
    c->last[rank] = m->numbers[0];
    c->new_part = m->kind == MARK_PART || (c->new_part && m->kind != MARK_CHAPTER);
    clear_below(c, rank);
    if (m->kind == MARK_PART) {
        c->last[MARK_CHAPTER] = chapter;
    }
}

static void count_letter(struct counter *c, const struct mark *m) {
    uint32_t *last = &c->last[RANK_LETTER];
    const char *expected = mark_letter(*last + 1);
    if (expected && m->numbers[0] != *last + 1) {
        tell(c, typed_number(c, m), arena_printf(c->arena, "%s)", expected));
    }
    *last = m->numbers[0] ? m->numbers[0] : *last; /* f) after e) has no place of its own */
}

/* "1.2." from the numbers of `levels` levels. */
static const char *dotted(struct arena *a, const uint32_t *numbers, size_t levels) {
    const char *s = "";
    for (size_t i = 0; i < levels; i++) {
        s = arena_printf(a, "%s%u.", s, numbers[i]);
    }
    return s;
}

static bool same_numbers(const uint32_t *a, const uint32_t *b, size_t levels) {
    return memcmp(a, b, levels * sizeof *a) == 0;
}

static void count_number(struct counter *c, const struct mark *m) {
    uint32_t *last = &c->last[RANK_NUMBER], wanted[MARK_LEVELS];
    size_t level = m->levels - 1u;
    memcpy(wanted, m->numbers, sizeof wanted);
    wanted[level] = last[level] + 1;
    if (!same_numbers(m->numbers, last, level)) {
        bool counted_on =
            c->orphan_levels == m->levels && same_numbers(m->numbers, c->orphan, level);
        wanted[level] = counted_on ? c->orphan[level] + 1 : 1;
        if (!counted_on) {
            struct place at = place_of(c);
            DIAG(c->diag, E565, &at, typed_number(c, m), dotted(c->arena, m->numbers, level));
        }
        memcpy(c->orphan, m->numbers, sizeof c->orphan);
        c->orphan_levels = m->levels;
        if (m->numbers[level] != wanted[level]) {
            tell(c, typed_number(c, m), dotted(c->arena, wanted, m->levels));
        }
        clear_below(c, RANK_NUMBER + (int)level);
        return;
    }
    if (m->numbers[level] != wanted[level]) {
        tell(c, typed_number(c, m), dotted(c->arena, wanted, m->levels));
    }
    last[level] = m->numbers[level];
    clear_below(c, RANK_NUMBER + (int)level);
}

static void count_mark(struct counter *c, const struct mark *m) {
    int rank = rank_of(m, c->capitals_below);
    switch (m->kind) {
    case MARK_NONE:
    case MARK_DASH:
        return;
    case MARK_NUMBER:
        count_number(c, m);
        return;
    case MARK_LETTER:
        count_letter(c, m);
        return;
    case MARK_CAPITAL:
        count_simple(c, m, rank, ORDINAL_UPPER, "", ".");
        break;
    case MARK_ROMAN:
        count_simple(c, m, rank, ORDINAL_ROMAN, "", ".");
        break;
    case MARK_ARTICLE:
        count_simple(c, m, rank, ORDINAL_NUMBER, "Điều ", ".");
        break;
    default:
        count_label(c, m, rank);
        return;
    }
    clear_below(c, rank);
}

void body_order_check(struct arena *a, const struct body *body, const struct mark *marks,
                      struct diag *diag) {
    struct counter c = {.arena = a, .diag = diag, .file = body->file};
    c.capitals_below = capitals_are_below(marks, body->count);
    for (size_t i = 0; i < body->count; i++) {
        c.item = &body->items[i];
        count_mark(&c, &marks[i]);
    }
}
