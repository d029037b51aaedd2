/* Owns the tests of body texts: placeholders, paragraphs, bold and italic, headings, numbering. */
#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/text.h"
#include "base/utf8.h"
#include "model/body.h"
#include "model/expand.h"
#include "model/values.h"
#include "source/text_file.h"
#include "unit/harness.h"

struct reading {
    struct arena *arena;
    struct diag *diag;
    struct values *values;
    struct body *body;
    struct text dump, said;
};

static void begin(struct reading *r) {
    const struct diag_options options = {.language = LANGUAGE_EN};
    r->arena = arena_new();
    r->diag = diag_new(&options);
    text_init(&r->dump);
    text_init(&r->said);
    text_puts(&r->dump, "");
    text_puts(&r->said, "");
    struct values *v = r->values = values_new(r->arena);
    values_set(v, "ward.name", "Ngọc Hà");
    values_set(v, "empty", "");
    values_set(v, "unset", NULL);
    values_set(v, "marked", "**x** {{y}} \\* *z");
    values_set(v, "clause", "1. Mục đích");
    values_set(v, "basis", "Căn cứ Luật Đầu tư;");
    values_set(v, "lines", "một\nhai\r\n\tba");
    values_set(v, "gap", "ngày      tháng 01");
    values_set(v, "one", "1");
    values_set(v, "TITLE", "MỤC ĐÍCH");
    values_set(values_add(v, "unit"), "name", "Phòng Văn hóa");
    values_set(values_add(v, "unit"), "name", "Trạm Y tế");
    values_set(values_add(v, "word"), ".", "đỏ");
    values_set(values_add(v, "word"), ".", "xanh");
    values_declare_list(v, "none");
}

static void load(struct reading *r, const char *bytes, size_t len) {
    char *name = fs_temporary(r->arena, bytes, len);
    CHECK(name != NULL);
    r->body = body_load(r->arena, name, r->values, r->diag);
    fs_remove(name);
    if (r->body) {
        body_dump(r->body, &r->dump);
    }
    diag_end_job(r->diag, &r->said);
    /* The name is another one each time. */
    size_t n = strlen(name);
    for (char *s; (s = strstr(r->said.data, name)) != NULL;) {
        memmove(s, s + n, strlen(s + n) + 1);
    }
}

static void end(struct reading *r) {
    text_release(&r->dump);
    text_release(&r->said);
    diag_free(r->diag);
    arena_free(r->arena);
}

#define READS(typed, wanted)  reads((typed), (wanted), NULL, __LINE__)
#define TELLS(typed, finding) reads((typed), NULL, (finding), __LINE__)

/* What the items are, as "component depth ordinal|text"; findings by their start. */
static void reads(const char *typed, const char *wanted, const char *finding, int line) {
    struct reading r;
    struct text shown;
    begin(&r);
    text_init(&shown);
    text_puts(&shown, "");
    load(&r, typed, strlen(typed));
    for (size_t i = 0; r.body && i < r.body->count; i++) {
        const struct body_item *item = &r.body->items[i];
        text_printf(&shown, "%s%s", i ? "\n" : "", component_info_of(item->component)->key);
        if (item->depth) {
            text_printf(&shown, " %u", item->depth);
        }
        text_printf(&shown, ": %.*s|%s", (int)item->ordinal_len, item->text,
                    item->text + item->ordinal_len);
    }
    bool good = (!wanted || strcmp(shown.data, wanted) == 0) &&
                (!finding || strncmp(r.said.data, finding, strlen(finding)) == 0) &&
                (finding || r.said.data[0] == '\0');
    if (!test_check(good, "the text is read so", __FILE__, line)) {
        printf("  typed:\n%s\n  read:\n%s\n  wanted:\n%s\n  said:\n%s  wanted:\n%s\n", typed,
               shown.data, wanted ? wanted : "(anything)", r.said.data, finding ? finding : "");
    }
    text_release(&shown);
    end(&r);
}

/* ---- paragraphs ---- */

static void test_paragraphs(void) {
    READS("Một.\n\nHai.", "body: |Một.\nbody: |Hai.");
    READS("Một\nhai\nba.\n\n\n\nBốn.\n", "body: |Một hai ba.\nbody: |Bốn.");
    READS("\xEF\xBB\xBFMột\r\nhai.\r\n\r\nBa.\r\n", "body: |Một hai.\nbody: |Ba.");
    READS("Một\rhai.\r\rBa.", "body: |Một hai.\nbody: |Ba.");
    READS("  Một\t  hai   ba  \n \t \nBốn", "body: |Một hai ba\nbody: |Bốn");
    READS("Một\xC2\xA0\xC2\xA0%", "body: |Một\xC2\xA0\xC2\xA0%");
    READS("Đoạn\n- một\n- hai\nvà nữa\n+ ba", "body: |Đoạn\nbody: -| một\nbody: -| hai và nữa\n"
                                              "body: +| ba");
    READS("Kết thúc./.", "body: |Kết thúc./.");
}

