/* A chart as data: what it compares, before anything is drawn. */
#ifndef BAOCAO_DOC_CHART_H
#define BAOCAO_DOC_CHART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/decimal.h"

struct arena;
struct text;

enum chart_kind {
    CHART_BARS,   /* achieved beside milestone, for each category */
    CHART_SHARES, /* one series, one stacked bar: the share of each category in the whole */
    CHART_TREND   /* a line for each series over the categories, which are points in time */
};

/* What a series is: decides its grey, hatch, dash and marker, the same in every chart. */
enum chart_role {
    ROLE_MILESTONE, /* white, dashed, square */
    ROLE_ACHIEVED,  /* dark, solid, disc */
    ROLE_LAST_YEAR, /* hatched, dotted, triangle */
    ROLE_EARLIER,   /* grey and hatched, dots and dashes, diamond */
    ROLE_FORECAST,  /* crossed, short dashes, cross */
    ROLE_COUNT
};

struct chart_value {
    const char *text;   /* as printed: "3.904,88", "12"; where not `given`, the words that stand in
                           its place: "chưa có số liệu" */
    const char *detail; /* CHART_SHARES: behind it in the legend: "24,5%"; or NULL */
    struct decimal number;
    bool given;
};

struct chart_series {
    const char *name;
    struct chart_value *values; /* one a category */
    uint8_t role;               /* enum chart_role */
};

/* Texts are NFC UTF-8, never NULL where not said, and live as long as the document. */
struct chart {
    enum chart_kind kind;
    bool upright;      /* CHART_BARS: bars stand, their values in a table below; for a few short
                          categories. Else they lie behind their names, of any length */
    const char *title; /* bold, above; "": none */
    const char *unit;  /* a line under the title: "Đơn vị tính: tỷ đồng"; "": none */
    const char *alt;   /* alternative text, the whole message of the chart; see chart_describe */
    const char *const *categories; /* of CHART_SHARES: the states, always in one order and with
                                      those nobody has, so that each keeps its look */
    size_t category_count;         /* at least 1 */
    const struct chart_series *series;
    size_t series_count;     /* CHART_SHARES: 1; else 1 to ROLE_COUNT, no role twice */
    int32_t font_size;       /* of its labels, mpt; 0: 10 pt */
    int32_t plot_height;     /* of standing bars and lines, mpt; 0: 45 mm */
    int32_t space_before;    /* mpt */
    int32_t space_after;     /* mpt */
    const char *source_file; /* where its texts come from, for a finding about one, or NULL */
    uint32_t line;
};

/* An alternative text: kind, title, unit, then every value in words. */
const char *chart_describe(struct arena *a, const struct chart *chart);

/* A readable form, for --dump=doc. */
void chart_dump(const struct chart *chart, struct text *out);

#endif
