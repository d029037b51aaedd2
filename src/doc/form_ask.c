/* What a result of a target or task may look like, and the words that say so. */
#include "doc/form_ask.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "model/figures.h"
#include "model/plan.h"

/* A saved file shows what a cell shows, and of a sign before exactly three digits nobody knows
 * whether it parts thousands or decimals. So three digits are typed only where the plan has them,
 * and then four are shown. */
#define FEWEST_DIGITS    2
#define AMBIGUOUS_DIGITS 3

#define MOST_AMOUNT  INT64_C(999999999999) /* what both spreadsheets show to the last digit */
#define MOST_PERCENT 1000                  /* of a plan, or of growth */
#define MOST_UNIT    60

static const char *const target_states[] = {"Đạt", "Chưa đạt", NULL};
static const char *const task_states[] = {"Hoàn thành", "Đang thực hiện", "Chưa thực hiện", NULL};

static const struct value *planned(const struct target_figures *t) {
    const struct report_figure *year = &t->figures[FIGURE_PLAN_YEAR];
    const struct report_figure *period = &t->figures[FIGURE_PLAN_PERIOD];
    return year->known ? &year->value : period->known ? &period->value : NULL;
}

static bool is_share(const struct target_figures *t, const struct value *plan) {
    return strcmp(t->measure, "%") == 0 || strcmp(t->measure, "‰") == 0 || (plan && plan->percent);
}

/* ---- amounts ---- */

static bool has_words(const char *folded, const char *words) {
    return strstr(folded, words) != NULL;
}

/* Wide enough for every true result, narrow enough for a slip of the decimal sign in a share. */
static void set_limits(struct arena *a, const struct target_figures *t, const struct value *plan,
                       struct form_ask *ask) {
    const char *name = utf8_fold(a, t->name);
    bool change = t->traits.kind == TARGET_GROWTH || (plan && plan->growth) ||
                  has_words(name, "giảm") || has_words(name, "tăng");
    bool part = (has_words(name, "tỷ lệ") || has_words(name, "tỉ lệ")) &&
                !has_words(name, "dự toán") && !has_words(name, "kế hoạch") &&
                !has_words(name, "so với");
    bool share = is_share(t, plan);
    ask->high = share && part ? 100 : share ? MOST_PERCENT : MOST_AMOUNT;
    ask->low = change && t->traits.kind != TARGET_FLOW ? -ask->high : 0;
    if (plan && value_is_numeric(plan) && plan->kind != VALUE_FRACTION) {
        struct decimal high = {ask->high, 0};
        bool beyond = decimal_compare(plan->high, high) > 0;
        ask->high = beyond ? MOST_AMOUNT : ask->high;
        ask->low = plan->low.units < 0 ? -ask->high : ask->low;
    }
}

static const char *grouped(struct arena *a, int64_t n) {
    char *text = arena_alloc(a, DECIMAL_TEXT_SIZE);
    decimal_format_official((struct decimal){n, 0}, 0, text);
    return text;
}

/* A message holds 255 characters; a longer unit stands in its own column only. */
static const char *unit_words(struct arena *a, const struct target_figures *t) {
    bool fits = *t->measure && strlen(t->measure) <= MOST_UNIT;
    return fits ? arena_printf(a, " Đơn vị tính: %s.", t->measure) : "";
}

static void ask_amount(struct arena *a, const struct target_figures *t, const struct value *plan,
                       const char *what, struct form_ask *ask) {
    set_limits(a, t, plan, ask);
    ask->digits = t->digits > FEWEST_DIGITS ? t->digits : FEWEST_DIGITS;
    ask->shown = t->digits == AMBIGUOUS_DIGITS ? AMBIGUOUS_DIGITS + 1 : t->digits;
    const char *limits =
        arena_printf(a, "từ %s đến %s, nhiều nhất %u chữ số thập phân", grouped(a, ask->low),
                     grouped(a, ask->high), (unsigned)ask->digits);
    ask->hint = arena_printf(a, "%s.%s Chỉ ghi số, %s. Chưa có số liệu thì để trống.", what,
                             unit_words(a, t), limits);
    ask->refusal = arena_printf(a,
                                "Ô này nhận một số %s, không kèm đơn vị tính. Lời giải thích ghi ở "
                                "cột ghi chú.",
                                limits);
}

