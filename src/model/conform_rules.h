/* The rules that the content of a document is held against; nobody but conform*.c includes it. */
#ifndef BAOCAO_MODEL_CONFORM_RULES_H
#define BAOCAO_MODEL_CONFORM_RULES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "model/component.h"

struct body_item;
struct ini_file;
struct job_line;

struct conform {
    struct arena *arena;
    const struct job *job;
    const struct body *body;         /* or NULL */
    const struct plan *const *plans; /* one an appendix, entries may be NULL */
    struct diag *diag;
    const char *clause; /* of the rule at hand */
};

/* Where a finding lies, and the key to change: "key number in [document]". */
struct conform_key {
    struct place at;
    const char *name; /* "" for a body text */
};
struct conform_key conform_job_key(const struct conform *c, const char *section, const char *key);
struct conform_key conform_ini_key(const struct conform *c, const struct ini_file *ini,
                                   const char *section, const char *key);
/* A line of a list stands in the job or in the ward profile. */
struct conform_key conform_line_key(const struct conform *c, const struct job_line *line);
struct conform_key conform_item_key(const struct conform *c, const struct body_item *item);

/* "what: found; wanted (clause)". The words may hold both languages (DIAG_BOTH). */
void conform_report(const struct conform *c, enum code code, const struct conform_key *key,
                    const char *what, const char *found, const char *wanted);

/* «text», cut when it is long. */
const char *conform_quote(const struct conform *c, const char *text);

/* ---- what a rule is asked of ---- */

/* conform_job.c: jobs with a letter */
void content_number(struct conform *c);     /* 10 */
void content_kind(struct conform *c);       /* 11 */
void content_subject(struct conform *c);    /* 15 */
void content_addressees(struct conform *c); /* 17 */
void content_copies(struct conform *c);     /* 22 */
void content_authority(struct conform *c);  /* 24 */
void content_signer(struct conform *c);     /* 25 */

/* conform_text.c: body texts */
void content_nation(struct conform *c);   /* 5 */
void content_basis(struct conform *c);    /* 16 */
void content_headings(struct conform *c); /* 19 */
void content_end(struct conform *c);      /* 20 */
void content_numbers(struct conform *c);  /* 32 */
void content_capitals(struct conform *c); /* 33 */

/* conform_dates.c */
void content_signing(struct conform *c); /* 13: jobs of every kind */
void content_dates(struct conform *c);   /* 13: body texts */

/* conform_period.c */
void content_period(struct conform *c); /* 35: periodic reports */

/* conform_cite.c */
void content_citations(struct conform *c); /* 21 */

/* conform_appendix.c */
void content_typeface(struct conform *c); /* 3: jobs without a letter */
void content_labels(struct conform *c);   /* 28: jobs of every kind */
void content_columns(struct conform *c);  /* 34: jobs of every kind */
void content_mentions(struct conform *c); /* 30: body texts */

#endif
