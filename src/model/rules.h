/* What the rules over a plan share: the plan at hand and a rule's shape. */
#ifndef BAOCAO_MODEL_RULES_H
#define BAOCAO_MODEL_RULES_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/diag.h"
#include "model/plan.h"

struct agency_list;
struct unit_list;
struct wordlist;

/* What the cells of a column have together, counted while the rules go from row to row: another
 * pass over a long table would cost more than the counting. */
struct column_facts {
    bool worded;        /* somewhere is text; most columns of values have none */
    bool keeps_zeros;   /* a number ends in one behind its sign: 4,50 */
    size_t zeros_first; /* texts that begin with one */
    size_t decimals_one, decimals_two, decimals_more; /* plain numbers with so many */
};

struct check {
    struct arena *arena;
    struct diag *diag;
    const struct plan *plan;
    struct unit_list *units;
    const struct wordlist *typos;
    const struct agency_list *agencies; /* the ward's units */
    int year;                           /* of the plan; 0: not known */
    const char *name;                   /* of the row at hand, folded; NULL for a section */
    uint64_t *name_hashes;              /* of the rows, folded; 0 for a section and a blank name */
    struct column_facts columns[SCHEMA_MAX_COLUMNS];
    const uint32_t *first, *next; /* by parent, its first row, and by row, the one behind it under
                                     the same parent, index + 1; first[count]: under no parent */
    int ordinal_column, name_column, unit_column; /* unit_column: -1 without one */
    int role_columns[ROLE_COUNT];                 /* -1 without one */
};

/* A rule looks at each row in turn, or once at the whole plan. */
typedef void (*row_rule)(const struct check *c, const struct plan_row *row);
typedef void (*plan_rule)(const struct check *c);

static inline const char *rule_cell_text(const struct plan_row *row, int column) {
    return row->cells[column].text;
}

/* A row that must carry values of its own: no section, and nothing details it. */
bool rule_is_leaf(const struct plan_row *row);

/* A row whose name is one: no section, and its cells stand where they should. */
static inline bool rule_is_named(const struct plan_row *row) {
    return row->kind != ROW_SECTION && row->shift == 0;
}

/* A cell with text to read. */
static inline bool rule_has_words(const struct plan_cell *cell) {
    return *cell->text && (cell->value == NULL || cell->value->kind == VALUE_TEXT);
}

/* A number and nothing else, with decimals. */
static inline bool rule_has_decimals(const struct value *v) {
    return v && v->kind == VALUE_NUMBER && v->plain && v->low.scale > 0;
}

/* check_structure.c: width, numbering, levels */
void rule_width(const struct check *c, const struct plan_row *row);
void rule_numbering(const struct check *c, const struct plan_row *row);
void rule_dotted(const struct check *c, const struct plan_row *row);
void rule_ordinal(const struct check *c, const struct plan_row *row);
void rule_parent(const struct check *c, const struct plan_row *row);
void rule_ordinal_with_name(const struct check *c, const struct plan_row *row);
void rule_empty_section(const struct check *c, const struct plan_row *row);
void rule_shift(const struct check *c);
void rule_counts(const struct check *c);

/* check_cells.c: units and values, cell by cell */
void rule_unit(const struct check *c, const struct plan_row *row);
void rule_types(const struct check *c, const struct plan_row *row);
void rule_ambiguous(const struct check *c, const struct plan_row *row);
void rule_required(const struct check *c, const struct plan_row *row);
void rule_markup(const struct check *c, const struct plan_row *row);
void rule_share(const struct check *c, const struct plan_row *row);

/* check_course.c: quarters, the year, the city's plan, details */
void rule_course(const struct check *c, const struct plan_row *row);

/* check_names.c: names against each other */
void rule_duplicates(const struct check *c);

/* check_damage.c: what a spreadsheet did to a cell */
void rule_damage(const struct check *c, const struct plan_row *row);

/* Then other rules need not say that the cell does not fit. */
bool rule_is_damaged_value(const char *text);
bool rule_is_damaged_deadline(const char *text);

/* check_zeros.c: zeros that a spreadsheet took away */
void rule_zeros(const struct check *c);

/* check_text.c: typing faults, tones, years gone by */
void rule_words(const struct check *c);

/* check_columns.c: people, agencies, deadlines */
void rule_columns(const struct check *c);

/* check_near.c: names that are nearly the same */
void rule_near_names(const struct check *c);

#endif
