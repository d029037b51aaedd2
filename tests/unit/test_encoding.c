/* Owns the tests of encodings: spelling, tables, detection and what is refused. */
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/text.h"
#include "base/utf8.h"
#include "source/csv_table.h"
#include "source/encoding.h"
#include "source/syllable.h"
#include "unit/harness.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define LATIN(s)     (s), sizeof(s) - 1

/* ---- writing the encodings, from tables of the test's own ---- */

/* Each letter with its form in VNI (as Windows-1252 shows it) and its byte in TCVN3, 0 for a
 * capital that it lacks; and in Windows-1258 the letter and the tone that follows, if any. */
struct sample {
    const char *letter, *vni;
    unsigned char tcvn3, base_1258, tone_1258;
};

enum { GRAVE = 0xCC, HOOK = 0xD2, TILDE = 0xDE, ACUTE = 0xEC, DOT = 0xF2 };

static const struct sample samples[] = {
    {"à", "aø", 0xB5, 'a', GRAVE},  {"ả", "aû", 0xB6, 'a', HOOK},   {"ã", "aõ", 0xB7, 'a', TILDE},
    {"á", "aù", 0xB8, 'a', ACUTE},  {"ạ", "aï", 0xB9, 'a', DOT},    {"ă", "aê", 0xA8, 0xE3, 0},
    {"ằ", "aè", 0xBB, 0xE3, GRAVE}, {"ẳ", "aú", 0xBC, 0xE3, HOOK},  {"ẵ", "aü", 0xBD, 0xE3, TILDE},
    {"ắ", "aé", 0xBE, 0xE3, ACUTE}, {"ặ", "aë", 0xC6, 0xE3, DOT},   {"â", "aâ", 0xA9, 0xE2, 0},
    {"ầ", "aà", 0xC7, 0xE2, GRAVE}, {"ẩ", "aå", 0xC8, 0xE2, HOOK},  {"ẫ", "aã", 0xC9, 0xE2, TILDE},
    {"ấ", "aá", 0xCA, 0xE2, ACUTE}, {"ậ", "aä", 0xCB, 0xE2, DOT},   {"è", "eø", 0xCC, 'e', GRAVE},
    {"ẻ", "eû", 0xCE, 'e', HOOK},   {"ẽ", "eõ", 0xCF, 'e', TILDE},  {"é", "eù", 0xD0, 'e', ACUTE},
    {"ẹ", "eï", 0xD1, 'e', DOT},    {"ê", "eâ", 0xAA, 0xEA, 0},     {"ề", "eà", 0xD2, 0xEA, GRAVE},
    {"ể", "eå", 0xD3, 0xEA, HOOK},  {"ễ", "eã", 0xD4, 0xEA, TILDE}, {"ế", "eá", 0xD5, 0xEA, ACUTE},
    {"ệ", "eä", 0xD6, 0xEA, DOT},   {"ì", "ì", 0xD7, 'i', GRAVE},   {"ỉ", "æ", 0xD8, 'i', HOOK},
    {"ĩ", "ó", 0xDC, 'i', TILDE},   {"í", "í", 0xDD, 'i', ACUTE},   {"ị", "ò", 0xDE, 'i', DOT},
    {"ò", "oø", 0xDF, 'o', GRAVE},  {"ỏ", "oû", 0xE1, 'o', HOOK},   {"õ", "oõ", 0xE2, 'o', TILDE},
    {"ó", "où", 0xE3, 'o', ACUTE},  {"ọ", "oï", 0xE4, 'o', DOT},    {"ô", "oâ", 0xAB, 0xF4, 0},
    {"ồ", "oà", 0xE5, 0xF4, GRAVE}, {"ổ", "oå", 0xE6, 0xF4, HOOK},  {"ỗ", "oã", 0xE7, 0xF4, TILDE},
    {"ố", "oá", 0xE8, 0xF4, ACUTE}, {"ộ", "oä", 0xE9, 0xF4, DOT},   {"ơ", "ô", 0xAC, 0xF5, 0},
    {"ờ", "ôø", 0xEA, 0xF5, GRAVE}, {"ở", "ôû", 0xEB, 0xF5, HOOK},  {"ỡ", "ôõ", 0xEC, 0xF5, TILDE},
    {"ớ", "ôù", 0xED, 0xF5, ACUTE}, {"ợ", "ôï", 0xEE, 0xF5, DOT},   {"ù", "uø", 0xEF, 'u', GRAVE},
    {"ủ", "uû", 0xF1, 'u', HOOK},   {"ũ", "uõ", 0xF2, 'u', TILDE},  {"ú", "uù", 0xF3, 'u', ACUTE},
    {"ụ", "uï", 0xF4, 'u', DOT},    {"ư", "ö", 0xAD, 0xFD, 0},      {"ừ", "öø", 0xF5, 0xFD, GRAVE},
    {"ử", "öû", 0xF6, 0xFD, HOOK},  {"ữ", "öõ", 0xF7, 0xFD, TILDE}, {"ứ", "öù", 0xF8, 0xFD, ACUTE},
    {"ự", "öï", 0xF9, 0xFD, DOT},   {"ỳ", "yø", 0xFA, 'y', GRAVE},  {"ỷ", "yû", 0xFB, 'y', HOOK},
    {"ỹ", "yõ", 0xFC, 'y', TILDE},  {"ý", "yù", 0xFD, 'y', ACUTE},  {"ỵ", "î", 0xFE, 'y', DOT},
    {"đ", "ñ", 0xAE, 0xF0, 0},      {"À", "AØ", 0, 'A', GRAVE},     {"Ả", "AÛ", 0, 'A', HOOK},
    {"Ã", "AÕ", 0, 'A', TILDE},     {"Á", "AÙ", 0, 'A', ACUTE},     {"Ạ", "AÏ", 0, 'A', DOT},
    {"Ă", "AÊ", 0xA1, 0xC3, 0},     {"Ằ", "AÈ", 0, 0xC3, GRAVE},    {"Ẳ", "AÚ", 0, 0xC3, HOOK},
    {"Ẵ", "AÜ", 0, 0xC3, TILDE},    {"Ắ", "AÉ", 0, 0xC3, ACUTE},    {"Ặ", "AË", 0, 0xC3, DOT},
    {"Â", "AÂ", 0xA2, 0xC2, 0},     {"Ầ", "AÀ", 0, 0xC2, GRAVE},    {"Ẩ", "AÅ", 0, 0xC2, HOOK},
    {"Ẫ", "AÃ", 0, 0xC2, TILDE},    {"Ấ", "AÁ", 0, 0xC2, ACUTE},    {"Ậ", "AÄ", 0, 0xC2, DOT},
    {"È", "EØ", 0, 'E', GRAVE},     {"Ẻ", "EÛ", 0, 'E', HOOK},      {"Ẽ", "EÕ", 0, 'E', TILDE},
    {"É", "EÙ", 0, 'E', ACUTE},     {"Ẹ", "EÏ", 0, 'E', DOT},       {"Ê", "EÂ", 0xA3, 0xCA, 0},
    {"Ề", "EÀ", 0, 0xCA, GRAVE},    {"Ể", "EÅ", 0, 0xCA, HOOK},     {"Ễ", "EÃ", 0, 0xCA, TILDE},
    {"Ế", "EÁ", 0, 0xCA, ACUTE},    {"Ệ", "EÄ", 0, 0xCA, DOT},      {"Ì", "Ì", 0, 'I', GRAVE},
    {"Ỉ", "Æ", 0, 'I', HOOK},       {"Ĩ", "Ó", 0, 'I', TILDE},      {"Í", "Í", 0, 'I', ACUTE},
    {"Ị", "Ò", 0, 'I', DOT},        {"Ò", "OØ", 0, 'O', GRAVE},     {"Ỏ", "OÛ", 0, 'O', HOOK},
    {"Õ", "OÕ", 0, 'O', TILDE},     {"Ó", "OÙ", 0, 'O', ACUTE},     {"Ọ", "OÏ", 0, 'O', DOT},
    {"Ô", "OÂ", 0xA4, 0xD4, 0},     {"Ồ", "OÀ", 0, 0xD4, GRAVE},    {"Ổ", "OÅ", 0, 0xD4, HOOK},
    {"Ỗ", "OÃ", 0, 0xD4, TILDE},    {"Ố", "OÁ", 0, 0xD4, ACUTE},    {"Ộ", "OÄ", 0, 0xD4, DOT},
    {"Ơ", "Ô", 0xA5, 0xD5, 0},      {"Ờ", "ÔØ", 0, 0xD5, GRAVE},    {"Ở", "ÔÛ", 0, 0xD5, HOOK},
    {"Ỡ", "ÔÕ", 0, 0xD5, TILDE},    {"Ớ", "ÔÙ", 0, 0xD5, ACUTE},    {"Ợ", "ÔÏ", 0, 0xD5, DOT},
    {"Ù", "UØ", 0, 'U', GRAVE},     {"Ủ", "UÛ", 0, 'U', HOOK},      {"Ũ", "UÕ", 0, 'U', TILDE},
    {"Ú", "UÙ", 0, 'U', ACUTE},     {"Ụ", "UÏ", 0, 'U', DOT},       {"Ư", "Ö", 0xA6, 0xDD, 0},
    {"Ừ", "ÖØ", 0, 0xDD, GRAVE},    {"Ử", "ÖÛ", 0, 0xDD, HOOK},     {"Ữ", "ÖÕ", 0, 0xDD, TILDE},
    {"Ứ", "ÖÙ", 0, 0xDD, ACUTE},    {"Ự", "ÖÏ", 0, 0xDD, DOT},      {"Ỳ", "YØ", 0, 'Y', GRAVE},
    {"Ỷ", "YÛ", 0, 'Y', HOOK},      {"Ỹ", "YÕ", 0, 'Y', TILDE},     {"Ý", "YÙ", 0, 'Y', ACUTE},
    {"Ỵ", "Î", 0, 'Y', DOT},        {"Đ", "Ñ", 0xA7, 0xD0, 0}};

