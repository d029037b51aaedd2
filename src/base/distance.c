/* How far apart two names are, to guess which one a mistyped name stands for. */
#include "base/distance.h"

#include <stdint.h>
#include <string.h>

size_t edit_distance(const char *a, const char *b) {
    size_t row[64];
    size_t n = strlen(b);
    if (n >= 64) {
        return SIZE_MAX;
    }
    for (size_t j = 0; j <= n; j++) {
        row[j] = j;
    }
    for (size_t i = 1; a[i - 1]; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t change = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            size_t best = change < row[j] + 1 ? change : row[j] + 1;
            row[j] = best < row[j - 1] + 1 ? best : row[j - 1] + 1;
        }
    }
    return row[n];
}
