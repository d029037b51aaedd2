/* What a job says of a periodic report: the period, and who sent which file. */
#ifndef BAOCAO_MODEL_REPORT_JOB_H
#define BAOCAO_MODEL_REPORT_JOB_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "model/period.h"
#include "source/csv_table.h"
#include "source/ini_file.h"

struct job_reader;

enum source_use { SOURCE_PROGRESS, SOURCE_EARLIER, SOURCE_LAST_YEAR, SOURCE_TASKS };
#define SOURCE_USES 4

enum source_shape { SHAPE_AUTO, SHAPE_TABLE, SHAPE_LIST };
#define SHAPE_CHOICES "auto|table|list"

/* One file that a unit sent. */
struct report_source {
    int use;              /* enum source_use */
    const char *section;  /* "progress.2" of the job file */
    const char *unit;     /* as the job writes it; NULL: a file of the whole ward */
    const char *data;     /* path, or NULL: not there */
    const char *named;    /* the path as the job has it, also of a file that is not there */
    int shape;            /* enum source_shape */
    struct period period; /* of its values; in a list the rows may name their own */
    struct date received; /* year 0: not given */
    struct csv_options reading;
};

struct report_job {
    struct period period; /* with its window */
    int window;           /* enum period_window */
    unsigned deadline_days;
    struct date deadline; /* as the job gives it; year 0: deadline_days behind the window */
    const char *template; /* path of the report's template */
    const char *holidays; /* path */
    struct report_source *sources; /* by use, then in the order of their numbers */
    size_t source_count;
};

#define JOB_REPORT_SECTIONS 5
extern const struct ini_section job_report_sections[JOB_REPORT_SECTIONS];

/* Sets job->report, or leaves it NULL where there is no [report]. After the ward and the plan. */
void job_read_report(struct job_reader *r);

#endif
