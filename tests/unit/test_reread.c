/* Owns the tests of emit/reread*.c: files just made are proved right, and after any figure, text,
 * place or byte of them was changed they are not; damaged ones never crash the reader. */
#include "unit/harness.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "doc/doc.h"
#include "emit/inflate.h"
#include "emit/pdf.h"
#include "emit/reread.h"
#include "emit/reread_zip.h"
#include "emit/xlsx.h"
#include "layout/fontset.h"
#include "layout/page.h"
#include "layout/paginate.h"
#include "layout/tablefit.h"

#define FONTS  TEST_BINARY_DIR "/fonts"
#define ROUNDS 1500
#define NONE   ""

static struct doc_cell cells[][3] = {
    {{.text = "Chỉ tiêu"}, {.text = "Kế hoạch"}, {.text = "Thực hiện"}},
    {{.text = "Doanh thu (tỷ đồng) \\ ước"},
     {.text = "9,7", .is_number = true, .number = {97, 1}},
     {.text = "1.234.567,25", .is_number = true, .number = {123456725, 2}}},
    {{.text = "Tỷ lệ hộ\nnghèo"},
     {.text = "12,5%", .is_number = true, .is_percent = true, .number = {125, 1}},
     {.text = "-0,3", .is_number = true, .number = {-3, 1}}},
    {{.text = "Xã đạt chuẩn & giữ vững"},
     {.text = "≥ 90"},
     {.text = "1234567890123456", .is_number = true, .number = {1234567890123456, 0}}},
};
#define ROWS (sizeof cells / sizeof *cells)

static struct doc_row rows[ROWS];
static struct doc_column columns[3];
static struct doc_table table = {.columns = columns,
                                 .column_count = 3,
                                 .rows = rows,
                                 .row_count = ROWS,
                                 .header_rows = 1,
                                 .font_size = 12000};
static struct doc_block blocks[] = {
    {.kind = BLOCK_PARAGRAPH,
     .as.paragraph = {.text = "BIỂU TỔNG HỢP", .font_size = 14000, .align = ALIGN_CENTER}},
    {.kind = BLOCK_TABLE, .as.table = &table},
    {.kind = BLOCK_END_MARK, .as.paragraph = {.text = "./.", .font_size = 14000}},
};
static struct doc_part part = {.margin_top = 56693,
                               .margin_bottom = 56693,
                               .margin_left = 85039,
                               .margin_right = 42520,
                               .page_number_size = 14000,
                               .sheet_name = "Biểu 01",
                               .watermark = "BẢN NHÁP",
                               .blocks = blocks,
                               .block_count = sizeof blocks / sizeof *blocks};
static const struct doc DOC = {
    .title = "Biểu", .year = 2026, .month = 10, .day = 2, .parts = &part, .part_count = 1};

static struct page_set pages;
static struct text pdf, xlsx;

static void doc_build(void) {
    for (size_t r = 0; r < ROWS; r++) {
        rows[r] = (struct doc_row){.cells = cells[r], .cell_count = 3};
        for (uint16_t c = 0; c < 3; c++) {
            cells[r][c].column = c;
            cells[r][c].row_span = cells[r][c].col_span = 1;
        }
    }
}

static struct diag *diag_make(void) {
    struct diag *diag = diag_new(&(struct diag_options){.language = LANGUAGE_EN});
    diag_begin_job(diag);
    return diag;
}

static bool files_make(void) {
    struct diag *diag = diag_make();
    struct fontset *fonts = fontset_load(NULL, FONTS, NULL, NULL, diag);
    struct table_fit fit;
    text_init(&pdf);
    text_init(&xlsx);
    bool good = CHECK(fonts != NULL);
    if (good) {
        CHECK(table_fit_init(&fit, &table, fonts, A4_SHORT - 85039 - 42520));
        table_fit_count_lines(&fit, fonts);
        paginate(&DOC, &fit, fonts, &pages);
        CHECK(pdf_write(&DOC, &pages, fonts, diag, &pdf));
        CHECK(xlsx_write(&DOC, &fit, diag, &xlsx));
        table_fit_release(&fit);
    }
    fontset_free(fonts);
    diag_free(diag);
    return good;
}

