/* Bold and italic within a paragraph of the body: **bold**, *italic*, ***both***. */
#ifndef BAOCAO_MODEL_BODY_INLINE_H
#define BAOCAO_MODEL_BODY_INLINE_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct expanded;
struct text_span;

#define INLINE_WORD 400 /* characters: over three lines, more than a web address has */

struct inline_text {
    const char *text; /* one space between words, marks taken out */
    size_t len;
    size_t typed; /* bytes at its start that come from no value and no escape */
    struct text_span *spans;
    size_t span_count;
    const char *fault;    /* the mark that is not closed or crosses another, or NULL */
    size_t fault_at;      /* its byte in the paragraph */
    size_t word, word_at; /* characters of the first word beyond INLINE_WORD, or 0; its byte */
};

/* A `*` between spaces, between digits or alone in brackets is a sign like any other. */
struct inline_text inline_read(struct arena *a, const struct expanded *paragraph);

#endif
