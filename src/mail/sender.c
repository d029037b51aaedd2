/* Owns the run over the outbox: in which order, how fast, how often, and what each answer means. */
#include "mail/sender.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/spool.h"
#include "base/text.h"
#include "mail/journal.h"
#include "mail/outbox.h"
#include "mail/sendmail.h"
#include "mail/smtp.h"

#define DAY       86400
#define LOST_MOST 5 /* connections lost in a row before the server counts as down */

struct sender {
    const struct send_run *run;
    const struct mail_settings *set;
    struct send_report *report;
    struct diag *diag;
    struct smtp *smtp;
    size_t in_session;
    size_t lost_in_row;
    enum transport_state state; /* TRANSPORT_DOWN and the bad states end the trying */
    struct reply why;
    double next;    /* fs_seconds() at which the rate allows another message */
    size_t stopped; /* messages not tried because of `state` */
    bool broken;    /* the outbox cannot be written */
};

static bool is_bad(enum transport_state state) {
    return state >= TRANSPORT_BAD_AUTH;
}

int64_t retry_after(const struct mail_settings *s, const char *id, uint32_t tries, int64_t now) {
    int64_t wait = (int64_t)s->first_wait * 60, most = (int64_t)s->longest_wait * 60;
    uint32_t h = 2166136261u ^ tries; /* FNV-1a: the same on every machine */
    for (uint32_t i = 1; i < tries && wait < most; i++) {
        wait *= 2;
    }
    wait = wait < most ? wait : most;
    for (; *id; id++) {
        h = (h ^ (unsigned char)*id) * 16777619u;
    }
    h = (h ^ h >> 15) * 2246822519u; /* the last letters, which differ most, reach every bit */
    return now + wait + wait / 4 * (int64_t)(h >> 16 & 0xFF) / 255;
}

static int64_t horizon_of(const struct mail_settings *s) {
    return (int64_t)s->longest_wait * 60 * 2;
}

/* ---- what is said ---- */

/* "450 4.2.1 Mailbox busy", on one line. */
static const char *reason_of(struct arena *a, const struct reply *r) {
    char *text = arena_strdup(a, r->text);
    for (char *s = text; *s; s++) {
        *s = *s == '\n' ? ' ' : *s;
    }
    if (r->code == 0) {
        return text;
    }
    return arena_printf(a, "%d %s%s%s", r->code, r->status, *r->status ? " " : "", text);
}

static const char *time_text(struct arena *a, int64_t when) {
    struct text out;
    text_init(&out);
    time_show(when, &out);
    const char *copy = arena_strdup(a, out.data);
    text_release(&out);
    return copy;
}

static bool is_too_big(const struct reply *r) {
    return r->code == 552 || strcmp(r->status, "5.3.4") == 0 || strcmp(r->status, "5.2.3") == 0;
}

static void report_outcome(struct sender *s, const struct claim *c, const char *address,
                           const struct outcome *o) {
    struct arena *a = c->arena;
    const char *reason = reason_of(a, &o->reply);
    switch (o->result) {
    case DELIVERY_SENT:
        s->report->sent++;
        break;
    case DELIVERY_REFUSED:
        s->report->refused++;
        if (is_too_big(&o->reply)) {
            DIAG(s->diag, E852, NULL, address, c->entry.id, reason);
        } else {
            DIAG(s->diag, E851, NULL, address, c->entry.id, reason);
        }
        break;
    case DELIVERY_EXPIRED:
        s->report->refused++;
        DIAG(s->diag, E856, NULL, address, c->entry.id,
             arena_printf(a, "%u", (unsigned)s->set->give_up), reason);
        break;
    case DELIVERY_UNKNOWN:
        s->report->unknown++;
        DIAG(s->diag, E857, NULL, address, reason, c->entry.id);
        break;
    default:
        s->report->waiting++;
        if (s->state != TRANSPORT_DOWN) {
            DIAG(s->diag, W854, NULL, address, c->entry.id, reason,
                 time_text(a, c->entry.not_before));
        }
        break;
    }
}

/* ---- one message ---- */

struct attempt {
    struct sender *sender;
    struct claim *claim;
    struct journal_line *lines;
    struct parcel parcel;
    bool broken;
};

static void fill_line(struct attempt *t, size_t i) {
    const struct sender *s = t->sender;
    const struct outcome *o = &t->parcel.outcomes[i];
    t->lines[i] = (struct journal_line){.time = spool_now(),
                                        .id = t->claim->entry.id,
                                        .tries = t->claim->entry.tries + 1,
                                        .server = s->set->name,
                                        .recipient = t->parcel.to[i],
                                        .result = o->result,
                                        .code = o->reply.code,
                                        .status = o->reply.status,
                                        .reply = o->reply.text};
}

