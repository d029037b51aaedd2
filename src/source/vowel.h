/* The Vietnamese letters: which vowel, tone and case a character has. */
#ifndef BAOCAO_SOURCE_VOWEL_H
#define BAOCAO_SOURCE_VOWEL_H

#include <stdbool.h>
#include <stdint.h>

#define D_STROKE     0x0111u /* đ */
#define BIG_D_STROKE 0x0110u /* Đ */

enum vowel {
    VOWEL_A,
    VOWEL_A_BREVE,
    VOWEL_A_CIRCUMFLEX,
    VOWEL_E,
    VOWEL_E_CIRCUMFLEX,
    VOWEL_I,
    VOWEL_O,
    VOWEL_O_CIRCUMFLEX,
    VOWEL_O_HORN,
    VOWEL_U,
    VOWEL_U_HORN,
    VOWEL_Y,
    VOWEL_COUNT
};

enum tone { TONE_LEVEL, TONE_GRAVE, TONE_HOOK, TONE_TILDE, TONE_ACUTE, TONE_DOT, TONE_COUNT };

struct vowel_letter {
    enum vowel vowel;
    enum tone tone;
    bool capital;
};

uint32_t vowel_code(struct vowel_letter letter);
uint32_t vowel_plain(enum vowel vowel); /* small, without a tone */

/* False when `c` is no Vietnamese vowel. */
bool vowel_split(uint32_t c, struct vowel_letter *out);

#endif
