/* Rules on the course of a year: quarters against the plan, the ward's plan against the city's,
 * details against the whole. Exact decimals throughout. */
#include <string.h>

#include "model/rules.h"
#include "model/target.h"

#define QUARTERS 4

/* The values of one row by their roles; NULL where the table has no such column. */
struct course {
    const struct value *of[ROLE_COUNT];
    int column[ROLE_COUNT];
    unsigned quarters; /* how many quarters hold an amount */
};

static struct course course_of(const struct check *c, const struct plan_row *row) {
    struct course course = {.quarters = 0};
    for (int role = ROLE_ASSIGNED; role < ROLE_COUNT; role++) {
        int column = c->role_columns[role];
        course.column[role] = column;
        course.of[role] = column >= 0 ? row->cells[column].value : NULL;
        if (role >= ROLE_QUARTER_1 && course.of[role] && value_is_numeric(course.of[role])) {
            course.quarters++;
        }
    }
    return course;
}

/* A single amount that may be added and compared; a range, a fraction or a limit may not. */
static bool is_amount(const struct value *v) {
    return v && v->kind == VALUE_NUMBER && v->comparator == COMPARE_EQUAL && !v->ambiguous;
}

/* The year's plan as an amount, the city's first as it stands first; its role, or ROLE_NONE. */
static enum column_role plan_role(const struct course *course) {
    if (is_amount(course->of[ROLE_ASSIGNED])) {
        return ROLE_ASSIGNED;
    }
    return is_amount(course->of[ROLE_PLAN]) ? ROLE_PLAN : ROLE_NONE;
}

/* ---- sums ---- */

/* The quarters of a flow make the year, to the digits that the plan is written with. */
static void check_sum(const struct check *c, const struct plan_row *row,
                      const struct course *course) {
    enum column_role role = plan_role(course);
    struct decimal sum = {0, 0};
    if (role == ROLE_NONE) {
        return;
    }
    for (int q = ROLE_QUARTER_1; q <= ROLE_QUARTER_4; q++) {
        const struct value *v = course->of[q];
        if (v && v->kind != VALUE_BLANK && v->kind != VALUE_DASH &&
            (!is_amount(v) || !decimal_add(sum, v->low, &sum))) {
            return;
        }
    }
    struct decimal plan = course->of[role]->low, difference;
    struct decimal rounded = decimal_round(sum, plan.scale);
    int order = decimal_compare(rounded, plan);
    bool complete = course->quarters == QUARTERS;
    if (order == 0 || (!complete && order < 0) ||
        !decimal_add(rounded, decimal_negate(plan), &difference)) {
        return;
    }
    char sum_text[DECIMAL_TEXT_SIZE], plan_text[DECIMAL_TEXT_SIZE], by[DECIMAL_TEXT_SIZE];
    decimal_format(sum, sum_text);
    decimal_format(plan, plan_text);
    decimal_format(order < 0 ? decimal_negate(difference) : difference, by);
    struct place at = plan_place(c->plan, row, (size_t)course->column[role]);
    at.expected = sum_text;
    DIAG(c->diag, E311, &at, sum_text, plan_text, by);
}

/* The details of a flow ("Trong đó") are not more than the whole. */
static void check_details(const struct check *c, const struct plan_row *row,
                          const struct course *course) {
    enum column_role role = plan_role(course);
    if (role == ROLE_NONE || row->children == 0) {
        return;
    }
    struct decimal sum = {0, 0};
    uint32_t index = (uint32_t)(row - c->plan->rows);
    for (size_t i = index + 1, left = row->children; left > 0 && i < c->plan->count; i++) {
        const struct plan_row *child = &c->plan->rows[i];
        if (child->parent != index) {
            continue;
        }
        left--;
        const struct value *v = child->cells[course->column[role]].value;
        bool same_unit = c->unit_column < 0 || strcmp(rule_cell_text(child, c->unit_column),
                                                      rule_cell_text(row, c->unit_column)) == 0;
        if (!same_unit || !is_amount(v) || !decimal_add(sum, v->low, &sum)) {
            return;
        }
    }
    if (decimal_compare(sum, course->of[role]->low) > 0) {
        char sum_text[DECIMAL_TEXT_SIZE], whole[DECIMAL_TEXT_SIZE];
        decimal_format(sum, sum_text);
        decimal_format(course->of[role]->low, whole);
        struct place at = plan_place(c->plan, row, (size_t)course->column[role]);
        DIAG(c->diag, E326, &at, sum_text, whole);
    }
}

/* ---- levels ---- */

/* True when a value falls short of a plan, which may be a limit or a range. */
static bool falls_short(const struct value *value, const struct value *plan,
                        enum target_direction direction) {
    if (!is_amount(value) || !value_is_numeric(plan) || plan->kind == VALUE_FRACTION ||
        plan->ambiguous) {
        return false;
    }
    int low = decimal_compare(value->low, plan->low);
    int high = decimal_compare(value->low, plan->high);
    switch (direction) {
    case DIRECTION_HIGHER:
        return plan->comparator == COMPARE_MORE ? low <= 0 : low < 0;
    case DIRECTION_LOWER:
        return plan->comparator == COMPARE_LESS ? high >= 0 : high > 0;
    case DIRECTION_INSIDE:
        return low < 0 || high > 0;
    case DIRECTION_REACH:
    case DIRECTION_BY_WORDS:
        break;
    }
    return false;
}

