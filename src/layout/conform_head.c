/* Holds places in the header, the title and the signing block against the law: what is centred
 * under what, what is level, how long rules are, the frame of the urgency mark. */
#include <stdlib.h>
#include <string.h>

#include "base/typography.h"
#include "doc/doc.h"
#include "layout/conform_rules.h"
#include "model/job.h"

#define LETTER 0 /* the part */

static int32_t middle(const struct seen_line *line) {
    return (line->x1 + line->x2) / 2;
}

static bool off(int32_t a, int32_t b) {
    return abs(a - b) > LENGTH_TOLERANCE;
}

/* ---- fixed words ---- */

/* All lines of a component, one space between them; good until the next call. */
static const char *whole_text(struct view *v, enum component component) {
    struct text all;
    text_init(&all);
    text_puts(&all, "");
    for (const struct seen_line *l = NULL; (l = view_next(v, LETTER, component, l)) != NULL;) {
        text_printf(&all, "%s%s", all.len ? " " : "", view_text(v, l));
    }
    const char *text = view_both(v, all.data, all.data);
    text_release(&all);
    return text;
}

static void check_words(struct view *v, enum code code, enum component component,
                        const char *wanted, const char *clause) {
    const struct seen_line *line = view_first(v, LETTER, component);
    if (line == NULL) {
        view_report(v, code, component, view_both(v, "không có", "missing"), wanted, clause, NULL,
                    NULL);
    } else if (strncmp(whole_text(v, component), wanted, strlen(wanted)) != 0) {
        view_report(v, code, component, whole_text(v, component), wanted, clause, NULL, NULL);
    } else if (view_next(v, LETTER, component, line)) {
        view_report(v, code, component, view_both(v, "viết thành nhiều dòng", "on several lines"),
                    view_both(v, "một dòng", "one line"), clause, "header", "left_width");
    }
}

/* "... ngày 05 tháng 3 năm 2026", where day and month may be room to write in. */
static bool is_date_line(const char *text) {
    const char *day = strstr(text, ", ngày ");
    const char *month = day ? strstr(day, " tháng ") : NULL;
    const char *year = month ? strstr(month, " năm ") : NULL;
    if (year == NULL || day == text) {
        return false;
    }
    day += strlen(", ngày ");
    const char *m = month + strlen(" tháng ");
    bool day_good =
        *day == ' ' || day == month || (strspn(day, "0123456789") == 2 && day[2] == ' ');
    size_t n = strspn(m, "0123456789");
    bool month_good =
        *m == ' ' || m == year || (n == 2 && (*m == '1' || m[1] <= '2')) || (n == 1 && *m >= '3');
    return day_good && month_good;
}

void conform_words(struct view *v) {
    if (!view_has_letter(v)) {
        return;
    }
    check_words(v, CODE_E525, COMPONENT_NATION, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                CLAUSE("II.1"));
    check_words(v, CODE_E526, COMPONENT_MOTTO, "Độc lập - Tự do - Hạnh phúc", CLAUSE("II.1"));
    const struct seen_line *line = view_first(v, LETTER, COMPONENT_DATE);
    /* A long name of a place takes the date to a second line. */
    bool one = line && !view_next(v, LETTER, COMPONENT_DATE, line);
    if (line == NULL || (one && !is_date_line(view_text(v, line)))) {
        const char *found = line ? view_text(v, line) : view_both(v, "không có", "missing");
        view_report(v, CODE_E532, COMPONENT_DATE, found,
                    view_both(v, "Địa danh, ngày 05 tháng 3 năm 2026",
                              "Địa danh, ngày 05 tháng 3 năm 2026"),
                    CLAUSE("II.4"), NULL, NULL);
    }
}

/* ---- centring ---- */

