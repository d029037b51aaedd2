/* Content rules about dates: the document's against its signing, those of the body against the
 * calendar. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/utf8.h"
#include "model/body.h"
#include "model/conform_rules.h"
#include "model/job.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define WHAT         "Ngày, tháng, năm" DIAG_BOTH "Date"

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static long order_of(const struct date *d) {
    return d->year * 10000L + d->month * 100L + d->day;
}

void content_signing(struct conform *c) {
    const struct date *date = &c->job->date;
    for (size_t i = 0; date->day && i < c->job->appendix_count; i++) {
        const struct date *signed_on = &c->job->appendices[i].signed_at.date;
        if (signed_on->year && order_of(date) > order_of(signed_on)) {
            struct conform_key key = conform_job_key(c, "document", "date");
            conform_report(
                c, CODE_W533, &key, WHAT,
                arena_printf(
                    c->arena,
                    "%d/%d/%d, sau lúc ký số" DIAG_BOTH "%d/%d/%d, after the time of signing",
                    date->day, date->month, date->year, date->day, date->month, date->year),
                arena_printf(c->arena,
                             "không muộn hơn %d/%d/%d" DIAG_BOTH "not later than %d/%d/%d",
                             signed_on->day, signed_on->month, signed_on->year, signed_on->day,
                             signed_on->month, signed_on->year));
            return;
        }
    }
}

/* ---- dates in the body ---- */

/* A number of at most `max` digits; 0 digits: none. */
static size_t read_number(const char *s, size_t max, int *out) {
    size_t n = 0;
    for (*out = 0; n < max && is_digit(s[n]); n++) {
        *out = *out * 10 + (s[n] - '0');
    }
    return is_digit(s[n]) ? 0 : n;
}

static size_t skip(const char *s, const char *words) {
    size_t n = strlen(words);
    return strncmp(s, words, n) == 0 ? n : 0;
}

/* "31/02/2026" or "31 tháng 02 năm 2026"; its length, or 0. */
static size_t date_at(const char *s, struct date *d) {
    static const char *const forms[][2] = {{"/", "/"}, {" tháng ", " năm "}};
    for (size_t f = 0; f < COUNT(forms); f++) {
        const char *at = s;
        size_t n = read_number(at, 2, &d->day);
        size_t m = n ? skip(at + n, forms[f][0]) : 0;
        at += n + m;
        n = m ? read_number(at, 2, &d->month) : 0;
        m = n ? skip(at + n, forms[f][1]) : 0;
        at += n + m;
        n = m ? read_number(at, 4, &d->year) : 0;
        if (n == 4) {
            return (size_t)(at + n - s);
        }
    }
    return 0;
}

static bool exists(struct arena *a, const struct date *d) {
    struct date parsed;
    return date_parse(arena_printf(a, "%04d-%02d-%02d", d->year, d->month, d->day), &parsed);
}

/* 0: Sunday. */
static int weekday_of(const struct date *d) {
    static const int shift[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    int y = d->year - (d->month < 3);
    return (y + y / 4 - y / 100 + y / 400 + shift[d->month - 1] + d->day) % 7;
}

static const char *const weekdays[] = {"chủ nhật", "thứ hai", "thứ ba", "thứ tư",
                                       "thứ năm",  "thứ sáu", "thứ bảy"};

/* The weekday that stands right before the date at `s` ("thứ Hai, ngày 05/01/2026"), or -1. */
static int named_weekday(struct arena *a, const char *text, const char *s) {
    const char *before = s - text > 24 ? s - 24 : text;
    while ((*before & 0xC0) == 0x80) {
        before++;
    }
    const char *near = utf8_lower(a, arena_strndup(a, before, (size_t)(s - before)));
    for (size_t i = 0; i < COUNT(weekdays); i++) {
        const char *at = strstr(near, weekdays[i]);
        const char *rest = at ? at + strlen(weekdays[i]) : NULL;
        if (rest && (strcmp(rest, ", ngày ") == 0 || strcmp(rest, " ngày ") == 0 ||
                     strcmp(rest, ", ") == 0)) {
            return (int)i;
        }
    }
    return -1;
}

static void check_date(struct conform *c, const struct body_item *item, const char *s, size_t len,
                       const struct date *d) {
    struct conform_key key = conform_item_key(c, item);
    const char *text = arena_strndup(c->arena, s, len);
    if (!exists(c->arena, d)) {
        conform_report(c, CODE_W533, &key, WHAT, conform_quote(c, text),
                       "một ngày có trong lịch" DIAG_BOTH "a day that exists");
        return;
    }
    int named = named_weekday(c->arena, item->text, s);
    if (named >= 0 && named != weekday_of(d)) {
        conform_report(c, CODE_W533, &key, WHAT,
                       arena_printf(c->arena, "%s, %s" DIAG_BOTH "%s, %s", weekdays[named], text,
                                    weekdays[named], text),
                       weekdays[weekday_of(d)]);
    }
}

void content_dates(struct conform *c) {
    for (size_t i = 0; i < c->body->count; i++) {
        const struct body_item *item = &c->body->items[i];
        for (const char *s = item->text; *s;) {
            struct date d;
            bool starts = is_digit(*s) && (s == item->text || !strchr("0123456789/-.,", s[-1]));
            size_t len = starts ? date_at(s, &d) : 0;
            if (len && s[len] != '/') {
                check_date(c, item, s, len, &d);
            }
            s += len ? len : 1;
        }
    }
}
