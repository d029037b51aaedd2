/* The pictures of one PDF, each embedded once. */
#ifndef BAOCAO_EMIT_PDF_PICTURE_H
#define BAOCAO_EMIT_PDF_PICTURE_H

#include <hpdf.h>

struct picture;
struct pdf_pictures;

struct pdf_pictures *pdf_pictures_new(HPDF_Doc pdf);
void pdf_pictures_free(struct pdf_pictures *p); /* accepts NULL */

/* The image object of a picture, or of an earlier one with the same pixels; NULL after a library
 * error. */
HPDF_Image pdf_pictures_image(struct pdf_pictures *p, const struct picture *picture);

#endif