/* ---- what is found ---- */

/* The code of the first finding; NONE: all is right. */
static const char *found(struct diag *diag, bool good) {
    const char *name = NONE;
    if (diag_job_findings(diag) > 0) {
        name = message_info_of(diag_job_finding(diag, 0).code)->name;
    }
    CHECK(good == (*name == '\0'));
    diag_free(diag);
    return name;
}

static const char *pdf_found(const struct text *bytes, const struct page_set *set) {
    struct diag *diag = diag_make();
    return found(diag, reread_check_pdf("a.pdf", bytes, &DOC, set, diag));
}

static const char *xlsx_found(const struct text *bytes) {
    struct diag *diag = diag_make();
    return found(diag, reread_check_xlsx("a.xlsx", bytes, &DOC, diag));
}

/* ---- changing files ---- */

static uint32_t seed = 1;

static uint32_t chance(size_t below) {
    seed = seed * 1664525 + 1013904223;
    return (uint32_t)((uint64_t)(seed >> 8) % below);
}

/* Up to four bytes from `from` on. */
static void spoil(struct text *t, size_t from) {
    for (uint32_t i = chance(4) + 1; i > 0 && t->len > from; i--) {
        t->data[from + chance(t->len - from)] = (char)chance(256);
    }
}

static char *find_bytes(const struct text *t, const char *bytes, size_t from) {
    size_t len = strlen(bytes);
    for (size_t i = from; i + len <= t->len; i++) {
        if (memcmp(t->data + i, bytes, len) == 0) {
            return t->data + i;
        }
    }
    return NULL;
}

/* Replaces the first occurrence, or all. */
static void replace(struct text *t, const char *old, const char *new, bool all) {
    struct text out;
    text_init(&out);
    size_t from = 0;
    char *at = find_bytes(t, old, 0);
    if (!CHECK(at != NULL)) {
        printf("    not there: %s\n", old);
        return;
    }
    do {
        text_put(&out, t->data + from, (size_t)(at - t->data) - from);
        text_puts(&out, new);
        from = (size_t)(at - t->data) + strlen(old);
        at = all ? find_bytes(t, old, from) : NULL;
    } while (at);
    text_put(&out, t->data + from, t->len - from);
    text_release(t);
    *t = out;
}

/* Unpacks the content of the only page into an object behind the end, to which the table of objects
 * then leads; what `old` says there becomes `new`. */
static struct text pdf_altered(const char *old, const char *new) {
    struct text out, content;
    text_init(&out);
    text_init(&content);
    text_put(&out, pdf.data, pdf.len);
    unsigned object = (unsigned)atoi(find_bytes(&pdf, "/Contents ", 0) + 10);
    struct arena *a = arena_new();
    const char *head = arena_printf(a, "\n%u 0 obj", object);
    size_t place = (size_t)(find_bytes(&pdf, head, 0) - pdf.data);
    size_t start = (size_t)(find_bytes(&pdf, "stream\r\n", place) - pdf.data) + 8;
    CHECK(inflate_bytes((const uint8_t *)pdf.data + start, pdf.len - start, false, &content));
    replace(&content, old, new, false);
    size_t tail = (size_t)(find_bytes(&pdf, "startxref", pdf.len - 40) - pdf.data);
    char *entry = find_bytes(&out, arena_printf(a, "%010zu 00000 n", place + 1), 0);
    if (CHECK(entry != NULL)) {
        memcpy(entry, arena_printf(a, "%010zu", out.len), 10);
    }
    text_printf(&out, "%u 0 obj\n<<\n/Length %zu\n>>\nstream\r\n", object, content.len);
    text_put(&out, content.data, content.len);
    text_puts(&out, "\nendstream\nendobj\n");
    text_put(&out, pdf.data + tail, pdf.len - tail);
    text_release(&content);
    arena_free(a);
    return out;
}

static void check_pdf_altered(const char *old, const char *new, const char *code) {
    struct text bytes = pdf_altered(old, new);
    CHECK_STR(pdf_found(&bytes, &pages), code);
    text_release(&bytes);
}

