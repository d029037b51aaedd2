/* One e-mail address and the name before it: "Nguyễn Văn A <a@phuong.vn>". */
#include "mail/address.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "base/utf8.h"

/* Octets; RFC 5321, 4.5.3.1, and RFC 1035, 2.3.4. A path of 256 has two brackets. */
#define MAX_LOCAL   64
#define MAX_LABEL   63
#define MAX_MAILBOX 254

bool header_is_clean(const char *s, size_t len) {
    if (memchr(s, '\0', len) || utf8_invalid_at(s, len) != len) {
        return false;
    }
    for (const char *end = s + len; s < end;) {
        uint32_t c = utf8_next(&s);
        if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029) {
            return false;
        }
    }
    return true;
}

/* Letters and digits of other scripts; not their spaces, signs, marks of direction. */
static bool is_other_letter(uint32_t c) {
    return c >= 0xC0 && c != 0xD7 && c != 0xF7 && !(c >= 0x2000 && c < 0x2C00) &&
           !(c >= 0x3000 && c < 0x3041) && !(c >= 0xD800 && c < 0xF900) &&
           !(c >= 0xFD3E && c < 0xFE70) && !(c >= 0xFEFF && c < 0x10000) && c < 0x1F000;
}

/* ---- the local part ---- */

static bool local_is_good(const char *s, size_t len, bool *international) {
    if (len == 0 || len > MAX_LOCAL || s[0] == '.' || s[len - 1] == '.') {
        return false;
    }
    for (const char *p = s, *end = s + len; p < end;) {
        char before = p > s ? p[-1] : '\0';
        uint32_t c = utf8_next(&p);
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (c >= 0x80
                ? !is_other_letter(c)
                : !letter && (c == '.' ? before == '.' : !strchr("!#$%&'*+-/=?^_`{|}~", (int)c))) {
            return false;
        }
        *international |= c >= 0x80;
    }
    return true;
}

/* ---- the domain ---- */

/* RFC 3492, 6.1. */
static uint32_t adapt_bias(uint32_t delta, uint32_t points, bool first) {
    uint32_t k = 0;
    delta = first ? delta / 700 : delta / 2;
    for (delta += delta / points; delta > 35 * 26 / 2; k += 36) {
        delta /= 35;
    }
    return k + 36 * delta / (delta + 38);
}

