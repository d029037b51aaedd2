/* The names that the texts of a job may refer to: {{ward.name}}, {{appendix.1.targets}}. */
#include "model/job_values.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "model/counts.h"
#include "model/expand.h"
#include "model/job.h"
#include "model/plan.h"
#include "model/values.h"
#include "source/ini_file.h"

#define NUMBER_GAP "      " /* room to write it in by hand, as beside "Số:" */

/* ---- job and profile ---- */

struct taker {
    struct arena *arena;
    struct values *values;
    const char *section;
};

static void take_key(void *context, const char *key, const char *value) {
    const struct taker *t = context;
    if (value && *value) {
        values_set(t->values, arena_printf(t->arena, "%s.%s", t->section, key), value);
    }
}

static void take_section(struct arena *a, struct values *values, const struct ini_file *ini,
                         const char *section) {
    struct taker t = {a, values, section};
    ini_each(ini, section, take_key, &t);
}

struct values *job_values(struct arena *a, const struct job *job) {
    /* Known, so that a text may ask whether they are given. */
    static const char *const known[] = {"plan.year",        "period",      "document.kind",
                                        "document.number",  "ward.city",   "ward.place",
                                        "document.subject", "ward.parent", "ward.address",
                                        "document.place",   "signer.name"};
    static const char *const sections[] = {"job", "plan", "appendix", "document"};
    struct values *values = values_new(a);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        values_set(values, known[i], NULL);
    }
    take_section(a, values, job->ward, "ward");
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++) {
        take_section(a, values, job->ini, sections[i]);
    }
    values_set(values, "period", job->period);
    values_set(values, "document.date", date_official(a, &job->date));
    if (job->letter) {
        values_set(values, "document.kind", job->letter->kind->name);
        values_set(values, "document.place", job->letter->place);
        values_set(values, "document.number", job->number ? job->number : NUMBER_GAP);
        values_set(values, "signer.name", job->letter->signer->name);
    }
    return values;
}

/* ---- tables ---- */

struct table_values {
    struct arena *arena;
    struct values *values;
    const struct plan *plan;
    const char *prefix; /* "appendix.1" */
};

static const char *name_of(const struct table_values *t, const char *rest) {
    return arena_printf(t->arena, "%s.%s", t->prefix, rest);
}

static const char *number(struct arena *a, size_t n) {
    return arena_printf(a, "%zu", n);
}

/* A cell as its appendix prints it. */
static const char *shown(const struct plan_cell *cell) {
    return cell->value && cell->value->shown ? cell->value->shown : cell->text;
}

/* The text of the first column of a type; "" without one. */
static const char *text_of(const struct table_values *t, const struct plan_row *row,
                           enum column_type type) {
    int column = schema_column_of(t->plan->schema, type);
    return column < 0 ? "" : row->cells[column].text;
}

/* What the row plans, with its unit: "3.904,88 tỷ đồng", "< 0,2%"; a sentence or a state as it is.
 * The sign % stands close to its number (Nghị định 86/2012/NĐ-CP, Phụ lục V). */
static const char *amount_of(const struct table_values *t, const struct plan_row *row) {
    const struct schema *schema = t->plan->schema;
    int column = schema_column_of_role(schema, ROLE_PLAN);
    column = column < 0 ? schema_column_of(schema, COLUMN_TARGET) : column;
    if (column < 0) {
        return "";
    }
    const char *text = shown(&row->cells[column]);
    const char *unit = text_of(t, row, COLUMN_UNIT);
    size_t len = strlen(text);
    bool bare = len > 0 && text[len - 1] >= '0' && text[len - 1] <= '9';
    if (!bare || *unit == '\0') {
        return text;
    }
    bool close = *unit == '%' || strncmp(unit, "‰", strlen("‰")) == 0;
    return arena_printf(t->arena, "%s%s%s", text, close ? "" : " ", unit);
}

