/* Finds characters that the fonts lack, before anything is drawn. */
#ifndef BAOCAO_LAYOUT_GLYPHS_H
#define BAOCAO_LAYOUT_GLYPHS_H

#include <stdbool.h>

struct arena;
struct diag;
struct doc;
struct fontset;

/* Reports E401 with the place of each cell or heading that has one; true when there is none. */
bool glyphs_check(const struct doc *doc, const struct fontset *fonts, struct diag *diag);

/* Writes U+2611 for each character that its face lacks: in a list of findings it is the finding. */
void glyphs_spell_out(struct doc *doc, const struct fontset *fonts, struct arena *a);

#endif
