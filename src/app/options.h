/* What the command line and the environment ask for. */
#ifndef BAOCAO_APP_OPTIONS_H
#define BAOCAO_APP_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/diag.h"

enum command {
    COMMAND_NONE,
    COMMAND_INIT,
    COMMAND_CHECK,
    COMMAND_RENDER,
    COMMAND_EXPLAIN,
    COMMAND_FORMS,
    COMMAND_MAIL, /* and no word behind it yet */
    COMMAND_MAIL_QUEUE,
    COMMAND_MAIL_SEND,
    COMMAND_MAIL_STATUS
};

enum dump { DUMP_NONE, DUMP_TABLE, DUMP_SCHEMA, DUMP_PLAN, DUMP_FIGURES, DUMP_DOC, DUMP_PAGE };

struct options {
    enum command command;
    const char **operands; /* borrowed from argv */
    size_t operand_count;
    const char *output; /* folder */
    bool pdf, xlsx;
    bool review_pdf, review_xlsx; /* the findings as files */
    bool force;
    bool help, version;
    enum dump dump;
    struct date date;
    bool date_is_today;      /* nobody gave it */
    const char *outbox;      /* folder of the messages */
    const char *mail;        /* settings of the server; NULL: looked for */
    const char *redirect_to; /* the only address that gets mail, as typed; NULL: everybody does */
    unsigned revision;       /* of the report, from 1 */
    bool dry_run;
    struct diag_options diag;
};

/* Wrong usage: a message and what fills it. */
struct usage_error {
    enum code code;
    const char *args[3];
};

/* Fills `options`, also after wrong usage, so that the language is known; false and `error` then.
 * Free with options_release. */
bool options_parse(struct options *options, int argc, char **argv, struct usage_error *error);
void options_release(struct options *options);

#endif
