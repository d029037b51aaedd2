/* Owns all knowledge of Unicode: decoding, composition, folding, letter case. */
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/arena.h"
#include "base/text.h"

#define REPLACEMENT 0xFFFDu

/* Decodes strictly: no overlong forms, no surrogates, nothing above U+10FFFF. Gives the length, or
 * 0 when the bytes are not valid. Reads at most `available` bytes, which must be 1 or more. */
static inline size_t decode(const unsigned char *s, size_t available, uint32_t *c) {
    static const uint32_t smallest[5] = {0, 0, 0x80, 0x800, 0x10000};
    size_t len;
    if (s[0] < 0x80) {
        *c = s[0];
        return 1;
    }
    if (s[0] >= 0xC2 && s[0] < 0xE0) {
        len = 2;
    } else if (s[0] >= 0xE0 && s[0] < 0xF0) {
        len = 3;
    } else if (s[0] >= 0xF0 && s[0] < 0xF5) {
        len = 4;
    } else {
        return 0;
    }
    uint32_t value = s[0] & (0x7Fu >> len);
    for (size_t i = 1; i < len; i++) {
        if (i >= available || (s[i] & 0xC0) != 0x80) {
            return 0;
        }
        value = value << 6 | (s[i] & 0x3Fu);
    }
    if (value < smallest[len] || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) {
        return 0;
    }
    *c = value;
    return len;
}

/* Length of the ASCII at the start of `s`, told by whole words of memory. */
static size_t ascii_length(const unsigned char *s, size_t len) {
    size_t at = 0;
    for (uint64_t block; at + sizeof block <= len; at += sizeof block) {
        memcpy(&block, s + at, sizeof block);
        if (block & 0x8080808080808080u) {
            break;
        }
    }
    while (at < len && s[at] < 0x80) {
        at++;
    }
    return at;
}

/* Ranges in which every code point is its own composed form and combines with nothing before it:
 * all that Vietnamese plans usually contain, so most text is recognised without the library. */
static inline bool is_surely_composed(uint32_t c) {
    return c < 0x300 || (c >= 0x1E00 && c <= 0x1EFF) || (c >= 0x2010 && c <= 0x2044) ||
           (c >= 0x20A0 && c <= 0x20BF) || (c >= 0x2190 && c <= 0x22FF);
}

size_t utf8_examine(const char *s, size_t len, bool *composed) {
    const unsigned char *p = (const unsigned char *)s;
    *composed = true;
    for (size_t at = ascii_length(p, len); at < len;) {
        uint32_t c = 0;
        const unsigned char *q = p + at;
        bool usual = len - at > 2 && q[0] == 0xE1 && q[1] >= 0xB8 && q[1] <= 0xBB &&
                     (q[2] & 0xC0) == 0x80; /* nearly all letters with two marks */
        size_t step = usual ? 3 : decode(q, len - at, &c);
        if (!step) {
            return at;
        }
        *composed &= usual || is_surely_composed(c);
        at += step;
        if (at < len && p[at] < 0x80) {
            at += ascii_length(p + at, len - at);
        }
    }
    return len;
}

size_t utf8_invalid_at(const char *s, size_t len) {
    bool unused;
    return utf8_examine(s, len, &unused);
}

uint32_t utf8_next_long(const char **s) {
    const unsigned char *p = (const unsigned char *)*s;
    uint32_t c;
    /* The NUL at the end is no continuation byte, so decode stops there by itself. */
    size_t len = decode(p, 4, &c);
    if (!len) {
        len = 1;
        c = REPLACEMENT;
    }
    *s += len;
    return c;
}

size_t utf8_encode(uint32_t c, char *out) {
    if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) {
        c = REPLACEMENT;
    }
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t len = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char lead[5] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = len - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (c & 0x3F));
        c >>= 6;
    }
    out[0] = (char)(lead[len] | c);
    return len;
}

size_t utf8_count(const char *s) {
    size_t count = 0;
    while (*s) {
        utf8_next(&s);
        count++;
    }
    return count;
}

static bool text_is_surely_composed(const char *s) {
    while (*s) {
        if ((unsigned char)*s < 0x80) {
            s++;
        } else if (!is_surely_composed(utf8_next(&s))) {
            return false;
        }
    }
    return true;
}

