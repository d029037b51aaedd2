/* Which words of official Vietnamese prose stay together on a line: one table of bonds.
 *
 * THE MODEL. A word is looked at once: it begins with a digit, is a dash, a Roman number ... Then
 * each pair of neighbours is held against the rows of BONDS, and the first row that fits decides. A
 * row asks for looks and for words; punctuation around a word does not hide it. Most pairs have no
 * looks at all and are let go at once.
 *
 * Rejected: no-break spaces put into the text by whoever writes it (nobody types them, and the text
 * that is searched and copied must be the text that was typed), and a dictionary of compound words
 * (Vietnamese puts a space between syllables; a line may end between any two).
 */
#include "layout/nobreak.h"

#include <stddef.h>
#include <string.h>

#include "base/utf8.h"

enum looks {
    STARTS_WITH_DIGIT = 1 << 0,
    ENDS_WITH_DIGIT = 1 << 1, /* or with a percent sign */
    ROMAN = 1 << 2,           /* "IV", "IV," "IV/2025" */
    LETTER = 1 << 3,          /* a single small letter, as points are counted with */
    DASH = 1 << 4,
    PLUS = 1 << 5,
    CLINGS = 1 << 6,   /* begins with a sign that never begins a line */
    OPENS = 1 << 7,    /* is an opening bracket or quote */
    COMPARES = 1 << 8, /* is "≥" and the like */
    SHORTENED = 1 << 9 /* "TM.", "KT.", "TP." */,
    LABEL = 1 << 10 /* "1.", "1.2.", "a)" */,
    SECOND = 1 << 11 /* the second word of a pair that is one word */
};

/* Lists of words end with NULL; a capital at the start of an ASCII word is taken as small. */
#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})

/* Words before a number that mean nothing without it. */
static const char *const COUNTED[] = {"ngày", "tháng", "năm",    "quý",  "số",   "số:",  "điều",
                                      "Điều", "khoản", "điểm",   "Điểm", "mục",  "lục",  "lần",
                                      "thứ",  "phần",  "chương", "biểu", "bảng", "mẫu",  "kỳ",
                                      "khóa", "tổ",    "phường", "quận", "đợt",  "Đợt",  "nhóm",
                                      "tuần", "NĂM",   "QUÝ",    "LỤC",  "PHẦN", "BIỂU", NULL};

/* What is counted: the units of templates/units.ini that are one word (behind "12", "dự án" would
 * be torn), and words that go on with another ("lượt người"). */
static const char *const UNITS[] = {"tỷ",   "tỉ",     "triệu", "nghìn", "ngàn", "vạn",  "đồng",
                                    "USD",  "người",  "lượt",  "hộ",    "ha",   "km",   "km2",
                                    "m",    "m2",     "m3",    "kg",    "tấn",  "tạ",   "lít",
                                    "kWh",  "MW",     "ngày",  "tháng", "quý",  "năm",  "giờ",
                                    "phút", "trường", "lớp",   "điểm",  "vụ",   "cuộc", NULL};

static const struct bond_row {
    uint16_t left_looks, right_looks; /* any of these bits; 0: whatever */
    const char *const *before;        /* NULL: whatever */
    const char *const *left;
    const char *const *right;
    bool first; /* nothing stands before `left` */
    enum bond bond;
} BONDS[] = {
    /* 12 %   kinh tế -   (1 200 người )   Số:     /KH-UBND   ... ./. */
    {.right_looks = CLINGS | DASH, .bond = BOND_HARD},
    /* - Như trên   1. Mục đích   a) Cụ thể */
    {.left_looks = DASH | LABEL, .first = true, .bond = BOND_HARD},
    {.left_looks = PLUS | OPENS, .bond = BOND_HARD},
    {.left_looks = COMPARES, .right_looks = STARTS_WITH_DIGIT, .bond = BOND_HARD},
    /* ngày 24 | tháng 12 | năm 2025   quý I | năm 2026 */
    {.left_looks = ENDS_WITH_DIGIT | ROMAN,
     .before = WORDS("ngày", "tháng", "quý", "QUÝ"),
     .right = WORDS("tháng", "quý", "năm", "NĂM"),
     .bond = BOND_SOFT},
    /* ngày 24   năm 2025   Phụ lục I   số 1361/UBND   điểm a */
    {.right_looks = STARTS_WITH_DIGIT | ROMAN, .left = COUNTED, .bond = BOND_HARD},
    {.right_looks = LETTER, .left = WORDS("điểm", "Điểm"), .bond = BOND_HARD},
    /* 3.904 tỷ   12 người   tỷ | đồng   Phụ | lục */
    {.left_looks = ENDS_WITH_DIGIT, .right = UNITS, .bond = BOND_HARD},
    {.right_looks = SECOND,
     .left = WORDS("tỷ", "tỉ", "triệu", "nghìn", "ngàn", "vạn"),
     .right = WORDS("đồng", "USD"),
     .bond = BOND_SOFT},
    {.right_looks = SECOND,
     .left = WORDS("phụ", "PHỤ"),
     .right = WORDS("lục", "LỤC"),
     .bond = BOND_SOFT},
    /* TM. ỦY BAN   TP. Hải Phòng */
    {.left_looks = SHORTENED, .bond = BOND_HARD},
};