/* A text of one long line: each line is a paragraph. */
static void test_whole_lines(void) {
    struct text t;
    text_init(&t);
    text_puts(&t, "Một\nHai\n");
    for (int i = 0; i < 40; i++) {
        text_puts(&t, "chữ đ");
    }
    READS("Một\nHai", "body: |Một Hai");
    TELLS(t.data, ":2: note: N590 Some line has more than 160 characters");
    struct reading r;
    begin(&r);
    load(&r, t.data, t.len);
    CHECK(r.body && r.body->count == 3);
    end(&r);
    text_clear(&t);
    for (int i = 0; i < 40; i++) {
        text_puts(&t, "chữ đ");
    }
    text_puts(&t, "\n\nHai\n\nBa");
    begin(&r);
    load(&r, t.data, t.len);
    CHECK(r.body && r.body->count == 3);
    CHECK_STR(r.said.data, ""); /* blank lines part them either way */
    end(&r);
    text_release(&t);
}

static void test_lines(void) {
    struct reading r;
    begin(&r);
    static const char typed[] =
        "Một\nhai\n\n{{#unit}}\n- {{name}};\n{{/unit}}\n\n\nBa\n{{ward.name}}\n";
    load(&r, typed, sizeof typed - 1);
    CHECK_STR(r.dump.data, "body depth=0 lines=1-2 ordinal=0 \"Một hai\"\n"
                           "body depth=0 lines=5-5 ordinal=1 \"- Phòng Văn hóa;\"\n"
                           "body depth=0 lines=5-5 ordinal=1 \"- Trạm Y tế;\"\n"
                           "body depth=0 lines=9-10 ordinal=0 \"Ba Ngọc Hà\"\n");
    CHECK_STR(r.said.data, "");
    end(&r);
}

/* ---- headings ---- */

static void test_parts(void) {
    READS("Phần I\nTIÊU ĐỀ PHẦN\n\nChương I\n\nQUY ĐỊNH CHUNG\n\nMục 1\nTÊN MỤC\n\n"
          "Tiểu mục 1\nTÊN TIỂU MỤC\n\nĐiều 1. Phạm vi\n\nNội dung.",
          "part_label 1: |Phần I\npart_title: |TIÊU ĐỀ PHẦN\npart_label 2: |Chương I\n"
          "part_title: |QUY ĐỊNH CHUNG\npart_label 3: |Mục 1\npart_title: |TÊN MỤC\n"
          "part_label 4: |Tiểu mục 1\npart_title: |TÊN TIỂU MỤC\narticle 5: Điều 1.| Phạm vi\n"
          "body: |Nội dung.");
    READS("PHẦN I\nTIÊU ĐỀ\nDÀI HAI DÒNG\nNội dung.",
          "part_label 1: |PHẦN I\npart_title: |TIÊU ĐỀ DÀI HAI DÒNG\nbody: |Nội dung.");
    READS("PHẦN THỨ NHẤT\n\nĐÁNH GIÁ\n\nA.\n\nPhần thứ hai\n\nTiêu đề thường\n\nB.",
          "part_label 1: |PHẦN THỨ NHẤT\npart_title: |ĐÁNH GIÁ\nbody: |A.\n"
          "part_label 1: |Phần thứ hai\npart_title: |Tiêu đề thường\nbody: |B.");
    READS("PHẦN I: ĐÁNH GIÁ\n\nNội dung\n\nPHẦN II. NHIỆM VỤ\n\nI. MỤC TIÊU\n\nA.",
          "part_label 1: |PHẦN I: ĐÁNH GIÁ\nbody: |Nội dung\npart_label 1: |PHẦN II. NHIỆM VỤ\n"
          "section 2: I.| MỤC TIÊU\nbody: |A.");
    /* no labels */
    READS("Phần lớn các chỉ tiêu đạt.", "body: |Phần lớn các chỉ tiêu đạt.");
    READS("Chương trình phát triển", "body: |Chương trình phát triển");
    READS("Mục tiêu", "body: |Mục tiêu");
    READS("Mục 1 của Kế hoạch", "body: |Mục 1 của Kế hoạch");
    READS("Phần I của Kế hoạch nêu rõ.", "body: |Phần I của Kế hoạch nêu rõ.");
    READS("phần I", "body: |phần I");
    READS("Chương I\n\nCâu này dài và có dấu chấm.", "part_label 1: |Chương I\n"
                                                     "body: |Câu này dài và có dấu chấm.");
    READS("Chương I\n\nI. TÌNH HÌNH\n\nA.",
          "part_label 1: |Chương I\nsection 2: I.| TÌNH HÌNH\nbody: |A.");
}

