/* What the parts of the composer share; nobody else includes it. */
#ifndef BAOCAO_DOC_COMPOSER_H
#define BAOCAO_DOC_COMPOSER_H

#include "doc/compose.h"
#include "doc/doc.h"
#include "model/component.h"
#include "model/job.h"

struct place;
struct schema;
struct target_figures;

/* The words above the table of an appendix, their placeholders filled. */
struct appendix_words {
    const char *label, *title, *attached; /* or NULL */
};

struct composer {
    struct arena *arena;
    struct diag *diag;
    const struct compose_input *in;
    const struct job *job;
    const struct document_kind *kind; /* of the letter; without one the lawful standard */
    struct appendix_words *words;     /* one an appendix */
};

/* Blocks that are being put one behind the other. */
struct block_list {
    struct doc_block *blocks;
    size_t count;
};

struct block_list block_list_new(struct arena *a, size_t capacity);
struct doc_block *block_add(struct block_list *list, enum doc_block_kind kind);

/* A text in the style that the kind of document gives its component. `from` may be NULL. */
struct doc_paragraph compose_text(const struct composer *c, enum component component,
                                  const char *text, const struct place *from);

/* Fills c->words; false, with findings, when a placeholder has no value. */
bool compose_appendix_words(struct composer *c);

/* A page as the kind sets it; `landscape` turns the paper, not the margins. */
void compose_page(const struct composer *c, struct doc_part *part, bool landscape);

/* The i-th appendix; false, with findings, when a heading has no value. */
bool compose_appendix_part(const struct composer *c, size_t i, struct doc_part *part);

/* Row n of a header: groups lie over their columns, other headings reach down beside them. */
void compose_header_row(struct arena *a, const struct schema *s, struct doc_row *row, size_t n);

/* The progress table of a report; NULL, with findings, when a heading has no value. */
struct doc_table *compose_progress(const struct composer *c);

/* The table that follows tasks. */
struct doc_table *compose_tasks(const struct composer *c);

/* How a workbook computes a figure from the columns beside it (doc_formula), or NULL. */
const char *compose_formula(struct arena *a, const struct report_columns *c,
                            const struct target_figures *t, int kind);

/* The charts of a report. */
void compose_charts(const struct composer *c, struct block_list *list);

struct doc_table *compose_table(struct arena *a, const struct plan *plan, bool in_passing);

/* "V/v ...", which a công văn has in place of a title; NULL for any other kind. */
const char *compose_about(const struct composer *c);

void compose_letter_part(const struct composer *c, struct doc_part *part);

/* The text of the letter, item by item, with links to the appendices that it names; it ends with
 * "./.". */
void compose_body(const struct composer *c, struct block_list *list);

/* The paragraph with a link on each mention of an appendix, spans in order. */
void compose_links(const struct composer *c, struct doc_paragraph *p);

#endif
