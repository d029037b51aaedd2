/* Files that several programs may want at once: locks, moves and lines that last, the clock. */
#ifndef BAOCAO_BASE_SPOOL_H
#define BAOCAO_BASE_SPOOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum spool_status {
    SPOOL_OK,
    SPOOL_GONE,  /* there is no such file */
    SPOOL_TAKEN, /* locked by another program, or the name is in use */
    SPOOL_FULL,  /* no room on the disk */
    SPOOL_FAILED
};

/* Opens and locks a file. The lock ends with spool_unlock or with the program, however it ends. */
enum spool_status spool_lock(const char *path, int *lock);
/* The same for a file that is made when it is missing; waits while it is locked. */
enum spool_status spool_wait_lock(const char *path, int *lock);
void spool_unlock(int lock);

/* Reads the locked file, at most `limit` bytes of it, with a NUL behind them. SPOOL_FULL: longer
 * than the limit, when `whole`. */
enum spool_status spool_read(struct arena *a, int lock, size_t limit, bool whole, char **bytes,
                             size_t *len);

int64_t spool_modified(int lock); /* POSIX time at which its bytes were written */

/* Renames; both folders are on the disk when it returns. An existing `to` is replaced. */
enum spool_status spool_move(const char *from, const char *to);

struct spool_part {
    const void *bytes;
    size_t len;
};

/* A new file, complete on the disk; SPOOL_TAKEN when the name is in use. */
enum spool_status spool_add(const char *path, const struct spool_part *parts, size_t count);

/* Puts a new file in the place of `path`, locked from its first moment by `*lock`; a lock of the
 * old one is its owner's to end. */
enum spool_status spool_replace(const char *path, const struct spool_part *parts, size_t count,
                                int *lock);

/* Appends lines in one write that is on the disk when it returns; the file is made when it is
 * missing. */
enum spool_status spool_append(const char *path, const void *bytes, size_t len);

/* True when the file is ours and nobody else may read or write it. */
bool spool_is_private(const char *path);

int64_t spool_now(void); /* POSIX time */
void spool_sleep(double seconds);

#endif
