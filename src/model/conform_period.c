/* Content rule about periodic reports: days in their tables lie within the reported period.
 *
 * Asked are cells of text columns that hold a day and nothing else: when something was done,
 * issued, received. Deadlines are not asked, for a report also lists what is not due yet or is
 * overdue; days on which units finished tasks are held against the report's own day when they are
 * read (W934).
 */
#include "base/arena.h"
#include "base/date.h"
#include "model/conform_rules.h"
#include "model/job.h"
#include "model/period.h"
#include "model/plan.h"
#include "model/report_job.h"

static void check_cell(struct conform *c, const struct plan *plan, const struct plan_row *row,
                       size_t column) {
    const struct period *period = &c->job->report->period;
    const char *text = row->cells[column].text;
    struct date day;
    if (!date_parse_cell(text, &day) ||
        (date_compare(day, period->from) >= 0 && date_compare(day, period->to) <= 0)) {
        return;
    }
    const struct conform_key key = {plan_place(plan, row, column), "ô này" DIAG_BOTH "this cell"};
    const char *from = date_figures(c->arena, &period->from);
    const char *to = date_figures(c->arena, &period->to);
    conform_report(c, CODE_W555, &key, conform_quote(c, plan->schema->columns[column].heading),
                   conform_quote(c, text),
                   arena_printf(c->arena,
                                "từ %s đến %s, kỳ của báo cáo" DIAG_BOTH
                                "%s to %s, the report's period",
                                from, to, from, to));
}

static void check_plan(struct conform *c, const struct plan *plan) {
    for (size_t k = 0; k < plan->schema->column_count; k++) {
        for (size_t r = 0; plan->schema->columns[k].type == COLUMN_TEXT && r < plan->count; r++) {
            check_cell(c, plan, &plan->rows[r], k);
        }
    }
}

void content_period(struct conform *c) {
    bool asked = c->job->report && c->job->report->period.from.year && c->plans;
    for (size_t i = 0; asked && i < c->job->appendix_count; i++) {
        if (c->plans[i]) {
            check_plan(c, c->plans[i]);
        }
    }
}
