/* Rules on columns of people, agencies and deadlines. */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "model/agency.h"
#include "model/deadline.h"
#include "model/distinct.h"
#include "model/letter.h"
#include "model/people.h"
#include "model/rules.h"
#include "model/spelling.h"

#define MOST_IN_CELL    16
#define NAME_BYTES      256
#define MOST_SUGGESTION 500 /* looking for the nearest name is slow where all are unknown */

/* ---- spellings ---- */

struct reporter {
    const struct check *c;
    enum code code;
};

static void report_spelling(void *context, const struct spelling *minority,
                            const struct spelling *majority) {
    const struct reporter *r = context;
    const struct check *c = r->c;
    struct place at = plan_place(c->plan, &c->plan->rows[minority->row], minority->column);
    at.expected = majority->shown;
    const char *args[] = {minority->shown, arena_printf(c->arena, "%u", minority->count),
                          majority->shown, arena_printf(c->arena, "%u", majority->count), NULL};
    diag_add(c->diag, r->code, &at, args);
}

static void add_spelling(const struct check *c, struct spellings *all, const char *key,
                         const char *shown, const struct distinct_text *t, size_t column) {
    char form[NAME_BYTES];
    letter_form(shown, form, sizeof form);
    const struct spelling one = {
        key, arena_strdup(c->arena, form), shown, t->count, t->first_row, (uint16_t)column};
    spellings_add(all, &one);
}

static const char *bare_key(const struct check *c, const char *text) {
    char bare[NAME_BYTES];
    letter_bare(text, 0, bare, sizeof bare);
    return arena_strdup(c->arena, bare);
}

/* ---- people ---- */

static void add_people(const struct check *c, struct spellings *all, const struct distinct_text *t,
                       size_t column) {
    struct person_name names[MOST_IN_CELL];
    size_t count = people_find(t->text, names, MOST_IN_CELL);
    for (size_t i = 0; i < count; i++) {
        const char *name = arena_strndup(c->arena, names[i].start, names[i].len);
        add_spelling(c, all, bare_key(c, name), name, t, column);
    }
}

/* ---- agencies ---- */

/* Units of the ward; an unknown one is reported at each of its cells by report_unknown. */
static bool add_agencies(const struct check *c, struct spellings *all,
                         const struct distinct_text *t, size_t column) {
    struct agency_mention found[MOST_IN_CELL];
    size_t count = agency_find(c->agencies, t->text, found, MOST_IN_CELL);
    bool unknown = false;
    for (size_t i = 0; i < count; i++) {
        const char *shown = arena_strndup(c->arena, found[i].start, found[i].len);
        unknown |= found[i].name == NULL;
        add_spelling(c, all, found[i].name ? found[i].name : bare_key(c, shown), shown, t, column);
    }
    return unknown;
}

static void report_unknown(const struct check *c, const struct plan_row *row, size_t column,
                           bool suggest) {
    struct agency_mention found[MOST_IN_CELL];
    size_t count = agency_find(c->agencies, rule_cell_text(row, (int)column), found, MOST_IN_CELL);
    for (size_t i = 0; i < count; i++) {
        if (found[i].name) {
            continue;
        }
        const char *name = arena_strndup(c->arena, found[i].start, found[i].len);
        const char *near = suggest ? agency_nearest(c->agencies, name) : NULL;
        struct place at = plan_place(c->plan, row, column);
        at.expected = near;
        DIAG(c->diag, W332, &at, name, near ? arena_printf(c->arena, " (%s?)", near) : "");
    }
}

static void check_agencies(const struct check *c, struct spellings *all, const struct distinct *d,
                           size_t column) {
    size_t unknown = 0;
    for (size_t i = 0; i < d->count; i++) {
        unknown += add_agencies(c, all, &d->texts[i], column);
    }
    if (unknown == 0 || agency_list_is_empty(c->agencies)) {
        return;
    }
    for (size_t i = 0, reported = 0; i < c->plan->count; i++) {
        const struct plan_row *row = &c->plan->rows[i];
        if (row->kind != ROW_SECTION && !row->shift && *rule_cell_text(row, (int)column)) {
            report_unknown(c, row, column, reported++ < MOST_SUGGESTION);
        }
    }
}

