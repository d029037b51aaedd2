/* Writes marks and cells that are already decided, with the plain calls of libharu and
 * libxlsxwriter: the least that any program on these two libraries must spend.
 *
 * usage: baocao_floor ENCODING FONTS MARKS CELLS OUT COUNT
 *   ENCODING  utf8 (the library's own encoder) or single (one byte a character)
 *   FONTS     folder of LiberationSerif-*.ttf
 *   MARKS, CELLS  lines of tab-separated fields as prepare.py writes them
 *   OUT-1.pdf, OUT-1.xlsx ... OUT-COUNT.pdf, OUT-COUNT.xlsx are written
 */
#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_encoder.h>
#include <hpdf_font.h>
#include <hpdf_objects.h>
#include <hpdf_streams.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

#define FACES       4
#define MAX_FIELDS  16
#define MAX_FORMATS 256
#define CODE_START  128
#define MAX_PAGES   64
#define MAX_DEPTH   10

static void fail(const char *what) {
    fprintf(stderr, "baocao_floor: %s\n", what);
    exit(1);
}

/* ---- reading ---- */

static char *file_read(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file)
        fail(path);
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    char *bytes = malloc(size + 1);
    if (!bytes || fread(bytes, 1, size, file) != size)
        fail(path);
    bytes[size] = '\0';
    fclose(file);
    return bytes;
}

/* Cuts the next line into fields; false at the end. */
static bool line_read(char **at, char *fields[MAX_FIELDS]) {
    if (**at == '\0')
        return false;
    int count = 0;
    char *p = *at;
    fields[count++] = p;
    for (; *p != '\n'; p++) {
        if (*p == '\t' && count < MAX_FIELDS) {
            *p = '\0';
            fields[count++] = p + 1;
        }
    }
    *p = '\0';
    *at = p + 1;
    return true;
}

/* ---- one byte a character ---- */

struct single {
    HPDF_UNICODE unicode[256];
    unsigned next;
    unsigned char code_of[0x3000];
};

static unsigned utf8_next(const char **s) {
    const unsigned char *p = (const unsigned char *)*s;
    unsigned len = *p < 0x80 ? 1 : *p < 0xE0 ? 2 : *p < 0xF0 ? 3 : 4;
    unsigned c = len == 1 ? *p : *p & (0x7Fu >> len);
    for (unsigned i = 1; i < len; i++)
        c = c << 6 | (p[i] & 0x3F);
    *s += len;
    return c;
}

static void single_convert(struct single *single, const char *text, char *out) {
    while (*text) {
        unsigned c = utf8_next(&text);
        if (c >= 0x3000)
            fail("a character outside the encoding");
        if (single->code_of[c] == 0) {
            if (single->next == 256)
                fail("too many characters for one encoding");
            single->code_of[c] = (unsigned char)single->next;
            single->unicode[single->next++] = (HPDF_UNICODE)c;
        }
        *out++ = (char)single->code_of[c];
    }
    *out = '\0';
}

static struct single *single_written; /* write_fn has no argument of its own */

static HPDF_STATUS encoding_write(HPDF_Encoder encoder, HPDF_Stream out) {
    char name[16];
    (void)encoder;
    HPDF_Stream_WriteStr(out, "/Encoding <<\n/Type /Encoding\n/BaseEncoding /WinAnsiEncoding\n"
                              "/Differences [128");
    for (unsigned code = CODE_START; code < single_written->next; code++) {
        snprintf(name, sizeof name, " /uni%04X", single_written->unicode[code]);
        HPDF_Stream_WriteStr(out, name);
    }
    return HPDF_Stream_WriteStr(out, "]\n>>\n");
}

static HPDF_Encoder single_register(HPDF_Doc pdf, struct single *single) {
    HPDF_Encoder encoder = HPDF_BasicEncoder_New(pdf->mmgr, HPDF_ENCODING_WIN_ANSI);
    single->next = CODE_START;
    for (unsigned c = 32; c < 127; c++)
        single->code_of[c] = (unsigned char)c;
    snprintf(encoder->name, sizeof encoder->name, "single");
    encoder->write_fn = encoding_write;
    single_written = single;
    HPDF_Doc_RegisterEncoder(pdf, encoder);
    return encoder;
}

