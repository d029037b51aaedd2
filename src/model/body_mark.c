/* What a paragraph of the body starts with: the number of a heading, a dash, "Căn cứ". */
#include "model/body_mark.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "model/ordinal.h"

#define COUNT(array)   (sizeof(array) / sizeof *(array))
#define MAX_DIGITS     3 /* "2025. ..." is a year */
#define MAX_SUB_DIGITS 2 /* "1.500. ..." is an amount */
#define MAX_LABEL      40

/* Phụ lục I, II.6.đ names the first nine; f, j, w and z are no letters of Vietnamese. */
static const char *const letters[] = {"a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m",
                                      "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y"};

const char *mark_letter(uint32_t place) {
    return place >= 1 && place <= COUNT(letters) ? letters[place - 1] : NULL;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_space_at(const char *s, const char *end) {
    return s < end && utf8_is_space(utf8_next(&s));
}

/* A sign behind which text follows, no digit: "-Nội dung" is a list, "-5 độ" is not. */
static bool is_word_at(const char *s, const char *end) {
    return s < end && (unsigned char)*s > ' ' && !is_digit(*s) && !strchr("-+*./)", *s);
}

/* ---- titles ---- */

bool mark_is_title(const char *s, size_t len, size_t most) {
    static const char *const stops[] = {".", ";", ":", ",", "?", "!", "…"};
    const char *end = s + len;
    size_t count = 0;
    while (s < end && count <= most) {
        utf8_next(&s);
        count++;
    }
    for (size_t i = 0; i < COUNT(stops); i++) {
        size_t n = strlen(stops[i]);
        if (len >= n && memcmp(end - n, stops[i], n) == 0) {
            return false;
        }
    }
    return count > 0 && count <= most;
}

bool mark_is_capital(struct arena *a, const char *s, size_t len) {
    const char *typed = arena_strndup(a, s, len);
    const char *upper = utf8_upper(a, typed), *lower = utf8_lower(a, typed);
    size_t capitals = 0, brackets = 0;
    while (*typed) {
        uint32_t c = utf8_next(&typed), u = utf8_next(&upper), l = utf8_next(&lower);
        if (c == '(') {
            brackets++;
        } else if (c == ')') {
            brackets -= brackets > 0;
        } else if (brackets == 0 && c != u) {
            return false;
        } else if (brackets == 0) {
            capitals += c != l;
        }
    }
    return capitals > 0;
}

/* ---- each form ---- */

/* A word in small letters, then a space; the first letter of the text must be a capital. */
static bool skip_label_word(const char **s, const char *word) {
    const char *at = *s;
    bool small = strncmp(at, word, strlen(word)) == 0;
    if (small || !utf8_skip_word(&at, word) || *at != ' ') {
        return false;
    }
    *s = at + 1;
    return true;
}

/* "I", "1" or "thứ nhất" up to the end of the label; 0 when it is none. */
static uint32_t label_number(const char *s) {
    static const char *const words[] = {"thứ nhất", "thứ hai", "thứ ba",  "thứ tư",   "thứ năm",
                                        "thứ sáu",  "thứ bảy", "thứ tám", "thứ chín", "thứ mười"};
    for (size_t i = 0; i < COUNT(words); i++) {
        const char *at = s;
        if (utf8_skip_word(&at, words[i]) && *at == '\0') {
            return (uint32_t)i + 1;
        }
    }
    if (strchr(" .)", s[strlen(s) - 1])) {
        return 0;
    }
    bool arabic = s[strspn(s, "0123456789")] == '\0';
    return arabic ? ordinal_parse(s, ORDINAL_NUMBER) / ORDINAL_STEP
                  : ordinal_parse(s, ORDINAL_ROMAN);
}

/* Phần I, Chương I, Mục 1, Tiểu mục 1: alone in its paragraph, or with its title in capitals behind
 * a stop or colon. */
static bool find_label(struct arena *a, struct mark *m, const char *s, size_t len, size_t typed) {
    static const struct {
        const char *word;
        enum mark_kind kind;
    } labels[] = {{"phần", MARK_PART},
                  {"chương", MARK_CHAPTER},
                  {"mục", MARK_DIVISION},
                  {"tiểu mục", MARK_SUBDIVISION}};
    char label[MAX_LABEL];
    size_t n = 0;
    while (n < len && n < sizeof label && s[n] != '.' && s[n] != ':') {
        n++;
    }
    if (n >= sizeof label || n > typed) {
        return false;
    }
    memcpy(label, s, n);
    label[n] = '\0';
    for (size_t i = 0; i < COUNT(labels); i++) {
        const char *at = label;
        if (skip_label_word(&at, labels[i].word) && *at) {
            m->kind = (uint8_t)labels[i].kind;
            m->numbers[0] = label_number(at);
            m->in_capitals = n < len;
            return m->numbers[0] > 0 && (n == len || (mark_is_title(s + n, len - n, MARK_TITLE) &&
                                                      mark_is_capital(a, s + n, len - n)));
        }
    }
    return false;
}

/* Digits at `s`, as a number; 0 when there are none or more than `most`. */
static uint32_t read_number(const char **s, const char *end, int most) {
    uint32_t n = 0;
    const char *at = *s;
    for (; at < end && is_digit(*at) && at - *s <= most; at++) {
        n = n * 10 + (uint32_t)(*at - '0');
    }
    bool good = at - *s <= most;
    *s = at;
    return good ? n : 0;
}

/* 1. and 1.1. and so on, a stop behind each number. */
static bool find_number(struct mark *m, const char *s, const char *end, const char *stop) {
    const char *at = s;
    while (m->levels < MARK_LEVELS && at < end && is_digit(*at)) {
        uint32_t n = read_number(&at, end, m->levels ? MAX_SUB_DIGITS : MAX_DIGITS);
        if (n == 0 || at == end || *at != '.') {
            return false;
        }
        at++;
        m->numbers[m->levels++] = n;
    }
    m->kind = MARK_NUMBER;
    m->len = (uint32_t)(at - s);
    return m->levels > 0 && (is_space_at(at, stop) || is_word_at(at, stop));
}

/* Điều 1. */
static bool find_article(struct mark *m, const char *s, const char *end, const char *stop) {
    const char *at = s;
    if (!skip_label_word(&at, "điều") || at >= end) {
        return false;
    }
    m->kind = MARK_ARTICLE;
    m->numbers[0] = read_number(&at, end, MAX_DIGITS);
    if (m->numbers[0] == 0 || at >= end || *at++ != '.') {
        return false;
    }
    m->len = (uint32_t)(at - s);
    return is_space_at(at, stop) || is_word_at(at, stop);
}

/* a) */
static bool find_letter(struct mark *m, const char *s, const char *end, const char *stop) {
    const char *at = s;
    uint32_t c = utf8_next(&at);
    if (!((c >= 'a' && c <= 'z') || c == 0x111) || at >= end || *at != ')') {
        return false;
    }
    for (uint32_t i = 0; i < COUNT(letters); i++) {
        if (strncmp(s, letters[i], (size_t)(at - s)) == 0) {
            m->numbers[0] = i + 1;
        }
    }
    m->kind = MARK_LETTER;
    m->len = (uint32_t)(++at - s);
    return is_space_at(at, stop) || is_word_at(at, stop);
}

static bool find_dash(struct mark *m, const char *s, const char *end, const char *stop) {
    static const char *const dashes[] = {"-", "–", "+", "*", "•"};
    for (size_t i = 0; i < COUNT(dashes); i++) {
        size_t n = strlen(dashes[i]);
        if ((size_t)(end - s) >= n && memcmp(s, dashes[i], n) == 0) {
            m->kind = MARK_DASH;
            m->len = (uint32_t)n;
            return is_space_at(s + n, stop) || (*s != '*' && is_word_at(s + n, stop));
        }
    }
    return false;
}

/* I. or A., then a title in capitals. A title in small letters is one too behind I, V and X when it
 * looks like one: "C. Mác" is a name. */
static bool find_section(struct arena *a, struct mark *m, const char *s, const char *end,
                         const char *stop) {
    char ordinal[16];
    size_t n = 0;
    while (s + n < end && n < sizeof ordinal - 1 && !strchr(". )", s[n])) {
        ordinal[n] = s[n];
        n++;
    }
    ordinal[n] = '\0';
    if (n == 0 || s + n >= end || s[n] != '.') {
        return false;
    }
    bool roman = strspn(ordinal, "IVX") == n; /* no document has a section C or L in that sense */
    m->kind = roman ? MARK_ROMAN : MARK_CAPITAL;
    m->numbers[0] = ordinal_parse(ordinal, roman ? ORDINAL_ROMAN : ORDINAL_UPPER);
    m->len = (uint32_t)n + 1;
    const char *title = s + m->len;
    m->in_capitals = title < stop && mark_is_capital(a, title, (size_t)(stop - title));
    bool looks = roman && is_space_at(title, stop) &&
                 mark_is_title(title, (size_t)(stop - title), MARK_TITLE);
    bool initials = !is_space_at(title, stop) && (!roman || (title + 1 < stop && title[1] == '.'));
    return m->numbers[0] > 0 && ((m->in_capitals && !initials) || looks);
}

struct mark mark_of(struct arena *a, const char *s, size_t len, size_t typed) {
    const struct mark none = {0};
    const char *end = s + (typed < len ? typed : len), *stop = s + len;
    if (s == end) {
        return none;
    }
    struct mark m = none;
    if (find_label(a, &m, s, len, typed)) {
        m.levels = 1;
        return m;
    }
    m = none;
    if (is_digit(*s)) {
        return find_number(&m, s, end, stop) ? m : none;
    }
    m.levels = 1;
    if (find_article(&m, s, end, stop) || find_letter(&m, s, end, stop) ||
        find_dash(&m, s, end, stop) || find_section(a, &m, s, end, stop)) {
        return m;
    }
    return none;
}

/* ---- legal bases ---- */

static bool starts_with(const char *s, size_t typed, const char *word) {
    const char *at = s;
    return skip_label_word(&at, word) && (size_t)(at - s) <= typed;
}

bool mark_is_basis(const char *s, size_t typed) {
    return starts_with(s, typed, "căn cứ");
}

bool mark_continues_bases(const char *s, size_t typed) {
    return starts_with(s, typed, "thực hiện") || starts_with(s, typed, "theo") ||
           starts_with(s, typed, "xét");
}
