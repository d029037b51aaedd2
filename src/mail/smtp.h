/* A connection to an SMTP server: libcurl opens, secures and authenticates it, the transactions are
 * ours, so that each reply is known with its step. */
#ifndef BAOCAO_MAIL_SMTP_H
#define BAOCAO_MAIL_SMTP_H

#include <stdint.h>

#include "mail/transport.h"

struct smtp;

enum smtp_security { SMTP_STARTTLS, SMTP_TLS, SMTP_PLAIN };

struct smtp_settings {
    const char *host;
    uint32_t port;
    enum smtp_security security;
    const char *user, *password; /* NULL: do not log in */
    const char *ehlo;            /* our name; NULL: the machine's */
    const char *ca_file;         /* certificates to trust; NULL: the system's */
    uint32_t timeout;            /* seconds a reply may take; the last one five times as long */
};

/* The settings are borrowed. Nothing is connected yet. */
struct smtp *smtp_new(const struct smtp_settings *settings);
void smtp_free(struct smtp *s); /* says QUIT where there is a connection; accepts NULL */

/* Connects up to the login; `why` says what went wrong. TRANSPORT_GOOD or one of the bad states. */
enum transport_state smtp_open(struct smtp *s, struct reply *why);
bool smtp_is_open(const struct smtp *s);
void smtp_close(struct smtp *s); /* with QUIT */

/* One transaction over an open connection. With a bad state the outcomes mean nothing but `why`. */
enum transport_state smtp_send(struct smtp *s, struct parcel *parcel, struct reply *why);

#endif
