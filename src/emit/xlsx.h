/* Writes the tables of a document as a workbook in memory, through libxlsxwriter. */
#ifndef BAOCAO_EMIT_XLSX_H
#define BAOCAO_EMIT_XLSX_H

#include <stdbool.h>

struct diag;
struct doc;
struct table_fit;
struct text;

/* `fits` holds one entry a part: the measures of its table, as the PDF uses them. Each part that
 * has a sheet name gives a sheet of its table, in their order, and one of its charts with their
 * figures; a document without any is an error. Appends the whole file to `out`. On failure reports
 * a finding and leaves `out` as it was.
 */
bool xlsx_write(const struct doc *doc, const struct table_fit *fits, struct diag *diag,
                struct text *out);

#endif
