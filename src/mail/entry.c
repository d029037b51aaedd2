/* Owns the form of a message's file: reading and writing the envelope in front of the message. */
#include "mail/entry.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/text.h"
#include "base/utf8.h"

#define FIRST_LINE "baocao-mail: 1"
#define ID_LIMIT   120
#define DAY        86400
#define VIETNAM    (7 * 3600) /* seconds east of Greenwich */

const char *delivery_word(enum delivery d) {
    static const char *const words[] = {"waiting", "sent", "refused", "expired", "unknown"};
    return words[d];
}

bool entry_id_is_good(const char *id) {
    static const char allowed[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";
    size_t len = strspn(id, allowed);
    return len > 0 && len <= ID_LIMIT && id[len] == '\0' && id[0] != '.';
}

size_t entry_count(const struct entry *e, enum delivery state) {
    size_t n = 0;
    for (size_t i = 0; i < e->to_count; i++) {
        n += e->to[i].state == state;
    }
    return n;
}

/* ---- time ---- */

void time_put(int64_t when, struct text *out) {
    struct date d = date_of_epoch(when);
    int64_t second = when % DAY;
    text_printf(out, "%04d-%02d-%02dT%02d:%02d:%02dZ", d.year, d.month, d.day, (int)(second / 3600),
                (int)(second / 60 % 60), (int)(second % 60));
}

void time_show(int64_t when, struct text *out) {
    int64_t local = when + VIETNAM;
    struct date d = date_of_epoch(local);
    text_printf(out, "%04d-%02d-%02d %02d:%02d +07", d.year, d.month, d.day,
                (int)(local % DAY / 3600), (int)(local / 60 % 60));
}

/* Days from 1970-01-01, by years of 365 days that begin in March. */
static int64_t days_of(const struct date *d) {
    int64_t year = d->month > 2 ? d->year : d->year - 1;
    int64_t month = d->month > 2 ? d->month - 3 : d->month + 9;
    return year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + d->day -
           719469;
}

bool time_parse(const char *s, int64_t *when) {
    char copy[20];
    struct date_time t;
    if (strlen(s) != 20 || s[10] != 'T' || s[19] != 'Z') {
        return false;
    }
    memcpy(copy, s, 19);
    copy[10] = ' ';
    copy[19] = '\0';
    if (!date_time_parse(copy, &t) || t.date.year < 1970) {
        return false;
    }
    *when = days_of(&t.date) * DAY + t.hour * 3600 + t.minute * 60 + t.second;
    return true;
}

/* ---- writing ---- */

/* A line end in a value would be another line of the envelope. */
static void put_value(struct text *out, const char *s) {
    for (; *s; s++) {
        if (*s == '\n') {
            text_puts(out, "\\n");
        } else if (*s == '\r') {
            text_puts(out, "\\r");
        } else if (*s == '\\') {
            text_puts(out, "\\\\");
        } else {
            text_putc(out, *s);
        }
    }
}

static void put_line(struct text *out, const char *key, const char *value) {
    text_puts(out, key);
    text_puts(out, ": ");
    put_value(out, value);
    text_putc(out, '\n');
}

static void put_time(struct text *out, const char *key, int64_t when) {
    if (when > 0) {
        text_printf(out, "%s: ", key);
        time_put(when, out);
        text_putc(out, '\n');
    }
}

void entry_put_head(const struct entry *e, struct text *out) {
    text_puts(out, FIRST_LINE "\n");
    put_line(out, "id", e->id);
    put_line(out, "job", e->job);
    put_line(out, "revision", e->revision);
    put_line(out, "subject", e->subject);
    put_line(out, "from", e->from);
    for (size_t i = 0; i < e->to_count; i++) {
        text_printf(out, "to: %s ", delivery_word(e->to[i].state));
        put_value(out, e->to[i].address);
        text_putc(out, '\n');
    }
    if (e->tries > 0) {
        text_printf(out, "tries: %u\n", (unsigned)e->tries);
    }
    put_time(out, "first-try", e->first);
    put_time(out, "not-before", e->not_before);
    text_printf(out, "size: %zu\n\n", e->size);
}

/* ---- reading ---- */

static bool unescape(char *s) {
    char *to = s;
    for (; *s; s++) {
        if (*s == '\\') {
            s++;
            if (*s != 'n' && *s != 'r' && *s != '\\') {
                return false;
            }
            *to++ = *s == 'n' ? '\n' : *s == 'r' ? '\r' : '\\';
        } else {
            *to++ = *s;
        }
    }
    *to = '\0';
    return true;
}

/* "waiting a@b.vn" */
static bool read_recipient(char *value, struct entry_recipient *out) {
    char *blank = strchr(value, ' ');
    if (blank == NULL || blank[1] == '\0') {
        return false;
    }
    *blank = '\0';
    for (int d = 0; d < DELIVERY_COUNT; d++) {
        if (strcmp(value, delivery_word((enum delivery)d)) == 0) {
            *out = (struct entry_recipient){blank + 1, (enum delivery)d};
            return true;
        }
    }
    return false;
}

static bool read_number(const char *value, size_t *out) {
    size_t digits = strspn(value, "0123456789");
    if (digits == 0 || digits > 9 || value[digits]) {
        return false;
    }
    *out = (size_t)strtoul(value, NULL, 10);
    return true;
}

struct head {
    struct entry *entry;
    size_t capacity; /* of the recipients */
};

static void add_recipient(struct arena *a, struct head *h, struct entry_recipient one) {
    struct entry *e = h->entry;
    if (e->to_count == h->capacity) {
        h->capacity = h->capacity ? h->capacity * 2 : 8;
        struct entry_recipient *more = arena_alloc(a, h->capacity * sizeof *more);
        if (e->to_count > 0) {
            memcpy(more, e->to, e->to_count * sizeof *more);
        }
        e->to = more;
    }
    e->to[e->to_count++] = one;
}

/* One line of the head; false when it means nothing. */
static bool read_line(struct arena *a, struct head *h, const char *key, char *value) {
    struct entry *e = h->entry;
    struct entry_recipient one;
    size_t number;
    const struct {
        const char *key;
        const char **text;
    } texts[] = {{"id", &e->id},
                 {"job", &e->job},
                 {"revision", &e->revision},
                 {"subject", &e->subject},
                 {"from", &e->from}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (strcmp(key, texts[i].key) == 0) {
            bool first = *texts[i].text == NULL;
            *texts[i].text = value;
            return first && unescape(value);
        }
    }
    if (strcmp(key, "to") == 0) {
        bool good = read_recipient(value, &one) && unescape(value + strlen(value) + 1);
        if (good) {
            add_recipient(a, h, one);
        }
        return good;
    }
    if (strcmp(key, "size") == 0) {
        return read_number(value, &e->size);
    }
    if (strcmp(key, "tries") == 0 && read_number(value, &number)) {
        e->tries = (uint32_t)number;
        return true;
    }
    return strcmp(key, "first-try") == 0    ? time_parse(value, &e->first)
           : strcmp(key, "not-before") == 0 ? time_parse(value, &e->not_before)
                                            : false;
}

const char *entry_parse(struct arena *a, char *bytes, size_t len, bool head_only,
                        struct entry *out) {
    static const char cut[] = "tệp bị cắt cụt" DIAG_BOTH "the file is cut off";
    struct head h = {.entry = out};
    size_t first = strlen(FIRST_LINE "\n");
    *out = (struct entry){0};
    if (len < first || memcmp(bytes, FIRST_LINE "\n", first) != 0) {
        return len < first ? cut
                           : "không phải thư của chương trình này" DIAG_BOTH
                             "it is no message of this program";
    }
    char *at = bytes + first, *end = bytes + len;
    for (;;) {
        char *line_end = memchr(at, '\n', (size_t)(end - at));
        if (line_end == NULL) {
            return cut;
        }
        if (line_end == at) {
            at++;
            break;
        }
        size_t size = (size_t)(line_end - at);
        *line_end = '\0';
        char *colon = strstr(at, ": ");
        if (strlen(at) != size || colon == NULL || utf8_invalid_at(at, size) != size) {
            return arena_printf(
                a, "phần phong bì hỏng ở byte %zu" DIAG_BOTH "the envelope is damaged at byte %zu",
                (size_t)(at - bytes), (size_t)(at - bytes));
        }
        *colon = '\0';
        if (!read_line(a, &h, at, colon + 2)) {
            return arena_printf(a,
                                "không hiểu dòng «%s» của phong bì" DIAG_BOTH
                                "line \"%s\" of the envelope is not understood",
                                at, at);
        }
        at = line_end + 1;
    }
    if (out->id == NULL || !entry_id_is_good(out->id) || out->job == NULL ||
        out->revision == NULL || out->subject == NULL || out->from == NULL || out->to_count == 0) {
        return "phong bì thiếu dòng" DIAG_BOTH "the envelope lacks a line";
    }
    out->message = at;
    if (head_only) {
        return NULL;
    }
    return out->size >= 2 && out->size == (size_t)(end - at) && memcmp(end - 2, "\r\n", 2) == 0
               ? NULL
               : cut;
}
