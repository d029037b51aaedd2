/* The grammar of a target cell.
 *
 * THE MODEL. A cell is: word or sign of comparison or growth, a number or a range or a fraction, a
 * percent sign on either end, a unit of a few words, "trở lên", a remark in brackets; or a state;
 * or text. Words are read in any case and never changed.
 * A number is digits with dots and commas. Which sign is the decimal sign is a property of the
 * column, learned from its cells before any is read: offices mix 3904.88 and 0,1 in one table, and
 * 300.000 is three hundred thousand beside 14,5 but cannot be told alone. What cannot be told is
 * marked ambiguous, never guessed in silence. Rejected: deciding by the machine's locale (a file
 * travels) and per cell alone (300.000 would become 300).
 */
#include "model/value.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

/* One run of digits, dots and commas inside a cell. */
struct token {
    const char *start;
    size_t len;
    unsigned dots, commas;
    size_t after_last; /* digits behind the last sign */
};

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* A number token starts and ends with a digit; "1." is the digit alone. */
static bool scan_token(const char *s, struct token *t) {
    if (!is_digit(*s)) {
        return false;
    }
    *t = (struct token){.start = s};
    size_t i = 0;
    while (is_digit(s[i]) || ((s[i] == '.' || s[i] == ',') && is_digit(s[i + 1]))) {
        if (s[i] == '.') {
            t->dots++;
            t->after_last = 0;
        } else if (s[i] == ',') {
            t->commas++;
            t->after_last = 0;
        } else {
            t->after_last++;
        }
        i++;
    }
    t->len = i;
    return true;
}

/* Digits before the first sign. */
static size_t lead_digits(const struct token *t) {
    size_t n = 0;
    while (n < t->len && is_digit(t->start[n])) {
        n++;
    }
    return n;
}

void number_style_learn(struct number_style *style, const char *text) {
    struct token t;
    unsigned dots = 0, commas = 0;
    for (const char *s = text; *s; s++) {
        dots += *s == '.';
        commas += *s == ',';
    }
    bool known = (dots == 0 || (dots == 1 && style->dot_is_decimal)) &&
                 (commas == 0 || (commas == 1 && style->comma_is_decimal));
    if (known && dots + commas < 2) { /* one sign alone proves no more than that */
        return;
    }
    for (const char *s = text; *s;) {
        if (!scan_token(s, &t)) {
            s++;
            continue;
        }
        s = t.start + t.len;
        if (t.dots + t.commas == 0) {
            continue;
        }
        const char *last_dot = memchr(t.start, '.', t.len), *last_comma = NULL;
        for (size_t i = 0; i < t.len; i++) {
            last_dot = t.start[i] == '.' ? t.start + i : last_dot;
            last_comma = t.start[i] == ',' ? t.start + i : last_comma;
        }
        if (t.dots > 0 && t.commas > 0) {
            style->comma_is_decimal |= last_comma > last_dot;
            style->dot_is_thousands |= last_comma > last_dot;
            style->dot_is_decimal |= last_dot > last_comma;
            style->comma_is_thousands |= last_dot > last_comma;
        } else if (t.dots > 1) {
            style->dot_is_thousands = true;
        } else if (t.commas > 1) {
            style->comma_is_thousands = true;
        } else if (t.dots == 1 && (t.after_last != 3 || lead_digits(&t) > 3 || *t.start == '0')) {
            style->dot_is_decimal = true;
        } else if (t.commas == 1 && (t.after_last != 3 || lead_digits(&t) > 3 || *t.start == '0')) {
            style->comma_is_decimal = true;
        }
    }
}

