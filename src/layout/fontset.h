/* The four faces of the document's typeface and where they are found. */
#ifndef BAOCAO_LAYOUT_FONTSET_H
#define BAOCAO_LAYOUT_FONTSET_H

#include "layout/page.h"
#include "layout/ttf.h"

struct diag;

struct fontset {
    struct ttf *faces[FACE_COUNT];
};

/* Fonts a user dropped into `folder` (Times New Roman) win over the built ones in `built`.
 * Reports E4xx findings and gives NULL when a face is missing or unusable. */
struct fontset *fontset_load(const char *folder, const char *built, struct diag *diag);
void fontset_free(struct fontset *set);

#endif