static bool mark(void *context, bool one) {
    struct attempt *t = context;
    t->broken |= !outbox_mark(t->claim, one ? MARK_NEXT : MARK_ALL, t->sender->diag);
    return !t->broken;
}

static void unmark(void *context) {
    struct attempt *t = context;
    t->broken |= !outbox_mark(t->claim, MARK_NONE, t->sender->diag);
}

/* Who still waits when the term is over does so no longer. */
static void expire(struct attempt *t, size_t from, size_t to) {
    const struct entry *e = &t->claim->entry;
    bool over = e->tries > 0 && e->first > 0 &&
                spool_now() - e->first >= (int64_t)t->sender->set->give_up * DAY;
    for (size_t i = from; i < to && over; i++) {
        if (t->parcel.outcomes[i].result == DELIVERY_WAITING) {
            t->parcel.outcomes[i].result = DELIVERY_EXPIRED;
        }
    }
}

static bool note(void *context, size_t done) {
    struct attempt *t = context;
    expire(t, done - 1, done);
    fill_line(t, done - 1);
    t->broken |= !outbox_note(t->claim, &t->lines[done - 1], 1, t->sender->diag);
    return !t->broken;
}

static void prepare(struct attempt *t) {
    struct claim *c = t->claim;
    const struct entry *e = &c->entry;
    const char **to = arena_alloc(c->arena, e->to_count * sizeof *to);
    size_t count = 0;
    for (size_t i = 0; i < e->to_count; i++) {
        if (e->to[i].state == DELIVERY_WAITING) {
            to[count++] = e->to[i].address;
        }
    }
    t->lines = arena_alloc(c->arena, count * sizeof *t->lines);
    t->parcel =
        (struct parcel){.id = e->id,
                        .from = t->sender->set->from ? t->sender->set->from : e->from,
                        .to = to,
                        .to_count = count,
                        .message = e->message,
                        .size = e->size,
                        .outcomes = arena_alloc(c->arena, count * sizeof *t->parcel.outcomes),
                        .mark = mark,
                        .unmark = unmark,
                        .note = note,
                        .context = t};
}

/* Those who wait: until when, or not any longer. */
static void put_off(struct attempt *t) {
    struct sender *s = t->sender;
    struct entry *e = &t->claim->entry;
    int64_t now = spool_now();
    if (e->first == 0 || e->first > now) {
        e->first = now; /* in the future: the clock was set back */
    }
    e->not_before = retry_after(s->set, e->id, e->tries + 1, now);
    expire(t, t->claim->noted, t->parcel.to_count);
}

static void settle(struct attempt *t) {
    struct sender *s = t->sender;
    put_off(t);
    for (size_t i = t->claim->noted; i < t->parcel.to_count; i++) {
        fill_line(t, i);
    }
    for (size_t i = 0; i < t->parcel.to_count; i++) {
        report_outcome(s, t->claim, t->parcel.to[i], &t->parcel.outcomes[i]);
    }
    s->broken |= !outbox_settle(t->claim, t->lines, t->parcel.to_count, s->diag) || t->broken;
}

/* Waits for the next message's turn. */
static void keep_rate(struct sender *s) {
    double now = fs_seconds();
    if (s->set->rate > 0) {
        if (s->next > now) {
            spool_sleep(s->next - now);
            now = s->next;
        }
        s->next = now + 60.0 / (double)s->set->rate;
    }
}

static enum transport_state carry(struct sender *s, struct attempt *t) {
    if (s->set->sendmail) {
        return sendmail_send(s->set->sendmail, s->set->smtp.timeout, &t->parcel, &s->why);
    }
    if (s->in_session >= s->set->per_session) {
        smtp_close(s->smtp);
    }
    if (!smtp_is_open(s->smtp)) {
        enum transport_state state = smtp_open(s->smtp, &s->why);
        s->in_session = 0;
        if (state != TRANSPORT_GOOD) {
            return state;
        }
    }
    s->in_session++;
    return smtp_send(s->smtp, &t->parcel, &s->why);
}

static void count_lost(struct sender *s, const struct attempt *t) {
    bool handed_over = false;
    for (size_t i = 0; i < t->parcel.to_count; i++) {
        handed_over |= t->parcel.outcomes[i].result == DELIVERY_SENT;
    }
    s->lost_in_row = s->state == TRANSPORT_LOST && !handed_over ? s->lost_in_row + 1 : 0;
    if (s->lost_in_row >= LOST_MOST) {
        s->state = TRANSPORT_DOWN;
        s->why = t->parcel.outcomes[0].reply;
    }
}

