/* Owns libcurl: the connection to an SMTP server and the transactions over it. */
#include "mail/smtp.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/library.h"
#include "base/process.h"
#include "base/text.h"

#define FINAL_FACTOR 5 /* RFC 5321 4.5.3.2.6: the answer to the final dot takes longest */
#define QUIT_SECONDS 3
#define LATE_REPLY   "hết giờ chờ trả lời" DIAG_BOTH "timeout while waiting for a reply"
#define NO_UTF8      "máy chủ không có SMTPUTF8" DIAG_BOTH "the server does not offer SMTPUTF8"
#define CHUNK        ((size_t)32 << 10)

struct smtp {
    const struct smtp_settings *settings;
    CURL *curl;
    curl_socket_t socket;
    bool open;
    bool in_auth, in_starttls; /* step of the opening that awaits its reply */
    struct reply_parser parser;
    struct reply last;  /* of the opening */
    struct reply hello; /* the last EHLO: what the server offers */
    bool hello_next;
    char error[CURL_ERROR_SIZE];
    char buffer[4096]; /* bytes received beyond the last reply */
    size_t buffered;
};

/* ---- libcurl ---- */

/* It brings two dozen libraries along, which cost as much time at the start of the program as a
 * page takes; only who sends mail loads it. The number has been that of its interface since 2006.
 */
#define LIBCURL    "libcurl.so.4"
#define NO_LIBCURL "thiếu thư viện " LIBCURL DIAG_BOTH "the library " LIBCURL " is missing"

static struct {
    __typeof__(&curl_global_init) global_init;
    __typeof__(&curl_easy_init) easy_init;
    __typeof__(&curl_easy_cleanup) easy_cleanup;
    __typeof__(&curl_easy_setopt) easy_setopt;
    __typeof__(&curl_easy_getinfo) easy_getinfo;
    __typeof__(&curl_easy_perform) easy_perform;
    __typeof__(&curl_easy_strerror) easy_strerror;
    __typeof__(&curl_easy_send) easy_send;
    __typeof__(&curl_easy_recv) easy_recv;
} libcurl;

static bool libcurl_load(void) {
    static const struct library_entry ENTRIES[] = {
        {"curl_global_init", &libcurl.global_init},
        {"curl_easy_init", &libcurl.easy_init},
        {"curl_easy_cleanup", &libcurl.easy_cleanup},
        {"curl_easy_setopt", &libcurl.easy_setopt},
        {"curl_easy_getinfo", &libcurl.easy_getinfo},
        {"curl_easy_perform", &libcurl.easy_perform},
        {"curl_easy_strerror", &libcurl.easy_strerror},
        {"curl_easy_send", &libcurl.easy_send},
        {"curl_easy_recv", &libcurl.easy_recv},
    };
    static bool tried, loaded;
    if (!tried) {
        tried = true;
        loaded = library_load(LIBCURL, ENTRIES, sizeof ENTRIES / sizeof *ENTRIES) &&
                 libcurl.global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    }
    return loaded;
}

/* ---- opening, by libcurl ---- */

/* Sees every line of the opening; nothing of it is kept but the last reply and the offers. What we
 * send is looked at for its first word alone: it holds the password. */
static int watch(CURL *curl, curl_infotype type, char *data, size_t size, void *context) {
    struct smtp *s = context;
    (void)curl;
    if (type == CURLINFO_HEADER_OUT) {
        bool hello = size >= 4 && memcmp(data, "EHLO", 4) == 0;
        bool starttls = size >= 8 && memcmp(data, "STARTTLS", 8) == 0;
        s->in_auth = s->in_auth || (size >= 4 && memcmp(data, "AUTH", 4) == 0);
        s->in_starttls = starttls;
        s->hello_next = hello;
        s->parser = (struct reply_parser){0};
        s->last = (struct reply){0};
    } else if (type == CURLINFO_HEADER_IN) {
        for (size_t at = 0; at < size && s->parser.state != REPLY_BAD;) {
            at += reply_feed(&s->parser, data + at, size - at);
            if (s->parser.state == REPLY_DONE) {
                s->last = s->parser.reply;
                if (s->hello_next && s->last.code == 250) {
                    s->hello = s->last;
                }
                s->parser = (struct reply_parser){0};
            }
        }
    }
    return 0;
}

