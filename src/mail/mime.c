/* How headers and parts of a message are written: RFC 2047, RFC 2231, RFC 2045. */
#include "mail/mime.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "mail/address.h"
#include "model/letter.h"

#define LINE_WIDTH 76 /* RFC 2047, 2: a line with an encoded word has at most 76 */
#define WORD_WIDTH 75 /* and the word itself 75 */
#define WORD_FRAME 12 /* =?UTF-8?B? ?= */

static const char hex_digits[] = "0123456789ABCDEF";

/* ---- base64 ---- */

static void put_four(struct text *out, const unsigned char *p, size_t n) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint32_t bits = (uint32_t)p[0] << 16 | (n > 1 ? (uint32_t)p[1] << 8 : 0) | (n > 2 ? p[2] : 0);
    char four[4] = {digits[bits >> 18], digits[bits >> 12 & 63],
                    n > 1 ? digits[bits >> 6 & 63] : '=', n > 2 ? digits[bits & 63] : '='};
    text_put(out, four, 4);
}

static void put_base64_line(struct text *out, const unsigned char *p, size_t len) {
    for (size_t i = 0; i < len; i += 3) {
        put_four(out, p + i, len - i < 3 ? len - i : 3);
    }
}

void mime_put_base64(struct text *out, const void *bytes, size_t len) {
    const unsigned char *p = bytes;
    for (size_t i = 0; i < len; i += 57) {
        put_base64_line(out, p + i, len - i < 57 ? len - i : 57);
        text_puts(out, "\r\n");
    }
}

/* ---- encoded words ---- */

/* Characters on the last line so far. */
static size_t column_of(const struct text *out) {
    size_t n = 0;
    while (n < out->len && out->data[out->len - 1 - n] != '\n') {
        n++;
    }
    return n;
}

static void fold(struct text *out) {
    text_puts(out, "\r\n ");
}

static bool is_ascii(const char *s) {
    while (*s && (unsigned char)*s < 0x80) {
        s++;
    }
    return *s == '\0';
}

/* Bytes of the character at `s` with the combining marks behind it. */
static size_t character_at(const char *s) {
    const char *p = s;
    utf8_next(&p);
    for (const char *next = p; *next; p = next) {
        uint32_t c = utf8_next(&next);
        if (c < 0x300 || c > 0x36F) {
            break;
        }
    }
    return (size_t)(p - s);
}

/* As many encoded words as it takes; space between two of them is not part of the text. */
static void put_encoded(struct text *out, const char *s) {
    while (*s) {
        size_t column = column_of(out);
        size_t room = LINE_WIDTH > column ? LINE_WIDTH - column : 0;
        room = room > WORD_WIDTH ? WORD_WIDTH : room;
        size_t bytes = room > WORD_FRAME ? (room - WORD_FRAME) / 4 * 3 : 0;
        size_t taken = 0;
        while (s[taken] && taken + character_at(s + taken) <= bytes) {
            taken += character_at(s + taken);
        }
        bool fresh = column <= 1;
        if (taken == 0 && !fresh) {
            fold(out);
            continue;
        }
        if (taken == 0) { /* a heap of marks that fits no word: cut between code points */
            const char *p = s;
            utf8_next(&p);
            taken = (size_t)(p - s);
        }
        text_puts(out, "=?UTF-8?B?");
        put_base64_line(out, (const unsigned char *)s, taken);
        text_puts(out, "?=");
        s += taken;
        if (*s) {
            fold(out);
        }
    }
}

/* ASCII words, folded at spaces. */
static void put_folded(struct text *out, const char *s) {
    while (*s) {
        size_t space = strspn(s, " "), n = space + strcspn(s + space, " ");
        if (space > 0 && s[space] && column_of(out) + n > LINE_WIDTH) {
            text_puts(out, "\r\n");
        }
        text_put(out, s, n);
        s += n;
    }
}

/* Of its own accord a reader would decode "=?", and drop space at the end. */
static bool needs_encoding(const char *s) {
    size_t len = strlen(s), longest = 0;
    for (const char *p = s; *p;) {
        size_t n = strcspn(p, " ");
        longest = n > longest ? n : longest;
        p += n;
        p += strspn(p, " ");
    }
    return !is_ascii(s) || strstr(s, "=?") || *s == ' ' || (len > 0 && s[len - 1] == ' ') ||
           longest > LINE_WIDTH - 20;
}

void mime_put_header(struct text *out, const char *name, const char *value) {
    text_printf(out, "%s: ", name);
    if (needs_encoding(value)) {
        put_encoded(out, value);
    } else {
        put_folded(out, value);
    }
    text_puts(out, "\r\n");
}

void mime_put_ids(struct text *out, const char *name, const char *const *ids, size_t count) {
    text_printf(out, "%s:", name);
    for (size_t i = 0; i < count; i++) {
        if (i > 0) {
            text_puts(out, "\r\n");
        }
        text_printf(out, " %s", ids[i]);
    }
    text_puts(out, "\r\n");
}

/* ---- addresses ---- */

/* A name of plain words as it is, others in quotes or as encoded words. */
static void put_name(struct text *out, const char *name) {
    if (needs_encoding(name)) {
        put_encoded(out, name);
    } else if (name[strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 "
                                 "!#$%&'*+-/=?^_`{|}~")] == '\0') {
        put_folded(out, name);
    } else {
        struct text quoted;
        text_init(&quoted);
        text_putc(&quoted, '"');
        for (const char *s = name; *s; s++) {
            if (*s == '"' || *s == '\\') {
                text_putc(&quoted, '\\');
            }
            text_putc(&quoted, *s);
        }
        text_putc(&quoted, '"');
        put_folded(out, quoted.data);
        text_release(&quoted);
    }
}

