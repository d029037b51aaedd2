/* Puts the messages about a job into the outbox. */
#include "app/mail_queue.h"

#include <string.h>

#include "app/paper.h"
#include "app/stages.h"
#include "app/write.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/spool.h"
#include "base/text.h"
#include "mail/address.h"
#include "mail/digest.h"
#include "mail/message.h"
#include "mail/outbox.h"
#include "mail/summary.h"
#include "model/contacts.h"
#include "model/figures.h"
#include "model/job.h"
#include "model/letter.h"
#include "source/ini_file.h"

#define MEGABYTE   ((size_t)1 << 20)
#define NAME_BYTES 50 /* of a job's name in the name of a message */
#define HASH_CHARS 16
#define PDF_TYPE   "application/pdf"
#define XLSX_TYPE  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

/* The mailboxes of one contact. */
struct recipients {
    struct address *all;
    size_t count;
    bool wanted; /* a unit without targets and tasks gets nothing */
};

struct queue {
    struct run *run;
    struct stages *stages;
    struct arena *arena;
    const struct contacts *contacts;
    struct digest_input asked;
    const struct digest *digest;
    const struct summary_template *template;
    struct address from, reply_to, bounces, redirect;
    struct recipients *recipients; /* one a contact */
    struct attachment files[2];
    size_t file_count;
    size_t errors; /* of the report */
    bool good;
};

/* ---- addresses ---- */

static bool read_address(struct queue *q, const char *text, size_t len, const struct place *at,
                         struct address *out) {
    enum address_fault fault = address_parse(q->arena, text, len, out);
    const char *shown = arena_strndup(q->arena, text, len);
    struct place place = *at;
    place.value = shown;
    if (fault != ADDRESS_GOOD) {
        DIAG(q->run->diag, E801, &place, shown, address_fault_words(fault));
    } else if (out->international && !q->contacts->international) {
        DIAG(q->run->diag, E803, &place, out->mailbox);
    } else {
        return true;
    }
    q->good = false;
    return false;
}

static void read_own(struct queue *q, const char *text, const char *key, struct address *out) {
    struct place at = ini_place(q->stages->job->ward, "mail", key);
    read_address(q, text, strlen(text), &at, out);
}

/* Nobody gets two messages. */
static void check_twice(struct queue *q, size_t contact, const struct address *address,
                        const struct place *at) {
    for (size_t c = 0; c <= contact; c++) {
        for (size_t i = 0; i < q->recipients[c].count; i++) {
            const struct address *other = &q->recipients[c].all[i];
            if (other != address && address_same(other->mailbox, address->mailbox)) {
                DIAG(q->run->diag, E802, at, address->mailbox, q->contacts->all[c].section);
                q->good = false;
                return;
            }
        }
    }
}

static void read_recipients(struct queue *q, size_t contact) {
    const struct contact *c = &q->contacts->all[contact];
    struct recipients *r = &q->recipients[contact];
    struct place at = ini_place(q->stages->job->ward, c->section, "email");
    size_t most = 1;
    for (const char *s = c->email; *s; s++) {
        most += *s == ';';
    }
    r->all = arena_alloc(q->arena, most * sizeof *r->all);
    for (const char *s = c->email;; s++) {
        size_t len = strcspn(s, ";");
        struct address *address = &r->all[r->count];
        if (read_address(q, s, len, &at, address)) {
            address->name = address->name || most > 1 ? address->name : c->name;
            r->count++;
            check_twice(q, contact, address, &at);
        }
        s += len;
        if (*s == '\0') {
            break;
        }
    }
}

static void read_addresses(struct queue *q) {
    const struct contacts *c = q->contacts;
    const char *redirect = q->run->options->redirect_to;
    read_own(q, c->from, "from", &q->from);
    read_own(q, c->reply_to, "reply_to", &q->reply_to);
    q->bounces = q->from;
    if (c->bounces) {
        read_own(q, c->bounces, "bounces", &q->bounces);
    }
    if (redirect) {
        read_address(q, redirect, strlen(redirect), &(struct place){.value = redirect},
                     &q->redirect);
    }
    q->recipients = arena_alloc(q->arena, (c->count + 1) * sizeof *q->recipients);
    for (size_t i = 0; i < c->count; i++) {
        read_recipients(q, i);
    }
    if (c->count == 0) {
        struct place at = {.file = ini_path(q->stages->job->ward)};
        DIAG(q->run->diag, E805, &at);
        q->good = false;
    }
}

