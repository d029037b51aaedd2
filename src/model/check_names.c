/* Rules on names against each other. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "model/rules.h"

/* ---- duplicates: the one rule that looks at all rows together ---- */

struct seen {
    const char *name; /* folded */
    const struct plan_row *row;
};

static size_t hash_name(const char *name, uint32_t parent) {
    uint64_t h = 1469598103934665603u ^ parent;
    for (; *name; name++) {
        h = (h ^ (unsigned char)*name) * 1099511628211u;
    }
    return (size_t)(h ^ (h >> 32));
}

/* Two rows of one section with the same name, whatever the case and spacing. */
void rule_duplicates(const struct check *c) {
    size_t size = 16;
    while (size < c->plan->count * 2) {
        size *= 2;
    }
    struct seen *table = xcalloc(size, sizeof *table);
    for (size_t i = 0; i < c->plan->count; i++) {
        const struct plan_row *row = &c->plan->rows[i];
        const char *text = rule_cell_text(row, c->name_column);
        const char *name = c->names[i];
        if (name == NULL || *name == '\0') {
            continue;
        }
        size_t at = hash_name(name, row->parent) & (size - 1);
        while (table[at].name &&
               (table[at].row->parent != row->parent || strcmp(table[at].name, name) != 0)) {
            at = (at + 1) & (size - 1);
        }
        if (table[at].name == NULL) {
            table[at] = (struct seen){name, row};
            continue;
        }
        struct place place = plan_place(c->plan, row, (size_t)c->name_column);
        DIAG(c->diag, E308, &place, text,
             arena_printf(c->arena, "%u", table[at].row->source->line));
    }
    free(table);
}
