/* Unicode text: validation, decoding, composition (NFC) and folding for comparison. */
#ifndef BAOCAO_BASE_UTF8_H
#define BAOCAO_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct text;

/* Offset of the first byte that is not valid UTF-8, or `len` when all is valid. */
size_t utf8_invalid_at(const char *s, size_t len);

/* The same; `composed` tells that utf8_nfc would change nothing up to there. It may be false where
 * nothing would change either. */
size_t utf8_examine(const char *s, size_t len, bool *composed);

/* Decodes one code point of valid UTF-8 and moves `*s` past it. Every text is read with it many
 * times, so sequences of two and of three bytes, which are all that Vietnamese needs, are decoded
 * without a call; those of E0 and ED, where not all are valid, are left to the careful one. */
uint32_t utf8_next_long(const char **s); /* of a sequence of several bytes */
static inline uint32_t utf8_next(const char **s) {
    const unsigned char *p = (const unsigned char *)*s;
    if (p[0] < 0x80) {
        *s += 1;
        return p[0];
    }
    if (p[0] >= 0xC2 && p[0] < 0xE0 && (p[1] & 0xC0) == 0x80) {
        *s += 2;
        return (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
    }
    if (p[0] > 0xE0 && p[0] < 0xED && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80) {
        *s += 3;
        return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
    }
    return utf8_next_long(s);
}

/* Writes `c` as UTF-8 to `out` (at least 4 bytes) and gives the length. */
size_t utf8_encode(uint32_t c, char *out);

size_t utf8_count(const char *s); /* code points */

/* Canonical composition (TCVN 6909:2001 allows both forms; viewers and fonts want the composed
 * one). Returns `s` itself when it already is composed, else a copy in the arena. */
const char *utf8_nfc(struct arena *a, const char *s);

/* A key for matching: composed, lower case, white space collapsed, invisible characters, outer
 * space and outer punctuation dropped. Signs with a meaning of their own (% & # @ * §) are kept. */
char *utf8_fold(struct arena *a, const char *s);
void utf8_fold_into(struct text *out, const char *s); /* replaces what `out` holds */
bool utf8_same_folded(const char *a, const char *b);
bool utf8_starts_folded(const char *s, const char *folded_start); /* the start folded already */

/* Skips `word` (given in lower case) at `*s`, whatever the case of the text, when no letter or
 * digit follows it. */
bool utf8_skip_word(const char **s, const char *word);

/* Upper case, for titles that the decree wants in capitals. */
char *utf8_upper(struct arena *a, const char *s);
char *utf8_lower(struct arena *a, const char *s);

/* Space that is trimmed and collapsed: ASCII white space, NBSP, zero-width spaces. */
static inline bool utf8_is_space(uint32_t c) {
    if (c < 0x2000) { /* nearly all */
        return c == 0x20 || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680;
    }
    return c <= 0x200B || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x2060 ||
           c == 0x3000 || c == 0xFEFF;
}

#endif
