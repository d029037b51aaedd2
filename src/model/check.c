/* Runs the rules over a plan. Adding one is a function, a row here, a message and a golden. */
#include "model/check.h"

#include "base/hash.h"
#include "base/text.h"
#include "base/utf8.h"
#include "model/rules.h"

static const row_rule row_rules[] = {
    rule_width,         rule_numbering, rule_ordinal,  rule_parent, rule_unit,
    rule_types,         rule_ambiguous, rule_required, rule_course, rule_ordinal_with_name,
    rule_empty_section, rule_markup,    rule_dotted,   rule_damage, rule_share,
};

static const plan_rule plan_rules[] = {
    rule_counts, rule_shift, rule_duplicates, rule_near_names, rule_zeros, rule_words, rule_columns,
};

bool rule_is_leaf(const struct plan_row *row) {
    return row->kind != ROW_SECTION && row->children == 0;
}

/* Links the rows of each parent in their order. */
static void link_rows(struct check *c) {
    const struct plan *plan = c->plan;
    uint32_t *first = arena_alloc(c->arena, (plan->count + 1) * sizeof *first);
    uint32_t *next = arena_alloc(c->arena, (plan->count + 1) * sizeof *next);
    for (size_t i = plan->count; i-- > 0;) {
        uint32_t parent = plan->rows[i].parent;
        uint32_t *head = &first[parent == UINT32_MAX ? plan->count : parent];
        next[i] = *head;
        *head = (uint32_t)i + 1;
    }
    c->first = first;
    c->next = next;
}

static void learn_columns(struct check *c, const struct plan_row *row) {
    for (size_t i = 0; i < c->plan->schema->column_count; i++) {
        const struct plan_cell *cell = &row->cells[i];
        struct column_facts *facts = &c->columns[i];
        facts->zeros_first += *cell->text == '0';
        facts->worded = facts->worded || rule_has_words(cell);
        if (rule_has_decimals(cell->value)) {
            const struct decimal *number = &cell->value->low;
            facts->decimals_one += number->scale == 1;
            facts->decimals_two += number->scale == 2;
            facts->decimals_more += number->scale > 2;
            facts->keeps_zeros |= number->scale == 2 && number->units % 10 == 0;
        }
    }
}

static void check_rows(struct check *c) {
    const struct plan *plan = c->plan;
    struct text name;
    text_init(&name);
    c->name_hashes = arena_alloc(c->arena, (plan->count + 1) * sizeof *c->name_hashes);
    for (size_t i = 0; i < plan->count; i++) {
        const struct plan_row *row = &plan->rows[i];
        c->name = NULL;
        if (rule_is_named(row)) {
            utf8_fold_into(&name, rule_cell_text(row, c->name_column));
            c->name = name.data;
            c->name_hashes[i] = name.len ? hash_bytes(name.data, name.len, 0) | 1 : 0;
        }
        learn_columns(c, row);
        bool shifted = row->shift != 0; /* the other rules would only echo that */
        for (size_t r = 0; !shifted && r < sizeof row_rules / sizeof *row_rules; r++) {
            row_rules[r](c, row);
        }
    }
    text_release(&name);
}

void check_plan(struct arena *a, const struct plan *plan, const struct check_context *context,
                struct diag *diag) {
    struct check c = {.arena = a,
                      .diag = diag,
                      .plan = plan,
                      .units = context->units,
                      .typos = context->typos,
                      .agencies = context->agencies,
                      .year = context->year,
                      .ordinal_column = schema_column_of(plan->schema, COLUMN_ORDINAL),
                      .name_column = schema_column_of(plan->schema, COLUMN_NAME),
                      .unit_column = schema_column_of(plan->schema, COLUMN_UNIT)};
    for (int role = 0; role < ROLE_COUNT; role++) {
        c.role_columns[role] = schema_column_of_role(plan->schema, (enum column_role)role);
    }
    link_rows(&c);
    check_rows(&c);
    for (size_t r = 0; r < sizeof plan_rules / sizeof *plan_rules; r++) {
        plan_rules[r](&c);
    }
}