/* What stands at the same place in all of them, that of Windows-1252. */
static unsigned char sign_of(uint32_t c) {
    static const struct {
        uint32_t code;
        unsigned char byte;
    } signs[] = {{0x2013, 0x96}, {0x201C, 0x93}, {0x201D, 0x94}};
    for (size_t i = 0; i < COUNT(signs); i++) {
        if (signs[i].code == c) {
            return signs[i].byte;
        }
    }
    return (unsigned char)c;
}

static void put_latin(struct text *out, const char *utf8) {
    for (const char *s = utf8; *s;) {
        text_putc(out, (char)utf8_next(&s));
    }
}

static void put_unit(struct text *out, uint32_t unit, bool big) {
    text_putc(out, (char)(big ? unit >> 8 : unit));
    text_putc(out, (char)(big ? unit : unit >> 8));
}

static const struct sample *sample_of(const char *letter, size_t len) {
    for (size_t i = 0; i < COUNT(samples); i++) {
        if (strlen(samples[i].letter) == len && memcmp(samples[i].letter, letter, len) == 0) {
            return &samples[i];
        }
    }
    return NULL;
}

static const struct sample *small_of(struct arena *a, const struct sample *s) {
    const char *small = utf8_lower(a, s->letter);
    return sample_of(small, strlen(small));
}

