/* The rules that finished pages are held against; nobody but conform*.c includes it. */
#ifndef BAOCAO_LAYOUT_CONFORM_RULES_H
#define BAOCAO_LAYOUT_CONFORM_RULES_H

#include "layout/conform_view.h"

/* Each looks at the whole document, or with `part` at one part; what a document does not have is
 * not asked for. Numbers are those of the checks in docs/conformity.md. */

/* conform_style.c: sizes, faces, capitals and ink of all components (3, 5-8, 10, 12, 14-19, 22,
 * 24-28, 31) */
void conform_styles(struct view *v);

/* conform_sheet.c */
void conform_paper(struct view *v);        /* 1 */
void conform_margins(struct view *v);      /* 2 */
void conform_typeface(struct view *v);     /* 3 */
void conform_page_numbers(struct view *v); /* 26 */
void conform_restart(struct view *v);      /* 29 */
void conform_signed_line(struct view *v);  /* 31 */

/* conform_head.c */
void conform_centred(struct view *v); /* 6, 8, 10, 12, 14, 15, 24, 25, 28 */
void conform_words(struct view *v);   /* 5, 6, 12: fixed words */
void conform_rules(struct view *v);   /* 7, 9, 15 */
void conform_level(struct view *v);   /* 12, 23 */
void conform_about(struct view *v);   /* 14, 15 */
void conform_frames(struct view *v);  /* 27 */

/* conform_text.c */
void conform_addressees(struct view *v); /* 17 */
void conform_body(struct view *v);       /* 18 */
void conform_end(struct view *v);        /* 20 */
void conform_copies(struct view *v);     /* 22 */
void conform_foot(struct view *v);       /* address block */

#endif