/* Codes are given out while the pages are written, so the maps follow them. */
static void single_finish(HPDF_Doc pdf, struct single *single, HPDF_Encoder encoder,
                          HPDF_Font fonts[FACES]) {
    HPDF_BasicEncoderAttr map = encoder->attr;
    HPDF_Dict unicode = HPDF_DictStream_New(pdf->mmgr, pdf->xref);
    char line[64];
    map->last_char = (HPDF_BYTE)(single->next - 1);
    unicode->filter = HPDF_STREAM_FILTER_FLATE_DECODE;
    HPDF_Stream_WriteStr(unicode->stream,
                         "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                         "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                         "1 begincodespacerange\n<00> <FF>\nendcodespacerange\n"
                         "1 beginbfrange\n<20> <7E> <0020>\nendbfrange\n");
    for (unsigned code = CODE_START; code < single->next; code++) {
        if ((code - CODE_START) % 100 == 0) {
            unsigned rest = single->next - code;
            snprintf(line, sizeof line, "%s%u beginbfchar\n",
                     code > CODE_START ? "endbfchar\n" : "", rest < 100 ? rest : 100);
            HPDF_Stream_WriteStr(unicode->stream, line);
        }
        snprintf(line, sizeof line, "<%02X> <%04X>\n", code, single->unicode[code]);
        HPDF_Stream_WriteStr(unicode->stream, line);
    }
    HPDF_Stream_WriteStr(unicode->stream,
                         "endbfchar\nendcmap\n"
                         "CMapName currentdict /CMap defineresource pop\nend\nend\n");
    for (int i = 0; i < FACES; i++) {
        if (fonts[i]) {
            HPDF_Dict_Add(fonts[i], "ToUnicode", unicode);
            HPDF_Dict_AddNumber(fonts[i], "LastChar", map->last_char);
        }
    }
}

/* ---- the PDF ---- */

struct pen {
    HPDF_Doc pdf;
    const char *folder;
    struct single *single; /* NULL: the library's UTF-8 */
    HPDF_Encoder encoder;
    HPDF_Font fonts[FACES];
    HPDF_Page page, pages[MAX_PAGES];
    unsigned page_count;
    HPDF_Outline parents[MAX_DEPTH + 1];
    float height, x, y, width, size, space;
    int face;
    bool in_text;
};

static HPDF_Font font_of(struct pen *pen, int face) {
    static const char *const NAMES[FACES] = {"Regular", "Bold", "Italic", "BoldItalic"};
    if (!pen->fonts[face]) {
        char path[4096];
        snprintf(path, sizeof path, "%s/LiberationSerif-%s.ttf", pen->folder, NAMES[face]);
        const char *name = HPDF_LoadTTFontFromFile(pen->pdf, path, HPDF_TRUE);
        pen->fonts[face] = HPDF_GetFont(pen->pdf, name, pen->single ? "single" : "UTF-8");
        if (!pen->fonts[face])
            fail("a font could not be loaded");
    }
    return pen->fonts[face];
}

static float points(const char *millipoints) {
    return (float)strtol(millipoints, NULL, 10) / 1000;
}

static void page_start(struct pen *pen, char **f) {
    if (pen->page_count == MAX_PAGES)
        fail("too many pages");
    pen->page = pen->pages[pen->page_count++] = HPDF_AddPage(pen->pdf);
    pen->height = points(f[2]);
    HPDF_Page_SetWidth(pen->page, points(f[1]));
    HPDF_Page_SetHeight(pen->page, pen->height);
    pen->width = pen->space = 0;
    pen->face = -1;
    pen->x = pen->y = 0;
}

static void text_end(struct pen *pen) {
    if (pen->in_text)
        HPDF_Page_EndText(pen->page);
    pen->in_text = false;
}

