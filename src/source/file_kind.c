/* Tells by its first bytes a file that is no text but a document of an office program. */
#include "source/file_kind.h"

#include <stdbool.h>
#include <string.h>

/* What distinguishes the packed formats is named near the start of the archive. */
#define SEARCHED 4096

struct kind {
    const char *start; /* the first bytes */
    const char *part;  /* and a name that comes soon behind them, or NULL */
    const char *name;
};

static const struct kind kinds[] = {
    {"PK\x03\x04", "xl/", "Excel (.xlsx)"},
    {"PK\x03\x04", "word/", "Word (.docx)"},
    {"PK\x03\x04", "application/vnd.oasis.opendocument.", "LibreOffice (.ods, .odt)"},
    {"PK\x03\x04", "[Content_Types].xml", "Excel/Word (.xlsx, .docx)"},
    {"PK\x03\x04", NULL, "ZIP (.zip)"},
    {"\xD0\xCF\x11\xE0", NULL, "Excel/Word 97-2003 (.xls, .doc)"},
    {"%PDF-", NULL, "PDF (.pdf)"},
    {"{\\rtf", NULL, "RTF (.rtf)"},
};

static bool holds(const char *bytes, size_t len, const char *wanted) {
    size_t n = strlen(wanted);
    for (size_t i = 0; i + n <= len; i++) {
        if (memcmp(bytes + i, wanted, n) == 0) {
            return true;
        }
    }
    return false;
}

const char *file_kind_of(const char *bytes, size_t len) {
    size_t searched = len < SEARCHED ? len : SEARCHED;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const struct kind *k = &kinds[i];
        size_t n = strlen(k->start);
        if (len >= n && memcmp(bytes, k->start, n) == 0 &&
            (k->part == NULL || holds(bytes, searched, k->part))) {
            return k->name;
        }
    }
    return NULL;
}
