/* Owns the tests of what reports are computed with: periods, working days, quotients, verdicts,
 * matching, scores. The figures themselves are tried in tests/figures. */
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/decimal.h"
#include "base/diag.h"
#include "base/text.h"
#include "model/calendar.h"
#include "model/judge.h"
#include "model/match.h"
#include "model/period.h"
#include "model/progress_header.h"
#include "model/report_form.h"
#include "model/score.h"
#include "unit/harness.h"

static void check_period(struct arena *a, const char *text, const char *code, const char *title) {
    struct period p;
    if (CHECK(period_parse(text, 2026, &p))) {
        CHECK_STR(period_code(a, &p), code);
        CHECK_STR(period_title(a, &p), title);
    } else {
        printf("    %s\n", text);
    }
}

static void test_periods(struct arena *a) {
    struct period p;
    check_period(a, "2026-09", "2026-09", "tháng 9 năm 2026");
    check_period(a, "2026-02", "2026-02", "tháng 02 năm 2026");
    check_period(a, "2026-Q3", "2026-Q3", "quý III năm 2026");
    check_period(a, "2026-H1", "2026-H1", "6 tháng đầu năm 2026");
    check_period(a, "2026-H2", "2026-H2", "6 tháng cuối năm 2026");
    check_period(a, "2026-9M", "2026-9M", "9 tháng đầu năm 2026");
    check_period(a, "2026", "2026", "năm 2026");
    check_period(a, "Quý III/2025", "2025-Q3", "quý III năm 2025");
    check_period(a, "quý iv năm 2026", "2026-Q4", "quý IV năm 2026");
    check_period(a, "Q2/2026", "2026-Q2", "quý II năm 2026");
    check_period(a, "Quý 1", "2026-Q1", "quý I năm 2026");
    check_period(a, "Tháng 12", "2026-12", "tháng 12 năm 2026");
    check_period(a, "9/2026", "2026-09", "tháng 9 năm 2026");
    check_period(a, "6 tháng đầu năm 2026", "2026-H1", "6 tháng đầu năm 2026");
    check_period(a, "9 tháng", "2026-9M", "9 tháng đầu năm 2026");
    check_period(a, "cả năm", "2026", "năm 2026");
    check_period(a, "2026-07-01..2026-08-15", "2026-07-01..2026-08-15",
                 "từ ngày 01/7/2026 đến ngày 15/8/2026");
    static const char *const bad[] = {"",        "2026-13", "2026-Q5",  "2026-H3",     "quý V",
                                      "quý",     "13/2026", "26",       "2026-Q3 x",   "tháng 0",
                                      "năm nay", "0/2026",  "12345678", "2026-07-01.."};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (!CHECK(!period_parse(bad[i], 2026, &p))) {
            printf("    %s\n", bad[i]);
        }
    }
    CHECK(!period_parse("quý III", 0, &p)); /* of which year? */
}

static bool is_window(struct arena *a, const char *period, enum period_window window,
                      const char *from, const char *to) {
    struct period p;
    period_parse(period, 0, &p);
    period_set_window(&p, window);
    return strcmp(date_figures(a, &p.from), from) == 0 && strcmp(date_figures(a, &p.to), to) == 0;
}

static void test_windows(struct arena *a) {
    CHECK(is_window(a, "2026-09", WINDOW_SHIFTED, "15/8/2026", "14/9/2026"));
    CHECK(is_window(a, "2026-01", WINDOW_SHIFTED, "15/12/2025", "14/01/2026"));
    CHECK(is_window(a, "2026-Q1", WINDOW_SHIFTED, "15/12/2025", "14/3/2026"));
    CHECK(is_window(a, "2026-Q3", WINDOW_SHIFTED, "15/6/2026", "14/9/2026"));
    CHECK(is_window(a, "2026-H1", WINDOW_SHIFTED, "15/12/2025", "14/6/2026"));
    CHECK(is_window(a, "2026-9M", WINDOW_SHIFTED, "15/12/2025", "14/9/2026"));
    CHECK(is_window(a, "2026", WINDOW_SHIFTED, "15/12/2025", "14/12/2026"));
    CHECK(is_window(a, "2024-02", WINDOW_CALENDAR, "01/02/2024", "29/02/2024"));
    CHECK(is_window(a, "2026-Q3", WINDOW_CALENDAR, "01/7/2026", "30/9/2026"));
    struct period p, previous;
    period_parse("2026-Q1", 0, &p);
    previous = period_previous(&p);
    CHECK_STR(period_code(a, &previous), "2025-Q4");
    period_parse("2026-03", 0, &p);
    previous = period_previous(&p);
    CHECK_STR(period_code(a, &previous), "2026-02");
}

