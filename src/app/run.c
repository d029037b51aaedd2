/* Runs jobs from input files to output files; the only part that knows every stage. */
#include "app/run.h"

#include <stdlib.h>
#include <string.h>

#include "app/data.h"
#include "app/find_jobs.h"
#include "app/hand_back.h"
#include "app/mend.h"
#include "app/options.h"
#include "app/write.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/text.h"
#include "doc/compose.h"
#include "doc/doc.h"
#include "doc/review.h"
#include "emit/pdf.h"
#include "emit/xlsx.h"
#include "layout/fontset.h"
#include "layout/glyphs.h"
#include "layout/page.h"
#include "layout/paginate.h"
#include "layout/tablefit.h"
#include "model/body_claims.h"
#include "model/check.h"
#include "model/claims.h"
#include "model/compare.h"
#include "model/job.h"
#include "model/plan.h"
#include "model/schema.h"
#include "model/unit.h"
#include "model/wordlist.h"
#include "source/csv_table.h"
#include "source/ini_file.h"

#define DRAFT_MARK     "BẢN NHÁP"
#define PROGRESS_AFTER 1.0 /* seconds before a progress line is worth its noise */
#define STDOUT         1
#define STDERR         2

struct run {
    struct arena *arena; /* lives as long as the run */
    const struct options *options;
    struct diag *diag;
    struct data_folders data;
    struct unit_list *units;
    struct wordlist *typos;
    struct fontset *fonts; /* of the typeface below, loaded when first needed */
    const char *typeface;
    const char **outputs; /* names taken, and by which job */
    const char **output_jobs;
    size_t output_count, output_capacity, output_job_capacity;
    size_t jobs_done, jobs_failed, files_written;
    struct mend_list mend;
    double started;
};

/* What one job has made so far; everything in its own arena. */
struct stages {
    struct arena *arena;
    const char *name; /* of the outputs, without their endings */
    bool claimed;     /* no other job has them */
    const struct job *job;
    struct schema *schema;
    struct csv_table *table;
    struct plan *plan;
    struct doc *doc;
    struct table_fit *fits; /* one a part */
    size_t fit_count;
};

/* ---- output to the terminal ---- */

static void put_stream(int stream, const struct text *out) {
    if (out->len > 0) {
        fs_write_stream(stream, out->data, out->len);
    }
}

static void print_findings(struct run *r) {
    struct text out;
    text_init(&out);
    mend_collect(&r->mend, r->diag);
    diag_end_job(r->diag, &out);
    put_stream(r->options->diag.json ? STDOUT : STDERR, &out);
    text_release(&out);
}

static void print_progress(const struct run *r, size_t done, size_t all) {
    if (r->options->diag.quiet || !fs_stderr_is_terminal() ||
        fs_seconds() - r->started < PROGRESS_AFTER) {
        return;
    }
    struct text line;
    text_init(&line);
    text_printf(&line, "\r%zu/%zu%s", done, all, done == all ? "\n" : "");
    put_stream(STDERR, &line);
    text_release(&line);
}

static const char *number(struct run *r, size_t n) {
    return arena_printf(r->arena, "%zu", n);
}

static void print_summary(struct run *r) {
    size_t errors = diag_count(r->diag, SEVERITY_ERROR);
    size_t warnings = diag_count(r->diag, SEVERITY_WARNING);
    if (r->options->diag.json) {
        struct text out;
        text_init(&out);
        text_printf(&out,
                    "{\"summary\":{\"error\":%zu,\"warning\":%zu,\"note\":%zu,\"jobs_done\":%zu,"
                    "\"jobs_failed\":%zu,\"files_written\":%zu,\"mend_first\":",
                    errors, warnings, diag_count(r->diag, SEVERITY_NOTE), r->jobs_done,
                    r->jobs_failed, r->files_written);
        mend_put_json(&r->mend, &out);
        text_puts(&out, "}}\n");
        put_stream(STDOUT, &out);
        text_release(&out);
    } else if (r->options->dump == DUMP_NONE) {
        diag_begin_job(r->diag);
        DIAG(r->diag, N612, NULL, number(r, r->jobs_done), number(r, r->jobs_failed),
             number(r, errors), number(r, warnings), number(r, r->files_written));
        mend_report(&r->mend, r->options->diag.language, r->diag);
        print_findings(r);
    }
}

