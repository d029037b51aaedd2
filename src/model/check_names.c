/* Rules on names against each other. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model/rules.h"

/* ---- duplicates: the one rule that looks at all rows together ---- */

struct seen {
    uint32_t tag; /* upper half of the name's hash; the lower one says where it stands */
    uint32_t row; /* index + 1; 0: free */
};

/* Of the rows under one parent; one at a time, so that it stays small. */
struct seen_table {
    struct seen *slots;
    size_t size, capacity;
};

/* Empty, with twice as many slots as rows. */
static void clear_table(struct seen_table *t, size_t rows) {
    size_t size = 16;
    while (size < rows * 2) {
        size *= 2;
    }
    if (size > t->capacity) {
        t->capacity = size;
        t->slots = xrealloc(t->slots, size, sizeof *t->slots);
    }
    memset(t->slots, 0, size * sizeof *t->slots);
    t->size = size;
}

/* The earlier row with the same name, index + 1, or 0; then the row itself is put there. */
static uint32_t find_same(const struct check *c, const struct seen_table *t, uint32_t row) {
    const char *name = rule_cell_text(&c->plan->rows[row], c->name_column);
    uint64_t hash = c->name_hashes[row];
    uint32_t tag = (uint32_t)(hash >> 32);
    size_t at = (size_t)hash & (t->size - 1);
    for (; t->slots[at].row; at = (at + 1) & (t->size - 1)) {
        const struct plan_row *other = &c->plan->rows[t->slots[at].row - 1];
        if (t->slots[at].tag == tag &&
            utf8_same_folded(rule_cell_text(other, c->name_column), name)) {
            return t->slots[at].row;
        }
    }
    t->slots[at] = (struct seen){tag, row + 1};
    return 0;
}

static void read_section(const struct check *c, struct seen_table *t, uint32_t first,
                         uint32_t *same) {
    size_t rows = 0;
    for (uint32_t at = first; at; at = c->next[at - 1]) {
        rows++;
    }
    if (rows < 2) {
        return;
    }
    clear_table(t, rows);
    for (uint32_t at = first; at; at = c->next[at - 1]) {
        if (c->name_hashes[at - 1]) {
            same[at - 1] = find_same(c, t, at - 1);
        }
    }
}

/* Two rows of one section with the same name, whatever the case and spacing. */
void rule_duplicates(const struct check *c) {
    const struct plan *plan = c->plan;
    struct seen_table table = {0};
    uint32_t *same = xcalloc(plan->count, sizeof *same);
    for (size_t parent = 0; parent <= plan->count; parent++) {
        read_section(c, &table, c->first[parent], same);
    }
    for (size_t i = 0; i < plan->count; i++) {
        if (same[i]) {
            struct place place = plan_place(plan, &plan->rows[i], (size_t)c->name_column);
            DIAG(c->diag, E308, &place, rule_cell_text(&plan->rows[i], c->name_column),
                 arena_printf(c->arena, "%u", plan->rows[same[i] - 1].source->line));
        }
    }
    free(same);
    free(table.slots);
}
