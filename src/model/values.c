/* Named values that texts refer to: {{ward.name}}, and lists of them for {{#list}} ... {{/list}}.
 */
#include "model/values.h"

#include <string.h>

#include "base/arena.h"
#include "base/distance.h"

struct named {
    const char *name;
    bool is_list;
    const char *text; /* of a text; NULL: known without a value */
    struct values **entries;
    size_t count, capacity;
};

struct values {
    struct arena *arena;
    struct named *all;
    size_t count, capacity;
};

struct values *values_new(struct arena *a) {
    struct values *v = arena_alloc(a, sizeof *v);
    v->arena = a;
    return v;
}

/* A copy of the array with room for twice as many. */
static void *widened(struct arena *a, const void *old, size_t *capacity, size_t size) {
    size_t count = *capacity;
    *capacity = count ? count * 2 : 8;
    void *wide = arena_alloc(a, *capacity * size);
    if (count > 0) {
        memcpy(wide, old, count * size);
    }
    return wide;
}

static struct named *find(const struct values *v, const char *name, bool is_list) {
    for (size_t i = 0; i < v->count; i++) {
        if (v->all[i].is_list == is_list && strcmp(v->all[i].name, name) == 0) {
            return &v->all[i];
        }
    }
    return NULL;
}

static struct named *find_or_add(struct values *v, const char *name, bool is_list) {
    struct named *found = find(v, name, is_list);
    if (found) {
        return found;
    }
    if (v->count == v->capacity) {
        v->all = widened(v->arena, v->all, &v->capacity, sizeof *v->all);
    }
    v->all[v->count] = (struct named){.name = name, .is_list = is_list};
    return &v->all[v->count++];
}

void values_set(struct values *v, const char *name, const char *text) {
    find_or_add(v, name, false)->text = text;
}

struct values *values_add(struct values *v, const char *list) {
    struct named *named = find_or_add(v, list, true);
    if (named->count == named->capacity) {
        named->entries =
            widened(v->arena, named->entries, &named->capacity, sizeof(struct values *));
    }
    return named->entries[named->count++] = values_new(v->arena);
}

void values_declare_list(struct values *v, const char *list) {
    find_or_add(v, list, true);
}

const char *values_text(const struct values *v, const char *name) {
    const struct named *found = find(v, name, false);
    return found ? found->text : NULL;
}

bool values_known(const struct values *v, const char *name) {
    return find(v, name, false) != NULL;
}

bool values_list(const struct values *v, const char *list, struct values *const **entries,
                 size_t *count) {
    const struct named *found = find(v, list, true);
    if (found) {
        *entries = found->entries;
        *count = found->count;
    }
    return found != NULL;
}

/* True for "name" and "ward.name". */
static bool ends_with_part(const char *known, const char *name) {
    size_t n = strlen(known), len = strlen(name);
    return n > len && known[n - len - 1] == '.' && strcmp(known + n - len, name) == 0;
}

const char *values_nearest(const struct values *v, const char *name) {
    size_t best = strlen(name) < 6 ? 2 : 3; /* names farther apart are no help */
    const char *nearest = NULL;
    for (size_t i = 0; i < v->count; i++) {
        const char *known = v->all[i].name;
        size_t distance = edit_distance(name, known);
        if (distance < best) {
            best = distance;
            nearest = known;
        } else if (nearest == NULL && ends_with_part(known, name)) {
            nearest = known; /* until one comes that is a slip of typing away */
        }
    }
    return nearest;
}