/* The decimal sign of a token: '.', ',' or 0 for none. */
static char decimal_sign(const struct token *t, const struct number_style *style, bool *ambiguous) {
    if (t->dots + t->commas == 0) {
        return 0;
    }
    if (t->dots > 0 && t->commas > 0) {
        return strchr(t->start + lead_digits(t), t->start[lead_digits(t)] == '.' ? ',' : '.')[0];
    }
    char sign = t->dots > 0 ? '.' : ',';
    if (t->dots + t->commas > 1) {
        return 0;
    }
    if (t->after_last != 3 || lead_digits(t) > 3 || *t->start == '0') {
        return sign;
    }
    bool decimal = sign == '.' ? style->dot_is_decimal : style->comma_is_decimal;
    bool thousands = sign == '.' ? style->dot_is_thousands || style->comma_is_decimal
                                 : style->comma_is_thousands || style->dot_is_decimal;
    if (decimal == thousands) {
        *ambiguous = true;
        return sign == ',' ? ',' : 0; /* the official reading: comma decimal, dot thousands */
    }
    return decimal ? sign : 0;
}

/* Groups of thousands must be threes: 1.23.456 is no number. */
static bool groups_are_threes(const struct token *t, char decimal) {
    size_t run = 0;
    bool first = true;
    for (size_t i = 0; i <= t->len; i++) {
        bool end = i == t->len || t->start[i] == decimal;
        if (!end && is_digit(t->start[i])) {
            run++;
            continue;
        }
        if ((!first && run != 3) || (first && !end && (run > 3 || run == 0))) {
            return false;
        }
        if (end) { /* behind the decimal sign stand digits only */
            return i == t->len || t->after_last == t->len - i - 1;
        }
        first = false;
        run = 0;
    }
    return true;
}

static bool read_token(const struct token *t, const struct number_style *style, struct decimal *out,
                       bool *ambiguous) {
    char sign = decimal_sign(t, style, ambiguous);
    if (!groups_are_threes(t, sign)) {
        return false;
    }
    int64_t units = 0;
    uint8_t scale = 0;
    bool fraction = false;
    for (size_t i = 0; i < t->len; i++) {
        char c = t->start[i];
        if (c == sign) {
            fraction = true;
        } else if (is_digit(c)) {
            if (units > (INT64_MAX - 9) / 10 || scale == DECIMAL_MAX_SCALE) {
                return false;
            }
            units = units * 10 + (c - '0');
            scale = (uint8_t)(scale + fraction);
        }
    }
    *out = (struct decimal){units, scale};
    return true;
}

static const char *skip_spaces(const char *s) {
    for (const char *next = s; *s; s = next) {
        if (!utf8_is_space(utf8_next(&next))) {
            break;
        }
    }
    return s;
}

/* Skips `sign` and the space behind it. */
static bool skip_sign(const char **s, const char *sign) {
    size_t n = strlen(sign);
    if (**s != *sign || strncmp(*s, sign, n) != 0) {
        return false;
    }
    *s = skip_spaces(*s + n);
    return true;
}

static bool skip_dash(const char **s) {
    return skip_sign(s, "-") || skip_sign(s, "–") || skip_sign(s, "—");
}

static bool skip_word(const char **s, const char *word) {
    if (!utf8_skip_word(s, word)) {
        return false;
    }
    *s = skip_spaces(*s);
    return true;
}

static enum comparator read_sign(const char **s) {
    static const struct {
        const char *sign;
        enum comparator comparator;
    } signs[] = {{">=", COMPARE_AT_LEAST}, {"=>", COMPARE_AT_LEAST}, {"≥", COMPARE_AT_LEAST},
                 {"<=", COMPARE_AT_MOST},  {"=<", COMPARE_AT_MOST},  {"≤", COMPARE_AT_MOST},
                 {">", COMPARE_MORE},      {"<", COMPARE_LESS}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (skip_sign(s, signs[i].sign)) {
            return signs[i].comparator;
        }
    }
    return COMPARE_EQUAL;
}

/* Words before a number; a longer one stands before the words it begins with. */
static const struct {
    const char *word;
    enum comparator comparator;
    int8_t growth;
} words[] = {
    {"giảm xuống còn", COMPARE_AT_MOST, 0},
    {"giảm còn", COMPARE_AT_MOST, 0},
    {"không vượt quá", COMPARE_AT_MOST, 0},
    {"không quá", COMPARE_AT_MOST, 0},
    {"tối đa", COMPARE_AT_MOST, 0},
    {"không dưới", COMPARE_AT_LEAST, 0},
    {"tối thiểu", COMPARE_AT_LEAST, 0},
    {"ít nhất", COMPARE_AT_LEAST, 0},
    {"trên", COMPARE_MORE, 0},
    {"hơn", COMPARE_MORE, 0},
    {"dưới", COMPARE_LESS, 0},
    {"tăng", COMPARE_EQUAL, 1},
    {"giảm", COMPARE_EQUAL, -1},
    {"đạt", COMPARE_EQUAL, 0},
    {"từ", COMPARE_EQUAL, 0},
};

