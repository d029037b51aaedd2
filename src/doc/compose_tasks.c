/* Makes the table that follows tasks: overdue first, then by deadline, with who leads and directs.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "doc/composer.h"
#include "model/figures.h"
#include "model/plan.h"
#include "model/schema.h"

#define FONT_SIZE 11000 /* mpt */

enum task_column {
    TASK_ORDINAL,
    TASK_NAME,
    TASK_UNITS,
    TASK_LEADERS,
    TASK_DUE,
    TASK_STATE,
    TASK_RESULT,
    TASK_OBSTACLE,
    TASK_COLUMNS
};

static const struct {
    const char *heading;
    enum text_align align;
    int min, max; /* mm; 0: none */
} columns[TASK_COLUMNS] = {
    [TASK_ORDINAL] = {"TT", ALIGN_CENTER, 9, 12},
    [TASK_NAME] = {"Nhiệm vụ", ALIGN_LEFT, 55, 0},
    [TASK_UNITS] = {"Đơn vị chủ trì", ALIGN_CENTER, 26, 40},
    [TASK_LEADERS] = {"Lãnh đạo chỉ đạo", ALIGN_CENTER, 22, 34},
    [TASK_DUE] = {"Thời hạn", ALIGN_CENTER, 20, 30},
    [TASK_STATE] = {"Tình trạng", ALIGN_CENTER, 22, 32},
    [TASK_RESULT] = {"Kết quả", ALIGN_CENTER, 22, 34},
    [TASK_OBSTACLE] = {"Khó khăn, vướng mắc", ALIGN_LEFT, 24, 45},
};

/* What presses most comes first. */
static int urgency_of(const struct task_progress *t) {
    static const int ranks[TASK_STATES] = {
        [TASK_OVERDUE] = 0,   [TASK_COMING] = 1,       [TASK_RUNNING] = 2,
        [TASK_DONE_LATE] = 3, [TASK_DONE_IN_TIME] = 4, [TASK_DONE] = 5};
    return ranks[t->state];
}

static int by_urgency(const void *a, const void *b) {
    const struct task_progress *x = *(const struct task_progress *const *)a;
    const struct task_progress *y = *(const struct task_progress *const *)b;
    if (urgency_of(x) != urgency_of(y)) {
        return urgency_of(x) - urgency_of(y);
    }
    if ((x->due.year == 0) != (y->due.year == 0)) {
        return x->due.year == 0 ? 1 : -1; /* without a day last */
    }
    int order = date_compare(x->due, y->due);
    return order ? order : x->row_index < y->row_index ? -1 : 1;
}

static const char *joined(struct arena *a, const char *const *names, size_t count) {
    const char *out = "";
    for (size_t i = 0; i < count; i++) {
        out = i ? arena_printf(a, "%s, %s", out, names[i]) : names[i];
    }
    return out;
}

static const char *state_of(struct arena *a, const struct task_progress *t) {
    const char *title = task_state_title(t->state);
    switch (t->state) {
    case TASK_OVERDUE:
    case TASK_DONE_LATE:
        return t->days ? arena_printf(a, "%s %ld ngày", title, t->days) : title;
    case TASK_COMING:
        return arena_printf(a, "%s, còn %ld ngày", title, t->days);
    default:
        return title;
    }
}

static void fill_row(const struct composer *c, struct doc_row *row, size_t n,
                     const struct task_progress *t) {
    struct arena *a = c->arena;
    const struct plan *plan = c->in->report->tasks_plan;
    size_t name = (size_t)schema_column_of(plan->schema, COLUMN_NAME);
    const char *texts[TASK_COLUMNS] = {
        [TASK_ORDINAL] = arena_printf(a, "%zu", n + 1),
        [TASK_NAME] = t->name,
        [TASK_UNITS] = joined(a, t->units, t->unit_count),
        [TASK_LEADERS] = joined(a, t->leaders, t->leader_count),
        [TASK_DUE] = t->deadline_text,
        [TASK_STATE] = state_of(a, t),
        [TASK_RESULT] = t->result,
        [TASK_OBSTACLE] = t->obstacle,
    };
    row->cells = arena_alloc(a, TASK_COLUMNS * sizeof *row->cells);
    row->cell_count = TASK_COLUMNS;
    row->record = t->row->source->record;
    for (size_t i = 0; i < TASK_COLUMNS; i++) {
        bool bold = i == TASK_STATE && t->state == TASK_OVERDUE;
        row->cells[i] = (struct doc_cell){.text = texts[i] ? texts[i] : "",
                                          .line = plan_line(plan, t->row, name),
                                          .row_span = 1,
                                          .col_span = 1,
                                          .column = (uint16_t)i,
                                          .align = (uint8_t)columns[i].align,
                                          .style = bold ? STYLE_BOLD : STYLE_REGULAR};
    }
}

struct doc_table *compose_tasks(const struct composer *c) {
    const struct report *r = c->in->report;
    struct schema *layout = arena_alloc(c->arena, sizeof *layout);
    struct doc_table *out = arena_alloc(c->arena, sizeof *out);
    const struct task_progress **tasks = arena_alloc(c->arena, (r->task_count + 1) * sizeof *tasks);
    layout->column_count = out->column_count = TASK_COLUMNS;
    out->columns = arena_alloc(c->arena, TASK_COLUMNS * sizeof *out->columns);
    for (size_t i = 0; i < TASK_COLUMNS; i++) {
        layout->columns[i].heading = columns[i].heading;
        out->columns[i] =
            (struct doc_column){MM_TO_MPT(columns[i].min), MM_TO_MPT(columns[i].max), 0};
    }
    for (size_t i = 0; i < r->task_count; i++) {
        tasks[i] = &r->tasks[i];
    }
    qsort(tasks, r->task_count, sizeof *tasks, by_urgency);
    out->font_size = FONT_SIZE;
    out->header_rows = 1;
    out->row_count = 1 + r->task_count;
    out->rows = arena_alloc(c->arena, out->row_count * sizeof *out->rows);
    compose_header_row(c->arena, layout, &out->rows[0], 0);
    for (size_t i = 0; i < r->task_count; i++) {
        fill_row(c, &out->rows[1 + i], i, tasks[i]);
    }
    return out;
}
