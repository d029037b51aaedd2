/* What leads a reader through a PDF: its outline (bookmarks), and links within its pages. */
#ifndef BAOCAO_EMIT_PDF_OUTLINE_H
#define BAOCAO_EMIT_PDF_OUTLINE_H

#include <hpdf.h>
#include <stdbool.h>

struct page_set;

/* Once the document has all pages of the set; false after a library error. */
bool pdf_outline_write(HPDF_Doc pdf, const struct page_set *set);
bool pdf_links_write(HPDF_Doc pdf, const struct page_set *set);

#endif
