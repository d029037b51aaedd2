/* The tasks of a plan: what the units reported of them, and how they stand on the report's day. */
#include <string.h>

#include "base/arena.h"
#include "model/calendar.h"
#include "model/deadline.h"
#include "model/figures_collect.h"
#include "model/job.h"
#include "model/letter.h"
#include "model/people.h"
#include "model/plan.h"
#include "model/progress_header.h"
#include "model/report_form.h"
#include "source/ini_file.h"

#define LEADERS 4
#define BEFORE  "trước năm kế hoạch" DIAG_BOTH "lies before the plan's year"
#define BEHIND  "sau ngày báo cáo" DIAG_BOTH "lies behind the day of the report"

static const struct {
    const char *name, *title;
} states[TASK_STATES] = {
    [TASK_DONE_IN_TIME] = {"done_in_time", "Hoàn thành đúng hạn"},
    [TASK_DONE_LATE] = {"done_late", "Hoàn thành quá hạn"},
    [TASK_DONE] = {"done", "Hoàn thành"},
    [TASK_OVERDUE] = {"overdue", "Quá hạn"},
    [TASK_COMING] = {"coming", "Sắp đến hạn"},
    [TASK_RUNNING] = {"running", "Trong hạn"},
};

const char *task_state_name(enum task_state state) {
    return states[state].name;
}

const char *task_state_title(enum task_state state) {
    return states[state].title;
}

/* ---- the plan ---- */

static void read_leaders(struct collection *c, struct task_progress *t) {
    int column = schema_column_of(c->report->tasks_plan->schema, COLUMN_PERSON);
    struct person_name names[LEADERS];
    t->leader_count = column >= 0 ? people_find(t->row->cells[column].text, names, LEADERS) : 0;
    for (size_t i = 0; i < t->leader_count; i++) {
        t->leaders[i] = arena_strndup(c->arena, names[i].start, names[i].len);
    }
}

static void read_deadline(struct collection *c, struct task_progress *t) {
    const struct schema *s = c->report->tasks_plan->schema;
    t->deadline_text = t->row->cells[schema_column_of(s, COLUMN_DEADLINE)].text;
    const struct job *job = c->report->job;
    struct deadline deadline = deadline_parse(t->deadline_text);
    t->due = deadline_due(&deadline, job->year ? job->year : c->report->period.year);
}

static void add_tasks(struct collection *c, size_t *task_of_row) {
    struct report *r = c->report;
    const struct plan *plan = r->tasks_plan;
    const char **paths = progress_paths(c->arena, plan);
    int name = schema_column_of(plan->schema, COLUMN_NAME);
    r->tasks = arena_alloc(c->arena, (plan->count + 1) * sizeof *r->tasks);
    for (size_t i = 0; i < plan->count; i++) {
        const struct plan_row *row = &plan->rows[i];
        task_of_row[i] = SIZE_MAX;
        if (row->kind == ROW_SECTION || row->children > 0) {
            continue;
        }
        task_of_row[i] = r->task_count;
        struct task_progress *t = &r->tasks[r->task_count++];
        *t = (struct task_progress){.row = row,
                                    .row_index = i,
                                    .path = progress_dotted(c->arena, paths[i]),
                                    .name = row->cells[name].text,
                                    .state_text = "",
                                    .result = "",
                                    .obstacle = "",
                                    .proposal = ""};
        t->unit_count = c->task_leads[i].count;
        memcpy(t->units, c->task_leads[i].units, sizeof t->units);
        read_leaders(c, t);
        read_deadline(c, t);
    }
}

/* ---- what was reported ---- */

/* 1 done, 0 not, -1 not understood; "" is not done. */
static int is_done(const char *text) {
    static const char *const not_begun[] = {"dang", "chua", "cham", "tiep tuc", "dung", "tam dung"};
    char bare[64];
    letter_bare(text, ' ', bare, sizeof bare);
    for (size_t i = 0; i < sizeof not_begun / sizeof *not_begun; i++) {
        if (strncmp(bare, not_begun[i], strlen(not_begun[i])) == 0) {
            return 0;
        }
    }
    if (strncmp(bare, "da ban hanh", 11) == 0 || strncmp(bare, "da trien khai xong", 18) == 0) {
        return 1;
    }
    return *bare ? judge_state(text) : 0;
}

static void check_date(struct collection *c, const struct progress_row *row, struct date done,
                       bool finished) {
    struct place at = row->places[PROGRESS_DATE];
    const char *text = row->texts[PROGRESS_DATE];
    if (date_compare(done, c->report->as_of) > 0) {
        DIAG(c->diag, W934, &at, text, BEHIND);
    } else if (c->report->job->year && done.year < c->report->job->year) {
        DIAG(c->diag, W934, &at, text, BEFORE);
    }
    if (!finished) {
        DIAG(c->diag, W935, &at, row->texts[PROGRESS_VALUE]);
    }
}

