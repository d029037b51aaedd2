/* Decides how the bytes of a file are encoded and turns them into UTF-8.
 *
 * Model. A file is either Unicode text (UTF-8, UTF-16) or single bytes (Windows-1258, TCVN3, VNI).
 * TCVN3 and VNI were encodings of fonts, not of files: a spreadsheet that holds them saves "CSV
 * UTF-8" without a word, and the letters in it are those of Windows-1252 ("ñy ban nh©n d©n"). So
 * Unicode text may in its turn be the single bytes of such a font.
 *
 * Steps.
 * 1. A byte order mark, the zero bytes of UTF-16 or validity as UTF-8 tell Unicode: Vietnamese in
 *    the other encodings is practically never valid UTF-8, since its high bytes come one by one.
 * 2. For single bytes, and for Unicode text without a letter above U+00FF, the words that hold
 *    high bytes are read in each encoding, and counted where the result is spelled as Vietnamese
 *    (source/syllable). An encoding is chosen when it reads well and the next one clearly worse.
 *    Unicode that does not lose clearly stays what it is; single bytes that no encoding reads well
 *    are an error, for a wrong guess would print wrong words on an official document.
 * 3. The whole text is converted (source/recode); what does not fit is an error with its line.
 *
 * Rejected: frequencies of letters. They need training data, and single words with wrong marks
 * (the list of what a ward plans has hardly a full sentence) move them little. */
#include "source/encoding.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "base/utf8.h"
#include "source/recode.h"
#include "source/syllable.h"
#include "source/vowel.h"

#define MIN_WORDS         5    /* fewer words with marks decide nothing */
#define MAX_WORDS         5000 /* more would not change the decision */
#define GOOD_PERCENT      80   /* foreign names keep real tables below 100 */
#define GOOD_UTF8_PERCENT 50   /* its sequences do not come about by chance */
#define LEAD_PERCENT      30   /* in real tables the right one reads 100, a wrong one up to 22 */
#define UTF16_LOOK        4096 /* bytes; a table has delimiters long before that */
#define TITLE_LINES       10
#define CANDIDATES        4

struct input {
    struct arena *arena;
    struct diag *diag;
    const char *file;
    char *bytes;
    size_t len;
};

/* A way to read the words with high bytes, and how many of them it reads well. */
struct candidate {
    enum encoding encoding;
    const char *name;
    unsigned percent;
};

static const char *name_of(enum encoding encoding, bool mark) {
    switch (encoding) {
    case ENCODING_UTF8:
        return mark ? "UTF-8 (BOM)" : "UTF-8";
    case ENCODING_UTF16:
    case ENCODING_UTF16LE:
        return mark ? "UTF-16LE (BOM)" : "UTF-16LE";
    case ENCODING_UTF16BE:
        return mark ? "UTF-16BE (BOM)" : "UTF-16BE";
    case ENCODING_WINDOWS_1258:
        return "Windows-1258";
    case ENCODING_TCVN3:
        return "TCVN3 (ABC)";
    case ENCODING_VNI:
        return "VNI";
    case ENCODING_AUTO:
        break;
    }
    return "";
}

/* ---- deciding on single bytes ---- */

/* ASCII letters and all high bytes that are a letter in one of the encodings: what is a sign in
 * each of them (quotation marks, °, ±, ², ³) ends a word. */
static bool is_word_byte(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c > 0xA0 && (c < 0xB0 || c > 0xB3));
}

/* Collects the words that hold high bytes, a line for each, and gives their number. */
static size_t take_words(const char *bytes, size_t len, struct text *words) {
    size_t count = 0;
    for (size_t at = 0; at < len && count < MAX_WORDS;) {
        size_t start = at;
        bool high = false;
        while (at < len && is_word_byte((unsigned char)bytes[at])) {
            high |= (unsigned char)bytes[at++] >= 0x80;
        }
        if (high) {
            text_put(words, bytes + start, at - start);
            text_putc(words, '\n');
            count++;
        }
        at += at == start;
    }
    return count;
}

