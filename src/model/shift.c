/* Tells whether the cells of a row moved by a column or two.
 *
 * THE MODEL. Each column's type makes some texts likely and some absurd: a number in the column of
 * names, a sentence in a column of amounts. The row is scored in place and at each shift; it counts
 * as shifted when a shift is good in itself and clearly better than staying. Rejected: comparing
 * with the row above (the fault often begins with the first row of a part).
 */
#include "model/shift.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "model/ordinal.h"
#include "model/plan.h"

#define MAX_SHIFT   2
#define CLEAR_LEAD  4
#define GOOD_ENOUGH 4

static bool is_ordinal(const struct schema *s, const char *text) {
    for (size_t i = 0; i < s->level_count; i++) {
        if (ordinal_parse(text, (enum ordinal_style)s->levels[i].ordinal) > 0) {
            return true;
        }
    }
    return false;
}

static size_t count_words(const char *text) {
    size_t words = 0;
    for (bool inside = false; *text; text++) {
        bool space = *text == ' ' || *text == '\n';
        words += !space && !inside;
        inside = !space;
    }
    return words;
}

/* How well a filled cell suits its column: -2 ... 2. */
static int suits(const struct schema *s, const struct schema_column *column, const char *text) {
    static const struct number_style unknown = {0};
    struct value value = value_parse(text, &unknown);
    bool amount = value_is_numeric(&value);
    switch (column->type) {
    case COLUMN_ORDINAL:
        return is_ordinal(s, text) ? 2 : -2;
    case COLUMN_NAME:
        return amount || *text == '%' ? -2 : count_words(text) > 1 ? 2 : 0;
    case COLUMN_UNIT:
        return *text == '%' ? 2 : amount ? -2 : count_words(text) > 3 ? -1 : 1;
    case COLUMN_NUMBER:
    case COLUMN_TARGET:
        return amount ? 1 : -1;
    default:
        return amount ? -1 : 0;
    }
}

static int score_at(const struct plan *plan, const struct csv_row *row, int shift) {
    const struct schema *s = plan->schema;
    int score = 0;
    for (size_t i = 0; i < s->column_count; i++) {
        int at = plan->columns[i] + shift;
        const char *text = at >= 0 ? csv_row_text(row, (uint32_t)at) : "";
        if (*text) {
            score += suits(s, &s->columns[i], text);
        } else if (s->columns[i].type == COLUMN_NAME) {
            score -= 2;
        }
    }
    return score;
}

/* No shift gives more: as many cells as can stand in a column that counts 2, one for the others. */
static int score_limit(const struct plan *plan, const struct csv_row *row) {
    int filled = 0, heavy = 0;
    for (uint32_t i = 0; i < row->count; i++) {
        filled += *row->cells[i] != '\0';
    }
    for (size_t i = 0; i < plan->schema->column_count; i++) {
        int type = plan->schema->columns[i].type;
        heavy += type == COLUMN_ORDINAL || type == COLUMN_NAME || type == COLUMN_UNIT;
    }
    return filled + (filled < heavy ? filled : heavy);
}

int8_t shift_of_row(const struct plan *plan, const struct csv_row *row) {
    int in_place = score_at(plan, row, 0), best = in_place, best_shift = 0;
    if (score_limit(plan, row) - in_place < CLEAR_LEAD) {
        return 0;
    }
    for (int shift = -MAX_SHIFT; shift <= MAX_SHIFT; shift++) {
        int score = shift ? score_at(plan, row, shift) : in_place;
        if (score > best) {
            best = score;
            best_shift = shift;
        }
    }
    bool clear = best >= GOOD_ENOUGH && best - in_place >= CLEAR_LEAD;
    return (int8_t)(clear ? best_shift : 0);
}
