/* The names that the templates of messages may refer to. */
#include "mail/summary_values.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "mail/address.h"
#include "mail/digest.h"
#include "mail/message.h"
#include "mail/plain_table.h"
#include "mail/summary.h"
#include "model/contacts.h"
#include "model/figures.h"
#include "model/job.h"
#include "model/job_values.h"
#include "model/values.h"

#define YES  "1"
#define NBSP "\xC2\xA0"

struct setter {
    struct arena *arena;
    const struct summary_input *in;
    const struct contact *contact;
    struct values *values;
};

static const char *number(struct arena *a, size_t n) {
    return arena_printf(a, "%zu", n);
}

static const char *number_or_none(struct arena *a, size_t n) {
    return n ? number(a, n) : NULL;
}

static const char *or_none(const char *text) {
    return *text ? text : NULL;
}

/* ---- tables ---- */

struct table {
    const struct plain_column *columns;
    size_t count, rows, capacity;
    const char **cells;
};

static void add_row(struct arena *a, struct table *t, const char *const *cells) {
    if (t->rows == t->capacity) {
        size_t used = t->rows * t->count;
        const char **old = t->cells;
        t->capacity = t->capacity ? t->capacity * 2 : 16;
        t->cells = arena_alloc(a, t->capacity * t->count * sizeof *t->cells);
        for (size_t i = 0; i < used; i++) {
            t->cells[i] = old[i];
        }
    }
    for (size_t i = 0; i < t->count; i++) {
        t->cells[t->rows * t->count + i] = cells[i];
    }
    t->rows++;
}

/* NULL for a table without rows. */
static const char *drawn(struct arena *a, const struct table *t) {
    struct text out;
    if (t->rows == 0) {
        return NULL;
    }
    text_init(&out);
    plain_table(t->columns, t->count, t->cells, t->rows, &out);
    out.data[out.len - 1] = '\0'; /* the template ends the line */
    const char *whole = arena_strdup(a, out.data);
    text_release(&out);
    return whole;
}

/* ---- tasks and targets ---- */

static const char *standing_words(struct arena *a, const struct digest_row *row) {
    switch (row->standing) {
    case STANDING_PASSED:
        return arena_printf(a, "Đã qua hạn %ld" NBSP "ngày", -row->days);
    case STANDING_SOON:
        return row->days == 0 ? "Đến hạn hôm nay"
                              : arena_printf(a, "Còn %ld" NBSP "ngày", row->days);
    case STANDING_LATER:
        return "Chưa đến hạn";
    case STANDING_OPEN:
        return "Thường xuyên";
    case STANDING_DONE:
        return row->judged;
    default:
        return "Chưa rõ thời hạn";
    }
}

static void add_task(const struct setter *s, const struct digest_row *row, struct table *table) {
    const char *state = row->detail ? "" : standing_words(s->arena, row);
    bool passed = !row->detail && row->standing == STANDING_PASSED;
    bool soon = !row->detail && row->standing == STANDING_SOON;
    struct values *entry = values_add(s->values, "task");
    values_set(entry, "ordinal", row->ordinal);
    values_set(entry, "name", row->name);
    values_set(entry, "deadline", row->deadline);
    values_set(entry, "state", state);
    values_set(entry, "product", or_none(row->product));
    values_set(entry, "lead", or_none(row->lead_text));
    values_set(entry, "leader", or_none(row->leader_text));
    values_set(entry, "passed", passed ? YES : NULL);
    values_set(entry, "soon", soon ? YES : NULL);
    values_set(entry, "other", passed || soon ? NULL : YES);
    add_row(s->arena, table, (const char *const[]){row->ordinal, row->name, row->deadline, state});
}

static void add_target(const struct setter *s, const struct digest_row *row, struct table *table) {
    struct values *entry = values_add(s->values, "target");
    values_set(entry, "ordinal", row->ordinal);
    values_set(entry, "name", row->name);
    values_set(entry, "amount", row->amount);
    values_set(entry, "lead", or_none(row->lead_text));
    values_set(entry, "achieved", row->achieved);
    values_set(entry, "state", row->judged);
    values_set(entry, "detail", row->detail ? YES : NULL);
    add_row(s->arena, table,
            (const char *const[]){row->ordinal, row->name, row->amount,
                                  row->achieved ? row->achieved : "",
                                  row->judged ? row->judged : ""});
}

static bool is_own(const struct setter *s, const struct digest_row *row, bool task) {
    return row->task == task && digest_concerns(row, s->in->contacts, s->in->contact);
}

