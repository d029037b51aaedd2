/* Chooses where the lines of a text end so that the whole of it looks best (total fit).
 *
 * THE MODEL, after D. E. Knuth, M. F. Plass, "Breaking Paragraphs into Lines" (1981). The text is a
 * row of places where a line may end. A line between two of them has a natural width and a number
 * of spaces; what is missing to the width of the box is shared among its spaces. Looseness is that
 * share against what a space may bear: 0 is natural, 1000 the limit. The badness of a line is
 * 100 (looseness/1000)^3, its demerits are (10 + badness)^2 with the squared penalty of its break,
 * and what is chosen is the row of breaks with the least sum. Two further demerits: neighbouring
 * lines of which one is tight and one loose, and a last line shorter than the first line's indent.
 *
 * A space (1/4 em in Times) may grow to 1.6 times its width, as the requirement has it, and shrink
 * to 0.75. Vietnamese is not hyphenated, but its syllables are short: a line of the official page
 * has some 17 spaces, which between the two have 3.6 em of play, and the longest syllable
 * ("nghiêng") with its space is 3.5 em wide. So lines within the limits nearly always exist, but
 * for rows of long numbers; of 500 texts full of them, a fifth had none with 0.8, an eighth with
 * 0.75, a tenth with 0.7, where short syllables begin to run into each other.
 *
 * THE STEPS. (1) Only lines within the limits are tried; few places can begin such a line, so the
 * work grows with the length of the text, not its square. (2) If no such row of lines reaches the
 * end (a long word, a narrow column), all lines that fit are tried; each one beyond the limit pays
 * a surcharge, so that they are few, and not one of them takes it all. Ragged text needs step 2
 * only.
 *
 * At each place the best row of lines is kept once for each fitness of its last line: the next
 * line's demerits depend on nothing else, so the choice is the true optimum. All sums are whole
 * numbers.
 *
 * Rejected: first fit (in the two sample documents it leaves nine lines beyond the limit where this
 * leaves none), and nodes in a linked list of active breaks as TeX has them (hyphens and changes of
 * the text's glue need them; here widths only grow, so the places that can begin a line are a
 * window that moves along).
 */
#include "layout/breakpoints.h"

#include <stdlib.h>

#include "base/arena.h"

#define LINE_DEMERITS     10      /* of every line: fewer lines are better; TeX's \linepenalty */
#define CONTRAST_DEMERITS 3000    /* half a loose line */
#define RUNT_DEMERITS     8000    /* less than a line at the limit: avoided where cheap */
#define SURCHARGE         1000000 /* of a line beyond the limit: the badness of one at 2.3 */
#define OVERFULL_DEMERITS ((int64_t)1 << 40) /* more than any line that fits */
#define MAX_LOOSENESS     20000              /* beyond, one is as bad as the other */
#define UNREACHED         INT64_MAX
#define RAGGED_PLAY       4 /* a ragged line a quarter short is at the limit */

struct break_state {
    int64_t cost[FIT_COUNT];  /* of the best row of lines that ends here, UNREACHED: none */
    uint32_t from[FIT_COUNT]; /* FIT_COUNT * the point before + its last line's fitness */
};

void break_list_release(struct break_list *list) {
    free(list->points);
    free(list->chosen);
    free(list->states);
    *list = (struct break_list){0};
}

void break_list_add(struct break_list *list, const struct breakpoint *point) {
    GROW(list->points, list->count, list->capacity);
    list->points[list->count++] = *point;
}

/* ---- what a line costs ---- */

/* What is missing to the width of the box; negative: too much. */
static int64_t slack_of(const struct line_shape *shape, const struct breakpoint *from,
                        const struct breakpoint *to, bool first) {
    return (first ? shape->first_width : shape->width) - (to->width_end - from->width_next);
}

static int64_t shrink_of(const struct line_shape *shape, const struct breakpoint *from,
                         const struct breakpoint *to) {
    return (int64_t)(to->spaces_end - from->spaces_next) * shape->space * SPACE_SHRINK / 1000;
}

static int64_t stretch_of(const struct line_shape *shape, const struct breakpoint *from,
                          const struct breakpoint *to) {
    int64_t spaces = to->spaces_end - from->spaces_next;
    if (!shape->justified) {
        return shape->width / RAGGED_PLAY;
    }
    /* A line without spaces stays short of the margin: it may, by what it takes to see it. */
    return spaces > 0 ? spaces * shape->space * SPACE_STRETCH / 1000 : shape->em;
}

static int64_t looseness_of(int64_t slack, int64_t play) {
    int64_t looseness = play > 0 ? slack * 1000 / play : MAX_LOOSENESS;
    return looseness < MAX_LOOSENESS ? looseness : MAX_LOOSENESS;
}

