/* Owns the folders of the outbox: who may touch a message, and in which state it is. */
#include "mail/outbox.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/spool.h"
#include "base/text.h"
#include "mail/journal.h"

/* In sending/ a message has another ending from the moment on at which its end may have been sent.
 */
#define PLAIN ".mail"
static const char *const endings[] = {PLAIN, ".data", ".next"}; /* as enum mark */
#define ENDINGS 3

const char *const outbox_folder_names[OUTBOX_FOLDERS] = {"pending", "sending", "sent", "failed",
                                                         "unknown"};

static char *path_of(struct arena *a, const char *outbox, enum outbox_folder folder,
                     const char *name) {
    return fs_join(a, fs_join(a, outbox, outbox_folder_names[folder]), name);
}

char *outbox_journal(struct arena *a, const char *outbox) {
    return fs_join(a, outbox, "journal");
}

static enum mark mark_of(const char *name) {
    const char *dot = strrchr(name, '.');
    int mark = ENDINGS - 1;
    while (mark > 0 && (dot == NULL || strcmp(dot, endings[mark]) != 0)) {
        mark--;
    }
    return (enum mark)mark;
}

static void report_unwritable(struct diag *diag, const char *outbox, enum spool_status status) {
    const char *why = status == SPOOL_FULL ? "đĩa đầy" DIAG_BOTH "the disk is full"
                                           : "không ghi được" DIAG_BOTH "it cannot be written";
    struct place at = {.file = outbox};
    DIAG(diag, E859, &at, outbox, why);
}

/* ---- adding ---- */

static bool make_folders(struct arena *a, const char *outbox, struct diag *diag) {
    enum fs_status status = FS_OK;
    for (int i = 0; i < OUTBOX_FOLDERS && status == FS_OK; i++) {
        status = fs_make_folder(fs_join(a, outbox, outbox_folder_names[i]));
    }
    if (status != FS_OK) {
        report_unwritable(diag, outbox, status == FS_FULL ? SPOOL_FULL : SPOOL_FAILED);
    }
    return status == FS_OK;
}

bool outbox_make(const char *outbox, struct diag *diag) {
    struct arena *a = arena_new();
    bool good = make_folders(a, outbox, diag);
    arena_free(a);
    return good;
}

/* Messages move in the order of the folders, so one that moves meanwhile is not missed; one that
 * comes back to pending/ is found by spool_add. */
static bool is_known(struct arena *a, const char *outbox, const char *id) {
    for (int i = 0; i < OUTBOX_FOLDERS; i++) {
        for (int k = 0; k < (i == FOLDER_SENDING ? ENDINGS : 1); k++) {
            const char *name = arena_printf(a, "%s%s", id, endings[k]);
            if (fs_exists(path_of(a, outbox, (enum outbox_folder)i, name))) {
                return true;
            }
        }
    }
    return false;
}

static enum spool_status add_entry(struct arena *a, const char *path, const struct envelope *e,
                                   const char *message, size_t size) {
    bool ended = size >= 2 && memcmp(message + size - 2, "\r\n", 2) == 0;
    struct entry entry = {.id = e->id,
                          .job = e->job,
                          .revision = e->revision,
                          .from = e->from,
                          .subject = e->subject,
                          .to_count = e->to_count,
                          .size = size + (ended ? 0 : 2)};
    entry.to = arena_alloc(a, e->to_count * sizeof *entry.to);
    for (size_t i = 0; i < e->to_count; i++) {
        entry.to[i] = (struct entry_recipient){e->to[i], DELIVERY_WAITING};
    }
    struct text head;
    text_init(&head);
    entry_put_head(&entry, &head);
    const struct spool_part parts[] = {
        {head.data, head.len}, {message, size}, {"\r\n", ended ? 0 : 2}};
    enum spool_status status = spool_add(path, parts, 3);
    text_release(&head);
    return status;
}

