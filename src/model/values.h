/* Named values that texts refer to: {{ward.name}}, and lists of them for {{#list}} ... {{/list}}.
 */
#ifndef BAOCAO_MODEL_VALUES_H
#define BAOCAO_MODEL_VALUES_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct values;

struct values *values_new(struct arena *a);

/* Names are dotted: "appendix.1.title"; "." is the entry of a list itself. A second value of one
 * name replaces the first. NULL makes the name known without a value: what {{^name}} shows. Strings
 * are borrowed: they live as long as the arena. */
void values_set(struct values *v, const char *name, const char *text);

/* Adds an entry to a list, made when it is wanted first; set the entry's own values on the result.
 */
struct values *values_add(struct values *v, const char *list);

/* An empty list: what {{^list}} shows, and no error to name. */
void values_declare_list(struct values *v, const char *list);

/* NULL when nobody set it, or without a value. */
const char *values_text(const struct values *v, const char *name);

/* True when a text was set under this name, be it NULL. */
bool values_known(const struct values *v, const char *name);

/* The entries of a list; false when there is no such list. */
bool values_list(const struct values *v, const char *list, struct values *const **entries,
                 size_t *count);

/* The known name nearest to a mistyped one, for a hint; NULL when none is near. */
const char *values_nearest(const struct values *v, const char *name);

#endif
