/* Reads and checks one appendix of a job. */
#include "app/appendix.h"

#include "app/stages.h"
#include "app/terminal.h"
#include "base/diag.h"
#include "base/fs.h"
#include "model/check.h"
#include "model/claims.h"
#include "model/compare.h"
#include "model/job.h"
#include "model/plan.h"
#include "model/schema.h"
#include "model/unit.h"
#include "model/wordlist.h"
#include "source/csv_table.h"

static struct unit_list *units_of(struct run *r) {
    if (r->units == NULL) {
        r->units =
            unit_list_load(r->arena, fs_join(r->arena, r->data.templates, "units.ini"), r->diag);
    }
    return r->units;
}

static struct wordlist *typos_of(struct run *r) {
    if (r->typos == NULL) {
        r->typos =
            wordlist_load(r->arena, fs_join(r->arena, r->data.templates, "typos.ini"), r->diag);
    }
    return r->typos;
}

/* Another table of the job, read with the given template; NULL when it is not usable. */
static struct plan *read_other(struct run *r, const struct stages *s, size_t i, const char *path,
                               const struct schema *schema) {
    /* Made at another time or by another office, so its encoding is its own. */
    struct csv_options options = {.delimiter = s->job->appendices[i].reading.delimiter,
                                  .max_lines = schema->max_lines};
    struct csv_table *table = csv_table_load(s->arena, path, &options, r->diag);
    return table ? plan_build(s->arena, table, schema, r->diag) : NULL;
}

/* What the table must agree with: its earlier version, the city's table, the job's claims. */
static void compare_plan(struct run *r, const struct stages *s, size_t i) {
    const struct job_appendix *own = &s->job->appendices[i];
    if (own->earlier) {
        const struct plan *earlier = read_other(r, s, i, own->earlier, s->appendices[i].schema);
        if (earlier) {
            compare_earlier(s->arena, earlier, s->plans[i], r->diag);
        }
    }
    if (own->assigned) {
        const struct schema *schema = own->assigned_template
                                          ? schema_load(s->arena, own->assigned_template, r->diag)
                                          : s->appendices[i].schema;
        const struct plan *city = schema ? read_other(r, s, i, own->assigned, schema) : NULL;
        if (city) {
            compare_assigned(s->arena, city, s->plans[i], r->diag);
        }
    }
    check_claims(s->arena, s->job, own, s->plans[i], r->diag);
}

void appendix_read(struct run *r, struct stages *s, size_t i) {
    const struct job_appendix *own = &s->job->appendices[i];
    struct unit_list *units = units_of(r);
    struct wordlist *typos = typos_of(r);
    struct schema *schema = schema_load(s->arena, own->template, r->diag);
    s->appendices[i].schema = schema;
    diag_reset_severities(r->diag);
    if (schema) {
        severity_apply(&schema->severity, r->diag);
        severity_apply(&s->job->severity, r->diag);
        if (dumped(r, s, DUMP_SCHEMA, i)) {
            return;
        }
    }
    struct csv_options options = own->reading;
    options.max_lines = schema ? schema->max_lines : 0;
    struct csv_table *table = csv_table_load(s->arena, own->data, &options, r->diag);
    s->appendices[i].table = table;
    if (schema == NULL || table == NULL || units == NULL || typos == NULL ||
        dumped(r, s, DUMP_TABLE, i)) {
        return;
    }
    struct plan *plan = plan_build(s->arena, table, schema, r->diag);
    s->plans[i] = plan;
    if (plan == NULL || dumped(r, s, DUMP_PLAN, i)) {
        return;
    }
    const struct check_context context = {
        .units = units, .typos = typos, .agencies = s->job->agencies, .year = s->job->year};
    check_plan(s->arena, plan, &context, r->diag);
    compare_plan(r, s, i);
}