struct parser {
    const struct number_style *style;
    struct value value;
};

static bool read_one_word(struct parser *p, const char **s) {
    if (is_digit(**s)) {
        return false; /* most cells have no words */
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (skip_word(s, words[i].word)) {
            if (words[i].comparator != COMPARE_EQUAL) {
                p->value.comparator = (uint8_t)words[i].comparator;
            }
            p->value.growth = words[i].growth ? words[i].growth : p->value.growth;
            p->value.plain = false;
            return true;
        }
    }
    return false;
}

static bool parse_number(struct parser *p, const char **s, struct decimal *out) {
    struct token t;
    if (!scan_token(*s, &t) || !read_token(&t, p->style, out, &p->value.ambiguous)) {
        return false;
    }
    *s = skip_spaces(t.start + t.len);
    p->value.percent |= skip_sign(s, "%");
    return true;
}

/* A remark in brackets that ends the cell. */
static bool is_remark(const char *s) {
    const char *close = *s == '(' ? strrchr(s, ')') : NULL;
    return close != NULL && *skip_spaces(close + 1) == '\0';
}

/* A unit has a letter or a percent sign: "11/" and "5 -" are unfinished, not measured. */
static bool has_unit_letter(const char *s, size_t len) {
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)s[i];
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0xC3 || c == '%') {
            return true;
        }
    }
    return false;
}

/* What may follow the number: a unit of up to three words, "trở lên", a remark. */
static bool parse_tail(struct parser *p, const char *s) {
    p->value.plain &= *s == '\0';
    for (unsigned unit_words = 0; *s && !is_remark(s);) {
        if (skip_word(&s, "trở lên")) {
            p->value.comparator = COMPARE_AT_LEAST;
        } else if (skip_word(&s, "trở xuống")) {
            p->value.comparator = COMPARE_AT_MOST;
        } else {
            size_t len = strcspn(s, " \n0123456789(,;:<>=\"");
            if (!has_unit_letter(s, len) || ++unit_words > 3) {
                return false;
            }
            s = skip_spaces(s + len);
        }
    }
    return true;
}

/* A minus sign only before a plain number: "-3" is negative, "2-3" a range. */
static bool parse_value(struct parser *p, const char *s) {
    if (!is_digit(*s)) { /* most cells begin with their number */
        p->value.comparator = (uint8_t)read_sign(&s);
    }
    p->value.plain = p->value.comparator == COMPARE_EQUAL;
    while (read_one_word(p, &s)) { /* "đạt trên", "tăng từ" */
    }
    bool negative = *s == '-' && is_digit(s[1]);
    s += negative;
    if (!parse_number(p, &s, &p->value.low)) {
        return false;
    }
    p->value.high = p->value.low;
    p->value.kind = VALUE_NUMBER;
    struct decimal *high = &p->value.high;
    if (*s == '\0' && !negative) {
        return true;
    }
    if (negative) {
        p->value.low.units = p->value.high.units = -p->value.low.units;
    } else if (p->value.comparator == COMPARE_EQUAL && *s == '/' && is_digit(*skip_spaces(s + 1))) {
        s = skip_spaces(s + 1);
        p->value.kind = VALUE_FRACTION;
        p->value.plain = false;
        return parse_number(p, &s, high) && parse_tail(p, s);
    } else if (p->value.comparator == COMPARE_EQUAL && (skip_dash(&s) || skip_word(&s, "đến"))) {
        p->value.kind = VALUE_RANGE;
        p->value.plain = false;
        return parse_number(p, &s, high) && parse_tail(p, s);
    }
    return parse_tail(p, s);
}