/* How many of the lines are a Vietnamese syllable. */
static size_t count_good(const char *lines) {
    size_t good = 0;
    for (const char *s = lines; *s;) {
        size_t n = strcspn(s, "\n");
        good += syllable_is_plausible(s, n);
        s += n + (s[n] == '\n');
    }
    return good;
}

/* What part of the characters beyond ASCII is valid UTF-8, so that a damaged file is known. */
static unsigned percent_of_utf8(const char *bytes, size_t len) {
    size_t good = 0, bad = 0;
    for (size_t at = 0; at < len; at++) {
        size_t end = at + utf8_invalid_at(bytes + at, len - at);
        for (; at < end; at++) {
            good += ((unsigned char)bytes[at] & 0xC0) == 0xC0; /* the first byte of several */
        }
        bad += at < len;
    }
    return good + bad > 0 ? (unsigned)(100 * good / (good + bad)) : 0;
}

static int by_percent(const void *a, const void *b) {
    const struct candidate *x = a, *y = b;
    if (x->percent != y->percent) {
        return x->percent < y->percent ? 1 : -1;
    }
    return (int)x->encoding - (int)y->encoding;
}

/* Reads the words in each encoding, the best comes first; gives the number of words. `unicode`
 * tells that the bytes stand for letters of Unicode, which are then one of the candidates. */
static size_t rank(const char *bytes, size_t len, bool unicode, struct candidate *found) {
    static const enum encoding encodings[CANDIDATES] = {ENCODING_UTF8, ENCODING_WINDOWS_1258,
                                                        ENCODING_TCVN3, ENCODING_VNI};
    struct text words;
    text_init(&words);
    text_puts(&words, "");
    size_t count = take_words(bytes, len, &words);
    for (size_t i = 0; i < CANDIDATES; i++) {
        enum encoding encoding = encodings[i];
        found[i] = (struct candidate){encoding, name_of(encoding, false), 0};
        if (encoding == ENCODING_UTF8 && !unicode) {
            found[i].percent = percent_of_utf8(bytes, len);
            continue;
        }
        struct recoding trial = {.diag = NULL};
        struct text read;
        text_init(&read);
        recode_to_utf8(&trial, encoding == ENCODING_UTF8 ? ENCODING_AUTO : encoding, words.data,
                       words.len, &read);
        found[i].percent = count ? (unsigned)(100 * count_good(read.data) / count) : 0;
        text_release(&read);
    }
    text_release(&words);
    qsort(found, CANDIDATES, sizeof *found, by_percent);
    return count;
}

static bool is_clear(const struct candidate *ranked, size_t words) {
    unsigned good = ranked->encoding == ENCODING_UTF8 ? GOOD_UTF8_PERCENT : GOOD_PERCENT;
    return words >= MIN_WORDS && ranked[0].percent >= good &&
           ranked[0].percent >= ranked[1].percent + LEAD_PERCENT;
}

/* Names the candidates, at the first line with a high byte. */
static void report_undecided(const struct input *in, const struct candidate *ranked, size_t words) {
    struct recoding lines = {.diag = NULL};
    size_t at = 0;
    while (at < in->len && (unsigned char)in->bytes[at] < 0x80) {
        at++;
    }
    struct place place = {.file = in->file, .line = recode_line(&lines, in->bytes, at)};
    struct text names;
    text_init(&names);
    for (size_t i = 0; i < CANDIDATES; i++) {
        text_printf(&names, "%s%s %u%%", i ? ", " : "", ranked[i].name, ranked[i].percent);
    }
    DIAG(in->diag, E118, &place, names.data, arena_printf(in->arena, "%zu", words));
    text_release(&names);
}

/* ---- capitals that were drawn by a font ---- */

/* The first line whose capitals seem to have come from a font, or 0: a word such as "CéNG", where
 * only the marked letters are small, or a line of the title without any capital. */
