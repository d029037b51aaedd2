/* Which row of the plan a reported row is about. */
#ifndef BAOCAO_MODEL_MATCH_H
#define BAOCAO_MODEL_MATCH_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct job;
struct matcher;
struct plan;

#define LEADS_MAX 4

/* Who leads a row. */
struct leads {
    const char *units[LEADS_MAX]; /* as the ward's profile names them */
    size_t count;
};

/* One entry a row of the plan: by `leads` of the units in the ward's profile (sections and rows by
 * their paths, the longest decides), else by the plan's first column of agencies, of a sub-row that
 * is blank by the row above it, of a merged cell by the cell that covers it. */
struct leads *leads_of_plan(struct arena *a, const struct job *job, const struct plan *plan);
bool leads_has(const struct leads *l, const char *unit);

enum match_kind {
    MATCH_NONE,
    MATCH_AMBIGUOUS, /* the name stands in several places */
    MATCH_DOUBTFUL,  /* the same place and a similar name, or one name that is nearly the same */
    MATCH_NAME,      /* the same name at another place */
    MATCH_EXACT      /* the same place and name */
};

struct match {
    enum match_kind kind;
    size_t row;    /* index in the plan's rows */
    size_t places; /* where its name stands, when that is ambiguous */
};

/* `leads` is one entry a row, and borrowed. */
struct matcher *matcher_new(struct arena *a, const struct plan *plan, const struct leads *leads);
const char *matcher_path(const struct matcher *m, size_t row); /* "A/I/1" */

/* `path` is "" and `coded` false where the file does not say; `name` may be "" where it does.
 * `unit` is who reports, or NULL: of several places it means the one that it leads. */
struct match matcher_find(struct matcher *m, const char *path, bool coded, const char *name,
                          const char *unit);

#endif
