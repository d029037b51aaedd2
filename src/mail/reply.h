/* The replies of an SMTP server: bytes from a stranger to a code, an enhanced code and a text. */
#ifndef BAOCAO_MAIL_REPLY_H
#define BAOCAO_MAIL_REPLY_H

#include <stdbool.h>
#include <stddef.h>

/* RFC 5321 4.5.3.1.5 allows 512 bytes a line; servers go beyond it, not this far. */
#define REPLY_LINE_LIMIT 4096
#define REPLY_LINES      256
#define REPLY_TEXT       1024

struct reply {
    int code;        /* 200 to 599; 0: none */
    char status[16]; /* enhanced code (RFC 3463) of the first line, "5.1.1", or "" */
    /* Valid UTF-8 without control characters; lines are parted by '\n'; what is too long is cut. */
    char text[REPLY_TEXT];
};

enum reply_state { REPLY_MORE, REPLY_DONE, REPLY_BAD };

/* Bytes as they come, until a reply is complete. Begin with a zeroed structure. */
struct reply_parser {
    enum reply_state state;
    struct reply reply; /* complete when the state is REPLY_DONE */
    char line[REPLY_LINE_LIMIT];
    size_t line_len;
    size_t lines;
    size_t text_len;
};

/* Takes bytes up to the end of the reply and gives how many; looks at `state` after it. REPLY_BAD:
 * it is not SMTP, or has no end. */
size_t reply_feed(struct reply_parser *p, const char *bytes, size_t len);

/* The extension is among the lines of an EHLO reply; `value` (may be NULL) is set to what stands
 * behind its name, up to the end of the line. */
bool reply_offers(const struct reply *ehlo, const char *extension, const char **value);

/* A reply of our own making: what went wrong without a word of the server. */
void reply_set(struct reply *r, int code, const char *text);

#endif
