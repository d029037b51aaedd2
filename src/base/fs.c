/* Owns every contact with POSIX: files, folders, the environment, clocks. */
#define _XOPEN_SOURCE 700
#include "base/fs.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/text.h"

static enum fs_status status_of(int error) {
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return FS_MISSING;
    case EISDIR:
        return FS_FOLDER;
    case EACCES:
    case EPERM:
    case EROFS:
        return FS_DENIED;
    case ENOSPC:
    case EDQUOT:
        return FS_FULL;
    default:
        return FS_FAILED;
    }
}

/* ---- reading ---- */

/* Fills `buffer`, which has one byte more than the file should hold: a file that grows meanwhile is
 * not taken half. */
static enum fs_status read_exactly(int fd, char *buffer, size_t size, size_t *len) {
    size_t at = 0;
    while (at <= size) {
        ssize_t n = read(fd, buffer + at, size + 1 - at);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return status_of(errno);
        }
        if (n == 0) {
            buffer[at] = '\0';
            *len = at;
            return FS_OK;
        }
        at += (size_t)n;
    }
    return FS_FAILED;
}

enum fs_status fs_read(struct arena *a, const char *path, size_t limit, char **bytes, size_t *len) {
    /* O_NONBLOCK, so that a named pipe in the folder cannot make the program wait for ever. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        return status_of(errno);
    }
    enum fs_status status = FS_OK;
    struct stat info;
    if (fstat(fd, &info) != 0) {
        status = status_of(errno);
    } else if (S_ISDIR(info.st_mode)) {
        status = FS_FOLDER;
    } else if (!S_ISREG(info.st_mode)) {
        status = FS_FAILED;
    } else if ((uintmax_t)info.st_size > limit) {
        status = FS_TOO_BIG;
    } else {
        size_t size = (size_t)info.st_size;
        char *buffer = arena_alloc(a, size + 1);
        status = read_exactly(fd, buffer, size, len);
        *bytes = buffer;
    }
    close(fd);
    return status;
}

/* ---- writing ---- */

enum fs_status fs_write_stream(int descriptor, const void *bytes, size_t len) {
    const char *p = bytes;
    while (len) {
        ssize_t n = write(descriptor, p, len);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return status_of(errno);
        }
        p += n;
        len -= (size_t)n;
    }
    return FS_OK;
}

/* Writes, flushes and closes, each step checked. Devices and pipes cannot be flushed: EINVAL. */
static enum fs_status write_and_close(int fd, const void *bytes, size_t len) {
    enum fs_status status = fs_write_stream(fd, bytes, len);
    if (status == FS_OK && fsync(fd) != 0 && errno != EINVAL && errno != ENOTSUP) {
        status = status_of(errno);
    }
    if (close(fd) != 0 && errno != EINTR && status == FS_OK) {
        status = status_of(errno);
    }
    return status;
}

/* A new file of our own in `folder`. Opened by us instead of mkstemp, so that the umask applies. */
static int open_temporary(struct arena *a, const char *folder, char **name) {
    for (unsigned i = 0; i < 1000; i++) {
        char *base = arena_printf(a, ".baocao-%ld-%u.tmp", (long)getpid(), i);
        *name = fs_join(a, folder, base);
        int fd = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
        if (fd >= 0 || errno != EEXIST) {
            return fd;
        }
    }
    return -1;
}

/* Makes a rename last through a power cut. Some file systems cannot do it for a folder; the data
 * are safe by then, so there is nothing to report. */
static void flush_folder(const char *folder) {
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd);
        close(fd);
    }
}

/* A file on its way: `target` is what `path` leads to, `temporary` holds the new bytes beside it.
 */
struct staged {
    char *target;
    char *temporary; /* NULL: written straight into a device, nothing to rename */
};

static enum fs_status stage_beside(struct arena *a, const struct fs_file *file,
                                   struct staged *out) {
    int fd = open_temporary(a, fs_folder_of(a, out->target), &out->temporary);
    if (fd < 0) {
        out->temporary = NULL;
        return status_of(errno);
    }
    enum fs_status status = write_and_close(fd, file->bytes, file->len);
    if (status != FS_OK) {
        unlink(out->temporary);
        out->temporary = NULL;
    }
    return status;
}

