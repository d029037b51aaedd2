/* Reads a CSV file, one physical line at a time, so that every cell knows its line.
 *
 * Most lines are a record whose quotes, if any, stand around whole cells: these are cut where they
 * stand, and the file's own bytes are the cells' text. All others (doubled or misplaced quotes, a
 * quoted newline) go through libcsv. */
#include "source/csv_table.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "base/utf8.h"
#include "source/csv_sniff.h"
#include "source/file_kind.h"
#include "source/text_file.h"

/* A cell of a line that is being cut. */
struct span {
    char *start;
    uint32_t len;
    uint8_t traits; /* of its bytes */
};

struct reader {
    struct arena *arena;
    struct diag *diag;
    struct csv_table *table;
    size_t row_capacity;
    const char **cells; /* of the record being read, and their lines */
    uint32_t *lines;
    size_t cell_count, cell_capacity, line_capacity;
    struct span *spans;
    size_t span_capacity;
    uint8_t traits[256]; /* of a byte */
    unsigned seen;       /* traits of the record being read */
    uint32_t max_lines;  /* of one record */
    uint32_t line;       /* physical line being fed */
    uint32_t cell_line;  /* where the cell being read starts */
    uint32_t record;     /* spreadsheet row being read */
    uint32_t row_line;   /* physical line where that row starts */
    bool in_record;      /* a quoted newline is open */
    bool failed;
    bool composed;                    /* the whole file is */
    uint32_t composed_cells, trimmed; /* cells changed, and the first of each */
    struct place first_composed, first_trimmed;
};

static struct place reader_place(const struct reader *r, size_t column) {
    return (struct place){.file = r->table->file,
                          .line = r->cell_line,
                          .line_end = r->line,
                          .column = (uint32_t)column,
                          .record = r->record};
}

/* libcsv would drop outer spaces of unquoted cells in silence; we trim and say so. */
static int no_space(unsigned char c) {
    (void)c;
    return 0;
}

/* Moves `*s` and `*len` inward over outer white space. */
static void trim(const char **s, size_t *len) {
    const char *start = *s, *end = *s + *len;
    while (start < end) {
        const char *next = start;
        if (!utf8_is_space(utf8_next(&next)) && *start != '\n') {
            break;
        }
        start = next;
    }
    while (end > start) {
        const char *last = end - 1;
        while (last > start && ((unsigned char)*last & 0xC0) == 0x80) {
            last--;
        }
        const char *at = last;
        if (!utf8_is_space(utf8_next(&at))) {
            break;
        }
        end = last;
    }
    *s = start;
    *len = (size_t)(end - start);
}

/* Turns CRLF and CR inside a cell into '\n' and tabs into spaces, in place; gives the length. */
static size_t unify_spaces(char *s, size_t len) {
    size_t out = 0;
    for (size_t i = 0; i < len; i++) {
        if (s[i] == '\t') {
            s[out++] = ' ';
        } else if (s[i] == '\r') {
            s[out++] = '\n';
            if (i + 1 < len && s[i + 1] == '\n') {
                i++;
            }
        } else {
            s[out++] = s[i];
        }
    }
    s[out] = '\0';
    return out;
}

enum {
    HAS_CONTROL = 1,
    HAS_HIGH = 2,
    HAS_CR = 4,
    HAS_TAB = 8,
    HAS_LF = 16,
    HAS_QUOTE = 32,
    HAS_DELIMITER = 64,
    HAS_MARKUP = 128,
    ENDS_CELL = HAS_CR | HAS_LF | HAS_QUOTE | HAS_DELIMITER /* in a line that is cut */
};

static void set_traits(struct reader *r) {
    for (unsigned c = 0; c < 256; c++) {
        r->traits[c] = c >= 0x80 ? HAS_HIGH : c < 0x20 || c == 0x7F ? HAS_CONTROL : 0;
    }
    r->traits['\r'] = HAS_CR;
    r->traits['\n'] = HAS_LF;
    r->traits['\t'] = HAS_TAB;
    r->traits['"'] = HAS_QUOTE;
    r->traits['<'] = r->traits['&'] = HAS_MARKUP;
    r->traits[(unsigned char)r->table->delimiter] |= HAS_DELIMITER;
}

static unsigned classify(const struct reader *r, const char *s, size_t len) {
    unsigned found = 0;
    for (size_t i = 0; i < len; i++) {
        found |= r->traits[(unsigned char)s[i]];
    }
    return found;
}

/* Perhaps: trim looks closer. */
static bool has_edge_space(const char *s, size_t len) {
    return len > 0 && ((unsigned char)s[0] <= ' ' || (unsigned char)s[len - 1] <= ' ' ||
                       (unsigned char)s[0] >= 0xC2 || (unsigned char)s[len - 1] >= 0x80);
}