/* ---- stages ---- */

/* Prints the stage when it was asked for; true then: the job goes no further. */
static bool dumped(const struct run *r, const struct stages *s, enum dump stage,
                   const struct page_set *pages) {
    if (r->options->dump != stage) {
        return false;
    }
    struct text out;
    text_init(&out);
    switch (stage) {
    case DUMP_TABLE:
        csv_table_dump(s->table, &out);
        break;
    case DUMP_SCHEMA:
        schema_dump(s->schema, &out);
        break;
    case DUMP_PLAN:
        plan_dump(s->plan, &out);
        break;
    case DUMP_DOC:
        doc_dump(s->doc, &out);
        break;
    case DUMP_PAGE:
        page_dump(pages, &out);
        break;
    case DUMP_NONE:
        break;
    }
    put_stream(STDOUT, &out);
    text_release(&out);
    return true;
}

static struct unit_list *units_of(struct run *r) {
    if (r->units == NULL) {
        r->units =
            unit_list_load(r->arena, fs_join(r->arena, r->data.templates, "units.ini"), r->diag);
    }
    return r->units;
}

static struct wordlist *typos_of(struct run *r) {
    if (r->typos == NULL) {
        r->typos =
            wordlist_load(r->arena, fs_join(r->arena, r->data.templates, "typos.ini"), r->diag);
    }
    return r->typos;
}

/* The faces of the schema's typeface, without one of the program's own; most runs use one for all
 * jobs. */
static struct fontset *fonts_of(struct run *r, const struct schema *schema) {
    const char *typeface = schema ? schema->font : NULL;
    bool same =
        r->typeface == NULL ? typeface == NULL : typeface && strcmp(typeface, r->typeface) == 0;
    if (r->fonts == NULL || !same) {
        struct place at = {0}; /* the program's own fonts are no fault of the template */
        if (typeface) {
            at = ini_place(schema->ini, "appendix", "font");
        }
        fontset_free(r->fonts);
        r->fonts = fontset_load(r->data.user_fonts, r->data.fonts, typeface, &at, r->diag);
        r->typeface = typeface ? arena_strdup(r->arena, typeface) : NULL;
    }
    return r->fonts;
}

/* Another table of the job, read with the given template; NULL when it is not usable. */
static struct plan *read_other(struct run *r, const struct stages *s, const char *path,
                               const struct schema *schema) {
    /* Made at another time or by another office, so its encoding is its own. */
    struct csv_options options = {.delimiter = s->job->appendices->reading.delimiter,
                                  .max_lines = schema->max_lines};
    struct csv_table *table = csv_table_load(s->arena, path, &options, r->diag);
    return table ? plan_build(s->arena, table, schema, r->diag) : NULL;
}

/* What the table must agree with: its earlier version, the city's table, the dispatch. */
static void compare_plan(struct run *r, const struct stages *s) {
    const struct job *job = s->job;
    if (job->appendices->earlier) {
        const struct plan *earlier = read_other(r, s, job->appendices->earlier, s->schema);
        if (earlier) {
            compare_earlier(s->arena, earlier, s->plan, r->diag);
        }
    }
    if (job->appendices->assigned) {
        const struct schema *schema =
            job->appendices->assigned_template
                ? schema_load(s->arena, job->appendices->assigned_template, r->diag)
                : s->schema;
        const struct plan *city =
            schema ? read_other(r, s, job->appendices->assigned, schema) : NULL;
        if (city) {
            compare_assigned(s->arena, city, s->plan, r->diag);
        }
    }
    check_claims(s->arena, job, s->plan, r->diag);
    check_body_claims(s->arena, job, s->plan,
                      job->appendices->label ? job->appendices->label : s->schema->label, r->diag);
}

