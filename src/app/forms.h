/* Writes the collection forms of a job: one workbook for each unit that leads something. */
#ifndef BAOCAO_APP_FORMS_H
#define BAOCAO_APP_FORMS_H

struct run;
struct stages;

/* After the appendices are read. All forms are written or none; W941 for a job without a report,
 * W940 for each target or task that nobody leads. The files are NAME-UNIT.xlsx. */
void forms_make(struct run *r, struct stages *s, const char *job_file);

#endif
