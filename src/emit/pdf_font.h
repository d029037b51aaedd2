/* The fonts of one PDF: which byte stands for which character, and what is embedded. */
#ifndef BAOCAO_EMIT_PDF_FONT_H
#define BAOCAO_EMIT_PDF_FONT_H

#include <hpdf.h>
#include <stdbool.h>
#include <stdint.h>

#include "layout/page.h"

struct fontset;
struct pdf_fonts;

/* A face under one encoding. */
struct pdf_font {
    HPDF_Font object;
    uint8_t used[256]; /* codes that some page shows */
    HPDF_Page page;    /* the page that `local` belongs to */
    const char *local; /* its name in that page's resources, borrowed from the library */
};

/* A character as the page shows it. Characters below U+007F have their own code in every encoding.
 */
struct pdf_code {
    uint16_t encoding;
    uint8_t code;
};

struct pdf_fonts *pdf_fonts_new(HPDF_Doc pdf, const struct fontset *fonts);
/* After HPDF_Free: the library reads the font files through this. */
void pdf_fonts_free(struct pdf_fonts *f);

/* Finds or opens a code for `c`; false when no encoding can hold it. */
bool pdf_fonts_code(struct pdf_fonts *f, uint32_t c, struct pdf_code *code);

/* The face under that encoding, made when it is wanted first; NULL after a library error. */
struct pdf_font *pdf_fonts_face(struct pdf_fonts *f, enum face face, unsigned encoding);

/* Once all pages are written: widths, embedded glyphs, Differences and ToUnicode. */
bool pdf_fonts_finish(struct pdf_fonts *f);

#endif
