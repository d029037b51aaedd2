/* Owns the tests of emit/pdf.c: builds pages without the stages before, and leaves files with the
 * text they must hold in the build folder, for tests/pdf/check_pdf.py. */
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/text.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "emit/pdf.h"
#include "layout/fontset.h"
#include "layout/page.h"
#include "source/picture.h"
#include "unit/harness.h"

/* The address sanitizer holds freed memory back to catch late uses. */
#ifdef __SANITIZE_ADDRESS__
#define KEEPS_FREED_MEMORY true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define KEEPS_FREED_MEMORY true
#endif
#endif
#ifndef KEEPS_FREED_MEMORY
#define KEEPS_FREED_MEMORY false
#endif

#define OUT_FOLDER TEST_BINARY_DIR "/pdf"
#define FONTS      TEST_BINARY_DIR "/fonts"
#define SIZE       13000
#define LINE       24000

/* Words, because extractors take spaced single letters for one spread word. */
static const char *const LETTERS[] = {
    "mà má mả mã mạ mă mằ mắ mẳ mẵ mặ mâ mầ mấ mẩ mẫ mậ mđ",
    "mè mé mẻ mẽ mẹ mê mề mế mể mễ mệ mì mí mỉ mĩ mị",
    "mò mó mỏ mõ mọ mô mồ mố mổ mỗ mộ mơ mờ mớ mở mỡ mợ",
    "mù mú mủ mũ mụ mư mừ mứ mử mữ mự mỳ mý mỷ mỹ mỵ",
    "mÀ mÁ mẢ mÃ mẠ mĂ mẰ mẮ mẲ mẴ mẶ mÂ mẦ mẤ mẨ mẪ mẬ mĐ",
    "mÈ mÉ mẺ mẼ mẸ mÊ mỀ mẾ mỂ mỄ mỆ mÌ mÍ mỈ mĨ mỊ",
    "mÒ mÓ mỎ mÕ mỌ mÔ mỒ mỐ mỔ mỖ mỘ mƠ mỜ mỚ mỞ mỠ mỢ",
    "mÙ mÚ mỦ mŨ mỤ mƯ mỪ mỨ mỬ mỮ mỰ mỲ mÝ mỶ mỸ mỴ",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "(a) b\\c <d> [e] {f} /g %h #i ~j `k' \"l\" 100%",
    "≥ 99,5 % ≤ ± × ÷ → – — “kế” ‘hoạch’ … • 5° m² m³ ½ ‰ ₫ √ ≠ «x»",
};

struct set_builder {
    struct page_set set;
    struct arena *arena;
};

static struct page *page_add(struct set_builder *b, uint32_t number) {
    b->set.pages = xrealloc(b->set.pages, b->set.count + 1, sizeof *b->set.pages);
    struct page *page = &b->set.pages[b->set.count++];
    *page = (struct page){.width = A4_LONG, .height = A4_SHORT, .number = number};
    return page;
}

static void line_add(struct page *page, const char *s, enum face face) {
    size_t i = page->text_count++;
    page->texts = xrealloc(page->texts, page->text_count, sizeof *page->texts);
    page->texts[i] = (struct text_mark){.text = s,
                                        .len = (uint32_t)strlen(s),
                                        .x = 56693,
                                        .y = 60000 + LINE * (int32_t)i,
                                        .size = SIZE,
                                        .face = (uint8_t)face};
}

static void rule_add(struct page *page, int32_t x1, int32_t y1, int32_t x2, int32_t y2) {
    page->rules = xrealloc(page->rules, page->rule_count + 1, sizeof *page->rules);
    page->rules[page->rule_count++] =
        (struct rule_mark){.x1 = x1, .y1 = y1, .x2 = x2, .y2 = y2, .width = 500};
}

static const struct doc DOC = {.title = "Kế hoạch phát triển kinh tế - xã hội (Phụ lục I) 𝟚",
                               .author = "Ủy ban nhân dân phường Ngọc Hà",
                               .subject = "Biểu 01",
                               .keywords = "kế hoạch; 12/KH-UBND; phường Ngọc Hà",
                               .year = 2025,
                               .month = 12,
                               .day = 24};

static struct diag *diag_make(void) {
    const struct diag_options options = {.language = LANGUAGE_EN};
    struct diag *diag = diag_new(&options);
    diag_begin_job(diag);
    return diag;
}

