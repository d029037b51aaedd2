/* What a paragraph of the body starts with: the number of a heading, a dash, "Căn cứ". */
#ifndef BAOCAO_MODEL_BODY_MARK_H
#define BAOCAO_MODEL_BODY_MARK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

#define MARK_LEVELS 6   /* of a dotted number: 1.1.1.1.1.1. */
#define MARK_TITLE  150 /* characters; a longer paragraph is no title */

/* From the highest level of the outline to the lowest (Nghị định 30/2020/NĐ-CP, Phụ lục I, II.6.đ);
 * "A." is not ruled, offices set it above or below "I.". */
enum mark_kind {
    MARK_NONE,
    MARK_PART,        /* Phần I, alone in its paragraph */
    MARK_CHAPTER,     /* Chương I */
    MARK_DIVISION,    /* Mục 1 */
    MARK_SUBDIVISION, /* Tiểu mục 1 */
    MARK_CAPITAL,     /* A. VIẾT HOA */
    MARK_ROMAN,       /* I. VIẾT HOA */
    MARK_ARTICLE,     /* Điều 1. */
    MARK_NUMBER,      /* 1. and 1.1. */
    MARK_LETTER,      /* a) */
    MARK_DASH         /* - – + * • */
};

struct mark {
    uint8_t kind;
    uint8_t levels;                /* of a dotted number; else 1 */
    bool in_capitals;              /* the title behind it; of a label: it has one */
    uint32_t len;                  /* bytes of the number, its stop included */
    uint32_t numbers[MARK_LEVELS]; /* of a letter: its place in the decree's order, 0 for none */
};

/* The mark at the start of a paragraph or line of `len` bytes, of which the first `typed` do not
 * come from a value. */
struct mark mark_of(struct arena *a, const char *s, size_t len, size_t typed);

/* Short and without a stop at its end: a title, not a sentence. */
bool mark_is_title(const char *s, size_t len, size_t most);

/* True when all letters that stand outside brackets are capitals. */
bool mark_is_capital(struct arena *a, const char *s, size_t len);

/* "Căn cứ": it alone can begin the legal bases. */
bool mark_is_basis(const char *s, size_t typed);

/* "Thực hiện", "Theo", "Xét": it goes on with them. */
bool mark_continues_bases(const char *s, size_t typed);

/* Letters of points in the decree's order; NULL past the last. `place` counts from 1. */
const char *mark_letter(uint32_t place);

#endif
