/* Deadlines as plans write them.
 *
 * A cell is read word by word, without marks. It is understood when it names at least one time and
 * no impossible one; words that say nothing about time ("trước", "hoàn thành") are passed over, for
 * a false remark costs more than a missed one. */
#include "model/deadline.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "model/letter.h"

#define WORD_SIZE  24
#define MOST_WORDS 64

enum token_kind { TOKEN_END, TOKEN_WORD, TOKEN_NUMBER, TOKEN_SIGN };

struct token {
    enum token_kind kind;
    char word[WORD_SIZE]; /* without marks, in lower case; a sign is its one character */
    int number, digits;
    const char *start, *end;
};

struct parser {
    struct token tokens[MOST_WORDS + 1];
    size_t count, at;
    struct deadline found;
    bool times, wrong;
};

/* ---- words ---- */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static const char *read_number(const char *s, struct token *t) {
    t->kind = TOKEN_NUMBER;
    for (; is_digit(*s); s++) {
        if (t->digits++ < 6) {
            t->number = t->number * 10 + (*s - '0');
        }
    }
    return s;
}

/* "2O26" and "T1" are one word: letters and digits that stand together. */
static const char *read_word(const char *s, struct token *t) {
    size_t n = 0;
    t->kind = TOKEN_WORD;
    while (*s) {
        const char *next = s;
        uint32_t c = utf8_next(&next);
        char base = is_digit(*s) ? *s : letter_of(c).base;
        if (base == 0) {
            break;
        }
        if (n + 1 < WORD_SIZE) {
            t->word[n++] = base;
        }
        s = next;
    }
    return s;
}

static void split(struct parser *p, const char *s) {
    while (*s && p->count < MOST_WORDS) {
        const char *next = s;
        uint32_t c = utf8_next(&next);
        if (utf8_is_space(c)) {
            s = next;
            continue;
        }
        struct token *t = &p->tokens[p->count++];
        *t = (struct token){.start = s};
        const char *digits = s + strspn(s, "0123456789"), *behind = digits;
        if (digits > s && letter_of(utf8_next(&behind)).base == 0) {
            s = read_number(s, t);
        } else if (digits > s || letter_of(c).base) {
            s = read_word(s, t);
        } else {
            t->kind = TOKEN_SIGN;
            t->word[0] = c == 0x2013 || c == 0x2014 ? '-' : c < 0x80 ? (char)c : '?';
            s = next;
        }
        t->end = s;
    }
}

static const struct token *peek(const struct parser *p, size_t ahead) {
    static const struct token end = {.kind = TOKEN_END};
    return p->at + ahead < p->count ? &p->tokens[p->at + ahead] : &end;
}

static bool is_word(const struct token *t, const char *word) {
    return t->kind == TOKEN_WORD && strcmp(t->word, word) == 0;
}

static bool is_sign(const struct token *t, char sign) {
    return t->kind == TOKEN_SIGN && t->word[0] == sign;
}

/* Takes the words of `phrase` when they all stand here. */
static bool take(struct parser *p, const char *phrase) {
    size_t ahead = 0;
    for (const char *s = phrase; *s; ahead++) {
        size_t n = strcspn(s, " ");
        const struct token *t = peek(p, ahead);
        if (t->kind != TOKEN_WORD || strlen(t->word) != n || memcmp(t->word, s, n) != 0) {
            return false;
        }
        s += n + (s[n] == ' ');
    }
    p->at += ahead;
    return true;
}

/* ---- times ---- */

/* Day 0: the month's last. What has no year comes last, for its year is still to come: "Quý
 * IV/2025, quý I/2026". */
static void take_end(struct parser *p, int year, int month, int day) {
    struct date *due = &p->found.due;
    day = day ? day : 31;
    bool later = year != due->year     ? year == 0 || (due->year && year > due->year)
                 : month != due->month ? month > due->month
                                       : day > due->day;
    if (due->month == 0 || later) {
        *due = (struct date){year, month, day};
    }
}

/* A year behind months or quarters is theirs. */
static void take_year_of_end(struct parser *p, const struct token *t) {
    if (p->found.due.month && p->found.due.year == 0) {
        p->found.due.year = t->number;
    }
}

