/* Writes charts and their figures into a workbook. */
#include "emit/xlsx_chart.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"
#include "doc/chart.h"
#include "doc/doc.h"
#include "emit/xlsx_book.h"

/* Anchors lie on columns as the library counts them, seven pixels a digit, so a chart keeps to its
 * columns where digits are wider. */
#define CHART_PIXELS      (NAME_DIGITS * 7 + 5 + (XLSX_CHART_COLUMNS - 1) * (VALUE_DIGITS * 7 + 5))
#define CELL_PADDING      5     /* pixels */
#define LIBRARY_WIDTH     480.0 /* of a chart as the library makes it, pixels */
#define LIBRARY_HEIGHT    288.0
#define ROW_PIXELS        20
#define FRAME_PIXELS      130 /* title, axis, legend */
#define BAR_PIXELS        16
#define COLUMNS_PIXELS    360
#define SHARES_PIXELS     200
#define DESCRIPTION_LIMIT 2000
#define LABEL_SIZE        10
#define TITLE_SIZE        12
#define TABLE_SIZE        (12 * MPT_PER_PT)
#define NAME_DIGITS       32
#define VALUE_DIGITS      12
#define LINE_POINTS       15.75 /* of Times New Roman 12 */
#define ROW_AIR           4.5
#define TEXT_CODE_LIMIT   255
#define NOTE_HEADER       "Ghi chú"

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

/* General shows 4.500 as 4500. */
static bool has_thousands(const struct chart *chart) {
    for (size_t s = 0; s < chart->series_count; s++) {
        for (size_t c = 0; c < chart->category_count; c++) {
            const struct chart_value *v = &chart->series[s].values[c];
            double number = v->given ? decimal_to_double(v->number) : 0;
            if (number >= 1000 || number <= -1000) {
                return true;
            }
        }
    }
    return false;
}

