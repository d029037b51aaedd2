/* Names of people in a cell, behind their titles: "Phó CT UBND Nguyễn Văn A". */
#ifndef BAOCAO_MODEL_PEOPLE_H
#define BAOCAO_MODEL_PEOPLE_H

#include <stddef.h>

struct person_name {
    const char *start; /* in the cell's text */
    size_t len;
};

/* Finds up to `max` names; gives their number. What is no name is passed over. */
size_t people_find(const char *text, struct person_name *names, size_t max);

#endif
