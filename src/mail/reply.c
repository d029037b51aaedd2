/* Owns the reading of SMTP replies (RFC 5321 4.2): untrusted bytes, bounded in every direction. */
#include "mail/reply.h"

#include <string.h>

#include "base/utf8.h"

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Length of "5.1.1" at `s`, which a blank or the end follows; 0 when it is none. RFC 3463: a class
 * and two numbers of one to three digits. */
static size_t status_length(const char *s, size_t len) {
    size_t at = 1;
    if (len < 5 || (s[0] != '2' && s[0] != '4' && s[0] != '5')) {
        return 0;
    }
    for (int part = 0; part < 2; part++) {
        size_t digits = 0;
        if (at >= len || s[at] != '.') {
            return 0;
        }
        for (at++; at < len && is_digit(s[at]); at++) {
            digits++;
        }
        if (digits < 1 || digits > 3) {
            return 0;
        }
    }
    return at == len || s[at] == ' ' ? at : 0;
}

/* Adds a line to the text, cleaned: whole characters only, controls as blanks. */
static void add_text(struct reply_parser *p, const char *s, size_t len) {
    char *out = p->reply.text;
    size_t room = sizeof p->reply.text - 1;
    if (p->lines > 1 && p->text_len < room) {
        out[p->text_len++] = '\n';
    }
    while (len > 0) {
        size_t valid = utf8_invalid_at(s, len);
        size_t take = valid < room - p->text_len ? valid : room - p->text_len;
        while (take < valid && take > 0 && ((unsigned char)s[take] & 0xC0) == 0x80) {
            take--;
        }
        for (size_t i = 0; i < take; i++) {
            unsigned char c = (unsigned char)s[i];
            out[p->text_len++] = c < 0x20 || c == 0x7F ? ' ' : s[i];
        }
        if (take < valid || p->text_len == room) {
            break;
        }
        s += valid;
        len -= valid;
        if (len > 0) {
            out[p->text_len++] = '?';
            s++;
            len--;
        }
    }
    out[p->text_len] = '\0';
}

/* "250-text", "250 text" or "250". */
static enum reply_state read_line(struct reply_parser *p) {
    const char *s = p->line;
    size_t len = p->line_len;
    if (len > 0 && s[len - 1] == '\r') {
        len--;
    }
    if (len < 3 || s[0] < '2' || s[0] > '5' || !is_digit(s[1]) || !is_digit(s[2]) ||
        (len > 3 && s[3] != ' ' && s[3] != '-')) {
        return REPLY_BAD;
    }
    int code = (s[0] - '0') * 100 + (s[1] - '0') * 10 + (s[2] - '0');
    bool last = len == 3 || s[3] == ' ';
    s += len > 3 ? 4 : 3;
    len -= len > 3 ? 4 : 3;
    if (++p->lines > REPLY_LINES || (p->lines > 1 && code != p->reply.code)) {
        return REPLY_BAD;
    }
    p->reply.code = code;
    size_t status = status_length(s, len);
    if (status > 0) {
        if (p->lines == 1) {
            memcpy(p->reply.status, s, status);
            p->reply.status[status] = '\0';
        }
        size_t skip = status < len ? status + 1 : status;
        s += skip;
        len -= skip;
    }
    add_text(p, s, len);
    return last ? REPLY_DONE : REPLY_MORE;
}

size_t reply_feed(struct reply_parser *p, const char *bytes, size_t len) {
    size_t i = 0;
    while (i < len && p->state == REPLY_MORE) {
        char c = bytes[i++];
        if (c == '\n') {
            p->state = read_line(p);
            p->line_len = 0;
        } else if (p->line_len == sizeof p->line) {
            p->state = REPLY_BAD;
        } else {
            p->line[p->line_len++] = c;
        }
    }
    return i;
}

static bool same_letters(const char *a, const char *b, size_t len) {
    for (size_t i = 0; i < len; i++) {
        char x = a[i] >= 'a' && a[i] <= 'z' ? (char)(a[i] - 32) : a[i];
        if (x != b[i]) {
            return false;
        }
    }
    return true;
}

bool reply_offers(const struct reply *ehlo, const char *extension, const char **value) {
    size_t n = strlen(extension);
    const char *line = strchr(ehlo->text, '\n'); /* the first line is the server's name */
    for (; line != NULL; line = strchr(line, '\n')) {
        line++;
        size_t len = strcspn(line, "\n");
        if (len >= n && same_letters(line, extension, n) &&
            (len == n || line[n] == ' ' || line[n] == '=')) {
            if (value) {
                *value = line + n;
            }
            return true;
        }
    }
    return false;
}

void reply_set(struct reply *r, int code, const char *text) {
    *r = (struct reply){.code = code};
    size_t len = strlen(text);
    if (len >= sizeof r->text) {
        len = sizeof r->text - 1;
        while (len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80) {
            len--;
        }
    }
    memcpy(r->text, text, len);
}
