/* The bytes of a workbook: the library has no output to memory. */
#include "emit/xlsx_file.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/text.h"

/* When the disk fills up the library packs half a sheet and reports success, as long as the packed
 * part is small enough for its buffers; a large one fails by itself. So the file starts out with
 * as many bytes as will be needed: either there is room for them, or nothing is begun. */
bool xlsx_to_memory(xlsx_writer write, const void *context, size_t space, struct diag *diag,
                    struct text *out) {
    struct arena *arena = arena_new();
    lxw_error error = LXW_ERROR_CREATING_TMPFILE;
    char *path = fs_temporary(arena, arena_alloc(arena, space), space);
    if (path != NULL) {
        char *bytes = NULL;
        size_t len = 0;
        error = write(arena, path, context);
        if (error == LXW_NO_ERROR && fs_read(arena, path, SIZE_MAX / 2, &bytes, &len) != FS_OK) {
            error = LXW_ERROR_READING_TMPFILE;
        }
        fs_remove(path);
        if (error == LXW_NO_ERROR) {
            text_put(out, bytes, len);
        }
    }
    if (error != LXW_NO_ERROR) {
        DIAG(diag, E605, NULL, "XLSX", lxw_strerror(error));
    }
    arena_free(arena);
    return error == LXW_NO_ERROR;
}
