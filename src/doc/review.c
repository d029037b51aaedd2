/* Gathers what a job's check found as a list for people. */
#include "doc/review.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"

/* A reader needs the start of a long text, not a page of it. */
#define VALUE_LIMIT   200
#define MESSAGE_LIMIT 600

const char *review_severity_word(enum severity severity, enum language language) {
    static const char *const words[][2] = {
        [SEVERITY_NOTE] = {"Ghi chú", "Note"},
        [SEVERITY_WARNING] = {"Cảnh báo", "Warning"},
        [SEVERITY_ERROR] = {"Lỗi", "Error"},
    };
    return words[severity][language];
}

/* One line without what would disturb its surroundings, cut when it is long. */
static const char *tidy(struct arena *a, const char *s, size_t limit) {
    if (s == NULL) {
        return "";
    }
    struct text safe;
    text_init(&safe);
    diag_put_safe(&safe, s);
    const char *end = safe.data;
    for (size_t i = 0; i < limit && *end; i++) {
        utf8_next(&end);
    }
    const char *text =
        arena_printf(a, "%.*s%s", (int)(end - safe.data), safe.data, *end ? "…" : "");
    text_release(&safe);
    return text;
}

static const char *name_of(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* Where a finding is, as a user of the spreadsheet calls it. */
static const char *place_in_file(struct arena *a, const struct place *p, bool in_table,
                                 enum language l) {
    static const char *const row[] = {"hàng", "row"};
    static const char *const line[] = {"dòng", "line"};
    static const char *const whole[] = {"cả tệp", "whole file"};
    if (p->file == NULL) {
        return "";
    }
    if (!in_table) {
        return p->line ? arena_printf(a, "%s, %s %u", name_of(p->file), line[l], p->line)
                       : arena_strdup(a, name_of(p->file));
    }
    if (p->column && p->record) {
        struct text cell;
        text_init(&cell);
        diag_put_cell(&cell, p->column, p->record);
        const char *where = arena_strdup(a, cell.data);
        text_release(&cell);
        return where;
    }
    if (p->record) {
        return arena_printf(a, "%s %u", row[l], p->record);
    }
    return p->line ? arena_printf(a, "%s %u", line[l], p->line) : whole[l];
}

/* The table, from 1, that a place lies in; 0: none. */
static size_t table_of(const struct review_subject *s, const struct place *p) {
    for (size_t i = 0; p->file && i < s->table_count; i++) {
        if (strcmp(p->file, s->tables[i].file) == 0) {
            return i + 1;
        }
    }
    return 0;
}

static const char *where_of(struct arena *a, const struct review_subject *s, const struct place *p,
                            size_t table) {
    const char *where = place_in_file(a, p, table > 0, s->language);
    bool many = table > 0 && s->table_count > 1;
    return many ? arena_printf(a, "%s, %s", name_of(p->file), where) : where;
}

static void gather_row(struct arena *a, struct review *r, struct diag *diag, size_t index,
                       const struct finding_view *f) {
    struct text message, hint;
    text_init(&message);
    text_init(&hint);
    diag_put_message(diag, index, &message, &hint);
    const struct place *p = f->place;
    size_t table = table_of(&r->subject, p);
    r->rows[r->row_count++] = (struct review_row){.severity = f->severity,
                                                  .code = f->code,
                                                  .where = where_of(a, &r->subject, p, table),
                                                  .header = tidy(a, p->header, VALUE_LIMIT),
                                                  .value = tidy(a, p->value, VALUE_LIMIT),
                                                  .message = tidy(a, message.data, MESSAGE_LIMIT),
                                                  .hint = tidy(a, hint.data, MESSAGE_LIMIT),
                                                  .table = table,
                                                  .record = table ? p->record : 0,
                                                  .column = table ? p->column : 0};
    if (f->more) {
        text_clear(&message);
        diag_put_more(diag, f->code, f->more, &message);
        struct review_row *more = &r->rows[r->row_count++];
        *more = r->rows[r->row_count - 2];
        more->where = "…";
        more->header = more->value = more->hint = "";
        more->message = arena_strdup(a, message.data);
        more->record = more->column = 0;
    }
    text_release(&message);
    text_release(&hint);
}

/* That a file was written is news of the run, nothing about the table. */
static bool is_about_table(const struct finding_view *f, const struct review_subject *subject) {
    return f->code != CODE_N610 && (f->severity != SEVERITY_NOTE || !subject->quiet);
}

struct review *review_gather(struct arena *a, const struct review_subject *subject,
                             struct diag *diag) {
    struct review *r = arena_alloc(a, sizeof *r);
    r->subject = *subject;
    r->files = "";
    for (size_t i = 0; i < subject->table_count; i++) {
        r->files = arena_printf(a, "%s%s%s", r->files, i ? ", " : "", subject->tables[i].file);
    }
    size_t count = diag_job_findings(diag);
    size_t rows = 0;
    for (size_t i = 0; i < count; i++) {
        struct finding_view f = diag_job_finding(diag, i);
        rows += f.more ? 2 : 1;
        if (f.nth == 1 && is_about_table(&f, subject)) {
            r->counts[f.severity] += f.found;
        }
    }
    r->rows = arena_alloc(a, (rows + 1) * sizeof *r->rows);
    for (int severity = SEVERITY_ERROR; severity >= SEVERITY_NOTE; severity--) {
        for (size_t i = 0; i < count; i++) {
            struct finding_view f = diag_job_finding(diag, i);
            if ((int)f.severity == severity && is_about_table(&f, subject)) {
                gather_row(a, r, diag, i, &f);
            }
        }
    }
    return r;
}
