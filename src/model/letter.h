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

/* In 12 bits, so that words can be hashed and their last letters kept in one number; 0 for what is
 * no letter. */
static inline uint32_t letter_code(struct letter l) {
    return (unsigned char)l.base | (uint32_t)l.marked << 8 | (uint32_t)l.tone << 9;
}
static inline struct letter letter_of_code(uint32_t code) {
    return (struct letter){(char)(code & 0xFF), code >> 8 & 1, (uint8_t)(code >> 9 & 7)};
}

struct letter letter_of(uint32_t c); /* upper and lower case alike */

/* Decodes the next code point of valid UTF-8 as utf8_next does, and tells its letter. Rules read
 * every text of a table with it, so the usual letters are found without a call. */
static inline uint32_t letter_next_code(const char **s, uint32_t *code);
static inline uint32_t letter_next(const char **s, struct letter *letter) {
    uint32_t code, c = letter_next_code(s, &code);
    *letter = letter_of_code(code);
    return c;
}

uint32_t letter_lower(uint32_t c); /* of Vietnamese letters; others stay as they are */
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

/* ---- behind letter_next ---- */

/* Codes of letters. */
extern const uint16_t letter_ascii[128];     /* by character; digits are none */
extern const uint16_t letter_latin[256];     /* U+00C0 to U+01BF, those of two bytes */
extern const uint16_t letter_vietnamese[45]; /* U+1EA0 to U+1EF9, by pairs */

uint32_t letter_next_other(const char **s, uint32_t *code);

static inline uint32_t letter_next_code(const char **s, uint32_t *code) {
    const unsigned char *p = (const unsigned char *)*s;
    if (p[0] < 0x80) {
        *s += 1;
        *code = letter_ascii[p[0]];
        return p[0];
    }
    if (p[0] == 0xE1 && (p[1] == 0xBB || (p[1] == 0xBA && p[2] >= 0xA0)) && p[2] >= 0x80 &&
        p[2] <= 0xBF) {
        uint32_t c = (uint32_t)(p[1] == 0xBA ? 0x1E80 : 0x1EC0) + (p[2] & 0x3Fu);
        if (c <= 0x1EF9) {
            *s += 3;
            *code = letter_vietnamese[(c - 0x1EA0) / 2];
            return c;
        }
    }
    if (p[0] >= 0xC3 && p[0] <= 0xC6 && p[1] >= 0x80 && p[1] <= 0xBF) {
        uint32_t c = (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
        *s += 2;
        *code = letter_latin[c - 0xC0];
        return c;
    }
    return letter_next_other(s, code);
}

#endif