static void report_control(struct reader *r, const char *s, size_t len, size_t column) {
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)s[i];
        if ((c < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7F) {
            struct place at = reader_place(r, column);
            DIAG(r->diag, E117, &at, arena_printf(r->arena, "U+%04X", (unsigned)c));
            r->failed = true;
            return;
        }
    }
}

static void count_change(struct reader *r, uint32_t *count, struct place *first, size_t column) {
    if (++*count == 1) {
        *first = reader_place(r, column);
    }
}

/* Makes of the field, in place where it can, what the program keeps; what was changed is counted,
 * to be reported. */
static const char *tidy_field(struct reader *r, char *field, size_t *len, unsigned traits,
                              size_t column) {
    const char *s = field;
    if (traits & HAS_CONTROL) {
        report_control(r, field, *len, column);
    }
    if (traits & (HAS_CR | HAS_TAB)) {
        *len = unify_spaces(field, *len);
    }
    size_t before = *len;
    if (has_edge_space(field, *len)) {
        trim(&s, len);
        field[(size_t)(s - field) + *len] = '\0';
    }
    if (*len != before || (traits & HAS_TAB)) {
        count_change(r, &r->trimmed, &r->first_trimmed, column);
    }
    if ((traits & HAS_HIGH) && !r->composed) {
        const char *composed = utf8_nfc(r->arena, s);
        if (composed != s) {
            s = composed;
            *len = strlen(s);
            count_change(r, &r->composed_cells, &r->first_composed, column);
        }
    }
    return s;
}

/* Adds a field that lives as long as the table, with a NUL behind it, to the record. */
static void add_field(struct reader *r, char *field, size_t len, unsigned traits) {
    size_t column = r->cell_count + 1;
    const char *s = tidy_field(r, field, &len, traits, column);
    if (len > CSV_MAX_CELL_CHARS) {
        size_t chars = utf8_count(s);
        if (chars > CSV_MAX_CELL_CHARS) {
            struct place at = reader_place(r, column);
            DIAG(r->diag, E109, &at, arena_printf(r->arena, "%zu", chars),
                 arena_printf(r->arena, "%d", CSV_MAX_CELL_CHARS));
            r->failed = true;
        }
    }
    r->seen |= traits;
    GROW(r->cells, r->cell_count, r->cell_capacity);
    GROW(r->lines, r->cell_count, r->line_capacity);
    r->cells[r->cell_count] = s;
    r->lines[r->cell_count++] = r->cell_line;
    r->cell_line = r->line;
}

static void on_field(void *bytes, size_t len, void *context) {
    struct reader *r = context;
    size_t column = r->cell_count + 1;
    if (column > CSV_MAX_COLUMNS) {
        if (column == CSV_MAX_COLUMNS + 1) {
            struct place at = reader_place(r, column);
            DIAG(r->diag, E110, &at, arena_printf(r->arena, "%d", CSV_MAX_COLUMNS));
            r->failed = true;
            r->cell_count++;
        }
        return;
    }
    char *field = arena_strndup(r->arena, bytes ? bytes : "", len);
    add_field(r, field, len, classify(r, field, len));
}

static void push_row(struct reader *r) {
    struct csv_row row = {.record = r->record, .line = r->row_line};
    row.markup = (r->seen & HAS_MARKUP) != 0;
    r->seen = 0;
    row.count = (uint32_t)(r->cell_count < CSV_MAX_COLUMNS ? r->cell_count : CSV_MAX_COLUMNS);
    if (row.count > 0) {
        row.cells = arena_alloc(r->arena, row.count * sizeof *row.cells);
        memcpy(row.cells, r->cells, row.count * sizeof *row.cells);
        if (r->lines[row.count - 1] != r->row_line) {
            row.lines = arena_alloc(r->arena, row.count * sizeof *row.lines);
            memcpy(row.lines, r->lines, row.count * sizeof *row.lines);
        }
    }
    GROW(r->table->rows, r->table->count, r->row_capacity);
    r->table->rows[r->table->count++] = row;
    r->cell_count = 0;
    r->in_record = false;
}

static void on_row(int terminator, void *context) {
    (void)terminator;
    push_row(context);
}

/* Length of the physical line at `s` with its line end; LF, CRLF and a lone CR end a line. */
static size_t line_length(const char *s, size_t len) {
    for (size_t i = 0; i < len; i++) {
        if (s[i] == '\n') {
            return i + 1;
        }
        if (s[i] == '\r') {
            return i + (i + 1 < len && s[i + 1] == '\n' ? 2 : 1);
        }
    }
    return len;
}