static void encode_letter(struct arena *a, const struct sample *s, enum encoding e,
                          struct text *out) {
    if (e == ENCODING_VNI) {
        put_latin(out, s->vni);
    } else if (e == ENCODING_TCVN3) {
        text_putc(out, (char)(s->tcvn3 ? s->tcvn3 : small_of(a, s)->tcvn3));
    } else {
        text_putc(out, (char)s->base_1258);
        if (s->tone_1258) {
            text_putc(out, (char)s->tone_1258);
        }
    }
}

/* Writes UTF-8 in another encoding; TCVN3 loses the case of capitals with a tone. */
static void encode(struct arena *a, const char *utf8, enum encoding e, struct text *out) {
    text_puts(out, "");
    for (const char *s = utf8; *s;) {
        const char *start = s;
        uint32_t c = utf8_next(&s);
        const struct sample *letter = sample_of(start, (size_t)(s - start));
        if (e == ENCODING_UTF8) {
            text_put(out, start, (size_t)(s - start));
        } else if (e == ENCODING_UTF16LE || e == ENCODING_UTF16BE) {
            put_unit(out, c, e == ENCODING_UTF16BE);
        } else if (letter) {
            encode_letter(a, letter, e, out);
        } else {
            text_putc(out, (char)sign_of(c));
        }
    }
}