static void take_year(struct parser *p, const struct token *t) {
    int year = t->digits == 2 ? 2000 + t->number : t->number;
    if (year < 1945 || year > 2099 || (t->digits != 2 && t->digits != 4)) {
        p->wrong = true;
        return;
    }
    struct deadline *d = &p->found;
    d->first_year = d->first_year == 0 || year < d->first_year ? year : d->first_year;
    d->last_year = year > d->last_year ? year : d->last_year;
    p->times = true;
}

/* "năm 2026", "/2026", "-2026" behind a month or quarter. */
static void take_year_behind(struct parser *p) {
    bool sign = is_sign(peek(p, 0), '/') || is_sign(peek(p, 0), '-');
    if (sign && peek(p, 1)->kind == TOKEN_NUMBER && peek(p, 1)->digits == 4) {
        take_year(p, peek(p, 1));
        take_year_of_end(p, peek(p, 1));
        p->at += 2;
    }
}

static void take_month(struct parser *p) {
    const struct token *t = peek(p, 0);
    p->wrong |= t->number < 1 || t->number > 12 || t->digits > 2;
    p->times = true;
    take_end(p, 0, t->number, 0);
    if (t->number < 10 && t->digits <= 2) {
        p->found.month_plain |= t->digits == 1;
        p->found.month_padded |= t->digits == 2;
        if (p->found.month == NULL) {
            p->found.month = t->start;
            p->found.behind = t->end;
        }
    }
    p->at++;
}

static int roman(const char *word) {
    static const char *const numerals[] = {"i", "ii", "iii", "iv"};
    for (int i = 0; i < 4; i++) {
        if (strcmp(word, numerals[i]) == 0) {
            return i + 1;
        }
    }
    return 0;
}

static void take_quarter(struct parser *p) {
    const struct token *t = peek(p, 0);
    int quarter = t->kind == TOKEN_NUMBER ? t->number : roman(t->word);
    p->wrong |= quarter < 1 || quarter > 4;
    p->times = true;
    take_end(p, 0, quarter * 3, 0);
    p->at++;
}

/* More of the same kind: "tháng 1, 2 và 3", "Quý I - Quý II". */
static bool takes_more(struct parser *p, bool quarter) {
    const struct token *joint = peek(p, 0), *t = peek(p, 1);
    bool joined = is_sign(joint, ',') || is_sign(joint, '-') || is_sign(joint, '+') ||
                  is_word(joint, "va") || is_word(joint, "den");
    bool fits = t->kind == TOKEN_NUMBER ? t->digits <= 2 && !is_sign(peek(p, 2), '/')
                                        : quarter && t->kind == TOKEN_WORD && roman(t->word);
    /* "tháng 3, 15/4": the number begins a day */
    p->at += joined && fits;
    return joined && fits;
}

static bool day_exists(int day, int month, int year) {
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month >= 1 && month <= 12 && day >= 1 &&
           day <= days[month - 1] - (month == 2 && year && !leap);
}

/* 31/12/2026, 31/12, 12/2026, 2026-12-31; the numbers that stand here. */
static void take_date(struct parser *p) {
    const struct token *a = peek(p, 0), *b = peek(p, 2), *c = peek(p, 4);
    char sign = peek(p, 1)->word[0];
    bool three = peek(p, 3)->word[0] == sign && c->kind == TOKEN_NUMBER;
    p->times = true;
    if (a->digits == 4 && three) {
        p->wrong |= !day_exists(c->number, b->number, a->number);
        take_end(p, a->number, b->number, c->number);
        take_year(p, a);
    } else if (three) {
        int year = c->digits == 2 ? 2000 + c->number : c->number;
        p->wrong |= !day_exists(a->number, b->number, year);
        take_end(p, year, b->number, a->number);
        take_year(p, c);
    } else if (b->digits == 4) {
        p->wrong |= a->number < 1 || a->number > 12;
        take_end(p, b->number, a->number, 0);
        take_year(p, b);
    } else {
        p->wrong |= !day_exists(a->number, b->number, 0);
        take_end(p, 0, b->number, a->number);
    }
    p->at += three ? 5 : 3;
}

static bool stands_date(const struct parser *p) {
    const struct token *sign = peek(p, 1), *b = peek(p, 2);
    if (peek(p, 0)->kind != TOKEN_NUMBER || b->kind != TOKEN_NUMBER) {
        return false;
    }
    bool three = peek(p, 3)->kind == TOKEN_SIGN && peek(p, 3)->word[0] == sign->word[0] &&
                 peek(p, 4)->kind == TOKEN_NUMBER;
    return is_sign(sign, '/') || (three && (is_sign(sign, '-') || is_sign(sign, '.')));
}