static uint32_t capital_font_line(const char *text) {
    uint32_t line = 1, words = 0, line_capitals = 0, line_marked = 0;
    uint32_t capitals = 0, small = 0, marked = 0;
    for (const char *s = text;;) {
        uint32_t c = utf8_next(&s);
        struct vowel_letter letter;
        bool vowel = c >= 0x80 && vowel_split(c, &letter);
        if (vowel || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == D_STROKE ||
            c == BIG_D_STROKE) {
            marked += vowel && !letter.capital;
            capitals += c < 'a' || c == BIG_D_STROKE || (vowel && letter.capital);
            small += c >= 'a' && c <= 'z';
            continue;
        }
        words += capitals + small + marked > 0;
        line_capitals += capitals;
        line_marked += marked;
        if (capitals > 1 && small == 0 && marked > 0) {
            return line;
        }
        capitals = small = marked = 0;
        if (c == '\n' || c == 0) {
            if (line <= TITLE_LINES && words >= 3 && line_capitals == 0 && line_marked >= 2) {
                return line;
            }
            if (c == 0) {
                return 0;
            }
            line++;
            words = line_capitals = line_marked = 0;
        }
    }
}

/* ---- reading ---- */

/* Reads single bytes in a known encoding. `outer` names the Unicode text that they were in. */
static bool read_single_bytes(const struct input *in, enum encoding encoding, const char *outer,
                              struct decoded *out) {
    const char *name = name_of(encoding, false);
    if (outer != NULL) {
        name = arena_printf(in->arena, "%s + %s", outer, name);
    }
    struct recoding r = {.diag = in->diag, .file = in->file, .name = name};
    struct text text;
    text_init(&text);
    recode_to_utf8(&r, encoding, in->bytes, in->len, &text);
    *out = (struct decoded){arena_strndup(in->arena, text.data, text.len), text.len, name, false};
    text_release(&text);
    if (encoding == ENCODING_TCVN3 && !r.failed) {
        struct place place = {.file = in->file, .line = capital_font_line(out->bytes)};
        if (place.line > 0) {
            DIAG(in->diag, N128, &place);
        }
    }
    return !r.failed;
}

static bool decide_single_bytes(const struct input *in, struct decoded *out) {
    struct candidate ranked[CANDIDATES];
    size_t words = rank(in->bytes, in->len, false, ranked);
    if (!is_clear(ranked, words)) {
        report_undecided(in, ranked, words);
        return false;
    }
    if (ranked->encoding == ENCODING_UTF8) { /* damaged: the findings say where */
        struct recoding r = {.diag = in->diag, .file = in->file, .name = ranked->name};
        recode_check_utf8(&r, in->bytes, in->len);
        return false;
    }
    return read_single_bytes(in, ranked->encoding, NULL, out);
}

/* UTF-16 without a mark: at least half of its units are ASCII and the like, so every other byte is
 * zero, in one byte order only. */
static enum encoding evident_utf16(const char *bytes, size_t len) {
    size_t look = len < UTF16_LOOK ? len : UTF16_LOOK;
    size_t little = 0, big = 0, units = look / 2;
    if (memchr(bytes, '\0', look) == NULL) {
        return ENCODING_AUTO;
    }
    for (size_t i = 0; i < units; i++) {
        bool first = bytes[2 * i] != '\0', second = bytes[2 * i + 1] != '\0';
        little += first && !second;
        big += !first && second;
    }
    if (little > 0 && 2 * little >= units && big == 0) {
        return ENCODING_UTF16LE;
    }
    return big > 0 && 2 * big >= units && little == 0 ? ENCODING_UTF16BE : ENCODING_AUTO;
}

static enum encoding encoding_of_mark(const char *bytes, size_t len) {
    if (len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        return ENCODING_UTF8;
    }
    if (len >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0) {
        return ENCODING_UTF16LE;
    }
    return len >= 2 && memcmp(bytes, "\xFE\xFF", 2) == 0 ? ENCODING_UTF16BE : ENCODING_AUTO;
}

/* Text with a letter that neither Windows-1252 nor an old font has is what it says; so is text
 * without a letter of U+00C0-U+00FF. Nearly always the first search ends in the first line. */
static bool may_hold_font(const struct decoded *text) {
    return memchr(text->bytes, '\xE1', text->len) == NULL && /* ạ ... ỹ */
           memchr(text->bytes, '\xC6', text->len) == NULL && /* ơ ư */
           memchr(text->bytes, '\xC4', text->len) == NULL && /* đ ă */
           memchr(text->bytes, '\xC3', text->len) != NULL;   /* À ... ÿ */
}

