/* Reads what a finished PDF of ours shows: its own way back from the bytes, which shares nothing
 * with the way there. Other PDFs, with encryption, streams of objects or later additions, are
 * refused. */
#ifndef BAOCAO_EMIT_REREAD_PDF_H
#define BAOCAO_EMIT_REREAD_PDF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct text;

/* One or more strings from one place on. Lengths in mpt, from the top left corner of the paper. A
 * code that would be copied as another letter than it is drawn as reads U+FFFD. */
struct shown_text {
    const char *text;
    int64_t x, y; /* of its baseline's left end */
    int64_t size;
    int64_t word_space;
    int64_t cosine, sine; /* of its baseline, in millionths */
};

struct shown_page {
    int64_t width, height;
    struct shown_text *texts; /* in the order in which they are drawn */
    size_t count;
};

struct shown_pdf {
    struct shown_page *pages;
    size_t count;
};

/* All is the arena's. False, with what is wrong in a word or two of PDF's own language ("xref",
 * "object 12"), when the bytes are no such file. Never fails otherwise, whatever the bytes. */
bool reread_pdf(struct arena *a, const struct text *bytes, struct shown_pdf *pdf,
                const char **fault);

#endif
