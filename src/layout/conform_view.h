/* The marks of finished pages gathered to lines of one component, for the rules of conformity. */
#ifndef BAOCAO_LAYOUT_CONFORM_VIEW_H
#define BAOCAO_LAYOUT_CONFORM_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/text.h"
#include "layout/conform_pages.h"
#include "layout/page.h"
#include "model/component.h"

#define SIZE_TOLERANCE   100  /* 0.1 pt */
#define LENGTH_TOLERANCE 1417 /* 0.5 mm */

/* Clauses of the decree as findings cite them. */
#define DECREE         "Nghị định 30/2020/NĐ-CP, "
#define CLAUSE(number) DECREE "Phụ lục I, phần I, mục " number

/* Marks of one component on one baseline. */
struct seen_line {
    size_t page;
    size_t first, count; /* marks of the page */
    int32_t x1, x2, y;   /* ends, baseline */
    int32_t size;        /* of its largest letters */
    uint8_t component;
    uint8_t face;   /* of its first mark */
    bool as_dashes; /* a row of hyphens that stands for a rule */
};

struct seen_rule {
    size_t page;
    const struct rule_mark *mark;
};

/* What all marks of a component have in common. */
struct seen_style {
    size_t page;                /* of the first */
    int32_t min_size, max_size; /* mpt */
    uint32_t faces[FACE_COUNT]; /* bytes in each */
    uint32_t inks[3];           /* bytes in each of enum ink */
    bool has_upper, has_lower;
};

struct view {
    const struct doc *doc;
    const struct page_set *pages;
    const struct fontset *fonts;
    const struct job *job; /* its letter's kind is the template of the letter */
    struct diag *diag;
    struct arena *arena;     /* of the words of findings; made with the first */
    struct text joined;      /* of view_text */
    struct seen_line *lines; /* as they are read; those of tables are left out */
    size_t line_count, line_capacity;
    struct seen_rule *rules; /* those of tables are left out */
    size_t rule_count, rule_capacity;
    struct seen_style styles[COMPONENT_COUNT];
};

/* Reads all pages; what runs out of the type area is reported on the way. */
void view_init(struct view *v, const struct doc *doc, const struct page_set *pages,
               const struct fontset *fonts, const struct job *job, struct diag *diag);
void view_release(struct view *v);

/* True when the document has a letter, which then is part 0. */
bool view_has_letter(const struct view *v);
size_t view_part(const struct view *v, size_t page);

/* The next line of the component in a part behind `after` (NULL: from the start), or NULL; rows of
 * hyphens are passed over. */
const struct seen_line *view_next(const struct view *v, size_t part, enum component component,
                                  const struct seen_line *after);
const struct seen_line *view_first(const struct view *v, size_t part, enum component component);
const struct seen_line *view_last(const struct view *v, size_t part, enum component component);

/* The rule of a component in a part, or NULL. */
const struct seen_rule *view_rule(const struct view *v, size_t part, enum component component);

/* The words of a line; good until the next call. */
const char *view_text(struct view *v, const struct seen_line *line);

/* Top and bottom of the line's box when it is set single. */
int32_t view_top(const struct view *v, const struct seen_line *line);
int32_t view_bottom(const struct view *v, const struct seen_line *line);

/* The type area of a page: from `left` to `right`. */
void view_sides(const struct view *v, size_t page, int32_t *left, int32_t *right);

/* ---- findings ---- */

/* "{1}: {2}, wanted {3} ({4}); change {5}". `section` and `key` name what to change in the letter's
 * template; NULL: no single key. */
void view_report(struct view *v, enum code code, enum component component, const char *found,
                 const char *wanted, const char *clause, const char *section, const char *key);

/* The same with the component's own section: [style.kind] size. */
void view_report_style(struct view *v, enum code code, enum component component, const char *found,
                       const char *wanted, const char *clause, const char *key);

/* Words of a finding in both languages: "cách 12,5 mm", "off by 12.5 mm". They live until
 * view_release. */
const char *view_both(struct view *v, const char *vietnamese, const char *english);
const char *view_mm(struct view *v, const char *vietnamese, int32_t mpt, const char *english);
const char *view_pt(struct view *v, const char *vietnamese, int32_t mpt, const char *english);

#endif
