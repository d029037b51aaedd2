/* Chooses where pages end.
 *
 * THE MODEL. Strips stand below each other; a page may end before any of them, at a price: a page
 * costs 1, a break that leaves a single line alone more than any number of pages, one that strands
 * a heading or a signature more than any number of single lines, and a strip higher than its page
 * more than all. From the last strip back to the first, dynamic programming finds what the rest
 * costs from each strip on; a page holds few strips, so the time grows with their number. Then,
 * from the first page on, each page takes as much as it can without making the whole dearer. So
 * pages are full, as people expect it, and still a page ends early where that spares a fault
 * further on.
 *
 * Prices instead of prohibitions: there always is a plan, and an impossible wish (a heading of two
 * hundred lines that must stay together) is broken where it costs least.
 *
 * AN ALMOST EMPTY LAST PAGE. Space before elastic paragraphs and between their lines goes down in
 * steps to what the decree allows at least (6 pt and single, Phụ lục I, II.6.e), and the loosest
 * step that needs a page less is taken. Lines are not broken anew, so that a step costs next to
 * nothing. Pages with nothing but the rest of Nơi nhận count as pages, and have no text.
 *
 * Rejected: filling page after page and taking lines back (a heading, a single line and a signature
 * block in a row take back from each other without an end); a price for white space (tried: its
 * square is least when all pages end some lines early); stretching paragraphs to make the last page
 * fuller (pages of one document would differ for no reason that a reader can see); filling up the
 * last page with lines of the page before (leaves a hole where the text runs on).
 */
#include "layout/page_breaks.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "doc/doc.h"
#include "layout/flow.h"

#define PAGE_PRICE   1
#define LINES_PRICE  ((int64_t)1000000)
#define FIRM_PRICE   (1000 * LINES_PRICE)
#define HIGH_PRICE   (1000 * FIRM_PRICE)
#define HIGHEST      (INT64_MAX / 4)
#define FEW_LINES    5 /* of text: less makes a last page almost empty */
#define LEAST_SPACE  6000
#define LEAST_LINES  1000
#define TIGHT_STEPS  10
#define SPACE_UNIT   500 /* what is chosen is a round number */
#define SPACING_UNIT 10

/* A page that starts at a strip: where it best ends, and what it and all behind it cost. */
struct way {
    int64_t price;
    size_t end;
};

struct planner {
    const struct flow *flow;
    size_t from, to;
    struct way *ways; /* of the strips [from, to), each at the top of a page */
};

static int64_t break_price(const struct strip *strip) {
    static const int64_t PRICES[] = {
        [KEEP_FREE] = 0, [KEEP_LINES] = LINES_PRICE, [KEEP_FIRMLY] = FIRM_PRICE};
    return PRICES[strip->keep];
}

/* The best end of a page `room` high that starts at `start`; what comes behind it is known. */
static struct way best_way(const struct planner *p, size_t start, int32_t room, bool with_space) {
    const struct strip *strips = p->flow->strips;
    struct way best = {.price = INT64_MAX};
    int32_t used = 0;
    for (size_t end = start + 1; end <= p->to; end++) {
        const struct strip *last = &strips[end - 1];
        bool first = end == start + 1;
        used += last->height;
        used += first ? (with_space ? last->space_before : 0)
                      : strips[end - 2].space_after + last->space_before;
        if (used > room && !first) {
            break;
        }
        int64_t price = PAGE_PRICE + (used > room ? HIGH_PRICE : 0);
        if (end < p->to) {
            price += break_price(&strips[end]) + p->ways[end - p->from].price;
        }
        price = price < HIGHEST ? price : HIGHEST;
        if (price <= best.price) {
            best = (struct way){price, end};
        }
    }
    return best;
}

static void add_start(struct break_plan *plan, size_t *capacity, size_t start) {
    GROW(plan->starts, plan->count, *capacity);
    plan->starts[plan->count++] = start;
}

