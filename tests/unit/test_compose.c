/* Owns the tests of composing: what stands on the paper for a letter and its appendices. */
#include "harness.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/text.h"
#include "doc/compose.h"
#include "doc/doc.h"
#include "model/body.h"
#include "model/job.h"
#include "model/plan.h"
#include "model/values.h"
#include "source/csv_table.h"
#include "source/ini_file.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define MOST         4

/* A job and all that belongs to it; a test changes what it is about. */
struct bench {
    struct arena *arena;
    struct diag *diag;
    struct document_kind kind;
    struct job job;
    struct job_letter letter;
    struct signer signer;
    struct job_appendix appendices[MOST];
    struct schema schemas[MOST];
    struct plan plans[MOST];
    const struct plan *plan_list[MOST];
    struct body body;
    struct body_item items[MOST];
    struct csv_table table;
    struct text dump;
};

static void start(struct bench *b, enum kind_form form) {
    static const char profile[] = "[ward]\nname = \"phường Ngọc Hà\"\n[document]\nnumber = \"1\"\n";
    const struct diag_options options = {.language = LANGUAGE_EN};
    memset(b, 0, sizeof *b);
    b->arena = arena_new();
    b->diag = diag_new(&options);
    text_init(&b->dump);
    char *name = fs_temporary(b->arena, profile, sizeof profile - 1);
    struct ini_file *ini = ini_load(b->arena, name, b->diag);
    fs_remove(name);
    CHECK(ini != NULL);
    document_kind_init(&b->kind);
    b->kind.name = form == FORM_NAMED ? "Kế hoạch" : "Công văn";
    b->kind.form = (int)form;
    b->kind.ini = ini;
    b->letter = (struct job_letter){
        .kind = &b->kind, .subject = "giao chỉ tiêu", .signer = &b->signer, .place = "Ngọc Hà"};
    b->signer = (struct signer){.name = "Nguyễn Văn A", .section = "signer.1"};
    b->job = (struct job){.letter = &b->letter,
                          .appendices = b->appendices,
                          .number = "15/KH-UBND",
                          .date = {2025, 12, 24},
                          .agency = "Ủy ban nhân dân phường Ngọc Hà",
                          .ini = ini,
                          .ward = ini};
    b->body = (struct body){.file = "body.txt", .items = b->items};
    b->table.file = "table.csv";
}

static void add_appendix(struct bench *b, const char *label) {
    size_t i = b->job.appendix_count++;
    b->appendices[i] = (struct job_appendix){.label = label, .heading_section = "appendix"};
    b->schemas[i] = (struct schema){.title = "Chỉ tiêu",
                                    .sheet = "Sheet",
                                    .font_size = 12000,
                                    .columns = {{.heading = "TT"}},
                                    .column_count = 1,
                                    .header_rows = 1,
                                    .ini = b->job.ini};
    b->plans[i] = (struct plan){.schema = &b->schemas[i], .table = &b->table};
    b->plan_list[i] = &b->plans[i];
}

static struct body_item *add_item(struct bench *b, enum component component, const char *text) {
    struct body_item *item = &b->items[b->body.count++];
    *item = (struct body_item){.component = component, .text = text, .line = 7};
    return item;
}

static struct job_lines lines_of(struct bench *b, const char *const *texts, size_t count) {
    struct job_lines lines = {arena_alloc(b->arena, count * sizeof *lines.lines), count};
    for (size_t i = 0; i < count; i++) {
        lines.lines[i] = (struct job_line){texts[i], "document", "number"};
    }
    return lines;
}

static struct doc *compose(struct bench *b) {
    const struct compose_input in = {.job = &b->job,
                                     .values = values_new(b->arena),
                                     .body = b->job.letter ? &b->body : NULL,
                                     .plans = b->plan_list,
                                     .date = {2026, 1, 2}};
    struct doc *doc = compose_document(b->arena, &in, b->diag);
    text_clear(&b->dump);
    if (CHECK(doc != NULL)) {
        doc_dump(doc, &b->dump);
    }
    return doc;
}

/* How often the tree, as it is dumped, has `words`. */
static int times(const struct bench *b, const char *words) {
    int count = 0;
    for (const char *s = b->dump.data; (s = strstr(s, words)) != NULL; s++) {
        count++;
    }
    return count;
}

static void finish(struct bench *b) {
    text_release(&b->dump);
    diag_free(b->diag);
    arena_free(b->arena);
}

#define CHECK_HAS(b, words)                                                                        \
    CHECK_STR(strstr((b)->dump.data, (words)) ? (words) : (b)->dump.data, words)
