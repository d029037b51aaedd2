/* The journal of the outbox: one line for each attempt and recipient, only ever added to. */
#ifndef BAOCAO_MAIL_JOURNAL_H
#define BAOCAO_MAIL_JOURNAL_H

#include <stdint.h>

#include "mail/delivery.h"

struct arena;
struct text;

/* Nine fields parted by tabs, in this order; no field holds a tab or a line end. A field without a
 * value is "-". Never holds a password. */
struct journal_line {
    int64_t time;
    const char *id;
    uint32_t tries;     /* number of the attempt, from 1 */
    const char *server; /* host:port, or the command */
    const char *recipient;
    enum delivery result; /* DELIVERY_WAITING: it will be tried again */
    int code;             /* of the reply; 0: none */
    const char *status;   /* enhanced code, "" when there is none */
    const char *reply;    /* its text, or what went wrong */
};

void journal_put(const struct journal_line *line, struct text *out);

/* Calls `visit` for every line that can be read, oldest first. A missing journal has none. The
 * strings live until visit returns. */
void journal_each(const char *path, void (*visit)(void *context, const struct journal_line *line),
                  void *context);

#endif
