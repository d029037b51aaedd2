/* Reporting periods: how they are written, named and bounded. */
#include "model/period.h"

#include <string.h>

#include "base/arena.h"
#include "model/letter.h"

#define TEXT_SIZE  64
#define FIRST_YEAR 1945
#define LAST_YEAR  2099

static const char *const numerals[] = {"", "I", "II", "III", "IV"};

/* ---- reading ---- */

struct reader {
    char text[TEXT_SIZE]; /* words without marks, in lower case, parted by one space */
    const char *s;
};

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool take(struct reader *r, const char *words) {
    size_t n = strlen(words);
    if (strncmp(r->s, words, n) != 0) {
        return false;
    }
    r->s += n;
    return true;
}

static bool take_number(struct reader *r, int most, int *out) {
    const char *s = r->s;
    int n = 0, digits = 0;
    for (; is_digit(*s) && digits < 5; s++, digits++) {
        n = n * 10 + (*s - '0');
    }
    if (digits == 0 || digits > 4 || is_digit(*s) || n > most) {
        return false;
    }
    *out = n;
    r->s = s;
    return true;
}

static void take_space(struct reader *r) {
    r->s += strspn(r->s, " ");
}

static bool take_quarter(struct reader *r, int *quarter) {
    static const char *const roman[] = {"iii", "iv", "ii", "i"};
    static const int values[] = {3, 4, 2, 1};
    if (take_number(r, 4, quarter)) {
        return *quarter >= 1;
    }
    for (size_t i = 0; i < 4; i++) {
        if (take(r, roman[i])) {
            *quarter = values[i];
            return true;
        }
    }
    return false;
}

static struct period of_months(int kind, int year, int first, int last) {
    return (struct period){.kind = kind, .year = year, .first_month = first, .last_month = last};
}

/* What ends a text: nothing, or a year. */
static bool take_year(struct reader *r, int *year) {
    int given = 0;
    take_space(r);
    if (take(r, "nam")) {
        take_space(r);
    }
    if (*r->s && (!take_number(r, LAST_YEAR, &given) || given < FIRST_YEAR)) {
        return false;
    }
    take_space(r);
    *year = given ? given : *year;
    return *r->s == '\0' && *year > 0;
}

/* "quy iii 2026", "thang 9 nam 2026", "6 thang dau nam 2026". */
static bool read_words(struct reader r, int year, struct period *out) {
    int n = 0;
    if (take(&r, "quy") || take(&r, "q")) {
        take_space(&r);
        if (!take_quarter(&r, &n)) {
            return false;
        }
        *out = of_months(PERIOD_QUARTER, year, n * 3 - 2, n * 3);
        return take_year(&r, &out->year);
    }
    if (take(&r, "thang ")) {
        bool good = take_number(&r, 12, &n) && n >= 1;
        *out = of_months(PERIOD_MONTH, year, n, n);
        return good && take_year(&r, &out->year);
    }
    if (take(&r, "6 thang") || take(&r, "sau thang")) {
        bool second = take(&r, " cuoi nam");
        (void)(second || take(&r, " dau nam"));
        *out = of_months(PERIOD_HALF, year, second ? 7 : 1, second ? 12 : 6);
        return take_year(&r, &out->year);
    }
    if (take(&r, "9 thang") || take(&r, "chin thang")) {
        (void)take(&r, " dau nam");
        *out = of_months(PERIOD_NINE_MONTHS, year, 1, 9);
        return take_year(&r, &out->year);
    }
    if (take(&r, "ca nam") || take(&r, "nam ")) {
        *out = of_months(PERIOD_YEAR, year, 1, 12);
        return take_year(&r, &out->year);
    }
    return false;
}

/* "2026 09", "2026 q3", "2026 h1", "2026 9m", "2026"; "9 2026". */
static bool read_code(struct reader r, struct period *out) {
    int year = 0, n = 0;
    if (!take_number(&r, LAST_YEAR, &year)) {
        return false;
    }
    take_space(&r);
    if (year <= 12) { /* a month before its year */
        *out = of_months(PERIOD_MONTH, 0, year, year);
        return year >= 1 && *r.s && take_year(&r, &out->year);
    }
    *out = of_months(PERIOD_YEAR, year, 1, 12);
    if (take(&r, "q")) {
        if (!take_number(&r, 4, &n) || n < 1) {
            return false;
        }
        *out = of_months(PERIOD_QUARTER, year, n * 3 - 2, n * 3);
    } else if (take(&r, "h1")) {
        *out = of_months(PERIOD_HALF, year, 1, 6);
    } else if (take(&r, "h2")) {
        *out = of_months(PERIOD_HALF, year, 7, 12);
    } else if (take(&r, "9m")) {
        *out = of_months(PERIOD_NINE_MONTHS, year, 1, 9);
    } else if (take_number(&r, 12, &n) && n >= 1) {
        *out = of_months(PERIOD_MONTH, year, n, n);
    }
    return *r.s == '\0' && year >= FIRST_YEAR;
}