/* Writes NAME.pdf, and NAME.txt with the lines it must show, pages ended by a form feed. */
static void files_leave(const char *name, const struct text *pdf, const struct page_set *set) {
    struct arena *a = arena_new();
    struct text lines;
    text_init(&lines);
    for (size_t i = 0; i < set->count; i++) {
        for (size_t t = 0; t < set->pages[i].text_count; t++) {
            text_put(&lines, set->pages[i].texts[t].text, set->pages[i].texts[t].len);
            text_putc(&lines, '\n');
        }
        text_putc(&lines, '\f');
    }
    CHECK(fs_make_folder(OUT_FOLDER) == FS_OK);
    CHECK(fs_commit(arena_printf(a, OUT_FOLDER "/%s.pdf", name), pdf->data, pdf->len) == FS_OK);
    CHECK(fs_commit(arena_printf(a, OUT_FOLDER "/%s.txt", name), lines.data, lines.len) == FS_OK);
    text_release(&lines);
    arena_free(a);
}

static void set_write(const struct fontset *fonts, const char *name, struct page_set *set) {
    struct diag *diag = diag_make();
    struct text first;
    struct text second;
    text_init(&first);
    text_init(&second);
    CHECK(pdf_write(&DOC, set, fonts, diag, &first));
    CHECK(pdf_write(&DOC, set, fonts, diag, &second));
    CHECK(!diag_job_failed(diag));
    CHECK(first.len == second.len && memcmp(first.data, second.data, first.len) == 0);
    files_leave(name, &first, set);
    text_release(&first);
    text_release(&second);
    diag_free(diag);
    page_set_release(set);
}

static void test_letters(const struct fontset *fonts) {
    struct set_builder b = {0};
    for (int face = 0; face < FACE_COUNT; face++) {
        struct page *page = page_add(&b, (uint32_t)face + 1);
        for (size_t i = 0; i < sizeof LETTERS / sizeof *LETTERS; i++)
            line_add(page, LETTERS[i], (enum face)face);
    }
    set_write(fonts, "letters", &b.set);
}

/* Words whose letters come from several encodings, so that fonts change inside a line. */
static void test_many_characters(const struct fontset *fonts) {
    static const uint32_t RANGES[][2] = {{0xA1, 0xAC},     {0xAE, 0x17F},    {0x1EA0, 0x1EF9},
                                         {0x391, 0x3C9},   {0x2030, 0x203A}, {0x2190, 0x2195},
                                         {0x2202, 0x2260}, {0x25A0, 0x25CF}};
    struct set_builder b = {.arena = arena_new()};
    uint32_t chars[1000];
    size_t count = 0;
    for (size_t r = 0; r < sizeof RANGES / sizeof *RANGES; r++)
        for (uint32_t c = RANGES[r][0]; c <= RANGES[r][1]; c++)
            if (ttf_advance(fonts->faces[FACE_REGULAR], c) > 0)
                chars[count++] = c;
    CHECK(count > 300);
    struct page *page = NULL;
    for (size_t i = 0; i < count; i += 12) {
        struct text s;
        text_init(&s);
        for (size_t k = i; k < i + 12 && k < count; k++) {
            char bytes[4];
            text_putc(&s, 'x');
            text_put(&s, bytes, utf8_encode(chars[k], bytes));
            text_put(&s, bytes, utf8_encode(chars[count - 1 - k], bytes));
        }
        if (i % 240 == 0)
            page = page_add(&b, (uint32_t)b.set.count + 1);
        line_add(page, arena_strdup(b.arena, s.data), (enum face)(i / 12 % 2));
        text_release(&s);
    }
    set_write(fonts, "many", &b.set);
    arena_free(b.arena);
}

/* Two pages as a small appendix has them: two faces, a grid, a watermark, new numbering. */
static void table_build(struct set_builder *b) {
    for (uint32_t n = 0; n < 2; n++) {
        struct page *page = page_add(b, n == 0 ? 7 : 1);
        for (int i = 0; i < 18; i++) {
            rule_add(page, 50000, 44000 + LINE * i, 790000, 44000 + LINE * i);
            if (i < 17)
                line_add(page, LETTERS[i % 12], i % 5 ? FACE_REGULAR : FACE_BOLD);
        }
        rule_add(page, 50000, 44000, 50000, 44000 + LINE * 17);
        rule_add(page, 790000, 44000, 790000, 44000 + LINE * 17);
    }
}

