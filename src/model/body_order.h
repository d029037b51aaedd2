/* The order of the headings of a body: their depth in the outline, and whether their numbers follow
 * each other. */
#ifndef BAOCAO_MODEL_BODY_ORDER_H
#define BAOCAO_MODEL_BODY_ORDER_H

struct arena;
struct body;
struct diag;
struct mark;

/* Gives the headings of `body` their depth; `marks` has one for each item. */
void body_order_set_depths(struct body *body, const struct mark *marks);

/* Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6.đ: numbers of a level count from 1 and start again under
 * each higher heading, those of Điều run on; E539, and E565 for a 1.1. that is not under 1. */
void body_order_check(struct arena *a, const struct body *body, const struct mark *marks,
                      struct diag *diag);

#endif