static void test_sections(void) {
    READS("I. MỤC ĐÍCH, YÊU CẦU\n\nA.\n\nII. TỔ CHỨC (từ ngày 01/01)\n\nB.",
          "section 1: I.| MỤC ĐÍCH, YÊU CẦU\nbody: |A.\n"
          "section 1: II.| TỔ CHỨC (từ ngày 01/01)\nbody: |B.");
    READS("I. KẾT QUẢ THỰC HIỆN\nNHIỆM VỤ NĂM 2025\nTrong năm qua.",
          "section 1: I.| KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2025\nbody: |Trong năm qua.");
    READS("A. TÌNH HÌNH\n\nI. KINH TẾ\n\nMột.\n\nII. VĂN HÓA\n\nHai.\n\nB. NHIỆM VỤ\n\n"
          "I. KINH TẾ\n\nBa.",
          "section 1: A.| TÌNH HÌNH\nsection 2: I.| KINH TẾ\nbody: |Một.\nsection 2: II.| VĂN HÓA\n"
          "body: |Hai.\nsection 1: B.| NHIỆM VỤ\nsection 2: I.| KINH TẾ\nbody: |Ba.");
    READS("I. CHUNG\n\nA. MỘT\n\nX.\n\nB. HAI\n\nY.\n\nII. RIÊNG\n\nZ.",
          "section 1: I.| CHUNG\nsection 2: A.| MỘT\nbody: |X.\nsection 2: B.| HAI\nbody: |Y.\n"
          "section 1: II.| RIÊNG\nbody: |Z.");
    READS("I. Mục đích\n\nA.", "section 1: I.| Mục đích\nbody: |A."); /* E562 tells of it */
    READS("I. {{TITLE}}\n\nA.", "section 1: I.| MỤC ĐÍCH\nbody: |A.");
    /* no sections */
    READS("I am here", "body: |I am here");
    READS("I. Newton nói vậy.", "body: |I. Newton nói vậy.");
    READS("C. Mác", "body: |C. Mác");
    READS("A. Nguyễn Văn", "body: |A. Nguyễn Văn");
    READS("V.I. LÊNIN", "body: |V.I. LÊNIN");
    READS("IIII. SAI SỐ", "body: |IIII. SAI SỐ");
    READS("CV. VĂN BẢN", "body: |CV. VĂN BẢN");
    READS("I.", "body: |I.");
}

static void test_articles(void) {
    READS(
        "Điều 1. Phạm vi điều chỉnh\n\n1. Một.\n\nĐiều 2. Đối tượng\n\n1. Hai.",
        "article 1: Điều 1.| Phạm vi điều chỉnh\nclause: 1.| Một.\narticle 1: Điều 2.| Đối tượng\n"
        "clause: 1.| Hai.");
    READS("Điều 5 của Luật này", "body: |Điều 5 của Luật này");
    READS("điều 1. không", "body: |điều 1. không");
    struct reading r;
    begin(&r);
    static const char typed[] = "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch *năm*.";
    load(&r, typed, sizeof typed - 1);
    CHECK_STR(r.dump.data, "body depth=0 lines=1-1 ordinal=10 [0-10 bold] [65-69 italic] "
                           "\"Điều 1. Ban hành kèm theo Quyết định này Kế hoạch năm.\"\n");
    end(&r);
}

static void test_clauses(void) {
    READS("1. Mục đích\n\nNội dung.\n\n2. Câu này là khoản.\n\n3. Yêu cầu\n\na) Một;\n\nb) Hai.",
          "clause_title 1: 1.| Mục đích\nbody: |Nội dung.\nclause: 2.| Câu này là khoản.\n"
          "clause_title 1: 3.| Yêu cầu\npoint: a)| Một;\npoint: b)| Hai.");
    READS(
        "I. MỘT\n\n1. Kinh tế\n\n1.1. Ngân sách\n\nA.\n\n1.1.1. Thu\n\nB.\n\n1.1.2. Chi là chi.\n\n"
        "1.2. Đầu tư\n\n- C.",
        "section 1: I.| MỘT\nclause_title 2: 1.| Kinh tế\nclause_title 3: 1.1.| Ngân sách\n"
        "body: |A.\nclause_title 4: 1.1.1.| Thu\nbody: |B.\nclause: 1.1.2.| Chi là chi.\n"
        "clause_title 3: 1.2.| Đầu tư\nbody: -| C.");
    /* without text of its own none is a title */
    READS("1. Một\n\n2. Hai\n\n3. Ba", "clause: 1.| Một\nclause: 2.| Hai\nclause: 3.| Ba");
    READS("1. Một\n\nI. HAI\n\nX.", "clause: 1.| Một\nsection 1: I.| HAI\nbody: |X.");
    static const char *const stops[] = {".", ";", ":", ",", "?", "!", "…"};
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        char typed[64], wanted[64];
        snprintf(typed, sizeof typed, "1. Một%s\n\nX.", stops[i]);
        snprintf(wanted, sizeof wanted, "clause: 1.| Một%s\nbody: |X.", stops[i]);
        READS(typed, wanted);
    }
    READS("1.Mục đích\n\nX.", "clause_title 1: 1.|Mục đích\nbody: |X.");
    READS("1. {{ward.name}}\n\nX.", "clause_title 1: 1.| Ngọc Hà\nbody: |X.");
    READS("**1. Mục đích**\n\nX.", "clause_title 1: 1.| Mục đích\nbody: |X.");
    READS("Dòng\n**1. Mục đích**\n\nX.", "body: |Dòng\nclause_title 1: 1.| Mục đích\nbody: |X.");
    /* no clauses */
    READS("1.500 người tham gia.", "body: |1.500 người tham gia.");
    READS("1.500. người", "body: |1.500. người");
    READS("2025. Năm", "body: |2025. Năm");
    READS("31/12. Hạn", "body: |31/12. Hạn");
    READS("1,5. Số", "body: |1,5. Số");
    READS("0. Không", "body: |0. Không");
    READS("1", "body: |1");
    READS("1.", "body: |1.");
    READS("1.1 Không có dấu chấm", "body: |1.1 Không có dấu chấm");
    READS("1) Không", "body: |1) Không");
    struct text t;
    text_init(&t);
    text_puts(&t, "1. ");
    for (int i = 0; i < 38; i++) {
        text_puts(&t, "chữ ");
    }
    text_puts(&t, "\n\nX.");
    struct reading r;
    begin(&r);
    load(&r, t.data, t.len);
    CHECK_INT(r.body->items[0].component, COMPONENT_CLAUSE); /* too long for a title */
    end(&r);
    text_release(&t);
}