static void check_last_quarter(const struct check *c, const struct plan_row *row,
                               const struct course *course, enum target_direction direction) {
    const struct value *plan = course->of[ROLE_PLAN], *last = course->of[ROLE_QUARTER_4];
    if (plan && last && falls_short(last, plan, direction)) {
        int column = course->column[ROLE_QUARTER_4];
        struct place at = plan_place(c->plan, row, (size_t)column);
        const char *wanted = rule_cell_text(row, course->column[ROLE_PLAN]);
        at.expected = wanted;
        DIAG(c->diag, W320, &at, rule_cell_text(row, column), wanted);
    }
}

/* A plan is the year's goal: a quarter beyond it makes one of the two wrong. */
static void check_beyond_year(const struct check *c, const struct plan_row *row,
                              const struct course *course, enum target_direction direction) {
    const struct value *plan = course->of[ROLE_PLAN];
    if (!is_amount(plan) || (direction != DIRECTION_HIGHER && direction != DIRECTION_LOWER)) {
        return;
    }
    for (int q = ROLE_QUARTER_1; q <= ROLE_QUARTER_4; q++) {
        int order = is_amount(course->of[q]) ? decimal_compare(course->of[q]->low, plan->low) : 0;
        if (direction == DIRECTION_HIGHER ? order > 0 : order < 0) {
            struct place at = plan_place(c->plan, row, (size_t)course->column[q]);
            DIAG(c->diag, W321, &at, rule_cell_text(row, course->column[q]),
                 rule_cell_text(row, course->column[ROLE_PLAN]));
            return;
        }
    }
}

static void check_falling(const struct check *c, const struct plan_row *row,
                          const struct course *course, enum target_direction direction) {
    int before = -1;
    for (int q = ROLE_QUARTER_1; q <= ROLE_QUARTER_4; q++) {
        if (!is_amount(course->of[q])) {
            continue;
        }
        int order = before < 0 ? 0 : decimal_compare(course->of[q]->low, course->of[before]->low);
        if (direction == DIRECTION_LOWER ? order > 0 : direction == DIRECTION_HIGHER && order < 0) {
            struct place at = plan_place(c->plan, row, (size_t)course->column[q]);
            DIAG(c->diag, W322, &at, rule_cell_text(row, course->column[before]),
                 rule_cell_text(row, course->column[q]));
            return;
        }
        before = q;
    }
}

/* ---- plan and progress beside each other ---- */

static bool has_quarters(const struct check *c) {
    return c->role_columns[ROLE_QUARTER_1] >= 0;
}

static bool is_zero(const struct value *v) {
    return v->kind == VALUE_NUMBER && v->low.units == 0;
}

static void check_presence(const struct check *c, const struct plan_row *row,
                           const struct course *course) {
    const struct value *plan = course->of[ROLE_PLAN], *city = course->of[ROLE_ASSIGNED];
    bool planned = (plan && value_is_numeric(plan)) || (city && value_is_numeric(city));
    bool nothing = (!plan || plan->kind == VALUE_BLANK) && (!city || city->kind == VALUE_BLANK);
    if (planned && course->quarters == 0 && plan && !is_zero(plan)) {
        struct place at = plan_place(c->plan, row, (size_t)course->column[ROLE_PLAN]);
        DIAG(c->diag, W323, &at, rule_cell_text(row, course->column[ROLE_PLAN]));
    } else if (nothing && course->quarters > 0) {
        for (int q = ROLE_QUARTER_1; q <= ROLE_QUARTER_4; q++) {
            if (course->of[q] && value_is_numeric(course->of[q])) {
                struct place at = plan_place(c->plan, row, (size_t)course->column[q]);
                DIAG(c->diag, W324, &at, rule_cell_text(row, course->column[q]));
                return;
            }
        }
    }
}

/* The ward may not plan less than the city assigned. */
static void check_assigned(const struct check *c, const struct plan_row *row,
                           const struct course *course, enum target_direction direction) {
    const struct value *plan = course->of[ROLE_PLAN], *city = course->of[ROLE_ASSIGNED];
    if (plan && city && is_amount(plan) && falls_short(plan, city, direction)) {
        struct place at = plan_place(c->plan, row, (size_t)course->column[ROLE_PLAN]);
        const char *assigned = rule_cell_text(row, course->column[ROLE_ASSIGNED]);
        at.expected = assigned;
        DIAG(c->diag, E325, &at, rule_cell_text(row, course->column[ROLE_PLAN]), assigned);
    }
}

void rule_course(const struct check *c, const struct plan_row *row) {
    if (row->kind == ROW_SECTION ||
        (c->role_columns[ROLE_PLAN] < 0 && c->role_columns[ROLE_ASSIGNED] < 0)) {
        return;
    }
    struct course course = course_of(c, row);
    struct target_traits traits = target_traits_of(c->plan, row, c->name);
    check_assigned(c, row, &course, traits.direction);
    if (traits.kind == TARGET_FLOW) {
        check_details(c, row, &course);
    }
    if (!has_quarters(c) || !rule_is_leaf(row)) {
        return;
    }
    check_presence(c, row, &course);
    if (traits.kind == TARGET_FLOW) {
        check_sum(c, row, &course);
    } else if (traits.kind == TARGET_LEVEL) {
        check_last_quarter(c, row, &course, traits.direction);
        check_beyond_year(c, row, &course, traits.direction);
        check_falling(c, row, &course, traits.direction);
    }
}
