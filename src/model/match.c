/* Which row of the plan a reported row is about.
 *
 * NAMES are compared without regard to case, spacing, punctuation and where a tone stands (hòa,
 * hoà). THE ORDER: path and name together; the name alone, where it is the only one, or the only
 * one that the reporting unit leads; the path with a name of which half the words are shared; the
 * one name of which nearly all words are shared. Numbers in a name must always be the same: "dưới 5
 * tuổi" is not "dưới 6 tuổi". Rejected: a distance in letters, which puts "công nhận mới" next to
 * "công nhận lại" and far from a name that lost three words. */
#include "model/match.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "model/agency.h"
#include "model/job.h"
#include "model/letter.h"
#include "model/plan.h"
#include "model/progress_header.h"
#include "source/ini_file.h"

#define NEARLY_PARTS  5 /* of so many parts of the words all but one are shared */
#define FEWEST_WORDS  3 /* shorter names are not guessed at */
#define MOST_MENTIONS 8

/* ---- who leads ---- */

bool leads_has(const struct leads *l, const char *unit) {
    for (size_t i = 0; i < l->count; i++) {
        if (unit && strcmp(l->units[i], unit) == 0) {
            return true;
        }
    }
    return false;
}

static void leads_add(struct leads *l, const char *unit) {
    if (unit && l->count < LEADS_MAX && !leads_has(l, unit)) {
        l->units[l->count++] = unit;
    }
}

/* By the plan's own column. */
static void lead_by_cells(const struct job *job, const struct plan *plan, struct leads *leads) {
    int column = schema_column_of(plan->schema, COLUMN_AGENCY);
    struct agency_mention found[MOST_MENTIONS];
    size_t owner = 0;
    for (size_t i = 0; column >= 0 && i < plan->count; i++) {
        const struct plan_row *row = &plan->rows[i];
        const char *text = row->cells[column].text;
        if (*text) {
            owner = i;
            size_t count = agency_find(job->agencies, text, found, MOST_MENTIONS);
            for (size_t n = 0; n < count; n++) {
                leads_add(&leads[i], found[n].name);
            }
        } else if (plan_span(row, (size_t)column).down == 0) {
            leads[i] = leads[owner];
        } else if (row->kind == ROW_SUB && row->parent != UINT32_MAX) {
            leads[i] = leads[row->parent];
        }
    }
}

/* True when `path` is `part` or lies under it. */
static bool lies_under(const char *path, const char *part) {
    size_t n = strlen(part);
    return strncmp(path, part, n) == 0 && (path[n] == '\0' || path[n] == '/');
}

struct assignment {
    struct arena *arena;
    struct leads *leads;
    size_t *deepest; /* by row: length of the path that decided; 0: none did */
    const char **paths;
    size_t count;
};

static void assign(const struct assignment *as, const char *unit, const char *part) {
    size_t n = strlen(part);
    for (size_t i = 0; i < as->count; i++) {
        if (!lies_under(as->paths[i], part) || n < as->deepest[i]) {
            continue;
        }
        if (n > as->deepest[i]) {
            as->leads[i].count = 0;
            as->deepest[i] = n;
        }
        leads_add(&as->leads[i], unit);
    }
}

/* "A.I.1; A.II; B.I.3" */
static void assign_list(const struct assignment *as, const char *unit, const char *list) {
    for (const char *s = list; *s;) {
        s += strspn(s, " ");
        size_t n = strcspn(s, ";"), len = n;
        while (len > 0 && s[len - 1] == ' ') {
            len--;
        }
        const char *path = NULL;
        if (progress_read_code(as->arena, arena_strndup(as->arena, s, len), true, &path)) {
            assign(as, unit, path);
        }
        s += n + (s[n] == ';');
    }
}

