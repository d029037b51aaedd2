/* The body text of a document (nội dung): paragraphs, each known for what it is by how it starts.
 */
#ifndef BAOCAO_MODEL_BODY_H
#define BAOCAO_MODEL_BODY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/component.h"

struct arena;
struct diag;
struct text;
struct values;

/* One paragraph. Its number is part of its text, as typed: nothing is ever renumbered. */
struct body_item {
    enum component component; /* BASIS, PART_LABEL ... BODY */
    uint8_t depth;            /* of a heading in the outline, from 1; 0: none, or a PART_TITLE,
                                 which belongs to the PART_LABEL before it */
    const char *text;         /* NFC, one space between words, mark-up taken out */
    struct text_span *spans;  /* parts the writer marked bold or italic, beside the text's style */
    size_t span_count;
    uint32_t ordinal_len;    /* bytes of `text` that are the number: "1.1." or "a)" or "-"; or 0 */
    uint32_t line, line_end; /* physical lines in the file */
};

struct body {
    const char *file;
    struct body_item *items;
    size_t count;
};

/* Reads the body text `path` (UTF-8), its placeholders filled from `values`. NULL with E1xx, E215
 * or E500-E512, all of one run, when it is not usable. Numbers out of order (E539, E565) are
 * findings about a body that is. */
struct body *body_load(struct arena *a, const char *path, const struct values *values,
                       struct diag *diag);

/* One line for each item. */
void body_dump(const struct body *body, struct text *out);

#endif
