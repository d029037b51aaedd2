/* One complete message: its bytes as they go over the wire (RFC 5322, 2045, 2046). */
#include "mail/message.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/sha256.h"
#include "base/text.h"
#include "mail/mime.h"

#define ID_DIGITS 32

/* "=_" occurs in no line of base64 or quoted-printable (RFC 2045, 6.7). */
struct boundaries {
    char mixed[48], alternative[48];
};

static struct boundaries boundaries_of(const char *id) {
    struct boundaries b;
    char hash[SHA256_HEX_SIZE];
    sha256_hex(id, strlen(id), hash);
    memcpy(b.mixed, "=_m_", 4);
    memcpy(b.alternative, "=_a_", 4);
    memcpy(b.mixed + 4, hash, 24);
    memcpy(b.alternative + 4, hash, 24);
    b.mixed[28] = b.alternative[28] = '\0';
    return b;
}

/* "Thu, 15 Jan 2026 08:00:00 +0700" */
static void put_date(struct text *out, const struct date_time *t) {
    static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    static const int shifts[] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    int year = t->date.year - (t->date.month < 3);
    int day =
        (year + year / 4 - year / 100 + year / 400 + shifts[t->date.month - 1] + t->date.day) % 7;
    text_printf(out, "Date: %s, %02d %s %04d %02d:%02d:%02d +0700\r\n", days[day], t->date.day,
                months[t->date.month - 1], t->date.year, t->hour, t->minute, t->second);
}

static void put_headers(const struct message *m, struct text *out) {
    put_date(out, &m->sent);
    mime_put_addresses(out, "From", m->from, 1);
    mime_put_addresses(out, "Reply-To", m->reply_to, 1);
    mime_put_addresses(out, "To", m->to, m->to_count);
    mime_put_header(out, "Subject", m->subject);
    mime_put_ids(out, "Message-ID", &m->id, 1);
    if (m->reference_count > 0) {
        mime_put_ids(out, "In-Reply-To", &m->references[m->reference_count - 1], 1);
        mime_put_ids(out, "References", m->references, m->reference_count);
    }
    text_puts(out, "Auto-Submitted: auto-generated\r\n" /* RFC 3834 */
                   "Content-Language: vi\r\n"
                   "MIME-Version: 1.0\r\n");
}

static void put_text_part(struct text *out, const char *type, const char *s) {
    size_t len = strlen(s);
    bool quoted = mime_prefers_quoted(s, len);
    text_printf(out,
                "Content-Type: text/%s; charset=utf-8\r\n"
                "Content-Transfer-Encoding: %s\r\n\r\n",
                type, quoted ? "quoted-printable" : "base64");
    if (quoted) {
        mime_put_quoted(out, s, len);
        return;
    }
    struct text lines; /* what is not quoted-printable has the line ends of the wire inside */
    text_init(&lines);
    text_puts(&lines, "");
    for (const char *p = s; *p; p++) {
        text_puts(&lines, *p == '\n' ? "\r" : "");
        text_putc(&lines, *p);
    }
    mime_put_base64(out, lines.data, lines.len);
    text_release(&lines);
}

/* The last part is the one to be shown, when it can be (RFC 2046, 5.1.4). */
static void put_alternative(const struct message *m, const char *boundary, struct text *out) {
    text_printf(out, "Content-Type: multipart/alternative;\r\n boundary=\"%s\"\r\n\r\n--%s\r\n",
                boundary, boundary);
    put_text_part(out, "plain", m->text);
    text_printf(out, "--%s\r\n", boundary);
    put_text_part(out, "html", m->html);
    text_printf(out, "--%s--\r\n", boundary);
}

static void put_attachment(const struct attachment *file, struct text *out) {
    text_printf(out, "Content-Type:%s%s", strlen(file->type) > 60 ? "\r\n " : " ", file->type);
    mime_put_parameter(out, "name", file->name, false);
    text_puts(out, "\r\nContent-Disposition: attachment");
    mime_put_parameter(out, "filename", file->name, true);
    text_puts(out, "\r\nContent-Transfer-Encoding: base64\r\n\r\n");
    mime_put_base64(out, file->bytes, file->len);
}

void message_put(const struct message *m, struct text *out) {
    const struct boundaries b = boundaries_of(m->id);
    put_headers(m, out);
    if (m->attachment_count == 0) {
        put_alternative(m, b.alternative, out);
        return;
    }
    text_printf(out, "Content-Type: multipart/mixed;\r\n boundary=\"%s\"\r\n\r\n--%s\r\n", b.mixed,
                b.mixed);
    put_alternative(m, b.alternative, out);
    for (size_t i = 0; i < m->attachment_count; i++) {
        text_printf(out, "--%s\r\n", b.mixed);
        put_attachment(&m->attachments[i], out);
    }
    text_printf(out, "--%s--\r\n", b.mixed);
}

/* ---- identity ---- */

static int compare_strings(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Each part ends in a line end, which none of them holds. */
static void put_part(struct text *out, const char *part) {
    text_puts(out, part ? part : "");
    text_putc(out, '\n');
}

static void put_sorted(struct arena *a, struct text *out, const char *const *all, size_t count) {
    const char **sorted = arena_alloc(a, (count + 1) * sizeof *sorted);
    for (size_t i = 0; i < count; i++) {
        sorted[i] = all[i];
    }
    if (count > 1) {
        qsort(sorted, count, sizeof *sorted, compare_strings);
    }
    for (size_t i = 0; i < count; i++) {
        put_part(out, sorted[i]);
    }
    put_part(out, "");
}

const char *message_id(struct arena *a, const struct message_key *key, unsigned revision) {
    char hash[SHA256_HEX_SIZE];
    struct text all;
    text_init(&all);
    put_part(&all, key->domain);
    put_part(&all, key->kind);
    put_part(&all, key->ward);
    put_part(&all, key->period);
    put_part(&all, key->audience);
    put_sorted(a, &all, key->to, key->to_count);
    put_sorted(a, &all, key->really, key->really_count);
    put_part(&all, key->variant);
    text_putu(&all, revision);
    sha256_hex(all.data, all.len, hash);
    text_release(&all);
    return arena_printf(a, "<%.*s.r%u@%s>", ID_DIGITS, hash, revision, key->domain);
}