static const struct centre_rule {
    uint8_t component, under; /* NONE: in the type area */
    enum code code;
    const char *clause;
} centre_rules[] = {
    {COMPONENT_MOTTO, COMPONENT_NATION, CODE_E526, CLAUSE("II.1")},
    {COMPONENT_AGENCY, COMPONENT_AGENCY, CODE_E528, CLAUSE("II.2")},
    {COMPONENT_PARENT, COMPONENT_AGENCY, CODE_E528, CLAUSE("II.2")},
    {COMPONENT_NUMBER, COMPONENT_AGENCY, CODE_E530, CLAUSE("II.3")},
    {COMPONENT_DATE, COMPONENT_NATION, CODE_E532, CLAUSE("II.4")},
    {COMPONENT_ABOUT, COMPONENT_NUMBER, CODE_E534, CLAUSE("II.5")},
    {COMPONENT_KIND, COMPONENT_NONE, CODE_E535, CLAUSE("II.5")},
    {COMPONENT_SUBJECT, COMPONENT_NONE, CODE_E535, CLAUSE("II.5")},
    {COMPONENT_PART_LABEL, COMPONENT_NONE, CODE_E562, CLAUSE("II.6")},
    {COMPONENT_PART_TITLE, COMPONENT_NONE, CODE_E562, CLAUSE("II.6")},
    {COMPONENT_AUTHORITY, COMPONENT_AUTHORITY, CODE_E544, CLAUSE("II.7")},
    {COMPONENT_SIGNER, COMPONENT_AUTHORITY, CODE_E545, CLAUSE("II.7")},
    {COMPONENT_APPENDIX_LABEL, COMPONENT_NONE, CODE_E548, CLAUSE("III.1")},
    {COMPONENT_APPENDIX_TITLE, COMPONENT_NONE, CODE_E548, CLAUSE("III.1")},
    {COMPONENT_ATTACHED, COMPONENT_NONE, CODE_E548, CLAUSE("III.1")},
};

/* What a line must be centred on; false when there is nothing. */
static bool target_of(const struct view *v, const struct centre_rule *rule, size_t part,
                      const struct seen_line *line, int32_t *target) {
    if (rule->under == COMPONENT_NONE) {
        int32_t left, right;
        view_sides(v, line->page, &left, &right);
        *target = (left + right) / 2;
        return true;
    }
    const struct seen_line *above = view_first(v, part, (enum component)rule->under);
    *target = above ? middle(above) : 0;
    return above != NULL;
}

static bool check_centred(struct view *v, const struct centre_rule *rule, size_t part) {
    enum component component = (enum component)rule->component;
    for (const struct seen_line *l = NULL; (l = view_next(v, part, component, l)) != NULL;) {
        int32_t target;
        if (target_of(v, rule, part, l, &target) && off(middle(l), target)) {
            view_report_style(v, rule->code, component,
                              view_mm(v, "lệch giữa", abs(middle(l) - target), "off the middle by"),
                              view_both(v, "canh giữa", "centred"), rule->clause, "align");
            return false;
        }
    }
    return true;
}

void conform_centred(struct view *v) {
    for (size_t i = 0; i < sizeof centre_rules / sizeof *centre_rules; i++) {
        bool good = v->styles[centre_rules[i].component].max_size > 0;
        for (size_t part = 0; good && part < v->doc->part_count; part++) {
            good = check_centred(v, &centre_rules[i], part);
        }
    }
}

/* ---- rules ---- */

static const struct length_rule {
    uint8_t component;
    bool whole; /* as long as the line above; else a third to a half of it */
    enum code code;
    const char *clause, *section, *key;
} length_rules[] = {
    {COMPONENT_MOTTO, true, CODE_E527, CLAUSE("II.1"), NULL, NULL},
    {COMPONENT_AGENCY, false, CODE_E529, CLAUSE("II.2"), "header", "agency_rule"},
    {COMPONENT_SUBJECT, false, CODE_E535, CLAUSE("II.5"), "header", "subject_rule"},
};

static bool has_dashes(const struct view *v, enum component component) {
    for (size_t i = 0; i < v->line_count; i++) {
        if (v->lines[i].component == component && v->lines[i].as_dashes) {
            return true;
        }
    }
    return false;
}

static const char *length_words(struct view *v, const struct length_rule *rule, int32_t width) {
    if (rule->whole) {
        return view_mm(v, "dài bằng dòng chữ:", width, "as long as the words:");
    }
    return view_both(v, "dài từ 1/3 đến 1/2 dòng chữ, đặt cân đối ở dưới",
                     "a third to a half of the line above, centred under it");
}

static void check_rule(struct view *v, const struct length_rule *rule) {
    enum component component = (enum component)rule->component;
    const struct seen_line *line = view_last(v, LETTER, component);
    const struct seen_rule *seen = view_rule(v, LETTER, component);
    if (line == NULL) {
        return;
    }
    if (has_dashes(v, component)) {
        view_report(v, rule->code, component,
                    view_both(v, "đường kẻ ghép bằng dấu gạch", "a rule made of hyphens"),
                    view_both(v, "đường kẻ nét liền", "a drawn, solid rule"), rule->clause,
                    "header", "rule_look");
        return;
    }
    if (seen == NULL) {
        view_report(v, rule->code, component, view_both(v, "không có đường kẻ", "no rule"),
                    view_both(v, "có đường kẻ ở dưới", "a rule below"), rule->clause, rule->section,
                    rule->key);
        return;
    }
    int32_t width = line->x2 - line->x1, length = seen->mark->x2 - seen->mark->x1;
    int32_t low = rule->whole ? width - width / 50 : width / 3 - LENGTH_TOLERANCE;
    int32_t high = rule->whole ? width + width / 50 : width / 2 + LENGTH_TOLERANCE;
    if (length < low || length > high) {
        view_report(v, rule->code, component, view_mm(v, "đường kẻ dài", length, "a rule of"),
                    length_words(v, rule, width), rule->clause, rule->section, rule->key);
    } else if (off((seen->mark->x1 + seen->mark->x2) / 2, middle(line))) {
        view_report(v, rule->code, component,
                    view_both(v, "đường kẻ lệch giữa", "a rule off the middle"),
                    length_words(v, rule, width), rule->clause, rule->section, rule->key);
    }
}

