/* What a spreadsheet makes of a cell: dates, serial numbers, error values, formulas, long numbers.
 */
#include "model/damage.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "model/letter.h"

#define LONGEST_DATE 24

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* ---- dates ---- */

/* Reads the part of a date at `*s`: a number (gives it), or a month's name (gives it negative). */
static bool read_part(const char **s, int *part, size_t *digits) {
    static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                         "jul", "aug", "sep", "oct", "nov", "dec"};
    static const char *const rests[] = {"uary", "ruary", "ch", "il",     "",     "e",
                                        "y",    "ust",   "t",  "tember", "ober", "ember"};
    *part = 0;
    for (*digits = 0; is_digit(**s) && *digits < 5; (*s)++, (*digits)++) {
        *part = *part * 10 + (**s - '0');
    }
    if (*digits > 0) {
        return true;
    }
    char word[16];
    size_t n = 0;
    for (const char *at = *s; letter_of((unsigned char)*at).base && n + 1 < sizeof word; at++) {
        word[n++] = letter_of((unsigned char)*at).base;
    }
    word[n] = '\0';
    if (strcmp(word, "thg") == 0) {
        *s += n + strspn(*s + n, ". ");
        size_t unused;
        bool good = is_digit(**s) && read_part(s, part, &unused) && *part >= 1 && *part <= 12;
        *part = -*part;
        return good;
    }
    for (int i = 0; i < 12 && n >= 3; i++) {
        bool same = strncmp(word, months[i], 3) == 0;
        for (size_t w = 0; same && word[3] && w < 12; w++) {
            if (strcmp(word + 3, rests[w]) == 0) {
                break;
            }
            same = w < 11;
        }
        if (same) {
            *s += n;
            *part = -(i + 1);
            return true;
        }
    }
    return false;
}

/* A date of a spreadsheet: its parts in the order of the cell. */
struct date_parts {
    int part[3];
    size_t digits[3];
    size_t count;
    bool named; /* a month stands there by its name */
};

static bool read_date(const char *s, struct date_parts *d) {
    *d = (struct date_parts){.count = 0};
    if (strlen(s) > LONGEST_DATE) {
        return false;
    }
    while (d->count < 3) {
        size_t i = d->count++;
        if (!read_part(&s, &d->part[i], &d->digits[i])) {
            return false;
        }
        if (d->part[i] < 0 && d->named) {
            return false;
        }
        d->named |= d->part[i] < 0;
        size_t gap = strspn(s, "-/ ,");
        bool single = gap == 1 && *s != ',', comma = gap == 2 && strncmp(s, ", ", 2) == 0;
        if ((!single && !comma) || s[gap] == '\0') {
            break;
        }
        if (d->count == 3 && strspn(s, " 0:") == strlen(s)) {
            return true; /* midnight, which nobody typed */
        }
        s += gap;
    }
    return *s == '\0' && d->count >= 2;
}

void damage_typed(int a, int b, char *out, size_t size) {
    int low = a < b ? a : b, high = a < b ? b : a;
    snprintf(out, size, "%d/%d; %d-%d", low, high, low, high);
}

/* Day, month and year of three figures, or false: 12/11/2026, 2026-11-12, 12-11-26. */
static bool figures_are_date(const struct date_parts *d, int *day, int *month, int *year) {
    bool year_first = d->digits[0] == 4;
    *day = year_first ? d->part[2] : d->part[0];
    *month = d->part[1];
    *year = year_first ? d->part[0] : d->part[2];
    if (!year_first && *month > 12) { /* the American order */
        *day = d->part[1];
        *month = d->part[0];
    }
    bool years = year_first ? *year >= 1900 : d->digits[2] == 4 || d->digits[2] == 2;
    return years && *day >= 1 && *day <= 31 && *month >= 1 && *month <= 12 && *year <= 2100;
}

