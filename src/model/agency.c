/* The ward's units and their names in a cell.
 *
 * Names hold commas and "và" themselves ("Phòng Kinh tế, Hạ tầng và Đô thị"), so a cell is not cut
 * at them: at each place the longest known name is taken. What fits none goes on to the next sign
 * or joining word behind which a known name stands. */
#include "model/agency.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "model/letter.h"

#define MOST_WORDS 96
#define NAME_BYTES 256

struct word {
    uint64_t hash; /* whatever the case, and wherever the tone stands */
    const char *start, *end;
    bool cut;   /* a semicolon or a line break stands before it */
    bool comma; /* a comma does */
};

struct name {
    const char *unit;    /* as shown */
    const char *written; /* the name itself, or an alias */
    struct word *words;
    size_t count;
};

struct agency_list {
    struct arena *arena;
    struct name *names;
    size_t count, capacity;
    struct word ward[MOST_WORDS];
    size_t ward_count;
};

/* ---- words ---- */

static uint64_t mix(uint64_t h, uint64_t with) {
    return (h ^ with) * 1099511628211u;
}

static size_t split(const char *s, struct word *words) {
    size_t count = 0;
    bool cut = false, comma = false;
    while (*s && count < MOST_WORDS) {
        struct word w = {.hash = 1469598103934665603u, .start = s, .cut = cut, .comma = comma};
        unsigned tone = 0;
        for (w.end = s; *s; w.end = s) {
            const char *next = s;
            uint32_t c = letter_lower(utf8_next(&next));
            struct letter letter = letter_of(c);
            if (letter.base == 0 && !(c >= '0' && c <= '9')) {
                break;
            }
            w.hash = mix(w.hash, letter.base && !letter.marked ? (uint64_t)letter.base : c);
            if (letter.tone && letter.marked) { /* the mark is part of c already */
                tone = 0;
            }
            tone = letter.tone && !letter.marked ? letter.tone : tone;
            s = next;
        }
        if (w.end > w.start) {
            w.hash = mix(w.hash, tone);
            words[count++] = w;
            cut = comma = false;
            continue;
        }
        cut |= *s == ';' || *s == '\n';
        comma |= *s == ',';
        utf8_next(&s);
    }
    return count;
}

static bool is_word(const struct word *w, const char *text) {
    size_t n = strlen(text);
    if ((size_t)(w->end - w->start) != n) {
        return false;
    }
    const char *start = w->start;
    return utf8_skip_word(&start, text);
}

static bool is_any(const struct word *w, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (is_word(w, words[i])) {
            return true;
        }
    }
    return false;
}

#define IS_ANY(w, words) is_any((w), (words), sizeof(words) / sizeof *(words))

static const char *const joining[] = {"và", "cùng", "với", "phối", "hợp", "chủ", "trì", "do"};
static const char *const many[] = {"các", "toàn", "tất", "mọi", "những"};
/* What may follow a known name without making another one of it. */
static const char *const qualifying[] = {"phường", "xã", "thành", "tp",  "của",
                                         "và",     "có", "chủ",   "phối"};

/* ---- the list ---- */

struct agency_list *agency_list_new(struct arena *a, const char *ward) {
    struct agency_list *list = arena_alloc(a, sizeof *list);
    list->arena = a;
    list->ward_count = ward ? split(ward, list->ward) : 0;
    return list;
}

static void add_name(struct agency_list *list, const char *unit, const char *written) {
    struct word words[MOST_WORDS];
    size_t count = split(written, words);
    if (count == 0) {
        return;
    }
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? list->capacity * 2 : 32;
        struct name *grown = arena_alloc(list->arena, capacity * sizeof *grown);
        if (list->count > 0) {
            memcpy(grown, list->names, list->count * sizeof *grown);
        }
        list->names = grown;
        list->capacity = capacity;
    }
    struct name *name = &list->names[list->count++];
    *name = (struct name){unit, written, arena_alloc(list->arena, count * sizeof *words), count};
    memcpy(name->words, words, count * sizeof *words);
}

void agency_list_add(struct agency_list *list, const char *name, const char *aliases) {
    add_name(list, name, name);
    for (const char *s = aliases; s && *s;) {
        size_t n = strcspn(s, ";");
        size_t outer = strspn(s, " ");
        add_name(list, name, arena_strndup(list->arena, s + outer, n > outer ? n - outer : 0));
        s += n + (s[n] == ';');
    }
}

bool agency_list_is_empty(const struct agency_list *list) {
    return list->count == 0;
}

/* ---- a cell ---- */

struct cell {
    const struct agency_list *list;
    struct word words[MOST_WORDS];
    size_t count;
};

/* The longest name that stands at word `at`, or NULL. */
static const struct name *known_at(const struct cell *cell, size_t at) {
    const struct name *best = NULL;
    for (size_t i = 0; i < cell->list->count; i++) {
        const struct name *name = &cell->list->names[i];
        bool same = name->count <= cell->count - at && (!best || name->count > best->count);
        for (size_t w = 0; w < name->count && same; w++) {
            same = name->words[w].hash == cell->words[at + w].hash &&
                   (w == 0 || !cell->words[at + w].cut);
        }
        best = same ? name : best;
    }
    return best;
}

