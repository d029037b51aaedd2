/* Reads INI files: one scan of our own for lines and faults, then iniparser for the values. */
#include "source/ini_file.h"

#include <iniparser.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/utf8.h"
#include "source/text_file.h"

#define INI_MAX_BYTES ((size_t)4 << 20)
#define KEY_CHARS     "abcdefghijklmnopqrstuvwxyz0123456789_."

struct entry {
    const char *section;
    const char *key; /* "" for the section's own line */
    const char *value;
    uint32_t line;
};

struct ini_file {
    const char *path;
    struct entry *entries;
    size_t count;
    uint32_t *slots; /* open hash: section and key -> index in entries + 1; 0 is free */
    size_t slot_count;
};

struct scan {
    struct arena *arena;
    struct diag *diag;
    struct ini_file *ini;
    size_t capacity;
    const char *section;
    uint32_t line;
    bool failed;
};

static struct place scan_place(const struct scan *s, const char *value) {
    return (struct place){.file = s->ini->path, .line = s->line, .value = value};
}

static const char *skip_space(const char *s) {
    return s + strspn(s, " \t");
}

static uint32_t hash_string(uint32_t h, const char *s) {
    for (; *s; s++) {
        h = (h ^ (unsigned char)*s) * 16777619u;
    }
    return h;
}

/* The slot that holds the key, or the free one where it belongs. */
static uint32_t *slot_of(const struct ini_file *ini, const char *section, const char *key) {
    size_t at = hash_string(hash_string(2166136261u, section) * 31, key) % ini->slot_count;
    for (; ini->slots[at]; at = (at + 1) % ini->slot_count) {
        const struct entry *e = &ini->entries[ini->slots[at] - 1];
        if (strcmp(e->key, key) == 0 && strcmp(e->section, section) == 0) {
            break;
        }
    }
    return &ini->slots[at];
}

static const struct entry *entry_of(const struct ini_file *ini, const char *section,
                                    const char *key) {
    uint32_t index = *slot_of(ini, section, key);
    return index ? &ini->entries[index - 1] : NULL;
}

static void grow_slots(struct scan *s) {
    struct ini_file *ini = s->ini;
    ini->slot_count = ini->slot_count ? ini->slot_count * 2 : 256;
    ini->slots = arena_alloc(s->arena, ini->slot_count * sizeof *ini->slots);
    for (size_t i = 0; i < ini->count; i++) {
        *slot_of(ini, ini->entries[i].section, ini->entries[i].key) = (uint32_t)i + 1;
    }
}

static void add_entry(struct scan *s, const char *key) {
    struct ini_file *ini = s->ini;
    if ((ini->count + 1) * 2 > ini->slot_count) {
        grow_slots(s);
    }
    const struct entry *earlier = entry_of(ini, s->section, key);
    if (earlier != NULL) {
        struct place at = scan_place(s, NULL);
        const char *line = arena_printf(s->arena, "%u", earlier->line);
        if (*key) {
            DIAG(s->diag, E203, &at, key, line);
        } else {
            DIAG(s->diag, E212, &at, s->section, line);
        }
        s->failed = true;
        return;
    }
    GROW(ini->entries, ini->count, s->capacity);
    ini->entries[ini->count++] = (struct entry){.section = s->section, .key = key, .line = s->line};
    *slot_of(ini, s->section, key) = (uint32_t)ini->count;
}

static void report_syntax(struct scan *s, const char *text) {
    struct place at = scan_place(s, text);
    DIAG(s->diag, E207, &at);
    s->failed = true;
}

static void scan_section(struct scan *s, const char *text) {
    const char *start = skip_space(text + 1);
    size_t len = strspn(start, KEY_CHARS);
    const char *rest = skip_space(start + len);
    if (len == 0 || *rest != ']' || (*(rest = skip_space(rest + 1)) && !strchr(";#", *rest))) {
        report_syntax(s, text);
        return;
    }
    s->section = arena_strndup(s->arena, start, len);
    add_entry(s, "");
}

/* What iniparser would do to this value without a word. */
static void check_value(struct scan *s, const char *key, const char *value) {
    struct place at = scan_place(s, value);
    const char *cut = NULL;
    if (*value == '"') {
        const char *end = strchr(value + 1, '"');
        const char *rest = end ? skip_space(end + 1) : NULL;
        if (end == NULL) {
            report_syntax(s, value);
            return;
        }
        if ((*rest && !strchr(";#", *rest)) || memchr(value, '\\', (size_t)(end - value))) {
            DIAG(s->diag, E211, &at, key);
            s->failed = true;
        }
        return;
    }
    if (strpbrk(value, "\\\"")) {
        DIAG(s->diag, E211, &at, key);
        s->failed = true;
    } else if ((cut = strpbrk(value, ";#")) != NULL && cut != value) {
        DIAG(s->diag, E204, &at, key, *cut == ';' ? ";" : "#");
        s->failed = true;
    }
}