enum outbox_result outbox_add(const char *folder, const struct envelope *e, const void *message,
                              size_t size, struct diag *diag) {
    struct arena *a = arena_new();
    enum outbox_result result = OUTBOX_FAILED;
    int lock = -1;
    if (make_folders(a, folder, diag)) {
        /* Two programs that add the same message at once take turns. */
        enum spool_status status = spool_wait_lock(fs_join(a, folder, ".lock"), &lock);
        if (status == SPOOL_OK && is_known(a, folder, e->id)) {
            status = SPOOL_TAKEN;
        }
        if (status == SPOOL_OK) {
            const char *name = arena_printf(a, "%s" PLAIN, e->id);
            status = add_entry(a, path_of(a, folder, FOLDER_PENDING, name), e, message, size);
        }
        if (status != SPOOL_OK && status != SPOOL_TAKEN) {
            report_unwritable(diag, folder, status);
        }
        result = status == SPOOL_OK      ? OUTBOX_ADDED
                 : status == SPOOL_TAKEN ? OUTBOX_ALREADY
                                         : OUTBOX_FAILED;
        spool_unlock(lock);
    }
    arena_free(a);
    return result;
}

/* ---- looking ---- */

void outbox_list(struct arena *a, const char *outbox, enum outbox_folder folder, char ***names,
                 size_t *count) {
    if (fs_list(a, fs_join(a, outbox, outbox_folder_names[folder]), names, count) != FS_OK) {
        *count = 0;
    }
}

/* The name guards against copies: one message under two names would be sent twice. */
static const char *check_name(const struct entry *e, const char *name) {
    size_t len = strlen(e->id);
    bool good = strncmp(name, e->id, len) == 0 && strcmp(name + len, endings[mark_of(name)]) == 0;
    return good ? NULL : "tên tệp không khớp dòng id" DIAG_BOTH "its name is not that of its id";
}

const char *outbox_peek(struct arena *a, const char *outbox, enum outbox_folder folder,
                        const char *name, struct entry *out) {
    char *bytes;
    size_t len;
    if (fs_read(a, path_of(a, outbox, folder, name), ENTRY_FILE_LIMIT, &bytes, &len) != FS_OK) {
        return "không đọc được tệp" DIAG_BOTH "the file cannot be read";
    }
    const char *wrong = entry_parse(a, bytes, len, false, out);
    return wrong ? wrong : check_name(out, name);
}

/* ---- claiming ---- */

static const char *current_path(const struct claim *c) {
    const char *name = arena_printf(c->arena, "%s%s", c->entry.id, endings[c->mark]);
    return path_of(c->arena, c->outbox, FOLDER_SENDING, name);
}

static void write_journal(struct arena *a, const char *outbox, const struct journal_line *lines,
                          size_t count, enum spool_status *status) {
    struct text out;
    text_init(&out);
    for (size_t i = 0; i < count; i++) {
        journal_put(&lines[i], &out);
    }
    *status = count ? spool_append(outbox_journal(a, outbox), out.data, out.len) : SPOOL_OK;
    text_release(&out);
}

static enum claim_result set_aside(struct arena *a, const char *outbox, enum outbox_folder folder,
                                   const char *name, const char *why, struct diag *diag) {
    const char *from = path_of(a, outbox, folder, name);
    enum spool_status status = spool_move(from, path_of(a, outbox, FOLDER_FAILED, name));
    if (status == SPOOL_GONE) {
        return CLAIM_GONE;
    }
    struct place at = {.file = from};
    DIAG(diag, E858, &at, name, why);
    const struct journal_line line = {
        .time = spool_now(), .id = name, .result = DELIVERY_REFUSED, .reply = why};
    if (status == SPOOL_OK) {
        write_journal(a, outbox, &line, 1, &status);
    }
    if (status != SPOOL_OK) {
        report_unwritable(diag, outbox, status);
    }
    return CLAIM_BAD;
}

