/* What an appendix must look like: its template, read from an INI file. */
#include "model/schema.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"
#include "model/target.h"
#include "source/ini_file.h"

#define SHEET_NAME_MAX 31 /* Excel */

#define FIELD(structure, member, key, type, required, choices)                                     \
    { key, type, offsetof(struct structure, member), required, choices }

static const struct ini_field appendix_fields[] = {
    FIELD(schema, label, "label", INI_TEXT, false, NULL),
    FIELD(schema, title, "title", INI_TEXT, true, NULL),
    FIELD(schema, attached, "attached", INI_TEXT, false, NULL),
    FIELD(schema, sheet, "sheet", INI_TEXT, true, NULL),
    FIELD(schema, font, "font", INI_TEXT, false, NULL),
    FIELD(schema, landscape, "orientation", INI_CHOICE, false, "portrait|landscape"),
    FIELD(schema, font_size, "font_size", INI_SIZE, false, NULL),
    FIELD(schema, decimal, "decimal", INI_CHOICE, false, "as_written|comma"),
    FIELD(schema, continued, "continued", INI_CHOICE, false, "no|join"),
    FIELD(schema, max_lines, "max_lines", INI_COUNT, false, NULL),
};

static const struct ini_field column_fields[] = {
    FIELD(schema_column, key, "key", INI_TEXT, true, NULL),
    FIELD(schema_column, heading, "heading", INI_TEXT, true, NULL),
    FIELD(schema_column, group, "group", INI_TEXT, false, NULL),
    FIELD(schema_column, number, "number", INI_TEXT, false, NULL),
    FIELD(schema_column, type, "type", INI_CHOICE, true, COLUMN_TYPE_CHOICES),
    FIELD(schema_column, role, "role", INI_CHOICE, false, COLUMN_ROLE_CHOICES),
    FIELD(schema_column, align, "align", INI_CHOICE, false, "left|center|right"),
    FIELD(schema_column, min_width, "min", INI_LENGTH, false, NULL),
    FIELD(schema_column, max_width, "max", INI_LENGTH, false, NULL),
    FIELD(schema_column, required, "required", INI_FLAG, false, NULL),
    FIELD(schema_column, merge_down, "merge_down", INI_FLAG, false, NULL),
};

static const struct ini_field level_fields[] = {
    FIELD(schema_level, ordinal, "ordinal", INI_CHOICE, true, ORDINAL_CHOICES),
    FIELD(schema_level, kind, "kind", INI_CHOICE, true, ROW_KIND_CHOICES),
    FIELD(schema_level, bold, "bold", INI_FLAG, false, NULL),
    FIELD(schema_level, italic, "italic", INI_FLAG, false, NULL),
    FIELD(schema_level, restart, "restart", INI_FLAG, false, NULL),
};

