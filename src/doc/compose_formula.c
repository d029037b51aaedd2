/* Makes the formulas of a progress table in a workbook, from the rules by which the model computed
 * its figures: only where all it takes stands in the same row, as exact as it was reckoned with. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "doc/composer.h"
#include "model/figures.h"
#include "model/report_columns.h"

#define NAME_SIZE 32

static bool is_exact(const struct report_figure *f) {
    return f->known && f->value.kind == VALUE_NUMBER && f->value.comparator == COMPARE_EQUAL &&
           decimal_compare(decimal_round(f->value.low, f->digits), f->value.low) == 0;
}

/* The column, counted from 1, that shows a figure of the target exactly; 0: none. */
static unsigned column_of(const struct report_columns *c, const struct target_figures *t,
                          enum figure_kind kind) {
    for (size_t i = 0; kind < FIGURE_COUNT && i < c->layout.column_count; i++) {
        if (c->contents[i] == CONTENT_FIGURE + (int)kind && is_exact(&t->figures[kind])) {
            return (unsigned)i + 1;
        }
    }
    return 0;
}

/* A sum over periods is what was before and what came in this one. */
static const char *sum_formula(struct arena *a, const struct report_columns *c,
                               const struct target_figures *t) {
    const struct report_figure *f = t->figures;
    unsigned before = column_of(c, t, FIGURE_BEFORE), now = column_of(c, t, FIGURE_ACHIEVED);
    struct decimal sum;
    bool adds = before && now &&
                decimal_add(f[FIGURE_BEFORE].value.low, f[FIGURE_ACHIEVED].value.low, &sum) &&
                decimal_compare(sum, f[FIGURE_CUMULATIVE].value.low) == 0;
    return adds ? arena_printf(a, "ROUND({%u}+{%u},%u)", before, now,
                               (unsigned)f[FIGURE_CUMULATIVE].digits)
                : NULL;
}

/* The figure whose name begins at `*s`, which moves behind it. */
static enum figure_kind read_name(const char **s) {
    char name[NAME_SIZE];
    size_t n = strspn(*s, "abcdefghijklmnopqrstuvwxyz_");
    if (n == 0 || n >= sizeof name) {
        return FIGURE_COUNT;
    }
    snprintf(name, sizeof name, "%.*s", (int)n, *s);
    *s += n;
    return figure_of_name(name);
}

const char *compose_formula(struct arena *a, const struct report_columns *c,
                            const struct target_figures *t, int kind) {
    const struct report_figure *f = &t->figures[kind];
    if (!f->known) {
        return NULL;
    }
    if (kind == FIGURE_CUMULATIVE && strncmp(f->rule, "sum(", 4) == 0) {
        return sum_formula(a, c, t);
    }
    const char *s = f->rule;
    unsigned first = column_of(c, t, read_name(&s));
    char sign = *s;
    if (first == 0 || (sign != '/' && sign != '-')) {
        return NULL;
    }
    s++;
    unsigned second = column_of(c, t, read_name(&s));
    bool rest = sign == '-' ? *s == '\0' : strcmp(s, "*100") == 0 || strcmp(s, "*100-100") == 0;
    return second && rest ? arena_printf(a, "ROUND({%u}%c{%u}%s,%u)", first, sign, second, s,
                                         (unsigned)f->digits)
                          : NULL;
}
