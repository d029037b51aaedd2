/* Cuts columns that are higher than a page into what stands on each of their pages. */
#include "doc/doc.h"
#include "layout/flow.h"

/* How far the strips from `from` on go into `room`, ended where a break does least harm. */
static size_t strips_in(const struct flow *flow, size_t from, int32_t room, bool with_space) {
    size_t to = from;
    while (to < flow->count && flow_height(flow, from, to + 1, with_space) <= room) {
        to++;
    }
    if (to == flow->count) {
        return to;
    }
    for (size_t i = to; i > from; i--) {
        if (flow->strips[i].keep == KEEP_FREE) {
            return i;
        }
    }
    return to;
}

bool flow_running_page(const struct flow_columns *columns, int32_t room, bool first,
                       const size_t from[2], size_t to[2]) {
    bool done = true;
    for (int b = 0; b < 2; b++) {
        const struct flow *box = &columns->box[b];
        to[b] = strips_in(box, from[b], room - (first ? columns->top[b] : 0), first);
        if (!first && to[b] == from[b] && to[b] < box->count) {
            to[b]++; /* higher than a page: where it stands at least something of it is seen */
        }
        done = done && to[b] == box->count;
    }
    return done;
}

size_t flow_running_pages(const struct flow_columns *columns, int32_t first_room,
                          int32_t page_room) {
    size_t next[2] = {0, 0}, to[2], pages = 1;
    for (int32_t room = first_room; !flow_running_page(columns, room, pages == 1, next, to);
         room = page_room) {
        next[0] = to[0];
        next[1] = to[1];
        pages++;
    }
    return pages;
}
