/* Writes text strings as UTF-16 with a byte order mark, the one Unicode form of every version. */
#include "emit/pdf_string.h"

#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <stdint.h>

#include "base/text.h"
#include "base/utf8.h"

static void put_unit(struct text *bytes, uint32_t unit) {
    text_putc(bytes, (char)(unit >> 8));
    text_putc(bytes, (char)(unit & 0xFF));
}

bool pdf_string_put(HPDF_Doc pdf, HPDF_Dict dict, const char *key, const char *text) {
    struct text bytes;
    text_init(&bytes);
    put_unit(&bytes, 0xFEFF);
    while (*text) {
        uint32_t c = utf8_next(&text);
        if (c >= 0x10000) {
            put_unit(&bytes, 0xD800 + ((c - 0x10000) >> 10));
            put_unit(&bytes, 0xDC00 + ((c - 0x10000) & 0x3FF));
        } else {
            put_unit(&bytes, c < ' ' ? ' ' : c);
        }
    }
    HPDF_Binary object = HPDF_Binary_New(pdf->mmgr, (HPDF_BYTE *)bytes.data, (HPDF_UINT)bytes.len);
    text_release(&bytes);
    return object && HPDF_Dict_Add(dict, key, object) == HPDF_OK;
}