static bool find_date(const char *text, bool figures_too, struct damage *out) {
    struct date_parts d;
    int day, month, year;
    bool starts = is_digit(*text) || letter_of((unsigned char)*text).base;
    if (!starts || !read_date(text, &d) || (!d.named && (!figures_too || d.count < 3))) {
        return false;
    }
    out->code = figures_too ? CODE_E350 : CODE_W351;
    if (!d.named) {
        if (!figures_are_date(&d, &day, &month, &year)) {
            return false;
        }
        /* The first of a month in a year long past is 11/12 read as November 2012. */
        bool month_and_year = day == 1 && year % 100 >= month && year > 2000 && year < 2020;
        damage_typed(month_and_year ? year % 100 : day, month, out->likely, sizeof out->likely);
        return true;
    }
    size_t m = d.part[0] < 0 ? 0 : 1;
    if (d.part[m] >= 0) {
        return false;
    }
    month = -d.part[m];
    int other = d.part[1 - m];
    if (other > 99 && other < 1900) {
        return false;
    }
    if (m == 0 && d.count == 2 && !figures_too) {
        snprintf(out->likely, sizeof out->likely, "%d/%d", month,
                 other < 100 ? 2000 + other : other);
    } else if (figures_too) {
        damage_typed(other % 100, month, out->likely, sizeof out->likely);
    } else {
        snprintf(out->likely, sizeof out->likely, "%d/%d; %d/%d", other, month, month, other);
    }
    return true;
}

struct damage_date damage_serial_date(int64_t serial) {
    /* Days since 01/03/0000 in the era of 400 years: the civil calendar from its usual formula. */
    int64_t days = serial + 693899;
    int64_t era = days / 146097, of_era = days % 146097;
    int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
    int64_t m = (5 * of_year + 2) / 153;
    struct damage_date d = {.day = (int)(of_year - (153 * m + 2) / 5 + 1),
                            .month = (int)(m < 10 ? m + 3 : m - 9)};
    d.year = (int)(year + era * 400 + (d.month <= 2));
    return d;
}

/* ---- what a formula leaves behind ---- */

static bool find_hashes(const char *text, struct damage *out) {
    out->code = CODE_E356;
    return strlen(text) >= 2 && text[strspn(text, "#")] == '\0';
}