/* The rule belongs between the agency and the number. */
static void check_rule_place(struct view *v) {
    const struct seen_line *number = view_first(v, LETTER, COMPONENT_NUMBER);
    const struct seen_rule *rule = view_rule(v, LETTER, COMPONENT_AGENCY);
    const struct seen_rule *of_number = view_rule(v, LETTER, COMPONENT_NUMBER);
    bool below = number && rule && rule->page == number->page && rule->mark->y1 > number->y;
    if (of_number || below || has_dashes(v, COMPONENT_NUMBER)) {
        view_report(v, CODE_E529, COMPONENT_AGENCY,
                    view_both(v, "đường kẻ nằm dưới số, ký hiệu", "the rule under the number"),
                    view_both(v, "nằm dưới tên cơ quan ban hành", "under the agency's name"),
                    CLAUSE("II.2"), "header", "rule_place");
    }
}

void conform_rules(struct view *v) {
    if (!view_has_letter(v)) {
        return;
    }
    bool under_number = view_rule(v, LETTER, COMPONENT_NUMBER) != NULL;
    for (size_t i = 0; i < sizeof length_rules / sizeof *length_rules; i++) {
        if (length_rules[i].component != COMPONENT_AGENCY || !under_number) {
            check_rule(v, &length_rules[i]);
        }
    }
    check_rule_place(v);
}

/* ---- level with each other ---- */

/* Lines of two sizes are level when their tops or their baselines are. */
static bool is_level(const struct view *v, const struct seen_line *a, const struct seen_line *b) {
    return a->page == b->page && (!off(a->y, b->y) || !off(view_top(v, a), view_top(v, b)));
}

static const struct level_rule {
    uint8_t left, right;
    enum code code;
    const char *clause, *wanted[2];
} level_rules[] = {
    {COMPONENT_NUMBER,
     COMPONENT_DATE,
     CODE_E532,
     CLAUSE("II.4"),
     {"cùng dòng với số, ký hiệu", "level with the number"}},
    {COMPONENT_COPIES_LABEL,
     COMPONENT_AUTHORITY,
     CODE_E543,
     CLAUSE("II.9"),
     {"ngang dòng quyền hạn, chức vụ người ký", "level with the signer's authority"}},
};

void conform_level(struct view *v) {
    for (size_t i = 0; view_has_letter(v) && i < sizeof level_rules / sizeof *level_rules; i++) {
        const struct level_rule *rule = &level_rules[i];
        const struct seen_line *left = view_first(v, LETTER, (enum component)rule->left);
        const struct seen_line *right = view_first(v, LETTER, (enum component)rule->right);
        if (left && right && !is_level(v, left, right)) {
            enum component told = (enum component)(i == 0 ? rule->right : rule->left);
            const char *found = left->page == right->page
                                    ? view_mm(v, "lệch dòng", abs(left->y - right->y), "off by")
                                    : view_both(v, "ở trang khác", "on another page");
            view_report(v, rule->code, told, found, view_both(v, rule->wanted[0], rule->wanted[1]),
                        rule->clause, NULL, NULL);
        }
        if (left && right && left->page == right->page && middle(left) > middle(right)) {
            view_report(v, rule->code, (enum component)rule->left,
                        view_both(v, "nằm bên phải", "on the right"),
                        view_both(v, "nằm bên trái", "on the left"), rule->clause, NULL, NULL);
        }
    }
}

/* ---- V/v or a title ---- */

#define ABOUT_SPACE 6000