struct line_cost line_cost_of(const struct line_shape *shape, const struct breakpoint *from,
                              const struct breakpoint *to, bool first, bool last) {
    struct line_cost cost = {.fitness = FIT_DECENT};
    int64_t slack = slack_of(shape, from, to, first);
    int64_t looseness = 0;
    if (slack < 0) {
        int64_t shrink = shape->justified ? shrink_of(shape, from, to) : 0;
        if (-slack > shrink) {
            cost.overfull = true;
            cost.demerits = OVERFULL_DEMERITS;
            return cost;
        }
        looseness = looseness_of(-slack, shrink);
        cost.fitness = looseness > 500 ? FIT_TIGHT : FIT_DECENT;
    } else if (!last) {
        int64_t stretch = stretch_of(shape, from, to);
        looseness = looseness_of(slack, stretch);
        if (shape->justified) {
            cost.overloose = slack > stretch;
            cost.fitness = cost.overloose    ? FIT_VERY_LOOSE
                           : looseness > 500 ? FIT_LOOSE
                                             : FIT_DECENT;
        }
    }
    int64_t badness = LINE_DEMERITS + looseness * looseness * looseness / 10000000;
    cost.demerits = badness * badness + (int64_t)to->penalty * to->penalty;
    if (cost.overloose) {
        cost.demerits += SURCHARGE;
    }
    if (last && !first && to->width_end - from->width_next < shape->runt) {
        cost.demerits += RUNT_DEMERITS;
    }
    return cost;
}

int64_t line_contrast(uint8_t above, uint8_t below) {
    return above > below + 1 || below > above + 1 ? CONTRAST_DEMERITS : 0;
}

/* ---- the choice ---- */

static void make_room(struct break_list *list) {
    if (list->state_capacity < list->count) {
        list->state_capacity = list->capacity;
        list->states = xrealloc(list->states, list->state_capacity, sizeof *list->states);
        list->chosen = xrealloc(list->chosen, list->state_capacity, sizeof *list->chosen);
    }
}

static bool is_reached(const struct break_state *s) {
    for (int f = 0; f < FIT_COUNT; f++) {
        if (s->cost[f] != UNREACHED) {
            return true;
        }
    }
    return false;
}

/* Lets the rows of lines that end at `i` go on with the line from there to `j`. */
static void extend(struct break_list *list, size_t i, size_t j, const struct line_cost *line) {
    const struct break_state *from = &list->states[i];
    struct break_state *to = &list->states[j];
    for (uint32_t f = 0; f < FIT_COUNT; f++) {
        if (from->cost[f] == UNREACHED) {
            continue;
        }
        int64_t cost = from->cost[f] + line->demerits;
        cost += i > 0 ? line_contrast((uint8_t)f, line->fitness) : 0;
        if (cost < to->cost[line->fitness]) {
            to->cost[line->fitness] = cost;
            to->from[line->fitness] = (uint32_t)i * FIT_COUNT + f;
        }
    }
}

/* Tries the lines that end at `j`; those before `*oldest` are too long for it and all behind it. */
static void try_lines_to(struct break_list *list, const struct line_shape *shape, size_t j,
                         bool within_limits, size_t *oldest) {
    const struct breakpoint *points = list->points;
    bool last = j + 1 == list->count;
    for (size_t i = *oldest; i < j; i++) {
        bool first = i == 0;
        int64_t slack = slack_of(shape, &points[i], &points[j], first);
        bool alone = i + 1 == j && !within_limits; /* nothing better exists from here */
        if (slack < 0 && !alone) {
            bool fits = shape->justified && -slack <= shrink_of(shape, &points[i], &points[j]);
            if (!fits) {
                *oldest += i == *oldest;
                continue;
            }
        }
        if (within_limits && !last && slack > stretch_of(shape, &points[i], &points[j])) {
            if (first || slack <= shape->em) {
                continue; /* its width is another; a line without spaces may still do */
            }
            break; /* the lines from the places behind are shorter still */
        }
        if (is_reached(&list->states[i])) {
            struct line_cost cost = line_cost_of(shape, &points[i], &points[j], first, last);
            extend(list, i, j, &cost);
        }
    }
}

static bool choose_with(struct break_list *list, const struct line_shape *shape,
                        bool within_limits) {
    size_t oldest = 0, newest = 0; /* reached */
    for (size_t j = 0; j < list->count; j++) {
        for (int f = 0; f < FIT_COUNT; f++) {
            list->states[j].cost[f] = UNREACHED;
        }
        if (j == 0) {
            list->states[0].cost[FIT_DECENT] = 0;
            continue;
        }
        try_lines_to(list, shape, j, within_limits, &oldest);
        newest = is_reached(&list->states[j]) ? j : newest;
        if (oldest > newest) {
            return false; /* no row of lines can go on */
        }
    }
    return is_reached(&list->states[list->count - 1]);
}

static void trace_back(struct break_list *list) {
    const struct break_state *state = &list->states[list->count - 1];
    uint32_t fitness = 0;
    for (uint32_t f = 1; f < FIT_COUNT; f++) {
        fitness = state->cost[f] < state->cost[fitness] ? f : fitness;
    }
    size_t count = 0;
    for (uint32_t at = (uint32_t)(list->count - 1); at > 0;) {
        list->chosen[count++] = at;
        uint32_t from = list->states[at].from[fitness];
        at = from / FIT_COUNT;
        fitness = from % FIT_COUNT;
    }
    list->chosen_count = count;
    for (size_t i = 0; i < count / 2; i++) {
        uint32_t swapped = list->chosen[i];
        list->chosen[i] = list->chosen[count - 1 - i];
        list->chosen[count - 1 - i] = swapped;
    }
}

void break_list_choose(struct break_list *list, const struct line_shape *shape) {
    make_room(list);
    if (!shape->justified || !choose_with(list, shape, true)) {
        choose_with(list, shape, false);
    }
    trace_back(list);
}
