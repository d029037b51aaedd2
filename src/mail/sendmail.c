/* Owns the transport through a sendmail-compatible command: its words, its input, its exit status.
 */
#include "mail/sendmail.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/process.h"
#include "base/text.h"

#define WORDS 64

/* sysexits.h, and what programs of this kind mean by it. */
enum {
    EX_OK = 0,
    EX_USAGE = 64,
    EX_DATAERR = 65, /* msmtp: a recipient or the message was refused */
    EX_NOUSER = 67,
    EX_NOPERM = 77, /* msmtp: the login was refused */
    EX_CONFIG = 78,
    SHELL_CANNOT_RUN = 126
};

static size_t split(struct arena *a, const char *command, const char **argv, size_t most) {
    size_t n = 0;
    for (const char *s = command + strspn(command, " "); *s && n < most; s += strspn(s, " ")) {
        size_t len = strcspn(s, " ");
        argv[n++] = arena_strndup(a, s, len);
        s += len;
    }
    return n;
}

/* Such commands read text with line ends of this system. */
static void put_with_lf(struct text *out, const char *message, size_t size) {
    const char *end = message + size;
    while (message < end) {
        const char *line_end = memchr(message, '\n', (size_t)(end - message));
        size_t len = line_end ? (size_t)(line_end - message) : (size_t)(end - message);
        text_put(out, message, len > 0 && message[len - 1] == '\r' ? len - 1 : len);
        text_putc(out, '\n');
        message += line_end ? len + 1 : len;
    }
}

static void set_reason(struct reply *r, const struct text *said, const char *otherwise) {
    struct reply_parser clean = {0};
    if (said->len == 0) {
        reply_set(r, 0, otherwise);
        return;
    }
    /* Cleaned the way a server's text is: it is one more stranger's. */
    reply_feed(&clean, "250-", 4);
    size_t len = said->len;
    while (len > 0 && (said->data[len - 1] == '\n' || said->data[len - 1] == ' ')) {
        len--;
    }
    for (size_t i = 0; i < len && i < REPLY_TEXT; i++) {
        reply_feed(&clean, said->data[i] == '\n' ? " " : &said->data[i], 1);
    }
    reply_feed(&clean, "\n", 1);
    *r = clean.reply;
    r->code = 0;
}

/* What one call means: its outcome, or that none of them will ever go well. */
static enum transport_state judge(struct process_result r, const struct text *said,
                                  struct outcome *out) {
    static const char ended[] = "lệnh bị ngắt giữa chừng" DIAG_BOTH "the command was ended halfway";
    struct arena *a = arena_new();
    enum transport_state state = TRANSPORT_GOOD;
    const char *status =
        arena_printf(a, "mã thoát %d" DIAG_BOTH "exit status %d", r.status, r.status);
    out->result = DELIVERY_WAITING;
    if (r.end == PROCESS_NOT_STARTED) {
        state = TRANSPORT_BAD_SETUP;
        reply_set(&out->reply, 0, "không chạy được lệnh" DIAG_BOTH "the command cannot be run");
        arena_free(a);
        return state;
    }
    if (r.end != PROCESS_EXITED) {
        out->result = DELIVERY_UNKNOWN; /* it had the whole message */
        reply_set(&out->reply, 0, ended);
        arena_free(a);
        return state;
    }
    set_reason(&out->reply, said, r.status == EX_OK ? "" : status);
    switch (r.status) {
    case EX_OK:
        out->result = DELIVERY_SENT;
        break;
    case EX_DATAERR:
    case EX_NOUSER:
        out->result = DELIVERY_REFUSED;
        break;
    case EX_NOPERM:
        state = TRANSPORT_BAD_AUTH;
        break;
    case EX_USAGE:
    case EX_CONFIG:
    case SHELL_CANNOT_RUN:
        state = TRANSPORT_BAD_SETUP;
        break;
    default:
        break; /* 75 and whatever else: it may go well later */
    }
    arena_free(a);
    return state;
}

enum transport_state sendmail_send(const char *command, uint32_t seconds, struct parcel *p,
                                   struct reply *why) {
    struct arena *a = arena_new();
    const char *argv[WORDS + 6] = {0};
    size_t n = split(a, command, argv, WORDS);
    enum transport_state state = TRANSPORT_GOOD;
    struct text input, said;
    text_init(&input);
    text_init(&said);
    put_with_lf(&input, p->message, p->size);
    argv[n++] = "-f";
    argv[n++] = p->from;
    argv[n++] = "--";
    for (size_t i = 0; i < p->to_count; i++) {
        reply_set(&p->outcomes[i].reply, 0, "");
        p->outcomes[i].result = DELIVERY_WAITING;
    }
    for (size_t i = 0; i < p->to_count && state == TRANSPORT_GOOD; i++) {
        argv[n] = p->to[i];
        if (!p->mark(p->context, true)) {
            break;
        }
        text_clear(&said);
        struct process_result r =
            process_run(argv, input.data, input.len, (int)seconds, NULL, &said);
        state = judge(r, &said, &p->outcomes[i]);
        *why = p->outcomes[i].reply;
        if (state == TRANSPORT_GOOD && !p->note(p->context, i + 1)) {
            break;
        }
        p->unmark(p->context);
    }
    text_release(&said);
    text_release(&input);
    arena_free(a);
    return state;
}
