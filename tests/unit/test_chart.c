/* Owns the tests of charts, from their data to pages and files: reads from the marks alone that all
 * texts lie inside and apart, holds pages against those in tests/charts, and leaves PDF and XLSX
 * files in the build folder for tests/charts/check_charts.py.
 *
 * test_chart --update: writes the pages of tests/charts anew. */
#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/text.h"
#include "doc/chart.h"
#include "doc/doc.h"
#include "emit/pdf.h"
#include "emit/xlsx.h"
#include "layout/chart_scale.h"
#include "layout/fontset.h"
#include "layout/glyphs.h"
#include "layout/paginate.h"
#include "layout/tablefit.h"
#include "unit/harness.h"

#define OUT_FOLDER TEST_BINARY_DIR "/charts"
#define KEPT       TEST_SOURCE_DIR "/tests/charts/"
#define MISSING    "chưa có số liệu"

static struct fontset *fonts;
static bool update;

/* ---- charts ---- */

/* "12,5", or "" where there is no figure. */
static struct chart_value value_of(struct arena *a, const char *text) {
    struct chart_value v = {.text = *text ? text : MISSING, .given = *text != '\0'};
    bool below = false;
    for (const char *s = text; *s; s++) {
        below |= *s == '-';
        if (*s >= '0' && *s <= '9') {
            v.number.units = v.number.units * 10 + (*s - '0');
            v.number.scale =
                (uint8_t)(v.number.scale + (strchr(text, ',') && s > strchr(text, ',')));
        }
    }
    v.number.units = below ? -v.number.units : v.number.units;
    v.text = arena_strdup(a, v.text);
    return v;
}

/* Parts between "|". */
static const char *const *parts_of(struct arena *a, const char *list, size_t *count) {
    const char **parts = arena_alloc(a, 200 * sizeof *parts);
    *count = 0;
    for (const char *s = list;; s++) {
        const char *end = strchr(s, '|');
        parts[(*count)++] = end ? arena_strndup(a, s, (size_t)(end - s)) : arena_strdup(a, s);
        if (!end) {
            return parts;
        }
        s = end;
    }
}

static struct chart_series series_of(struct arena *a, const char *name, enum chart_role role,
                                     const char *values) {
    size_t count;
    const char *const *texts = parts_of(a, values, &count);
    struct chart_series s = {.name = name, .role = (uint8_t)role};
    s.values = arena_alloc(a, count * sizeof *s.values);
    for (size_t i = 0; i < count; i++) {
        s.values[i] = value_of(a, texts[i]);
    }
    return s;
}

struct recipe {
    const char *name;
    enum chart_kind kind;
    bool upright;
    const char *title, *unit, *categories;
    const char *milestone, *achieved, *last_year; /* values; NULL: no such series */
};

#define GROUPS                                                                                                              \
    "Kinh tế|Văn hóa - xã hội, giáo dục và đào tạo, y tế, lao động, việc làm|Quốc phòng - an "    \
    "ninh|Xây dựng Đảng, hệ thống chính trị và cải cách hành chính, chuyển đổi số|Tài nguyên, " \
    "môi trường|Đô thị"
#define MONTHS                                                                                              \
    "Tháng 1|Tháng 2|Tháng 3|Tháng 4|Tháng 5|Tháng 6|Tháng 7|Tháng 8|Tháng 9|Tháng 10|Tháng 11|" \
    "Tháng 12"
#define QUARTERS "Quý I/2026|Quý II/2026|Quý III/2026|Quý IV/2026"
#define STATES   "Vượt|Đạt|Chưa đạt|Chậm so với tiến độ|Chưa có số liệu|Không đánh giá"

