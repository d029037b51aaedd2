/* What a job says of a periodic report: the period, and who sent which file. */
#include "model/report_job.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "model/job_reader.h"

#define DEFAULT_TEMPLATE "report/tien-do.ini"
#define DEFAULT_DEADLINE 2 /* working days, as in QĐ 01/2023/QĐ-UBND Khánh Hòa */
#define MOST_SOURCES     999

struct report_keys {
    const char *period, *from, *to, *deadline, *template, *holidays;
    int kind, window;
    uint32_t deadline_days;
};
struct source_keys {
    const char *unit, *data, *period, *received;
    int shape, delimiter, encoding;
};

static const struct ini_field report_fields[] = {
    FIELD(report_keys, kind, INI_CHOICE, false,
          "auto|month|quarter|half|nine_months|year|on_request"),
    FIELD(report_keys, period, INI_TEXT, false, NULL),
    FIELD(report_keys, window, INI_CHOICE, false, PERIOD_WINDOW_CHOICES),
    FIELD(report_keys, from, INI_TEXT, false, NULL),
    FIELD(report_keys, to, INI_TEXT, false, NULL),
    FIELD(report_keys, deadline_days, INI_COUNT, false, NULL),
    FIELD(report_keys, deadline, INI_TEXT, false, NULL),
    FIELD(report_keys, template, INI_TEXT, false, NULL),
    FIELD(report_keys, holidays, INI_TEXT, false, NULL),
};
static const struct ini_field progress_fields[] = {
    FIELD(source_keys, unit, INI_TEXT, true, NULL),
    FIELD(source_keys, data, INI_TEXT, true, NULL),
    FIELD(source_keys, period, INI_TEXT, false, NULL),
    FIELD(source_keys, shape, INI_CHOICE, false, SHAPE_CHOICES),
    FIELD(source_keys, received, INI_TEXT, false, NULL),
    FIELD(source_keys, delimiter, INI_CHOICE, false, DELIMITER_CHOICES),
    FIELD(source_keys, encoding, INI_CHOICE, false, ENCODING_CHOICES),
};
static const struct ini_field earlier_fields[] = {
    FIELD(source_keys, unit, INI_TEXT, false, NULL),
    FIELD(source_keys, data, INI_TEXT, true, NULL),
    FIELD(source_keys, period, INI_TEXT, true, NULL),
    FIELD(source_keys, shape, INI_CHOICE, false, SHAPE_CHOICES),
    FIELD(source_keys, received, INI_TEXT, false, NULL),
    FIELD(source_keys, delimiter, INI_CHOICE, false, DELIMITER_CHOICES),
    FIELD(source_keys, encoding, INI_CHOICE, false, ENCODING_CHOICES),
};
static const struct ini_field task_fields[] = {
    FIELD(source_keys, unit, INI_TEXT, false, NULL),
    FIELD(source_keys, data, INI_TEXT, true, NULL),
    FIELD(source_keys, received, INI_TEXT, false, NULL),
    FIELD(source_keys, delimiter, INI_CHOICE, false, DELIMITER_CHOICES),
    FIELD(source_keys, encoding, INI_CHOICE, false, ENCODING_CHOICES),
};

const struct ini_section job_report_sections[JOB_REPORT_SECTIONS] = {
    {"report", report_fields, COUNT(report_fields)},
    {"progress.#", progress_fields, COUNT(progress_fields)},
    {"earlier.#", earlier_fields, COUNT(earlier_fields)},
    {"last_year.#", earlier_fields, COUNT(earlier_fields)},
    {"tasks.#", task_fields, COUNT(task_fields)},
};

/* By use: the sections' names and their keys. */
static const struct {
    const char *name;
    const struct ini_field *fields;
    size_t count;
} uses[SOURCE_USES] = {{"progress", progress_fields, COUNT(progress_fields)},
                       {"earlier", earlier_fields, COUNT(earlier_fields)},
                       {"last_year", earlier_fields, COUNT(earlier_fields)},
                       {"tasks", task_fields, COUNT(task_fields)}};

static bool read_day(struct job_reader *r, const char *section, const char *key, const char *text,
                     struct date *out) {
    if (text == NULL || date_parse(text, out)) {
        return text != NULL;
    }
    struct place at = ini_place(r->job->ini, section, key);
    at.expected = "2026-09-14";
    DIAG(r->diag, E206, &at, key, text, at.expected);
    r->good = false;
    return false;
}

static bool read_period(struct job_reader *r, const char *section, const char *text,
                        struct period *out) {
    if (period_parse(text, 0, out)) {
        return true;
    }
    struct place at = ini_place(r->job->ini, section, "period");
    at.expected = "2026-09, 2026-Q3, 2026-H1, 2026-9M, 2026";
    DIAG(r->diag, E950, &at, text);
    r->good = false;
    return false;
}

/* ---- [report] ---- */

static void refuse_period(struct job_reader *r, const char *key) {
    struct place at = ini_place(r->job->ini, "report", key);
    DIAG(r->diag, E955, &at);
    r->good = false;
}

/* From a day to a day, of no kind that has a name. */
static void read_on_request(struct job_reader *r, struct period *p, bool bounded) {
    if (!bounded) {
        refuse_period(r, "kind");
        return;
    }
    p->kind = PERIOD_ON_REQUEST;
    p->year = p->to.year;
}

