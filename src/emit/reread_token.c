/* Splits the bytes of a PDF into words. Nothing is believed of them: every step ends at the end of
 * the bytes. */
#include "emit/reread_token.h"

#include <string.h>

#include "base/text.h"

#define MILLION      1000000
#define NUMBER_LIMIT (INT64_C(1) << 36) /* before the decimal point */

static bool is_space(uint8_t c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0';
}

static bool is_plain(uint8_t c) {
    return !is_space(c) && strchr("()<>[]{}/%", c) == NULL;
}

static void skip_space(struct span *s) {
    while (s->at < s->end && (is_space(*s->at) || *s->at == '%')) {
        bool comment = *s->at++ == '%';
        while (comment && s->at < s->end && *s->at != '\n' && *s->at != '\r') {
            s->at++;
        }
    }
}

/* False when the word is none. */
static bool number_of(const struct token *t, int64_t *number) {
    size_t i = t->len > 0 && (t->bytes[0] == '-' || t->bytes[0] == '+') ? 1 : 0;
    int64_t value = 0, unit = MILLION;
    bool point = false, digits = false;
    for (; i < t->len; i++) {
        uint8_t c = t->bytes[i];
        if (c == '.' && !point) {
            point = true;
        } else if (c < '0' || c > '9' || value > NUMBER_LIMIT * MILLION) {
            return false;
        } else {
            unit /= point ? 10 : 1;
            value = (point ? value : value * 10) + (c - '0') * unit;
            digits = true;
        }
    }
    *number = t->len > 0 && t->bytes[0] == '-' ? -value : value;
    return digits;
}

static struct token string_next(struct span *s) {
    struct token t = {.kind = TOKEN_STRING, .bytes = ++s->at};
    size_t depth = 1;
    while (s->at < s->end) {
        uint8_t c = *s->at++;
        if (c == '\\' && s->at < s->end) {
            s->at++;
        } else if (c == '(') {
            depth++;
        } else if (c == ')' && --depth == 0) {
            t.len = (size_t)(s->at - 1 - t.bytes);
            return t;
        }
    }
    return (struct token){.kind = TOKEN_END};
}

static struct token hex_next(struct span *s) {
    struct token t = {.kind = TOKEN_HEX, .bytes = ++s->at};
    while (s->at < s->end) {
        if (*s->at++ == '>') {
            t.len = (size_t)(s->at - 1 - t.bytes);
            return t;
        }
    }
    return (struct token){.kind = TOKEN_END};
}

static struct token word_next(struct span *s) {
    struct token t = {.kind = TOKEN_WORD, .bytes = s->at};
    while (s->at < s->end && is_plain(*s->at)) {
        s->at++;
    }
    t.len = (size_t)(s->at - t.bytes);
    if (t.len > 0 && number_of(&t, &t.number)) {
        t.kind = TOKEN_NUMBER;
    } else if (t.len == 0) {
        t.kind = TOKEN_END;
        s->at = s->end;
    }
    return t;
}

struct token token_next(struct span *s) {
    skip_space(s);
    if (s->at == s->end) {
        return (struct token){.kind = TOKEN_END};
    }
    bool twice = s->end - s->at > 1 && s->at[1] == s->at[0];
    switch (*s->at) {
    case '(':
        return string_next(s);
    case '<':
        if (!twice) {
            return hex_next(s);
        }
        s->at += 2;
        return (struct token){.kind = TOKEN_DICT};
    case '>':
        s->at += twice ? 2 : 1;
        return (struct token){.kind = twice ? TOKEN_DICT_END : TOKEN_END};
    case '[':
        s->at++;
        return (struct token){.kind = TOKEN_ARRAY};
    case ']':
        s->at++;
        return (struct token){.kind = TOKEN_ARRAY_END};
    case '/': {
        s->at++;
        struct token t = word_next(s);
        t.kind = t.len > 0 ? TOKEN_NAME : TOKEN_END;
        return t;
    }
    default:
        return word_next(s);
    }
}

bool token_is(const struct token *t, enum token_kind kind, const char *bytes) {
    size_t len = strlen(bytes);
    return t->kind == kind && t->len == len && memcmp(t->bytes, bytes, len) == 0;
}

bool span_skip_value(struct span *s) {
    size_t depth = 0;
    do {
        switch (token_next(s).kind) {
        case TOKEN_END:
            return false;
        case TOKEN_ARRAY:
        case TOKEN_DICT:
            depth++;
            break;
        case TOKEN_ARRAY_END:
        case TOKEN_DICT_END:
            if (depth-- == 0) {
                return false;
            }
            break;
        default:
            break;
        }
    } while (depth > 0);
    return true;
}

/* Of a reference, two more words. */
static struct span value_next(struct span *s) {
    struct span value = *s;
    if (!span_skip_value(s)) {
        return (struct span){0};
    }
    struct span ahead = *s;
    struct token second = token_next(&ahead), third = token_next(&ahead);
    if (second.kind == TOKEN_NUMBER && token_is(&third, TOKEN_WORD, "R")) {
        *s = ahead;
    }
    value.end = s->at;
    return value;
}

struct span dict_find(struct span dict, const char *key) {
    if (token_next(&dict).kind == TOKEN_DICT) {
        for (;;) {
            struct token name = token_next(&dict);
            struct span value = name.kind == TOKEN_NAME ? value_next(&dict) : (struct span){0};
            if (value.at == NULL || token_is(&name, TOKEN_NAME, key)) {
                return value;
            }
        }
    }
    return (struct span){0};
}

void token_put_string(const struct token *t, struct text *out) {
    for (size_t i = 0; i < t->len; i++) {
        uint8_t c = t->bytes[i];
        if (c == '\\' && i + 1 < t->len) {
            static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
            c = t->bytes[++i];
            const char *special = c != '\0' ? strchr(from, c) : NULL;
            unsigned value = 0, digits = 0;
            while (digits < 3 && i + digits < t->len && t->bytes[i + digits] >= '0' &&
                   t->bytes[i + digits] <= '7') {
                value = value * 8 + (unsigned)(t->bytes[i + digits++] - '0');
            }
            i += digits > 0 ? digits - 1 : 0;
            c = digits > 0 ? (uint8_t)value : special ? (uint8_t)to[special - from] : c;
        }
        text_putc(out, (char)c);
    }
}

int32_t token_hex_unit(const struct token *t, size_t at) {
    int32_t value = 0;
    for (size_t i = at; i < at + 4; i++) {
        uint8_t c = i < t->len ? t->bytes[i] : ' ';
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                           : -1;
        if (digit < 0) {
            return -1;
        }
        value = value * 16 + digit;
    }
    return value;
}
