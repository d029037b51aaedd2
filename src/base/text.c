/* Owns the growing byte string that all output is built in. */
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

void text_init(struct text *t) {
    *t = (struct text){0};
}

void text_release(struct text *t) {
    free(t->data);
    text_init(t);
}

void text_clear(struct text *t) {
    t->len = 0;
    if (t->data) {
        t->data[0] = '\0';
    }
}

/* Makes room for `more` bytes and the NUL; doubling keeps long outputs linear. */
static void text_reserve(struct text *t, size_t more) {
    if (more > SIZE_MAX / 2 - 1 - t->len) {
        memory_exhausted();
    }
    size_t need = t->len + more + 1;
    if (need <= t->capacity) {
        return;
    }
    size_t capacity = t->capacity ? t->capacity : 64;
    while (capacity < need) {
        capacity *= 2;
    }
    t->data = xrealloc(t->data, capacity, 1);
    t->capacity = capacity;
}

void text_put(struct text *t, const void *bytes, size_t len) {
    text_reserve(t, len);
    if (len) {
        memcpy(t->data + t->len, bytes, len);
    }
    t->len += len;
    t->data[t->len] = '\0';
}

void text_putc(struct text *t, char c) {
    if (t->capacity - t->len < 2) {
        text_reserve(t, 1);
    }
    t->data[t->len++] = c;
    t->data[t->len] = '\0';
}

void text_puts(struct text *t, const char *s) {
    text_put(t, s, strlen(s));
}

void text_putu(struct text *t, uint64_t n) {
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + n % 10);
        n /= 10;
    } while (n);
    text_put(t, digits + at, sizeof digits - at);
}

void text_put_milli(struct text *t, int64_t milli) {
    /* Negated as unsigned, because the smallest int64_t has no positive counterpart. */
    uint64_t n = milli < 0 ? 0 - (uint64_t)milli : (uint64_t)milli;
    if (milli < 0) {
        text_putc(t, '-');
    }
    text_putu(t, n / 1000);
    unsigned rest = (unsigned)(n % 1000);
    if (rest) {
        text_putc(t, '.');
        for (unsigned place = 100; rest; place /= 10) {
            text_putc(t, (char)('0' + rest / place));
            rest %= place;
        }
    }
}

static void put_json_escape(struct text *t, uint32_t c) {
    static const char hex[] = "0123456789abcdef";
    text_puts(t, "\\u00");
    text_putc(t, hex[c >> 4 & 15]);
    text_putc(t, hex[c & 15]);
}

void text_put_json(struct text *t, const char *s) {
    if (!s) {
        text_puts(t, "null");
        return;
    }
    text_putc(t, '"');
    while (*s) {
        uint32_t c = utf8_next(&s);
        if (c == '"' || c == '\\') {
            text_putc(t, '\\');
            text_putc(t, (char)c);
        } else if (c == '\n') {
            text_puts(t, "\\n");
        } else if (c == '\t') {
            text_puts(t, "\\t");
        } else if (c < 0x20 || (c >= 0x7F && c < 0xA0)) {
            put_json_escape(t, c);
        } else {
            char bytes[4];
            text_put(t, bytes, utf8_encode(c, bytes));
        }
    }
    text_putc(t, '"');
}

void text_printf(struct text *t, const char *format, ...) {
    va_list args;
    va_start(args, format);
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len >= 0) {
        text_reserve(t, (size_t)len);
        vsnprintf(t->data + t->len, (size_t)len + 1, format, again);
        t->len += (size_t)len;
    }
    va_end(again);
}
