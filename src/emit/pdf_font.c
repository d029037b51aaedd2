/* Fonts of a PDF under single-byte encodings made for the document at hand.
 *
 * ASCII keeps its codes in every encoding; each other character gets the next code from 128 on when
 * a page first shows it, in a further encoding when the last one is full. Two objects describe an
 * encoding, `Differences` with glyph names for drawing and `ToUnicode` for copying text out, and
 * all faces share them. Rejected: the library's "UTF-8" fonts (two bytes a character). They write
 * tables for 65,536 characters per face, and a ToUnicode map that viewers complain about. */
#include "emit/pdf_font.h"

#include <hpdf_doc.h>
#include <hpdf_encoder.h>
#include <hpdf_font.h>
#include <hpdf_fontdef.h>
#include <hpdf_objects.h>
#include <hpdf_streams.h>
#include <hpdf_utils.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "emit/pdf_glyph.h"
#include "layout/fontset.h"

#define FIRST_CODE      32
#define FIRST_OPEN_CODE 128 /* 127 is a control character in some viewers' tables */
#define CODE_COUNT      256
#define BMP_COUNT       0x10000
#define BLOCK_LINES     100 /* a ToUnicode block may not hold more */
#define NONSYMBOLIC     32  /* font descriptor flag: `Differences` counts */
#define SYMBOLIC        4

struct font_file {
    const uint8_t *bytes;
    size_t len;
    size_t at;
};

struct encoding {
    HPDF_Encoder object;
    HPDF_Dict dict;                     /* /Encoding */
    HPDF_Dict unicode;                  /* /ToUnicode */
    unsigned next_code;                 /* first one that is free */
    struct pdf_font *faces[FACE_COUNT]; /* NULL: not used */
};

struct pdf_fonts {
    HPDF_Doc pdf;
    const struct fontset *set;
    struct font_file files[FACE_COUNT];
    HPDF_FontDef definitions[FACE_COUNT]; /* NULL: not used */
    struct encoding **encodings;
    size_t encoding_count, encoding_capacity;
    struct pdf_code *codes; /* of each character; code 0: none yet */
};

/* ---- reading a font that is in memory ---- */

static HPDF_STATUS file_read(HPDF_Stream stream, HPDF_BYTE *out, HPDF_UINT *size) {
    struct font_file *file = stream->attr;
    size_t left = file->len - file->at;
    size_t len = *size <= left ? *size : left;
    if (len)
        memcpy(out, file->bytes + file->at, len);
    file->at += len;
    HPDF_STATUS status = len == *size ? HPDF_OK : HPDF_STREAM_EOF;
    *size = (HPDF_UINT)len;
    return status;
}

static HPDF_STATUS file_seek(HPDF_Stream stream, HPDF_INT position, HPDF_WhenceMode mode) {
    struct font_file *file = stream->attr;
    int64_t from = 0;
    if (mode == HPDF_SEEK_CUR)
        from = (int64_t)file->at;
    else if (mode == HPDF_SEEK_END)
        from = (int64_t)file->len;
    int64_t to = from + position;
    if (to < 0 || to > (int64_t)file->len)
        return HPDF_SetError(stream->error, HPDF_FILE_IO_ERROR, 0);
    file->at = (size_t)to;
    return HPDF_OK;
}

static HPDF_INT32 file_tell(HPDF_Stream stream) {
    const struct font_file *file = stream->attr;
    return (HPDF_INT32)file->at;
}

static HPDF_UINT32 file_size(HPDF_Stream stream) {
    const struct font_file *file = stream->attr;
    return (HPDF_UINT32)file->len;
}

/* ---- faces ---- */

/* The library leaves these entries at zero for TrueType. */
static void definition_complete(HPDF_FontDef def, enum face face) {
    static char tag[] = "BAOCAA"; /* each subset of a document needs its own six letters */
    char face_tag[sizeof tag];
    bool bold = face == FACE_BOLD || face == FACE_BOLD_ITALIC;
    bool italic = face == FACE_ITALIC || face == FACE_BOLD_ITALIC;
    memcpy(face_tag, tag, sizeof tag);
    face_tag[5] = (char)('A' + (int)face);
    def->flags = (def->flags & ~(HPDF_UINT)SYMBOLIC) | NONSYMBOLIC;
    def->stemv = bold ? 136 : 80;
    def->italic_angle = italic ? -16 : 0;
    def->base_font[strcspn(def->base_font, ",")] = '\0'; /* the library appends ",Bold" and so on */
    HPDF_TTFontDef_SetTagName(def, face_tag);
}

