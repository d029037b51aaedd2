/* Writes workbooks from documents built by hand, which tests/xlsx/check_xlsx.py then reads:
 * test_xlsx [FOLDER [ROWS]]; with ROWS only one large workbook, for time and memory. */
#define _XOPEN_SOURCE 700 /* setenv, limits */
#include "unit/harness.h"

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/text.h"
#include "doc/doc.h"
#include "emit/xlsx.h"
#include "layout/tablefit.h"

/* ---- a document under construction ---- */

struct draft {
    struct arena *arena;
    struct doc_table table;
    struct doc_column columns[16];
    struct doc_part part;
    struct doc_block blocks[8];
    struct doc doc;
    struct table_fit fit;
};

static struct draft *draft_new(const char *sheet_name, bool landscape, int32_t font_size,
                               const double *widths_mm, size_t column_count, size_t row_limit) {
    struct arena *a = arena_new();
    struct draft *d = arena_alloc(a, sizeof *d);
    d->arena = a;
    d->table = (struct doc_table){.columns = d->columns,
                                  .column_count = column_count,
                                  .rows = arena_alloc(a, row_limit * sizeof(struct doc_row)),
                                  .font_size = font_size};
    d->part = (struct doc_part){.landscape = landscape,
                                .margin_top = MM_TO_MPT(20),
                                .margin_bottom = MM_TO_MPT(20),
                                .margin_left = MM_TO_MPT(landscape ? 20 : 30),
                                .margin_right = MM_TO_MPT(15),
                                .page_number_size = 14000,
                                .sheet_name = sheet_name,
                                .source_file = "bieu.csv",
                                .blocks = d->blocks};
    d->doc = (struct doc){.title = "Biểu chỉ tiêu",
                          .author = "UBND phường Ngọc Hà",
                          .subject = "Kế hoạch năm 2026",
                          .year = 2025,
                          .month = 12,
                          .day = 24,
                          .parts = &d->part,
                          .part_count = 1};
    d->fit = (struct table_fit){.table = &d->table,
                                .edges = arena_alloc(a, (column_count + 1) * sizeof(int32_t)),
                                .lines = arena_alloc(a, row_limit * sizeof(uint16_t)),
                                .line_height = font_size * LINE_SPACING / 1000};
    for (size_t c = 0; c < column_count; c++) {
        d->fit.edges[c + 1] = d->fit.edges[c] + (int32_t)(widths_mm[c] * 2834.6457);
    }
    return d;
}

static void draft_paragraph(struct draft *d, const char *text, int32_t size, uint8_t style) {
    d->blocks[d->part.block_count++] = (struct doc_block){
        .kind = BLOCK_PARAGRAPH,
        .as.paragraph = {.text = text, .font_size = size, .align = ALIGN_CENTER, .style = style}};
}

static void draft_finish(struct draft *d) {
    d->blocks[d->part.block_count++] = (struct doc_block){
        .kind = BLOCK_RULE,
        .as.rule = {.length = 100000, .space_before = 2000, .space_after = 6000}};
    d->blocks[d->part.block_count++] =
        (struct doc_block){.kind = BLOCK_TABLE, .as.table = &d->table};
    d->blocks[d->part.block_count++] = (struct doc_block){
        .kind = BLOCK_END_MARK, .as.paragraph = {.text = "./.", .font_size = 14000}};
}

static struct doc_row *draft_row(struct draft *d, uint16_t lines) {
    struct doc_row *row = &d->table.rows[d->table.row_count];
    d->fit.lines[d->table.row_count++] = lines;
    row->cells = arena_alloc(d->arena, d->table.column_count * sizeof(struct doc_cell));
    return row;
}

static struct doc_cell *put(struct doc_row *row, uint16_t column, const char *text, uint8_t align,
                            uint8_t style) {
    struct doc_cell *cell = &row->cells[row->cell_count++];
    *cell = (struct doc_cell){.text = text,
                              .column = column,
                              .col_span = 1,
                              .row_span = 1,
                              .align = align,
                              .style = style};
    return cell;
}