/* Words that stand for themselves, whole cells. */
static const struct {
    const char *word;
    enum value_kind kind;
} whole_words[] = {
    {"đạt", VALUE_STATE},
    {"không đạt", VALUE_STATE},
    {"chưa đạt", VALUE_STATE},
    {"hoàn thành", VALUE_STATE},
    {"chưa hoàn thành", VALUE_STATE},
    {"chưa đánh giá", VALUE_UNASSESSED},
    {"không đánh giá", VALUE_UNASSESSED},
    {"chưa có số liệu", VALUE_UNASSESSED},
};

static bool read_whole_word(const char *text, uint8_t *kind) {
    for (size_t i = 0; i < sizeof whole_words / sizeof *whole_words; i++) {
        const char *rest = text;
        if (skip_word(&rest, whole_words[i].word) && *rest == '\0') {
            *kind = (uint8_t)whole_words[i].kind;
            return true;
        }
    }
    return false;
}

struct value value_parse(const char *text, const struct number_style *style) {
    if (*text == '\0') {
        return (struct value){.kind = VALUE_BLANK};
    }
    const char *rest = text;
    if (!is_digit(*text) && skip_dash(&rest) && *rest == '\0') {
        return (struct value){.kind = VALUE_DASH};
    }
    struct parser p = {.style = style};
    if (parse_value(&p, text)) {
        return p.value;
    }
    struct value other = {.kind = VALUE_TEXT};
    read_whole_word(text, &other.kind);
    return other;
}

bool value_is_numeric(const struct value *v) {
    return v->kind == VALUE_NUMBER || v->kind == VALUE_RANGE || v->kind == VALUE_FRACTION;
}

static void put_token(const struct token *t, char sign, struct text *out) {
    size_t whole = 0;
    while (whole < t->len && t->start[whole] != sign) {
        whole++;
    }
    char digits[64];
    size_t n = 0;
    for (size_t i = 0; i < whole && n < sizeof digits; i++) {
        if (is_digit(t->start[i])) {
            digits[n++] = t->start[i];
        }
    }
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && (n - i) % 3 == 0) {
            text_putc(out, '.');
        }
        text_putc(out, digits[i]);
    }
    if (whole < t->len) {
        text_putc(out, ',');
        text_put(out, t->start + whole + 1, t->len - whole - 1);
    }
}

bool value_has_signs(const char *text) {
    size_t digits = 0;
    for (; *text && *text != '.' && *text != ',' && digits < 4; text++) {
        digits = is_digit(*text) ? digits + 1 : 0;
    }
    return *text != '\0' || digits > 3;
}

void value_restyle(const char *text, const struct value *v, const struct number_style *style,
                   struct text *out) {
    if (!value_is_numeric(v) || v->ambiguous) {
        text_puts(out, text);
        return;
    }
    struct token t;
    for (const char *s = text; *s;) {
        bool unused = false;
        if (is_remark(s)) { /* somebody's words */
            text_puts(out, s);
            return;
        }
        if (scan_token(s, &t)) {
            put_token(&t, decimal_sign(&t, style, &unused), out);
            s = t.start + t.len;
        } else {
            text_putc(out, *s++);
        }
    }
}

static void dump_decimal(struct decimal d, struct text *out) {
    text_printf(out, "%lld", (long long)d.units);
    if (d.scale > 0) {
        text_printf(out, "e-%u", (unsigned)d.scale);
    }
}

void value_dump(const struct value *v, struct text *out) {
    static const char *const kinds[] = {"blank",    "dash",  "number",     "range",
                                        "fraction", "state", "unassessed", "text"};
    static const char *const signs[] = {"", " >", " >=", " <", " <="};
    text_puts(out, kinds[v->kind]);
    if (!value_is_numeric(v)) {
        return;
    }
    text_puts(out, signs[v->comparator]);
    text_putc(out, ' ');
    dump_decimal(v->low, out);
    if (v->kind != VALUE_NUMBER) {
        text_puts(out, " .. ");
        dump_decimal(v->high, out);
    }
    text_puts(out, v->growth > 0 ? " growth" : v->growth < 0 ? " decline" : "");
    text_puts(out, v->percent ? " %" : "");
    text_puts(out, v->ambiguous ? " ambiguous" : "");
}
