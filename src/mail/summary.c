/* What each recipient reads: subject, text and HTML from templates/mail/summary.*. */
#include "mail/summary.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/text.h"
#include "base/utf8.h"
#include "mail/address.h"
#include "mail/plain_table.h"
#include "mail/summary_values.h"
#include "model/expand.h"
#include "model/job.h"
#include "source/text_file.h"

#define SUBJECT_WORD   "Subject: "
#define TEMPLATE_LIMIT ((size_t)1 << 20)

/* ---- templates ---- */

static const char *template_path(struct arena *a, const struct job *job, const char *templates,
                                 const char *name) {
    const char *own = fs_join(a, fs_folder_of(a, job->file), name);
    return fs_exists(own) ? own : fs_join(a, templates, name);
}

/* The file's text: composed, LF line ends, no BOM. */
static char *load(struct arena *a, const char *path, struct diag *diag) {
    char *bytes;
    size_t len;
    if (!text_bytes_load(a, path, TEMPLATE_LIMIT, diag, &bytes, &len)) {
        return NULL;
    }
    bytes += strncmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    char *to = bytes;
    for (const char *s = bytes; *s; s++) {
        if (*s != '\r' || s[1] != '\n') {
            *to++ = *s == '\r' ? '\n' : *s;
        }
    }
    *to = '\0';
    return arena_strdup(a, utf8_nfc(a, bytes));
}

struct summary_template *summary_template_load(struct arena *a, const struct job *job,
                                               const char *templates, struct diag *diag) {
    struct summary_template *t = arena_alloc(a, sizeof *t);
    t->text_file = template_path(a, job, templates, "mail/summary.txt");
    t->html_file = template_path(a, job, templates, "mail/summary.html");
    char *text = load(a, t->text_file, diag);
    t->html = load(a, t->html_file, diag);
    if (text == NULL || t->html == NULL) {
        return NULL;
    }
    if (strncmp(text, SUBJECT_WORD, strlen(SUBJECT_WORD)) != 0) {
        struct place at = {.file = t->text_file, .line = 1, .line_end = 1};
        DIAG(diag, E822, &at);
        return NULL;
    }
    size_t end = strcspn(text, "\n");
    t->subject = arena_strndup(a, text + strlen(SUBJECT_WORD), end - strlen(SUBJECT_WORD));
    memset(text, ' ', end);
    t->text = text;
    return t;
}

/* ---- what no template can leave out ---- */

/* Lines that come before everything else: a draft, a trial. */
static const char *first_lines(struct arena *a, const struct summary_input *in) {
    struct text out;
    text_init(&out);
    text_puts(&out, "");
    if (in->errors > 0) {
        text_printf(&out,
                    "BẢN NHÁP: số liệu còn %zu lỗi, chưa dùng để chỉ đạo, báo cáo hoặc trích "
                    "dẫn.\n",
                    in->errors);
    }
    if (in->instead_count > 0) {
        text_puts(&out, "THƯ THỬ: khi gửi thật, thư này gửi tới ");
        for (size_t i = 0; i < in->instead_count; i++) {
            text_printf(&out, "%s%s", i > 0 ? ", " : "", in->instead_of[i]);
        }
        text_puts(&out, ".\n");
    }
    const char *lines = arena_strdup(a, out.data);
    text_release(&out);
    return lines;
}

static void put_escaped(struct text *out, const char *s, size_t len) {
    for (size_t i = 0; i < len; i++) {
        if (s[i] == '&' || s[i] == '<' || s[i] == '>') {
            text_puts(out, s[i] == '&' ? "&amp;" : s[i] == '<' ? "&lt;" : "&gt;");
        } else {
            text_putc(out, s[i]);
        }
    }
}

/* Behind <body ...>, or before everything when the template has none. */
static const char *with_first_lines(struct arena *a, const char *html, const char *lines) {
    const char *body = strstr(html, "<body");
    const char *end = body ? strchr(body, '>') : NULL;
    size_t head = end ? (size_t)(end + 1 - html) : 0;
    struct text out;
    text_init(&out);
    text_put(&out, html, head);
    while (*lines) {
        size_t len = strcspn(lines, "\n");
        text_puts(&out, "<p style=\"margin:0; padding:12px; background-color:#f8d7da; "
                        "color:#58151c; font-family:Arial, Helvetica, sans-serif; "
                        "font-size:15px;\"><b>");
        put_escaped(&out, lines, len);
        text_puts(&out, "</b></p>");
        lines += len + 1;
    }
    text_puts(&out, html + head);
    const char *whole = arena_strdup(a, out.data);
    text_release(&out);
    return whole;
}

static const char *wrapped(struct arena *a, const char *lines, const char *body) {
    struct text out;
    text_init(&out);
    plain_wrap(lines, &out);
    text_puts(&out, *lines ? "\n" : "");
    plain_wrap(body + strspn(body, " \n"), &out);
    while (out.len > 1 && out.data[out.len - 1] == '\n' && out.data[out.len - 2] == '\n') {
        out.data[--out.len] = '\0';
    }
    const char *whole = arena_strdup(a, out.data);
    text_release(&out);
    return whole;
}

/* ---- the message ---- */

static const char *make_subject(struct arena *a, const struct summary_template *t,
                                const struct summary_input *in, const struct values *values,
                                struct diag *diag) {
    struct place at = {.file = t->text_file, .line = 1, .line_end = 1};
    const char *subject = expand_line(a, t->subject, values, &at, diag);
    if (subject && !header_is_clean(subject, strlen(subject))) {
        at.value = subject;
        DIAG(diag, E804, &at, "Subject");
        return NULL;
    }
    return subject ? arena_printf(a, "%s%s%s", in->errors ? "[BẢN NHÁP] " : "",
                                  in->instead_count ? "[THỬ] " : "", subject)
                   : NULL;
}

bool summary_make(struct arena *a, const struct summary_template *t, const struct summary_input *in,
                  struct diag *diag, struct summary *out) {
    const struct values *values = summary_values(a, in);
    struct text_places text, html;
    text_places_init(a, &text, t->text);
    text_places_init(a, &html, t->html);
    out->subject = make_subject(a, t, in, values, diag);
    const char *body = expand_template(a, t->text_file, &text, values, EXPAND_PLAIN, diag);
    const char *page = expand_template(a, t->html_file, &html, values, EXPAND_HTML, diag);
    if (out->subject == NULL || body == NULL || page == NULL) {
        return false;
    }
    const char *lines = first_lines(a, in);
    out->text = wrapped(a, lines, body);
    out->html = with_first_lines(a, page, lines);
    return true;
}
