/* What a run prints: findings, progress, the summary, dumps of its stages. */
#include "app/terminal.h"

#include "app/stages.h"
#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/text.h"
#include "doc/doc.h"
#include "model/figures.h"
#include "model/plan.h"
#include "model/schema.h"
#include "source/csv_table.h"

#define PROGRESS_AFTER 1.0 /* seconds before a progress line is worth its noise */
#define STDOUT         1
#define STDERR         2

static void put_stream(int stream, const struct text *out) {
    if (out->len > 0) {
        fs_write_stream(stream, out->data, out->len);
    }
}

void print_findings(struct run *r) {
    struct text out;
    text_init(&out);
    mend_collect(&r->mend, r->diag);
    diag_end_job(r->diag, &out);
    put_stream(r->options->diag.json ? STDOUT : STDERR, &out);
    text_release(&out);
}

void print_progress(const struct run *r, size_t done, size_t all) {
    if (r->options->diag.quiet || !fs_stderr_is_terminal() ||
        fs_seconds() - r->started < PROGRESS_AFTER) {
        return;
    }
    struct text line;
    text_init(&line);
    text_printf(&line, "\r%zu/%zu%s", done, all, done == all ? "\n" : "");
    put_stream(STDERR, &line);
    text_release(&line);
}

static const char *number(struct run *r, size_t n) {
    return arena_printf(r->arena, "%zu", n);
}

void print_summary(struct run *r) {
    size_t errors = diag_count(r->diag, SEVERITY_ERROR);
    size_t warnings = diag_count(r->diag, SEVERITY_WARNING);
    if (r->options->diag.json) {
        struct text out;
        text_init(&out);
        text_printf(&out,
                    "{\"summary\":{\"error\":%zu,\"warning\":%zu,\"note\":%zu,\"jobs_done\":%zu,"
                    "\"jobs_failed\":%zu,\"files_written\":%zu,\"mend_first\":",
                    errors, warnings, diag_count(r->diag, SEVERITY_NOTE), r->jobs_done,
                    r->jobs_failed, r->files_written);
        mend_put_json(&r->mend, &out);
        text_puts(&out, "}}\n");
        put_stream(STDOUT, &out);
        text_release(&out);
    } else if (r->options->dump == DUMP_NONE) {
        diag_begin_job(r->diag);
        DIAG(r->diag, N612, NULL, number(r, r->jobs_done), number(r, r->jobs_failed),
             number(r, errors), number(r, warnings), number(r, r->files_written));
        mend_report(&r->mend, r->options->diag.language, r->diag);
        print_findings(r);
    }
}

bool dumped(const struct run *r, const struct stages *s, enum dump stage, size_t i) {
    if (r->options->dump != stage) {
        return false;
    }
    struct text out;
    text_init(&out);
    switch (stage) {
    case DUMP_TABLE:
        csv_table_dump(s->appendices[i].table, &out);
        break;
    case DUMP_SCHEMA:
        schema_dump(s->appendices[i].schema, &out);
        break;
    case DUMP_PLAN:
        plan_dump(s->plans[i], &out);
        break;
    case DUMP_FIGURES:
        figures_dump(s->report, &out);
        break;
    case DUMP_DOC:
        doc_dump(s->doc, &out);
        break;
    case DUMP_PAGE:
        page_dump(&s->pages, &out);
        break;
    case DUMP_NONE:
        break;
    }
    put_stream(STDOUT, &out);
    text_release(&out);
    return true;
}
