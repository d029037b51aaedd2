/* One job file: its own keys, and the order in which its parts are read. */
#include "model/job.h"

#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/fs.h"
#include "model/job_reader.h"
#include "model/report_job.h"
#include "source/ini_file.h"

#define MAX_NAME 100

struct job_keys {
    const char *name, *document;
    const char *template, *data;
    int delimiter, encoding;
};
struct plan_keys {
    const char *year, *period;
};

static const struct ini_field job_fields[] = {
    FIELD(job_keys, name, INI_TEXT, false, NULL),
    FIELD(job_keys, document, INI_TEXT, false, NULL),
    FIELD(job_keys, template, INI_TEXT, false, NULL),
    FIELD(job_keys, data, INI_TEXT, false, NULL),
    FIELD(job_keys, delimiter, INI_CHOICE, false, DELIMITER_CHOICES),
    FIELD(job_keys, encoding, INI_CHOICE, false, ENCODING_CHOICES),
};
static const struct ini_field plan_fields[] = {
    FIELD(plan_keys, year, INI_TEXT, false, NULL),
    FIELD(plan_keys, period, INI_TEXT, false, NULL),
};

bool job_is_one(const char *path) {
    struct diag_options quiet = {.max_per_code = 1};
    struct diag *unheard = diag_new(&quiet);
    struct arena *scratch = arena_new();
    struct ini_file *ini = ini_load(scratch, path, unheard);
    /* A file that cannot be read may be a job: loading it again reports why. */
    bool is_one = ini == NULL || ini_has_section(ini, "job");
    arena_free(scratch);
    diag_free(unheard);
    return is_one;
}

const char *job_path(struct job_reader *r, const struct ini_file *ini, const char *section,
                     const char *key, const char *name, enum path_use use) {
    if (name == NULL) {
        return NULL;
    }
    const char *const roots[] = {r->folder, r->templates};
    struct place at = ini_place(ini, section, key);
    for (size_t i = 0; i < (use == PATH_TEMPLATE ? 2u : 1u); i++) {
        const char *path = fs_join(r->arena, roots[i], name);
        if (!fs_exists(path) && use != PATH_PICTURE) {
            continue;
        }
        if (fs_is_inside(path, roots[i]) && !fs_is_folder(path)) {
            return path;
        }
        r->good = false;
        if (fs_is_inside(path, roots[i])) {
            DIAG(r->diag, E102, &at, path);
        } else {
            DIAG(r->diag, E209, &at, name);
        }
        return NULL;
    }
    r->good = false;
    if (use == PATH_TEMPLATE) {
        DIAG(r->diag, E208, &at, name);
    } else {
        DIAG(r->diag, E101, &at, fs_join(r->arena, r->folder, name));
    }
    return NULL;
}

/* A name becomes a file name: no folder, nothing that a file system refuses. */
static bool name_is_safe(const char *name) {
    return *name && *name != '.' && strlen(name) <= MAX_NAME && !strpbrk(name, "/\\:*?\"<>|");
}

static bool check_known(const struct ini_file *ini, struct diag *diag) {
    struct ini_section
        sections[3 + JOB_DOCUMENT_SECTIONS + JOB_APPENDIX_SECTIONS + JOB_REPORT_SECTIONS] = {
            {"job", job_fields, COUNT(job_fields)},
            {"plan", plan_fields, COUNT(plan_fields)},
            severity_section,
        };
    memcpy(sections + 3, job_document_sections, sizeof job_document_sections);
    memcpy(sections + 3 + JOB_DOCUMENT_SECTIONS, job_appendix_sections,
           sizeof job_appendix_sections);
    memcpy(sections + 3 + JOB_DOCUMENT_SECTIONS + JOB_APPENDIX_SECTIONS, job_report_sections,
           sizeof job_report_sections);
    return ini_check_known(ini, sections, COUNT(sections), diag);
}

static void read_plan(struct job_reader *r) {
    struct job *job = r->job;
    struct plan_keys keys = {0};
    struct date year = {0};
    r->good &= ini_bind(job->ini, "plan", plan_fields, COUNT(plan_fields), &keys, r->diag);
    if (keys.year && date_parse_partial(keys.year, &year) && year.month == 0) {
        job->year = year.year;
    }
    job->period = keys.period;
    if (job->period == NULL && keys.year) {
        job->period = arena_printf(r->arena, "năm %s", keys.year);
    }
}

struct job *job_load(struct arena *a, const char *path, const char *templates, struct diag *diag) {
    struct job *job = arena_alloc(a, sizeof *job);
    struct job_keys keys = {0};
    job->file = arena_strdup(a, path);
    job->ini = ini_load(a, path, diag);
    if (job->ini == NULL) {
        return NULL;
    }
    struct job_reader r = {a, diag, job, fs_folder_of(a, path), templates, NULL, true};
    r.good = check_known(job->ini, diag);
    r.good &= ini_bind(job->ini, "job", job_fields, COUNT(job_fields), &keys, diag);
    r.document = keys.document;
    severity_table_init(&job->severity);
    r.good &= severity_load(job->ini, &job->severity, diag);
    job->name = keys.name ? keys.name : fs_base_of(a, path);
    if (!name_is_safe(job->name)) {
        struct place at = ini_place(job->ini, "job", "name");
        DIAG(diag, E206, &at, "name", job->name, "a-z 0-9 - _ .");
        r.good = false;
    }
    read_plan(&r);
    job_read_ward(&r);
    struct job_table_keys table = {keys.template, keys.data, keys.delimiter, keys.encoding};
    job_read_appendices(&r, &table);
    job_read_document(&r);
    job_read_report(&r);
    return r.good ? job : NULL;
}
