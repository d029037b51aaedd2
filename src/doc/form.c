/* Composes the collection forms: which unit is asked what, sheet by sheet. */
#include "doc/form.h"

#include <string.h>

#include "base/arena.h"
#include "base/typography.h"
#include "doc/form_ask.h"
#include "model/figures.h"
#include "model/job.h"
#include "model/letter.h"
#include "model/plan.h"
#include "source/ini_file.h"

#define SLUG_SIZE    64
#define MOST_LINES   12
#define MOST_COLUMNS 12
#define NOBODY       "chưa phân công"

#define NOTE_HEADING     "Nguyên nhân, ghi chú"
#define PROPOSAL_HEADING "Đề xuất, kiến nghị"

struct maker {
    struct arena *arena;
    const struct report *report;
    const struct plan *plan; /* of the sheet at hand */
    struct form_sheet *sheet;
    struct form_column *columns; /* the sheet's, being added */
    struct form_cell *next;      /* of the row at hand */
    bool *shown;                 /* by row of the plan */
    const char *unit;            /* NULL: what nobody leads */
};

/* ---- cells and rows ---- */

static void add_column(struct maker *m, const char *heading, uint8_t width, uint8_t align) {
    m->columns[m->sheet->column_count++] = (struct form_column){heading, width, align};
}

static void row_begin(struct maker *m, bool heading) {
    m->next = arena_alloc(m->arena, m->sheet->column_count * sizeof *m->next);
    m->sheet->rows[m->sheet->row_count++] = (struct form_row){m->next, heading};
}

static void put_text(struct maker *m, const char *text) {
    *m->next++ = (struct form_cell){.text = text};
}

static void put_ask(struct maker *m, const struct form_ask *ask) {
    *m->next++ = (struct form_cell){.text = "", .ask = ask};
}

static void put_figure(struct maker *m, const struct report_figure *figure) {
    const struct value *v = &figure->value;
    bool number = figure->known && v->kind == VALUE_NUMBER && v->comparator == COMPARE_EQUAL &&
                  v->growth == 0 && v->plain && !v->ambiguous;
    *m->next++ = (struct form_cell){.text = figure->known ? figure->text : "",
                                    .is_number = number,
                                    .is_percent = number && v->percent,
                                    .number = v->low};
}

static const char *name_of_row(const struct maker *m, size_t row) {
    int column = schema_column_of(m->plan->schema, COLUMN_NAME);
    return m->plan->rows[row].cells[column].text;
}

/* The sections, and the item of a detail, that stand above a row and are not on the sheet yet. */
static void add_above(struct maker *m, size_t row, const char *path) {
    uint32_t above = m->plan->rows[row].parent;
    const char *last = strrchr(path, '.');
    if (above == UINT32_MAX || m->shown[above] || last == NULL) {
        return;
    }
    const char *path_above = arena_strndup(m->arena, path, (size_t)(last - path));
    add_above(m, above, path_above);
    m->shown[above] = true;
    row_begin(m, m->plan->rows[above].kind == ROW_SECTION);
    put_text(m, path_above);
    put_text(m, name_of_row(m, above));
    for (size_t c = 2; c < m->sheet->column_count; c++) {
        put_text(m, "");
    }
}

static void put_remarks(struct maker *m) {
    put_ask(m, form_ask_words(m->arena, "Nguyên nhân, ghi chú",
                              "Nguyên nhân chậm, khó khăn, vướng mắc, điều cần nói rõ. Có thể để "
                              "trống."));
    put_ask(m, form_ask_words(m->arena, "Đề xuất, kiến nghị",
                              "Điều đề nghị cấp trên hoặc đơn vị khác giải quyết. Có thể để "
                              "trống."));
    put_text(m, m->report->code);
}

static void add_remark_columns(struct maker *m) {
    add_column(m, NOTE_HEADING, 46, ALIGN_LEFT);
    add_column(m, PROPOSAL_HEADING, 40, ALIGN_LEFT);
    add_column(m, "Kỳ", 18, ALIGN_CENTER);
}

static bool is_led(const struct maker *m, const char *const *units, size_t count) {
    for (size_t i = 0; i < count && m->unit; i++) {
        if (strcmp(units[i], m->unit) == 0) {
            return true;
        }
    }
    return m->unit == NULL && count == 0;
}

/* ---- targets ---- */

