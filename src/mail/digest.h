/* What a job says to those who get mail: its targets, tasks, and who answers for them. */
#ifndef BAOCAO_MAIL_DIGEST_H
#define BAOCAO_MAIL_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"

struct arena;
struct contacts;
struct diag;
struct job;
struct plan;
struct report;

/* How a task stands on the day of the message; without a report nobody says whether it is done. */
enum standing_of_task {
    STANDING_PASSED, /* its last day is over */
    STANDING_SOON,   /* within DIGEST_SOON days */
    STANDING_LATER,
    STANDING_OPEN,    /* without a day: thường xuyên */
    STANDING_UNCLEAR, /* the deadline is not understood */
    STANDING_DONE,    /* a report says so */
    STANDINGS
};
#define DIGEST_SOON 30 /* days */

#define DIGEST_NAMES 4

/* A row of the plan; strings as the appendix prints them, "" where it has no such column. */
struct digest_row {
    bool task;   /* it has a deadline */
    bool detail; /* of the row above: is not counted */
    const char *ordinal, *name, *amount;
    const char *lead_text;
    const char *leads[DIGEST_NAMES]; /* units of the profile */
    size_t lead_count;
    const char *leader_text; /* who directs it, as typed */
    bool *directed_by;       /* one a contact */
    const char *deadline;
    struct date due;                /* year 0: none */
    enum standing_of_task standing; /* of a detail: that of its task */
    long days;                      /* from the day of the message to `due` */
    const char *product;
    /* With a periodic report; else NULL and false. */
    const char *achieved;  /* "3.215,4 tỷ đồng" */
    const char *milestone; /* what should have been achieved by now; NULL: nobody says */
    const char *judged; /* "Đạt", "Chậm so với tiến độ, thiếu 12 tỷ đồng", "Đúng hạn" */
    bool behind; /* a target that is behind, not met or without data */
};

struct digest {
    const char *title; /* of the report: "Biểu A4.1: ..." */
    struct digest_row *rows;
    size_t count;
    /* With a periodic report. */
    const char *result; /* how many targets stand how; else NULL */
    const char **unreported;
    size_t unreported_count;
};

struct digest_input {
    const struct job *job;
    const struct plan *const *plans; /* one an appendix; NULL where it was not usable */
    const struct contacts *contacts;
    const struct report *report; /* NULL: not a periodic report */
    struct date date;
};

struct digest *digest_build(struct arena *a, const struct digest_input *in);

/* Reports units and people who have targets or tasks and no address (W820, W821). */
void digest_check(struct arena *a, const struct digest *digest, const struct digest_input *in,
                  struct diag *diag);

/* True when the contact answers for the row: leads it, or directs it. */
bool digest_concerns(const struct digest_row *row, const struct contacts *contacts, size_t contact);

#endif