static void set_long(CURL *curl, CURLoption option, long value) {
    libcurl.easy_setopt(curl, option, value);
}

static CURL *new_handle(struct smtp *s) {
    const struct smtp_settings *set = s->settings;
    CURL *curl = libcurl.easy_init();
    if (curl == NULL) {
        memory_exhausted();
    }
    struct text url;
    text_init(&url);
    text_printf(&url, "%s://%s:%u/%s", set->security == SMTP_TLS ? "smtps" : "smtp", set->host,
                (unsigned)set->port, set->ehlo ? set->ehlo : "");
    libcurl.easy_setopt(curl, CURLOPT_URL, url.data);
    text_release(&url);
    set_long(curl, CURLOPT_CONNECT_ONLY, 1);
    set_long(curl, CURLOPT_NOSIGNAL, 1);
    set_long(curl, CURLOPT_USE_SSL, set->security == SMTP_PLAIN ? CURLUSESSL_NONE : CURLUSESSL_ALL);
    set_long(curl, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
    set_long(curl, CURLOPT_SSL_VERIFYPEER, 1);
    set_long(curl, CURLOPT_SSL_VERIFYHOST, 2);
    set_long(curl, CURLOPT_CONNECTTIMEOUT, (long)set->timeout);
    set_long(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, (long)set->timeout);
    set_long(curl, CURLOPT_TIMEOUT, (long)set->timeout * 3);
    libcurl.easy_setopt(curl, CURLOPT_PROXY, ""); /* the environment does not reroute mail */
    if (set->ca_file) {
        libcurl.easy_setopt(curl, CURLOPT_CAINFO, set->ca_file);
        libcurl.easy_setopt(curl, CURLOPT_CAPATH, NULL);
    }
    if (set->user) {
        libcurl.easy_setopt(curl, CURLOPT_USERNAME, set->user);
        libcurl.easy_setopt(curl, CURLOPT_PASSWORD, set->password);
    }
    libcurl.easy_setopt(curl, CURLOPT_ERRORBUFFER, s->error);
    libcurl.easy_setopt(curl, CURLOPT_DEBUGFUNCTION, watch);
    libcurl.easy_setopt(curl, CURLOPT_DEBUGDATA, s);
    set_long(curl, CURLOPT_VERBOSE, 1);
    return curl;
}

struct smtp *smtp_new(const struct smtp_settings *settings) {
    process_ignore_broken_pipes();
    struct smtp *s = xcalloc(1, sizeof *s);
    s->settings = settings;
    return s;
}

bool smtp_is_open(const struct smtp *s) {
    return s->open;
}

/* Ends the connection without another word: libcurl's own QUIT would wait for its reply. */
static void cut(struct smtp *s) {
    if (s->open) {
        socket_cut((int)s->socket);
    }
    s->open = false;
    libcurl.easy_cleanup(s->curl);
    s->curl = NULL;
}

/* libcurl has one code for a handshake that was refused and one whose connection broke; only its
 * words (with OpenSSL) tell which. A refusal is for the officer to mend, a break passes. */
static bool broke_in_handshake(const struct smtp *s, CURLcode code) {
    static const char *const WORDS[] = {"Recv failure", "Send failure", "SSL_ERROR_SYSCALL",
                                        "Connection reset", "unexpected eof"};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS && code == CURLE_SSL_CONNECT_ERROR; i++) {
        if (strstr(s->error, WORDS[i])) {
            return true;
        }
    }
    return false;
}

