/* What the readers of a job file share; nobody else includes it. */
#ifndef BAOCAO_MODEL_JOB_READER_H
#define BAOCAO_MODEL_JOB_READER_H

#include <stdbool.h>

#include "model/job.h"
#include "source/ini_file.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

#define FIELD(structure, member, type, required, choices)                                          \
    { #member, type, offsetof(struct structure, member), required, choices }

struct arena;
struct diag;

struct job_reader {
    struct arena *arena;
    struct diag *diag;
    struct job *job;
    const char *folder;    /* of the job file */
    const char *templates; /* of the program */
    const char *document;  /* the template of a letter, as written, or NULL */
    bool good;             /* no finding stops the job */
};

enum path_use {
    PATH_INPUT,    /* in the job's folder */
    PATH_TEMPLATE, /* there, or among the program's templates */
    PATH_PICTURE   /* in the job's folder; who draws it reports that it is missing */
};

/* The path of the file that a key names. NULL for a key that is not set, and with a finding (E101
 * or E208, E102, E209). */
const char *job_path(struct job_reader *r, const struct ini_file *ini, const char *section,
                     const char *key, const char *name, enum path_use use);

/* The sections of a job file that each reader knows. */
#define JOB_DOCUMENT_SECTIONS 3
#define JOB_APPENDIX_SECTIONS 6
extern const struct ini_section job_document_sections[JOB_DOCUMENT_SECTIONS];
extern const struct ini_section job_appendix_sections[JOB_APPENDIX_SECTIONS];

void job_read_ward(struct job_reader *r);

/* [signer.N] of the ward profile; NULL, with findings, when there is none or it is not usable. */
struct signer *job_read_signer(struct job_reader *r, unsigned n);

/* "TM. ỦY BAN NHÂN DÂN; CHỦ TỊCH" in one line of its own each. */
struct job_lines job_split_lines(struct arena *a, const char *text, const char *section,
                                 const char *key);

void job_read_document(struct job_reader *r); /* after the ward */

/* The table that [job] names, or the numbered ones. */
struct job_table_keys {
    const char *template, *data;
    int delimiter, encoding;
};
void job_read_appendices(struct job_reader *r, const struct job_table_keys *of_job);

#endif
