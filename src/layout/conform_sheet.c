/* Holds paper, margins, typeface and page numbers against the law (phần I, mục I; III.1). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "doc/doc.h"
#include "layout/conform_rules.h"
#include "model/conform.h"

static bool off(int32_t a, int32_t b) {
    return abs(a - b) > LENGTH_TOLERANCE;
}

static bool has_table(const struct doc_part *part) {
    for (size_t i = 0; i < part->block_count; i++) {
        if (part->blocks[i].kind == BLOCK_TABLE) {
            return true;
        }
    }
    return false;
}

/* Lying and larger paper is for wide tables. */
void conform_paper(struct view *v) {
    for (size_t i = 0; i < v->pages->count; i++) {
        const struct page *p = &v->pages->pages[i];
        bool lying = p->width > p->height;
        const char *found = NULL;
        bool table = has_table(&v->doc->parts[p->part]);
        bool large = table && !off(p->width, lying ? A3_LONG : A4_LONG) &&
                     !off(p->height, lying ? A4_LONG : A3_LONG);
        if (!large && (off(p->width, lying ? A4_LONG : A4_SHORT) ||
                       off(p->height, lying ? A4_SHORT : A4_LONG))) {
            char size[64];
            snprintf(size, sizeof size, "%d x %d mm", p->width / MM_TO_MPT(1),
                     p->height / MM_TO_MPT(1));
            found = view_both(v, size, size);
        } else if (lying && !table) {
            found = view_both(v, "khổ nằm ngang", "landscape");
        }
        if (found) {
            view_report(v, CODE_E521, COMPONENT_NONE, found,
                        view_both(v, "A4 (210 x 297 mm), chiều dọc; chỉ để ngang khi có bảng rộng",
                                  "A4 (210 x 297 mm), portrait; landscape for wide tables only"),
                        CLAUSE("I.1"), NULL, NULL);
            return;
        }
    }
}

static const struct margin_rule {
    const char *key, *name[2];
    size_t offset; /* in struct doc_part */
    int32_t min, max;
} margin_rules[] = {
    {"margin_top", {"lề trên", "top margin"}, offsetof(struct doc_part, margin_top), 20, 25},
    {"margin_bottom",
     {"lề dưới", "bottom margin"},
     offsetof(struct doc_part, margin_bottom),
     20,
     25},
    {"margin_left", {"lề trái", "left margin"}, offsetof(struct doc_part, margin_left), 30, 35},
    {"margin_right", {"lề phải", "right margin"}, offsetof(struct doc_part, margin_right), 15, 20},
};

static int32_t margin_of(const struct view *v, size_t part, const struct margin_rule *rule) {
    int32_t value;
    memcpy(&value, (const char *)&v->doc->parts[part] + rule->offset, sizeof value);
    return value;
}

void conform_margins(struct view *v) {
    for (size_t i = 0; i < sizeof margin_rules / sizeof *margin_rules; i++) {
        const struct margin_rule *rule = &margin_rules[i];
        for (size_t p = 0; p < v->doc->part_count; p++) {
            int32_t found = margin_of(v, p, rule);
            if (p > 0 && found == margin_of(v, p - 1, rule)) {
                continue; /* from the same key */
            }
            if (found < MM_TO_MPT(rule->min) - LENGTH_TOLERANCE ||
                found > MM_TO_MPT(rule->max) + LENGTH_TOLERANCE) {
                char wanted[32];
                snprintf(wanted, sizeof wanted, "%d-%d mm", rule->min, rule->max);
                view_report(v, CODE_E522, COMPONENT_NONE,
                            view_mm(v, rule->name[0], found, rule->name[1]), wanted, CLAUSE("I.4"),
                            "page", rule->key);
            }
        }
    }
}

void conform_typeface(struct view *v) {
    const char *name = v->doc->typeface;
    if (name && view_has_letter(v) && !typeface_is_lawful(name)) {
        view_report(v, CODE_E523, COMPONENT_BODY, name, "Times New Roman", CLAUSE("I.5"), "kind",
                    "font");
    }
}

/* ---- page numbers ---- */

