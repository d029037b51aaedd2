/* Divides the rows of a table among pages.
 *
 * THE MODEL. Rows go on a page in groups: a row and those before it that must not be last on a
 * page (sections, items with details). A group that does not fit what is left goes to the next
 * page whole; one that is taller than a page gives up staying together; a row taller than a page
 * is cut between lines. A cell merged downwards is drawn again on each page it reaches, so each
 * part of it must be as high as its text.
 *
 * STEPS, for each group: does it fit? Else close the page: where a merged cell crosses the break
 * and its part here is too low, raise the last row to the room that is left; when that is not
 * enough, take its rows back to the next page. A merged cell that ends on a page where its part
 * would be too low raises its last row.
 *
 * Rejected: choosing all breaks together by least cost (as for lines of text). A table has one
 * natural break after every row; looking back at one merged cell finds what matters.
 */
#include "layout/slices.h"

#include <stdlib.h>

#include "base/arena.h"
#include "doc/doc.h"
#include "layout/tablefit.h"

#define MIN_SPLIT_LINES 3 /* fewer lines of a cut row are not worth starting on a page */

/* A merged cell that reaches below the rows placed so far. */
struct open_span {
    size_t first, end; /* rows */
    int32_t needed;    /* height of its text, mpt; 0: taller than a page, it flows */
};

struct slicer {
    const struct table_fit *fit;
    const struct slice_room *room;
    const uint32_t *span_lines;
    struct slice_list *out;
    uint32_t page;
    size_t page_start; /* first slice of the page */
    int32_t used;
    struct open_span *spans; /* those of the page, the earliest first */
    size_t span_count, span_capacity;
};

void slice_list_release(struct slice_list *list) {
    free(list->slices);
    *list = (struct slice_list){0};
}

static int32_t room_on_page(const struct slicer *s) {
    return s->page == 0 ? s->room->first_page : s->room->page;
}

/* True when nothing stands on the page yet: what does not fit now never will. */
static bool is_fresh(const struct slicer *s) {
    return s->out->count == s->page_start && room_on_page(s) >= s->room->page;
}

static bool is_last(const struct slicer *s, size_t row) {
    return row + 1 == s->fit->table->row_count;
}

static int32_t row_height(const struct slicer *s, size_t row) {
    return table_fit_height(s->fit, s->fit->lines[row]) + (is_last(s, row) ? s->room->tail : 0);
}

/* Height that a merged cell has on this page so far. */
static int32_t part_height(const struct slicer *s, const struct open_span *span) {
    int32_t height = 0;
    for (size_t i = s->out->count; i > s->page_start; i--) {
        const struct slice *slice = &s->out->slices[i - 1];
        if (slice->row < span->first) {
            break;
        }
        height += slice->height;
    }
    return height;
}

static void open_spans(struct slicer *s, size_t row) {
    const struct doc_row *r = &s->fit->table->rows[row];
    for (size_t i = 0; i < r->cell_count; i++) {
        if (r->cells[i].row_span > 1) {
            GROW(s->spans, s->span_count, s->span_capacity);
            int32_t needed = table_fit_height(s->fit, s->span_lines[row]);
            s->spans[s->span_count++] = (struct open_span){row, row + r->cells[i].row_span,
                                                           needed <= s->room->page ? needed : 0};
        }
    }
}

/* What the row must be raised by because a merged cell ends there whose part is too low. */
static int32_t raise_for_spans(const struct slicer *s, size_t row, int32_t height) {
    int32_t raise = 0;
    for (size_t i = 0; i < s->span_count; i++) {
        const struct open_span *span = &s->spans[i];
        if (span->end == row + 1) {
            int32_t lack = span->needed - part_height(s, span) - height;
            raise = lack > raise ? lack : raise;
        }
    }
    return raise;
}

static void push_slice(struct slicer *s, struct slice slice) {
    GROW(s->out->slices, s->out->count, s->out->capacity);
    slice.page = s->page;
    s->out->slices[s->out->count++] = slice;
    s->used += slice.height;
}

/* The first slice of the page that must move with the row at `slice`: nothing that must not be
 * last on a page stays behind. */
static size_t group_start(const struct slicer *s, size_t slice) {
    while (slice > s->page_start &&
           s->fit->table->rows[s->out->slices[slice - 1].row].keep_with_next) {
        slice--;
    }
    return slice;
}

/* Before a page ends at row `next`: merged cells that cross the break get the height they need, or
 * their rows are taken back. Gives the row that opens the next page. */
