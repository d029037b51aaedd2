/* Finds a table's header rows in a file and holds them against the template. */
#include "model/header.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "base/utf8.h"
#include "model/schema.h"
#include "source/csv_table.h"

/* Width of a row without its trailing blank cells. */
static size_t used_width(const struct csv_row *row) {
    size_t n = row->count;
    while (n > 0 && *row->cells[n - 1] == '\0') {
        n--;
    }
    return n;
}

/* Texts folded for comparison, once for each row that is looked at. */
struct folded {
    const char **texts;
    size_t count;
};

static struct folded fold_row(struct arena *a, const struct csv_row *row) {
    struct folded f = {arena_alloc(a, (row->count + 1) * sizeof(char *)), row->count};
    for (uint32_t i = 0; i < row->count; i++) {
        f.texts[i] = *row->cells[i] ? utf8_fold(a, row->cells[i]) : "";
    }
    return f;
}

static struct folded fold_headings(struct arena *a, const struct schema *schema, size_t n) {
    struct folded f = {arena_alloc(a, schema->column_count * sizeof(char *)), schema->column_count};
    for (size_t i = 0; i < f.count; i++) {
        f.texts[i] = utf8_fold(a, schema_header_text(schema, n, i));
    }
    return f;
}

static bool contains(const struct folded *f, const char *text) {
    for (size_t i = 0; i < f->count; i++) {
        if (strcmp(f->texts[i], text) == 0) {
            return true;
        }
    }
    return false;
}

/* True when the row shows at least half of the headings, in whatever columns: a row with one
 * column too few is still the header, and the better finding is the missing column. */
static bool row_matches(struct arena *a, const struct folded *headings, const struct csv_row *row) {
    struct folded cells = fold_row(a, row);
    size_t wanted = 0, found = 0;
    for (size_t i = 0; i < headings->count; i++) {
        if (*headings->texts[i]) {
            wanted++;
            found += contains(&cells, headings->texts[i]);
        }
    }
    return wanted > 0 && found * 2 >= wanted;
}

static void report_no_table(struct arena *a, const struct csv_table *table,
                            const struct schema *schema, struct diag *diag) {
    struct text headings;
    text_init(&headings);
    for (size_t i = 0; i < schema->column_count; i++) {
        text_puts(&headings, i ? " | " : "");
        text_puts(&headings, schema->columns[i].heading);
    }
    struct place at = {.file = table->file};
    at.expected = arena_strdup(a, headings.data);
    DIAG(diag, E111, &at, headings.data);
    text_release(&headings);
}

/* Names a heading that is missing in the table, or one that the template does not have. */
static void report_column_count(struct arena *a, const struct csv_table *table,
                                const struct schema *schema, const struct csv_row *row,
                                size_t width, struct diag *diag) {
    struct place at = csv_place(table, row, UINT32_MAX);
    struct folded cells = fold_row(a, row), headings = fold_headings(a, schema, 0);
    const char *detail = "";
    for (size_t i = 0; i < headings.count && width < schema->column_count; i++) {
        if (!contains(&cells, headings.texts[i])) {
            detail = arena_printf(a, ": − «%s»", schema_header_text(schema, 0, i));
            break;
        }
    }
    for (uint32_t i = 0; i < row->count && width > schema->column_count; i++) {
        if (*cells.texts[i] && !contains(&headings, cells.texts[i])) {
            at = csv_place(table, row, i);
            detail = arena_printf(a, ": + «%s»", row->cells[i]);
            break;
        }
    }
    DIAG(diag, E113, &at, arena_printf(a, "%zu", width),
         arena_printf(a, "%zu", schema->column_count), detail);
}

static void check_headings(const struct csv_table *table, const struct schema *schema,
                           const struct header *header, size_t n, struct diag *diag) {
    const struct csv_row *row = &table->rows[header->first + n];
    for (size_t i = 0; i < schema->column_count; i++) {
        const char *wanted = schema_header_text(schema, n, i);
        const char *found = csv_row_text(row, header->columns[i]);
        if (!utf8_same_folded(wanted, found)) {
            struct place at = csv_place(table, row, header->columns[i]);
            at.expected = wanted;
            DIAG(diag, E114, &at, found, wanted);
        }
    }
}

/* True when no row from the header down has anything in the column. */
static bool column_is_blank(const struct csv_table *table, size_t first, uint32_t column) {
    for (size_t r = first; r < table->count; r++) {
        if (*csv_row_text(&table->rows[r], column)) {
            return false;
        }
    }
    return true;
}

/* Tells which column of the table is which of the schema. False when their numbers differ. */
static bool map_columns(struct arena *a, const struct csv_table *table, struct header *header,
                        size_t width, size_t wanted, struct diag *diag) {
    size_t mapped = 0;
    uint32_t skipped[SCHEMA_MAX_COLUMNS];
    size_t skipped_count = 0;
    for (uint32_t c = 0; c < width && mapped <= wanted; c++) {
        bool blank = width > wanted && skipped_count < SCHEMA_MAX_COLUMNS &&
                     column_is_blank(table, header->first, c);
        if (blank) {
            skipped[skipped_count++] = c;
        } else if (mapped++ < wanted) {
            header->columns[mapped - 1] = (uint16_t)c;
        }
    }
    for (size_t i = 0; i < skipped_count && mapped == wanted; i++) {
        struct place at = csv_place(table, &table->rows[header->first], skipped[i]);
        DIAG(diag, N130, &at, arena_printf(a, "%u", skipped[i] + 1));
    }
    return mapped == wanted;
}

bool header_find(struct arena *a, const struct csv_table *table, const struct schema *schema,
                 struct header *found, struct diag *diag) {
    size_t first = 0;
    struct folded headings = fold_headings(a, schema, 0);
    while (first < table->count && !row_matches(a, &headings, &table->rows[first])) {
        first++;
    }
    if (first == table->count) {
        report_no_table(a, table, schema, diag);
        return false;
    }
    *found = (struct header){.first = first, .rows = 1};
    size_t width = used_width(&table->rows[first]);
    while (found->rows < schema->header_rows && first + found->rows < table->count) {
        const struct csv_row *row = &table->rows[first + found->rows];
        headings = fold_headings(a, schema, found->rows);
        if (!row_matches(a, &headings, row)) {
            break;
        }
        width = used_width(row) > width ? used_width(row) : width;
        found->rows++;
    }
    if (!map_columns(a, table, found, width, schema->column_count, diag)) {
        report_column_count(a, table, schema, &table->rows[first], width, diag);
        return false;
    }
    size_t heading_rows = schema_has_groups(schema) ? 2 : 1;
    for (size_t n = 0; n < heading_rows && first + n < table->count; n++) {
        check_headings(table, schema, found, n, diag);
    }
    return true;
}

/* Three quarters of the filled cells are the same; most rows differ in their first cells already.
 */
static bool repeats_row(const struct csv_row *wanted, const struct csv_row *row) {
    size_t filled = 0, different = 0;
    for (uint32_t i = 0; i < wanted->count && different * 4 <= wanted->count; i++) {
        const char *text = wanted->cells[i], *other = csv_row_text(row, i);
        filled += *text != '\0';
        different += *text && (*text != *other || strcmp(text, other) != 0);
    }
    return filled > 1 && different * 4 <= filled;
}

bool header_is_repeated(const struct csv_table *table, const struct header *header,
                        const struct csv_row *row) {
    for (size_t n = 0; n < header->rows; n++) {
        if (repeats_row(&table->rows[header->first + n], row)) {
            return true;
        }
    }
    return false;
}
