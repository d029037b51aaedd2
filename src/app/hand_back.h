/* Writes what a job's check found as files: the sheet handed back and the checking report. */
#ifndef BAOCAO_APP_HAND_BACK_H
#define BAOCAO_APP_HAND_BACK_H

#include <stddef.h>

struct arena;
struct diag;
struct fontset;
struct options;
struct review_subject;

/* Follows the name of the job's other files: NAME-kiem-tra.xlsx. */
#define HAND_BACK_ENDING "-kiem-tra"

/* The files that --findings asks for, of the findings of the job at hand; all of them or none.
 * Gives how many were written; failures are findings. */
size_t hand_back(struct arena *a, const struct review_subject *subject,
                 const struct options *options, const struct fontset *fonts, struct diag *diag);

#endif
