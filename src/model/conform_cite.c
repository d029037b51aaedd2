/* Content rule about citations: in full the first time, by kind and number alone later.
 *
 * THE MODEL. "Quyết định số 333/QĐ-UBND" is a citation: one of the kinds below, "số", a number with
 * a stroke. Full is "ngày ... của <who> <about what>" right behind it. Laws are cited by name, and
 * what is worded in another way is passed over: better a fault missed than a false one. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "model/body.h"
#include "model/conform_rules.h"
#include "model/job.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define NUMBER       " số "
#define DATED        " ngày "
#define ISSUER       " của "
#define NEAR         60 /* bytes in which the issuer follows the date */
#define ISSUER_ALONE 60 /* bytes: an issuer without a subject is no longer */

static const char *const kinds[] = {
    "nghị định", "thông tư",     "nghị quyết", "quyết định", "chỉ thị",
    "kế hoạch",  "báo cáo",      "thông báo",  "công văn",   "hướng dẫn",
    "tờ trình",  "chương trình", "công điện",  "đề án",      "phương án",
};

/* A citation found in the text. */
struct citation {
    const char *number;
    const char *behind; /* the text after the number */
};

/* True when the text before `s` ends with one of the kinds, in any case; letters of both cases have
 * as many bytes. */
static bool follows_kind(const char *text, const char *s) {
    for (size_t i = 0; i < COUNT(kinds); i++) {
        size_t len = strlen(kinds[i]);
        const char *start = s - len;
        if ((size_t)(s - text) >= len && utf8_skip_word(&start, kinds[i])) {
            return true;
        }
    }
    return false;
}

/* The citation whose " số " stands at `s`; false when it is none. */
static bool citation_at(struct arena *a, const char *text, const char *s, struct citation *out) {
    const char *number = s + strlen(NUMBER);
    if (*number < '0' || *number > '9' || !follows_kind(text, s)) {
        return false;
    }
    size_t len = strcspn(number, " ,;:()");
    while (len > 0 && number[len - 1] == '.') {
        len--;
    }
    out->number = arena_strndup(a, number, len);
    out->behind = number + len;
    return strchr(out->number, '/') != NULL;
}

static bool is_dated(const struct citation *cited) {
    return strncmp(cited->behind, DATED, strlen(DATED)) == 0;
}

/* What the first citation lacks, or NULL. */
static const char *missing_in(struct arena *a, const struct citation *cited) {
    if (!is_dated(cited)) {
        return "thiếu ngày ban hành" DIAG_BOTH "its date is missing";
    }
    const char *issuer = strstr(cited->behind, ISSUER);
    if (issuer == NULL || issuer - cited->behind > NEAR) {
        return "thiếu cơ quan ban hành" DIAG_BOTH "its issuer is missing";
    }
    issuer += strlen(ISSUER);
    const char *named = arena_strndup(a, issuer, strcspn(issuer, ".;,)"));
    static const char *const subjects[] = {" về ",   " quy định",   " ban hành",  " phê duyệt",
                                           " giao ", " hướng dẫn",  " phát động", " sửa đổi",
                                           " quy ",  " triển khai", " thực hiện"};
    bool about = strlen(named) > ISSUER_ALONE;
    for (size_t i = 0; i < COUNT(subjects); i++) {
        about |= strstr(named, subjects[i]) != NULL;
    }
    return about ? NULL : "thiếu trích yếu nội dung" DIAG_BOTH "its subject is missing";
}

/* Numbers cited before. */
struct seen_numbers {
    const char **numbers;
    size_t count, capacity;
};

static bool was_seen(const struct seen_numbers *seen, const char *number) {
    for (size_t i = 0; i < seen->count; i++) {
        if (strcmp(seen->numbers[i], number) == 0) {
            return true;
        }
    }
    return false;
}

static void check_citation(struct conform *c, const struct body_item *item,
                           const struct citation *cited, bool again) {
    const char *fault = again ? NULL : missing_in(c->arena, cited);
    const char *wanted = "lần đầu ghi đủ số, ngày, cơ quan, trích yếu" DIAG_BOTH
                         "number, date, issuer and subject the first time";
    if (again && is_dated(cited) && strstr(cited->behind, ISSUER) &&
        strstr(cited->behind, ISSUER) - cited->behind <= NEAR) {
        fault = "nhắc lại đầy đủ" DIAG_BOTH "in full once more";
        wanted = "lần sau chỉ ghi tên loại và số, ký hiệu" DIAG_BOTH
                 "kind and number alone after the first time";
    }
    if (fault) {
        struct conform_key key = conform_item_key(c, item);
        conform_report(c, CODE_W541, &key, conform_quote(c, cited->number), fault, wanted);
    }
}

void content_citations(struct conform *c) {
    struct seen_numbers seen = {0};
    const char *own = c->job->number;
    for (size_t i = 0; i < c->body->count; i++) {
        const struct body_item *item = &c->body->items[i];
        for (const char *s = item->text; (s = strstr(s, NUMBER)) != NULL; s += strlen(NUMBER)) {
            struct citation cited;
            if (!citation_at(c->arena, item->text, s, &cited) ||
                (own && strcmp(own, cited.number) == 0)) {
                continue;
            }
            bool again = was_seen(&seen, cited.number);
            check_citation(c, item, &cited, again);
            if (!again) {
                GROW(seen.numbers, seen.count, seen.capacity);
                seen.numbers[seen.count++] = cited.number;
            }
        }
    }
    free(seen.numbers);
}