#define CHECK_LACKS(b, words) CHECK_INT(times((b), (words)), 0)

/* ---- header ---- */

static void test_agency_lines(void) {
    static const char *const names[][2] = {
        {"Ủy ban nhân dân phường Ngọc Hà", "ỦY BAN NHÂN DÂN\\nPHƯỜNG NGỌC HÀ"},
        {"Ủy ban nhân dân Phường 3", "ỦY BAN NHÂN DÂN\\nPHƯỜNG 3"},
        {"ỦY BAN NHÂN DÂN XÃ TAM PHƯỚC", "ỦY BAN NHÂN DÂN\\nXÃ TAM PHƯỚC"},
        {"Ủy ban nhân dân thị xã Sơn Tây", "ỦY BAN NHÂN DÂN\\nTHỊ XÃ SƠN TÂY"},
        {"UBND phường Ngọc Hà", "UBND PHƯỜNG NGỌC HÀ"},
        {"Phòng Văn hóa - Xã hội", "PHÒNG VĂN HÓA - XÃ HỘI"},
        {"PHÒNG VĂN HÓA - XÃ HỘI", "PHÒNG VĂN HÓA - XÃ HỘI"},
        {"Công an phường", "CÔNG AN PHƯỜNG"},
        {"Phòng Kinh tế, Hạ tầng và Đô thị", "PHÒNG KINH TẾ,\\nHẠ TẦNG VÀ ĐÔ THỊ"},
        {"Phòng Kinh tế, Hạ tầng và Đô thị phường Ngọc Hà",
         "PHÒNG KINH TẾ,\\nHẠ TẦNG VÀ ĐÔ THỊ\\nPHƯỜNG NGỌC HÀ"},
    };
    for (size_t i = 0; i < COUNT(names); i++) {
        struct bench b;
        start(&b, FORM_NAMED);
        b.job.agency = names[i][0];
        compose(&b);
        CHECK_HAS(&b, arena_printf(b.arena, "agency center 13000 bold \"%s\"\n", names[i][1]));
        finish(&b);
    }
}

static void test_header(void) {
    struct bench b;
    start(&b, FORM_LETTER);
    b.letter.parent = "Ủy ban nhân dân thành phố Hà Nội";
    b.letter.urgency = URGENCY_VERY_URGENT;
    compose(&b);
    CHECK_HAS(&b, "  parent center 13000 \"ỦY BAN NHÂN DÂN\\nTHÀNH PHỐ HÀ NỘI\"\n  agency ");
    CHECK_HAS(&b, "PHƯỜNG NGỌC HÀ\"\n  rule 0 share 400\n  box 2");
    CHECK_HAS(&b, "nation center 13000 bold \"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\"\n"
                  "  motto center 14000 bold \"Độc lập - Tự do - Hạnh phúc\"\n"
                  "  rule 0 share 1000\n");
    CHECK_HAS(&b, "  number center 13000 \"Số: 15/KH-UBND\"\n"
                  "  about center 12000 before 6000 \"V/v giao chỉ tiêu\"\n"
                  "  frame center 113386 x 22677 red before 6000\n"
                  "  urgency center 13000 bold \"THƯỢNG KHẨN\"\n");
    CHECK_HAS(&b, "date center 14000 italic \"Ngọc Hà, ngày 24 tháng 12 năm 2025\"\n");
    CHECK_LACKS(&b, "  kind ");
    CHECK_LACKS(&b, "  subject ");
    CHECK_HAS(&b, "doc \"Công văn V/v giao chỉ tiêu\" by \"Ủy ban nhân dân phường Ngọc Hà\" on "
                  "2026-01-02\n  keywords \"15/KH-UBND; Công văn; phường Ngọc Hà\"\n");
    finish(&b);
}

static void test_open_parts(void) {
    struct bench b;
    start(&b, FORM_NAMED);
    b.job.number = "      /KH-UBND";
    b.job.date = (struct date){2026, 1, 0};
    compose(&b);
    CHECK_HAS(&b, "\"Số:       /KH-UBND\"\n");
    CHECK_HAS(&b, "\"Ngọc Hà, ngày        tháng 01 năm 2026\"\n");
    CHECK_HAS(&b, "keywords \"Kế hoạch; phường Ngọc Hà\"\n");
    b.job.number = NULL;
    b.letter.place = NULL;
    compose(&b);
    CHECK_HAS(&b, "\"Số:         \"\n");
    CHECK_HAS(&b, "date center 14000 italic \"ngày ");
    finish(&b);
}

