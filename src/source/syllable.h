/* Tells whether a word can be a Vietnamese syllable. */
#ifndef BAOCAO_SOURCE_SYLLABLE_H
#define BAOCAO_SOURCE_SYLLABLE_H

#include <stdbool.h>
#include <stddef.h>

/* True for a word of composed UTF-8 letters, in either case, that Vietnamese spelling allows: an
 * onset, a rhyme and one tone. True also for abbreviations such as "QĐ" and "trđ". */
bool syllable_is_plausible(const char *word, size_t len);

#endif
