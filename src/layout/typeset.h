/* Sets one paragraph: total-fit line breaks, justified by word spacing, in several styles. */
#ifndef BAOCAO_LAYOUT_TYPESET_H
#define BAOCAO_LAYOUT_TYPESET_H

#include <stddef.h>
#include <stdint.h>

struct canvas;
struct doc_paragraph;
struct fontset;

/* A piece of a line in one face. */
struct set_piece {
    const char *text; /* `len` bytes, borrowed from the paragraph */
    uint32_t len;
    int32_t x;     /* from the line's left end, word space counted, mpt */
    int32_t width; /* with word space, mpt */
    uint8_t face;
    uint16_t link; /* as in text_span */
};

struct set_line {
    size_t first_piece, piece_count; /* in the list's pieces */
    int32_t indent;                  /* from the left edge of the box, by align and indents, mpt */
    int32_t width;                   /* of its text as set, mpt */
    int32_t word_space;              /* added to each space, mpt; may be negative */
};

/* A buffer to use again and again: start with all zero. */
struct set_text {
    struct set_line *lines;
    size_t count, capacity;
    struct set_piece *pieces;
    size_t piece_count, piece_capacity;
    void *scratch; /* of the breaker */
};
void set_text_release(struct set_text *t);

/* Breaks `p` for a box `width` mpt wide into `out`, replacing what is there. Centred text is broken
 * into balanced lines. `first_indent` counts in justified text and in text ragged on the right. */
void typeset(const struct fontset *fonts, const struct doc_paragraph *p, int32_t width,
             struct set_text *out);

/* Height of one line of `p`, mpt; `line_spacing` (1/1000) instead of its own, 0: its own. */
int32_t typeset_line_height(const struct doc_paragraph *p, int32_t line_spacing);

/* Puts line `i` with its box's left edge at `x` and its top at `y`; the links of its pieces too. */
void typeset_put_line(struct canvas *c, const struct doc_paragraph *p, const struct set_text *t,
                      size_t i, int32_t x, int32_t y, int32_t line_height);

#endif
