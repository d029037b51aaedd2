/* Owns the tests of layout/title_breaks.c: where headings break, and that they stay whole, inside
 * their width and on few lines. */
#include "layout/title_breaks.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "base/typography.h"
#include "layout/fontset.h"
#include "unit/harness.h"

#define SIZE 14000

static struct fontset *fonts;

static void broken(const char *text, int32_t width, struct line_list *lines) {
    const struct text_measure m = {.text = text, .font = fonts->faces[FACE_BOLD]};
    title_breaks(&m, SIZE, width, lines);
}

/* The lines of a heading are parted by "|" in what is expected. */
static void check_breaks(int width_mm, const char *expected) {
    struct line_list lines = {0};
    struct text text, got;
    text_init(&text);
    text_init(&got);
    text_puts(&text, expected);
    for (size_t i = 0; i < text.len; i++)
        if (text.data[i] == '|')
            text.data[i] = ' ';
    broken(text.data, MM_TO_MPT(width_mm), &lines);
    for (size_t i = 0; i < lines.count; i++) {
        if (i > 0)
            text_putc(&got, '|');
        text_put(&got, lines.lines[i].text, lines.lines[i].len);
    }
    CHECK_STR(got.data, expected);
    text_release(&text);
    text_release(&got);
    line_list_release(&lines);
}

static void test_pauses(void) {
    check_breaks(133, "Thực hiện nhiệm vụ phát triển kinh tế - xã hội,|"
                      "bảo đảm quốc phòng, an ninh năm 2026");
    check_breaks(165, "THỰC HIỆN NHIỆM VỤ PHÁT TRIỂN KINH TẾ - XÃ HỘI,|"
                      "BẢO ĐẢM QUỐC PHÒNG, AN NINH NĂM 2026");
    check_breaks(100, "Kế hoạch sửa chữa trường học;|chỉnh trang các ngõ năm 2026");
    check_breaks(110, "Chương trình công tác năm 2026 -|Triển khai chuyển đổi số của phường");
}

static void test_phrases(void) {
    check_breaks(120, "Sơ kết sáu tháng thực hiện nhiệm vụ|và phương hướng nửa cuối năm 2026");
    check_breaks(110, "Báo cáo tình hình phát triển kinh tế - xã hội|của phường Ngọc Hà năm 2026");
    check_breaks(120, "(Kèm theo Công văn số 1361/UBND-KTHT&ĐT|"
                      "ngày 24 tháng 12 năm 2025 của Ủy ban nhân dân)");
    check_breaks(80, "V/v rà soát, cập nhật danh sách|các tổ dân phố trên địa bàn phường");
    check_breaks(85, "Phân công nhiệm vụ của ông Nguyễn|Văn A và các cán bộ phường Ngọc Hà");
}

/* What is one word stays so, where it can. */
static void test_pairs(void) {
    check_breaks(90, "Đẩy mạnh khoa học, công nghệ|trên địa bàn phường Ngọc Hà");
    check_breaks(48, "Nhiệm vụ phát triển|kinh tế - xã hội|năm 2026");
    check_breaks(28, "quốc phòng|an ninh");
}

static void test_edges(void) {
    check_breaks(100, "Một dòng");
    check_breaks(50, "Kế hoạch năm 2026");
    struct line_list lines = {0};
    broken("", MM_TO_MPT(100), &lines);
    CHECK_INT(lines.count, 0);
    broken("một\n\nhai ba", MM_TO_MPT(100), &lines);
    CHECK(lines.count == 3 && lines.lines[1].len == 0 && lines.lines[2].len == 6);
    broken("một\n", MM_TO_MPT(100), &lines);
    CHECK_INT(lines.count, 1);
    broken("Một từ dàiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii nhất", MM_TO_MPT(20), &lines);
    CHECK(lines.count > 3);
    line_list_release(&lines);
}

static uint32_t next_random(uint32_t *state) {
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* Any text: no line more than first fit makes, none too wide, nothing lost; no word left alone that
 * first fit did not leave alone. */
static void test_random(void) {
    static const char *const WORDS[] = {"phát",   "triển", "kinh", "tế",  "-",    "xã",   "hội,",
                                        "năm",    "2026",  "của",  "và",  "tổ",   "dân",  "phố",
                                        "phường", "Ngọc",  "Hà",   "các", "chỉ",  "tiêu", "12",
                                        "người;", "Phụ",   "lục",  "IV",  "quý",  "III",  "về",
                                        "TM.",    "ỦY",    "BAN",  "%",   "ngày", "24",   "tháng"};
    struct text text;
    struct line_list lines = {0}, first_fit = {0};
    uint32_t state = 11;
    size_t wrong = 0, more = 0;
    text_init(&text);
    for (int round = 0; round < 2000; round++) {
        text_clear(&text);
        for (uint32_t left = 2 + next_random(&state) % 30; left > 0; left--) {
            text_puts(&text, WORDS[next_random(&state) % (sizeof WORDS / sizeof *WORDS)]);
            text_puts(&text, left > 1 ? " " : "");
        }
        int32_t width = MM_TO_MPT(60) + (int32_t)(next_random(&state) % MM_TO_MPT(110));
        const struct text_measure m = {.text = text.data, .font = fonts->faces[FACE_BOLD]};
        linebreak_measured(&m, SIZE, width, &first_fit);
        broken(text.data, width, &lines);
        more += lines.count > first_fit.count;
        const char *at = text.data;
        for (size_t i = 0; i < lines.count; i++) {
            const struct line *line = &lines.lines[i];
            wrong += line->width > width || line->text != at + (i > 0);
            at = line->text + line->len;
        }
        wrong += *at != '\0';
        const struct line *last = &lines.lines[lines.count - 1];
        wrong += lines.count == 2 && !memchr(last->text, ' ', last->len) && last->len < 20;
    }
    CHECK_INT(wrong, 0);
    CHECK_INT(more, 0);
    line_list_release(&lines);
    line_list_release(&first_fit);
    text_release(&text);
}

int main(void) {
    const struct diag_options options = {.language = LANGUAGE_EN};
    struct diag *diag = diag_new(&options);
    struct text report;
    text_init(&report);
    diag_begin_job(diag);
    fonts = fontset_load(NULL, TEST_BINARY_DIR "/fonts", NULL, NULL, diag);
    if (CHECK(fonts)) {
        test_pauses();
        test_phrases();
        test_pairs();
        test_edges();
        test_random();
    }
    diag_end_job(diag, &report);
    text_release(&report);
    fontset_free(fonts);
    diag_free(diag);
    return test_summary();
}
