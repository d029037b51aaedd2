/* Severities that a template or a job sets for single codes. */
#include "model/severity.h"

#include <stdio.h>
#include <string.h>

static const struct ini_field any_field[] = {{"*", INI_TEXT, 0, false, NULL}};
const struct ini_section severity_section = {"severity", any_field, 1};

struct loader {
    const struct ini_file *ini;
    struct severity_table *table;
    struct diag *diag;
    bool good;
};

void severity_table_init(struct severity_table *table) {
    memset(table->of, -1, sizeof table->of);
}

static void load_key(void *context, const char *key, const char *value) {
    struct loader *l = context;
    char name[8];
    enum code code;
    struct place at = ini_place(l->ini, "severity", key);
    snprintf(name, sizeof name, "%s", key);
    if (name[0] >= 'a' && name[0] <= 'z') {
        name[0] = (char)(name[0] - 'a' + 'A'); /* iniparser knows keys in lower case only */
    }
    if (!message_find(name, &code)) {
        DIAG(l->diag, E202, &at, key, "");
        l->good = false;
        return;
    }
    for (int s = SEVERITY_NOTE; s <= SEVERITY_ERROR; s++) {
        if (strcmp(value, severity_name((enum severity)s)) == 0) {
            l->table->of[code] = (signed char)s;
            return;
        }
    }
    at.expected = "error|warning|note";
    DIAG(l->diag, E206, &at, key, value, at.expected);
    l->good = false;
}

bool severity_load(const struct ini_file *ini, struct severity_table *table, struct diag *diag) {
    struct loader l = {ini, table, diag, true};
    ini_each(ini, "severity", load_key, &l);
    return l.good;
}

void severity_apply(const struct severity_table *table, struct diag *diag) {
    for (int code = 0; code < CODE_COUNT; code++) {
        if (table->of[code] >= 0) {
            diag_set_severity(diag, (enum code)code, (enum severity)table->of[code]);
        }
    }
}
