/* Ordinals (TT, STT): their styles, values and order. */
#ifndef BAOCAO_MODEL_ORDINAL_H
#define BAOCAO_MODEL_ORDINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum ordinal_style {
    ORDINAL_UPPER,  /* A, B, C */
    ORDINAL_ROMAN,  /* I, II, III */
    ORDINAL_NUMBER, /* 1, 2, 3; 01; 7a, 7b beside 7 */
    ORDINAL_LOWER, /* a, b, c, d, đ (the decree's order, Phụ lục I, II.6.đ) or a, b, c, d, e */
    ORDINAL_DOTTED, /* 1.1, 1.2 under 1 */
    ORDINAL_NONE    /* no ordinal: a sub-row */
};

/* The choices of a template's `ordinal` key, in the order of the enumeration. */
#define ORDINAL_CHOICES "A|I|1|a|1.1|none"

/* How a style is shown to a user: "A", "I", "1", "a", "-". */
const char *ordinal_style_name(enum ordinal_style style);

/* Position of an ordinal such as "III", "3.", "a)", or 0 when it is not of this style. Letters
 * count 10 apart, with Đ half-way after D, so that both alphabets are in order; numbers count
 * ORDINAL_STEP apart, to leave room for 7a and 7b. Of "1.2" it is that of the last part. */
#define ORDINAL_STEP 100
uint32_t ordinal_parse(const char *s, enum ordinal_style style);

/* How far apart whole positions of a style are: letters 10, numbers 100, Roman numerals 1. */
uint32_t ordinal_spacing(enum ordinal_style style);

/* True when `next` may follow `previous` (0: the first of its level). */
bool ordinal_follows(enum ordinal_style style, uint32_t previous, uint32_t next);

/* Writes the ordinal that should follow `previous` to `out`. */
void ordinal_expected(enum ordinal_style style, uint32_t previous, char *out, size_t size);

/* Of "1.2" under `parent` "1": true when the parts before the last are the parent's ordinal. */
bool ordinal_is_under(const char *s, const char *parent);

#endif
