/* Owns files that several programs may want at once: locks, moves and lines that last, the clock.
 */
#define _XOPEN_SOURCE   700
#define _DEFAULT_SOURCE /* flock */
#include "base/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/fs.h"

static enum spool_status status_of(int error) {
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return SPOOL_GONE;
    case EEXIST:
    case EWOULDBLOCK:
        return SPOOL_TAKEN;
    case ENOSPC:
    case EDQUOT:
        return SPOOL_FULL;
    default:
        return SPOOL_FAILED;
    }
}

/* ---- locks ---- */

/* The name may have been given to another file, or moved away, before the lock was ours. */
static bool still_named(int fd, const char *path) {
    struct stat mine, named;
    return fstat(fd, &mine) == 0 && stat(path, &named) == 0 && mine.st_ino == named.st_ino &&
           mine.st_dev == named.st_dev;
}

enum spool_status spool_lock(const char *path, int *lock) {
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        return status_of(errno);
    }
    enum spool_status status = SPOOL_OK;
    if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        status = status_of(errno);
    } else if (!still_named(fd, path)) {
        status = SPOOL_GONE;
    }
    if (status != SPOOL_OK) {
        close(fd);
        return status;
    }
    *lock = fd;
    return SPOOL_OK;
}

enum spool_status spool_wait_lock(const char *path, int *lock) {
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (fd < 0) {
        return status_of(errno);
    }
    while (flock(fd, LOCK_EX) != 0) {
        if (errno != EINTR) {
            enum spool_status status = status_of(errno);
            close(fd);
            return status;
        }
    }
    *lock = fd;
    return SPOOL_OK;
}

void spool_unlock(int lock) {
    if (lock >= 0) {
        close(lock);
    }
}

enum spool_status spool_read(struct arena *a, int lock, size_t limit, bool whole, char **bytes,
                             size_t *len) {
    struct stat info;
    if (fstat(lock, &info) != 0 || !S_ISREG(info.st_mode)) {
        return SPOOL_FAILED;
    }
    size_t size = (size_t)info.st_size;
    if (size > limit) {
        if (whole) {
            return SPOOL_FULL;
        }
        size = limit;
    }
    *bytes = arena_alloc(a, size + 1);
    *len = 0;
    while (*len < size) {
        ssize_t n = pread(lock, *bytes + *len, size - *len, (off_t)*len);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return SPOOL_FAILED;
        }
        if (n == 0) {
            break;
        }
        *len += (size_t)n;
    }
    return SPOOL_OK;
}

int64_t spool_modified(int lock) {
    struct stat info;
    return fstat(lock, &info) == 0 ? (int64_t)info.st_mtime : 0;
}

/* ---- moves ---- */

/* Some file systems cannot flush a folder; the data are safe by then. */
static void flush_folder_of(struct arena *a, const char *path) {
    int fd = open(fs_folder_of(a, path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        (void)fsync(fd);
        close(fd);
    }
}

enum spool_status spool_move(const char *from, const char *to) {
    if (rename(from, to) != 0) {
        return status_of(errno);
    }
    struct arena *a = arena_new();
    flush_folder_of(a, to);
    if (strcmp(fs_folder_of(a, from), fs_folder_of(a, to)) != 0) {
        flush_folder_of(a, from);
    }
    arena_free(a);
    return SPOOL_OK;
}

/* ---- new files ---- */

/* Writes and flushes `.NAME.new` beside `path` and locks it; the name is the same each time, so
 * that a killed program leaves at most one, which the next one takes over. */
static enum spool_status stage(struct arena *a, const char *path, const struct spool_part *parts,
                               size_t count, char **name, int *lock) {
    const char *slash = strrchr(path, '/');
    char *base = arena_printf(a, ".%s.new", slash ? slash + 1 : path);
    *name = fs_join(a, fs_folder_of(a, path), base);
    unlink(*name);
    int fd = open(*name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) {
        return status_of(errno);
    }
    enum spool_status status = flock(fd, LOCK_EX | LOCK_NB) == 0 ? SPOOL_OK : status_of(errno);
    for (size_t i = 0; i < count && status == SPOOL_OK; i++) {
        errno = 0;
        enum fs_status written = fs_write_stream(fd, parts[i].bytes, parts[i].len);
        status = written == FS_OK ? SPOOL_OK : written == FS_FULL ? SPOOL_FULL : SPOOL_FAILED;
    }
    if (status == SPOOL_OK && fsync(fd) != 0) {
        status = status_of(errno);
    }
    if (status != SPOOL_OK) {
        unlink(*name);
        close(fd);
        return status;
    }
    *lock = fd;
    return SPOOL_OK;
}

enum spool_status spool_add(const char *path, const struct spool_part *parts, size_t count) {
    struct arena *a = arena_new();
    char *name;
    int lock = -1;
    enum spool_status status = stage(a, path, parts, count, &name, &lock);
    if (status == SPOOL_OK) {
        /* A link, unlike a rename, never replaces; disks without links are asked first. */
        if (link(name, path) != 0) {
            status = status_of(errno);
            if (status == SPOOL_FAILED && !fs_exists(path)) {
                status = rename(name, path) == 0 ? SPOOL_OK : status_of(errno);
            }
        }
        unlink(name);
        flush_folder_of(a, path);
        close(lock);
    }
    arena_free(a);
    return status;
}

enum spool_status spool_replace(const char *path, const struct spool_part *parts, size_t count,
                                int *lock) {
    struct arena *a = arena_new();
    char *name;
    enum spool_status status = stage(a, path, parts, count, &name, lock);
    if (status == SPOOL_OK && rename(name, path) != 0) {
        status = status_of(errno);
        unlink(name);
        close(*lock);
    } else if (status == SPOOL_OK) {
        flush_folder_of(a, path);
    }
    arena_free(a);
    return status;
}

enum spool_status spool_append(const char *path, const void *bytes, size_t len) {
    int fd = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (fd < 0) {
        return status_of(errno);
    }
    /* What a full disk or a power cut left of a line must not run into ours. */
    char last = '\n';
    off_t end = lseek(fd, 0, SEEK_END);
    if (end > 0 && pread(fd, &last, 1, end - 1) == 1 && last != '\n') {
        (void)fs_write_stream(fd, "\n", 1);
    }
    enum fs_status written = fs_write_stream(fd, bytes, len);
    enum spool_status status = written == FS_OK     ? SPOOL_OK
                               : written == FS_FULL ? SPOOL_FULL
                                                    : SPOOL_FAILED;
    if (status == SPOOL_OK && fsync(fd) != 0) {
        status = status_of(errno);
    }
    close(fd);
    return status;
}

bool spool_is_private(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode) && info.st_uid == geteuid() &&
           (info.st_mode & 077) == 0;
}

/* ---- the clock ---- */

int64_t spool_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec;
}

void spool_sleep(double seconds) {
    struct timespec rest = {(time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9)};
    while (nanosleep(&rest, &rest) != 0 && errno == EINTR) {
    }
}