/* ---- one message ---- */

/* A message with everything in an arena of its own. */
struct letter_out {
    struct arena *arena;
    struct summary summary;
    struct message message;
    struct message_key key;
    const char **to, **really; /* bare mailboxes: where it goes; with a redirection, where not */
    size_t to_count, really_count;
};

static const char **mailboxes(struct arena *a, const struct address *all, size_t count) {
    const char **names = arena_alloc(a, (count + 1) * sizeof *names);
    for (size_t i = 0; i < count; i++) {
        names[i] = all[i].mailbox;
    }
    return names;
}

static void set_recipients(const struct queue *q, size_t contact, struct letter_out *l) {
    const struct recipients *r = &q->recipients[contact];
    bool redirected = q->run->options->redirect_to != NULL;
    l->really = mailboxes(l->arena, r->all, r->count);
    l->really_count = redirected ? r->count : 0;
    l->message.to = redirected ? &q->redirect : r->all;
    l->message.to_count = redirected ? 1 : r->count;
    l->to = mailboxes(l->arena, l->message.to, l->message.to_count);
    l->to_count = l->message.to_count;
}

static void set_identity(const struct queue *q, size_t contact, struct letter_out *l) {
    const struct job *job = q->stages->job;
    const struct report *report = q->stages->report;
    unsigned revision = q->run->options->revision;
    l->key = (struct message_key){.domain = strchr(q->from.mailbox, '@') + 1,
                                  .kind = job->name,
                                  .ward = ini_text(job->ward, "ward", "name"),
                                  .period = report ? report->code : job->period,
                                  .audience = q->contacts->all[contact].section,
                                  .to = l->to,
                                  .to_count = l->to_count,
                                  .really = l->really,
                                  .really_count = l->really_count,
                                  .variant = q->errors ? "draft" : NULL};
    const char **earlier = arena_alloc(l->arena, revision * sizeof *earlier);
    for (unsigned i = 1; i < revision; i++) {
        earlier[i - 1] = message_id(l->arena, &l->key, i);
    }
    l->message.references = earlier;
    l->message.reference_count = revision - 1;
    l->message.id = message_id(l->arena, &l->key, revision);
}

/* Now, or, when the date was given, the first second of that day, on clocks in Việt Nam. */
static struct date_time moment_of(const struct options *o) {
    struct date_time t = {.date = o->date};
    if (o->date_is_today) {
        int64_t seconds = spool_now() + 7 * 3600;
        t.date = date_of_epoch(seconds);
        t.hour = (int)(seconds % 86400 / 3600);
        t.minute = (int)(seconds % 3600 / 60);
        t.second = (int)(seconds % 60);
    }
    return t;
}

/* False with findings. */
static bool make_letter(const struct queue *q, size_t contact, struct letter_out *l) {
    bool attach = q->contacts->all[contact].attach;
    set_recipients(q, contact, l);
    set_identity(q, contact, l);
    const struct summary_input in = {.job = q->stages->job,
                                     .digest = q->digest,
                                     .report = q->stages->report,
                                     .contacts = q->contacts,
                                     .contact = contact,
                                     .date = q->run->options->date,
                                     .revision = q->run->options->revision,
                                     .errors = q->errors,
                                     .reply_to = &q->reply_to,
                                     .instead_of = l->really,
                                     .instead_count = l->really_count,
                                     .files = q->files,
                                     .file_count = attach ? q->file_count : 0};
    if (!summary_make(l->arena, q->template, &in, q->run->diag, &l->summary)) {
        return false;
    }
    l->message.from = &q->from;
    l->message.reply_to = &q->reply_to;
    l->message.subject = l->summary.subject;
    l->message.text = l->summary.text;
    l->message.html = l->summary.html;
    l->message.sent = moment_of(q->run->options);
    l->message.attachments = q->files;
    l->message.attachment_count = in.file_count;
    return true;
}