static bool is_centred(const struct view *v, const struct seen_line *line) {
    int32_t left, right;
    view_sides(v, line->page, &left, &right);
    int32_t middle = (line->x1 + line->x2) / 2;
    return !off(middle, (left + right) / 2) || !off(middle, v->pages->pages[line->page].width / 2);
}

/* What is wrong with the number of a page as found and wanted; false when nothing is. Numbers that
 * run on from part to part are another fault, and may show on a first page. */
static bool number_fault(struct view *v, size_t page, const struct seen_line *line,
                         const char **found, const char **wanted) {
    const struct page *p = &v->pages->pages[page];
    bool first = page == 0 || view_part(v, page - 1) != p->part;
    if (line == NULL) {
        *found = view_both(v, "không có", "missing");
        *wanted = view_both(v, "ghi từ trang thứ hai", "shown from the second page on");
        return !first;
    }
    if (first && p->number == 1) {
        *found = view_both(v, "có trên trang đầu", "shown on the first page");
        *wanted = view_both(v, "trang đầu không ghi số", "none on the first page");
        return true;
    }
    *found = view_both(v, "ở chân trang", "at the foot");
    *wanted = view_both(v, "trong lề trên, canh giữa", "in the top margin, centred");
    if (line->y > v->doc->parts[p->part].margin_top) {
        return true;
    }
    *found = view_both(v, "lệch khỏi giữa", "off the middle");
    return !is_centred(v, line);
}

void conform_page_numbers(struct view *v) {
    const char *found, *wanted;
    size_t at = 0;
    for (size_t page = 0; page < v->pages->count; page++) {
        const struct seen_line *number = NULL;
        for (; at < v->line_count && v->lines[at].page <= page; at++) {
            if (v->lines[at].page == page && v->lines[at].component == COMPONENT_PAGE_NUMBER) {
                number = &v->lines[at];
            }
        }
        if (number_fault(v, page, number, &found, &wanted)) {
            view_report(v, CODE_E546, COMPONENT_PAGE_NUMBER, found, wanted, CLAUSE("I.7"), "page",
                        "page_number");
            return;
        }
    }
}

/* Each appendix counts its own pages. */
void conform_restart(struct view *v) {
    for (size_t i = 1; i < v->pages->count; i++) {
        const struct page *p = &v->pages->pages[i];
        if (p->part != p[-1].part && p->number != 1) {
            char found[32];
            snprintf(found, sizeof found, "%u", p->number);
            view_report(v, CODE_E549, COMPONENT_PAGE_NUMBER, found, "1", CLAUSE("III.1"), "page",
                        "appendix_pages");
            return;
        }
    }
}

/* ---- an appendix in a file of its own ---- */

static void report_signed(struct view *v, const char *found, const char *wanted) {
    view_report(v, CODE_E551, COMPONENT_SIGNED_LINE, found, wanted, CLAUSE("III.1"), NULL, NULL);
}

/* One line at the right of the top margin, and no picture beside it. */
void conform_signed_line(struct view *v) {
    for (size_t part = 0; part < v->doc->part_count; part++) {
        const struct seen_line *line = view_first(v, part, COMPONENT_SIGNED_LINE);
        if (line == NULL) {
            continue;
        }
        int32_t left, right;
        view_sides(v, line->page, &left, &right);
        if (view_next(v, part, COMPONENT_SIGNED_LINE, line)) {
            report_signed(v, view_both(v, "nhiều dòng", "several lines"),
                          view_both(v, "một dòng", "one line"));
        }
        if ((line->x1 + line->x2) / 2 < (left + right) / 2 ||
            line->y > v->doc->parts[part].margin_top + LENGTH_TOLERANCE) {
            report_signed(
                v, view_both(v, "không ở góc trên bên phải", "not at the top right"),
                view_both(v, "góc trên, bên phải trang đầu", "top right of the first page"));
        }
        if (v->pages->pages[line->page].picture_count) {
            report_signed(v, view_both(v, "có hình ảnh", "with a picture"),
                          view_both(v, "không kèm hình ảnh", "without a picture"));
        }
    }
}
