/* Common typing faults and the words they stand for, from an editable list. */
#include "model/wordlist.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "base/utf8.h"
#include "source/ini_file.h"

#define BUCKET_BITS 10
#define BUCKETS     (1u << BUCKET_BITS)

struct entry {
    uint64_t hash;     /* of the first word */
    const char *wrong; /* lower case */
    const char *right;
    struct entry *next;
};

struct wordlist {
    struct arena *arena;
    const struct ini_file *ini;
    struct diag *diag;
    bool good;
    struct entry *buckets[BUCKETS]; /* by the first word */
};

/* ---- pairs ---- */

static char *trimmed(struct arena *a, const char *s, size_t len) {
    while (len > 0 && *s == ' ') {
        s++;
        len--;
    }
    while (len > 0 && s[len - 1] == ' ') {
        len--;
    }
    return arena_strndup(a, s, len);
}

bool wordlist_each_pair(struct arena *a, const char *value,
                        void (*visit)(void *context, const char *wrong, const char *right),
                        void *context) {
    const char *waiting = value; /* the first of the wrong ones that have no right one yet */
    for (const char *s = value; *s;) {
        size_t n = strcspn(s, ";");
        const char *item = arena_strndup(a, s, n), *arrow = strstr(item, "->");
        s += n + (s[n] == ';');
        if (arrow == NULL) {
            continue;
        }
        const char *right = trimmed(a, arrow + 2, strlen(arrow + 2));
        for (const char *w = waiting; w < s;) {
            size_t len = strcspn(w, ";");
            const char *wrong = arena_strndup(a, w, len);
            const char *end = strstr(wrong, "->");
            wrong = trimmed(a, wrong, end ? (size_t)(end - wrong) : len);
            if (*wrong == '\0' || *right == '\0') {
                return false;
            }
            visit(context, wrong, right);
            w += len + (w[len] == ';');
        }
        waiting = s;
    }
    return *waiting == '\0';
}

/* ---- the list ---- */

static size_t bucket_of(uint64_t hash) {
    return (size_t)(hash * 0x9E3779B97F4A7C15u >> (64 - BUCKET_BITS));
}

static bool is_word_letter(uint32_t c, struct letter *letter) {
    *letter = letter_of(c);
    if (letter->base == 0 && c >= '0' && c <= '9') {
        letter->base = (char)c;
    }
    return letter->base != 0;
}

static void add_entry(void *context, const char *wrong, const char *right) {
    struct wordlist *list = context;
    uint64_t hash = 0;
    struct letter letter;
    for (const char *s = wrong; *s && is_word_letter(utf8_next(&s), &letter);) {
        hash = word_hash_add(hash, letter_code(letter));
    }
    struct entry **bucket = &list->buckets[bucket_of(hash)];
    struct entry *entry = arena_alloc(list->arena, sizeof *entry);
    *entry = (struct entry){hash, utf8_lower(list->arena, wrong), right, *bucket};
    *bucket = entry;
}

static void add_key(void *context, const char *key, const char *value) {
    struct wordlist *list = context;
    if (!wordlist_each_pair(list->arena, value, add_entry, list)) {
        struct place at = ini_place(list->ini, "typos", key);
        DIAG(list->diag, E206, &at, key, value, "sai -> đúng; sai; sai -> đúng");
        list->good = false;
    }
}

struct wordlist *wordlist_load(struct arena *a, const char *path, struct diag *diag) {
    static const struct ini_field any[] = {{"*", INI_TEXT, 0, false, NULL}};
    static const struct ini_section sections[] = {{"typos", any, 1}};
    struct ini_file *ini = ini_load(a, path, diag);
    if (ini == NULL || !ini_check_known(ini, sections, 1, diag)) {
        return NULL;
    }
    struct wordlist *list = arena_alloc(a, sizeof *list);
    list->arena = a;
    list->ini = ini;
    list->diag = diag;
    list->good = true;
    ini_each(ini, "typos", add_key, list);
    return list->good ? list : NULL;
}

/* ---- finding ---- */

/* Length of `wrong` at `s`, whatever the case and the space between words, or 0. */
static size_t match(const char *s, const char *wrong) {
    const char *start = s;
    while (*wrong) {
        if (*s == '\0') {
            return 0;
        }
        uint32_t want = utf8_next(&wrong), have = utf8_next(&s);
        if (want == ' ') {
            if (!utf8_is_space(have)) {
                return 0;
            }
            for (const char *next = s; *s && utf8_is_space(utf8_next(&next)); s = next) {
            }
        } else if (letter_lower(have) != want) {
            return 0;
        }
    }
    const char *behind = s;
    struct letter letter;
    return *s && is_word_letter(utf8_next(&behind), &letter) ? 0 : (size_t)(s - start);
}

bool wordlist_find(const struct wordlist *list, const char *s, uint64_t hash,
                   struct word_fault *fault) {
    for (const struct entry *e = list->buckets[bucket_of(hash)]; e; e = e->next) {
        size_t len = e->hash == hash ? match(s, e->wrong) : 0;
        if (len > 0) {
            *fault = (struct word_fault){len, strcmp(e->wrong, e->right) == 0 ? NULL : e->right};
            return true;
        }
    }
    return false;
}

const char *wordlist_in_case(struct arena *a, const char *right, const char *s, size_t len) {
    const char *at = s, *end = s + len;
    bool first = letter_is_upper(utf8_next(&at)), all = first && at < end;
    while (at < end) {
        uint32_t c = utf8_next(&at);
        all &= letter_of(c).base == 0 || letter_is_upper(c);
    }
    if (all) {
        return utf8_upper(a, right);
    }
    if (!first) {
        return right;
    }
    const char *rest = right;
    utf8_next(&rest);
    const char *head = utf8_upper(a, arena_strndup(a, right, (size_t)(rest - right)));
    return arena_printf(a, "%s%s", head, rest);
}
