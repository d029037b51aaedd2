/* Reads the values of a table; what a text was read as is remembered. */
#include "model/value_cache.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/text.h"

#define BATCH 64 /* values that get their memory together */

/* What is no amount has nothing but its kind, so those cells share one value a kind. */
static const struct value *keep(struct value_cache *cache, const struct value *v) {
    static const struct value plain[] = {[VALUE_BLANK] = {.kind = VALUE_BLANK},
                                         [VALUE_DASH] = {.kind = VALUE_DASH},
                                         [VALUE_STATE] = {.kind = VALUE_STATE},
                                         [VALUE_UNASSESSED] = {.kind = VALUE_UNASSESSED},
                                         [VALUE_TEXT] = {.kind = VALUE_TEXT}};
    if (!value_is_numeric(v)) {
        return &plain[v->kind];
    }
    if (cache->free_count == 0) {
        cache->free = arena_alloc(cache->arena, BATCH * sizeof *cache->free);
        cache->free_count = BATCH;
    }
    cache->free_count--;
    *cache->free = *v;
    return cache->free++;
}

/* How the document writes what the cell says; NULL for in the same way. */
static const char *shown(const struct value_cache *cache, const char *text, const struct value *v,
                         const struct number_style *style) {
    if (!cache->restyle || !value_is_numeric(v) || !value_has_signs(text)) {
        return NULL;
    }
    struct text out;
    text_init(&out);
    value_restyle(text, v, style, &out);
    bool same = strcmp(out.data, text) == 0;
    const char *kept = same ? NULL : arena_strndup(cache->arena, out.data, out.len);
    text_release(&out);
    return kept;
}

static const struct value *read_anew(struct value_cache *cache, const char *text,
                                     const struct number_style *style) {
    struct value value = value_parse(text, style);
    value.shown = shown(cache, text, &value, style);
    return keep(cache, &value);
}

const struct value *value_cache_read(struct value_cache *cache, const char *text,
                                     const struct number_style *style) {
    if (*text == '\0') {
        return keep(cache, &(struct value){.kind = VALUE_BLANK});
    }
    size_t len = strlen(text);
    if (len >= CACHED_TEXT) {
        return read_anew(cache, text, style);
    }
    uint32_t styles;
    static_assert(sizeof styles == sizeof *style, "the style is part of the hash");
    memcpy(&styles, style, sizeof styles);
    size_t slot = (size_t)hash_bytes(text, len, styles) % CACHED_VALUES;
    if (memcmp(cache->slots[slot].text, text, len + 1) != 0 ||
        memcmp(&cache->slots[slot].style, style, sizeof *style) != 0) {
        memcpy(cache->slots[slot].text, text, len + 1);
        cache->slots[slot].style = *style;
        cache->slots[slot].value = read_anew(cache, text, style);
    }
    return cache->slots[slot].value;
}