/* True where one unit may end and another begin. */
static bool starts_other(const struct cell *cell, size_t at) {
    const struct word *w = &cell->words[at];
    if (w->cut) {
        return true;
    }
    bool may = w->comma || (at > 0 && is_word(&cell->words[at - 1], "và"));
    return may && (known_at(cell, at) || IS_ANY(w, many));
}

static size_t end_of_unit(const struct cell *cell, size_t at) {
    for (at++; at < cell->count && !starts_other(cell, at); at++) {
    }
    return at;
}

/* The word behind the ward's name at `at`: "phường Ngọc Hà", or "Ngọc Hà" where the unit's own name
 * ends in "phường". */
static size_t skip_ward(const struct cell *cell, size_t at) {
    const struct agency_list *list = cell->list;
    for (size_t first = 0; first < 2 && first < list->ward_count; first++) {
        size_t n = list->ward_count - first;
        bool same = n <= cell->count - at;
        for (size_t w = 0; w < n && same; w++) {
            same = list->ward[first + w].hash == cell->words[at + w].hash;
        }
        if (same) {
            return at + n;
        }
    }
    return at;
}

/* Reads what stands at `at`: one mention, or none; gives the word behind it. */
static size_t read_unit(const struct cell *cell, size_t at, struct agency_mention *mention,
                        bool *found) {
    const struct name *known = known_at(cell, at);
    size_t end = known ? at + known->count : at;
    *found = false;
    if (known) {
        end = skip_ward(cell, end);
        bool alone = end == cell->count || cell->words[end].cut || cell->words[end].comma;
        if (!alone && !IS_ANY(&cell->words[end], qualifying)) {
            known = NULL; /* "Phòng Kinh tế" is not "Phòng Kinh tế đối ngoại" */
        } else if (!alone && !IS_ANY(&cell->words[end], joining)) {
            end = end_of_unit(cell, end);
        }
    }
    if (!known) {
        if (IS_ANY(&cell->words[at], many)) {
            return end_of_unit(cell, at);
        }
        end = end_of_unit(cell, at);
        while (end > at + 1 && IS_ANY(&cell->words[end - 1], joining)) {
            end--;
        }
    }
    size_t last = known ? at + known->count - 1 : end - 1;
    const char *start = cell->words[at].start;
    *mention = (struct agency_mention){start, (size_t)(cell->words[last].end - start),
                                       known ? known->unit : NULL};
    *found = true;
    return end;
}

size_t agency_find(const struct agency_list *list, const char *text, struct agency_mention *found,
                   size_t max) {
    struct cell cell = {.list = list};
    cell.count = split(text, cell.words);
    size_t count = 0;
    for (size_t at = 0; at < cell.count && count < max;) {
        bool one = false;
        if (known_at(&cell, at) == NULL && IS_ANY(&cell.words[at], joining)) {
            at++;
            continue;
        }
        at = read_unit(&cell, at, &found[count], &one);
        count += one;
    }
    return count;
}

/* ---- the nearest name ---- */

/* Letters to change, add or drop to make one of the other. */
static size_t distance(const char *a, size_t na, const char *b, size_t nb) {
    size_t row[NAME_BYTES + 1];
    for (size_t j = 0; j <= nb; j++) {
        row[j] = j;
    }
    for (size_t i = 1; i <= na; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= nb; j++) {
            size_t change = diagonal + (a[i - 1] != b[j - 1]);
            size_t least = row[j] < row[j - 1] ? row[j] + 1 : row[j - 1] + 1;
            diagonal = row[j];
            row[j] = change < least ? change : least;
        }
    }
    return row[nb];
}

/* "Phòng VHXH" for "Phòng Văn hóa - Xã hội": the same first word, then the first letters. */
static bool is_abbreviation(const char *bare, const struct name *name) {
    char letters[NAME_BYTES];
    size_t n = 0, first = strcspn(bare, " ");
    char head[NAME_BYTES];
    letter_bare(name->written, ' ', head, sizeof head);
    if (bare[first] != ' ' || strncmp(bare, head, first + 1) != 0) {
        return false;
    }
    for (size_t i = 1; i < name->count; i++) {
        const char *s = name->words[i].start;
        if (!is_word(&name->words[i], "và") && n + 1 < sizeof letters) {
            letters[n++] = letter_of(utf8_next(&s)).base;
        }
    }
    letters[n] = '\0';
    return n > 1 && strcmp(bare + first + 1, letters) == 0;
}

const char *agency_nearest(const struct agency_list *list, const char *text) {
    char wanted[NAME_BYTES], other[NAME_BYTES];
    size_t n = letter_bare(text, ' ', wanted, sizeof wanted);
    size_t best = SIZE_MAX;
    const char *nearest = NULL;
    for (size_t i = 0; i < list->count; i++) {
        const struct name *name = &list->names[i];
        if (is_abbreviation(wanted, name)) {
            return name->unit;
        }
        size_t len = letter_bare(name->written, ' ', other, sizeof other);
        size_t d = distance(wanted, n, other, len);
        if (d < best && d * 3 <= (n < len ? len : n)) {
            best = d;
            nearest = name->written;
        }
    }
    return nearest;
}