static void test_days(struct arena *a, struct diag *diag) {
    struct date d;
    bool same = true;
    for (long n = 0; n < 40000; n++) {
        d = date_of_days(n);
        same = same && date_to_days(d) == n &&
               date_parse(arena_printf(a, "%d-%02d-%02d", d.year, d.month, d.day), &d);
    }
    CHECK(same);
    CHECK_INT(date_to_days((struct date){2026, 9, 14}), 20710);
    CHECK(date_parse_cell("14/9/2026", &d) && d.day == 14 && d.month == 9 && d.year == 2026);
    CHECK(date_parse_cell("14-09-2026", &d) && date_parse_cell("2026-09-14", &d));
    CHECK(!date_parse_cell("31/6/2026", &d) && !date_parse_cell("14/9", &d));
    CHECK(!date_parse_cell("14/9-2026", &d) && !date_parse_cell("14/9/26", &d));
    struct calendar *c = calendar_load(a, TEST_SOURCE_DIR "/templates/holidays.ini", diag);
    if (!CHECK(c != NULL)) {
        return;
    }
    CHECK(calendar_knows(c, 2026) && !calendar_knows(c, 2019));
    CHECK(!calendar_is_working(c, (struct date){2026, 9, 2}));  /* Quốc khánh */
    CHECK(!calendar_is_working(c, (struct date){2026, 2, 17})); /* Tết */
    CHECK(!calendar_is_working(c, (struct date){2026, 9, 12})); /* a Saturday */
    CHECK(calendar_is_working(c, (struct date){2026, 1, 10}));  /* one that is worked */
    CHECK(calendar_is_working(c, (struct date){2026, 9, 14}));
    d = calendar_add(c, (struct date){2026, 2, 13}, 2); /* over Tết and two weekends */
    CHECK_STR(date_figures(a, &d), "24/02/2026");
    d = calendar_add(c, (struct date){2026, 8, 28}, 1);
    CHECK_STR(date_figures(a, &d), "03/9/2026");
}

static bool is_quotient(int64_t a, int64_t b, uint8_t scale, int64_t units) {
    struct decimal top = {a, 0}, bottom = {b, 0}, out;
    return decimal_quotient(&top, 1, &bottom, 1, scale, &out) && out.units == units;
}

static void test_quotients(void) {
    CHECK(is_quotient(1, 8, 2, 13) && is_quotient(-1, 8, 2, -13) && is_quotient(1, -8, 2, -13));
    CHECK(is_quotient(1, 3, 4, 3333) && is_quotient(2, 3, 4, 6667) && is_quotient(-2, -3, 0, 1));
    CHECK(is_quotient(0, 5, 3, 0) && is_quotient(5, 10, 0, 1) && is_quotient(-5, 10, 0, -1));
    CHECK(is_quotient(INT64_MAX, 1, 0, INT64_MAX) && !is_quotient(1, 0, 0, 0));
    CHECK(!is_quotient(INT64_MAX, 1, 1, 0)); /* does not fit */
    struct decimal a[3] = {{251584, 2}, {100, 0}, {1, 0}}, b = {390488, 2}, out;
    CHECK(decimal_quotient(a, 2, &b, 1, 1, &out) && out.units == 644);
    char text[DECIMAL_TEXT_SIZE + DECIMAL_MAX_SCALE];
    decimal_format_official((struct decimal){-123456789, 2}, 2, text);
    CHECK_STR(text, "-1.234.567,89");
    decimal_format_official((struct decimal){999995, 3}, 2, text);
    CHECK_STR(text, "1.000,00");
    decimal_format_official((struct decimal){5, 0}, 2, text);
    CHECK_STR(text, "5,00");
    decimal_format_official((struct decimal){-4, 1}, 0, text);
    CHECK_STR(text, "0");
}

static enum standing stand(const char *result, const char *plan, enum target_direction direction,
                           bool strict, unsigned exceed) {
    struct number_style style = {.comma_is_decimal = true};
    struct value r = value_parse(result, &style), p = value_parse(plan, &style);
    return judge_standing(&r, &p, direction, strict, exceed);
}

