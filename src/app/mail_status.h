/* The command `mail status`. */
#ifndef BAOCAO_APP_MAIL_STATUS_H
#define BAOCAO_APP_MAIL_STATUS_H

struct arena;
struct diag;
struct options;
struct text;

/* Every message of the outbox with each recipient and why. Changes nothing. 75 when something
 * waits, else 0. */
int mail_status(struct arena *a, const struct options *options, struct text *out,
                struct diag *diag);

#endif
