/* Shapes of a page as operators of its content stream. */
#ifndef BAOCAO_EMIT_PDF_SHAPE_H
#define BAOCAO_EMIT_PDF_SHAPE_H

#include <stddef.h>
#include <stdint.h>

struct shape_mark;
struct text;

/* Appends shapes of a page `height` mpt high, the first lowest. Leaves the graphics state as it
 * was. */
void pdf_shapes_put(struct text *bytes, const struct shape_mark *shapes, size_t count,
                    int32_t height);

#endif
