/* Owns the findings of a run: collecting, capping, sorting and printing them. */
#include "base/diag.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"

static const struct message_info MESSAGES[CODE_COUNT] = {
#define MSG(code, severity, status, vi, en, hint_vi, hint_en, why_vi, why_en, example)             \
    {#code, SEVERITY_##severity, status, {vi, en}, {hint_vi, hint_en}, {why_vi, why_en}, example},
#include "base/messages.def"
#undef MSG
};

struct finding {
    uint32_t file; /* index in diag.files, that is the order of first appearance */
    uint32_t sequence;
    uint32_t nth; /* of its code in its file, in sorted order from 1 */
    enum code code;
    enum severity severity; /* as it was when it was found */
    struct place place;
    const char *const *args;
};

/* What is remembered of one code in one file. */
struct tally {
    size_t found;
    uint32_t kept;
    enum severity severity; /* of the last one */
};

struct file {
    const char *name; /* NULL for findings without a file */
    struct tally tallies[CODE_COUNT];
};

struct diag {
    struct diag_options options;
    struct arena *arena; /* the strings of the job at hand */

    struct file **files;
    size_t file_count;
    size_t file_capacity;
    uint32_t *slots; /* open hash: name -> index in files + 1; 0 is free */
    size_t slot_count;

    struct finding *findings;
    size_t finding_count;
    size_t finding_capacity;

    int8_t severities[CODE_COUNT]; /* the job's own, or -1 */
    size_t job_errors;
    size_t counts[SEVERITY_ERROR + 1];
    int exit_status;
};

/* ---- the list of messages ---- */

const struct message_info *message_info_of(enum code code) {
    return &MESSAGES[code];
}

bool message_find(const char *name, enum code *code) {
    for (int i = 0; i < CODE_COUNT; i++) {
        if (strcmp(MESSAGES[i].name, name) == 0) {
            *code = (enum code)i;
            return true;
        }
    }
    return false;
}

const char *severity_name(enum severity s) {
    static const char *const names[] = {"note", "warning", "error"};
    return names[s];
}

/* ---- collecting ---- */

void diag_reset_severities(struct diag *d) {
    memset(d->severities, -1, sizeof d->severities);
}

struct diag *diag_new(const struct diag_options *options) {
    struct diag *d = xcalloc(1, sizeof *d);
    d->options = *options;
    d->arena = arena_new();
    diag_reset_severities(d);
    return d;
}

void diag_free(struct diag *d) {
    if (!d) {
        return;
    }
    arena_free(d->arena);
    free(d->files);
    free(d->slots);
    free(d->findings);
    free(d);
}

void diag_begin_job(struct diag *d) {
    diag_reset_severities(d);
    d->job_errors = 0;
}

void diag_set_severity(struct diag *d, enum code code, enum severity severity) {
    d->severities[code] = (int8_t)severity;
}

static enum severity final_severity(const struct diag *d, enum code code) {
    int own = d->severities[code];
    enum severity s = own < 0 ? MESSAGES[code].severity : (enum severity)own;
    return s == SEVERITY_WARNING && d->options.strict ? SEVERITY_ERROR : s;
}

static size_t hash_name(const char *name) {
    uint32_t h = 2166136261u; /* FNV-1a */
    for (; *name; name++) {
        h = (h ^ (unsigned char)*name) * 16777619u;
    }
    return h;
}

static bool same_name(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* The slot that holds the file, or the free one where it belongs. */
static uint32_t *find_slot(const struct diag *d, const char *name) {
    size_t at = hash_name(name ? name : "") % d->slot_count;
    while (d->slots[at] && !same_name(d->files[d->slots[at] - 1]->name, name)) {
        at = (at + 1) % d->slot_count;
    }
    return &d->slots[at];
}

static void grow_slots(struct diag *d) {
    free(d->slots);
    d->slot_count = d->slot_count ? d->slot_count * 2 : 32;
    d->slots = xcalloc(d->slot_count, sizeof *d->slots);
    for (size_t i = 0; i < d->file_count; i++) {
        *find_slot(d, d->files[i]->name) = (uint32_t)i + 1;
    }
}

static uint32_t file_index_of(struct diag *d, const char *name) {
    if (d->file_count * 2 >= d->slot_count) {
        grow_slots(d);
    }
    uint32_t *slot = find_slot(d, name);
    if (!*slot) {
        GROW(d->files, d->file_count, d->file_capacity);
        struct file *f = arena_alloc(d->arena, sizeof *f);
        f->name = name ? arena_strdup(d->arena, name) : NULL;
        d->files[d->file_count++] = f;
        *slot = (uint32_t)d->file_count;
    }
    return *slot - 1;
}

static const char *copy_string(struct diag *d, const char *s) {
    return s ? arena_strdup(d->arena, s) : NULL;
}

static const char *const *copy_args(struct diag *d, const char *const *args) {
    size_t count = 0;
    while (args && args[count]) {
        count++;
    }
    const char **copy = arena_alloc(d->arena, (count + 1) * sizeof *copy);
    for (size_t i = 0; i < count; i++) {
        copy[i] = arena_strdup(d->arena, args[i]);
    }
    return copy;
}

static void count_finding(struct diag *d, enum code code, enum severity severity) {
    d->counts[severity]++;
    if (severity == SEVERITY_ERROR) {
        d->job_errors++;
        /* A note that a job calls an error has no status of its own: it fails like bad data. */
        int status = MESSAGES[code].exit_status ? MESSAGES[code].exit_status : 1;
        if (status > d->exit_status) {
            d->exit_status = status;
        }
    }
}

void diag_add(struct diag *d, enum code code, const struct place *place, const char *const *args) {
    static const struct place nowhere = {0};
    if (!place) {
        place = &nowhere;
    }
    enum severity severity = final_severity(d, code);
    count_finding(d, code, severity);
    uint32_t file = file_index_of(d, place->file);
    size_t limit = place->file ? d->options.max_per_code : 0; /* what the run says has no cap */
    struct tally *tally = &d->files[file]->tallies[code];
    tally->severity = severity;
    if (++tally->found > limit && limit) {
        return; /* counted, not stored: memory stays bounded whatever the file holds */
    }
    tally->kept++;
    GROW(d->findings, d->finding_count, d->finding_capacity);
    struct finding *f = &d->findings[d->finding_count];
    f->file = file;
    f->sequence = (uint32_t)d->finding_count++;
    f->code = code;
    f->severity = severity;
    f->place = *place;
    f->place.file = d->files[file]->name;
    f->place.header = copy_string(d, place->header);
    f->place.value = copy_string(d, place->value);
    f->place.expected = copy_string(d, place->expected);
    f->args = copy_args(d, args);
}

bool diag_job_failed(const struct diag *d) {
    return d->job_errors > 0;
}

size_t diag_job_errors(const struct diag *d) {
    return d->job_errors;
}

size_t diag_count(const struct diag *d, enum severity severity) {
    return d->counts[severity];
}

int diag_exit_status(const struct diag *d) {
    return d->exit_status;
}

/* ---- printing ---- */

static bool drives_terminal(uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x061C || c == 0x200E || c == 0x200F ||
           c == 0x2028 || c == 0x2029 || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

void diag_put_safe(struct text *out, const char *s) {
    text_put(out, "", 0);
    while (*s) {
        uint32_t c = utf8_next(&s);
        if (c == '\n' || c == '\t' || c == '\r') {
            if (c != '\r' || *s != '\n') { /* CR LF is one line end */
                text_putc(out, ' ');
            }
            continue;
        }
        char bytes[4];
        text_put(out, bytes, utf8_encode(drives_terminal(c) ? 0xFFFD : c, bytes));
    }
}

/* Length of a quoted placeholder, «{1}» or "{1}", at the start of the format; else 0. */
static size_t quoted_placeholder(const char *format) {
    static const char *const quotes[][2] = {{"«", "»"}, {"\"", "\""}};
    for (size_t i = 0; i < 2; i++) {
        size_t open = strlen(quotes[i][0]), close = strlen(quotes[i][1]);
        if (strncmp(format, quotes[i][0], open) == 0 && format[open] == '{' &&
            format[open + 1] >= '1' && format[open + 1] <= '9' && format[open + 2] == '}' &&
            strncmp(format + open + 3, quotes[i][1], close) == 0) {
            return open + 3 + close;
        }
    }
    return 0;
}

/* An argument, of one with both languages the words of this one. */
static void put_argument(struct text *out, enum language language, const char *arg) {
    const char *parting = strchr(arg, *DIAG_BOTH);
    if (parting == NULL) {
        text_puts(out, arg);
    } else if (language == LANGUAGE_VI) {
        text_put(out, arg, (size_t)(parting - arg));
    } else {
        text_puts(out, parting + 1);
    }
}

/* Fills {1}..{9}; "{{" and "}}" stand for the braces themselves. Quotes around nothing would puzzle
 * a reader: there it says that it is blank. */
static void put_filled(struct text *out, enum language language, const char *format,
                       const char *const *args) {
    static const char *const blank[] = {"(trống)", "(blank)"};
    size_t count = 0;
    while (args[count]) {
        count++;
    }
    while (*format) {
        size_t quoted = quoted_placeholder(format);
        if (quoted) {
            size_t number = (size_t)(strchr(format, '{')[1] - '0');
            if (number <= count && args[number - 1][0] == '\0') {
                text_puts(out, blank[language]);
                format += quoted;
                continue;
            }
        }
        if (format[0] == '{' && format[1] >= '1' && format[1] <= '9' && format[2] == '}') {
            size_t number = (size_t)(format[1] - '0');
            put_argument(out, language, number <= count ? args[number - 1] : "");
            format += 3;
            continue;
        }
        if ((format[0] == '{' || format[0] == '}') && format[1] == format[0]) {
            format++;
        }
        text_putc(out, *format++);
    }
}

/* Spreadsheet letters: 1 is A, 26 is Z, 27 is AA. */
void diag_put_cell(struct text *out, uint32_t column, uint32_t record) {
    char letters[8];
    size_t at = sizeof letters;
    for (; column; column = (column - 1) / 26) {
        letters[--at] = (char)('A' + (column - 1) % 26);
    }
    text_put(out, letters + at, sizeof letters - at);
    text_putu(out, record);
}

static void print_line(struct diag *d, struct text *out, const struct finding *f,
                       const char *message, const char *hint) {
    static const char *const hint_word[] = {"gợi ý", "hint"};
    const struct place *p = &f->place;
    diag_put_safe(out, p->file ? p->file : "baocao");
    if (p->line) {
        text_putc(out, ':');
        text_putu(out, p->line);
    }
    if (p->line && p->column) {
        text_putc(out, ':');
        text_putu(out, p->column);
    }
    text_puts(out, ": ");
    text_puts(out, severity_name(f->severity));
    text_puts(out, ": ");
    text_puts(out, MESSAGES[f->code].name);
    text_putc(out, ' ');
    if (p->column && p->record) {
        text_putc(out, '[');
        diag_put_cell(out, p->column, p->record);
        text_puts(out, "] ");
    }
    diag_put_safe(out, message);
    text_putc(out, '\n');
    /* Once a file and code, or the hints would drown the findings. */
    if (hint[0] && f->severity != SEVERITY_NOTE && f->nth == 1) {
        text_puts(out, "    ");
        text_puts(out, hint_word[d->options.language]);
        text_puts(out, ": ");
        diag_put_safe(out, hint);
        text_putc(out, '\n');
    }
}

static void json_string(struct text *out, const char *key, const char *value) {
    if (!value) {
        return;
    }
    text_puts(out, out->data[out->len - 1] == '{' ? "" : ",");
    text_put_json(out, key);
    text_putc(out, ':');
    text_put_json(out, value);
}

static void json_number(struct text *out, const char *key, size_t value) {
    if (value) {
        text_putc(out, ',');
        text_put_json(out, key);
        text_putc(out, ':');
        text_putu(out, value);
    }
}

static void json_begin(struct text *out, enum severity severity, enum code code, const char *file) {
    text_putc(out, '{');
    json_string(out, "severity", severity_name(severity));
    json_string(out, "code", MESSAGES[code].name);
    json_string(out, "file", file);
}

static void print_json(struct text *out, const struct finding *f, const char *message,
                       const char *hint) {
    const struct place *p = &f->place;
    json_begin(out, f->severity, f->code, p->file);
    json_number(out, "line", p->line);
    json_number(out, "line_end", p->line_end);
    json_number(out, "column", p->column);
    if (p->column && p->record) {
        struct text cell;
        text_init(&cell);
        diag_put_cell(&cell, p->column, p->record);
        json_string(out, "cell", cell.data);
        text_release(&cell);
    }
    json_number(out, "record", p->record);
    json_string(out, "header", p->header);
    json_string(out, "value", p->value);
    json_string(out, "expected", p->expected);
    json_string(out, "message", message);
    json_string(out, "hint", hint[0] ? hint : NULL);
    text_puts(out, "}\n");
}

void diag_put_more(const struct diag *d, enum code code, size_t more, struct text *out) {
    static const char *const format[] = {
        "còn {1} phát hiện mã {2} nữa trong tệp này (--max-per-code=0 để xem hết)",
        "{1} more findings of code {2} in this file (--max-per-code=0 shows all)"};
    struct text number;
    text_init(&number);
    text_putu(&number, more);
    put_filled(out, d->options.language, format[d->options.language],
               (const char *const[]){number.data, MESSAGES[code].name, NULL});
    text_release(&number);
}

/* Says how many findings were counted only; the last word on a file. */
static void print_rest(struct diag *d, struct text *out, const struct file *file) {
    for (int i = 0; i < CODE_COUNT; i++) {
        size_t more = file->tallies[i].found - file->tallies[i].kept;
        if (more == 0) {
            continue;
        }
        if (d->options.json) {
            json_begin(out, file->tallies[i].severity, (enum code)i, file->name);
            json_number(out, "more", more);
            text_puts(out, "}\n");
            continue;
        }
        diag_put_safe(out, file->name ? file->name : "baocao");
        text_puts(out, ": ");
        diag_put_more(d, (enum code)i, more, out);
        text_putc(out, '\n');
    }
}

static int compare_numbers(uint32_t a, uint32_t b) {
    return (a > b) - (a < b);
}

/* qsort is not stable, so the order of arrival is the last key. */
static int compare_findings(const void *a, const void *b) {
    const struct finding *x = a;
    const struct finding *y = b;
    int order = compare_numbers(x->file, y->file);
    order = order ? order : compare_numbers(x->place.line, y->place.line);
    order = order ? order : compare_numbers(x->place.column, y->place.column);
    return order ? order : compare_numbers(x->sequence, y->sequence);
}

/* ---- reading ---- */

size_t diag_job_findings(struct diag *d) {
    if (d->finding_count) {
        qsort(d->findings, d->finding_count, sizeof *d->findings, compare_findings);
    }
    for (size_t i = 0; i < d->finding_count; i++) {
        d->files[d->findings[i].file]->tallies[d->findings[i].code].kept = 0;
    }
    for (size_t i = 0; i < d->finding_count; i++) {
        struct finding *f = &d->findings[i];
        f->nth = ++d->files[f->file]->tallies[f->code].kept;
    }
    return d->finding_count;
}

struct finding_view diag_job_finding(const struct diag *d, size_t index) {
    const struct finding *f = &d->findings[index];
    const struct tally *tally = &d->files[f->file]->tallies[f->code];
    return (struct finding_view){.code = f->code,
                                 .severity = f->severity,
                                 .place = &f->place,
                                 .nth = f->nth,
                                 .found = tally->found,
                                 .more = f->nth == tally->kept ? tally->found - tally->kept : 0};
}

void diag_put_message(const struct diag *d, size_t index, struct text *message, struct text *hint) {
    const struct finding *f = &d->findings[index];
    const struct message_info *info = &MESSAGES[f->code];
    text_put(message, "", 0); /* a code without a hint leaves an empty string, not none */
    text_put(hint, "", 0);
    put_filled(message, d->options.language, info->text[d->options.language], f->args);
    put_filled(hint, d->options.language, info->hint[d->options.language], f->args);
}

/* ---- the end of a job ---- */

static void print_findings(struct diag *d, struct text *out) {
    struct text message, hint;
    text_init(&message);
    text_init(&hint);
    for (size_t i = 0; i < d->finding_count; i++) {
        const struct finding *f = &d->findings[i];
        if (!d->options.quiet || f->severity != SEVERITY_NOTE) {
            text_clear(&message);
            text_clear(&hint);
            diag_put_message(d, i, &message, &hint);
            if (d->options.json) {
                print_json(out, f, message.data, hint.data);
            } else {
                print_line(d, out, f, message.data, hint.data);
            }
        }
        if (i + 1 == d->finding_count || d->findings[i + 1].file != f->file) {
            print_rest(d, out, d->files[f->file]);
        }
    }
    text_release(&message);
    text_release(&hint);
}

void diag_end_job(struct diag *d, struct text *out) {
    text_put(out, "", 0);
    diag_job_findings(d);
    print_findings(d, out);
    d->finding_count = 0;
    d->file_count = 0;
    if (d->slot_count) {
        memset(d->slots, 0, d->slot_count * sizeof *d->slots);
    }
    arena_free(d->arena);
    d->arena = arena_new();
}
