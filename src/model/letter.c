/* What a Vietnamese letter is made of: base letter, mark, tone. */
#include "model/letter.h"

#include <string.h>

#include "base/utf8.h"

#define CODE(base, marked, tone) ((base) | (marked) << 8 | (tone) << 9)

#define ASCII(upper, lower) [upper] = lower, [lower] = lower
const uint16_t letter_ascii[128] = {
    ASCII('A', 'a'), ASCII('B', 'b'), ASCII('C', 'c'), ASCII('D', 'd'), ASCII('E', 'e'),
    ASCII('F', 'f'), ASCII('G', 'g'), ASCII('H', 'h'), ASCII('I', 'i'), ASCII('J', 'j'),
    ASCII('K', 'k'), ASCII('L', 'l'), ASCII('M', 'm'), ASCII('N', 'n'), ASCII('O', 'o'),
    ASCII('P', 'p'), ASCII('Q', 'q'), ASCII('R', 'r'), ASCII('S', 's'), ASCII('T', 't'),
    ASCII('U', 'u'), ASCII('V', 'v'), ASCII('W', 'w'), ASCII('X', 'x'), ASCII('Y', 'y'),
    ASCII('Z', 'z'),
};

/* Pairs of capital and small letter. */
const uint16_t letter_vietnamese[45] = {
    CODE('a', false, TONE_DOT),  CODE('a', false, TONE_HOOK), CODE('a', true, TONE_ACUTE),
    CODE('a', true, TONE_GRAVE), CODE('a', true, TONE_HOOK),  CODE('a', true, TONE_TILDE),
    CODE('a', true, TONE_DOT),   CODE('a', true, TONE_ACUTE), CODE('a', true, TONE_GRAVE),
    CODE('a', true, TONE_HOOK),  CODE('a', true, TONE_TILDE), CODE('a', true, TONE_DOT),
    CODE('e', false, TONE_DOT),  CODE('e', false, TONE_HOOK), CODE('e', false, TONE_TILDE),
    CODE('e', true, TONE_ACUTE), CODE('e', true, TONE_GRAVE), CODE('e', true, TONE_HOOK),
    CODE('e', true, TONE_TILDE), CODE('e', true, TONE_DOT),   CODE('i', false, TONE_HOOK),
    CODE('i', false, TONE_DOT),  CODE('o', false, TONE_DOT),  CODE('o', false, TONE_HOOK),
    CODE('o', true, TONE_ACUTE), CODE('o', true, TONE_GRAVE), CODE('o', true, TONE_HOOK),
    CODE('o', true, TONE_TILDE), CODE('o', true, TONE_DOT),   CODE('o', true, TONE_ACUTE),
    CODE('o', true, TONE_GRAVE), CODE('o', true, TONE_HOOK),  CODE('o', true, TONE_TILDE),
    CODE('o', true, TONE_DOT),   CODE('u', false, TONE_DOT),  CODE('u', false, TONE_HOOK),
    CODE('u', true, TONE_ACUTE), CODE('u', true, TONE_GRAVE), CODE('u', true, TONE_HOOK),
    CODE('u', true, TONE_TILDE), CODE('u', true, TONE_DOT),   CODE('y', false, TONE_GRAVE),
    CODE('y', false, TONE_DOT),  CODE('y', false, TONE_HOOK), CODE('y', false, TONE_TILDE),
};

#define LATIN(upper, lower, ...)                                                                   \
    [(upper)-0xC0] = CODE(__VA_ARGS__), [(lower)-0xC0] = CODE(__VA_ARGS__)
const uint16_t letter_latin[256] = {
    LATIN(0xC0, 0xE0, 'a', false, TONE_GRAVE),   LATIN(0xC1, 0xE1, 'a', false, TONE_ACUTE),
    LATIN(0xC2, 0xE2, 'a', true, TONE_NONE),     LATIN(0xC3, 0xE3, 'a', false, TONE_TILDE),
    LATIN(0xC8, 0xE8, 'e', false, TONE_GRAVE),   LATIN(0xC9, 0xE9, 'e', false, TONE_ACUTE),
    LATIN(0xCA, 0xEA, 'e', true, TONE_NONE),     LATIN(0xCC, 0xEC, 'i', false, TONE_GRAVE),
    LATIN(0xCD, 0xED, 'i', false, TONE_ACUTE),   LATIN(0xD2, 0xF2, 'o', false, TONE_GRAVE),
    LATIN(0xD3, 0xF3, 'o', false, TONE_ACUTE),   LATIN(0xD4, 0xF4, 'o', true, TONE_NONE),
    LATIN(0xD5, 0xF5, 'o', false, TONE_TILDE),   LATIN(0xD9, 0xF9, 'u', false, TONE_GRAVE),
    LATIN(0xDA, 0xFA, 'u', false, TONE_ACUTE),   LATIN(0xDD, 0xFD, 'y', false, TONE_ACUTE),
    LATIN(0x102, 0x103, 'a', true, TONE_NONE),   LATIN(0x110, 0x111, 'd', true, TONE_NONE),
    LATIN(0x128, 0x129, 'i', false, TONE_TILDE), LATIN(0x168, 0x169, 'u', false, TONE_TILDE),
    LATIN(0x1A0, 0x1A1, 'o', true, TONE_NONE),   LATIN(0x1AF, 0x1B0, 'u', true, TONE_NONE),
};

