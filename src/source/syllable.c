/* Owns the spelling of Vietnamese syllables.
 *
 * A syllable is an onset and a rhyme with one tone over it. Both sets are closed, so a list of
 * each decides; it lets through some pairs that no word uses ("giêm"), which is harmless: the
 * question is not whether a word exists but whether bytes were read in the right encoding, and
 * wrong readings break the pattern ("ñy", "caùc", "nh©n"). A dictionary would know more, at a
 * hundred times the size, and would know no names. */
#include "source/syllable.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "source/vowel.h"

#define MAX_LETTERS      7 /* nghiêng */
#define MAX_ABBREVIATION 8 /* BQLDAĐT */
#define COUNT(array)     (sizeof(array) / sizeof *(array))

static const char *const onsets[] = {"",   "b",  "c", "ch", "d",  "đ",  "g",  "gh",  "gi", "h",
                                     "k",  "kh", "l", "m",  "n",  "ng", "nh", "ngh", "p",  "ph",
                                     "qu", "r",  "s", "t",  "th", "tr", "v",  "x"};

/* In the order of the alphabet, without tones. Those in y stand behind qu or alone. */
static const char *const rhymes[] = {
    "a",    "ac",   "ach",  "ai",   "am",   "an",   "ang",  "anh",  "ao",  "ap",  "at",   "au",
    "ay",   "ăc",   "ăm",   "ăn",   "ăng",  "ăp",   "ăt",   "âc",   "âm",  "ân",  "âng",  "âp",
    "ât",   "âu",   "ây",   "e",    "ec",   "em",   "en",   "eng",  "eo",  "ep",  "et",   "ê",
    "êch",  "êm",   "ên",   "ênh",  "êp",   "êt",   "êu",   "i",    "ia",  "ich", "iêc",  "iêm",
    "iên",  "iêng", "iêp",  "iêt",  "iêu",  "im",   "in",   "inh",  "ip",  "it",  "iu",   "o",
    "oa",   "oac",  "oach", "oai",  "oam",  "oan",  "oang", "oanh", "oao", "oap", "oat",  "oay",
    "oăc",  "oăm",  "oăn",  "oăng", "oăt",  "oc",   "oe",   "oem",  "oen", "oeo", "oet",  "oi",
    "om",   "on",   "ong",  "ooc",  "oong", "op",   "ot",   "ô",    "ôc",  "ôi",  "ôm",   "ôn",
    "ông",  "ôp",   "ôt",   "ơ",    "ơi",   "ơm",   "ơn",   "ơp",   "ơt",  "u",   "ua",   "uân",
    "uâng", "uât",  "uây",  "uc",   "uê",   "uêch", "uênh", "ui",   "um",  "un",  "ung",  "uôc",
    "uôi",  "uôm",  "uôn",  "uông", "uôt",  "uơ",   "up",   "ut",   "uy",  "uya", "uych", "uyên",
    "uyêt", "uynh", "uyp",  "uyt",  "uyu",  "ư",    "ưa",   "ưc",   "ưi",  "ưng", "ươc",  "ươi",
    "ươm",  "ươn",  "ương", "ươp",  "ươt",  "ươu",  "ưt",   "ưu",   "y",   "ych", "yêm",  "yên",
    "yêng", "yêt",  "yêu",  "ynh",  "yt"};

struct word {
    char plain[MAX_LETTERS * 2 + 1]; /* small letters without tones; two bytes each at most */
    uint32_t letters, vowels, capitals;
    enum tone tone;
    bool stroke;      /* has đ */
    bool only_stroke; /* and nothing else beyond ASCII */
};

/* Adds one letter; false when Vietnamese has none like it or the word gets too long. */
static bool add_letter(struct word *w, uint32_t c, size_t *len) {
    struct vowel_letter letter;
    uint32_t plain = c;
    bool capital = false;
    if (vowel_split(c, &letter)) {
        plain = vowel_plain(letter.vowel);
        capital = letter.capital;
        w->vowels++;
        w->only_stroke = w->only_stroke && c < 0x80;
        if (letter.tone != TONE_LEVEL) {
            if (w->tone != TONE_LEVEL) {
                return false;
            }
            w->tone = letter.tone;
        }
    } else if (c == D_STROKE || c == BIG_D_STROKE) {
        plain = D_STROKE;
        capital = c == BIG_D_STROKE;
        w->stroke = true;
    } else if (c >= 'A' && c <= 'Z') {
        plain = c - 'A' + 'a';
        capital = true;
    } else if (c < 'a' || c > 'z') {
        return false;
    }
    w->capitals += capital;
    if (++w->letters > MAX_ABBREVIATION) {
        return false;
    }
    if (w->letters <= MAX_LETTERS) {
        *len += utf8_encode(plain, w->plain + *len);
    }
    return true;
}

static bool has_rhyme(const char *s, enum tone tone) {
    size_t len = strlen(s);
    /* A rhyme that a stop ends carries the acute or the dot and no other tone. */
    bool stopped = len > 1 && (strchr("cpt", s[len - 1]) != NULL || strcmp(s + len - 2, "ch") == 0);
    if (stopped && tone != TONE_ACUTE && tone != TONE_DOT) {
        return false;
    }
    for (size_t i = 0; i < COUNT(rhymes); i++) {
        if (strcmp(rhymes[i], s) == 0) {
            return true;
        }
    }
    return false;
}

bool syllable_is_plausible(const char *word, size_t len) {
    struct word w = {.only_stroke = true};
    size_t plain_len = 0;
    for (const char *s = word; s < word + len;) {
        uint32_t c = utf8_next(&s);
        if (!add_letter(&w, c, &plain_len)) {
            return false;
        }
    }
    if (w.stroke && w.only_stroke && (w.capitals == w.letters || w.vowels == 0)) {
        return true;
    }
    if (w.letters > MAX_LETTERS) {
        return false;
    }
    for (size_t i = 0; i < COUNT(onsets); i++) {
        size_t n = strlen(onsets[i]);
        if (strncmp(w.plain, onsets[i], n) == 0 && has_rhyme(w.plain + n, w.tone)) {
            return true;
        }
    }
    return false;
}