static enum fs_status stage_file(struct arena *a, const struct fs_file *file, struct staged *out) {
    struct stat info;
    out->target = arena_strdup(a, file->path);
    if (stat(file->path, &info) != 0) {
        return stage_beside(a, file, out);
    }
    if (S_ISDIR(info.st_mode)) {
        return FS_FOLDER;
    }
    if (!S_ISREG(info.st_mode)) {
        int fd = open(file->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
        return fd < 0 ? status_of(errno) : write_and_close(fd, file->bytes, file->len);
    }
    if (access(file->path, W_OK) != 0) {
        return status_of(errno); /* a write-protected file was protected on purpose */
    }
    char *target = realpath(file->path, NULL);
    if (!target) {
        return status_of(errno);
    }
    out->target = arena_strdup(a, target);
    free(target);
    return stage_beside(a, file, out);
}

/* Renames what is staged, and makes the renames last: once for files of one folder. */
static bool publish(struct arena *a, struct fs_file *files, struct staged *staged, size_t count) {
    bool good = true;
    const char *flushed = "";
    for (size_t i = 0; i < count; i++) {
        if (staged[i].temporary && rename(staged[i].temporary, staged[i].target) != 0) {
            files[i].status = status_of(errno);
            unlink(staged[i].temporary);
            good = false;
        }
    }
    for (size_t i = 0; i < count; i++) {
        const char *folder = fs_folder_of(a, staged[i].target);
        if (staged[i].temporary && strcmp(folder, flushed) != 0) {
            flush_folder(folder);
            flushed = folder;
        }
    }
    return good;
}

bool fs_commit_all(struct fs_file *files, size_t count) {
    struct arena *a = arena_new();
    struct staged *staged = arena_alloc(a, (count + 1) * sizeof *staged);
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        files[i].status = good ? stage_file(a, &files[i], &staged[i]) : FS_OK;
        good &= files[i].status == FS_OK;
    }
    if (good) {
        good = publish(a, files, staged, count);
    } else {
        for (size_t i = 0; i < count; i++) {
            if (staged[i].temporary) {
                unlink(staged[i].temporary);
            }
        }
    }
    arena_free(a);
    return good;
}

enum fs_status fs_commit(const char *path, const void *bytes, size_t len) {
    struct fs_file file = {path, bytes, len, FS_OK};
    fs_commit_all(&file, 1);
    return file.status;
}

enum fs_status fs_make_folder(const char *path) {
    struct text prefix;
    text_init(&prefix);
    enum fs_status status = FS_OK;
    for (const char *p = path; status == FS_OK && *p;) {
        size_t len = strcspn(p, "/");
        len += strspn(p + len, "/");
        text_put(&prefix, p, len);
        p += len;
        if (mkdir(prefix.data, 0777) != 0 && !fs_is_folder(prefix.data)) {
            /* A file in the way is not "missing", although a part of the path leads nowhere. */
            status = errno == EEXIST || errno == ENOTDIR ? FS_FAILED : status_of(errno);
        }
    }
    text_release(&prefix);
    return status;
}

char *fs_temporary(struct arena *a, const void *bytes, size_t len) {
    const char *folder = fs_environment("TMPDIR");
    char *name = fs_join(a, folder ? folder : "/tmp", "baocao-XXXXXX");
    int fd = mkstemp(name);
    if (fd < 0) {
        return NULL;
    }
    enum fs_status status = fs_write_stream(fd, bytes, len);
    if (close(fd) != 0 || status != FS_OK) {
        unlink(name);
        return NULL;
    }
    return name;
}

void fs_remove(const char *path) {
    unlink(path);
}

/* ---- folders and names ---- */

bool fs_is_folder(const char *path) {
    int saved = errno;
    struct stat info;
    bool folder = stat(path, &info) == 0 && S_ISDIR(info.st_mode);
    errno = saved;
    return folder;
}

