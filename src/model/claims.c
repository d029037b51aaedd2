/* Holds what a dispatch says of its appendix against the table: how many targets it announces, the
 * values it cites, its number and date. */
#include "model/claims.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "model/job.h"
#include "model/plan.h"
#include "source/ini_file.h"

#define COUNT_KEY "targets"
#define VALUE_KEY "value."

struct claims {
    struct arena *arena;
    const struct job *job;
    const char *section; /* of the claims */
    const struct plan *plan;
    struct diag *diag;
};

/* ---- numbers of targets ---- */

/* True when a row whose parent is `parent` lies in the section whose ordinals, in small letters
 * with stops between, are `path`: "a", "b.ii". */
static bool lies_in(const struct claims *c, uint32_t parent, const char *path) {
    int ordinal = schema_column_of(c->plan->schema, COLUMN_ORDINAL);
    const char *own = "";
    for (uint32_t at = parent; at != UINT32_MAX; at = c->plan->rows[at].parent) {
        const char *text = c->plan->rows[at].cells[ordinal].text;
        const char *bare = arena_strndup(c->arena, text, strcspn(text, ".) "));
        own = arena_printf(c->arena, "%s%s%s", utf8_lower(c->arena, bare), *own ? "." : "", own);
    }
    size_t len = strlen(path);
    return strncmp(own, path, len) == 0 && (own[len] == '\0' || own[len] == '.');
}

/* The empty path is the whole table. Rows of one section follow each other, so the answer for the
 * last parent mostly serves again. */
static size_t count_in(const struct claims *c, const char *path) {
    uint32_t parent = UINT32_MAX;
    bool inside = *path == '\0';
    size_t found = 0;
    for (size_t i = 0; i < c->plan->count; i++) {
        const struct plan_row *row = &c->plan->rows[i];
        if (row->kind == ROW_ITEM && *path && row->parent != parent) {
            parent = row->parent;
            inside = lies_in(c, parent, path);
        }
        found += row->kind == ROW_ITEM && inside;
    }
    return found;
}

static bool parse_count(const char *text, size_t *count) {
    size_t digits = strspn(text, "0123456789");
    *count = 0;
    for (size_t i = 0; i < digits && digits <= 6; i++) {
        *count = *count * 10 + (size_t)(text[i] - '0');
    }
    return digits > 0 && digits <= 6 && text[digits] == '\0';
}

/* "targets = 26", "targets.a = 15" */
static void check_count(const struct claims *c, const char *key, const char *value) {
    struct place at = ini_place(c->job->ini, c->section, key);
    const char *path = key[strlen(COUNT_KEY)] ? key + strlen(COUNT_KEY) + 1 : "";
    size_t claimed;
    if (!parse_count(value, &claimed)) {
        at.expected = "26";
        DIAG(c->diag, E206, &at, key, value, at.expected);
        return;
    }
    size_t found = count_in(c, path);
    if (found != claimed) {
        const char *where =
            *path ? arena_printf(c->arena, " (%s)", utf8_upper(c->arena, path)) : "";
        const char *count = arena_printf(c->arena, "%zu", found);
        at.expected = count;
        DIAG(c->diag, E380, &at, value, where, count);
    }
}

/* ---- cited values ---- */

static const struct plan_row *find_target(const struct claims *c, const char *name) {
    int column = schema_column_of(c->plan->schema, COLUMN_NAME);
    for (size_t i = 0; i < c->plan->count; i++) {
        const struct plan_row *row = &c->plan->rows[i];
        if (row->kind != ROW_SECTION && utf8_same_folded(row->cells[column].text, name)) {
            return row;
        }
    }
    return NULL;
}

/* The column that a citation means: the ward's plan, else the first with values. */
static int cited_column(const struct plan *plan) {
    int column = schema_column_of_role(plan->schema, ROLE_PLAN);
    return column >= 0 ? column : schema_column_of(plan->schema, COLUMN_TARGET);
}

static bool same_value(const struct value *cited, const struct plan_cell *cell, const char *text) {
    return (cell->value && value_is_numeric(cited) && cited->kind == cell->value->kind &&
            cited->comparator == cell->value->comparator &&
            decimal_compare(cited->low, cell->value->low) == 0 &&
            decimal_compare(cited->high, cell->value->high) == 0) ||
           utf8_same_folded(text, cell->text);
}

