/* Proves finished files: what they show is read back from their bytes and held against the pages
 * and the tables they were made from. */
#ifndef BAOCAO_EMIT_REREAD_H
#define BAOCAO_EMIT_REREAD_H

#include <stdbool.h>

struct diag;
struct doc;
struct page_set;
struct text;

/* Each false with findings E980-E986 about `file`, the name that the bytes will have. */

/* The PDF shows the texts of the pages, in their order, size and place (to 0.01 pt), and the pages
 * show every cell of the document's tables. */
bool reread_check_pdf(const char *file, const struct text *pdf, const struct doc *doc,
                      const struct page_set *pages, struct diag *diag);

/* The sheets of parts with a table hold its texts and, digit by digit, its numbers, also as results
 * of formulas. What a sheet holds beside or below the part's own columns and rows is not looked at.
 */
bool reread_check_xlsx(const char *file, const struct text *xlsx, const struct doc *doc,
                       struct diag *diag);

#endif