struct leads *leads_of_plan(struct arena *a, const struct job *job, const struct plan *plan) {
    struct leads *leads = arena_alloc(a, (plan->count + 1) * sizeof *leads);
    lead_by_cells(job, plan, leads);
    struct assignment as = {a, leads, arena_alloc(a, (plan->count + 1) * sizeof(size_t)),
                            progress_paths(a, plan), plan->count};
    unsigned highest = ini_highest(job->ward, "unit");
    for (unsigned n = 1; n <= highest; n++) {
        const char *section = arena_printf(a, "unit.%u", n);
        const char *list = ini_text(job->ward, section, "leads");
        const char *name = ini_text(job->ward, section, "name");
        if (list && name) {
            assign_list(&as, name, list);
        }
    }
    return leads;
}

/* ---- names ---- */

/* Words parted by one space; the letters of a word without its tone, and the tone behind it. */
static const char *key_of(struct arena *a, const char *name) {
    char *out = arena_alloc(a, strlen(name) * 2 + 8), *end = out;
    unsigned tone = 0;
    bool inside = false, gap = false;
    for (const char *s = name; *s;) {
        struct letter letter;
        uint32_t c = letter_next(&s, &letter);
        bool digit = c >= '0' && c <= '9', sign = c == '%' || c == '<' || c == '>';
        if (letter.base == 0 && !digit && !sign) {
            gap = end > out;
            continue;
        }
        if (gap) {
            end += inside && tone ? utf8_encode('0' + tone, end) : 0;
            *end++ = ' ';
            tone = 0;
            gap = inside = false;
        }
        if (letter.base) {
            *end++ = letter.marked ? (char)(letter.base - 'a' + 'A') : letter.base;
            tone = letter.tone ? letter.tone : tone;
            inside = true;
        } else {
            *end++ = (char)c;
        }
    }
    end += inside && tone ? utf8_encode('0' + tone, end) : 0;
    *end = '\0';
    return out;
}

static bool is_numeral(const char *word, size_t len) {
    return len > 0 && word[0] >= '0' && word[0] <= '9';
}

static bool has_word(const char *text, const char *word, size_t len) {
    for (const char *s = text; *s;) {
        size_t n = strcspn(s, " ");
        if (n == len && memcmp(s, word, n) == 0) {
            return true;
        }
        s += n + (s[n] == ' ');
    }
    return false;
}

/* Words of `a` that `b` has too; false when a number is missing there. */
static bool count_shared(const char *a, const char *b, size_t *shared, size_t *words) {
    *shared = *words = 0;
    for (const char *s = a; *s;) {
        size_t n = strcspn(s, " ");
        bool there = has_word(b, s, n);
        if (!there && is_numeral(s, n)) {
            return false;
        }
        *shared += there;
        ++*words;
        s += n + (s[n] == ' ');
    }
    return true;
}

/* Shared words in hundredths of the longer name; 0 when a number differs. */
static unsigned likeness(const char *a, const char *b, size_t *words) {
    size_t shared_a, shared_b, words_a, words_b;
    *words = 0;
    if (!count_shared(a, b, &shared_a, &words_a) || !count_shared(b, a, &shared_b, &words_b)) {
        return 0;
    }
    *words = words_a < words_b ? words_a : words_b;
    size_t most = words_a > words_b ? words_a : words_b;
    return most ? (unsigned)((shared_a < shared_b ? shared_a : shared_b) * 100 / most) : 0;
}

/* ---- the matcher ---- */

struct entry {
    const char *key;
    size_t row;
};

struct matcher {
    struct arena *arena;
    const struct plan *plan;
    const struct leads *leads;
    const char **paths;
    const char **keys; /* of names; NULL for a section */
    struct entry *by_path, *by_name;
    size_t count; /* of rows that are no sections */
};

static int compare_entries(const void *a, const void *b) {
    const struct entry *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    return order ? order : (x->row > y->row) - (x->row < y->row);
}