static void put_number(struct text *out, uint32_t q, uint32_t bias) {
    static const char digits[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    for (uint32_t k = 36;; k += 36) {
        uint32_t t = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias;
        if (q < t) {
            text_putc(out, digits[q]);
            return;
        }
        text_putc(out, digits[t + (q - t) % (36 - t)]);
        q = (q - t) / (36 - t);
    }
}

/* Punycode (RFC 3492, 6.3) of at most MAX_LABEL code points, so that nothing overflows. */
static void put_punycode(struct text *out, const uint32_t *points, uint32_t count) {
    uint32_t done = 0, next = 0x80, delta = 0, bias = 72;
    for (uint32_t i = 0; i < count; i++) {
        if (points[i] < 0x80) {
            text_putc(out, (char)points[i]);
            done++;
        }
    }
    uint32_t basic = done;
    if (basic > 0) {
        text_putc(out, '-');
    }
    while (done < count) {
        uint32_t least = UINT32_MAX;
        for (uint32_t i = 0; i < count; i++) {
            least = points[i] >= next && points[i] < least ? points[i] : least;
        }
        delta += (least - next) * (done + 1);
        next = least;
        for (uint32_t i = 0; i < count; i++) {
            delta += points[i] < next;
            if (points[i] == next) {
                put_number(out, delta, bias);
                bias = adapt_bias(delta, done + 1, done == basic);
                delta = 0;
                done++;
            }
        }
        delta++;
        next++;
    }
}

/* One label of composed, lower-case text. */
static bool put_label(struct text *out, const char *s, size_t len) {
    uint32_t points[MAX_LABEL];
    uint32_t count = 0;
    bool ascii = true;
    if (len == 0 || s[0] == '-' || s[len - 1] == '-') {
        return false;
    }
    for (const char *end = s + len; s < end;) {
        uint32_t c = utf8_next(&s);
        bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        if (count == MAX_LABEL || (c < 0x80 ? !plain : !is_other_letter(c))) {
            return false;
        }
        ascii &= c < 0x80;
        points[count++] = c;
    }
    size_t start = out->len;
    if (ascii) {
        for (uint32_t i = 0; i < count; i++) {
            text_putc(out, (char)points[i]);
        }
    } else {
        text_puts(out, "xn--");
        put_punycode(out, points, count);
    }
    return out->len - start <= MAX_LABEL;
}

/* A name of at least two labels, of which the last is no number: else it is an IP address. */
static bool put_domain(struct arena *a, struct text *out, const char *s, size_t len) {
    const char *domain = utf8_nfc(a, utf8_lower(a, arena_strndup(a, s, len)));
    size_t labels = 0;
    bool digits_only = false;
    for (;; domain++) {
        size_t n = strcspn(domain, ".");
        digits_only = strspn(domain, "0123456789") == n;
        if (!put_label(out, domain, n)) {
            return false;
        }
        labels++;
        domain += n;
        if (*domain == '\0') {
            return labels > 1 && !digits_only;
        }
        text_putc(out, '.');
    }
}

/* ---- the whole ---- */

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

static void trim(const char **s, size_t *len) {
    while (*len > 0 && is_blank(**s)) {
        ++*s;
        --*len;
    }
    while (*len > 0 && is_blank((*s)[*len - 1])) {
        --*len;
    }
}

/* The words before the bracket: a quoted string loses its quotes. NULL: none. */
static const char *read_name(struct arena *a, const char *s, size_t len) {
    trim(&s, &len);
    if (len < 2 || s[0] != '"' || s[len - 1] != '"') {
        return len ? utf8_nfc(a, arena_strndup(a, s, len)) : NULL;
    }
    char *name = arena_alloc(a, len);
    size_t n = 0;
    for (size_t i = 1; i + 1 < len; i++) {
        i += s[i] == '\\' && i + 2 < len;
        name[n++] = s[i];
    }
    return n ? utf8_nfc(a, name) : NULL;
}

static enum address_fault read_mailbox(struct arena *a, const char *s, size_t len,
                                       struct address *out) {
    size_t at = len;
    while (at > 0 && s[at - 1] != '@') {
        at--;
    }
    if (at == 0) {
        return ADDRESS_NO_AT;
    }
    size_t local_len = at - 1;
    const char *local = utf8_nfc(a, arena_strndup(a, s, local_len));
    if (!local_is_good(local, strlen(local), &out->international)) {
        return local_len > MAX_LOCAL ? ADDRESS_LENGTH : ADDRESS_LOCAL;
    }
    struct text mailbox;
    text_init(&mailbox);
    text_puts(&mailbox, local);
    text_putc(&mailbox, '@');
    enum address_fault fault =
        put_domain(a, &mailbox, s + at, len - at) ? ADDRESS_GOOD : ADDRESS_DOMAIN;
    if (fault == ADDRESS_GOOD && mailbox.len > MAX_MAILBOX) {
        fault = ADDRESS_LENGTH;
    }
    out->mailbox = arena_strdup(a, mailbox.data);
    text_release(&mailbox);
    return fault;
}

enum address_fault address_parse(struct arena *a, const char *s, size_t len, struct address *out) {
    struct address found = {0};
    if (utf8_invalid_at(s, len) != len) {
        return ADDRESS_ENCODING;
    }
    if (!header_is_clean(s, len)) {
        return ADDRESS_CONTROL;
    }
    trim(&s, &len);
    if (len == 0) {
        return ADDRESS_EMPTY;
    }
    const char *mailbox = s;
    size_t mailbox_len = len;
    if (s[len - 1] == '>') {
        size_t open = len - 1;
        while (open > 0 && s[open] != '<') {
            open--;
        }
        if (s[open] != '<') {
            return ADDRESS_BRACKETS;
        }
        found.name = read_name(a, s, open);
        mailbox = s + open + 1;
        mailbox_len = len - open - 2;
    } else if (memchr(s, '<', len) || memchr(s, '>', len)) {
        return ADDRESS_BRACKETS;
    }
    enum address_fault fault = read_mailbox(a, mailbox, mailbox_len, &found);
    if (fault == ADDRESS_GOOD) {
        *out = found;
    }
    return fault;
}

const char *address_fault_words(enum address_fault fault) {
    static const char *const words[] = {
        [ADDRESS_GOOD] = "",
        [ADDRESS_EMPTY] = "để trống" DIAG_BOTH "it is empty",
        [ADDRESS_CONTROL] = "có ký tự xuống dòng hoặc ký tự điều khiển" DIAG_BOTH
                            "it holds a line end or another control character",
        [ADDRESS_ENCODING] = "không phải chữ UTF-8" DIAG_BOTH "it is not UTF-8",
        [ADDRESS_BRACKETS] = "dấu < > không khớp" DIAG_BOTH "its < and > do not match",
        [ADDRESS_NO_AT] = "thiếu dấu @" DIAG_BOTH "there is no @",
        [ADDRESS_LOCAL] =
            "phần trước @ không dùng được" DIAG_BOTH "the part before @ cannot be used",
        [ADDRESS_DOMAIN] =
            "tên miền sau @ không dùng được" DIAG_BOTH "the domain behind @ cannot be used",
        [ADDRESS_LENGTH] = "dài quá mức" DIAG_BOTH "it is too long",
    };
    return words[fault];
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool address_same(const char *mailbox, const char *other) {
    while (*mailbox && lower(*mailbox) == lower(*other)) {
        mailbox++;
        other++;
    }
    return *mailbox == *other;
}
