/* Owns the tests of ordinals: their reading and their order. */
#include <stdint.h>

#include "model/ordinal.h"
#include "unit/harness.h"

static void test_parse(void) {
    CHECK_INT(ordinal_parse("1", ORDINAL_NUMBER), 100);
    CHECK_INT(ordinal_parse("14.", ORDINAL_NUMBER), 1400);
    CHECK_INT(ordinal_parse("01", ORDINAL_NUMBER), 100);
    CHECK_INT(ordinal_parse("3)", ORDINAL_NUMBER), 300);
    CHECK_INT(ordinal_parse("7a", ORDINAL_NUMBER), 701);
    CHECK_INT(ordinal_parse("7ab", ORDINAL_NUMBER), 0);
    CHECK_INT(ordinal_parse("7A", ORDINAL_NUMBER), 0);
    CHECK_INT(ordinal_parse("1.2", ORDINAL_DOTTED), 200);
    CHECK_INT(ordinal_parse("1.2.13.", ORDINAL_DOTTED), 1300);
    CHECK_INT(ordinal_parse("1.", ORDINAL_DOTTED), 0);
    CHECK_INT(ordinal_parse(".2", ORDINAL_DOTTED), 0);
    CHECK_INT(ordinal_parse("a.2", ORDINAL_DOTTED), 0);
    CHECK_INT(ordinal_parse("0", ORDINAL_NUMBER), 0);
    CHECK_INT(ordinal_parse("1.2", ORDINAL_NUMBER), 0);
    CHECK_INT(ordinal_parse("", ORDINAL_NUMBER), 0);
    CHECK_INT(ordinal_parse(".", ORDINAL_NUMBER), 0);
    CHECK_INT(ordinal_parse("99999999999999999999", ORDINAL_NUMBER), 0);
    CHECK_INT(ordinal_parse("4294967297", ORDINAL_NUMBER), 0); /* 2^32 + 1 is not 1 */

    CHECK_INT(ordinal_parse("I", ORDINAL_ROMAN), 1);
    CHECK_INT(ordinal_parse("IV.", ORDINAL_ROMAN), 4);
    CHECK_INT(ordinal_parse("XXXIX", ORDINAL_ROMAN), 39);
    CHECK_INT(ordinal_parse("XCIX", ORDINAL_ROMAN), 99);
    CHECK_INT(ordinal_parse("IIII", ORDINAL_ROMAN), 0);
    CHECK_INT(ordinal_parse("IVI", ORDINAL_ROMAN), 0);
    CHECK_INT(ordinal_parse("VX", ORDINAL_ROMAN), 0);
    CHECK_INT(ordinal_parse("i", ORDINAL_ROMAN), 0);
    CHECK_INT(ordinal_parse("CCCCCCCCCC", ORDINAL_ROMAN), 0);

    CHECK_INT(ordinal_parse("A", ORDINAL_UPPER), 10);
    CHECK_INT(ordinal_parse("Đ", ORDINAL_UPPER), 45);
    CHECK_INT(ordinal_parse("E", ORDINAL_UPPER), 50);
    CHECK_INT(ordinal_parse("AB", ORDINAL_UPPER), 0);
    CHECK_INT(ordinal_parse("a", ORDINAL_UPPER), 0);
    CHECK_INT(ordinal_parse("a)", ORDINAL_LOWER), 10);
    CHECK_INT(ordinal_parse("đ", ORDINAL_LOWER), 45);
    CHECK_INT(ordinal_parse("b/", ORDINAL_LOWER), 0);
    CHECK_INT(ordinal_parse("1", ORDINAL_NONE), 0);
}

static bool follows(enum ordinal_style style, const char *previous, const char *next) {
    return ordinal_follows(style, ordinal_parse(previous, style), ordinal_parse(next, style));
}

static void test_order(void) {
    CHECK(follows(ORDINAL_NUMBER, "", "1"));
    CHECK(follows(ORDINAL_NUMBER, "9", "10"));
    CHECK(!follows(ORDINAL_NUMBER, "1", "3"));
    CHECK(follows(ORDINAL_NUMBER, "7", "7a"));
    CHECK(follows(ORDINAL_NUMBER, "7a", "7b"));
    CHECK(follows(ORDINAL_NUMBER, "7b", "8"));
    CHECK(follows(ORDINAL_NUMBER, "6", "7a"));
    CHECK(!follows(ORDINAL_NUMBER, "7a", "7c"));
    CHECK(!follows(ORDINAL_NUMBER, "7", "7b"));
    CHECK(follows(ORDINAL_DOTTED, "", "1.1"));
    CHECK(follows(ORDINAL_DOTTED, "1.1", "1.2"));
    CHECK(ordinal_is_under("1.2", "1."));
    CHECK(!ordinal_is_under("11.2", "1"));
    CHECK(!follows(ORDINAL_NUMBER, "2", "2"));
    CHECK(!follows(ORDINAL_NUMBER, "", "2"));
    CHECK(follows(ORDINAL_ROMAN, "III", "IV"));
    CHECK(!follows(ORDINAL_ROMAN, "I", "III"));
    CHECK(follows(ORDINAL_UPPER, "", "A"));
    CHECK(!follows(ORDINAL_UPPER, "", "B"));
    CHECK(follows(ORDINAL_LOWER, "d", "đ")); /* the decree's alphabet */
    CHECK(follows(ORDINAL_LOWER, "đ", "e"));
    CHECK(follows(ORDINAL_LOWER, "d", "e")); /* the keyboard's */
    CHECK(!follows(ORDINAL_LOWER, "c", "đ"));
    CHECK(!follows(ORDINAL_LOWER, "d", "g"));
    CHECK(follows(ORDINAL_LOWER, "e", "g"));
    CHECK(follows(ORDINAL_LOWER, "e", "f"));
    CHECK(follows(ORDINAL_LOWER, "i", "k"));
    CHECK(follows(ORDINAL_LOWER, "v", "x"));
    CHECK(!follows(ORDINAL_LOWER, "a", "c"));
}

static const char *expected(enum ordinal_style style, const char *previous) {
    static char out[32];
    ordinal_expected(style, ordinal_parse(previous, style), out, sizeof out);
    return out;
}

static void test_expected(void) {
    CHECK_STR(expected(ORDINAL_NUMBER, ""), "1");
    CHECK_STR(expected(ORDINAL_NUMBER, "14."), "15");
    CHECK_STR(expected(ORDINAL_ROMAN, "I"), "II");
    CHECK_STR(expected(ORDINAL_ROMAN, "LXXXVIII"), "LXXXIX");
    CHECK_STR(expected(ORDINAL_UPPER, ""), "A");
    CHECK_STR(expected(ORDINAL_UPPER, "A"), "B");
    CHECK_STR(expected(ORDINAL_LOWER, "e"), "g");
    CHECK_STR(expected(ORDINAL_LOWER, "đ"), "e");
    for (uint32_t n = 1; n < 399; n++) {
        char roman[32];
        ordinal_expected(ORDINAL_ROMAN, n - 1, roman, sizeof roman);
        CHECK_INT(ordinal_parse(roman, ORDINAL_ROMAN), n);
    }
}

int main(void) {
    test_parse();
    test_order();
    test_expected();
    return test_summary();
}
