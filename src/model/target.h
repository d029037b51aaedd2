/* What kind of target a row is, and which way is better. */
#ifndef BAOCAO_MODEL_TARGET_H
#define BAOCAO_MODEL_TARGET_H

struct plan;
struct plan_row;

enum target_kind {
    TARGET_BY_WORDS, /* the template leaves it to the words; never a result but "cannot be told" */
    TARGET_FLOW,     /* adds up over the year: revenue, jobs made */
    TARGET_LEVEL,    /* stands at a value: a share, a stock */
    TARGET_GROWTH,   /* a rate against a base */
    TARGET_STATE     /* is reached or not */
};
#define TARGET_KIND_CHOICES "auto|flow|level|growth|state"

enum target_direction {
    DIRECTION_BY_WORDS, /* as above */
    DIRECTION_HIGHER,
    DIRECTION_LOWER,
    DIRECTION_INSIDE, /* within a range */
    DIRECTION_REACH   /* a state */
};
#define TARGET_DIRECTION_CHOICES "auto|higher|lower|inside|reach"

struct target_traits {
    enum target_kind kind; /* TARGET_BY_WORDS: the words do not tell */
    enum target_direction direction;
};

/* From the template's [target.N], else from the unit, the words of the name (folded by utf8_fold)
 * and the value. */
struct target_traits target_traits_of(const struct plan *plan, const struct plan_row *row,
                                      const char *name);

#endif
