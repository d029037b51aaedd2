/* Rules on zeros that a spreadsheet took away: 1.10 that became 1.1, 007 that became 7. */
#include <stdio.h>
#include <string.h>

#include "model/rules.h"

#define ENOUGH 5 /* cells that must agree before one that does not is at fault */

/* ---- zeros in front ---- */

struct digits {
    size_t len;
    bool zero_first;
};

/* A cell of nothing but digits; an ordinal may end in a dot or bracket. */
static bool digits_of(const char *text, struct digits *d) {
    if (*text < '0' || *text > '9') {
        return false;
    }
    d->len = strspn(text, "0123456789");
    d->zero_first = *text == '0' && d->len > 1;
    return text[d->len + strspn(text + d->len, ".)")] == '\0' && d->len < 32;
}

static void report_front(const struct check *c, size_t column, size_t len) {
    for (size_t i = 0; i < c->plan->count; i++) {
        const struct plan_row *row = &c->plan->rows[i];
        const char *text = row->cells[column].text;
        struct digits d;
        if (digits_of(text, &d) && d.len < len) {
            char likely[64];
            snprintf(likely, sizeof likely, "%.*s%s", (int)(len - d.len),
                     "00000000000000000000000000000000", text);
            struct place at = plan_place(c->plan, row, column);
            at.expected = likely;
            DIAG(c->diag, W358, &at, text, likely);
        }
    }
}

/* Where several cells of a column start with 0 and are equally long, a shorter one lost its own. */
static void check_front(const struct check *c, size_t column) {
    size_t len = 0, with_zero = 0, shorter = 0;
    if (c->columns[column].zeros_first < 2) {
        return;
    }
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < c->plan->count; i++) {
            const char *text = c->plan->rows[i].cells[column].text;
            struct digits d;
            if ((pass == 0 && *text != '0') || !digits_of(text, &d)) {
                continue;
            }
            if (pass == 1) {
                shorter += d.len < len;
            } else if (d.zero_first) {
                if (len && d.len != len) {
                    return;
                }
                len = d.len;
                with_zero++;
            }
        }
        if (with_zero < 2) {
            return;
        }
    }
    if (shorter > 0 && shorter <= with_zero) {
        report_front(c, column, len);
    }
}

/* ---- zeros at the end ---- */

/* "1.9" then "1.1": the number behind the last dot should be ten times as much. */
static bool lost_ten(const char *previous, const char *text, char *likely, size_t size) {
    const char *dot = strrchr(previous, '.'), *own = strrchr(text, '.');
    if (!dot || !own || dot == previous || own - text != dot - previous ||
        strncmp(previous, text, (size_t)(dot - previous)) != 0) {
        return false;
    }
    size_t n = strspn(dot + 1, "0123456789"), m = strspn(own + 1, "0123456789");
    if (n == 0 || n > 3 || m == 0 || dot[1 + n] || own[1 + m]) {
        return false;
    }
    int before = 0, now = 0;
    for (size_t i = 1; i <= n; i++) {
        before = before * 10 + (dot[i] - '0');
    }
    for (size_t i = 1; i <= m; i++) {
        now = now * 10 + (own[i] - '0');
    }
    snprintf(likely, size, "%s0", text);
    return before + 1 == now * 10;
}

static void report_end(const struct check *c, const struct plan_row *row, size_t column,
                       const char *likely) {
    struct place at = plan_place(c->plan, row, column);
    at.expected = likely;
    DIAG(c->diag, W353, &at, row->cells[column].text, likely);
}

static void check_ordinals(const struct check *c) {
    const char *previous = "";
    for (size_t i = 0; i < c->plan->count; i++) {
        const struct plan_row *row = &c->plan->rows[i];
        const char *text = rule_cell_text(row, c->ordinal_column);
        char likely[64];
        if (*text == '\0') {
            continue;
        }
        if (strlen(text) < 16 && lost_ten(previous, text, likely, sizeof likely)) {
            report_end(c, row, (size_t)c->ordinal_column, likely);
        }
        previous = text;
    }
}

/* A column that keeps its zeros (4,50) writes all decimals alike; where it does not, 1,1 may as
 * well have been typed. */
static void check_end(const struct check *c, size_t column) {
    const struct column_facts *facts = &c->columns[column];
    if (facts->decimals_more > 0 || !facts->keeps_zeros || facts->decimals_one == 0 ||
        facts->decimals_two < ENOUGH * facts->decimals_one) {
        return;
    }
    for (size_t i = 0; i < c->plan->count; i++) {
        const struct plan_row *row = &c->plan->rows[i];
        const struct value *v = row->cells[column].value;
        if (rule_has_decimals(v) && v->low.scale == 1) {
            report_end(c, row, column, arena_printf(c->arena, "%s0", row->cells[column].text));
        }
    }
}

void rule_zeros(const struct check *c) {
    check_ordinals(c);
    for (size_t i = 0; i < c->plan->schema->column_count; i++) {
        const struct schema_column *column = &c->plan->schema->columns[i];
        if (schema_is_value(column)) {
            check_end(c, i);
        } else if (column->type == COLUMN_ORDINAL || column->type == COLUMN_TEXT) {
            check_front(c, i);
        }
    }
}
