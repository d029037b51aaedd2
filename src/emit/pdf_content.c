/* Writes the content stream of a page.
 *
 * A page has thousands of marks, and the library's own operators format each number through
 * floating point and check their state every time: so the operators are written here, straight into
 * the stream. Numbers stay whole millipoints until they are printed. */
#include "emit/pdf_content.h"

#include <hpdf_pages.h>
#include <hpdf_streams.h>
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "emit/pdf_font.h"
#include "emit/pdf_picture.h"
#include "layout/fontset.h"

#define NUMBER_SIZE 16 /* "-2147483.648 " */
#define RUN_SIZE    128

/* By enum ink; strokes have operators of their own. */
static const char *const FILLS[] = {"0 g", "1 0 0 rg", "0.843 g"};
static const char *const STROKES[] = {"0 G", "1 0 0 RG", "0.843 G"};

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
static void rules_put(struct pdf_content *w, const struct page *page) {
    int32_t width = -1;
    uint8_t ink = INK_BLACK;
    char line[6 * NUMBER_SIZE];
    for (size_t i = 0; i < page->rule_count; i++) {
        const struct rule_mark *r = &page->rules[i];
        char *p = line;
        if (r->width != width || r->ink != ink)
            p = put_operator(p, i > 0 ? "S" : "2 J");
        if (r->width != width)
            p = put_operator(put_milli(p, r->width), "w");
        if (r->ink != ink)
            p = put_operator(p, STROKES[r->ink]);
        width = r->width;
        ink = r->ink;
        p = put_milli(put_milli(p, r->x1), w->height - r->y1);
        p = put_operator(p, "m");
        p = put_milli(put_milli(p, r->x2), w->height - r->y2);
        p = put_operator(p, "l");
        text_put(&w->bytes, line, (size_t)(p - line));
    }
    if (page->rule_count)
        text_puts(&w->bytes, "S\n");
}

/* ---- pictures ---- */

static bool pictures_put(struct pdf_content *w, const struct page *page) {
    char line[8 * NUMBER_SIZE];
    for (size_t i = 0; i < page->picture_count; i++) {
        const struct picture_mark *mark = &page->pictures[i];
        HPDF_Image image = pdf_pictures_image(w->pictures, mark->picture);
        const char *name = image ? HPDF_Page_GetXObjectName(w->page, image) : NULL;
        if (!name)
            return false;
        char *p = put_operator(line, "q");
        p = put_scaled(put_milli(p, mark->width), 0, 1);
        p = put_milli(put_scaled(p, 0, 1), mark->height);
        p = put_milli(put_milli(p, mark->x), w->height - mark->y - mark->height);
        p = put_operator(p, "cm");
        *p++ = '/';
        text_put(&w->bytes, line, (size_t)(p - line));
        text_puts(&w->bytes, name);
        text_puts(&w->bytes, " Do\nQ\n");
    }
    return true;
}

/* ---- text ---- */

/* Cosine and sine in 1/100000, as an integer so that every machine prints the same. */
static int32_t unit_part(double value) {
    return (int32_t)lround(value * 100000);
}

static void position_put(struct pdf_content *w, const struct text_mark *mark) {
    char line[10 * NUMBER_SIZE];
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
        p = put_operator(p, FILLS[mark->ink]);
        w->ink = mark->ink;
    }
    /* Counts for the code 32 of single-byte fonts, which is the space in all of ours. */
    if (mark->word_space != w->word_space && memchr(mark->text, ' ', mark->len)) {
        p = put_operator(put_milli(p, mark->word_space), "Tw");
        w->word_space = mark->word_space;
    }
    text_put(&w->bytes, line, (size_t)(p - line));
}

static struct pdf_font *font_select(struct pdf_content *w, const struct text_mark *mark,
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
    text_putc(&w->bytes, '/');
    text_puts(&w->bytes, font->local);
    line[0] = ' ';
    char *p = put_operator(put_milli(line + 1, mark->size), "Tf");
    text_put(&w->bytes, line, (size_t)(p - line));
    w->font = font;
    w->size = mark->size;
    return font;
}

/* The code of a character under the encoding in use, or under another one that has it. */
static bool code_find(struct pdf_content *w, const struct text_mark *mark, uint32_t c,
                      unsigned current, struct pdf_code *code) {
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
static bool text_mark_put(struct pdf_content *w, const struct text_mark *mark) {
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
            text_put(&w->bytes, run, len);
            len = 0;
        }
        if (changes) {
            if (font)
                text_puts(&w->bytes, ")Tj\n");
            encoding = code.encoding;
            font = font_select(w, mark, encoding);
            if (!font)
                return false;
            text_putc(&w->bytes, '(');
        }
        font->used[code.code] = 1;
        if (code.code == '(' || code.code == ')' || code.code == '\\')
            run[len++] = '\\';
        run[len++] = (char)code.code;
    }
    text_put(&w->bytes, run, len);
    if (font)
        text_puts(&w->bytes, ")Tj\n");
    return true;
}

static bool texts_put(struct pdf_content *w, const struct page *page, bool turned) {
    bool open = false;
    for (size_t i = 0; i < page->text_count; i++) {
        const struct text_mark *mark = &page->texts[i];
        if ((mark->angle != 0) != turned || mark->len == 0)
            continue;
        if (!open)
            text_puts(&w->bytes, "BT\n");
        open = true;
        if (!text_mark_put(w, mark))
            return false;
    }
    if (open)
        text_puts(&w->bytes, "ET\n");
    w->x = w->y = 0; /* each BT starts at the origin; font and colour stay */
    w->turned = false;
    return true;
}

/* ---- the page ---- */

bool pdf_content_write(struct pdf_content *w, HPDF_Page page, const struct page *marks) {
    w->page = page;
    text_clear(&w->bytes);
    w->height = marks->height;
    w->font = NULL;
    w->size = 0;
    w->word_space = 0;
    w->ink = INK_BLACK;
    w->x = w->y = 0;
    w->turned = false;
    /* A watermark lies under everything else; a picture with a white ground must hide no words. */
    if (!texts_put(w, marks, true) || !pictures_put(w, marks))
        return false;
    rules_put(w, marks);
    if (!texts_put(w, marks, false))
        return false;
    HPDF_PageAttr attr = page->attr;
    return w->bytes.len == 0 || HPDF_Stream_Write(attr->stream, (const HPDF_BYTE *)w->bytes.data,
                                                  (HPDF_UINT)w->bytes.len) == HPDF_OK;
}