/* Reads what the lock holds, the envelope alone first: those that wait are many. */
static const char *read_claim(struct claim *c, bool whole) {
    char *bytes;
    size_t len;
    enum spool_status status = spool_read(
        c->arena, c->lock, whole ? ENTRY_FILE_LIMIT : ENTRY_HEAD_LIMIT, whole, &bytes, &len);
    if (status == SPOOL_FULL) {
        return "tệp quá lớn" DIAG_BOTH "the file is too big";
    }
    if (status != SPOOL_OK) {
        return "không đọc được tệp" DIAG_BOTH "the file cannot be read";
    }
    const char *wrong = entry_parse(c->arena, bytes, len, !whole, &c->entry);
    return wrong ? wrong : check_name(&c->entry, c->name);
}

static void revive(struct entry *e) {
    if (entry_count(e, DELIVERY_WAITING) > 0) {
        return;
    }
    for (size_t i = 0; i < e->to_count; i++) {
        if (e->to[i].state != DELIVERY_SENT) {
            e->to[i].state = DELIVERY_WAITING;
        }
    }
    e->first = 0;
}

enum claim_result outbox_claim(struct arena *a, const char *outbox, const char *name, int64_t now,
                               int64_t horizon, struct claim *out, struct diag *diag) {
    *out = (struct claim){.arena = a, .outbox = outbox, .name = name, .lock = -1};
    const char *path = path_of(a, outbox, FOLDER_PENDING, name);
    enum spool_status status = spool_lock(path, &out->lock);
    if (status == SPOOL_GONE || status == SPOOL_TAKEN) {
        return CLAIM_GONE;
    }
    const char *wrong = "không đọc được tệp" DIAG_BOTH "the file cannot be read";
    if (status == SPOOL_OK) {
        wrong = read_claim(out, false);
    }
    bool later = wrong == NULL && out->entry.not_before > now &&
                 out->entry.not_before <= now + horizon &&
                 entry_count(&out->entry, DELIVERY_WAITING) > 0;
    if (later) {
        spool_unlock(out->lock);
        return CLAIM_LATER;
    }
    wrong = wrong ? wrong : read_claim(out, true);
    enum claim_result result = CLAIM_MINE;
    if (wrong) {
        result = set_aside(a, outbox, FOLDER_PENDING, name, wrong, diag);
    } else {
        revive(&out->entry);
        status = spool_move(path, current_path(out));
        if (status != SPOOL_OK) {
            result = status == SPOOL_GONE ? CLAIM_GONE : CLAIM_ERROR;
        }
        if (result == CLAIM_ERROR) {
            report_unwritable(diag, outbox, status);
        }
    }
    if (result != CLAIM_MINE) {
        spool_unlock(out->lock);
        out->lock = -1;
    }
    return result;
}

/* ---- marks ---- */

bool outbox_mark(struct claim *c, enum mark mark, struct diag *diag) {
    enum mark old = c->mark;
    if (mark == old) {
        return true;
    }
    const char *from = current_path(c);
    c->mark = mark;
    enum spool_status status = spool_move(from, current_path(c));
    if (status != SPOOL_OK) {
        c->mark = old;
        report_unwritable(diag, c->outbox, status);
    }
    return status == SPOOL_OK;
}

bool outbox_note(struct claim *c, const struct journal_line *lines, size_t count,
                 struct diag *diag) {
    enum spool_status status;
    write_journal(c->arena, c->outbox, lines, count, &status);
    if (status != SPOOL_OK) {
        report_unwritable(diag, c->outbox, status);
        return false;
    }
    c->noted += count;
    return true;
}

/* ---- settling ---- */

/* Moves the file of the claim, whatever its ending, and gives it up. */
static bool hand_over(struct claim *c, enum outbox_folder folder, struct diag *diag) {
    const char *name = arena_printf(c->arena, "%s" PLAIN, c->entry.id);
    enum spool_status status =
        spool_move(current_path(c), path_of(c->arena, c->outbox, folder, name));
    if (status != SPOOL_OK) {
        report_unwritable(diag, c->outbox, status);
    }
    spool_unlock(c->lock);
    c->lock = -1;
    return status == SPOOL_OK;
}

void outbox_release(struct claim *c, struct diag *diag) {
    hand_over(c, FOLDER_PENDING, diag);
}

