/* Writes finished files and says so, or why not. */
#include "app/write.h"

#include "base/diag.h"
#include "base/fs.h"

bool write_files(struct fs_file *files, size_t count, struct diag *diag) {
    bool good = fs_commit_all(files, count);
    for (size_t i = 0; i < count; i++) {
        struct place at = {.file = files[i].path};
        switch (files[i].status) {
        case FS_OK:
            if (good) {
                DIAG(diag, N610, NULL, files[i].path);
            }
            break;
        case FS_FULL:
            DIAG(diag, E603, &at, files[i].path);
            break;
        case FS_DENIED:
            DIAG(diag, E602, &at, files[i].path);
            break;
        default:
            DIAG(diag, E604, &at, files[i].path);
            break;
        }
    }
    return good;
}