static void put_span(struct doc_row *row, uint16_t column, uint16_t columns, uint32_t rows,
                     const char *text, uint8_t align, uint8_t style) {
    struct doc_cell *cell = put(row, column, text, align, style);
    cell->col_span = columns;
    cell->row_span = rows;
}

static void put_number(struct doc_row *row, uint16_t column, const char *text, int64_t units,
                       uint8_t scale) {
    struct doc_cell *cell = put(row, column, text, ALIGN_CENTER, STYLE_REGULAR);
    cell->is_number = true;
    cell->is_percent = strchr(text, '%') != NULL;
    cell->number = (struct decimal){units, scale};
}

/* ---- the first table: two header rows, groups, sections, a sentence over the values ---- */

static void a4_header(struct draft *d) {
    static const char *const quarters[] = {"Quý I (tháng 1,2,3)", "Quý II (tháng 4,5,6)",
                                           "Quý III (tháng 7,8,9)", "Quý IV (tháng 10,11,12)"};
    struct doc_row *top = draft_row(d, 1);
    put_span(top, 0, 1, 2, "TT", ALIGN_CENTER, STYLE_BOLD);
    put_span(top, 1, 1, 2, "Chỉ tiêu", ALIGN_CENTER, STYLE_BOLD);
    put_span(top, 2, 1, 2, "ĐVT", ALIGN_CENTER, STYLE_BOLD);
    put_span(top, 3, 2, 1, "Kế hoạch năm 2026", ALIGN_CENTER, STYLE_BOLD);
    put_span(top, 5, 4, 1, "Tiến độ hoàn thành", ALIGN_CENTER, STYLE_BOLD);
    put_span(top, 9, 1, 2, "Đơn vị chủ trì", ALIGN_CENTER, STYLE_BOLD);
    put_span(top, 10, 1, 2, "Ghi chú", ALIGN_CENTER, STYLE_BOLD);
    struct doc_row *bottom = draft_row(d, 3);
    put(bottom, 3, "Thành phố giao", ALIGN_CENTER, STYLE_BOLD);
    put(bottom, 4, "Phường giao", ALIGN_CENTER, STYLE_BOLD);
    for (uint16_t q = 0; q < 4; q++) {
        put(bottom, (uint16_t)(5 + q), quarters[q], ALIGN_CENTER, STYLE_BOLD);
    }
    d->table.header_rows = 2;
}

static void a4_section(struct draft *d, const char *number, const char *name) {
    struct doc_row *row = draft_row(d, 1);
    put(row, 0, number, ALIGN_CENTER, STYLE_BOLD);
    put_span(row, 1, 10, 1, name, ALIGN_LEFT, STYLE_BOLD);
}

static struct doc_row *a4_target(struct draft *d, const char *number, const char *name,
                                 const char *unit, uint16_t lines) {
    struct doc_row *row = draft_row(d, lines);
    put(row, 0, number, ALIGN_CENTER, STYLE_REGULAR);
    put(row, 1, name, ALIGN_LEFT, STYLE_REGULAR);
    put(row, 2, unit, ALIGN_CENTER, STYLE_REGULAR);
    return row;
}