static enum outbox_folder folder_of(const struct entry *e) {
    return entry_count(e, DELIVERY_WAITING) > 0           ? FOLDER_PENDING
           : entry_count(e, DELIVERY_UNKNOWN) > 0         ? FOLDER_UNKNOWN
           : entry_count(e, DELIVERY_SENT) == e->to_count ? FOLDER_SENT
                                                          : FOLDER_FAILED;
}

static struct entry_recipient *find_recipient(struct entry *e, const char *address) {
    for (size_t i = 0; i < e->to_count; i++) {
        if (strcmp(e->to[i].address, address) == 0) {
            return &e->to[i];
        }
    }
    return NULL;
}

static void apply(struct entry *e, const struct journal_line *line) {
    struct entry_recipient *one = find_recipient(e, line->recipient);
    if (one && one->state == DELIVERY_WAITING) {
        one->state = line->result;
    }
}

/* Puts the new envelope under the plain name; the old file stays locked until it has no name. */
static enum spool_status rewrite(struct claim *c) {
    struct text head;
    int lock = -1;
    text_init(&head);
    entry_put_head(&c->entry, &head);
    const struct spool_part parts[] = {{head.data, head.len}, {c->entry.message, c->entry.size}};
    const char *old = current_path(c);
    enum mark mark = c->mark;
    c->mark = MARK_NONE;
    enum spool_status status = spool_replace(current_path(c), parts, 2, &lock);
    if (status == SPOOL_OK) {
        if (mark != MARK_NONE) {
            fs_remove(old);
        }
        spool_unlock(c->lock);
        c->lock = lock;
    } else {
        c->mark = mark;
    }
    text_release(&head);
    return status;
}

/* What cannot be written down stays in sending/, where the next run finds it: with an answer in the
 * journal, or with the mark, or, when nobody got anything, without it. */
static bool leave_in_sending(struct claim *c, bool nobody_got_it, enum spool_status status,
                             struct diag *diag) {
    report_unwritable(diag, c->outbox, status);
    if (nobody_got_it) {
        outbox_mark(c, MARK_NONE, diag);
    }
    spool_unlock(c->lock);
    c->lock = -1;
    return false;
}

/* Every recipient was waiting, and has it: the file need not be written again, its folder says all.
 */
static bool all_sent_at_once(const struct entry *before, const struct entry *after) {
    return entry_count(before, DELIVERY_WAITING) == before->to_count &&
           entry_count(after, DELIVERY_SENT) == after->to_count;
}

bool outbox_settle(struct claim *c, const struct journal_line *lines, size_t count,
                   struct diag *diag) {
    struct entry before = c->entry;
    bool nobody = true;
    enum spool_status journal;
    c->entry.to = arena_alloc(c->arena, before.to_count * sizeof *before.to);
    memcpy(c->entry.to, before.to, before.to_count * sizeof *before.to);
    for (size_t i = 0; i < count; i++) {
        apply(&c->entry, &lines[i]);
        nobody &= lines[i].result != DELIVERY_SENT && lines[i].result != DELIVERY_UNKNOWN;
    }
    write_journal(c->arena, c->outbox, lines + c->noted, count - c->noted, &journal);
    if (all_sent_at_once(&before, &c->entry)) {
        if (journal != SPOOL_OK) {
            report_unwritable(diag, c->outbox, journal);
        }
        return hand_over(c, FOLDER_SENT, diag) && journal == SPOOL_OK;
    }
    if (journal != SPOOL_OK) {
        return leave_in_sending(c, nobody, journal, diag);
    }
    c->entry.tries++;
    enum spool_status status = rewrite(c);
    if (status != SPOOL_OK) {
        return leave_in_sending(c, nobody, status, diag);
    }
    return hand_over(c, folder_of(&c->entry), diag);
}

/* ---- after a program was killed ---- */

struct answers {
    struct claim *claim;
    int64_t since;
    size_t found;
};

