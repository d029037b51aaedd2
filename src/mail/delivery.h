/* What became of a message for one recipient: the words of the outbox and of its journal. */
#ifndef BAOCAO_MAIL_DELIVERY_H
#define BAOCAO_MAIL_DELIVERY_H

enum delivery {
    DELIVERY_WAITING, /* to be tried, again or for the first time */
    DELIVERY_SENT,
    DELIVERY_REFUSED, /* for good */
    DELIVERY_EXPIRED, /* given up after too long a time */
    DELIVERY_UNKNOWN, /* handed over whole, and no answer came: it may have arrived */
    DELIVERY_COUNT
};

/* "waiting", "sent", "refused", "expired", "unknown": as the files write it. */
const char *delivery_word(enum delivery d);

#endif