static void test_points(void) {
    READS("a) Một;\nb) Hai;\nc) Ba;\nd) Bốn;\nđ) Năm;\ne) Sáu.",
          "point: a)| Một;\npoint: b)| Hai;\npoint: c)| Ba;\npoint: d)| Bốn;\npoint: đ)| Năm;\n"
          "point: e)| Sáu.");
    READS("a)Một", "point: a)|Một");
    READS("A) Một", "body: |A) Một");
    READS("ab) Một", "body: |ab) Một");
    READS("- Một\n– Hai\n+ Ba\n* Bốn\n• Năm",
          "body: -| Một\nbody: –| Hai\nbody: +| Ba\nbody: *| Bốn\nbody: •| Năm");
    READS("-Một\n+Hai", "body: -|Một\nbody: +|Hai");
    READS("-5 độ", "body: |-5 độ");
    READS("--- đường kẻ", "body: |--- đường kẻ");
    READS("- ", "body: |-");
}

static void test_bases(void) {
    READS(
        "Căn cứ Luật A;\nCăn cứ Luật B\nvà hơn nữa;\n\nThực hiện Kế hoạch C;\n\n"
        "Theo đề nghị của Phòng D;\n\nXét đề nghị của E.\n\nThực hiện F, phường làm.\n\n"
        "Căn cứ G.",
        "basis: |Căn cứ Luật A;\nbasis: |Căn cứ Luật B và hơn nữa;\nbasis: |Thực hiện Kế hoạch C;\n"
        "basis: |Theo đề nghị của Phòng D;\nbasis: |Xét đề nghị của E.\n"
        "body: |Thực hiện F, phường làm.\nbody: |Căn cứ G.");
    READS("Thực hiện A;\n\nCăn cứ B.", "body: |Thực hiện A;\nbody: |Căn cứ B.");
    READS("Căn cứ Luật A, phường đề nghị:\n\n- B.", "body: |Căn cứ Luật A, phường đề nghị:\n"
                                                    "body: -| B.");
    READS("Mở đầu\ncăn cứ vào đó\nCăn cứ X", "body: |Mở đầu căn cứ vào đó Căn cứ X");
    READS("{{basis}}", "body: |Căn cứ Luật Đầu tư;");
    READS("Căn cứ {{ward.name}};\n\nCăn cứu trợ", "basis: |Căn cứ Ngọc Hà;\nbody: |Căn cứu trợ");
    READS("\\Căn cứ A;", "body: |Căn cứ A;");
}

static void test_escapes(void) {
    READS("\\1. Một\n\nX.", "body: |1. Một\nbody: |X.");
    READS("\\I. MỘT", "body: |I. MỘT");
    READS("\\a) Một", "body: |a) Một");
    READS("\\- Một", "body: |- Một");
    READS("\\* Một", "body: |* Một");
    READS("\\Điều 1. Một", "body: |Điều 1. Một");
    READS("\\Phần I\n\nMột", "body: |Phần I\nbody: |Một");
    READS("Phát triển kinh tế\n\\- xã hội", "body: |Phát triển kinh tế - xã hội");
    READS("\\\\1. Một", "body: |\\1. Một");
    READS("a \\* b \\{{x}} \\\\ c\\d", "body: |a * b {{x}} \\ c\\d");
    READS("\\*không\\* \\*\\*đậm\\*\\*", "body: |*không* **đậm**");
}

/* ---- bold and italic ---- */

static void spans(const char *typed, const char *wanted, int line) {
    struct reading r;
    begin(&r);
    load(&r, typed, strlen(typed));
    const char *got = strstr(r.dump.data, "ordinal=0 ");
    bool good = got && strncmp(got + 10, wanted, strlen(wanted)) == 0 && !*r.said.data;
    if (!test_check(good, "the marks are read so", __FILE__, line)) {
        printf("  typed %s\n  read %s  wanted %s\n  said %s\n", typed, r.dump.data, wanted,
               r.said.data);
    }
    end(&r);
}
#define SPANS(typed, wanted) spans((typed), (wanted), __LINE__)

