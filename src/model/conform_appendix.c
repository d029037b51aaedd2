/* Content rules about appendices: their labels, that the body mentions each of them, typeface,
 * columns that are not for issue. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "model/body.h"
#include "model/body_claims.h"
#include "model/conform.h"
#include "model/conform_rules.h"
#include "model/job.h"
#include "model/ordinal.h"
#include "model/plan.h"
#include "source/ini_file.h"

#define APPENDIX "Phụ lục"

/* The job's words win over the template's; NULL when there are none. */
static const char *label_of(const struct conform *c, size_t i) {
    const struct job_appendix *appendix = &c->job->appendices[i];
    const struct plan *plan = c->plans ? c->plans[i] : NULL;
    return appendix->label ? appendix->label : plan ? plan->schema->label : NULL;
}

static struct conform_key label_key(const struct conform *c, size_t i) {
    const struct job_appendix *appendix = &c->job->appendices[i];
    if (appendix->label || c->plans == NULL || c->plans[i] == NULL) {
        return conform_job_key(c, appendix->heading_section, "label");
    }
    return conform_ini_key(c, c->plans[i]->schema->ini, "appendix", "label");
}

/* ---- 28: labels ---- */

/* "Phụ lục I": what is wrong with it as the `nth` of several (0: the only one), or NULL. */
static const char *fault_of_label(const char *label, unsigned nth) {
    const char *rest = label;
    if (!utf8_skip_word(&rest, "phụ lục")) {
        return NULL; /* Biểu, Mẫu: not ruled */
    }
    rest += strspn(rest, " ");
    size_t len = strcspn(rest, " .:,");
    if (*rest == '\0') {
        return nth ? "không có số thứ tự" DIAG_BOTH "no number" : NULL;
    }
    if (rest[len] != '\0') {
        return "nhãn và tên phụ lục trên một dòng" DIAG_BOTH "label and title on one line";
    }
    uint32_t number = ordinal_parse(rest, ORDINAL_ROMAN);
    if (number == 0) {
        return "số thứ tự không phải chữ số La Mã" DIAG_BOTH "the number is not Roman";
    }
    return nth && number != nth ? "sai thứ tự" DIAG_BOTH "out of order" : NULL;
}

void content_labels(struct conform *c) {
    size_t count = c->job->appendix_count;
    for (size_t i = 0; i < count; i++) {
        const char *label = label_of(c, i);
        bool unknown = label == NULL && (c->plans == NULL || c->plans[i] == NULL);
        if (unknown || (label && strstr(label, "{{"))) {
            continue;
        }
        const char *fault = label       ? fault_of_label(label, count > 1 ? (unsigned)i + 1 : 0)
                            : count > 1 ? "không có" DIAG_BOTH "missing"
                                        : NULL;
        if (fault) {
            static const char *const romans[] = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII"};
            struct conform_key key = label_key(c, i);
            key.at.value = label;
            conform_report(c, CODE_E548, &key, APPENDIX, fault,
                           arena_printf(c->arena, APPENDIX " %s", romans[i < 8 ? i : 7]));
        }
    }
}

/* ---- 30: mentions ---- */

/* "Phụ lục III ban hành kèm theo Thông tư ...": the appendix of another document. */
static bool is_of_another(const char *behind) {
    static const char *const others[] = {"Nghị định", "Thông tư", "Quyết định", "Nghị quyết",
                                         "Luật",      "Chỉ thị",  "Hướng dẫn"};
    char near[64];
    snprintf(near, sizeof near, "%.*s", (int)strcspn(behind, ".;)"), behind);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        const char *at = strstr(near, others[i]);
        if (at && strncmp(at + strlen(others[i]), " này", strlen(" này")) != 0) {
            return true;
        }
    }
    return false;
}

/* A label as a text mentions it: without a title on the same line. */
static const char *short_label(const struct conform *c, const char *label) {
    const char *title = strstr(label, ". ");
    size_t len = title ? (size_t)(title - label) : strcspn(label, ":");
    return arena_strndup(c->arena, label, len);
}

/* Which appendix a mention means, or the count of them. */
static size_t find_label(const struct conform *c, const char *mention) {
    size_t i = 0;
    while (i < c->job->appendix_count) {
        const char *label = label_of(c, i);
        if (label && utf8_same_folded(short_label(c, label), mention)) {
            break;
        }
        i++;
    }
    return i;
}

