/* What the ward wrote: from the rows of a table to sections, targets and tasks.
 *
 * HOW THE LEVEL OF A ROW IS TOLD. "I" may be a letter or a Roman numeral, so the style alone does
 * not decide. Among the levels whose style reads the ordinal, the deepest one whose count it
 * continues is taken; when it continues none, the one where the step is smallest. Rejected: fixed
 * priority of styles (section I would become a ninth part), and indentation or bold face (a CSV
 * has neither).
 */
#include "model/plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"
#include "model/header.h"
#include "model/shift.h"
#include "model/value_cache.h"

#define SENTENCE_SPACES 3 /* a target of four words or more is a sentence, not a state */

struct builder {
    struct arena *arena;
    struct diag *diag;
    struct plan *plan;
    struct header header;
    uint32_t last[SCHEMA_MAX_LEVELS];    /* ordinal of the last row on each level */
    uint32_t last_at[SCHEMA_MAX_LEVELS]; /* its index, or UINT32_MAX */
    uint32_t ordinal_column, name_column;
    bool after_header; /* the row before was a repeated header */
    size_t value_columns[SCHEMA_MAX_COLUMNS], value_count;
};

static const char *source_text(const struct builder *b, const struct csv_row *row, size_t column) {
    return plan_source_text(b->plan, row, column);
}

/* ---- where the table ends ---- */

static bool is_ordinal(const struct schema *s, const char *text) {
    for (size_t i = 0; i < s->level_count; i++) {
        if (ordinal_parse(text, (enum ordinal_style)s->levels[i].ordinal) > 0) {
            return true;
        }
    }
    return false;
}

/* Words that open a signature block or a list of recipients (Nghị định 30/2020/NĐ-CP, Phụ lục I,
 * II.7 and II.9). */
static bool opens_signature(const struct csv_row *row) {
    static const char *const words[] = {"./.",
                                        "nơi nhận",
                                        "tm.",
                                        "kt.",
                                        "tl.",
                                        "tuq.",
                                        "q.",
                                        "chủ tịch",
                                        "phó chủ tịch",
                                        "người lập",
                                        "thủ trưởng",
                                        "trưởng phòng",
                                        "chánh văn phòng",
                                        "ủy ban nhân dân",
                                        "uỷ ban nhân dân"};
    size_t filled = 0;
    bool opens = false;
    for (uint32_t i = 0; i < row->count; i++) {
        if (*row->cells[i] == '\0') {
            continue;
        }
        filled++;
        for (size_t w = 0; w < sizeof words / sizeof *words && !opens; w++) {
            opens = utf8_starts_folded(row->cells[i], words[w]);
        }
    }
    return opens && filled <= 3;
}

/* Index behind the last row of the table. Only what follows the last ordinal can be a signature:
 * from a line that opens one, or from the first blank row with text behind it. */
static size_t find_end(struct builder *b) {
    const struct csv_table *t = b->plan->table;
    size_t end = t->count, last = b->plan->first_row;
    while (end > last && csv_row_is_blank(&t->rows[end - 1])) {
        end--;
    }
    for (size_t i = end; i > b->plan->first_row; i--) {
        if (is_ordinal(b->plan->schema, source_text(b, &t->rows[i - 1], b->ordinal_column))) {
            last = i;
            break;
        }
    }
    for (size_t i = last; i < end; i++) {
        if (csv_row_is_blank(&t->rows[i]) || opens_signature(&t->rows[i])) {
            while (i < end && csv_row_is_blank(&t->rows[i])) {
                i++;
            }
            struct place at = csv_place(t, &t->rows[i], UINT32_MAX);
            at.line_end = t->rows[end - 1].line;
            DIAG(b->diag, N125, &at, arena_printf(b->arena, "%zu", end - i));
            return i;
        }
    }
    return end;
}

/* ---- rows and levels ---- */

static bool level_continues(const struct builder *b, size_t level, uint32_t n) {
    enum ordinal_style style = (enum ordinal_style)b->plan->schema->levels[level].ordinal;
    return ordinal_follows(style, b->last[level], n);
}

