/* What a Vietnamese letter is made of: base letter, mark, tone. */
#ifndef BAOCAO_MODEL_LETTER_H
#define BAOCAO_MODEL_LETTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum letter_tone { TONE_NONE, TONE_GRAVE, TONE_HOOK, TONE_TILDE, TONE_ACUTE, TONE_DOT };

struct letter {
    char base;    /* 'a'-'z'; 0: no letter of the alphabet */
    bool marked;  /* ă â đ ê ô ơ ư */
    uint8_t tone; /* enum letter_tone */
};

struct letter letter_of(uint32_t c); /* upper and lower case alike */
uint32_t letter_lower(uint32_t c);   /* of Vietnamese letters; others stay as they are */
bool letter_is_upper(uint32_t c);

/* Writes the lower-case letters and the digits of `s` without marks and tones, what stands between
 * words (spaces, punctuation) as one `gap` or, with gap 0, not at all; other signs are kept. Cut at
 * `size`; gives the length, `out` is terminated. */
size_t letter_bare(const char *s, char gap, char *out, size_t size);

/* The same, marks and tones kept, with single spaces between words. */
size_t letter_form(const char *s, char *out, size_t size);

/* Where the tone of a word that ends in oa, oe or uy stands: hòa (1), hoà (2); 0: in neither way.
 * `last` and the two before it are the word's last letters, {0} where there is none. */
int letter_tone_place(struct letter third_last, struct letter second_last, struct letter last);

/* True when the two differ only in where such tones stand, in case, spaces and punctuation. */
bool letter_same_words(const char *a, const char *b);

#endif