/* What is known of the plan and of earlier periods; a column stands where any target has one. */
static const enum figure_kind known_kinds[] = {FIGURE_PLAN_YEAR, FIGURE_PLAN_PERIOD, FIGURE_BEFORE,
                                               FIGURE_LAST_YEAR};
#define KNOWN_KINDS (sizeof known_kinds / sizeof *known_kinds)

static bool is_known(const struct report *r, enum figure_kind kind) {
    for (size_t i = 0; i < r->target_count; i++) {
        if (r->targets[i].figures[kind].known) {
            return true;
        }
    }
    return false;
}

static const char *known_heading(const struct maker *m, enum figure_kind kind) {
    const struct period *p = &m->report->period;
    switch (kind) {
    case FIGURE_PLAN_YEAR:
        return arena_printf(m->arena, "Kế hoạch năm %d", p->year);
    case FIGURE_PLAN_PERIOD:
        return arena_printf(m->arena, "Kế hoạch %s", period_short(m->arena, p));
    case FIGURE_BEFORE:
        return "Lũy kế đến hết kỳ trước";
    default:
        return arena_printf(m->arena, "Cùng kỳ năm %d", p->year - 1);
    }
}

/* The year's report asks for the year: its plan stands there once. */
static bool has_column(const struct maker *m, enum figure_kind kind) {
    bool twice = kind == FIGURE_PLAN_PERIOD && m->report->period.kind == PERIOD_YEAR;
    return !twice && is_known(m->report, kind);
}

static void add_target_columns(struct maker *m) {
    const struct schema *s = m->plan->schema;
    int unit = schema_column_of(s, COLUMN_UNIT);
    add_column(m, "Mã", 20, ALIGN_CENTER);
    add_column(m, s->columns[schema_column_of(s, COLUMN_NAME)].heading, 75, ALIGN_LEFT);
    add_column(m, unit >= 0 ? s->columns[unit].heading : "Đơn vị tính", 24, ALIGN_CENTER);
    for (size_t i = 0; i < KNOWN_KINDS; i++) {
        if (has_column(m, known_kinds[i])) {
            add_column(m, known_heading(m, known_kinds[i]), 28, ALIGN_RIGHT);
        }
    }
    add_column(m, arena_printf(m->arena, "Thực hiện %s", m->report->title), 32, ALIGN_RIGHT);
    add_column(m, "Cách ghi", 38, ALIGN_LEFT);
    add_remark_columns(m);
}

static void add_target(struct maker *m, const struct target_figures *t) {
    const struct form_ask *ask = form_ask_result(m->arena, t);
    add_above(m, t->row_index, t->path);
    m->shown[t->row_index] = true;
    row_begin(m, false);
    put_text(m, t->path);
    put_text(m, t->name);
    put_text(m, t->measure);
    for (size_t i = 0; i < KNOWN_KINDS; i++) {
        if (has_column(m, known_kinds[i])) {
            put_figure(m, &t->figures[known_kinds[i]]);
        }
    }
    put_ask(m, ask);
    put_text(m, form_ask_manner(m->arena, t, ask));
    put_remarks(m);
}

static void add_targets(struct maker *m) {
    for (size_t i = 0; i < m->report->target_count; i++) {
        const struct target_figures *t = &m->report->targets[i];
        if (is_led(m, t->units, t->unit_count) && form_asks(m->report, t)) {
            add_target(m, t);
        }
    }
}

/* ---- tasks ---- */

static void add_task_columns(struct maker *m) {
    const struct schema *s = m->plan->schema;
    int product = schema_column_of(s, COLUMN_TEXT);
    add_column(m, "Mã", 14, ALIGN_CENTER);
    add_column(m, s->columns[schema_column_of(s, COLUMN_NAME)].heading, 85, ALIGN_LEFT);
    add_column(m, "Thời hạn", 30, ALIGN_CENTER);
    add_column(m, "Lãnh đạo chỉ đạo", 36, ALIGN_CENTER);
    if (product >= 0) {
        add_column(m, s->columns[product].heading, 40, ALIGN_LEFT);
    }
    add_column(m, "Trạng thái", 30, ALIGN_CENTER);
    add_column(m, "Ngày hoàn thành", 26, ALIGN_CENTER);
    add_column(m, "Văn bản, kết quả", 40, ALIGN_LEFT);
    add_remark_columns(m);
}