static void test_table(const struct fontset *fonts) {
    struct set_builder b = {0};
    table_build(&b);
    set_write(fonts, "table", &b.set);
    struct set_builder marked = {0};
    table_build(&marked);
    line_add(&marked.set.pages[0], "BẢN NHÁP", FACE_BOLD);
    struct text_mark *mark = &marked.set.pages[0].texts[marked.set.pages[0].text_count - 1];
    mark->angle = 35;
    mark->ink = INK_WATERMARK;
    mark->size = 90000;
    mark->x = 250000;
    mark->y = 450000;
    set_write(fonts, "watermark", &marked.set);
}

/* ---- a letter with two appendices: marks of every kind ---- */

static struct text_mark *last_text(struct page *page) {
    return &page->texts[page->text_count - 1];
}

/* One line natural, wider, tighter, and one after them; a no-break space stays as it is. */
static void spaced_lines_add(struct page *page) {
    static const char line[] = "Kế hoạch năm 2026\u00A0của phường Ngọc Hà";
    static const int32_t spaces[] = {0, 3250, -1500, 0};
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) {
        line_add(page, line, FACE_REGULAR);
        last_text(page)->word_space = spaces[i];
    }
}

static void frame_add(struct page *page) {
    rule_add(page, 400000, 300000, 500000, 300000);
    rule_add(page, 600000, 300000, 700000, 300000);
    page->rules[page->rule_count - 1].ink = INK_RED;
    rule_add(page, 600000, 330000, 700000, 330000);
    page->rules[page->rule_count - 1].ink = INK_RED;
    rule_add(page, 400000, 330000, 500000, 330000);
    line_add(page, "HỎA TỐC", FACE_BOLD);
    last_text(page)->ink = INK_RED;
    line_add(page, "Nơi nhận:", FACE_BOLD_ITALIC);
}

static void picture_add(struct page *page, const struct picture *picture, int32_t x, int32_t y) {
    page->pictures = xrealloc(page->pictures, page->picture_count + 1, sizeof *page->pictures);
    page->pictures[page->picture_count++] =
        (struct picture_mark){.picture = picture, .x = x, .y = y, .width = 90000, .height = 70000};
}

static void link_add(struct page *page, size_t part) {
    page->links = xrealloc(page->links, page->link_count + 1, sizeof *page->links);
    page->links[page->link_count++] = (struct link_mark){.x1 = 100000,
                                                         .y1 = 200000 + 20000 * (int32_t)part,
                                                         .x2 = 150000,
                                                         .y2 = 214000 + 20000 * (int32_t)part,
                                                         .part = part};
}

static void outline_add(struct page_set *set, const char *title, uint32_t depth, size_t page,
                        int32_t y) {
    GROW(set->outline, set->outline_count, set->outline_capacity);
    set->outline[set->outline_count++] =
        (struct outline_mark){.title = title, .depth = depth, .page = page, .y = y};
}

/* The letter counts 1, 2; one appendix by itself, from 1; the other goes on behind it. */
static void letter_build(struct set_builder *b, const struct picture *const pictures[3]) {
    static const uint32_t numbers[] = {1, 2, 1, 2, 3};
    static const size_t parts[] = {0, 0, 1, 1, 2};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct page *page = page_add(b, numbers[i]);
        page->part = parts[i];
        line_add(page, LETTERS[i], FACE_REGULAR);
    }
    struct page *pages = b->set.pages;
    spaced_lines_add(&pages[0]);
    frame_add(&pages[1]);
    for (size_t i = 0; i < 3; i++)
        picture_add(&pages[1], pictures[i], 300000 + 100000 * (int32_t)i, 400000);
    picture_add(&pages[4], pictures[0], 300000, 400000);
    for (size_t part = 0; part < 4; part++) /* the last one does not exist */
        link_add(&pages[part == 0 ? 4 : 0], part);
    outline_add(&b->set, "KẾ HOẠCH (năm 2026) 𝟚", 1, 0, 5000);
    outline_add(&b->set, "I. MỤC TIÊU\nCHUNG", 2, 0, 112000);
    outline_add(&b->set, "1. Kinh tế", 3, 1, 212000);
    outline_add(&b->set, "II. TỔ CHỨC THỰC HIỆN", 2, 1, 312000);
    outline_add(&b->set, "Phụ lục I", 1, 2, 0);
    outline_add(&b->set, "Phụ lục II", 1, 4, 0);
}

#define SEEDS TEST_SOURCE_DIR "/tests/fuzz/seeds/picture/"

