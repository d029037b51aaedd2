/* What a job says to those who get mail: its targets, tasks, and who answers for them. */
#include "mail/digest.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "base/utf8.h"
#include "model/contacts.h"
#include "model/deadline.h"
#include "model/figures.h"
#include "model/job.h"
#include "model/job_values.h"
#include "model/letter.h"
#include "model/match.h"
#include "model/people.h"
#include "model/plan.h"
#include "model/values.h"
#include "source/ini_file.h"

/* ---- names ---- */

/* True when the name is one of those that a contact goes by. */
static bool is_name_of(struct arena *a, const struct contact *contact, const char *name) {
    if (letter_same_words(contact->name, name)) {
        return true;
    }
    for (const char *s = contact->aliases; s && *s;) {
        size_t n = strcspn(s, ";");
        if (letter_same_words(arena_strndup(a, s, n), name)) {
            return true;
        }
        s += n + (s[n] == ';');
    }
    return false;
}

static void find_leaders(struct arena *a, const struct contacts *contacts, struct digest_row *row) {
    struct person_name names[DIGEST_NAMES];
    size_t count = people_find(row->leader_text, names, DIGEST_NAMES);
    row->directed_by = arena_alloc(a, (contacts->count + 1) * sizeof *row->directed_by);
    for (size_t i = 0; i < count; i++) {
        const char *name = arena_strndup(a, names[i].start, names[i].len);
        for (size_t c = 0; c < contacts->count; c++) {
            const struct contact *contact = &contacts->all[c];
            row->directed_by[c] |=
                contact->audience == AUDIENCE_LEADER && is_name_of(a, contact, name);
        }
    }
}

static void take_leads(const struct leads *leads, struct digest_row *row) {
    for (size_t i = 0; i < leads->count && row->lead_count < DIGEST_NAMES; i++) {
        row->leads[row->lead_count++] = leads->units[i];
    }
}

/* ---- days ---- */

/* Days of the calendar since 1 March of the year 0 (proleptic Gregorian). */
static long day_number(struct date d) {
    long y = d.month > 2 ? d.year : d.year - 1, m = (d.month + 9) % 12;
    return 365 * y + y / 4 - y / 100 + y / 400 + (m * 306 + 5) / 10 + d.day;
}

static void find_due(const struct digest_input *in, struct digest_row *row) {
    struct deadline deadline = deadline_parse(row->deadline);
    row->due = deadline_due(&deadline, in->job->year);
    if (row->due.year == 0) {
        row->standing = deadline.understood && deadline.open ? STANDING_OPEN : STANDING_UNCLEAR;
        return;
    }
    row->days = day_number(row->due) - day_number(in->date);
    row->standing = row->days < 0              ? STANDING_PASSED
                    : row->days <= DIGEST_SOON ? STANDING_SOON
                                               : STANDING_LATER;
}

/* ---- what the units reported ---- */

static enum standing_of_task standing_of(const struct task_progress *t) {
    switch (t->state) {
    case TASK_OVERDUE:
        return STANDING_PASSED;
    case TASK_COMING:
        return STANDING_SOON;
    case TASK_RUNNING:
        return t->due.year ? STANDING_LATER : STANDING_OPEN;
    default:
        return STANDING_DONE;
    }
}

/* "A với đơn vị đo"; a percentage close to its sign (Nghị định 86/2012/NĐ-CP, Phụ lục V). */
static const char *with_measure(struct arena *a, const char *text, const char *measure) {
    bool bare = *text && text[strlen(text) - 1] >= '0' && text[strlen(text) - 1] <= '9';
    return bare && *measure ? arena_printf(a, "%s%s%s", text, *measure == '%' ? "" : " ", measure)
                            : text;
}

/* What the target was held against: the second half of the gap's rule, "cumulative-plan_to_date";
 * without a gap the plan of the period. */
static const char *milestone_of(struct arena *a, const struct target_figures *t) {
    static const enum figure_kind KINDS[] = {FIGURE_PLAN_PERIOD, FIGURE_PLAN_TO_DATE,
                                             FIGURE_PLAN_YEAR};
    const struct report_figure *gap = &t->figures[FIGURE_GAP], *found = &t->figures[KINDS[0]];
    const char *name = gap->known ? strchr(gap->rule, '-') : NULL;
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS && name; i++) {
        found = strcmp(name + 1, figure_name(KINDS[i])) == 0 ? &t->figures[KINDS[i]] : found;
    }
    return found->known ? with_measure(a, found->text, t->measure) : NULL;
}

/* "Chậm so với tiến độ, thiếu 0,3 điểm %": printed with the plan's digits, plan and result can look
 * the same. */
static const char *judged_behind(struct arena *a, const struct target_figures *t) {
    const struct report_figure *gap = &t->figures[FIGURE_GAP];
    const char *title = judgement_title(t->judged);
    if (!gap->known) {
        return title;
    }
    bool less = *gap->text == '-';
    return arena_printf(a, "%s, %s %s", title, less ? "thiếu" : "cao hơn",
                        with_measure(a, gap->text + less, *gap->unit ? gap->unit : t->measure));
}