static void a4_values(struct draft *d) {
    struct doc_row *row =
        a4_target(d, "1", "Tổng thu ngân sách nhà nước trên địa bàn", "triệu đồng", 2);
    put_number(row, 3, "3.904,88", 390488, 2);
    put_number(row, 4, "3.904,88", 390488, 2);
    put_number(row, 5, "1.093,37", 109337, 2);
    put_number(row, 6, "585,74", 58574, 2);
    put_number(row, 7, "976,22", 97622, 2);
    put_number(row, 8, "1.249,56", 124956, 2);
    put(row, 9, "Phòng KTHĐT", ALIGN_CENTER, STYLE_REGULAR);
    put(row, 10, "", ALIGN_LEFT, STYLE_REGULAR);

    row = a4_target(d, "2", "Tỷ lệ lao động tham gia bảo hiểm xã hội bắt buộc", "%", 2);
    put_number(row, 3, "49,0", 490, 1);
    put_number(row, 4, "12,5%", 125, 1);
    put_number(row, 5, "-0,02", -2, 2);
    put_number(row, 6, "05", 5, 0);
    put_number(row, 7, "2026", 2026, 0);
    put_number(row, 8, "300.000", 300000, 0);
    put(row, 9, "http://example.vn/", ALIGN_LEFT, STYLE_REGULAR);
    put(row, 10, "=1+1", ALIGN_LEFT, STYLE_REGULAR);

    row = a4_target(d, "", "- Công nhận mới", "Trường", 2);
    put(row, 3, "> 75", ALIGN_CENTER, STYLE_REGULAR);
    put(row, 4, "11/12", ALIGN_CENTER, STYLE_REGULAR);
    put_number(row, 5, "12345678901234567", INT64_C(12345678901234567), 0);
    put_number(row, 6, "7%", 7, 0);
    put(row, 7, "dòng một\ndòng hai", ALIGN_CENTER, STYLE_REGULAR);
    put(row, 8, "", ALIGN_CENTER, STYLE_REGULAR);
    put(row, 9, "<b> & \"x\"", ALIGN_LEFT, STYLE_ITALIC);
    put(row, 10, "14% - 14,5", ALIGN_LEFT, STYLE_BOLD | STYLE_ITALIC);

    row = a4_target(d, "3", "Giảm số hộ nghèo", "", 1);
    put_span(row, 3, 6, 1, "Duy trì phường không có hộ nghèo theo chuẩn nghèo 2022-2025",
             ALIGN_CENTER, STYLE_REGULAR);
    put(row, 9, "", ALIGN_CENTER, STYLE_REGULAR);
    put(row, 10, "", ALIGN_LEFT, STYLE_REGULAR);
}

static struct draft *a4_new(const char *sheet_name) {
    static const double widths[] = {10, 62, 20, 20, 20, 20, 20, 20, 22, 28, 20};
    struct draft *d = draft_new(sheet_name, true, 12000, widths, 11, 16);
    draft_paragraph(d, "UBND PHƯỜNG NGỌC HÀ", 13000, STYLE_BOLD);
    draft_paragraph(d, "BIỂU A4.1: ĐỀ CƯƠNG TRIỂN KHAI THỰC HIỆN CHỈ TIÊU KẾ HOẠCH NĂM 2026", 14000,
                    STYLE_BOLD);
    draft_paragraph(d,
                    "(Kèm theo Văn bản số 1361/UBND-KTHT&ĐT ngày 24/12/2025 của UBND phường "
                    "Ngọc Hà)",
                    14000, STYLE_ITALIC);
    a4_header(d);
    a4_section(d, "A", "CHỈ TIÊU KẾ HOẠCH THÀNH PHỐ GIAO");
    a4_section(d, "I", "Các chỉ tiêu về kinh tế");
    a4_values(d);
    draft_finish(d);
    return d;
}

/* ---- the second table: a unit written once for the rows it covers ---- */

static struct draft *phu_luc_new(void) {
    static const char *const headings[] = {"STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2026",
                                           "Phân công các cơ quan, đơn vị chịu trách nhiệm"};
    static const char *const rows[][4] = {
        {"1", "Tốc độ tăng trưởng GRDP. Trong đó:", "%", "14% - 14,5"},
        {"", "- Công nghiệp, xây dựng", "%", "12,5-13"},
        {"", "- Thương mại, dịch vụ", "%", "15,5"},
        {"2", "Tỷ lệ hộ nghèo", "%", "< 0,2"},
        {"3", "Trường học giữ vững danh hiệu Trường đạt chuẩn Quốc gia", "Trường", "11/12"},
    };
    static const double widths[] = {12, 62, 24, 27, 40};
    struct draft *d = draft_new("Phụ lục I", false, 13000, widths, 5, 8);
    draft_paragraph(d, "Phụ lục I", 14000, STYLE_BOLD);
    draft_paragraph(d, "PHÂN CÔNG THỰC HIỆN CÁC CHỈ TIÊU CHỦ YẾU", 14000, STYLE_BOLD);
    struct doc_row *header = draft_row(d, 3);
    for (uint16_t c = 0; c < 5; c++) {
        put(header, c, headings[c], ALIGN_CENTER, STYLE_BOLD);
    }
    d->table.header_rows = 1;
    for (size_t r = 0; r < 5; r++) {
        struct doc_row *row = draft_row(d, r == 4 || r == 0 ? 2 : 1);
        for (uint16_t c = 0; c < 4; c++) {
            put(row, c, rows[r][c], c == 1 ? ALIGN_LEFT : ALIGN_CENTER, STYLE_REGULAR);
        }
        if (r == 0) {
            put_span(row, 4, 1, 3, "Phòng Kinh tế, Hạ tầng và Đô thị", ALIGN_CENTER, 0);
        } else if (r == 3) {
            put_span(row, 4, 1, 2, "Phòng Văn hóa – Xã hội", ALIGN_CENTER, 0);
        }
    }
    draft_finish(d);
    return d;
}

