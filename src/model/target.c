/* What kind of target a row is, and which way is better: told from unit, words and value. */
#include "model/target.h"

#include <string.h>

#include "base/utf8.h"
#include "model/plan.h"

/* Words as utf8_fold leaves them, of four bytes or more. Where none fits the kind stays open, and
 * nothing is checked that depends on it: a missed remark is better than a false one. */
static const char *const growth_words[] = {"tốc độ tăng", "tăng trưởng", "tỷ lệ tăng", "mức tăng"};
static const char *const flow_words[] = {"tổng thu",       "thu ngân sách", "chi ngân sách",
                                         "tổng chi",       "giải ngân",     "giải quyết việc làm",
                                         "thu hút",        "công nhận mới", "công nhận lại",
                                         "kết nạp",        "trồng mới",     "tuyển quân",
                                         "phát triển mới", "thành lập mới", "xây dựng mới",
                                         "vận động"};
static const char *const lower_words[] = {"hộ nghèo", "cận nghèo", "suy dinh dưỡng",
                                          "tội phạm", "tai nạn",   "vi phạm",
                                          "tảo hôn",  "tử vong",   "tỷ suất sinh"};

/* A name with the marks of every four bytes in a row: words whose first four have left no mark are
 * not looked for, and few of the many are left. */
struct marked_name {
    const char *text;
    uint64_t marks[8];
};

static unsigned mark_of(const char *s) {
    uint32_t four;
    memcpy(&four, s, sizeof four);
    return four * 2654435761u >> 23;
}

static struct marked_name marked_name(const char *text) {
    struct marked_name name = {.text = text};
    size_t len = strlen(text);
    for (size_t i = 0; i + 4 <= len; i++) {
        unsigned mark = mark_of(text + i);
        name.marks[mark / 64] |= (uint64_t)1 << mark % 64;
    }
    return name;
}

static bool has(const struct marked_name *name, const char *words) {
    unsigned mark = mark_of(words);
    return (name->marks[mark / 64] >> mark % 64 & 1) && strstr(name->text, words);
}

static bool has_any(const struct marked_name *name, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (has(name, words[i])) {
            return true;
        }
    }
    return false;
}

#define HAS_ANY(name, words) has_any((name), (words), sizeof(words) / sizeof *(words))

static bool is_ratio(const char *unit) {
    return *unit == '%' || strchr(unit, '/') || strstr(unit, "‰");
}

static enum target_kind kind_by_words(const struct marked_name *name, const char *unit,
                                      const struct value *v) {
    if (v && v->kind == VALUE_STATE) {
        return TARGET_STATE;
    }
    bool grows = has(name, "tăng") && HAS_ANY(name, growth_words); /* all of which have it */
    if (grows || (v && v->growth)) {
        return TARGET_GROWTH;
    }
    if (is_ratio(unit)) {
        return TARGET_LEVEL;
    }
    return HAS_ANY(name, flow_words) ? TARGET_FLOW : TARGET_BY_WORDS;
}

static enum target_direction direction_by_words(const struct marked_name *name,
                                                const struct value *v) {
    if (v && v->kind == VALUE_STATE) {
        return DIRECTION_REACH;
    }
    if (v && v->kind == VALUE_RANGE) {
        return DIRECTION_INSIDE;
    }
    if (v && (v->comparator == COMPARE_LESS || v->comparator == COMPARE_AT_MOST)) {
        return DIRECTION_LOWER;
    }
    if (v && (v->comparator == COMPARE_MORE || v->comparator == COMPARE_AT_LEAST)) {
        return DIRECTION_HIGHER;
    }
    /* "Giảm tỷ lệ ...: 0,1" gives the decrease itself: more of it is better. */
    bool decrease = strncmp(name->text, "giảm ", strlen("giảm ")) == 0;
    return !decrease && HAS_ANY(name, lower_words) ? DIRECTION_LOWER : DIRECTION_HIGHER;
}

/* The year's plan: the ward's own, else the city's. */
static const struct value *plan_value(const struct plan *plan, const struct plan_row *row) {
    static const enum column_role roles[] = {ROLE_PLAN, ROLE_ASSIGNED};
    for (size_t i = 0; i < 2; i++) {
        int column = schema_column_of_role(plan->schema, roles[i]);
        if (column >= 0 && row->cells[column].value &&
            row->cells[column].value->kind != VALUE_BLANK) {
            return row->cells[column].value;
        }
    }
    return NULL;
}

struct target_traits target_traits_of(const struct plan *plan, const struct plan_row *row,
                                      const char *name) {
    const struct schema *s = plan->schema;
    int unit_column = schema_column_of(s, COLUMN_UNIT);
    const char *unit = unit_column >= 0 ? row->cells[unit_column].text : "";
    const struct value *value = plan_value(plan, row);
    struct target_traits traits = {TARGET_BY_WORDS, DIRECTION_BY_WORDS};
    for (size_t i = 0; i < s->target_count; i++) {
        if (utf8_same_folded(s->targets[i].name, name)) {
            traits.kind = (enum target_kind)s->targets[i].kind;
            traits.direction = (enum target_direction)s->targets[i].direction;
        }
    }
    struct marked_name marked = marked_name(name);
    if (traits.kind == TARGET_BY_WORDS) {
        traits.kind = kind_by_words(&marked, unit, value);
    }
    if (traits.direction == DIRECTION_BY_WORDS) {
        traits.direction = direction_by_words(&marked, value);
    }
    return traits;
}
