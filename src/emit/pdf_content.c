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
#include "emit/pdf_number.h"
#include "emit/pdf_picture.h"
#include "emit/pdf_shape.h"
#include "emit/pdf_tags.h"
#include "layout/fontset.h"
#include "model/component.h"

#define RUN_SIZE 128

/* By enum ink; strokes have operators of their own. */
static const char *const FILLS[] = {"0 g", "1 0 0 rg", "0.843 g"};
static const char *const STROKES[] = {"0 G", "1 0 0 RG", "0.843 G"};

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

/* A signature or seal: what it is, is what there is to say. */
static bool tag_for_picture(struct pdf_content *w, const struct picture_mark *mark) {
    const int32_t box[] = {mark->x, w->height - mark->y - mark->height, mark->x + mark->width,
                           w->height - mark->y};
    const char *term = component_info_of(mark->component)->term;
    return !w->tags || pdf_tags_figure(w->tags, w->page, &w->bytes, term ? term : "", box);
}

static bool pictures_put(struct pdf_content *w, const struct page *page) {
    char line[8 * NUMBER_SIZE];
    for (size_t i = 0; i < page->picture_count; i++) {
        const struct picture_mark *mark = &page->pictures[i];
        HPDF_Image image = pdf_pictures_image(w->pictures, mark->picture);
        const char *name = image ? HPDF_Page_GetXObjectName(w->page, image) : NULL;
        if (!name || !tag_for_picture(w, mark))
            return false;
        char *p = put_operator(line, "q");
        p = put_scaled(put_milli(p, mark->width), 0, 1);
        p = put_milli(put_scaled(p, 0, 1), mark->height);
        p = put_milli(put_milli(p, mark->x), w->height - mark->y - mark->height);
        p = put_operator(p, "cm");
        *p++ = '/';
        text_put(&w->bytes, line, (size_t)(p - line));
        text_puts(&w->bytes, name);
        text_puts(&w->bytes, w->tags ? " Do\nQ\nEMC\n" : " Do\nQ\n");
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

static void text_begin(struct pdf_content *w) {
    if (!w->in_text)
        text_puts(&w->bytes, "BT\n");
    w->in_text = true;
}

/* Each BT starts at the origin; font and colour stay. */
static void text_end(struct pdf_content *w) {
    if (w->in_text)
        text_puts(&w->bytes, "ET\n");
    w->in_text = false;
    w->x = w->y = 0;
    w->turned = false;
}

/* ---- tags ---- */

static void tag_end(struct pdf_content *w) {
    text_end(w);
    if (w->in_tag)
        text_puts(&w->bytes, "EMC\n");
    w->in_tag = false;
}

static void artifact_begin(struct pdf_content *w) {
    tag_end(w);
    if (w->tags)
        pdf_tags_artifact(&w->bytes);
    w->in_tag = w->tags != NULL;
}

/* One tag holds a stretch of one component. */
static bool tag_for_text(struct pdf_content *w, const struct text_mark *mark) {
    if (!w->tags || (w->in_tag && w->tag_component == mark->component))
        return true;
    tag_end(w);
    w->tag_component = mark->component;
    if (mark->angle || mark->component == COMPONENT_PAGE_NUMBER) {
        artifact_begin(w);
        return true;
    }
    w->in_tag = true;
    return pdf_tags_text(w->tags, w->page, &w->bytes);
}

/* ---- figures ---- */

static bool figure_put(struct pdf_content *w, const struct page *page,
                       const struct figure_mark *figure) {
    const int32_t box[] = {figure->x1, w->height - figure->y2, figure->x2, w->height - figure->y1};
    tag_end(w);
    if (!w->tags || !pdf_tags_figure(w->tags, w->page, &w->bytes, figure->alt, box))
        return false;
    w->in_tag = true;
    pdf_shapes_put(&w->bytes, page->shapes + figure->first_shape, figure->shape_count, w->height);
    for (size_t i = 0; i < figure->text_count; i++) {
        text_begin(w);
        if (!text_mark_put(w, &page->texts[figure->first_text + i]))
            return false;
    }
    tag_end(w);
    return true;
}

/* All texts in reading order, figures among them. */
static bool texts_put(struct pdf_content *w, const struct page *page, bool turned) {
    size_t figure = 0;
    for (size_t i = 0; i <= page->text_count;) {
        if (!turned && figure < page->figure_count && page->figures[figure].first_text == i) {
            if (!figure_put(w, page, &page->figures[figure]))
                return false;
            i += page->figures[figure++].text_count;
            continue;
        }
        const struct text_mark *mark = i < page->text_count ? &page->texts[i] : NULL;
        i++;
        if (!mark || (mark->angle != 0) != turned || mark->len == 0)
            continue;
        if (!tag_for_text(w, mark))
            return false;
        text_begin(w);
        if (!text_mark_put(w, mark))
            return false;
    }
    tag_end(w);
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
    w->turned = w->in_text = w->in_tag = false;
    /* A watermark lies under everything else; a picture with a white ground must hide no words. */
    if (!texts_put(w, marks, true) || !pictures_put(w, marks))
        return false;
    if (marks->rule_count)
        artifact_begin(w);
    rules_put(w, marks);
    tag_end(w);
    if (!texts_put(w, marks, false))
        return false;
    HPDF_PageAttr attr = page->attr;
    return w->bytes.len == 0 || HPDF_Stream_Write(attr->stream, (const HPDF_BYTE *)w->bytes.data,
                                                  (HPDF_UINT)w->bytes.len) == HPDF_OK;
}