static void test_verdicts(void) {
    CHECK_INT(stand("96,47", "96,45", DIRECTION_HIGHER, false, 100), STANDS_BEYOND);
    CHECK_INT(stand("96,450", "96,45", DIRECTION_HIGHER, false, 100), STANDS_AT);
    CHECK_INT(stand("96,449", "96,45", DIRECTION_HIGHER, false, 100), STANDS_BELOW);
    CHECK_INT(stand("105", "100", DIRECTION_HIGHER, false, 105), STANDS_AT);
    CHECK_INT(stand("105,01", "100", DIRECTION_HIGHER, false, 105), STANDS_BEYOND);
    CHECK_INT(stand("75", "> 75", DIRECTION_HIGHER, false, 100), STANDS_BELOW);
    CHECK_INT(stand("99", "> 75", DIRECTION_HIGHER, false, 100), STANDS_AT);
    CHECK_INT(stand("0,2", "< 0,2", DIRECTION_LOWER, false, 100), STANDS_BELOW);
    CHECK_INT(stand("0,1", "< 0,2", DIRECTION_LOWER, false, 100), STANDS_AT);
    CHECK_INT(stand("6", "7", DIRECTION_LOWER, false, 100), STANDS_BEYOND);
    CHECK_INT(stand("8", "7", DIRECTION_LOWER, false, 100), STANDS_BELOW);
    CHECK_INT(stand("11/12", "11/12", DIRECTION_HIGHER, false, 100), STANDS_AT);
    CHECK_INT(stand("11/13", "11/12", DIRECTION_HIGHER, false, 100), STANDS_BELOW);
    CHECK_INT(stand("11", "11/12", DIRECTION_HIGHER, false, 100), STANDS_AT);
    CHECK_INT(stand("11/12", "90", DIRECTION_HIGHER, false, 100), STANDS_APART);
    CHECK_INT(stand("13", "12,5-13", DIRECTION_INSIDE, false, 100), STANDS_AT);
    CHECK_INT(stand("14", "12,5-13", DIRECTION_INSIDE, false, 100), STANDS_BEYOND);
    CHECK_INT(stand("14", "12,5-13", DIRECTION_INSIDE, true, 100), STANDS_BELOW);
    CHECK_INT(stand("12", "12,5-13", DIRECTION_INSIDE, true, 100), STANDS_BELOW);
    CHECK_INT(stand("Đạt", "90", DIRECTION_HIGHER, false, 100), STANDS_APART);
    CHECK_INT(stand("tăng 2", "giảm 5", DIRECTION_HIGHER, false, 100), STANDS_BELOW);
    CHECK_INT(stand("giảm 6", "giảm 5", DIRECTION_HIGHER, false, 100), STANDS_BEYOND);
    CHECK_INT(judge_state("Đạt"), 1);
    CHECK_INT(judge_state("ĐÃ HOÀN THÀNH"), 1);
    CHECK_INT(judge_state("chưa hoàn thành"), 0);
    CHECK_INT(judge_state("Không đạt"), 0);
    CHECK_INT(judge_state("Cơ bản"), -1);
}

static void test_codes(struct arena *a) {
    const char *path = NULL;
    CHECK(progress_read_code(a, "A.I.1", false, &path));
    CHECK_STR(path, "A/I/1");
    CHECK(progress_read_code(a, "A/II/5/-2.", false, &path));
    CHECK_STR(path, "A/II/5/-2");
    CHECK(progress_read_code(a, "3", true, &path) && !progress_read_code(a, "3", false, &path));
    CHECK(!progress_read_code(a, "Tỷ lệ", true, &path) && !progress_read_code(a, "", true, &path));
}

static struct unit_figures unit_of(size_t met, size_t behind, size_t no_data, size_t late) {
    struct unit_figures u = {.name = "", .score_text = ""};
    u.targets.of[JUDGED_MET] = met;
    u.targets.of[JUDGED_BEHIND] = behind;
    u.targets.of[JUDGED_NO_DATA] = no_data;
    u.targets.all = met + behind + no_data;
    u.reports[REPORT_LATE] = late;
    return u;
}

static void test_scores(struct arena *a, struct diag *diag) {
    const struct report_form *form =
        report_form_load(a, TEST_SOURCE_DIR "/templates/report/tien-do.ini", diag);
    if (!CHECK(form != NULL)) {
        return;
    }
    struct unit_figures units[5] = {unit_of(1, 0, 2, 0), unit_of(3, 0, 0, 1), unit_of(0, 0, 0, 0),
                                    unit_of(2, 0, 4, 0), unit_of(3, 0, 0, 0)};
    size_t ranking[5];
    for (size_t i = 0; i < 5; i++) {
        CHECK(score_unit(form, &units[i]) == (i != 2));
    }
    CHECK_INT(units[0].score.units, 333); /* a third; only targets apply */
    CHECK_INT(units[1].score.units, 875); /* 60 of 60 and 10 of 20, of 80 */
    CHECK_INT(score_rank(units, 5, ranking), 4);
    CHECK(ranking[0] == 4 && ranking[1] == 1 && ranking[2] == 0 && ranking[3] == 3);
    CHECK(units[0].rank == 3 && units[3].rank == 3 && units[0].tied && units[3].tied);
    CHECK(units[4].rank == 1 && units[1].rank == 2 && !units[1].tied && units[2].rank == 0);
}

int main(void) {
    struct arena *a = arena_new();
    struct diag_options options = {.max_per_code = 20};
    struct diag *diag = diag_new(&options);
    diag_begin_job(diag);
    test_periods(a);
    test_windows(a);
    test_days(a, diag);
    test_quotients();
    test_verdicts();
    test_codes(a);
    test_scores(a, diag);
    CHECK_INT(diag_job_errors(diag), 0);
    diag_free(diag);
    arena_free(a);
    return test_summary();
}
