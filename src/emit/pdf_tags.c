/* Writes the structure tree of a document with figures.
 *
 * A reader shows the alternative text of a figure only where a structure tree names it, and once
 * there is a tree it reads nothing that is not in it. So all is tagged: figures as Figure with
 * their text and box, text as one P for each stretch of one component, the rest as Artifact. Tables
 * are not divided into their cells here. A document without figures has no tree and is read in the
 * order of its content. */
#include "emit/pdf_tags.h"

#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"
#include "emit/pdf_string.h"
#include "layout/page.h"

struct pdf_tags {
    HPDF_Doc pdf;
    HPDF_Dict root, document;
    HPDF_Array kids;           /* of the document */
    HPDF_Array numbers;        /* of the parent tree: page, list of its elements */
    HPDF_Page page;            /* the one being tagged */
    HPDF_Array list;           /* its elements */
    int32_t page_count, count; /* pages; elements on the page */
};

static bool has_figures(const struct page_set *set) {
    for (size_t i = 0; i < set->count; i++) {
        if (set->pages[i].figure_count > 0)
            return true;
    }
    return false;
}

/* An element of the tree, or its root. */
static HPDF_Dict element_new(struct pdf_tags *t, const char *type, const char *name,
                             HPDF_Dict parent) {
    HPDF_Dict dict = HPDF_Dict_New(t->pdf->mmgr);
    bool good = dict && HPDF_Xref_Add(t->pdf->xref, dict) == HPDF_OK &&
                HPDF_Dict_AddName(dict, "Type", type) == HPDF_OK &&
                (!name || HPDF_Dict_AddName(dict, "S", name) == HPDF_OK) &&
                (!parent || HPDF_Dict_Add(dict, "P", parent) == HPDF_OK);
    return good ? dict : NULL;
}

static HPDF_Array list_new(struct pdf_tags *t, HPDF_Dict owner, const char *key) {
    HPDF_Array list = HPDF_Array_New(t->pdf->mmgr);
    return list && HPDF_Dict_Add(owner, key, list) == HPDF_OK ? list : NULL;
}

static bool begin(struct pdf_tags *t) {
    HPDF_Dict parents = HPDF_Dict_New(t->pdf->mmgr);
    HPDF_Dict marked = HPDF_Dict_New(t->pdf->mmgr);
    t->root = element_new(t, "StructTreeRoot", NULL, NULL);
    t->document = t->root ? element_new(t, "StructElem", "Document", t->root) : NULL;
    return parents && marked && t->document &&
           HPDF_Dict_Add(t->root, "K", t->document) == HPDF_OK &&
           HPDF_Dict_Add(t->root, "ParentTree", parents) == HPDF_OK &&
           HPDF_Dict_Add(t->pdf->catalog, "StructTreeRoot", t->root) == HPDF_OK &&
           HPDF_Dict_Add(t->pdf->catalog, "MarkInfo", marked) == HPDF_OK &&
           HPDF_Dict_AddBoolean(marked, "Marked", HPDF_TRUE) == HPDF_OK &&
           (t->kids = list_new(t, t->document, "K")) != NULL &&
           (t->numbers = list_new(t, parents, "Nums")) != NULL;
}

/* A failure shows when the first text is tagged. */
struct pdf_tags *pdf_tags_new(HPDF_Doc pdf, const struct page_set *set) {
    if (!has_figures(set))
        return NULL;
    struct pdf_tags *t = xcalloc(1, sizeof *t);
    t->pdf = pdf;
    if (!begin(t))
        t->numbers = NULL;
    return t;
}

void pdf_tags_free(struct pdf_tags *t) {
    free(t);
}

/* ---- content ---- */

static bool page_begin(struct pdf_tags *t, HPDF_Page page) {
    t->page = page;
    t->count = 0;
    t->list = HPDF_Array_New(t->pdf->mmgr);
    return t->list && HPDF_Array_AddNumber(t->numbers, t->page_count) == HPDF_OK &&
           HPDF_Array_Add(t->numbers, t->list) == HPDF_OK &&
           HPDF_Dict_AddNumber(page, "StructParents", t->page_count++) == HPDF_OK;
}

/* An element whose content is the next piece of the page. */
static HPDF_Dict piece_new(struct pdf_tags *t, HPDF_Page page, const char *name) {
    if (!t->numbers || (t->page != page && !page_begin(t, page)))
        return NULL;
    HPDF_Dict element = element_new(t, "StructElem", name, t->document);
    bool good = element && HPDF_Dict_Add(element, "Pg", page) == HPDF_OK &&
                HPDF_Dict_AddNumber(element, "K", t->count) == HPDF_OK &&
                HPDF_Array_Add(t->kids, element) == HPDF_OK &&
                HPDF_Array_Add(t->list, element) == HPDF_OK;
    return good ? element : NULL;
}

bool pdf_tags_text(struct pdf_tags *t, HPDF_Page page, struct text *bytes) {
    if (!piece_new(t, page, "P"))
        return false;
    text_puts(bytes, "/P <</MCID ");
    text_putu(bytes, (uint64_t)t->count++);
    text_puts(bytes, ">> BDC\n");
    return true;
}

/* For readers that look at the content alone. */
static void put_alt(struct text *bytes, const char *alt) {
    text_puts(bytes, " /Alt <FEFF");
    while (*alt) {
        uint32_t c = utf8_next(&alt);
        if (c >= 0x10000) {
            text_printf(bytes, "%04X", (unsigned)(0xD800 + ((c - 0x10000) >> 10)));
            c = 0xDC00 + ((c - 0x10000) & 0x3FF);
        }
        text_printf(bytes, "%04X", (unsigned)(c < ' ' ? ' ' : c));
    }
    text_puts(bytes, ">");
}

/* The box that a reader frames or zooms to. */
static bool box_put(struct pdf_tags *t, HPDF_Dict element, const int32_t box[4]) {
    HPDF_Dict layout = HPDF_Dict_New(t->pdf->mmgr);
    if (!layout || HPDF_Dict_Add(element, "A", layout) != HPDF_OK ||
        HPDF_Dict_AddName(layout, "O", "Layout") != HPDF_OK ||
        HPDF_Dict_AddName(layout, "Placement", "Block") != HPDF_OK)
        return false;
    HPDF_Array corners = list_new(t, layout, "BBox");
    for (int i = 0; corners && i < 4; i++) {
        if (HPDF_Array_AddReal(corners, (HPDF_REAL)box[i] / 1000) != HPDF_OK)
            return false;
    }
    return corners != NULL;
}

bool pdf_tags_figure(struct pdf_tags *t, HPDF_Page page, struct text *bytes, const char *alt,
                     const int32_t box[4]) {
    HPDF_Dict element = piece_new(t, page, "Figure");
    if (!element || !pdf_string_put(t->pdf, element, "Alt", alt) || !box_put(t, element, box))
        return false;
    text_puts(bytes, "/Figure <</MCID ");
    text_putu(bytes, (uint64_t)t->count++);
    put_alt(bytes, alt);
    text_puts(bytes, ">> BDC\n");
    return true;
}

void pdf_tags_artifact(struct text *bytes) {
    text_puts(bytes, "/Artifact BMC\n");
}

bool pdf_tags_finish(struct pdf_tags *t) {
    return !t || HPDF_Dict_AddNumber(t->root, "ParentTreeNextKey", t->page_count) == HPDF_OK;
}