/* The library calls the level axis x, also where it is that of the values. */
static void set_axes(lxw_chart *native, const struct chart *chart) {
    bool lying = chart->kind == CHART_SHARES || (chart->kind == CHART_BARS && !chart->upright);
    lxw_chart_axis *names = lying ? native->y_axis : native->x_axis;
    lxw_chart_axis *values = lying ? native->x_axis : native->y_axis;
    lxw_chart_font plain = font_of(LABEL_SIZE, false);
    lxw_chart_line grid = {
        .color = 0xA6A6A6, .width = 0.5F, .dash_type = LXW_CHART_LINE_DASH_ROUND_DOT};
    chart_axis_set_num_font(names, &plain);
    chart_axis_set_num_font(values, &plain);
    chart_axis_set_name_font(values, &plain);
    chart_axis_major_gridlines_set_visible(values, LXW_TRUE);
    chart_axis_major_gridlines_set_line(values, &grid);
    chart_axis_major_gridlines_set_visible(names, LXW_FALSE);
    if (chart->kind == CHART_SHARES) {
        chart_axis_off(names);
        return;
    }
    chart_axis_set_label_position(names, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    if (*chart->unit != '\0') {
        chart_axis_set_name(values, chart->unit);
    }
    if (has_thousands(chart)) {
        chart_axis_set_num_format(values, "[$-42A]#,##0");
    }
    if (lying) { /* the first category on top, the figures below all the same */
        chart_axis_set_reverse(names);
        chart_axis_set_crossing_max(names);
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
        chart_set_table_grid(native, LXW_TRUE, LXW_TRUE, LXW_TRUE, LXW_FALSE);
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

/* The library cuts a longer one after this many bytes, also within a letter, and no program opens
 * such a file any more. */
static char *description_of(struct book *book, const char *alt) {
    if (strlen(alt) <= DESCRIPTION_LIMIT) {
        return arena_strdup(book->arena, alt);
    }
    const char *end = alt + DESCRIPTION_LIMIT;
    while ((*end & 0xC0) == 0x80) {
        end--;
    }
    return arena_printf(book->arena, "%.*s…", (int)(end - alt), alt);
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
    lxw_chart_options options = {.x_scale = CHART_PIXELS / LIBRARY_WIDTH,
                                 .y_scale = (double)height / LIBRARY_HEIGHT,
                                 .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
                                 .description = description_of(book, chart->alt)};
    book_note(book, worksheet_insert_chart_opt(sheet, row, column, native, &options));
    return (lxw_row_t)(height / ROW_PIXELS + 1);
}

/* ---- its figures ---- */

/* The table of figures being written. */
struct table {
    struct book *book;
    lxw_worksheet *sheet;
    const struct chart *chart;
    bool notes;
    lxw_row_t row;
    double height; /* of all rows so far, pt */
};

/* Lines of a text in a column of so many digits: letters are about as wide as digits. */
static size_t lines_in(const char *text, size_t digits) {
    return (utf8_count(text) + digits - 1) / (digits > 0 ? digits : 1);
}

/* Ends a row whose longest text takes so many lines. */
static void row_end(struct table *t, size_t lines) {
    double height = (double)(lines > 1 ? lines : 1) * LINE_POINTS + ROW_AIR;
    book_note(t->book, worksheet_set_row(t->sheet, t->row++, height, NULL));
    t->height += height;
}

static void write_text(struct table *t, lxw_col_t column, const char *text, uint8_t style,
                       uint8_t align) {
    struct look look = {
        .size = TABLE_SIZE, .align = align, .style = style, .border = true, .kind = KIND_TEXT};
    if (strlen(text) > TEXT_CODE_LIMIT) {
        look.kind = KIND_GENERAL; /* older Excels show #### for a longer text of that format */
    }
    book_note(t->book,
              worksheet_write_string(t->sheet, t->row, column, text, book_format(t->book, &look)));
}

static void write_value(struct table *t, lxw_col_t column, const struct chart_value *v) {
    struct look look = {.size = TABLE_SIZE,
                        .align = ALIGN_RIGHT,
                        .border = true,
                        .kind = KIND_NUMBER,
                        .decimals = v->number.scale,
                        .grouped = true};
    if (v->given) { /* an empty cell with a format would be drawn as zero */
        book_note(t->book,
                  worksheet_write_number(t->sheet, t->row, column, decimal_to_double(v->number),
                                         book_format(t->book, &look)));
    }
}

/* A frame around cells that are empty. */
static void frame_gaps(struct table *t, lxw_row_t first) {
    lxw_format *frame = book_format(t->book, &(struct look){.size = TABLE_SIZE, .border = true});
    lxw_conditional_format blank = {.type = LXW_CONDITIONAL_TYPE_BLANKS, .format = frame};
    book_note(t->book,
              worksheet_conditional_format_range(t->sheet, first, 1, t->row - 1,
                                                 (lxw_col_t)t->chart->series_count, &blank));
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

static void write_title(struct table *t) {
    struct look look = {
        .size = TABLE_SIZE, .align = ALIGN_LEFT, .style = STYLE_BOLD, .one_line = true};
    book_note(t->book, worksheet_write_string(t->sheet, t->row, 0, t->chart->title,
                                              book_format(t->book, &look)));
    row_end(t, 1);
}

static void write_header(struct table *t) {
    lxw_col_t column = 0;
    size_t lines = lines_in(t->chart->unit, NAME_DIGITS);
    write_text(t, column++, t->chart->unit, STYLE_ITALIC, ALIGN_LEFT);
    for (size_t s = 0; s < t->chart->series_count; s++) {
        const char *name = t->chart->series[s].name;
        size_t own = lines_in(name, VALUE_DIGITS);
        lines = own > lines ? own : lines;
        write_text(t, column++, name, STYLE_BOLD, ALIGN_CENTER);
    }
    if (t->notes) {
        write_text(t, column, NOTE_HEADER, STYLE_BOLD, ALIGN_CENTER);
    }
    row_end(t, lines);
}

static void write_category(struct table *t, size_t c) {
    lxw_col_t column = 0;
    const char *name = t->chart->categories[c], *note = note_of(t->book, t->chart, c);
    write_text(t, column++, name, STYLE_REGULAR, ALIGN_LEFT);
    for (size_t s = 0; s < t->chart->series_count; s++) {
        write_value(t, column++, &t->chart->series[s].values[c]);
    }
    if (t->notes) {
        write_text(t, column, note, STYLE_REGULAR, ALIGN_LEFT);
    }
    size_t lines = lines_in(name, NAME_DIGITS), own = lines_in(note, VALUE_DIGITS);
    row_end(t, own > lines ? own : lines);
}

lxw_row_t xlsx_chart_write(struct book *book, lxw_worksheet *sheet, lxw_row_t row,
                           const struct chart *chart, double *height) {
    static const lxw_col_t columns[ROLE_COUNT] = {1, 2, 3, 4, 5};
    struct table t = {
        .book = book, .sheet = sheet, .chart = chart, .notes = has_notes(book, chart), .row = row};
    write_title(&t);
    struct chart_cells cells = {
        .sheet = sheet->name, .name_row = t.row, .first_row = t.row + 1, .value_columns = columns};
    write_header(&t);
    for (size_t c = 0; c < chart->category_count; c++) {
        write_category(&t, c);
    }
    if (t.notes) {
        frame_gaps(&t, cells.first_row);
    }
    lxw_row_t covered = xlsx_chart_insert(book, sheet, t.row + 1, 0, chart, &cells);
    *height = t.height + (covered + 2) * LXW_DEF_ROW_HEIGHT;
    return t.row + covered + 2;
}

void xlsx_chart_columns(struct book *book, lxw_worksheet *sheet) {
    book_note(book, worksheet_set_column(sheet, 0, 0, NAME_DIGITS, NULL));
    book_note(book, worksheet_set_column(sheet, 1, XLSX_FIGURE_COLUMNS - 1, VALUE_DIGITS, NULL));
}

double xlsx_chart_width(size_t columns) {
    double names = NAME_DIGITS * OWN_DIGIT + CELL_PADDING;
    double values = VALUE_DIGITS * OWN_DIGIT + CELL_PADDING;
    return (names + (double)(columns - 1) * values) * 72 / 96;
}
