/* Content rules about the words of the body text: căn cứ, headings, its end, numbers, capitals. */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "model/body.h"
#include "model/conform_rules.h"
#include "model/job.h"
#include "model/letter.h"
#include "source/ini_file.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(const char *s) {
    struct letter letter;
    letter_next(&s, &letter);
    return letter.base != 0;
}

static bool ends_with(const char *text, const char *end) {
    size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

/* ---- 16: căn cứ ---- */

/* "Theo đề nghị của ..." ends the chain of căn cứ. */
static bool is_basis(const struct body_item *item) {
    const char *s = item->text;
    return item->component == COMPONENT_BASIS || utf8_skip_word(&s, "theo đề nghị") ||
           utf8_skip_word(&s, "xét đề nghị");
}

void content_basis(struct conform *c) {
    bool chain = false;
    for (size_t i = 0; i < c->body->count && (i == 0 || chain); i++) {
        const struct body_item *item = &c->body->items[i];
        chain = is_basis(item);
        if (!chain) {
            break;
        }
        bool last = i + 1 == c->body->count || !is_basis(item + 1);
        const char *end = last ? "." : ";";
        if (!ends_with(item->text, end)) {
            struct conform_key key = conform_item_key(c, item);
            size_t len = strlen(item->text);
            const char *sign =
                len && strchr(".,;:", item->text[len - 1]) ? &item->text[len - 1] : "";
            conform_report(
                c, CODE_E536, &key, "Căn cứ",
                *sign
                    ? arena_printf(c->arena, "cuối dòng «%s»" DIAG_BOTH "the line ends with \"%s\"",
                                   sign, sign)
                    : "cuối dòng không có dấu" DIAG_BOTH "no sign at the end",
                last ? "dòng cuối kết thúc bằng «.»" DIAG_BOTH "\".\" at the end of the last"
                     : "kết thúc bằng «;»" DIAG_BOTH "\";\" at the end");
        }
    }
}

/* ---- 19: headings ---- */

static bool has_small_letters(const char *s) {
    while (*s) {
        struct letter letter;
        uint32_t c = letter_next(&s, &letter);
        if (letter.base && !letter_is_upper(c)) {
            return true;
        }
    }
    return false;
}

void content_headings(struct conform *c) {
    for (size_t i = 0; i < c->body->count; i++) {
        const struct body_item *item = &c->body->items[i];
        bool capitals =
            item->component == COMPONENT_SECTION || item->component == COMPONENT_PART_TITLE;
        if (capitals && has_small_letters(item->text + item->ordinal_len)) {
            struct conform_key key = conform_item_key(c, item);
            conform_report(c, CODE_E562, &key, component_info_of(item->component)->term,
                           conform_quote(c, item->text), "chữ in hoa" DIAG_BOTH "capitals");
        }
    }
}

/* ---- 20: the end ---- */

void content_end(struct conform *c) {
    for (size_t i = 0; i < c->body->count; i++) {
        const struct body_item *item = &c->body->items[i];
        const char *mark = strstr(item->text, "./.");
        if (mark && (i + 1 < c->body->count || mark[3] != '\0')) {
            struct conform_key key = conform_item_key(c, item);
            conform_report(c, CODE_W540, &key, "Kết thúc nội dung" DIAG_BOTH "End of the text",
                           "có «./.» ở giữa" DIAG_BOTH "\"./.\" in the middle",
                           "chỉ một lần, ở cuối" DIAG_BOTH "once, at the end");
        }
    }
}

/* ---- 32: numbers and units ---- */

/* Units that follow a number in a text, the longest of one beginning first. */
static const char *const units[] = {"km²",  "km2",   "km", "kg",  "ha",    "m²",
                                    "m2",   "m³",    "m3", "tấn", "triệu", "nghìn",
                                    "đồng", "người", "tỷ", "hộ",  "m"};

/* The unit that stands at `s` as a word, or NULL. */
static const char *unit_at(const char *s) {
    for (size_t i = 0; i < COUNT(units); i++) {
        const char *rest = s;
        if (strncmp(s, units[i], strlen(units[i])) == 0 && utf8_skip_word(&rest, units[i])) {
            return units[i];
        }
    }
    return NULL;
}

/* What is wrong with the number in [s, end), or NULL. */
static const char *fault_of_digits(const char *s, const char *end, const char **wanted) {
    const char *comma = memchr(s, ',', (size_t)(end - s));
    const char *dot = memchr(s, '.', (size_t)(end - s));
    bool last_dot = dot && !memchr(dot + 1, '.', (size_t)(end - dot - 1));
    *wanted = "dấu phẩy thập phân, dấu chấm hàng nghìn" DIAG_BOTH
              "a decimal comma, dots between thousands";
    if (comma && dot && comma < dot) {
        return "dấu phẩy hàng nghìn, dấu chấm thập phân" DIAG_BOTH
               "a comma between thousands, a decimal dot";
    }
    bool measured = *end == '%' || (*end == ' ' && unit_at(end + 1));
    bool decimals = last_dot && (end - dot == 2 || end - dot == 3);
    return !comma && decimals && measured ? "dấu chấm thập phân" DIAG_BOTH "a decimal dot" : NULL;
}

static const char *fault_of_unit(const char *end, const char **wanted) {
    if (*end == ' ' && end[1] == '%') {
        *wanted = "«%» viết liền sau số" DIAG_BOTH "\"%\" right behind the number";
        return "có khoảng trống trước «%»" DIAG_BOTH "a space before \"%\"";
    }
    if (is_letter(end) && unit_at(end)) {
        *wanted = "một khoảng trống giữa số và đơn vị" DIAG_BOTH "a space between number and unit";
        return "số dính liền đơn vị" DIAG_BOTH "no space before the unit";
    }
    return NULL;
}

static void check_number(struct conform *c, const struct body_item *item, const char *s,
                         const char *end) {
    const char *wanted;
    const char *fault = fault_of_digits(s, end, &wanted);
    fault = fault ? fault : fault_of_unit(end, &wanted);
    if (fault) {
        size_t len = (size_t)(end - s) + strcspn(end + (*end == ' '), " ,;.)") + (*end == ' ');
        struct conform_key key = conform_item_key(c, item);
        conform_report(c, CODE_W552, &key, conform_quote(c, arena_strndup(c->arena, s, len)), fault,
                       wanted);
    }
}

void content_numbers(struct conform *c) {
    for (size_t i = 0; i < c->body->count; i++) {
        const struct body_item *item = &c->body->items[i];
        const char *start = item->text + item->ordinal_len;
        for (const char *s = start; *s;) {
            if (!is_digit(*s)) {
                utf8_next(&s);
                continue;
            }
            const char *end = s;
            while (is_digit(*end) || ((*end == '.' || *end == ',') && is_digit(end[1]))) {
                end++;
            }
            /* Behind a letter, a stroke or a hyphen it is part of a name, a date or a code. */
            bool joined = s > start && (strchr("/-", s[-1]) || (unsigned char)s[-1] >= 0x80 ||
                                        is_letter(&s[-1]));
            if (!joined && *end != '/') {
                check_number(c, item, s, end);
            }
            s = end;
        }
    }
}

/* ---- 33: capitals ---- */

/* Names as Phụ lục II has them written; found in any other case they are a fault. */
static const struct {
    const char *lower, *right;
} spellings[] = {
    {"ủy ban nhân dân", "Ủy ban nhân dân"},
    {"uỷ ban nhân dân", "Uỷ ban nhân dân"},
    {"hội đồng nhân dân", "Hội đồng nhân dân"},
    {"mặt trận tổ quốc", "Mặt trận Tổ quốc"},
    {"thành phố hồ chí minh", "Thành phố Hồ Chí Minh"},
    {"thủ đô hà nội", "Thủ đô Hà Nội"},
    {"tết nguyên đán", "tết Nguyên đán"},
};

static void report_capitals(struct conform *c, const struct body_item *item, const char *found,
                            const char *wanted) {
    struct conform_key key = conform_item_key(c, item);
    conform_report(c, CODE_W553, &key, "Viết hoa" DIAG_BOTH "Capitals", conform_quote(c, found),
                   conform_quote(c, wanted));
}

/* A text in capitals throughout is a heading, or shouts on purpose. */
static bool is_shouted(const char *s, const char *end) {
    const char *text = s;
    while (text < end) {
        struct letter letter;
        uint32_t c = letter_next(&text, &letter);
        if (letter.base && !letter_is_upper(c)) {
            return false;
        }
    }
    return true;
}

/* There a capital stands whatever the word. */
static bool starts_sentence(const struct body_item *item, const char *s) {
    const char *start = item->text + item->ordinal_len;
    while (s > start && strchr(" \"(-+", s[-1])) {
        s--;
    }
    return s <= start || strchr(".:;?!", s[-1]);
}

static void check_spelling(struct conform *c, const struct body_item *item, const char *s,
                           const char *lower, const char *right) {
    const char *end = s;
    if (!utf8_skip_word(&end, lower)) {
        return;
    }
    size_t len = (size_t)(end - s);
    bool same = len == strlen(right) && strncmp(s, right, len) == 0;
    if (!same && !starts_sentence(item, s) && !is_shouted(s, end)) {
        report_capitals(c, item, arena_strndup(c->arena, s, len), right);
    }
}

/* "Khoản 2 Điều 5" inside a sentence: khoản and điểm are not names (V.7). */
static void check_citing(struct conform *c, const struct body_item *item, const char *s) {
    const char *rest = s;
    bool clause = strncmp(s, "Khoản ", strlen("Khoản ")) == 0;
    bool inside =
        s - item->text >= 2 && s[-1] == ' ' && ((unsigned char)s[-2] >= 0x80 || is_letter(s - 2));
    if (!clause || !inside || !utf8_skip_word(&rest, "khoản") || !is_digit(rest[1])) {
        return;
    }
    rest += 1 + strspn(rest + 1, "0123456789");
    if (utf8_starts_folded(rest, "điều")) {
        report_capitals(c, item, "Khoản", "khoản");
    }
}

/* ---- 5: the name of the nation in a text ---- */

void content_nation(struct conform *c) {
    for (size_t i = 0; i < c->body->count; i++) {
        const struct body_item *item = &c->body->items[i];
        if (strstr(item->text, "hoà xã hội chủ nghĩa") || strstr(item->text, "HOÀ XÃ HỘI")) {
            struct conform_key key = conform_item_key(c, item);
            conform_report(c, CODE_W560, &key, "Quốc hiệu", "«hoà»", "«hòa»");
        }
    }
}

/* A byte that begins `name` in small letters or in capitals. */
static void mark_first(const struct conform *c, bool *firsts, const char *name) {
    firsts[(unsigned char)*name] = true;
    firsts[(unsigned char)*utf8_upper(c->arena, name)] = true;
}

static void check_words(struct conform *c, const struct body_item *item, const bool *firsts,
                        const char *ward, const char *ward_lower) {
    bool start = true; /* of a word */
    for (const char *s = item->text; *s;) {
        if (start && firsts[(unsigned char)*s]) {
            for (size_t k = 0; k < COUNT(spellings); k++) {
                check_spelling(c, item, s, spellings[k].lower, spellings[k].right);
            }
            if (ward) {
                check_spelling(c, item, s, ward_lower, ward);
            }
            check_citing(c, item, s);
        }
        struct letter letter;
        letter_next(&s, &letter);
        start = letter.base == 0;
    }
}

void content_capitals(struct conform *c) {
    const char *ward = ini_text(c->job->ward, "ward", "name");
    const char *lower = ward ? utf8_lower(c->arena, ward) : NULL;
    bool firsts[256] = {['K'] = true}; /* Khoản */
    for (size_t k = 0; k < COUNT(spellings); k++) {
        mark_first(c, firsts, spellings[k].lower);
    }
    if (ward) {
        mark_first(c, firsts, lower);
    }
    for (size_t i = 0; i < c->body->count; i++) {
        check_words(c, &c->body->items[i], firsts, ward, lower);
    }
}
