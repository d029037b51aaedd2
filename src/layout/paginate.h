/* Sets a document on pages: headings, tables with repeated headers, page numbers. */
#ifndef BAOCAO_LAYOUT_PAGINATE_H
#define BAOCAO_LAYOUT_PAGINATE_H

struct doc;
struct fontset;
struct page_set;
struct table_fit;

/* `fits` holds one entry a part. Fills `out`, which page_set_release frees; its texts are borrowed
 * from the document. Nothing of the document is left out, whatever its size. */
void paginate(const struct doc *doc, const struct table_fit *fits, const struct fontset *fonts,
              struct page_set *out);

#endif
