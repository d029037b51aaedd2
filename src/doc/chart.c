/* Puts charts into words: for those who cannot see them, and for --dump=doc. */
#include "doc/chart.h"

#include "base/arena.h"
#include "base/text.h"

static const char *const KINDS[] = {
    [CHART_BARS] = "bars", [CHART_SHARES] = "shares", [CHART_TREND] = "trend"};

static const char *const ROLES[ROLE_COUNT] = {[ROLE_MILESTONE] = "milestone",
                                              [ROLE_ACHIEVED] = "achieved",
                                              [ROLE_LAST_YEAR] = "last-year",
                                              [ROLE_EARLIER] = "earlier",
                                              [ROLE_FORECAST] = "forecast"};

/* ---- alternative text ---- */

static void describe_category(const struct chart *chart, size_t c, struct text *out) {
    text_printf(out, "%s", chart->categories[c]);
    for (size_t s = 0; s < chart->series_count; s++) {
        const struct chart_value *value = &chart->series[s].values[c];
        text_puts(out, s > 0 ? ", " : ": ");
        if (chart->kind != CHART_SHARES) {
            text_printf(out, "%s ", chart->series[s].name);
        }
        text_puts(out, value->text);
        if (value->detail) {
            text_printf(out, " (%s)", value->detail);
        }
    }
}

const char *chart_describe(struct arena *a, const struct chart *chart) {
    static const char *const words[] = {[CHART_BARS] = "Biểu đồ cột",
                                        [CHART_SHARES] = "Biểu đồ cơ cấu",
                                        [CHART_TREND] = "Biểu đồ đường"};
    struct text out;
    text_init(&out);
    text_puts(&out, words[chart->kind]);
    if (*chart->title) {
        text_printf(&out, ": %s", chart->title);
    }
    text_puts(&out, ".");
    if (*chart->unit) {
        text_printf(&out, " %s.", chart->unit);
    }
    for (size_t c = 0; c < chart->category_count; c++) {
        text_puts(&out, c > 0 ? "; " : " ");
        describe_category(chart, c, &out);
    }
    text_puts(&out, ".");
    const char *copy = arena_strndup(a, out.data, out.len);
    text_release(&out);
    return copy;
}

/* ---- the dump ---- */

static void dump_text(const char *name, const char *value, struct text *out) {
    text_printf(out, "    %s ", name);
    text_put_json(out, value);
    text_putc(out, '\n');
}

static void dump_series(const struct chart *chart, const struct chart_series *series,
                        struct text *out) {
    text_printf(out, "    series %s ", ROLES[series->role]);
    text_put_json(out, series->name);
    for (size_t c = 0; c < chart->category_count; c++) {
        const struct chart_value *value = &series->values[c];
        text_putc(out, ' ');
        text_put_json(out, value->text);
        if (value->given) {
            text_printf(out, "=%lld", (long long)value->number.units);
        }
        if (value->given && value->number.scale) {
            text_printf(out, "e-%u", value->number.scale);
        }
    }
    text_putc(out, '\n');
}

void chart_dump(const struct chart *chart, struct text *out) {
    text_printf(out, "  chart %s%s ", KINDS[chart->kind], chart->upright ? " upright" : "");
    text_put_json(out, chart->title);
    text_putc(out, '\n');
    dump_text("unit", chart->unit, out);
    text_puts(out, "    categories");
    for (size_t c = 0; c < chart->category_count; c++) {
        text_putc(out, ' ');
        text_put_json(out, chart->categories[c]);
    }
    text_putc(out, '\n');
    for (size_t s = 0; s < chart->series_count; s++) {
        dump_series(chart, &chart->series[s], out);
    }
    dump_text("alt", chart->alt, out);
}