/* Lines from before the file was written belong to an older message of the same id. */
static void take_answer(void *context, const struct journal_line *line) {
    struct answers *answers = context;
    struct entry *e = &answers->claim->entry;
    if (line->tries == e->tries + 1 && line->time >= answers->since &&
        strcmp(line->id, e->id) == 0) {
        answers->found++;
        apply(e, line);
    }
}

#define CUT_OFF                                                                                    \
    "chương trình bị ngắt khi đang chờ trả lời" DIAG_BOTH                                          \
    "the program was ended while it waited for the answer"

/* Those who have no answer although the end may have been sent. */
static size_t unknown_lines(const struct claim *c, const char *server, struct journal_line *lines) {
    const struct entry *e = &c->entry;
    size_t count = 0;
    size_t most = c->mark == MARK_ALL ? e->to_count : c->mark == MARK_NEXT ? 1 : 0;
    for (size_t i = 0; i < e->to_count && count < most; i++) {
        if (e->to[i].state == DELIVERY_WAITING) {
            lines[count++] = (struct journal_line){.time = spool_now(),
                                                   .id = e->id,
                                                   .tries = e->tries + 1,
                                                   .server = server,
                                                   .recipient = e->to[i].address,
                                                   .result = DELIVERY_UNKNOWN,
                                                   .reply = CUT_OFF};
        }
    }
    return count;
}

static void report_unknown(const struct claim *c, struct diag *diag) {
    const char *name = arena_printf(c->arena, "%s" PLAIN, c->entry.id);
    struct place at = {.file = path_of(c->arena, c->outbox, FOLDER_UNKNOWN, name)};
    for (size_t i = 0; i < c->entry.to_count; i++) {
        if (c->entry.to[i].state == DELIVERY_UNKNOWN) {
            DIAG(diag, E857, &at, c->entry.to[i].address, CUT_OFF);
        }
    }
}

static void recover_claim(struct claim *c, const char *server, struct diag *diag) {
    struct answers answers = {.claim = c, .since = spool_modified(c->lock)};
    size_t waiting = entry_count(&c->entry, DELIVERY_WAITING);
    journal_each(outbox_journal(c->arena, c->outbox), take_answer, &answers);
    struct journal_line *lines = arena_alloc(c->arena, (waiting + 1) * sizeof *lines);
    size_t count = unknown_lines(c, server, lines);
    if (answers.found == 0 && count == 0) {
        hand_over(c, folder_of(&c->entry), diag);
        return;
    }
    /* The journal has the answers that were found; only the new lines are added to it. */
    if (outbox_settle(c, lines, count, diag) && count > 0) {
        report_unknown(c, diag);
    }
}

static void recover(struct arena *a, const char *outbox, const char *name, const char *server,
                    struct diag *diag) {
    struct claim c = {.arena = a, .outbox = outbox, .name = name, .lock = -1};
    const char *path = path_of(a, outbox, FOLDER_SENDING, name);
    enum spool_status status = spool_lock(path, &c.lock);
    if (status == SPOOL_GONE || status == SPOOL_TAKEN) {
        return;
    }
    c.mark = mark_of(name);
    const char *wrong = status == SPOOL_OK ? read_claim(&c, true)
                                           : "không đọc được tệp" DIAG_BOTH
                                             "the file cannot be read";
    if (wrong) {
        set_aside(a, outbox, FOLDER_SENDING, name, wrong, diag);
    } else if (c.mark != MARK_NONE && fs_exists(path_of(a, outbox, FOLDER_SENDING,
                                                        arena_printf(a, "%s" PLAIN, c.entry.id)))) {
        fs_remove(path); /* its new envelope lies beside it and counts */
    } else {
        recover_claim(&c, server, diag);
        return;
    }
    spool_unlock(c.lock);
}

void outbox_recover(const char *outbox, const char *server, struct diag *diag) {
    struct arena *all = arena_new();
    char **names;
    size_t count;
    outbox_list(all, outbox, FOLDER_SENDING, &names, &count);
    for (size_t i = 0; i < count; i++) {
        struct arena *a = arena_new();
        recover(a, outbox, names[i], server, diag);
        arena_free(a);
    }
    arena_free(all);
}
