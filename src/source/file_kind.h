/* Tells by its first bytes a file that is no text but a document of an office program. */
#ifndef BAOCAO_SOURCE_FILE_KIND_H
#define BAOCAO_SOURCE_FILE_KIND_H

#include <stddef.h>

/* "Excel (.xlsx)", "PDF" ..., or NULL for what may be text. */
const char *file_kind_of(const char *bytes, size_t len);

#endif