static void test_inline(void) {
    SPANS("x **a** b", "[2-3 bold] \"x a b\"\n");
    SPANS("x *a b* c", "[2-5 italic] \"x a b c\"\n");
    SPANS("***a***", "[0-1 bold italic] \"a\"\n");
    SPANS("**a *b* c**", "[0-2 bold] [2-3 bold italic] [3-5 bold] \"a b c\"\n");
    SPANS("*a **b** c*", "[0-2 italic] [2-3 bold italic] [3-5 italic] \"a b c\"\n");
    SPANS("***a** b*", "[0-1 bold italic] [1-3 italic] \"a b\"\n");
    SPANS("***a* b**", "[0-1 bold italic] [1-3 bold] \"a b\"\n");
    SPANS("**a***b*", "[0-1 bold] [1-2 italic] \"ab\"\n");
    SPANS("**a *b***", "[0-2 bold] [2-3 bold italic] \"a b\"\n");
    SPANS("(**a**), “*b*”", "[1-2 bold] [8-9 italic] \"(a), “b”\"\n");
    SPANS("**a\nb**", "[0-3 bold] \"a b\"\n");
    SPANS("x   **  a  **", "\"x ** a **\"\n");
    SPANS("2*3 và 2 * 3", "\"2*3 và 2 * 3\"\n");
    SPANS("x (*) và (**)", "\"x (*) và (**)\"\n");
    SPANS("a **{{marked}}** c", "[2-19 bold] \"a **x** {{y}} \\\\* *z c\"\n");
    SPANS("x **a**\\*", "[2-3 bold] \"x a*\"\n");
}

static void test_inline_faults(void) {
    TELLS("Một\n\nhai **ba bốn", ":3:5: error: E510 The mark ** has no partner");
    TELLS("a *b", ":1:3: error: E510 The mark * ");
    TELLS("**a *b** c*", ":1:7: error: E510 The mark ** ");
    TELLS("a b** c", ":1:4: error: E510 The mark ** ");
    TELLS("a\nb ***c", ":2:3: error: E510 ");
    TELLS("a ****b**** c", ":1:3: error: E510 The mark *** ");
    TELLS("**a\n\nb**", ":1:1: error: E510 ");
    TELLS("{{#unit}}\n**a\n\n{{/unit}}", ":2:1: error: E510 ");
}

/* ---- placeholders ---- */

static void test_values(void) {
    READS("Phường {{ward.name}}.", "body: |Phường Ngọc Hà.");
    READS("Phường {{ ward.name }}{{! một lời ghi }}.", "body: |Phường Ngọc Hà.");
    READS("x{{empty}}y", "body: |xy");
    READS("{{empty}}\n\nb", "body: |b");
    READS("{{marked}}", "body: |**x** {{y}} \\* *z");
    READS("{{clause}}\n\nX.", "body: |1. Mục đích\nbody: |X.");
    READS("{{one}}. Một\n\nX.", "body: |1. Một\nbody: |X.");
    READS("a {{lines}} b", "body: |a một hai ba b");
    READS("a {{gap}}.", "body: |a ngày\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0\xC2\xA0tháng 01.");
    READS("{{#unit}}{{name}}, {{/unit}}hết", "body: |Phòng Văn hóa, Trạm Y tế, hết");
    READS("{{#unit}}{{name}} {{ward.name}}; {{/unit}}",
          "body: |Phòng Văn hóa Ngọc Hà; Trạm Y tế Ngọc Hà;");
    READS("{{#word}}{{.}} {{/word}}", "body: |đỏ xanh");
    READS("{{#none}}x{{/none}}{{^none}}không có{{/none}}", "body: |không có");
    READS("{{^unit}}x{{/unit}}y", "body: |y");
    READS("{{#ward.name}}có{{/ward.name}}{{^ward.name}}không{{/ward.name}}", "body: |có");
    READS("{{#empty}}có{{/empty}}{{^empty}}không{{/empty}}", "body: |không");
    READS("{{#unset}}có {{unset}}{{/unset}}{{^unset}}không{{/unset}}", "body: |không");
    READS("{{#unit}}{{#word}}{{name}} {{.}}; {{/word}}{{/unit}}",
          "body: |Phòng Văn hóa đỏ; Phòng Văn hóa xanh; Trạm Y tế đỏ; Trạm Y tế xanh;");
    READS("Danh sách\n{{#unit}}\n- {{name}}\n{{/unit}}\nhết",
          "body: |Danh sách\nbody: -| Phòng Văn hóa\nbody: -| Trạm Y tế hết");
    READS("a\n  {{! ghi chú }}  \nb", "body: |a b");
    READS("a } b { c }} d", "body: |a } b { c }} d");
}

static void test_value_faults(void) {
    TELLS("a\n\n b {{ward.nam}}",
          ":3:4: error: E504 Nothing is named {{ward.nam}} ({{ward.name}}?)");
    TELLS("{{name}}", ":1:1: error: E504 Nothing is named {{name}} ({{ward.name}}?)");
    TELLS("{{xyz.abc.def}}", ":1:1: error: E504 Nothing is named {{xyz.abc.def}}\n");
    TELLS("{{#nobody}}x{{/nobody}}", ":1:1: error: E504 ");
    TELLS("{{^nobody}}x{{/nobody}}", ":1:1: error: E504 ");
    TELLS("{{#unit}}\n{{nam}}\n{{/unit}}",
          ":2:1: error: E504 Nothing is named {{nam}} ({{name}}?)");
    TELLS("{{unset}}", ":1:1: error: E505 {{unset}} has no value");
    TELLS("{{unit}}", ":1:1: error: E505 {{unit}} has no value");
    TELLS("Đây {{ward.name\n}}", ":1:5: error: E507 \"{{ward.name\" has no closing }}");
    TELLS("a {{", ":1:3: error: E507 ");
    TELLS("a\n{{#unit}}\nb", ":2:1: error: E508 The section {{#unit}} or {{^unit}} opened here");
    TELLS("a {{/unit}}", ":1:3: error: E509 {{/unit}} closes nothing: no section is open");
    TELLS("{{#unit}}{{/word}}", ":1:10: error: E509 {{/word}} closes nothing: here {{/unit}} is");
    TELLS("{{}}", ":1:1: error: E511 ");
    TELLS("{{ten phuong}}", ":1:1: error: E511 \"{{ten phuong}}\" is not understood");
    TELLS("{{{ward.name}}}", ":1:1: error: E511 ");
    TELLS("{{>x}}", ":1:1: error: E511 ");
    TELLS("{{&x}}", ":1:1: error: E511 ");
    struct text deep;
    text_init(&deep);
    for (int i = 0; i < 17; i++) {
        text_puts(&deep, "{{#unit}}");
    }
    for (int i = 0; i < 17; i++) {
        text_puts(&deep, "{{/unit}}");
    }
    TELLS(deep.data, ":1:145: error: E512 Cannot be filled in from here: sections are nested");
    text_release(&deep);
}

