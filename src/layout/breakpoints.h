/* Chooses where the lines of a text end so that the whole of it looks best. */
#ifndef BAOCAO_LAYOUT_BREAKPOINTS_H
#define BAOCAO_LAYOUT_BREAKPOINTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Widths here are in 1/1000 mpt, so that nothing is rounded before a line is put. */

/* A place where a line may end. Sums run from the start of the text. */
struct breakpoint {
    uint32_t end, next;               /* bytes: behind the line, and where the next one begins */
    uint32_t spaces_end, spaces_next; /* how many U+0020 stand before these */
    int64_t width_end, width_next;    /* natural */
    int32_t penalty;                  /* PENALTY_* */
};

/* What a break costs beside the look of its line: a line stretched to the limit costs 110 squared,
 * a penalty its square. */
#define PENALTY_SOFT 300  /* of a soft bond in justified text: seven such lines */
#define PENALTY_SIGN 500  /* behind a "/" or "-" in a word */
#define PENALTY_TORN 1000 /* where neither would have done: within a word, or a hard bond */

/* A space of a justified line may be set from 0.75 to 1.6 times its width; see breakpoints.c. */
#define SPACE_SHRINK  250 /* 1/1000 */
#define SPACE_STRETCH 600

struct line_shape {
    int64_t first_width, width; /* of the first line and the others */
    int64_t space;              /* a natural word space */
    int64_t em;
    int64_t runt;   /* a last line narrower than this is a blemish */
    bool justified; /* else ragged */
};

enum fitness { FIT_TIGHT, FIT_DECENT, FIT_LOOSE, FIT_VERY_LOOSE, FIT_COUNT };

struct line_cost {
    int64_t demerits;
    uint8_t fitness; /* enum fitness */
    bool overfull;   /* not even shrunk it fits */
    bool overloose;  /* stretched beyond SPACE_STRETCH */
};

/* What a line between two breakpoints costs by itself. */
struct line_cost line_cost_of(const struct line_shape *shape, const struct breakpoint *from,
                              const struct breakpoint *to, bool first, bool last);

/* What two lines cost beside it that stand one above the other: a tight one and a loose one. */
int64_t line_contrast(uint8_t above, uint8_t below);

/* The breakpoints of one text, the first at its start and the last at its end. A buffer to use
 * again and again: start with all zero. */
struct break_list {
    struct breakpoint *points;
    size_t count, capacity;
    uint32_t *chosen; /* where the lines end, in order; the last is count - 1 */
    size_t chosen_count;
    struct break_state *states; /* one a point */
    size_t state_capacity;
};

void break_list_release(struct break_list *list);
void break_list_add(struct break_list *list, const struct breakpoint *point);

/* Fills `chosen`. Between neighbouring points lies nothing wider than a line. */
void break_list_choose(struct break_list *list, const struct line_shape *shape);

#endif
