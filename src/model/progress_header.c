/* Finds the columns of a progress file by their headings, and reads the paths of its rows. */
#include "model/progress_header.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "model/letter.h"
#include "model/plan.h"

#define WORD_SIZE 96

const char *progress_column_key(enum progress_column column) {
    static const char *const keys[PROGRESS_COLUMNS] = {
        "ordinal", "name", "measure", "value", "period", "date", "result", "note", "proposal"};
    return keys[column];
}

/* Headings as letter_bare leaves them; a trailing space stands for "and anything behind it". The
 * first row that fits decides, so special ones stand before general ones. */
static const struct heading {
    const char *word;
    enum progress_column column;
    enum { FOR_BOTH, FOR_TARGETS, FOR_TASKS } use;
} words[] = {
    {"tt", PROGRESS_PATH, FOR_BOTH},
    {"stt", PROGRESS_PATH, FOR_BOTH},
    {"so tt", PROGRESS_PATH, FOR_BOTH},
    {"ma", PROGRESS_PATH, FOR_BOTH},
    {"ma ", PROGRESS_PATH, FOR_BOTH},
    {"chi tieu", PROGRESS_NAME, FOR_BOTH},
    {"chi tieu ", PROGRESS_NAME, FOR_TARGETS},
    {"ten chi tieu", PROGRESS_NAME, FOR_BOTH},
    {"nhiem vu", PROGRESS_NAME, FOR_BOTH},
    {"ten nhiem vu", PROGRESS_NAME, FOR_TASKS},
    {"dvt", PROGRESS_MEASURE, FOR_BOTH},
    {"don vi tinh", PROGRESS_MEASURE, FOR_BOTH},
    {"ky", PROGRESS_PERIOD, FOR_BOTH},
    {"ky bao cao", PROGRESS_PERIOD, FOR_BOTH},
    {"ky so lieu", PROGRESS_PERIOD, FOR_BOTH},
    {"ngay hoan thanh", PROGRESS_DATE, FOR_BOTH},
    {"ngay thuc hien", PROGRESS_DATE, FOR_BOTH},
    {"thoi gian hoan thanh", PROGRESS_DATE, FOR_BOTH},
    {"ngay bao cao", PROGRESS_DATE, FOR_TARGETS},
    {"ngay", PROGRESS_DATE, FOR_BOTH},
    {"trang thai", PROGRESS_VALUE, FOR_BOTH},
    {"tinh trang", PROGRESS_VALUE, FOR_TASKS},
    {"tien do thuc hien", PROGRESS_VALUE, FOR_TASKS},
    {"tinh hinh thuc hien", PROGRESS_VALUE, FOR_TASKS},
    {"ket qua thuc hien", PROGRESS_RESULT, FOR_TASKS},
    {"van ban", PROGRESS_RESULT, FOR_TASKS},
    {"van ban ", PROGRESS_RESULT, FOR_TASKS},
    {"so van ban", PROGRESS_RESULT, FOR_TASKS},
    {"so ky hieu van ban", PROGRESS_RESULT, FOR_TASKS},
    {"ket qua", PROGRESS_RESULT, FOR_TASKS},
    {"thuc hien", PROGRESS_VALUE, FOR_TARGETS},
    {"thuc hien ", PROGRESS_VALUE, FOR_TARGETS},
    {"uoc thuc hien", PROGRESS_VALUE, FOR_TARGETS},
    {"uoc thuc hien ", PROGRESS_VALUE, FOR_TARGETS},
    {"da thuc hien", PROGRESS_VALUE, FOR_TARGETS},
    {"ket qua", PROGRESS_VALUE, FOR_TARGETS},
    {"ket qua ", PROGRESS_VALUE, FOR_TARGETS},
    {"gia tri", PROGRESS_VALUE, FOR_TARGETS},
    {"so lieu", PROGRESS_VALUE, FOR_TARGETS},
    {"so thuc hien", PROGRESS_VALUE, FOR_TARGETS},
    {"dat duoc", PROGRESS_VALUE, FOR_TARGETS},
    {"nguyen nhan", PROGRESS_NOTE, FOR_BOTH},
    {"nguyen nhan ", PROGRESS_NOTE, FOR_BOTH},
    {"kho khan", PROGRESS_NOTE, FOR_BOTH},
    {"kho khan ", PROGRESS_NOTE, FOR_BOTH},
    {"vuong mac", PROGRESS_NOTE, FOR_BOTH},
    {"giai trinh", PROGRESS_NOTE, FOR_BOTH},
    {"ghi chu", PROGRESS_NOTE, FOR_BOTH},
    {"kien nghi", PROGRESS_PROPOSAL, FOR_BOTH},
    {"kien nghi ", PROGRESS_PROPOSAL, FOR_BOTH},
    {"de xuat", PROGRESS_PROPOSAL, FOR_BOTH},
    {"de xuat ", PROGRESS_PROPOSAL, FOR_BOTH},
};

static bool fits(const char *bare, const char *word) {
    size_t n = strlen(word);
    return strncmp(bare, word, n) == 0 && (bare[n] == '\0' || word[n - 1] == ' ');
}

/* What a heading means, or PROGRESS_COLUMNS. A column of the plan's template is what its type says,
 * and no result whatever it is called. */