/* Lists within lists: 2^16 entries are fine, a hundred entries within each other are not. */
static void test_explosion(void) {
    struct reading r;
    begin(&r);
    for (int i = 0; i < 100; i++) {
        values_add(r.values, "many");
    }
    static const char typed[] = "{{#many}}{{#many}}{{#many}}{{#many}}x{{/many}}{{/many}}{{/many}}"
                                "{{/many}}";
    load(&r, typed, sizeof typed - 1);
    CHECK(r.body == NULL);
    CHECK(strstr(r.said.data, "error: E512 Cannot be filled in from here: its lists") != NULL);
    end(&r);
}

static void test_expand_line(void) {
    struct reading r;
    begin(&r);
    struct place at = {.file = "job.ini", .line = 7};
    CHECK_STR(expand_line(r.arena, "(Kèm theo {{ward.name}})", r.values, &at, r.diag),
              "(Kèm theo Ngọc Hà)");
    CHECK_STR(expand_line(r.arena, "{{gap}}", r.values, &at, r.diag), "ngày      tháng 01");
    CHECK_STR(expand_line(r.arena, "{{#unit}}{{name}};{{/unit}}", r.values, &at, r.diag),
              "Phòng Văn hóa;Trạm Y tế;");
    CHECK_STR(expand_line(r.arena, "{{nobody}}", r.values, &at, r.diag), NULL);
    CHECK_STR(expand_line(r.arena, "{{unset}}", r.values, &at, r.diag), NULL);
    CHECK_STR(expand_line(r.arena, "{{ward.name", r.values, &at, r.diag), NULL);
    diag_end_job(r.diag, &r.said);
    CHECK(strstr(r.said.data, "job.ini:7: error: E214 There is no value for {{nobody}}") != NULL);
    CHECK(strstr(r.said.data, "job.ini:7: error: E214 There is no value for {{unset}}") != NULL);
    CHECK(strstr(r.said.data, "job.ini:7: error: E507 ") != NULL);
    end(&r);
}

static void test_values_tree(void) {
    struct arena *a = arena_new();
    struct values *v = values_new(a);
    struct values *const *entries;
    size_t count;
    CHECK_STR(values_text(v, "x"), NULL);
    CHECK_STR(values_nearest(v, "x"), NULL);
    values_set(v, "x.y", "1");
    values_set(v, "x.y", "2");
    CHECK_STR(values_text(v, "x.y"), "2");
    values_set(v, "later", NULL);
    CHECK(values_known(v, "later") && !values_known(v, "late"));
    CHECK_STR(values_text(v, "later"), NULL);
    CHECK(!values_list(v, "x.y", &entries, &count));
    for (size_t i = 0; i < 100; i++) {
        values_set(values_add(v, "list"), "n", arena_printf(a, "%zu", i));
    }
    CHECK(values_list(v, "list", &entries, &count));
    CHECK_INT(count, 100);
    CHECK_STR(values_text(entries[99], "n"), "99");
    CHECK_STR(values_nearest(v, "lisst"), "list");
    CHECK_STR(values_nearest(v, "y"), "x.y");
    CHECK_STR(values_nearest(v, "zzzzzz"), NULL);
    arena_free(a);
}

/* ---- order ---- */