void mime_put_addresses(struct text *out, const char *name, const struct address *all,
                        size_t count) {
    text_printf(out, "%s: ", name);
    for (size_t i = 0; i < count; i++) {
        size_t width = strlen(all[i].mailbox) + 3; /* brackets and comma */
        if (all[i].name) {
            put_name(out, all[i].name);
        }
        if (column_of(out) + 1 + width > LINE_WIDTH && column_of(out) > 1) {
            fold(out);
        } else if (all[i].name) {
            text_putc(out, ' ');
        }
        text_printf(out, all[i].name ? "<%s>" : "%s", all[i].mailbox);
        if (i + 1 < count) {
            text_putc(out, ',');
            fold(out);
        }
    }
    text_puts(out, "\r\n");
}

/* ---- parameters ---- */

/* Without marks; what no file system takes or a quoted string cannot hold becomes '_'. */
static void put_ascii_twin(struct text *out, const char *s) {
    while (*s) {
        uint32_t c = utf8_next(&s);
        char base = letter_of(c).base;
        if (c >= 0x300 && c <= 0x36F) {
            continue;
        }
        if (c >= 0x20 && c < 0x7F && c != '"' && c != '\\') {
            text_putc(out, (char)c);
        } else if (base) {
            text_putc(out, letter_is_upper(c) ? (char)(base - 'a' + 'A') : base);
        } else {
            text_putc(out, '_');
        }
    }
}

/* attribute-char of RFC 2231, 7. */
static bool is_attribute_char(unsigned char c) {
    return c > ' ' && c < 0x7F && !strchr("*'%()<>@,;:\\\"/[]?=", c);
}

static size_t percent_width(const char *s, size_t len) {
    size_t width = 0;
    for (size_t i = 0; i < len; i++) {
        width += is_attribute_char((unsigned char)s[i]) ? 1 : 3;
    }
    return width;
}

static void put_percent(struct text *out, const char *s, size_t len) {
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)s[i];
        if (is_attribute_char(c)) {
            text_putc(out, (char)c);
        } else {
            char three[3] = {'%', hex_digits[c >> 4], hex_digits[c & 15]};
            text_put(out, three, 3);
        }
    }
}

/* filename*=UTF-8''..., or filename*0*=... and on. */
static void put_extended(struct text *out, const char *name, const char *value) {
    size_t frame = strlen(name) + strlen(" **99*=UTF-8'';");
    if (frame + percent_width(value, strlen(value)) <= LINE_WIDTH) {
        text_printf(out, ";\r\n %s*=UTF-8''", name);
        put_percent(out, value, strlen(value));
        return;
    }
    for (unsigned part = 0; *value; part++) {
        size_t taken = 0;
        do {
            taken += character_at(value + taken);
        } while (value[taken] &&
                 frame + percent_width(value, taken + character_at(value + taken)) <= LINE_WIDTH);
        text_printf(out, ";\r\n %s*%u*=%s", name, part, part == 0 ? "UTF-8''" : "");
        put_percent(out, value, taken);
        value += taken;
    }
}

void mime_put_parameter(struct text *out, const char *name, const char *value, bool whole) {
    struct text twin;
    text_init(&twin);
    text_puts(&twin, "");
    put_ascii_twin(&twin, value);
    if (whole && strcmp(twin.data, value) != 0) {
        put_extended(out, name, value); /* first: readers that take the first of a name take it */
    }
    text_printf(out, ";\r\n %s=\"%s\"", name, twin.data);
    text_release(&twin);
}

/* ---- quoted-printable ---- */

static bool is_plain(const char *s, size_t len, size_t i, size_t column) {
    unsigned char c = (unsigned char)s[i];
    bool last = i + 1 == len || s[i + 1] == '\n';
    if (c == ' ' || c == '\t') {
        return !last;
    }
    if (column == 0 && (c == '.' || (len - i >= 5 && memcmp(s + i, "From ", 5) == 0))) {
        return false; /* servers and mailboxes give these a meaning */
    }
    return c > ' ' && c < 0x7F && c != '=';
}

/* Bytes of the character at `s`, which may be cut off. */
static size_t bytes_at(const char *s, size_t len) {
    size_t n = 1;
    while (n < 4 && n < len && ((unsigned char)s[n] & 0xC0) == 0x80) {
        n++;
    }
    return n;
}

void mime_put_quoted(struct text *out, const char *s, size_t len) {
    size_t column = 0;
    for (size_t i = 0; i < len;) {
        if (s[i] == '\n') {
            text_puts(out, "\r\n");
            column = 0;
            i++;
            continue;
        }
        size_t n = bytes_at(s + i, len - i);
        bool plain = n == 1 && is_plain(s, len, i, column);
        if (column + (plain ? 1 : 3 * n) > LINE_WIDTH - 1) {
            text_puts(out, "=\r\n");
            column = 0;
            plain = n == 1 && is_plain(s, len, i, column);
        }
        for (size_t k = 0; k < n; k++, i++) {
            unsigned char c = (unsigned char)s[i];
            char three[3] = {'=', hex_digits[c >> 4], hex_digits[c & 15]};
            text_put(out, plain ? &s[i] : three, plain ? 1 : 3);
            column += plain ? 1 : 3;
        }
    }
    if (column > 0) {
        text_puts(out, "\r\n");
    }
}

bool mime_prefers_quoted(const char *s, size_t len) {
    size_t quoted = 0;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)s[i];
        quoted += c >= 0x80 || c == '=' ? 3 : 1;
    }
    return quoted <= len / 3 * 4;
}
