/* Reporting periods: how they are written, named and bounded. */
#ifndef BAOCAO_MODEL_PERIOD_H
#define BAOCAO_MODEL_PERIOD_H

#include <stdbool.h>

#include "base/date.h"

struct arena;

enum period_kind {
    PERIOD_MONTH,
    PERIOD_QUARTER,
    PERIOD_HALF,
    PERIOD_NINE_MONTHS,
    PERIOD_YEAR,
    PERIOD_ON_REQUEST /* from a day to a day; its months are 0 */
};
#define PERIOD_KIND_CHOICES "month|quarter|half|nine_months|year|on_request"

/* From the 15th of the month before to the 14th of the last month, as provinces set it under Nghị
 * định 09/2019/NĐ-CP, or whole months. */
enum period_window { WINDOW_SHIFTED, WINDOW_CALENDAR };
#define PERIOD_WINDOW_CHOICES "shifted|calendar"

struct period {
    int kind; /* enum period_kind */
    int year;
    int first_month, last_month; /* 1 to 12, both included */
    struct date from, to;        /* days whose data it covers, both included; year 0: not set */
};

/* Reads 2026-09, 2026-Q3, 2026-H1, 2026-9M, 2026, or a day, two dots and a day; also as people
 * write them: "quý III/2026", "tháng 9 năm 2026", "6 tháng đầu năm 2026", "9 tháng năm 2026", "năm
 * 2026", "Q3/2026", "9/2026". `year` stands for a year left out; 0: none may be. */
bool period_parse(const char *text, int year, struct period *out);

/* Sets `from` and `to` of a period with months. */
void period_set_window(struct period *p, enum period_window window);

/* The same stretch of another year; the months just before, as many, of this year or the last. Not
 * for PERIOD_ON_REQUEST. */
struct period period_in_year(const struct period *p, int year);
struct period period_previous(const struct period *p);

bool period_same(const struct period *a, const struct period *b);

/* "2026-Q3"; "quý III năm 2026", "6 tháng đầu năm 2026", "9 tháng đầu năm 2026", "tháng 9 năm
 * 2026"; "Quý III"; "từ ngày 01/7/2026 đến ngày 15/8/2026". */
const char *period_code(struct arena *a, const struct period *p);
const char *period_title(struct arena *a, const struct period *p);
const char *period_short(struct arena *a, const struct period *p); /* without its year */

#endif
