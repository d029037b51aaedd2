/* The tables of a job that become appendices: the one that [job] names, or [appendix.1] and on. */
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "model/job_reader.h"
#include "model/schema.h"

#define MAX_APPENDICES 99

/* What an appendix has under either way to name it. */
struct appendix_keys {
    const char *template, *data;
    int delimiter, encoding, show;
    const char *label, *title, *attached, *sheet, *signed_at;
    const char *earlier, *assigned, *assigned_template;
};

static const struct ini_field heading_fields[] = {
    FIELD(appendix_keys, label, INI_TEXT, false, NULL),
    FIELD(appendix_keys, title, INI_TEXT, false, NULL),
    FIELD(appendix_keys, attached, INI_TEXT, false, NULL),
    FIELD(appendix_keys, sheet, INI_TEXT, false, NULL),
    FIELD(appendix_keys, signed_at, INI_TEXT, false, NULL),
};
static const struct ini_field numbered_fields[] = {
    FIELD(appendix_keys, template, INI_TEXT, true, NULL),
    FIELD(appendix_keys, data, INI_TEXT, true, NULL),
    FIELD(appendix_keys, show, INI_CHOICE, false, SHOW_CHOICES),
    FIELD(appendix_keys, delimiter, INI_CHOICE, false, DELIMITER_CHOICES),
    FIELD(appendix_keys, encoding, INI_CHOICE, false, ENCODING_CHOICES),
    FIELD(appendix_keys, label, INI_TEXT, false, NULL),
    FIELD(appendix_keys, title, INI_TEXT, false, NULL),
    FIELD(appendix_keys, attached, INI_TEXT, false, NULL),
    FIELD(appendix_keys, sheet, INI_TEXT, false, NULL),
    FIELD(appendix_keys, signed_at, INI_TEXT, false, NULL),
};
static const struct ini_field compare_fields[] = {
    FIELD(appendix_keys, earlier, INI_TEXT, false, NULL),
    FIELD(appendix_keys, assigned, INI_TEXT, false, NULL),
    FIELD(appendix_keys, assigned_template, INI_TEXT, false, NULL),
};
static const struct ini_field claim_fields[] = {{"*", INI_TEXT, 0, false, NULL}};

/* The claims are read one by one, when there is a table to hold them against. */
const struct ini_section job_appendix_sections[JOB_APPENDIX_SECTIONS] = {
    {"appendix", heading_fields, COUNT(heading_fields)},
    {"appendix.#", numbered_fields, COUNT(numbered_fields)},
    {"compare", compare_fields, COUNT(compare_fields)},
    {"compare.#", compare_fields, COUNT(compare_fields)},
    {"claim", claim_fields, COUNT(claim_fields)},
    {"claim.#", claim_fields, COUNT(claim_fields)},
};

static void read_signed_at(struct job_reader *r, struct job_appendix *out, const char *text) {
    if (text && !date_time_parse(text, &out->signed_at)) {
        struct place at = ini_place(r->job->ini, out->heading_section, "signed_at");
        at.expected = "2026-01-31 09:30:00";
        DIAG(r->diag, E206, &at, "signed_at", text, at.expected);
        r->good = false;
    }
}

/* Fills what `keys` say; the sections of `out` are set already. */
static void take_keys(struct job_reader *r, struct job_appendix *out,
                      const struct appendix_keys *keys) {
    static const char delimiters[] = {0, ',', ';', '\t'}; /* as DELIMITER_CHOICES */
    const struct ini_file *ini = r->job->ini;
    out->reading.delimiter = delimiters[keys->delimiter];
    out->reading.encoding = (enum encoding)keys->encoding;
    out->show = keys->show;
    if (out->show != SHOW_TABLE && !ini_has_section(ini, "report")) {
        struct place at = ini_place(ini, out->data_section, "show");
        DIAG(r->diag, E201, &at, "[report]");
        r->good = false;
    }
    out->label = keys->label;
    out->title = keys->title;
    out->attached = keys->attached;
    out->sheet = keys->sheet;
    if (out->sheet) {
        struct place at = ini_place(ini, out->heading_section, "sheet");
        r->good &= schema_check_sheet(out->sheet, &at, r->diag);
    }
    read_signed_at(r, out, keys->signed_at);
    out->data = job_path(r, ini, out->data_section, "data", keys->data, PATH_INPUT);
    out->template = job_path(r, ini, out->data_section, "template", keys->template, PATH_TEMPLATE);
    const char *section = out->compare_section;
    out->earlier = job_path(r, ini, section, "earlier", keys->earlier, PATH_INPUT);
    out->assigned = job_path(r, ini, section, "assigned", keys->assigned, PATH_INPUT);
    out->assigned_template =
        job_path(r, ini, section, "assigned_template", keys->assigned_template, PATH_TEMPLATE);
}

