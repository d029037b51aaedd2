/* Runs jobs from input files to output files; the only part that knows the order of the stages. */
#include "app/run.h"

#include <stdlib.h>
#include <string.h>

#include "app/appendix.h"
#include "app/find_jobs.h"
#include "app/forms.h"
#include "app/hand_back.h"
#include "app/mail_queue.h"
#include "app/paper.h"
#include "app/stages.h"
#include "app/terminal.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "doc/review.h"
#include "layout/fontset.h"
#include "model/body.h"
#include "model/body_claims.h"
#include "model/conform.h"
#include "model/figures.h"
#include "model/job.h"
#include "model/job_values.h"
#include "model/plan.h"
#include "model/report_columns.h"
#include "source/ini_file.h"

#define BODY_LIMIT ((size_t)16 << 20) /* more is read by the stage that reports it */

/* ---- names of files ---- */

bool run_claim_name(struct run *r, const char *name, const char *ending, const char *job_file,
                    const struct place *at) {
    for (size_t i = 0; i < r->output_count; i++) {
        if (strcmp(r->outputs[i], name) == 0) {
            DIAG(r->diag, E213, at,
                 arena_printf(r->arena, "%s/%s.%s", r->options->output, name, ending),
                 r->output_jobs[i]);
            return false;
        }
    }
    size_t count = r->output_count;
    GROW(r->outputs, count, r->output_capacity);
    GROW(r->output_jobs, count, r->output_job_capacity);
    r->outputs[count] = arena_strdup(r->arena, name);
    r->output_jobs[count] = arena_strdup(r->arena, job_file);
    r->output_count++;
    return true;
}

static bool hands_back(const struct run *r) {
    const struct options *o = r->options;
    return (o->review_pdf || o->review_xlsx) && o->dump == DUMP_NONE;
}

/* The names of all files that the job will write. A job file that cannot be read has no name but
 * its own, and nothing to write but its findings. */
static bool claim_outputs(struct run *r, struct stages *s, const char *path) {
    const struct options *o = r->options;
    struct place at = {.file = path};
    s->name = fs_base_of(s->arena, path);
    if (s->job) {
        at = ini_place(s->job->ini, "job", "name");
        s->name = s->job->name;
    }
    bool good = true;
    if (s->job && (o->command == COMMAND_RENDER || o->command == COMMAND_MAIL_QUEUE)) {
        good = run_claim_name(r, s->name, o->pdf ? "pdf" : "xlsx", path, &at);
    }
    if (good && hands_back(r)) {
        const char *name = arena_printf(s->arena, "%s" HAND_BACK_ENDING, s->name);
        good = run_claim_name(r, name, o->review_pdf ? "pdf" : "xlsx", path, &at);
    }
    s->claimed = good;
    return good;
}

/* ---- stages ---- */

/* Every appendix, also behind one that is not usable. */
static bool read_appendices(struct run *r, struct stages *s) {
    size_t count = s->job->appendix_count;
    bool good = true;
    s->appendices = arena_alloc(s->arena, (count + 1) * sizeof *s->appendices);
    s->plans = arena_alloc(s->arena, (count + 1) * sizeof *s->plans);
    for (size_t i = 0; i < count; i++) {
        appendix_read(r, s, i);
        good &= s->plans[i] != NULL;
    }
    return good;
}

/* What stands on the job as a whole has the severities of its template; that of the only appendix,
 * when there is nothing else. */
static void apply_severities(struct run *r, const struct job *job) {
    if (job->letter == NULL && job->appendix_count == 1) {
        return;
    }
    diag_reset_severities(r->diag);
    if (job->letter) {
        severity_apply(&job->letter->kind->severity, r->diag);
    }
    severity_apply(&job->severity, r->diag);
}

/* How the progress table looks, where an appendix shows it. */
static bool read_columns(struct run *r, struct stages *s) {
    bool shown = false;
    for (size_t i = 0; i < s->job->appendix_count; i++) {
        const struct job_appendix *own = &s->job->appendices[i];
        bool here = own->show == SHOW_PROGRESS, tasks = own->show == SHOW_TASKS;
        if ((here && (s->report->plan == NULL || s->report->appendix != i)) ||
            (tasks && (s->report->tasks_plan == NULL || s->report->tasks_appendix != i))) {
            struct place at = ini_place(s->job->ini, own->data_section, "show");
            DIAG(r->diag, E958, &at);
            return false;
        }
        shown |= here;
    }
    if (shown) {
        s->columns = report_columns_load(s->arena, s->report->form, r->diag);
        if (s->columns == NULL) {
            return false;
        }
    }
    report_columns_name(s->columns, s->job);
    return true;
}

/* What the units reported, where the job is a periodic report. */
static bool read_report(struct run *r, struct stages *s) {
    if (s->job->report == NULL) {
        return true;
    }
    const struct report_input in = {.job = s->job, .plans = s->plans, .date = r->options->date};
    s->report = report_build(s->arena, &in, r->diag);
    if (s->report) {
        dumped(r, s, DUMP_FIGURES, 0);
    }
    return s->report && read_columns(r, s);
}