/* The level of an ordinal and its position there, or PLAN_NO_LEVEL. */
static uint8_t find_level(const struct builder *b, const char *text, uint32_t *position) {
    const struct schema *s = b->plan->schema;
    uint8_t best = PLAN_NO_LEVEL;
    uint32_t best_step = UINT32_MAX;
    for (size_t i = 0; i < s->level_count; i++) {
        enum ordinal_style style = (enum ordinal_style)s->levels[i].ordinal;
        uint32_t n = ordinal_parse(text, style);
        if (n == 0) {
            continue;
        }
        uint32_t spacing = ordinal_spacing(style);
        uint32_t step = n > b->last[i] ? n - b->last[i] : b->last[i] - n + spacing;
        step = step / spacing + 1;
        if (level_continues(b, i, n)) {
            step = 0;
        }
        if (step <= best_step) {
            best_step = step;
            best = (uint8_t)i;
            *position = n;
        }
    }
    return best;
}

static uint8_t find_sub_level(const struct schema *s) {
    for (size_t i = 0; i < s->level_count; i++) {
        if (s->levels[i].kind == ROW_SUB) {
            return (uint8_t)i;
        }
    }
    return PLAN_NO_LEVEL;
}

/* The nearest row above on a higher level; for a sub-row the item above, in the same section. */
static uint32_t find_parent(const struct builder *b, const struct plan_row *row) {
    const struct schema *s = b->plan->schema;
    uint32_t parent = UINT32_MAX;
    size_t top = row->level == PLAN_NO_LEVEL ? 0 : row->level;
    for (size_t i = 0; i < top; i++) {
        bool fits = row->kind != ROW_SUB || s->levels[i].kind == ROW_ITEM;
        if (fits && b->last_at[i] != UINT32_MAX &&
            (parent == UINT32_MAX || b->last_at[i] > parent)) {
            parent = b->last_at[i];
        }
    }
    return parent;
}

/* A row of a level ends the counts below it, where those start afresh. */
static void enter_level(struct builder *b, const struct plan_row *row) {
    const struct schema *s = b->plan->schema;
    if (row->level == PLAN_NO_LEVEL || row->kind == ROW_SUB) {
        return;
    }
    for (size_t i = (size_t)row->level + 1; i < s->level_count; i++) {
        b->last_at[i] = UINT32_MAX;
        if (s->levels[i].restart) {
            b->last[i] = 0;
        }
    }
    b->last[row->level] = row->ordinal;
    b->last_at[row->level] = (uint32_t)b->plan->count;
}

/* An ordinal typed into the cell of the name ("III Chỉ tiêu đô thị"), or the name into the cell of
 * the ordinal: taken when it continues the count of its level, and with its full stop, its bracket
 * or the capitals of a section, so that "5 mô hình" stays a name. */
static bool read_ordinal_with_name(const struct builder *b, const char *text,
                                   struct plan_row *row) {
    size_t len = strcspn(text, " ");
    if (len == 0 || len > 8 || text[len] == '\0') {
        return false;
    }
    char first[9];
    memcpy(first, text, len);
    first[len] = '\0';
    uint32_t position = 0;
    uint8_t level = find_level(b, first, &position);
    if (level == PLAN_NO_LEVEL || !level_continues(b, level, position)) {
        return false;
    }
    bool marked = first[len - 1] == '.' || first[len - 1] == ')';
    if (!marked && b->plan->schema->levels[level].kind != ROW_SECTION) {
        return false;
    }
    row->level = level;
    row->ordinal = position;
    row->ordinal_with_name = true;
    return true;
}