/* "value.1 = Tên chỉ tiêu = 3904,88" */
static void check_value(const struct claims *c, const char *key, const char *value) {
    struct place at = ini_place(c->job->ini, c->section, key);
    const char *equals = strrchr(value, '=');
    int column = cited_column(c->plan);
    if (equals == NULL || equals == value || column < 0) {
        at.expected = "Tên chỉ tiêu = 12,5";
        DIAG(c->diag, E206, &at, key, value, at.expected);
        return;
    }
    size_t len = (size_t)(equals - value);
    while (len > 0 && value[len - 1] == ' ') {
        len--;
    }
    const char *name = arena_strndup(c->arena, value, len);
    const char *text = equals + 1 + strspn(equals + 1, " ");
    const struct plan_row *row = find_target(c, name);
    if (row == NULL) {
        DIAG(c->diag, E382, &at, name);
        return;
    }
    static const struct number_style comma = {.comma_is_decimal = true};
    struct value cited = value_parse(text, &comma);
    const struct plan_cell *cell = &row->cells[column];
    if (!same_value(&cited, cell, text)) {
        at = plan_place(c->plan, row, (size_t)column);
        at.expected = text;
        DIAG(c->diag, E381, &at, name, text, cell->text);
    }
}

static void check_claim(void *context, const char *key, const char *value) {
    const struct claims *c = context;
    size_t len = strlen(COUNT_KEY);
    if (strncmp(key, COUNT_KEY, len) == 0 && (key[len] == '\0' || key[len] == '.')) {
        check_count(c, key, value);
    } else if (strncmp(key, VALUE_KEY, strlen(VALUE_KEY)) == 0) {
        check_value(c, key, value);
    } else {
        struct place at = ini_place(c->job->ini, c->section, key);
        DIAG(c->diag, E202, &at, key, "");
    }
}

/* ---- the line "(Kèm theo ...)" above the table ---- */

/* What stands between "số" and "ngày" or "tháng": the number of the dispatch. */
static const char *number_in_line(struct arena *a, const char *line) {
    const char *number = strstr(line, "số ");
    if (number == NULL) {
        return "";
    }
    number += strlen("số ");
    number += strspn(number, " ");
    return arena_strndup(a, number, strcspn(number, " "));
}

/* A full date dd/mm/yyyy or "dd tháng mm năm yyyy" behind "ngày"; all zero without one. */
static struct date date_in_line(const char *line) {
    struct date date = {0, 0, 0};
    const char *s = strstr(line, "ngày ");
    int *const parts[] = {&date.day, &date.month, &date.year};
    for (size_t i = 0; s && i < 3; i++) {
        s += strcspn(s, "0123456789");
        for (; *s >= '0' && *s <= '9' && *parts[i] < 10000; s++) {
            *parts[i] = *parts[i] * 10 + (*s - '0');
        }
    }
    return date.year ? date : (struct date){0, 0, 0};
}

static void check_attachment_line(const struct claims *c, struct place at, const char *line) {
    const char *number = ini_text(c->job->ini, "document", "number");
    const char *found = number_in_line(c->arena, line);
    at.value = line;
    if (number && *found >= '0' && *found <= '9' && !utf8_same_folded(number, found)) {
        at.expected = number;
        DIAG(c->diag, W383, &at, found, number);
    }
    struct date date, written = date_in_line(line);
    const char *text = ini_text(c->job->ini, "document", "date");
    if (text && written.year && date_parse(text, &date) &&
        (date.year != written.year || date.month != written.month || date.day != written.day)) {
        at.expected = text;
        DIAG(c->diag, W383, &at,
             arena_printf(c->arena, "%d/%d/%d", written.day, written.month, written.year), text);
    }
}

void check_claims(struct arena *a, const struct job *job, const struct job_appendix *appendix,
                  const struct plan *plan, struct diag *diag) {
    struct claims c = {a, job, appendix->claim_section, plan, diag};
    ini_each(job->ini, c.section, check_claim, &c);
    /* Results are attached to another document than the plan was. */
    for (size_t r = 0; appendix->show == SHOW_TABLE && r < plan->first_row; r++) {
        const struct csv_row *row = &plan->table->rows[r];
        for (uint32_t i = 0; i < row->count; i++) {
            if (utf8_starts_folded(row->cells[i], "kèm theo")) {
                check_attachment_line(&c, csv_place(plan->table, row, i), row->cells[i]);
            }
        }
    }
}