/* `utf8` as TCVN3 gives it back: a capital with a tone has become small. */
static const char *without_capitals(struct arena *a, const char *utf8) {
    struct text out;
    text_init(&out);
    text_puts(&out, "");
    for (const char *s = utf8; *s;) {
        const char *start = s;
        utf8_next(&s);
        const struct sample *letter = sample_of(start, (size_t)(s - start));
        if (letter && !letter->tcvn3) {
            text_puts(&out, small_of(a, letter)->letter);
        } else {
            text_put(&out, start, (size_t)(s - start));
        }
    }
    const char *result = arena_strdup(a, out.data);
    text_release(&out);
    return result;
}

/* ---- reading ---- */

struct result {
    bool good;
    struct decoded text;
    char *findings;
};

static struct result decode(struct arena *a, const char *bytes, size_t len, enum encoding wanted) {
    static const struct diag_options options = {.language = LANGUAGE_EN};
    struct diag *diag = diag_new(&options);
    struct result r = {.text.bytes = arena_strdup(a, ""), .text.name = ""};
    struct text out;
    text_init(&out);
    text_puts(&out, "");
    diag_begin_job(diag);
    r.good = encoding_decode(a, "t.csv", arena_strndup(a, bytes, len), len, wanted, diag, &r.text);
    CHECK(r.good == !diag_job_failed(diag));
    diag_end_job(diag, &out);
    r.findings = arena_strdup(a, out.data);
    text_release(&out);
    diag_free(diag);
    return r;
}

static bool says(const struct result *r, const char *what) {
    bool found = strstr(r->findings, what) != NULL;
    if (!found) {
        printf("    looked for \"%s\" in: %s\n", what, r->findings);
    }
    return found;
}

static const char *names[] = {
    [ENCODING_UTF8] = "UTF-8",        [ENCODING_UTF16LE] = "UTF-16LE",
    [ENCODING_UTF16BE] = "UTF-16BE",  [ENCODING_WINDOWS_1258] = "Windows-1258",
    [ENCODING_TCVN3] = "TCVN3 (ABC)", [ENCODING_VNI] = "VNI"};

static const enum encoding all[] = {ENCODING_UTF8,         ENCODING_UTF16LE, ENCODING_UTF16BE,
                                    ENCODING_WINDOWS_1258, ENCODING_TCVN3,   ENCODING_VNI};

/* ---- tests ---- */

