/* The names that the templates of messages may refer to. */
#ifndef BAOCAO_MAIL_SUMMARY_VALUES_H
#define BAOCAO_MAIL_SUMMARY_VALUES_H

struct arena;
struct summary_input;
struct values;

/* Those of the job and the profile (model/job_values.h), and what concerns this recipient; listed
 * in docs/mail.md. A count that would be 0 has no value, so that {{#target.count}} asks for it. */
struct values *summary_values(struct arena *a, const struct summary_input *in);

#endif
