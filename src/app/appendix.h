/* Reads and checks one appendix of a job. */
#ifndef BAOCAO_APP_APPENDIX_H
#define BAOCAO_APP_APPENDIX_H

#include <stddef.h>

struct run;
struct stages;

/* Reads template and table of the appendix `i`, checks the plan and what it must agree with. Fills
 * what `s` holds of it; without a plan, findings say why. Severities are then those of this
 * template and the job. */
void appendix_read(struct run *r, struct stages *s, size_t i);

#endif
