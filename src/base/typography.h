/* Units and words of typography that templates, documents and pages share. */
#ifndef BAOCAO_BASE_TYPOGRAPHY_H
#define BAOCAO_BASE_TYPOGRAPHY_H

#include <stdint.h>

/* Lengths are millipoints (1/1000 pt); 1 mm = 2834.6457 mpt. */
#define MPT_PER_PT         1000
#define MM_TO_MPT(mm)      ((int32_t)(((int64_t)(mm)*2834646 + 500) / 1000))
#define TENTH_MM_TO_MPT(t) ((int32_t)(((int64_t)(t)*2834646 + 5000) / 10000))
#define A4_SHORT           595276
#define A4_LONG            841890
#define A3_LONG            1190551 /* its short side is A4_LONG */

/* Height of a line set single, in 1/1000 of the font size. */
#define LINE_SPACING 1150

enum text_align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT, ALIGN_JUSTIFY };
#define TEXT_ALIGN_CHOICES "left|center|right|justify"

/* Bits of a style. */
enum text_style { STYLE_REGULAR = 0, STYLE_BOLD = 1, STYLE_ITALIC = 2 };

/* A part of a text in another style, or one that leads somewhere: bytes [start, end). Spans of a
 * text are sorted and do not overlap. */
struct text_span {
    uint32_t start, end;
    uint8_t style; /* bits of enum text_style, instead of the text's own */
    uint16_t link; /* index of the document's part it leads to; 0: none (the letter is part 0) */
};

#endif
