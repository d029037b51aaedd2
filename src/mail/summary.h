/* What each recipient reads: subject, text and HTML from templates/mail/summary.*. */
#ifndef BAOCAO_MAIL_SUMMARY_H
#define BAOCAO_MAIL_SUMMARY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"

struct address;
struct arena;
struct attachment;
struct contacts;
struct diag;
struct digest;
struct job;
struct report;

/* The texts of a template, read once for all recipients of a job. */
struct summary_template {
    const char *text_file, *html_file;
    const char *subject; /* of the first line of the text */
    const char *text;    /* that line blank, so that findings know their lines */
    const char *html;
};

/* mail/summary.txt and .html in the folder of the job, else among the program's templates. NULL
 * with findings (E101-E103, E215, E822). */
struct summary_template *summary_template_load(struct arena *a, const struct job *job,
                                               const char *templates, struct diag *diag);

struct summary_input {
    const struct job *job;
    const struct digest *digest;
    const struct report *report; /* NULL: not a periodic report */
    const struct contacts *contacts;
    size_t contact; /* whose message it is */
    struct date date;
    unsigned revision; /* 1: the first */
    size_t errors;     /* of the report; above 0 it is a draft, and says so first */
    const struct address *reply_to;
    const char *const *instead_of; /* mailboxes that a trial is not sent to */
    size_t instead_count;
    const struct attachment *files;
    size_t file_count;
};

struct summary {
    const char *subject, *text, *html;
};

/* False with findings: those of the templates' placeholders, E804 for a subject with line ends. */
bool summary_make(struct arena *a, const struct summary_template *t, const struct summary_input *in,
                  struct diag *diag, struct summary *out);

#endif
