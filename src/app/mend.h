/* The three things of a run to put right first. */
#ifndef BAOCAO_APP_MEND_H
#define BAOCAO_APP_MEND_H

#include <stddef.h>

#include "base/diag.h"

struct arena;
struct text;

#define MEND_COUNT 3

/* One code in one file. */
struct mend_item {
    enum code code;
    enum severity severity;
    size_t found;
    const char *file, *message; /* in the list's arena; the message of the first finding */
    const char *cell;           /* of the first finding; "" when it is in no cell */
    uint32_t line;
};

/* Start with all zero but the arena. Worst first: errors before warnings, then the most places. */
struct mend_list {
    struct arena *arena;
    struct mend_item items[MEND_COUNT];
    size_t count;
};

/* Looks at the findings of the job at hand; call before diag_end_job. */
void mend_collect(struct mend_list *list, struct diag *diag);

/* Adds an N613 for each item. */
void mend_report(const struct mend_list *list, enum language language, struct diag *diag);

/* The items as a JSON array. */
void mend_put_json(const struct mend_list *list, struct text *out);

#endif