/* ---- deadlines ---- */

/* How months are written: Tháng 1 or Tháng 01. */
struct months {
    uint32_t count[2];
    uint32_t row[2];
    size_t column[2];
    const char *shown[2], *other[2]; /* as written, and as the other way writes it */
};

static void count_months(const struct check *c, struct months *m, const struct distinct_text *t,
                         const struct deadline *d, size_t column) {
    if (d->month == NULL || d->month_plain == d->month_padded) {
        return;
    }
    int way = d->month_padded;
    if (m->count[way] == 0) {
        m->row[way] = t->first_row;
        m->column[way] = column;
        m->shown[way] = t->text;
        m->other[way] = arena_printf(c->arena, "%.*s%s%c%s", (int)(d->month - t->text), t->text,
                                     way ? "" : "0", d->behind[-1], d->behind);
    }
    m->count[way] += t->count;
}

static void report_months(const struct check *c, const struct months *m) {
    if (m->count[0] == 0 || m->count[1] == 0) {
        return;
    }
    int few = m->count[1] <= m->count[0];
    struct place at = plan_place(c->plan, &c->plan->rows[m->row[few]], m->column[few]);
    at.expected = m->other[few];
    DIAG(c->diag, N336, &at, m->shown[few], arena_printf(c->arena, "%u", m->count[few]),
         m->shown[!few], arena_printf(c->arena, "%u", m->count[!few]), m->other[few]);
}

static bool is_outside(const struct check *c, const struct deadline *d) {
    return c->year && d->first_year && (d->last_year < c->year || d->first_year > c->year);
}

static void report_deadline(const struct check *c, const struct plan_row *row, size_t column) {
    const char *text = rule_cell_text(row, (int)column);
    struct deadline d = deadline_parse(text);
    struct place at = plan_place(c->plan, row, column);
    if (!d.understood && !rule_is_damaged_deadline(text)) {
        at.expected = "31/12/2026; Tháng 3/2026; Quý I/2026; Thường xuyên";
        DIAG(c->diag, W334, &at, text);
    } else if (d.understood && is_outside(c, &d)) {
        char year[16];
        snprintf(year, sizeof year, "%d", c->year);
        at.expected = year;
        DIAG(c->diag, W335, &at, text, year);
    }
}

static void check_deadlines(const struct check *c, const struct distinct *texts, size_t column) {
    struct months months = {.count = {0, 0}};
    bool any = false;
    for (size_t i = 0; i < texts->count; i++) {
        struct deadline d = deadline_parse(texts->texts[i].text);
        any |= !d.understood || is_outside(c, &d);
        if (d.understood) {
            count_months(c, &months, &texts->texts[i], &d, column);
        }
    }
    report_months(c, &months);
    for (size_t i = 0; any && i < c->plan->count; i++) {
        const struct plan_row *row = &c->plan->rows[i];
        if (row->kind != ROW_SECTION && *rule_cell_text(row, (int)column)) {
            report_deadline(c, row, column);
        }
    }
}

/* ---- all columns ---- */

void rule_columns(const struct check *c) {
    struct spellings people = {0}, agencies = {0};
    for (size_t i = 0; i < c->plan->schema->column_count; i++) {
        int type = c->plan->schema->columns[i].type;
        if (type != COLUMN_PERSON && type != COLUMN_AGENCY && type != COLUMN_DEADLINE) {
            continue;
        }
        struct distinct d;
        distinct_collect(&d, c->plan, i);
        if (type == COLUMN_AGENCY) {
            check_agencies(c, &agencies, &d, i);
        } else if (type == COLUMN_DEADLINE) {
            check_deadlines(c, &d, i);
        }
        for (size_t t = 0; type == COLUMN_PERSON && t < d.count; t++) {
            add_people(c, &people, &d.texts[t], i);
        }
        distinct_release(&d);
    }
    spellings_each_minority(&people, report_spelling, &(struct reporter){c, CODE_W331});
    spellings_each_minority(&agencies, report_spelling, &(struct reporter){c, CODE_W333});
    spellings_release(&people);
    spellings_release(&agencies);
}