static void bind(struct job_reader *r, const char *section, const struct ini_field *fields,
                 size_t count, struct appendix_keys *keys) {
    r->good &= ini_bind(r->job->ini, section, fields, count, keys, r->diag);
}

static void require(struct job_reader *r, const char *key, const char *value) {
    if (value == NULL) {
        struct place at = ini_place(r->job->ini, "job", key);
        DIAG(r->diag, E201, &at, arena_printf(r->arena, "[job] %s", key));
        r->good = false;
    }
}

static void read_only(struct job_reader *r, const struct job_table_keys *of_job) {
    struct appendix_keys keys = {.template = of_job->template,
                                 .data = of_job->data,
                                 .delimiter = of_job->delimiter,
                                 .encoding = of_job->encoding};
    require(r, "template", keys.template);
    require(r, "data", keys.data);
    bind(r, "appendix", heading_fields, COUNT(heading_fields), &keys);
    bind(r, "compare", compare_fields, COUNT(compare_fields), &keys);
    r->job->appendices = arena_alloc(r->arena, sizeof *r->job->appendices);
    r->job->appendix_count = 1;
    *r->job->appendices = (struct job_appendix){.data_section = "job",
                                                .heading_section = "appendix",
                                                .compare_section = "compare",
                                                .claim_section = "claim"};
    take_keys(r, r->job->appendices, &keys);
}

static const char *numbered(struct job_reader *r, const char *name, unsigned n) {
    return arena_printf(r->arena, "%s.%u", name, n);
}

static void read_numbered(struct job_reader *r, unsigned n, struct job_appendix *out) {
    struct appendix_keys keys = {0};
    out->data_section = out->heading_section = numbered(r, "appendix", n);
    out->compare_section = numbered(r, "compare", n);
    out->claim_section = numbered(r, "claim", n);
    bind(r, out->data_section, numbered_fields, COUNT(numbered_fields), &keys);
    bind(r, out->compare_section, compare_fields, COUNT(compare_fields), &keys);
    take_keys(r, out, &keys);
}

/* Keys of a job with one table, where the job is made of several parts. */
static void refuse_keys_of_one(struct job_reader *r) {
    static const char *const places[][2] = {
        {"job", "template"}, {"job", "data"},   {"job", "delimiter"}, {"job", "encoding"},
        {"appendix", NULL},  {"compare", NULL}, {"claim", NULL}};
    for (size_t i = 0; i < COUNT(places); i++) {
        const char *section = places[i][0], *key = places[i][1];
        bool there = key ? ini_text(r->job->ini, section, key) != NULL
                         : ini_has_section(r->job->ini, section);
        if (there) {
            struct place at = ini_place(r->job->ini, section, key ? key : "");
            DIAG(r->diag, E570, &at, key ? key : arena_printf(r->arena, "[%s]", section),
                 r->document ? "document" : "[appendix.1]");
            r->good = false;
        }
    }
}

/* [compare.3] and [claim.3] belong to [appendix.3]. */
static void refuse_strays(struct job_reader *r, const char *name, unsigned highest) {
    for (unsigned n = 1; n <= ini_highest(r->job->ini, name); n++) {
        const char *section = numbered(r, name, n);
        if (n > highest && ini_has_section(r->job->ini, section)) {
            struct place at = ini_place(r->job->ini, section, "");
            DIAG(r->diag, E575, &at, section, numbered(r, "appendix", n));
            r->good = false;
        }
    }
}

void job_read_appendices(struct job_reader *r, const struct job_table_keys *of_job) {
    const struct ini_file *ini = r->job->ini;
    unsigned highest = ini_highest(ini, "appendix");
    refuse_strays(r, "compare", highest);
    refuse_strays(r, "claim", highest);
    if (highest == 0 && r->document == NULL) {
        read_only(r, of_job);
        return;
    }
    refuse_keys_of_one(r);
    if (highest > MAX_APPENDICES) {
        struct place at = ini_place(ini, numbered(r, "appendix", highest), "");
        DIAG(r->diag, E206, &at, "appendix", numbered(r, "appendix", highest), "1-99");
        r->good = false;
        return;
    }
    r->job->appendices = arena_alloc(r->arena, (highest + 1) * sizeof *r->job->appendices);
    for (unsigned n = 1; n <= highest; n++) {
        if (ini_has_section(ini, numbered(r, "appendix", n))) {
            read_numbered(r, n, &r->job->appendices[r->job->appendix_count++]);
        } else {
            struct place at = {.file = r->job->file};
            DIAG(r->diag, E201, &at, arena_printf(r->arena, "[appendix.%u]", n));
            r->good = false;
        }
    }
}