/* What a report says of the row goes before what the plan alone does. */
static void add_progress(struct arena *a, const struct report *r, const struct plan_row *source,
                         struct digest_row *row) {
    for (size_t i = 0; r && i < r->task_count; i++) {
        const struct task_progress *t = &r->tasks[i];
        if (t->row == source) {
            row->standing = standing_of(t);
            row->days = t->state == TASK_OVERDUE ? -t->days : t->days;
            row->judged = task_state_title(t->state);
        }
    }
    for (size_t i = 0; r && i < r->target_count; i++) {
        const struct target_figures *t = &r->targets[i];
        if (t->row == source) {
            const struct report_figure *achieved = &t->figures[FIGURE_CUMULATIVE];
            row->achieved = achieved->known ? with_measure(a, achieved->text, t->measure) : NULL;
            row->achieved = t->judged == JUDGED_NO_DATA ? NULL : row->achieved;
            row->milestone = milestone_of(a, t);
            row->behind = t->judged == JUDGED_BEHIND || t->judged == JUDGED_NOT_MET ||
                          t->judged == JUDGED_NO_DATA;
            row->judged = row->behind ? judged_behind(a, t) : judgement_title(t->judged);
            if (row->achieved && strcmp(row->achieved, row->judged) == 0) {
                row->achieved = NULL; /* a target in words: "Đạt" once is enough */
            }
        }
    }
}

/* "27 chỉ tiêu và chỉ tiêu thành phần: 3 vượt, 12 đạt, 4 chậm so với tiến độ." */
static const char *result_of(struct arena *a, const struct report *r) {
    struct text out;
    size_t parts = 0;
    if (r->target_counts.all == 0) {
        return NULL;
    }
    text_init(&out);
    text_printf(&out, "%zu chỉ tiêu và chỉ tiêu thành phần: ", r->target_counts.all);
    for (enum judgement j = 0; j < JUDGEMENTS; j++) {
        if (r->target_counts.of[j] > 0) {
            text_printf(&out, "%s%zu %s", parts++ ? ", " : "", r->target_counts.of[j],
                        utf8_lower(a, arena_strdup(a, judgement_title(j))));
        }
    }
    text_putc(&out, '.');
    const char *result = arena_strdup(a, out.data);
    text_release(&out);
    return result;
}

static void take_report(struct arena *a, const struct report *r, struct digest *d) {
    d->result = result_of(a, r);
    d->unreported = arena_alloc(a, (r->unit_count + 1) * sizeof *d->unreported);
    for (size_t i = 0; i < r->unit_count; i++) {
        if (r->units[i].arrival == REPORT_MISSING) {
            d->unreported[d->unreported_count++] = r->units[i].name;
        }
    }
}

/* ---- rows ---- */

struct builder {
    struct arena *arena;
    const struct digest_input *in;
    struct digest *digest;
};

/* The text of the first column of a type; of a value that is written once for several rows, also
 * for those below. */
static const char *text_of(const struct plan *plan, size_t row, enum column_type type) {
    int column = schema_column_of(plan->schema, type);
    if (column < 0) {
        return "";
    }
    const char *text = plan->rows[row].cells[column].text;
    bool below = *text == '\0' && plan->schema->columns[column].merge_down;
    while (below && row > 0 && plan->rows[row - 1].kind != ROW_SECTION && *text == '\0') {
        text = plan->rows[--row].cells[column].text;
    }
    return text;
}

static const char *known(const char *text) {
    return text ? text : "";
}

/* `entries` are the rows of the table that are no sections, in the same order. */
static void add_rows(struct builder *b, const struct plan *plan, struct values *const *entries,
                     size_t entry_count) {
    bool tasks = schema_column_of(plan->schema, COLUMN_DEADLINE) >= 0;
    const struct leads *leads = leads_of_plan(b->arena, b->in->job, plan);
    for (size_t i = 0, entry = 0; i < plan->count && entry < entry_count; i++) {
        if (plan->rows[i].kind == ROW_SECTION) {
            continue;
        }
        const struct values *values = entries[entry++];
        struct digest_row *row = &b->digest->rows[b->digest->count++];
        *row = (struct digest_row){.task = tasks,
                                   .detail = plan->rows[i].kind == ROW_SUB,
                                   .ordinal = known(values_text(values, "ordinal")),
                                   .name = known(values_text(values, "name")),
                                   .amount = known(values_text(values, "amount")),
                                   .lead_text = text_of(plan, i, COLUMN_AGENCY),
                                   .leader_text = text_of(plan, i, COLUMN_PERSON),
                                   .deadline = text_of(plan, i, COLUMN_DEADLINE),
                                   .product = tasks ? text_of(plan, i, COLUMN_TEXT) : ""};
        take_leads(&leads[i], row);
        find_leaders(b->arena, b->in->contacts, row);
        if (tasks && row->detail && entry > 1) {
            row->standing = row[-1].standing;
        } else if (tasks) {
            find_due(b->in, row);
        }
        add_progress(b->arena, b->in->report, &plan->rows[i], row);
    }
}

