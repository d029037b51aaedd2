/* Finds in the text of a dispatch what it says of its appendix, and holds it against the table. */
#ifndef BAOCAO_MODEL_BODY_CLAIMS_H
#define BAOCAO_MODEL_BODY_CLAIMS_H

#include <stddef.h>

struct arena;
struct diag;
struct job;
struct plan;

/* For a job with a body: the numbers of targets it announces (E384), the values it gives to targets
 * it names (E385), and whether it mentions the appendices (W386, W387). `label` is what the
 * appendix is called. */
void check_body_claims(struct arena *a, const struct job *job, const struct plan *plan,
                       const char *label, struct diag *diag);

/* "Phụ lục II", "Biểu A4.1": the bytes of the mention of an appendix that `s` begins with, or 0. */
size_t appendix_mention_at(const char *s);

#endif
