/* The outbox: a folder of messages that survives anything, one file a message.
 *
 * pending/ sending/ sent/ failed/ unknown/ hold the messages, `journal` one line for each attempt
 * and recipient. A file begins with envelope lines (`key: value`), a blank line ends them, then
 * come the bytes of the message as they go over the wire. States change by rename alone, so that a
 * program killed anywhere leaves each message in exactly one of them. */
#ifndef BAOCAO_MAIL_OUTBOX_H
#define BAOCAO_MAIL_OUTBOX_H

#include <stddef.h>

struct diag;

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

#endif
