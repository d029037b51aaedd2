/* The different texts of one column, each counted. */
#include "model/distinct.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "model/plan.h"

/* The slot that holds the text, or the free one where it belongs. */
static size_t slot_of(const struct distinct *d, const char *text, uint64_t hash) {
    size_t at = (size_t)hash & (d->slot_count - 1);
    while (d->slots[at]) {
        const struct distinct_text *t = &d->texts[d->slots[at] - 1];
        if (t->hash == hash && strcmp(t->text, text) == 0) {
            break;
        }
        at = (at + 1) & (d->slot_count - 1);
    }
    return at;
}

static void grow_slots(struct distinct *d) {
    free(d->slots);
    d->slot_count = d->slot_count ? d->slot_count * 2 : 64;
    d->slots = xcalloc(d->slot_count, sizeof *d->slots);
    for (size_t i = 0; i < d->count; i++) {
        d->slots[slot_of(d, d->texts[i].text, d->texts[i].hash)] = (uint32_t)i + 1;
    }
}

void distinct_collect(struct distinct *d, const struct plan *plan, size_t column) {
    *d = (struct distinct){0};
    grow_slots(d);
    for (size_t i = 0; i < plan->count; i++) {
        const char *text = plan->rows[i].cells[column].text;
        if (*text == '\0' || plan->rows[i].kind == ROW_SECTION || plan->rows[i].shift) {
            continue;
        }
        uint64_t hash = hash_bytes(text, strlen(text), 0);
        size_t slot = slot_of(d, text, hash);
        if (d->slots[slot]) {
            d->texts[d->slots[slot] - 1].count++;
            continue;
        }
        GROW(d->texts, d->count, d->capacity);
        d->texts[d->count++] = (struct distinct_text){text, hash, 1, (uint32_t)i};
        d->slots[slot] = (uint32_t)d->count;
        if (d->count * 2 > d->slot_count) {
            grow_slots(d);
        }
    }
}

void distinct_release(struct distinct *d) {
    free(d->texts);
    free(d->slots);
}

size_t distinct_index(const struct distinct *d, const char *text) {
    size_t slot = slot_of(d, text, hash_bytes(text, strlen(text), 0));
    return d->slots[slot] ? d->slots[slot] - 1 : SIZE_MAX;
}
