/* What the program says about itself. */
#ifndef BAOCAO_APP_HELP_H
#define BAOCAO_APP_HELP_H

#include <stdbool.h>

#include "base/diag.h"

struct text;

const char *help_text(enum language language);

/* What a finding means, an example, how to put it right. */
void explain_code(enum code code, enum language language, struct text *out);

/* Every code, as the page docs/findings.md. */
void explain_all(struct text *out);

#endif
