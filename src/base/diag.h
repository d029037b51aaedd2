/* Findings: collecting, capping, sorting and printing them in two languages. */
#ifndef BAOCAO_BASE_DIAG_H
#define BAOCAO_BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text;

enum severity { SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

/* Every message of the program is a row of messages.def. */
enum code {
#define MSG(code, ...) CODE_##code,
#include "base/messages.def"
#undef MSG
    CODE_COUNT
};

enum language { LANGUAGE_VI, LANGUAGE_EN };

/* Where a finding is. Zero and NULL mean "does not apply". Strings are borrowed and must outlive
 * the call only: diag_add copies them. */
struct place {
    const char *file;
    uint32_t line;      /* physical line from 1 */
    uint32_t line_end;  /* last physical line of the value, when it spans several */
    uint32_t column;    /* field number from 1 */
    uint32_t record;    /* spreadsheet row from 1: blank lines count, a quoted newline does not */
    const char *header; /* the column's heading */
    const char *value;  /* the text as written */
    const char *expected;
};

struct message_info {
    const char *name; /* "E301" */
    enum severity severity;
    int exit_status; /* what an error of this code makes the program end with */
    const char *text[2];
    const char *hint[2];
    const char *why[2]; /* for `explain` and docs/findings.md */
    const char *example;
};

const struct message_info *message_info_of(enum code code);
bool message_find(const char *name, enum code *code);
const char *severity_name(enum severity s);

struct diag_options {
    enum language language;
    bool strict;         /* warnings count as errors */
    size_t max_per_code; /* in one file; 0 for all */
    bool json;
    bool quiet; /* notes are counted, not printed */
};

struct diag;

struct diag *diag_new(const struct diag_options *options);
void diag_free(struct diag *d);

/* Severities of the job at hand; -1 stands for the message's own. Cleared by diag_begin_job. */
void diag_set_severity(struct diag *d, enum code code, enum severity severity);

/* Back to the messages' own, before the next part of the job; what was found keeps its severity. */
void diag_reset_severities(struct diag *d);

/* A job's findings are kept until diag_end_job prints them, sorted by place: files in the order
 * they were first named, then line and column. Findings before the first diag_begin_job are fine.
 */
void diag_begin_job(struct diag *d);
void diag_end_job(struct diag *d, struct text *out);

/* One finding of the job at hand, for a reader other than the terminal. */
struct finding_view {
    enum code code;
    enum severity severity;    /* as the job and --strict make it */
    const struct place *place; /* borrowed, like its strings, until diag_end_job */
    size_t nth, found;         /* of this code in this file, from 1; those only counted included */
    size_t more;               /* on the last one kept: how many were only counted */
};

/* Sorts the findings kept so far and gives their number; ask again after another diag_add. */
size_t diag_job_findings(struct diag *d);
struct finding_view diag_job_finding(const struct diag *d, size_t index);

/* Appends message and hint with their particulars, in the language of the run. */
void diag_put_message(const struct diag *d, size_t index, struct text *message, struct text *hint);

/* "12 more findings of code E305 in this file ...", in the language of the run. */
void diag_put_more(const struct diag *d, enum code code, size_t more, struct text *out);

/* Adds a finding; `args` (NULL-terminated, or NULL) fill {1}, {2} ... of the message and its hint.
 * `place` may be NULL. */
void diag_add(struct diag *d, enum code code, const struct place *place, const char *const *args);

/* Parts the Vietnamese words of an argument from the English ones: "đậm" DIAG_BOTH "bold". */
#define DIAG_BOTH "\x1e"

/* DIAG(d, E201, &place, "key"): the terminating NULL is added here, in a way C17 knows. */
#define DIAG(d, code, ...) DIAG_WITH_END(d, code, __VA_ARGS__, NULL)
#define DIAG_WITH_END(d, code, place, ...)                                                         \
    diag_add((d), CODE_##code, (place), (const char *const[]){__VA_ARGS__})

/* True when the job at hand has an error that stops its documents. */
bool diag_job_failed(const struct diag *d);
size_t diag_job_errors(const struct diag *d);

/* Over the whole run, the findings that were only counted included. */
size_t diag_count(const struct diag *d, enum severity severity);
int diag_exit_status(const struct diag *d);

/* Spreadsheet address of a cell: column 27 of row 3 is AA3. */
void diag_put_cell(struct text *out, uint32_t column, uint32_t record);

/* Prints `s` so that untrusted text cannot drive a terminal: line ends and tabs become a space,
 * other control and direction characters and invalid bytes become U+FFFD. */
void diag_put_safe(struct text *out, const char *s);

#endif
