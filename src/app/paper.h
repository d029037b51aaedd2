/* Makes the pages and files of a job whose parts are read. */
#ifndef BAOCAO_APP_PAPER_H
#define BAOCAO_APP_PAPER_H

#include <stdbool.h>

#include "base/text.h"

struct fontset;
struct run;
struct stages;

/* The program's own typeface, for what is no document of the job; NULL with findings. */
const struct fontset *paper_own_fonts(struct run *r);

/* Composes and measures everything, so that `check` finds what `render` would; a letter also gets
 * its pages, which are held against the decree. NULL with findings, or when the document was to be
 * dumped only. */
const struct fontset *paper_measure(struct run *r, struct stages *s);

/* Sets the pages, when they are not set yet. */
void paper_paginate(struct stages *s, const struct fontset *fonts);

/* The files of a job, complete in memory; one that was not made has no bytes. */
struct paper_files {
    struct text pdf, xlsx;
};

/* Marks every page as a draft when errors are to be passed over, and makes the files that are
 * wanted. False with findings; release in any case. */
bool paper_make(struct run *r, struct stages *s, const struct fontset *fonts,
                struct paper_files *files);
void paper_files_release(struct paper_files *files);

/* The same, and writes them. */
void paper_write(struct run *r, struct stages *s, const struct fontset *fonts);

void paper_release(struct stages *s);

#endif
