/* Binds INI sections to structures by tables of fields, and finds keys that no table knows. */
#include "source/ini_file.h"

#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "base/distance.h"

#define MM_MAX    2000 /* no paper is wider */
#define COUNT_MAX 9999

/* A number with at most one decimal, in tenths; -1 when it is none or above `max` whole units. */
static int32_t parse_tenths(const char *s, int32_t max) {
    int32_t n = 0;
    size_t digits = strspn(s, "0123456789");
    if (digits == 0 || digits > 4) {
        return -1;
    }
    for (size_t i = 0; i < digits; i++) {
        n = n * 10 + (s[i] - '0');
    }
    s += digits;
    int32_t tenth = 0;
    if (*s == '.' && s[1] >= '0' && s[1] <= '9') {
        tenth = s[1] - '0';
        s += 2;
    }
    return *s == '\0' && n <= max ? n * 10 + tenth : -1;
}

/* A number below 10 with at most three decimals, in thousandths; -1 when it is none. */
static int32_t parse_ratio(const char *s) {
    if (*s < '0' || *s > '9') {
        return -1;
    }
    int32_t n = *s++ - '0';
    size_t decimals = 0;
    if (*s == '.' && s[1] != '\0') {
        decimals = strspn(++s, "0123456789");
    }
    for (size_t i = 0; i < 3; i++) {
        n = n * 10 + (i < decimals ? s[i] - '0' : 0);
    }
    return decimals <= 3 && s[decimals] == '\0' ? n : -1;
}

/* Index of `value` in "a|b|c", or -1. */
static int choice_of(const char *choices, const char *value) {
    size_t len = strlen(value);
    int index = 0;
    for (const char *c = choices;; index++) {
        size_t n = strcspn(c, "|");
        if (n == len && strncmp(c, value, n) == 0) {
            return index;
        }
        if (c[n] == '\0') {
            return -1;
        }
        c += n + 1;
    }
}

/* Stores one value; gives what was wanted instead, or NULL when it fits. */
static const char *bind_value(const struct ini_field *field, const char *value, char *member) {
    int32_t tenths;
    int choice;
    switch (field->type) {
    case INI_TEXT:
        memcpy(member, &value, sizeof value);
        return NULL;
    case INI_CHOICE:
        choice = choice_of(field->choices, value);
        if (choice < 0) {
            return field->choices;
        }
        memcpy(member, &choice, sizeof choice);
        return NULL;
    case INI_FLAG:
        choice = choice_of("no|yes", value);
        if (choice < 0) {
            return "yes|no";
        }
        *(bool *)member = choice == 1;
        return NULL;
    case INI_COUNT:
        tenths = parse_tenths(value, COUNT_MAX);
        if (tenths < 10 || tenths % 10 != 0) {
            return "1-9999";
        }
        *(uint32_t *)(void *)member = (uint32_t)tenths / 10;
        return NULL;
    case INI_LENGTH:
        tenths = parse_tenths(value, MM_MAX);
        if (tenths < 0) {
            return "mm (12, 12.5)";
        }
        tenths = (int32_t)(((int64_t)tenths * 2834646 + 5000) / 10000);
        memcpy(member, &tenths, sizeof tenths);
        return NULL;
    case INI_SIZE:
    case INI_SPACE:
        tenths = parse_tenths(value, 72);
        if (tenths < (field->type == INI_SIZE ? 50 : 0)) {
            return field->type == INI_SIZE ? "pt (5-72)" : "pt (0-72)";
        }
        tenths *= 100;
        memcpy(member, &tenths, sizeof tenths);
        return NULL;
    case INI_RATIO:
        tenths = parse_ratio(value);
        if (tenths < 0) {
            return "0-9.999 (0.4, 1.15)";
        }
        memcpy(member, &tenths, sizeof tenths);
        return NULL;
    }
    return NULL;
}

bool ini_bind(const struct ini_file *ini, const char *section, const struct ini_field *fields,
              size_t count, void *target, struct diag *diag) {
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        const struct ini_field *field = &fields[i];
        const char *value = ini_text(ini, section, field->key);
        struct place at = ini_place(ini, section, field->key);
        if (value == NULL) {
            if (field->required) {
                char name[160];
                snprintf(name, sizeof name, "[%s] %s", section, field->key);
                DIAG(diag, E201, &at, name);
                good = false;
            }
            continue;
        }
        const char *wanted = bind_value(field, value, (char *)target + field->offset);
        if (wanted != NULL) {
            at.expected = wanted;
            DIAG(diag, E206, &at, field->key, value, wanted);
            good = false;
        }
    }
    return good;
}

/* True when `section` is `pattern`, whose '#' stands for digits. */
static bool section_matches(const char *pattern, const char *section) {
    while (*pattern) {
        if (*pattern == '#') {
            size_t n = strspn(section, "0123456789");
            if (n == 0) {
                return false;
            }
            section += n;
        } else if (*section++ != *pattern) {
            return false;
        }
        pattern++;
    }
    return *section == '\0';
}

/* The pattern of a section that looks like this one, whatever its number, or NULL. */
static const char *nearest_section(const struct ini_section *sections, size_t count,
                                   const char *section) {
    size_t best = 3;
    const char *nearest = NULL;
    char bare[64];
    size_t digits = strcspn(section, "0123456789");
    snprintf(bare, sizeof bare, "%.*s%s", (int)digits, section, section[digits] ? "#" : "");
    for (size_t i = 0; i < count; i++) {
        size_t distance = edit_distance(bare, sections[i].pattern);
        if (distance < best) {
            best = distance;
            nearest = sections[i].pattern;
        }
    }
    return nearest;
}

/* True when the key is known; else `*nearest` is a known key that looks like it, or NULL. */
static bool key_is_known(const struct ini_section *sections, size_t count, const char *section,
                         const char *key, const char **nearest) {
    size_t best = 3; /* farther names are no help */
    bool section_known = false;
    *nearest = NULL;
    for (size_t i = 0; i < count; i++) {
        if (!section_matches(sections[i].pattern, section)) {
            continue;
        }
        section_known = true;
        for (size_t f = 0; f < sections[i].field_count; f++) {
            const char *known = sections[i].fields[f].key;
            if (strcmp(known, "*") == 0 || strcmp(known, key) == 0) {
                return true;
            }
            size_t distance = edit_distance(key, known);
            if (distance < best) {
                best = distance;
                *nearest = known;
            }
        }
    }
    /* An unknown section is reported once, at its own line (key ""). */
    return section_known == (*key == '\0');
}

bool ini_check_known(const struct ini_file *ini, const struct ini_section *sections, size_t count,
                     struct diag *diag) {
    bool good = true;
    const char *section, *key, *nearest;
    for (size_t i = 0; ini_entry(ini, i, &section, &key); i++) {
        if (key_is_known(sections, count, section, key, &nearest)) {
            continue;
        }
        struct place at = ini_place(ini, section, key);
        char name[160], near[96] = "";
        snprintf(name, sizeof name, *key ? "%s" : "[%s]", *key ? key : section);
        if (*key == '\0') {
            nearest = nearest_section(sections, count, section);
        }
        if (nearest) {
            snprintf(near, sizeof near, *key ? " (%s?)" : " ([%s]?)", nearest);
        }
        at.expected = nearest;
        DIAG(diag, E202, &at, name, near);
        good = false;
    }
    return good;
}
