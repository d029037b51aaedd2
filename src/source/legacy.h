/* The encodings of old Vietnamese fonts, which no library knows. */
#ifndef BAOCAO_SOURCE_LEGACY_H
#define BAOCAO_SOURCE_LEGACY_H

#include <stddef.h>
#include <stdint.h>

/* LEGACY_LATIN is Windows-1252: what programs that do not know the fonts take their bytes for. */
enum legacy { LEGACY_TCVN3, LEGACY_VNI, LEGACY_LATIN };

/* Reads one character of `s` (`len` at least 1) and gives the number of its bytes. `*c` is 0 for a
 * byte that has no meaning in the encoding, and for a NUL. */
size_t legacy_next(enum legacy encoding, const char *s, size_t len, uint32_t *c);

/* The byte that Windows-1252 has for a character, or -1. */
int legacy_latin_byte(uint32_t c);

#endif