/* The text as it lies in the file; what cannot be read is reported when it is read for good. */
static const char *raw_body(struct stages *s) {
    char *bytes;
    size_t len;
    bool good = fs_read(s->arena, s->job->body, BODY_LIMIT, &bytes, &len) == FS_OK;
    return good ? bytes : "";
}

/* The text of the letter with its placeholders filled, and what it and the job say. */
static bool read_text(struct run *r, struct stages *s) {
    struct job *job = s->job;
    bool good = true;
    s->values = job_values(s->arena, job);
    if (s->report) {
        figures_set_values(s->arena, s->report, s->values);
    }
    if (job->letter) {
        good &= job_values_add_tables(s->arena, s->values, job, s->plans, raw_body(s), r->diag);
        good &= job_fill_letter(s->arena, job, s->values, r->diag);
        s->body = body_load(s->arena, job->body, s->values, r->diag);
        good &= s->body != NULL;
    }
    if (s->body || job->letter == NULL) {
        check_body_claims(s->arena, job, s->body, s->plans, r->diag);
    }
    conform_check(s->arena, job, s->body, s->plans, r->diag);
    return good;
}

/* What is looked at appendix by appendix goes no further. */
static bool dumps_appendices(const struct run *r) {
    enum dump dump = r->options->dump;
    return dump == DUMP_TABLE || dump == DUMP_SCHEMA || dump == DUMP_PLAN;
}

static void run_stages(struct run *r, struct stages *s, const char *path) {
    s->job = job_load(s->arena, path, r->data.templates, r->diag);
    if (!claim_outputs(r, s, path) || s->job == NULL) {
        return;
    }
    bool good = read_appendices(r, s);
    if (dumps_appendices(r)) {
        return;
    }
    apply_severities(r, s->job);
    if (r->options->command == COMMAND_FORMS) {
        if (good) {
            forms_make(r, s, path);
        }
        return;
    }
    good &= read_report(r, s);
    if (r->options->dump == DUMP_FIGURES) {
        return;
    }
    good &= read_text(r, s);
    const struct fontset *fonts = good ? paper_measure(r, s) : NULL;
    if (fonts == NULL) {
        return;
    }
    if (r->options->dump == DUMP_PAGE) {
        paper_paginate(s, fonts);
        dumped(r, s, DUMP_PAGE, 0);
    } else if (r->options->command == COMMAND_RENDER &&
               (!diag_job_failed(r->diag) || r->options->force)) {
        paper_write(r, s, fonts);
    } else if (r->options->command == COMMAND_MAIL_QUEUE) {
        mail_queue(r, s, fonts);
    }
}

/* Last of all, so that nothing that was found is missing; also when errors stopped the job. */
static void hand_back_findings(struct run *r, const struct stages *s) {
    const struct fontset *fonts = hands_back(r) && s->claimed ? paper_own_fonts(r) : NULL;
    if (fonts == NULL) {
        return;
    }
    size_t count = s->appendices ? s->job->appendix_count : 0;
    struct review_table *tables = arena_alloc(s->arena, (count + 1) * sizeof *tables);
    for (size_t i = 0; i < count; i++) {
        tables[i] = (struct review_table){.file = s->job->appendices[i].data,
                                          .table = s->appendices[i].table,
                                          .heading_rows = s->plans[i] ? s->plans[i]->first_row : 0};
    }
    struct review_subject subject = {.name = s->name,
                                     .job = s->job,
                                     .tables = tables,
                                     .table_count = count,
                                     .date = r->options->date,
                                     .language = r->options->diag.language,
                                     .quiet = r->options->diag.quiet};
    r->files_written += hand_back(s->arena, &subject, r->options, fonts, r->diag);
}

static void run_job(struct run *r, const char *path) {
    struct stages s = {.arena = arena_new()};
    diag_begin_job(r->diag);
    run_stages(r, &s, path);
    mail_queue_note(r, &s, path);
    hand_back_findings(r, &s);
    if (diag_job_failed(r->diag)) {
        r->jobs_failed++;
    } else {
        r->jobs_done++;
    }
    print_findings(r);
    paper_release(&s);
    arena_free(s.arena);
}

void run_jobs(struct arena *a, const struct options *options, struct diag *diag) {
    struct run r = {.arena = a,
                    .options = options,
                    .diag = diag,
                    .data = data_find(a),
                    .mend = {.arena = a},
                    .started = fs_seconds()};
    struct job_files files = {0};
    diag_begin_job(diag);
    for (size_t i = 0; i < options->operand_count; i++) {
        find_jobs(a, options->operands[i], &files, diag);
    }
    print_findings(&r);
    for (size_t i = 0; i < files.count; i++) {
        run_job(&r, files.paths[i]);
        print_progress(&r, i + 1, files.count);
    }
    print_summary(&r);
    fontset_free(r.fonts);
    free(files.paths);
    free(r.outputs);
    free(r.output_jobs);
}
