/* Makes the pages and files of a job whose parts are read. */
#include "app/paper.h"

#include <stdlib.h>
#include <string.h>

#include "app/stages.h"
#include "app/terminal.h"
#include "app/write.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/text.h"
#include "doc/compose.h"
#include "doc/doc.h"
#include "emit/pdf.h"
#include "emit/reread.h"
#include "emit/xlsx.h"
#include "layout/conform_pages.h"
#include "layout/fontset.h"
#include "layout/glyphs.h"
#include "layout/paginate.h"
#include "layout/tablefit.h"
#include "model/job.h"
#include "model/schema.h"
#include "source/ini_file.h"

#define DRAFT_MARK "BẢN NHÁP"

/* ---- fonts ---- */

/* The faces of a typeface that stands at `from`; NULL: the program's own. Most runs use one for all
 * jobs. */
static const struct fontset *fonts_of(struct run *r, const char *typeface,
                                      const struct place *from) {
    bool same =
        r->typeface == NULL ? typeface == NULL : typeface && strcmp(typeface, r->typeface) == 0;
    if (r->fonts == NULL || !same) {
        fontset_free(r->fonts);
        r->fonts = fontset_load(r->data.user_fonts, r->data.fonts, typeface, from, r->diag);
        r->typeface = typeface ? arena_strdup(r->arena, typeface) : NULL;
    }
    return r->fonts;
}

const struct fontset *paper_own_fonts(struct run *r) {
    return fonts_of(r, NULL, &(struct place){0});
}

/* One document has one typeface: that of the letter, or of the first appendix. */
static const struct fontset *fonts_of_job(struct run *r, const struct stages *s) {
    const struct document_kind *kind = s->job->letter ? s->job->letter->kind : NULL;
    const char *typeface = kind ? kind->font : s->appendices[0].schema->font;
    struct place at = {0}; /* the program's own fonts are no fault of a template */
    if (typeface) {
        at = kind ? ini_place(kind->ini, "kind", "font")
                  : ini_place(s->appendices[0].schema->ini, "appendix", "font");
    }
    bool good = true;
    const char *wanted = typeface ? typeface : "Times New Roman";
    for (size_t i = 0; i < s->job->appendix_count; i++) {
        const struct schema *schema = s->appendices[i].schema;
        if (strcmp(schema->font ? schema->font : wanted, wanted) != 0) {
            struct place other = ini_place(schema->ini, "appendix", "font");
            other.expected = wanted;
            DIAG(r->diag, E206, &other, "font", schema->font, wanted);
            good = false;
        }
    }
    return good ? fonts_of(r, typeface, &at) : NULL;
}

/* ---- tables ---- */

/* The appendix that a part of the document is. */
static const struct schema *schema_of_part(const struct stages *s, size_t part) {
    return s->appendices[part - (s->job->letter ? 1 : 0)].schema;
}

