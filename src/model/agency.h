/* The ward's units (phòng, ban, đơn vị) and their names in a cell. */
#ifndef BAOCAO_MODEL_AGENCY_H
#define BAOCAO_MODEL_AGENCY_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct agency_list;

/* A list without units knows nothing, and nothing can be unknown to it. `ward` ("phường Ngọc Hà")
 * may stand behind any name. */
struct agency_list *agency_list_new(struct arena *a, const char *ward);

/* Adds a unit; `aliases` are further names, separated by ';', or NULL. */
void agency_list_add(struct agency_list *list, const char *name, const char *aliases);
bool agency_list_is_empty(const struct agency_list *list);

struct agency_mention {
    const char *start; /* in the cell's text */
    size_t len;
    const char *name; /* of the unit in the list, or NULL: it is not there */
};

/* Finds up to `max` units that a cell names; gives their number. Words that stand for many ("các
 * phòng, ban") are passed over. */
size_t agency_find(const struct agency_list *list, const char *text, struct agency_mention *found,
                   size_t max);

/* The name or alias nearest to an unknown one, or NULL when none is near. */
const char *agency_nearest(const struct agency_list *list, const char *text);

#endif