/* 2021 - 2025   5% - 7% : the dash of a range, which holds on both sides. */
static bool is_range(const struct nobreak_word *before, const struct nobreak_word *left,
                     const struct nobreak_word *right) {
    return (left->looks & DASH) && (before->looks & ENDS_WITH_DIGIT) &&
           (right->looks & STARTS_WITH_DIGIT);
}

/* ---- looks ---- */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_roman(char c) {
    return c == 'I' || c == 'V' || c == 'X' || c == 'L' || c == 'C';
}

static bool is_small(char c) {
    return c >= 'a' && c <= 'z';
}

static bool equals(const char *start, const char *end, const char *s) {
    size_t len = strlen(s);
    return (size_t)(end - start) == len && memcmp(start, s, len) == 0;
}

/* Behind the brackets and quotes that open a word. */
static const char *skip_opening(const char *s, const char *end) {
    while (s < end) {
        if (*s == '(' || *s == '[' || *s == '"') {
            s++;
        } else if (end - s >= 3 && memcmp(s, "“", 3) == 0) {
            s += 3;
        } else {
            break;
        }
    }
    return s;
}

/* Where the letters and digits of a word end: before its punctuation, or a stroke. */
static const char *core_end(const char *s, const char *end) {
    for (; s < end; s++) {
        if (strchr(",.;:)]!?/\"", *s) || (end - s >= 3 && memcmp(s, "”", 3) == 0)) {
            break;
        }
    }
    return s;
}

static unsigned number_looks(const char *s, const char *end) {
    unsigned looks = is_digit(*s) ? STARTS_WITH_DIGIT : 0;
    if (is_digit(end[-1]) || end[-1] == '%') {
        looks |= ENDS_WITH_DIGIT;
    }
    if (is_digit(*s) && (end[-1] == '.' || end[-1] == ')')) {
        looks |= LABEL;
    }
    if (is_roman(*s)) {
        const char *roman = s;
        const char *core = core_end(s, end);
        while (roman < core && is_roman(*roman)) {
            roman++;
        }
        looks |= roman == core ? ROMAN : 0;
        looks |= roman == core && core == end - 1 && *core == '.' ? LABEL : 0;
    }
    return looks;
}

static unsigned letter_looks(const char *s, const char *end) {
    size_t len = is_small(*s) ? 1 : end - s >= 2 && memcmp(s, "đ", 2) == 0 ? 2 : 0;
    if (len == 0 || core_end(s, end) != s + len) {
        return 0;
    }
    return s + len + 1 == end && s[len] == ')' ? LETTER | LABEL : LETTER;
}

static unsigned sign_looks(const char *s, const char *end) {
    unsigned char first = (unsigned char)*s;
    if ((first >= '0' && first <= '9') || (first >= 'A' && first <= 'Z') ||
        (first >= 'a' && first <= 'z') || first == 0xC4) {
        return 0;
    }
    static const struct {
        const char *words[8];
        unsigned looks;
    } SIGNS[] = {
        {{"-", "–", "—"}, DASH},
        {{"+"}, PLUS},
        {{"(", "[", "“"}, OPENS},
        {{"≥", "≤", ">", "<", "=", "±", "~"}, COMPARES},
    };
    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++) {
        for (const char *const *w = SIGNS[i].words; *w; w++) {
            if (equals(s, end, *w)) {
                return SIGNS[i].looks;
            }
        }
    }
    bool clings = strchr("%),.;:!?]/", *s) != NULL ||
                  (end - s >= 3 &&
                   (memcmp(s, "‰", 3) == 0 || memcmp(s, "”", 3) == 0 || memcmp(s, "…", 3) == 0));
    return clings ? CLINGS : 0;
}

