/* Rules on the words of a table: typing faults, tones in two places, years gone by. */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "model/letter.h"
#include "model/rules.h"
#include "model/wordlist.h"

/* One style of tone placement: how many words, and the first. */
struct style {
    size_t count;
    const struct plan_row *row;
    size_t column;
    const char *word;
    size_t len;
};

struct words {
    const struct check *c;
    uint64_t year_word;         /* the letters of "năm" */
    struct style styles[3];     /* by letter_tone_place */
    const struct plan_row *row; /* the cell at hand */
    size_t column;
    const char *text;
    bool names;     /* a column of people: how they write themselves is their own affair */
    bool deadlines; /* whose years have a rule of their own */
};

#define CODE_BITS 16 /* room for a letter in a word's last letters */

struct word {
    const char *start;
    uint64_t hash;
    uint64_t last; /* codes of its last letters, the last one lowest */
};

/* Reads the word at `*s` and moves past it; past one sign when there is none. */
static bool read_word(const char **s, struct word *w) {
    const char *start = *s;
    uint64_t hash = 0, last = 0;
    while (**s) {
        const char *next = *s;
        uint32_t code, c = letter_next_code(&next, &code);
        if (code == 0) {
            if (c < '0' || c > '9') {
                break;
            }
            code = c;
        }
        hash = word_hash_add(hash, code);
        last = last << CODE_BITS | code;
        *s = next;
    }
    *w = (struct word){start, hash, last};
    if (last == 0 && **s) {
        utf8_next(s);
    }
    return last != 0;
}

static struct letter letter_from_end(const struct word *w, unsigned n) {
    return letter_of_code((uint32_t)(w->last >> n * CODE_BITS));
}

/* Gives where to read on: behind a right phrase, which may hold what looks like a fault. */
static const char *check_fault(struct words *t, const struct word *w, const char *behind) {
    struct word_fault fault;
    if (!wordlist_find(t->c->typos, w->start, w->hash, &fault)) {
        return behind;
    }
    if (fault.right == NULL) {
        return w->start + fault.len;
    }
    struct arena *a = t->c->arena;
    const char *right = wordlist_in_case(a, fault.right, w->start, fault.len);
    struct place at = plan_place(t->c->plan, t->row, t->column);
    at.expected = arena_printf(a, "%.*s%s%s", (int)(w->start - t->text), t->text, right,
                               w->start + fault.len);
    DIAG(t->c->diag, W338, &at, arena_strndup(a, w->start, fault.len), right);
    return behind;
}

static void count_tone(struct words *t, const struct word *w, const char *end) {
    struct style *style = &t->styles[letter_tone_place(letter_from_end(w, 2), letter_from_end(w, 1),
                                                       letter_from_end(w, 0))];
    if (style->count++ == 0) {
        *style = (struct style){1, t->row, t->column, w->start, (size_t)(end - w->start)};
    }
}

/* ---- years ---- */

/* Words before "năm 2025" that look back on purpose. */
static const char *const looking_back[] = {
    "so với",      "cùng kỳ",    "hết hiệu lực", "từ",       "kể từ",          "sau",
    "trước",       "cuối",       "hết",          "kết quả",  "thực hiện được", "tồn đọng",
    "chuyển tiếp", "quyết toán", "tổng kết",     "đánh giá", "số liệu",
};

static bool ends_with(const char *text, const char *end, const char *words) {
    while (end > text && end[-1] == ' ') {
        end--;
    }
    size_t n = strlen(words);
    if ((size_t)(end - text) < n || ((size_t)(end - text) > n && end[-1 - (ptrdiff_t)n] != ' ')) {
        return false;
    }
    const char *start = end - n;
    return utf8_skip_word(&start, words) && start == end;
}

static bool looks_back(const char *text, const char *at) {
    const char *end = at;
    while (end > text && end[-1] == ' ') {
        end--;
    }
    if (end > text && end[-1] >= '0' && end[-1] <= '9') {
        return true; /* "ngày 22 tháng 12 năm 2024": the date of a document */
    }
    for (size_t i = 0; i < sizeof looking_back / sizeof *looking_back; i++) {
        if (ends_with(text, at, looking_back[i])) {
            return true;
        }
    }
    return false;
}

/* "năm 2025" in a plan for 2026 is often left over from the plan before. */
static void check_year(struct words *t, const struct word *w, const char *s) {
    size_t gap = strspn(s, " "), digits = strspn(s + gap, "0123456789");
    const char *behind = s + gap + digits + strspn(s + gap + digits, " ");
    if (gap == 0 || digits != 4 || strncmp(behind, "-", 1) == 0 ||
        strncmp(behind, "–", strlen("–")) == 0) {
        return;
    }
    int year = 0;
    for (size_t i = 0; i < 4; i++) {
        year = year * 10 + (s[gap + i] - '0');
    }
    if (year < 2000 || year >= t->c->year || looks_back(t->text, w->start)) {
        return;
    }
    char plan_year[16];
    snprintf(plan_year, sizeof plan_year, "%d", t->c->year);
    struct place at = plan_place(t->c->plan, t->row, t->column);
    DIAG(t->c->diag, N337, &at, arena_strndup(t->c->arena, s + gap, 4), plan_year);
}

/* ---- all cells ---- */

static void read_cell(struct words *t) {
    struct word w;
    for (const char *s = t->text; *s;) {
        if (*s == ' ') {
            s++;
            continue;
        }
        if (!read_word(&s, &w)) {
            continue;
        }
        char last = letter_from_end(&w, 0).base;
        if ((last == 'a' || last == 'e' || last == 'y') && !t->names) {
            count_tone(t, &w, s);
        }
        if (w.last == t->year_word && t->c->year && !t->deadlines) {
            check_year(t, &w, s);
        }
        s = check_fault(t, &w, s);
    }
}

static void report_tones(const struct words *t) {
    const struct style *old = &t->styles[1], *new = &t->styles[2];
    if (old->count == 0 || new->count == 0) {
        return;
    }
    const struct style *few = new->count <= old->count ? new : old;
    const struct style *many = few == old ? new : old;
    char few_count[24], many_count[24];
    snprintf(few_count, sizeof few_count, "%zu", few->count);
    snprintf(many_count, sizeof many_count, "%zu", many->count);
    struct place at = plan_place(t->c->plan, few->row, few->column);
    DIAG(t->c->diag, N339, &at, arena_strndup(t->c->arena, few->word, few->len), few_count,
         arena_strndup(t->c->arena, many->word, many->len), many_count);
}

void rule_words(const struct check *c) {
    const struct plan *plan = c->plan;
    struct words t = {.c = c, .year_word = 0};
    for (const char *s = "năm"; *s;) {
        t.year_word = t.year_word << CODE_BITS | letter_code(letter_of(utf8_next(&s)));
    }
    for (size_t column = 0; column < plan->schema->column_count; column++) {
        int type = plan->schema->columns[column].type;
        if (!c->columns[column].worded || type == COLUMN_ORDINAL || type == COLUMN_UNIT ||
            type == COLUMN_NUMBER) {
            continue;
        }
        t.column = column;
        t.names = type == COLUMN_PERSON;
        t.deadlines = type == COLUMN_DEADLINE;
        for (size_t i = 0; i < plan->count; i++) {
            const struct plan_cell *cell = &plan->rows[i].cells[column];
            if (!rule_has_words(cell)) {
                continue;
            }
            t.row = &plan->rows[i];
            t.text = cell->text;
            read_cell(&t);
        }
    }
    report_tones(&t);
}