static bool all_labels_known(const struct conform *c) {
    for (size_t i = 0; i < c->job->appendix_count; i++) {
        const char *label = label_of(c, i);
        if ((label == NULL && (c->plans == NULL || c->plans[i] == NULL)) ||
            (label && strstr(label, "{{"))) {
            return false;
        }
    }
    return true;
}

static void look_for_mentions(struct conform *c, const struct body_item *item, bool *mentioned) {
    for (const char *s = item->text; *s; s++) {
        size_t n = appendix_mention_at(s);
        if (n == 0) {
            continue;
        }
        const char *mention = arena_strndup(c->arena, s, n);
        size_t found = find_label(c, mention);
        if (found < c->job->appendix_count) {
            mentioned[found] = true;
        } else if (!is_of_another(s + n)) {
            struct conform_key key = conform_item_key(c, item);
            conform_report(c, CODE_E550, &key, conform_quote(c, mention),
                           "lời văn nhắc đến, không kèm theo" DIAG_BOTH "mentioned, not attached",
                           "kèm theo phụ lục ấy" DIAG_BOTH "the appendix attached");
        }
        s += n - 1;
    }
}

/* A single appendix without a number is mentioned as "Phụ lục". */
static bool mentions_plainly(const struct conform *c, const char *words) {
    for (size_t i = 0; i < c->body->count; i++) {
        const char *folded = utf8_fold(c->arena, c->body->items[i].text);
        if (strstr(folded, words)) {
            return true;
        }
    }
    return false;
}

void content_mentions(struct conform *c) {
    size_t count = c->job->appendix_count;
    if (!all_labels_known(c)) {
        return;
    }
    bool *mentioned = arena_alloc(c->arena, (count + 1) * sizeof *mentioned);
    for (size_t i = 0; i < c->body->count; i++) {
        look_for_mentions(c, &c->body->items[i], mentioned);
    }
    for (size_t i = 0; i < count; i++) {
        const char *label = label_of(c, i) ? short_label(c, label_of(c, i)) : APPENDIX;
        if (!mentioned[i] && !mentions_plainly(c, utf8_fold(c->arena, label))) {
            const struct conform_key key = {{.file = c->body->file}, ""};
            conform_report(c, CODE_E550, &key, conform_quote(c, label),
                           "lời văn không nhắc đến" DIAG_BOTH "not mentioned in the text",
                           "một câu dẫn đến phụ lục" DIAG_BOTH "a sentence that refers to it");
        }
    }
}

/* ---- 3: the typeface of appendices alone ---- */

bool typeface_is_lawful(const char *name) {
    static const char *const faces[] = {"times new roman", "liberation serif", "tinos"};
    for (size_t i = 0; i < sizeof faces / sizeof *faces; i++) {
        if (utf8_same_folded(name, faces[i])) {
            return true;
        }
    }
    return false;
}

/* That of a letter is seen on its pages. */
void content_typeface(struct conform *c) {
    for (size_t i = 0; c->plans && !c->job->letter && i < c->job->appendix_count; i++) {
        const struct schema *schema = c->plans[i] ? c->plans[i]->schema : NULL;
        if (schema && schema->font && !typeface_is_lawful(schema->font)) {
            struct conform_key key = conform_ini_key(c, schema->ini, "appendix", "font");
            conform_report(c, CODE_E523, &key, "Bảng", schema->font, "Times New Roman");
        }
    }
}

/* ---- 34: columns that are not for issue ---- */

static bool is_explanation(const char *heading) {
    static const char *const words[] = {"lý do đề xuất", "lí do đề xuất", "không phát hành"};
    for (size_t i = 0; heading && i < sizeof words / sizeof *words; i++) {
        if (strstr(heading, words[i])) {
            return true;
        }
    }
    return false;
}

void content_columns(struct conform *c) {
    for (size_t i = 0; c->plans && c->job->draft == DRAFT_NONE && i < c->job->appendix_count; i++) {
        const struct schema *schema = c->plans[i] ? c->plans[i]->schema : NULL;
        for (size_t k = 0; schema && k < schema->column_count; k++) {
            const char *heading = schema->columns[k].heading;
            if (heading && is_explanation(utf8_fold(c->arena, heading))) {
                struct conform_key key = conform_ini_key(
                    c, schema->ini, arena_printf(c->arena, "column.%zu", k + 1), "heading");
                conform_report(c, CODE_E554, &key, conform_quote(c, heading),
                               "cột giải trình còn trong bảng" DIAG_BOTH
                               "a column of explanations in the table",
                               "bỏ cột này trước khi phát hành" DIAG_BOTH
                               "left out before it is issued");
            }
        }
    }
}
