/* Owns the tests of INI reading: values, places, and every fault that iniparser would let pass. */
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/text.h"
#include "source/ini_file.h"
#include "unit/harness.h"

struct reading {
    struct arena *arena;
    struct diag *diag;
    struct text said;
    struct ini_file *ini;
};

static void read_bytes(struct reading *r, const char *bytes, size_t len) {
    const struct diag_options options = {.language = LANGUAGE_EN};
    r->arena = arena_new();
    r->diag = diag_new(&options);
    text_init(&r->said);
    text_puts(&r->said, "");
    char *name = fs_temporary(r->arena, bytes, len);
    CHECK(name != NULL);
    r->ini = ini_load(r->arena, name, r->diag);
    fs_remove(name);
}

static void finish(struct reading *r) {
    diag_end_job(r->diag, &r->said);
}

static void release(struct reading *r) {
    text_release(&r->said);
    diag_free(r->diag);
    arena_free(r->arena);
}

static void check_value(const char *line, const char *expected) {
    struct reading r;
    struct text bytes;
    text_init(&bytes);
    text_printf(&bytes, "[a]\n%s\n", line);
    read_bytes(&r, bytes.data, bytes.len);
    finish(&r);
    CHECK_STR(r.said.data, "");
    if (CHECK(r.ini != NULL)) {
        CHECK_STR(ini_text(r.ini, "a", "key"), expected);
    }
    release(&r);
    text_release(&bytes);
}

static void check_fault(const char *bytes, size_t len, const char *said) {
    struct reading r;
    read_bytes(&r, bytes, len);
    finish(&r);
    CHECK(r.ini == NULL);
    if (!CHECK(strstr(r.said.data, said) != NULL)) {
        printf("    said     %s\n", r.said.data);
    }
    release(&r);
}

#define CHECK_FAULT(bytes, said) check_fault(bytes, sizeof(bytes) - 1, said)

static void test_values(void) {
    check_value("key = value", "value");
    check_value("key=value", "value");
    check_value("  key\t=  value  ", "value");
    check_value("key = two words", "two words");
    check_value("key = \"a; b # c\"", "a; b # c");
    check_value("key = \"  kept  \"", "  kept  ");
    check_value("key = \"\"", NULL);
    check_value("key =", NULL);
    check_value("key = \"a\" ; a remark", "a");
    check_value("key = \"Phường “Mẫu” – số 1\"", "Phường “Mẫu” – số 1");
    check_value("key = \"le\u0323\u0302\"", "lệ");
    check_value("key = a = b", "a = b");
    check_value("; key = no\n# key = no\n\nkey = yes", "yes");
    check_value("other = 1", NULL);
}

static void test_places(void) {
    struct reading r;
    const char *bytes = "; first\r\n\r\n[a]\r\none = 1\r\n\r\n[b.12]\r\ntwo = 2\r\n";
    read_bytes(&r, bytes, strlen(bytes));
    if (CHECK(r.ini != NULL)) {
        CHECK_INT(ini_place(r.ini, "a", "one").line, 4);
        CHECK_INT(ini_place(r.ini, "b.12", "two").line, 7);
        CHECK_INT(ini_place(r.ini, "b.12", "absent").line, 6); /* where it should stand */
        CHECK_INT(ini_place(r.ini, "absent", "one").line, 0);
        CHECK(ini_has_section(r.ini, "b.12") && !ini_has_section(r.ini, "b"));
        CHECK_INT(ini_highest(r.ini, "b"), 12);
        CHECK_INT(ini_highest(r.ini, "a"), 0);
        CHECK_STR(ini_text(r.ini, "b.12", "two"), "2");
    }
    release(&r);
    bytes = "\xEF\xBB\xBF[a]\nkey = 1";
    read_bytes(&r, bytes, strlen(bytes));
    CHECK(r.ini != NULL && ini_place(r.ini, "a", "key").line == 2);
    release(&r);
    read_bytes(&r, "", 0);
    CHECK(r.ini != NULL && !ini_has_section(r.ini, "a"));
    release(&r);
}

static void test_faults(void) {
    CHECK_FAULT("[a]\nkey = 1\nkey = 2\n",
                ":3: error: E203 Key key is written twice (first on line 2)");
    CHECK_FAULT("[a]\nk = 1\n[b]\n[a]\n", ":4: error: E212");
    CHECK_FAULT("[a]\nkey = x; y\n", ":2: error: E204");
    CHECK_FAULT("[a]\nkey = x # y\n", ":2: error: E204");
    CHECK_FAULT("[a]\nkey = a \"b\" c\n", ":2: error: E211");
    CHECK_FAULT("[a]\nkey = \"a \"b\" c\"\n", ":2: error: E211");
    CHECK_FAULT("[a]\nkey = \"a\\\n", ":2: error: E207");
    CHECK_FAULT("[a]\nkey = \"a\\b\"\n", ":2: error: E211");
    CHECK_FAULT("[a]\nkey = a\\\n", ":2: error: E211"); /* iniparser would join the next line */
    CHECK_FAULT("[a]\nkey = \"open\n", ":2: error: E207");
    CHECK_FAULT("key = 1\n", ":1: error: E207");
    CHECK_FAULT("[a\nkey = 1\n", ":1: error: E207");
    CHECK_FAULT("[]\n", ":1: error: E207");
    CHECK_FAULT("[a] b\n", ":1: error: E207");
    CHECK_FAULT("[a]\nKey = 1\n", ":2: error: E207");
    CHECK_FAULT("[a]\nkhóa = 1\n", ":2: error: E207");
    CHECK_FAULT("[a]\nkey\n", ":2: error: E207");
    CHECK_FAULT("[a]\nkey = \xF1\n", ":2: error: E215");
    CHECK_FAULT("[a]\nkey = \0\n", ":2: error: E215");
    CHECK_FAULT("[a]\nkey = 1\nkey = 2\nno\n", ":4: error: E207"); /* all in one run */
}

