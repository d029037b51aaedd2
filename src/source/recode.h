/* Text between UTF-8 and an encoding that is known; bytes that do not fit it are reported. */
#ifndef BAOCAO_SOURCE_RECODE_H
#define BAOCAO_SOURCE_RECODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "source/encoding.h"

struct diag;
struct text;

/* One pass over a text. The first three are given; all else starts at zero. */
struct recoding {
    struct diag *diag; /* NULL: a trial, nothing is reported */
    const char *file;
    const char *name; /* of the encoding, for E106 */
    bool failed;      /* set when something did not fit */
    size_t counted;   /* bytes of decoded text whose line ends are counted */
    uint32_t lines;   /* those line ends */
    uint32_t bad_line;
};

/* Reports each line that is not valid UTF-8. */
void recode_check_utf8(struct recoding *r, const char *bytes, size_t len);

/* Appends bytes in `from`, UTF-16 or single bytes, as UTF-8; U+FFFD for what does not fit.
 * ENCODING_AUTO stands for Windows-1252. */
void recode_to_utf8(struct recoding *r, enum encoding from, const char *bytes, size_t len,
                    struct text *out);

/* Appends valid UTF-8 as bytes of Windows-1252; a question mark for what does not fit. */
void recode_to_latin(struct recoding *r, const char *utf8, size_t len, struct text *out);

/* Line ends (LF, CRLF or a lone CR) before `at`, which only grows in one pass; plus one. */
uint32_t recode_line(struct recoding *r, const char *text, size_t at);

#endif
