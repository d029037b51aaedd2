/* The bytes of a workbook: the library has no output to memory. */
#ifndef BAOCAO_EMIT_XLSX_FILE_H
#define BAOCAO_EMIT_XLSX_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include <xlsxwriter.h>

struct arena;
struct diag;
struct text;

/* Writes the file `path`; the arena lives until it is written. */
typedef lxw_error (*xlsx_writer)(struct arena *arena, const char *path, const void *context);

/* Appends the file that `write` makes, of about `space` bytes, to `out`. On failure reports E605
 * and leaves `out` as it was. */
bool xlsx_to_memory(xlsx_writer write, const void *context, size_t space, struct diag *diag,
                    struct text *out);

#endif