void breaks_plan(const struct flow *flow, size_t from, size_t to, const struct break_room *room,
                 struct break_plan *out) {
    *out = (struct break_plan){0};
    if (from == to) {
        return;
    }
    struct planner p = {flow, from, to, xcalloc(to - from, sizeof *p.ways)};
    for (size_t i = to; i > from; i--) {
        p.ways[i - 1 - from] = best_way(&p, i - 1, room->page, false);
    }
    struct way way = best_way(&p, from, room->first, true);
    size_t capacity = 0;
    add_start(out, &capacity, from);
    if (!room->top) {
        int64_t price = PAGE_PRICE + break_price(&flow->strips[from]) + p.ways[0].price;
        if (price < way.price) {
            way = (struct way){price, from};
        }
    }
    out->faults = way.price / LINES_PRICE;
    while (way.end < to) {
        add_start(out, &capacity, way.end);
        way = p.ways[way.end - from];
    }
    for (size_t i = out->starts[out->count - 1]; i < to; i++) {
        out->last_lines += flow->strips[i].is_body;
    }
    free(p.ways);
}

/* Pages that hold nothing but the rest of the columns a plan ends with. */
static size_t pages_behind(const struct flow *flow, const struct break_room *room,
                           const struct break_plan *plan) {
    const struct strip *last = &flow->strips[flow->count - 1];
    if (last->kind != STRIP_COLUMNS || !last->columns->runs_on) {
        return 0;
    }
    size_t start = plan->starts[plan->count - 1];
    bool first = plan->count == 1;
    int32_t above = flow_height(flow, start, flow->count, first) - last->height;
    return flow_running_pages(last->columns, (first ? room->first : room->page) - above,
                              room->page) -
           1;
}

void break_plan_release(struct break_plan *plan) {
    free(plan->starts);
    *plan = (struct break_plan){0};
}

/* The loosest that an elastic paragraph asks for. */
static struct page_fit natural_fit(const struct flow *flow) {
    struct page_fit fit = {LEAST_SPACE, LEAST_LINES, false};
    for (size_t i = 0; i < flow->count; i++) {
        const struct strip *strip = &flow->strips[i];
        if (strip->kind == STRIP_LINE && strip->text->paragraph->elastic) {
            const struct doc_paragraph *p = strip->text->paragraph;
            fit.paragraph_space =
                p->space_before > fit.paragraph_space ? p->space_before : fit.paragraph_space;
            fit.line_spacing =
                p->line_spacing > fit.line_spacing ? p->line_spacing : fit.line_spacing;
        }
    }
    return fit;
}

/* The way from `from` down to `to`, `step` of TIGHT_STEPS of it gone, in round numbers. */
static int32_t tightened(int32_t from, int32_t to, int32_t step, int32_t unit) {
    int32_t value = from - (int32_t)((int64_t)(from - to) * step / TIGHT_STEPS);
    return value - value % unit > to ? value - value % unit : to;
}

void breaks_plan_tight(struct flow *flow, const struct break_room *room, struct break_plan *out,
                       struct page_fit *fit) {
    breaks_plan(flow, 0, flow->count, room, out);
    struct page_fit loosest = natural_fit(flow);
    bool can = loosest.paragraph_space > LEAST_SPACE || loosest.line_spacing > LEAST_LINES;
    size_t behind = flow->count ? pages_behind(flow, room, out) : 0;
    size_t pages = out->count + behind;
    if (!can || pages < 2 || (behind == 0 && out->last_lines >= FEW_LINES)) {
        return;
    }
    for (int32_t step = 1; step <= TIGHT_STEPS; step++) {
        struct page_fit tight = {tightened(loosest.paragraph_space, LEAST_SPACE, step, SPACE_UNIT),
                                 tightened(loosest.line_spacing, LEAST_LINES, step, SPACING_UNIT),
                                 true};
        struct break_plan plan;
        flow_tighten(flow, tight.paragraph_space, tight.line_spacing);
        breaks_plan(flow, 0, flow->count, room, &plan);
        if (plan.count + pages_behind(flow, room, &plan) < pages && plan.faults <= out->faults) {
            break_plan_release(out);
            *out = plan;
            *fit = tight;
            return;
        }
        break_plan_release(&plan);
    }
    flow_tighten(flow, INT32_MAX, INT32_MAX);
}
