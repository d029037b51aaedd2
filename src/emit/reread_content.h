/* Follows the operators of a page's content to the texts it shows. */
#ifndef BAOCAO_EMIT_REREAD_CONTENT_H
#define BAOCAO_EMIT_REREAD_CONTENT_H

#include <stdbool.h>
#include <stdint.h>

#include "emit/reread_pdf.h"
#include "emit/reread_token.h"

#define REREAD_CODES 256

/* What the codes of a font mean. */
struct reread_font {
    uint32_t object;
    uint32_t letters[REREAD_CODES]; /* U+FFFD: nothing, or not what is drawn */
};

/* The font that the page calls by a name; NULL: none. */
typedef const struct reread_font *(*reread_font_finder)(void *context, const struct token *name);

/* Fills the texts of a page whose width and height are known. NULL, or the operator that makes no
 * sense there or that could show text in a way not followed here. */
const char *reread_content(struct arena *a, struct span content, reread_font_finder find,
                           void *context, struct shown_page *page);

#endif
