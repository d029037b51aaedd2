/* Writes finished pages as a PDF in memory, through libharu.
 *
 * The library keeps the objects, the cross-reference table, compression and the embedded fonts. The
 * content of a page is written here, straight into its stream: a page has thousands of marks, and
 * the library's own operators format each number through floating point and check their state every
 * time. Numbers stay whole millipoints until they are printed. */
#include "emit/pdf.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <hpdf_streams.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "emit/pdf_font.h"
#include "layout/fontset.h"
#include "layout/page.h"

#define NUMBER_SIZE 16 /* "-2147483.648 " */
#define UTC_OFFSET  7  /* hours: Việt Nam has one time zone */
#define RUN_SIZE    128

struct writer {
    HPDF_Doc pdf;
    struct pdf_fonts *fonts;
    const struct fontset *set;
    struct text content; /* of the page at hand */
    HPDF_Page page;
    int32_t height;
    uint32_t missing; /* a character without a glyph: layout should have refused it */
    /* What the viewer's text state is at this point of the content. */
    const struct pdf_font *font;
    int32_t size;
    uint8_t ink;
    int32_t x, y; /* start of the line, y upward */
    bool turned;
};

/* ---- numbers ---- */

/* 12500 -> "12.5 " for three digits; no locale, no rounding. Gives the end. */
static char *put_scaled(char *p, int32_t value, uint32_t scale) {
    uint32_t n = value < 0 ? 0u - (uint32_t)value : (uint32_t)value;
    uint32_t whole = n / scale;
    uint32_t rest = n % scale;
    char digits[10];
    int count = 0;
    if (value < 0)
        *p++ = '-';
    do {
        digits[count++] = (char)('0' + whole % 10);
        whole /= 10;
    } while (whole);
    while (count > 0)
        *p++ = digits[--count];
    if (rest)
        *p++ = '.';
    for (scale /= 10; rest; scale /= 10) {
        *p++ = (char)('0' + rest / scale);
        rest %= scale;
    }
    *p++ = ' ';
    return p;
}

static char *put_milli(char *p, int32_t value) {
    return put_scaled(p, value, 1000);
}

static char *put_operator(char *p, const char *name) {
    while (*name)
        *p++ = *name++;
    *p++ = '\n';
    return p;
}

/* ---- rules ---- */

/* Strokes, not thin rectangles: viewers keep strokes of one width equally strong on a screen. The
 * projecting cap fills the outer corners of a table's frame. */
static void rules_put(struct writer *w, const struct page *page) {
    int32_t width = -1;
    char line[5 * NUMBER_SIZE];
    for (size_t i = 0; i < page->rule_count; i++) {
        const struct rule_mark *r = &page->rules[i];
        char *p = line;
        if (r->width != width) {
            p = put_operator(p, i > 0 ? "S" : "2 J");
            p = put_operator(put_milli(p, r->width), "w");
            width = r->width;
        }
        p = put_milli(put_milli(p, r->x1), w->height - r->y1);
        p = put_operator(p, "m");
        p = put_milli(put_milli(p, r->x2), w->height - r->y2);
        p = put_operator(p, "l");
        text_put(&w->content, line, (size_t)(p - line));
    }
    if (page->rule_count)
        text_puts(&w->content, "S\n");
}

/* ---- text ---- */

/* Cosine and sine in 1/100000, as an integer so that every machine prints the same. */
static int32_t unit_part(double value) {
    return (int32_t)lround(value * 100000);
}

static void position_put(struct writer *w, const struct text_mark *mark) {
    char line[8 * NUMBER_SIZE];
    char *p = line;
    int32_t y = w->height - mark->y;
    if (mark->angle || w->turned) {
        double angle = mark->angle * (3.14159265358979323846 / 180);
        int32_t c = unit_part(cos(angle));
        int32_t s = unit_part(sin(angle));
        p = put_scaled(put_scaled(p, c, 100000), s, 100000);
        p = put_scaled(put_scaled(p, -s, 100000), c, 100000);
        p = put_operator(put_milli(put_milli(p, mark->x), y), "Tm");
        w->turned = mark->angle != 0;
    } else {
        p = put_operator(put_milli(put_milli(p, mark->x - w->x), y - w->y), "Td");
    }
    w->x = mark->x;
    w->y = y;
    if (mark->ink != w->ink) {
        static const char *const colours[] = {"0 g", "1 0 0 rg", "0.843 g"};
        p = put_operator(p, colours[mark->ink]);
        w->ink = mark->ink;
    }
    text_put(&w->content, line, (size_t)(p - line));
}

static struct pdf_font *font_select(struct writer *w, const struct text_mark *mark,
                                    unsigned encoding) {
    struct pdf_font *font = pdf_fonts_face(w->fonts, mark->face, encoding);
    if (!font || (font == w->font && mark->size == w->size))
        return font;
    if (font->page != w->page) {
        font->local = HPDF_Page_GetLocalFontName(w->page, font->object);
        font->page = w->page;
        if (!font->local)
            return NULL;
    }
    char line[2 * NUMBER_SIZE];
    text_putc(&w->content, '/');
    text_puts(&w->content, font->local);
    line[0] = ' ';
    char *p = put_operator(put_milli(line + 1, mark->size), "Tf");
    text_put(&w->content, line, (size_t)(p - line));
    w->font = font;
    w->size = mark->size;
    return font;
}