static void test_order(void) {
    TELLS("1. Một.\n\n3. Ba.\n\n4. Bốn.",
          ":3: error: E539 Number \"3.\" is out of order: it should be \"2.\"");
    TELLS("1. Một.\n\n2. Hai.\n\n1. Lại.\n\n2. Nữa.",
          ":5: error: E539 Number \"1.\" is out of order: it should be \"3.\"");
    TELLS("2. Hai.", ":1: error: E539 Number \"2.\" is out of order: it should be \"1.\"");
    TELLS("I. A\n\nX.\n\nIII. C\n\nY.",
          ":5: error: E539 Number \"III.\" is out of order: it should be \"II.\"");
    TELLS("a) A;\n\nc) C.", ":3: error: E539 Number \"c)\" is out of order: it should be \"b)\"");
    TELLS("a) A;\nb) B;\nc) C;\nd) D;\ne) E;\nf) F;\ng) G.",
          ":5: error: E539 Number \"e)\" is out of order: it should be \"đ)\"");
    TELLS("Điều 1. A\n\nX.\n\nĐiều 1. B\n\nY.",
          ":5: error: E539 Number \"Điều 1.\" is out of order: it should be \"Điều 2.\"");
    TELLS("Chương I\nA\n\nX.\n\nChương III\nB\n\nY.",
          ":6: error: E539 Number \"Chương III\" is out of order: it should be \"Chương II\"");
    TELLS("Chương 1\nA\n\nX.",
          ":1: error: E539 Number \"Chương 1\" is out of order: it should be \"Chương I\"");
    TELLS("Mục I\nA\n\nX.",
          ":1: error: E539 Number \"Mục I\" is out of order: it should be \"Mục 1\"");
    TELLS("Phần thứ hai\nA\n\nX.",
          ":1: error: E539 Number \"Phần thứ hai\" is out of order: it should be \"Phần I\"");
    TELLS("1. A\n\n1.1. X.\n\n1.3. Y.",
          ":5: error: E539 Number \"1.3.\" is out of order: it should be \"1.2.\"");
    TELLS("1. A\n\n1.1. X.\n\n2. B\n\n1.2. Y.",
          ":7: error: E565 \"1.2.\" does not stand under a heading \"1.\"");
    TELLS("1.1. X.", ":1: error: E565 \"1.1.\" does not stand under a heading \"1.\"");
    TELLS("1. A\n\n1.1.1. X.",
          ":3: error: E565 \"1.1.1.\" does not stand under a heading \"1.1.\"");
}

/* One slip is one finding. */
static void test_slips(void) {
    struct reading r;
    begin(&r);
    static const char typed[] =
        "1. A\n\n2.1. X.\n\n2.2. Y.\n\n2.4. Z.\n\n2. B\n\n2.1. W.\n\n5. V.\n\n6. U.";
    load(&r, typed, sizeof typed - 1);
    CHECK(r.body != NULL);
    CHECK_INT(diag_count(r.diag, SEVERITY_ERROR), 3); /* 2.1 astray, 2.4, 5 */
    CHECK(strstr(r.said.data, ":3: error: E565 \"2.1.\"") != NULL);
    CHECK(strstr(r.said.data,
                 ":7: error: E539 Number \"2.4.\" is out of order: it should be \"2.3.\"") != NULL);
    CHECK(strstr(r.said.data,
                 ":13: error: E539 Number \"5.\" is out of order: it should be \"3.\"") != NULL);
    end(&r);
}

static void test_good_order(void) {
    READS(
        "Phần I\nA\n\nChương I\nB\n\nX.\n\nChương II\nC\n\nX.\n\nPhần II\nD\n\nChương III\nE\n\nX.",
        NULL);
    READS("Phần I\nA\n\nChương I\nB\n\nX.\n\nPhần II\nD\n\nChương I\nE\n\nX.", NULL);
    READS("Chương I\nA\n\nĐiều 1. B\n\nX.\n\nChương II\nC\n\nĐiều 2. D\n\nX.", NULL);
    READS("I. A\n\n1. B\n\n1.1. X.\n\n1.2. Y.\n\n2. C\n\n2.1. X.\n\nII. D\n\n1. E\n\n1.1. Z.",
          NULL);
    READS("1. A\n\na) X;\n\nb) Y.\n\n2. B\n\na) Z.\n\n2.1. C\n\na) W.", NULL);
    READS("a) 1;\nb) 2;\nc) 3;\nd) 4;\nđ) 5;\ne) 6;\ng) 7;\nh) 8;\ni) 9;\nk) 10;\nl) 11;\nm) 12;\n"
          "n) 13;\no) 14;\np) 15;\nq) 16;\nr) 17;\ns) 18;\nt) 19;\nu) 20;\nv) 21;\nx) 22;\ny) 23.",
          NULL);
    READS("A. MỘT\n\nX.\n\nB. HAI\n\nX.\n\nC. BA\n\nX.\n\nD. BỐN\n\nX.\n\nĐ. NĂM\n\nX.", NULL);
    READS("01. Một.\n\n02. Hai.", NULL);
}

/* ---- bad input ---- */

static void test_bad(void) {
    TELLS("", ": error: E500 ");
    TELLS(" \n\t\n\n", ": error: E500 ");
    TELLS("{{empty}}", ": error: E500 ");
    TELLS("{{#none}}x{{/none}}", ": error: E500 ");
    TELLS("một\n\nh\xFF", ":3: error: E215 ");
    TELLS("một\nha\x0Ci", ":2:3: error: E502 The body text contains the control character U+000C");
    TELLS("một\nha\xC2\x85i",
          ":2:3: error: E502 The body text contains the control character U+0085");
    TELLS("x\xE2\x80\x8By\xC2\xAD\n\n\xE2\x80\x8E"
          "1. Một",
          ":1: note: N593 3 characters");
    TELLS("a\n\nHoa\xCC\x80", ":3: note: N592 Composed: 1 lines");
    struct reading r;
    begin(&r);
    load(&r, "một\0hai", 8);
    CHECK(strstr(r.said.data, ":1: error: E215 ") != NULL);
    end(&r);
    char *long_word = calloc(1, 10003);
    memset(long_word, 'a', 10002);
    memcpy(long_word, "b ", 2);
    TELLS(long_word, ":1:3: error: E503 A \"word\" has 10000 characters, more than 400");
    free(long_word);
    size_t size = ((size_t)2 << 20) + 1;
    char *big = calloc(1, size + 1);
    memset(big, ' ', size);
    begin(&r);
    load(&r, big, size);
    CHECK(strstr(r.said.data, "is larger than 2 MB") != NULL);
    end(&r);
    begin(&r);
    load(&r, big, size - 1);
    CHECK(strstr(r.said.data, "E500") != NULL);
    end(&r);
    free(big);
    begin(&r);
    CHECK(body_load(r.arena, "/nowhere/x.txt", r.values, r.diag) == NULL);
    end(&r);
}

