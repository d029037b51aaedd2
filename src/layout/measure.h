/* Reads a text with the widths of its characters, through the faces of its spans. */
#ifndef BAOCAO_LAYOUT_MEASURE_H
#define BAOCAO_LAYOUT_MEASURE_H

#include <stddef.h>
#include <stdint.h>

#include "base/typography.h"
#include "base/utf8.h"
#include "layout/ttf.h"

struct text_measure {
    const char *text;
    const struct ttf *font;   /* of what lies outside the spans */
    struct ttf *const *faces; /* by enum face; not read when there are no spans */
    const struct text_span *spans;
    size_t span_count;
};

/* A place in the text. Copies read on independently. */
struct measure_reader {
    const char *s;
    const struct ttf *font; /* of the run it is in */
    const char *run_end;    /* NULL: the run goes on to the end */
    size_t span;            /* the first one that ends behind `s` */
};

/* Finds the run that `r->s` lies in. */
static inline void measure_find_run(const struct text_measure *m, struct measure_reader *r) {
    size_t at = (size_t)(r->s - m->text);
    while (r->span < m->span_count && m->spans[r->span].end <= at) {
        r->span++;
    }
    const struct text_span *span = &m->spans[r->span];
    if (r->span == m->span_count) {
        r->font = m->font;
        r->run_end = NULL;
    } else if (at < span->start) {
        r->font = m->font;
        r->run_end = m->text + span->start;
    } else {
        r->font = m->faces[span->style & (STYLE_BOLD | STYLE_ITALIC)];
        r->run_end = m->text + span->end;
    }
}

static inline struct measure_reader measure_start(const struct text_measure *m) {
    struct measure_reader r = {.s = m->text, .font = m->font};
    if (m->span_count > 0) {
        measure_find_run(m, &r);
    }
    return r;
}

/* Width of the next character in 1/1000 em (a tab's is a space's; one that the font lacks has
 * none), which `*c` (may be NULL) gets. */
static inline int32_t measure_next(const struct text_measure *m, struct measure_reader *r,
                                   uint32_t *c) {
    if (r->run_end && r->s >= r->run_end) {
        measure_find_run(m, r);
    }
    uint32_t code = utf8_next(&r->s);
    if (c) {
        *c = code;
    }
    int32_t advance = ttf_advance(r->font, code == '\t' ? ' ' : code);
    return advance > 0 ? advance : 0;
}

#endif
