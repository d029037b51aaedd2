/* Turns the operands of a command into job files. */
#ifndef BAOCAO_APP_FIND_JOBS_H
#define BAOCAO_APP_FIND_JOBS_H

#include <stddef.h>

struct arena;
struct diag;

struct job_files {
    const char **paths; /* freed by the caller; the texts belong to the arena */
    size_t count;
    size_t capacity;
};

/* Adds `operand`, or, of a folder and the folders in it, every .ini file with a [job] section, in
 * the order of their names. Reports a missing operand or a folder without jobs. */
void find_jobs(struct arena *a, const char *operand, struct job_files *files, struct diag *diag);

#endif