/* All faults of a text come in one run. */
static void test_all_at_once(void) {
    struct reading r;
    begin(&r);
    static const char typed[] = "a **b\n\n{{nobody}} {{\n\nx\x01y\n\n{{#unit}}";
    load(&r, typed, sizeof typed - 1);
    CHECK(r.body == NULL);
    static const char *const codes[] = {"E510", "E504", "E507", "E502", "E508"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        CHECK(strstr(r.said.data, codes[i]) != NULL);
    }
    end(&r);
}

static void test_places(void) {
    struct arena *a = arena_new();
    struct text_places p;
    text_places_init(a, &p, "ab\n\nđcđ\n");
    CHECK_INT(text_line_of(&p, 0), 1);
    CHECK_INT(text_line_of(&p, 2), 1);
    CHECK_INT(text_line_of(&p, 3), 2);
    CHECK_INT(text_line_of(&p, 4), 3);
    CHECK_INT(text_column_of(&p, 7), 3);
    CHECK_INT(text_column_of(&p, 6), 2);
    CHECK_INT(text_column_of(&p, 4), 1);
    CHECK_INT(text_column_of(&p, 1), 2);
    arena_free(a);
}

/* ---- the pages about body texts ---- */

/* The examples of a page: every block of text, one after the other. */
static void collect_examples(const char *page, struct text *out, size_t *count) {
    static const char open[] = "\n```text\n";
    struct arena *a = arena_new();
    char *bytes;
    size_t len;
    CHECK(fs_read(a, page, 1 << 20, &bytes, &len) == FS_OK);
    text_puts(out, "");
    for (const char *s = bytes; (s = strstr(s, open)) != NULL;) {
        s += strlen(open);
        const char *close = strstr(s, "\n```\n");
        CHECK(close != NULL);
        text_put(out, s, (size_t)(close - s));
        text_puts(out, "\n\n");
        ++*count;
        s = close;
    }
    arena_free(a);
}

/* Both pages show the same examples, which are read without a finding. */
static void test_pages(void) {
    struct text english, vietnamese;
    size_t count = 0, again = 0;
    text_init(&english);
    text_init(&vietnamese);
    collect_examples(TEST_SOURCE_DIR "/docs/body.md", &english, &count);
    collect_examples(TEST_SOURCE_DIR "/docs/body.vi.md", &vietnamese, &again);
    CHECK(count == again && count >= 5);
    CHECK_STR(vietnamese.data, english.data);
    struct reading r;
    begin(&r);
    values_set(r.values, "ward.agency", "Ủy ban nhân dân phường Ngọc Hà");
    values_set(r.values, "plan.year", "2026");
    values_set(r.values, "appendix.1.targets", "26");
    values_set(r.values, "document.number", NULL);
    struct values *section = values_add(r.values, "appendix.1.section");
    values_set(section, "name", "Chỉ tiêu thành phố giao");
    values_set(section, "count", "11");
    load(&r, english.data, english.len);
    CHECK_STR(r.said.data, "");
    CHECK(strstr(r.dump.data, "\nsection depth=1") != NULL);
    CHECK(strstr(r.dump.data, "ordinal=0 \"1. là số nhỏ nhất trong bảng.\"") != NULL);
    CHECK(strstr(r.dump.data, "\"Phát triển kinh tế - xã hội của phường.\"") != NULL);
    CHECK(strstr(r.dump.data, "\"Dòng này và dòng sau là một đoạn.\"") != NULL);
    CHECK(strstr(r.dump.data, "\"- Chỉ tiêu thành phố giao: 11 chỉ tiêu;\"") != NULL);
    CHECK(strstr(r.dump.data, "\"Kế hoạch này chưa có số.\"") != NULL);
    CHECK(strstr(r.dump.data, "Kế hoạch này mang số") == NULL);
    CHECK(strstr(r.dump.data, "\"Khách sạn 5* và ký hiệu {{ không phải") != NULL);
    end(&r);
    text_release(&english);
    text_release(&vietnamese);
}

int main(void) {
    test_paragraphs();
    test_whole_lines();
    test_lines();
    test_parts();
    test_sections();
    test_articles();
    test_clauses();
    test_points();
    test_bases();
    test_escapes();
    test_inline();
    test_inline_faults();
    test_values();
    test_value_faults();
    test_explosion();
    test_expand_line();
    test_values_tree();
    test_order();
    test_slips();
    test_good_order();
    test_bad();
    test_all_at_once();
    test_places();
    test_pages();
    return test_summary();
}
