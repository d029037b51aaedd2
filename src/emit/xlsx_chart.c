/* Writes charts and their figures into a workbook. */
#include "emit/xlsx_chart.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "doc/chart.h"
#include "doc/doc.h"
#include "emit/xlsx_book.h"

#define LIBRARY_WIDTH  480.0 /* of a chart as the library makes it, pixels */
#define LIBRARY_HEIGHT 288.0
#define ROW_PIXELS     20
#define FRAME_PIXELS   130 /* title, axis, legend */
#define BAR_PIXELS     16
#define COLUMNS_PIXELS 360
#define SHARES_PIXELS  200
#define LABEL_SIZE     10
#define TITLE_SIZE     12
#define TABLE_SIZE     (12 * MPT_PER_PT)
#define NAME_DIGITS    36
#define VALUE_DIGITS   12
#define NOTE_HEADER    "Ghi chú"

struct series_look {
    uint8_t pattern; /* LXW_CHART_PATTERN_NONE: one color */
    lxw_color_t color;
    uint8_t dash;
    uint8_t marker;
    bool hollow;
    float width;
};

/* By enum chart_role: as the pages have them. */
static const struct series_look ROLES[ROLE_COUNT] = {
    [ROLE_MILESTONE] = {LXW_CHART_PATTERN_NONE, LXW_COLOR_WHITE, LXW_CHART_LINE_DASH_DASH,
                        LXW_CHART_MARKER_SQUARE, true, 1.25F},
    [ROLE_ACHIEVED] = {LXW_CHART_PATTERN_NONE, 0x4D4D4D, LXW_CHART_LINE_DASH_SOLID,
                       LXW_CHART_MARKER_CIRCLE, false, 2.0F},
    [ROLE_LAST_YEAR] = {LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL, LXW_COLOR_WHITE,
                        LXW_CHART_LINE_DASH_ROUND_DOT, LXW_CHART_MARKER_TRIANGLE, true, 1.25F},
    [ROLE_EARLIER] = {LXW_CHART_PATTERN_NARROW_HORIZONTAL, 0xBFBFBF,
                      LXW_CHART_LINE_DASH_LONG_DASH_DOT, LXW_CHART_MARKER_DIAMOND, false, 1.0F},
    [ROLE_FORECAST] = {LXW_CHART_PATTERN_LARGE_GRID, LXW_COLOR_WHITE,
                       LXW_CHART_LINE_DASH_SQUARE_DOT, LXW_CHART_MARKER_X, true, 1.25F}};

/* Of the states of CHART_SHARES, in their order. */
static const struct series_look STATES[] = {
    {.pattern = LXW_CHART_PATTERN_NONE, .color = 0x262626},
    {.pattern = LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL, .color = 0xBFBFBF},
    {.pattern = LXW_CHART_PATTERN_LARGE_GRID, .color = LXW_COLOR_WHITE},
    {.pattern = LXW_CHART_PATTERN_NARROW_HORIZONTAL, .color = 0xD9D9D9},
    {.pattern = LXW_CHART_PATTERN_NONE, .color = LXW_COLOR_WHITE},
    {.pattern = LXW_CHART_PATTERN_PERCENT_20, .color = LXW_COLOR_WHITE},
    {.pattern = LXW_CHART_PATTERN_WIDE_DOWNWARD_DIAGONAL, .color = LXW_COLOR_WHITE},
    {.pattern = LXW_CHART_PATTERN_LIGHT_VERTICAL, .color = 0xBFBFBF}};
#define STATE_LOOKS (sizeof STATES / sizeof *STATES)

/* ---- the chart ---- */

static lxw_chart_font font_of(double size, bool bold) {
    static char name[] = FONT_NAME; /* the library asks for one it could change */
    return (lxw_chart_font){.name = name, .size = size, .bold = bold, .color = LXW_COLOR_BLACK};
}