/* What a failed opening means. A reply of the server says more than libcurl's code. */
static enum transport_state judge_opening(const struct smtp *s, CURLcode code) {
    bool temporary = s->last.code >= 400 && s->last.code < 500;
    if (broke_in_handshake(s, code)) {
        return TRANSPORT_DOWN;
    }
    switch (code) {
    case CURLE_LOGIN_DENIED:
    case CURLE_AUTH_ERROR:
        return temporary ? TRANSPORT_DOWN : TRANSPORT_BAD_AUTH;
    case CURLE_USE_SSL_FAILED:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_ENGINE_INITFAILED:
        return temporary ? TRANSPORT_DOWN : TRANSPORT_BAD_TLS;
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_NOT_BUILT_IN:
        return TRANSPORT_BAD_SETUP;
    default:
        /* A refusal of the login may end the connection before libcurl has judged it. */
        return s->in_auth && s->last.code >= 500 ? TRANSPORT_BAD_AUTH : TRANSPORT_DOWN;
    }
}

/* libcurl's own words name milliseconds and sockets; the usual cases have ours. */
static const char *say_opening(const struct smtp *s, CURLcode code) {
    if (broke_in_handshake(s, code)) {
        return "mất kết nối khi bắt đầu mã hóa" DIAG_BOTH
               "connection lost while encryption was being set up";
    }
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return "không tìm thấy tên máy chủ" DIAG_BOTH "the server's name is not known";
    case CURLE_COULDNT_CONNECT:
        return "không kết nối được" DIAG_BOTH "no connection can be made";
    case CURLE_OPERATION_TIMEDOUT:
        return LATE_REPLY;
    default:
        return s->error[0] ? s->error : libcurl.easy_strerror(code);
    }
}

enum transport_state smtp_open(struct smtp *s, struct reply *why) {
    if (!libcurl_load()) {
        reply_set(why, 0, NO_LIBCURL);
        return TRANSPORT_BAD_SETUP;
    }
    s->curl = new_handle(s);
    s->parser = (struct reply_parser){0};
    s->last = s->hello = (struct reply){0};
    s->in_auth = s->in_starttls = s->hello_next = false;
    s->buffered = 0;
    s->error[0] = '\0';
    CURLcode code = libcurl.easy_perform(s->curl);
    if (code == CURLE_OK) {
        code = libcurl.easy_getinfo(s->curl, CURLINFO_ACTIVESOCKET, &s->socket);
    }
    if (code != CURLE_OK || s->socket == CURL_SOCKET_BAD) {
        *why = s->last;
        if (s->last.code < 400) {
            reply_set(why, 0, say_opening(s, code));
        }
        enum transport_state state = judge_opening(s, code);
        cut(s);
        return state;
    }
    s->open = true;
    /* libcurl goes on without a login where the server offers none. */
    if (s->settings->user && !s->in_auth) {
        reply_set(why, 0, "máy chủ không nhận đăng nhập" DIAG_BOTH "the server offers no login");
        cut(s);
        return TRANSPORT_BAD_AUTH;
    }
    return TRANSPORT_GOOD;
}

/* ---- transactions ---- */

enum step { STEP_GOOD, STEP_LOST };

static enum step lose(struct reply *why, const char *text) {
    reply_set(why, 0, text);
    return STEP_LOST;
}

static enum step send_bytes(struct smtp *s, const char *bytes, size_t len, struct reply *why) {
    double until = fs_seconds() + s->settings->timeout;
    while (len > 0) {
        size_t n = 0;
        CURLcode code = libcurl.easy_send(s->curl, bytes, len, &n);
        if (code == CURLE_AGAIN) {
            double left = until - fs_seconds();
            if (left <= 0 || !socket_wait((int)s->socket, true, (int)(left * 1000) + 1)) {
                return lose(why, "hết giờ khi đang gửi" DIAG_BOTH "timeout while sending");
            }
        } else if (code != CURLE_OK) {
            return lose(why, "mất kết nối khi đang gửi" DIAG_BOTH "connection lost while sending");
        } else {
            bytes += n;
            len -= n;
            until = fs_seconds() + s->settings->timeout;
        }
    }
    return STEP_GOOD;
}