static const char *leaders_of(struct arena *a, const struct task_progress *t) {
    const char *text = "";
    for (size_t i = 0; i < t->leader_count; i++) {
        text = i ? arena_printf(a, "%s, %s", text, t->leaders[i]) : t->leaders[i];
    }
    return text;
}

static void add_task(struct maker *m, const struct task_progress *t) {
    int product = schema_column_of(m->plan->schema, COLUMN_TEXT);
    add_above(m, t->row_index, t->path);
    m->shown[t->row_index] = true;
    row_begin(m, false);
    put_text(m, t->path);
    put_text(m, t->name);
    put_text(m, t->deadline_text);
    put_text(m, leaders_of(m->arena, t));
    if (product >= 0) {
        put_text(m, t->row->cells[product].text);
    }
    put_ask(m, form_ask_state(m->arena));
    put_ask(m, form_ask_day(m->arena, m->report->period.year));
    put_ask(m, form_ask_words(m->arena, "Văn bản, kết quả",
                              "Số, ký hiệu và ngày của văn bản đã ban hành, hoặc kết quả đạt "
                              "được."));
    put_remarks(m);
}

static void add_tasks(struct maker *m) {
    for (size_t i = 0; i < m->report->task_count; i++) {
        const struct task_progress *t = &m->report->tasks[i];
        if (is_led(m, t->units, t->unit_count)) {
            add_task(m, t);
        }
    }
}

/* ---- sheets ---- */

static const char *send_by(struct arena *a, const struct report *r) {
    return r->deadline.year ? arena_printf(a, "; hạn gửi: %s", date_figures(a, &r->deadline)) : "";
}

/* The reader of the saved file looks here for the names of a unit and of another ward, so no
 * address and no name in capitals stands here. */
static void put_lines(struct maker *m, const char *what) {
    struct arena *a = m->arena;
    const struct report *r = m->report;
    const char **lines = arena_alloc(a, MOST_LINES * sizeof *lines);
    size_t n = 0;
    lines[n++] = arena_printf(a, "Biểu thu thập kết quả thực hiện %s %s", what, r->title);
    lines[n++] = r->job->agency;
    lines[n++] = arena_printf(a, "Đơn vị báo cáo: %s", m->unit ? m->unit : NOBODY);
    if (r->period.from.year && r->period.to.year) {
        lines[n++] = arena_printf(a, "Số liệu từ ngày %s đến hết ngày %s%s",
                                  date_figures(a, &r->period.from), date_figures(a, &r->period.to),
                                  send_by(a, r));
    }
    lines[n++] = "Chỉ điền các ô màu vàng. Điền xong, lưu trang này thành tệp CSV (UTF-8) rồi gửi "
                 "tệp CSV; xem trang Hướng dẫn.";
    m->sheet->lines = lines;
    m->sheet->line_count = n;
}

/* A sheet of what the unit leads in one plan; nothing is kept of an empty one. */
static void add_sheet(struct maker *m, struct form_book *book, bool tasks) {
    const struct report *r = m->report;
    m->plan = tasks ? r->tasks_plan : r->plan;
    if (m->plan == NULL) {
        return;
    }
    m->sheet = &book->sheets[book->sheet_count];
    m->columns = arena_alloc(m->arena, MOST_COLUMNS * sizeof *m->columns);
    m->shown = arena_alloc(m->arena, (m->plan->count + 1) * sizeof *m->shown);
    *m->sheet = (struct form_sheet){
        .name = tasks ? "Nhiệm vụ" : "Chỉ tiêu",
        .columns = m->columns,
        .rows = arena_alloc(m->arena, (m->plan->count + 1) * sizeof(struct form_row))};
    put_lines(m, tasks ? "nhiệm vụ" : "chỉ tiêu");
    if (tasks) {
        add_task_columns(m);
        add_tasks(m);
    } else {
        add_target_columns(m);
        add_targets(m);
    }
    book->sheet_count += m->sheet->row_count > 0;
}

/* ---- the guide ---- */

/* Where the ward wants mail, as its profile says: who answers questions, else the sender. */
static const char *mail_address(const struct ini_file *ward) {
    const char *reply = ini_text(ward, "mail", "reply_to");
    return reply ? reply : ini_text(ward, "mail", "from");
}