static void text_show(struct pen *pen, char **f) {
    char bytes[8192];
    const char *text = f[6];
    int face = atoi(f[3]);
    float x = points(f[1]), y = pen->height - points(f[2]), size = points(f[4]);
    float space = points(f[5]);
    if (!pen->in_text)
        HPDF_Page_BeginText(pen->page);
    pen->in_text = true;
    if (face != pen->face || size < pen->size || size > pen->size)
        HPDF_Page_SetFontAndSize(pen->page, font_of(pen, face), size);
    if (space < pen->space || space > pen->space)
        HPDF_Page_SetWordSpace(pen->page, space);
    HPDF_Page_MoveTextPos(pen->page, x - pen->x, y - pen->y);
    if (pen->single) {
        single_convert(pen->single, text, bytes);
        memcpy(((HPDF_BasicEncoderAttr)pen->encoder->attr)->unicode_map + CODE_START,
               pen->single->unicode + CODE_START,
               (pen->single->next - CODE_START) * sizeof *pen->single->unicode);
        text = bytes;
    }
    HPDF_Page_ShowText(pen->page, text);
    pen->face = face;
    pen->size = size;
    pen->space = space;
    pen->x = x;
    pen->y = y;
}

static void rule_draw(struct pen *pen, char **f) {
    float width = points(f[5]);
    if (width < pen->width || width > pen->width)
        HPDF_Page_SetLineWidth(pen->page, width);
    pen->width = width;
    HPDF_Page_MoveTo(pen->page, points(f[1]), pen->height - points(f[2]));
    HPDF_Page_LineTo(pen->page, points(f[3]), pen->height - points(f[4]));
    HPDF_Page_Stroke(pen->page);
}

/* Page labels, links and the outline follow when all pages are there. */
static HPDF_Destination destination_new(struct pen *pen, const char *page, const char *y) {
    HPDF_Page target = pen->pages[atoi(page) % MAX_PAGES];
    HPDF_Destination place = HPDF_Page_CreateDestination(target);
    HPDF_Destination_SetXYZ(place, 0, HPDF_Page_GetHeight(target) - points(y), 1);
    return place;
}

static void link_add(struct pen *pen, char **f) {
    HPDF_Page page = pen->pages[atoi(f[1]) % MAX_PAGES];
    float height = HPDF_Page_GetHeight(page);
    HPDF_Rect area = {points(f[2]), height - points(f[5]), points(f[4]), height - points(f[3])};
    HPDF_Annotation link = HPDF_Page_CreateLinkAnnot(page, area, destination_new(pen, f[6], "0"));
    HPDF_LinkAnnot_SetBorderStyle(link, 0, 0, 0);
}

static void outline_add(struct pen *pen, char **f) {
    int depth = atoi(f[1]) % (MAX_DEPTH + 1);
    HPDF_Encoder encoder = HPDF_GetEncoder(pen->pdf, "UTF-8");
    HPDF_Outline entry = HPDF_CreateOutline(pen->pdf, pen->parents[depth - 1], f[4], encoder);
    HPDF_Outline_SetDestination(entry, destination_new(pen, f[2], f[3]));
    HPDF_Outline_SetOpened(entry, depth == 1);
    pen->parents[depth] = entry;
}

static void line_draw(struct pen *pen, char **f) {
    if (f[0][0] != 'T')
        text_end(pen);
    switch (f[0][0]) {
    case 'P':
        page_start(pen, f);
        break;
    case 'T':
        text_show(pen, f);
        break;
    case 'R':
        rule_draw(pen, f);
        break;
    case 'B':
        HPDF_AddPageLabel(pen->pdf, (HPDF_UINT)atoi(f[1]), HPDF_PAGE_NUM_STYLE_DECIMAL,
                          (HPDF_UINT)atoi(f[2]), NULL);
        break;
    case 'L':
        link_add(pen, f);
        break;
    default:
        outline_add(pen, f);
        break;
    }
}

static void pdf_write(const char *encoding, const char *folder, const char *marks,
                      const char *path) {
    char *bytes = file_read(marks), *at = bytes, *f[MAX_FIELDS];
    struct single single = {.next = 0};
    struct pen pen = {.pdf = HPDF_New(NULL, NULL), .folder = folder};
    HPDF_SetCompressionMode(pen.pdf, HPDF_COMP_ALL);
    HPDF_UseUTFEncodings(pen.pdf); /* titles of the outline need it in any case */
    if (strcmp(encoding, "single") == 0) {
        pen.single = &single;
        pen.encoder = single_register(pen.pdf, &single);
    } else {
        HPDF_SetCurrentEncoder(pen.pdf, "UTF-8");
    }
    while (line_read(&at, f))
        line_draw(&pen, f);
    text_end(&pen);
    if (pen.single)
        single_finish(pen.pdf, &single, pen.encoder, pen.fonts);
    if (HPDF_SaveToFile(pen.pdf, path) != HPDF_OK || HPDF_GetError(pen.pdf) != HPDF_OK)
        fail(path);
    HPDF_Free(pen.pdf);
    free(bytes);
}

