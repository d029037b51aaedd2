/* Writes numbers and operators of a content stream. */
#include "emit/pdf_number.h"

/* 12500 -> "12.5 " for three digits; no locale, no rounding. Gives the end. */
char *put_scaled(char *p, int32_t value, uint32_t scale) {
    uint32_t n = value < 0 ? 0u - (uint32_t)value : (uint32_t)value;
    uint32_t whole = n / scale;
    uint32_t rest = n % scale;
    char digits[10];
    int count = 0;
    if (value < 0)
        *p++ = '-';
    do {
        digits[count++] = (char)('0' + whole % 10);
        whole /= 10;
    } while (whole);
    while (count > 0)
        *p++ = digits[--count];
    if (rest)
        *p++ = '.';
    for (scale /= 10; rest; scale /= 10) {
        *p++ = (char)('0' + rest / scale);
        rest %= scale;
    }
    *p++ = ' ';
    return p;
}

char *put_milli(char *p, int32_t value) {
    return put_scaled(p, value, 1000);
}

char *put_operator(char *p, const char *name) {
    while (*name)
        *p++ = *name++;
    *p++ = '\n';
    return p;
}