static const struct recipe RECIPES[] = {
    {"groups", CHART_BARS, false, "Số chỉ tiêu đạt so với mốc quý III năm 2026 theo nhóm",
     "Đơn vị tính: chỉ tiêu", GROUPS, "12|18|6|9|7|5", "10|18|7|6||0", NULL},
    {"groups-three", CHART_BARS, false, "Thực hiện các nhóm chỉ tiêu", "Đơn vị tính: %", GROUPS,
     "100|100|100|100|100|100", "95,5|102,3|88|||140", "91|99,25|100|85|70|66,7"},
    {"one", CHART_BARS, false, "Một nhóm", "Đơn vị tính: hộ", "Giảm nghèo", "5", "7", NULL},
    {"zeros", CHART_BARS, false, "Chưa có gì", "Đơn vị tính: hộ", "Hộ nghèo|Hộ cận nghèo", "0|0",
     "0|", NULL},
    {"magnitudes", CHART_BARS, false, "Giá trị rất khác nhau", "Đơn vị tính: triệu đồng",
     "Thu ngân sách nhà nước|Chi thường xuyên|Ủng hộ quỹ|Rất lớn",
     "3.904.880|152.000,5|12|9.999.999.999", "4.100.250,75|98.000|3|0,5", NULL},
    {"change", CHART_BARS, false, "Tăng, giảm so với cùng kỳ năm trước", "Đơn vị tính: %", GROUPS,
     NULL, "-12,5|3,4|-0,1|0||25", NULL},
    {"only-losses", CHART_BARS, false, "Giảm so với cùng kỳ", "Đơn vị tính: %", "A|B|C", NULL,
     "-12,5|-3,4|", NULL},
    {"twelve", CHART_BARS, false, "Mười hai tháng", "Đơn vị tính: tỷ đồng", MONTHS,
     "10|20|30|40|50|60|70|80|90|100|110|120", "12|19|33|38|50|61|75|77|95|99,5||", NULL},
    {"upright", CHART_BARS, true, "Thu ngân sách theo quý", "Đơn vị tính: tỷ đồng", QUARTERS,
     "950|1.900|2.850|3.904,88", "1.020,5|1.870|3.010,25|", NULL},
    {"upright-change", CHART_BARS, true, "Thay đổi theo tháng", "Đơn vị tính: %", MONTHS, NULL,
     "1|-2|3,5|-4|5|-6|0|8||10|-11|12", "2|2|-2|2|2|2|2|2|2|2|2|2"},
    {"trend", CHART_TREND, false, "Thu ngân sách nhà nước trên địa bàn", "Đơn vị tính: tỷ đồng",
     QUARTERS, "950|1.900|2.850|3.904,88", "1.020,5|1.870|3.010,25|", "900|1.750|2.600|3.500"},
    {"trend-high", CHART_TREND, false, "Tỷ lệ hài lòng của người dân", "Đơn vị tính: %", QUARTERS,
     "95|95|96|96", "95,2|94,8||97,15", NULL},
    {"trend-level", CHART_TREND, false, "Không đổi", "Đơn vị tính: %", QUARTERS, "100|100|100|100",
     "100|100|100|100", NULL},
    {"trend-twelve", CHART_TREND, false, "Thu ngân sách lũy kế mười hai tháng",
     "Đơn vị tính: triệu đồng", MONTHS,
     "325.406|650.813|976.220|1.301.626|1.627.033|1.952.440|2.277.846|2.603.253|2.928.660|"
     "3.254.066|3.579.473|3.904.880",
     "300.000|640.250|990.100|1.250.000||1.960.000|2.300.500|2.700.000|2.950.000|||", NULL},
    {"trend-one", CHART_TREND, false, "Một điểm", "Đơn vị tính: hộ", "Quý I", "5", "7", NULL},
    {"shares", CHART_SHARES, false, "Tỷ lệ chỉ tiêu theo kết quả", "Đơn vị tính: chỉ tiêu", STATES,
     NULL, "12|25|7|5|1|3", NULL},
    {"shares-thin", CHART_SHARES, false, "Hầu hết đạt", "Đơn vị tính: chỉ tiêu", STATES, NULL,
     "0|9.999|1|0|1|", NULL},
    {"shares-none", CHART_SHARES, false, "Chưa có chỉ tiêu", "", STATES, NULL, "0|0|0|0|0|0", NULL},
    {"shares-one", CHART_SHARES, false, "", "", "Đạt", NULL, "53", NULL},
};
#define RECIPE_COUNT (sizeof RECIPES / sizeof *RECIPES)

