/* What a result of a target or task may look like, and the words that say so. */
#ifndef BAOCAO_DOC_FORM_ASK_H
#define BAOCAO_DOC_FORM_ASK_H

#include "doc/form.h"

struct report;
struct target_figures;

/* False for an item that plans nothing itself: its details speak for it. */
bool form_asks(const struct report *report, const struct target_figures *target);

/* Of the result of such a target. */
const struct form_ask *form_ask_result(struct arena *a, const struct target_figures *target);

/* "Số phát sinh trong kỳ, triệu đồng": the line beside the cell. */
const char *form_ask_manner(struct arena *a, const struct target_figures *target,
                            const struct form_ask *ask);

/* Of a task. */
const struct form_ask *form_ask_state(struct arena *a);
const struct form_ask *form_ask_day(struct arena *a, int year);

/* Of free text. */
const struct form_ask *form_ask_words(struct arena *a, const char *title, const char *hint);

#endif