bool fs_exists(const char *path) {
    struct stat info;
    return stat(path, &info) == 0;
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

enum fs_status fs_list(struct arena *a, const char *path, char ***names, size_t *count) {
    DIR *folder = opendir(path);
    if (!folder) {
        return status_of(errno);
    }
    char **found = NULL;
    size_t n = 0;
    size_t capacity = 0;
    struct dirent *entry;
    errno = 0;
    while ((entry = readdir(folder))) {
        if (entry->d_name[0] != '.') {
            GROW(found, n, capacity);
            found[n++] = arena_strdup(a, entry->d_name);
        }
        errno = 0;
    }
    enum fs_status status = errno ? status_of(errno) : FS_OK;
    closedir(folder);
    *names = arena_alloc(a, n * sizeof **names);
    *count = n;
    if (n) {
        qsort(found, n, sizeof *found, compare_names);
        memcpy(*names, found, n * sizeof *found);
    }
    free(found);
    return status;
}

char *fs_join(struct arena *a, const char *folder, const char *name) {
    if (name[0] == '/' || folder[0] == '\0' || strcmp(folder, ".") == 0) {
        return arena_strdup(a, name);
    }
    size_t len = strlen(folder);
    const char *slash = folder[len - 1] == '/' ? "" : "/";
    return arena_printf(a, "%s%s%s", folder, slash, name);
}

static size_t length_without_slashes(const char *path, size_t len) {
    while (len > 1 && path[len - 1] == '/') {
        len--;
    }
    return len;
}

char *fs_folder_of(struct arena *a, const char *path) {
    size_t len = length_without_slashes(path, strlen(path));
    while (len && path[len - 1] != '/') {
        len--;
    }
    if (len == 0) {
        return arena_strdup(a, ".");
    }
    return arena_strndup(a, path, length_without_slashes(path, len));
}

char *fs_base_of(struct arena *a, const char *path) {
    size_t end = length_without_slashes(path, strlen(path));
    size_t start = end;
    while (start && path[start - 1] != '/') {
        start--;
    }
    size_t dot = end;
    while (dot > start && path[dot - 1] != '.') {
        dot--;
    }
    /* A dot in first place begins a hidden name, it does not end one. */
    if (dot > start + 1) {
        end = dot - 1;
    }
    return arena_strndup(a, path + start, end - start);
}

/* The real path of `path`, or of its nearest parent that exists; NULL when a link leads nowhere or
 * when the part that does not exist goes up again, because then nothing can be promised. */
static char *resolve_existing(struct arena *a, const char *path) {
    for (;;) {
        char *real = realpath(path, NULL);
        if (real) {
            return real;
        }
        struct stat info;
        if (errno != ENOENT || lstat(path, &info) == 0) {
            return NULL;
        }
        size_t end = length_without_slashes(path, strlen(path));
        if (end >= 2 && strncmp(path + end - 2, "..", 2) == 0 &&
            (end == 2 || path[end - 3] == '/')) {
            return NULL;
        }
        path = fs_folder_of(a, path);
    }
}

bool fs_is_inside(const char *path, const char *folder) {
    struct arena *a = arena_new();
    char *inner = path[0] ? resolve_existing(a, path) : NULL;
    char *outer = realpath(folder, NULL);
    bool inside = false;
    if (inner && outer) {
        size_t len = strlen(outer);
        bool root = strcmp(outer, "/") == 0;
        inside =
            root || (strncmp(inner, outer, len) == 0 && (inner[len] == '\0' || inner[len] == '/'));
    }
    free(inner);
    free(outer);
    arena_free(a);
    return inside;
}

/* ---- the environment ---- */

const char *fs_environment(const char *name) {
    const char *value = getenv(name);
    return value && value[0] ? value : NULL;
}

char *fs_program_folder(struct arena *a) {
    char path[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);
    if (len <= 0) {
        return arena_strdup(a, ".");
    }
    path[len] = '\0';
    return fs_folder_of(a, path);
}

void fs_today(int *year, int *month, int *day) {
    time_t now = time(NULL);
    struct tm local;
    tzset();
    if (!localtime_r(&now, &local)) {
        *year = 1970;
        *month = *day = 1;
        return;
    }
    *year = local.tm_year + 1900;
    *month = local.tm_mon + 1;
    *day = local.tm_mday;
}

bool fs_stderr_is_terminal(void) {
    return isatty(STDERR_FILENO) == 1;
}

double fs_seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}
