/* The four faces of the document's typeface and where they are found. */
#ifndef BAOCAO_LAYOUT_FONTSET_H
#define BAOCAO_LAYOUT_FONTSET_H

#include "layout/page.h"
#include "layout/ttf.h"

struct diag;
struct place;

struct fontset {
    struct ttf *faces[FACE_COUNT];
};

/* The faces of `typeface`; NULL stands for Times New Roman. Fonts a user dropped into `folder` (may
 * be NULL) win over the built ones in `built`, which serve Times New Roman alone. Reports E4xx
 * findings at `from` (may be NULL) and gives NULL when a face is missing or unusable. */
struct fontset *fontset_load(const char *folder, const char *built, const char *typeface,
                             const struct place *from, struct diag *diag);
void fontset_free(struct fontset *set); /* accepts NULL */

#endif