static bool read_days(const char *text, struct period *out) {
    char from[11] = "";
    if (strlen(text) != 22 || strncmp(text + 10, "..", 2) != 0) {
        return false;
    }
    memcpy(from, text, 10);
    *out = (struct period){.kind = PERIOD_ON_REQUEST};
    bool good = date_parse(from, &out->from) && date_parse(text + 12, &out->to);
    out->year = out->to.year;
    return good && date_compare(out->from, out->to) <= 0;
}

bool period_parse(const char *text, int year, struct period *out) {
    struct reader r;
    if (read_days(text, out)) {
        return true;
    }
    *out = (struct period){0};
    if (strlen(text) >= sizeof r.text) {
        return false;
    }
    letter_bare(text, ' ', r.text, sizeof r.text);
    r.s = r.text;
    return is_digit(*r.s) && read_code(r, out) ? true : read_words(r, year, out);
}

/* ---- bounds and neighbours ---- */

void period_set_window(struct period *p, enum period_window window) {
    if (p->first_month == 0) {
        return;
    }
    if (window == WINDOW_CALENDAR) {
        p->from = (struct date){p->year, p->first_month, 1};
        p->to = (struct date){p->year, p->last_month, date_month_days(p->year, p->last_month)};
        return;
    }
    bool january = p->first_month == 1;
    p->from = (struct date){p->year - january, january ? 12 : p->first_month - 1, 15};
    p->to = (struct date){p->year, p->last_month, 14};
}

struct period period_in_year(const struct period *p, int year) {
    return of_months(p->kind, year, p->first_month, p->last_month);
}

struct period period_previous(const struct period *p) {
    int months = p->last_month - p->first_month + 1, last = p->first_month - 1;
    int year = last > 0 ? p->year : p->year - 1;
    last = last > 0 ? last : 12;
    return of_months(p->kind, year, last - months + 1, last);
}

bool period_same(const struct period *a, const struct period *b) {
    if (a->year != b->year || a->first_month != b->first_month || a->last_month != b->last_month) {
        return false;
    }
    return a->first_month > 0 ||
           (date_compare(a->from, b->from) == 0 && date_compare(a->to, b->to) == 0);
}

/* ---- names ---- */

const char *period_code(struct arena *a, const struct period *p) {
    switch (p->kind) {
    case PERIOD_MONTH:
        return arena_printf(a, "%d-%02d", p->year, p->first_month);
    case PERIOD_QUARTER:
        return arena_printf(a, "%d-Q%d", p->year, p->last_month / 3);
    case PERIOD_HALF:
        return arena_printf(a, "%d-H%d", p->year, p->last_month / 6);
    case PERIOD_NINE_MONTHS:
        return arena_printf(a, "%d-9M", p->year);
    case PERIOD_YEAR:
        return arena_printf(a, "%d", p->year);
    default:
        return arena_printf(a, "%d-%02d-%02d..%d-%02d-%02d", p->from.year, p->from.month,
                            p->from.day, p->to.year, p->to.month, p->to.day);
    }
}

const char *period_short(struct arena *a, const struct period *p) {
    switch (p->kind) {
    case PERIOD_MONTH:
        return arena_printf(a, p->first_month <= 2 ? "tháng %02d" : "tháng %d", p->first_month);
    case PERIOD_QUARTER:
        return arena_printf(a, "quý %s", numerals[p->last_month / 3]);
    case PERIOD_HALF:
        return p->first_month == 1 ? "6 tháng đầu năm" : "6 tháng cuối năm";
    case PERIOD_NINE_MONTHS:
        return "9 tháng đầu năm";
    case PERIOD_YEAR:
        return "năm";
    default:
        return arena_printf(a, "từ ngày %s đến ngày %s", date_figures(a, &p->from),
                            date_figures(a, &p->to));
    }
}

const char *period_title(struct arena *a, const struct period *p) {
    const char *name = period_short(a, p);
    switch (p->kind) {
    case PERIOD_ON_REQUEST:
        return name;
    case PERIOD_MONTH:
    case PERIOD_QUARTER:
        return arena_printf(a, "%s năm %d", name, p->year);
    default:
        return arena_printf(a, "%s %d", name, p->year);
    }
}
