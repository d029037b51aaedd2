/* Holds the running text against the law: indents, justification, spacing, Kính gửi, Nơi nhận, the
 * address block. */
#include <stdlib.h>
#include <string.h>

#include "base/typography.h"
#include "doc/doc.h"
#include "layout/conform_rules.h"
#include "layout/fontset.h"
#include "model/job.h"

#define LETTER       0
#define INDENT_SHORT MM_TO_MPT(10)
#define INDENT_LONG  TENTH_MM_TO_MPT(127)
#define MIN_SPACE    6000
#define MAX_SPACING  1500

static bool off(int32_t a, int32_t b) {
    return abs(a - b) > LENGTH_TOLERANCE;
}

static bool ends_with(const char *text, const char *end) {
    size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

/* ---- Kính gửi ---- */

/* Where the colon of the label begins and ends. */
static bool colon_of(struct view *v, const struct seen_line *label, int32_t *from, int32_t *to) {
    const struct page *page = &v->pages->pages[label->page];
    const struct text_mark *mark = &page->texts[label->first];
    const char *colon = memchr(mark->text, ':', mark->len);
    if (colon == NULL) {
        return false;
    }
    const struct ttf *font = v->fonts->faces[mark->face];
    *from = mark->x + ttf_width(font, mark->text, (size_t)(colon - mark->text), mark->size);
    *to = *from + ttf_width(font, ":", 1, mark->size);
    return true;
}

static void report_addressees(struct view *v, const char *found, const char *wanted) {
    view_report(v, CODE_E537, COMPONENT_ADDRESSEE, found, wanted, CLAUSE("II.9"), NULL, NULL);
}

/* The dashes stand in one column under the colon. */
static void check_dashes(struct view *v, const struct seen_line *label) {
    int32_t from, to;
    if (!colon_of(v, label, &from, &to)) {
        return;
    }
    for (const struct seen_line *l = label; (l = view_next(v, LETTER, COMPONENT_ADDRESSEE, l));) {
        if (strncmp(view_text(v, l), "- ", 2) == 0 &&
            (l->x1 > to + LENGTH_TOLERANCE || l->x1 < from - LENGTH_TOLERANCE)) {
            report_addressees(v,
                              view_mm(v, "gạch đầu dòng lệch dấu hai chấm", abs(l->x1 - from),
                                      "dashes off the colon by"),
                              view_both(v, "thẳng hàng dưới dấu hai chấm", "under the colon"));
            return;
        }
    }
}

/* Each entry ends with ";", the last with ".". */
static void check_entries(struct view *v, const struct seen_line *label) {
    size_t entries = v->job->letter->to.count, dashes = 0;
    const struct seen_line *last = label;
    bool good = true;
    for (const struct seen_line *l = label; (l = view_next(v, LETTER, COMPONENT_ADDRESSEE, l));) {
        bool starts = strncmp(view_text(v, l), "- ", 2) == 0;
        good &= !starts || last == label || ends_with(view_text(v, last), ";");
        dashes += starts;
        last = l;
    }
    if (entries > 1 && (dashes != entries || !good || !ends_with(view_text(v, last), "."))) {
        report_addressees(
            v, view_both(v, "danh sách sai dấu", "wrong signs in the list"),
            view_both(
                v, "mỗi nơi một dòng, đầu dòng «-», cuối dòng «;», dòng cuối «.»",
                "one a line, each with \"-\" in front and \";\" behind, the last with \".\""));
    }
}

void conform_addressees(struct view *v) {
    const struct seen_line *label =
        view_has_letter(v) ? view_first(v, LETTER, COMPONENT_ADDRESSEE) : NULL;
    if (label == NULL) {
        return; /* whether there must be one is asked of the job */
    }
    if (strncmp(view_text(v, label), "Kính gửi:", strlen("Kính gửi:")) != 0) {
        report_addressees(v, view_text(v, label), "Kính gửi: ...");
    }
    check_dashes(v, label);
    check_entries(v, label);
}

/* ---- the body ---- */

static bool is_text(uint8_t component) {
    switch (component) {
    case COMPONENT_BASIS:
    case COMPONENT_SECTION:
    case COMPONENT_ARTICLE:
    case COMPONENT_CLAUSE_TITLE:
    case COMPONENT_CLAUSE:
    case COMPONENT_POINT:
    case COMPONENT_BODY:
        return true;
    default:
        return false;
    }
}

/* What is told of the body, each once. */
struct body_walk {
    struct view *v;
    int32_t left, right;
    int32_t pitch; /* from baseline to baseline within paragraphs, over the size, 1/1000 */
    bool indent_told, justify_told, pitch_told, space_told;
};

static void report_body(struct view *v, enum component component, const char *found,
                        const char *wanted, const char *key) {
    view_report(v, CODE_E538, component, found, wanted, CLAUSE("II.6"), "body", key);
}

/* The line begins at the margin: it goes on with a paragraph. */
static bool goes_on(const struct body_walk *w, const struct seen_line *line) {
    return !off(line->x1, w->left);
}

static void check_indent(struct body_walk *w, const struct seen_line *line) {
    int32_t indent = line->x1 - w->left;
    if (!w->indent_told && off(indent, INDENT_SHORT) && off(indent, INDENT_LONG)) {
        w->indent_told = true;
        report_body(w->v, (enum component)line->component,
                    view_mm(w->v, "dòng đầu lùi vào", indent, "first line indented by"),
                    view_both(w->v, "10 mm hoặc 12,7 mm", "10 mm or 12.7 mm"), "first_indent");
    }
}

/* A line with more of its paragraph behind it reaches the right margin; one without a space, a
 * piece of a long address, cannot. */
static void check_justified(struct body_walk *w, const struct seen_line *line) {
    if (!w->justify_told && off(line->x2, w->right) && strchr(view_text(w->v, line), ' ')) {
        w->justify_told = true;
        view_report_style(w->v, CODE_E538, (enum component)line->component,
                          view_mm(w->v, "dòng chữ cách lề phải", w->right - line->x2,
                                  "a line short of the right margin by"),
                          view_both(w->v, "canh đều cả hai lề", "justified to both margins"),
                          CLAUSE("II.6"), "align");
    }
}

static void check_pitch(struct body_walk *w, const struct seen_line *above,
                        const struct seen_line *line) {
    int64_t single = (int64_t)LINE_SPACING * line->size / 1000;
    int64_t pitch = line->y - above->y;
    bool tight = pitch < single - SIZE_TOLERANCE;
    if (!w->pitch_told && (tight || pitch > single * MAX_SPACING / 1000 + SIZE_TOLERANCE)) {
        w->pitch_told = true;
        report_body(w->v, (enum component)line->component,
                    view_pt(w->v, "dòng cách dòng", (int32_t)pitch, "lines apart by"),
                    view_both(w->v, "giãn dòng đơn đến 1,5 lines", "single to 1.5 lines"),
                    "line_spacing");
    }
}

/* How far a line's box reaches above its baseline and below it, given how far lines are apart. */
static int32_t reach(const struct body_walk *w, const struct seen_line *line, bool above) {
    const struct ttf *font = w->v->fonts->faces[line->face];
    int64_t pitch = w->pitch ? w->pitch : LINE_SPACING;
    int64_t lead = (pitch - ttf_ascent(font) - ttf_descent(font)) / 2;
    return (int32_t)((lead + (above ? ttf_ascent(font) : ttf_descent(font))) * line->size / 1000);
}

static void check_space(struct body_walk *w, const struct seen_line *above,
                        const struct seen_line *line) {
    int32_t space = line->y - reach(w, line, true) - above->y - reach(w, above, false);
    if (!w->space_told && space < MIN_SPACE - SIZE_TOLERANCE) {
        w->space_told = true;
        report_body(w->v, (enum component)line->component,
                    view_pt(w->v, "đoạn cách đoạn", space, "paragraphs apart by"),
                    view_both(w->v, "tối thiểu 6 pt", "at least 6 pt"), "paragraph_space");
    }
}

static void check_pair(struct body_walk *w, const struct seen_line *above,
                       const struct seen_line *line) {
    bool same_page = above->page == line->page;
    if (goes_on(w, line) && above->component == line->component) {
        check_justified(w, above);
        if (same_page && above->size == line->size) {
            check_pitch(w, above, line);
        }
    } else {
        check_indent(w, line);
        if (same_page) {
            check_space(w, above, line);
        }
    }
}

/* How far apart lines are is learned before paragraphs are measured against it. */
static void learn_pitch(struct body_walk *w) {
    for (size_t i = 1; i < w->v->line_count; i++) {
        const struct seen_line *a = &w->v->lines[i - 1], *b = &w->v->lines[i];
        if (is_text(b->component) && a->component == b->component && a->page == b->page &&
            a->size == b->size && goes_on(w, b)) {
            w->pitch = (int32_t)((int64_t)(b->y - a->y) * 1000 / b->size);
            return;
        }
    }
}

void conform_body(struct view *v) {
    struct body_walk w = {.v = v};
    if (!view_has_letter(v) || v->line_count == 0) {
        return;
    }
    view_sides(v, 0, &w.left, &w.right);
    learn_pitch(&w);
    const struct seen_line *above = NULL;
    for (size_t i = 0; i < v->line_count && view_part(v, v->lines[i].page) == LETTER; i++) {
        const struct seen_line *line = &v->lines[i];
        if (line->component == COMPONENT_PAGE_NUMBER || line->component == COMPONENT_ADDRESS) {
            continue; /* stand between the lines of two pages */
        }
        if (!is_text(line->component)) {
            above = NULL;
            continue;
        }
        if (above) {
            check_pair(&w, above, line);
        } else {
            check_indent(&w, line);
        }
        above = line;
    }
}

/* The body ends with "./.". */
void conform_end(struct view *v) {
    if (!view_has_letter(v)) {
        return;
    }
    bool found = false;
    for (size_t i = 0; i < v->pages->count && view_part(v, i) == LETTER; i++) {
        const struct page *page = &v->pages->pages[i];
        for (size_t k = page->text_count; !found && k-- > 0;) {
            const struct text_mark *mark = &page->texts[k];
            found = mark->len >= 3 && memcmp(mark->text + mark->len - 3, "./.", 3) == 0;
        }
    }
    if (!found) {
        view_report(v, CODE_W540, COMPONENT_BODY, view_both(v, "không có dấu kết thúc", "no end"),
                    "./.", CLAUSE("II.6"), NULL, NULL);
    }
}

/* ---- Nơi nhận ---- */

static void report_copies(struct view *v, const char *found, const char *wanted, const char *key) {
    view_report(v, CODE_E542, COMPONENT_COPIES, found, wanted, CLAUSE("II.9"),
                key ? "signature" : NULL, key);
}

void conform_copies(struct view *v) {
    const struct seen_line *label =
        view_has_letter(v) ? view_first(v, LETTER, COMPONENT_COPIES_LABEL) : NULL;
    int32_t left, right;
    if (label == NULL) {
        return; /* whether there must be one is asked of the job */
    }
    view_sides(v, label->page, &left, &right);
    const struct seen_line *last = NULL;
    bool flush = true, ended = true;
    for (const struct seen_line *l = NULL; (l = view_next(v, LETTER, COMPONENT_COPIES, l));) {
        if (view_text(v, l)[0] == '-') {
            ended &= last == NULL || ends_with(view_text(v, last), ";");
            if (flush && off(l->x1, left)) {
                report_copies(v, view_mm(v, "dòng lùi vào", l->x1 - left, "lines indented by"),
                              view_both(v, "sát lề trái", "flush with the left margin"),
                              "copies_indent");
                flush = false;
            }
        }
        last = l;
    }
    if (last && (!ended || !ends_with(view_text(v, last), "."))) {
        report_copies(
            v, view_both(v, "sai dấu cuối dòng", "wrong signs at line ends"),
            view_both(v, "cuối dòng «;», dòng cuối «.»", "\";\" at line ends, \".\" at the last"),
            NULL);
    }
    if (off(label->x1, left)) {
        report_copies(v, view_mm(v, "«Nơi nhận:» lùi vào", label->x1 - left, "indented by"),
                      view_both(v, "sát lề trái", "flush with the left margin"), "copies_indent");
    }
}

/* ---- the address block ---- */

void conform_foot(struct view *v) {
    const struct seen_line *line = view_first(v, LETTER, COMPONENT_ADDRESS);
    if (!view_has_letter(v) || line == NULL) {
        return;
    }
    int32_t left, right;
    view_sides(v, line->page, &left, &right);
    const struct seen_rule *rule = view_rule(v, LETTER, COMPONENT_ADDRESS);
    if (rule == NULL || off(rule->mark->x1, left) || off(rule->mark->x2, right) ||
        rule->mark->y1 > line->y || line->page != 0) {
        view_report(v, CODE_E563, COMPONENT_ADDRESS,
                    view_both(v, "đường kẻ không suốt chiều ngang", "no rule across the page"),
                    view_both(v, "cuối trang đầu, dưới đường kẻ suốt chiều ngang vùng chữ",
                              "at the foot of page 1, under a rule across the type area"),
                    CLAUSE("III.4"), NULL, NULL);
    }
}
