/* The outbox: a folder of messages that survives anything, one file a message.
 *
 * pending/ sending/ sent/ failed/ unknown/ hold the messages, `journal` one line for each attempt
 * and recipient. A file begins with envelope lines (`key: value`), a blank line ends them, then
 * come the bytes of the message as they go over the wire. States change by rename alone, so that a
 * program killed anywhere leaves each message in exactly one of them. */
#ifndef BAOCAO_MAIL_OUTBOX_H
#define BAOCAO_MAIL_OUTBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mail/entry.h"

struct arena;
struct diag;
struct journal_line;

/* Who gets a message. All strings are UTF-8 without CR, LF and NUL; addresses are bare
 * (a@b.vn), checked by the caller, each once. */
struct envelope {
    const char *id;  /* 1-120 of A-Z a-z 0-9 . _ -, not beginning with a dot: the name of the file,
                        made from job, period, revision and recipients, so that the same message
                        has the same */
    const char *job; /* its name, for people */
    const char *revision;
    const char *from; /* where bounces go */
    const char *const *to;
    size_t to_count;
    const char *subject; /* decoded, for people */
};

enum outbox_result {
    OUTBOX_ADDED,
    OUTBOX_ALREADY, /* this id is in the outbox, in whatever state: nothing was changed */
    OUTBOX_FAILED   /* reported: E859 */
};

/* Puts a finished message (CRLF line ends, not dot-stuffed) into pending/, on the disk when this
 * returns; makes the folders when they are missing. A missing last CRLF is added. */
enum outbox_result outbox_add(const char *folder, const struct envelope *e, const void *message,
                              size_t size, struct diag *diag);

/* ---- for the sender and the status ---- */

enum outbox_folder { FOLDER_PENDING, FOLDER_SENDING, FOLDER_SENT, FOLDER_FAILED, FOLDER_UNKNOWN };
#define OUTBOX_FOLDERS 5
extern const char *const outbox_folder_names[OUTBOX_FOLDERS];

/* "journal" in the outbox. */
char *outbox_journal(struct arena *a, const char *outbox);

/* Makes the folders that are missing; false when that cannot be done; reported. */
bool outbox_make(const char *outbox, struct diag *diag);

/* The names of the messages of a folder; none when the folder is missing. */
void outbox_list(struct arena *a, const char *outbox, enum outbox_folder folder, char ***names,
                 size_t *count);

/* Reads the envelope of a message that others may be busy with. NULL, or what is wrong with it. */
const char *outbox_peek(struct arena *a, const char *outbox, enum outbox_folder folder,
                        const char *name, struct entry *out);

/* A message that is ours alone: nobody else takes it while the lock holds, and it lies in sending/.
 */
enum mark {
    MARK_NONE,
    MARK_ALL, /* the end of the message is sent for all who wait */
    MARK_NEXT /* for the first of them alone, as with a command that is called for each */
};

struct claim {
    struct arena *arena;
    const char *outbox, *name;
    int lock;
    enum mark mark;
    size_t noted; /* lines of this try that are in the journal */
    struct entry entry;
};

enum claim_result {
    CLAIM_MINE,
    CLAIM_GONE,  /* somebody else has it, or had it */
    CLAIM_LATER, /* its time has not come: `entry` says when */
    CLAIM_BAD,   /* it cannot be read; it was set aside in failed/ and reported: E858 */
    CLAIM_ERROR  /* the outbox cannot be written: E859 */
};

/* A message whose time lies more than `horizon` seconds ahead of `now` was put off by a clock that
 * has been set back since; it is due. One that waits for nobody was put back by hand: whoever has
 * not got it waits again. */
enum claim_result outbox_claim(struct arena *a, const char *outbox, const char *name, int64_t now,
                               int64_t horizon, struct claim *out, struct diag *diag);

/* Before the end of the message is sent: from here on a killed program leaves it unknown, not
 * pending. False when that cannot be made to last; reported. */
bool outbox_mark(struct claim *c, enum mark mark, struct diag *diag);

/* The answers of some recipients, while others of the same try are still to come: the journal alone
 * is written. False when it cannot be; reported. */
bool outbox_note(struct claim *c, const struct journal_line *lines, size_t count,
                 struct diag *diag);

/* Back to pending/ as if nothing had been tried. */
void outbox_release(struct claim *c, struct diag *diag);

/* Writes these lines into the journal (those that outbox_note has written are passed over), the
 * states of `entry` into the file and moves it where they belong: pending/ while one waits, else
 * unknown/, failed/ or sent/. Where the disk is full nothing is lost and nothing sent twice:
 * reported, false. */
bool outbox_settle(struct claim *c, const struct journal_line *lines, size_t count,
                   struct diag *diag);

/* What a killed program left in sending/: with an answer in the journal it goes where that belongs;
 * else back to pending/, or, when its end may have been sent, to unknown/. Messages that a living
 * program works on stay. */
void outbox_recover(const char *outbox, const char *server, struct diag *diag);

#endif
