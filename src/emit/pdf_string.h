/* Text that a PDF holds outside its pages: titles, names, keywords. */
#ifndef BAOCAO_EMIT_PDF_STRING_H
#define BAOCAO_EMIT_PDF_STRING_H

#include <hpdf.h>
#include <stdbool.h>

/* Adds `text`, valid UTF-8, to a dictionary, in place of an entry it has; line ends become spaces.
 * False after a library error. */
bool pdf_string_put(HPDF_Doc pdf, HPDF_Dict dict, const char *key, const char *text);

#endif
