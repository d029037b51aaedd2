/* Makes a small ward folder to start from. */
#ifndef BAOCAO_APP_INIT_H
#define BAOCAO_APP_INIT_H

#include <stdbool.h>

struct arena;
struct diag;

/* Copies the files of `source` into `folder`, which must not hold any of them yet; nothing is
 * overwritten. Reports what went wrong (E7xx, E6xx). */
bool init_folder(struct arena *a, const char *source, const char *folder, struct diag *diag);

#endif
