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
    uint32_t tag;  /* upper half of the hash; the lower one says where it stands */
    uint32_t name; /* index + 1; 0: free */
};

/* A row's name without marks, spaces and punctuation. */
struct bare_name {
    uint32_t row;
    size_t start, len; /* in the finder's text */
};

/* One section at a time, whose names and hashes are close together in memory. */
struct finder {
    const struct check *c;
    struct bare_name *names; /* of the section */
    size_t count, capacity;
    char *text;
    size_t text_len, text_size;
    struct entry *entries;
    size_t mask, entry_capacity;
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
    for (uint64_t a, b; same + sizeof a <= shorter; same += sizeof a) {
        memcpy(&a, x + same, sizeof a);
        memcpy(&b, y + same, sizeof b);
        if (a != b) {
            break;
        }
    }
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

static bool nearly_same(const struct finder *f, const struct bare_name *x,
                        const struct bare_name *y) {
    const char *a = name_of(f->c, x->row), *b = name_of(f->c, y->row);
    const char *bare_x = f->text + x->start, *bare_y = f->text + y->start;
    if (x->len == y->len && memcmp(bare_x, bare_y, x->len) == 0) {
        return x->len >= MARKS_MATTER || letter_same_words(a, b);
    }
    size_t longer = x->len > y->len ? x->len : y->len, shorter = x->len + y->len - longer, tail;
    if (shorter < LONG_NAME || longer - shorter > 1) {
        return false;
    }
    size_t same = same_ends(bare_x, x->len, bare_y, y->len, &tail);
    /* Most names that are one sign apart differ in a digit. */
    return longer - same - tail == 1 && (x->len < y->len || is_letter(bare_x[same])) &&
           (y->len < x->len || is_letter(bare_y[same])) && one_letter_apart(a, b);
}

/* ---- finding ---- */

/* Puts a name under a hash; gives an earlier one that is nearly the same, index + 1. */
static uint32_t look_up(struct finder *f, uint64_t hash, uint32_t name) {
    size_t at = (size_t)hash & f->mask;
    uint32_t found = 0, tag = (uint32_t)(hash >> 32);
    unsigned tries = 0;
    for (; f->entries[at].name; at = (at + 1) & f->mask) {
        if (f->entries[at].tag != tag) {
            continue;
        }
        uint32_t other = f->entries[at].name;
        if (nearly_same(f, &f->names[name], &f->names[other - 1])) {
            found = other;
        }
        if (found || ++tries == MOST_TRIES) {
            return found; /* the ones before stand for it */
        }
    }
    f->entries[at] = (struct entry){tag, name + 1};
    return 0;
}

static uint32_t find_near(struct finder *f, uint32_t index) {
    const struct bare_name *name = &f->names[index];
    const char *text = f->text + name->start;
    uint32_t found = look_up(f, hash_bytes(text, name->len, 0), index);
    if (name->len < LONG_NAME || name->len + 8 > NAME_BYTES) {
        return found;
    }
    /* Rounded, so that a letter more or less mostly asks for the same half. */
    size_t half = ((name->len - 1) / 2) & ~(size_t)7;
    const char *second = text + name->len - half;
    uint32_t by_start = look_up(f, hash_bytes(text, half, 1), index);
    uint32_t by_end = look_up(f, hash_bytes(second, half, 2), index);
    return found ? found : by_start ? by_start : by_end;
}

static void take_name(struct finder *f, uint32_t row) {
    if (f->text_size - f->text_len < NAME_BYTES) {
        f->text_size = f->text_size * 2 + NAME_BYTES;
        f->text = xrealloc(f->text, f->text_size, 1);
    }
    GROW(f->names, f->count, f->capacity);
    size_t len = letter_bare(name_of(f->c, row), 0, f->text + f->text_len, NAME_BYTES);
    f->names[f->count++] = (struct bare_name){row, f->text_len, len};
    f->text_len += len + 1;
}

/* An empty table with room for three hashes of every name. */
static void clear_entries(struct finder *f) {
    size_t size = 64;
    while (size < f->count * 4) {
        size *= 2;
    }
    if (size > f->entry_capacity) {
        f->entry_capacity = size;
        f->entries = xrealloc(f->entries, size, sizeof *f->entries);
    }
    memset(f->entries, 0, size * sizeof *f->entries);
    f->mask = size - 1;
}

/* The rows under one parent; what is near a row goes to `near`, index + 1. */
static void read_section(struct finder *f, uint32_t first, uint32_t *near) {
    f->count = f->text_len = 0;
    for (uint32_t at = first; at; at = f->c->next[at - 1]) {
        if (rule_is_named(&f->c->plan->rows[at - 1]) && *name_of(f->c, at - 1)) {
            take_name(f, at - 1);
        }
    }
    if (f->count < 2) {
        return;
    }
    clear_entries(f);
    for (uint32_t i = 0; i < f->count; i++) {
        uint32_t found = find_near(f, i);
        near[f->names[i].row] = found ? f->names[found - 1].row + 1 : 0;
    }
}

void rule_near_names(const struct check *c) {
    struct finder f = {.c = c};
    uint32_t *near = xcalloc(c->plan->count, sizeof *near);
    for (size_t parent = 0; parent <= c->plan->count; parent++) {
        read_section(&f, c->first[parent], near);
    }
    for (uint32_t i = 0; i < c->plan->count; i++) {
        /* The same name but for case and spacing is E308's. */
        if (near[i] && !utf8_same_folded(name_of(c, near[i] - 1), name_of(c, i))) {
            struct place at = plan_place(c->plan, &c->plan->rows[i], (size_t)c->name_column);
            at.expected = name_of(c, near[i] - 1);
            DIAG(c->diag, W330, &at, name_of(c, i), name_of(c, near[i] - 1),
                 arena_printf(c->arena, "%u", c->plan->rows[near[i] - 1].source->line));
        }
    }
    free(near);
    free(f.names);
    free(f.text);
    free(f.entries);
}
