/* One complete message: its bytes as they go over the wire (RFC 5322, 2045, 2046). */
#ifndef BAOCAO_MAIL_MESSAGE_H
#define BAOCAO_MAIL_MESSAGE_H

#include <stddef.h>

#include "base/date.h"
#include "mail/address.h"

struct arena;
struct text;

struct attachment {
    const char *name; /* of the file */
    const char *type; /* "application/pdf" */
    const void *bytes;
    size_t len;
};

/* All strings are clean (header_is_clean), text and HTML but for their line ends (LF). */
struct message {
    const struct address *from, *reply_to;
    const struct address *to;
    size_t to_count;
    const char *subject;
    struct date_time sent;         /* on clocks in Việt Nam (UTC+7) */
    const char *id;                /* "<...@domain>" */
    const char *const *references; /* the earlier revisions, oldest first */
    size_t reference_count;
    const char *text, *html;
    const struct attachment *attachments;
    size_t attachment_count;
};

/* The same message always has the same bytes: its boundaries come from its ID. */
void message_put(const struct message *m, struct text *out);

/* What makes two messages the same one; NULL parts are allowed. */
struct message_key {
    const char *domain; /* of the sender */
    const char *kind;   /* job or kind of report */
    const char *ward, *period;
    const char *audience;      /* "leader.1" */
    const char *const *to;     /* mailboxes */
    const char *const *really; /* with a redirection: who would have got it */
    size_t to_count, really_count;
    const char *variant; /* "draft", or NULL */
};

/* "<...@domain>" of a revision, from 1; the order of the recipients makes no difference. */
const char *message_id(struct arena *a, const struct message_key *key, unsigned revision);

#endif
