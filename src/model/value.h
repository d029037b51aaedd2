/* The grammar of a target cell: what a value means, beside how it is written. */
#ifndef BAOCAO_MODEL_VALUE_H
#define BAOCAO_MODEL_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/decimal.h"

struct text;

/* Forms met in real tables (Hà Nội, Hải Phòng, Thành phố Hồ Chí Minh, 2025-2026). */
enum value_kind {
    VALUE_BLANK,      /* nothing: no value, never zero */
    VALUE_DASH,       /* - – — : no value, said so */
    VALUE_NUMBER,     /* 3904.88   0,1   > 75   trên 95%   300.000   575 (tăng 15%) */
    VALUE_RANGE,      /* 12,5-13   14% - 14,5   4–5%   từ 8 đến 10 */
    VALUE_FRACTION,   /* 11/12: done of total */
    VALUE_STATE,      /* Đạt, Hoàn thành: a state to reach */
    VALUE_UNASSESSED, /* chưa đánh giá, chưa có số liệu */
    VALUE_TEXT        /* a sentence, or what nobody can read */
};

enum comparator { COMPARE_EQUAL, COMPARE_MORE, COMPARE_AT_LEAST, COMPARE_LESS, COMPARE_AT_MOST };

/* How dots and commas of one column are to be read. */
struct number_style {
    bool comma_is_decimal; /* a cell proves it: 12,5  0,02 */
    bool dot_is_decimal;   /* a cell proves it: 3904.88  10.8 */
    bool dot_is_thousands; /* 1.234.567  1.234,5 */
    bool comma_is_thousands;
};

struct value {
    uint8_t kind;        /* enum value_kind */
    uint8_t comparator;  /* enum comparator */
    int8_t growth;       /* 1: tăng, -1: giảm ... against a base; 0: a level or an amount */
    bool percent;        /* a percent sign stands in the cell */
    bool plain;          /* nothing but a number and its percent sign */
    bool ambiguous;      /* one sign before three digits, and nothing in the column decides */
    struct decimal low;  /* the number, the lower end, or the part done */
    struct decimal high; /* the upper end, or the total; equals low for a plain number */
    const char *shown;   /* as the document writes it; NULL: as the cell does */
};

/* Adds what `text` proves about its column to `style`. Call for every cell before value_parse. */
void number_style_learn(struct number_style *style, const char *text);

/* Reads a trimmed cell. Never fails: what is no number is VALUE_TEXT. */
struct value value_parse(const char *text, const struct number_style *style);

/* True when it stands for an amount: number, range or fraction. */
bool value_is_numeric(const struct value *v);

/* False when value_restyle leaves the text as it is: no dot, no comma, no number of four digits. */
bool value_has_signs(const char *text);

/* Appends `text` with the official decimal comma and thousands dot in each of its numbers (a
 * template's `decimal = comma`); all else, also the digits after the comma, stays as written. */
void value_restyle(const char *text, const struct value *v, const struct number_style *style,
                   struct text *out);

void value_dump(const struct value *v, struct text *out);

#endif