static const char *upper_first(struct arena *a, const char *s) {
    const char *next = s;
    if (*s == '\0') {
        return s;
    }
    utf8_next(&next);
    return arena_printf(a, "%s%s", utf8_upper(a, arena_strndup(a, s, (size_t)(next - s))), next);
}

/* "Công văn 15/UBND-VX: về việc ...", or what the first appendix is called. */
static const char *title_of(struct arena *a, const struct job *job, const struct values *values) {
    if (job->letter) {
        const char *number = job->number && job->number[0] != ' ' ? job->number : NULL;
        const char *subject = job->letter->subject ? job->letter->subject : "";
        return arena_printf(a, "%s%s%s: %s", job->letter->kind->name, number ? " số " : "",
                            number ? number : "", upper_first(a, subject));
    }
    const char *label = values_text(values, "appendix.1.label");
    const char *title = values_text(values, "appendix.1.title");
    return label && title ? arena_printf(a, "%s: %s", label, title) : known(title ? title : label);
}

struct digest *digest_build(struct arena *a, const struct digest_input *in) {
    const struct diag_options unheard = {.max_per_code = 1};
    struct builder b = {a, in, arena_alloc(a, sizeof *b.digest)};
    struct values *values = job_values(a, in->job);
    struct diag *diag = diag_new(&unheard); /* what is wrong has been told by now */
    struct text wanted;
    size_t rows = 0;
    text_init(&wanted);
    for (size_t i = 0; i < in->job->appendix_count; i++) {
        text_printf(&wanted, "appendix.%zu.row ", i + 1);
        rows += in->plans[i] ? in->plans[i]->count : 0;
    }
    job_values_add_tables(a, values, in->job, in->plans, arena_strdup(a, wanted.data), diag);
    b.digest->rows = arena_alloc(a, (rows + 1) * sizeof *b.digest->rows);
    for (size_t i = 0; i < in->job->appendix_count; i++) {
        struct values *const *entries;
        size_t count;
        if (in->plans[i] &&
            values_list(values, arena_printf(a, "appendix.%zu.row", i + 1), &entries, &count)) {
            add_rows(&b, in->plans[i], entries, count);
        }
    }
    b.digest->title = title_of(a, in->job, values);
    if (in->report) {
        take_report(a, in->report, b.digest);
    }
    text_release(&wanted);
    diag_free(diag);
    return b.digest;
}

bool digest_concerns(const struct digest_row *row, const struct contacts *contacts,
                     size_t contact) {
    const struct contact *c = &contacts->all[contact];
    for (size_t i = 0; i < row->lead_count && c->audience == AUDIENCE_UNIT; i++) {
        if (strcmp(row->leads[i], c->name) == 0) {
            return true;
        }
    }
    return row->directed_by[contact];
}

/* ---- who is left out ---- */

struct left_out {
    const char *name;
    size_t count;
};

static void count_name(struct left_out *all, size_t *count, const char *name) {
    for (size_t i = 0; i < *count; i++) {
        if (letter_same_words(all[i].name, name)) {
            all[i].count++;
            return;
        }
    }
    all[(*count)++] = (struct left_out){name, 1};
}

static bool has_address(const struct contacts *contacts, const char *unit) {
    for (size_t i = 0; i < contacts->count; i++) {
        if (contacts->all[i].audience == AUDIENCE_UNIT &&
            strcmp(contacts->all[i].name, unit) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_leader(struct arena *a, const struct contacts *contacts, const char *name) {
    for (size_t i = 0; i < contacts->count; i++) {
        if (contacts->all[i].audience == AUDIENCE_LEADER &&
            is_name_of(a, &contacts->all[i], name)) {
            return true;
        }
    }
    return false;
}

void digest_check(struct arena *a, const struct digest *digest, const struct digest_input *in,
                  struct diag *diag) {
    struct left_out *units = arena_alloc(a, (digest->count * DIGEST_NAMES + 1) * sizeof *units);
    struct left_out *people = arena_alloc(a, (digest->count * DIGEST_NAMES + 1) * sizeof *people);
    size_t unit_count = 0, people_count = 0;
    for (size_t i = 0; i < digest->count; i++) {
        const struct digest_row *row = &digest->rows[i];
        struct person_name names[DIGEST_NAMES];
        size_t found = row->detail ? 0 : people_find(row->leader_text, names, DIGEST_NAMES);
        for (size_t n = 0; n < row->lead_count && !row->detail; n++) {
            if (!has_address(in->contacts, row->leads[n])) {
                count_name(units, &unit_count, row->leads[n]);
            }
        }
        for (size_t n = 0; n < found; n++) {
            const char *name = arena_strndup(a, names[n].start, names[n].len);
            if (!is_leader(a, in->contacts, name)) {
                count_name(people, &people_count, name);
            }
        }
    }
    struct place at = {.file = ini_path(in->job->ward)};
    for (size_t i = 0; i < unit_count; i++) {
        DIAG(diag, W820, &at, units[i].name, arena_printf(a, "%zu", units[i].count));
    }
    for (size_t i = 0; i < people_count; i++) {
        DIAG(diag, W821, &at, people[i].name, arena_printf(a, "%zu", people[i].count));
    }
}
