/* Finds in the text of a dispatch what it says of its appendices, and holds it against the tables.
 */
#ifndef BAOCAO_MODEL_BODY_CLAIMS_H
#define BAOCAO_MODEL_BODY_CLAIMS_H

#include <stddef.h>

struct arena;
struct body;
struct diag;
struct job;
struct plan;

/* For a job with a body: the numbers of targets it announces (E384) and the values it gives to
 * targets it names (E385), which must be those of some table. `plans` has one entry an appendix,
 * NULL where the table was not usable. `body` is the text of a letter as it will be printed; NULL:
 * the job makes appendices alone, and the text as it was typed is also searched for the appendices
 * it mentions (W386, W387). */
void check_body_claims(struct arena *a, const struct job *job, const struct body *body,
                       const struct plan *const *plans, struct diag *diag);

/* "Phụ lục II", "Biểu A4.1": the bytes of the mention of an appendix that `s` begins with, or 0. */
size_t appendix_mention_at(const char *s);

#endif
