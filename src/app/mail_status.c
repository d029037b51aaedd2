/* Owns the listing of the outbox: each message, each recipient, what was last said about it. */
#include "app/mail_status.h"

#include <stdlib.h>
#include <string.h>

#include "app/options.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/text.h"
#include "mail/journal.h"
#include "mail/outbox.h"

#define TRY_AGAIN 75

/* The last line of the journal about a recipient of a message. */
struct last {
    const char *id, *recipient;
    struct journal_line line;
    size_t order;
};

struct lasts {
    struct arena *arena;
    struct last *all;
    size_t count, capacity;
};

static void take_line(void *context, const struct journal_line *line) {
    struct lasts *l = context;
    GROW(l->all, l->count, l->capacity);
    struct last *one = &l->all[l->count];
    *one = (struct last){.id = arena_strdup(l->arena, line->id),
                         .recipient = arena_strdup(l->arena, line->recipient),
                         .line = *line,
                         .order = l->count};
    one->line.status = arena_strdup(l->arena, line->status);
    one->line.reply = arena_strdup(l->arena, line->reply);
    l->count++;
}

static int compare_keys(const struct last *a, const struct last *b) {
    int by_id = strcmp(a->id, b->id);
    return by_id ? by_id : strcmp(a->recipient, b->recipient);
}

static int compare(const void *a, const void *b) {
    const struct last *x = a, *y = b;
    int keys = compare_keys(x, y);
    return keys ? keys : (x->order > y->order) - (x->order < y->order);
}

static const struct last *find_last(const struct lasts *l, const char *id, const char *recipient) {
    const struct last key = {.id = id, .recipient = recipient};
    size_t from = 0, to = l->count; /* the end of those that are not greater */
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (compare_keys(&l->all[middle], &key) <= 0) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from > 0 && compare_keys(&l->all[from - 1], &key) == 0 ? &l->all[from - 1] : NULL;
}

/* ---- printing ---- */

static const char *const folder_words[OUTBOX_FOLDERS][2] = {{"chờ gửi", "pending"},
                                                            {"đang gửi", "being sent"},
                                                            {"đã gửi", "sent"},
                                                            {"không gửi được", "failed"},
                                                            {"không rõ", "unknown"}};
static const char *const delivery_words[DELIVERY_COUNT][2] = {{"chờ", "waiting"},
                                                              {"đã gửi", "sent"},
                                                              {"bị từ chối", "refused"},
                                                              {"thôi gửi", "given up"},
                                                              {"không rõ", "unknown"}};

static void put_time(struct text *out, int64_t when) {
    text_puts(out, " ");
    time_show(when, out);
}

/* In sent/ every recipient has it, whatever stands in the envelope. */
static void put_recipient(struct text *out, const struct entry *e, const struct entry_recipient *to,
                          enum outbox_folder folder, const struct lasts *l,
                          enum language language) {
    enum delivery state = folder == FOLDER_SENT ? DELIVERY_SENT : to->state;
    const struct last *last = find_last(l, e->id, to->address);
    text_puts(out, "    ");
    diag_put_safe(out, to->address);
    text_printf(out, ": %s", delivery_words[state][language]);
    if (last) {
        put_time(out, last->line.time);
        if (last->line.code > 0) {
            text_printf(out, " %d", last->line.code);
        }
        if (*last->line.status) {
            text_puts(out, " ");
            diag_put_safe(out, last->line.status);
        }
        if (*last->line.reply) {
            text_puts(out, " ");
            diag_put_safe(out, last->line.reply);
        }
    }
    text_putc(out, '\n');
}

static void put_entry(struct text *out, const char *name, const struct entry *e,
                      enum outbox_folder folder, const struct lasts *l, enum language language) {
    static const char *const next[] = {"thử lại sau", "tried again after"};
    text_puts(out, "  ");
    diag_put_safe(out, name);
    text_puts(out, "  ");
    diag_put_safe(out, e->subject);
    if (folder == FOLDER_PENDING && e->tries > 0) {
        text_puts(out, " (");
        text_printf(out, language == LANGUAGE_VI ? "lần thử: %u" : "tries: %u", (unsigned)e->tries);
        if (e->not_before > 0) {
            text_printf(out, "; %s", next[language]);
            put_time(out, e->not_before);
        }
        text_puts(out, ")");
    }
    text_putc(out, '\n');
    for (size_t i = 0; i < e->to_count; i++) {
        put_recipient(out, e, &e->to[i], folder, l, language);
    }
}

static void put_folder(struct arena *all, const char *outbox, enum outbox_folder folder,
                       const struct lasts *l, struct text *out, size_t *count,
                       const struct options *o, struct diag *diag) {
    char **names;
    outbox_list(all, outbox, folder, &names, count);
    text_printf(out, "%s (%s/): %zu\n", folder_words[folder][o->diag.language],
                outbox_folder_names[folder], *count);
    for (size_t i = 0; i < *count; i++) {
        struct arena *a = arena_new();
        struct entry e;
        const char *wrong = outbox_peek(a, outbox, folder, names[i], &e);
        if (wrong) {
            struct place at = {
                .file = fs_join(a, fs_join(a, outbox, outbox_folder_names[folder]), names[i])};
            DIAG(diag, W862, &at, names[i], wrong);
        } else {
            put_entry(out, names[i], &e, folder, l, o->diag.language);
        }
        arena_free(a);
    }
}

int mail_status(struct arena *a, const struct options *o, struct text *out, struct diag *diag) {
    struct lasts lasts = {.arena = a};
    size_t counts[OUTBOX_FOLDERS];
    if (!fs_is_folder(o->outbox)) {
        DIAG(diag, N863, NULL, o->outbox);
        return 0;
    }
    journal_each(outbox_journal(a, o->outbox), take_line, &lasts);
    if (lasts.count > 0) {
        qsort(lasts.all, lasts.count, sizeof *lasts.all, compare);
    }
    for (int i = 0; i < OUTBOX_FOLDERS; i++) {
        put_folder(a, o->outbox, (enum outbox_folder)i, &lasts, out, &counts[i], o, diag);
    }
    free(lasts.all);
    return counts[FOLDER_PENDING] + counts[FOLDER_SENDING] > 0 ? TRY_AGAIN : 0;
}