static const struct ini_field target_fields[] = {
    FIELD(schema_target, name, "name", INI_TEXT, true, NULL),
    FIELD(schema_target, kind, "kind", INI_CHOICE, false, TARGET_KIND_CHOICES),
    FIELD(schema_target, direction, "direction", INI_CHOICE, false, TARGET_DIRECTION_CHOICES),
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct loader {
    struct arena *arena;
    struct diag *diag;
    const struct ini_file *ini;
    struct schema *schema;
    bool good;
};

static void report_value(struct loader *l, const char *section, const char *key, const char *value,
                         const char *wanted) {
    struct place at = ini_place(l->ini, section, key);
    DIAG(l->diag, E206, &at, key, value, wanted);
    l->good = false;
}

/* Counts `prefix.1` ... without a hole and within the limit. */
static size_t count_sections(struct loader *l, const char *prefix, size_t limit) {
    unsigned highest = ini_highest(l->ini, prefix);
    struct place at = {.file = l->schema->file};
    char name[64];
    for (unsigned i = 1; i <= (highest ? highest : 1); i++) {
        snprintf(name, sizeof name, "%s.%u", prefix, i);
        if (!ini_has_section(l->ini, name)) {
            snprintf(name, sizeof name, "[%s.%u]", prefix, i);
            DIAG(l->diag, E201, &at, name);
            l->good = false;
            return 0;
        }
        if (i > limit) {
            char wanted[32];
            snprintf(wanted, sizeof wanted, "1-%zu", limit);
            report_value(l, name, prefix, name, wanted);
            return 0;
        }
    }
    return highest;
}

static void load_columns(struct loader *l) {
    struct schema *s = l->schema;
    char name[64];
    s->column_count = count_sections(l, "column", SCHEMA_MAX_COLUMNS);
    for (size_t i = 0; i < s->column_count; i++) {
        struct schema_column *c = &s->columns[i];
        snprintf(name, sizeof name, "column.%zu", i + 1);
        l->good &= ini_bind(l->ini, name, column_fields, COUNT(column_fields), c, l->diag);
        if (c->max_width && c->min_width > c->max_width) {
            report_value(l, name, "min", ini_text(l->ini, name, "min"), "min <= max");
        }
        for (size_t j = 0; c->key && j < i; j++) {
            if (s->columns[j].key && strcmp(s->columns[j].key, c->key) == 0) {
                char wanted[64];
                snprintf(wanted, sizeof wanted, "!= [column.%zu] key", j + 1);
                report_value(l, name, "key", c->key, wanted);
            }
        }
    }
}

static void load_levels(struct loader *l) {
    struct schema *s = l->schema;
    char name[64];
    s->level_count = count_sections(l, "level", SCHEMA_MAX_LEVELS);
    for (size_t i = 0; i < s->level_count; i++) {
        snprintf(name, sizeof name, "level.%zu", i + 1);
        struct schema_level *level = &s->levels[i];
        level->restart = true;
        bool bound = ini_bind(l->ini, name, level_fields, COUNT(level_fields), level, l->diag);
        bool sub = level->kind == ROW_SUB;
        l->good &= bound;
        if (bound && sub != (level->ordinal == ORDINAL_NONE)) {
            report_value(l, name, "ordinal", ini_text(l->ini, name, "ordinal"),
                         sub ? "none (kind = sub)" : "A|I|1|a|1.1");
        }
    }
}

bool schema_check_sheet(const char *name, const struct place *at, struct diag *diag) {
    if (utf8_count(name) > SHEET_NAME_MAX || strpbrk(name, "[]:*?/\\") || *name == '\'' ||
        name[strlen(name) - 1] == '\'') {
        DIAG(diag, E216, at, name);
        return false;
    }
    return true;
}

static void check_types(struct loader *l) {
    static const int needed[] = {COLUMN_ORDINAL, COLUMN_NAME};
    for (size_t i = 0; i < COUNT(needed); i++) {
        if (schema_column_of(l->schema, (enum column_type)needed[i]) < 0) {
            struct place at = {.file = l->schema->file};
            DIAG(l->diag, E201, &at, i == 0 ? "[column] type = ordinal" : "[column] type = name");
            l->good = false;
        }
    }
}

static size_t count_header_rows(const struct schema *s) {
    bool numbers = false;
    for (size_t i = 0; i < s->column_count; i++) {
        numbers |= s->columns[i].number != NULL;
    }
    return 1 + (size_t)schema_has_groups(s) + (size_t)numbers;
}

/* Targets may be left out altogether; those that are there are numbered from 1. */
static void load_targets(struct loader *l) {
    struct schema *s = l->schema;
    char name[64];
    if (ini_highest(l->ini, "target") == 0) {
        return;
    }
    s->target_count = count_sections(l, "target", SCHEMA_MAX_TARGETS);
    s->targets = arena_alloc(l->arena, (s->target_count + 1) * sizeof *s->targets);
    for (size_t i = 0; i < s->target_count; i++) {
        snprintf(name, sizeof name, "target.%zu", i + 1);
        l->good &=
            ini_bind(l->ini, name, target_fields, COUNT(target_fields), &s->targets[i], l->diag);
    }
}

struct schema *schema_load(struct arena *a, const char *path, struct diag *diag) {
    struct ini_file *ini = ini_load(a, path, diag);
    if (ini == NULL) {
        return NULL;
    }
    const struct ini_section sections[] = {
        {"appendix", appendix_fields, COUNT(appendix_fields)},
        {"column.#", column_fields, COUNT(column_fields)},
        {"level.#", level_fields, COUNT(level_fields)},
        {"target.#", target_fields, COUNT(target_fields)},
        severity_section,
    };
    struct schema *s = arena_alloc(a, sizeof *s);
    struct loader l = {.arena = a, .diag = diag, .ini = ini, .schema = s, .good = true};
    s->file = arena_strdup(a, path);
    s->ini = ini;
    s->font_size = 12000;
    severity_table_init(&s->severity);
    l.good &= ini_check_known(ini, sections, COUNT(sections), diag);
    l.good &= ini_bind(ini, "appendix", appendix_fields, COUNT(appendix_fields), s, diag);
    load_columns(&l);
    load_levels(&l);
    load_targets(&l);
    l.good &= severity_load(ini, &s->severity, diag);
    if (s->sheet) {
        struct place at = ini_place(ini, "appendix", "sheet");
        l.good &= schema_check_sheet(s->sheet, &at, diag);
    }
    if (l.good) {
        check_types(&l);
        s->header_rows = count_header_rows(s);
    }
    return l.good ? s : NULL;
}

int schema_column_of(const struct schema *s, enum column_type type) {
    for (size_t i = 0; i < s->column_count; i++) {
        if (s->columns[i].type == (int)type) {
            return (int)i;
        }
    }
    return -1;
}

int schema_column_of_role(const struct schema *s, enum column_role role) {
    for (size_t i = 0; i < s->column_count; i++) {
        if (s->columns[i].role == (int)role) {
            return (int)i;
        }
    }
    return -1;
}

bool schema_is_value(const struct schema_column *c) {
    return c->type == COLUMN_TARGET || c->type == COLUMN_NUMBER;
}

bool schema_has_groups(const struct schema *s) {
    for (size_t i = 0; i < s->column_count; i++) {
        if (s->columns[i].group) {
            return true;
        }
    }
    return false;
}

/* True where column i continues the group of the column before it. */
static bool continues_group(const struct schema *s, size_t i) {
    const char *group = s->columns[i].group;
    return i > 0 && group && s->columns[i - 1].group && strcmp(group, s->columns[i - 1].group) == 0;
}

const char *schema_header_text(const struct schema *s, size_t row, size_t column) {
    const struct schema_column *c = &s->columns[column];
    size_t heading_rows = schema_has_groups(s) ? 2 : 1;
    if (row >= heading_rows) {
        return c->number ? c->number : "";
    }
    if (row == 1) {
        return c->group ? c->heading : "";
    }
    if (c->group) {
        return continues_group(s, column) ? "" : c->group;
    }
    return c->heading;
}

void schema_dump(const struct schema *s, struct text *out) {
    static const char *const types[] = {"ordinal", "name",   "unit",   "target",  "number",
                                        "text",    "agency", "person", "deadline"};
    static const char *const aligns[] = {"left", "center", "right"};
    static const char *const kinds[] = {"section", "item", "sub"};
    text_printf(out, "schema %s %s font %d %s continued %s\n", s->file,
                s->landscape ? "landscape" : "portrait", s->font_size,
                s->decimal ? "comma" : "as_written", s->continued ? "join" : "no");
    for (size_t i = 0; i < s->column_count; i++) {
        const struct schema_column *c = &s->columns[i];
        text_printf(out, "column %zu %s %s %s %d..%d%s%s ", i + 1, c->key, types[c->type],
                    aligns[c->align], c->min_width, c->max_width, c->required ? " required" : "",
                    c->merge_down ? " merge_down" : "");
        text_put_json(out, c->heading);
        if (c->group) {
            text_puts(out, " in ");
            text_put_json(out, c->group);
        }
        text_putc(out, '\n');
    }
    for (size_t i = 0; i < s->level_count; i++) {
        const struct schema_level *level = &s->levels[i];
        text_printf(out, "level %zu %s %s%s%s%s\n", i + 1,
                    ordinal_style_name((enum ordinal_style)level->ordinal), kinds[level->kind],
                    level->bold ? " bold" : "", level->italic ? " italic" : "",
                    level->restart ? " restart" : "");
    }
    for (size_t i = 0; i < CODE_COUNT; i++) {
        if (s->severity.of[i] >= 0) {
            text_printf(out, "severity %s %s\n", message_info_of((enum code)i)->name,
                        severity_name((enum severity)s->severity.of[i]));
        }
    }
}
