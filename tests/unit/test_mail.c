/* Owns the tests of addresses, headers and messages: what goes over the wire, line by line. */
#include <stdlib.h>

#include "base/arena.h"
#include "base/sha256.h"
#include "base/text.h"
#include "base/utf8.h"
#include "mail/address.h"
#include "mail/message.h"
#include "mail/mime.h"
#include "mail/plain_table.h"
#include "unit/harness.h"

static struct arena *arena;

static enum address_fault parse(const char *s, struct address *out) {
    *out = (struct address){0};
    return address_parse(arena, s, strlen(s), out);
}

/* ---- addresses ---- */

static void test_good_addresses(void) {
    static const struct {
        const char *typed, *name, *mailbox;
        bool international;
    } cases[] = {
        {"a@b.vn", NULL, "a@b.vn", false},
        {"  van.thu+x_1@Phuong-Ngoc-Ha.Hanoi.GOV.VN ", NULL,
         "van.thu+x_1@phuong-ngoc-ha.hanoi.gov.vn", false},
        {"Nguyễn Văn A <a@b.vn>", "Nguyễn Văn A", "a@b.vn", false},
        {"\"Văn phòng, HĐND \\\"phường\\\"\" <a@b.vn>", "Văn phòng, HĐND \"phường\"", "a@b.vn",
         false},
        {"<a@b.vn>", NULL, "a@b.vn", false},
        {"a@ngọchà.vn", NULL, "a@xn--ngch-3na7707b.vn", false},
        {"a@Việtnam.vn", NULL, "a@xn--vitnam-jk8b.vn", false},
        {"cán.bộ@b.vn", NULL, "cán.bộ@b.vn", true},
        {"a@b.xn--p1ai", NULL, "a@b.xn--p1ai", false},
        {"!#$%&'*+-/=?^_`{|}~@b.vn", NULL, "!#$%&'*+-/=?^_`{|}~@b.vn", false},
        {"a@1.2.com", NULL, "a@1.2.com", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct address found;
        if (!CHECK(parse(cases[i].typed, &found) == ADDRESS_GOOD)) {
            printf("    %s: %s\n", cases[i].typed,
                   address_fault_words(parse(cases[i].typed, &found)));
        }
        CHECK_STR(found.name, cases[i].name);
        CHECK_STR(found.mailbox, cases[i].mailbox);
        CHECK(found.international == cases[i].international);
    }
}

static void test_bad_addresses(void) {
    static const struct {
        const char *typed;
        enum address_fault fault;
    } cases[] = {
        {"", ADDRESS_EMPTY},
        {"  ", ADDRESS_EMPTY},
        {"a", ADDRESS_NO_AT},
        {"@b.vn", ADDRESS_LOCAL},
        {".a@b.vn", ADDRESS_LOCAL},
        {"a.@b.vn", ADDRESS_LOCAL},
        {"a..b@b.vn", ADDRESS_LOCAL},
        {"a b@b.vn", ADDRESS_LOCAL},
        {"a@c@b.vn", ADDRESS_LOCAL},
        {"\"a b\"@b.vn", ADDRESS_LOCAL},
        {"a,c@b.vn", ADDRESS_LOCAL},
        {"a\xE2\x80\xAE"
         "c@b.vn",
         ADDRESS_LOCAL},
        {"a@", ADDRESS_DOMAIN},
        {"a@b", ADDRESS_DOMAIN},
        {"a@b..vn", ADDRESS_DOMAIN},
        {"a@.b.vn", ADDRESS_DOMAIN},
        {"a@b.vn.", ADDRESS_DOMAIN},
        {"a@-b.vn", ADDRESS_DOMAIN},
        {"a@b-.vn", ADDRESS_DOMAIN},
        {"a@b_c.vn", ADDRESS_DOMAIN},
        {"a@[127.0.0.1]", ADDRESS_DOMAIN},
        {"a@127.0.0.1", ADDRESS_DOMAIN},
        {"a@b .vn", ADDRESS_DOMAIN},
        {"a@b.vn c@d.vn", ADDRESS_LOCAL},
        {"A <a@b.vn", ADDRESS_BRACKETS},
        {"A a@b.vn>", ADDRESS_BRACKETS},
        {"A <a@b.vn> c", ADDRESS_BRACKETS},
        {"A <>", ADDRESS_NO_AT},
        {"a@b.vn\r\nBcc: c@d.vn", ADDRESS_CONTROL},
        {"A\nBcc: c@d.vn <a@b.vn>", ADDRESS_CONTROL},
        {"A\x7F <a@b.vn>", ADDRESS_CONTROL},
        {"A\xC2\x85 <a@b.vn>", ADDRESS_CONTROL},
        {"A\xE2\x80\xA8 <a@b.vn>", ADDRESS_CONTROL},
        {"a\xFF@b.vn", ADDRESS_ENCODING},
        {"\xC3", ADDRESS_ENCODING},
    };
    struct address found;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum address_fault fault = parse(cases[i].typed, &found);
        if (!CHECK_INT(fault, cases[i].fault)) {
            printf("    %s\n", cases[i].typed);
        }
        CHECK(found.mailbox == NULL);
    }
    CHECK_INT(address_parse(arena, "a\0b@c.vn", 8, &found), ADDRESS_CONTROL);
    CHECK_INT(address_parse(arena, "a@c.vn\0", 7, &found), ADDRESS_CONTROL);
}