/* "1." and "a)" without the sign behind them. */
static const char *bare_ordinal(const struct table_values *t, const struct plan_row *row) {
    const char *text = text_of(t, row, COLUMN_ORDINAL);
    size_t len = strlen(text);
    while (len > 0 && strchr(".) ", text[len - 1])) {
        len--;
    }
    return arena_strndup(t->arena, text, len);
}

static void add_sections(struct table_values *t) {
    struct counts counts = counts_of(t->arena, t->plan);
    const char *list = name_of(t, "section");
    size_t sections = 0;
    values_declare_list(t->values, list);
    for (size_t i = 0; i < t->plan->count; i++) {
        const struct plan_row *row = &t->plan->rows[i];
        if (row->kind != ROW_SECTION || row->parent != UINT32_MAX) {
            continue;
        }
        struct values *entry = values_add(t->values, list);
        values_set(entry, "ordinal", bare_ordinal(t, row));
        values_set(entry, "name", text_of(t, row, COLUMN_NAME));
        values_set(entry, "count", number(t->arena, counts.below[i]));
        sections++;
    }
    values_set(t->values, name_of(t, "targets"), number(t->arena, counts.total));
    values_set(t->values, name_of(t, "sections"), number(t->arena, sections));
}

static void add_rows(struct table_values *t) {
    const struct schema *schema = t->plan->schema;
    const char *list = name_of(t, "row");
    values_declare_list(t->values, list);
    for (size_t i = 0; i < t->plan->count; i++) {
        const struct plan_row *row = &t->plan->rows[i];
        if (row->kind == ROW_SECTION) {
            continue;
        }
        struct values *entry = values_add(t->values, list);
        for (size_t column = 0; column < schema->column_count; column++) {
            values_set(entry, schema->columns[column].key, shown(&row->cells[column]));
        }
        values_set(entry, "ordinal", bare_ordinal(t, row));
        values_set(entry, "name", text_of(t, row, COLUMN_NAME));
        values_set(entry, "unit", text_of(t, row, COLUMN_UNIT));
        values_set(entry, "amount", amount_of(t, row));
    }
}

/* ---- single figures ---- */

/* True when the `len` bytes at `path` are the numbers that lead to the row: "A.I.1". */
static bool is_path_of(const struct table_values *t, const struct plan_row *row, const char *path,
                       size_t len) {
    const char *own = bare_ordinal(t, row);
    size_t n = strlen(own);
    if (n == 0 || n > len || strncmp(path + len - n, own, n) != 0) {
        return false;
    }
    if (row->parent == UINT32_MAX) {
        return n == len;
    }
    return n < len && path[len - n - 1] == '.' &&
           is_path_of(t, &t->plan->rows[row->parent], path, len - n - 1);
}

/* A column's cell by its key, or what every row has; NULL: there is no such name. */
static const char *figure(const struct table_values *t, const struct plan_row *row,
                          const char *key) {
    const struct schema *schema = t->plan->schema;
    for (size_t column = 0; column < schema->column_count; column++) {
        if (strcmp(schema->columns[column].key, key) == 0) {
            return shown(&row->cells[column]);
        }
    }
    return strcmp(key, "name") == 0     ? text_of(t, row, COLUMN_NAME)
           : strcmp(key, "unit") == 0   ? text_of(t, row, COLUMN_UNIT)
           : strcmp(key, "amount") == 0 ? amount_of(t, row)
                                        : NULL;
}

/* Sets `rest` ("A.I.1.plan_ward") when the table has such a row and column. */
static void add_figure(struct table_values *t, const char *rest) {
    const char *dot = strrchr(rest, '.');
    for (size_t i = 0; dot && i < t->plan->count; i++) {
        const struct plan_row *row = &t->plan->rows[i];
        if (is_path_of(t, row, rest, (size_t)(dot - rest))) {
            const char *text = figure(t, row, dot + 1);
            if (text) {
                values_set(t->values, name_of(t, rest), *text ? text : NULL);
            }
            return;
        }
    }
}

