/* Owns the counting and reporting of a unit test: checks go on after a failure, main ends with
 * `return test_summary();`. */
#ifndef BAOCAO_TESTS_UNIT_HARNESS_H
#define BAOCAO_TESTS_UNIT_HARNESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

static size_t test_checks;
static size_t test_failures;

/* The expected value comes second: CHECK_STR(what_we_got, "what it should be"). */
#define CHECK(condition)         test_check(!!(condition), #condition, __FILE__, __LINE__)
#define CHECK_STR(got, expected) test_check_str((got), (expected), #got, __FILE__, __LINE__)
#define CHECK_INT(got, expected)                                                                   \
    test_check_int((long long)(got), (long long)(expected), #got, __FILE__, __LINE__)

static inline bool test_check(bool good, const char *what, const char *file, int line) {
    test_checks++;
    if (!good) {
        test_failures++;
        printf("%s:%d: failed: %s\n", file, line, what);
    }
    return good;
}

static inline bool test_check_str(const char *got, const char *expected, const char *what,
                                  const char *file, int line) {
    bool same = got == expected || (got && expected && strcmp(got, expected) == 0);
    if (!test_check(same, what, file, line)) {
        printf("    got      \"%s\"\n    expected \"%s\"\n", got ? got : "(NULL)",
               expected ? expected : "(NULL)");
    }
    return same;
}

static inline bool test_check_int(long long got, long long expected, const char *what,
                                  const char *file, int line) {
    bool same = got == expected;
    if (!test_check(same, what, file, line)) {
        printf("    got      %lld\n    expected %lld\n", got, expected);
    }
    return same;
}

static inline int test_summary(void) {
    printf("%zu checks, %zu failed\n", test_checks, test_failures);
    return test_failures || !test_checks ? 1 : 0;
}

#endif
