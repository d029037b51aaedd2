/* Writes the outline of a document and the links of its pages.
 *
 * Destinations are made here: they keep the zoom that the reader has chosen, which the library's
 * own function refuses. */
#include "emit/pdf_outline.h"

#include <hpdf_annotation.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <stddef.h>
#include <stdint.h>

#include "base/typography.h"
#include "emit/pdf_string.h"
#include "layout/page.h"

#define DEPTH_LIMIT 10
#define LOOK_ABOVE  (12 * MPT_PER_PT) /* a heading is shown with a little air over it */
#define PRINTED     4 /* annotation flag; without it checkers of archives complain */

static HPDF_REAL points(int32_t mpt) {
    return (HPDF_REAL)mpt / MPT_PER_PT;
}

/* The place `y` below the top of a page, as [page /XYZ null top null]; NULL after an error. */
static HPDF_Array destination_new(HPDF_Doc pdf, const struct page_set *set, size_t page,
                                  int32_t y) {
    HPDF_Page target = HPDF_GetPageByIndex(pdf, (HPDF_UINT)page);
    HPDF_Array place = target ? HPDF_Array_New(pdf->mmgr) : NULL;
    if (place && HPDF_Array_Add(place, target) == HPDF_OK &&
        HPDF_Array_AddName(place, "XYZ") == HPDF_OK &&
        HPDF_Array_Add(place, HPDF_Null_New(pdf->mmgr)) == HPDF_OK &&
        HPDF_Array_AddReal(place, points(set->pages[page].height - y)) == HPDF_OK &&
        HPDF_Array_Add(place, HPDF_Null_New(pdf->mmgr)) == HPDF_OK)
        return place;
    if (place)
        HPDF_Array_Free(place);
    return NULL;
}

/* ---- the outline ---- */

static HPDF_Outline entry_new(HPDF_Doc pdf, const struct page_set *set, HPDF_Outline parent,
                              const struct outline_mark *mark) {
    int32_t y = mark->y > LOOK_ABOVE ? mark->y - LOOK_ABOVE : 0;
    HPDF_Outline entry = HPDF_CreateOutline(pdf, parent, "", NULL);
    HPDF_Array place = entry ? destination_new(pdf, set, mark->page, y) : NULL;
    if (!place || HPDF_Dict_Add(entry, "Dest", place) != HPDF_OK ||
        !pdf_string_put(pdf, entry, "Title", mark->title))
        return NULL;
    return entry;
}

/* Under the entries of the first level the next one is shown; what lies deeper is folded away. */
bool pdf_outline_write(HPDF_Doc pdf, const struct page_set *set) {
    HPDF_Outline parents[DEPTH_LIMIT + 1] = {NULL}; /* by depth; NULL: the root */
    uint32_t depth = 0;
    for (size_t i = 0; i < set->outline_count; i++) {
        const struct outline_mark *mark = &set->outline[i];
        depth = mark->depth <= depth ? mark->depth : depth + 1;
        depth = depth < 1 ? 1 : depth > DEPTH_LIMIT ? DEPTH_LIMIT : depth;
        HPDF_Outline entry = entry_new(pdf, set, parents[depth - 1], mark);
        if (!entry || HPDF_Outline_SetOpened(entry, depth == 1) != HPDF_OK)
            return false;
        parents[depth] = entry;
    }
    return true;
}

/* ---- links ---- */

static bool part_begin(const struct page_set *set, size_t part, size_t *page) {
    for (size_t i = 0; i < set->count; i++) {
        if (set->pages[i].part == part) {
            *page = i;
            return true;
        }
    }
    return false;
}

/* The list of a page's annotations. */
static HPDF_Array annotations_of(HPDF_Doc pdf, HPDF_Page page) {
    HPDF_Array list = HPDF_Dict_GetItem(page, "Annots", HPDF_OCLASS_ARRAY);
    if (list)
        return list;
    list = HPDF_Array_New(pdf->mmgr);
    return list && HPDF_Dict_Add(page, "Annots", list) == HPDF_OK ? list : NULL;
}

static bool link_write(HPDF_Doc pdf, HPDF_Page page, int32_t height, const struct link_mark *mark,
                       HPDF_Array place) {
    const HPDF_Rect area = {.left = points(mark->x1),
                            .right = points(mark->x2),
                            .bottom = points(height - mark->y2),
                            .top = points(height - mark->y1)};
    HPDF_Array list = annotations_of(pdf, page);
    HPDF_Annotation link = list ? HPDF_LinkAnnot_New(pdf->mmgr, pdf->xref, area, place) : NULL;
    HPDF_Array border = link ? HPDF_Array_New(pdf->mmgr) : NULL;
    return border && HPDF_Dict_Add(link, "Border", border) == HPDF_OK &&
           HPDF_Array_AddNumber(border, 0) == HPDF_OK &&
           HPDF_Array_AddNumber(border, 0) == HPDF_OK &&
           HPDF_Array_AddNumber(border, 0) == HPDF_OK &&
           HPDF_Dict_AddNumber(link, "F", PRINTED) == HPDF_OK &&
           HPDF_Array_Add(list, link) == HPDF_OK;
}

bool pdf_links_write(HPDF_Doc pdf, const struct page_set *set) {
    for (size_t i = 0; i < set->count; i++) {
        const struct page *marks = &set->pages[i];
        HPDF_Page page = marks->link_count ? HPDF_GetPageByIndex(pdf, (HPDF_UINT)i) : NULL;
        for (size_t k = 0; k < marks->link_count; k++) {
            size_t target;
            if (!part_begin(set, marks->links[k].part, &target))
                continue; /* a part that put nothing on paper */
            HPDF_Array place = page ? destination_new(pdf, set, target, 0) : NULL;
            if (!place || !link_write(pdf, page, marks->height, &marks->links[k], place))
                return false;
        }
    }
    return true;
}
