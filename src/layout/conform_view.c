/* Gathers the marks of finished pages to lines of one component, and words what is found. */
#include "layout/conform_view.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "layout/fontset.h"
#include "model/job.h"
#include "model/letter.h"
#include "source/ini_file.h"

/* Table cells are the bulk of a document, and the law does not rule them. */
static bool is_ruled(uint8_t component) {
    return component != COMPONENT_NONE && component != COMPONENT_TABLE;
}

/* Stands in a margin by right. */
static bool in_margin(uint8_t component) {
    return component == COMPONENT_PAGE_NUMBER || component == COMPONENT_SIGNED_LINE ||
           component == COMPONENT_CIRCULATION || component == COMPONENT_DRAFT_MARK;
}

static int32_t spaces_in(const struct text_mark *mark) {
    int32_t count = 0;
    for (uint32_t i = 0; i < mark->len; i++) {
        count += mark->text[i] == ' ';
    }
    return count;
}

static int32_t right_end(const struct view *v, const struct text_mark *mark) {
    int32_t width = ttf_width(v->fonts->faces[mark->face], mark->text, mark->len, mark->size);
    return mark->x + width + (mark->word_space ? mark->word_space * spaces_in(mark) : 0);
}

/* Three signs or more, none of them a letter or digit. */
static bool is_row_of_dashes(const struct text_mark *mark) {
    uint32_t count = 0;
    for (const char *s = mark->text; s < mark->text + mark->len;) {
        uint32_t c = utf8_next(&s);
        if (c != '-' && c != '_' && c != 0x2013 && c != 0x2014) {
            return false;
        }
        count++;
    }
    return count >= 3;
}

/* ---- gathering ---- */

static void note_case(struct seen_style *style, const struct text_mark *mark) {
    for (const char *s = mark->text; s < mark->text + mark->len;) {
        struct letter letter;
        uint32_t c = letter_next(&s, &letter);
        if (letter.base) {
            bool upper = letter_is_upper(c);
            style->has_upper |= upper;
            style->has_lower |= !upper;
        }
    }
}

static void note_style(struct view *v, size_t page, const struct text_mark *mark) {
    struct seen_style *style = &v->styles[mark->component];
    if (style->max_size == 0) {
        *style = (struct seen_style){.page = page, .min_size = mark->size, .max_size = mark->size};
    }
    style->min_size = mark->size < style->min_size ? mark->size : style->min_size;
    style->max_size = mark->size > style->max_size ? mark->size : style->max_size;
    style->faces[mark->face] += mark->len;
    style->inks[mark->ink] += mark->len;
    note_case(style, mark);
}

/* Marks of one line come one behind the other. */
static void note_line(struct view *v, size_t page, size_t index, const struct text_mark *mark,
                      int32_t right) {
    struct seen_line *last = v->line_count ? &v->lines[v->line_count - 1] : NULL;
    if (last && last->page == page && last->component == mark->component && last->y == mark->y &&
        last->first + last->count == index && mark->x >= last->x1) {
        last->count++;
        last->x2 = right > last->x2 ? right : last->x2;
        last->size = mark->size > last->size ? mark->size : last->size;
        last->as_dashes = false;
        return;
    }
    GROW(v->lines, v->line_count, v->line_capacity);
    v->lines[v->line_count++] = (struct seen_line){.page = page,
                                                   .first = index,
                                                   .count = 1,
                                                   .x1 = mark->x,
                                                   .x2 = right,
                                                   .y = mark->y,
                                                   .size = mark->size,
                                                   .component = mark->component,
                                                   .face = mark->face,
                                                   .as_dashes = is_row_of_dashes(mark)};
}

