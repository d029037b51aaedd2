/* Owns the byte tables of TCVN3 (ABC) and VNI-Windows.
 *
 * Both were encodings of fonts: Windows took the bytes for Windows-1252 and the font drew other
 * letters for them. So in both the range 0x80-0x9F holds the signs of Windows-1252: “ ” – ... */
#include "source/legacy.h"

#include <stdbool.h>
#include <uchar.h>

#include "source/vowel.h"

/* Windows-1252 from 0x80; a space stands for "nothing". */
static const char32_t latin_signs[] = U"€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/* TCVN 5712:1993, VN3, from 0xA0 (a no-break space); a full stop stands for "nothing". Capitals
 * with a tone do not exist: the fonts whose names end in H draw them from the small letters. */
static const char32_t tcvn3[] = U"\u00A0ĂÂÊÔƠƯĐăâêôơưđ."
                                U".....àảãáạ.ằẳẵắ."
                                U"......ặầẩẫấậè.ẻẽ"
                                U"éẹềểễếệìỉ...ĩíịò"
                                U".ỏõóọồổỗốộờởỡớợù"
                                U".ủũúụừửữứựỳỷỹýỵ.";

enum form { FORM_PLAIN, FORM_CIRCUMFLEX, FORM_BREVE };

/* The upper half of VNI-Windows: small ones in 0xE0-0xFF, capitals 0x20 below. Each byte is either
 * a letter by itself or a mark that follows its vowel; a mark may be a tone, the circumflex or the
 * breve, or both at once. Six bytes are neither. */
struct vni_byte {
    enum { VNI_NOTHING, VNI_LETTER, VNI_MARK } kind;
    union {
        char32_t letter;
        struct {
            enum form form;
            enum tone tone;
        } mark;
    } as;
};

#define SINGLE(small)                                                                              \
    {                                                                                              \
        VNI_LETTER, {                                                                              \
            .letter = (small)                                                                      \
        }                                                                                          \
    }
#define MARK(form_, tone)                                                                          \
    {                                                                                              \
        VNI_MARK, {                                                                                \
            .mark = { FORM_##form_, TONE_##tone }                                                  \
        }                                                                                          \
    }

static const struct vni_byte vni[32] = {
    MARK(CIRCUMFLEX, GRAVE), /* à: aà = ầ */
    MARK(CIRCUMFLEX, ACUTE), /* á */
    MARK(CIRCUMFLEX, LEVEL), /* â: aâ = â */
    MARK(CIRCUMFLEX, TILDE), /* ã */
    MARK(CIRCUMFLEX, DOT),   /* ä */
    MARK(CIRCUMFLEX, HOOK),  /* å */
    SINGLE(U'ỉ'),            /* æ */
    {VNI_NOTHING, {0}},      /* ç */
    MARK(BREVE, GRAVE),      /* è */
    MARK(BREVE, ACUTE),      /* é */
    MARK(BREVE, LEVEL),      /* ê: aê = ă */
    MARK(BREVE, DOT),        /* ë */
    SINGLE(U'ì'),            /* ì */
    SINGLE(U'í'),            /* í */
    SINGLE(U'ỵ'),            /* î */
    MARK(PLAIN, DOT),        /* ï: aï = ạ */
    {VNI_NOTHING, {0}},      /* ð */
    SINGLE(D_STROKE),        /* ñ */
    SINGLE(U'ị'),            /* ò */
    SINGLE(U'ĩ'),            /* ó */
    SINGLE(U'ơ'),            /* ô */
    MARK(PLAIN, TILDE),      /* õ */
    SINGLE(U'ư'),            /* ö */
    {VNI_NOTHING, {0}},      /* ÷ */
    MARK(PLAIN, GRAVE),      /* ø */
    MARK(PLAIN, ACUTE),      /* ù */
    MARK(BREVE, HOOK),       /* ú */
    MARK(PLAIN, HOOK),       /* û */
    MARK(BREVE, TILDE),      /* ü */
    {VNI_NOTHING, {0}},      /* ý */
    {VNI_NOTHING, {0}},      /* þ */
    {VNI_NOTHING, {0}},      /* ÿ */
};

static const struct vni_byte *vni_byte_of(unsigned char byte) {
    return &vni[byte & 0x1F];
}

/* The vowel that a form makes of `plain`; false when it makes none. */
static bool shape(enum vowel plain, enum form form, enum vowel *out) {
    *out = plain;
    switch (form) {
    case FORM_PLAIN:
        return true;
    case FORM_CIRCUMFLEX:
        *out = plain == VOWEL_A   ? VOWEL_A_CIRCUMFLEX
               : plain == VOWEL_E ? VOWEL_E_CIRCUMFLEX
                                  : VOWEL_O_CIRCUMFLEX;
        return plain == VOWEL_A || plain == VOWEL_E || plain == VOWEL_O;
    case FORM_BREVE:
        *out = VOWEL_A_BREVE;
        return plain == VOWEL_A;
    }
    return false;
}

/* Adds the mark `byte` to the vowel `*c`; false when the two do not go together. The case of the
 * mark says nothing: a capital vowel may carry either. */
static bool vni_add_mark(uint32_t *c, unsigned char byte) {
    const struct vni_byte *mark = vni_byte_of(byte);
    struct vowel_letter letter;
    enum vowel vowel;
    if (byte < 0xC0 || mark->kind != VNI_MARK || !vowel_split(*c, &letter) ||
        letter.tone != TONE_LEVEL || !shape(letter.vowel, mark->as.mark.form, &vowel)) {
        return false;
    }
    *c = vowel_code((struct vowel_letter){vowel, mark->as.mark.tone, letter.capital});
    return true;
}

/* A letter that one byte of the upper half stands for by itself, or 0. */
static uint32_t vni_single(unsigned char byte) {
    const struct vni_byte *b = vni_byte_of(byte);
    struct vowel_letter letter;
    if (b->kind != VNI_LETTER) {
        return 0;
    }
    if (byte >= 0xE0) {
        return b->as.letter;
    }
    if (vowel_split(b->as.letter, &letter)) {
        letter.capital = true;
        return vowel_code(letter);
    }
    return BIG_D_STROKE;
}

static size_t vni_next(const unsigned char *s, size_t len, uint32_t *c) {
    *c = s[0] < 0xC0 ? s[0] : vni_single(s[0]);
    return len > 1 && s[1] >= 0xC0 && vni_add_mark(c, s[1]) ? 2 : 1;
}

size_t legacy_next(enum legacy encoding, const char *s, size_t len, uint32_t *c) {
    unsigned char byte = (unsigned char)*s;
    if (byte >= 0x80 && byte < 0xA0) {
        *c = latin_signs[byte - 0x80] == U' ' ? 0 : latin_signs[byte - 0x80];
        return 1;
    }
    switch (encoding) {
    case LEGACY_VNI:
        return vni_next((const unsigned char *)s, len, c);
    case LEGACY_TCVN3:
        *c = byte < 0x80 ? byte : tcvn3[byte - 0xA0] == U'.' ? 0 : tcvn3[byte - 0xA0];
        return 1;
    case LEGACY_LATIN:
        *c = byte;
        return 1;
    }
    *c = 0;
    return 1;
}

int legacy_latin_byte(uint32_t c) {
    if (c < 0x80 || (c >= 0xA0 && c <= 0xFF)) {
        return (int)c;
    }
    for (int i = 0; c != U' ' && i < 0x20; i++) {
        if (latin_signs[i] == c) {
            return 0x80 + i;
        }
    }
    return -1;
}