static void test_long_lines(void) {
    struct text bytes;
    text_init(&bytes);
    text_puts(&bytes, "[a]\nkey = \"");
    while (bytes.len < 4 + INI_MAX_LINE - 1) {
        text_putc(&bytes, 'x');
    }
    text_puts(&bytes, "\"\n");
    struct reading r;
    read_bytes(&r, bytes.data, bytes.len);
    finish(&r);
    CHECK_STR(r.said.data, "");
    CHECK(r.ini != NULL && strlen(ini_text(r.ini, "a", "key")) == INI_MAX_LINE - 8);
    release(&r);
    bytes.len -= 2;
    text_puts(&bytes, "x\"\n");
    check_fault(bytes.data, bytes.len, ":2: error: E205 The line has 1023 bytes");
    text_release(&bytes);
}

struct bound {
    const char *name;
    int choice;
    bool flag;
    int32_t length, size;
};

static const struct ini_field fields[] = {
    {"name", INI_TEXT, offsetof(struct bound, name), true, NULL},
    {"choice", INI_CHOICE, offsetof(struct bound, choice), false, "one|two|three"},
    {"flag", INI_FLAG, offsetof(struct bound, flag), false, NULL},
    {"length", INI_LENGTH, offsetof(struct bound, length), false, NULL},
    {"size", INI_SIZE, offsetof(struct bound, size), false, NULL},
};

static bool bind(struct reading *r, const char *bytes, struct bound *b) {
    read_bytes(r, bytes, strlen(bytes));
    bool good = r->ini && ini_bind(r->ini, "a", fields, 5, b, r->diag);
    finish(r);
    return good;
}

static void check_bad(const char *line, const char *said) {
    struct reading r;
    struct bound b = {0};
    struct text bytes;
    text_init(&bytes);
    text_printf(&bytes, "[a]\nname = x\n%s\n", line);
    CHECK(!bind(&r, bytes.data, &b));
    CHECK(strstr(r.said.data, ":3: error: E206") != NULL);
    CHECK(strstr(r.said.data, said) != NULL);
    release(&r);
    text_release(&bytes);
}

static void test_bind(void) {
    struct reading r;
    struct bound b = {.choice = 7};
    CHECK(bind(&r, "[a]\nname = x\nflag = yes\nlength = 25.4\nsize = 13.5\n", &b));
    CHECK_STR(b.name, "x");
    CHECK_INT(b.choice, 7); /* absent: as it was */
    CHECK(b.flag);
    CHECK_INT(b.length, 72000);
    CHECK_INT(b.size, 13500);
    release(&r);
    CHECK(bind(&r, "[a]\nname = x\nchoice = three\nflag = no\n", &b));
    CHECK_INT(b.choice, 2);
    CHECK(!b.flag);
    release(&r);
    CHECK(!bind(&r, "[a]\nchoice = one\n", &b));
    CHECK(strstr(r.said.data, ":1: error: E201 Key [a] name is missing") != NULL);
    release(&r);
    check_bad("choice = four", "one|two|three");
    check_bad("choice = tw", "one|two|three");
    check_bad("choice = one|two", "one|two|three");
    check_bad("flag = true", "yes|no");
    check_bad("length = 5cm", "mm");
    check_bad("length = -5", "mm");
    check_bad("length = 9999", "mm");
    check_bad("length = 99999999999", "mm");
    check_bad("length = 1.25", "mm");
    check_bad("size = 4.9", "pt");
    check_bad("size = 73", "pt");
}

static void test_known(void) {
    static const struct ini_section sections[] = {{"a", fields, 5}, {"row.#", fields, 5}};
    struct reading r;
    const char *bytes = "[a]\nnane = 1\nquite_other = 2\n[row.3]\nflag = no\n[row.x]\nflag = no\n"
                        "[rov.4]\n[b]\n";
    read_bytes(&r, bytes, strlen(bytes));
    CHECK(r.ini != NULL && !ini_check_known(r.ini, sections, 2, r.diag));
    finish(&r);
    CHECK(strstr(r.said.data, ":2: error: E202 \"nane\" is not known here (name?)\n") != NULL);
    CHECK(strstr(r.said.data, ":3: error: E202 \"quite_other\" is not known here\n") != NULL);
    CHECK(strstr(r.said.data, ":5:") == NULL);
    CHECK(strstr(r.said.data, ":6: error: E202 \"[row.x]\" is not known here ([row.#]?)") != NULL);
    CHECK(strstr(r.said.data, ":7:") == NULL); /* once for the section, not for its keys */
    CHECK(strstr(r.said.data, ":8: error: E202 \"[rov.4]\" is not known here ([row.#]?)") != NULL);
    release(&r);
}

int main(void) {
    test_values();
    test_places();
    test_faults();
    test_long_lines();
    test_bind();
    test_known();
    return test_summary();
}
