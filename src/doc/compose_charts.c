/* Makes the charts of a report from its counts: targets by verdict, and by section of the plan. */
#include "base/arena.h"
#include "doc/chart.h"
#include "doc/composer.h"
#include "model/figures.h"

#define CHART_SPACE 18000 /* mpt, above each */

static struct chart_value count_value(struct arena *a, size_t n) {
    return (struct chart_value){
        .text = arena_printf(a, "%zu", n), .number = {.units = (int64_t)n}, .given = true};
}

static void add_chart(const struct composer *c, struct chart *chart, struct block_list *list) {
    chart->space_before = CHART_SPACE;
    chart->unit = "Đơn vị tính: chỉ tiêu";
    chart->alt = chart_describe(c->arena, chart);
    block_add(list, BLOCK_CHART)->as.chart = chart;
}

static void add_verdicts(const struct composer *c, struct block_list *list) {
    const struct report *r = c->in->report;
    const char **names = arena_alloc(c->arena, JUDGEMENTS * sizeof *names);
    struct chart_series *series = arena_alloc(c->arena, sizeof *series);
    struct chart_value *values = arena_alloc(c->arena, JUDGEMENTS * sizeof *values);
    for (int j = 0; j < JUDGEMENTS; j++) {
        names[j] = judgement_title((enum judgement)j);
        values[j] = count_value(c->arena, r->target_counts.of[j]);
    }
    *series = (struct chart_series){"Số chỉ tiêu", values, ROLE_ACHIEVED};
    struct chart *chart = arena_alloc(c->arena, sizeof *chart);
    *chart = (struct chart){.kind = CHART_SHARES,
                            .title = arena_printf(c->arena, "Kết quả đánh giá %s", r->title),
                            .categories = names,
                            .category_count = JUDGEMENTS,
                            .series = series,
                            .series_count = 1};
    add_chart(c, chart, list);
}

/* A section that holds its targets itself, not through the next one. */
static bool is_lowest(const struct report *r, size_t i) {
    return r->groups[i].targets.all > 0 &&
           (i + 1 == r->group_count || r->groups[i + 1].depth <= r->groups[i].depth);
}

static void add_sections(const struct composer *c, struct block_list *list) {
    const struct report *r = c->in->report;
    const char **names = arena_alloc(c->arena, (r->group_count + 1) * sizeof *names);
    struct chart_series *series = arena_alloc(c->arena, 2 * sizeof *series);
    struct chart_value *wanted = arena_alloc(c->arena, (r->group_count + 1) * sizeof *wanted);
    struct chart_value *reached = arena_alloc(c->arena, (r->group_count + 1) * sizeof *reached);
    size_t count = 0;
    for (size_t i = 0; i < r->group_count; i++) {
        const struct target_counts *targets = &r->groups[i].targets;
        if (is_lowest(r, i)) {
            names[count] = arena_printf(c->arena, "%s. %s", r->groups[i].path, r->groups[i].name);
            wanted[count] = count_value(c->arena, targets->all - targets->of[JUDGED_NOT_ASSESSED]);
            reached[count++] =
                count_value(c->arena, targets->of[JUDGED_EXCEEDED] + targets->of[JUDGED_MET]);
        }
    }
    if (count == 0) {
        return;
    }
    series[0] = (struct chart_series){"Được đánh giá", wanted, ROLE_MILESTONE};
    series[1] = (struct chart_series){"Đạt và vượt", reached, ROLE_ACHIEVED};
    struct chart *chart = arena_alloc(c->arena, sizeof *chart);
    *chart = (struct chart){.kind = CHART_BARS,
                            .title = arena_printf(c->arena, "Kết quả theo nhóm, %s", r->title),
                            .categories = names,
                            .category_count = count,
                            .series = series,
                            .series_count = 2};
    add_chart(c, chart, list);
}

void compose_charts(const struct composer *c, struct block_list *list) {
    if (c->in->report->target_counts.all > 0) {
        add_verdicts(c, list);
        add_sections(c, list);
    }
}