static HPDF_FontDef definition_of(struct pdf_fonts *f, enum face face) {
    if (f->definitions[face])
        return f->definitions[face];
    struct font_file *file = &f->files[face];
    file->bytes = ttf_bytes(f->set->faces[face], &file->len);
    HPDF_Stream stream =
        HPDF_CallbackReader_New(f->pdf->mmgr, file_read, file_seek, file_tell, file_size, file);
    if (!stream)
        return NULL;
    HPDF_FontDef def = HPDF_TTFontDef_Load(f->pdf->mmgr, stream, HPDF_TRUE); /* takes the stream */
    if (!def)
        return NULL;
    if (HPDF_List_Add(f->pdf->fontdef_list, def) != HPDF_OK) {
        HPDF_FontDef_Free(def);
        return NULL;
    }
    definition_complete(def, face);
    f->definitions[face] = def;
    return def;
}

/* Our own `Encoding` object is in the font already. */
static HPDF_STATUS encoding_omit(HPDF_Encoder encoder, HPDF_Stream stream) {
    (void)encoder;
    (void)stream;
    return HPDF_OK;
}

struct pdf_font *pdf_fonts_face(struct pdf_fonts *f, enum face face, unsigned number) {
    struct encoding *e = f->encodings[number];
    if (e->faces[face])
        return e->faces[face];
    HPDF_FontDef def = definition_of(f, face);
    if (!def)
        return NULL;
    HPDF_Font object = HPDF_TTFont_New(f->pdf->mmgr, def, e->object, f->pdf->xref);
    if (!object || HPDF_List_Add(f->pdf->font_mgr, object) != HPDF_OK ||
        HPDF_Dict_Add(object, "Encoding", e->dict) != HPDF_OK ||
        HPDF_Dict_Add(object, "ToUnicode", e->unicode) != HPDF_OK)
        return NULL;
    object->filter = HPDF_STREAM_FILTER_FLATE_DECODE; /* handed on to the embedded file */
    struct pdf_font *font = xcalloc(1, sizeof *font);
    font->object = object;
    e->faces[face] = font;
    return font;
}

/* ---- encodings ---- */

static HPDF_STATUS differences_write(HPDF_Dict dict, HPDF_Stream stream) {
    const struct encoding *e = dict->attr;
    const HPDF_BasicEncoderAttr_Rec *map = e->object->attr;
    char name[GLYPH_NAME_SIZE];
    char line[64];
    HPDF_STATUS status = HPDF_Stream_WriteStr(stream, "/Differences [128");
    for (unsigned code = FIRST_OPEN_CODE; code < e->next_code && status == HPDF_OK; code++) {
        snprintf(line, sizeof line, "%s/%s", code % 8 == 0 ? "\n" : "",
                 glyph_name_of(map->unicode_map[code], name));
        status = HPDF_Stream_WriteStr(stream, line);
    }
    return status == HPDF_OK ? HPDF_Stream_WriteStr(stream, "]\n") : status;
}

static bool encoding_make(struct pdf_fonts *f, struct encoding *e) {
    HPDF_MMgr memory = f->pdf->mmgr;
    e->next_code = FIRST_OPEN_CODE;
    e->object = HPDF_BasicEncoder_New(memory, HPDF_ENCODING_WIN_ANSI);
    if (!e->object)
        return false;
    snprintf(e->object->name, sizeof e->object->name, "baocao-%zu", f->encoding_count);
    e->object->write_fn = encoding_omit;
    if (HPDF_Doc_RegisterEncoder(f->pdf, e->object) != HPDF_OK)
        return false;
    e->dict = HPDF_Dict_New(memory);
    if (!e->dict || HPDF_Xref_Add(f->pdf->xref, e->dict) != HPDF_OK)
        return false;
    e->dict->attr = e;
    e->dict->write_fn = differences_write;
    e->unicode = HPDF_DictStream_New(memory, f->pdf->xref);
    if (!e->unicode)
        return false;
    e->unicode->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
    return HPDF_Dict_AddName(e->dict, "Type", "Encoding") == HPDF_OK &&
           HPDF_Dict_AddName(e->dict, "BaseEncoding", HPDF_ENCODING_WIN_ANSI) == HPDF_OK;
}

static bool encoding_open(struct pdf_fonts *f) {
    struct encoding *e = xcalloc(1, sizeof *e);
    GROW(f->encodings, f->encoding_count, f->encoding_capacity);
    bool ok = encoding_make(f, e);
    f->encodings[f->encoding_count++] = e;
    return ok;
}