/* More bytes into the buffer, which is empty. */
static enum step receive(struct smtp *s, double until, struct reply *why) {
    for (;;) {
        size_t n = 0;
        CURLcode code = libcurl.easy_recv(s->curl, s->buffer, sizeof s->buffer, &n);
        if (code == CURLE_OK && n > 0) {
            s->buffered = n;
            return STEP_GOOD;
        }
        if (code != CURLE_AGAIN) {
            return lose(why, "mất kết nối khi đang chờ trả lời" DIAG_BOTH
                             "connection lost while waiting for a reply");
        }
        double left = until - fs_seconds();
        if (left <= 0) {
            return lose(why, LATE_REPLY);
        }
        socket_wait((int)s->socket, false, left < 1 ? (int)(left * 1000) + 1 : 1000);
    }
}

static enum step read_reply(struct smtp *s, double seconds, struct reply *out) {
    double until = fs_seconds() + seconds;
    s->parser = (struct reply_parser){0};
    while (s->parser.state == REPLY_MORE) {
        if (fs_seconds() > until) {
            return lose(out, LATE_REPLY); /* drop by drop */
        }
        if (s->buffered == 0 && receive(s, until, out) != STEP_GOOD) {
            return STEP_LOST;
        }
        size_t taken = reply_feed(&s->parser, s->buffer, s->buffered);
        memmove(s->buffer, s->buffer + taken, s->buffered - taken);
        s->buffered -= taken;
    }
    if (s->parser.state == REPLY_BAD) {
        return lose(out, "máy chủ trả lời không đúng SMTP" DIAG_BOTH
                         "what the server answers is not SMTP");
    }
    *out = s->parser.reply;
    return STEP_GOOD;
}

/* Sends the line and reads its reply; a server that says 421 has left. */
static enum step command(struct smtp *s, const struct text *line, struct reply *out) {
    if (send_bytes(s, line->data, line->len, out) != STEP_GOOD ||
        read_reply(s, s->settings->timeout, out) != STEP_GOOD) {
        return STEP_LOST;
    }
    return out->code == 421 ? STEP_LOST : STEP_GOOD;
}

static enum step command_word(struct smtp *s, const char *word, struct reply *out) {
    struct text line;
    text_init(&line);
    text_printf(&line, "%s\r\n", word);
    enum step step = command(s, &line, out);
    text_release(&line);
    return step;
}

static bool is_ascii(const char *s, size_t len) {
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)s[i] >= 0x80) {
            return false;
        }
    }
    return true;
}

static bool is_safe(const char *address) {
    return address[strcspn(address, "\r\n<> ")] == '\0';
}

/* RFC 3461: xtext; an id holds nothing that would need it. */
static void put_mail_from(const struct smtp *s, const struct parcel *p, bool utf8,
                          struct text *out) {
    text_printf(out, "MAIL FROM:<%s>", p->from);
    if (reply_offers(&s->hello, "SIZE", NULL)) {
        text_printf(out, " SIZE=%zu", p->size);
    }
    if (reply_offers(&s->hello, "8BITMIME", NULL) && !is_ascii(p->message, p->size)) {
        text_puts(out, " BODY=8BITMIME");
    }
    if (utf8) {
        text_puts(out, " SMTPUTF8");
    }
    if (reply_offers(&s->hello, "DSN", NULL)) {
        text_printf(out, " RET=HDRS ENVID=%s", p->id);
    }
    text_puts(out, "\r\n");
}

/* By the class of the code alone: RFC 5321 4.2.1. */
static enum delivery judge(const struct reply *r) {
    return r->code >= 500 ? DELIVERY_REFUSED : r->code >= 400 ? DELIVERY_WAITING : DELIVERY_SENT;
}