static bool read_plan(struct run *r, struct stages *s) {
    struct unit_list *units = units_of(r);
    struct wordlist *typos = typos_of(r);
    s->schema = schema_load(s->arena, s->job->appendices->template, r->diag);
    if (s->schema) {
        severity_apply(&s->schema->severity, r->diag);
        severity_apply(&s->job->severity, r->diag);
        if (dumped(r, s, DUMP_SCHEMA, NULL)) {
            return false;
        }
    }
    struct csv_options options = s->job->appendices->reading;
    options.max_lines = s->schema ? s->schema->max_lines : 0;
    s->table = csv_table_load(s->arena, s->job->appendices->data, &options, r->diag);
    if (s->schema == NULL || s->table == NULL || units == NULL || typos == NULL ||
        dumped(r, s, DUMP_TABLE, NULL)) {
        return false;
    }
    s->plan = plan_build(s->arena, s->table, s->schema, r->diag);
    if (s->plan == NULL || dumped(r, s, DUMP_PLAN, NULL)) {
        return false;
    }
    const struct check_context context = {
        .units = units, .typos = typos, .agencies = s->job->agencies, .year = s->job->year};
    check_plan(s->arena, s->plan, &context, r->diag);
    compare_plan(r, s);
    return true;
}

static void report_fit(struct run *r, const struct stages *s, int32_t needed, int32_t width) {
    struct place at = {.file = s->schema->file};
    DIAG(r->diag, E402, &at, arena_printf(s->arena, "%d", needed / MM_TO_MPT(1) + 1),
         arena_printf(s->arena, "%d", width / MM_TO_MPT(1)));
}

/* Physical line of the cell in a column; 0 in a header, which the template gives. */
static uint32_t line_of(const struct doc_row *row, size_t column) {
    for (uint32_t i = 0; i < row->cell_count; i++) {
        if (row->cells[i].column == column) {
            return row->cells[i].line;
        }
    }
    return 0;
}

static void report_broken_words(struct run *r, const struct stages *s,
                                const struct table_fit *fit) {
    for (size_t i = 0; i < fit->table->column_count; i++) {
        const struct fit_word *word = &fit->words[i];
        if (word->broken) {
            const struct doc_row *row = doc_table_row(fit->table, word->row);
            struct place at = {.file = s->doc->parts->source_file,
                               .line = line_of(row, i),
                               .record = row->record,
                               .column = fit->table->columns[i].source};
            DIAG(r->diag, N405, &at, arena_strndup(s->arena, word->text, word->len));
        }
    }
}

static bool fit_tables(struct run *r, struct stages *s, const struct fontset *fonts) {
    s->fits = xcalloc(s->doc->part_count, sizeof *s->fits);
    s->fit_count = s->doc->part_count;
    bool good = true;
    for (size_t p = 0; p < s->doc->part_count; p++) {
        const struct doc_part *part = &s->doc->parts[p];
        int32_t paper = part->landscape ? A4_LONG : A4_SHORT;
        int32_t width = paper - part->margin_left - part->margin_right, needed;
        for (size_t i = 0; i < part->block_count; i++) {
            if (part->blocks[i].kind != BLOCK_TABLE) {
                continue;
            }
            if (table_fit_init(&s->fits[p], part->blocks[i].as.table, fonts, width, &needed)) {
                report_broken_words(r, s, &s->fits[p]);
            } else {
                report_fit(r, s, needed, width);
                good = false;
            }
        }
    }
    return good;
}

/* Measures everything, so that `check` finds what `render` would. */
static const struct fontset *measure(struct run *r, struct stages *s) {
    bool in_passing = r->options->command == COMMAND_CHECK && r->options->dump == DUMP_NONE;
    s->doc = compose_appendix(s->arena, s->job, s->plan, &r->options->date, in_passing, r->diag);
    if (s->doc == NULL || dumped(r, s, DUMP_DOC, NULL)) {
        return NULL;
    }
    const struct fontset *fonts = fonts_of(r, s->schema);
    if (fonts == NULL || !glyphs_check(s->doc, fonts, r->diag) || !fit_tables(r, s, fonts)) {
        return NULL;
    }
    return fonts;
}

static void count_lines(struct stages *s, const struct fontset *fonts) {
    for (size_t p = 0; p < s->fit_count; p++) {
        if (s->fits[p].table) {
            table_fit_count_lines(&s->fits[p], fonts);
        }
    }
}

static void dump_pages(struct run *r, struct stages *s, const struct fontset *fonts) {
    struct page_set pages;
    paginate(s->doc, s->fits, fonts, &pages);
    dumped(r, s, DUMP_PAGE, &pages);
    page_set_release(&pages);
}

static bool make_pdf(struct run *r, struct stages *s, const struct fontset *fonts,
                     struct text *pdf) {
    struct page_set pages;
    paginate(s->doc, s->fits, fonts, &pages);
    bool good = pdf_write(s->doc, &pages, fonts, r->diag, pdf);
    page_set_release(&pages);
    return good;
}