/* 64 before the @, 63 a label, 254 in all (RFC 5321, 4.5.3.1). */
static void test_address_lengths(void) {
    struct address found;
    char long_name[80], label[80];
    memset(long_name, 'x', sizeof long_name);
    memset(label, 'y', sizeof label);
    CHECK_INT(parse(arena_printf(arena, "%.64s@b.vn", long_name), &found), ADDRESS_GOOD);
    CHECK_INT(parse(arena_printf(arena, "%.65s@b.vn", long_name), &found), ADDRESS_LENGTH);
    CHECK_INT(parse(arena_printf(arena, "a@%.63s.vn", label), &found), ADDRESS_GOOD);
    CHECK_INT(parse(arena_printf(arena, "a@%.64s.vn", label), &found), ADDRESS_DOMAIN);
    const char *half = arena_printf(arena, "%.62s.%.62s.%.62s", label, label, label);
    CHECK_INT(parse(arena_printf(arena, "%.61s@%s.vn", long_name, half), &found), ADDRESS_GOOD);
    CHECK_INT(strlen(found.mailbox), 253);
    CHECK_INT(parse(arena_printf(arena, "%.63s@%s.vn", long_name, half), &found), ADDRESS_LENGTH);
    CHECK(address_same("A.b@c.vn", "a.B@c.vn") && !address_same("a@c.vn", "a@c.vn.vn"));
}

/* ---- headers ---- */

static struct text out;

/* What was written since the last call. */
static const char *written(void) {
    const char *s = arena_strndup(arena, out.data ? out.data : "", out.len);
    text_clear(&out);
    return s;
}

/* CRLF at every end, no line above `most`, none empty. */
static void check_lines(const char *s, size_t most) {
    for (const char *p = s; *p;) {
        size_t len = strcspn(p, "\r\n");
        CHECK(len > 0 && len <= most);
        if (!CHECK(p[len] == '\r' && p[len + 1] == '\n')) {
            return;
        }
        p += len + 2;
    }
}

static int value_of(char c) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = c ? strchr(digits, c) : NULL;
    return at ? (int)(at - digits) : -1;
}

/* Reads the encoded words of a header back; each must hold whole characters. */
static const char *decoded(const char *header) {
    struct text all;
    text_init(&all);
    text_puts(&all, "");
    for (const char *s = header; (s = strstr(s, "=?UTF-8?B?")) != NULL;) {
        size_t start = all.len;
        unsigned bits = 0, count = 0;
        const char *word = s;
        for (s += 10; value_of(*s) >= 0; s++) {
            bits = bits << 6 | (unsigned)value_of(*s);
            count += 6;
            if (count >= 8) {
                count -= 8;
                text_putc(&all, (char)(bits >> count & 0xFF));
            }
        }
        s += strspn(s, "=?");
        CHECK(s - word <= 75);
        CHECK(utf8_invalid_at(all.data + start, all.len - start) == all.len - start);
    }
    const char *text = arena_strdup(arena, all.data);
    text_release(&all);
    return text;
}

