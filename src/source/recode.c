/* Owns the conversion between encodings that are known, with the lines of what does not fit. */
#include "source/recode.h"

#include <stdio.h>

#include "base/convert.h"
#include "base/diag.h"
#include "base/text.h"
#include "base/utf8.h"
#include "source/legacy.h"

#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */

uint32_t recode_line(struct recoding *r, const char *text, size_t at) {
    for (; r->counted < at; r->counted++) {
        const char *s = text + r->counted;
        if (*s == '\n' || (*s == '\r' && !(r->counted + 1 < at && s[1] == '\n'))) {
            r->lines++;
        }
    }
    return r->lines + 1;
}

/* Reports what would follow the first `at` bytes of the decoded text; each bad line once. */
static void report_bad(struct recoding *r, const char *text, size_t at, const char *what) {
    r->failed = true;
    if (r->diag == NULL) {
        return;
    }
    struct place place = {.file = r->file, .line = recode_line(r, text, at)};
    if (place.line != r->bad_line) {
        r->bad_line = place.line;
        DIAG(r->diag, E106, &place, what, r->name);
    }
}

static void report_bad_bytes(struct recoding *r, const char *text, size_t at, const char *bytes,
                             size_t len) {
    char what[16];
    const unsigned char *b = (const unsigned char *)bytes;
    if (len > 1) {
        snprintf(what, sizeof what, "0x%02X 0x%02X", (unsigned)b[0], (unsigned)b[1]);
    } else {
        snprintf(what, sizeof what, "0x%02X", (unsigned)b[0]);
    }
    report_bad(r, text, at, what);
}

void recode_check_utf8(struct recoding *r, const char *bytes, size_t len) {
    for (size_t at = utf8_invalid_at(bytes, len); at < len;) {
        report_bad_bytes(r, bytes, at, bytes + at, 1);
        at++;
        at += utf8_invalid_at(bytes + at, len - at);
    }
}

/* `unit` is the number of bytes to skip where there is no character. */
static void convert_by_system(struct recoding *r, const char *from, size_t unit, const char *bytes,
                              size_t len, struct text *out) {
    struct converter *c = converter_new(from);
    if (c == NULL) {
        r->failed = true;
        if (r->diag != NULL) {
            struct place place = {.file = r->file};
            DIAG(r->diag, E132, &place, r->name);
        }
        return;
    }
    for (size_t at = 0; at < len;) {
        at += converter_run(c, bytes + at, len - at, out);
        if (at < len) {
            size_t n = len - at < unit ? len - at : unit;
            report_bad_bytes(r, out->data, out->len, bytes + at, n);
            text_puts(out, REPLACEMENT);
            at += n;
        }
    }
    converter_free(c);
}

static void convert_by_table(struct recoding *r, enum legacy table, const char *bytes, size_t len,
                             struct text *out) {
    for (size_t at = 0; at < len;) {
        uint32_t c;
        char utf8[4];
        size_t n = legacy_next(table, bytes + at, len - at, &c);
        if (c == 0 && bytes[at] != '\0') {
            report_bad_bytes(r, out->data, out->len, bytes + at, n);
            text_puts(out, REPLACEMENT);
        } else {
            text_put(out, utf8, utf8_encode(c, utf8));
        }
        at += n;
    }
}

void recode_to_utf8(struct recoding *r, enum encoding from, const char *bytes, size_t len,
                    struct text *out) {
    text_puts(out, ""); /* so that it is a string also when nothing follows */
    switch (from) {
    case ENCODING_UTF16LE:
        convert_by_system(r, "UTF-16LE", 2, bytes, len, out);
        break;
    case ENCODING_UTF16BE:
        convert_by_system(r, "UTF-16BE", 2, bytes, len, out);
        break;
    case ENCODING_WINDOWS_1258:
        convert_by_system(r, "WINDOWS-1258", 1, bytes, len, out);
        break;
    case ENCODING_TCVN3:
        convert_by_table(r, LEGACY_TCVN3, bytes, len, out);
        break;
    case ENCODING_VNI:
        convert_by_table(r, LEGACY_VNI, bytes, len, out);
        break;
    default:
        convert_by_table(r, LEGACY_LATIN, bytes, len, out);
        break;
    }
}

void recode_to_latin(struct recoding *r, const char *utf8, size_t len, struct text *out) {
    text_puts(out, "");
    for (const char *s = utf8; s < utf8 + len;) {
        const char *start = s;
        uint32_t c = utf8_next(&s);
        int byte = legacy_latin_byte(c);
        if (byte < 0) {
            char what[12];
            snprintf(what, sizeof what, "U+%04X", (unsigned)c);
            report_bad(r, utf8, (size_t)(start - utf8), what);
            byte = '?';
        }
        text_putc(out, (char)byte);
    }
}
