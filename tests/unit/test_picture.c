/* Owns the tests of source/picture.c: every kind of PNG gives the same pixels, and no byte of a
 * file can be changed or lost unnoticed. The files are the fuzzer's seeds. */
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/text.h"
#include "source/picture.h"
#include "unit/harness.h"

#define SEEDS  TEST_SOURCE_DIR "/tests/fuzz/seeds/picture/"
#define WIDTH  9
#define HEIGHT 7

struct pixel {
    unsigned r, g, b, a;
};

/* What the seeds in colour show, and those in grey. */
static struct pixel coloured(unsigned x, unsigned y) {
    static const unsigned alphas[] = {0, 128, 255};
    return (struct pixel){85 * (x % 4), 85 * (y % 4), (x + y) % 2 ? 255 : 0,
                          alphas[(x + 2 * y) % 3]};
}

static struct pixel grey(unsigned x, unsigned y) {
    unsigned v = 85 * ((x + y) % 4);
    return (struct pixel){v, v, v, coloured(x, y).a};
}

/* Loads `path` and adds what was reported to `findings`. */
static struct picture *load(struct arena *a, const char *path, struct text *findings) {
    const struct place from = {.file = "ward.ini", .line = 12};
    struct diag *diag = diag_new(&(struct diag_options){.language = LANGUAGE_EN});
    diag_begin_job(diag);
    struct picture *picture = picture_load(a, path, &from, diag);
    CHECK(diag_job_failed(diag) == (picture == NULL));
    diag_end_job(diag, findings);
    diag_free(diag);
    return picture;
}

enum transparency { OPAQUE, FULL, BLACK_IS_CLEAR };

static void try_kind(const char *name, struct pixel (*wanted)(unsigned, unsigned),
                     enum transparency transparency, int32_t natural_width) {
    struct arena *a = arena_new();
    struct text findings;
    text_init(&findings);
    struct picture *p = load(a, arena_printf(a, SEEDS "%s", name), &findings);
    if (test_check(p != NULL, name, __FILE__, __LINE__)) {
        CHECK_INT(p->width, WIDTH);
        CHECK_INT(p->height, HEIGHT);
        CHECK_INT(p->natural_width, natural_width);
        CHECK((p->alpha == NULL) == (transparency == OPAQUE));
        bool same = true;
        for (unsigned i = 0; i < WIDTH * HEIGHT; i++) {
            struct pixel w = wanted(i % WIDTH, i / WIDTH);
            const unsigned char *rgb = p->rgb + (size_t)i * 3;
            same = same && rgb[0] == w.r && rgb[1] == w.g && rgb[2] == w.b;
            if (transparency == BLACK_IS_CLEAR) {
                w.a = w.r + w.g + w.b > 0 ? 255 : 0;
            }
            same = same && (p->alpha == NULL || p->alpha[i] == w.a);
        }
        test_check(same, name, __FILE__, __LINE__);
    }
    CHECK_INT(findings.len, 0);
    text_release(&findings);
    arena_free(a);
}

static void test_kinds(void) {
    const int32_t at_300 = WIDTH * 240, at_600 = WIDTH * 120;
    try_kind("rgba", coloured, FULL, at_600);
    try_kind("rgba-interlaced", coloured, FULL, at_300);
    try_kind("rgba-16", coloured, FULL, at_300);
    try_kind("palette", coloured, FULL, at_300);
    try_kind("rgb", coloured, OPAQUE, at_300);
    try_kind("rgb-one-clear", coloured, BLACK_IS_CLEAR, at_300);
    try_kind("gray-2", grey, OPAQUE, at_300);
    try_kind("gray-2-interlaced", grey, OPAQUE, at_300);
    try_kind("gray-alpha", grey, FULL, at_300);
}

/* The bytes must be refused, with one of these codes at the key's place. */
static void try_bad(const void *bytes, size_t len, const char *codes, const char *what) {
    struct arena *a = arena_new();
    struct text findings;
    text_init(&findings);
    char *path = fs_temporary(a, bytes, len);
    bool good = load(a, path, &findings) == NULL && findings.data != NULL &&
                strncmp(findings.data, "ward.ini:12: error: E5", 22) == 0 &&
                strstr(codes, arena_strndup(a, findings.data + 20, 4)) != NULL;
    if (!test_check(good, what, __FILE__, __LINE__)) {
        printf("    %s", findings.data != NULL ? findings.data : "");
    }
    fs_remove(path);
    text_release(&findings);
    arena_free(a);
}

static void test_damage(const char *name) {
    struct arena *a = arena_new();
    char *bytes = NULL;
    size_t len = 0;
    CHECK_INT(fs_read(a, arena_printf(a, SEEDS "%s", name), SIZE_MAX / 2, &bytes, &len), FS_OK);
    for (size_t i = 0; i < len; i++) {
        try_bad(bytes, i, i < 8 ? "E515" : "E518", arena_printf(a, "%s cut at %zu", name, i));
        bytes[i] ^= 0x10;
        try_bad(bytes, len, i < 8 ? "E515" : "E517 E518 E519",
                arena_printf(a, "%s changed at %zu", name, i));
        bytes[i] ^= 0x10;
    }
    bytes[18] = 0x10; /* 4,105 pixels wide */
    try_bad(bytes, len, "E517", "too wide");
    arena_free(a);
}

static void test_others(void) {
    static const char jpeg[] = "\xFF\xD8\xFF\xE0\0\x10JFIF";
    struct arena *a = arena_new();
    struct text findings;
    try_bad(jpeg, sizeof jpeg, "E515", "a JPEG");
    size_t large = ((size_t)8 << 20) + 1;
    try_bad(arena_alloc(a, large), large, "E516", "more than 8 MB");
    text_init(&findings);
    CHECK(load(a, SEEDS "none.png", &findings) == NULL);
    CHECK(strstr(findings.data, "E513") != NULL);
    CHECK(load(a, SEEDS, &findings) == NULL);
    CHECK(strstr(findings.data, "E514") != NULL);
    text_release(&findings);
    arena_free(a);
}

int main(void) {
    test_kinds();
    test_damage("rgba");
    test_damage("gray-2-interlaced");
    test_damage("palette");
    test_others();
    return test_summary();
}