static void try_message(struct sender *s, struct claim *c) {
    struct attempt t = {.sender = s, .claim = c};
    prepare(&t);
    if (s->state != TRANSPORT_DOWN) {
        keep_rate(s);
        s->state = carry(s, &t);
    }
    if (is_bad(s->state) && c->noted == 0) {
        outbox_mark(c, MARK_NONE, s->diag);
        outbox_release(c, s->diag);
        return;
    }
    if (s->state == TRANSPORT_DOWN || is_bad(s->state)) {
        s->stopped++;
        for (size_t i = c->noted; i < t.parcel.to_count; i++) {
            t.parcel.outcomes[i] = (struct outcome){DELIVERY_WAITING, s->why};
        }
    }
    settle(&t);
    if (!is_bad(s->state) && s->state != TRANSPORT_DOWN) {
        count_lost(s, &t);
    }
}

/* ---- the run ---- */

static void put_later(struct sender *s, int64_t when) {
    s->report->later++;
    if (s->report->earliest == 0 || when < s->report->earliest) {
        s->report->earliest = when;
    }
}

/* A rehearsal reads and says, nothing else. */
static void describe(struct sender *s, struct arena *a, const char *name) {
    struct entry e;
    const char *wrong = outbox_peek(a, s->run->outbox, FOLDER_PENDING, name, &e);
    int64_t now = spool_now();
    if (wrong) {
        const char *pending = outbox_folder_names[FOLDER_PENDING];
        struct place at = {.file = fs_join(a, fs_join(a, s->run->outbox, pending), name)};
        DIAG(s->diag, W862, &at, name, wrong);
        return;
    }
    if (e.not_before > now && e.not_before <= now + horizon_of(s->set)) {
        put_later(s, e.not_before);
        return;
    }
    for (size_t i = 0; i < e.to_count; i++) {
        if (e.to[i].state == DELIVERY_WAITING) {
            DIAG(s->diag, N861, NULL, e.id, e.to[i].address, e.subject);
        }
    }
}

static void visit(struct sender *s, const char *name) {
    struct arena *a = arena_new();
    struct claim c;
    int64_t now = spool_now(), horizon = horizon_of(s->set);
    if (s->run->dry) {
        describe(s, a, name);
    } else {
        switch (outbox_claim(a, s->run->outbox, name, now, horizon, &c, s->diag)) {
        case CLAIM_MINE:
            if (c.entry.not_before > now) {
                DIAG(s->diag, W853, NULL, c.entry.id, time_text(a, c.entry.not_before));
            }
            try_message(s, &c);
            break;
        case CLAIM_LATER:
            put_later(s, c.entry.not_before);
            break;
        case CLAIM_ERROR:
            s->broken = true;
            break;
        case CLAIM_GONE:
        case CLAIM_BAD:
            break;
        }
    }
    arena_free(a);
}

static void report_stop(struct sender *s, struct arena *a, size_t left) {
    const char *name = s->set->name, *reason = reason_of(a, &s->why);
    switch (s->state) {
    case TRANSPORT_DOWN:
        DIAG(s->diag, E845, NULL, name, reason, arena_printf(a, "%zu", s->stopped));
        break;
    case TRANSPORT_BAD_AUTH:
        DIAG(s->diag, E846, NULL, name, reason);
        break;
    case TRANSPORT_BAD_TLS:
        DIAG(s->diag, E847, NULL, name, reason);
        break;
    case TRANSPORT_BAD_SETUP:
        DIAG(s->diag, E848, NULL, name, reason);
        break;
    default:
        break;
    }
    s->report->later += left;
}

void send_due(const struct send_run *run, struct send_report *report) {
    struct arena *a = arena_new();
    struct sender s = {.run = run, .set = run->settings, .report = report, .diag = run->diag};
    char **names;
    size_t count, i = 0;
    *report = (struct send_report){0};
    if (!run->dry) {
        s.broken = !outbox_make(run->outbox, run->diag);
        outbox_recover(run->outbox, s.set->name, run->diag);
    }
    outbox_list(a, run->outbox, FOLDER_PENDING, &names, &count);
    if (s.set->sendmail == NULL) {
        s.smtp = smtp_new(&s.set->smtp);
    }
    for (; i < count && !s.broken && !is_bad(s.state); i++) {
        visit(&s, names[i]);
        if (run->progress) {
            run->progress(run->context, i + 1, count);
        }
    }
    smtp_free(s.smtp);
    /* The message at which a bad state was met is back in pending/ and counts as one of the rest.
     */
    report_stop(&s, a, count - i + (is_bad(s.state) ? 1 : 0));
    arena_free(a);
}
