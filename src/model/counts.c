/* How many targets a table and each of its sections hold. */
#include "model/counts.h"

#include "base/arena.h"
#include "base/text.h"
#include "model/plan.h"

#define MOST_SHOWN 12 /* sections; a table with more is read, not counted */

static const char *show(struct arena *a, const struct plan *plan, const struct counts *counts) {
    int ordinal = schema_column_of(plan->schema, COLUMN_ORDINAL);
    struct text out;
    unsigned sections = 0;
    text_init(&out);
    text_putu(&out, counts->total);
    for (size_t i = 0; i < plan->count && sections <= MOST_SHOWN; i++) {
        const struct plan_row *row = &plan->rows[i];
        if (row->kind != ROW_SECTION || row->parent != UINT32_MAX) {
            continue;
        }
        if (sections == MOST_SHOWN) {
            text_puts(&out, ", ...");
            sections++;
        } else {
            text_printf(&out, "%s%s: %u", sections++ ? ", " : " (", row->cells[ordinal].text,
                        counts->below[i]);
        }
    }
    text_puts(&out, sections ? ")" : "");
    const char *shown = arena_strdup(a, out.data);
    text_release(&out);
    return shown;
}

struct counts counts_of(struct arena *a, const struct plan *plan) {
    uint32_t *below = arena_alloc(a, (plan->count + 1) * sizeof *below);
    struct counts counts = {.below = below};
    for (size_t i = 0; i < plan->count; i++) {
        if (plan->rows[i].kind != ROW_ITEM) {
            continue;
        }
        counts.total++;
        for (uint32_t at = plan->rows[i].parent; at != UINT32_MAX; at = plan->rows[at].parent) {
            below[at]++;
        }
    }
    counts.shown = show(a, plan, &counts);
    return counts;
}

bool counts_include(const struct counts *counts, const struct plan *plan, uint32_t n) {
    if (n == counts->total) {
        return true;
    }
    for (size_t i = 0; i < plan->count; i++) {
        if (plan->rows[i].kind == ROW_SECTION && counts->below[i] == n) {
            return true;
        }
    }
    return false;
}