static void write_outputs(struct run *r, struct stages *s, const struct fontset *fonts) {
    const struct options *o = r->options;
    struct text pdf, xlsx;
    struct fs_file files[2];
    size_t count = 0;
    text_init(&pdf);
    text_init(&xlsx);
    bool good = true;
    if (o->pdf) {
        good = make_pdf(r, s, fonts, &pdf);
        files[count++] = (struct fs_file){
            fs_join(s->arena, o->output, arena_printf(s->arena, "%s.pdf", s->job->name)), pdf.data,
            pdf.len, FS_OK};
    }
    if (good && o->xlsx) {
        good = xlsx_write(s->doc, s->fits, r->diag, &xlsx);
        files[count++] = (struct fs_file){
            fs_join(s->arena, o->output, arena_printf(s->arena, "%s.xlsx", s->job->name)),
            xlsx.data, xlsx.len, FS_OK};
    }
    if (good && fs_make_folder(o->output) != FS_OK) {
        DIAG(r->diag, E601, NULL, o->output);
        good = false;
    }
    if (good && write_files(files, count, r->diag)) {
        r->files_written += count;
    }
    text_release(&pdf);
    text_release(&xlsx);
}

/* ---- jobs ---- */

/* Two jobs that write one file: the second is refused before it destroys the first's work.
 * `name` is the file's without its ending. */
static bool claim_name(struct run *r, const char *name, const char *ending, const char *job_file,
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
    if (s->job && o->command == COMMAND_RENDER) {
        good = claim_name(r, s->name, o->pdf ? "pdf" : "xlsx", path, &at);
    }
    if (good && hands_back(r)) {
        const char *name = arena_printf(s->arena, "%s" HAND_BACK_ENDING, s->name);
        good = claim_name(r, name, o->review_pdf ? "pdf" : "xlsx", path, &at);
    }
    s->claimed = good;
    return good;
}

static void mark_draft(struct run *r, struct stages *s) {
    if (diag_job_failed(r->diag)) {
        struct place at = {.file = s->job->file};
        DIAG(r->diag, W611, &at, arena_printf(s->arena, "%zu", diag_job_errors(r->diag)));
        for (size_t p = 0; p < s->doc->part_count; p++) {
            s->doc->parts[p].watermark = DRAFT_MARK;
        }
    }
}

static void run_stages(struct run *r, struct stages *s, const char *path) {
    s->job = job_load(s->arena, path, r->data.templates, r->diag);
    bool render = r->options->command == COMMAND_RENDER;
    if (!claim_outputs(r, s, path) || s->job == NULL || !read_plan(r, s)) {
        return;
    }
    const struct fontset *fonts = measure(r, s);
    if (fonts == NULL) {
        return;
    }
    if (render || r->options->dump == DUMP_PAGE) {
        count_lines(s, fonts);
    }
    if (r->options->dump == DUMP_PAGE) {
        dump_pages(r, s, fonts);
    } else if (render && (!diag_job_failed(r->diag) || r->options->force)) {
        mark_draft(r, s);
        write_outputs(r, s, fonts);
    }
}

/* Last of all, so that nothing that was found is missing; also when errors stopped the job. */
static void hand_back_findings(struct run *r, const struct stages *s) {
    const struct fontset *fonts = hands_back(r) && s->claimed ? fonts_of(r, NULL) : NULL;
    if (fonts == NULL) {
        return;
    }
    struct review_subject subject = {.name = s->name,
                                     .job = s->job,
                                     .table = s->table,
                                     .heading_rows = s->plan ? s->plan->first_row : 0,
                                     .date = r->options->date,
                                     .language = r->options->diag.language,
                                     .quiet = r->options->diag.quiet};
    r->files_written += hand_back(s->arena, &subject, r->options, fonts, r->diag);
}

static void run_job(struct run *r, const char *path) {
    struct stages s = {.arena = arena_new()};
    diag_begin_job(r->diag);
    run_stages(r, &s, path);
    hand_back_findings(r, &s);
    if (diag_job_failed(r->diag)) {
        r->jobs_failed++;
    } else {
        r->jobs_done++;
    }
    print_findings(r);
    for (size_t p = 0; p < s.fit_count; p++) {
        table_fit_release(&s.fits[p]);
    }
    free(s.fits);
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
