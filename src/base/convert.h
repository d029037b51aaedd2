/* Text of an encoding that the system knows, turned into UTF-8. */
#ifndef BAOCAO_BASE_CONVERT_H
#define BAOCAO_BASE_CONVERT_H

#include <stddef.h>

struct converter;
struct text;

/* `from` is a name as iconv knows it ("UTF-16LE"); NULL when this system cannot read it. */
struct converter *converter_new(const char *from);
void converter_free(struct converter *c); /* accepts NULL */

/* Appends the text as UTF-8 up to the first invalid or incomplete character; gives the number of
 * bytes read, `len` when all were good. May go on behind bad bytes with another call. */
size_t converter_run(struct converter *c, const char *bytes, size_t len, struct text *out);

#endif
