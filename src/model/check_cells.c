/* Rules on units and values, cell by cell. */
#include <string.h>

#include "base/utf8.h"
#include "model/rules.h"
#include "model/target.h"
#include "model/unit.h"

static bool has_amount(const struct check *c, const struct plan_row *row) {
    for (size_t i = 0; i < c->plan->schema->column_count; i++) {
        if (row->cells[i].value && value_is_numeric(row->cells[i].value)) {
            return true;
        }
    }
    return false;
}

/* ---- units and values ---- */

/* An amount without a unit says nothing; a sentence or a state needs none. */
void rule_unit(const struct check *c, const struct plan_row *row) {
    if (c->unit_column < 0 || row->kind == ROW_SECTION) {
        return;
    }
    const char *unit = rule_cell_text(row, c->unit_column);
    bool missing = *unit == '\0';
    if (missing ? !has_amount(c, row) : unit_is_known(c->units, unit)) {
        return;
    }
    struct place at = plan_place(c->plan, row, (size_t)c->unit_column);
    if (missing) {
        DIAG(c->diag, E305, &at);
    } else {
        const char *right = unit_suggestion(c->units, c->arena, unit);
        at.expected = right;
        DIAG(c->diag, E306, &at, unit, right ? arena_printf(c->arena, " (%s?)", right) : "");
    }
}

static bool has_letter(const char *s) {
    while (*s) {
        uint32_t ch = utf8_next(&s);
        if ((ch >= 'A' && ch <= 'Z') || (ch >= 'a' && ch <= 'z') || ch > 0xBF) {
            return true;
        }
    }
    return false;
}

void rule_types(const struct check *c, const struct plan_row *row) {
    for (size_t i = 0; i < c->plan->schema->column_count; i++) {
        const struct plan_cell *cell = &row->cells[i];
        bool number = c->plan->schema->columns[i].type == COLUMN_NUMBER;
        if (cell->value == NULL) {
            continue;
        }
        bool text = cell->value->kind == VALUE_TEXT;
        bool state = cell->value->kind == VALUE_STATE;
        bool unfit = number ? text || state : text && !has_letter(cell->text);
        if (unfit && !rule_is_damaged_value(cell->text)) {
            struct place at = plan_place(c->plan, row, i);
            at.expected = number ? "12,5" : "12,5; > 90; 11/12; 12-13; Đạt";
            DIAG(c->diag, E307, &at, cell->text, at.expected);
        }
    }
}

void rule_ambiguous(const struct check *c, const struct plan_row *row) {
    for (size_t i = 0; i < c->plan->schema->column_count; i++) {
        const struct plan_cell *cell = &row->cells[i];
        if (cell->value && cell->value->ambiguous) {
            struct place at = plan_place(c->plan, row, i);
            const char *sign = strpbrk(cell->text, ".,");
            char *decimal = arena_strdup(c->arena, cell->text);
            char *whole = arena_strdup(c->arena, cell->text);
            size_t offset = (size_t)(sign - cell->text);
            decimal[offset] = ',';
            whole[offset] = '.';
            DIAG(c->diag, W310, &at, cell->text, decimal, whole);
        }
    }
}

/* A row whose ordinal nobody understands and that has nothing but its name is a heading. */
static bool may_be_heading(const struct check *c, const struct plan_row *row) {
    for (size_t i = 0; i < c->plan->schema->column_count; i++) {
        bool named = (int)i == c->ordinal_column || (int)i == c->name_column;
        if (!named && *row->cells[i].text) {
            return false;
        }
    }
    return row->level == PLAN_NO_LEVEL;
}

/* A name typed into the cell of the ordinal is not missing. */
static bool is_required(const struct check *c, const struct plan_row *row, size_t column) {
    if ((int)column == c->name_column) {
        return !row->ordinal_with_name;
    }
    return c->plan->schema->columns[column].required && rule_is_leaf(row) &&
           !may_be_heading(c, row);
}

void rule_required(const struct check *c, const struct plan_row *row) {
    for (size_t i = 0; i < c->plan->schema->column_count; i++) {
        const struct plan_cell *cell = &row->cells[i];
        struct plan_span span = plan_span(row, i);
        bool blank = *cell->text == '\0' && span.down == 1 && span.right == 1;
        if (blank && is_required(c, row, i)) {
            struct place at = plan_place(c->plan, row, i);
            DIAG(c->diag, E309, &at, c->plan->schema->columns[i].heading);
        }
    }
}

/* A tag or an entity of a web page, "<i>", "</b>", "&nbsp;": its start, or NULL. */
static const char *find_markup(const char *text) {
    for (const char *s = text; (s = strpbrk(s, "<&")) != NULL; s++) {
        const char *name = s + 1 + (*s == '<' && s[1] == '/');
        size_t len = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
        bool tag = *s == '<' && (name[len] == '>' || (name[len] == '/' && name[len + 1] == '>'));
        bool entity = *s == '&' && name[len] == ';';
        if (len > 0 && len < 10 && (tag || entity)) {
            return s;
        }
    }
    return NULL;
}

void rule_markup(const struct check *c, const struct plan_row *row) {
    for (size_t i = 0; row->markup && i < c->plan->schema->column_count; i++) {
        const char *markup = find_markup(row->cells[i].text);
        if (markup) {
            struct place at = plan_place(c->plan, row, i);
            size_t len = strcspn(markup, ">;") + 1;
            DIAG(c->diag, W314, &at, arena_strndup(c->arena, markup, len));
        }
    }
}

static bool has_any(const char *name, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (strstr(name, words[i])) {
            return true;
        }
    }
    return false;
}

/* Says a part of a whole, and not one amount against another, which may pass 100 %. */
static bool is_share(const char *name) {
    static const char *const parts[] = {"tỷ lệ", "tỉ lệ", "tỷ trọng", "tỉ trọng", "bao phủ"};
    static const char *const against[] = {"dự toán", "so với",    "thu ngân sách", "tốc độ",
                                          "vượt",    "kế hoạch",  "tăng",          "tỷ lệ thu",
                                          "sinh đẻ", "giới tính", "huy động"};
    return has_any(name, parts, sizeof parts / sizeof *parts) &&
           !has_any(name, against, sizeof against / sizeof *against);
}

/* A share of a whole is not over 100 %. */
void rule_share(const struct check *c, const struct plan_row *row) {
    static const struct decimal hundred = {100, 0};
    if (c->unit_column < 0 || !c->name || strcmp(rule_cell_text(row, c->unit_column), "%") != 0) {
        return;
    }
    for (size_t i = 0; i < c->plan->schema->column_count; i++) {
        const struct value *v = row->cells[i].value;
        if (!v || !value_is_numeric(v) || v->kind == VALUE_FRACTION || v->growth || v->ambiguous ||
            decimal_compare(v->high, hundred) <= 0) {
            continue;
        }
        if (target_traits_of(c->plan, row, c->name).kind != TARGET_LEVEL || !is_share(c->name)) {
            return;
        }
        struct place at = plan_place(c->plan, row, i);
        DIAG(c->diag, W340, &at, row->cells[i].text);
    }
}
