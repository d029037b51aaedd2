/* The structure of a document with figures: what is read aloud, and what stands for a picture. */
#ifndef BAOCAO_EMIT_PDF_TAGS_H
#define BAOCAO_EMIT_PDF_TAGS_H

#include <hpdf.h>
#include <stdbool.h>
#include <stdint.h>

struct page_set;
struct pdf_tags;
struct text;

/* NULL when no page has a figure: then nothing is tagged. */
struct pdf_tags *pdf_tags_new(HPDF_Doc pdf, const struct page_set *set);
void pdf_tags_free(struct pdf_tags *t); /* accepts NULL */

/* Each begins a piece of content that "EMC" ends; operators go to `bytes`. Pages come in order.
 * False after a library error. */
bool pdf_tags_text(struct pdf_tags *t, HPDF_Page page, struct text *bytes);
bool pdf_tags_figure(struct pdf_tags *t, HPDF_Page page, struct text *bytes, const char *alt,
                     const int32_t box[4]); /* left, bottom, right, top: mpt, y upward */
void pdf_tags_artifact(struct text *bytes); /* page numbers, rules: not read */

/* Writes the tree once all pages are there. */
bool pdf_tags_finish(struct pdf_tags *t);

#endif