static void report_fit(struct run *r, const struct stages *s, size_t part, int32_t needed,
                       int32_t width) {
    struct place at = {.file = schema_of_part(s, part)->file};
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

static void report_broken_words(struct run *r, const struct stages *s, size_t part) {
    const struct table_fit *fit = &s->fits[part];
    for (size_t i = 0; i < fit->table->column_count; i++) {
        const struct fit_word *word = &fit->words[i];
        if (word->broken) {
            const struct doc_row *row = doc_table_row(fit->table, word->row);
            struct place at = {.file = s->doc->parts[part].source_file,
                               .line = line_of(row, i),
                               .record = row->record,
                               .column = fit->table->columns[i].source};
            DIAG(r->diag, N405, &at, arena_strndup(s->arena, word->text, word->len));
        }
    }
}

static int32_t width_of(const struct doc_part *part) {
    return doc_paper_width(part) - part->margin_left - part->margin_right;
}

/* False when the fonts lack a letter of a table whose rows are made for this. */
static bool fit_tables(struct run *r, struct stages *s, const struct fontset *fonts) {
    s->fits = xcalloc(s->doc->part_count, sizeof *s->fits);
    s->fit_count = s->doc->part_count;
    bool good = true;
    for (size_t p = 0; p < s->doc->part_count; p++) {
        const struct doc_part *part = &s->doc->parts[p];
        for (size_t i = 0; i < part->block_count; i++) {
            if (part->blocks[i].kind == BLOCK_TABLE) {
                const struct doc_table *table = part->blocks[i].as.table;
                table_fit_init(&s->fits[p], table, fonts, width_of(part));
                good &= !table->make_row || !s->fits[p].missing ||
                        glyphs_check_table(part, table, fonts, r->diag);
            }
        }
    }
    return good;
}

static bool report_fits(struct run *r, const struct stages *s) {
    bool good = true;
    for (size_t p = 0; p < s->fit_count; p++) {
        int32_t width = width_of(&s->doc->parts[p]), needed = s->fits[p].needed;
        if (s->fits[p].table && needed <= width) {
            report_broken_words(r, s, p);
        } else if (s->fits[p].table) {
            report_fit(r, s, p, needed, width);
            good = false;
        }
    }
    return good;
}

/* ---- pages ---- */

/* The heights of rows, for pages and workbooks. */
static void count_lines(struct stages *s, const struct fontset *fonts) {
    for (size_t p = 0; p < s->fit_count && !s->counted; p++) {
        if (s->fits[p].table) {
            table_fit_count_lines(&s->fits[p], fonts);
        }
    }
    s->counted = true;
}

void paper_paginate(struct stages *s, const struct fontset *fonts) {
    if (!s->paginated) {
        count_lines(s, fonts);
        paginate(s->doc, s->fits, fonts, &s->pages);
        s->paginated = true;
    }
}

/* The pages of a table alone hold nothing that the decree rules and a template could change, but
 * for the line of its electronic signature. */
static bool is_ruled(const struct job *job) {
    for (size_t i = 0; i < job->appendix_count; i++) {
        if (job->appendices[i].signed_at.date.year) {
            return true;
        }
    }
    return job->letter != NULL;
}

/* Holds the finished pages against the decree. */
static void check_pages(struct run *r, struct stages *s, const struct fontset *fonts) {
    struct place at = ini_place(s->job->ini, "job", "document");
    paper_paginate(s, fonts);
    paginate_report(&s->pages, &at, r->diag);
    uint32_t page = paginate_copies_go_on(&s->pages);
    if (page) {
        at = ini_place(s->job->ini, "copies", "1");
        DIAG(r->diag, W576, &at, arena_printf(s->arena, "%u", page));
    }
    conform_pages(s->doc, &s->pages, fonts, s->job, r->diag);
}

const struct fontset *paper_measure(struct run *r, struct stages *s) {
    const struct compose_input in = {.job = s->job,
                                     .body = s->body,
                                     .plans = s->plans,
                                     .values = s->values,
                                     .report = s->report,
                                     .columns = s->columns,
                                     .date = r->options->date,
                                     .in_passing = !is_ruled(s->job) &&
                                                   r->options->command == COMMAND_CHECK &&
                                                   r->options->dump == DUMP_NONE};
    s->doc = compose_document(s->arena, &in, r->diag);
    if (s->doc == NULL || dumped(r, s, DUMP_DOC, 0)) {
        return NULL;
    }
    const struct fontset *fonts = fonts_of_job(r, s);
    if (fonts == NULL) {
        return NULL;
    }
    bool whole = glyphs_check(s->doc, fonts, r->diag);
    if (!fit_tables(r, s, fonts) || !whole || !report_fits(r, s)) {
        return NULL;
    }
    if (is_ruled(s->job)) {
        check_pages(r, s, fonts);
    }
    return fonts;
}

void paper_release(struct stages *s) {
    if (s->paginated) {
        page_set_release(&s->pages);
        s->paginated = false;
    }
    for (size_t p = 0; p < s->fit_count; p++) {
        table_fit_release(&s->fits[p]);
    }
    free(s->fits);
}

/* ---- files ---- */

/* Pages that are set already have no mark and are set again. */
static void mark_draft(struct run *r, struct stages *s) {
    if (!diag_job_failed(r->diag)) {
        return;
    }
    struct place at = {.file = s->job->file};
    DIAG(r->diag, W611, &at, arena_printf(s->arena, "%zu", diag_job_errors(r->diag)));
    for (size_t p = 0; p < s->doc->part_count; p++) {
        s->doc->parts[p].watermark = DRAFT_MARK;
    }
    if (s->paginated) {
        page_set_release(&s->pages);
        s->paginated = false;
    }
}

static const char *output_path(const struct run *r, const struct stages *s, const char *ending) {
    return fs_join(s->arena, r->options->output,
                   arena_printf(s->arena, "%s.%s", s->job->name, ending));
}

/* A workbook holds the tables; true when there is one to make. */
static bool wants_workbook(const struct run *r, const struct stages *s) {
    if (r->options->xlsx && s->job->appendix_count == 0) {
        struct place at = {.file = s->job->file};
        DIAG(r->diag, N599, &at, output_path(r, s, "xlsx"));
    }
    return r->options->xlsx && s->job->appendix_count > 0;
}

/* A report is proved before anyone sees it: its files are read back. */
static bool prove_files(struct run *r, struct stages *s, const struct paper_files *files) {
    bool good = true;
    if (files->pdf.len > 0) {
        good &= reread_check_pdf(output_path(r, s, "pdf"), &files->pdf, s->doc, &s->pages, r->diag);
    }
    if (files->xlsx.len > 0) {
        good &= reread_check_xlsx(output_path(r, s, "xlsx"), &files->xlsx, s->doc, r->diag);
    }
    return good;
}

bool paper_make(struct run *r, struct stages *s, const struct fontset *fonts,
                struct paper_files *files) {
    text_init(&files->pdf);
    text_init(&files->xlsx);
    bool good = true;
    mark_draft(r, s);
    count_lines(s, fonts);
    if (r->options->pdf) {
        paper_paginate(s, fonts);
        good = pdf_write(s->doc, &s->pages, fonts, r->diag, &files->pdf);
    }
    if (good && wants_workbook(r, s)) {
        good = xlsx_write(s->doc, s->fits, r->diag, &files->xlsx);
    }
    return good && (s->job->report == NULL || prove_files(r, s, files));
}

void paper_files_release(struct paper_files *files) {
    text_release(&files->pdf);
    text_release(&files->xlsx);
}

void paper_write(struct run *r, struct stages *s, const struct fontset *fonts) {
    struct paper_files made;
    struct fs_file files[2];
    size_t count = 0;
    bool good = paper_make(r, s, fonts, &made);
    if (made.pdf.len > 0) {
        files[count++] =
            (struct fs_file){output_path(r, s, "pdf"), made.pdf.data, made.pdf.len, FS_OK};
    }
    if (made.xlsx.len > 0) {
        files[count++] =
            (struct fs_file){output_path(r, s, "xlsx"), made.xlsx.data, made.xlsx.len, FS_OK};
    }
    if (good && count && fs_make_folder(r->options->output) != FS_OK) {
        DIAG(r->diag, E601, NULL, r->options->output);
        good = false;
    }
    if (good && write_files(files, count, r->diag)) {
        r->files_written += count;
    }
    paper_files_release(&made);
}