/* The library's mapping as a malloc'ed string, or NULL when `s` is not valid UTF-8. */
static char *map_unicode(const char *s, utf8proc_option_t options) {
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t len =
        utf8proc_map((const utf8proc_uint8_t *)s, 0, &mapped,
                     (utf8proc_option_t)(options | UTF8PROC_NULLTERM | UTF8PROC_STABLE));
    if (len == UTF8PROC_ERROR_NOMEM) {
        memory_exhausted();
    }
    return len < 0 ? NULL : (char *)mapped;
}

const char *utf8_nfc(struct arena *a, const char *s) {
    if (text_is_surely_composed(s)) {
        return s;
    }
    char *composed = map_unicode(s, UTF8PROC_COMPOSE);
    if (!composed) {
        return s;
    }
    const char *result = strcmp(composed, s) == 0 ? s : arena_strdup(a, composed);
    free(composed);
    return result;
}

/* Punctuation that may stand around a word without changing what it says. "%" is punctuation to
 * Unicode, but a unit of measure here. */
static bool is_outer_punctuation(uint32_t c) {
    switch (utf8proc_category((utf8proc_int32_t)c)) {
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
        return true;
    case UTF8PROC_CATEGORY_PO:
        return !(c == '%' || c == '&' || c == '#' || c == '@' || c == '*' || c == 0xA7 ||
                 c == 0x2030 || c == 0x2031);
    default:
        return false;
    }
}

/* Appends the key of `s`. `kept` is the length up to the last character that is neither space nor
 * punctuation; what follows it is cut off at the end. */
static void fold_slowly(struct text *out, const char *s) {
    char *folded =
        map_unicode(s, (utf8proc_option_t)(UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE));
    const char *p = folded ? folded : s;
    size_t start = out->len;
    size_t kept = start;
    bool space = false;
    text_put(out, "", 0);
    while (*p) {
        uint32_t c = utf8_next(&p);
        if (utf8_is_space(c)) {
            space = true;
            continue;
        }
        bool outer = is_outer_punctuation(c);
        if (kept == start && outer) {
            continue;
        }
        if (space && kept > start) {
            text_putc(out, ' ');
        }
        space = false;
        char bytes[4];
        text_put(out, bytes, utf8_encode(c, bytes));
        if (!outer) {
            kept = out->len;
        }
    }
    out->len = kept;
    out->data[kept] = '\0';
    free(folded);
}

/* Small letter of a Latin letter as far as Vietnamese text goes; 0 for what needs the library. */
static uint32_t simple_lower(uint32_t c) {
    if (c < 0x80) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }
    if (c >= 0xC0 && c <= 0xFF) {
        return c == 0xDF ? 0 : c <= 0xDE && c != 0xD7 ? c + 32 : c;
    }
    bool even_is_capital = (c >= 0x100 && c <= 0x137 && c != 0x130 && c != 0x131) ||
                           (c >= 0x14A && c <= 0x177) || c == 0x1A0 || c == 0x1A1 ||
                           (c >= 0x1EA0 && c <= 0x1EF9);
    if (even_is_capital) {
        return c | 1;
    }
    if (c == 0x1AF || c == 0x1B0) {
        return 0x1B0;
    }
    return (c >= 0x2010 && c <= 0x201F) || c == 0x2026 || c == 0x2030 ? c : 0;
}

static bool is_simple_outer_punctuation(uint32_t c) {
    static const bool ascii[128] = {
        ['!'] = true, ['"'] = true,  ['\''] = true, ['('] = true, [')'] = true, [','] = true,
        ['-'] = true, ['.'] = true,  ['/'] = true,  [':'] = true, [';'] = true, ['?'] = true,
        ['['] = true, ['\\'] = true, [']'] = true,  ['_'] = true, ['{'] = true, ['}'] = true,
    };
    return c < 0x80 ? ascii[c] : c >= 0x2010 && c <= 0x2026;
}

/* A letter beyond ASCII that simple_lower may know. */
static bool is_latin_letter(uint32_t c) {
    return (c >= 0xC0 && c <= 0x1B0) || (c >= 0x1EA0 && c <= 0x1EF9);
}

/* The same key for the letters and signs that plans are made of, without the library; `out` holds
 * at least the bytes of `s`, since small letters are as long as capitals. SIZE_MAX: not simple. */