static void start_parser(struct reader *r, struct csv_parser *parser) {
    csv_init(parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
    csv_set_delim(parser, (unsigned char)r->table->delimiter);
    csv_set_space_func(parser, no_space);
    r->in_record = false;
    r->cell_count = 0;
}

/* After a misplaced quote the next physical line starts afresh, so that one run finds them all. */
static void recover(struct reader *r, struct csv_parser *parser) {
    struct place at = reader_place(r, r->cell_count + 1);
    DIAG(r->diag, E108, &at);
    r->failed = true;
    csv_free(parser);
    start_parser(r, parser);
}

static void start_record(struct reader *r) {
    r->record++;
    r->row_line = r->line;
    r->cell_line = r->line;
    r->in_record = true;
}

static void feed_line(struct reader *r, struct csv_parser *parser, const char *s, size_t len,
                      bool ended) {
    r->line++;
    if (!r->in_record) {
        start_record(r);
        if (*s == '\n' || *s == '\r') { /* libcsv skips a blank line; the spreadsheet has a row */
            push_row(r);
            return;
        }
    }
    if (csv_parse(parser, s, len, on_field, on_row, r) < len) {
        recover(r, parser);
    } else if (!ended && csv_parse(parser, "\n", 1, on_field, on_row, r) < 1) {
        recover(r, parser);
    }
}

/* A record that runs on and on began with a quote that nobody closed: told where it was opened,
 * not where the next quote happens to stand. Reading goes on behind its first line. */
static void give_up_record(struct reader *r, struct csv_parser *parser) {
    struct place at = reader_place(r, r->cell_count + 1);
    DIAG(r->diag, E119, &at, arena_printf(r->arena, "%u", r->max_lines));
    r->failed = true;
    r->line = r->row_line;
    csv_free(parser);
    start_parser(r, parser);
}

/* Finds the cells of the line at `s` and gives their number; 0 when the line is blank or needs the
 * parser. `*end` is set to its line end. */
static size_t find_spans(struct reader *r, char *s, const char *text_end, char **end) {
    size_t count = 0;
    for (char *at = s;; at++) { /* one behind the delimiter */
        bool quoted = at < text_end && *at == '"';
        char *start = at = at + quoted;
        unsigned traits = 0, stop = quoted ? ENDS_CELL & ~HAS_DELIMITER : ENDS_CELL;
        while (at < text_end && !(r->traits[(unsigned char)*at] & stop)) {
            traits |= r->traits[(unsigned char)*at++];
        }
        GROW(r->spans, count, r->span_capacity);
        r->spans[count++] = (struct span){start, (uint32_t)(at - start), (uint8_t)traits};
        if (quoted && (at == text_end || *at++ != '"')) {
            return 0;
        }
        unsigned last = at < text_end ? r->traits[(unsigned char)*at] : HAS_LF;
        if (last & (HAS_CR | HAS_LF)) {
            *end = at;
            return at > s ? count : 0;
        }
        if (!(last & HAS_DELIMITER) || count == CSV_MAX_COLUMNS) {
            return 0;
        }
    }
}

/* Reads the line as a record of its own: its cells stay where they are, each with a NUL in place of
 * what ended it. Gives the length, or 0 when the line needs the parser. */
static size_t cut_line(struct reader *r, char *s, size_t len) {
    char *end;
    size_t count = find_spans(r, s, s + len, &end);
    if (count == 0) {
        return 0;
    }
    size_t length = (size_t)(end - s) + line_length(end, (size_t)(s + len - end));
    r->line++;
    start_record(r);
    for (size_t i = 0; i < count; i++) {
        const struct span *span = &r->spans[i];
        span->start[span->len] = '\0';
        add_field(r, span->start, span->len, span->traits);
    }
    push_row(r);
    return length;
}

static void parse_lines(struct reader *r, char *bytes, size_t len) {
    struct csv_parser parser;
    start_parser(r, &parser);
    size_t resume = 0; /* behind the first line of the record being read */
    for (size_t at = 0; at < len;) {
        size_t n = r->in_record ? 0 : cut_line(r, bytes + at, len - at);
        if (n > 0) {
            at += n;
            continue;
        }
        n = line_length(bytes + at, len - at);
        char last = bytes[at + n - 1];
        resume = r->in_record ? resume : at + n;
        feed_line(r, &parser, bytes + at, n, last == '\n' || last == '\r');
        at += n;
        if (r->in_record && r->line - r->row_line >= r->max_lines) {
            give_up_record(r, &parser);
            at = resume;
        }
    }
    if (r->in_record) {
        struct place at = reader_place(r, r->cell_count + 1);
        DIAG(r->diag, E107, &at);
        r->failed = true;
    }
    csv_free(&parser);
}

/* NUL bytes, each bad line once. */
static bool check_nul(const char *file, const struct decoded *text, struct diag *diag) {
    if (memchr(text->bytes, '\0', text->len) == NULL) {
        return true;
    }
    uint32_t line = 0;
    for (size_t at = 0; at < text->len;) {
        size_t n = line_length(text->bytes + at, text->len - at);
        struct place place = {.file = file, .line = ++line};
        if (memchr(text->bytes + at, '\0', n) != NULL) {
            DIAG(diag, E105, &place);
        }
        at += n;
    }
    return false;
}

static bool read_bytes(struct arena *a, const char *path, struct diag *diag, char **bytes,
                       size_t *len) {
    struct place at = {.file = path};
    if (!file_bytes_load(a, path, CSV_MAX_BYTES, diag, bytes, len)) {
        return false;
    }
    const char *kind = file_kind_of(*bytes, *len);
    if (kind) {
        DIAG(diag, E129, &at, kind);
        return false;
    }
    return true;
}

static const char *line_end_of(const struct decoded *text) {
    const char *newline = memchr(text->bytes, '\n', text->len);
    if (newline == NULL) {
        return "CR";
    }
    return newline > text->bytes && newline[-1] == '\r' ? "CRLF" : "LF";
}

static void report_reading(struct reader *r, const char *encoding, const char *line_end) {
    static const char *const names[] = {[','] = "«,»", [';'] = "«;»", ['\t'] = "Tab"};
    struct place at = {.file = r->table->file};
    DIAG(r->diag, N120, &at, encoding, names[(unsigned char)r->table->delimiter], line_end);
    if (r->composed_cells > 0) {
        DIAG(r->diag, N121, &r->first_composed, arena_printf(r->arena, "%u", r->composed_cells));
    }
    if (r->trimmed > 0) {
        DIAG(r->diag, N126, &r->first_trimmed, arena_printf(r->arena, "%u", r->trimmed));
    }
}

struct csv_table *csv_table_load(struct arena *a, const char *path,
                                 const struct csv_options *options, struct diag *diag) {
    char *bytes;
    size_t len;
    struct decoded text;
    if (!read_bytes(a, path, diag, &bytes, &len) ||
        !encoding_decode(a, path, bytes, len, options->encoding, diag, &text)) {
        return NULL;
    }
    struct place whole = {.file = path};
    if (strspn(text.bytes, " \t\r\n,;") == text.len) {
        DIAG(diag, E104, &whole);
        return NULL;
    }
    if (!check_nul(path, &text, diag)) {
        return NULL;
    }
    struct csv_table *table = arena_alloc(a, sizeof *table);
    table->file = arena_strdup(a, path);
    table->delimiter =
        options->delimiter ? options->delimiter : csv_sniff_delimiter(text.bytes, text.len);
    struct reader r = {.arena = a, .diag = diag, .table = table};
    r.composed = text.composed;
    r.max_lines = options->max_lines ? options->max_lines : CSV_MAX_LINES;
    set_traits(&r);
    const char *line_end = line_end_of(&text); /* before the lines are cut */
    parse_lines(&r, text.bytes, text.len);
    report_reading(&r, text.name, line_end);
    free(r.cells);
    free(r.lines);
    free(r.spans);
    arena_adopt(a, table->rows);
    return r.failed ? NULL : table;
}

const char *csv_row_text(const struct csv_row *row, uint32_t column) {
    return column < row->count ? row->cells[column] : "";
}

bool csv_row_is_blank(const struct csv_row *row) {
    for (uint32_t i = 0; i < row->count; i++) {
        if (*row->cells[i]) {
            return false;
        }
    }
    return true;
}

uint32_t csv_row_line(const struct csv_row *row, uint32_t column) {
    return row->lines && column < row->count ? row->lines[column] : row->line;
}

struct place csv_place(const struct csv_table *table, const struct csv_row *row, uint32_t column) {
    struct place at = {.file = table->file, .line = row->line, .record = row->record};
    if (column != UINT32_MAX) {
        at.column = column + 1;
        if (column < row->count) {
            at.line = csv_row_line(row, column);
            at.line_end = at.line;
            at.value = row->cells[column];
            for (const char *s = at.value; (s = strchr(s, '\n')) != NULL; s++) {
                at.line_end++;
            }
        }
    }
    return at;
}

void csv_table_dump(const struct csv_table *table, struct text *out) {
    text_printf(out, "table %s\n", table->file);
    for (size_t i = 0; i < table->count; i++) {
        const struct csv_row *row = &table->rows[i];
        text_printf(out, "row %u line %u:", row->record, row->line);
        for (uint32_t c = 0; c < row->count; c++) {
            text_puts(out, c ? " | " : " ");
            text_put_json(out, row->cells[c]);
        }
        text_putc(out, '\n');
    }
}
