/* The command `mail send`. */
#ifndef BAOCAO_APP_MAIL_SEND_H
#define BAOCAO_APP_MAIL_SEND_H

struct arena;
struct diag;
struct options;

/* Sends what is due. 75 when something is left to wait for, else 0; errors are the diag's. */
int mail_send(struct arena *a, const struct options *options, struct diag *diag);

#endif