static void fill_area(lxw_chart_series *series, const struct series_look *look) {
    lxw_chart_line edge = {.color = LXW_COLOR_BLACK, .width = 0.75F};
    chart_series_set_line(series, &edge);
    if (look->pattern == LXW_CHART_PATTERN_NONE) {
        lxw_chart_fill fill = {.color = look->color};
        chart_series_set_fill(series, &fill);
        return;
    }
    lxw_chart_pattern pattern = {
        .fg_color = LXW_COLOR_BLACK, .bg_color = look->color, .type = look->pattern};
    chart_series_set_pattern(series, &pattern);
}

static void draw_line(lxw_chart_series *series, const struct series_look *look) {
    lxw_chart_line line = {.color = LXW_COLOR_BLACK, .width = look->width, .dash_type = look->dash};
    lxw_chart_line edge = {.color = LXW_COLOR_BLACK, .width = 0.75F};
    lxw_chart_fill fill = {.color = look->hollow ? LXW_COLOR_WHITE : LXW_COLOR_BLACK};
    chart_series_set_line(series, &line);
    chart_series_set_marker_type(series, look->marker);
    chart_series_set_marker_size(series, look->hollow ? 8 : 6);
    chart_series_set_marker_line(series, &edge);
    chart_series_set_marker_fill(series, &fill);
}

/* Figures at the bars, on white so that a pattern does not run through them. */
static void show_figures(lxw_chart_series *series) {
    lxw_chart_font font = font_of(LABEL_SIZE, false);
    lxw_chart_fill white = {.color = LXW_COLOR_WHITE};
    chart_series_set_labels(series);
    chart_series_set_labels_font(series, &font);
    chart_series_set_labels_fill(series, &white);
}

static lxw_chart_series *series_add(struct book *book, lxw_chart *chart) {
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    if (series == NULL) {
        book_note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    }
    return series;
}

/* A series for each series of the data. */
static void add_series(struct book *book, lxw_chart *native, const struct chart *chart,
                       const struct chart_cells *cells) {
    lxw_row_t last = cells->first_row + (lxw_row_t)chart->category_count - 1;
    for (size_t s = 0; s < chart->series_count; s++) {
        lxw_chart_series *series = series_add(book, native);
        if (series == NULL) {
            return;
        }
        lxw_col_t column = cells->value_columns[s];
        const struct series_look *look = &ROLES[chart->series[s].role];
        chart_series_set_categories(series, cells->sheet, cells->first_row, cells->category_column,
                                    last, cells->category_column);
        chart_series_set_values(series, cells->sheet, cells->first_row, column, last, column);
        chart_series_set_name_range(series, cells->sheet, cells->name_row, column);
        if (chart->kind == CHART_TREND) {
            draw_line(series, look);
        } else {
            fill_area(series, look);
            if (!chart->upright) {
                show_figures(series);
            }
        }
    }
}

/* A series for each state, of one value. */
static void add_states(struct book *book, lxw_chart *native, const struct chart *chart,
                       const struct chart_cells *cells) {
    for (size_t c = 0; c < chart->category_count; c++) {
        lxw_chart_series *series = series_add(book, native);
        if (series == NULL) {
            return;
        }
        lxw_row_t row = cells->first_row + (lxw_row_t)c;
        lxw_col_t column = cells->value_columns[0];
        const struct chart_value *v = &chart->series[0].values[c];
        chart_series_set_values(series, cells->sheet, row, column, row, column);
        chart_series_set_name_range(series, cells->sheet, row, cells->category_column);
        fill_area(series, &STATES[c % STATE_LOOKS]);
        if (v->given && v->number.units != 0) {
            show_figures(series);
        }
    }
}

