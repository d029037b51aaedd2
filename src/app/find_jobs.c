/* Turns the operands of a command into job files. */
#include "app/find_jobs.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "model/job.h"

#define MAX_DEPTH 8 /* folders in folders; a link that leads back up ends here */

static bool is_ini(const char *name) {
    size_t len = strlen(name);
    return len > 4 && strcmp(name + len - 4, ".ini") == 0 && strcmp(name, "ward.ini") != 0;
}

static void add_file(struct job_files *files, const char *path) {
    GROW(files->paths, files->count, files->capacity);
    files->paths[files->count++] = path;
}

static void add_folder(struct arena *a, const char *folder, unsigned depth, struct job_files *files,
                       struct diag *diag) {
    char **names;
    size_t count;
    if (fs_list(a, folder, &names, &count) != FS_OK) {
        struct place at = {.file = folder};
        DIAG(diag, E103, &at, folder);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const char *path = fs_join(a, folder, names[i]);
        if (is_ini(names[i]) && job_is_one(path)) {
            add_file(files, path);
        } else if (depth < MAX_DEPTH && fs_is_folder(path)) {
            add_folder(a, path, depth + 1, files, diag);
        }
    }
}

void find_jobs(struct arena *a, const char *operand, struct job_files *files, struct diag *diag) {
    if (!fs_is_folder(operand)) {
        add_file(files, operand);
        return;
    }
    size_t before = files->count;
    add_folder(a, operand, 0, files, diag);
    if (files->count == before) {
        struct place at = {.file = operand};
        DIAG(diag, E210, &at, operand);
    }
}