/* Sets every recipient that has no other answer yet. */
static void answer_rest(struct parcel *p, enum delivery result, const struct reply *reply) {
    for (size_t i = 0; i < p->to_count; i++) {
        if (p->outcomes[i].result == DELIVERY_COUNT) {
            p->outcomes[i] = (struct outcome){result, *reply};
        }
    }
}

static bool any_accepted(const struct parcel *p) {
    for (size_t i = 0; i < p->to_count; i++) {
        if (p->outcomes[i].result == DELIVERY_COUNT) {
            return true;
        }
    }
    return false;
}

/* A connection that ends before the message was handed over: try again later. */
static enum transport_state lost(struct smtp *s, struct parcel *p, const struct reply *why) {
    answer_rest(p, DELIVERY_WAITING, why);
    cut(s);
    return TRANSPORT_LOST;
}

/* Clears an aborted transaction; a server that cannot is left. */
static enum transport_state reset(struct smtp *s) {
    struct reply r;
    if (command_word(s, "RSET", &r) == STEP_GOOD && r.code == 250) {
        return TRANSPORT_GOOD;
    }
    cut(s);
    return TRANSPORT_LOST;
}

static enum step offer_recipients(struct smtp *s, struct parcel *p, bool utf8, struct reply *why) {
    enum step step = STEP_GOOD;
    struct text line;
    text_init(&line);
    for (size_t i = 0; i < p->to_count && step == STEP_GOOD; i++) {
        const char *to = p->to[i];
        struct outcome *o = &p->outcomes[i];
        if ((!utf8 && !is_ascii(to, strlen(to))) || !is_safe(to)) {
            o->result = DELIVERY_REFUSED;
            reply_set(&o->reply, 0,
                      is_safe(to) ? NO_UTF8
                                  : "địa chỉ không dùng được" DIAG_BOTH
                                    "the address cannot be used");
            continue;
        }
        text_clear(&line);
        text_printf(&line, "RCPT TO:<%s>%s\r\n", to,
                    reply_offers(&s->hello, "DSN", NULL) ? " NOTIFY=FAILURE,DELAY" : "");
        step = command(s, &line, why);
        if (step == STEP_GOOD && judge(why) != DELIVERY_SENT) {
            *o = (struct outcome){judge(why), *why};
        }
    }
    text_release(&line);
    return step;
}

/* The message with a second dot before each line that begins with one; all but the end. */
static enum step send_body(struct smtp *s, const struct parcel *p, struct reply *why) {
    struct text chunk;
    enum step step = STEP_GOOD;
    text_init(&chunk);
    const char *at = p->message, *end = p->message + p->size;
    while (at < end && step == STEP_GOOD) {
        const char *line_end = memchr(at, '\n', (size_t)(end - at));
        size_t len = line_end ? (size_t)(line_end - at) + 1 : (size_t)(end - at);
        if (*at == '.') {
            text_putc(&chunk, '.');
        }
        text_put(&chunk, at, len);
        at += len;
        if (chunk.len >= CHUNK || at == end) {
            step = send_bytes(s, chunk.data, chunk.len, why);
            text_clear(&chunk);
        }
    }
    text_release(&chunk);
    return step;
}