/* ---- what is tried ---- */

static bool write_draft(const struct doc *doc, const struct table_fit *fits, const char *path,
                        struct text *findings) {
    struct diag *diag = diag_new(&(struct diag_options){.language = LANGUAGE_EN});
    struct text out;
    text_init(&out);
    text_puts(&out, "kept");
    diag_begin_job(diag);
    bool done = xlsx_write(doc, fits, diag, &out);
    diag_end_job(diag, findings);
    CHECK(strncmp(out.data, "kept", 4) == 0);
    CHECK(done || out.len == 4);
    if (done && path != NULL) {
        CHECK_INT(fs_commit(path, out.data + 4, out.len - 4), FS_OK);
    }
    text_release(&out);
    diag_free(diag);
    return done;
}

static void try_good(const struct draft *d, const char *folder, const char *name) {
    struct text findings;
    text_init(&findings);
    char *path = arena_printf(d->arena, "%s/%s.xlsx", folder, name);
    CHECK(write_draft(&d->doc, &d->fit, path, &findings));
    CHECK_INT(findings.len, 0);
    text_release(&findings);
}

static void try_bad(const struct draft *d, const char *what) {
    struct text findings;
    text_init(&findings);
    test_check(!write_draft(&d->doc, &d->fit, NULL, &findings), what, __FILE__, __LINE__);
    CHECK(findings.data != NULL && strstr(findings.data, "E605") != NULL);
    text_release(&findings);
}

static void try_all_bad(void) {
    static const char *const names[] = {"", "A/B", "'A'", "Tên trang tính dài hơn ba mươi mốt chữ",
                                        NULL};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct draft *d = a4_new(names[i]);
        try_bad(d, "a bad sheet name is a finding");
        arena_free(d->arena);
    }
    struct draft *d = a4_new("Dài");
    char *text = arena_alloc(d->arena, 32769);
    memset(text, 'a', 32768);
    d->table.rows[2].cells[1].text = text;
    try_bad(d, "a text too long for a merged cell is a finding");
    d->fit.table = NULL;
    try_bad(d, "a document without a table is a finding");
    arena_free(d->arena);

    d = a4_new("A4.1");
    const char *folder = getenv("TMPDIR");
    char *kept = folder != NULL ? arena_strdup(d->arena, folder) : NULL;
    setenv("TMPDIR", "/nonexistent/folder", 1);
    try_bad(d, "an unwritable folder for temporary files is a finding");
    if (kept != NULL) {
        setenv("TMPDIR", kept, 1);
    } else {
        unsetenv("TMPDIR");
    }
    arena_free(d->arena);
}

