/* Counts results by section, unit and leader, and ranks the units. */
#ifndef BAOCAO_MODEL_SCORE_H
#define BAOCAO_MODEL_SCORE_H

#include "model/figures.h"

/* Fills the parts of a unit from its counts, and its score; false when no part applies or the
 * numbers do not fit. A part's share of its weight is its points over what it could have; parts
 * without anything to count are left out, and their weight with them. Rounded once. */
bool score_unit(const struct report_form *form, struct unit_figures *unit);

/* Sets ranks (1, 2, 2, 4) by the rounded score and gives the indices of scored units, best first,
 * equals in the order of the units. `ranking` has room for all. */
size_t score_rank(struct unit_figures *units, size_t count, size_t *ranking);

#endif