static uint32_t code_of(uint32_t c) {
    if (c < 0x80) {
        return letter_ascii[c];
    }
    if (c >= 0x1EA0 && c <= 0x1EF9) {
        return letter_vietnamese[(c - 0x1EA0) / 2];
    }
    if (c >= 0xC0 && c <= 0x1BF) {
        return letter_latin[c - 0xC0];
    }
    return 0;
}

struct letter letter_of(uint32_t c) {
    return letter_of_code(code_of(c));
}

uint32_t letter_next_other(const char **s, uint32_t *code) {
    uint32_t c = utf8_next(s);
    *code = code_of(c);
    return c;
}

uint32_t letter_lower(uint32_t c) {
    if (c < 0x80) {
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    }
    if (c >= 0xC0 && c <= 0xDE) {
        return c == 0xD7 ? c : c + 32;
    }
    if ((c >= 0x1EA0 && c <= 0x1EF9) || c == 0x102 || c == 0x110 || c == 0x128 || c == 0x168 ||
        c == 0x1A0) {
        return c | 1;
    }
    return c == 0x1AF ? 0x1B0 : c;
}

bool letter_is_upper(uint32_t c) {
    return letter_lower(c) != c;
}

/* Space and punctuation, which say nothing about the words beside them. */
static bool is_gap(uint32_t c) {
    static const bool ascii[128] = {
        ['.'] = true, [','] = true, [';'] = true,  [':'] = true, ['-'] = true, ['_'] = true,
        ['('] = true, [')'] = true, ['['] = true,  [']'] = true, ['/'] = true, ['\\'] = true,
        ['!'] = true, ['?'] = true, ['\''] = true, ['"'] = true, [0] = true,
    };
    return utf8_is_space(c) ||
           (c < 0x80 ? ascii[c] : (c >= 0x2010 && c <= 0x201F) || c == 0xAB || c == 0xBB);
}

static size_t rewrite(const char *s, bool marks, char gap, char *out, size_t size) {
    size_t n = 0;
    bool waiting = false;
    while (*s) {
        uint32_t code = 0, c = (unsigned char)*s | 0x20u; /* a small letter, or a digit as it is */
        bool plain = c - 'a' < 26 || (c - '0' < 10 && c == (unsigned char)*s);
        if (plain) {
            s++;
        } else {
            c = letter_next_code(&s, &code);
        }
        if (!plain && code == 0 && is_gap(c)) {
            waiting = gap && n > 0;
            continue;
        }
        if (n + 6 > size) {
            break;
        }
        if (waiting) {
            out[n++] = gap;
            waiting = false;
        }
        if (plain) {
            out[n++] = (char)c;
        } else if (code && !marks) {
            out[n++] = letter_of_code(code).base;
        } else {
            n += utf8_encode(letter_lower(c), out + n);
        }
    }
    out[n] = '\0';
    return n;
}

size_t letter_bare(const char *s, char gap, char *out, size_t size) {
    return rewrite(s, false, gap, out, size);
}

size_t letter_form(const char *s, char *out, size_t size) {
    return rewrite(s, true, ' ', out, size);
}

int letter_tone_place(struct letter third_last, struct letter second_last, struct letter last) {
    bool pair = (second_last.base == 'o' && (last.base == 'a' || last.base == 'e')) ||
                (second_last.base == 'u' && last.base == 'y' && third_last.base != 'q');
    if (!pair || second_last.marked || last.marked || (second_last.tone && last.tone)) {
        return 0;
    }
    return second_last.tone ? 1 : last.tone ? 2 : 0;
}

/* The next letter or sign of words, lower case, its tone put where the new rule wants it: `carried`
 * is the tone of the o or u before. */
static uint32_t next_of_words(const char **s, unsigned *tone) {
    while (**s) {
        uint32_t c = letter_lower(utf8_next(s));
        struct letter letter = letter_of(c);
        if (letter.base == 0 && is_gap(c)) {
            continue;
        }
        *tone = letter.tone;
        return letter.base ? (uint32_t)letter.base | (letter.marked ? 0x100u : 0) : c;
    }
    *tone = 0;
    return 0;
}

bool letter_same_words(const char *a, const char *b) {
    for (unsigned before_a = 0, before_b = 0;;) {
        unsigned tone_a, tone_b;
        uint32_t ca = next_of_words(&a, &tone_a), cb = next_of_words(&b, &tone_b);
        if (ca != cb) {
            return false;
        }
        /* A tone may stand one letter earlier in the one than in the other. */
        unsigned left_a = before_a + tone_a, left_b = before_b + tone_b;
        bool waits = left_a != left_b && (left_a == 0 || left_b == 0) && (ca == 'o' || ca == 'u');
        if (left_a != left_b && !waits) {
            return false;
        }
        if (ca == 0) {
            return true;
        }
        before_a = waits ? left_a : 0;
        before_b = waits ? left_b : 0;
    }
}