static bool find_error(const char *text, struct damage *out) {
    static const char *const errors[] = {"#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#N/A",
                                         "#NUM!", "#NULL!",  "#SPILL!", "#CALC!"};
    out->code = CODE_E357;
    if (strncmp(text, "Err:5", strlen("Err:5")) == 0) {
        return true;
    }
    for (const char *hash = strchr(text, '#'); hash; hash = strchr(hash + 1, '#')) {
        for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
            if (strncmp(hash, errors[i], strlen(errors[i])) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* Length of a cell's address at `s` (B7, $B$7), or 0. */
static size_t address_length(const char *s) {
    size_t i = s[0] == '$', letters = i;
    while (s[i] >= 'A' && s[i] <= 'Z' && i < letters + 3) {
        i++;
    }
    if (i == letters) {
        return 0;
    }
    i += s[i] == '$';
    size_t digits = strspn(s + i, "0123456789");
    return digits ? i + digits : 0;
}

static bool find_formula(const char *text, struct damage *out) {
    out->code = CODE_E359;
    if (text[0] == '=') { /* "=>" and "=<" compare */
        return text[1] != '\0' && text[1] != '>' && text[1] != '<';
    }
    if (text[0] == '@') {
        size_t name = strspn(text + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        return name > 1 && text[1 + name] == '(';
    }
    if (text[0] != '+' && text[0] != '-') {
        return false;
    }
    size_t address = address_length(text + 1);
    const char *behind = text + 1 + address;
    return address && (*behind == '\0' || strchr("+-*/:!", *behind));
}

static bool find_scientific(const char *text, struct damage *out) {
    const char *s = text + (*text == '-');
    char digits[DAMAGE_TEXT];
    size_t n = 0, decimals = 0;
    bool sign = false;
    for (; is_digit(*s) || ((*s == '.' || *s == ',') && !sign); s++) {
        if (!is_digit(*s)) {
            sign = true;
        } else if (n < 20) {
            digits[n++] = *s;
            decimals += sign;
        }
    }
    if (n == 0 || (*s != 'E' && *s != 'e')) {
        return false;
    }
    bool signed_exponent = s[1] == '+' || s[1] == '-';
    const char *exponent = s + 1 + signed_exponent;
    size_t len = strspn(exponent, "0123456789");
    if (len == 0 || len > 3 || exponent[len] || (!signed_exponent && !sign)) {
        return false;
    }
    size_t power = 0;
    for (size_t i = 0; i < len; i++) {
        power = power * 10 + (size_t)(exponent[i] - '0');
    }
    out->code = CODE_E354;
    if (s[1] != '-' && power >= decimals && power - decimals < 20) {
        snprintf(out->likely, sizeof out->likely, "%s%.*s%.*s", *text == '-' ? "-" : "", (int)n,
                 digits, (int)(power - decimals), "00000000000000000000");
    }
    return true;
}

/* ---- digits ---- */

static char digit_for(char c) {
    return c == 'O' || c == 'o' ? '0' : c == 'l' || c == 'I' ? '1' : 0;
}

/* Between two digits: 2O26. */
static size_t mend_inside(char *s) {
    size_t changed = 0;
    for (size_t i = 1; s[0] && s[i]; i++) {
        if (digit_for(s[i]) && is_digit(s[i - 1]) && is_digit(s[i + 1])) {
            s[i] = digit_for(s[i]);
            changed++;
        }
    }
    return changed;
}

/* In a cell of nothing but numbers and the signs of values; each number must hold a digit. */
static size_t mend_whole(char *s) {
    size_t changed = 0, n = strlen(s);
    bool unit = n > 1 && s[n - 1] == 'l' && is_digit(s[n - 2]); /* "5l" is five litres */
    while (*s) {
        size_t run = strspn(s, "0123456789OolI.,"), letters = 0, digits = 0;
        for (size_t i = 0; i < run; i++) {
            digits += is_digit(s[i]);
            letters += digit_for(s[i]) != 0;
            s[i] = digit_for(s[i]) ? digit_for(s[i]) : s[i];
        }
        if (letters > 0 && digits == 0) {
            return 0;
        }
        changed += letters;
        s += run;
        if (run == 0 && (unsigned char)*s < 0x80 && strchr("%<>=-/ ", *s) == NULL) {
            return 0;
        }
        s += run == 0;
    }
    return unit && changed == 1 ? 0 : changed;
}

/* Most texts have no such letter; then nothing is copied. */
static bool has_letter_between_digits(const char *s) {
    for (; (s = strpbrk(s, "0123456789")) != NULL; s++) {
        if (digit_for(s[1]) && is_digit(s[2])) {
            return true;
        }
    }
    return false;
}

bool damage_of_digits(const char *text, bool inside, char *mended, size_t size) {
    if (inside && !has_letter_between_digits(text)) {
        return false;
    }
    size_t n = strlen(text);
    if (n + 1 > size) {
        return false;
    }
    memcpy(mended, text, n + 1);
    return (inside ? mend_inside(mended) : mend_whole(mended)) > 0;
}

static bool find_digits(const char *text, struct damage *out) {
    out->code = CODE_E363;
    return damage_of_digits(text, false, out->likely, sizeof out->likely);
}

/* ---- whole cells ---- */

bool damage_of_value(const char *text, struct damage *out) {
    *out = (struct damage){.likely = ""};
    return find_hashes(text, out) || find_error(text, out) || find_formula(text, out) ||
           find_scientific(text, out) || find_date(text, true, out) || find_digits(text, out);
}

bool damage_of_text(const char *text, struct damage *out) {
    *out = (struct damage){.likely = ""};
    return find_hashes(text, out) || find_error(text, out) || find_formula(text, out) ||
           find_scientific(text, out) || find_date(text, false, out);
}
