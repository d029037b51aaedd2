/* Numbers and operators of a content stream, written without a locale and without rounding. */
#ifndef BAOCAO_EMIT_PDF_NUMBER_H
#define BAOCAO_EMIT_PDF_NUMBER_H

#include <stdint.h>

#define NUMBER_SIZE 16 /* "-2147483.648 " */

/* Each puts its text at `p`, without a NUL, and gives the end. */
char *put_scaled(char *p, int32_t value, uint32_t scale); /* 125, 10 -> "12.5 " */
char *put_milli(char *p, int32_t value);                  /* 12500 -> "12.5 " */
char *put_operator(char *p, const char *name);            /* and a line end */

#endif
