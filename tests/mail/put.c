/* Puts messages into an outbox for the tests: put OUTBOX FROM COUNT BYTES RECIPIENT... writes COUNT
 * messages of about BYTES bytes each; "%" in a recipient becomes the message's number. */
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "mail/outbox.h"

/* Lines that begin with a dot, and one that is only a dot, must arrive as they are. */
static void put_message(struct text *out, unsigned long i, unsigned long bytes) {
    text_printf(out,
                "From: a@example.vn\r\nTo: b@example.vn\r\nSubject: =?UTF-8?B?VGjGsA==?= %lu\r\n"
                "Date: Thu, 15 Jan 2026 08:00:00 +0700\r\nMessage-ID: <m%05lu@example.vn>\r\n"
                "MIME-Version: 1.0\r\n\r\n.\r\n..two\r\n.one\r\n",
                i, i);
    while (out->len < bytes) {
        text_puts(out,
                  "0123456789012345678901234567890123456789012345678901234567890123456789\r\n");
    }
}

int main(int argc, char **argv) {
    const struct diag_options options = {.language = LANGUAGE_EN};
    struct diag *diag = diag_new(&options);
    struct text message, said;
    int failed = argc < 6;
    text_init(&message);
    text_init(&said);
    for (unsigned long i = 0; !failed && i < strtoul(argv[3], NULL, 10); i++) {
        struct arena *a = arena_new();
        size_t count = (size_t)argc - 5;
        const char **to = arena_alloc(a, count * sizeof *to);
        for (size_t k = 0; k < count; k++) {
            struct text address;
            text_init(&address);
            for (const char *s = argv[5 + k]; *s; s++) {
                if (*s == '%') {
                    text_printf(&address, "%lu", i);
                } else {
                    text_putc(&address, *s);
                }
            }
            to[k] = arena_strdup(a, address.data);
            text_release(&address);
        }
        const struct envelope e = {.id = arena_printf(a, "m%05lu", i),
                                   .job = "thu",
                                   .revision = "1",
                                   .from = argv[2],
                                   .to = to,
                                   .to_count = count,
                                   .subject = arena_printf(a, "Thư %lu", i)};
        text_clear(&message);
        put_message(&message, i, strtoul(argv[4], NULL, 10));
        failed = outbox_add(argv[1], &e, message.data, message.len, diag) == OUTBOX_FAILED;
        arena_free(a);
    }
    diag_end_job(diag, &said);
    fputs(said.data ? said.data : "", stderr);
    text_release(&said);
    text_release(&message);
    diag_free(diag);
    return failed;
}
