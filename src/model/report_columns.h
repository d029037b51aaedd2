/* What the progress table of a report looks like: page, headings and columns of templates/report/
 * NAME.ini. Which of them a ward uses is its receiver's decision (Sở Tài chính, thành phố). */
#ifndef BAOCAO_MODEL_REPORT_COLUMNS_H
#define BAOCAO_MODEL_REPORT_COLUMNS_H

#include <stddef.h>
#include <stdint.h>

#include "model/schema.h"
#include "source/ini_file.h"

struct arena;
struct diag;
struct job;
struct report_form;

/* What a column shows; from CONTENT_FIGURE on the figures, in the order of enum figure_kind. */
enum report_content {
    CONTENT_ORDINAL,
    CONTENT_NAME,
    CONTENT_MEASURE,
    CONTENT_UNITS,
    CONTENT_JUDGED,
    CONTENT_STATE,
    CONTENT_NOTE,
    CONTENT_PROPOSAL,
    CONTENT_BLANK,
    CONTENT_FIGURE
};
#define REPORT_CONTENT_CHOICES                                                                     \
    "ordinal|name|measure|units|judged|state|note|proposal|blank|plan_year|plan_period|"           \
    "plan_to_date|achieved|before|cumulative|percent_period|percent_to_date|percent_year|gap|"     \
    "previous|change_previous|last_year|last_year_before|last_year_cumulative|change|"             \
    "change_cumulative|forecast"

#define PAPER_CHOICES       "a4|a3"
#define ORIENTATION_CHOICES "portrait|landscape"
enum report_paper { PAPER_A4, PAPER_A3 };

struct report_columns {
    const char *label, *title, *attached, *sheet; /* with placeholders; label may be NULL */
    int paper;                                    /* enum report_paper; A3 for the wide forms */
    int landscape;                                /* choice portrait|landscape */
    int32_t font_size;                            /* mpt */
    bool charts;                                  /* a page of charts behind the table */
    struct schema layout;                         /* headings, groups, numbers, widths */
    int contents[SCHEMA_MAX_COLUMNS];             /* enum report_content */
};

#define REPORT_COLUMNS_SECTIONS 2
extern const struct ini_section report_columns_sections[REPORT_COLUMNS_SECTIONS];

/* Reads [appendix] and [column.N]; NULL with E2xx findings when they are not usable. */
struct report_columns *report_columns_load(struct arena *a, const struct report_form *form,
                                           struct diag *diag);

/* Gives the job's appendices of results and tasks the words that the job leaves out. `columns` may
 * be NULL where no results are shown. */
void report_columns_name(const struct report_columns *columns, struct job *job);

#endif