/* Level, kind and ordinal of a row, from its ordinal or from where one was found instead. */
static void classify_row(struct builder *b, struct plan_row *row) {
    const struct schema *s = b->plan->schema;
    const char *ordinal = source_text(b, row->source, b->ordinal_column);
    const char *name = source_text(b, row->source, b->name_column);
    if (*ordinal) {
        row->level = find_level(b, ordinal, &row->ordinal);
        if (row->level == PLAN_NO_LEVEL && *name == '\0') {
            read_ordinal_with_name(b, ordinal, row);
        }
    } else if (!read_ordinal_with_name(b, name, row)) {
        row->level = find_sub_level(s);
        row->kind = ROW_SUB;
    }
    if (row->level == PLAN_NO_LEVEL || row->kind == ROW_SUB) {
        row->shift = shift_of_row(b->plan, row->source);
    }
    if (row->shift) { /* where the ordinal went, the count goes on */
        uint32_t column = b->plan->columns[b->ordinal_column];
        row->level = find_level(b, csv_row_text(row->source, (uint32_t)((int)column + row->shift)),
                                &row->ordinal);
        row->kind = ROW_ITEM;
    }
    if (row->level != PLAN_NO_LEVEL) {
        row->kind = (uint8_t)s->levels[row->level].kind;
        row->previous = b->last[row->level];
    }
}

/* Adds what the row's texts prove about their columns. */
static void learn_styles(struct builder *b, const struct plan_row *row) {
    for (size_t n = 0; n < b->value_count && row->kind != ROW_SECTION; n++) {
        size_t column = b->value_columns[n];
        number_style_learn(&b->plan->styles[column], row->cells[column].text);
    }
}

static void add_row(struct builder *b, const struct csv_row *source) {
    struct plan *p = b->plan;
    const struct schema *s = p->schema;
    struct plan_row row = {
        .source = source, .level = PLAN_NO_LEVEL, .kind = ROW_ITEM, .markup = source->markup};
    classify_row(b, &row);
    row.parent = find_parent(b, &row);
    if (row.parent != UINT32_MAX) {
        p->rows[row.parent].children++;
    }
    row.cells = arena_alloc(b->arena, s->column_count * sizeof *row.cells);
    for (size_t i = 0; i < s->column_count; i++) {
        row.cells[i] = (struct plan_cell){source_text(b, source, i), NULL};
    }
    learn_styles(b, &row);
    enter_level(b, &row);
    p->rows[p->count++] = row;
}

/* Length of the longest run of words that ends `text` and begins `rest`, or 0. */
static size_t repeated_words(const char *text, const char *rest) {
    size_t text_len = strlen(text), rest_len = strlen(rest), best = 0;
    for (size_t n = 1; n <= rest_len && n <= text_len; n++) {
        bool whole_left = n == text_len || text[text_len - n - 1] == ' ';
        bool whole_right = rest[n] == '\0' || rest[n] == ' ';
        if (whole_left && whole_right && memcmp(text + text_len - n, rest, n) == 0) {
            best = n;
        }
    }
    return best;
}

/* The page break of the source may have printed the same words twice: the joined text is left as
 * it is, but somebody must look. */
static void report_repeated(struct builder *b, const struct csv_row *source, size_t column,
                            const char *text, const char *rest) {
    size_t n = repeated_words(text, rest);
    if (n > 0) {
        struct place at = csv_place(b->plan->table, source, b->plan->columns[column]);
        at.header = b->plan->schema->columns[column].heading;
        DIAG(b->diag, W127, &at, arena_strndup(b->arena, rest, n));
    }
}

/* The rest of a row that a page break of the source cut in two. */
static void join_row(struct builder *b, const struct csv_row *source) {
    struct plan *p = b->plan;
    struct plan_row *row = &p->rows[p->count - 1];
    for (size_t i = 0; i < p->schema->column_count; i++) {
        const char *rest = source_text(b, source, i);
        struct plan_cell *cell = &row->cells[i];
        if (*rest) {
            report_repeated(b, source, i, cell->text, rest);
            cell->text = *cell->text ? arena_printf(b->arena, "%s %s", cell->text, rest) : rest;
        }
    }
    row->markup |= source->markup;
    learn_styles(b, row);
    struct place at = csv_place(p->table, source, p->columns[b->name_column]);
    DIAG(b->diag, N123, &at, source_text(b, row->source, b->ordinal_column),
         arena_printf(b->arena, "%u", row->source->line));
}