/* ---- the workbook ---- */

static void format_make(lxw_workbook *book, lxw_format **formats, char **f) {
    lxw_format *format = workbook_add_format(book);
    format_set_font_name(format, "Times New Roman");
    format_set_font_size(format, strtod(f[2], NULL));
    if (f[3][0] == '1')
        format_set_bold(format);
    if (f[4][0] == '1')
        format_set_italic(format);
    format_set_align(format, (uint8_t)atoi(f[5]));
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    format_set_text_wrap(format);
    if (f[6][0] == '1')
        format_set_border(format, LXW_BORDER_THIN);
    format_set_num_format(format, f[7]);
    formats[atoi(f[1]) % MAX_FORMATS] = format;
}

static void sheet_set_up(lxw_worksheet *sheet, char **f) {
    worksheet_set_paper(sheet, 9);
    if (f[1][0] == '1')
        worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_repeat_rows(sheet, (lxw_row_t)atoi(f[2]), (lxw_row_t)atoi(f[3]));
    worksheet_freeze_panes(sheet, (lxw_row_t)atoi(f[3]) + 1, 0);
    worksheet_set_margins(sheet, 30 / 25.4, 15 / 25.4, 20 / 25.4, 20 / 25.4);
    worksheet_set_header(sheet, "&C&14&P");
}

static void cell_write(lxw_worksheet *sheet, lxw_format **formats, char **f) {
    lxw_row_t row = (lxw_row_t)atoi(f[1]);
    lxw_col_t column = (lxw_col_t)atoi(f[2]);
    lxw_format *format = formats[atoi(f[5]) % MAX_FORMATS];
    if (atoi(f[3]) > 1 || atoi(f[4]) > 1)
        worksheet_merge_range(sheet, row, column, row + (lxw_row_t)atoi(f[3]) - 1,
                              (lxw_col_t)(column + atoi(f[4]) - 1), "", format);
    if (f[0][0] == 'N')
        worksheet_write_number(sheet, row, column, strtod(f[6], NULL), format);
    else
        worksheet_write_string(sheet, row, column, f[6], format);
}

static void xlsx_write(const char *cells, char *folder, const char *path) {
    char *bytes = file_read(cells), *at = bytes, *f[MAX_FIELDS];
    lxw_workbook_options options = {.tmpdir = folder};
    lxw_workbook *book = workbook_new_opt(path, &options);
    lxw_worksheet *sheet = NULL;
    lxw_format *formats[MAX_FORMATS] = {NULL};
    while (line_read(&at, f)) {
        switch (f[0][0]) {
        case 'W':
            sheet = workbook_add_worksheet(book, f[1]);
            break;
        case 'U':
            sheet_set_up(sheet, f);
            break;
        case 'F':
            format_make(book, formats, f);
            break;
        case 'C':
            worksheet_set_column(sheet, (lxw_col_t)atoi(f[1]), (lxw_col_t)atoi(f[1]),
                                 strtod(f[2], NULL), NULL);
            break;
        case 'R':
            worksheet_set_row(sheet, (lxw_row_t)atoi(f[1]), strtod(f[2], NULL), NULL);
            break;
        default:
            cell_write(sheet, formats, f);
            break;
        }
    }
    if (workbook_close(book) != LXW_NO_ERROR)
        fail(path);
    free(bytes);
}

int main(int argc, char **argv) {
    if (argc != 7)
        fail("usage: baocao_floor utf8|single FONTS MARKS CELLS OUT COUNT");
    char folder[4096];
    snprintf(folder, sizeof folder, "%s", argv[5]);
    char *slash = strrchr(folder, '/');
    if (slash)
        *slash = '\0';
    for (int i = 1; i <= atoi(argv[6]); i++) {
        char path[4200];
        snprintf(path, sizeof path, "%s-%d.pdf", argv[5], i);
        pdf_write(argv[1], argv[2], argv[3], path);
        snprintf(path, sizeof path, "%s-%d.xlsx", argv[5], i);
        xlsx_write(argv[4], slash ? folder : NULL, path);
    }
    return 0;
}
