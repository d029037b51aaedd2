/* Rules on names against each other. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "model/rules.h"

/* ---- duplicates: the one rule that looks at all rows together ---- */

struct seen {
    uint32_t tag; /* upper half of the name's hash; the lower one says where it stands */
    uint32_t row; /* index + 1; 0: free */
};

static bool same_name(const struct check *c, size_t a, size_t b) {
    const struct plan_row *rows = c->plan->rows;
    return rows[a].parent == rows[b].parent && strcmp(c->names[a], c->names[b]) == 0;
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
        uint64_t hash = hash_bytes(name, strlen(name), row->parent);
        uint32_t tag = (uint32_t)(hash >> 32);
        size_t at = (size_t)hash & (size - 1);
        while (table[at].row && (table[at].tag != tag || !same_name(c, table[at].row - 1, i))) {
            at = (at + 1) & (size - 1);
        }
        if (table[at].row == 0) {
            table[at] = (struct seen){tag, (uint32_t)i + 1};
            continue;
        }
        struct place place = plan_place(c->plan, row, (size_t)c->name_column);
        DIAG(c->diag, E308, &place, text,
             arena_printf(c->arena, "%u", c->plan->rows[table[at].row - 1].source->line));
    }
    free(table);
}