/* What runs out of the type area is told once a page. */
static bool check_inside(struct view *v, size_t page, const struct text_mark *mark, int32_t right) {
    const struct page *p = &v->pages->pages[page];
    const struct doc_part *part = &v->doc->parts[p->part];
    int32_t over[] = {part->margin_left - mark->x, right - (p->width - part->margin_right),
                      part->margin_top - mark->y, mark->y - (p->height - part->margin_bottom)};
    static const char *const sides[] = {"trái" DIAG_BOTH "left", "phải" DIAG_BOTH "right",
                                        "trên" DIAG_BOTH "top", "dưới" DIAG_BOTH "bottom"};
    for (size_t i = 0; i < sizeof over / sizeof *over; i++) {
        if (over[i] > LENGTH_TOLERANCE) {
            struct place at = {.file = part->source_file ? part->source_file : v->job->file};
            const char *words = view_mm(v, "", over[i], "");
            uint32_t len = mark->len;
            while (len > 60 || (len && len < mark->len && (mark->text[len] & 0xC0) == 0x80)) {
                len--;
            }
            DIAG(v->diag, E561, &at, arena_strndup(v->arena, mark->text, len), sides[i], words,
                 arena_printf(v->arena, "%zu", page + 1), CLAUSE("I"));
            return false;
        }
    }
    return true;
}

static void read_page(struct view *v, size_t page) {
    const struct page *p = &v->pages->pages[page];
    bool inside = true;
    for (size_t i = 0; i < p->text_count; i++) {
        const struct text_mark *mark = &p->texts[i];
        if (mark->angle || mark->len == 0) {
            continue;
        }
        int32_t right = right_end(v, mark);
        if (inside && !in_margin(mark->component)) {
            inside = check_inside(v, page, mark, right);
        }
        if (is_ruled(mark->component)) {
            if (!is_row_of_dashes(mark)) {
                note_style(v, page, mark);
            }
            note_line(v, page, i, mark, right);
        } else {
            v->styles[COMPONENT_TABLE].inks[mark->ink] += mark->len;
        }
    }
    for (size_t i = 0; i < p->rule_count; i++) {
        if (is_ruled(p->rules[i].component)) {
            GROW(v->rules, v->rule_count, v->rule_capacity);
            v->rules[v->rule_count++] = (struct seen_rule){page, &p->rules[i]};
        }
    }
}

void view_init(struct view *v, const struct doc *doc, const struct page_set *pages,
               const struct fontset *fonts, const struct job *job, struct diag *diag) {
    *v = (struct view){.doc = doc, .pages = pages, .fonts = fonts, .job = job, .diag = diag};
    text_init(&v->joined);
    for (size_t i = 0; i < pages->count; i++) {
        read_page(v, i);
    }
}

void view_release(struct view *v) {
    text_release(&v->joined);
    arena_free(v->arena);
    free(v->lines);
    free(v->rules);
}

/* ---- looking up ---- */

bool view_has_letter(const struct view *v) {
    return v->job->letter != NULL;
}

size_t view_part(const struct view *v, size_t page) {
    return v->pages->pages[page].part;
}

const struct seen_line *view_next(const struct view *v, size_t part, enum component component,
                                  const struct seen_line *after) {
    for (size_t i = after ? (size_t)(after - v->lines) + 1 : 0; i < v->line_count; i++) {
        const struct seen_line *line = &v->lines[i];
        if (line->component == component && !line->as_dashes && view_part(v, line->page) == part) {
            return line;
        }
    }
    return NULL;
}

const struct seen_line *view_first(const struct view *v, size_t part, enum component component) {
    return view_next(v, part, component, NULL);
}

const struct seen_line *view_last(const struct view *v, size_t part, enum component component) {
    const struct seen_line *last = NULL;
    for (const struct seen_line *l = NULL; (l = view_next(v, part, component, l)) != NULL;) {
        last = l;
    }
    return last;
}

const struct seen_rule *view_rule(const struct view *v, size_t part, enum component component) {
    for (size_t i = 0; i < v->rule_count; i++) {
        if (v->rules[i].mark->component == component && view_part(v, v->rules[i].page) == part) {
            return &v->rules[i];
        }
    }
    return NULL;
}

