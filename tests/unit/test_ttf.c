/* Owns the tests of layout/ttf.c and layout/fontset.c: measures against libharu, damaged files. */
#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_fontdef.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/text.h"
#include "layout/fontset.h"
#include "layout/page.h"
#include "layout/ttf.h"
#include "unit/harness.h"

#define FONTS   TEST_BINARY_DIR "/fonts"
#define REGULAR FONTS "/LiberationSerif-Regular.ttf"
#define SCRATCH TEST_BINARY_DIR "/ttf-scratch"

static void test_measures_equal_the_library(const char *path) {
    struct ttf *font = NULL;
    HPDF_Doc pdf = HPDF_New(NULL, NULL);
    HPDF_FontDef def = HPDF_GetTTFontDefFromFile(pdf, path, HPDF_TRUE);
    size_t found = 0;
    if (CHECK(ttf_load(path, &font) == TTF_OK) && CHECK(def)) {
        bool same = true;
        for (uint32_t c = 0x20; c < 0xFFFF; c++) {
            HPDF_UINT16 glyph = HPDF_TTFontDef_GetGlyphid(def, (HPDF_UINT16)c);
            int32_t expected = glyph ? HPDF_TTFontDef_GetCharWidth(def, (HPDF_UINT16)c) : -1;
            same = same && ttf_advance(font, c) == expected;
            found += expected >= 0;
        }
        CHECK(same);
        CHECK(found > 500);
        CHECK_INT(ttf_ascent(font), def->ascent);
        CHECK_INT(ttf_descent(font), -def->descent);
    }
    HPDF_FontDef_Free(def);
    HPDF_Free(pdf);
    ttf_free(font);
}

static void test_widths(void) {
    struct ttf *font = NULL;
    if (!CHECK(ttf_load(REGULAR, &font) == TTF_OK))
        return;
    CHECK_STR(ttf_path(font), REGULAR);
    CHECK_INT(ttf_advance(font, ' '), 250);
    CHECK_INT(ttf_advance(font, 0x10FFFF), -1);
    CHECK_INT(ttf_width(font, "Hà Nội", 8, 13000), 34281); /* 2637 / 1000 em */
    CHECK_INT(ttf_width(font, "Hà Nội", 1, 1000), ttf_advance(font, 'H'));
    CHECK_INT(ttf_width(font, "", 0, 13000), 0);
    CHECK_INT(ttf_width(font, "漢", 3, 13000), 0);
    CHECK_INT(ttf_missing(font, "Kế hoạch ≥ 5 %"), 0);
    CHECK_INT(ttf_missing(font, "a漢b"), 0x6F22);
    ttf_free(font);
    ttf_free(NULL);
}

/* Writes `len` bytes as a font file and loads it. */
static enum ttf_status status_of(struct arena *a, const char *bytes, size_t len) {
    struct ttf *font = NULL;
    char *path = fs_temporary(a, bytes, len);
    enum ttf_status status = path ? ttf_load(path, &font) : TTF_MISSING;
    if (path)
        fs_remove(path);
    if (font) { /* what was accepted must be safe to use */
        uint8_t flags[65536] = {0};
        for (uint32_t c = 0; c < 0x10000; c++)
            ttf_mark_glyphs(font, c, flags, sizeof flags);
        ttf_width(font, "Hà Nội", 8, 13000);
    }
    ttf_free(font);
    return status;
}

/* Gives what was accepted to the library, whose own reader trusts the file. */
static void library_load(struct arena *a, const char *bytes, size_t len) {
    char *path = fs_temporary(a, bytes, len);
    HPDF_Doc pdf = HPDF_New(NULL, NULL);
    const char *name = path ? HPDF_LoadTTFontFromFile(pdf, path, HPDF_TRUE) : NULL;
    HPDF_Font font = name ? HPDF_GetFont(pdf, name, "CP1258") : NULL;
    if (font) {
        HPDF_Page page = HPDF_AddPage(pdf);
        HPDF_Page_BeginText(page);
        HPDF_Page_SetFontAndSize(page, font, 12);
        for (int c = 0x20; c < 0x100; c++)
            HPDF_Font_TextWidth(font, (const HPDF_BYTE[]){(HPDF_BYTE)c}, 1);
        HPDF_SaveToStream(pdf);
    }
    HPDF_Free(pdf);
    if (path)
        fs_remove(path);
}