bool pdf_fonts_code(struct pdf_fonts *f, uint32_t c, struct pdf_code *code) {
    if (c < FIRST_CODE || c >= BMP_COUNT)
        return false;
    *code = f->codes[c];
    if (code->code)
        return true;
    if (f->encodings[f->encoding_count - 1]->next_code == CODE_COUNT && !encoding_open(f))
        return false;
    struct encoding *e = f->encodings[f->encoding_count - 1];
    HPDF_BasicEncoderAttr map = e->object->attr;
    *code = (struct pdf_code){(uint16_t)(f->encoding_count - 1), (uint8_t)e->next_code};
    map->unicode_map[e->next_code++] = (HPDF_UNICODE)c;
    f->codes[c] = *code;
    return true;
}

/* ---- the set ---- */

struct pdf_fonts *pdf_fonts_new(HPDF_Doc pdf, const struct fontset *fonts) {
    struct pdf_fonts *f = xcalloc(1, sizeof *f);
    f->pdf = pdf;
    f->set = fonts;
    f->codes = xcalloc(BMP_COUNT, sizeof *f->codes);
    for (unsigned c = FIRST_CODE; c < 0x7F; c++)
        f->codes[c] = (struct pdf_code){0, (uint8_t)c};
    if (encoding_open(f))
        return f;
    pdf_fonts_free(f);
    return NULL;
}

void pdf_fonts_free(struct pdf_fonts *f) {
    if (!f)
        return;
    for (size_t i = 0; i < f->encoding_count; i++) {
        for (int face = 0; face < FACE_COUNT; face++)
            free(f->encodings[i]->faces[face]);
        free(f->encodings[i]);
    }
    free(f->encodings);
    free(f->codes);
    free(f);
}

/* ---- finishing ---- */

static HPDF_STATUS unicode_write(const struct encoding *e) {
    const HPDF_BasicEncoderAttr_Rec *map = e->object->attr;
    HPDF_Stream stream = e->unicode->stream;
    char line[64];
    HPDF_STATUS status = HPDF_Stream_WriteStr(
        stream, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
                "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
                "1 beginbfrange\n<20> <7E> <0020>\nendbfrange\n");
    for (unsigned code = FIRST_OPEN_CODE; code < e->next_code;) {
        unsigned lines = e->next_code - code < BLOCK_LINES ? e->next_code - code : BLOCK_LINES;
        snprintf(line, sizeof line, "%u beginbfchar\n", lines);
        status += HPDF_Stream_WriteStr(stream, line);
        for (; lines > 0; lines--, code++) {
            snprintf(line, sizeof line, "<%02X> <%04X>\n", code, map->unicode_map[code]);
            status += HPDF_Stream_WriteStr(stream, line);
        }
        status += HPDF_Stream_WriteStr(stream, "endbfchar\n");
    }
    status +=
        HPDF_Stream_WriteStr(stream, "endcmap\nCMapName currentdict /CMap defineresource pop\n"
                                     "end\nend\n");
    return status;
}

/* Asks the library for the width of every code in use, which is how it learns what to embed. The
 * glyphs are marked before: it would follow composites one level deep only. */
static bool face_finish(const struct pdf_fonts *f, const struct encoding *e, int face) {
    const HPDF_BasicEncoderAttr_Rec *map = e->object->attr;
    HPDF_TTFontDefAttr def = f->definitions[face]->attr;
    const struct pdf_font *font = e->faces[face];
    HPDF_BYTE codes[CODE_COUNT];
    HPDF_UINT count = 0;
    for (unsigned code = FIRST_CODE; code < e->next_code; code++) {
        if (!font->used[code])
            continue;
        ttf_mark_glyphs(f->set->faces[face], map->unicode_map[code], def->glyph_tbl.flgs,
                        def->num_glyphs);
        codes[count++] = (HPDF_BYTE)code;
    }
    HPDF_Font_TextWidth(font->object, codes, count);
    return HPDF_Dict_AddNumber(font->object, "LastChar", map->last_char) == HPDF_OK;
}

bool pdf_fonts_finish(struct pdf_fonts *f) {
    for (size_t i = 0; i < f->encoding_count; i++) {
        struct encoding *e = f->encodings[i];
        HPDF_BasicEncoderAttr map = e->object->attr;
        map->last_char = (HPDF_BYTE)(e->next_code - 1);
        if (unicode_write(e) != HPDF_OK)
            return false;
        for (int face = 0; face < FACE_COUNT; face++)
            if (e->faces[face] && !face_finish(f, e, face))
                return false;
    }
    return true;
}
