/* The file of one message in the outbox: envelope lines, a blank line, the message. */
#ifndef BAOCAO_MAIL_ENTRY_H
#define BAOCAO_MAIL_ENTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mail/delivery.h"

struct arena;
struct text;

struct entry_recipient {
    const char *address;
    enum delivery state;
};

struct entry {
    const char *id, *job, *revision, *from, *subject;
    struct entry_recipient *to;
    size_t to_count;
    uint32_t tries;     /* made so far */
    int64_t first;      /* POSIX time of the first try; 0: none yet */
    int64_t not_before; /* POSIX time of the next one; 0: at once */
    const char *message;
    size_t size;
};

/* The longest head (envelope) and file that are read. */
#define ENTRY_HEAD_LIMIT ((size_t)256 << 10)
#define ENTRY_FILE_LIMIT ((size_t)128 << 20)

/* Reads a file's bytes, a NUL behind them; everything in `out` lives as long as they do. Gives
 * NULL, or what is wrong, Vietnamese and English parted by DIAG_BOTH. With `head_only` the message
 * may be cut off or absent. */
const char *entry_parse(struct arena *a, char *bytes, size_t len, bool head_only,
                        struct entry *out);

/* The head as it is written, blank line included. */
void entry_put_head(const struct entry *e, struct text *out);

size_t entry_count(const struct entry *e, enum delivery state);

/* 1-120 of A-Z a-z 0-9 . _ -, not beginning with a dot. */
bool entry_id_is_good(const char *id);

/* "2026-01-15T08:00:00Z" <-> POSIX time (0 to year 9999). */
void time_put(int64_t when, struct text *out);
/* "2026-01-15 15:00 +07": for people, in the time of Vietnam, which knows no summer time. */
void time_show(int64_t when, struct text *out);
bool time_parse(const char *s, int64_t *when);

#endif