/* At most what base64 makes of it, line ends included, and some room for headers. */
static size_t size_of(const struct message *m) {
    size_t size = 4096 + (strlen(m->text) + strlen(m->html)) * 3 / 2;
    for (size_t i = 0; i < m->attachment_count; i++) {
        size += (m->attachments[i].len / 57 + 1) * 78 + 512;
    }
    return size;
}

/* "9,9" */
static const char *megabytes(struct arena *a, size_t size) {
    size_t tenths = (size * 10 + MEGABYTE - 1) / MEGABYTE;
    return arena_printf(a, "%zu,%zu", tenths / 10, tenths % 10);
}

static void check_size(struct queue *q, size_t contact, const struct letter_out *l) {
    size_t size = size_of(&l->message), most = q->contacts->max_size * MEGABYTE;
    if (size > most) {
        struct place at = ini_place(q->stages->job->ward, "mail", "max_size");
        DIAG(q->run->diag, E806, &at, q->contacts->all[contact].name, megabytes(l->arena, size),
             arena_printf(l->arena, "%u", q->contacts->max_size));
        q->good = false;
    }
}

/* ---- the outbox ---- */

/* "bao-cao-quy-3-unit.2-r1-0123456789abcdef": for people, and the same for the same message. */
static const char *name_of(const struct queue *q, size_t contact, const struct letter_out *l) {
    char job[NAME_BYTES + 1];
    size_t n = 0;
    for (const char *s = q->stages->job->name; *s && n < NAME_BYTES;) {
        const char *start = s;
        struct letter letter;
        uint32_t c = letter_next(&s, &letter);
        bool plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                     (c == '.' && n > 0) || c == '_' || c == '-';
        job[n++] = plain ? *start : letter.base ? letter.base : '-';
    }
    job[n] = '\0';
    return arena_printf(l->arena, "%s-%s-r%u%s%s-%.*s", job, q->contacts->all[contact].section,
                        q->run->options->revision, q->errors ? "-nhap" : "",
                        l->really_count ? "-thu" : "", HASH_CHARS, l->message.id + 1);
}

static const char *joined(struct arena *a, const char *const *all, size_t count) {
    const char *whole = count ? all[0] : "";
    for (size_t i = 1; i < count; i++) {
        whole = arena_printf(a, "%s, %s", whole, all[i]);
    }
    return whole;
}

static bool write_trial(const struct queue *q, const struct letter_out *l, const char *name,
                        const struct text *bytes) {
    struct run *r = q->run;
    const char *folder = r->options->output;
    struct fs_file file = {fs_join(l->arena, folder, arena_printf(l->arena, "%s.eml", name)),
                           bytes->data, bytes->len, FS_OK};
    if (fs_make_folder(folder) != FS_OK) {
        DIAG(r->diag, E601, NULL, folder);
        return false;
    }
    if (write_files(&file, 1, r->diag)) {
        r->files_written++;
        DIAG(r->diag, N812, NULL, file.path, joined(l->arena, l->to, l->to_count));
    }
    return file.status == FS_OK;
}

static bool add_to_outbox(const struct queue *q, const struct letter_out *l, const char *name,
                          const struct text *bytes) {
    struct run *r = q->run;
    const struct envelope envelope = {.id = name,
                                      .job = q->stages->job->name,
                                      .revision =
                                          arena_printf(l->arena, "%u", r->options->revision),
                                      .from = q->bounces.mailbox,
                                      .to = l->to,
                                      .to_count = l->to_count,
                                      .subject = l->summary.subject};
    switch (outbox_add(r->options->outbox, &envelope, bytes->data, bytes->len, r->diag)) {
    case OUTBOX_ADDED:
        r->files_written++;
        DIAG(r->diag, N810, NULL, name, joined(l->arena, l->to, l->to_count));
        return true;
    case OUTBOX_ALREADY:
        DIAG(r->diag, N811, NULL, name);
        return true;
    default:
        return false;
    }
}