static size_t settle_spans(struct slicer *s, size_t next) {
    for (size_t i = 0; i < s->span_count; i++) {
        const struct open_span *span = &s->spans[i];
        int32_t lack = span->end > next ? span->needed - part_height(s, span) : 0;
        if (lack <= 0 || s->out->count == s->page_start) {
            continue;
        }
        if (lack <= room_on_page(s) - s->used) {
            s->out->slices[s->out->count - 1].height += lack;
            s->used += lack;
            continue;
        }
        size_t back = s->out->count;
        while (back > s->page_start && s->out->slices[back - 1].row >= span->first) {
            back--;
        }
        back = group_start(s, back);
        if (back > s->page_start && !s->out->slices[back].split) {
            next = s->out->slices[back].row;
            s->out->count = back;
            break; /* later spans start behind this one and move along */
        }
    }
    return next;
}

/* Ends the page; gives the row that opens the next one. */
static size_t end_page(struct slicer *s, size_t next) {
    next = settle_spans(s, next);
    s->page++;
    s->page_start = s->out->count;
    s->used = 0;
    size_t kept = 0;
    for (size_t i = 0; i < s->span_count; i++) {
        if (s->spans[i].first < next && s->spans[i].end > next) {
            s->spans[kept++] = s->spans[i];
        }
    }
    s->span_count = kept;
    return next;
}

static void place_row(struct slicer *s, size_t row, int32_t height) {
    int32_t tail = is_last(s, row) ? s->room->tail : 0;
    push_slice(s, (struct slice){.row = (uint32_t)row,
                                 .height = height - tail,
                                 .line_count = s->fit->lines[row]});
}

/* Cuts a row that is taller than a page between its lines. */
static void split_row(struct slicer *s, size_t row) {
    uint32_t total = s->fit->lines[row], shown = 0;
    int32_t line = s->fit->line_height;
    while (shown < total) {
        uint32_t rest = total - shown;
        int32_t left = room_on_page(s) - s->used - table_fit_height(s->fit, 0);
        uint32_t fits = left > 0 ? (uint32_t)(left / line) : 0;
        if (fits >= rest) { /* the end mark is not left alone on the next page */
            bool mark_fits = !is_last(s, row) || left - (int32_t)rest * line >= s->room->tail;
            fits = mark_fits ? rest : rest - 1;
        }
        if (!is_fresh(s) && fits < MIN_SPLIT_LINES && fits < rest) {
            end_page(s, row);
            continue;
        }
        fits = fits > 0 ? fits : 1;
        push_slice(s, (struct slice){.row = (uint32_t)row,
                                     .height = table_fit_height(s->fit, fits),
                                     .first_line = shown,
                                     .line_count = fits,
                                     .split = true});
        shown += fits;
        if (shown < total) {
            end_page(s, row);
        }
    }
}

/* Height of the group that starts at `row`; `*end` gets the row behind it. */
static int32_t group_height(const struct slicer *s, size_t row, size_t *end) {
    int32_t height = 0;
    for (*end = row; *end < s->fit->table->row_count && height <= s->room->page;) {
        height += row_height(s, *end);
        if (!s->fit->table->rows[(*end)++].keep_with_next) {
            break;
        }
    }
    return height;
}

/* Places one row, or ends the page. Gives the row to go on with. */
static size_t take_row(struct slicer *s, size_t row) {
    int32_t height = row_height(s, row);
    bool fresh = is_fresh(s);
    if (height > s->room->page) {
        open_spans(s, row);
        split_row(s, row);
        return row + 1;
    }
    size_t group_end;
    int32_t group = group_height(s, row, &group_end);
    bool starts_group = s->out->count == s->page_start ||
                        !s->fit->table->rows[s->out->slices[s->out->count - 1].row].keep_with_next;
    int32_t left = room_on_page(s) - s->used;
    if (!fresh && starts_group && group > left && group <= s->room->page) {
        return end_page(s, row);
    }
    size_t spans_before = s->span_count;
    open_spans(s, row);
    int32_t own = height - (is_last(s, row) ? s->room->tail : 0);
    height += raise_for_spans(s, row, own);
    if (!fresh && height > left) {
        s->span_count = spans_before;
        return end_page(s, row);
    }
    place_row(s, row, height);
    return row + 1;
}

void slice_table(const struct table_fit *fit, const struct slice_room *room,
                 const uint32_t *span_lines, struct slice_list *out) {
    struct slicer s = {.fit = fit, .room = room, .span_lines = span_lines, .out = out};
    size_t row = fit->table->header_rows;
    while (row < fit->table->row_count) {
        row = take_row(&s, row);
    }
    free(s.spans);
}
