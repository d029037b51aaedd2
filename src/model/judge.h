/* Judges a result against a plan, by the target's kind and direction. */
#ifndef BAOCAO_MODEL_JUDGE_H
#define BAOCAO_MODEL_JUDGE_H

#include <stdbool.h>

#include "model/target.h"
#include "model/value.h"

enum judgement {
    JUDGED_EXCEEDED,
    JUDGED_MET,
    JUDGED_NOT_MET,
    JUDGED_BEHIND,  /* behind schedule, while there is time left in the year */
    JUDGED_NO_DATA, /* due, and nothing usable was reported */
    JUDGED_NOT_ASSESSED,
    JUDGEMENTS
};

const char *judgement_name(enum judgement j);  /* "exceeded" */
const char *judgement_title(enum judgement j); /* "Vượt", "Đạt", "Chưa đạt", ... */

/* How a result stands to a plan; what cannot be compared is STANDS_APART. */
enum standing { STANDS_APART, STANDS_BELOW, STANDS_AT, STANDS_BEYOND };

/* `strict_range`: within the range is wanted, not its lower end. `exceed` is the percentage of the
 * plan that must be passed to count as beyond it; of a plan with "<" or ">" nothing is beyond. */
enum standing judge_standing(const struct value *result, const struct value *plan,
                             enum target_direction direction, bool strict_range, unsigned exceed);

/* True when the result is worse than `percent` of the plan; false when that cannot be told. */
bool judge_is_worse(const struct value *result, const struct value *plan,
                    enum target_direction direction, unsigned percent);

/* What a state says of itself: 1 reached, 0 not, -1 not understood. */
int judge_state(const char *text);

#endif
