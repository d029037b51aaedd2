/* Calendar dates: reading ISO forms and writing them as official documents do. */
#include "base/date.h"

#include <string.h>

#include "base/arena.h"

#define GAP      "      " /* room to write a number in by hand */
#define GAP_YEAR "20.."   /* what stands behind it would not be seen */

static bool read_digits(const char **s, int count, int *out) {
    *out = 0;
    for (int i = 0; i < count; i++, ++*s) {
        if (**s < '0' || **s > '9') {
            return false;
        }
        *out = *out * 10 + (**s - '0');
    }
    return true;
}

int date_month_days(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

bool date_parse_partial(const char *s, struct date *out) {
    *out = (struct date){0, 0, 0};
    if (!read_digits(&s, 4, &out->year) || out->year == 0) {
        return false;
    }
    if (*s == '\0') {
        return true;
    }
    if (*s++ != '-' || !read_digits(&s, 2, &out->month) || out->month < 1 || out->month > 12) {
        return false;
    }
    if (*s == '\0') {
        return true;
    }
    return *s++ == '-' && read_digits(&s, 2, &out->day) && *s == '\0' && out->day >= 1 &&
           out->day <= date_month_days(out->year, out->month);
}

bool date_parse(const char *s, struct date *out) {
    return date_parse_partial(s, out) && out->day > 0;
}

bool date_parse_cell(const char *s, struct date *out) {
    if (date_parse(s, out)) {
        return true;
    }
    int numbers[3] = {0};
    char sign = 0;
    for (int i = 0; i < 3; i++) {
        int digits = 0;
        for (; *s >= '0' && *s <= '9' && digits < 4; s++, digits++) {
            numbers[i] = numbers[i] * 10 + (*s - '0');
        }
        bool fits = i < 2 ? digits == 1 || digits == 2 : digits == 4;
        bool parted = i == 2 ? *s == '\0' : strchr("/-.", *s) && *s && (!sign || *s == sign);
        if (!fits || !parted) {
            return false;
        }
        sign = *s ? *s++ : sign;
    }
    *out = (struct date){numbers[2], numbers[1], numbers[0]};
    return out->year > 0 && out->month >= 1 && out->month <= 12 && out->day >= 1 &&
           out->day <= date_month_days(out->year, out->month);
}

/* The year is counted from March, so that a leap day is its last. */
long date_to_days(struct date date) {
    long year = date.year - (date.month <= 2);
    long month = (date.month + 9) % 12;
    return year * 365 + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + date.day - 1 -
           719468;
}

struct date date_of_days(long days) {
    struct date d = {(int)(days / 366) + 1970, 1, 1};
    while (date_to_days((struct date){d.year + 1, 1, 1}) <= days) {
        d.year++;
    }
    while (d.month < 12 && date_to_days((struct date){d.year, d.month + 1, 1}) <= days) {
        d.month++;
    }
    d.day = (int)(days - date_to_days(d)) + 1;
    return d;
}

int date_compare(struct date a, struct date b) {
    long x = date_to_days(a), y = date_to_days(b);
    return (x > y) - (x < y);
}

bool date_time_parse(const char *s, struct date_time *out) {
    char day[11] = "";
    if (strlen(s) < sizeof day || s[10] != ' ') {
        return false;
    }
    memcpy(day, s, sizeof day - 1);
    s += sizeof day;
    return date_parse(day, &out->date) && read_digits(&s, 2, &out->hour) && *s++ == ':' &&
           read_digits(&s, 2, &out->minute) && *s++ == ':' && read_digits(&s, 2, &out->second) &&
           *s == '\0' && out->hour < 24 && out->minute < 60 && out->second < 60;
}

struct date date_of_epoch(long long seconds) {
    struct date d = {1970, 1, 1};
    long long days = seconds / 86400;
    for (; days >= date_month_days(d.year, 2) + 337; d.year++) {
        days -= date_month_days(d.year, 2) + 337; /* all months but February have 337 days */
    }
    for (; days >= date_month_days(d.year, d.month); d.month++) {
        days -= date_month_days(d.year, d.month);
    }
    d.day += (int)days;
    return d;
}

const char *date_official(struct arena *a, const struct date *date) {
    const char *day = date->day ? arena_printf(a, "%02d", date->day) : GAP;
    const char *month =
        date->month ? arena_printf(a, date->month <= 2 ? "%02d" : "%d", date->month) : GAP;
    const char *year = date->year ? arena_printf(a, "%d", date->year) : GAP_YEAR;
    return arena_printf(a, "%s tháng %s năm %s", day, month, year);
}

const char *date_figures(struct arena *a, const struct date *date) {
    return arena_printf(a, date->month <= 2 ? "%02d/%02d/%d" : "%02d/%d/%d", date->day, date->month,
                        date->year);
}
