/* The document that a job makes or belongs to: [document], [to], [copies], and who signs. */
#include <limits.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/utf8.h"
#include "model/job_reader.h"

#define LAST_KEY  "last" /* of [copies]: the archive */
#define MAX_LINES 999

#define REPORT_BODY "report/bao-cao.txt" /* the text of a report that has none of its own */

struct document_keys {
    const char *kind, *number, *date, *place, *subject, *body, *appendices, *authority, *drafter;
    uint32_t signer;
    int urgency, circulation, draft;
};

static const struct ini_field document_fields[] = {
    FIELD(document_keys, kind, INI_TEXT, false, NULL),
    FIELD(document_keys, number, INI_TEXT, false, NULL),
    FIELD(document_keys, date, INI_TEXT, false, NULL),
    FIELD(document_keys, place, INI_TEXT, false, NULL),
    FIELD(document_keys, subject, INI_TEXT, false, NULL),
    FIELD(document_keys, body, INI_TEXT, false, NULL),
    FIELD(document_keys, appendices, INI_TEXT, false, NULL),
    FIELD(document_keys, signer, INI_COUNT, false, NULL),
    FIELD(document_keys, authority, INI_TEXT, false, NULL),
    FIELD(document_keys, urgency, INI_CHOICE, false, URGENCY_CHOICES),
    FIELD(document_keys, circulation, INI_CHOICE, false, CIRCULATION_CHOICES),
    FIELD(document_keys, drafter, INI_TEXT, false, NULL),
    FIELD(document_keys, draft, INI_CHOICE, false, DRAFT_CHOICES),
};
/* Their keys are numbers, which no table can list. */
static const struct ini_field to_fields[] = {{"*", INI_TEXT, 0, false, NULL}};
static const struct ini_field copies_fields[] = {{"*", INI_TEXT, 0, false, NULL}};

const struct ini_section job_document_sections[JOB_DOCUMENT_SECTIONS] = {
    {"document", document_fields, COUNT(document_fields)},
    {"to", to_fields, COUNT(to_fields)},
    {"copies", copies_fields, COUNT(copies_fields)},
};

/* ---- numbered lines ---- */

struct line_reader {
    struct job_reader *r;
    const char *section;
    bool with_last; /* the section knows the key "last" */
    unsigned *numbers;
    struct job_lines *lines;
};

/* 1 to MAX_LINES, without zeros before it; else 0. */
static unsigned number_of(const char *key) {
    size_t digits = strspn(key, "0123456789");
    if (digits == 0 || digits > 3 || key[digits] || *key == '0') {
        return 0;
    }
    return (unsigned)strtoul(key, NULL, 10);
}

/* Puts the line where its number belongs. */
static void take_line(void *context, const char *key, const char *value) {
    struct line_reader *l = context;
    unsigned number = l->with_last && strcmp(key, LAST_KEY) == 0 ? UINT_MAX : number_of(key);
    if (number == 0) {
        struct place at = ini_place(l->r->job->ini, l->section, key);
        at.expected = "1, 2, 3";
        DIAG(l->r->diag, E574, &at, l->section, key);
        l->r->good = false;
        return;
    }
    if (value == NULL || *value == '\0') {
        return;
    }
    size_t i = l->lines->count++;
    for (; i > 0 && l->numbers[i - 1] > number; i--) {
        l->numbers[i] = l->numbers[i - 1];
        l->lines->lines[i] = l->lines->lines[i - 1];
    }
    l->numbers[i] = number;
    l->lines->lines[i] = (struct job_line){value, l->section, arena_strdup(l->r->arena, key)};
}

static struct job_lines read_lines(struct job_reader *r, const char *section, bool with_last) {
    struct job_lines lines = {arena_alloc(r->arena, (MAX_LINES + 1) * sizeof *lines.lines), 0};
    unsigned *numbers = arena_alloc(r->arena, (MAX_LINES + 1) * sizeof *numbers);
    struct line_reader l = {r, section, with_last, numbers, &lines};
    ini_each(r->job->ini, section, take_line, &l);
    return lines;
}

/* ---- who signs ---- */

/* "TM. ỦY BAN NHÂN DÂN" says for whom somebody signs, not as what (Phụ lục I, II.7.b). */
static bool is_position(const char *line) {
    static const char *const on_behalf[] = {"tm.", "kt.", "tl.", "tuq."}; /* folded */
    for (size_t i = 0; i < COUNT(on_behalf); i++) {
        if (utf8_starts_folded(line, on_behalf[i])) {
            return false;
        }
    }
    return true;
}