/* The date stays one line: 98 mm hold 43 letters of 14 pt, 46 of 13 pt. */
static void test_long_places(void) {
    static const struct {
        const char *place, *columns, *date;
    } cases[] = {
        {"Ngọc Hà", "box 1 width 189921\n  number ", "date center 14000 italic \"Ngọc Hà, ngày 24"},
        {"Phường Điện Biên Ph", "box 1 width 189921\n  number ", "date center 13000 italic"},
        {"Thành phố Hồ Chí Minh", "box 1 width 182549\n  number ", "date center 13000 italic"},
        {"Phường Một Cái Tên Dài Hơn Cả Dòng", "box 1 width 189921\n  number ",
         "date center 14000 italic"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct bench b;
        start(&b, FORM_NAMED);
        b.letter.place = cases[i].place;
        compose(&b);
        CHECK_HAS(&b, cases[i].columns);
        CHECK_HAS(&b, cases[i].date);
        finish(&b);
    }
    struct bench b; /* a size outside the law is left to be found */
    start(&b, FORM_NAMED);
    b.kind.styles[COMPONENT_DATE].size = 16000;
    b.letter.place = "Thành phố Hồ Chí Minh";
    compose(&b);
    CHECK_HAS(&b, "date center 16000 italic");
    finish(&b);
}

static void test_title(void) {
    struct bench b;
    start(&b, FORM_NAMED);
    b.letter.subject = "V/v giao chỉ tiêu";
    compose(&b);
    CHECK_HAS(&b, "  end of columns\n  kind center 14000 bold before 18000 keep \"KẾ HOẠCH\"\n"
                  "  subject center 14000 bold keep \"V/v giao chỉ tiêu\"\n  rule 0 share 400\n");
    CHECK_LACKS(&b, "  about ");
    b.kind.form = FORM_LETTER;
    compose(&b);
    CHECK_HAS(&b, "\"V/v giao chỉ tiêu\"\n");
    finish(&b);
}

/* What offices do against the decree can be asked for, so that checks can be tried on it. */
static void test_other_practices(void) {
    struct bench b;
    start(&b, FORM_NAMED);
    b.kind.rule_place = RULE_UNDER_NUMBER;
    b.kind.rule_look = RULE_DASHES;
    b.kind.styles[COMPONENT_SUBJECT].capitals = true;
    b.kind.page_number = PAGE_NUMBER_BOTTOM;
    compose(&b);
    CHECK_HAS(&b, "PHƯỜNG NGỌC HÀ\"\n  box 2");
    CHECK_HAS(&b, "\"Số: 15/KH-UBND\"\n  rule 0 share 400 dashes\n");
    CHECK_HAS(&b, "\"GIAO CHỈ TIÊU\"\n");
    CHECK_HAS(&b, "letter, numbers at the foot\n");
    finish(&b);
}

static void test_addressees(void) {
    struct bench b;
    start(&b, FORM_NAMED);
    static const char *const to[] = {"Sở Tài chính;", "- Sở Nội vụ", "– Thống kê thành phố."};
    b.letter.to = lines_of(&b, to, 1);
    add_item(&b, COMPONENT_BASIS, "Căn cứ Luật;");
    compose(&b);
    CHECK_HAS(&b, "  list of 1\n  addressee left 14000 before 12000 \"Kính gửi:\"\n"
                  "  addressee left 14000 after 6000 \"Sở Tài chính\"\n  basis ");
    b.letter.to = lines_of(&b, to, 3);
    compose(&b);
    CHECK_HAS(&b, "\"- Sở Tài chính;\"\n");
    CHECK_HAS(&b, "\"- Sở Nội vụ;\"\n");
    CHECK_HAS(&b, "after 6000 \"- Thống kê thành phố.\"\n");
    finish(&b);
}

/* ---- text ---- */

static void test_items(void) {
    struct bench b;
    start(&b, FORM_NAMED);
    add_item(&b, COMPONENT_PART_LABEL, "PHẦN I")->depth = 1;
    add_item(&b, COMPONENT_PART_TITLE, "MỤC TIÊU");
    add_item(&b, COMPONENT_CLAUSE_TITLE, "1. Mục đích")->depth = 2;
    add_item(&b, COMPONENT_BODY, "Nội dung.");
    struct doc *doc = compose(&b);
    CHECK_HAS(&b, "part_label center 14000 bold before 6000 spacing 1100 outline 1 keep elastic "
                  "\"PHẦN I\"\n    bookmark \"PHẦN I. MỤC TIÊU\"\n"
                  "  part_title center 14000 bold before 6000 spacing 1100 keep elastic "
                  "\"MỤC TIÊU\"\n");
    CHECK_HAS(&b, "clause_title justify 14000 bold before 6000 first 36000 spacing 1100 outline 2 "
                  "keep elastic \"1. Mục đích\"\n");
    CHECK_HAS(&b, "body justify 14000 before 6000 first 36000 spacing 1100 elastic "
                  "\"Nội dung./.\"\n");
    const struct doc_paragraph *p =
        &doc->parts[0].blocks[doc->parts[0].block_count - 2].as.paragraph;
    CHECK_STR(p->source_file, "body.txt");
    CHECK_INT(p->line, 7);
    finish(&b);
}

static void test_end_mark(void) {
    static const char *const ends[][2] = {{"Hết.", "\"Hết./.\"\n"},
                                          {"Hết", "\"Hết./.\"\n"},
                                          {"Hết./.", "\"Hết./.\"\n"},
                                          {"v.v.", "\"v.v./.\"\n"}};
    for (size_t i = 0; i < COUNT(ends); i++) {
        struct bench b;
        start(&b, FORM_NAMED);
        add_item(&b, COMPONENT_BODY, "Trước.");
        add_item(&b, COMPONENT_BODY, ends[i][0]);
        compose(&b);
        CHECK_HAS(&b, ends[i][1]);
        CHECK_INT(times(&b, "./."), 1);
        finish(&b);
    }
}

static void test_spans(void) {
    struct bench b;
    start(&b, FORM_NAMED);
    struct text_span marked[] = {{0, 3, STYLE_BOLD, 0}, {4, 7, STYLE_ITALIC, 0}};
    struct body_item *item = add_item(&b, COMPONENT_BASIS, "abc def ghi");
    item->spans = marked;
    item->span_count = 2;
    compose(&b);
    CHECK_HAS(&b, "    span 0-3 bold italic \"abc\"\n");
    CHECK_INT(times(&b, " span "), 1); /* what is italic already is no part of its own */
    finish(&b);
}

static void test_links(void) {
    struct bench b;
    start(&b, FORM_NAMED);
    add_appendix(&b, "Phụ lục I");
    add_appendix(&b, "Phụ lục II");
    add_appendix(&b, "Biểu A4.1");
    struct text_span marked[] = {{2, 8, STYLE_BOLD, 0}};
    struct body_item *item =
        add_item(&b, COMPONENT_BODY, "a PHỤ LỤC II; Phụ lục I, Phụ lục IV; Biểu A4.1.");
    item->spans = marked;
    item->span_count = 1;
    add_item(&b, COMPONENT_BODY, "Biểu A4.12, Biểu A4.1.2, xPhụ lục I, Phụ lục I.1, (Phụ lục I)");
    compose(&b);
    CHECK_INT(times(&b, " link "), 5);
    CHECK_HAS(&b, "    span 2-8 bold link 2 \"PHỤ \"\n    span 8-16 link 2 \"LỤC II\"\n"
                  "    span 18-31 link 1 \"Phụ lục I\"\n");
    CHECK_HAS(&b, "link 3 \"Biểu A4.1\"\n");
    CHECK_INT(times(&b, " link 1 \"Phụ lục I\"\n"), 2);
    finish(&b);

    start(&b, FORM_NAMED);
    add_appendix(&b, NULL);
    add_item(&b, COMPONENT_BODY, "theo Phụ lục kèm theo; Phụ lụcx");
    compose(&b);
    CHECK_INT(times(&b, " link 1 \"Phụ lục\"\n"), 1);
    finish(&b);
}

/* ---- signature block and marks ---- */

static void test_closing(void) {
    struct bench b;
    start(&b, FORM_NAMED);
    static const char *const authority[] = {"TM. Ủy ban nhân dân", "Chủ tịch"};
    static const char *const copies[] = {"Như trên", "- Thường trực Đảng ủy;", "Lưu: VT, KTHTĐT."};
    b.signer.authority = lines_of(&b, authority, 2);
    b.letter.copies = lines_of(&b, copies, 3);
    b.letter.drafter = "PL.(300)";
    b.kind.copies_indent = 5000;
    compose(&b);
    CHECK_HAS(&b, "  columns closing before 12000\n  box 1 width 175748\n"
                  "  copies_label left 12000 bold italic \"Nơi nhận:\"\n"
                  "  copies left 11000 left 5000 \"- Như trên;\"\n"
                  "  copies left 11000 left 5000 \"- Thường trực Đảng ủy;\"\n"
                  "  copies left 11000 left 5000 \"- Lưu: VT, KTHTĐT.\"\n"
                  "  drafter right 11000 \"PL.(300)\"\n  box 2 ");
    CHECK_HAS(&b, "  authority center 14000 bold \"TM. ỦY BAN NHÂN DÂN\"\n"
                  "  authority center 14000 bold \"CHỦ TỊCH\"\n"
                  "  room 90709\n  signer center 14000 bold \"Nguyễn Văn A\"\n  end of columns\n");
    b.signer.name = "";
    compose(&b);
    CHECK_HAS(&b, "  room 90709\n  end of columns\n");
    b.letter.signer = NULL;
    compose(&b);
    CHECK_LACKS(&b, "  authority ");
    finish(&b);
}

static void test_pictures(void) {
    struct bench b;
    start(&b, FORM_NAMED);
    b.letter.seal = TEST_SOURCE_DIR "/tests/unit/no-such.png";
    compose(&b);
    CHECK(diag_job_failed(b.diag));
    CHECK_HAS(&b, "  room 90709\n");
    finish(&b);
}

static void test_marks(void) {
    struct bench b;
    start(&b, FORM_LETTER);
    b.letter.circulation = CIRCULATION_INTERNAL;
    b.letter.address = "Số 1 phố A";
    b.job.draft = DRAFT_DU_THAO;
    compose(&b);
    CHECK_HAS(&b, "  watermark \"DỰ THẢO\"\n  corner\n  frame right 140032 x 23811\n"
                  "  circulation center 13000 bold \"LƯU HÀNH NỘI BỘ\"\n"
                  "  foot\n  address center 11000 \"Số 1 phố A\"\n");
    finish(&b);
}

/* ---- appendices ---- */

static void test_appendices(void) {
    struct bench b;
    start(&b, FORM_NAMED);
    b.kind.margin_top = 60000;
    add_appendix(&b, "Phụ lục I");
    add_appendix(&b, NULL);
    b.schemas[1].landscape = 1;
    compose(&b);
    CHECK_HAS(&b,
              " part portrait margins 60000 56693 85039 42520 letter\n  bookmark \"Kế hoạch\"\n");
    CHECK_HAS(&b, " part portrait margins 60000 56693 85039 42520 sheet \"Sheet\"\n"
                  "  bookmark \"Phụ lục I - Chỉ tiêu\"\n"
                  "  paragraph center 14000 bold \"Phụ lục I\"\n"
                  "  paragraph center 14000 bold \"CHỈ TIÊU\"\n  rule 141732\n  table ");
    CHECK_HAS(&b, " part landscape margins 60000 56693 85039 42520 sheet \"Sheet\"\n"
                  "  bookmark \"Chỉ tiêu\"\n");
    b.kind.appendix_pages = APPENDIX_PAGES_RUN_ON;
    compose(&b);
    CHECK_INT(times(&b, ", numbers run on\n"), 2);
    finish(&b);
}

static void test_appendix_alone(void) {
    struct bench b;
    start(&b, FORM_NAMED);
    b.job.letter = NULL;
    add_appendix(&b, "Phụ lục I");
    struct doc *doc = compose(&b);
    CHECK_HAS(&b, "doc \"Phụ lục I - CHỈ TIÊU\" by ");
    CHECK_LACKS(&b, "bookmark");
    CHECK_LACKS(&b, "corner");
    CHECK_INT(doc->part_count, 1);
    b.appendices[0].signed_at = (struct date_time){{2026, 3, 5}, 9, 30, 15};
    compose(&b);
    CHECK_HAS(&b, "  corner\n  frame right 0 x 24661\n  signed_line center 10000 "
                  "\"Số: 15/KH-UBND; 05/3/2026; 09:30:15 +07:00\"\n");
    b.appendices[0].title = "{{no.such}}";
    const struct compose_input in = {
        .job = &b.job, .plans = b.plan_list, .values = values_new(b.arena)};
    CHECK(compose_document(b.arena, &in, b.diag) == NULL);
    finish(&b);
}

int main(void) {
    test_agency_lines();
    test_header();
    test_open_parts();
    test_long_places();
    test_title();
    test_other_practices();
    test_addressees();
    test_items();
    test_end_mark();
    test_spans();
    test_links();
    test_closing();
    test_pictures();
    test_marks();
    test_appendices();
    test_appendix_alone();
    return test_summary();
}
