/* Owns mail.ini: its keys, what they mean together, where the password comes from. */
#include "mail/settings.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/process.h"
#include "base/spool.h"
#include "base/text.h"
#include "source/ini_file.h"

#define PASSWORD_LIMIT   ((size_t)4096)
#define PASSWORD_SECONDS 60

struct file {
    const char *host, *port, *user, *password_command, *password_file, *password_env, *from, *ehlo,
        *ca_file, *sendmail;
    int security;
    uint32_t timeout, rate, per_session, first, longest, give_up;
};

#define FIELD(member, type, choices)                                                               \
    { #member, type, offsetof(struct file, member), false, choices }
#define SECURITY_CHOICES "starttls|tls|none"
#define COUNT(array)     (sizeof(array) / sizeof *(array))

static const struct ini_field server_fields[] = {
    FIELD(host, INI_TEXT, NULL),
    FIELD(port, INI_TEXT, NULL),
    FIELD(security, INI_CHOICE, SECURITY_CHOICES),
    FIELD(user, INI_TEXT, NULL),
    FIELD(password_command, INI_TEXT, NULL),
    FIELD(password_file, INI_TEXT, NULL),
    FIELD(password_env, INI_TEXT, NULL),
    FIELD(from, INI_TEXT, NULL),
    FIELD(ehlo, INI_TEXT, NULL),
    FIELD(ca_file, INI_TEXT, NULL),
    FIELD(timeout, INI_COUNT, NULL),
    FIELD(rate, INI_COUNT, NULL),
    FIELD(per_session, INI_COUNT, NULL),
};

static const struct ini_field transport_fields[] = {
    FIELD(sendmail, INI_TEXT, NULL),
};

static const struct ini_field retry_fields[] = {
    FIELD(first, INI_COUNT, NULL),
    FIELD(longest, INI_COUNT, NULL),
    FIELD(give_up, INI_COUNT, NULL),
};

static const struct ini_section sections[] = {
    {"server", server_fields, COUNT(server_fields)},
    {"transport", transport_fields, COUNT(transport_fields)},
    {"retry", retry_fields, COUNT(retry_fields)},
};

static bool contradict(const struct ini_file *ini, const char *key, const char *why,
                       struct diag *diag) {
    struct place at = ini_place(ini, "server", key);
    DIAG(diag, E841, &at, why);
    return false;
}

static bool is_loopback(const char *host) {
    return strcmp(host, "localhost") == 0 || strncmp(host, "127.", 4) == 0 ||
           strcmp(host, "[::1]") == 0;
}

static bool has_blank_or_slash(const char *s) {
    return s[strcspn(s, " \t\r\n/@?#")] != '\0';
}

static bool check_together(const struct ini_file *ini, const struct file *f, struct diag *diag) {
    int sources =
        (f->password_command != NULL) + (f->password_file != NULL) + (f->password_env != NULL);
    if ((f->host == NULL) == (f->sendmail == NULL)) {
        return contradict(ini, "host",
                          "cần đúng một trong hai: host hoặc sendmail" DIAG_BOTH
                          "either host or sendmail is wanted",
                          diag);
    }
    if (f->host && (has_blank_or_slash(f->host) || (f->ehlo && has_blank_or_slash(f->ehlo)))) {
        return contradict(
            ini, "host",
            "tên máy chủ không dùng được" DIAG_BOTH "the name of the server cannot be used", diag);
    }
    if (sources != (f->user != NULL)) {
        return contradict(
            ini, "user",
            "có user thì cần đúng một nguồn mật khẩu (password_command, password_file "
            "hoặc password_env), không có user thì không" DIAG_BOTH
            "with user exactly one source of the password is wanted "
            "(password_command, password_file or password_env), without it none",
            diag);
    }
    if (f->user && f->security == SMTP_PLAIN && !is_loopback(f->host)) {
        return contradict(ini, "security",
                          "mật khẩu sẽ đi qua mạng mà không được mã hóa" DIAG_BOTH
                          "the password would go over the network in clear",
                          diag);
    }
    return true;
}

static bool read_port(const struct ini_file *ini, struct file *f, uint32_t *port,
                      struct diag *diag) {
    *port = f->security == SMTP_TLS ? 465 : f->security == SMTP_PLAIN ? 25 : 587;
    if (f->port == NULL) {
        return true;
    }
    size_t digits = strspn(f->port, "0123456789");
    unsigned long n = strtoul(f->port, NULL, 10);
    if (digits == 0 || digits > 5 || f->port[digits] || n == 0 || n > 65535) {
        struct place at = ini_place(ini, "server", "port");
        DIAG(diag, E206, &at, "port", f->port, "1-65535");
        return false;
    }
    *port = (uint32_t)n;
    return true;
}

static const char *beside(struct arena *a, const char *path, const char *name) {
    return name ? fs_join(a, fs_folder_of(a, path), name) : NULL;
}

bool mail_settings_load(struct arena *a, const char *path, struct mail_settings *out,
                        struct diag *diag) {
    struct file f = {.timeout = 60, .per_session = 100, .first = 5, .longest = 240, .give_up = 5};
    const struct ini_file *ini = ini_load(a, path, diag);
    if (ini == NULL) {
        return false;
    }
    bool good = ini_check_known(ini, sections, COUNT(sections), diag);
    good &= ini_bind(ini, "server", server_fields, COUNT(server_fields), &f, diag);
    good &= ini_bind(ini, "transport", transport_fields, COUNT(transport_fields), &f, diag);
    good &= ini_bind(ini, "retry", retry_fields, COUNT(retry_fields), &f, diag);
    uint32_t port;
    good &= read_port(ini, &f, &port, diag);
    if (!good || !check_together(ini, &f, diag)) {
        return false;
    }
    *out = (struct mail_settings){.smtp = {.host = f.host,
                                           .port = port,
                                           .security = (enum smtp_security)f.security,
                                           .user = f.user,
                                           .ehlo = f.ehlo,
                                           .ca_file = beside(a, path, f.ca_file),
                                           .timeout = f.timeout},
                                  .password_command = f.password_command,
                                  .password_file = beside(a, path, f.password_file),
                                  .password_env = f.password_env,
                                  .sendmail = f.sendmail,
                                  .from = f.from,
                                  .rate = f.rate,
                                  .per_session = f.per_session,
                                  .first_wait = f.first,
                                  .longest_wait = f.longest > f.first ? f.longest : f.first,
                                  .give_up = f.give_up};
    out->name = f.sendmail ? f.sendmail : arena_printf(a, "%s:%u", f.host, (unsigned)port);
    return true;
}

/* ---- the password ---- */

static bool no_password(const char *why, struct diag *diag) {
    DIAG(diag, E843, NULL, why);
    return false;
}

/* The first line; a password may not be empty. */
static bool take_password(struct arena *a, struct mail_settings *s, const char *bytes,
                          struct diag *diag) {
    size_t len = strcspn(bytes, "\r\n");
    if (len == 0) {
        return no_password("nguồn mật khẩu không cho gì" DIAG_BOTH "its source gives nothing",
                           diag);
    }
    s->smtp.password = arena_strndup(a, bytes, len);
    return true;
}

static bool ask_command(struct arena *a, struct mail_settings *s, struct diag *diag) {
    const char *const argv[] = {"/bin/sh", "-c", s->password_command, NULL};
    struct text out;
    text_init(&out);
    struct process_result r = process_run(argv, "", 0, PASSWORD_SECONDS, &out, NULL);
    bool good =
        r.end == PROCESS_EXITED && r.status == 0
            ? take_password(a, s, out.data ? out.data : "", diag)
            : no_password("lệnh lấy mật khẩu báo lỗi" DIAG_BOTH "the command that gives it failed",
                          diag);
    text_release(&out);
    return good;
}

bool mail_settings_unlock(struct arena *a, struct mail_settings *s, struct diag *diag) {
    char *bytes;
    size_t len;
    if (s->password_command) {
        return ask_command(a, s, diag);
    }
    if (s->password_env) {
        const char *value = fs_environment(s->password_env);
        return value ? take_password(a, s, value, diag)
                     : no_password("biến môi trường không được đặt" DIAG_BOTH
                                   "the environment variable is not set",
                                   diag);
    }
    if (s->password_file == NULL) {
        return true;
    }
    struct place at = {.file = s->password_file};
    if (fs_exists(s->password_file) && !spool_is_private(s->password_file)) {
        DIAG(diag, E842, &at, s->password_file);
        return false;
    }
    if (fs_read(a, s->password_file, PASSWORD_LIMIT, &bytes, &len) != FS_OK) {
        return no_password("không đọc được tệp mật khẩu" DIAG_BOTH "its file cannot be read", diag);
    }
    return take_password(a, s, bytes, diag);
}