static void test_syllables(void) {
    static const char *const good[] = {
        "tiếng", "Việt", "nghiêng", "khuỷu", "quyết", "QUỐC", "gì",   "giếng", "giữa",  "hoà",
        "hòa",   "thuỷ", "thủy",    "ỷ",     "Ủy",    "yến",  "đồng", "Đống",  "xoong", "ngoằn",
        "khuya", "thuở", "rượu",    "QĐ",    "HĐND",  "trđ",  "ĐVT",  "tuýp",  "ngoạm", "CộNG"};
    static const char *const bad[] = {"ñy",  "caùc",  "nh©n",   "kế h",  "việc1",     "đặng2",
                                      "càt", "hoàch", "été",    "wố",    "façade",    "über",
                                      "",    "ẹẹ",    "thạnng", "kô-lô", "đđđđđđđđđ", "\xC4"};
    for (size_t i = 0; i < COUNT(good); i++) {
        if (!CHECK(syllable_is_plausible(good[i], strlen(good[i])))) {
            printf("    %s\n", good[i]);
        }
    }
    for (size_t i = 0; i < COUNT(bad); i++) {
        if (!CHECK(!syllable_is_plausible(bad[i], strlen(bad[i])))) {
            printf("    %s\n", bad[i]);
        }
    }
}

/* Texts that others have published. */
static void test_vectors(struct arena *a) {
    static const unsigned char windows_1258[] = {
        0x43, 0xF4, 0xF2, 0x6E, 0x67, 0x20, 0x68, 0x6F, 0xCC, 0x61, 0x20, 0x78, 0x61, 0xDE,
        0x20, 0x68, 0xF4, 0xF2, 0x69, 0x20, 0x63, 0x68, 0x75, 0xD2, 0x20, 0x6E, 0x67, 0x68,
        0x69, 0xDE, 0x61, 0x20, 0x56, 0x69, 0xEA, 0xF2, 0x74, 0x20, 0x4E, 0x61, 0x6D};
    struct result r = decode(a, (const char *)windows_1258, sizeof windows_1258, ENCODING_AUTO);
    CHECK_STR(r.text.name, "Windows-1258");
    CHECK_STR(r.text.bytes, "Cộng hòa xã hội chủ nghĩa Việt Nam");
    r = decode(a,
               LATIN("Xin cha\xF8o ca\xF9"
                     "c ba\xEFn"),
               ENCODING_VNI);
    CHECK_STR(r.text.bytes, "Xin chào các bạn");
    r = decode(a, LATIN("\xF1y ban nh\xA9n d\xA9n"), ENCODING_TCVN3);
    CHECK_STR(r.text.bytes, "ủy ban nhân dân");
}

static void test_letters(struct arena *a) {
    CHECK_INT(COUNT(samples), 134);
    for (size_t i = 0; i < COUNT(samples); i++) {
        const char *letter = samples[i].letter;
        for (size_t e = 0; e < COUNT(all); e++) {
            struct text bytes;
            text_init(&bytes);
            encode(a, letter, all[e], &bytes);
            struct result r = decode(a, bytes.data, bytes.len, all[e]);
            const char *expected = all[e] == ENCODING_TCVN3 ? without_capitals(a, letter) : letter;
            CHECK(r.good);
            CHECK_STR(utf8_nfc(a, r.text.bytes), expected);
            text_release(&bytes);
        }
    }
    /* A capital may carry the mark of a small letter, and the other way round. */
    struct result r = decode(a,
                             LATIN("\xD1"
                                   "A\xF9"
                                   " a\xD9"),
                             ENCODING_VNI);
    CHECK_STR(r.text.bytes, "ĐÁ á");
    r = decode(a, LATIN("Vi\xEA\xF2t \xE1 \xE8 m\xB2 \x93x\x94"), ENCODING_WINDOWS_1258);
    CHECK_STR(r.text.bytes, "Việt á è m² “x”");
}

static struct csv_table *load(struct arena *a, const void *bytes, size_t len, struct diag *diag) {
    char *name = fs_temporary(a, bytes, len);
    struct csv_table *table = csv_table_load(a, name, &(struct csv_options){0}, diag);
    fs_remove(name);
    return table;
}

