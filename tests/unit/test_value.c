/* Owns the tests of the grammar of target cells. */
#include <stdbool.h>

#include "base/text.h"
#include "model/value.h"
#include "unit/harness.h"

/* What `text` means in a column that also holds `others` (separated by '|'). */
static const char *meaning_beside(const char *text, const char *others) {
    static struct text out;
    struct number_style style = {0};
    number_style_learn(&style, others);
    number_style_learn(&style, text);
    struct value v = value_parse(text, &style);
    text_clear(&out);
    value_dump(&v, &out);
    return out.data;
}

static const char *meaning(const char *text) {
    return meaning_beside(text, "");
}

static const char *restyled_beside(const char *text, const char *others) {
    static struct text out;
    struct number_style style = {0};
    number_style_learn(&style, others);
    number_style_learn(&style, text);
    struct value v = value_parse(text, &style);
    text_clear(&out);
    text_puts(&out, "");
    value_restyle(text, &v, &style, &out);
    return out.data;
}

static const char *restyled(const char *text) {
    return restyled_beside(text, "");
}

static void test_nothing(void) {
    CHECK_STR(meaning(""), "blank");
    CHECK_STR(meaning("-"), "dash");
    CHECK_STR(meaning("–"), "dash");
    CHECK_STR(meaning("—"), "dash");
    CHECK_STR(meaning("0"), "number 0"); /* zero is a value */
    CHECK_STR(meaning("chưa đánh giá"), "unassessed");
}

static void test_numbers(void) {
    CHECK_STR(meaning("12"), "number 12");
    CHECK_STR(meaning("0,8"), "number 8e-1");
    CHECK_STR(meaning("3904.88"), "number 390488e-2");
    CHECK_STR(meaning("3.904,88"), "number 390488e-2");
    CHECK_STR(meaning("3,904.88"), "number 390488e-2");
    CHECK_STR(meaning("1.234.567"), "number 1234567");
    CHECK_STR(meaning("1,234,567"), "number 1234567");
    CHECK_STR(meaning("1.234.567,5"), "number 12345675e-1");
    CHECK_STR(meaning("12,10"), "number 1210e-2"); /* the zero was written, it stays */
    CHECK_STR(meaning("0.125"), "number 125e-3");
    CHECK_STR(meaning("1234.567"), "number 1234567e-3"); /* four digits are no thousands */
    CHECK_STR(meaning("02"), "number 2");
    CHECK_STR(meaning("95%"), "number 95 %");
    CHECK_STR(meaning("95 %"), "number 95 %");
    CHECK_STR(meaning("147,70%"), "number 14770e-2 %");
    CHECK_STR(meaning("-3"), "number -3");
    CHECK_STR(meaning("-0,5"), "number -5e-1");
}

static void test_ambiguous(void) {
    CHECK_STR(meaning("300.000"), "number 300000 ambiguous");
    CHECK_STR(meaning("3.450"), "number 3450 ambiguous");
    CHECK_STR(meaning("3,450"), "number 3450e-3 ambiguous");
    CHECK_STR(meaning("0.450"), "number 450e-3");
    CHECK_STR(meaning_beside("300.000", "14,5"), "number 300000");
    CHECK_STR(meaning_beside("300.000", "1.234.567"), "number 300000");
    CHECK_STR(meaning_beside("300.000", "10.8"), "number 300000e-3");
    CHECK_STR(meaning_beside("3,450", "10.8"), "number 3450");
    CHECK_STR(meaning_beside("3,450", "0,02"), "number 3450e-3");
    CHECK_STR(meaning_beside("300.000", "10.8 | 0,1"), "number 300000 ambiguous");
    CHECK_STR(meaning_beside("3904.88", "0,1"), "number 390488e-2"); /* tells itself */
}

static void test_signs(void) {
    CHECK_STR(meaning("> 75"), "number > 75");
    CHECK_STR(meaning(">500"), "number > 500");
    CHECK_STR(meaning("< 0,2"), "number < 2e-1");
    CHECK_STR(meaning("≥ 50%"), "number >= 50 %");
    CHECK_STR(meaning(">= 5"), "number >= 5");
    CHECK_STR(meaning("=> 5"), "number >= 5");
    CHECK_STR(meaning("≤1"), "number <= 1");
    CHECK_STR(meaning("=< 1"), "number <= 1");
    CHECK_STR(meaning(">"), "text");
    CHECK_STR(meaning("> 5 - 6"), "text"); /* a sign and a range contradict each other */
}

static void test_words(void) {
    CHECK_STR(meaning("trên 95%"), "number > 95 %");
    CHECK_STR(meaning("TRÊN 95%"), "number > 95 %");
    CHECK_STR(meaning("dưới 3"), "number < 3");
    CHECK_STR(meaning("không dưới 3"), "number >= 3");
    CHECK_STR(meaning("tối thiểu 95,5%"), "number >= 955e-1 %");
    CHECK_STR(meaning("ít nhất 01 tuyến"), "number >= 1");
    CHECK_STR(meaning("từ 10% trở lên"), "number >= 10 %");
    CHECK_STR(meaning("đạt 98% trở lên"), "number >= 98 %");
    CHECK_STR(meaning("không quá 45 vụ"), "number <= 45");
    CHECK_STR(meaning("giảm còn 0,8%"), "number <= 8e-1 %");
    CHECK_STR(meaning("giảm 28,3%"), "number 283e-1 decline %");
    CHECK_STR(meaning("tăng 10-12%"), "range 10 .. 12 growth %");
    CHECK_STR(meaning("575 (tăng 15%)"), "number 575");
    CHECK_STR(meaning("0,4% (theo chuẩn 2022-2025)"), "number 4e-1 %");
    CHECK_STR(meaning("9.800 USD/người"), "number 9800 ambiguous");
}