static void read_signer(struct job_reader *r, const struct document_keys *keys) {
    const struct ini_file *ini = r->job->ini;
    struct place at = ini_place(ini, "document", keys->authority ? "authority" : "signer");
    struct signer *signer;
    if (keys->signer) {
        signer = job_read_signer(r, keys->signer);
    } else if (keys->authority) {
        signer = arena_alloc(r->arena, sizeof *signer);
    } else {
        if (ini_text(ini, "document", "signer") == NULL) { /* else it was reported */
            DIAG(r->diag, E201, &at, "[document] signer");
            r->good = false;
        }
        return;
    }
    if (signer == NULL) {
        return;
    }
    if (keys->authority) {
        signer->authority = job_split_lines(r->arena, keys->authority, "document", "authority");
    } else if (ini_text(r->job->ward, signer->section, "authority")) {
        at = ini_place(r->job->ward, signer->section, "authority");
    } else {
        at = ini_place(r->job->ward, signer->section, "");
    }
    const struct job_lines *lines = &signer->authority;
    if (lines->count == 0 || !is_position(lines->lines[lines->count - 1].text)) {
        DIAG(r->diag, E573, &at, signer->name ? signer->name : "[document] authority");
        r->good = false;
    }
    r->job->letter->signer = signer;
}

/* ---- the whole ---- */

/* A key that says something about a letter, in a job without one, or the other way round. */
static void refuse(struct job_reader *r, const char *const *keys, size_t count, bool of_letter) {
    for (size_t i = 0; i < count; i++) {
        if (ini_text(r->job->ini, "document", keys[i]) == NULL) {
            continue;
        }
        struct place at = ini_place(r->job->ini, "document", keys[i]);
        if (of_letter) {
            DIAG(r->diag, E571, &at, keys[i]);
        } else {
            DIAG(r->diag, E570, &at, keys[i], "document");
        }
        r->good = false;
    }
}

static void refuse_section(struct job_reader *r, const char *section) {
    if (ini_has_section(r->job->ini, section)) {
        struct place at = ini_place(r->job->ini, section, "");
        DIAG(r->diag, E571, &at, arena_printf(r->arena, "[%s]", section));
        r->good = false;
    }
}

static void read_letter(struct job_reader *r, const struct document_keys *keys) {
    static const char *const without_letter[] = {"kind", "appendices"};
    struct job_letter *letter = r->job->letter;
    refuse(r, without_letter, COUNT(without_letter), false);
    const char *path = job_path(r, r->job->ini, "job", "document", r->document, PATH_TEMPLATE);
    letter->kind = path ? document_kind_load(r->arena, path, r->diag) : NULL;
    r->good &= letter->kind != NULL;
    letter->subject = keys->subject;
    letter->place = keys->place ? keys->place : letter->place;
    letter->urgency = keys->urgency;
    letter->circulation = keys->circulation;
    letter->drafter = keys->drafter;
    letter->to = read_lines(r, "to", false);
    letter->copies = read_lines(r, "copies", true);
    read_signer(r, keys);
    if (keys->body == NULL) {
        struct place at = ini_place(r->job->ini, "document", "body");
        DIAG(r->diag, E201, &at, "[document] body");
        r->good = false;
    }
}

static void read_date(struct job_reader *r, const char *text) {
    if (text && !date_parse_partial(text, &r->job->date)) {
        struct place at = ini_place(r->job->ini, "document", "date");
        at.expected = "2026-01-31; 2026-01; 2026";
        DIAG(r->diag, E206, &at, "date", text, at.expected);
        r->good = false;
    }
}

/* Beside the job; texts that many reports share stand among the templates. */
static const char *body_path(struct job_reader *r, const char *name) {
    bool own = name == NULL || fs_exists(fs_join(r->arena, r->folder, name));
    bool shared = !own && fs_exists(fs_join(r->arena, r->templates, name));
    return job_path(r, r->job->ini, "document", "body", name, shared ? PATH_TEMPLATE : PATH_INPUT);
}

void job_read_document(struct job_reader *r) {
    static const char *const of_letter[] = {"place",   "subject",     "signer", "authority",
                                            "urgency", "circulation", "drafter"};
    struct job *job = r->job;
    struct document_keys keys = {0};
    r->good &=
        ini_bind(job->ini, "document", document_fields, COUNT(document_fields), &keys, r->diag);
    read_date(r, keys.date);
    job->number = keys.number;
    job->attachments = keys.appendices;
    job->draft = keys.draft;
    if (keys.body == NULL && job->letter && ini_has_section(job->ini, "report")) {
        keys.body = REPORT_BODY;
    }
    job->body = body_path(r, keys.body);
    if (job->letter) {
        read_letter(r, &keys);
    } else if (r->document == NULL) {
        refuse(r, of_letter, COUNT(of_letter), true);
        refuse_section(r, "to");
        refuse_section(r, "copies");
    }
}