static void test_headers(void) {
    mime_put_header(&out, "Subject", "Plain words");
    CHECK_STR(written(), "Subject: Plain words\r\n");
    mime_put_header(&out, "Subject", "Báo cáo");
    CHECK_STR(written(), "Subject: =?UTF-8?B?QsOhbyBjw6Fv?=\r\n");
    mime_put_header(&out, "Subject", "=?UTF-8?B?QQ==?=");
    CHECK_STR(written(), "Subject: =?UTF-8?B?PT9VVEYtOD9CP1FRPT0/PQ==?=\r\n");
    mime_put_header(&out, "Subject",
                    "words that go on and on until the line is too long and has to be folded here");
    CHECK_STR(written(),
              "Subject: words that go on and on until the line is too long and has to be\r\n"
              " folded here\r\n");
}

/* Every length, so that every place of a fold is tried. */
static void test_folding(void) {
    struct text subject;
    text_init(&subject);
    text_puts(&subject, "");
    static const char *const pieces[] = {"ộ", "a", "Ủ", " ", "đ", "😀", "e\xCC\x81"};
    for (size_t i = 0; i < 160; i++) {
        text_puts(&subject, i == 0 ? "Ư" : pieces[i * 5 % 7]);
        mime_put_header(&out, "Subject", subject.data);
        const char *header = written();
        check_lines(header, 76);
        CHECK_STR(decoded(header), subject.data);
    }
    text_release(&subject);
}

static void test_address_headers(void) {
    const struct address all[] = {
        {"Nguyễn Văn A", "a@phuong.gov.vn", false},
        {NULL, "b@phuong.gov.vn", false},
        {"Doe, John \"J\"", "c@phuong.gov.vn", false},
        {"Plain Name", "d@phuong.gov.vn", false},
    };
    mime_put_addresses(&out, "To", all, 4);
    CHECK_STR(written(), "To: =?UTF-8?B?Tmd1eeG7hW4gVsSDbiBB?= <a@phuong.gov.vn>,\r\n"
                         " b@phuong.gov.vn,\r\n"
                         " \"Doe, John \\\"J\\\"\" <c@phuong.gov.vn>,\r\n"
                         " Plain Name <d@phuong.gov.vn>\r\n");
}

static void test_parameters(void) {
    mime_put_parameter(&out, "filename", "a.pdf", true);
    CHECK_STR(written(), ";\r\n filename=\"a.pdf\"");
    mime_put_parameter(&out, "filename", "Báo cáo Đ.pdf", true);
    CHECK_STR(written(), ";\r\n filename*=UTF-8''B%C3%A1o%20c%C3%A1o%20%C4%90.pdf"
                         ";\r\n filename=\"Bao cao D.pdf\"");
    mime_put_parameter(&out, "name", "Báo.pdf", false);
    CHECK_STR(written(), ";\r\n name=\"Bao.pdf\"");
    mime_put_parameter(&out, "filename", "kế hoạch phát triển kinh tế xã hội.xlsx", true);
    const char *s = written();
    CHECK(strstr(s, " filename*0*=UTF-8''k%E1%BA%BF%20ho%E1%BA%A1ch") != NULL);
    CHECK(strstr(s, " filename*1*=") && strstr(s, " filename*2*=") == NULL);
    text_printf(&out, "%s\r\n", s + 3);
    check_lines(written(), 78);
}

/* ---- bodies ---- */

static void test_bodies(void) {
    mime_put_base64(&out, "", 0);
    CHECK_STR(written(), "");
    mime_put_base64(&out, "ab", 2);
    CHECK_STR(written(), "YWI=\r\n");
    mime_put_quoted(&out, "a=b \n.x\nFrom a\né\n", 18);
    CHECK_STR(written(), "a=3Db=20\r\n=2Ex\r\n=46rom a\r\n=C3=A9\r\n");
    char line[200];
    memset(line, 'x', sizeof line);
    mime_put_quoted(&out, line, sizeof line);
    const char *s = written();
    check_lines(s, 76);
    for (size_t start = 60; start < 80; start++) { /* a character that would stand over the edge */
        memset(line, 'x', sizeof line);
        memcpy(line + start, "ộ", 3);
        mime_put_quoted(&out, line, 100);
        s = written();
        check_lines(s, 76);
        CHECK(strstr(s, "=E1=BB=99") != NULL);
    }
}

