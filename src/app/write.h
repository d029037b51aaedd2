/* Writes finished files and says so, or why not. */
#ifndef BAOCAO_APP_WRITE_H
#define BAOCAO_APP_WRITE_H

#include <stdbool.h>
#include <stddef.h>

struct diag;
struct fs_file;

/* All of them or none; reports N610 for each, or E602-E604 for the one that failed. */
bool write_files(struct fs_file *files, size_t count, struct diag *diag);

#endif
