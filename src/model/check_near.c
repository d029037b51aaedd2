/* The rule on names that are nearly the same.
 *
 * THE MODEL. Names of one section are compared without marks, spaces and punctuation. Equal ones
 * are found by a hash of the whole. One letter more, less or other leaves the first or the last
 * half as it was, so two more hashes find those, among long names only: short ones differ by a
 * letter and mean different things. Rejected: comparing all pairs (quadratic) and a distance of two
 * letters (nam and nữ). */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "model/letter.h"
#include "model/rules.h"

#define NAME_BYTES   512
#define MARKS_MATTER 16 /* letters; shorter names may differ by marks alone */
#define LONG_NAME    40 /* letters; longer ones are compared letter by letter */
#define MOST_TRIES   8  /* rows looked at under one hash */

struct entry {
    uint32_t tag; /* upper half of the hash; the lower one says where it stands */
    uint32_t row; /* index + 1; 0: free */
};

/* A row's name without marks, spaces and punctuation. */
struct bare_name {
    const char *text;
    size_t len;
};

struct finder {
    const struct check *c;
    struct bare_name *names; /* of the rows */
    struct entry *entries;
    size_t mask;
};

static const char *name_of(const struct check *c, uint32_t row) {
    return rule_cell_text(&c->plan->rows[row], c->name_column);
}

/* ---- comparing two ---- */

/* The word of `s` (words with single spaces) around `at`. */
static size_t word_length(const char *s, size_t at) {
    size_t start = at, end = at;
    while (start > 0 && s[start - 1] != ' ') {
        start--;
    }
    while (s[end] && s[end] != ' ') {
        end++;
    }
    return end - start;
}

static bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}

/* Letters that two names share in front, and behind those at the end. */
static size_t same_ends(const char *x, size_t nx, const char *y, size_t ny, size_t *tail) {
    size_t shorter = nx < ny ? nx : ny, same = 0;
    while (same < shorter && x[same] == y[same]) {
        same++;
    }
    for (*tail = 0; *tail < shorter - same && x[nx - 1 - *tail] == y[ny - 1 - *tail];) {
        ++*tail;
    }
    return same;
}

/* True when one letter of a long word was added, dropped or changed. */
static bool one_letter_apart(const char *a, const char *b) {
    char x[NAME_BYTES], y[NAME_BYTES];
    size_t nx = letter_bare(a, ' ', x, sizeof x), ny = letter_bare(b, ' ', y, sizeof y), tail;
    if (nx < ny) {
        return one_letter_apart(b, a);
    }
    size_t same = same_ends(x, nx, y, ny, &tail);
    if (nx - same - tail != 1 || ny - same - tail > 1 || !is_letter(x[same]) ||
        (nx == ny && !is_letter(y[same]))) {
        return false;
    }
    /* Numerals differ by a letter: "giai đoạn I" and "giai đoạn II". */
    return word_length(x, same) >= 4;
}

static bool nearly_same(const struct finder *f, uint32_t row, uint32_t other) {
    const struct bare_name *x = &f->names[row], *y = &f->names[other];
    const char *a = name_of(f->c, row), *b = name_of(f->c, other);
    if (x->len == y->len && memcmp(x->text, y->text, x->len) == 0) {
        return x->len >= MARKS_MATTER || letter_same_words(a, b);
    }
    size_t longer = x->len > y->len ? x->len : y->len, shorter = x->len + y->len - longer, tail;
    if (shorter < LONG_NAME || longer - shorter > 1) {
        return false;
    }
    size_t same = same_ends(x->text, x->len, y->text, y->len, &tail);
    /* Most names that are one sign apart differ in a digit. */
    return longer - same - tail == 1 && (x->len < y->len || is_letter(x->text[same])) &&
           (y->len < x->len || is_letter(y->text[same])) && one_letter_apart(a, b);
}

/* ---- finding ---- */

/* Puts the row under a hash; gives an earlier row of its section with nearly its name, index + 1.
 */
static uint32_t look_up(struct finder *f, uint64_t hash, uint32_t row) {
    const struct plan_row *rows = f->c->plan->rows;
    size_t at = (size_t)hash & f->mask;
    uint32_t found = 0, tag = (uint32_t)(hash >> 32);
    unsigned tries = 0;
    for (; f->entries[at].row; at = (at + 1) & f->mask) {
        if (f->entries[at].tag != tag) {
            continue;
        }
        uint32_t other = f->entries[at].row - 1;
        if (rows[other].parent == rows[row].parent && nearly_same(f, row, other)) {
            found = other + 1;
        }
        if (found || ++tries == MOST_TRIES) {
            return found; /* the ones before stand for it */
        }
    }
    f->entries[at] = (struct entry){tag, row + 1};
    return 0;
}

static uint32_t find_near(struct finder *f, uint32_t row) {
    uint64_t parent = f->c->plan->rows[row].parent;
    const struct bare_name *name = &f->names[row];
    uint32_t found = look_up(f, hash_bytes(name->text, name->len, parent * 3), row);
    if (name->len < LONG_NAME || name->len + 8 > NAME_BYTES) {
        return found;
    }
    /* Rounded, so that a letter more or less mostly asks for the same half. */
    size_t half = ((name->len - 1) / 2) & ~(size_t)7;
    const char *second = name->text + name->len - half;
    uint32_t by_start = look_up(f, hash_bytes(name->text, half, parent * 3 + 1), row);
    uint32_t by_end = look_up(f, hash_bytes(second, half, parent * 3 + 2), row);
    return found ? found : by_start ? by_start : by_end;
}

/* The names as they are compared, each written once into one block of memory. */
static char *write_names(struct finder *f) {
    const struct plan *plan = f->c->plan;
    size_t size = 0;
    for (uint32_t i = 0; i < plan->count; i++) {
        size += f->c->names[i] ? strlen(name_of(f->c, i)) + 8 : 0;
    }
    char *block = xcalloc(size + 1, 1), *at = block;
    f->names = xcalloc(plan->count + 1, sizeof *f->names);
    for (uint32_t i = 0; i < plan->count; i++) {
        if (f->c->names[i]) {
            size_t left = size - (size_t)(at - block);
            f->names[i] = (struct bare_name){
                at, letter_bare(name_of(f->c, i), 0, at, left < NAME_BYTES ? left : NAME_BYTES)};
            at += f->names[i].len + 1;
        }
    }
    return block;
}

void rule_near_names(const struct check *c) {
    struct finder f = {.c = c, .mask = 63};
    while (f.mask < c->plan->count * 4) {
        f.mask = f.mask * 2 + 1;
    }
    f.entries = xcalloc(f.mask + 1, sizeof *f.entries);
    char *block = write_names(&f);
    for (uint32_t i = 0; i < c->plan->count; i++) {
        const struct plan_row *row = &c->plan->rows[i];
        if (c->names[i] == NULL || *name_of(c, i) == '\0') {
            continue;
        }
        uint32_t found = find_near(&f, i);
        /* The same name but for case and spacing is E308's. */
        if (found && strcmp(c->names[found - 1], c->names[i]) != 0) {
            struct place at = plan_place(c->plan, row, (size_t)c->name_column);
            at.expected = name_of(c, found - 1);
            DIAG(c->diag, W330, &at, name_of(c, i), name_of(c, found - 1),
                 arena_printf(c->arena, "%u", c->plan->rows[found - 1].source->line));
        }
    }
    free(f.entries);
    free(f.names);
    free(block);
}
