/* The file system and the environment, the only part that knows POSIX. */
#ifndef BAOCAO_BASE_FS_H
#define BAOCAO_BASE_FS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum fs_status { FS_OK, FS_MISSING, FS_FOLDER, FS_DENIED, FS_TOO_BIG, FS_FULL, FS_FAILED };

/* Reads a whole regular file into the arena, with a NUL after the last byte. */
enum fs_status fs_read(struct arena *a, const char *path, size_t limit, char **bytes, size_t *len);

/* Commits or abandons: writes a temporary beside `path`, flushes it to the disk, renames it.
 * After a failure `path` is what it was before. A device or pipe is written into directly; of a
 * link, the file it points to is replaced. */
enum fs_status fs_commit(const char *path, const void *bytes, size_t len);

/* Files that belong together: every one is complete on the disk before the first is renamed, so
 * that a full disk leaves all of them as they were. */
struct fs_file {
    const char *path;
    const void *bytes;
    size_t len;
    enum fs_status status; /* filled: what went wrong with this one */
};
bool fs_commit_all(struct fs_file *files, size_t count);

enum fs_status fs_make_folder(const char *path); /* with its parents; an existing folder is fine */
bool fs_is_folder(const char *path);
bool fs_exists(const char *path);

/* Names in a folder, sorted by byte, without those that start with a dot. */
enum fs_status fs_list(struct arena *a, const char *path, char ***names, size_t *count);

char *fs_join(struct arena *a, const char *folder, const char *name); /* an absolute name stays */
char *fs_folder_of(struct arena *a, const char *path);                /* "." when there is none */
char *fs_base_of(struct arena *a, const char *path); /* last part without its ending */

/* True when `path`, followed through links, is `folder` or lies inside it. `path` need not exist:
 * then its nearest existing folder decides. */
bool fs_is_inside(const char *path, const char *folder);

/* A temporary file with these bytes (NULL, 0: empty) for a library that wants a name; the caller
 * removes it. It lies in $TMPDIR or /tmp. NULL when it cannot be made. */
char *fs_temporary(struct arena *a, const void *bytes, size_t len);
void fs_remove(const char *path);

const char *fs_environment(const char *name);   /* NULL when unset or empty */
char *fs_program_folder(struct arena *a);       /* where the running program lies */
void fs_today(int *year, int *month, int *day); /* local date */
bool fs_stderr_is_terminal(void);
double fs_seconds(void); /* monotonic */
enum fs_status fs_write_stream(int descriptor, const void *bytes, size_t len);

#endif
