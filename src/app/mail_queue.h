/* Puts the messages about a job into the outbox. */
#ifndef BAOCAO_APP_MAIL_QUEUE_H
#define BAOCAO_APP_MAIL_QUEUE_H

struct fontset;
struct run;
struct stages;

/* Makes the files of the job and a message for each leader, unit and city address of the ward's
 * profile. What is wrong with one of them is found before the first is queued. A report with errors
 * is not mailed, or with --force as a draft. */
void mail_queue(struct run *r, struct stages *s, const struct fontset *fonts);

/* Says that a job with errors was not mailed. */
void mail_queue_note(struct run *r, const struct stages *s, const char *path);

#endif