static void test_letter(const struct fontset *fonts) {
    struct arena *a = arena_new();
    struct diag *diag = diag_make();
    const struct place from = {.file = "ward.ini", .line = 1};
    const struct picture *pictures[3] = {picture_load(a, SEEDS "rgba", &from, diag),
                                         picture_load(a, SEEDS "gray-2", &from, diag),
                                         picture_load(a, SEEDS "rgba-interlaced", &from, diag)};
    struct set_builder b = {0};
    if (CHECK(pictures[0] && pictures[1] && pictures[2])) {
        letter_build(&b, pictures);
        set_write(fonts, "letter", &b.set);
    }
    diag_free(diag);
    arena_free(a);
}

static void test_missing_character(const struct fontset *fonts) {
    static const char *const BAD[] = {"chữ 漢", "😀", "a\nb", "\x7F"};
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        struct set_builder b = {0};
        struct diag *diag = diag_make();
        struct text out;
        text_init(&out);
        text_puts(&out, "trước");
        line_add(page_add(&b, 1), BAD[i], FACE_REGULAR);
        CHECK(!pdf_write(&DOC, &b.set, fonts, diag, &out));
        CHECK(diag_job_failed(diag));
        CHECK_STR(out.data, "trước");
        text_release(&out);
        diag_free(diag);
        page_set_release(&b.set);
    }
}

static void test_library_error(const struct fontset *fonts) {
    struct set_builder b = {0};
    struct diag *diag = diag_make();
    struct text out;
    struct text report;
    text_init(&out);
    text_init(&report);
    line_add(page_add(&b, 1), "a", FACE_REGULAR);
    b.set.pages[0].width = 1; /* the library wants 3 pt at least */
    CHECK(!pdf_write(&DOC, &b.set, fonts, diag, &out));
    CHECK_INT(out.len, 0);
    diag_end_job(diag, &report);
    CHECK(report.data && strstr(report.data, "E605"));
    CHECK(report.data && strstr(report.data, "0x1054"));
    text_release(&report);
    diag_free(diag);
    page_set_release(&b.set);
}

static size_t memory_in_use(void) {
    FILE *f = fopen("/proc/self/statm", "r");
    unsigned long all = 0;
    unsigned long resident = 0;
    if (f && fscanf(f, "%lu %lu", &all, &resident) != 2)
        resident = 0;
    if (f)
        fclose(f);
    return resident * (size_t)sysconf(_SC_PAGESIZE);
}

static void test_many_documents(const struct fontset *fonts) {
    struct set_builder b = {0};
    struct diag *diag = diag_make();
    size_t early = 0;
    size_t bytes = 0;
    table_build(&b);
    struct timespec from;
    struct timespec to;
    clock_gettime(CLOCK_MONOTONIC, &from);
    for (int i = 0; i < 500; i++) {
        struct text out;
        text_init(&out);
        CHECK(pdf_write(&DOC, &b.set, fonts, diag, &out));
        bytes = out.len;
        text_release(&out);
        if (i == 50)
            early = memory_in_use();
    }
    clock_gettime(CLOCK_MONOTONIC, &to);
    printf("two pages, two faces: %.2f ms, %zu bytes\n",
           ((double)(to.tv_sec - from.tv_sec) * 1e3 + (double)(to.tv_nsec - from.tv_nsec) / 1e6) /
               500,
           bytes);
    CHECK(KEEPS_FREED_MEMORY || memory_in_use() < early + ((size_t)1 << 20));
    diag_free(diag);
    page_set_release(&b.set);
}

static void test_no_pages(const struct fontset *fonts) {
    struct page_set set = {.count = 0};
    const struct doc bare = {0};
    struct diag *diag = diag_make();
    struct text out;
    text_init(&out);
    CHECK(pdf_write(&bare, &set, fonts, diag, &out));
    CHECK(out.len > 0);
    text_release(&out);
    diag_free(diag);
}

int main(void) {
    struct diag *diag = diag_make();
    struct fontset *fonts = fontset_load(NULL, FONTS, NULL, NULL, diag);
    if (CHECK(fonts)) {
        test_letters(fonts);
        test_many_characters(fonts);
        test_table(fonts);
        test_letter(fonts);
        test_missing_character(fonts);
        test_library_error(fonts);
        test_many_documents(fonts);
        test_no_pages(fonts);
    }
    fontset_free(fonts);
    diag_free(diag);
    return test_summary();
}
