/* What a run and the job at hand hold, for the files of this folder that do a part of the run. */
#ifndef BAOCAO_APP_STAGES_H
#define BAOCAO_APP_STAGES_H

#include <stdbool.h>
#include <stddef.h>

#include "app/data.h"
#include "app/mend.h"
#include "app/options.h"
#include "layout/page.h"

struct run {
    struct arena *arena; /* lives as long as the run */
    const struct options *options;
    struct diag *diag;
    struct data_folders data;
    struct unit_list *units;
    struct wordlist *typos;
    struct fontset *fonts; /* of the typeface below, loaded when first needed */
    const char *typeface;
    const char **outputs; /* names taken, and by which job */
    const char **output_jobs;
    size_t output_count, output_capacity, output_job_capacity;
    size_t jobs_done, jobs_failed, files_written;
    struct mend_list mend;
    double started;
};

/* What one table became; NULL where it got no further. */
struct appendix_stages {
    const struct schema *schema;
    const struct csv_table *table;
};

/* What one job has made so far; everything in its own arena. */
struct stages {
    struct arena *arena;
    const char *name; /* of the outputs, without their endings */
    bool claimed;     /* no other job has them */
    struct job *job;
    struct appendix_stages *appendices; /* one an appendix of the job */
    const struct plan **plans;          /* the same */
    struct report *report;              /* of a periodic report, else NULL */
    struct report_columns *columns;     /* of its progress table, where one is shown */
    struct values *values;
    struct body *body;
    struct doc *doc;
    struct table_fit *fits; /* one a part */
    size_t fit_count;
    bool counted; /* the fits know the lines of their rows */
    struct page_set pages;
    bool paginated;
    bool mailing; /* its messages are being made: what is found now is about them */
};

#endif
