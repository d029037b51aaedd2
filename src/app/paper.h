/* Makes the pages and files of a job whose parts are read. */
#ifndef BAOCAO_APP_PAPER_H
#define BAOCAO_APP_PAPER_H

#include <stdbool.h>

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

/* Marks every page as a draft when errors are to be passed over, and writes the files. */
void paper_write(struct run *r, struct stages *s, const struct fontset *fonts);

void paper_release(struct stages *s);

#endif
