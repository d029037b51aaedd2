/* Finds in the text of a dispatch what it says of its appendices, and holds it against the tables.
 *
 * THE MODEL. A text is not understood; three things are recognised. "26 chỉ tiêu" announces a
 * number of targets, which must be that of a table or of one of its sections. The name of a
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
#include "base/text.h"
#include "base/utf8.h"
#include "model/body.h"
#include "model/counts.h"
#include "model/job.h"
#include "model/plan.h"
#include "source/text_file.h"

#define TARGETS      "chỉ tiêu"
#define NAME_LETTERS 12 /* shorter names stand in a text by chance */
#define VALUE_WITHIN 60 /* bytes behind the name */

/* A table that the text may speak of. */
struct cited {
    const struct plan *plan;
    struct counts counts;
    const char *label;  /* or NULL */
    const char **names; /* of its rows, folded; NULL: no text is searched for it */
};

struct reading {
    struct arena *arena;
    const struct job *job;
    struct diag *diag;
    const char *file;
    struct cited *cited;
    size_t count;
    const char *shown; /* the numbers of targets of all tables */
};

/* A line or paragraph of the text. */
struct passage {
    const char *text, *folded;
    uint32_t line, line_end;
};

static struct place passage_place(const struct reading *b, const struct passage *p) {
    return (struct place){.file = b->file, .line = p->line, .line_end = p->line_end};
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

static bool announced_rightly(const struct reading *b, uint32_t n) {
    for (size_t i = 0; i < b->count; i++) {
        if (counts_include(&b->cited[i].counts, b->cited[i].plan, n)) {
            return true;
        }
    }
    return false;
}

static void check_counts(const struct reading *b, const struct passage *p) {
    for (const char *s = p->folded; (s = strstr(s, TARGETS)) != NULL; s += strlen(TARGETS)) {
        uint32_t n = number_before(p->folded, s);
        if (n > 0 && !announced_rightly(b, n)) {
            struct place at = passage_place(b, p);
            at.expected = b->shown;
            DIAG(b->diag, E384, &at, arena_printf(b->arena, "%u", n), b->shown);
        }
    }
}

/* ---- values ---- */

static bool ends_with(const char *start, size_t len, const char *word) {
    size_t n = strlen(word);
    return len >= n && memcmp(start + len - n, word, n) == 0;
}

/* The first number behind a name, before the sentence or a part of it ends; a year is none. Empty
 * without one. */
static const char *number_behind(struct arena *a, const char *s) {
    for (size_t i = 0; s[i] && i < VALUE_WITHIN && !strchr(";.", s[i]);) {
        size_t n = strspn(s + i, "0123456789.,");
        if (ends_with(s, i, " và ")) {
            break;
        }
        if (is_digit(s[i]) && !ends_with(s, i, "năm ")) {
            while (n > 0 && !is_digit(s[i + n - 1])) {
                n--;
            }
            return arena_strndup(a, s + i, n);
        }
        i += is_digit(s[i]) ? n : 1;
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

/* Another table may hold the same target with another value; one that agrees is enough. */
static bool planned_elsewhere(const struct reading *b, const char *name,
                              const struct value *cited) {
    const char *unused;
    for (size_t t = 0; t < b->count; t++) {
        const struct plan *plan = b->cited[t].plan;
        int column = schema_column_of(plan->schema, COLUMN_NAME);
        for (size_t i = 0; i < plan->count; i++) {
            if (utf8_same_folded(plan->rows[i].cells[column].text, name) &&
                is_planned(plan, &plan->rows[i], cited, &unused)) {
                return true;
            }
        }
    }
    return false;
}

/* Once for a table: each name is looked for in every passage. A text about results has other
 * values than the plan. */
static const char **names_of(struct arena *a, const struct plan *plan, int show) {
    int column = schema_column_of(plan->schema, COLUMN_NAME);
    const char **names = arena_alloc(a, (plan->count + 1) * sizeof *names);
    for (size_t i = 0; i < plan->count && show == SHOW_TABLE; i++) {
        const struct plan_row *row = &plan->rows[i];
        if (row->kind != ROW_SECTION && !row->shift) {
            const char *name = utf8_fold(a, row->cells[column].text);
            names[i] = utf8_count(name) >= NAME_LETTERS ? name : NULL;
        }
    }
    return names;
}

static void check_values(const struct reading *b, const struct cited *table,
                         const struct passage *p) {
    static const struct number_style comma = {.comma_is_decimal = true};
    const struct plan *plan = table->plan;
    int column = schema_column_of(plan->schema, COLUMN_NAME);
    for (size_t i = 0; i < plan->count; i++) {
        const char *name = table->names[i];
        const char *found = name ? strstr(p->folded, name) : NULL;
        if (!found) {
            continue;
        }
        const struct plan_row *row = &plan->rows[i];
        const char *number = number_behind(b->arena, found + strlen(name));
        struct value cited = value_parse(number, &comma);
        const char *planned;
        if (value_is_numeric(&cited) && !is_planned(plan, row, &cited, &planned) &&
            !planned_elsewhere(b, row->cells[column].text, &cited)) {
            struct place at = passage_place(b, p);
            at.expected = planned;
            DIAG(b->diag, E385, &at, row->cells[column].text, number, planned);
        }
    }
}

/* ---- appendices ---- */

size_t appendix_mention_at(const char *s) {
    static const char *const kinds[] = {"Phụ lục ", "Biểu "};
    if (*s != 'P' && *s != 'B') {
        return 0;
    }
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

/* The labels of the appendices as a list that the job did not give itself. */
static const char *labels_of(const struct reading *b) {
    struct text out;
    text_init(&out);
    text_puts(&out, "");
    for (size_t i = 0; i < b->count; i++) {
        if (b->cited[i].label) {
            text_printf(&out, "%s%s", out.len ? "; " : "", b->cited[i].label);
        }
    }
    const char *labels = arena_strdup(b->arena, out.data);
    text_release(&out);
    return labels;
}

static void check_mentions(const struct reading *b, const struct passage *passages, size_t count) {
    const char *list = b->job->attachments ? b->job->attachments : labels_of(b);
    bool *mentioned = arena_alloc(b->arena, (b->count + 1) * sizeof *mentioned);
    if (*list == '\0') {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        for (const char *s = passages[i].text; *s; s++) {
            size_t n = appendix_mention_at(s);
            const char *mention = n ? arena_strndup(b->arena, s, n) : NULL;
            for (size_t c = 0; mention && c < b->count; c++) {
                const char *label = b->cited[c].label;
                mentioned[c] = mentioned[c] || (label && utf8_same_folded(mention, label));
            }
            if (mention && !is_attached(b->arena, list, mention)) {
                struct place at = passage_place(b, &passages[i]);
                at.expected = list;
                DIAG(b->diag, W387, &at, mention);
            }
        }
    }
    for (size_t c = 0; c < b->count; c++) {
        if (b->cited[c].label && !mentioned[c]) {
            struct place at = {.file = b->file};
            DIAG(b->diag, W386, &at, b->cited[c].label);
        }
    }
}

/* ---- the text ---- */

static void gather_tables(struct reading *b, const struct plan *const *plans) {
    b->cited = arena_alloc(b->arena, (b->job->appendix_count + 1) * sizeof *b->cited);
    b->shown = "";
    for (size_t i = 0; i < b->job->appendix_count; i++) {
        const char *own = b->job->appendices[i].label;
        if (plans[i] == NULL) {
            continue;
        }
        struct cited *cited = &b->cited[b->count++];
        *cited = (struct cited){plans[i], counts_of(b->arena, plans[i]),
                                own ? own : plans[i]->schema->label,
                                names_of(b->arena, plans[i], b->job->appendices[i].show)};
        b->shown =
            arena_printf(b->arena, "%s%s%s", b->shown, *b->shown ? "; " : "", cited->counts.shown);
    }
}

static struct passage *passages_of_body(struct arena *a, const struct body *body) {
    struct passage *passages = arena_alloc(a, (body->count + 1) * sizeof *passages);
    for (size_t i = 0; i < body->count; i++) {
        const struct body_item *item = &body->items[i];
        passages[i] =
            (struct passage){item->text, utf8_fold(a, item->text), item->line, item->line_end};
    }
    return passages;
}

static struct passage *passages_of_file(struct arena *a, const struct text_file *text) {
    struct passage *passages = arena_alloc(a, (text->count + 1) * sizeof *passages);
    for (size_t i = 0; i < text->count; i++) {
        uint32_t line = (uint32_t)i + 1;
        passages[i] = (struct passage){text->lines[i], utf8_fold(a, text->lines[i]), line, line};
    }
    return passages;
}

void check_body_claims(struct arena *a, const struct job *job, const struct body *body,
                       const struct plan *const *plans, struct diag *diag) {
    struct reading b = {.arena = a, .job = job, .diag = diag, .file = job->body};
    struct passage *passages;
    size_t count;
    if (job->body == NULL) {
        return;
    }
    gather_tables(&b, plans); /* folds every name */
    if (b.count == 0) {
        return;
    }
    if (body) {
        passages = passages_of_body(a, body);
        count = body->count;
    } else {
        const struct text_file *text = text_file_load(a, job->body, diag);
        if (text == NULL) {
            return;
        }
        passages = passages_of_file(a, text);
        count = text->count;
    }
    for (size_t i = 0; i < count; i++) {
        check_counts(&b, &passages[i]);
        for (size_t t = 0; t < b.count; t++) {
            check_values(&b, &b.cited[t], &passages[i]);
        }
    }
    if (job->letter == NULL) {
        check_mentions(&b, passages, count);
    }
}
