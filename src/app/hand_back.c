/* Writes what a job's check found as files: the sheet handed back and the checking report. */
#include "app/hand_back.h"

#include <stdlib.h>

#include "app/options.h"
#include "app/write.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/text.h"
#include "doc/doc.h"
#include "doc/review.h"
#include "emit/pdf.h"
#include "emit/xlsx.h"
#include "layout/fontset.h"
#include "layout/glyphs.h"
#include "layout/page.h"
#include "layout/paginate.h"
#include "layout/tablefit.h"

/* The last block of each part is its table. A user's own sheet may be wider than paper: on the
 * screen it gets what it needs. */
static struct table_fit *fit_parts(const struct doc *doc, const struct fontset *fonts) {
    struct table_fit *fits = xcalloc(doc->part_count, sizeof *fits);
    for (size_t p = 0; p < doc->part_count; p++) {
        const struct doc_part *part = &doc->parts[p];
        const struct doc_table *table = part->blocks[part->block_count - 1].as.table;
        int32_t paper = part->landscape ? A4_LONG : A4_SHORT;
        int32_t width = paper - part->margin_left - part->margin_right;
        if (!table_fit_init(&fits[p], table, fonts, width)) {
            int32_t needed = fits[p].needed;
            table_fit_release(&fits[p]);
            table_fit_init(&fits[p], table, fonts, needed);
        }
        table_fit_count_lines(&fits[p], fonts);
    }
    return fits;
}

static void release_fits(const struct doc *doc, struct table_fit *fits) {
    for (size_t p = 0; p < doc->part_count; p++) {
        table_fit_release(&fits[p]);
    }
    free(fits);
}

static bool make_pdf(struct arena *a, const struct review *review, const struct fontset *fonts,
                     struct diag *diag, struct text *out) {
    struct doc *doc = compose_review_page(a, review);
    glyphs_spell_out(doc, fonts, a);
    struct table_fit *fits = fit_parts(doc, fonts);
    struct page_set pages;
    paginate(doc, fits, fonts, &pages);
    bool good = pdf_write(doc, &pages, fonts, diag, out);
    page_set_release(&pages);
    release_fits(doc, fits);
    return good;
}

static bool make_xlsx(struct arena *a, const struct review *review, const struct fontset *fonts,
                      struct diag *diag, struct text *out) {
    struct doc *doc = compose_review_book(a, review);
    struct table_fit *fits = fit_parts(doc, fonts);
    bool good = xlsx_write(doc, fits, diag, out);
    release_fits(doc, fits);
    return good;
}

static struct fs_file file_of(struct arena *a, const char *folder, const char *name,
                              const char *ending, const struct text *bytes) {
    const char *base = arena_printf(a, "%s" HAND_BACK_ENDING ".%s", name, ending);
    return (struct fs_file){fs_join(a, folder, base), bytes->data, bytes->len, FS_OK};
}

size_t hand_back(struct arena *a, const struct review_subject *subject,
                 const struct options *options, const struct fontset *fonts, struct diag *diag) {
    const struct review *review = review_gather(a, subject, diag);
    struct text pdf, xlsx;
    struct fs_file files[2];
    size_t count = 0;
    text_init(&pdf);
    text_init(&xlsx);
    bool good = true;
    if (options->review_pdf) {
        good = make_pdf(a, review, fonts, diag, &pdf);
        files[count++] = file_of(a, options->output, subject->name, "pdf", &pdf);
    }
    if (good && options->review_xlsx) {
        good = make_xlsx(a, review, fonts, diag, &xlsx);
        files[count++] = file_of(a, options->output, subject->name, "xlsx", &xlsx);
    }
    if (good && fs_make_folder(options->output) != FS_OK) {
        DIAG(diag, E601, NULL, options->output);
        good = false;
    }
    good = good && write_files(files, count, diag);
    text_release(&pdf);
    text_release(&xlsx);
    return good ? count : 0;
}