static struct chart *chart_of(struct arena *a, const struct recipe *r) {
    struct chart *chart = arena_alloc(a, sizeof *chart);
    struct chart_series *series = arena_alloc(a, 3 * sizeof *series);
    *chart = (struct chart){.kind = r->kind,
                            .upright = r->upright,
                            .title = r->title,
                            .unit = r->unit,
                            .series = series,
                            .space_before = 12000,
                            .space_after = 6000};
    chart->categories = parts_of(a, r->categories, &chart->category_count);
    if (r->milestone) {
        series[chart->series_count++] =
            series_of(a, "Kế hoạch của kỳ", ROLE_MILESTONE, r->milestone);
    }
    if (r->achieved) {
        series[chart->series_count++] = series_of(a, "Thực hiện", ROLE_ACHIEVED, r->achieved);
    }
    if (r->last_year) {
        series[chart->series_count++] =
            series_of(a, "Cùng kỳ năm trước", ROLE_LAST_YEAR, r->last_year);
    }
    chart->alt = chart_describe(a, chart);
    return chart;
}

/* ---- reading pages ---- */

struct area {
    int32_t x1, y1, x2, y2;
};

static struct area area_of(const struct text_mark *m) {
    const struct ttf *font = fonts->faces[m->face];
    return (struct area){m->x, m->y - ttf_ascent(font) * (m->size / 1000) * 7 / 10,
                         m->x + ttf_width(font, m->text, m->len, m->size), m->y + m->size / 8};
}

static void check_figure(const struct page *page, const struct figure_mark *f) {
    const int32_t slack = 100;
    CHECK(*f->alt != '\0');
    CHECK(f->y2 <= A4_LONG - MM_TO_MPT(20));
    for (size_t i = 0; i < f->text_count; i++) {
        const struct text_mark *m = &page->texts[f->first_text + i];
        struct area a = area_of(m);
        bool inside = a.x1 >= f->x1 - slack && a.x2 <= f->x2 + slack && a.y1 >= f->y1 - slack &&
                      a.y2 <= f->y2 + slack;
        if (!CHECK(inside)) {
            printf("    \"%.*s\" is outside\n", (int)m->len, m->text);
        }
        for (size_t k = 0; k < i; k++) {
            const struct text_mark *n = &page->texts[f->first_text + k];
            struct area b = area_of(n);
            bool apart = a.x2 <= b.x1 + slack || b.x2 <= a.x1 + slack || a.y2 <= b.y1 + slack ||
                         b.y2 <= a.y1 + slack;
            if (!CHECK(apart)) {
                printf("    \"%.*s\" is over \"%.*s\"\n", (int)m->len, m->text, (int)n->len,
                       n->text);
            }
        }
    }
    for (size_t i = 0; i < f->shape_count; i++) {
        const struct shape_mark *s = &page->shapes[f->first_shape + i];
        for (uint32_t p = 0; p < s->point_count; p++) {
            CHECK(s->points[p].x >= f->x1 && s->points[p].x <= f->x2);
            CHECK(s->points[p].y >= f->y1 && s->points[p].y <= f->y2);
        }
    }
}

static void check_pages(const struct page_set *set) {
    for (size_t i = 0; i < set->count; i++) {
        for (size_t f = 0; f < set->pages[i].figure_count; f++) {
            check_figure(&set->pages[i], &set->pages[i].figures[f]);
            if (f > 0) {
                CHECK(set->pages[i].figures[f - 1].y2 <= set->pages[i].figures[f].y1);
            }
        }
    }
}

/* ---- documents ---- */

struct draft {
    struct doc_block blocks[64];
    struct doc_part part;
    struct doc doc;
    struct table_fit fit;
    struct page_set pages;
};

static void draft_begin(struct draft *d) {
    *d = (struct draft){.part = {.margin_top = MM_TO_MPT(20),
                                 .margin_bottom = MM_TO_MPT(20),
                                 .margin_left = MM_TO_MPT(30),
                                 .margin_right = MM_TO_MPT(15),
                                 .page_number_size = 14000,
                                 .sheet_name = "Biểu đồ"},
                        .doc = {.title = "Biểu đồ",
                                .author = "UBND phường",
                                .year = 2026,
                                .month = 9,
                                .day = 20,
                                .part_count = 1}};
    d->part.blocks = d->blocks;
    d->doc.parts = &d->part;
}

static void draft_heading(struct draft *d, const char *text) {
    d->blocks[d->part.block_count++] =
        (struct doc_block){.kind = BLOCK_PARAGRAPH,
                           .as.paragraph = {.text = text,
                                            .font_size = 14000,
                                            .align = ALIGN_CENTER,
                                            .style = STYLE_BOLD,
                                            .component = COMPONENT_APPENDIX_TITLE,
                                            .keep_with_next = true}};
}

