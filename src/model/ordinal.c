/* Ordinals (TT, STT): their styles, values and order. */
#include "model/ordinal.h"

#include <stdio.h>
#include <string.h>

#define LETTER_STEP 10
#define LETTER_D    (4 * LETTER_STEP)
#define LETTER_DD   (LETTER_D + LETTER_STEP / 2) /* đ */
#define MAX_ORDINAL 100000

const char *ordinal_style_name(enum ordinal_style style) {
    static const char *const names[] = {"A", "I", "1", "a", "1.1", "-"};
    return names[style];
}

uint32_t ordinal_spacing(enum ordinal_style style) {
    switch (style) {
    case ORDINAL_UPPER:
    case ORDINAL_LOWER:
        return LETTER_STEP;
    case ORDINAL_NUMBER:
    case ORDINAL_DOTTED:
        return ORDINAL_STEP;
    case ORDINAL_ROMAN:
    case ORDINAL_NONE:
        break;
    }
    return 1;
}

/* "1.", "a)", "I." carry the same ordinal as "1", "a", "I". */
static size_t bare_length(const char *s) {
    size_t len = strlen(s);
    while (len > 0 && (s[len - 1] == '.' || s[len - 1] == ')' || s[len - 1] == ' ')) {
        len--;
    }
    return len;
}

/* Digits, and perhaps one small letter: 7, 07, 7a. */
static uint32_t parse_number(const char *s, size_t len) {
    uint32_t n = 0;
    size_t i = 0;
    for (; i < len && s[i] >= '0' && s[i] <= '9' && n <= MAX_ORDINAL; i++) {
        n = n * 10 + (uint32_t)(s[i] - '0');
    }
    bool letter = i > 0 && i + 1 == len && s[i] >= 'a' && s[i] <= 'z';
    if (n == 0 || (i < len && !letter)) {
        return 0;
    }
    return n * ORDINAL_STEP + (letter ? (uint32_t)(s[i] - 'a' + 1) : 0);
}

/* Numbers with stops between them, at least two: 1.2, 1.2.3. */
static uint32_t parse_dotted(const char *s, size_t len) {
    size_t last = len;
    while (last > 0 && s[last - 1] != '.') {
        last--;
    }
    if (last < 2 || strspn(s, "0123456789.") < last || *s == '.') {
        return 0;
    }
    return parse_number(s + last, len - last);
}

static const struct {
    uint32_t value;
    const char *digits;
} roman_parts[] = {{100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"},
                   {9, "IX"},  {5, "V"},   {4, "IV"}, {1, "I"}};

static void write_roman(uint32_t n, char *out, size_t size) {
    size_t len = 0;
    out[0] = '\0';
    for (size_t i = 0; i < sizeof roman_parts / sizeof *roman_parts; i++) {
        while (n >= roman_parts[i].value && len + 3 < size) {
            len += (size_t)snprintf(out + len, size - len, "%s", roman_parts[i].digits);
            n -= roman_parts[i].value;
        }
    }
}

/* Reads greedily, then writes the number again: only the proper spelling is a Roman numeral. */
static uint32_t parse_roman(const char *s, size_t len) {
    char again[32];
    uint32_t n = 0;
    size_t at = 0;
    for (size_t i = 0; i < sizeof roman_parts / sizeof *roman_parts; i++) {
        size_t width = strlen(roman_parts[i].digits);
        while (at + width <= len && strncmp(s + at, roman_parts[i].digits, width) == 0) {
            n += roman_parts[i].value;
            at += width;
            if (n > 399) {
                return 0;
            }
        }
    }
    if (n == 0 || at < len) {
        return 0;
    }
    write_roman(n, again, sizeof again);
    return strlen(again) == len && strncmp(again, s, len) == 0 ? n : 0;
}

static uint32_t parse_letter(const char *s, size_t len, char first, const char *dd) {
    if (len == strlen(dd) && strncmp(s, dd, len) == 0) {
        return LETTER_DD;
    }
    if (len == 1 && *s >= first && *s < first + 26) {
        return (uint32_t)(*s - first + 1) * LETTER_STEP;
    }
    return 0;
}

uint32_t ordinal_parse(const char *s, enum ordinal_style style) {
    size_t len = bare_length(s);
    if (len == 0) {
        return 0;
    }
    switch (style) {
    case ORDINAL_UPPER:
        return parse_letter(s, len, 'A', "Đ");
    case ORDINAL_ROMAN:
        return parse_roman(s, len);
    case ORDINAL_NUMBER:
        return parse_number(s, len);
    case ORDINAL_LOWER:
        return parse_letter(s, len, 'a', "đ");
    case ORDINAL_DOTTED:
        return parse_dotted(s, len);
    case ORDINAL_NONE:
        return 0;
    }
    return 0;
}

bool ordinal_is_under(const char *s, const char *parent) {
    size_t len = bare_length(parent);
    return strncmp(s, parent, len) == 0 && s[len] == '.';
}

/* Letters that one of the two alphabets skips: f, j, w, z have no place in the Vietnamese one. */
static bool is_skipped_letter(uint32_t letter) {
    uint32_t index = letter / LETTER_STEP;
    return index == 6 || index == 10 || index == 23 || index == 26;
}

bool ordinal_follows(enum ordinal_style style, uint32_t previous, uint32_t next) {
    if (style == ORDINAL_ROMAN) {
        return next == previous + 1;
    }
    if (style == ORDINAL_NUMBER || style == ORDINAL_DOTTED) {
        uint32_t whole = (previous / ORDINAL_STEP + 1) * ORDINAL_STEP;
        return next == whole || next == previous + 1 || next == whole + 1; /* 8, 7b, 8a behind 7a */
    }
    if (previous == 0) {
        return next == LETTER_STEP;
    }
    uint32_t after = previous == LETTER_DD ? LETTER_D + LETTER_STEP : previous + LETTER_STEP;
    return next == after || (previous == LETTER_D && next == LETTER_DD) ||
           (is_skipped_letter(after) && next == after + LETTER_STEP);
}

void ordinal_expected(enum ordinal_style style, uint32_t previous, char *out, size_t size) {
    uint32_t next = previous == LETTER_DD ? LETTER_D + LETTER_STEP : previous + LETTER_STEP;
    if (style == ORDINAL_NUMBER || style == ORDINAL_DOTTED) {
        snprintf(out, size, "%u", previous / ORDINAL_STEP + 1);
    } else if (style == ORDINAL_ROMAN) {
        write_roman(previous + 1, out, size);
    } else {
        next = is_skipped_letter(next) ? next + LETTER_STEP : next;
        char first = style == ORDINAL_UPPER ? 'A' : 'a';
        snprintf(out, size, "%c", (char)(first + (char)((next / LETTER_STEP - 1) % 26)));
    }
}