static void test_truncated(const char *bytes, size_t len) {
    struct arena *a = arena_new();
    bool refused = true;
    for (size_t cut = 0; cut < len; cut += cut < 400 ? 1 : 997)
        refused = refused && status_of(a, bytes, cut) == TTF_BROKEN;
    CHECK(refused);
    arena_free(a);
}

/* A fixed pseudo-random sequence: a failure is found again. */
static uint32_t next_random(uint32_t *state) {
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static void test_damaged(const char *bytes, size_t len) {
    uint32_t state = 1;
    size_t accepted = 0;
    for (int round = 0; round < 600; round++) {
        struct arena *a = arena_new();
        char *copy = arena_alloc(a, len);
        memcpy(copy, bytes, len);
        /* Mostly the small tables: they hold the counts and offsets. */
        size_t reach = round % 2 ? len : 6000;
        for (uint32_t n = 1 + next_random(&state) % 8; n > 0; n--)
            copy[next_random(&state) % reach] = (char)next_random(&state);
        if (status_of(a, copy, len) == TTF_OK) {
            accepted++;
            library_load(a, copy, len);
        }
        arena_free(a);
    }
    CHECK(accepted > 0 && accepted < 600);
}

/* Where a table's bytes start. */
static size_t table_at(const char *bytes, const char *tag) {
    const unsigned char *p = (const unsigned char *)bytes;
    for (size_t i = 12; i < 12 + 16 * (size_t)p[5]; i += 16)
        if (memcmp(p + i, tag, 4) == 0)
            return (size_t)p[i + 8] << 24 | (size_t)p[i + 9] << 16 | (size_t)p[i + 10] << 8 |
                   p[i + 11];
    return 0;
}

/* Makes the first part of a composite letter a composite too, then the letter itself. */
static void test_composites(const char *bytes, size_t len) {
    struct arena *a = arena_new();
    HPDF_Doc pdf = HPDF_New(NULL, NULL);
    HPDF_FontDef def = HPDF_GetTTFontDefFromFile(pdf, REGULAR, HPDF_TRUE);
    const HPDF_TTFontDefAttr_Rec *attr = def->attr;
    HPDF_UINT16 letter = HPDF_TTFontDef_GetGlyphid(def, 0x1EA5);
    HPDF_UINT16 inner = HPDF_TTFontDef_GetGlyphid(def, 0x1EF9);
    size_t unit = attr->header.index_to_loc_format == 0 ? 2 : 1;
    size_t at = attr->glyph_tbl.base_offset + attr->glyph_tbl.offsets[letter] * unit;
    size_t inner_at = attr->glyph_tbl.base_offset + attr->glyph_tbl.offsets[inner] * unit;
    char *copy = arena_alloc(a, len);
    memcpy(copy, bytes, len);
    CHECK(copy[at] == -1 && copy[inner_at] == -1);
    size_t inner_part =
        (size_t)(unsigned char)copy[inner_at + 12] << 8 | (unsigned char)copy[inner_at + 13];
    copy[at + 12] = (char)(inner >> 8);
    copy[at + 13] = (char)inner;

    struct ttf *font = NULL;
    uint8_t flags[4096] = {0};
    char *path = fs_temporary(a, copy, len);
    if (CHECK(path && ttf_load(path, &font) == TTF_OK)) {
        ttf_mark_glyphs(font, 0x1EA5, flags, sizeof flags);
        CHECK(flags[letter] && flags[inner] && flags[inner_part]);
        CHECK(!flags[HPDF_TTFontDef_GetGlyphid(def, 'H')]);
    }
    ttf_free(font);
    fs_remove(path);
    copy[at + 12] = (char)(letter >> 8);
    copy[at + 13] = (char)letter;
    CHECK(status_of(a, copy, len) == TTF_NESTED);
    HPDF_FontDef_Free(def);
    HPDF_Free(pdf);
    arena_free(a);
}

static void test_refusals(const char *bytes, size_t len) {
    static const struct {
        const char *tag;
        size_t at;
        unsigned char value;
        enum ttf_status status;
    } CASES[] = {
        {"OS/2", 9, 0x02, TTF_LOCKED},  /* fsType: restricted licence */
        {"hhea", 34, 0xFF, TTF_BROKEN}, /* more metrics than glyphs */
        {"head", 18, 0x00, TTF_BROKEN}, /* 0 units per em, with the next byte */
        {"head", 51, 0x07, TTF_BROKEN}, /* unknown kind of loca */
        {"maxp", 4, 0xFF, TTF_BROKEN},  /* more glyphs than loca has */
        {"cmap", 3, 0x00, TTF_BROKEN},  /* no subtables */
    };
    struct arena *a = arena_new();
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        char *copy = arena_alloc(a, len);
        memcpy(copy, bytes, len);
        size_t at = table_at(bytes, CASES[i].tag);
        if (CHECK(at > 0))
            copy[at + CASES[i].at] = (char)CASES[i].value;
        if (CASES[i].at == 18)
            copy[at + 19] = 0;
        if (!CHECK_INT(status_of(a, copy, len), CASES[i].status))
            printf("    case %zu\n", i);
    }
    struct ttf *font = NULL;
    CHECK(ttf_load(FONTS "/none.ttf", &font) == TTF_MISSING && !font);
    CHECK(ttf_load(FONTS, &font) == TTF_BROKEN && !font);
    CHECK(status_of(a, "OTTO", 4) == TTF_BROKEN);
    arena_free(a);
}

