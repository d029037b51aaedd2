/* Units of measure (đơn vị tính) that are known. */
#ifndef BAOCAO_MODEL_UNIT_H
#define BAOCAO_MODEL_UNIT_H

#include <stdbool.h>

struct arena;
struct diag;
struct unit_list;

/* Reads templates/units.ini; NULL with E2xx findings when it is not usable. */
struct unit_list *unit_list_load(struct arena *a, const char *path, struct diag *diag);

/* True when the unit, or each part of "a/b/c", is in the list; case makes no difference. */
bool unit_is_known(struct unit_list *list, const char *unit);

/* The known unit that an unknown one is another spelling of, or NULL: from the list's spellings, or
 * when only marks are missing. Lives in `a`. */
const char *unit_suggestion(const struct unit_list *list, struct arena *a, const char *unit);

#endif
