/* Sets a document on pages: a letter and its signature block, tables with repeated headers. */
#ifndef BAOCAO_LAYOUT_PAGINATE_H
#define BAOCAO_LAYOUT_PAGINATE_H

#include <stdint.h>

struct diag;
struct doc;
struct fontset;
struct page_set;
struct place;
struct table_fit;

/* `fits` holds one entry a part. Fills `out`, which page_set_release frees; its texts are borrowed
 * from the document. Nothing of the document is left out, whatever its size. */
void paginate(const struct doc *doc, const struct table_fit *fits, const struct fontset *fonts,
              struct page_set *out);

/* Says what was set tighter than the document asks (N591, a note) and which pictures reach beyond
 * the paper (E506). `at` may be NULL. */
void paginate_report(const struct page_set *set, const struct place *at, struct diag *diag);

/* The number of the page to which Nơi nhận goes on; 0 when it stands on one. */
uint32_t paginate_copies_go_on(const struct page_set *set);

#endif
