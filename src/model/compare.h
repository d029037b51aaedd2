/* Holds a plan against another table of the same targets. */
#ifndef BAOCAO_MODEL_COMPARE_H
#define BAOCAO_MODEL_COMPARE_H

struct arena;
struct diag;
struct plan;

/* Against an earlier version of the same table: what was added, removed, renumbered, renamed, and
 * which values changed (37x), each at its cell; what was removed, at its cell in the old file. */
void compare_earlier(struct arena *a, const struct plan *earlier, const struct plan *plan,
                     struct diag *diag);

/* Against the table by which the city assigned targets: every target of it is here, with the value
 * it was given (E375, E376). Targets are matched by name. */
void compare_assigned(struct arena *a, const struct plan *city, const struct plan *plan,
                      struct diag *diag);

#endif
