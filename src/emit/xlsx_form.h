/* Writes a collection form as a workbook in memory, through libxlsxwriter. */
#ifndef BAOCAO_EMIT_XLSX_FORM_H
#define BAOCAO_EMIT_XLSX_FORM_H

#include <stdbool.h>

struct diag;
struct form_book;
struct text;

/* Appends the whole file to `out`: the sheets to fill, the first one open, then the guide. What is
 * not to fill is protected without a password. On failure reports a finding and leaves `out` as it
 * was. */
bool xlsx_form_write(const struct form_book *form, struct diag *diag, struct text *out);

#endif