/* Both tables have the same cells in the same lines; capitals aside where `folded`. */
static void check_same(struct arena *a, const struct csv_table *x, const struct csv_table *y,
                       bool folded) {
    CHECK(x && y && x->count == y->count);
    for (size_t i = 0; x && y && i < x->count && i < y->count; i++) {
        const struct csv_row *p = &x->rows[i], *q = &y->rows[i];
        CHECK_INT(p->count, q->count);
        CHECK_INT(p->line, q->line);
        for (uint32_t c = 0; c < p->count && c < q->count; c++) {
            const char *expected = q->cells[c];
            CHECK_STR(p->cells[c], folded ? without_capitals(a, expected) : expected);
            CHECK_INT(csv_row_line(p, c), csv_row_line(q, c));
        }
    }
}

/* A real table, written in each encoding, is recognised and gives the same cells; also when the
 * letters of a font were saved as Unicode. */
static void test_real_table(const char *path) {
    static const struct diag_options options = {.language = LANGUAGE_EN};
    struct arena *a = arena_new();
    struct diag *diag = diag_new(&options);
    char *utf8;
    size_t len;
    CHECK_INT(fs_read(a, path, SIZE_MAX, &utf8, &len), FS_OK);
    utf8 += strncmp(utf8, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    const struct csv_table *expected = load(a, utf8, strlen(utf8), diag);
    for (size_t e = 0; e < COUNT(all); e++) {
        struct text bytes;
        text_init(&bytes);
        encode(a, utf8, all[e], &bytes);
        struct result r = decode(a, bytes.data, bytes.len, ENCODING_AUTO);
        CHECK(r.good);
        CHECK_STR(r.text.name, names[all[e]]);
        bool folded = all[e] == ENCODING_TCVN3;
        check_same(a, load(a, bytes.data, bytes.len, diag), expected, folded);
        if (all[e] == ENCODING_TCVN3 || all[e] == ENCODING_VNI) {
            struct text unicode;
            text_init(&unicode);
            for (size_t i = 0; i < bytes.len; i++) {
                unsigned char c = (unsigned char)bytes.data[i];
                char out[4];
                uint32_t code = c == 0x96 ? 0x2013 : c == 0x93 ? 0x201C : c == 0x94 ? 0x201D : c;
                text_put(&unicode, out, utf8_encode(code, out));
            }
            r = decode(a, unicode.data, unicode.len, ENCODING_AUTO);
            CHECK_STR(r.text.name, arena_printf(a, "UTF-8 + %s", names[all[e]]));
            check_same(a, load(a, unicode.data, unicode.len, diag), expected, folded);
            text_release(&unicode);
        }
        text_release(&bytes);
    }
    CHECK_INT(diag_count(diag, SEVERITY_ERROR), 0);
    diag_free(diag);
    arena_free(a);
}

static void test_marks(struct arena *a) {
    struct result r = decode(a, LATIN("\xEF\xBB\xBFTT,Chỉ tiêu\n"), ENCODING_AUTO);
    CHECK_STR(r.text.name, "UTF-8 (BOM)");
    CHECK_STR(r.text.bytes, "TT,Chỉ tiêu\n");
    r = decode(a,
               LATIN("\xFF\xFE"
                     "T\0\xBF\x1E\n\0"),
               ENCODING_AUTO);
    CHECK_STR(r.text.name, "UTF-16LE (BOM)");
    CHECK_STR(r.text.bytes, "Tế\n");
    r = decode(a, LATIN("\xFE\xFF\0T\x1E\xBF\0\n"), ENCODING_AUTO);
    CHECK_STR(r.text.name, "UTF-16BE (BOM)");
    CHECK_STR(r.text.bytes, "Tế\n");
    r = decode(a, LATIN("\xFE\xFF\0T"), ENCODING_UTF16LE);
    CHECK_STR(r.text.name, "UTF-16BE (BOM)");
    r = decode(a, LATIN("T\0\t\0T\0\n\0"), ENCODING_UTF16);
    CHECK_STR(r.text.name, "UTF-16LE");
    r = decode(a, LATIN("\xFF\xFE"), ENCODING_AUTO);
    CHECK(r.good && r.text.len == 0);
    /* One zero byte is damage, not another encoding; the reader of tables reports it. */
    r = decode(a, LATIN("TT,Chỉ tiêu\n1,\0\n"), ENCODING_AUTO);
    CHECK(r.good);
    CHECK_STR(r.text.name, "UTF-8");
    r = decode(a, LATIN("TT,T\xC3\xAAn\n"), ENCODING_UTF8);
    CHECK_STR(r.text.bytes, "TT,Tên\n");
}

/* Unicode stays Unicode as long as no font explains it clearly better. */
static void test_unicode_stays(struct arena *a) {
    static const char *const texts[] = {
        "No,Target,Unit\n1,Revenue,%\n",
        "Numéro,Désignation,Unité,Qualité,Été,Année écoulée,Gérée à côté\n",
        "là,và,hòa,bà,mà,xã,tài,tên,bên,không,công,sông\n",
        "Hà,cô\n",
        "Tie\xCC\x82\xCC\x81ng Vie\xCC\xA3\xCC\x82t, a\xCC\x80\n", /* decomposed: NFC comes later */
        "中文 é à è ù ç\n",
    };
    for (size_t i = 0; i < COUNT(texts); i++) {
        struct result r = decode(a, texts[i], strlen(texts[i]), ENCODING_AUTO);
        CHECK(r.good);
        CHECK_STR(r.text.name, "UTF-8");
        CHECK_STR(r.text.bytes, texts[i]);
    }
}

static void test_undecided(struct arena *a) {
    static const char french[] =
        "TT,Cible\n1,Num\xE9ro d\xE9sign\xE9, qualit\xE9 \xE0 l'\xE9t\xE9, "
        "ann\xE9"
        "e, fa\xE7"
        "ade, cr\xE8me, o\xF9\n";
    static const char binary[] = "\x89PNG\r\n\x1A\n\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\xFE\xFF\x09"
                                 "\xC0\xC1\xF5\x80\xE9\x91\xD7\xFA\xCE\x12\xEE\xA7\xF8\xC2\xAA";
    struct result r = decode(a, LATIN(french), ENCODING_AUTO);
    CHECK(!r.good && says(&r, "t.csv:2: error: E118") && says(&r, "TCVN3 (ABC) "));
    r = decode(a, LATIN(binary), ENCODING_AUTO);
    CHECK(!r.good && says(&r, "error: E118"));
    /* Words of the encoding, but too few. */
    r = decode(a, LATIN("TT,Ch\xD8 ti\xAAu\n"), ENCODING_AUTO);
    CHECK(!r.good && says(&r, "of 2 words") && says(&r, "TCVN3 (ABC) 100%"));
    CHECK(says(&r, "encoding = tcvn3"));
    r = decode(a, LATIN("TT,Ch\xD8 ti\xAAu\n"), ENCODING_TCVN3);
    CHECK(r.good && strcmp(r.text.bytes, "TT,Chỉ tiêu\n") == 0);
    /* English with a quotation mark of Windows has no word to go by. */
    r = decode(a, LATIN("No,Target\n1,the ward\x92s plan\n"), ENCODING_AUTO);
    CHECK(!r.good && says(&r, "t.csv:2: error: E118"));
}

static void test_bad_bytes(struct arena *a) {
    /* Damaged UTF-8 is not taken for anything else; each bad line once. */
    struct result r = decode(a, LATIN("TT,Chỉ tiêu,Đơn vị\r\n1,Tỷ lệ hộ ngh\xC3o \xC3,\r\n2,\xE1"),
                             ENCODING_AUTO);
    CHECK(!r.good && says(&r, "t.csv:2: error: E106") && says(&r, "t.csv:3: error: E106"));
    CHECK(says(&r, "UTF-8: 0xC3"));
    r = decode(a, LATIN("a\nb\nch\xD8 ti\xAAu \xFF\n"), ENCODING_TCVN3);
    CHECK(!r.good && says(&r, "t.csv:3: error: E106") && says(&r, "0xFF"));
    r = decode(a, LATIN("a\r\rch\xFF\n"), ENCODING_VNI);
    CHECK(!r.good && says(&r, "t.csv:3: error: E106"));
    r = decode(a, LATIN("a\n\xD2\xD2\n"), ENCODING_WINDOWS_1258);
    CHECK(r.good); /* any byte but a few means something there */
    r = decode(a, LATIN("TT,Chỉ tiêu\n"), ENCODING_TCVN3);
    CHECK(!r.good && says(&r, "TCVN3 (ABC): U+1EC9"));
    r = decode(a, LATIN("\xFF\xFEx\0"), ENCODING_UTF8);
    CHECK(!r.good && says(&r, "t.csv:1: error: E106"));
    /* UTF-16 that ends within a character, a lone half of a pair, line ends of two units. */
    r = decode(a,
               LATIN("\xFF\xFE"
                     "a\0\r\0\n\0b\0\r\0\n\0c"),
               ENCODING_AUTO);
    CHECK(!r.good && says(&r, "t.csv:3: error: E106") && says(&r, ": 0x63"));
    r = decode(a, LATIN("\xFE\xFF\0a\0\n\xD8\x01\0b\0\n\0c\xDC\x01"), ENCODING_AUTO);
    CHECK(!r.good && says(&r, "t.csv:2: error: E106") && says(&r, "0xD8 0x01"));
    CHECK(says(&r, "t.csv:3: error: E106"));
    r = decode(a, LATIN("\xFF\xFE\x3D\xD8"), ENCODING_AUTO);
    CHECK(!r.good && says(&r, "error: E106"));
    r = decode(a, LATIN("\xFF\xFE\x3D\xD8\x00\xDE"), ENCODING_AUTO);
    CHECK_STR(r.text.bytes, "😀");
}

/* The note on capitals comes for words such as "CéNG" and for titles without a capital. */
static void test_capital_fonts(struct arena *a) {
    struct result r = decode(a, LATIN("TT,Ch\xD8 ti\xAAu\n1,T\xE6ng s\xE8\n"), ENCODING_TCVN3);
    CHECK(strstr(r.findings, "N128") == NULL);
    r = decode(a,
               LATIN("a\nC\xE9NG H\xDF"
                     "A X\xB7 H\xE9I\n"),
               ENCODING_TCVN3);
    CHECK(r.good && says(&r, "t.csv:2: note: N128"));
    r = decode(a,
               LATIN("bi\xD3u k\xD5 ho\xB9"
                     "ch n\xA8m\nTT,Ch\xD8 ti\xAAu\n"),
               ENCODING_TCVN3);
    CHECK(r.good && says(&r, "t.csv:1: note: N128"));
    r = decode(a, LATIN("UBND PH\xA6\xEANG\n"), ENCODING_TCVN3);
    CHECK(r.good && says(&r, "N128"));
    /* A first letter in capitals says nothing: "Uỷ ban". */
    r = decode(a,
               LATIN("U\xFB"
                     " ban, \xA7\xD2 \xB8n\n"),
               ENCODING_TCVN3);
    CHECK(r.good && strstr(r.findings, "N128") == NULL);
}

int main(void) {
    struct arena *a = arena_new();
    test_syllables();
    test_vectors(a);
    test_letters(a);
    test_real_table(TEST_SOURCE_DIR "/input/ngoc-ha/bieu-a4.1.csv");
    test_real_table(TEST_SOURCE_DIR "/input/chu-van-an/phu-luc-1.csv");
    test_real_table(TEST_SOURCE_DIR "/input/chu-van-an/phu-luc-2.csv");
    test_marks(a);
    test_unicode_stays(a);
    test_undecided(a);
    test_bad_bytes(a);
    test_capital_fonts(a);
    arena_free(a);
    return test_summary();
}