static unsigned word_looks(const char *s, const char *end) {
    static const char *const shortened[] = {"TM.", "KT.", "TL.", "TUQ.", "Q.", "TP.", "TX."};
    static const char *const seconds[] = {"đồng", "lục", "LỤC", "USD"};
    for (size_t i = 0; end[-1] == '.' && i < sizeof shortened / sizeof *shortened; i++) {
        if (equals(s, end, shortened[i])) {
            return SHORTENED;
        }
    }
    size_t room = (size_t)(end - s);
    for (size_t i = 0; i < sizeof seconds / sizeof *seconds; i++) {
        if (*s == *seconds[i] && room >= strlen(seconds[i]) &&
            memcmp(s, seconds[i], strlen(seconds[i])) == 0) {
            return SECOND;
        }
    }
    return 0;
}

/* True of most words: letters, none of which begins what has looks. */
static bool is_plain(const char *start, const char *end) {
    unsigned char first = (unsigned char)*start;
    bool letter = (first >= 'a' && first <= 'z' && first != 'l') || first == 0xC3 ||
                  first == 0xC6 || first == 0xE1; /* lead bytes of à, ơ, ạ and their like */
    return letter && end - start >= 3 && !is_digit(end[-1]) && end[-1] != '%';
}

struct nobreak_word nobreak_word_of(const char *start, const char *end) {
    unsigned looks = 0;
    if (start < end && !is_plain(start, end)) {
        looks = sign_looks(start, end);
        const char *s = skip_opening(start, end);
        if (s < end) {
            looks |= number_looks(s, end) | letter_looks(s, end) | word_looks(s, end);
        }
    }
    return (struct nobreak_word){start, end, (uint16_t)looks};
}

/* ---- bonds ---- */

/* True when the list has the text [s, end). */
static bool list_has(const char *const *list, const char *s, const char *end) {
    size_t len = (size_t)(end - s);
    for (; *list; list++) {
        const char *w = *list;
        bool same_start = *w == *s || (is_small(*w) && *s == *w - 'a' + 'A');
        if (same_start && strlen(w) == len && memcmp(w + 1, s + 1, len - 1) == 0) {
            return true;
        }
    }
    return false;
}

static bool left_is(const char *const *list, const struct nobreak_word *w) {
    const char *s = skip_opening(w->start, w->end);
    return s < w->end && list_has(list, s, w->end);
}

static bool right_is(const char *const *list, const struct nobreak_word *w) {
    const char *end = core_end(w->start, w->end);
    return w->start < end && list_has(list, w->start, end);
}

enum bond nobreak_between(const struct nobreak_word *before, const struct nobreak_word *left,
                          const struct nobreak_word *right) {
    if (!(left->looks | right->looks)) {
        return BOND_NONE;
    }
    if (is_range(before, left, right)) {
        return BOND_HARD;
    }
    for (size_t i = 0; i < sizeof BONDS / sizeof *BONDS; i++) {
        const struct bond_row *row = &BONDS[i];
        if ((!row->left_looks || (left->looks & row->left_looks)) &&
            (!row->right_looks || (right->looks & row->right_looks)) &&
            (!row->first || before->start == before->end) &&
            (!row->left || left_is(row->left, left)) &&
            (!row->right || right_is(row->right, right)) &&
            (!row->before || (before->start < before->end && left_is(row->before, before)))) {
            return row->bond;
        }
    }
    return BOND_NONE;
}

bool nobreak_inside(const struct nobreak_word *word, const char *at) {
    size_t before = 0, after = 0; /* characters, the sign among the first */
    for (const char *s = word->start; s < at; before++) {
        utf8_next(&s);
    }
    for (const char *s = at; s < word->end; after++) {
        utf8_next(&s);
    }
    const char *sign = at;
    while (sign > word->start && ((unsigned char)*--sign & 0xC0) == 0x80) {
    }
    bool between_digits =
        sign > word->start && is_digit(sign[-1]) && at < word->end && is_digit(*at);
    return before >= 4 && after >= 3 && !between_digits;
}