static void test_message(void) {
    const struct address from = {"Phường", "p@phuong.gov.vn", false};
    const struct address to = {NULL, "a@phuong.gov.vn", false};
    const struct attachment file = {"Báo cáo.pdf", "application/pdf", "%PDF", 4};
    const char *const earlier[] = {"<1@phuong.gov.vn>", "<2@phuong.gov.vn>"};
    const struct message m = {.from = &from,
                              .reply_to = &from,
                              .to = &to,
                              .to_count = 1,
                              .subject = "x",
                              .sent = {{2024, 2, 29}, 7, 5, 9},
                              .id = "<3@phuong.gov.vn>",
                              .references = earlier,
                              .reference_count = 2,
                              .text = "Một\n",
                              .html = "<p>plain ascii</p>\n",
                              .attachments = &file,
                              .attachment_count = 1};
    message_put(&m, &out);
    const char *s = written();
    CHECK(strncmp(s, "Date: Thu, 29 Feb 2024 07:05:09 +0700\r\n", 39) == 0);
    CHECK(strstr(s, "\r\nIn-Reply-To: <2@phuong.gov.vn>\r\n"
                    "References: <1@phuong.gov.vn>\r\n <2@phuong.gov.vn>\r\n") != NULL);
    CHECK(strstr(s, "\r\nAuto-Submitted: auto-generated\r\n") != NULL);
    CHECK(strstr(s, "\r\nTcO9dA0K\r\n") == NULL && strstr(s, "\r\nTeG7mXQNCg==\r\n") != NULL);
    CHECK(strstr(s, "quoted-printable\r\n\r\n<p>plain ascii</p>\r\n--=_a_") != NULL);
    CHECK(strstr(s, "\r\nJVBERg==\r\n--=_m_") != NULL);
    message_put(&m, &out);
    CHECK_STR(written(), s);
}

static void test_identity(void) {
    const char *const to[] = {"a@b.vn", "c@b.vn"}, *const turned[] = {"c@b.vn", "a@b.vn"};
    struct message_key key = {.domain = "b.vn",
                              .kind = "k",
                              .ward = "w",
                              .period = "p",
                              .audience = "unit.1",
                              .to = to,
                              .to_count = 2};
    const char *first = message_id(arena, &key, 1);
    CHECK(strncmp(first, "<", 1) == 0 && strstr(first, ".r1@b.vn>") != NULL);
    CHECK(strcmp(first, message_id(arena, &key, 2)) != 0);
    key.to = turned;
    CHECK_STR(message_id(arena, &key, 1), first);
    key.to_count = 1;
    CHECK(strcmp(first, message_id(arena, &key, 1)) != 0);
    key.to_count = 2;
    key.variant = "draft";
    CHECK(strcmp(first, message_id(arena, &key, 1)) != 0);
    key.variant = NULL;
    key.period = NULL;
    CHECK(strcmp(first, message_id(arena, &key, 1)) != 0);
}

static void test_hash(void) { /* FIPS 180-4, examples */
    char hash[SHA256_HEX_SIZE], million[1000];
    sha256_hex("abc", 3, hash);
    CHECK_STR(hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56, hash);
    CHECK_STR(hash, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    sha256_hex("", 0, hash);
    CHECK_STR(hash, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    memset(million, 'a', sizeof million);
    sha256_hex(million, sizeof million, hash);
    CHECK_STR(hash, "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3");
}

/* ---- plain text ---- */

static void test_plain_table(void) {
    static const struct plain_column columns[] = {
        {"TT", 3, false}, {"Tên", 8, false}, {"Số", 4, true}};
    const char *const cells[] = {"1", "Một hai ba bốn", "10", "2", "", "7", "3", "abcdefghijk", ""};
    plain_table(columns, 3, cells, 3, &out);
    CHECK_STR(written(), "TT   Tên         Số\n"
                         "---  --------  ----\n"
                         "1    Một hai     10\n"
                         "     ba bốn\n"
                         "2                 7\n"
                         "3    abcdefgh\n"
                         "     ijk\n");
    plain_wrap(
        "- một hai ba bốn năm sáu bảy tám chín mười mười một mười hai mười ba mười bốn mười\n"
        "ngắn\n",
        &out);
    CHECK_STR(written(),
              "- một hai ba bốn năm sáu bảy tám chín mười mười một mười hai mười ba mười\n"
              "  bốn mười\n"
              "ngắn\n");
}

int main(void) {
    arena = arena_new();
    text_init(&out);
    test_good_addresses();
    test_bad_addresses();
    test_address_lengths();
    test_headers();
    test_folding();
    test_address_headers();
    test_parameters();
    test_bodies();
    test_message();
    test_identity();
    test_hash();
    test_plain_table();
    text_release(&out);
    arena_free(arena);
    return test_summary();
}
