/* What a unit sent: the rows of its file, each with what it reports and where it stands.
 *
 * HOW A FILE IS READ. Columns are told by their headings, those of the plan's template first; a
 * column nobody knows is passed over. The columns that are known are put, in a fixed order, behind
 * a heading row of their own: so a table goes through the same reader as a plan, which tells its
 * levels, whatever columns the unit kept, moved or added. Of a list each row speaks for itself. */
#include "model/progress.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "model/agency.h"
#include "model/job.h"
#include "model/letter.h"
#include "model/plan.h"
#include "model/progress_header.h"
#include "model/report_job.h"
#include "source/ini_file.h"

struct reader {
    struct arena *arena;
    struct diag *diag;
    const struct job *job;
    const struct report_source *source;
    const struct plan *plan;
    const struct csv_table *table;
    struct progress_header header;
    struct progress_file *file;
};

/* ---- above the table ---- */

/* The name that a text gives behind "phường" or "xã", or NULL; a name begins with a capital. */
static const char *named_ward(const char *text, const char **kind) {
    static const char *const kinds[] = {"phường ", "xã "};
    for (const char *s = text; *s; utf8_next(&s)) {
        bool starts = s == text || s[-1] == ' ' || s[-1] == '\n';
        for (size_t i = 0; i < 2 && starts; i++) {
            const char *name = s;
            if (utf8_skip_word(&name, i ? "xã" : "phường") && *name == ' ') {
                const char *first = ++name;
                if (letter_is_upper(utf8_next(&first))) {
                    *kind = kinds[i];
                    return name;
                }
            }
        }
    }
    return NULL;
}

/* "UBND PHƯỜNG NGỌC HÀ" at the head of a file of phường Ngọc Hà. */
static bool is_own_ward(struct arena *a, const char *name, const char *own) {
    const char *kind, *rest = named_ward(own, &kind);
    return rest == NULL || utf8_starts_folded(name, utf8_fold(a, rest));
}

static bool check_ward(struct reader *r, const struct place *at, const char *text) {
    const char *own = ini_text(r->job->ward, "ward", "name"), *kind = "";
    const char *name = named_ward(text, &kind);
    if (name == NULL || own == NULL || is_own_ward(r->arena, name, own)) {
        return true;
    }
    DIAG(r->diag, E903, at, arena_printf(r->arena, "%s%.60s", kind, name), own);
    return false;
}

static void check_unit(struct reader *r, const struct place *at, const char *text) {
    struct agency_mention found;
    char bare[24];
    letter_bare(text, ' ', bare, sizeof bare);
    const char *colon = strchr(text, ':');
    if (strncmp(bare, "don vi", 6) != 0 || colon == NULL || r->file->unit == NULL) {
        return;
    }
    if (agency_find(r->job->agencies, colon + 1, &found, 1) && found.name &&
        strcmp(found.name, r->file->unit) != 0) {
        DIAG(r->diag, W904, at, found.name, r->file->unit);
    }
}

/* What stands above the table tells whose it is. */
static bool check_head(struct reader *r) {
    bool good = true;
    for (size_t i = 0; i < r->header.first && good; i++) {
        const struct csv_row *row = &r->table->rows[i];
        for (uint32_t c = 0; c < row->count && good; c++) {
            struct place at = csv_place(r->table, row, c);
            check_unit(r, &at, row->cells[c]);
            good = check_ward(r, &at, row->cells[c]);
        }
    }
    return good;
}

/* ---- rows ---- */

static void take_text(struct reader *r, const struct csv_row *row, struct progress_row *out,
                      enum progress_column c) {
    out->texts[c] = "";
    if (r->header.columns[c] >= 0) {
        uint32_t column = (uint32_t)r->header.columns[c];
        out->texts[c] = csv_row_text(row, column);
        out->places[c] = csv_place(r->table, row, column);
        out->places[c].header = r->header.headings[c];
    }
}

/* Takes a row of the file; false for one that reports nothing. */
static bool take_row(struct reader *r, const struct csv_row *row, struct progress_row *out) {
    *out = (struct progress_row){.path = "", .period = r->source->period};
    bool any = false;
    for (int c = 0; c < PROGRESS_COLUMNS; c++) {
        take_text(r, row, out, (enum progress_column)c);
        any |= c >= PROGRESS_VALUE && c != PROGRESS_PERIOD && *out->texts[c];
    }
    return any;
}

/* ---- tables ---- */

/* The template that a table is read with: the known columns in the order of their enumeration. */
static struct schema *table_schema(struct reader *r) {
    static const int types[PROGRESS_COLUMNS] = {
        [PROGRESS_PATH] = COLUMN_ORDINAL,  [PROGRESS_NAME] = COLUMN_NAME,
        [PROGRESS_MEASURE] = COLUMN_UNIT,  [PROGRESS_VALUE] = COLUMN_TARGET,
        [PROGRESS_PERIOD] = COLUMN_TEXT,   [PROGRESS_DATE] = COLUMN_TEXT,
        [PROGRESS_RESULT] = COLUMN_TEXT,   [PROGRESS_NOTE] = COLUMN_TEXT,
        [PROGRESS_PROPOSAL] = COLUMN_TEXT,
    };
    struct schema *s = arena_alloc(r->arena, sizeof *s);
    *s = *r->plan->schema;
    memset(s->columns, 0, sizeof s->columns);
    s->column_count = PROGRESS_COLUMNS;
    s->header_rows = 1;
    s->decimal = 0;
    for (int c = 0; c < PROGRESS_COLUMNS; c++) {
        s->columns[c].key = s->columns[c].heading = progress_column_key((enum progress_column)c);
        s->columns[c].type = types[c];
    }
    return s;
}

