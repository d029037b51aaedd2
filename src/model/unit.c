/* Units of measure (đơn vị tính) that are known. */
#include "model/unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "model/letter.h"
#include "model/wordlist.h"
#include "source/ini_file.h"

struct spelling {
    const char *wrong; /* folded */
    const char *right;
    struct spelling *next;
};

#define ANSWERS 64

struct answer {
    char unit[48]; /* as written; empty: none yet */
    bool known;
};

struct unit_list {
    struct arena *arena;
    const struct ini_file *ini;
    struct diag *diag;
    bool good;
    const char **names; /* folded */
    size_t count, capacity;
    struct spelling *spellings;
    struct answer answers[ANSWERS];
};

static const char *unit_key(struct arena *a, const char *s, size_t len) {
    return utf8_fold(a, arena_strndup(a, s, len));
}

static void add_units(void *context, const char *key, const char *value) {
    struct unit_list *list = context;
    (void)key;
    for (const char *s = value;;) {
        size_t n = strcspn(s, ";");
        if (list->count == list->capacity) {
            size_t capacity = list->capacity ? list->capacity * 2 : 128;
            const char **grown = arena_alloc(list->arena, capacity * sizeof *grown);
            if (list->count > 0) {
                memcpy(grown, list->names, list->count * sizeof *grown);
            }
            list->names = grown;
            list->capacity = capacity;
        }
        list->names[list->count++] = unit_key(list->arena, s, n);
        if (s[n] == '\0') {
            return;
        }
        s += n + 1;
    }
}

static void add_spelling(void *context, const char *wrong, const char *right) {
    struct unit_list *list = context;
    struct spelling *one = arena_alloc(list->arena, sizeof *one);
    *one = (struct spelling){unit_key(list->arena, wrong, strlen(wrong)), right, list->spellings};
    list->spellings = one;
}

static void add_spellings(void *context, const char *key, const char *value) {
    struct unit_list *list = context;
    if (!wordlist_each_pair(list->arena, value, add_spelling, list)) {
        struct place at = ini_place(list->ini, "spellings", key);
        DIAG(list->diag, E206, &at, key, value, "%o; %0 -> ‰");
        list->good = false;
    }
}

struct unit_list *unit_list_load(struct arena *a, const char *path, struct diag *diag) {
    static const struct ini_field any[] = {{"*", INI_TEXT, 0, false, NULL}};
    static const struct ini_field pairs[] = {{"*", INI_TEXT, 0, false, NULL}};
    static const struct ini_section sections[] = {{"units", any, 1}, {"spellings", pairs, 1}};
    struct ini_file *ini = ini_load(a, path, diag);
    if (ini == NULL || !ini_check_known(ini, sections, 2, diag)) {
        return NULL;
    }
    struct unit_list *list = arena_alloc(a, sizeof *list);
    list->arena = a;
    list->ini = ini;
    list->diag = diag;
    list->good = true;
    ini_each(ini, "units", add_units, list);
    ini_each(ini, "spellings", add_spellings, list);
    return list->good ? list : NULL;
}

static bool has_name(const struct unit_list *list, const char *name) {
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static bool look_up(const struct unit_list *list, struct arena *scratch, const char *unit) {
    if (has_name(list, unit_key(scratch, unit, strlen(unit)))) {
        return true;
    }
    if (strchr(unit, '/') == NULL) {
        return false;
    }
    for (const char *s = unit;;) {
        size_t n = strcspn(s, "/");
        if (!has_name(list, unit_key(scratch, s, n))) {
            return false;
        }
        if (s[n] == '\0') {
            return true;
        }
        s += n + 1;
    }
}

static size_t hash_unit(const char *unit) {
    size_t h = 5381;
    for (; *unit; unit++) {
        h = h * 33 + (unsigned char)*unit;
    }
    return h;
}

/* A table has a handful of units, each many times: the answers for short ones are remembered. */
bool unit_is_known(struct unit_list *list, const char *unit) {
    struct answer *answer = &list->answers[hash_unit(unit) % ANSWERS];
    if (*answer->unit && strcmp(answer->unit, unit) == 0) {
        return answer->known;
    }
    struct arena *scratch = arena_new();
    bool known = look_up(list, scratch, unit);
    arena_free(scratch);
    size_t len = strlen(unit);
    if (len < sizeof answer->unit) {
        memcpy(answer->unit, unit, len + 1);
        answer->known = known;
    }
    return known;
}

/* For one part of a unit: itself when it is known, what it should be, or NULL. */
static const char *suggest_part(const struct unit_list *list, struct arena *a, const char *part) {
    char bare[64], other[64];
    const char *key = utf8_fold(a, part);
    if (has_name(list, key)) {
        return part;
    }
    for (const struct spelling *s = list->spellings; s; s = s->next) {
        if (strcmp(s->wrong, key) == 0) {
            return s->right;
        }
    }
    if (letter_bare(part, 0, bare, sizeof bare) == 0) {
        return NULL;
    }
    for (size_t i = 0; i < list->count; i++) {
        letter_bare(list->names[i], 0, other, sizeof other);
        if (strcmp(bare, other) == 0) {
            return list->names[i];
        }
    }
    return NULL;
}

const char *unit_suggestion(const struct unit_list *list, struct arena *a, const char *unit) {
    const char *whole = suggest_part(list, a, unit);
    if (whole || strchr(unit, '/') == NULL) {
        return whole;
    }
    const char *joined = NULL;
    for (const char *s = unit;;) {
        size_t n = strcspn(s, "/");
        const char *part = suggest_part(list, a, arena_strndup(a, s, n));
        if (part == NULL) {
            return NULL;
        }
        joined = joined ? arena_printf(a, "%s/%s", joined, part) : part;
        if (s[n] == '\0') {
            return joined;
        }
        s += n + 1;
    }
}