static void take_row(struct builder *b, const struct csv_row *row) {
    if (csv_row_is_blank(row)) {
        return;
    }
    if (header_is_repeated(b->plan->table, &b->header, row)) {
        struct place at = csv_place(b->plan->table, row, UINT32_MAX);
        DIAG(b->diag, N122, &at);
        b->after_header = true;
        return;
    }
    bool continues = b->after_header && b->plan->schema->continued && b->plan->count > 0 &&
                     *source_text(b, row, b->ordinal_column) == '\0';
    if (continues) {
        join_row(b, row);
    } else {
        add_row(b, row);
    }
    b->after_header = false;
}

/* ---- values and merges ---- */

static void read_values(struct builder *b, struct value_cache *cache, struct plan_row *row) {
    for (size_t n = 0; n < b->value_count; n++) {
        size_t column = b->value_columns[n];
        struct plan_cell *cell = &row->cells[column];
        cell->value = value_cache_read(cache, cell->text, &b->plan->styles[column]);
    }
}

static bool is_sentence(const char *text) {
    size_t spaces = 0;
    for (; *text; text++) {
        spaces += *text == ' ' || *text == '\n';
    }
    return spaces >= SENTENCE_SPACES;
}

/* The spans of a row, to be changed. */
static struct plan_span *own_spans(const struct builder *b, struct plan_row *row) {
    if (row->spans == NULL) {
        size_t count = b->plan->schema->column_count;
        row->spans = arena_alloc(b->arena, count * sizeof *row->spans);
        for (size_t i = 0; i < count; i++) {
            row->spans[i] = (struct plan_span){1, 1};
        }
    }
    return row->spans;
}

/* A sentence in a value column lies across the blank value columns to its right. */
static void span_sentences(const struct builder *b, struct plan_row *row) {
    size_t count = b->plan->schema->column_count;
    for (size_t i = 0; i < count; i++) {
        const struct plan_cell *cell = &row->cells[i];
        if (cell->value == NULL || cell->value->kind != VALUE_TEXT || !is_sentence(cell->text)) {
            continue;
        }
        struct plan_span *spans = own_spans(b, row);
        for (size_t next = i + 1; next < count; next++) {
            const struct value *right = row->cells[next].value;
            if (right == NULL || right->kind != VALUE_BLANK) {
                break;
            }
            spans[i].right++;
            spans[next].right = 0;
        }
    }
}

/* A value written once covers the rows below it that leave it blank, up to the next section. */
static void span_down(const struct builder *b, size_t column) {
    struct plan_row *owner = NULL;
    for (size_t i = 0; i < b->plan->count; i++) {
        struct plan_row *row = &b->plan->rows[i];
        if (row->kind == ROW_SECTION) {
            owner = NULL;
        } else if (*row->cells[column].text) {
            owner = row;
        } else if (owner) {
            own_spans(b, owner)[column].down++;
            own_spans(b, row)[column].down = 0;
        }
    }
}

/* Values are read when all rows have said how the numbers of their columns are written. */
static void read_columns(struct builder *b) {
    struct plan *p = b->plan;
    struct value_cache *cache = xcalloc(1, sizeof *cache);
    cache->arena = b->arena;
    cache->restyle = p->schema->decimal;
    for (size_t c = 0; c < p->schema->column_count; c++) {
        if (p->schema->columns[c].merge_down) {
            span_down(b, c);
        }
    }
    for (size_t i = 0; i < p->count; i++) {
        if (p->rows[i].kind != ROW_SECTION) {
            read_values(b, cache, &p->rows[i]);
            span_sentences(b, &p->rows[i]);
        }
    }
    free(cache);
}

static void find_value_columns(struct builder *b) {
    const struct schema *s = b->plan->schema;
    b->plan->styles = arena_alloc(b->arena, s->column_count * sizeof *b->plan->styles);
    for (size_t c = 0; c < s->column_count; c++) {
        if (schema_is_value(&s->columns[c])) {
            b->value_columns[b->value_count++] = c;
        }
    }
}

