/* One job: which table goes through which template, with the words that belong to this document. */
#include "model/job.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/text.h"
#include "model/agency.h"
#include "model/schema.h"
#include "source/ini_file.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define MAX_NAME     100

enum { DELIMITER_AUTO, DELIMITER_COMMA, DELIMITER_SEMICOLON, DELIMITER_TAB };

/* What the INI tables bind, before paths are resolved. */
struct job_keys {
    const char *name, *template, *data;
    int delimiter, encoding;
    const char *label, *title, *attached, *sheet;
    const char *kind, *number, *date, *year;
    const char *body, *appendices;
    const char *earlier, *assigned, *assigned_template;
};

struct ward_keys {
    const char *name, *agency, *city;
};

struct unit_keys {
    const char *name, *aliases;
};

#define FIELD(structure, member, type, required, choices)                                          \
    { #member, type, offsetof(struct structure, member), required, choices }

static const struct ini_field job_fields[] = {
    FIELD(job_keys, name, INI_TEXT, false, NULL),
    FIELD(job_keys, template, INI_TEXT, true, NULL),
    FIELD(job_keys, data, INI_TEXT, true, NULL),
    FIELD(job_keys, delimiter, INI_CHOICE, false, "auto|comma|semicolon|tab"),
    FIELD(job_keys, encoding, INI_CHOICE, false,
          "auto|utf-8|utf-16|utf-16le|utf-16be|windows-1258|tcvn3|vni"), /* as enum encoding */
};
static const struct ini_field appendix_fields[] = {
    FIELD(job_keys, label, INI_TEXT, false, NULL),
    FIELD(job_keys, title, INI_TEXT, false, NULL),
    FIELD(job_keys, attached, INI_TEXT, false, NULL),
    FIELD(job_keys, sheet, INI_TEXT, false, NULL),
};
static const struct ini_field document_fields[] = {
    FIELD(job_keys, kind, INI_TEXT, false, NULL),
    FIELD(job_keys, number, INI_TEXT, false, NULL),
    FIELD(job_keys, date, INI_TEXT, false, NULL),
    FIELD(job_keys, body, INI_TEXT, false, NULL),
    FIELD(job_keys, appendices, INI_TEXT, false, NULL),
};
static const struct ini_field plan_fields[] = {FIELD(job_keys, year, INI_TEXT, false, NULL)};
static const struct ini_field compare_fields[] = {
    FIELD(job_keys, earlier, INI_TEXT, false, NULL),
    FIELD(job_keys, assigned, INI_TEXT, false, NULL),
    FIELD(job_keys, assigned_template, INI_TEXT, false, NULL),
};
static const struct ini_field claim_fields[] = {{"*", INI_TEXT, 0, false, NULL}};
static const struct ini_field ward_fields[] = {
    FIELD(ward_keys, name, INI_TEXT, true, NULL),
    FIELD(ward_keys, agency, INI_TEXT, true, NULL),
    FIELD(ward_keys, city, INI_TEXT, false, NULL),
};

static const struct ini_field unit_fields[] = {
    FIELD(unit_keys, name, INI_TEXT, true, NULL),
    FIELD(unit_keys, aliases, INI_TEXT, false, NULL),
};

static const struct ini_section ward_sections[] = {{"ward", ward_fields, COUNT(ward_fields)},
                                                   {"unit.#", unit_fields, COUNT(unit_fields)}};

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

/* A name becomes a file name: no folder, nothing that a file system refuses. */
static bool name_is_safe(const char *name) {
    return *name && *name != '.' && strlen(name) <= MAX_NAME && !strpbrk(name, "/\\:*?\"<>|");
}

/* Folders in which the files of a job may lie. */
struct roots {
    struct arena *arena;
    const struct ini_file *ini;
    const char *folder, *templates;
    struct diag *diag;
    bool good;
};

/* The path of a file that the job names: in its own folder, a template also in the templates'.
 * NULL for a key that is not set, and with a finding (E101 or E208, E102, E209). */
static const char *resolve(struct roots *r, const char *section, const char *key, const char *name,
                           bool is_template) {
    if (name == NULL) {
        return NULL;
    }
    const char *const roots[] = {r->folder, r->templates};
    struct place at = ini_place(r->ini, section, key);
    for (size_t i = 0; i < (is_template ? 2u : 1u); i++) {
        const char *path = fs_join(r->arena, roots[i], name);
        if (!fs_exists(path)) {
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
    if (is_template) {
        DIAG(r->diag, E208, &at, name);
    } else {
        DIAG(r->diag, E101, &at, fs_join(r->arena, r->folder, name));
    }
    return NULL;
}

static bool resolve_paths(struct roots *r, struct job *job, const struct job_keys *keys) {
    struct job_appendix *only = job->appendices;
    only->data = resolve(r, "job", "data", keys->data, false);
    only->template = resolve(r, "job", "template", keys->template, true);
    job->body = resolve(r, "document", "body", keys->body, false);
    only->earlier = resolve(r, "compare", "earlier", keys->earlier, false);
    only->assigned = resolve(r, "compare", "assigned", keys->assigned, false);
    only->assigned_template =
        resolve(r, "compare", "assigned_template", keys->assigned_template, true);
    return r->good && keys->data && keys->template;
}

/* The ward's units, [unit.1] and on; a number may be left out. */
static bool load_units(struct arena *a, struct job *job, struct diag *diag) {
    bool good = true;
    unsigned highest = ini_highest(job->ward, "unit");
    job->agencies = agency_list_new(a, ini_text(job->ward, "ward", "name"));
    for (unsigned i = 1; i <= highest; i++) {
        struct unit_keys keys = {0};
        char section[32];
        snprintf(section, sizeof section, "unit.%u", i);
        if (!ini_has_section(job->ward, section)) {
            continue;
        }
        good &= ini_bind(job->ward, section, unit_fields, COUNT(unit_fields), &keys, diag);
        if (keys.name) {
            agency_list_add(job->agencies, keys.name, keys.aliases);
        }
    }
    return good;
}

static bool load_ward(struct arena *a, struct job *job, const char *folder, struct diag *diag) {
    struct ward_keys keys = {0};
    const char *path = fs_join(a, folder, "ward.ini");
    if (!fs_exists(path)) {
        struct place at = {.file = job->file};
        DIAG(diag, E101, &at, path);
        return false;
    }
    job->ward = ini_load(a, path, diag);
    if (job->ward == NULL) {
        return false;
    }
    bool good = ini_check_known(job->ward, ward_sections, COUNT(ward_sections), diag);
    good &= ini_bind(job->ward, "ward", ward_fields, COUNT(ward_fields), &keys, diag);
    good &= load_units(a, job, diag);
    job->agency = keys.agency;
    return good;
}

static bool check_date(const struct job *job, const char *date, struct diag *diag) {
    struct date parsed;
    if (date == NULL || date_parse_partial(date, &parsed)) {
        return true;
    }
    struct place at = ini_place(job->ini, "document", "date");
    at.expected = "2026-01-31; 2026-01; 2026";
    DIAG(diag, E206, &at, "date", date, at.expected);
    return false;
}

struct job *job_load(struct arena *a, const char *path, const char *templates, struct diag *diag) {
    static const char delimiters[] = {0, ',', ';', '\t'};
    struct job *job = arena_alloc(a, sizeof *job);
    struct job_keys keys = {0};
    job->appendices = arena_alloc(a, sizeof *job->appendices);
    *job->appendices = (struct job_appendix){.data_section = "job",
                                             .heading_section = "appendix",
                                             .compare_section = "compare",
                                             .claim_section = "claim"};
    job->appendix_count = 1;
    job->file = arena_strdup(a, path);
    job->ini = ini_load(a, path, diag);
    if (job->ini == NULL) {
        return NULL;
    }
    const char *folder = fs_folder_of(a, path);
    const struct ini_section sections[] = {
        {"job", job_fields, COUNT(job_fields)},
        {"appendix", appendix_fields, COUNT(appendix_fields)},
        {"document", document_fields, COUNT(document_fields)},
        {"plan", plan_fields, COUNT(plan_fields)},
        {"compare", compare_fields, COUNT(compare_fields)},
        /* These are not bound here. */
        {"claim", claim_fields, COUNT(claim_fields)},
        severity_section,
    };
    bool good = ini_check_known(job->ini, sections, COUNT(sections), diag);
    for (size_t i = 0; i + 2 < COUNT(sections); i++) {
        good &= ini_bind(job->ini, sections[i].pattern, sections[i].fields, sections[i].field_count,
                         &keys, diag);
    }
    severity_table_init(&job->severity);
    good &= severity_load(job->ini, &job->severity, diag);
    job->name = keys.name ? keys.name : fs_base_of(a, path);
    if (!name_is_safe(job->name)) {
        struct place at = ini_place(job->ini, "job", "name");
        DIAG(diag, E206, &at, "name", job->name, "a-z 0-9 - _ .");
        good = false;
    }
    job->appendices->reading.delimiter = delimiters[keys.delimiter];
    job->appendices->reading.encoding = (enum encoding)keys.encoding;
    job->appendices->label = keys.label;
    job->appendices->title = keys.title;
    job->appendices->attached = keys.attached;
    job->attachments = keys.appendices;
    job->appendices->sheet = keys.sheet;
    if (job->appendices->sheet) {
        struct place at = ini_place(job->ini, "appendix", "sheet");
        good &= schema_check_sheet(job->appendices->sheet, &at, diag);
    }
    struct date year = {0};
    if (keys.year && date_parse_partial(keys.year, &year) && year.month == 0) {
        job->year = year.year;
    }
    good &= check_date(job, keys.date, diag);
    good &= load_ward(a, job, folder, diag);
    struct roots roots = {a, job->ini, folder, templates, diag, true};
    good &= resolve_paths(&roots, job, &keys);
    return good ? job : NULL;
}

/* The value of "section.key", or NULL. */
static const char *value_of(struct arena *a, const struct job *job, const char *name) {
    const char *dot = strchr(name, '.');
    if (dot == NULL) {
        return NULL;
    }
    const char *section = arena_strndup(a, name, (size_t)(dot - name));
    const char *value = ini_text(job->ini, section, dot + 1);
    if (strcmp(name, "document.date") == 0) {
        struct date date = {0};
        if (value) {
            date_parse_partial(value, &date);
        }
        return date_official(a, &date);
    }
    return value ? value : ini_text(job->ward, section, dot + 1);
}

const char *job_expand(struct arena *a, const struct job *job, const char *text,
                       const struct place *from, struct diag *diag) {
    struct text out;
    text_init(&out);
    text_puts(&out, "");
    bool good = true;
    for (const char *s = text; *s;) {
        const char *open = strstr(s, "{{");
        const char *close = open ? strstr(open, "}}") : NULL;
        if (close == NULL) {
            text_puts(&out, s);
            break;
        }
        text_put(&out, s, (size_t)(open - s));
        const char *name = arena_strndup(a, open + 2, (size_t)(close - open - 2));
        const char *value = value_of(a, job, name);
        if (value == NULL) {
            DIAG(diag, E214, from, name);
            good = false;
        } else {
            text_puts(&out, value);
        }
        s = close + 2;
    }
    const char *result = good ? arena_strdup(a, out.data) : NULL;
    text_release(&out);
    return result;
}
