/* A growing byte string for building output in memory. */
#ifndef BAOCAO_BASE_TEXT_H
#define BAOCAO_BASE_TEXT_H

#include <stddef.h>
#include <stdint.h>

/* `data` is never NULL after the first append and is always NUL-terminated. */
struct text {
    char *data;
    size_t len;
    size_t capacity;
};

void text_init(struct text *t);
void text_release(struct text *t);
void text_clear(struct text *t); /* keeps the memory */

void text_put(struct text *t, const void *bytes, size_t len);
void text_putc(struct text *t, char c);
void text_puts(struct text *t, const char *s);
void text_putu(struct text *t, uint64_t n);         /* decimal, independent of the locale */
void text_put_milli(struct text *t, int64_t milli); /* 12500 -> 12.5, trailing zeros dropped */
void text_put_json(struct text *t, const char *s);  /* quoted and escaped */
void text_printf(struct text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