/* A file that may not grow fails as a full disk does. */
static void try_full_disk(void) {
    struct draft *d = a4_new("A4.1");
    struct rlimit kept;
    CHECK_INT(getrlimit(RLIMIT_FSIZE, &kept), 0);
    struct rlimit small = {.rlim_cur = 16384, .rlim_max = kept.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    CHECK_INT(setrlimit(RLIMIT_FSIZE, &small), 0);
    try_bad(d, "a full disk is a finding");
    CHECK_INT(setrlimit(RLIMIT_FSIZE, &kept), 0);
    signal(SIGXFSZ, SIG_DFL);
    arena_free(d->arena);
}

/* Blocks of a letter, which no sheet shows. */
static struct doc_block letter_blocks[] = {
    {.kind = BLOCK_COLUMNS},
    {.kind = BLOCK_FRAME, .as.frame = {.text = {.text = "HỎA TỐC", .font_size = 13000}}},
    {.kind = BLOCK_LIST, .as.list = {.label = {.text = "Kính gửi:", .font_size = 14000}}},
    {.kind = BLOCK_ROOM, .as.room = {.height = 85000}},
};

/* A letter and four appendices: two sheets of the same name in other letters, one part without a
 * table, one without a sheet name; the last one's pages go on behind those before. */
static void try_parts(const char *folder) {
    struct draft *first = a4_new("Biểu");
    struct draft *second = a4_new("BIỂU");
    struct draft *third = phu_luc_new();
    struct doc_part parts[] = {{.blocks = letter_blocks, .block_count = 4},
                               first->part,
                               first->part,
                               first->part,
                               second->part,
                               third->part};
    struct table_fit fits[] = {{0}, first->fit, {0}, first->fit, second->fit, third->fit};
    struct text findings;
    text_init(&findings);
    parts[1].watermark = "BẢN NHÁP";
    parts[3].sheet_name = NULL;
    parts[5].number_runs_on = true;
    parts[5].page_number_at_foot = true;
    third->blocks[1].as.paragraph.align = ALIGN_JUSTIFY;
    third->blocks[third->part.block_count++] = letter_blocks[1];
    parts[5].block_count++;
    first->doc.keywords = "kế hoạch; 12/KH-UBND";
    first->doc.parts = parts;
    first->doc.part_count = 6;
    char *path = arena_printf(first->arena, "%s/parts.xlsx", folder);
    CHECK(write_draft(&first->doc, fits, path, &findings));
    text_release(&findings);
    arena_free(first->arena);
    arena_free(second->arena);
    arena_free(third->arena);
}

/* Many rows, for time and memory: each with a merged unit over ten of them. */
static void try_many(const char *folder, size_t rows) {
    static const double widths[] = {10, 62, 20, 20, 20, 20, 20, 20, 22, 28, 20};
    struct draft *d = draft_new("Lớn", true, 12000, widths, 11, rows + 2);
    a4_header(d);
    for (size_t r = 0; r < rows; r++) {
        struct doc_row *row =
            a4_target(d, arena_printf(d->arena, "%zu", r + 1),
                      arena_printf(d->arena, "Chỉ tiêu số %zu của phường", r), "%", 1);
        for (uint16_t c = 3; c < 9; c++) {
            put_number(row, c, "12,25", (int64_t)(r * 10 + c), 2);
        }
        if (r % 10 == 0) {
            put_span(row, 9, 1, rows - r < 10 ? (uint32_t)(rows - r) : 10, "Phòng KTHĐT",
                     ALIGN_CENTER, 0);
        }
        put(row, 10, "", ALIGN_LEFT, STYLE_REGULAR);
    }
    draft_finish(d);
    try_good(d, folder, "many");
    arena_free(d->arena);
}

int main(int argc, char **argv) {
    const char *folder = argc > 1 ? argv[1] : TEST_BINARY_DIR "/tests/xlsx-books";
    CHECK_INT(fs_make_folder(folder), FS_OK);
    if (argc > 2) {
        try_many(folder, strtoul(argv[2], NULL, 10));
        return test_summary();
    }
    struct draft *a4 = a4_new("Biểu A4.1");
    struct draft *appendix = phu_luc_new();
    try_good(a4, folder, "a4");
    try_good(a4, folder, "a4-again");
    try_good(appendix, folder, "phu-luc-1");
    try_parts(folder);
    try_all_bad();
    try_full_disk();
    arena_free(a4->arena);
    arena_free(appendix->arena);
    return test_summary();
}