static size_t fold_simply(const char *s, char *out) {
    size_t len = 0, kept = 0;
    bool space = false;
    while (*s) {
        unsigned char ascii = (unsigned char)*s;
        if ((ascii >= 'a' && ascii <= 'z') || (ascii >= '0' && ascii <= '9')) { /* most of all */
            if (space && kept > 0) {
                out[len++] = ' ';
            }
            space = false;
            out[len++] = *s++;
            kept = len;
            continue;
        }
        if (*s == ' ') {
            space = true;
            s++;
            continue;
        }
        const char *start = s;
        uint32_t c = utf8_next(&s);
        if (is_latin_letter(c)) {
            uint32_t lower = c >= 0x1EA0 ? c | 1 : simple_lower(c); /* letters stand in pairs */
            if (lower == 0) {
                return SIZE_MAX;
            }
            if (space && kept > 0) {
                out[len++] = ' ';
            }
            space = false;
            if (lower == c) { /* of two or three bytes, whose copy need not be told apart */
                out[len++] = *start++;
                out[len++] = *start++;
                if (start < s) {
                    out[len++] = *start;
                }
            } else {
                len += utf8_encode(lower, out + len);
            }
            kept = len;
            continue;
        }
        bool invisible = c == 0x200B || c == 0x2060 || c == 0xFEFF;
        if (utf8_is_space(c) && !invisible) {
            space = true;
            continue;
        }
        c = simple_lower(c);
        if (c == 0) {
            return SIZE_MAX;
        }
        bool outer = is_simple_outer_punctuation(c);
        if (kept == 0 && outer) {
            continue;
        }
        if (space && kept > 0) {
            out[len++] = ' ';
        }
        space = false;
        if (c < 0x80) {
            out[len++] = (char)c;
        } else {
            len += utf8_encode(c, out + len);
        }
        kept = outer ? kept : len;
    }
    return kept;
}

static void fold_into(struct text *out, const char *s) {
    size_t start = out->len;
    text_puts(out, s); /* room for the key, which is no longer */
    size_t len = fold_simply(s, out->data + start);
    if (len == SIZE_MAX) {
        out->len = start;
        fold_slowly(out, s);
    } else {
        out->len = start + len;
        out->data[out->len] = '\0';
    }
}

void utf8_fold_into(struct text *out, const char *s) {
    text_clear(out);
    fold_into(out, s);
}

char *utf8_fold(struct arena *a, const char *s) {
    char *simple = arena_strdup(a, s); /* room for the key */
    size_t len = fold_simply(s, simple);
    if (len != SIZE_MAX) {
        simple[len] = '\0';
        return simple;
    }
    struct text key;
    text_init(&key);
    fold_into(&key, s);
    char *result = arena_strndup(a, key.data, key.len);
    text_release(&key);
    return result;
}

bool utf8_same_folded(const char *a, const char *b) {
    if (strcmp(a, b) == 0) {
        return true;
    }
    struct text key_a;
    struct text key_b;
    text_init(&key_a);
    text_init(&key_b);
    fold_into(&key_a, a);
    fold_into(&key_b, b);
    bool same = strcmp(key_a.data, key_b.data) == 0;
    text_release(&key_a);
    text_release(&key_b);
    return same;
}

static bool is_word_character(uint32_t c) {
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
           category == UTF8PROC_CATEGORY_ND;
}

static uint32_t lower_of(uint32_t c) {
    uint32_t simple = simple_lower(c);
    return simple ? simple : (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}

bool utf8_skip_word(const char **s, const char *word) {
    const char *at = *s;
    while (*word) {
        if (*at == '\0') {
            return false;
        }
        if (lower_of(utf8_next(&at)) != utf8_next(&word)) {
            return false;
        }
    }
    const char *after = at;
    if (*after && is_word_character(utf8_next(&after))) {
        return false;
    }
    *s = at;
    return true;
}

bool utf8_starts_folded(const char *s, const char *folded_start) {
    struct text key;
    text_init(&key);
    fold_into(&key, s);
    bool starts = strncmp(key.data, folded_start, strlen(folded_start)) == 0;
    text_release(&key);
    return starts;
}

static char *map_letters(struct arena *a, const char *s,
                         utf8proc_int32_t (*letter)(utf8proc_int32_t)) {
    struct text mapped;
    text_init(&mapped);
    text_put(&mapped, "", 0);
    while (*s) {
        char bytes[4];
        uint32_t c = (uint32_t)letter((utf8proc_int32_t)utf8_next(&s));
        text_put(&mapped, bytes, utf8_encode(c, bytes));
    }
    char *result = arena_strndup(a, mapped.data, mapped.len);
    text_release(&mapped);
    return result;
}

char *utf8_upper(struct arena *a, const char *s) {
    return map_letters(a, s, utf8proc_toupper);
}

char *utf8_lower(struct arena *a, const char *s) {
    return map_letters(a, s, utf8proc_tolower);
}
