/* Chooses where pages end. */
#ifndef BAOCAO_LAYOUT_PAGE_BREAKS_H
#define BAOCAO_LAYOUT_PAGE_BREAKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "layout/page.h"

struct flow;

/* Where the strips go: first into what the page at hand has left, then on pages of their own. */
struct break_room {
    int32_t first, page; /* mpt */
    bool top;            /* the strips open the part: the space before the first counts, and they
                            cannot go to the next page all together */
};

struct break_plan {
    size_t *starts; /* the first strip of each page; two of them alike leave the first page empty */
    size_t count;
    int64_t faults;    /* what had to be broken that should stay together, weighed */
    size_t last_lines; /* lines of running text on the last page */
};

/* Plans strips [from, to). Every plan places every strip: what fits no page stands on one of its
 * own. To be released. */
void breaks_plan(const struct flow *flow, size_t from, size_t to, const struct break_room *room,
                 struct break_plan *out);
void break_plan_release(struct break_plan *plan);

/* The same for a whole part. When its last page would be almost empty, elastic paragraphs are set
 * tighter, as little as saves that page; `fit` tells. When that does not help, nothing changes. */
void breaks_plan_tight(struct flow *flow, const struct break_room *room, struct break_plan *out,
                       struct page_fit *fit);

#endif
