/* Owns the tests of findings: sorting, capping, severities, both forms of output. */
#include <stdint.h>
#include <string.h>

#include "base/diag.h"
#include "base/fs.h"
#include "base/text.h"
#include "unit/harness.h"

static struct diag *new_diag(enum language language, bool strict, size_t max, bool as_json) {
    return diag_new(&(struct diag_options){language, strict, max, as_json, false});
}

static struct place place_at(const char *file, uint32_t line, uint32_t column) {
    return (struct place){.file = file, .line = line, .column = column, .record = line};
}

static void test_messages(void) {
    enum code code;
    CHECK(message_find("E305", &code) && code == CODE_E305);
    CHECK(!message_find("E999", &code));
    CHECK_STR(message_info_of(CODE_W116)->name, "W116");
    CHECK_STR(severity_name(SEVERITY_NOTE), "note");
    CHECK_STR(severity_name(SEVERITY_WARNING), "warning");
    CHECK_STR(severity_name(SEVERITY_ERROR), "error");
    for (int i = 0; i < CODE_COUNT; i++) {
        const struct message_info *m = message_info_of((enum code)i);
        static const char letters[] = "NWE";
        CHECK(m->name[0] == letters[m->severity] && strlen(m->name) == 4);
        CHECK(m->text[0][0] && m->text[1][0]);
        CHECK(m->severity != SEVERITY_ERROR || m->exit_status > 0);
        CHECK((m->hint[0][0] == 0) == (m->hint[1][0] == 0));
        CHECK(m->severity == SEVERITY_NOTE || m->hint[0][0]);
    }
}

static void test_diag_lines(void) {
    struct diag *d = new_diag(LANGUAGE_VI, false, 20, false);
    struct text out;
    text_init(&out);
    diag_begin_job(d);
    char file[] = "b.csv";
    char value[] = "x";
    struct place last = place_at(file, 10, 4);
    DIAG(d, E306, &last, value, "");
    memset(file, '?', 5); /* what was borrowed may change after the call */
    value[0] = '?';
    struct place a2 = place_at("a.csv", 2, 1);
    struct place whole = {.file = "b.csv"};
    struct place left = {.file = "b.csv", .line = 10, .column = 3};
    DIAG(d, E305, &a2);
    DIAG(d, E104, &whole);
    DIAG(d, E305, &left);
    struct place again = place_at("b.csv", 10, 4);
    DIAG(d, E305, &again);
    struct place wide = {.file = "b.csv", .line = 11, .column = 28, .record = 9};
    DIAG(d, N122, &wide);
    DIAG(d, E214, NULL, "ward.name");
    diag_end_job(d, &out);
    const char *hint = "    gợi ý: Ghi đơn vị tính của chỉ tiêu.\n";
    struct text expected;
    text_init(&expected);
    text_puts(&expected, "b.csv: error: E104 Tệp rỗng\n"
                         "    gợi ý: Xuất lại bảng tính ra CSV rồi chạy lại.\n"
                         "b.csv:10:3: error: E305 Thiếu đơn vị tính\n");
    text_puts(&expected, hint);
    text_puts(&expected,
              "b.csv:10:4: error: E306 [D10] Không biết đơn vị tính «x»\n"
              "    gợi ý: Sửa đơn vị tính; đơn vị mới thì thêm vào templates/units.ini.\n"
              "b.csv:10:4: error: E305 [D10] Thiếu đơn vị tính\n"
              "b.csv:11:28: note: N122 [AB9] Bỏ qua dòng tiêu đề lặp lại (ngắt trang của "
              "bảng gốc)\n"
              "a.csv:2:1: error: E305 [A2] Thiếu đơn vị tính\n");
    text_puts(&expected, hint);
    text_puts(&expected, "baocao: error: E214 Không có giá trị cho {{ward.name}}\n"
                         "    gợi ý: Thêm khóa tương ứng vào tệp công việc hoặc hồ sơ phường, hoặc "
                         "sửa chỗ này.\n");
    CHECK_STR(out.data, expected.data);
    CHECK(diag_job_failed(d));
    CHECK_INT(diag_count(d, SEVERITY_ERROR), 6);
    CHECK_INT(diag_count(d, SEVERITY_NOTE), 1);
    CHECK_INT(diag_exit_status(d), 78);

    diag_begin_job(d);
    CHECK(!diag_job_failed(d));
    text_clear(&out);
    diag_end_job(d, &out);
    CHECK_STR(out.data, "");
    text_release(&expected);
    text_release(&out);
    diag_free(d);
    diag_free(NULL);
}

