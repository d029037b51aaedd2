/* Owns the tests of layout/nobreak.c: which neighbours hold together, and how strongly. */
#include "layout/nobreak.h"
#include "unit/harness.h"

/* "_" stands for a hard bond, "~" for a soft one. */
static const char *const BONDS[] = {
    "tăng 14_% và 5_‰ so với",
    "ngày_24~tháng_12~năm_2025, tại",
    "Quý_I~năm_2026 và quý_IV/2026",
    "Phụ~lục_I và phụ~lục_XII; PHỤ~LỤC_II",
    "khoản_2 Điều_5 và điểm_đ khoản_1",
    "Văn bản số_1361/UBND-KTHT&ĐT ngày_24/12/2025",
    "thu 3.904,88_tỷ~đồng, tăng",
    "khoảng 300_triệu~đồng/người/năm",
    "tỷ~đồng và 1.200_người, 35_hộ; 12_km2. Rộng (5_ha) nữa",
    "kinh tế_- xã hội_– an ninh",
    "giai đoạn 2021_-_2025 và từ 5%_-_7% nữa",
    "-_Như trên;",
    "a)_Cụ thể hóa a b",
    "1._Mục đích 2. yêu cầu",
    "I._MỤC ĐÍCH I. YÊU",
    "TM._ỦY BAN NHÂN DÂN",
    "đạt ≥_95_% và <_5",
    "Số:_/KH-UBND",
    "kết thúc_./.",
    "có (_ba_) khoản_; hai",
    "trên 500 lao động, 12 dự án",
    "năm Việt Nam, mục Văn hóa",
    "ngày_24, tháng_12. Năm_2025",
};

static void test_bonds(void) {
    for (size_t i = 0; i < sizeof BONDS / sizeof *BONDS; i++) {
        char text[200], got[200];
        snprintf(text, sizeof text, "%s", BONDS[i]);
        for (char *s = text; *s; s++)
            *s = *s == '_' || *s == '~' ? ' ' : *s;
        snprintf(got, sizeof got, "%s", text);
        struct nobreak_word before = NOBREAK_NOTHING, left = NOBREAK_NOTHING;
        for (const char *s = text; *s;) {
            const char *end = s + strcspn(s, " ");
            struct nobreak_word word = nobreak_word_of(s, end);
            if (s > text)
                got[s - text - 1] = " ~_"[nobreak_between(&before, &left, &word)];
            before = left;
            left = word;
            s = end + (*end == ' ');
        }
        CHECK_STR(got, BONDS[i]);
    }
}

static bool breaks_inside(const char *word, const char *before) {
    struct nobreak_word w = nobreak_word_of(word, word + strlen(word));
    return nobreak_inside(&w, word + strlen(before));
}

static void test_inside(void) {
    CHECK(breaks_inside("1361/UBND-KTHT&ĐT", "1361/"));
    CHECK(breaks_inside("1361/UBND-KTHT&ĐT", "1361/UBND-"));
    CHECK(breaks_inside("đồng/người/năm", "đồng/"));
    CHECK(breaks_inside("Đống–Đa–Hà", "Đống–"));
    CHECK(!breaks_inside("24/12/2025", "24/"));
    CHECK(!breaks_inside("2021-2025", "2021-"));
    CHECK(!breaks_inside("V/v", "V/"));
    CHECK(!breaks_inside("15/QĐ-BNV", "15/"));
    CHECK(!breaks_inside("UBND-KT", "UBND-"));
}

int main(void) {
    test_bonds();
    test_inside();
    return test_summary();
}
