/* Severities that a template or a job sets for single codes. */
#ifndef BAOCAO_MODEL_SEVERITY_H
#define BAOCAO_MODEL_SEVERITY_H

#include <stdbool.h>

#include "base/diag.h"
#include "source/ini_file.h"

/* One entry a code: enum severity, or -1 for the message's own. */
struct severity_table {
    signed char of[CODE_COUNT];
};

/* The section as it may stand in an INI file; its keys are codes ("e301"). */
extern const struct ini_section severity_section;

void severity_table_init(struct severity_table *table);

/* Reads [severity]; reports unknown codes and severities (E202, E206). */
bool severity_load(const struct ini_file *ini, struct severity_table *table, struct diag *diag);

void severity_apply(const struct severity_table *table, struct diag *diag);

#endif