static void test_ranges(void) {
    CHECK_STR(meaning("12,5-13"), "range 125e-1 .. 13");
    CHECK_STR(meaning("14% - 14,5"), "range 14 .. 145e-1 %");
    CHECK_STR(meaning("4–5%"), "range 4 .. 5 %");
    CHECK_STR(meaning("1,2 – 1,25"), "range 12e-1 .. 125e-2");
    CHECK_STR(meaning("07 - 09"), "range 7 .. 9");
    CHECK_STR(meaning("từ 8 đến 10"), "range 8 .. 10");
    CHECK_STR(meaning("2-3"), "range 2 .. 3");
    CHECK_STR(meaning("12 -"), "text");
    CHECK_STR(meaning("1-2-3"), "text");
}

static void test_fractions(void) {
    CHECK_STR(meaning("11/12"), "fraction 11 .. 12");
    CHECK_STR(meaning("11 / 12"), "fraction 11 .. 12");
    CHECK_STR(meaning("12/12 chỉ tiêu"), "fraction 12 .. 12");
    CHECK_STR(meaning("31/12/2026"), "text"); /* a date */
    CHECK_STR(meaning("11/"), "text");
    CHECK_STR(meaning("> 5 -"), "text");
    CHECK_STR(meaning("12,5 ?"), "text");
    CHECK_STR(meaning("1,234.567,8"), "text");
    CHECK_STR(meaning("9.800,5 USD/người"), "number 98005e-1");
}

static void test_text(void) {
    CHECK_STR(meaning("Đạt"), "state");
    CHECK_STR(meaning("hoàn thành"), "state");
    CHECK_STR(meaning("Duy trì phường không có hộ nghèo theo chuẩn nghèo 2022-2025"), "text");
    CHECK_STR(meaning("Nhà trẻ 25%; Mẫu giáo 94%"), "text"); /* several targets in one cell */
    CHECK_STR(meaning("1.23.456"), "text");
    CHECK_STR(meaning("1234.567.890"), "text");
    CHECK_STR(meaning("96,5.2"), "text");
    CHECK_STR(meaning("1.234,567.8"), "text");
    CHECK_STR(meaning("99999999999999999999"), "text"); /* does not fit: not a wrong number */
    CHECK_STR(meaning("9223372036854775807"), "text");
    CHECK_STR(meaning("922337203685477579"), "number 922337203685477579");
    CHECK_STR(meaning("0,1234567891"), "text"); /* more digits than are kept */
    CHECK_STR(meaning("0,123456789"), "number 123456789e-9");
    CHECK_STR(meaning("--"), "text");
    CHECK_STR(meaning("%"), "text");
}

static void test_restyle(void) {
    CHECK_STR(restyled("3904.88"), "3.904,88");
    CHECK_STR(restyled("3904,88"), "3.904,88");
    CHECK_STR(restyled("3,904.88"), "3.904,88");
    CHECK_STR(restyled("3.904,88"), "3.904,88");
    CHECK_STR(restyled("1234567"), "1.234.567");
    CHECK_STR(restyled("1,234,567"), "1.234.567");
    CHECK_STR(restyled("100"), "100");
    CHECK_STR(restyled("49.0"), "49,0"); /* digits behind the sign stay */
    CHECK_STR(restyled("-1234.5"), "-1.234,5");
    CHECK_STR(restyled("> 75"), "> 75");
    CHECK_STR(restyled(">1234.5"), ">1.234,5");
    CHECK_STR(restyled("12.5-13"), "12,5-13");
    CHECK_STR(restyled("14% - 14.5"), "14% - 14,5");
    CHECK_STR(restyled("11/12"), "11/12");
    CHECK_STR(restyled("95.5%"), "95,5%");
    CHECK_STR(restyled("575.5 (tăng 15.5%)"), "575,5 (tăng 15.5%)"); /* a remark is quoted */
    CHECK_STR(restyled("-"), "-");
    CHECK_STR(restyled(""), "");
    CHECK_STR(restyled("Đạt 10.8"), "Đạt 10,8");
    CHECK_STR(restyled("Theo quyết định 10.8 và 3.4"), "Theo quyết định 10.8 và 3.4");
    CHECK_STR(restyled("300.000"), "300.000"); /* ambiguous: left as written */
    CHECK_STR(restyled("3,450"), "3,450");
    CHECK_STR(restyled_beside("3,450", "10.8"), "3.450");
    CHECK_STR(restyled_beside("3.450", "10.8"), "3,450");
    CHECK_STR(restyled("1.23.456"), "1.23.456");
}

int main(void) {
    test_nothing();
    test_numbers();
    test_ambiguous();
    test_signs();
    test_words();
    test_ranges();
    test_fractions();
    test_text();
    test_restyle();
    return test_summary();
}