const char *view_text(struct view *v, const struct seen_line *line) {
    const struct page *page = &v->pages->pages[line->page];
    text_clear(&v->joined);
    for (size_t i = line->first; i < line->first + line->count; i++) {
        text_put(&v->joined, page->texts[i].text, page->texts[i].len);
    }
    return v->joined.data;
}

int32_t view_top(const struct view *v, const struct seen_line *line) {
    const struct ttf *font = v->fonts->faces[line->face];
    int64_t ascent = ttf_ascent(font), room = LINE_SPACING - ascent - ttf_descent(font);
    return line->y - (int32_t)((room / 2 + ascent) * line->size / 1000);
}

int32_t view_bottom(const struct view *v, const struct seen_line *line) {
    return view_top(v, line) + (int32_t)((int64_t)LINE_SPACING * line->size / 1000);
}

void view_sides(const struct view *v, size_t page, int32_t *left, int32_t *right) {
    const struct page *p = &v->pages->pages[page];
    *left = v->doc->parts[p->part].margin_left;
    *right = p->width - v->doc->parts[p->part].margin_right;
}

/* ---- findings ---- */

static struct arena *words(struct view *v) {
    if (v->arena == NULL) {
        v->arena = arena_new();
    }
    return v->arena;
}

const char *view_both(struct view *v, const char *vietnamese, const char *english) {
    return arena_printf(words(v), "%s" DIAG_BOTH "%s", vietnamese, english);
}

/* Tenths, with a decimal comma in Vietnamese; whole numbers without decimals. */
static const char *with_number(struct view *v, const char *vietnamese, const char *english,
                               int64_t tenths, const char *unit) {
    const char *sign = tenths < 0 ? "-" : "";
    unsigned size = (unsigned)(tenths < 0 ? -tenths : tenths);
    const char *gap[] = {*vietnamese ? " " : "", *english ? " " : ""};
    if (size % 10 == 0) {
        return arena_printf(words(v), "%s%s%s%u %s" DIAG_BOTH "%s%s%s%u %s", vietnamese, gap[0],
                            sign, size / 10, unit, english, gap[1], sign, size / 10, unit);
    }
    return arena_printf(words(v), "%s%s%s%u,%u %s" DIAG_BOTH "%s%s%s%u.%u %s", vietnamese, gap[0],
                        sign, size / 10, size % 10, unit, english, gap[1], sign, size / 10,
                        size % 10, unit);
}

const char *view_mm(struct view *v, const char *vietnamese, int32_t mpt, const char *english) {
    int64_t rounding = mpt < 0 ? -141732 : 141732;
    return with_number(v, vietnamese, english, ((int64_t)mpt * 1000 + rounding) / 283465, "mm");
}

const char *view_pt(struct view *v, const char *vietnamese, int32_t mpt, const char *english) {
    return with_number(v, vietnamese, english, (mpt + (mpt < 0 ? -50 : 50)) / 100, "pt");
}

void view_report(struct view *v, enum code code, enum component component, const char *found,
                 const char *wanted, const char *clause, const char *section, const char *key) {
    const struct job *job = v->job;
    const struct document_kind *kind = job->letter ? job->letter->kind : NULL;
    struct place at = {.file = job->file};
    const char *named = "chữ trong công việc hoặc hồ sơ phường" DIAG_BOTH
                        "the words in the job or the ward profile";
    if (section && kind && kind->ini) {
        at = ini_place(kind->ini, section, key);
        named = arena_printf(words(v), "khóa %s trong [%s]" DIAG_BOTH "key %s in [%s]", key,
                             section, key, section);
    }
    const char *const args[] = {
        component_info_of(component)->term, found, wanted, clause, named, NULL};
    diag_add(v->diag, code, &at, args);
}

void view_report_style(struct view *v, enum code code, enum component component, const char *found,
                       const char *wanted, const char *clause, const char *key) {
    const char *section = arena_printf(words(v), "style.%s", component_info_of(component)->key);
    view_report(v, code, component, found, wanted, clause, section, key);
}