struct matcher *matcher_new(struct arena *a, const struct plan *plan, const struct leads *leads) {
    struct matcher *m = arena_alloc(a, sizeof *m);
    int column = schema_column_of(plan->schema, COLUMN_NAME);
    *m = (struct matcher){.arena = a, .plan = plan, .leads = leads};
    m->paths = progress_paths(a, plan);
    m->keys = arena_alloc(a, (plan->count + 1) * sizeof *m->keys);
    m->by_path = arena_alloc(a, (plan->count + 1) * sizeof *m->by_path);
    m->by_name = arena_alloc(a, (plan->count + 1) * sizeof *m->by_name);
    for (size_t i = 0; i < plan->count; i++) {
        if (plan->rows[i].kind == ROW_SECTION) {
            continue;
        }
        m->keys[i] = key_of(a, plan->rows[i].cells[column].text);
        m->by_path[m->count] = (struct entry){m->paths[i], i};
        m->by_name[m->count++] = (struct entry){m->keys[i], i};
    }
    if (m->count > 0) {
        qsort(m->by_path, m->count, sizeof *m->by_path, compare_entries);
        qsort(m->by_name, m->count, sizeof *m->by_name, compare_entries);
    }
    return m;
}

const char *matcher_path(const struct matcher *m, size_t row) {
    return m->paths[row];
}

/* The entries of a key: index of the first, and how many. */
static size_t find_entries(const struct entry *entries, size_t count, const char *key,
                           size_t *found) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(entries[middle].key, key) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    *found = 0;
    while (low + *found < count && strcmp(entries[low + *found].key, key) == 0) {
        ++*found;
    }
    return low;
}

static struct match match_name(const struct matcher *m, const char *key, const char *unit) {
    size_t count, led = 0, row = 0;
    size_t first = find_entries(m->by_name, m->count, key, &count);
    if (count == 1) {
        return (struct match){MATCH_NAME, m->by_name[first].row, 1};
    }
    for (size_t i = first; i < first + count; i++) {
        if (leads_has(&m->leads[m->by_name[i].row], unit)) {
            row = m->by_name[i].row;
            led++;
        }
    }
    if (led == 1) {
        return (struct match){MATCH_NAME, row, count};
    }
    return (struct match){count ? MATCH_AMBIGUOUS : MATCH_NONE, 0, count};
}

/* The only name that shares nearly all words. */
static struct match match_near(const struct matcher *m, const char *key) {
    struct match best = {MATCH_NONE, 0, 0};
    unsigned most = 100 - 100 / NEARLY_PARTS;
    for (size_t i = 0; i < m->count; i++) {
        size_t words;
        unsigned like = likeness(key, m->by_name[i].key, &words);
        if (words < FEWEST_WORDS || like < most) {
            continue;
        }
        bool alone = like > most || best.kind == MATCH_NONE;
        best = (struct match){alone ? MATCH_DOUBTFUL : MATCH_AMBIGUOUS, m->by_name[i].row,
                              alone ? 1 : best.places + 1};
        most = like;
    }
    return best;
}

struct match matcher_find(struct matcher *m, const char *path, bool coded, const char *name,
                          const char *unit) {
    size_t count = 0, words;
    size_t at = coded ? find_entries(m->by_path, m->count, path, &count) : 0;
    const char *key = key_of(m->arena, name);
    bool only_code = *key == '\0' || (coded && strchr(name, ' ') == NULL && strpbrk(name, "./"));
    for (size_t i = at; i < at + count; i++) {
        size_t row = m->by_path[i].row;
        if (only_code || strcmp(m->keys[row], key) == 0) {
            return (struct match){MATCH_EXACT, row, 1};
        }
    }
    if (only_code) {
        return (struct match){MATCH_NONE, 0, 0};
    }
    struct match by_name = match_name(m, key, unit);
    if (by_name.kind == MATCH_NAME) {
        return by_name;
    }
    for (size_t i = at; i < at + count; i++) {
        if (likeness(m->keys[m->by_path[i].row], key, &words) >= 50) {
            return (struct match){MATCH_DOUBTFUL, m->by_path[i].row, 1};
        }
    }
    return by_name.kind == MATCH_AMBIGUOUS ? by_name : match_near(m, key);
}