/* An object of the file itself; `new` is as long as `old`. */
static void check_pdf_object(const char *old, const char *new, const char *code) {
    struct text bytes;
    text_init(&bytes);
    text_put(&bytes, pdf.data, pdf.len);
    replace(&bytes, old, new, false);
    CHECK_STR(pdf_found(&bytes, &pages), code);
    text_release(&bytes);
}

static void put_number(struct text *t, size_t n, int bytes) {
    for (; bytes > 0; bytes--, n >>= 8) {
        text_putc(t, (char)(n & 0xFF));
    }
}

static const char *const PARTS[] = {"xl/workbook.xml", "xl/_rels/workbook.xml.rels",
                                    "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"};

/* The parts of the workbook, not packed, one of them changed; `old` NULL: anyhow. */
static struct text xlsx_altered(const char *name, const char *old, const char *new) {
    struct text out, directory, file;
    text_init(&out);
    text_init(&directory);
    text_init(&file);
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
        CHECK(zip_read(&xlsx, PARTS[i], &file));
        if (strcmp(name, PARTS[i]) == 0 && old != NULL) {
            replace(&file, old, new, false);
        } else if (strcmp(name, PARTS[i]) == 0) {
            spoil(&file, 0);
        }
        struct text shared; /* what both heads say */
        text_init(&shared);
        put_number(&shared, 0, 10);
        put_number(&shared, inflate_checksum(file.data, file.len), 4);
        put_number(&shared, file.len, 4);
        put_number(&shared, file.len, 4);
        put_number(&shared, strlen(PARTS[i]), 2);
        put_number(&shared, 0, 2);
        put_number(&directory, 0x02014B50, 4);
        put_number(&directory, 0, 2);
        text_put(&directory, shared.data, shared.len);
        put_number(&directory, 0, 10);
        put_number(&directory, out.len, 4);
        text_puts(&directory, PARTS[i]);
        put_number(&out, 0x04034B50, 4);
        text_put(&out, shared.data, shared.len);
        text_puts(&out, PARTS[i]);
        text_put(&out, file.data, file.len);
        text_release(&shared);
    }
    size_t place = out.len;
    text_put(&out, directory.data, directory.len);
    put_number(&out, 0x06054B50, 4);
    put_number(&out, 0, 6);
    put_number(&out, sizeof PARTS / sizeof *PARTS, 2);
    put_number(&out, directory.len, 4);
    put_number(&out, place, 4);
    put_number(&out, 0, 2);
    text_release(&directory);
    text_release(&file);
    return out;
}

static void check_xlsx_altered(const char *name, const char *old, const char *new,
                               const char *code) {
    struct text bytes = xlsx_altered(name, old, new);
    CHECK_STR(xlsx_found(&bytes), code);
    text_release(&bytes);
}

/* ---- tests ---- */

static void test_pdf(void) {
    CHECK_STR(pdf_found(&pdf, &pages), NONE);
    check_pdf_altered("(9,7)Tj", "(9,7)Tj", NONE); /* unpacked, it is still right */
    check_pdf_altered("(9,7)Tj", "(\\071\\0547)Tj", NONE);
    check_pdf_altered("(9,7)Tj", "(9,)Tj\n(7)Tj", NONE);
    check_pdf_altered("(9,7)Tj", "(9,1)Tj", "E982");
    check_pdf_altered("(9,7)Tj", "()Tj", "E982");
    check_pdf_altered("(9,7)Tj", "(9,7)Tj\n0 0 Td\n(1)Tj", "E982");
    check_pdf_altered("(9,7)Tj", "0.009 0 Td\n(9,7)Tj\n-0.009 0 Td", NONE);
    check_pdf_altered("(9,7)Tj", "0.011 0 Td\n(9,7)Tj\n-0.011 0 Td", "E983");
    check_pdf_altered("(9,7)Tj", "1 Tr\n(9,7)Tj", "E980");
    check_pdf_altered("(9,7)Tj", "[(9,7)]TJ", "E980");
    check_pdf_altered("BT\n", "q 2 0 0 2 0 0 cm\nBT\n", "E980");
    check_pdf_altered("0.843 g", "/Fx 12 Tf", "E980");
    check_pdf_object("841.89001 ]", "842.89001 ]", "E981");
    check_pdf_object("/uni1EC9", "/uni1EC3", "E982");
    check_pdf_object("/Type /Page\n", "/Type /Pags\n", "E980");
    CHECK_STR(pdf_found(&pdf, &(struct page_set){0}), "E981");
}