/* True when the task is done. */
static bool take_state(struct collection *c, struct task_progress *t,
                       const struct progress_row *row) {
    int done = is_done(row->texts[PROGRESS_VALUE]);
    const char *day = row->texts[PROGRESS_DATE];
    struct date date = {0, 0, 0};
    if (done < 0) {
        DIAG(c->diag, W931, &row->places[PROGRESS_VALUE], row->texts[PROGRESS_VALUE]);
    }
    if (*day && !date_parse_cell(day, &date)) {
        DIAG(c->diag, E933, &row->places[PROGRESS_DATE], day);
        date = (struct date){0, 0, 0};
    } else if (*day) {
        check_date(c, row, date, done > 0);
    } else if (done > 0 && t->due.year) {
        DIAG(c->diag, W932, &row->places[PROGRESS_VALUE]);
    }
    t->done = done > 0 ? date : (struct date){0, 0, 0};
    return done > 0;
}

static void take_row(struct collection *c, struct task_progress *t,
                     const struct progress_file *file, const struct progress_row *row, bool *done) {
    const struct leads *leads = &c->task_leads[t->row_index];
    if (t->reported) {
        DIAG(c->diag, E911, &row->places[PROGRESS_NAME], t->name,
             arena_printf(c->arena, "%u", t->cell.line));
        return;
    }
    if (file->unit && leads->count > 0 && !leads_has(leads, file->unit)) {
        DIAG(c->diag, W914, &row->places[PROGRESS_NAME], t->name, leads->units[0], file->unit);
    }
    t->reported = true;
    t->cell = figures_cell(c->arena, &row->places[PROGRESS_VALUE]);
    t->state_text = row->texts[PROGRESS_VALUE];
    t->result = row->texts[PROGRESS_RESULT];
    t->obstacle = row->texts[PROGRESS_NOTE];
    t->proposal = row->texts[PROGRESS_PROPOSAL];
    *done = take_state(c, t, row);
}

static void report_match(struct collection *c, const struct matcher *m,
                         const struct progress_row *row, const struct match *match) {
    const struct place *at = &row->places[PROGRESS_NAME];
    const char *name = row->texts[PROGRESS_NAME];
    int column = schema_column_of(c->report->tasks_plan->schema, COLUMN_NAME);
    if (match->kind == MATCH_NONE) {
        DIAG(c->diag, E907, at, *name ? name : progress_dotted(c->arena, row->path));
    } else if (match->kind == MATCH_AMBIGUOUS) {
        DIAG(c->diag, E910, at, name, arena_printf(c->arena, "%zu", match->places));
    } else if (match->kind == MATCH_DOUBTFUL) {
        DIAG(c->diag, W908, at, name, c->report->tasks_plan->rows[match->row].cells[column].text);
    } else if (match->kind == MATCH_NAME && row->coded) {
        DIAG(c->diag, N909, at, name, progress_dotted(c->arena, matcher_path(m, match->row)));
    }
}

static void take_file(struct collection *c, struct matcher *m, size_t source,
                      const size_t *task_of_row, bool *done) {
    const struct report_source *s = &c->report->asked->sources[source];
    if (s->data == NULL) {
        struct place at = ini_place(c->report->job->ini, s->section, "data");
        DIAG(c->diag, W900, &at, s->unit ? s->unit : s->section, s->named ? s->named : "");
        return;
    }
    struct progress_file *file =
        progress_load(c->arena, c->report->job, s, c->report->tasks_plan, c->diag);
    c->files[source] = file;
    for (size_t i = 0; file && i < file->count; i++) {
        const struct progress_row *row = &file->rows[i];
        struct match match =
            matcher_find(m, row->path, row->coded, row->texts[PROGRESS_NAME], file->unit);
        report_match(c, m, row, &match);
        size_t task = match.kind >= MATCH_DOUBTFUL ? task_of_row[match.row] : SIZE_MAX;
        if (task != SIZE_MAX) {
            take_row(c, &c->report->tasks[task], file, row, &done[task]);
        }
    }
}

/* ---- how it stands ---- */

static void judge_task(const struct report *r, struct task_progress *t, bool done) {
    long due = t->due.year ? date_to_days(t->due) : 0, today = date_to_days(r->as_of);
    bool dated = t->due.year > 0;
    t->days = 0;
    if (done && dated && t->done.year) {
        long late = date_to_days(t->done) - due;
        t->state = late > 0 ? TASK_DONE_LATE : TASK_DONE_IN_TIME;
        t->days = late > 0 ? late : 0;
    } else if (done) {
        t->state = TASK_DONE;
    } else if (dated && due < today) {
        t->state = TASK_OVERDUE;
        t->days = today - due;
    } else if (dated && due - today <= (long)r->form->soon) {
        t->state = TASK_COMING;
        t->days = due - today;
    } else {
        t->state = TASK_RUNNING;
    }
}

void figures_read_tasks(struct collection *c) {
    struct report *r = c->report;
    size_t *task_of_row = arena_alloc(c->arena, (r->tasks_plan->count + 1) * sizeof *task_of_row);
    c->task_leads = leads_of_plan(c->arena, r->job, r->tasks_plan);
    add_tasks(c, task_of_row);
    struct matcher *m = matcher_new(c->arena, r->tasks_plan, c->task_leads);
    bool *done = arena_alloc(c->arena, r->task_count + 1);
    for (size_t i = 0; i < r->asked->source_count; i++) {
        if (r->asked->sources[i].use == SOURCE_TASKS) {
            take_file(c, m, i, task_of_row, done);
        }
    }
    for (size_t i = 0; i < r->task_count; i++) {
        judge_task(r, &r->tasks[i], done[i]);
    }
}