/* Every name in `text` that begins with this appendix: a table has many figures, a text cites few.
 * Of a table that could not be read each is a stand-in, since the table's own findings tell. */
static void add_figures(struct table_values *t, const char *text) {
    size_t len = strlen(t->prefix);
    for (const char *s = text; (s = strstr(s, "{{")) != NULL;) {
        s += 2;
        s += strspn(s, "#^/ ");
        size_t n = strcspn(s, "} \n");
        if (n > len + 1 && strncmp(s, t->prefix, len) == 0 && s[len] == '.') {
            const char *rest = arena_strndup(t->arena, s + len + 1, n - len - 1);
            if (t->plan) {
                add_figure(t, rest);
            } else {
                values_set(t->values, name_of(t, rest), "?");
                values_declare_list(t->values, name_of(t, rest));
            }
        }
    }
}

/* The job's words, or those of a report's template in their place. */
static const char *own_word(const struct job_appendix *appendix, const char *key) {
    return strcmp(key, "label") == 0   ? appendix->label
           : strcmp(key, "title") == 0 ? appendix->title
                                       : appendix->attached;
}

/* A heading line as it will be printed; `*good` turns false when it has a hole. */
static const char *heading(struct arena *a, const struct values *values, const struct job *job,
                           const struct job_appendix *appendix, const struct schema *schema,
                           const char *key, struct diag *diag, bool *good) {
    const char *own = own_word(appendix, key);
    const char *text = own ? own : ini_text(schema->ini, "appendix", key);
    if (text == NULL || strstr(text, "{{") == NULL) {
        return text;
    }
    struct place at = own ? ini_place(job->ini, appendix->heading_section, key)
                          : ini_place(schema->ini, "appendix", key);
    const char *filled = expand_line(a, text, values, &at, diag);
    *good &= filled != NULL;
    return filled;
}

/* What the appendix is called; its other line is only tried, so that one run tells every hole. */
static bool add_headings(struct table_values *t, const struct job *job,
                         const struct job_appendix *appendix, struct diag *diag) {
    static const char *const keys[] = {"label", "title", "attached"};
    bool good = true;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *text =
            heading(t->arena, t->values, job, appendix, t->plan->schema, keys[i], diag, &good);
        values_set(t->values, name_of(t, keys[i]), text);
    }
    return good;
}

bool job_values_add_tables(struct arena *a, struct values *values, const struct job *job,
                           const struct plan *const *plans, const char *text, struct diag *diag) {
    bool good = true;
    for (size_t i = 0; i < job->appendix_count; i++) {
        struct table_values t = {a, values, plans[i], arena_printf(a, "appendix.%zu", i + 1)};
        if (t.plan) {
            good &= add_headings(&t, job, &job->appendices[i], diag);
            add_sections(&t);
            if (strstr(text, name_of(&t, "row"))) {
                add_rows(&t);
            }
        }
        add_figures(&t, text);
    }
    return good;
}

/* ---- the letter's own lines ---- */

static bool fill(struct arena *a, const struct job *job, const struct values *values,
                 const char **text, const char *section, const char *key, struct diag *diag) {
    if (*text == NULL || strstr(*text, "{{") == NULL) {
        return true;
    }
    struct place at = ini_place(job->ini, section, key);
    const char *filled = expand_line(a, *text, values, &at, diag);
    *text = filled ? filled : *text;
    return filled != NULL;
}

bool job_fill_letter(struct arena *a, struct job *job, const struct values *values,
                     struct diag *diag) {
    struct job_letter *letter = job->letter;
    struct job_lines *lists[] = {&letter->to, &letter->copies};
    bool good = fill(a, job, values, &letter->subject, "document", "subject", diag);
    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++) {
        for (size_t i = 0; i < lists[l]->count; i++) {
            struct job_line *line = &lists[l]->lines[i];
            good &= fill(a, job, values, &line->text, line->section, line->key, diag);
        }
    }
    return good;
}