static void set_axes(lxw_chart *native, const struct chart *chart) {
    lxw_chart_font plain = font_of(LABEL_SIZE, false);
    lxw_chart_line grid = {
        .color = 0xA6A6A6, .width = 0.5F, .dash_type = LXW_CHART_LINE_DASH_ROUND_DOT};
    chart_axis_set_num_font(native->x_axis, &plain);
    chart_axis_set_num_font(native->y_axis, &plain);
    chart_axis_set_name_font(native->y_axis, &plain);
    if (chart->kind == CHART_SHARES) {
        chart_axis_off(native->x_axis);
        return;
    }
    chart_axis_major_gridlines_set_line(native->y_axis, &grid);
    chart_axis_set_label_position(native->x_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    if (*chart->unit != '\0') {
        chart_axis_set_name(native->y_axis, chart->unit);
    }
    if (chart->kind == CHART_BARS && !chart->upright) {
        /* The first category on top, the figures of the axis below all the same. */
        chart_axis_set_reverse(native->x_axis);
        chart_axis_set_crossing_max(native->x_axis);
    }
}

static void set_texts(lxw_chart *native, const struct chart *chart) {
    lxw_chart_font title = font_of(TITLE_SIZE, true), plain = font_of(LABEL_SIZE, false);
    if (*chart->title != '\0') {
        chart_title_set_name(native, chart->title);
        chart_title_set_name_font(native, &title);
    } else {
        chart_title_off(native);
    }
    chart_legend_set_position(native, LXW_CHART_LEGEND_BOTTOM);
    chart_legend_set_font(native, &plain);
    if (chart->kind == CHART_TREND || chart->upright) {
        chart_set_table(native);
        chart_set_table_font(native, &plain);
        chart_set_table_grid(native, LXW_TRUE, LXW_TRUE, LXW_TRUE, LXW_TRUE);
        chart_legend_set_position(native, LXW_CHART_LEGEND_NONE);
    }
}

static uint8_t type_of(const struct chart *chart) {
    return chart->kind == CHART_SHARES  ? LXW_CHART_BAR_STACKED_PERCENT
           : chart->kind == CHART_TREND ? LXW_CHART_LINE
           : chart->upright             ? LXW_CHART_COLUMN
                                        : LXW_CHART_BAR;
}

static size_t height_of(const struct chart *chart) {
    if (chart->kind == CHART_SHARES) {
        return SHARES_PIXELS;
    }
    if (chart->kind == CHART_TREND || chart->upright) {
        return COLUMNS_PIXELS;
    }
    return FRAME_PIXELS + chart->category_count * (chart->series_count + 1) * BAR_PIXELS;
}

lxw_row_t xlsx_chart_insert(struct book *book, lxw_worksheet *sheet, lxw_row_t row,
                            lxw_col_t column, const struct chart *chart,
                            const struct chart_cells *cells) {
    lxw_chart *native = workbook_add_chart(book->workbook, type_of(chart));
    if (native == NULL) {
        book_note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return 0;
    }
    if (chart->kind == CHART_SHARES) {
        add_states(book, native, chart, cells);
        chart_set_series_gap(native, 40);
    } else {
        add_series(book, native, chart, cells);
        chart_set_series_gap(native, 60);
    }
    set_axes(native, chart);
    set_texts(native, chart);
    chart_show_blanks_as(native, LXW_CHART_BLANKS_AS_GAP);
    size_t height = height_of(chart);
    lxw_chart_options options = {.x_scale = XLSX_CHART_WIDTH / LIBRARY_WIDTH,
                                 .y_scale = (double)height / LIBRARY_HEIGHT,
                                 .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
                                 .description = arena_strdup(book->arena, chart->alt)};
    book_note(book, worksheet_insert_chart_opt(sheet, row, column, native, &options));
    return (lxw_row_t)(height / ROW_PIXELS + 1);
}

/* ---- its figures ---- */

static void write_text(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                       const char *text, uint8_t style, uint8_t align) {
    struct look look = {
        .size = TABLE_SIZE, .align = align, .style = style, .border = true, .kind = KIND_GENERAL};
    book_note(book, worksheet_write_string(sheet, row, column, text, book_format(book, &look)));
}

static void write_value(struct book *book, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                        const struct chart_value *v) {
    struct look look = {.size = TABLE_SIZE,
                        .align = ALIGN_RIGHT,
                        .border = true,
                        .kind = KIND_NUMBER,
                        .decimals = v->number.scale,
                        .grouped = true};
    lxw_format *format = book_format(book, &look);
    book_note(book, v->given ? worksheet_write_number(sheet, row, column,
                                                      decimal_to_double(v->number), format)
                             : worksheet_write_blank(sheet, row, column, format));
}

/* What stands in place of the figures that a category lacks, or its detail; "": nothing. */
static const char *note_of(struct book *book, const struct chart *chart, size_t c) {
    struct text out;
    text_init(&out);
    for (size_t s = 0; s < chart->series_count; s++) {
        const struct chart_value *v = &chart->series[s].values[c];
        const char *between = out.len > 0 ? "; " : "";
        if (v->given && v->detail != NULL) {
            text_printf(&out, "%s%s", between, v->detail);
        } else if (!v->given && chart->series_count > 1) {
            text_printf(&out, "%s%s: %s", between, chart->series[s].name, v->text);
        } else if (!v->given) {
            text_printf(&out, "%s%s", between, v->text);
        }
    }
    const char *note = arena_strndup(book->arena, out.len > 0 ? out.data : "", out.len);
    text_release(&out);
    return note;
}

static bool has_notes(struct book *book, const struct chart *chart) {
    for (size_t c = 0; c < chart->category_count; c++) {
        if (*note_of(book, chart, c) != '\0') {
            return true;
        }
    }
    return false;
}

static void write_header(struct book *book, lxw_worksheet *sheet, lxw_row_t row,
                         const struct chart *chart, bool notes) {
    lxw_col_t column = 0;
    write_text(book, sheet, row, column++, chart->unit, STYLE_ITALIC, ALIGN_LEFT);
    for (size_t s = 0; s < chart->series_count; s++) {
        write_text(book, sheet, row, column++, chart->series[s].name, STYLE_BOLD, ALIGN_CENTER);
    }
    if (notes) {
        write_text(book, sheet, row, column, NOTE_HEADER, STYLE_BOLD, ALIGN_CENTER);
    }
}

static void write_title(struct book *book, lxw_worksheet *sheet, lxw_row_t row,
                        const struct chart *chart) {
    struct look look = {
        .size = TABLE_SIZE, .align = ALIGN_LEFT, .style = STYLE_BOLD, .one_line = true};
    book_note(book, worksheet_write_string(sheet, row, 0, chart->title, book_format(book, &look)));
}

lxw_row_t xlsx_chart_write(struct book *book, lxw_worksheet *sheet, lxw_row_t row,
                           const struct chart *chart) {
    static const lxw_col_t columns[ROLE_COUNT] = {1, 2, 3, 4, 5};
    bool notes = has_notes(book, chart);
    write_title(book, sheet, row++, chart);
    struct chart_cells cells = {
        .sheet = sheet->name, .name_row = row, .first_row = row + 1, .value_columns = columns};
    write_header(book, sheet, row++, chart, notes);
    for (size_t c = 0; c < chart->category_count; c++, row++) {
        lxw_col_t column = 0;
        write_text(book, sheet, row, column++, chart->categories[c], STYLE_REGULAR, ALIGN_LEFT);
        for (size_t s = 0; s < chart->series_count; s++) {
            write_value(book, sheet, row, column++, &chart->series[s].values[c]);
        }
        if (notes) {
            write_text(book, sheet, row, column, note_of(book, chart, c), STYLE_REGULAR,
                       ALIGN_LEFT);
        }
    }
    row++;
    return row + xlsx_chart_insert(book, sheet, row, 0, chart, &cells) + 1;
}

void xlsx_chart_columns(struct book *book, lxw_worksheet *sheet) {
    book_note(book, worksheet_set_column(sheet, 0, 0, NAME_DIGITS, NULL));
    book_note(book, worksheet_set_column(sheet, 1, XLSX_CHART_COLUMNS - 1, VALUE_DIGITS, NULL));
}