/* Looks for the letters of an old font in Unicode text; `wanted` may name the encoding. */
static bool read_font(const struct input *in, enum encoding wanted, struct decoded *out) {
    bool given = wanted != ENCODING_AUTO;
    if (!given && !may_hold_font(out)) {
        return true;
    }
    struct recoding r = {.file = in->file, .name = name_of(wanted, false)};
    r.diag = given ? in->diag : NULL;
    struct text bytes;
    text_init(&bytes);
    recode_to_latin(&r, out->bytes, out->len, &bytes);
    if (!given && !r.failed) {
        struct candidate ranked[CANDIDATES];
        size_t words = rank(bytes.data, bytes.len, true, ranked);
        if (is_clear(ranked, words) && ranked->encoding != ENCODING_UTF8) {
            wanted = ranked->encoding;
        }
    }
    bool good = !given || !r.failed;
    if (wanted != ENCODING_AUTO && !r.failed) {
        struct input inner = *in;
        inner.bytes = bytes.data;
        inner.len = bytes.len;
        good = read_single_bytes(&inner, wanted, out->name, out);
    }
    text_release(&bytes);
    return good;
}

/* Reads Unicode; UTF-8 stays where it is. */
static bool read_unicode(const struct input *in, enum encoding form, bool mark, bool valid_utf8,
                         bool composed, struct decoded *out) {
    size_t skip = !mark ? 0 : form == ENCODING_UTF8 ? 3 : 2;
    char *bytes = in->bytes + skip;
    size_t len = in->len - skip;
    struct recoding r = {.diag = in->diag, .file = in->file, .name = name_of(form, false)};
    *out = (struct decoded){bytes, len, name_of(form, mark), false};
    if (form == ENCODING_UTF8) {
        out->composed = composed;
        if (!valid_utf8) {
            recode_check_utf8(&r, bytes, len);
        }
        return valid_utf8;
    }
    struct text text;
    text_init(&text);
    recode_to_utf8(&r, form, bytes, len, &text);
    out->bytes = arena_strndup(in->arena, text.data, text.len);
    out->len = text.len;
    text_release(&text);
    return !r.failed;
}

/* The form of Unicode that the bytes are in, or ENCODING_AUTO: single bytes. */
static enum encoding unicode_form(const struct input *in, enum encoding wanted, enum encoding mark,
                                  bool valid_utf8) {
    bool wants_utf16 = wanted >= ENCODING_UTF16 && wanted <= ENCODING_UTF16BE;
    if (wanted == ENCODING_UTF8) {
        return ENCODING_UTF8;
    }
    if (mark != ENCODING_AUTO && !(wants_utf16 && mark == ENCODING_UTF8)) {
        return mark; /* knows the byte order better than a job file does */
    }
    if (wanted == ENCODING_UTF16LE || wanted == ENCODING_UTF16BE) {
        return wanted;
    }
    enum encoding evident = evident_utf16(in->bytes, in->len);
    if (evident != ENCODING_AUTO) {
        return evident;
    }
    if (wants_utf16) {
        return ENCODING_UTF16LE; /* what Windows writes */
    }
    return valid_utf8 ? ENCODING_UTF8 : ENCODING_AUTO;
}

bool encoding_decode(struct arena *a, const char *file, char *bytes, size_t len,
                     enum encoding wanted, struct diag *diag, struct decoded *out) {
    struct input in = {a, diag, file, bytes, len};
    enum encoding mark = encoding_of_mark(bytes, len);
    bool composed, valid_utf8 = utf8_examine(bytes, len, &composed) == len;
    enum encoding form = unicode_form(&in, wanted, mark, valid_utf8);
    bool single = wanted >= ENCODING_WINDOWS_1258;
    if (form == ENCODING_AUTO) {
        return single ? read_single_bytes(&in, wanted, NULL, out) : decide_single_bytes(&in, out);
    }
    if (!read_unicode(&in, form, mark == form, valid_utf8, composed, out)) {
        return false;
    }
    return single || wanted == ENCODING_AUTO ? read_font(&in, wanted, out) : true;
}