static void set_own_targets(const struct setter *s) {
    static const struct plain_column columns[] = {
        {"TT", 4, false}, {"Chỉ tiêu", 44, false}, {"Kế hoạch", 24, false}};
    static const struct plain_column judged_columns[] = {{"TT", 4, false},
                                                         {"Chỉ tiêu", 24, false},
                                                         {"Kế hoạch", 13, false},
                                                         {"Thực hiện", 13, false},
                                                         {"Tình trạng", 14, false}};
    bool judged = s->in->report != NULL;
    struct table table = {.columns = judged ? judged_columns : columns, .count = judged ? 5 : 3};
    const struct digest *d = s->in->digest;
    size_t count = 0;
    values_declare_list(s->values, "target");
    for (size_t i = 0; i < d->count; i++) {
        if (is_own(s, &d->rows[i], false)) {
            add_target(s, &d->rows[i], &table);
            count += !d->rows[i].detail;
        }
    }
    values_set(s->values, "target.count", number_or_none(s->arena, count));
    values_set(s->values, "target.table", drawn(s->arena, &table));
}

/* What is late first, then what is due soon, then the others in the order of the plan. */
static void set_own_tasks(const struct setter *s) {
    static const struct plain_column columns[] = {{"TT", 4, false},
                                                  {"Nhiệm vụ", 34, false},
                                                  {"Thời hạn", 14, false},
                                                  {"Tình trạng", 18, false}};
    struct table table = {.columns = columns, .count = 4};
    const struct digest *d = s->in->digest;
    size_t count = 0, passed = 0, soon = 0;
    values_declare_list(s->values, "task");
    for (int rank = STANDING_PASSED; rank <= STANDING_LATER; rank++) {
        for (size_t i = 0; i < d->count; i++) {
            int own = (int)d->rows[i].standing;
            if (is_own(s, &d->rows[i], true) &&
                rank == (own < STANDING_LATER ? own : STANDING_LATER)) {
                add_task(s, &d->rows[i], &table);
                count += !d->rows[i].detail;
                passed += !d->rows[i].detail && rank == STANDING_PASSED;
                soon += !d->rows[i].detail && rank == STANDING_SOON;
            }
        }
    }
    values_set(s->values, "task.count", number_or_none(s->arena, count));
    values_set(s->values, "task.table", drawn(s->arena, &table));
    values_set(s->values, "task.passed", number(s->arena, passed));
    values_set(s->values, "task.soon", number(s->arena, soon));
    values_set(s->values, "task.note", passed && s->in->report == NULL ? YES : NULL);
}

/* ---- all units ---- */

struct share {
    const char *name;
    size_t targets, tasks, passed, soon;
};

static void count_row(struct share *share, const struct digest_row *row) {
    share->targets += !row->task;
    share->tasks += row->task;
    share->passed += row->task && row->standing == STANDING_PASSED;
    share->soon += row->task && row->standing == STANDING_SOON;
}

static struct share *share_of(struct share *all, size_t *count, const char *name) {
    size_t i = 0;
    while (i < *count && strcmp(all[i].name, name) != 0) {
        i++;
    }
    if (i == *count) {
        all[(*count)++].name = name;
    }
    return &all[i];
}

static void add_unit(const struct setter *s, const struct share *share, struct table *table) {
    static const char *const names[] = {"name", "targets", "tasks", "passed", "soon"};
    const char *cells[] = {share->name, number(s->arena, share->targets),
                           number(s->arena, share->tasks), number(s->arena, share->passed),
                           number(s->arena, share->soon)};
    struct values *entry = values_add(s->values, "unit");
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        values_set(entry, names[i], cells[i]);
    }
    add_row(s->arena, table, cells);
}

/* In the order in which the tables name them. */
static void set_units(const struct setter *s) {
    static const struct plain_column columns[] = {{"Đơn vị", 36, false},
                                                  {"Chỉ tiêu", 8, true},
                                                  {"Nhiệm vụ", 8, true},
                                                  {"Qua hạn", 8, true},
                                                  {"Sắp hạn", 8, true}};
    const struct digest *d = s->in->digest;
    struct table table = {.columns = columns, .count = 5};
    struct share all = {0};
    struct share *units = arena_alloc(s->arena, (d->count * DIGEST_NAMES + 1) * sizeof *units);
    size_t count = 0;
    for (size_t i = 0; i < d->count; i++) {
        const struct digest_row *row = &d->rows[i];
        if (row->detail) {
            continue;
        }
        count_row(&all, row);
        for (size_t n = 0; n < row->lead_count; n++) {
            count_row(share_of(units, &count, row->leads[n]), row);
        }
        if (row->lead_count == 0) {
            count_row(share_of(units, &count, "Chưa rõ đơn vị chủ trì"), row);
        }
    }
    values_declare_list(s->values, "unit");
    for (size_t i = 0; i < count; i++) {
        add_unit(s, &units[i], &table);
    }
    values_set(s->values, "unit.table", drawn(s->arena, &table));
    values_set(s->values, "all.targets", number(s->arena, all.targets));
    values_set(s->values, "all.tasks", number(s->arena, all.tasks));
    values_set(s->values, "all.tasks.dated", all.tasks ? YES : NULL);
    values_set(s->values, "all.passed", number(s->arena, all.passed));
    values_set(s->values, "all.soon", number(s->arena, all.soon));
}