static void test_diag_cap(void) {
    struct diag *d = new_diag(LANGUAGE_VI, false, 2, false);
    struct text out;
    text_init(&out);
    for (uint32_t i = 1; i <= 14; i++) {
        struct place p = place_at("a.csv", i, 1);
        DIAG(d, E305, &p);
    }
    struct place other = place_at("b.csv", 1, 1);
    DIAG(d, E305, &other);
    struct place after = place_at("a.csv", 99, 1);
    DIAG(d, N122, &after);
    diag_end_job(d, &out);
    CHECK_STR(out.data,
              "a.csv:1:1: error: E305 [A1] Thiếu đơn vị tính\n"
              "    gợi ý: Ghi đơn vị tính của chỉ tiêu.\n"
              "a.csv:2:1: error: E305 [A2] Thiếu đơn vị tính\n"
              "a.csv:99:1: note: N122 [A99] Bỏ qua dòng tiêu đề lặp lại (ngắt trang của bảng gốc)\n"
              "a.csv: còn 12 phát hiện mã E305 nữa trong tệp này (--max-per-code=0 để xem hết)\n"
              "b.csv:1:1: error: E305 [A1] Thiếu đơn vị tính\n"
              "    gợi ý: Ghi đơn vị tính của chỉ tiêu.\n");
    CHECK_INT(diag_count(d, SEVERITY_ERROR), 15);
    diag_free(d);

    /* Many findings, many files: quick, and the memory of the dropped ones is not used. */
    d = new_diag(LANGUAGE_EN, false, 0, false);
    double start = fs_seconds();
    char name[32];
    for (uint32_t i = 0; i < 100000; i++) {
        snprintf(name, sizeof name, "file-%u.csv", i % 1000);
        struct place p = place_at(name, 100000 - i, 1);
        DIAG(d, E305, &p);
    }
    text_clear(&out);
    diag_end_job(d, &out);
    CHECK(fs_seconds() - start < 10); /* a generous bound: quadratic work would take minutes */
    CHECK_INT(diag_count(d, SEVERITY_ERROR), 100000);
    CHECK(strncmp(out.data, "file-0.csv:1000:1: error: E305 [A1000] The unit", 47) == 0);
    size_t lines = 0;
    for (const char *p = out.data; (p = strchr(p, '\n')); p++) {
        lines++;
    }
    CHECK_INT(lines, 100000 + 1000); /* a hint for each file */
    diag_free(d);
    text_release(&out);
}

static void test_diag_json(void) {
    struct diag *d = new_diag(LANGUAGE_EN, false, 1, true);
    struct text out;
    text_init(&out);
    struct place p = {.file = "a.csv",
                      .line = 10,
                      .line_end = 11,
                      .column = 4,
                      .record = 9,
                      .header = "Đơn vị",
                      .value = "\x1b\"x\"",
                      .expected = "người"};
    DIAG(d, E306, &p, "x", "");
    DIAG(d, E306, &p, "y", "");
    DIAG(d, N610, NULL, "o.pdf");
    diag_end_job(d, &out);
    CHECK_STR(out.data,
              "{\"severity\":\"error\",\"code\":\"E306\",\"file\":\"a.csv\",\"line\":10,"
              "\"line_end\":11,\"column\":4,\"cell\":\"D9\",\"record\":9,\"header\":\"Đơn vị\","
              "\"value\":\"\\u001b\\\"x\\\"\",\"expected\":\"người\","
              "\"message\":\"Unit of measure \\\"x\\\" is not known\","
              "\"hint\":\"Correct the unit; add a new one to templates/units.ini.\"}\n"
              "{\"severity\":\"error\",\"code\":\"E306\",\"file\":\"a.csv\",\"more\":1}\n"
              "{\"severity\":\"note\",\"code\":\"N610\",\"message\":\"Wrote o.pdf\"}\n");
    text_release(&out);
    diag_free(d);
}

static void test_diag_severity(void) {
    struct text out;
    text_init(&out);
    struct place p = place_at("a.csv", 1, 1);
    struct diag *d = new_diag(LANGUAGE_EN, false, 20, false);
    diag_begin_job(d);
    diag_set_severity(d, CODE_E305, SEVERITY_WARNING);
    diag_set_severity(d, CODE_W116, SEVERITY_NOTE);
    DIAG(d, E305, &p);
    DIAG(d, W116, &p, "3", "4");
    CHECK(!diag_job_failed(d));
    CHECK_INT(diag_exit_status(d), 0);
    diag_set_severity(d, CODE_W116, (enum severity) - 1);
    DIAG(d, W116, &p, "3", "4");
    CHECK_INT(diag_count(d, SEVERITY_WARNING), 2);
    diag_end_job(d, &out);
    CHECK(strncmp(out.data, "a.csv:1:1: warning: E305 [A1]", 29) == 0);
    diag_begin_job(d);
    diag_set_severity(d, CODE_N122, SEVERITY_ERROR);
    DIAG(d, N122, &p);
    CHECK_INT(diag_exit_status(d), 1);
    diag_begin_job(d); /* the overrides of one job are not those of the next */
    DIAG(d, N122, &p);
    CHECK(!diag_job_failed(d));
    DIAG(d, E305, &p);
    CHECK(diag_job_failed(d));
    diag_free(d);

    d = new_diag(LANGUAGE_EN, true, 20, false);
    DIAG(d, W116, &p, "3", "4");
    CHECK(diag_job_failed(d));
    CHECK_INT(diag_exit_status(d), 1);
    CHECK_INT(diag_count(d, SEVERITY_WARNING), 0);
    text_clear(&out);
    diag_end_job(d, &out);
    CHECK(strncmp(out.data, "a.csv:1:1: error: W116 [A1]", 27) == 0);
    diag_free(d);
    text_release(&out);
}

static void test_diag_safe(void) {
    struct text out;
    text_init(&out);
    diag_put_safe(&out, "a\x1b[31m\tb\r\nc\rd\u202Ee\xC2\x9B"
                        "f\xFFg");
    CHECK_STR(out.data, "a\uFFFD[31m b c d\uFFFDe\uFFFDf\uFFFDg");
    struct diag *d = new_diag(LANGUAGE_EN, false, 20, false);
    struct place p = {.file = "\x1b]0;x\a.csv"};
    DIAG(d, E306, &p, "\x1b[2J", "");
    text_clear(&out);
    diag_end_job(d, &out);
    CHECK(strchr(out.data, '\x1b') == NULL && strchr(out.data, '\a') == NULL);
    diag_free(d);
    text_release(&out);
}

int main(void) {
    test_messages();
    test_diag_lines();
    test_diag_cap();
    test_diag_json();
    test_diag_severity();
    test_diag_safe();
    return test_summary();
}