/* The code of a character under the encoding in use, or under another one that has it. */
static bool code_find(struct writer *w, const struct text_mark *mark, uint32_t c, unsigned current,
                      struct pdf_code *code) {
    if (ttf_advance(w->set->faces[mark->face], c) < 0) {
        w->missing = c;
        return false;
    }
    if (!pdf_fonts_code(w->fonts, c, code))
        return false;
    if (code->code < 0x7F)
        code->encoding = (uint16_t)current;
    return true;
}

/* Shows the text in one string, or in several where the encoding changes: a viewer goes on where
 * the last string ended. */
static bool text_mark_put(struct writer *w, const struct text_mark *mark) {
    const char *s = mark->text;
    const char *end = s + mark->len;
    struct pdf_font *font = NULL;
    unsigned encoding = 0;
    char run[RUN_SIZE]; /* codes on their way into the content: one by one costs a call each */
    size_t len = 0;
    position_put(w, mark);
    while (s < end) {
        struct pdf_code code;
        if (!code_find(w, mark, utf8_next(&s), encoding, &code))
            return false;
        bool changes = !font || code.encoding != encoding;
        if (changes || len + 2 > RUN_SIZE) {
            text_put(&w->content, run, len);
            len = 0;
        }
        if (changes) {
            if (font)
                text_puts(&w->content, ")Tj\n");
            encoding = code.encoding;
            font = font_select(w, mark, encoding);
            if (!font)
                return false;
            text_putc(&w->content, '(');
        }
        font->used[code.code] = 1;
        if (code.code == '(' || code.code == ')' || code.code == '\\')
            run[len++] = '\\';
        run[len++] = (char)code.code;
    }
    text_put(&w->content, run, len);
    if (font)
        text_puts(&w->content, ")Tj\n");
    return true;
}

static bool texts_put(struct writer *w, const struct page *page, bool turned) {
    bool open = false;
    for (size_t i = 0; i < page->text_count; i++) {
        const struct text_mark *mark = &page->texts[i];
        if ((mark->angle != 0) != turned || mark->len == 0)
            continue;
        if (!open)
            text_puts(&w->content, "BT\n");
        open = true;
        if (!text_mark_put(w, mark))
            return false;
    }
    if (open)
        text_puts(&w->content, "ET\n");
    w->x = w->y = 0; /* each BT starts at the origin; font and colour stay */
    w->turned = false;
    return true;
}

/* ---- pages ---- */

static bool page_write(struct writer *w, const struct page *page) {
    w->page = HPDF_AddPage(w->pdf);
    if (!w->page || HPDF_Page_SetWidth(w->page, (HPDF_REAL)page->width / MPT_PER_PT) != HPDF_OK ||
        HPDF_Page_SetHeight(w->page, (HPDF_REAL)page->height / MPT_PER_PT) != HPDF_OK)
        return false;
    text_clear(&w->content);
    w->height = page->height;
    w->font = NULL;
    w->size = 0;
    w->ink = INK_BLACK;
    w->x = w->y = 0;
    w->turned = false;
    /* A watermark lies under everything else. */
    if (!texts_put(w, page, true))
        return false;
    rules_put(w, page);
    if (!texts_put(w, page, false))
        return false;
    HPDF_PageAttr attr = w->page->attr;
    return w->content.len == 0 ||
           HPDF_Stream_Write(attr->stream, (const HPDF_BYTE *)w->content.data,
                             (HPDF_UINT)w->content.len) == HPDF_OK;
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
    text_init(&w->content);
    for (size_t i = 0; i < set->count && ok; i++)
        ok = page_write(w, &set->pages[i]);
    text_release(&w->content);
    return ok && labels_write(w->pdf, set) && pdf_fonts_finish(w->fonts);
}

/* ---- the document ---- */

/* UTF-16 with a byte order mark, the one Unicode form that every PDF version has. */
static bool info_put(HPDF_Doc pdf, const char *key, const char *value) {
    if (!value || !*value)
        return true;
    struct text bytes;
    text_init(&bytes);
    text_put(&bytes, "\xFE\xFF", 2);
    while (*value) {
        uint32_t c = utf8_next(&value);
        uint32_t units[2] = {c, 0};
        if (c >= 0x10000) {
            units[0] = 0xD800 + ((c - 0x10000) >> 10);
            units[1] = 0xDC00 + ((c - 0x10000) & 0x3FF);
        }
        for (int i = 0; i < (c >= 0x10000 ? 2 : 1); i++) {
            text_putc(&bytes, (char)(units[i] >> 8));
            text_putc(&bytes, (char)(units[i] & 0xFF));
        }
    }
    HPDF_Binary object = HPDF_Binary_New(pdf->mmgr, (HPDF_BYTE *)bytes.data, (HPDF_UINT)bytes.len);
    text_release(&bytes);
    return object && HPDF_Dict_Add(pdf->info, key, object) == HPDF_OK;
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
           info_put(pdf, "Subject", doc->subject) && info_put(pdf, "Creator", "baocao") &&
           dates_put(pdf, doc) &&
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
    if (w->missing) {
        letter[utf8_encode(w->missing, letter)] = '\0';
        snprintf(number, sizeof number, "U+%04X", (unsigned)w->missing);
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
    struct writer w = {.pdf = HPDF_New(first_error_keep, &first), .set = fonts};
    if (w.pdf)
        w.fonts = pdf_fonts_new(w.pdf, fonts);
    bool ok = w.fonts && document_describe(w.pdf, doc) && pages_write(&w, pages) &&
              document_save(w.pdf, out) && first == HPDF_OK;
    if (!ok) {
        failure_report(&w, first, diag);
        out->len = start;
        if (out->data)
            out->data[start] = '\0';
    }
    HPDF_Free(w.pdf);
    pdf_fonts_free(w.fonts);
    return ok;
}