static void do_letter(struct queue *q, size_t contact, bool trial, struct letter_out *l) {
    struct text bytes;
    if (!make_letter(q, contact, l)) {
        q->good = false;
        return;
    }
    if (trial) {
        check_size(q, contact, l);
        return;
    }
    text_init(&bytes);
    message_put(&l->message, &bytes);
    const char *name = name_of(q, contact, l);
    q->good = q->run->options->dry_run ? write_trial(q, l, name, &bytes)
                                       : add_to_outbox(q, l, name, &bytes);
    text_release(&bytes);
}

/* The first time only to see whether all of them can be made. Memory is that of one message. */
static void do_letters(struct queue *q, bool trial) {
    for (size_t i = 0; i < q->contacts->count && q->good; i++) {
        if (q->recipients[i].wanted) {
            struct letter_out l = {.arena = arena_new()};
            do_letter(q, i, trial, &l);
            arena_free(l.arena);
        }
    }
}

/* ---- the job ---- */

static void find_wanted(struct queue *q) {
    for (size_t c = 0; c < q->contacts->count; c++) {
        const struct contact *contact = &q->contacts->all[c];
        bool concerned = contact->audience != AUDIENCE_UNIT;
        for (size_t i = 0; i < q->digest->count && !concerned; i++) {
            concerned = digest_concerns(&q->digest->rows[i], q->contacts, c);
        }
        q->recipients[c].wanted = concerned;
        if (!concerned) {
            struct place at = ini_place(q->stages->job->ward, contact->section, "email");
            DIAG(q->run->diag, N813, &at, contact->name);
        }
    }
}

static void attach(struct queue *q, const struct text *bytes, const char *ending,
                   const char *type) {
    if (bytes->len > 0) {
        const char *name = arena_printf(q->arena, "%s.%s", q->stages->job->name, ending);
        q->files[q->file_count++] = (struct attachment){name, type, bytes->data, bytes->len};
    }
}

/* Names of the profile end up in headers. */
static void check_names(struct queue *q) {
    for (size_t i = 0; i < q->contacts->count; i++) {
        const struct contact *c = &q->contacts->all[i];
        if (!header_is_clean(c->name, strlen(c->name))) {
            struct place at = ini_place(q->stages->job->ward, c->section, "name");
            DIAG(q->run->diag, E804, &at, "name");
            q->good = false;
        }
    }
}

static void queue_all(struct queue *q, const struct paper_files *made) {
    attach(q, &made->pdf, "pdf", PDF_TYPE);
    attach(q, &made->xlsx, "xlsx", XLSX_TYPE);
    read_addresses(q);
    check_names(q);
    q->digest = digest_build(q->arena, &q->asked);
    q->template =
        summary_template_load(q->arena, q->stages->job, q->run->data.templates, q->run->diag);
    if (!q->good || q->template == NULL) {
        return;
    }
    digest_check(q->arena, q->digest, &q->asked, q->run->diag);
    find_wanted(q);
    do_letters(q, true);
    if (q->good && q->errors > 0) {
        struct place at = {.file = q->stages->job->file};
        DIAG(q->run->diag, W808, &at, arena_printf(q->arena, "%zu", q->errors));
    }
    do_letters(q, false);
}

void mail_queue(struct run *r, struct stages *s, const struct fontset *fonts) {
    struct queue q = {
        .run = r, .stages = s, .arena = s->arena, .errors = diag_job_errors(r->diag), .good = true};
    if (q.errors > 0 && !r->options->force) {
        return;
    }
    s->mailing = true;
    q.contacts = contacts_read(s->arena, s->job->ward, r->diag);
    if (q.contacts == NULL) {
        return;
    }
    q.asked = (struct digest_input){s->job, s->plans, q.contacts, s->report, r->options->date};
    struct paper_files made;
    if (paper_make(r, s, fonts, &made)) {
        queue_all(&q, &made);
    }
    paper_files_release(&made);
}

void mail_queue_note(struct run *r, const struct stages *s, const char *path) {
    if (r->options->command == COMMAND_MAIL_QUEUE && !s->mailing && diag_job_failed(r->diag)) {
        struct place at = {.file = path};
        DIAG(r->diag, N807, &at);
    }
}
