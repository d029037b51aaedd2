/* Calendar dates: reading ISO forms and writing them as official documents do. */
#ifndef BAOCAO_BASE_DATE_H
#define BAOCAO_BASE_DATE_H

#include <stdbool.h>

struct arena;

/* 0 stands for a part that is left open. */
struct date {
    int year, month, day;
};

struct date_time {
    struct date date;
    int hour, minute, second;
};

bool date_parse(const char *s, struct date *out);         /* YYYY-MM-DD, a day that exists */
bool date_parse_partial(const char *s, struct date *out); /* also YYYY-MM and YYYY */

bool date_time_parse(const char *s, struct date_time *out); /* YYYY-MM-DD hh:mm:ss */

struct date date_of_epoch(long long seconds); /* the UTC day of a POSIX time, 0 or later */

/* As people write it in a cell: 2026-09-14, 14/9/2026, 14-09-2026, 14.9.2026. */
bool date_parse_cell(const char *s, struct date *out);

/* Days on which full dates can be counted; 1 January 1970 is 0, a Thursday. */
long date_to_days(struct date date);
struct date date_of_days(long days);
int date_compare(struct date a, struct date b);
int date_month_days(int year, int month);

/* "05 tháng 3 năm 2026": a zero before days below 10 and months 1 and 2 (Nghị định
 * 30/2020/NĐ-CP, Phụ lục I, II.4.b); parts left open become a gap to write in, an
 * open year "20..". */
const char *date_official(struct arena *a, const struct date *date);

/* "05/3/2026": a full date in figures, zeros as above. */
const char *date_figures(struct arena *a, const struct date *date);

#endif