static void put_guide(struct maker *m, struct form_book *book) {
    struct arena *a = m->arena;
    const struct report *r = m->report;
    const char **lines = arena_alloc(a, MOST_LINES * sizeof *lines);
    const char *address = ini_text(r->job->ward, "ward", "address");
    const char *mail = mail_address(r->job->ward);
    size_t n = 0;
    lines[n++] = "Chỉ điền các ô màu vàng. Các ô khác đã khóa để giữ nguyên kế hoạch và số liệu kỳ "
                 "trước; không có mật khẩu.";
    lines[n++] = "Ghi số theo đơn vị tính của dòng, không kèm đơn vị hay dấu %. Chưa có số liệu "
                 "thì để trống; để trống không có nghĩa là 0.";
    lines[n++] = "Chỉ tiêu cộng dồn (thu ngân sách, giải quyết việc làm): ghi số phát sinh trong "
                 "kỳ. Chỉ tiêu mức (tỷ lệ): ghi mức tại cuối kỳ. Cột «Cách ghi» nói rõ từng dòng.";
    lines[n++] = "Không thêm, bớt, chuyển dòng và cột. Điều cần giải thích ghi ở cột "
                 "«" NOTE_HEADING "».";
    lines[n++] = "Điền xong, lưu tệp này. Sau đó mở từng trang đã điền và lưu trang ấy thành tệp "
                 "CSV: mỗi tệp CSV chỉ giữ trang đang mở.";
    lines[n++] = "Excel: Tệp > Lưu thành (Save As) > CSV UTF-8 (phân tách bằng dấu phẩy).";
    lines[n++] = "LibreOffice: Tệp > Lưu thành > Văn bản CSV; bộ ký tự Unicode (UTF-8), giữ đánh "
                 "dấu ở «Lưu nội dung ô như hiển thị».";
    lines[n++] =
        arena_printf(a, "Gửi các tệp CSV về %s%s%s%s.", r->job->agency,
                     address ? arena_printf(a, ", %s", address) : "",
                     mail ? arena_printf(a, ", thư điện tử: %s", mail) : "", send_by(a, r));
    book->guide = lines;
    book->guide_count = n;
}

/* ---- books ---- */

static bool slug_is_taken(const struct form_book *books, size_t count, const char *slug) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(books[i].slug, slug) == 0) {
            return true;
        }
    }
    return false;
}

/* "phong-van-hoa-xa-hoi"; numbered where an earlier unit has it. */
static const char *slug_of(struct arena *a, const char *name, const struct form_book *books,
                           size_t count) {
    char bare[SLUG_SIZE], slug[SLUG_SIZE];
    size_t n = 0, len = letter_bare(name, '-', bare, sizeof bare);
    for (size_t i = 0; i < len; i++) {
        char c = bare[i];
        bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (word || (n > 0 && slug[n - 1] != '-')) {
            slug[n++] = word ? c : '-';
        }
    }
    n -= n > 0 && slug[n - 1] == '-';
    const char *first = n ? arena_strndup(a, slug, n) : "don-vi", *unique = first;
    for (unsigned k = 2; slug_is_taken(books, count, unique); k++) {
        unique = arena_printf(a, "%s-%u", first, k);
    }
    return unique;
}

static bool make_book(struct maker *m, struct form_book *books, size_t count, struct date date) {
    struct form_book *book = &books[count];
    const char *name = m->unit ? m->unit : NOBODY;
    *book = (struct form_book){.unit = m->unit, .author = m->report->job->agency, .date = date};
    add_sheet(m, book, false);
    add_sheet(m, book, true);
    if (book->sheet_count == 0) {
        return false;
    }
    book->slug = slug_of(m->arena, name, books, count);
    book->title =
        arena_printf(m->arena, "Biểu thu thập kết quả thực hiện %s: %s", m->report->title, name);
    put_guide(m, book);
    return true;
}

struct form_book *form_compose(struct arena *a, const struct report *report, struct date date,
                               size_t *count) {
    struct form_book *books = arena_alloc(a, (report->unit_count + 1) * sizeof *books);
    *count = 0;
    for (size_t i = 0; i <= report->unit_count; i++) {
        struct maker m = {.arena = a,
                          .report = report,
                          .unit = i < report->unit_count ? report->units[i].name : NULL};
        *count += make_book(&m, books, *count, date);
    }
    return books;
}