/* The table with its known columns alone, in their order, under a heading row. */
static struct csv_table *table_of_known(struct reader *r) {
    struct csv_table *t = arena_alloc(r->arena, sizeof *t);
    size_t count = r->table->count - r->header.body;
    *t = *r->table;
    t->rows = arena_alloc(r->arena, (count + 1) * sizeof *t->rows);
    t->count = count + 1;
    for (size_t i = 0; i <= count; i++) {
        const struct csv_row *from = &r->table->rows[i ? r->header.body + i - 1 : r->header.first];
        struct csv_row *to = &t->rows[i];
        *to = (struct csv_row){.record = from->record, .line = from->line};
        if (i > 0 && csv_row_is_blank(from)) {
            continue;
        }
        to->count = PROGRESS_COLUMNS;
        to->cells = arena_alloc(r->arena, PROGRESS_COLUMNS * sizeof *to->cells);
        for (int c = 0; c < PROGRESS_COLUMNS; c++) {
            int at = r->header.columns[c];
            to->cells[c] = i == 0    ? progress_column_key((enum progress_column)c)
                           : at >= 0 ? csv_row_text(from, (uint32_t)at)
                                     : "";
        }
    }
    return t;
}

static void read_table(struct reader *r) {
    struct csv_table *known = table_of_known(r);
    struct plan *plan = plan_build(r->arena, known, table_schema(r), r->diag);
    if (plan == NULL) {
        r->file = NULL;
        return;
    }
    const char **paths = progress_paths(r->arena, plan);
    r->file->rows = arena_alloc(r->arena, (plan->count + 1) * sizeof *r->file->rows);
    for (size_t i = 0; i < plan->count; i++) {
        const struct plan_row *row = &plan->rows[i];
        size_t at = (size_t)(row->source - known->rows) - 1 + r->header.body;
        struct progress_row *out = &r->file->rows[r->file->count];
        if (row->kind == ROW_SECTION || !take_row(r, &r->table->rows[at], out)) {
            continue;
        }
        out->texts[PROGRESS_NAME] = row->cells[PROGRESS_NAME].text; /* continued rows are joined */
        out->value = *row->cells[PROGRESS_VALUE].value;
        out->path = paths[i];
        out->coded = true;
        r->file->count++;
    }
}

/* ---- lists ---- */

/* The period of a row, when it names one. */
static bool take_period(struct reader *r, struct progress_row *out) {
    const char *text = out->texts[PROGRESS_PERIOD];
    if (*text && !period_parse(text, r->source->period.year, &out->period)) {
        DIAG(r->diag, E916, &out->places[PROGRESS_PERIOD], text);
        return false;
    }
    return true;
}

static void read_list(struct reader *r) {
    const struct csv_table *t = r->table;
    struct number_style style = {0};
    r->file->list = true;
    r->file->rows = arena_alloc(r->arena, (t->count - r->header.body + 1) * sizeof *r->file->rows);
    for (size_t i = r->header.body; i < t->count; i++) {
        struct progress_row *out = &r->file->rows[r->file->count];
        if (!take_row(r, &t->rows[i], out) || !take_period(r, out)) {
            continue;
        }
        number_style_learn(&style, out->texts[PROGRESS_VALUE]);
        out->coded = progress_read_code(r->arena, out->texts[PROGRESS_PATH], r->header.path_is_code,
                                        &out->path);
        if (!out->coded && *out->texts[PROGRESS_NAME] == '\0') {
            continue;
        }
        if (!out->coded) { /* the column of targets may hold their codes */
            out->coded = progress_read_code(r->arena, out->texts[PROGRESS_NAME], false, &out->path);
        }
        r->file->count++;
    }
    for (size_t i = 0; i < r->file->count; i++) {
        struct progress_row *row = &r->file->rows[i];
        row->value = value_parse(row->texts[PROGRESS_VALUE], &style);
    }
}

struct progress_file *progress_load(struct arena *a, const struct job *job,
                                    const struct report_source *source, const struct plan *plan,
                                    struct diag *diag) {
    struct reader r = {.arena = a, .diag = diag, .job = job, .source = source, .plan = plan};
    struct agency_mention unit;
    r.file = arena_alloc(a, sizeof *r.file);
    *r.file = (struct progress_file){.source = source};
    if (source->unit && agency_find(job->agencies, source->unit, &unit, 1)) {
        r.file->unit = unit.name;
    }
    r.table = csv_table_load(a, source->data, &source->reading, diag);
    if (r.table == NULL) {
        return NULL;
    }
    bool tasks = source->use == SOURCE_TASKS;
    if (!progress_header_find(a, r.table, plan->schema, tasks, &r.header)) {
        struct place at = {.file = r.table->file};
        const struct schema *s = plan->schema;
        DIAG(diag, E906, &at,
             arena_printf(a, "«%s»", s->columns[schema_column_of(s, COLUMN_NAME)].heading));
        return NULL;
    }
    if (!check_head(&r)) {
        return NULL;
    }
    bool list = source->shape == SHAPE_LIST ||
                (source->shape == SHAPE_AUTO &&
                 (r.header.columns[PROGRESS_PERIOD] >= 0 || r.header.columns[PROGRESS_PATH] < 0));
    if (list) {
        read_list(&r);
    } else {
        read_table(&r);
    }
    return r.file;
}