static void draft_chart(struct draft *d, const struct chart *chart) {
    d->blocks[d->part.block_count++] = (struct doc_block){.kind = BLOCK_CHART, .as.chart = chart};
}

static void draft_set(struct draft *d) {
    paginate(&d->doc, &d->fit, fonts, &d->pages);
    check_pages(&d->pages);
}

static struct diag *diag_make(void) {
    const struct diag_options options = {.language = LANGUAGE_EN};
    struct diag *diag = diag_new(&options);
    diag_begin_job(diag);
    return diag;
}

static void leave(const char *name, const char *ending, const struct text *bytes) {
    struct arena *a = arena_new();
    CHECK(fs_make_folder(OUT_FOLDER) == FS_OK);
    CHECK(fs_commit(arena_printf(a, OUT_FOLDER "/%s.%s", name, ending), bytes->data, bytes->len) ==
          FS_OK);
    arena_free(a);
}

static void leave_files(struct draft *d, const char *name) {
    struct diag *diag = diag_make();
    struct text first, second;
    text_init(&first);
    text_init(&second);
    CHECK(glyphs_check(&d->doc, fonts, diag));
    CHECK(pdf_write(&d->doc, &d->pages, fonts, diag, &first));
    CHECK(pdf_write(&d->doc, &d->pages, fonts, diag, &second));
    CHECK(first.len == second.len && memcmp(first.data, second.data, first.len) == 0);
    leave(name, "pdf", &first);
    text_clear(&first);
    CHECK(xlsx_write(&d->doc, &d->fit, diag, &first));
    leave(name, "xlsx", &first);
    text_release(&first);
    text_release(&second);
    CHECK(!diag_job_failed(diag));
    diag_free(diag);
}

/* The pages as they were promised. */
static void compare_dump(const struct draft *d, const char *name) {
    struct arena *a = arena_new();
    struct text dump;
    text_init(&dump);
    doc_dump(&d->doc, &dump);
    page_dump(&d->pages, &dump);
    char *kept = NULL;
    size_t len = 0;
    const char *path = arena_printf(a, KEPT "%s.page", name);
    if (update) {
        CHECK(fs_commit(path, dump.data, dump.len) == FS_OK);
    } else if (!CHECK(fs_read(a, path, SIZE_MAX / 2, &kept, &len) == FS_OK && len == dump.len &&
                      memcmp(kept, dump.data, len) == 0)) {
        printf("    %s.page is another: see %s/%s.page\n", name, OUT_FOLDER, name);
        leave(name, "page", &dump);
    }
    text_release(&dump);
    arena_free(a);
}

static const struct recipe *recipe_named(const char *name) {
    for (size_t i = 0; i < RECIPE_COUNT; i++) {
        if (strcmp(RECIPES[i].name, name) == 0) {
            return &RECIPES[i];
        }
    }
    return NULL;
}

/* ---- tests ---- */

static void test_each(void) {
    for (size_t i = 0; i < RECIPE_COUNT; i++) {
        struct arena *a = arena_new();
        struct draft d;
        draft_begin(&d);
        draft_chart(&d, chart_of(a, &RECIPES[i]));
        draft_set(&d);
        CHECK_INT(d.pages.count, 1);
        CHECK_INT(d.pages.pages[0].figure_count, 1);
        leave_files(&d, RECIPES[i].name);
        compare_dump(&d, RECIPES[i].name);
        page_set_release(&d.pages);
        arena_free(a);
    }
}

/* The page that a report has: three charts under a heading. */
static void test_page(void) {
    static const char *const names[] = {"groups", "shares", "trend"};
    struct arena *a = arena_new();
    struct draft d;
    draft_begin(&d);
    draft_heading(&d, "BIỂU ĐỒ KẾT QUẢ THỰC HIỆN");
    for (size_t i = 0; i < 3; i++) {
        draft_chart(&d, chart_of(a, recipe_named(names[i])));
    }
    draft_set(&d);
    CHECK_INT(d.pages.count, 1);
    CHECK_INT(d.pages.pages[0].figure_count, 3);
    leave_files(&d, "page");
    page_set_release(&d.pages);
    arena_free(a);
}