static void read_report_period(struct job_reader *r, const struct report_keys *keys,
                               struct report_job *report) {
    struct period *p = &report->period;
    struct date from = {0}, to = {0};
    bool starts = read_day(r, "report", "from", keys->from, &from);
    bool ends = read_day(r, "report", "to", keys->to, &to);
    if (keys->period && !read_period(r, "report", keys->period, p)) {
        return;
    }
    period_set_window(p, (enum period_window)keys->window);
    p->from = starts ? from : p->from;
    p->to = ends ? to : p->to;
    if (p->from.year && p->to.year && date_compare(p->from, p->to) > 0) {
        refuse_period(r, "to");
    } else if (keys->period == NULL) {
        read_on_request(r, p, starts && ends);
    }
    if (keys->kind > 0 && keys->period && p->kind != keys->kind - 1) {
        struct place at = ini_place(r->job->ini, "report", "kind");
        DIAG(r->diag, E953, &at, ini_text(r->job->ini, "report", "kind"), keys->period);
        r->good = false;
    }
    if (r->job->year && p->year && p->year != r->job->year) {
        struct place at = ini_place(r->job->ini, "report", keys->period ? "period" : "to");
        DIAG(r->diag, E952, &at, period_title(r->arena, p),
             arena_printf(r->arena, "%d", r->job->year));
        r->good = false;
    }
}

/* ---- the files ---- */

/* A file that a unit did not send is no fault of the job: what is missing is told later. */
static void find_data(struct job_reader *r, struct report_source *s, const char *name) {
    const char *path = name ? fs_join(r->arena, r->folder, name) : NULL;
    s->named = name;
    if (path && fs_exists(path)) {
        s->data = job_path(r, r->job->ini, s->section, "data", name, PATH_INPUT);
    }
}

static void read_source(struct job_reader *r, int use, struct report_source *s) {
    static const char delimiters[] = {0, ',', ';', '\t'}; /* as DELIMITER_CHOICES */
    struct source_keys keys = {0};
    s->use = use;
    r->good &= ini_bind(r->job->ini, s->section, uses[use].fields, uses[use].count, &keys, r->diag);
    s->unit = keys.unit;
    s->shape = keys.shape;
    s->reading = (struct csv_options){.delimiter = delimiters[keys.delimiter],
                                      .encoding = (enum encoding)keys.encoding};
    s->period = r->job->report->period;
    if (keys.period) {
        read_period(r, s->section, keys.period, &s->period);
    }
    read_day(r, s->section, "received", keys.received, &s->received);
    find_data(r, s, keys.data);
}

static void read_sources(struct job_reader *r) {
    struct report_job *report = r->job->report;
    unsigned highest[SOURCE_USES], all = 0;
    for (int use = 0; use < SOURCE_USES; use++) {
        highest[use] = ini_highest(r->job->ini, uses[use].name);
        highest[use] = highest[use] < MOST_SOURCES ? highest[use] : MOST_SOURCES;
        all += highest[use];
    }
    report->sources = arena_alloc(r->arena, (all + 1) * sizeof *report->sources);
    for (int use = 0; use < SOURCE_USES; use++) {
        for (unsigned n = 1; n <= highest[use]; n++) {
            struct report_source *s = &report->sources[report->source_count];
            s->section = arena_printf(r->arena, "%s.%u", uses[use].name, n);
            if (ini_has_section(r->job->ini, s->section)) {
                read_source(r, use, s);
                report->source_count++;
            }
        }
    }
}

/* One unit sends one file for a period, and one file is that of one unit. */
static void refuse_doubles(struct job_reader *r) {
    const struct report_job *report = r->job->report;
    for (size_t i = 0; i < report->source_count; i++) {
        for (size_t j = 0; j < i; j++) {
            const struct report_source *a = &report->sources[j], *b = &report->sources[i];
            bool same = a->use == b->use && period_same(&a->period, &b->period);
            bool unit = same && a->unit && b->unit && strcmp(a->unit, b->unit) == 0;
            bool file = same && a->named && b->named && strcmp(a->named, b->named) == 0;
            if (unit || file) {
                struct place at = ini_place(r->job->ini, b->section, unit ? "unit" : "data");
                DIAG(r->diag, E902, &at, unit ? b->unit : b->named, a->section);
                r->good = false;
                break;
            }
        }
    }
}

void job_read_report(struct job_reader *r) {
    if (!ini_has_section(r->job->ini, "report")) {
        for (int use = 0; use < SOURCE_USES; use++) {
            unsigned n = ini_highest(r->job->ini, uses[use].name);
            if (n > 0) {
                struct place at =
                    ini_place(r->job->ini, arena_printf(r->arena, "%s.%u", uses[use].name, n), "");
                DIAG(r->diag, E201, &at, "[report]");
                r->good = false;
            }
        }
        return;
    }
    struct report_keys keys = {.deadline_days = DEFAULT_DEADLINE};
    r->good &= ini_bind(r->job->ini, "report", report_fields, COUNT(report_fields), &keys, r->diag);
    struct report_job *report = arena_alloc(r->arena, sizeof *report);
    r->job->report = report;
    report->window = keys.window;
    report->deadline_days = keys.deadline_days;
    read_day(r, "report", "deadline", keys.deadline, &report->deadline);
    read_report_period(r, &keys, report);
    report->template = job_path(r, r->job->ini, "report", "template",
                                keys.template ? keys.template : DEFAULT_TEMPLATE, PATH_TEMPLATE);
    report->holidays = job_path(r, r->job->ini, "report", "holidays",
                                keys.holidays ? keys.holidays : "holidays.ini", PATH_TEMPLATE);
    read_sources(r);
    refuse_doubles(r);
}
