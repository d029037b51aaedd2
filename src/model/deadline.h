/* Deadlines as plans write them: "Tháng 1 năm 2026", "Quý III, quý IV năm 2026", "Thường xuyên". */
#ifndef BAOCAO_MODEL_DEADLINE_H
#define BAOCAO_MODEL_DEADLINE_H

#include <stdbool.h>

#include "base/date.h"

struct deadline {
    bool understood;
    bool open; /* no time of its own: thường xuyên, hằng quý, khi có yêu cầu */
    int first_year, last_year;  /* the years it names; 0: none */
    struct date due;            /* the last day that it names; month 0: none; year 0: no year */
    bool month_plain;           /* a month below 10 as "Tháng 1" */
    bool month_padded;          /* as "Tháng 01" */
    const char *month, *behind; /* that month in the text, and what follows it; or NULL */
};

struct deadline deadline_parse(const char *text);

/* Its last day, in `year` when it names none; year 0: it has no day, or is not understood. */
struct date deadline_due(const struct deadline *d, int year);

#endif
