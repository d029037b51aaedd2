/* Owns the tests of CSV reading: cells, their places, and what is reported. */
#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/text.h"
#include "source/csv_sniff.h"
#include "source/csv_table.h"
#include "unit/harness.h"

/* A table read from bytes, with the findings as text. */
struct reading {
    struct arena *arena;
    struct diag *diag;
    struct text said;
    struct csv_table *table;
};

static void read_bytes(struct reading *r, const void *bytes, size_t len) {
    const struct diag_options options = {.language = LANGUAGE_EN};
    r->arena = arena_new();
    r->diag = diag_new(&options);
    text_init(&r->said);
    char *name = fs_temporary(r->arena, bytes, len);
    CHECK(name != NULL);
    r->table = csv_table_load(r->arena, name, &(struct csv_options){0}, r->diag);
    fs_remove(name);
    diag_end_job(r->diag, &r->said);
}

static void release(struct reading *r) {
    text_release(&r->said);
    diag_free(r->diag);
    arena_free(r->arena);
}

/* The whole table in one string: "record@line: cell@line|cell@line". */
static const char *table_of(const struct reading *r) {
    static struct text out;
    text_clear(&out);
    text_puts(&out, "");
    for (size_t i = 0; r->table && i < r->table->count; i++) {
        const struct csv_row *row = &r->table->rows[i];
        text_printf(&out, "%s%u@%u:", i ? " / " : "", row->record, row->line);
        for (uint32_t c = 0; c < row->count; c++) {
            text_printf(&out, "%s%s@%u", c ? "|" : " ", row->cells[c], csv_row_line(row, c));
        }
    }
    return out.data;
}

static void check_table(const char *csv, const char *expected) {
    struct reading r;
    read_bytes(&r, csv, strlen(csv));
    CHECK_STR(table_of(&r), expected);
    release(&r);
}

/* The file is refused, and `said` stands among the findings. */
static void check_refused(const char *csv, size_t len, const char *said) {
    struct reading r;
    read_bytes(&r, csv, len);
    CHECK(r.table == NULL);
    if (!CHECK(strstr(r.said.data, said) != NULL)) {
        printf("    said     %s\n", r.said.data);
    }
    CHECK(diag_job_failed(r.diag));
    release(&r);
}

static void test_line_ends(void) {
    check_table("a,b\nc,d\n", "1@1: a@1|b@1 / 2@2: c@2|d@2");
    check_table("a,b\nc,d", "1@1: a@1|b@1 / 2@2: c@2|d@2");
    check_table("a,b\r\nc,d\r\n", "1@1: a@1|b@1 / 2@2: c@2|d@2");
    check_table("a,b\rc,d\r", "1@1: a@1|b@1 / 2@2: c@2|d@2");
    check_table("\xEF\xBB\xBF"
                "a,b\n",
                "1@1: a@1|b@1");
    check_table("a,b\n\n\nc,d\n", "1@1: a@1|b@1 / 2@2: / 3@3: / 4@4: c@4|d@4");
    check_table("a,b\r\n\r\nc,d\r\n", "1@1: a@1|b@1 / 2@2: / 3@3: c@3|d@3");
    check_table("a,b\r\rc,d", "1@1: a@1|b@1 / 2@2: / 3@3: c@3|d@3");
    check_table("a,b\n,\nc,d\n", "1@1: a@1|b@1 / 2@2: @2|@2 / 3@3: c@3|d@3");
}

static void test_quotes(void) {
    check_table("\"a,b\",c\n", "1@1: a,b@1|c@1");
    check_table("\"a\"\"b\",\"\"\n", "1@1: a\"b@1|@1");
    check_table("a,\"b\nc\",d\ne,f,g\n", "1@1: a@1|b\nc@1|d@2 / 2@3: e@3|f@3|g@3");
    check_table("a,\"b\r\nc\",d\r\ne,f,g\r\n", "1@1: a@1|b\nc@1|d@2 / 2@3: e@3|f@3|g@3");
    check_table("a,\"b\rc\",d\re,f,g\r", "1@1: a@1|b\nc@1|d@2 / 2@3: e@3|f@3|g@3");
    check_table("a,\"b\n\n\nc\",\"d\ne\"\nf,g,h\n",
                "1@1: a@1|b\n\n\nc@1|d\ne@4 / 2@6: f@6|g@6|h@6");
    check_table("a,\"\nb\"\n", "1@1: a@1|b@1"); /* an outer line break is space */
    check_refused("a,b\nc,\"d\ne,f\n", 12, ":2:2: error: E107 [B2]");
    check_refused("a,b\nc,d\"e\nf,g\n", 14, ":2:2: error: E108 [B2]");
    check_refused("a,b\n\"c\"d,e\nf,g\n", 15, ":2:1: error: E108 [A2]");
    check_refused("a,b\nc\"d,e\nf,g\"h\n", 16, ":3:2: error: E108 [B3]"); /* both are found */
}

