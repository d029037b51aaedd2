/* The words of which the objects and page contents of a PDF consist. */
#ifndef BAOCAO_EMIT_REREAD_TOKEN_H
#define BAOCAO_EMIT_REREAD_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text;

/* Bytes that are looked at; what is read moves `at` on. */
struct span {
    const uint8_t *at, *end;
};

enum token_kind {
    TOKEN_END, /* of the bytes; also where they are no words of a PDF */
    TOKEN_NUMBER,
    TOKEN_NAME,   /* without its slash */
    TOKEN_STRING, /* in parentheses, the outer ones left out, escapes as they stand */
    TOKEN_HEX,    /* without its angle brackets */
    TOKEN_WORD,   /* operators, true, null, R, obj */
    TOKEN_ARRAY,
    TOKEN_ARRAY_END,
    TOKEN_DICT,
    TOKEN_DICT_END
};

struct token {
    enum token_kind kind;
    const uint8_t *bytes;
    size_t len;
    int64_t number; /* in millionths; further digits are dropped */
};

struct token token_next(struct span *s);
bool token_is(const struct token *t, enum token_kind kind, const char *bytes);

/* Passes over one value: a single word, or an array or dictionary with all that is in it. False at
 * the end of the bytes, or where brackets do not match. */
bool span_skip_value(struct span *s);

/* What stands in a dictionary under `key`; empty when nothing does. A reference has three words. */
struct span dict_find(struct span dict, const char *key);

/* Appends the bytes that a string stands for. */
void token_put_string(const struct token *t, struct text *out);

/* Four hexadecimal digits from `at`; -1 when they are not there. */
int32_t token_hex_unit(const struct token *t, size_t at);

#endif
