/* Fills the placeholders of a text: {{name}}, {{#list}} ... {{/list}}, {{^list}} ... {{/list}}.
 *
 * THE LANGUAGE is Mustache's without its dangers. {{name}} becomes a value. {{#list}} repeats what
 * stands up to {{/list}} for each entry, whose own names come first, then those outside; {{.}} is
 * the entry itself. {{#name}} over a text shows its part when the text is set and not empty.
 * {{^name}} shows its part when the list is empty or the text is not set. {{! a remark}} goes. A
 * tag of the last four kinds alone on its line goes with the line. \{ \* \\ stand for the sign.
 * What a value says is never read as a tag or as mark-up: it stays literal. */
#ifndef BAOCAO_MODEL_EXPAND_H
#define BAOCAO_MODEL_EXPAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct diag;
struct place;
struct text_places;
struct values;

#define EXPANDED_LITERAL 0x80000000u /* in an origin: from a value, or escaped; no mark-up */

/* A text that knows where each of its bytes was typed. */
struct expanded {
    const char *text;       /* NUL-terminated */
    const uint32_t *origin; /* byte of the template, with EXPANDED_LITERAL */
    size_t len;
};

/* Expands the text that `places` is about, of the file `file`, below 2 GB. Line ends in values
 * become a space, several spaces in a row no-break spaces (a gap to write in). False with E504,
 * E505, E507-E509, E511, E512; `out` then holds what could be filled. */
bool expand_text(struct arena *a, const char *file, struct text_places *places,
                 const struct values *values, struct diag *diag, struct expanded *out);

/* The same for one line that stands at `from`, values as they are. NULL with a finding at `from`:
 * E214 for a value that nobody gives, or those above. */
const char *expand_line(struct arena *a, const char *text, const struct values *values,
                        const struct place *from, struct diag *diag);

/* The same for the template of a message, whose values stay as they are, or are escaped as HTML.
 * NULL with the findings of expand_text. */
enum expand_form { EXPAND_PLAIN, EXPAND_HTML };
const char *expand_template(struct arena *a, const char *file, struct text_places *places,
                            const struct values *values, enum expand_form form, struct diag *diag);

#endif
