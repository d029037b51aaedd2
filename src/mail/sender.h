/* One run over the outbox: everything that is due is tried once. */
#ifndef BAOCAO_MAIL_SENDER_H
#define BAOCAO_MAIL_SENDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "mail/settings.h"

struct diag;

struct send_run {
    const char *outbox;
    const struct mail_settings *settings;
    bool dry;                                                 /* say what is due, touch nothing */
    struct diag *diag;                                        /* E845-E859, W853, W854, N861 */
    void (*progress)(void *context, size_t done, size_t all); /* may be NULL */
    void *context;
};

struct send_report {
    size_t sent, waiting, refused, unknown; /* recipients, in this run */
    size_t later;     /* messages whose time has not come, or that were not reached */
    int64_t earliest; /* POSIX time at which the first of them is due; 0: none is put off */
};

void send_due(const struct send_run *run, struct send_report *report);

/* When a message is tried again after its try number `tries` (from 1): doubling from the first wait
 * to the longest, plus up to a quarter that depends on id and try, so that messages that were put
 * off together do not come back together. */
int64_t retry_after(const struct mail_settings *s, const char *id, uint32_t tries, int64_t now);

#endif
