/* Makes a small ward folder to start from. */
#include "app/init.h"

#include <stddef.h>

#include "app/write.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"

#define FILE_LIMIT ((size_t)1 << 20)

bool init_folder(struct arena *a, const char *source, const char *folder, struct diag *diag) {
    char **names;
    size_t count;
    if (fs_list(a, source, &names, &count) != FS_OK) {
        DIAG(diag, E208, NULL, source);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        const char *path = fs_join(a, folder, names[i]);
        if (fs_exists(path)) {
            DIAG(diag, E706, NULL, path);
            return false;
        }
    }
    if (fs_make_folder(folder) != FS_OK) {
        DIAG(diag, E601, NULL, folder);
        return false;
    }
    struct fs_file *files = arena_alloc(a, (count + 1) * sizeof *files);
    for (size_t i = 0; i < count; i++) {
        char *bytes;
        files[i].path = fs_join(a, folder, names[i]);
        if (fs_read(a, fs_join(a, source, names[i]), FILE_LIMIT, &bytes, &files[i].len) != FS_OK) {
            DIAG(diag, E103, NULL, names[i]);
            return false;
        }
        files[i].bytes = bytes;
    }
    return write_files(files, count, diag);
}