static enum progress_column column_of(const struct schema *schema, const char *text, bool tasks) {
    char bare[WORD_SIZE];
    for (size_t i = 0; i < schema->column_count; i++) {
        if (utf8_same_folded(schema->columns[i].heading, text)) {
            switch (schema->columns[i].type) {
            case COLUMN_ORDINAL:
                return PROGRESS_PATH;
            case COLUMN_NAME:
                return PROGRESS_NAME;
            case COLUMN_UNIT:
                return PROGRESS_MEASURE;
            default:
                letter_bare(text, ' ', bare, sizeof bare);
                return strcmp(bare, "ghi chu") == 0 ? PROGRESS_NOTE : PROGRESS_COLUMNS;
            }
        }
    }
    letter_bare(text, ' ', bare, sizeof bare);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        bool meant = words[i].use == FOR_BOTH || (words[i].use == FOR_TASKS) == tasks;
        if (meant && fits(bare, words[i].word)) {
            return words[i].column;
        }
    }
    return PROGRESS_COLUMNS;
}

/* The first column of a meaning is taken; of the notes the last, for a plan's own stand before what
 * the unit added. */
static void read_headings(struct progress_header *out, const struct schema *schema,
                          const struct csv_row *row, bool tasks) {
    for (uint32_t c = 0; c < row->count; c++) {
        if (*row->cells[c] == '\0') {
            continue;
        }
        enum progress_column column = column_of(schema, row->cells[c], tasks);
        if (column == PROGRESS_COLUMNS || (out->columns[column] >= 0 && column != PROGRESS_NOTE)) {
            continue;
        }
        out->columns[column] = (int)c;
        out->headings[column] = row->cells[c];
        if (column == PROGRESS_PATH) {
            char bare[WORD_SIZE];
            letter_bare(row->cells[c], ' ', bare, sizeof bare);
            out->path_is_code = strncmp(bare, "ma", 2) == 0;
        }
    }
}

static bool is_number_row(const struct csv_row *row, int name) {
    const char *text = name >= 0 ? csv_row_text(row, (uint32_t)name) : "";
    return *text && text[strspn(text, "0123456789()")] == '\0';
}

/* A second row of headings has no ordinal and no name; a row of column numbers has only numbers. */
static bool belongs_to_header(const struct csv_row *row, const struct progress_header *h) {
    int name = h->columns[PROGRESS_NAME], path = h->columns[PROGRESS_PATH];
    bool bare = *csv_row_text(row, (uint32_t)name) == '\0' &&
                (path < 0 || *csv_row_text(row, (uint32_t)path) == '\0');
    return !csv_row_is_blank(row) && (bare || is_number_row(row, name));
}

bool progress_header_find(struct arena *a, const struct csv_table *table,
                          const struct schema *schema, bool tasks, struct progress_header *out) {
    (void)a;
    for (size_t i = 0; i < table->count; i++) {
        *out = (struct progress_header){.first = i, .body = i + 1};
        for (int c = 0; c < PROGRESS_COLUMNS; c++) {
            out->columns[c] = -1;
            out->headings[c] = NULL;
        }
        read_headings(out, schema, &table->rows[i], tasks);
        if (out->columns[PROGRESS_NAME] < 0 &&
            !(out->columns[PROGRESS_PATH] >= 0 && out->path_is_code)) {
            continue;
        }
        if (out->columns[PROGRESS_NAME] < 0) { /* codes alone */
            out->columns[PROGRESS_NAME] = out->columns[PROGRESS_PATH];
        }
        while (out->body < table->count && out->body < i + 3 &&
               belongs_to_header(&table->rows[out->body], out)) {
            read_headings(out, schema, &table->rows[out->body++], tasks);
        }
        if (out->columns[PROGRESS_VALUE] >= 0) {
            return true;
        }
    }
    return false;
}

/* ---- paths ---- */

const char **progress_paths(struct arena *a, const struct plan *plan) {
    const char **paths = arena_alloc(a, (plan->count + 1) * sizeof *paths);
    uint32_t *details = arena_alloc(a, (plan->count + 1) * sizeof *details);
    int column = schema_column_of(plan->schema, COLUMN_ORDINAL);
    for (size_t i = 0; i < plan->count; i++) {
        const struct plan_row *row = &plan->rows[i];
        bool under = row->parent != UINT32_MAX;
        const char *above = under ? paths[row->parent] : "", *slash = under ? "/" : "";
        if (row->kind == ROW_SUB) {
            uint32_t n = ++details[under ? row->parent : plan->count];
            paths[i] = arena_printf(a, "%s%s-%u", above, slash, n);
            continue;
        }
        const char *text = row->cells[column].text;
        size_t len = strcspn(text, " )"); /* "1.2" under "1" is "1/2" */
        while (len > 0 && text[len - 1] == '.') {
            len--;
        }
        for (size_t n = len; n > 0; n--) {
            if (text[n - 1] == '.') {
                text += n;
                len -= n;
                break;
            }
        }
        paths[i] = arena_printf(a, "%s%s%.*s", above, slash, (int)len, text);
    }
    return paths;
}

bool progress_read_code(struct arena *a, const char *text, bool single, const char **path) {
    size_t len = strlen(text), parts = 1;
    char *out = arena_strdup(a, text);
    for (size_t i = 0; i < len; i++) {
        bool good = (text[i] >= '0' && text[i] <= '9') || (text[i] >= 'A' && text[i] <= 'Z') ||
                    (text[i] >= 'a' && text[i] <= 'z') || strchr("./-", text[i]);
        if (!good || len > 40) {
            return false;
        }
        if (text[i] == '.' || text[i] == '/') {
            out[i] = '/';
            parts += text[i + 1] != '\0';
        }
    }
    while (len > 0 && out[len - 1] == '/') {
        out[--len] = '\0';
    }
    *path = out;
    return len > 0 && (parts > 1 || single);
}

const char *progress_dotted(struct arena *a, const char *path) {
    char *out = arena_strdup(a, path);
    for (char *s = out; *s; s++) {
        *s = *s == '/' ? '.' : *s;
    }
    return out;
}
