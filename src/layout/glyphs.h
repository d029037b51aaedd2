/* Finds characters that the fonts lack, before anything is drawn. */
#ifndef BAOCAO_LAYOUT_GLYPHS_H
#define BAOCAO_LAYOUT_GLYPHS_H

#include <stdbool.h>

struct arena;
struct diag;
struct doc;
struct doc_part;
struct doc_table;
struct fontset;

/* Reports E401 with the place of each cell or heading that has one; true when there is none. Tables
 * whose rows are not kept are left to who measures them and then asks for a closer look. */
bool glyphs_check(const struct doc *doc, const struct fontset *fonts, struct diag *diag);
bool glyphs_check_table(const struct doc_part *part, const struct doc_table *t,
                        const struct fontset *fonts, struct diag *diag);

/* Writes U+2611 for each character that its face lacks: in a list of findings it is the finding. */
void glyphs_spell_out(struct doc *doc, const struct fontset *fonts, struct arena *a);

#endif
