/* Working days: weekends, public holidays, and the Saturdays that are worked instead. */
#include "model/calendar.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "source/ini_file.h"

struct stretch {
    long from, to;
    bool working;
    struct stretch *next;
};

struct calendar {
    struct arena *arena;
    struct diag *diag;
    const struct ini_file *ini;
    const char *section;
    struct stretch *stretches;
    bool good;
};

/* "2026-02-16" or "2026-02-16..2026-02-20" of `len` bytes, and of the year that its key names. */
static bool read_stretch(struct calendar *c, const char *key, const char *text) {
    struct date from, to;
    const char *dots = strstr(text, "..");
    const char *first = dots ? arena_strndup(c->arena, text, (size_t)(dots - text)) : text;
    if (!date_parse(first, &from) || !date_parse(dots ? dots + 2 : text, &to) ||
        date_compare(from, to) > 0 || strncmp(first, key, 4) != 0) {
        return false;
    }
    struct stretch *s = arena_alloc(c->arena, sizeof *s);
    *s = (struct stretch){date_to_days(from), date_to_days(to), strcmp(c->section, "workdays") == 0,
                          c->stretches};
    c->stretches = s;
    return true;
}

static void read_year(void *context, const char *key, const char *value) {
    struct calendar *c = context;
    for (const char *s = value; s && *s;) {
        s += strspn(s, " ");
        size_t n = strcspn(s, ";"), len = n;
        while (len > 0 && s[len - 1] == ' ') {
            len--;
        }
        const char *item = arena_strndup(c->arena, s, len);
        if (*item && !read_stretch(c, key, item)) {
            struct place at = ini_place(c->ini, c->section, key);
            DIAG(c->diag, E956, &at, item, key);
            c->good = false;
        }
        s += n + (s[n] == ';');
    }
}

struct calendar *calendar_load(struct arena *a, const char *path, struct diag *diag) {
    static const struct ini_field any[] = {{"*", INI_TEXT, 0, false, NULL}};
    static const struct ini_section sections[] = {{"holidays", any, 1}, {"workdays", any, 1}};
    struct ini_file *ini = ini_load(a, path, diag);
    if (ini == NULL || !ini_check_known(ini, sections, 2, diag)) {
        return NULL;
    }
    struct calendar *c = arena_alloc(a, sizeof *c);
    *c = (struct calendar){.arena = a, .diag = diag, .ini = ini, .good = true};
    for (size_t i = 0; i < 2; i++) {
        c->section = sections[i].pattern;
        ini_each(ini, c->section, read_year, c);
    }
    return c->good ? c : NULL;
}

bool calendar_is_working(const struct calendar *c, struct date day) {
    long n = date_to_days(day), weekday = ((n % 7) + 11) % 7; /* Sunday is 0 */
    bool working = weekday != 0 && weekday != 6;
    for (const struct stretch *s = c->stretches; s; s = s->next) {
        if (n >= s->from && n <= s->to) {
            return s->working;
        }
    }
    return working;
}

bool calendar_knows(const struct calendar *c, int year) {
    for (const struct stretch *s = c->stretches; s; s = s->next) {
        if (!s->working && date_of_days(s->from).year == year) {
            return true;
        }
    }
    return false;
}

struct date calendar_add(const struct calendar *c, struct date day, unsigned count) {
    long n = date_to_days(day);
    while (count > 0) {
        count -= calendar_is_working(c, date_of_days(++n));
    }
    return date_of_days(n);
}