static void test_fontset(const char *bytes, size_t len) {
    const struct diag_options options = {.language = LANGUAGE_EN};
    struct diag *diag = diag_new(&options);
    struct text report;
    text_init(&report);
    diag_begin_job(diag);
    CHECK(fs_make_folder(SCRATCH) == FS_OK);
    CHECK(fs_commit(SCRATCH "/TIMES.TTF", bytes, len) == FS_OK);
    struct fontset *set = fontset_load(SCRATCH, FONTS, NULL, NULL, diag);
    if (CHECK(set)) {
        CHECK_STR(ttf_path(set->faces[FACE_REGULAR]), SCRATCH "/TIMES.TTF");
        CHECK_STR(ttf_path(set->faces[FACE_BOLD]), FONTS "/LiberationSerif-Bold.ttf");
    }
    fontset_free(set);
    CHECK(fs_commit(SCRATCH "/TIMES.TTF", bytes, len / 2) == FS_OK);
    CHECK(!fontset_load(SCRATCH, FONTS, NULL, NULL, diag));
    CHECK(!fontset_load(NULL, SCRATCH, NULL, NULL, diag));
    diag_end_job(diag, &report);
    CHECK(report.data && strstr(report.data, "E404"));
    CHECK(report.data && strstr(report.data, "E403"));
    fs_remove(SCRATCH "/TIMES.TTF");
    text_release(&report);
    fontset_free(NULL);
    diag_free(diag);
}

static void test_page_dump(void) {
    static const char *const EXPECTED =
        "page 1 of 1 (841.890 x 595.276)\n"
        "T 56.693 -0.500 bold 13.000 \"Hà \\\"Nội\\\"\"\n"
        "T 0.001 20.000 bold-italic 90.000 watermark angle=35 \"NHÁP\"\n"
        "R 10.000 20.000 30.000 20.000 0.500\n";
    struct text_mark texts[] = {
        {.text = "Hà \"Nội\"!", .len = 11, .x = 56693, .y = -500, .size = 13000, .face = FACE_BOLD},
        {.text = "NHÁP",
         .len = 5,
         .x = 1,
         .y = 20000,
         .size = 90000,
         .face = FACE_BOLD_ITALIC,
         .ink = INK_WATERMARK,
         .angle = 35}};
    struct rule_mark rule = {.x1 = 10000, .y1 = 20000, .x2 = 30000, .y2 = 20000, .width = 500};
    struct page page = {.width = 841890,
                        .height = 595276,
                        .number = 1,
                        .texts = texts,
                        .text_count = 2,
                        .rules = &rule,
                        .rule_count = 1};
    const struct page_set set = {.pages = &page, .count = 1};
    struct text out;
    text_init(&out);
    page_dump(&set, &out);
    CHECK_STR(out.data, EXPECTED);
    text_release(&out);
}

int main(void) {
    struct arena *a = arena_new();
    char *bytes = NULL;
    size_t len = 0;
    test_measures_equal_the_library(REGULAR);
    test_measures_equal_the_library(FONTS "/LiberationSerif-BoldItalic.ttf");
    test_widths();
    test_page_dump();
    if (CHECK(fs_read(a, REGULAR, (size_t)1 << 24, &bytes, &len) == FS_OK)) {
        test_truncated(bytes, len);
        test_damaged(bytes, len);
        test_refusals(bytes, len);
        test_composites(bytes, len);
        test_fontset(bytes, len);
    }
    arena_free(a);
    return test_summary();
}
