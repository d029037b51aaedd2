/* Reads what the cells of a finished workbook of ours hold: texts, numbers, and of formulas the
 * results that were written with them. */
#ifndef BAOCAO_EMIT_REREAD_XLSX_H
#define BAOCAO_EMIT_REREAD_XLSX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct text;

struct held_cell {
    uint32_t row, column; /* from 0 */
    bool is_number;
    bool has_formula;
    const char *text; /* of a number as the file has it: "9.699999999999999" */
};

struct held_sheet {
    const char *name;
    struct held_cell *cells; /* those that hold something, by row, then column */
    size_t count;
};

struct held_book {
    struct held_sheet *sheets; /* as their tabs stand */
    size_t count;
};

/* All is the arena's. False, with the name of the part that is wrong ("xl/workbook.xml"), when the
 * bytes are no such file. Never fails otherwise, whatever the bytes. */
bool reread_xlsx(struct arena *a, const struct text *bytes, struct held_book *book,
                 const char **fault);

#endif