/* From DATA to the last reply. */
static enum transport_state send_data(struct smtp *s, struct parcel *p) {
    struct reply r;
    enum step step = command_word(s, "DATA", &r);
    if (step != STEP_GOOD) {
        return lost(s, p, &r);
    }
    if (r.code != 354) {
        answer_rest(p, r.code >= 400 ? judge(&r) : DELIVERY_WAITING, &r);
        return reset(s);
    }
    step = send_body(s, p, &r);
    /* A server that has already answered, or gone, gets no end. */
    if (step == STEP_GOOD && (s->buffered > 0 || socket_wait((int)s->socket, false, 0))) {
        size_t n = 0;
        if (s->buffered > 0 ||
            libcurl.easy_recv(s->curl, s->buffer, sizeof s->buffer, &n) != CURLE_AGAIN) {
            s->buffered += n;
            if (s->buffered == 0 || read_reply(s, 0.1, &r) != STEP_GOOD) {
                lose(&r, "mất kết nối khi đang gửi" DIAG_BOTH "connection lost while sending");
            }
            step = STEP_LOST;
        }
    }
    if (step != STEP_GOOD) {
        return lost(s, p, &r);
    }
    if (!p->mark(p->context, false)) {
        reply_set(&r, 0, "không ghi được hộp thư đi" DIAG_BOTH "the outbox cannot be written");
        return lost(s, p, &r);
    }
    if (send_bytes(s, ".\r\n", 3, &r) != STEP_GOOD) {
        p->unmark(p->context); /* these three bytes never left */
        return lost(s, p, &r);
    }
    if (read_reply(s, (double)s->settings->timeout * FINAL_FACTOR, &r) != STEP_GOOD ||
        (r.code >= 300 && r.code < 400)) {
        answer_rest(p, DELIVERY_UNKNOWN, &r);
        cut(s);
        return TRANSPORT_LOST;
    }
    answer_rest(p, judge(&r), &r);
    if (r.code == 421) {
        cut(s);
        return TRANSPORT_LOST;
    }
    return TRANSPORT_GOOD;
}

/* Replies at MAIL that speak of us, not of the message. */
static enum transport_state judge_setup(const struct reply *r) {
    switch (r->code) {
    case 530:
        return strstr(r->text, "STARTTLS") ? TRANSPORT_BAD_TLS : TRANSPORT_BAD_AUTH;
    case 534:
    case 535:
        return TRANSPORT_BAD_AUTH;
    case 538:
        return TRANSPORT_BAD_TLS;
    default:
        return TRANSPORT_GOOD;
    }
}

enum transport_state smtp_send(struct smtp *s, struct parcel *p, struct reply *why) {
    struct text line;
    bool utf8 = !is_ascii(p->from, strlen(p->from));
    for (size_t i = 0; i < p->to_count; i++) {
        p->outcomes[i].result = DELIVERY_COUNT;
        utf8 = utf8 || !is_ascii(p->to[i], strlen(p->to[i]));
    }
    utf8 = utf8 && reply_offers(&s->hello, "SMTPUTF8", NULL);
    if (!is_safe(p->from) || (!utf8 && !is_ascii(p->from, strlen(p->from)))) {
        reply_set(why, 0,
                  is_safe(p->from) ? NO_UTF8
                                   : "địa chỉ gửi không dùng được" DIAG_BOTH
                                     "the sender's address cannot be used");
        answer_rest(p, DELIVERY_REFUSED, why);
        return TRANSPORT_GOOD;
    }
    text_init(&line);
    put_mail_from(s, p, utf8, &line);
    enum step step = command(s, &line, why);
    text_release(&line);
    if (step != STEP_GOOD) {
        return lost(s, p, why);
    }
    if (judge_setup(why) != TRANSPORT_GOOD) {
        smtp_close(s);
        return judge_setup(why);
    }
    if (judge(why) != DELIVERY_SENT) {
        answer_rest(p, judge(why), why);
        return reset(s);
    }
    if (offer_recipients(s, p, utf8, why) != STEP_GOOD) {
        return lost(s, p, why);
    }
    return any_accepted(p) ? send_data(s, p) : reset(s);
}

void smtp_close(struct smtp *s) {
    struct reply r;
    if (s->open && send_bytes(s, "QUIT\r\n", 6, &r) == STEP_GOOD) {
        read_reply(s, QUIT_SECONDS, &r);
    }
    if (s->open) {
        cut(s);
    }
}

void smtp_free(struct smtp *s) {
    if (s) {
        smtp_close(s);
        free(s);
    }
}
