/* The rule on names that are nearly the same.
 *
 * THE MODEL. Names of one section are compared without marks, spaces and punctuation. Equal ones
 * are found by a hash of the whole. One letter more, less or other leaves the first or the last
 * half as it was, so two more hashes find those, among long names only: short ones differ by a
 * letter and mean different things. Rejected: comparing all pairs (quadratic) and a distance of two
 * letters (nam and nữ). */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model/letter.h"
#include "model/rules.h"

#define NAME_BYTES   512
#define MARKS_MATTER 16 /* letters; shorter names may differ by marks alone */
#define LONG_NAME    40 /* letters; longer ones are compared letter by letter */
#define MOST_TRIES   8  /* rows looked at under one hash */

struct entry {
    uint64_t hash;
    uint32_t row; /* index + 1; 0: free */
};

struct finder {
    const struct check *c;
    struct entry *entries;
    size_t mask;
};

static uint64_t hash_of(const char *s, size_t len, uint64_t seed) {
    uint64_t h = 1469598103934665603u ^ seed;
    for (size_t i = 0; i < len; i++) {
        h = (h ^ (unsigned char)s[i]) * 1099511628211u;
    }
    h ^= h >> 32;
    return h;
}

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

/* True when one letter of a long word was added, dropped or changed. */
static bool one_letter_apart(const char *a, const char *b) {
    char x[NAME_BYTES], y[NAME_BYTES];
    size_t nx = letter_bare(a, ' ', x, sizeof x), ny = letter_bare(b, ' ', y, sizeof y);
    if (nx < ny) {
        return one_letter_apart(b, a);
    }
    size_t same = 0, tail = 0;
    while (same < ny && x[same] == y[same]) {
        same++;
    }
    while (tail < ny - same && x[nx - 1 - tail] == y[ny - 1 - tail]) {
        tail++;
    }
    if (same == nx || nx - same - tail != 1 || ny - same - tail > 1 || !is_letter(x[same]) ||
        (nx == ny && !is_letter(y[same]))) {
        return false;
    }
    /* Numerals differ by a letter: "giai đoạn I" and "giai đoạn II". */
    return word_length(x, same) >= 4;
}

static bool nearly_same(const char *a, const char *b) {
    char x[NAME_BYTES], y[NAME_BYTES];
    size_t nx = letter_bare(a, 0, x, sizeof x), ny = letter_bare(b, 0, y, sizeof y);
    if (nx == ny && memcmp(x, y, nx) == 0) {
        return nx >= MARKS_MATTER || letter_same_words(a, b);
    }
    return nx >= LONG_NAME && ny >= LONG_NAME && one_letter_apart(a, b);
}

/* ---- finding ---- */

/* Puts the row under a hash; gives an earlier row of its section with nearly its name, index + 1.
 */
static uint32_t look_up(struct finder *f, uint64_t hash, uint32_t row) {
    const struct plan_row *rows = f->c->plan->rows;
    size_t at = (size_t)hash & f->mask;
    uint32_t found = 0;
    unsigned tries = 0;
    for (; f->entries[at].row; at = (at + 1) & f->mask) {
        if (f->entries[at].hash != hash) {
            continue;
        }
        uint32_t other = f->entries[at].row - 1;
        if (rows[other].parent == rows[row].parent &&
            nearly_same(name_of(f->c, other), name_of(f->c, row))) {
            found = other + 1;
        }
        if (found || ++tries == MOST_TRIES) {
            return found; /* the ones before stand for it */
        }
    }
    f->entries[at] = (struct entry){hash, row + 1};
    return 0;
}

static uint32_t find_near(struct finder *f, uint32_t row) {
    char bare[NAME_BYTES];
    uint64_t parent = f->c->plan->rows[row].parent;
    size_t n = letter_bare(name_of(f->c, row), 0, bare, sizeof bare);
    uint32_t found = look_up(f, hash_of(bare, n, parent * 3), row);
    if (n < LONG_NAME || n + 8 > NAME_BYTES) {
        return found;
    }
    /* Rounded, so that a letter more or less mostly asks for the same half. */
    size_t half = ((n - 1) / 2) & ~(size_t)7;
    uint32_t by_start = look_up(f, hash_of(bare, half, parent * 3 + 1), row);
    uint32_t by_end = look_up(f, hash_of(bare + n - half, half, parent * 3 + 2), row);
    return found ? found : by_start ? by_start : by_end;
}

void rule_near_names(const struct check *c) {
    struct finder f = {.c = c, .mask = 63};
    while (f.mask < c->plan->count * 6) {
        f.mask = f.mask * 2 + 1;
    }
    f.entries = xcalloc(f.mask + 1, sizeof *f.entries);
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
}