/* Without a time of their own; what follows explains them. */
static const char *const open_words[] = {
    "thuong xuyen", "hang ngay",    "hang tuan", "hang thang", "hang quy", "hang nam",
    "dinh ky",      "lien tuc",     "theo",      "khi",        "sau khi",  "ngay sau",
    "ngay khi",     "trong nam",    "ca nam",    "dau nam",    "giua nam", "cuoi nam",
    "nua dau nam",  "nua cuoi nam", "dot xuat",  "kip thoi",
};

static bool take_open(struct parser *p) {
    for (size_t i = 0; i < sizeof open_words / sizeof *open_words; i++) {
        if (take(p, open_words[i])) {
            p->found.open = p->times = true;
            if (peek(p, 0)->kind == TOKEN_NUMBER && peek(p, 0)->digits == 4) {
                take_year(p, peek(p, 0)); /* "trong năm 2026" */
                p->at++;
            }
            return true;
        }
    }
    return false;
}

/* "6 tháng đầu năm", "9 tháng": a stretch, not a month. */
static bool take_stretch(struct parser *p) {
    const struct token *t = peek(p, 0);
    bool unit = is_word(peek(p, 1), "thang") || is_word(peek(p, 1), "ngay") ||
                is_word(peek(p, 1), "tuan") || is_word(peek(p, 1), "nam");
    if (t->kind != TOKEN_NUMBER || t->digits > 2 || !unit || peek(p, 2)->kind == TOKEN_NUMBER) {
        return false;
    }
    p->times = true;
    p->at += 2;
    return true;
}

static bool take_named(struct parser *p) {
    const struct token *next = peek(p, 1);
    if (is_word(peek(p, 0), "thang") && next->kind == TOKEN_NUMBER) {
        p->at++;
        do {
            take_month(p);
        } while (takes_more(p, false));
        take_year_behind(p);
        return true;
    }
    if (is_word(peek(p, 0), "quy") && (next->kind == TOKEN_NUMBER || roman(next->word))) {
        p->at++;
        do {
            take_quarter(p);
        } while (takes_more(p, true));
        take_year_behind(p);
        return true;
    }
    if (is_word(peek(p, 0), "nam") && next->kind == TOKEN_NUMBER) {
        take_year(p, next);
        p->at += 2;
        return true;
    }
    return false;
}

/* "2O26": digits among letters that look like digits. */
static bool is_slip(const struct token *t) {
    return t->kind == TOKEN_WORD && strpbrk(t->word, "0123456789") &&
           t->word[strspn(t->word, "0123456789oli")] == '\0';
}

static void take_one(struct parser *p) {
    if (take_open(p) || take_named(p) || take_stretch(p)) {
        return;
    }
    if (stands_date(p)) {
        take_date(p);
        return;
    }
    const struct token *t = peek(p, 0);
    if (t->kind == TOKEN_NUMBER && t->digits == 4) {
        take_year(p, t);
    } else if (is_word(t, "thang") || is_word(t, "quy")) {
        p->wrong |= !p->found.open; /* of what number? */
    } else if (t->kind == TOKEN_WORD && t->word[0] == 't' && is_digit(t->word[1])) {
        int month = t->word[1] - '0';
        month = is_digit(t->word[2]) ? month * 10 + (t->word[2] - '0') : month;
        p->wrong |= month < 1 || month > 12;
        p->times = true;
        take_end(p, 0, month, 0);
        p->at++;
        take_year_behind(p);
        return;
    }
    p->wrong |= is_slip(t);
    p->at++;
}

struct deadline deadline_parse(const char *text) {
    struct parser p = {.count = 0};
    split(&p, text);
    while (p.at < p.count) {
        take_one(&p);
    }
    p.found.understood = p.times && !p.wrong;
    return p.found;
}

struct date deadline_due(const struct deadline *d, int year) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    struct date due = d->due;
    int last = d->last_year ? d->last_year : year;
    if (!d->understood || (due.month == 0 && (d->open || d->last_year == 0))) {
        return (struct date){0};
    }
    due.year = due.year ? due.year : last;
    if (due.year == 0) {
        return (struct date){0};
    }
    if (due.month == 0) {
        return (struct date){due.year, 12, 31};
    }
    int most = days[due.month - 1] + (due.month == 2 && day_exists(29, 2, due.year));
    due.day = due.day < most ? due.day : most;
    return due;
}
