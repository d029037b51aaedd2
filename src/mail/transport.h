/* What a transport is given and what it answers: one message, an outcome for each recipient. */
#ifndef BAOCAO_MAIL_TRANSPORT_H
#define BAOCAO_MAIL_TRANSPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "mail/delivery.h"
#include "mail/reply.h"

/* Result and reason for one recipient. */
struct outcome {
    enum delivery result;
    struct reply reply;
};

struct parcel {
    const char *id, *from;
    const char *const *to;
    size_t to_count;
    const char *message; /* CRLF line ends, the last line too */
    size_t size;
    struct outcome *outcomes; /* filled: one for each recipient */

    /* Called before the end of the message is sent, for all that were accepted (`one` false) or for
     * the next recipient alone; false: do not send it. */
    bool (*mark)(void *context, bool one);
    /* Called when what was marked is known not to have been sent after all. */
    void (*unmark)(void *context);
    /* Called behind each recipient of a transport that serves them one by one: outcomes up to it
     * are final. False: stop here. */
    bool (*note)(void *context, size_t done);
    void *context;
};

enum transport_state {
    TRANSPORT_GOOD,     /* ready for another message */
    TRANSPORT_LOST,     /* the connection is gone: open it again */
    TRANSPORT_DOWN,     /* the server cannot be reached or does not want us now: wait */
    TRANSPORT_BAD_AUTH, /* user or password was refused: stop, nothing of this try counts */
    TRANSPORT_BAD_TLS,  /* no safe connection: likewise */
    TRANSPORT_BAD_SETUP /* the command or a setting is wrong: likewise */
};

#endif