/* ---- targets ---- */

static const char *manner_of(const struct target_figures *t) {
    switch (t->traits.kind) {
    case TARGET_FLOW:
        return "Số phát sinh trong kỳ";
    case TARGET_GROWTH:
        return "Mức tăng, giảm tính đến cuối kỳ";
    case TARGET_LEVEL:
        return "Mức đạt tại cuối kỳ";
    default:
        return "Số thực hiện của kỳ";
    }
}

bool form_asks(const struct report *report, const struct target_figures *t) {
    return planned(t) != NULL || report->plan->rows[t->row_index].children == 0;
}

static bool is_state(const struct target_figures *t, const struct value *plan) {
    if (plan == NULL) {
        return *t->measure == '\0';
    }
    return t->traits.kind == TARGET_STATE || !value_is_numeric(plan);
}

const struct form_ask *form_ask_result(struct arena *a, const struct target_figures *t) {
    const struct value *plan = planned(t);
    struct form_ask *ask = arena_alloc(a, sizeof *ask);
    *ask = (struct form_ask){.entry = FORM_AMOUNT, .title = "Kết quả thực hiện"};
    if (is_state(t, plan)) {
        ask->entry = FORM_CHOICE;
        ask->choices = target_states;
        ask->hint = "Chọn Đạt hoặc Chưa đạt. Chưa đánh giá được thì để trống và nói rõ ở ghi chú.";
        ask->refusal = "Ô này nhận một trong hai: Đạt, Chưa đạt.";
    } else if (plan && plan->kind == VALUE_FRACTION) {
        ask->entry = FORM_FRACTION;
        ask->hint = arena_printf(a,
                                 "Số đã đạt trên tổng số, viết như trong kế hoạch: 11/12.%s Chưa "
                                 "có số liệu thì để trống.",
                                 unit_words(a, t));
        ask->refusal = "Ô này nhận hai số nguyên cách nhau bằng dấu /, số đã đạt không quá tổng "
                       "số: 11/12.";
    } else {
        ask_amount(a, t, plan, manner_of(t), ask);
    }
    return ask;
}

const char *form_ask_manner(struct arena *a, const struct target_figures *t,
                            const struct form_ask *ask) {
    if (ask->entry == FORM_CHOICE) {
        return "Chọn trong danh sách";
    }
    const char *words = ask->entry == FORM_FRACTION ? "Đã đạt/tổng số" : manner_of(t);
    return *t->measure ? arena_printf(a, "%s, %s", words, t->measure) : words;
}

/* ---- tasks, words ---- */

const struct form_ask *form_ask_state(struct arena *a) {
    struct form_ask *ask = arena_alloc(a, sizeof *ask);
    *ask = (struct form_ask){
        .entry = FORM_CHOICE,
        .choices = task_states,
        .title = "Trạng thái",
        .hint = "Chọn: Hoàn thành, Đang thực hiện hoặc Chưa thực hiện.",
        .refusal = "Ô này nhận một trong ba: Hoàn thành, Đang thực hiện, Chưa thực hiện."};
    return ask;
}

const struct form_ask *form_ask_day(struct arena *a, int year) {
    struct form_ask *ask = arena_alloc(a, sizeof *ask);
    *ask = (struct form_ask){
        .entry = FORM_DATE,
        .from = {year, 1, 1},
        .to = {year, 12, 31},
        .title = "Ngày hoàn thành",
        .hint =
            arena_printf(a, "Ngày/tháng/năm, ví dụ 15/6/%d. Chưa hoàn thành thì để trống.", year),
        .refusal = arena_printf(a, "Ô này nhận một ngày của năm %d, viết ngày/tháng/năm.", year)};
    return ask;
}

const struct form_ask *form_ask_words(struct arena *a, const char *title, const char *hint) {
    struct form_ask *ask = arena_alloc(a, sizeof *ask);
    *ask = (struct form_ask){.entry = FORM_WORDS, .title = title, .hint = hint};
    return ask;
}
