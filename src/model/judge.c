/* Judges a result against a plan, by the target's kind and direction. */
#include "model/judge.h"

#include <stddef.h>
#include <string.h>

#include "model/letter.h"

static const struct {
    const char *name, *title;
} judgements[JUDGEMENTS] = {
    [JUDGED_EXCEEDED] = {"exceeded", "Vượt"},
    [JUDGED_MET] = {"met", "Đạt"},
    [JUDGED_NOT_MET] = {"not_met", "Chưa đạt"},
    [JUDGED_BEHIND] = {"behind", "Chậm so với tiến độ"},
    [JUDGED_NO_DATA] = {"no_data", "Chưa có số liệu"},
    [JUDGED_NOT_ASSESSED] = {"not_assessed", "Không đánh giá"},
};

const char *judgement_name(enum judgement j) {
    return judgements[j].name;
}

const char *judgement_title(enum judgement j) {
    return judgements[j].title;
}

/* ---- amounts ---- */

/* The sign of result x percent against plan x 100; both may be fractions. Division would round, so
 * what was multiplied is compared: done x percent x total of the plan against done of the plan x
 * 100 x total. False when it does not fit. */
static bool compare(const struct value *result, struct decimal plan, struct decimal total,
                    unsigned percent, int *order) {
    const struct decimal one = {1, 0}, hundred = {100, 0}, share = {(int64_t)percent, 0};
    bool fractions = result->kind == VALUE_FRACTION && total.units != 0;
    struct decimal left[3] = {result->low, fractions ? total : one, hundred};
    struct decimal right[3] = {plan, fractions ? result->high : one, share};
    return decimal_compare_products(left, 3, right, 3, order);
}

/* A decrease against a plan of increase counts below zero. */
static struct value signed_like(const struct value *result, const struct value *plan) {
    struct value v = *result;
    if (plan->growth && v.growth == -plan->growth) {
        v.low = decimal_negate(v.low);
        v.high = decimal_negate(v.high);
    }
    return v;
}

static bool is_comparable(const struct value *result, const struct value *plan) {
    if (!value_is_numeric(result) || !value_is_numeric(plan) || result->kind == VALUE_RANGE) {
        return false;
    }
    return result->kind != VALUE_FRACTION || plan->kind == VALUE_FRACTION;
}

/* Against one number: `sign` is 1 where more is better, -1 where less is. */
static enum standing against(const struct value *result, const struct value *plan, int sign,
                             unsigned exceed) {
    const struct decimal none = {0, 0};
    struct decimal total = plan->kind == VALUE_FRACTION ? plan->high : none;
    int order, beyond;
    bool strict = plan->comparator == COMPARE_MORE || plan->comparator == COMPARE_LESS;
    if (!compare(result, plan->low, total, 100, &order)) {
        return STANDS_APART;
    }
    order *= sign;
    if (order < 0 || (strict && order == 0)) {
        return STANDS_BELOW;
    }
    /* 105 of what should grow is 95 of what should shrink. */
    unsigned share = sign > 0 ? exceed : exceed < 200 ? 200 - exceed : 0;
    if (strict || !compare(result, plan->low, total, share, &beyond)) {
        return STANDS_AT;
    }
    return beyond * sign > 0 ? STANDS_BEYOND : STANDS_AT;
}

static enum standing against_range(const struct value *result, const struct value *plan,
                                   enum target_direction direction, bool strict, unsigned exceed) {
    struct value low = *plan, high = *plan;
    low.kind = high.kind = VALUE_NUMBER;
    low.high = low.low;
    high.low = high.high;
    enum standing over_low = against(result, &low, 1, 100);
    enum standing under_high = against(result, &high, -1, 100);
    if (over_low == STANDS_APART || under_high == STANDS_APART) {
        return STANDS_APART;
    }
    if (strict) {
        return over_low == STANDS_BELOW || under_high == STANDS_BELOW ? STANDS_BELOW : STANDS_AT;
    }
    bool lower = direction == DIRECTION_LOWER;
    if ((lower ? under_high : over_low) == STANDS_BELOW) {
        return STANDS_BELOW;
    }
    enum standing far =
        lower ? against(result, &low, -1, exceed) : against(result, &high, 1, exceed);
    return far == STANDS_BEYOND ? STANDS_BEYOND : STANDS_AT;
}

enum standing judge_standing(const struct value *result, const struct value *plan,
                             enum target_direction direction, bool strict_range, unsigned exceed) {
    if (!is_comparable(result, plan)) {
        return STANDS_APART;
    }
    struct value own = signed_like(result, plan);
    if (plan->kind == VALUE_RANGE) {
        return against_range(&own, plan, direction, strict_range, exceed);
    }
    return against(&own, plan, direction == DIRECTION_LOWER ? -1 : 1, exceed);
}

bool judge_is_worse(const struct value *result, const struct value *plan,
                    enum target_direction direction, unsigned percent) {
    const struct decimal none = {0, 0};
    int order;
    if (percent >= 100) {
        return true; /* asked only of what is short of the plan */
    }
    if (!is_comparable(result, plan)) {
        return false;
    }
    struct value own = signed_like(result, plan);
    bool lower = direction == DIRECTION_LOWER;
    struct decimal end = plan->kind == VALUE_RANGE && lower ? plan->high : plan->low;
    struct decimal total = plan->kind == VALUE_FRACTION ? plan->high : none;
    unsigned share = lower ? 200 - percent : percent;
    return compare(&own, end, total, share, &order) && (lower ? order > 0 : order < 0);
}

/* ---- states ---- */

int judge_state(const char *text) {
    /* Longer words first: "chưa hoàn thành" holds "hoàn thành". */
    static const struct {
        const char *word; /* without marks, at the start */
        int met;
    } words[] = {
        {"khong dat", 0},
        {"khong hoan thanh", 0},
        {"chua dat", 0},
        {"chua hoan thanh", 0},
        {"chua thuc hien", 0},
        {"dang thuc hien", 0},
        {"dang trien khai", 0},
        {"chua trien khai", 0},
        {"cham", 0},
        {"dat", 1},
        {"hoan thanh", 1},
        {"da hoan thanh", 1},
        {"da dat", 1},
        {"duy tri", 1},
        {"da xong", 1},
        {"xong", 1},
        {"vuot", 1},
        {"dam bao", 1},
        {"giu vung", 1},
    };
    char bare[64];
    letter_bare(text, ' ', bare, sizeof bare);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = strlen(words[i].word);
        if (strncmp(bare, words[i].word, n) == 0 && (bare[n] == '\0' || bare[n] == ' ')) {
            return words[i].met;
        }
    }
    return -1;
}
