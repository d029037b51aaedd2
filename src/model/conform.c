/* Holds the content of a job and its body text against the rules, one after the other. */
#include "model/conform.h"

#include "base/arena.h"
#include "model/body.h"
#include "model/conform_rules.h"
#include "model/job.h"
#include "source/ini_file.h"

#define DECREE         "Nghị định 30/2020/NĐ-CP, "
#define CLAUSE(number) DECREE "Phụ lục I, phần I, mục " number
#define SHOWN          48 /* bytes of a quoted text */

enum needs { ANY_JOB, A_LETTER, A_BODY };

static const struct content_rule {
    void (*look)(struct conform *c);
    enum needs needs;
    const char *clause;
} content_rules[] = {
    {content_typeface, ANY_JOB, CLAUSE("I.5")},
    {content_nation, A_BODY, CLAUSE("II.1")},
    {content_number, A_LETTER, CLAUSE("II.3")},
    {content_kind, A_LETTER, DECREE "Phụ lục III, mục I"},
    {content_signing, ANY_JOB, CLAUSE("II.4")},
    {content_dates, A_BODY, CLAUSE("II.4")},
    {content_subject, A_LETTER, CLAUSE("II.5")},
    {content_basis, A_BODY, CLAUSE("II.6")},
    {content_addressees, A_LETTER, CLAUSE("II.9")},
    {content_headings, A_BODY, CLAUSE("II.6")},
    {content_end, A_BODY, CLAUSE("II.6")},
    {content_citations, A_BODY, CLAUSE("II.6")},
    {content_copies, A_LETTER, CLAUSE("II.9")},
    {content_authority, A_LETTER, CLAUSE("II.7")},
    {content_signer, A_LETTER, CLAUSE("II.7")},
    {content_labels, ANY_JOB, CLAUSE("III.1")},
    {content_mentions, A_BODY, CLAUSE("III.1")},
    {content_numbers, A_BODY, "Nghị định 86/2012/NĐ-CP, Phụ lục V"},
    {content_capitals, A_BODY, DECREE "Phụ lục II"},
    {content_columns, ANY_JOB, CLAUSE("III.1")},
    {content_period, ANY_JOB, "Nghị định 09/2019/NĐ-CP"},
};

void conform_check(struct arena *a, const struct job *job, const struct body *body,
                   const struct plan *const *plans, struct diag *diag) {
    struct conform c = {.arena = a, .job = job, .body = body, .plans = plans, .diag = diag};
    for (size_t i = 0; i < sizeof content_rules / sizeof *content_rules; i++) {
        const struct content_rule *rule = &content_rules[i];
        bool asked = rule->needs == ANY_JOB || (job->letter && (rule->needs == A_LETTER || body));
        if (asked) {
            c.clause = rule->clause;
            rule->look(&c);
        }
    }
}

/* ---- wording findings ---- */

struct conform_key conform_ini_key(const struct conform *c, const struct ini_file *ini,
                                   const char *section, const char *key) {
    return (struct conform_key){ini_place(ini, section, key),
                                arena_printf(c->arena,
                                             "khóa %s trong [%s]" DIAG_BOTH "key %s in [%s]", key,
                                             section, key, section)};
}

struct conform_key conform_job_key(const struct conform *c, const char *section, const char *key) {
    return conform_ini_key(c, c->job->ini, section, key);
}

struct conform_key conform_line_key(const struct conform *c, const struct job_line *line) {
    const struct ini_file *ini =
        ini_has_section(c->job->ini, line->section) ? c->job->ini : c->job->ward;
    return conform_ini_key(c, ini, line->section, line->key);
}

struct conform_key conform_item_key(const struct conform *c, const struct body_item *item) {
    return (struct conform_key){
        {.file = c->body->file, .line = item->line, .line_end = item->line_end}, ""};
}

void conform_report(const struct conform *c, enum code code, const struct conform_key *key,
                    const char *what, const char *found, const char *wanted) {
    const char *mend = *key->name ? key->name : "lời văn" DIAG_BOTH "the text";
    const char *const args[] = {what, found, wanted, c->clause, mend, NULL};
    diag_add(c->diag, code, &key->at, args);
}

const char *conform_quote(const struct conform *c, const char *text) {
    size_t len = 0;
    while (text[len] && len < SHOWN) {
        len++;
    }
    bool cut = text[len] != '\0';
    while (cut && len > 0 && (text[len] & 0xC0) == 0x80) {
        len--;
    }
    return arena_printf(c->arena, "«%.*s%s»", (int)len, text, cut ? "..." : "");
}
