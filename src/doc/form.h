/* Collection forms: the workbooks in which a unit fills in what it achieved. */
#ifndef BAOCAO_DOC_FORM_H
#define BAOCAO_DOC_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/decimal.h"

struct arena;
struct report;

/* What a cell to fill takes. */
enum form_entry {
    FORM_AMOUNT,   /* a number from `low` to `high` */
    FORM_FRACTION, /* done of total: 11/12 */
    FORM_CHOICE,   /* one of `choices` */
    FORM_DATE,     /* a day from `from` to `to` */
    FORM_WORDS     /* text, or nothing */
};

struct form_ask {
    uint8_t entry;  /* enum form_entry */
    uint8_t shown;  /* digits behind the comma of an amount, at least */
    uint8_t digits; /* and how many may be typed */
    int64_t low, high;
    struct date from, to;
    const char *const *choices; /* up to a NULL */
    const char *title, *hint;   /* shown while the cell is chosen: 32 and 255 characters */
    const char *refusal;        /* shown for what is not taken: 255 characters */
};

struct form_cell {
    const char *text; /* of a locked cell; "" of one to fill */
    bool is_number;   /* `text` stands for `number` */
    bool is_percent;  /* written with a percent sign: 12,5% is 12.5 in `number` */
    struct decimal number;
    const struct form_ask *ask; /* NULL: locked */
};

struct form_row {
    struct form_cell *cells; /* one a column */
    bool heading;            /* a section: nothing to fill */
};

struct form_column {
    const char *heading;
    uint8_t width; /* mm */
    uint8_t align; /* enum text_align */
};

/* One table to fill, with lines above it. Saved as CSV it is a progress file in the shape of a
 * list (docs/reports.md): its headings, codes and periods are those that progress_load reads. */
struct form_sheet {
    const char *name;
    const char *const *lines; /* above the table; the first is its title */
    size_t line_count;
    const struct form_column *columns;
    size_t column_count;
    struct form_row *rows;
    size_t row_count;
};

/* What one unit is asked. */
struct form_book {
    const char *unit; /* as the profile names it; NULL: what no unit leads */
    const char *slug; /* for a file name: a-z, 0-9 and "-", no two alike */
    const char *title, *author;
    struct date date;
    struct form_sheet sheets[2]; /* targets, tasks: those that hold any */
    size_t sheet_count;
    const char *const *guide; /* the lines of the last sheet, "Hướng dẫn" */
    size_t guide_count;
};

/* The forms of a report whose period is still to be filled: the units in the order of the profile,
 * then what nobody leads. Sets `count`. */
struct form_book *form_compose(struct arena *a, const struct report *report, struct date date,
                               size_t *count);

#endif