/* A chart goes to the next page whole, and its heading with it. */
static void test_breaks(void) {
    struct arena *a = arena_new();
    struct draft d;
    draft_begin(&d);
    for (size_t i = 0; i < 6; i++) {
        draft_heading(&d, "Phần");
        draft_chart(&d, chart_of(a, recipe_named(i % 2 ? "trend" : "groups")));
    }
    draft_set(&d);
    size_t figures = 0;
    for (size_t p = 0; p < d.pages.count; p++) {
        const struct page *page = &d.pages.pages[p];
        size_t headings = 0;
        for (size_t i = 0; i < page->text_count; i++) {
            headings += strncmp(page->texts[i].text, "Phần", 6) == 0;
        }
        CHECK_INT(headings, page->figure_count);
        figures += page->figure_count;
    }
    CHECK_INT(figures, 6);
    CHECK(d.pages.count >= 2 && d.pages.count <= 4);
    leave_files(&d, "breaks");
    page_set_release(&d.pages);
    arena_free(a);
}

/* Categories that no page can hold are divided over several charts, and none is lost. */
static void test_many(bool upright, enum chart_kind kind) {
    struct arena *a = arena_new();
    struct text names, values;
    text_init(&names);
    text_init(&values);
    for (unsigned i = 1; i <= 120; i++) {
        text_printf(&names, "%sNhóm thứ %u", i > 1 ? "|" : "", i);
        text_printf(&values, "%s%u.000", i > 1 ? "|" : "", i);
    }
    struct recipe r = {"many",      kind,        upright, "Rất nhiều nhóm", "", names.data,
                       values.data, values.data, NULL};
    struct draft d;
    draft_begin(&d);
    draft_chart(&d, chart_of(a, &r));
    draft_set(&d);
    size_t found = 0, figures = 0;
    for (size_t p = 0; p < d.pages.count; p++) {
        for (size_t i = 0; i < d.pages.pages[p].text_count; i++) {
            found += strncmp(d.pages.pages[p].texts[i].text, "Nhóm thứ", 10) == 0 ||
                     strncmp(d.pages.pages[p].texts[i].text, "Nhóm", 5) == 0;
        }
        figures += d.pages.pages[p].figure_count;
    }
    CHECK_INT(found, 120);
    CHECK(figures > 1 && figures < 20);
    leave_files(&d, kind == CHART_TREND ? "many-trend" : upright ? "many-upright" : "many");
    page_set_release(&d.pages);
    text_release(&names);
    text_release(&values);
    arena_free(a);
}

/* Charts at random: texts of any length and figures of any size stay inside and apart. */
static uint32_t seed = 7;
static uint32_t chance(uint32_t n) {
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % n;
}

static void put_words(struct text *out, uint32_t count) {
    static const char *const WORDS[] = {"kế hoạch",      "phường", "chỉ",  "tiêu",       "đơn vị",
                                        "nghiêm",        "an",     "ninh", "12/KH-UBND", "a",
                                        "chuyển đổi số", "(%)"};
    for (uint32_t i = 0; i < count; i++) {
        text_printf(out, "%s%s", i ? " " : "", WORDS[chance(sizeof WORDS / sizeof *WORDS)]);
    }
}

static void put_figure(struct text *out) {
    if (chance(8) == 0) {
        return;
    }
    text_puts(out, chance(5) == 0 ? "-" : "");
    for (uint32_t i = 0, digits = 1 + chance(chance(4) ? 5 : 15); i < digits; i++) {
        text_putc(out, (char)('0' + chance(10)));
    }
    if (chance(3) == 0) {
        text_printf(out, ",%u", chance(1000));
    }
}

static void test_random(void) {
    for (int n = 0; n < 300; n++) {
        struct arena *a = arena_new();
        struct text lists[4];
        uint32_t count = 1 + chance(14);
        for (int l = 0; l < 4; l++) {
            text_init(&lists[l]);
            for (uint32_t i = 0; i < count; i++) {
                text_puts(&lists[l], i ? "|" : "");
                if (l == 0) {
                    put_words(&lists[l], 1 + chance(chance(6) ? 5 : 80));
                } else {
                    put_figure(&lists[l]);
                }
            }
        }
        struct text title;
        text_init(&title);
        put_words(&title, chance(30));
        enum chart_kind kind = (enum chart_kind)chance(3);
        struct recipe r = {"random",
                           kind,
                           chance(2) == 1,
                           title.data ? title.data : "",
                           "Đơn vị",
                           lists[0].data,
                           kind == CHART_SHARES ? NULL
                           : lists[1].data      ? lists[1].data
                                                : "",
                           lists[2].data ? lists[2].data : "",
                           kind != CHART_SHARES && chance(2) && lists[3].data ? lists[3].data
                                                                              : NULL};
        struct draft d;
        draft_begin(&d);
        d.part.landscape = false;
        draft_chart(&d, chart_of(a, &r));
        draft_set(&d);
        page_set_release(&d.pages);
        for (int l = 0; l < 4; l++) {
            text_release(&lists[l]);
        }
        text_release(&title);
        arena_free(a);
    }
}

