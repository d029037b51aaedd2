/* Which words of official Vietnamese prose stay together on a line. */
#ifndef BAOCAO_LAYOUT_NOBREAK_H
#define BAOCAO_LAYOUT_NOBREAK_H

#include <stdbool.h>
#include <stdint.h>

/* How strongly: a soft bond is broken where spaces would be stretched too far without it, a hard
 * one only where what it holds is wider than a line. */
enum bond { BOND_NONE, BOND_SOFT, BOND_HARD };

struct nobreak_word {
    const char *start, *end; /* without the spaces around it */
    uint16_t looks;          /* how it looks, in nobreak.c's own bits */
};

struct nobreak_word nobreak_word_of(const char *start, const char *end);

/* A place without a word: the start of a text. */
#define NOBREAK_NOTHING ((struct nobreak_word){NULL, NULL, 0})

/* What holds `left` and `right`, which stand side by side; `before` stands before `left`. */
enum bond nobreak_between(const struct nobreak_word *before, const struct nobreak_word *left,
                          const struct nobreak_word *right);

/* Behind these a word may be broken when it must be: "/", "-", "–". */
static inline bool nobreak_is_sign(uint32_t c) {
    return c == '/' || c == '-' || c == 0x2013;
}

/* True when the word may be broken behind its sign that ends at `at` for the sake of the lines
 * alone: a long number of a document may, a date, "11/12", "V/v" may not. */
bool nobreak_inside(const struct nobreak_word *word, const char *at);

#endif