static void report_title_lines(struct builder *b) {
    const struct csv_table *t = b->plan->table;
    size_t filled = 0;
    for (size_t i = 0; i < b->header.first; i++) {
        filled += !csv_row_is_blank(&t->rows[i]);
    }
    if (filled > 0) {
        struct place at = csv_place(t, &t->rows[0], UINT32_MAX);
        at.line_end = t->rows[b->header.first].line - 1;
        DIAG(b->diag, N124, &at, arena_printf(b->arena, "%zu", filled));
    }
}

struct plan *plan_build(struct arena *a, const struct csv_table *table, const struct schema *schema,
                        struct diag *diag) {
    struct builder b = {.arena = a, .diag = diag};
    if (!header_find(a, table, schema, &b.header, diag)) {
        return NULL;
    }
    struct plan *p = arena_alloc(a, sizeof *p);
    b.plan = p;
    p->schema = schema;
    p->table = table;
    p->first_row = b.header.first + b.header.rows;
    memcpy(p->columns, b.header.columns, sizeof p->columns);
    b.ordinal_column = (uint32_t)schema_column_of(schema, COLUMN_ORDINAL);
    b.name_column = (uint32_t)schema_column_of(schema, COLUMN_NAME);
    for (size_t i = 0; i < SCHEMA_MAX_LEVELS; i++) {
        b.last_at[i] = UINT32_MAX;
    }
    find_value_columns(&b);
    report_title_lines(&b);
    size_t end = find_end(&b);
    size_t most = end > p->first_row ? end - p->first_row : 0;
    p->rows = arena_alloc(a, (most + 1) * sizeof *p->rows);
    for (size_t i = p->first_row; i < end; i++) {
        take_row(&b, &table->rows[i]);
    }
    if (p->count == 0) {
        struct place at = csv_place(table, &table->rows[b.header.first], UINT32_MAX);
        DIAG(diag, E112, &at);
        return NULL;
    }
    read_columns(&b);
    return p;
}

const char *plan_source_text(const struct plan *plan, const struct csv_row *row, size_t column) {
    return csv_row_text(row, plan->columns[column]);
}

uint32_t plan_line(const struct plan *plan, const struct plan_row *row, size_t column) {
    return csv_row_line(row->source, plan->columns[column]);
}

struct place plan_place(const struct plan *plan, const struct plan_row *row, size_t column) {
    struct place at = csv_place(plan->table, row->source, plan->columns[column]);
    at.header = plan->schema->columns[column].heading;
    return at;
}

void plan_dump(const struct plan *plan, struct text *out) {
    static const char *const kinds[] = {"section", "item", "sub"};
    text_printf(out, "plan %s\n", plan->table->file);
    for (size_t i = 0; i < plan->count; i++) {
        const struct plan_row *row = &plan->rows[i];
        text_printf(out, "%s line %u", kinds[row->kind], row->source->line);
        if (row->level == PLAN_NO_LEVEL) {
            text_puts(out, " level ?");
        } else {
            text_printf(out, " level %d", row->level + 1);
        }
        uint32_t spacing =
            row->level == PLAN_NO_LEVEL
                ? 1
                : ordinal_spacing((enum ordinal_style)plan->schema->levels[row->level].ordinal);
        text_printf(out, " ordinal %u", row->ordinal / spacing);
        if (row->ordinal % spacing) {
            text_printf(out, "+%u", row->ordinal % spacing);
        }
        if (row->shift) {
            text_printf(out, " shift %d", row->shift);
        }
        text_puts(out, row->ordinal_with_name ? " with name\n" : "\n");
        for (size_t c = 0; c < plan->schema->column_count; c++) {
            const struct plan_cell *cell = &row->cells[c];
            if (*cell->text == '\0') {
                continue;
            }
            text_printf(out, "  %s ", plan->schema->columns[c].key);
            text_put_json(out, cell->text);
            if (cell->value) {
                text_puts(out, " = ");
                value_dump(cell->value, out);
            }
            struct plan_span span = plan_span(row, c);
            if (span.down != 1 || span.right != 1) {
                text_printf(out, " span %u x %u", span.right, span.down);
            }
            text_putc(out, '\n');
        }
    }
}