static void test_spaces(void) {
    struct reading r;
    const char *csv = " a ,\xC2\xA0"
                      "b\tc,d\n";
    read_bytes(&r, csv, strlen(csv));
    CHECK_STR(table_of(&r), "1@1: a@1|b c@1|d@1");
    CHECK(strstr(r.said.data, ":1:1: note: N126 [A1] Tidied the spaces of 2 cells") != NULL);
    CHECK(strstr(r.said.data, "N121") == NULL);
    release(&r);
    csv = "a,b\nle\u0323\u0302,le\u0302\u0323\n";
    read_bytes(&r, csv, strlen(csv));
    CHECK_STR(table_of(&r), "1@1: a@1|b@1 / 2@2: lệ@2|lệ@2");
    CHECK(strstr(r.said.data, ":2:1: note: N121 [A2] Composed: 2 cells") != NULL);
    release(&r);
}

static void test_refused(void) {
    check_refused("", 0, "E104");
    check_refused("\xEF\xBB\xBF", 3, "E104");
    check_refused(";;\r\n\t,\n", 7, "E104");
    check_refused("a,b\nc\0,d\n", 9, ":2: error: E105");
    check_refused("a,b\nc,\xF1\n", 8, ":2: error: E118");
    check_refused("\xEF\xBB\xBF"
                  "a,b\n\xED\xA0\x80,c\n",
                  13, ":2: error: E106 The text does not fit the encoding UTF-8: 0xED");
    check_refused("a,b\nc,\x1B[31m\n", 11, ":2:2: error: E117 [B2]");
}

static void test_limits(void) {
    struct text csv;
    text_init(&csv);
    text_puts(&csv, "a,");
    for (int i = 0; i < CSV_MAX_CELL_CHARS; i++) {
        text_puts(&csv, "đ"); /* the limit counts letters, not bytes */
    }
    text_puts(&csv, "\n");
    struct reading r;
    read_bytes(&r, csv.data, csv.len);
    CHECK(r.table != NULL);
    release(&r);
    csv.len--;
    text_puts(&csv, "đ\n");
    check_refused(csv.data, csv.len, ":1:2: error: E109 [B1]");
    text_clear(&csv);
    for (int i = 0; i + 1 < CSV_MAX_COLUMNS; i++) {
        text_putc(&csv, ',');
    }
    text_puts(&csv, "a\nb\n");
    read_bytes(&r, csv.data, csv.len);
    CHECK(r.table != NULL && r.table->rows[0].count == CSV_MAX_COLUMNS);
    CHECK(r.table != NULL && r.table->rows[1].count == 1);
    release(&r);
    csv.len -= 3;
    text_puts(&csv, ",\n");
    check_refused(csv.data, csv.len, ":1:16385: error: E110");
    text_release(&csv);
}

static void test_place(void) {
    struct reading r;
    const char *csv = "a,b\n\nc,\"d\ne\nf\",g\n";
    read_bytes(&r, csv, strlen(csv));
    if (CHECK(r.table != NULL && r.table->count == 3)) {
        struct place at = csv_place(r.table, &r.table->rows[2], 1);
        CHECK_INT(at.line, 3);
        CHECK_INT(at.line_end, 5);
        CHECK_INT(at.column, 2);
        CHECK_INT(at.record, 3);
        CHECK_STR(at.value, "d\ne\nf");
        at = csv_place(r.table, &r.table->rows[2], 2);
        CHECK_INT(at.line, 5);
        at = csv_place(r.table, &r.table->rows[2], 7); /* beyond the row's end */
        CHECK_INT(at.line, 3);
        CHECK_INT(at.column, 8);
        CHECK(at.value == NULL);
        at = csv_place(r.table, &r.table->rows[2], UINT32_MAX);
        CHECK_INT(at.column, 0);
        CHECK_STR(csv_row_text(&r.table->rows[2], 7), "");
        CHECK(csv_row_is_blank(&r.table->rows[1]) && !csv_row_is_blank(&r.table->rows[2]));
    }
    release(&r);
}

static char sniff(const char *csv) {
    return csv_sniff_delimiter(csv, strlen(csv));
}

static void test_sniff(void) {
    CHECK_INT(sniff("a,b,c\n1,2,3\n"), ',');
    CHECK_INT(sniff("a;b;c\n1,5;2;3\n1,7;2,8;3\n"), ';');
    CHECK_INT(sniff("a\tb\n1,5\t2\n"), '\t');
    CHECK_INT(sniff("Tiêu đề, dài, có dấu phẩy\na;b;c\n\"x;y\";2;3\n"), ';');
    CHECK_INT(sniff("one\ntwo\n"), ',');
    CHECK_INT(sniff(""), ',');
}

int main(void) {
    test_line_ends();
    test_quotes();
    test_spaces();
    test_refused();
    test_limits();
    test_place();
    test_sniff();
    return test_summary();
}