/* A cell whose end no page shows. */
static void test_cells(void) {
    const char *own = cells[1][0].text;
    cells[1][0].text = "Doanh thu (tỷ đồng) \\ ước tính";
    CHECK_STR(pdf_found(&pdf, &pages), "E986");
    cells[1][0].text = own;
}

static void test_xlsx(void) {
    const char *sheet = PARTS[3];
    CHECK_STR(xlsx_found(&xlsx), NONE);
    check_xlsx_altered(sheet, "<v>1234567.25</v>", "<v>1234567.2500000001</v>", NONE);
    check_xlsx_altered(sheet, "<v>1234567.25</v>", "<f>1+1</f><v>1.23456725E+06</v>", NONE);
    check_xlsx_altered(sheet, "<v>1234567.25</v>", "<f>1+1</f><v>1234567.26</v>", "E985");
    check_xlsx_altered(sheet, "<v>1234567.25</v>", "<v>1234567.2500001</v>", "E985");
    check_xlsx_altered(sheet, "<v>1234567.25</v>", "", "E985");
    check_xlsx_altered(sheet, "<v>0.125</v>", "<v>12.5</v>", "E985");
    check_xlsx_altered(sheet, "<v>-0.3</v>", "<v>0.3</v>", "E985");
    check_xlsx_altered(sheet, "<v>-0.3</v>", "<v>-0.2999999999999999889</v>", NONE);
    check_xlsx_altered(sheet, "<v>-0.3</v>", "<v>-0,3</v>", "E985");
    check_xlsx_altered(sheet, "<v>0</v>", "<v>9999</v>", "E980");
    check_xlsx_altered(sheet, "</row>", "<row>", "E980");
    check_xlsx_altered(PARTS[2], "nghèo", "ngh_x00E8_o", NONE);
    check_xlsx_altered(PARTS[2], "Doanh thu", "Doanh chi", "E985");
    check_xlsx_altered(PARTS[0], "name=\"Biểu 01\"", "name=\"Biểu 02\"", "E984");
    check_xlsx_altered(PARTS[0], "name=\"Biểu 01\"", "name=\"Biểu (2)\"", NONE);
}

/* Nothing is asked of the answer but that there is one. */
static void test_damage(const struct text *whole, bool is_pdf, size_t from) {
    struct text bytes;
    text_init(&bytes);
    for (int round = 0; round < ROUNDS; round++) {
        text_clear(&bytes);
        text_put(&bytes, whole->data, round % 16 ? whole->len : chance(whole->len));
        spoil(&bytes, from);
        if (is_pdf) {
            pdf_found(&bytes, &pages);
        } else {
            xlsx_found(&bytes);
        }
    }
    text_release(&bytes);
}

/* With checksums that are right. */
static void test_damaged_parts(void) {
    for (int round = 0; round < ROUNDS; round++) {
        struct text bytes = xlsx_altered(PARTS[round % 4], NULL, NULL);
        xlsx_found(&bytes);
        text_release(&bytes);
    }
}

int main(void) {
    doc_build();
    if (files_make()) {
        test_pdf();
        test_cells();
        test_xlsx();
        struct text open = pdf_altered("(9,7)Tj", "(9,7)Tj");
        test_damage(&open, true, pdf.len);
        test_damage(&pdf, true, 0);
        text_release(&open);
        open = xlsx_altered("", "", "");
        test_damage(&open, false, 0);
        test_damage(&xlsx, false, 0);
        test_damaged_parts();
        text_release(&open);
        page_set_release(&pages);
        text_release(&pdf);
        text_release(&xlsx);
    }
    return test_summary();
}
