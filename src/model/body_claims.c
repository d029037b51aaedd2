/* Finds in the text of a dispatch what it says of its appendix, and holds it against the table.
 *
 * THE MODEL. A text is not understood; three things are recognised. "26 chỉ tiêu" announces a
 * number of targets, which must be that of the table or of one of its sections. The name of a
 * target with a number soon behind it gives that target a value. "Phụ lục II", "Biểu A4.1" mention
 * an appendix. What is worded in another way is passed over: claims that must not be missed stand
 * in the job.
 */
#include "model/body_claims.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "model/counts.h"
#include "model/job.h"
#include "model/plan.h"
#include "source/text_file.h"

#define TARGETS      "chỉ tiêu"
#define NAME_LETTERS 12 /* shorter names stand in a text by chance */
#define VALUE_WITHIN 60 /* bytes behind the name */

struct body {
    struct arena *arena;
    const struct job *job;
    const struct plan *plan;
    struct diag *diag;
    const struct text_file *text;
    struct counts counts;
};

static struct place line_place(const struct body *b, size_t line) {
    return (struct place){
        .file = b->text->path, .line = (uint32_t)line + 1, .line_end = (uint32_t)line + 1};
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* ---- numbers of targets ---- */

/* The whole number that ends right before `s`, spaces between; 0 without one. */
static uint32_t number_before(const char *start, const char *s) {
    while (s > start && s[-1] == ' ') {
        s--;
    }
    const char *end = s;
    while (s > start && is_digit(s[-1])) {
        s--;
    }
    bool whole = s == start || !strchr(".,/-", s[-1]);
    uint32_t n = 0;
    for (; whole && s < end && n < 100000; s++) {
        n = n * 10 + (uint32_t)(*s - '0');
    }
    return n;
}

static void check_counts(const struct body *b, size_t line, const char *folded) {
    for (const char *s = folded; (s = strstr(s, TARGETS)) != NULL; s += strlen(TARGETS)) {
        uint32_t n = number_before(folded, s);
        if (n > 0 && !counts_include(&b->counts, b->plan, n)) {
            struct place at = line_place(b, line);
            at.expected = b->counts.shown;
            DIAG(b->diag, E384, &at, arena_printf(b->arena, "%u", n), b->counts.shown);
        }
    }
}

/* ---- values ---- */

/* The first number behind a name, before the sentence ends; empty without one. */
static const char *number_behind(struct arena *a, const char *s) {
    for (size_t i = 0; s[i] && i < VALUE_WITHIN && !strchr(";.", s[i]); i++) {
        if (is_digit(s[i])) {
            size_t n = strspn(s + i, "0123456789.,");
            while (n > 0 && !is_digit(s[i + n - 1])) {
                n--;
            }
            return arena_strndup(a, s + i, n);
        }
    }
    return "";
}

/* True when the amount is the row's plan, the city's or the ward's, or an end of it. */
static bool is_planned(const struct plan *plan, const struct plan_row *row,
                       const struct value *cited, const char **planned) {
    *planned = NULL;
    for (size_t i = 0; i < plan->schema->column_count; i++) {
        const struct value *v = row->cells[i].value;
        if (plan->schema->columns[i].type != COLUMN_TARGET || !v || !value_is_numeric(v)) {
            continue;
        }
        *planned = row->cells[i].text;
        if (decimal_compare(v->low, cited->low) == 0 || decimal_compare(v->high, cited->low) == 0) {
            return true;
        }
    }
    return *planned == NULL; /* nothing to hold it against */
}

static void check_values(const struct body *b, size_t line, const char *folded) {
    static const struct number_style comma = {.comma_is_decimal = true};
    int column = schema_column_of(b->plan->schema, COLUMN_NAME);
    for (size_t i = 0; i < b->plan->count; i++) {
        const struct plan_row *row = &b->plan->rows[i];
        if (row->kind == ROW_SECTION || row->shift) {
            continue;
        }
        const char *name = utf8_fold(b->arena, row->cells[column].text);
        const char *found = utf8_count(name) >= NAME_LETTERS ? strstr(folded, name) : NULL;
        const char *number = found ? number_behind(b->arena, found + strlen(name)) : "";
        struct value cited = value_parse(number, &comma);
        const char *planned;
        if (value_is_numeric(&cited) && !is_planned(b->plan, row, &cited, &planned)) {
            struct place at = line_place(b, line);
            at.expected = planned;
            DIAG(b->diag, E385, &at, row->cells[column].text, number, planned);
        }
    }
}

/* ---- appendices ---- */

size_t appendix_mention_at(const char *s) {
    static const char *const kinds[] = {"Phụ lục ", "Biểu "};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        size_t n = strlen(kinds[i]);
        if (strncmp(s, kinds[i], n) == 0 && (is_digit(s[n]) || (s[n] >= 'A' && s[n] <= 'Z'))) {
            size_t end = n + strcspn(s + n, " ,;:()\"");
            while (end > n && s[end - 1] == '.') {
                end--;
            }
            return end;
        }
    }
    return 0;
}

/* True when `mention` is in the list, whose entries stand between semicolons. */
static bool is_attached(struct arena *a, const char *list, const char *mention) {
    for (const char *s = list;;) {
        size_t n = strcspn(s, ";");
        if (utf8_same_folded(arena_strndup(a, s, n), mention)) {
            return true;
        }
        if (s[n] == '\0') {
            return false;
        }
        s += n + 1;
    }
}

static void check_mentions(const struct body *b, const char *label) {
    const char *list = b->job->attachments ? b->job->attachments : label;
    bool mentioned = false;
    for (size_t i = 0; i < b->text->count; i++) {
        for (const char *s = b->text->lines[i]; *s; s++) {
            size_t n = appendix_mention_at(s);
            if (n == 0) {
                continue;
            }
            const char *mention = arena_strndup(b->arena, s, n);
            mentioned |= utf8_same_folded(mention, label);
            if (!is_attached(b->arena, list, mention)) {
                struct place at = line_place(b, i);
                at.expected = list;
                DIAG(b->diag, W387, &at, mention);
            }
        }
    }
    if (!mentioned) {
        struct place at = {.file = b->text->path};
        DIAG(b->diag, W386, &at, label);
    }
}

void check_body_claims(struct arena *a, const struct job *job, const struct plan *plan,
                       const char *label, struct diag *diag) {
    if (job->body == NULL) {
        return;
    }
    struct body b = {.arena = a, .job = job, .plan = plan, .diag = diag};
    b.text = text_file_load(a, job->body, diag);
    if (b.text == NULL) {
        return;
    }
    b.counts = counts_of(a, plan);
    for (size_t i = 0; i < b.text->count; i++) {
        const char *folded = utf8_fold(a, b.text->lines[i]);
        check_counts(&b, i, folded);
        check_values(&b, i, folded);
    }
    if (label && job->letter == NULL) {
        check_mentions(&b, label);
    }
}
