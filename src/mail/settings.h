/* mail.ini: the server or the command that carries the messages, the password, the waits. */
#ifndef BAOCAO_MAIL_SETTINGS_H
#define BAOCAO_MAIL_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "mail/smtp.h"

struct arena;
struct diag;

struct mail_settings {
    struct smtp_settings smtp;
    const char *password_command, *password_file, *password_env; /* at most one */
    const char *sendmail;                                        /* NULL: by SMTP */
    const char *from;                  /* envelope sender of every message; NULL: its own */
    uint32_t rate;                     /* messages a minute; 0: as fast as it goes */
    uint32_t per_session;              /* messages over one connection */
    uint32_t first_wait, longest_wait; /* minutes */
    uint32_t give_up;                  /* days */
    const char *name;                  /* "host:port" or the command, for the journal */
};

/* Reads and checks the file; the password is not fetched yet. False after a report (E2xx, E841).
 * Paths in it are relative to it. */
bool mail_settings_load(struct arena *a, const char *path, struct mail_settings *out,
                        struct diag *diag);

/* Gets the password from where the settings say; true as well when none is wanted. Reports E842 and
 * E843. It is in memory alone: not in the environment of other programs, not in any log. */
bool mail_settings_unlock(struct arena *a, struct mail_settings *settings, struct diag *diag);

#endif