static void check_about_space(struct view *v, const struct seen_line *about) {
    const struct seen_line *number = view_last(v, LETTER, COMPONENT_NUMBER);
    int32_t space = number ? view_top(v, about) - view_bottom(v, number) : ABOUT_SPACE;
    if (off(space, ABOUT_SPACE)) {
        view_report(v, CODE_E534, COMPONENT_ABOUT,
                    view_pt(v, "cách số, ký hiệu", space, "below the number by"), "6 pt",
                    CLAUSE("II.5"), NULL, NULL);
    }
    if (strncmp(view_text(v, about), "V/v ", 4) != 0) {
        view_report(v, CODE_E534, COMPONENT_ABOUT, view_text(v, about), "V/v ...", CLAUSE("II.5"),
                    NULL, NULL);
    }
}

void conform_about(struct view *v) {
    if (!view_has_letter(v)) {
        return;
    }
    const struct document_kind *kind = v->job->letter->kind;
    const struct seen_line *about = view_first(v, LETTER, COMPONENT_ABOUT);
    const struct seen_line *title = view_first(v, LETTER, COMPONENT_KIND);
    const char *missing = view_both(v, "không có", "missing");
    if (kind->form == FORM_LETTER) {
        if (about) {
            check_about_space(v, about);
        } else {
            view_report(v, CODE_E534, COMPONENT_ABOUT, missing, "V/v ...", CLAUSE("II.5"), NULL,
                        NULL);
        }
    } else if (title == NULL || view_first(v, LETTER, COMPONENT_SUBJECT) == NULL) {
        view_report(v, CODE_E535, title ? COMPONENT_SUBJECT : COMPONENT_KIND, missing,
                    view_both(v, "có tên loại và trích yếu", "a title and a subject"),
                    CLAUSE("II.5"), NULL, NULL);
    }
    if (about && title) {
        view_report(v, CODE_E535, COMPONENT_KIND, view_both(v, "có cả V/v", "V/v as well"),
                    view_both(v, "chỉ một trong hai", "one of the two"), CLAUSE("II.5"), "kind",
                    "form");
    }
}

/* ---- the frame of the urgency mark ---- */

static const struct urgency_frame {
    const char *words;
    int32_t width; /* mm */
} urgency_frames[] = {{"HỎA TỐC", 30}, {"HOẢ TỐC", 30}, {"THƯỢNG KHẨN", 40}, {"KHẨN", 20}};

#define URGENCY_HEIGHT 8

static int32_t wanted_width(const char *words) {
    for (size_t i = 0; i < sizeof urgency_frames / sizeof *urgency_frames; i++) {
        if (strcmp(urgency_frames[i].words, words) == 0) {
            return MM_TO_MPT(urgency_frames[i].width);
        }
    }
    return 0;
}

static void report_frame(struct view *v, const char *found, const char *wanted) {
    view_report(v, CODE_E547, COMPONENT_URGENCY, found, wanted, CLAUSE("III.2"), NULL, NULL);
}

void conform_frames(struct view *v) {
    const struct seen_line *line = view_first(v, LETTER, COMPONENT_URGENCY);
    if (line == NULL) {
        return;
    }
    int32_t x1 = INT32_MAX, y1 = INT32_MAX, x2 = 0, y2 = 0;
    size_t strokes = 0;
    bool red = true;
    for (size_t i = 0; i < v->rule_count; i++) {
        const struct rule_mark *m = v->rules[i].mark;
        if (m->component == COMPONENT_URGENCY) {
            x1 = m->x1 < x1 ? m->x1 : x1;
            y1 = m->y1 < y1 ? m->y1 : y1;
            x2 = m->x2 > x2 ? m->x2 : x2;
            y2 = m->y2 > y2 ? m->y2 : y2;
            red &= m->ink == INK_RED;
            strokes++;
        }
    }
    int32_t width = wanted_width(view_text(v, line));
    if (width == 0) {
        report_frame(v, view_text(v, line), "HỎA TỐC, THƯỢNG KHẨN, KHẨN");
    } else if (strokes != 4 || !red) {
        report_frame(v, view_both(v, "không có khung đơn màu đỏ", "no single red frame"),
                     view_both(v, "khung đơn, màu đỏ", "a single red frame"));
    } else if (off(x2 - x1, width)) {
        report_frame(v, view_mm(v, "khung rộng", x2 - x1, "a frame of"), view_mm(v, "", width, ""));
    } else if (off(y2 - y1, MM_TO_MPT(URGENCY_HEIGHT))) {
        report_frame(v, view_mm(v, "khung cao", y2 - y1, "a frame as high as"),
                     view_mm(v, "", MM_TO_MPT(URGENCY_HEIGHT), ""));
    } else if (off(middle(line), (x1 + x2) / 2)) {
        report_frame(v, view_both(v, "chữ lệch khỏi giữa khung", "words off the frame's middle"),
                     view_both(v, "cân đối trong khung", "centred in the frame"));
    }
}
