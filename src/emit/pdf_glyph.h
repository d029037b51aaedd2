/* The names under which PDF knows the characters outside ASCII. */
#ifndef BAOCAO_EMIT_PDF_GLYPH_H
#define BAOCAO_EMIT_PDF_GLYPH_H

#include <stdint.h>

#define GLYPH_NAME_SIZE 8 /* "uniXXXX" */

/* Name of a character of the Basic Multilingual Plane; `buffer` serves those without an own one. */
const char *glyph_name_of(uint32_t c, char buffer[static GLYPH_NAME_SIZE]);

#endif
