/* Writes the collection forms of a job: one workbook for each unit that leads something. */
#include "app/forms.h"

#include <stdlib.h>

#include "app/run.h"
#include "app/stages.h"
#include "app/write.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/text.h"
#include "doc/form.h"
#include "doc/form_ask.h"
#include "emit/xlsx_form.h"
#include "model/figures.h"
#include "model/job.h"
#include "model/plan.h"
#include "model/report_job.h"
#include "source/ini_file.h"

/* The job as it is before anyone has reported: with the files of earlier periods alone. */
static const struct job *job_before(struct arena *a, const struct job *job) {
    struct job *before = arena_alloc(a, sizeof *before);
    struct report_job *asked = arena_alloc(a, sizeof *asked);
    *before = *job;
    *asked = *job->report;
    before->report = asked;
    asked->sources = arena_alloc(a, (asked->source_count + 1) * sizeof *asked->sources);
    asked->source_count = 0;
    for (size_t i = 0; i < job->report->source_count; i++) {
        const struct report_source *source = &job->report->sources[i];
        if (source->use == SOURCE_EARLIER || source->use == SOURCE_LAST_YEAR) {
            asked->sources[asked->source_count++] = *source;
        }
    }
    return before;
}

/* What the units are asked. That they have not reported yet is no finding here, so warnings and
 * notes about a report of this period are left to the report; only faults are told. */
static const struct report *report_before(struct run *r, struct stages *s) {
    struct report_input input = {
        .job = job_before(s->arena, s->job), .plans = s->plans, .date = r->options->date};
    struct date from = input.job->report->period.from;
    if (date_compare(input.date, from) < 0) {
        input.date = from; /* a form may be sent ahead */
    }
    struct diag_options options = r->options->diag;
    options.strict = false;
    struct diag *aside = diag_new(&options);
    diag_begin_job(aside);
    const struct report *report = report_build(s->arena, &input, aside);
    bool good = report && !diag_job_failed(aside);
    diag_free(aside);
    return good ? report : report_build(s->arena, &input, r->diag);
}

/* ---- what nobody leads ---- */

static void report_leaderless(struct run *r, const struct plan *plan, const struct plan_row *row,
                              const char *name, const char *path) {
    int column = schema_column_of(plan->schema, COLUMN_AGENCY);
    column = column >= 0 ? column : schema_column_of(plan->schema, COLUMN_NAME);
    struct place at = plan_place(plan, row, (size_t)column);
    DIAG(r->diag, W940, &at, name, path);
}

static void report_unassigned(struct run *r, const struct report *report, const char *path) {
    for (size_t i = 0; i < report->target_count; i++) {
        const struct target_figures *t = &report->targets[i];
        if (t->unit_count == 0 && form_asks(report, t)) {
            report_leaderless(r, report->plan, t->row, t->name, path);
        }
    }
    for (size_t i = 0; i < report->task_count; i++) {
        const struct task_progress *t = &report->tasks[i];
        if (t->unit_count == 0) {
            report_leaderless(r, report->tasks_plan, t->row, t->name, path);
        }
    }
}

/* ---- files ---- */

/* The files of the forms; false when another job writes one of them. */
static bool name_files(struct run *r, struct stages *s, const char *job_file,
                       const struct form_book *books, size_t count, struct fs_file *files) {
    struct place at = ini_place(s->job->ini, "job", "name");
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        const char *name = arena_printf(s->arena, "%s-%s", s->name, books[i].slug);
        good &= run_claim_name(r, name, "xlsx", job_file, &at);
        files[i].path =
            fs_join(s->arena, r->options->output, arena_printf(s->arena, "%s.xlsx", name));
    }
    return good;
}

static bool may_write(const struct run *r) {
    return !diag_job_failed(r->diag) || r->options->force;
}

static void write_books(struct run *r, const struct form_book *books, size_t count,
                        struct fs_file *files) {
    struct text *bytes = xcalloc(count, sizeof *bytes);
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        text_init(&bytes[i]);
        good = good && xlsx_form_write(&books[i], r->diag, &bytes[i]);
        files[i].bytes = bytes[i].data;
        files[i].len = bytes[i].len;
    }
    if (good && fs_make_folder(r->options->output) != FS_OK) {
        DIAG(r->diag, E601, NULL, r->options->output);
        good = false;
    }
    if (good && write_files(files, count, r->diag)) {
        r->files_written += count;
    }
    for (size_t i = 0; i < count; i++) {
        text_release(&bytes[i]);
    }
    free(bytes);
}

void forms_make(struct run *r, struct stages *s, const char *job_file) {
    size_t count = 0;
    if (s->job->report == NULL) {
        struct place at = {.file = s->job->file};
        DIAG(r->diag, W941, &at);
        return;
    }
    const struct report *report = report_before(r, s);
    if (report == NULL) {
        return;
    }
    const struct form_book *books = form_compose(s->arena, report, r->options->date, &count);
    struct fs_file *files = arena_alloc(s->arena, (count + 1) * sizeof *files);
    bool good = name_files(r, s, job_file, books, count, files);
    if (count > 0 && books[count - 1].unit == NULL) {
        report_unassigned(r, report, files[count - 1].path);
    }
    if (good && count > 0 && may_write(r)) {
        write_books(r, books, count, files);
    }
}
