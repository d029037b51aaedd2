/* What the progress table of a report looks like: the visible half of templates/report/NAME.ini. */
#include "model/report_columns.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "model/job.h"
#include "model/report_form.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define FIELD(structure, member, key, type, required, choices)                                     \
    { key, type, offsetof(struct structure, member), required, choices }

/* One column, before it goes into the layout. */
struct column_keys {
    struct schema_column look;
    int content;
};

static const struct ini_field appendix_fields[] = {
    FIELD(report_columns, label, "label", INI_TEXT, false, NULL),
    FIELD(report_columns, title, "title", INI_TEXT, true, NULL),
    FIELD(report_columns, attached, "attached", INI_TEXT, false, NULL),
    FIELD(report_columns, sheet, "sheet", INI_TEXT, true, NULL),
    FIELD(report_columns, paper, "paper", INI_CHOICE, false, PAPER_CHOICES),
    FIELD(report_columns, landscape, "orientation", INI_CHOICE, false, ORIENTATION_CHOICES),
    FIELD(report_columns, font_size, "font_size", INI_SIZE, false, NULL),
    FIELD(report_columns, charts, "charts", INI_FLAG, false, NULL),
};
static const struct ini_field column_fields[] = {
    FIELD(column_keys, content, "figure", INI_CHOICE, true, REPORT_CONTENT_CHOICES),
    FIELD(column_keys, look.heading, "heading", INI_TEXT, true, NULL),
    FIELD(column_keys, look.group, "group", INI_TEXT, false, NULL),
    FIELD(column_keys, look.number, "number", INI_TEXT, false, NULL),
    FIELD(column_keys, look.align, "align", INI_CHOICE, false, "left|center|right"),
    FIELD(column_keys, look.min_width, "min", INI_LENGTH, false, NULL),
    FIELD(column_keys, look.max_width, "max", INI_LENGTH, false, NULL),
};

const struct ini_section report_columns_sections[REPORT_COLUMNS_SECTIONS] = {
    {"appendix", appendix_fields, COUNT(appendix_fields)},
    {"column.#", column_fields, COUNT(column_fields)},
};

static bool load_column(const struct ini_file *ini, struct report_columns *out, size_t i,
                        struct diag *diag) {
    char section[32];
    struct column_keys keys = {0};
    snprintf(section, sizeof section, "column.%zu", i + 1);
    if (!ini_has_section(ini, section)) {
        char name[40];
        struct place at = {.file = ini_path(ini)};
        snprintf(name, sizeof name, "[%s]", section);
        DIAG(diag, E201, &at, name);
        return false;
    }
    bool good = ini_bind(ini, section, column_fields, COUNT(column_fields), &keys, diag);
    if (keys.look.max_width && keys.look.min_width > keys.look.max_width) {
        struct place at = ini_place(ini, section, "min");
        DIAG(diag, E206, &at, "min", ini_text(ini, section, "min"), "min <= max");
        good = false;
    }
    out->layout.columns[i] = keys.look;
    out->contents[i] = keys.content;
    return good;
}

/* One row of headings, one for groups, one for numbers. */
static size_t header_rows(const struct schema *s) {
    bool numbers = false;
    for (size_t i = 0; i < s->column_count; i++) {
        numbers |= s->columns[i].number != NULL;
    }
    return 1 + (size_t)schema_has_groups(s) + (size_t)numbers;
}

/* Whose name it is must stand in the table. */
static bool has_name(const struct report_columns *c, const struct ini_file *ini,
                     struct diag *diag) {
    for (size_t i = 0; i < c->layout.column_count; i++) {
        if (c->contents[i] == CONTENT_NAME) {
            return true;
        }
    }
    struct place at = {.file = ini_path(ini)};
    DIAG(diag, E201, &at, "[column] figure = name");
    return false;
}

struct report_columns *report_columns_load(struct arena *a, const struct report_form *form,
                                           struct diag *diag) {
    const struct ini_file *ini = form->ini;
    struct report_columns *c = arena_alloc(a, sizeof *c);
    unsigned highest = ini_highest(ini, "column");
    c->font_size = 12000;
    bool good = ini_bind(ini, "appendix", appendix_fields, COUNT(appendix_fields), c, diag);
    if (highest > SCHEMA_MAX_COLUMNS) {
        char section[32], wanted[32];
        snprintf(section, sizeof section, "column.%u", highest);
        snprintf(wanted, sizeof wanted, "1-%d", SCHEMA_MAX_COLUMNS);
        struct place at = ini_place(ini, section, "");
        DIAG(diag, E206, &at, "column", section, wanted);
        return NULL;
    }
    c->layout.column_count = highest;
    for (size_t i = 0; i < highest; i++) {
        good &= load_column(ini, c, i, diag);
    }
    c->layout.header_rows = header_rows(&c->layout);
    good &= has_name(c, ini, diag);
    if (c->sheet) {
        struct place at = ini_place(ini, "appendix", "sheet");
        good &= schema_check_sheet(c->sheet, &at, diag);
    }
    return good ? c : NULL;
}

static void give(const char **word, const char *from_template) {
    *word = *word ? *word : from_template;
}

void report_columns_name(const struct report_columns *columns, struct job *job) {
    for (size_t i = 0; i < job->appendix_count; i++) {
        struct job_appendix *own = &job->appendices[i];
        if (own->show == SHOW_PROGRESS) {
            give(&own->label, columns->label);
            give(&own->title, columns->title);
            give(&own->attached, columns->attached);
            give(&own->sheet, columns->sheet);
        } else if (own->show == SHOW_TASKS) {
            give(&own->label, "Phụ lục");
            give(&own->title, "Theo dõi thực hiện nhiệm vụ tính đến ngày {{report.as_of}}");
            give(&own->attached, "(Kèm theo {{document.kind}} số {{document.number}} ngày "
                                 "{{document.date}} của {{ward.agency}})");
            give(&own->sheet, "Nhiệm vụ");
        }
    }
}
