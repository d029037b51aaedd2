/* How far apart two names are, to guess which one a mistyped name stands for. */
#ifndef BAOCAO_BASE_DISTANCE_H
#define BAOCAO_BASE_DISTANCE_H

#include <stddef.h>

/* Bytes to change, add or drop to turn `a` into `b` (Levenshtein); SIZE_MAX when `b` has 64 bytes
 * or more: these are short keys. */
size_t edit_distance(const char *a, const char *b);

#endif