static void check_ticks(const char *values, const char *expected) {
    struct arena *a = arena_new();
    struct chart_series s = series_of(a, "", ROLE_ACHIEVED, values);
    struct chart chart = {.kind = CHART_TREND, .series = &s, .series_count = 1};
    parts_of(a, values, &chart.category_count);
    struct chart_scale scale = chart_scale_of(&chart, true);
    do {
        chart_scale_coarsen(&scale);
    } while (chart_scale_ticks(&scale) > 6);
    struct text out;
    text_init(&out);
    for (size_t i = 0; i < chart_scale_ticks(&scale); i++) {
        char tick[CHART_TICK_SIZE];
        chart_scale_print(&scale, i, tick);
        text_printf(&out, "%s%s", i ? " " : "", tick);
    }
    CHECK_STR(out.data, expected);
    CHECK_INT(chart_scale_at(&scale, scale.low, 500000), 0);
    CHECK_INT(chart_scale_at(&scale, scale.high, 500000), 500000);
    text_release(&out);
    arena_free(a);
}

static void test_ticks(void) {
    check_ticks("0|0", "0 1");
    check_ticks("3|1", "0 1 2 3");
    check_ticks("7|1", "0 2 4 6 8");
    check_ticks("0,3|0,75", "0,0 0,2 0,4 0,6 0,8");
    check_ticks("-12,5|25", "-20 -10 0 10 20 30");
    check_ticks("-1.250|-90", "-1.500 -1.000 -500 0");
    check_ticks("95,2|97,15", "95,0 95,5 96,0 96,5 97,0 97,5");
    check_ticks("100|100", "99 100");
    check_ticks("5|7", "0 2 4 6 8");
    check_ticks("1.234.567|98", "0 500.000 1.000.000 1.500.000");
    check_ticks("9.223.372.036.854.775.807|1",
                "0 2.000.000.000.000.000.000 4.000.000.000.000.000.000 6.000.000.000.000.000.000 "
                "8.000.000.000.000.000.000 10.000.000.000.000.000.000");
    check_ticks("0,000000001|0", "0,000000000 0,000000001");
    check_ticks("9.000.000.000,000000001|0,5",
                "0 2.000.000.000 4.000.000.000 6.000.000.000 8.000.000.000 10.000.000.000");
}

/* A letter that no font has is told with its place. */
static void test_missing_letter(void) {
    struct arena *a = arena_new();
    struct chart *chart = chart_of(a, recipe_named("one"));
    const char *bad[] = {"chữ 漢"};
    chart->categories = bad;
    chart->source_file = "q3.csv";
    chart->line = 7;
    struct draft d;
    draft_begin(&d);
    draft_chart(&d, chart);
    struct diag *diag = diag_make();
    struct text report;
    text_init(&report);
    CHECK(!glyphs_check(&d.doc, fonts, diag));
    diag_end_job(diag, &report);
    CHECK(report.data && strstr(report.data, "E401") && strstr(report.data, "q3.csv:7"));
    text_release(&report);
    diag_free(diag);
    arena_free(a);
}

int main(int argc, char **argv) {
    update = argc > 1 && strcmp(argv[1], "--update") == 0;
    struct diag *diag = diag_make();
    fonts = fontset_load(NULL, TEST_BINARY_DIR "/fonts", NULL, NULL, diag);
    if (CHECK(fonts)) {
        test_ticks();
        test_each();
        test_page();
        test_breaks();
        test_many(false, CHART_BARS);
        test_many(true, CHART_BARS);
        test_many(false, CHART_TREND);
        test_random();
        test_missing_letter();
    }
    fontset_free(fonts);
    diag_free(diag);
    return test_summary();
}
