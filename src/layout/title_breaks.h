/* Breaks centred headings where a reader pauses. */
#ifndef BAOCAO_LAYOUT_TITLE_BREAKS_H
#define BAOCAO_LAYOUT_TITLE_BREAKS_H

#include <stdint.h>

#include "layout/linebreak.h"
#include "layout/measure.h"

/* Replaces the list's lines with those of the text in a box of `width` mpt and letters of `size`
 * mpt; as many as linebreak_measured makes. An empty text gives no line; '\n' forces one. */
void title_breaks(const struct text_measure *m, int32_t size, int32_t width, struct line_list *out);

#endif
