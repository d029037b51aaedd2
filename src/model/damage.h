/* What a spreadsheet makes of a cell: dates, serial numbers, error values, formulas, long numbers.
 */
#ifndef BAOCAO_MODEL_DAMAGE_H
#define BAOCAO_MODEL_DAMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

#define DAMAGE_TEXT 96

struct damage {
    enum code code;
    char likely[DAMAGE_TEXT]; /* what the cell probably was; "" when nobody can know */
};

/* Looks at a whole cell that should hold a value or an ordinal. */
bool damage_of_value(const char *text, struct damage *out);

/* Looks at a whole cell of a text; dates in figures are no damage there. */
bool damage_of_text(const char *text, struct damage *out);

/* A number that looks like digits with O, l or I among them: 1O0. Also inside a text (2O26), where
 * the whole text is given back mended; false when it does not fit. */
bool damage_of_digits(const char *text, bool inside, char *mended, size_t size);

/* Days since 30/12/1899, as spreadsheets count, written dd/mm/yyyy. */
#define DAMAGE_FIRST_SERIAL 36526 /* 01/01/2000 */
#define DAMAGE_LAST_SERIAL  55000 /* 31/07/2050 */
struct damage_date {
    int year, month, day;
};
struct damage_date damage_serial_date(int64_t serial);

/* "11/12; 11-12": what was typed where a spreadsheet saw that day and month. */
void damage_typed(int a, int b, char *out, size_t size);

#endif
