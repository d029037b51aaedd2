/* Units of measure (đơn vị tính) that are known. */
#include "model/unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "source/ini_file.h"

struct unit_list {
    struct arena *arena;
    const char **names; /* folded */
    size_t count, capacity;
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

struct unit_list *unit_list_load(struct arena *a, const char *path, struct diag *diag) {
    static const struct ini_field any[] = {{"*", INI_TEXT, 0, false, NULL}};
    static const struct ini_section sections[] = {{"units", any, 1}};
    struct ini_file *ini = ini_load(a, path, diag);
    if (ini == NULL || !ini_check_known(ini, sections, 1, diag)) {
        return NULL;
    }
    struct unit_list *list = arena_alloc(a, sizeof *list);
    list->arena = a;
    ini_each(ini, "units", add_units, list);
    return list;
}

static bool has_name(const struct unit_list *list, const char *name) {
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

bool unit_is_known(const struct unit_list *list, const char *unit) {
    if (has_name(list, unit_key(list->arena, unit, strlen(unit)))) {
        return true;
    }
    if (strchr(unit, '/') == NULL) {
        return false;
    }
    for (const char *s = unit;;) {
        size_t n = strcspn(s, "/");
        if (!has_name(list, unit_key(list->arena, s, n))) {
            return false;
        }
        if (s[n] == '\0') {
            return true;
        }
        s += n + 1;
    }
}
