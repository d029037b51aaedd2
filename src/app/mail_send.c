/* Runs `mail send`: finds the settings, shows the progress, sums up. */
#include "app/mail_send.h"

#include "app/options.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/text.h"
#include "mail/outbox.h"
#include "mail/sender.h"
#include "mail/settings.h"

#define SETTINGS       "mail.ini"
#define WARDS          "input"
#define TRY_AGAIN      75 /* sysexits.h: EX_TEMPFAIL */
#define PROGRESS_EVERY 0.1
#define STDERR         2

/* The file that is named; else mail.ini beside the outbox; else the only input/WARD/mail.ini. */
static const char *find_settings(struct arena *a, const struct options *o, struct diag *diag) {
    if (o->mail) {
        return o->mail;
    }
    const char *beside = fs_join(a, fs_folder_of(a, o->outbox), SETTINGS);
    if (fs_exists(beside)) {
        return beside;
    }
    char **wards;
    size_t count = 0, found = 0;
    const char *settings = NULL;
    if (fs_list(a, WARDS, &wards, &count) != FS_OK) {
        count = 0;
    }
    for (size_t i = 0; i < count; i++) {
        const char *path = fs_join(a, fs_join(a, WARDS, wards[i]), SETTINGS);
        if (fs_exists(path)) {
            settings = path;
            found++;
        }
    }
    if (found != 1) {
        DIAG(diag, E840, NULL,
             found ? ": có nhiều tệp trong input/" DIAG_BOTH ": there are several in input/" : "");
        settings = NULL;
    }
    return settings;
}

struct progress {
    double last;
};

static void show_progress(void *context, size_t done, size_t all) {
    struct progress *p = context;
    double now = fs_seconds();
    if (now - p->last < PROGRESS_EVERY && done < all) {
        return;
    }
    p->last = now;
    struct text line;
    text_init(&line);
    text_printf(&line, "\r%zu/%zu%s", done, all, done == all ? "\n" : "");
    fs_write_stream(STDERR, line.data, line.len);
    text_release(&line);
}

static const char *number(struct arena *a, size_t n) {
    return arena_printf(a, "%zu", n);
}

static const char *next_time(struct arena *a, int64_t when) {
    if (when == 0) {
        return "";
    }
    struct text out;
    text_init(&out);
    time_show(when, &out);
    const char *said =
        arena_printf(a, ", sớm nhất %s" DIAG_BOTH ", the first due %s", out.data, out.data);
    text_release(&out);
    return said;
}

int mail_send(struct arena *a, const struct options *o, struct diag *diag) {
    struct mail_settings settings;
    struct send_report r;
    struct progress progress = {fs_seconds()};
    const char *path = find_settings(a, o, diag);
    if (path == NULL || !mail_settings_load(a, path, &settings, diag)) {
        return 0;
    }
    if (!fs_is_folder(o->outbox)) {
        DIAG(diag, N863, NULL, o->outbox);
        return 0;
    }
    if (!o->dry_run && !mail_settings_unlock(a, &settings, diag)) {
        return 0;
    }
    const struct send_run run = {
        .outbox = o->outbox,
        .settings = &settings,
        .dry = o->dry_run,
        .diag = diag,
        .progress = !o->diag.quiet && fs_stderr_is_terminal() ? show_progress : NULL,
        .context = &progress};
    send_due(&run, &r);
    if (!o->dry_run) {
        DIAG(diag, N850, NULL, number(a, r.sent), number(a, r.waiting), number(a, r.refused),
             number(a, r.unknown), number(a, r.later), next_time(a, r.earliest));
    }
    return !o->dry_run && (r.waiting > 0 || r.later > 0) ? TRY_AGAIN : 0;
}
