/* Owns the tests of the outbox's parts: times, envelopes, replies, waits, adding. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/text.h"
#include "mail/entry.h"
#include "mail/outbox.h"
#include "mail/reply.h"
#include "mail/sender.h"
#include "unit/harness.h"

static void check_times(void) {
    static const struct {
        const char *text;
        int64_t when;
    } times[] = {{"1970-01-01T00:00:00Z", 0},
                 {"2000-02-29T23:59:59Z", 951868799},
                 {"2026-01-15T08:00:00Z", 1768464000},
                 {"2100-03-01T00:00:00Z", 4107542400}};
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        struct text out;
        int64_t when = -1;
        text_init(&out);
        time_put(times[i].when, &out);
        CHECK_STR(out.data, times[i].text);
        CHECK(time_parse(times[i].text, &when));
        CHECK_INT(when, times[i].when);
        text_release(&out);
    }
    int64_t when;
    CHECK(!time_parse("2026-02-29T00:00:00Z", &when));
    CHECK(!time_parse("2026-01-15 08:00:00Z", &when));
    CHECK(!time_parse("2026-01-15T08:00:00", &when));
    CHECK(!time_parse("", &when));
    struct text out;
    text_init(&out);
    time_show(1768503600, &out); /* behind midnight in Vietnam */
    CHECK_STR(out.data, "2026-01-16 02:00 +07");
    text_release(&out);
}

static void check_ids(void) {
    CHECK(entry_id_is_good("2026-01_bao-cao.r1"));
    CHECK(!entry_id_is_good(""));
    CHECK(!entry_id_is_good(".a"));
    CHECK(!entry_id_is_good("a/b"));
    CHECK(!entry_id_is_good("a b"));
    CHECK(!entry_id_is_good("phường"));
}

/* What is written is read again, line ends and backslashes in values too. */
static void check_round_trip(void) {
    struct arena *a = arena_new();
    struct entry_recipient to[] = {{"a@x.vn", DELIVERY_WAITING}, {"b c@x.vn", DELIVERY_EXPIRED}};
    const struct entry e = {.id = "m1",
                            .job = "a\\b",
                            .revision = "",
                            .from = "x@y",
                            .subject = "Một\r\nto: sent z@z\\n",
                            .to = to,
                            .to_count = 2,
                            .tries = 3,
                            .first = 1768464000,
                            .not_before = 1768464300,
                            .size = 4};
    struct entry back;
    struct text out;
    text_init(&out);
    entry_put_head(&e, &out);
    text_puts(&out, "hi\r\n");
    const char *wrong = entry_parse(a, arena_strdup(a, out.data), out.len, false, &back);
    CHECK(wrong == NULL);
    CHECK_STR(back.subject, e.subject);
    CHECK_STR(back.job, e.job);
    CHECK_STR(back.revision, "");
    CHECK_INT(back.to_count, 2);
    CHECK_STR(back.to[1].address, "b c@x.vn");
    CHECK_INT(back.to[1].state, DELIVERY_EXPIRED);
    CHECK_INT(back.tries, 3);
    CHECK_INT(back.first, e.first);
    CHECK_INT(back.not_before, e.not_before);
    CHECK(back.size == 4 && memcmp(back.message, "hi\r\n", 4) == 0);
    for (size_t len = 0; len < out.len; len++) { /* cut anywhere it is refused */
        CHECK(entry_parse(a, arena_strndup(a, out.data, len), len, false, &back) != NULL);
    }
    text_release(&out);
    arena_free(a);
}

static struct reply_parser parse(const char *bytes) {
    struct reply_parser p = {0};
    CHECK(reply_feed(&p, bytes, strlen(bytes)) <= strlen(bytes));
    return p;
}

