/* Conformity of the finished pages with Nghị định 30/2020/NĐ-CP, Phụ lục I: sizes, faces, places,
 * rules, gaps, margins and page numbers, measured on the marks. */
#ifndef BAOCAO_LAYOUT_CONFORM_PAGES_H
#define BAOCAO_LAYOUT_CONFORM_PAGES_H

struct diag;
struct doc;
struct fontset;
struct job;
struct page_set;

/* Reports E5xx and W5xx findings, each with the clause it rests on and, where one is known, the key
 * to change in the template of `job`'s letter. Sizes may be off by 0.1 pt, lengths by 0.5 mm.
 * `fonts` are those the pages were set with. Nothing is changed; the cost is one walk over the
 * marks. */
void conform_pages(const struct doc *doc, const struct page_set *pages, const struct fontset *fonts,
                   const struct job *job, struct diag *diag);

#endif
