/* Writes finished pages as a PDF in memory, through libharu: the library keeps the objects, the
 * cross-reference table, compression and the embedded fonts. */
#include "emit/pdf.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_streams.h>
#include <stdio.h>

#include "base/diag.h"
#include "base/text.h"
#include "base/typography.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "emit/pdf_content.h"
#include "emit/pdf_font.h"
#include "emit/pdf_outline.h"
#include "emit/pdf_picture.h"
#include "emit/pdf_string.h"
#include "emit/pdf_tags.h"
#include "layout/page.h"

#define UTC_OFFSET 7 /* hours: Việt Nam has one time zone */

struct writer {
    HPDF_Doc pdf;
    struct pdf_content content;
};

/* ---- pages ---- */

static bool page_write(struct writer *w, const struct page *page) {
    HPDF_Page object = HPDF_AddPage(w->pdf);
    return object && HPDF_Page_SetWidth(object, (HPDF_REAL)page->width / MPT_PER_PT) == HPDF_OK &&
           HPDF_Page_SetHeight(object, (HPDF_REAL)page->height / MPT_PER_PT) == HPDF_OK &&
           pdf_content_write(&w->content, object, page);
}

/* Where the numbering starts again, so that a viewer shows the numbers that are on the paper. */
static bool labels_write(HPDF_Doc pdf, const struct page_set *set) {
    bool plain = true;
    for (size_t i = 0; i < set->count; i++)
        plain = plain && set->pages[i].number == i + 1;
    for (size_t i = 0; i < set->count && !plain; i++) {
        uint32_t number = set->pages[i].number;
        if (i > 0 && number == set->pages[i - 1].number + 1)
            continue;
        if (HPDF_AddPageLabel(pdf, (HPDF_UINT)i, HPDF_PAGE_NUM_STYLE_DECIMAL, number, NULL) !=
            HPDF_OK)
            return false;
    }
    return true;
}

static bool pages_write(struct writer *w, const struct page_set *set) {
    bool ok = true;
    text_init(&w->content.bytes);
    for (size_t i = 0; i < set->count && ok; i++)
        ok = page_write(w, &set->pages[i]);
    text_release(&w->content.bytes);
    return ok && labels_write(w->pdf, set) && pdf_outline_write(w->pdf, set) &&
           pdf_links_write(w->pdf, set) && pdf_tags_finish(w->content.tags) &&
           pdf_fonts_finish(w->content.fonts);
}

/* ---- the document ---- */

static bool info_put(HPDF_Doc pdf, const char *key, const char *value) {
    return !value || !*value || pdf_string_put(pdf, pdf->info, key, value);
}

static bool dates_put(HPDF_Doc pdf, const struct doc *doc) {
    if (!doc->month)
        return true;
    const HPDF_Date date = {.year = doc->year,
                            .month = doc->month,
                            .day = doc->day,
                            .ind = '+',
                            .off_hour = UTC_OFFSET};
    return HPDF_SetInfoDateAttr(pdf, HPDF_INFO_CREATION_DATE, date) == HPDF_OK &&
           HPDF_SetInfoDateAttr(pdf, HPDF_INFO_MOD_DATE, date) == HPDF_OK;
}

static bool document_describe(HPDF_Doc pdf, const struct doc *doc) {
    HPDF_Dict preferences = HPDF_Dict_New(pdf->mmgr);
    pdf->pdf_version = HPDF_VER_14;
    return HPDF_SetCompressionMode(pdf, HPDF_COMP_ALL) == HPDF_OK &&
           info_put(pdf, "Title", doc->title) && info_put(pdf, "Author", doc->author) &&
           info_put(pdf, "Subject", doc->subject) && info_put(pdf, "Keywords", doc->keywords) &&
           info_put(pdf, "Creator", "baocao") && dates_put(pdf, doc) &&
           HPDF_Dict_Add(pdf->catalog, "Lang", HPDF_String_New(pdf->mmgr, "vi-VN", NULL)) ==
               HPDF_OK &&
           HPDF_Dict_Add(pdf->catalog, "ViewerPreferences", preferences) == HPDF_OK &&
           HPDF_Dict_AddBoolean(preferences, "DisplayDocTitle", HPDF_TRUE) == HPDF_OK;
}

static HPDF_STATUS out_write(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT len) {
    text_put(stream->attr, bytes, len);
    return HPDF_OK;
}

/* The library would save into blocks of 4 KB and have them read out again; ours takes them as they
 * come. HPDF_Free frees the stream. */
static bool document_save(HPDF_Doc pdf, struct text *out) {
    pdf->stream = HPDF_CallbackWriter_New(pdf->mmgr, out_write, out);
    return pdf->stream && HPDF_SaveToStream(pdf) == HPDF_OK;
}

/* Later codes are consequences: after one error every call of the library fails. */
static void first_error_keep(HPDF_STATUS code, HPDF_STATUS detail, void *first) {
    HPDF_STATUS *kept = first;
    (void)detail;
    if (*kept == HPDF_OK)
        *kept = code;
}

static void failure_report(const struct writer *w, HPDF_STATUS first, struct diag *diag) {
    char number[16];
    char letter[5] = "";
    if (w->content.missing) {
        letter[utf8_encode(w->content.missing, letter)] = '\0';
        snprintf(number, sizeof number, "U+%04X", (unsigned)w->content.missing);
        DIAG(diag, E401, NULL, letter, number);
        return;
    }
    if (first == HPDF_OK && w->pdf)
        first = HPDF_GetError(w->pdf);
    snprintf(number, sizeof number, "0x%04lX", (unsigned long)first);
    DIAG(diag, E605, NULL, "PDF", number);
}

bool pdf_write(const struct doc *doc, const struct page_set *pages, const struct fontset *fonts,
               struct diag *diag, struct text *out) {
    HPDF_STATUS first = HPDF_OK;
    size_t start = out->len;
    struct writer w = {.pdf = HPDF_New(first_error_keep, &first), .content = {.set = fonts}};
    if (w.pdf) {
        w.content.fonts = pdf_fonts_new(w.pdf, fonts);
        w.content.pictures = pdf_pictures_new(w.pdf);
        w.content.tags = pdf_tags_new(w.pdf, pages);
    }
    bool ok = w.content.fonts && document_describe(w.pdf, doc) && pages_write(&w, pages) &&
              document_save(w.pdf, out) && first == HPDF_OK;
    if (!ok) {
        failure_report(&w, first, diag);
        out->len = start;
        if (out->data)
            out->data[start] = '\0';
    }
    HPDF_Free(w.pdf);
    pdf_fonts_free(w.content.fonts);
    pdf_pictures_free(w.content.pictures);
    pdf_tags_free(w.content.tags);
    return ok;
}
