/* Finds and unpacks the files in a ZIP file. */
#ifndef BAOCAO_EMIT_REREAD_ZIP_H
#define BAOCAO_EMIT_REREAD_ZIP_H

#include <stdbool.h>

struct text;

/* Replaces what `out` holds by the file `name`, looked up in the directory at the archive's end.
 * False when it is not there or damaged, or when there are two. */
bool zip_read(const struct text *archive, const char *name, struct text *out);

#endif
