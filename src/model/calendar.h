/* Working days: weekends, public holidays, and the Saturdays that are worked instead. */
#ifndef BAOCAO_MODEL_CALENDAR_H
#define BAOCAO_MODEL_CALENDAR_H

#include <stdbool.h>

#include "base/date.h"

struct arena;
struct calendar;
struct diag;

/* Reads templates/holidays.ini: [holidays] and [workdays], a key for each year, days and stretches
 * of days parted by ";": 2026 = "2026-01-01; 2026-02-16..2026-02-20". NULL with findings (E2xx,
 * E956) when it is not usable. */
struct calendar *calendar_load(struct arena *a, const char *path, struct diag *diag);

bool calendar_is_working(const struct calendar *c, struct date day);

/* False when the list says nothing about a year: then only weekends are known. */
bool calendar_knows(const struct calendar *c, int year);

/* The last of `count` working days behind `day`. */
struct date calendar_add(const struct calendar *c, struct date day, unsigned count);

#endif
