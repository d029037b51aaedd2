/* Breaks text into lines of a given width. */
#ifndef BAOCAO_LAYOUT_LINEBREAK_H
#define BAOCAO_LAYOUT_LINEBREAK_H

#include <stddef.h>
#include <stdint.h>

#include "layout/measure.h"
#include "layout/nobreak.h"

struct line {
    const char *text; /* borrowed from the broken text */
    uint32_t len;     /* bytes, without the spaces at its end */
    int32_t width;    /* mpt */
};

/* A buffer to use again and again: start with all zero. */
struct line_list {
    struct line *lines;
    size_t count;
    size_t capacity;
};

void line_list_release(struct line_list *list);

/* Replaces the list's lines. An empty text gives no line; '\n' forces one. */
void linebreak(const struct ttf *font, int32_t size, const char *text, int32_t width,
               struct line_list *out);

/* The same for a text in several faces. */
void linebreak_measured(const struct text_measure *m, int32_t size, int32_t width,
                        struct line_list *out);

/* These lines made as even as their number allows. */
void linebreak_balanced_measured(const struct text_measure *m, int32_t size, int32_t width,
                                 struct line_list *out);

/* The widest word and the widest line that the text itself asks for, mpt. `word` (may be NULL)
 * gets the widest word and its length. */
struct text_extent {
    int32_t word_width;
    int32_t line_width;
    const char *word;
    uint32_t word_len;
    bool missing; /* perhaps the font lacks a letter of it */
};
struct text_extent text_extent_of(const struct ttf *font, int32_t size, const char *text);

/* Reads a text as the widths (mpt) of what a line break may stand between, in order: words, and
 * words that stay together. A forced break reads as -1. */
#define WORD_READER_BREAK (-1)
#define WORD_READER_END   (-2)

struct word_reader {
    struct text_measure m;
    int32_t size;
    struct measure_reader place;
    struct nobreak_word before, last; /* the words before it */
    int64_t open; /* width of the words that were read for the next answer; -1: none */
};
struct word_reader word_reader_of(const struct ttf *font, int32_t size, const char *text);
int32_t word_reader_next(struct word_reader *r);

#endif
