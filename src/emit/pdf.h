/* Writes finished pages as a PDF in memory, through libharu. */
#ifndef BAOCAO_EMIT_PDF_H
#define BAOCAO_EMIT_PDF_H

#include <stdbool.h>

struct diag;
struct doc;
struct fontset;
struct page_set;
struct text;

/* Appends the whole file to `out`. On failure reports a finding and leaves `out` as it was. */
bool pdf_write(const struct doc *doc, const struct page_set *pages, const struct fontset *fonts,
               struct diag *diag, struct text *out);

#endif
