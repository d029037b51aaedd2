/* What a page of a PDF shows, as the operators of its content stream. */
#ifndef BAOCAO_EMIT_PDF_CONTENT_H
#define BAOCAO_EMIT_PDF_CONTENT_H

#include <hpdf.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "layout/page.h"

struct fontset;
struct pdf_font;
struct pdf_fonts;
struct pdf_pictures;
struct pdf_tags;

/* One for all pages of a document. The caller sets the first four, and owns `bytes`. */
struct pdf_content {
    struct pdf_fonts *fonts;
    struct pdf_pictures *pictures;
    struct pdf_tags *tags; /* NULL: nothing is tagged */
    const struct fontset *set;
    struct text bytes; /* of the page at hand */
    HPDF_Page page;
    int32_t height;
    uint32_t missing; /* a character without a glyph: layout should have refused it */
    /* What the viewer's text state is at this point of the content. */
    const struct pdf_font *font;
    int32_t size;
    int32_t word_space;
    uint8_t ink;
    int32_t x, y; /* start of the line, y upward */
    bool turned;
    bool in_text;          /* between BT and ET */
    bool in_tag;           /* before an EMC */
    uint8_t tag_component; /* of the text in it */
};

/* Fills an empty page; false after a library error, or with `missing` set. */
bool pdf_content_write(struct pdf_content *content, HPDF_Page page, const struct page *marks);

#endif
