/* The transport through a command like sendmail or msmtp: one call for each recipient. */
#ifndef BAOCAO_MAIL_SENDMAIL_H
#define BAOCAO_MAIL_SENDMAIL_H

#include <stdint.h>

#include "mail/transport.h"

/* `command` is split at blanks; `-f FROM -- RECIPIENT` is added to it. */
enum transport_state sendmail_send(const char *command, uint32_t seconds, struct parcel *parcel,
                                   struct reply *why);

#endif