static void check_replies(void) {
    struct reply_parser p = parse("550-5.1.1 No\r\n550 5.1.1 such user\r\n250 next");
    CHECK_INT(p.state, REPLY_DONE);
    CHECK_INT(p.reply.code, 550);
    CHECK_STR(p.reply.status, "5.1.1");
    CHECK_STR(p.reply.text, "No\nsuch user");
    p = parse("250\n");
    CHECK_INT(p.state, REPLY_DONE);
    CHECK_STR(p.reply.text, "");
    p = parse("250 5.1.1x \x1b[31m \xff\r\n");
    CHECK_STR(p.reply.status, "");
    CHECK_STR(p.reply.text, "5.1.1x  [31m ?");
    CHECK_INT(parse("250-a\r\n251 b\r\n").state, REPLY_BAD);
    CHECK_INT(parse("HTTP/1.1 400 Bad Request\r\n").state, REPLY_BAD);
    CHECK_INT(parse("099 a\r\n").state, REPLY_BAD);
    CHECK_INT(parse("\r\n").state, REPLY_BAD);
    CHECK_INT(parse("250 a").state, REPLY_MORE);
    p = parse("250-SIZE.example\r\n250-size 1000\r\n250 AUTH=LOGIN\r\n");
    const char *value = NULL;
    CHECK(reply_offers(&p.reply, "SIZE", &value) && strncmp(value, " 1000", 5) == 0);
    CHECK(reply_offers(&p.reply, "AUTH", NULL));
    CHECK(!reply_offers(&p.reply, "DSN", NULL));
    struct reply_parser endless = {0};
    for (int i = 0; i < 10000 && endless.state == REPLY_MORE; i++) {
        reply_feed(&endless, "250-x\r\n", 7);
    }
    CHECK_INT(endless.state, REPLY_BAD);
}

static void check_waits(void) {
    const struct mail_settings s = {.first_wait = 5, .longest_wait = 240};
    int64_t wait = 300;
    for (uint32_t n = 1; n < 200; n++) {
        int64_t got = retry_after(&s, "m1", n, 0);
        CHECK(got >= wait && got <= wait + wait / 4);
        CHECK_INT(retry_after(&s, "m1", n, 0), got);
        wait = wait * 2 < 240 * 60 ? wait * 2 : 240 * 60;
    }
    CHECK(retry_after(&s, "m1", 3, 0) != retry_after(&s, "m2", 3, 0));
}

static void check_adding(void) {
    struct arena *a = arena_new();
    const struct diag_options options = {.language = LANGUAGE_EN};
    struct diag *diag = diag_new(&options);
    char *folder = fs_temporary(a, NULL, 0);
    fs_remove(folder);
    const char *to[] = {"a@x.vn"};
    const struct envelope e = {"m1", "job", "1", "x@y.vn", to, 1, "Thư"};
    CHECK_INT(outbox_add(folder, &e, "a", 1, diag), OUTBOX_ADDED);
    CHECK_INT(outbox_add(folder, &e, "b", 1, diag), OUTBOX_ALREADY);
    struct entry back;
    CHECK(outbox_peek(a, folder, FOLDER_PENDING, "m1.mail", &back) == NULL);
    CHECK(back.size == 3 && memcmp(back.message, "a\r\n", 3) == 0);
    struct claim c, other;
    CHECK_INT(outbox_claim(a, folder, "m1.mail", 10, 10, &c, diag), CLAIM_MINE);
    CHECK_INT(outbox_claim(a, folder, "m1.mail", 10, 10, &other, diag), CLAIM_GONE);
    CHECK_INT(outbox_add(folder, &e, "b", 1, diag), OUTBOX_ALREADY);
    outbox_recover(folder, "-", diag); /* a living program's messages stay */
    CHECK(outbox_mark(&c, MARK_ALL, diag));
    CHECK_INT(outbox_add(folder, &e, "b", 1, diag), OUTBOX_ALREADY);
    CHECK(outbox_mark(&c, MARK_NONE, diag));
    outbox_release(&c, diag);
    CHECK(outbox_peek(a, folder, FOLDER_PENDING, "m1.mail", &back) == NULL);
    char *command = arena_printf(a, "rm -r '%s'", folder);
    CHECK(system(command) == 0);
    CHECK_INT(diag_exit_status(diag), 0);
    diag_free(diag);
    arena_free(a);
}

int main(void) {
    check_times();
    check_ids();
    check_round_trip();
    check_replies();
    check_waits();
    check_adding();
    return test_summary();
}