static void scan_line(struct scan *s, char *line, size_t len) {
    if (len > INI_MAX_LINE) {
        struct place at = scan_place(s, NULL);
        DIAG(s->diag, E205, &at, arena_printf(s->arena, "%zu", len),
             arena_printf(s->arena, "%d", INI_MAX_LINE));
        s->failed = true;
        return;
    }
    const char *text = skip_space(line);
    if (*text == '\0' || *text == ';' || *text == '#') {
        return;
    }
    if (*text == '[') {
        scan_section(s, text);
        return;
    }
    size_t key_len = strspn(text, KEY_CHARS);
    const char *equals = skip_space(text + key_len);
    if (key_len == 0 || *equals != '=' || s->section == NULL) {
        report_syntax(s, text);
        return;
    }
    const char *key = arena_strndup(s->arena, text, key_len);
    add_entry(s, key);
    check_value(s, key, skip_space(equals + 1));
}

static bool scan_bytes(struct scan *s, const char *bytes, size_t len) {
    for (size_t at = 0; at < len;) {
        const char *end = memchr(bytes + at, '\n', len - at);
        size_t n = end ? (size_t)(end - (bytes + at)) : len - at;
        size_t visible = n;
        while (visible > 0 && strchr(" \t\r", bytes[at + visible - 1])) {
            visible--;
        }
        s->line++;
        scan_line(s, arena_strndup(s->arena, bytes + at, visible), n);
        at += n + 1;
    }
    return !s->failed;
}

/* iniparser reports faults on stderr by itself; ours are already reported, with a place. */
static int swallow_message(const char *format, ...) {
    (void)format;
    return 0;
}

/* iniparser 4.1 reads named files only and stops at a BOM, so such a file goes by a copy. */
static dictionary *load_dictionary(struct arena *a, const char *path, const char *bytes, size_t len,
                                   bool bom) {
    iniparser_set_error_callback(swallow_message);
    char *name = bom ? fs_temporary(a, bytes, len) : arena_strdup(a, path);
    dictionary *d = name ? iniparser_load(name) : NULL;
    if (bom && name) {
        fs_remove(name);
    }
    return d;
}

static void take_values(struct scan *s, const dictionary *d) {
    for (size_t i = 0; i < s->ini->count; i++) {
        struct entry *e = &s->ini->entries[i];
        const char *name = arena_printf(s->arena, "%s:%s", e->section, e->key);
        const char *value = *e->key ? iniparser_getstring(d, name, "") : "";
        e->value = utf8_nfc(s->arena, arena_strdup(s->arena, value));
    }
}

struct ini_file *ini_load(struct arena *a, const char *path, struct diag *diag) {
    char *bytes;
    size_t len;
    if (!text_bytes_load(a, path, INI_MAX_BYTES, diag, &bytes, &len)) {
        return NULL;
    }
    bool bom = len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
    if (bom) {
        bytes += 3;
        len -= 3;
    }
    struct ini_file *ini = arena_alloc(a, sizeof *ini);
    ini->path = arena_strdup(a, path);
    struct scan s = {.arena = a, .diag = diag, .ini = ini};
    grow_slots(&s);
    bool good = scan_bytes(&s, bytes, len);
    if (good) {
        dictionary *d = load_dictionary(a, path, bytes, len, bom);
        if (d == NULL) {
            struct place at = {.file = path};
            DIAG(diag, E103, &at, path);
            good = false;
        } else {
            take_values(&s, d);
            iniparser_freedict(d);
        }
    }
    struct entry *grown = ini->entries; /* the arena owns the result */
    ini->entries = arena_alloc(a, (ini->count + 1) * sizeof *grown);
    if (ini->count > 0) {
        memcpy(ini->entries, grown, ini->count * sizeof *grown);
    }
    free(grown);
    return good ? ini : NULL;
}

const char *ini_path(const struct ini_file *ini) {
    return ini->path;
}

const char *ini_text(const struct ini_file *ini, const char *section, const char *key) {
    const struct entry *e = entry_of(ini, section, key);
    return e && *e->value ? e->value : NULL;
}

bool ini_has_section(const struct ini_file *ini, const char *section) {
    return entry_of(ini, section, "") != NULL;
}

struct place ini_place(const struct ini_file *ini, const char *section, const char *key) {
    const struct entry *e = entry_of(ini, section, key);
    if (e == NULL) {
        e = entry_of(ini, section, "");
    }
    return (struct place){
        .file = ini->path, .line = e ? e->line : 0, .value = e && *e->value ? e->value : NULL};
}

unsigned ini_highest(const struct ini_file *ini, const char *prefix) {
    unsigned highest = 0;
    size_t len = strlen(prefix);
    for (size_t i = 0; i < ini->count; i++) {
        const char *section = ini->entries[i].section;
        if (strncmp(section, prefix, len) == 0 && section[len] == '.') {
            const char *digits = section + len + 1;
            size_t n = strspn(digits, "0123456789");
            unsigned value = n > 0 && n <= 4 && digits[n] == '\0' ? (unsigned)atoi(digits) : 0;
            highest = value > highest ? value : highest;
        }
    }
    return highest;
}

void ini_each(const struct ini_file *ini, const char *section,
              void (*visit)(void *context, const char *key, const char *value), void *context) {
    for (size_t i = 0; i < ini->count; i++) {
        const struct entry *e = &ini->entries[i];
        if (*e->key && strcmp(e->section, section) == 0) {
            visit(context, e->key, e->value);
        }
    }
}

bool ini_entry(const struct ini_file *ini, size_t i, const char **section, const char **key) {
    if (i >= ini->count) {
        return false;
    }
    *section = ini->entries[i].section;
    *key = ini->entries[i].key;
    return true;
}