/* ---- what comes with figures of progress ---- */

/* A unit is told of its own targets, others of all. */
static void set_behind(const struct setter *s) {
    static const struct plain_column columns[] = {{"TT", 4, false},
                                                  {"Chỉ tiêu", 24, false},
                                                  {"Mốc tiến độ", 13, false},
                                                  {"Thực hiện", 13, false},
                                                  {"Tình trạng", 14, false}};
    struct table table = {.columns = columns, .count = 5};
    const struct digest *d = s->in->digest;
    values_declare_list(s->values, "behind");
    for (size_t i = 0; i < d->count; i++) {
        const struct digest_row *row = &d->rows[i];
        if (!row->behind || (s->contact->audience == AUDIENCE_UNIT && !is_own(s, row, false))) {
            continue;
        }
        const char *achieved = row->achieved ? row->achieved : "";
        const char *milestone = row->milestone ? row->milestone : row->amount;
        struct values *entry = values_add(s->values, "behind");
        values_set(entry, "ordinal", row->ordinal);
        values_set(entry, "name", row->name);
        values_set(entry, "amount", row->amount);
        values_set(entry, "milestone", milestone);
        values_set(entry, "achieved", achieved);
        values_set(entry, "state", row->judged);
        values_set(entry, "lead", or_none(row->lead_text));
        add_row(s->arena, &table,
                (const char *const[]){row->ordinal, row->name, milestone, achieved, row->judged});
    }
    values_set(s->values, "behind.count", number_or_none(s->arena, table.rows));
    values_set(s->values, "behind.table", drawn(s->arena, &table));
}

static void set_progress(const struct setter *s) {
    const struct digest *d = s->in->digest;
    values_set(s->values, "result.text", d->result);
    values_set(s->values, "unreported.count", number_or_none(s->arena, d->unreported_count));
    values_declare_list(s->values, "unreported");
    for (size_t i = 0; i < d->unreported_count; i++) {
        values_set(values_add(s->values, "unreported"), "name", d->unreported[i]);
    }
    set_behind(s);
}

/* ---- the message itself ---- */

/* "23 KB", "1,4 MB" */
static const char *size_words(struct arena *a, size_t len) {
    size_t tenths = (len * 10 + (1 << 19)) >> 20;
    return tenths >= 10 ? arena_printf(a, "%zu,%zu MB", tenths / 10, tenths % 10)
                        : arena_printf(a, "%zu KB", (len + 1023) / 1024);
}

static void set_files(const struct setter *s) {
    values_declare_list(s->values, "file");
    for (size_t i = 0; i < s->in->file_count; i++) {
        struct values *entry = values_add(s->values, "file");
        values_set(entry, "name", s->in->files[i].name);
        values_set(entry, "size", size_words(s->arena, s->in->files[i].len));
    }
    values_set(s->values, "file.count", number_or_none(s->arena, s->in->file_count));
}

static void set_recipient(const struct setter *s) {
    static const char *const names[] = {
        [AUDIENCE_LEADER] = "to.leader", [AUDIENCE_UNIT] = "to.unit", [AUDIENCE_CITY] = "to.city"};
    const struct contact *c = s->contact;
    const struct address *reply = s->in->reply_to;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        values_set(s->values, names[i], i == (size_t)c->audience ? YES : NULL);
    }
    values_set(s->values, "recipient.name", c->name);
    values_set(s->values, "recipient.title", c->title);
    values_set(s->values, "recipient.greeting",
               c->title ? arena_printf(s->arena, "%s %s", c->title, c->name) : c->name);
    values_set(s->values, "reply.name", reply->name ? reply->name : reply->mailbox);
    values_set(s->values, "reply.address", reply->mailbox);
}

struct values *summary_values(struct arena *a, const struct summary_input *in) {
    struct setter s = {a, in, &in->contacts->all[in->contact], job_values(a, in->job)};
    if (in->report) {
        values_set(s.values, "period", in->report->title);
    }
    values_set(s.values, "report.title", in->digest->title);
    values_set(s.values, "mail.date", date_figures(a, &in->date));
    values_set(s.values, "correction", number_or_none(a, in->revision - 1));
    values_set(s.values, "soon.days", number(a, DIGEST_SOON));
    set_recipient(&s);
    set_files(&s);
    set_own_targets(&s);
    set_own_tasks(&s);
    set_units(&s);
    set_progress(&s);
    return s.values;
}
