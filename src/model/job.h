/* One job: which table goes through which template, with the words that belong to this document. */
#ifndef BAOCAO_MODEL_JOB_H
#define BAOCAO_MODEL_JOB_H

#include <stdbool.h>

#include "base/date.h"
#include "model/kind.h"
#include "model/severity.h"
#include "source/csv_table.h"

struct agency_list;
struct arena;
struct diag;
struct job;
struct place;
struct report_job;

#define DELIMITER_CHOICES "auto|comma|semicolon|tab"
/* As enum encoding. */
#define ENCODING_CHOICES "auto|utf-8|utf-16|utf-16le|utf-16be|windows-1258|tcvn3|vni"

/* What an appendix prints of its table: in a periodic report the results in place of the plan. */
enum appendix_show { SHOW_TABLE, SHOW_PROGRESS, SHOW_TASKS };
#define SHOW_CHOICES "table|progress|tasks"

/* One table that becomes an appendix. */
struct job_appendix {
    const char *template; /* path */
    const char *data;     /* path */
    int show;             /* enum appendix_show */
    struct csv_options reading;
    const char *earlier;           /* an earlier version of the table, or NULL */
    const char *assigned;          /* the table by which the city assigned targets, or NULL */
    const char *assigned_template; /* its template; NULL: that of the job */
    const char *label, *title, *attached, *sheet; /* instead of the template's, or NULL */
    /* When an appendix in a file of its own is signed (Phụ lục I, II.8.b); year 0: no line for it.
     */
    struct date_time signed_at;
    /* Sections of the job file that its keys stand in: "job", "appendix", "compare", "claim" for
     * the only one, else "appendix.2" (both), "compare.2", "claim.2". */
    const char *data_section, *heading_section, *compare_section, *claim_section;
};

/* A line that a job or profile gives in a list, with the place where it stands. */
struct job_line {
    const char *text;
    const char *section, *key;
};
struct job_lines {
    struct job_line *lines;
    size_t count;
};

enum urgency { URGENCY_NONE, URGENCY_FLASH, URGENCY_VERY_URGENT, URGENCY_URGENT };
#define URGENCY_CHOICES "none|hoa_toc|thuong_khan|khan"
enum circulation { CIRCULATION_NONE, CIRCULATION_RETURN, CIRCULATION_INTERNAL };
#define CIRCULATION_CHOICES "none|xem_xong_tra_lai|luu_hanh_noi_bo"
enum draft_mark { DRAFT_NONE, DRAFT_NHAP, DRAFT_DU_THAO };
#define DRAFT_CHOICES "none|ban_nhap|du_thao"

/* Who signs: [signer.N] of the ward profile. */
struct signer {
    const char *name;           /* NULL: stays open */
    struct job_lines authority; /* "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH" */
    const char *signature;      /* path of a PNG, or NULL */
    int32_t signature_width; /* on paper, mpt; 0: as the picture says */
    const char *section;     /* "signer.1" */
};

/* What the letter itself is made of; absent when a job makes an appendix alone. */
struct job_letter {
    const struct document_kind *kind;
    const char *subject;     /* trích yếu, without V/v */
    struct job_lines to;     /* [to]: Kính gửi */
    struct job_lines copies; /* [copies]: Nơi nhận, without dash and end sign */
    const struct signer *signer;
    int urgency;         /* enum urgency */
    int circulation;     /* enum circulation */
    const char *drafter; /* ký hiệu người soạn thảo: "PL.(300)", or NULL */
    const char *place;   /* địa danh */
    const char *parent;  /* cơ quan chủ quản, or NULL */
    const char *address; /* of the agency, for the foot of page 1, or NULL */
    const char *seal;    /* path of a PNG, or NULL */
    int32_t seal_width;  /* on paper, mpt; 0: as the picture says */
};

struct job {
    const char *file;
    const char *name;          /* of the outputs: NAME.pdf, NAME.xlsx */
    struct job_letter *letter; /* NULL: appendices alone */
    struct job_appendix *appendices;
    size_t appendix_count;
    const char *body;        /* the text of the dispatch, or NULL */
    const char *attachments; /* "Phụ lục I; Phụ lục II": all that are attached to it, or NULL */
    const char *number;      /* of the document as the job has it: "15/KH-UBND", or NULL */
    struct date date;        /* of the document; parts left open are 0 */
    int draft;               /* enum draft_mark */
    int year;                /* of the plan; 0: not given as a year */
    const char *period;      /* of the plan: "năm 2026", "quý I năm 2026", or NULL */
    struct agency_list *agencies;   /* the ward's units */
    const char *agency;             /* who issues: Ủy ban nhân dân phường ... */
    struct report_job *report;      /* NULL: no periodic report */
    struct severity_table severity; /* over the template's */
    const struct ini_file *ini, *ward;
};

/* True when the INI file at `path` has a [job] section; reports nothing. */
bool job_is_one(const char *path);

/* Reads a job file and the ward profile beside it. A template is looked for in the job's folder,
 * then in `templates`; no path may leave those two. NULL with E2xx findings when it is unusable. */
struct job *job_load(struct arena *a, const char *path, const char *templates, struct diag *diag);

#endif
