/* Common typing faults and the words they stand for, from an editable list. */
#ifndef BAOCAO_MODEL_WORDLIST_H
#define BAOCAO_MODEL_WORDLIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/letter.h"

struct arena;
struct diag;
struct wordlist;

/* Reads templates/typos.ini; NULL with E2xx findings when it is not usable. */
struct wordlist *wordlist_load(struct arena *a, const char *path, struct diag *diag);

/* A fault in a text, and how much of the text it takes. */
struct word_fault {
    size_t len;
    const char *right; /* in lower case, as listed; NULL: a right phrase, to be left alone */
};

/* Hashes of words as the caller makes them while it reads: start with 0 and add the code of each
 * letter, or of a digit as {.base = digit}. Words of up to four letters have hashes of their own.
 */
static inline uint64_t word_hash_add(uint64_t h, uint32_t code) {
    return (h << 16 | h >> 48) ^ code;
}

/* True with the fault that starts with the whole word at `s`, whose letters have this hash. */
bool wordlist_find(const struct wordlist *list, const char *s, uint64_t hash,
                   struct word_fault *fault);

/* The right words, in capitals where the text of `len` bytes at `s` has them. */
const char *wordlist_in_case(struct arena *a, const char *right, const char *s, size_t len);

/* Reads "wrong; wrong -> right" lists: calls `visit` for each pair. False when the value is not
 * written so. */
bool wordlist_each_pair(struct arena *a, const char *value,
                        void (*visit)(void *context, const char *wrong, const char *right),
                        void *context);

#endif
