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
    uint8_t depth;            /* of a heading in the outline, from 1; 0: no heading */
    const char *text;         /* NFC, one space between words, mark-up taken out */
    struct text_span *spans;  /* bold and italic parts */
    size_t span_count;
    uint32_t ordinal_len;    /* bytes of `text` that are the number: "1.1." or "a)" or "-"; or 0 */
    uint32_t line, line_end; /* physical lines in the file */
};

struct body {
    const char *file;
    struct body_item *items;
    size_t count;
};

/* Reads the body text `path` (UTF-8), its placeholders filled from `values`. NULL with E5xx
 * findings, all of one run, when it is not usable. */
struct body *body_load(struct arena *a, const char *path, const struct values *values,
                       struct diag *diag);

void body_dump(const struct body *body, struct text *out);

#endif
