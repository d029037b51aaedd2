/* Content rules about the keys of a job: number, kind, subject, addressees, copies, signer. */
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "model/conform_rules.h"
#include "model/job.h"
#include "model/letter.h"
#include "source/ini_file.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Phụ lục III, mục I. */
static const struct kind_code {
    const char *code, *name;
} kind_codes[] = {
    {"NQ", "nghị quyết"},   {"QĐ", "quyết định"},       {"CT", "chỉ thị"},
    {"QC", "quy chế"},      {"QyĐ", "quy định"},        {"TC", "thông cáo"},
    {"TB", "thông báo"},    {"HD", "hướng dẫn"},        {"CTr", "chương trình"},
    {"KH", "kế hoạch"},     {"PA", "phương án"},        {"ĐA", "đề án"},
    {"DA", "dự án"},        {"BC", "báo cáo"},          {"BB", "biên bản"},
    {"TTr", "tờ trình"},    {"HĐ", "hợp đồng"},         {"CĐ", "công điện"},
    {"BGN", "bản ghi nhớ"}, {"BTT", "bản thỏa thuận"},  {"GUQ", "giấy ủy quyền"},
    {"GM", "giấy mời"},     {"GGT", "giấy giới thiệu"}, {"GNP", "giấy nghỉ phép"},
    {"PG", "phiếu gửi"},    {"PC", "phiếu chuyển"},     {"PB", "phiếu báo"},
};

static const struct kind_code *code_of(const char *code) {
    for (size_t i = 0; i < COUNT(kind_codes); i++) {
        if (strcmp(kind_codes[i].code, code) == 0) {
            return &kind_codes[i];
        }
    }
    return NULL;
}

static const struct kind_code *code_of_name(const char *name) {
    for (size_t i = 0; i < COUNT(kind_codes); i++) {
        if (letter_same_words(kind_codes[i].name, name)) {
            return &kind_codes[i];
        }
    }
    return NULL;
}

/* ---- 10: number and code ---- */

#define NUMBER "Số, ký hiệu"

/* True when the part of `code` up to `len` stands in capitals; abbreviations of kinds may hold
 * small letters (QyĐ, TTr). */
static bool group_is_upper(const struct conform *c, const char *group, size_t len) {
    const char *text = arena_strndup(c->arena, group, len);
    if (code_of(text)) {
        return true;
    }
    for (const char *s = text; *s;) {
        struct letter letter;
        uint32_t cp = letter_next(&s, &letter);
        if (letter.base && !letter_is_upper(cp)) {
            return false;
        }
    }
    return true;
}

/* What is wrong with the code behind the stroke, or NULL. */
static const char *fault_of_code(const struct conform *c, const char *code) {
    if (*code == '\0') {
        return "thiếu ký hiệu sau dấu gạch chéo" DIAG_BOTH "no code behind the stroke";
    }
    if (strchr(code, ' ')) {
        return "có khoảng trống trong ký hiệu" DIAG_BOTH "a space in the code";
    }
    for (const char *group = code;;) {
        size_t len = strcspn(group, "-");
        if (len == 0) {
            return "thừa dấu gạch nối" DIAG_BOTH "a hyphen too many";
        }
        if (len == 2 && strncmp(group, "CV", 2) == 0) {
            return "có chữ CV: công văn không có chữ viết tắt" DIAG_BOTH
                   "CV: a công văn has no abbreviation";
        }
        if (!group_is_upper(c, group, len)) {
            return "ký hiệu có chữ thường" DIAG_BOTH "small letters in the code";
        }
        if (group[len] == '\0') {
            return NULL;
        }
        group += len + 1;
    }
}

static const char *fault_of_number(const struct conform *c, const char *text) {
    size_t room = strspn(text, " ._…"), digits = strspn(text, "0123456789");
    size_t len = digits ? digits : room;
    if (digits && text[len] == ' ') {
        return "có khoảng trống trước dấu gạch chéo" DIAG_BOTH "a space before the stroke";
    }
    if (text[len] != '/') {
        return "không đúng dạng số/ký hiệu" DIAG_BOTH "not of the form number/code";
    }
    if (digits == 1 || (digits == 2 && strncmp(text, "00", 2) == 0)) {
        return "số dưới 10 phải thêm một số 0 ở trước" DIAG_BOTH
               "a number below 10 takes one 0 in front";
    }
    if (digits > 2 && *text == '0') {
        return "thừa số 0 ở trước" DIAG_BOTH "a 0 too many in front";
    }
    return fault_of_code(c, text + len + 1);
}

void content_number(struct conform *c) {
    if (c->job->number == NULL) {
        return; /* written in by hand */
    }
    const char *fault = fault_of_number(c, c->job->number);
    if (fault) {
        struct conform_key key = conform_job_key(c, "document", "number");
        key.at.value = c->job->number;
        bool named = c->job->letter->kind->form == FORM_NAMED;
        const char *code = c->job->letter->kind->code;
        conform_report(c, CODE_E530, &key, NUMBER, fault,
                       named && code ? arena_printf(c->arena, "05/%s-UBND", code) : "05/UBND-VHXH");
    }
}

/* ---- 11: the abbreviation of the kind ---- */

static void check_template_code(struct conform *c, const struct document_kind *kind) {
    const struct kind_code *lawful = code_of_name(kind->name);
    const char *code = kind->code ? kind->code : "";
    if (lawful == NULL || strcmp(lawful->code, code) == 0) {
        return; /* kinds that the list does not have are not ruled */
    }
    struct conform_key key = conform_ini_key(c, kind->ini, "kind", "code");
    conform_report(c, CODE_E531, &key, kind->name, conform_quote(c, code), lawful->code);
}

void content_kind(struct conform *c) {
    const struct document_kind *kind = c->job->letter->kind;
    if (kind->form == FORM_NAMED) {
        check_template_code(c, kind);
    }
    const char *code = c->job->number ? strchr(c->job->number, '/') : NULL;
    if (code == NULL || code[1] == '\0') {
        return;
    }
    const char *first = arena_strndup(c->arena, code + 1, strcspn(code + 1, "- "));
    struct conform_key key = conform_job_key(c, "document", "number");
    key.at.value = c->job->number;
    if (kind->form == FORM_NAMED && kind->code && strcmp(first, kind->code) != 0) {
        conform_report(c, CODE_E531, &key, kind->name, conform_quote(c, first), kind->code);
    } else if (kind->form == FORM_LETTER && code_of(first)) {
        conform_report(c, CODE_E531, &key, kind->name, conform_quote(c, first),
                       "không có ký hiệu loại" DIAG_BOTH "no abbreviation of a kind");
    }
}

/* ---- 15: the subject ---- */

void content_subject(struct conform *c) {
    const struct job_letter *letter = c->job->letter;
    if (letter->subject == NULL) {
        return; /* seen on the page */
    }
    struct conform_key key = conform_job_key(c, "document", "subject");
    size_t len = strlen(letter->subject);
    const char *subject = letter->subject;
    if (len > 0 && subject[len - 1] == '.') {
        conform_report(c, CODE_W564, &key, "Trích yếu",
                       "kết thúc bằng dấu chấm" DIAG_BOTH "ends with a full stop",
                       "không có dấu chấm" DIAG_BOTH "no full stop");
    }
    if (letter->kind->form == FORM_NAMED && utf8_skip_word(&subject, "v/v")) {
        conform_report(c, CODE_E535, &key, "Trích yếu", "«V/v»",
                       "«V/v» chỉ dùng cho công văn" DIAG_BOTH "V/v is for a công văn only");
    }
}

/* ---- 17: Kính gửi ---- */

void content_addressees(struct conform *c) {
    const struct job_letter *letter = c->job->letter;
    struct conform_key key = conform_job_key(c, "to", "1");
    if (letter->kind->addressed == ADDRESSED_REQUIRED && letter->to.count == 0) {
        conform_report(c, CODE_E537, &key, "Kính gửi", "không có" DIAG_BOTH "missing",
                       "ít nhất một nơi" DIAG_BOTH "at least one");
    } else if (letter->kind->addressed == ADDRESSED_NO && letter->to.count) {
        conform_report(c, CODE_E537, &key, "Kính gửi", "có" DIAG_BOTH "given",
                       "không ghi Kính gửi ở loại văn bản này" DIAG_BOTH "none on this kind");
    }
}

/* ---- 22: Nơi nhận ---- */

/* The words of an entry, without a dash of its writer. */
static const char *entry_text(const struct job_line *line) {
    return line->text + strspn(line->text, "-+ ");
}

static void check_first_copy(struct conform *c) {
    const struct job_letter *letter = c->job->letter;
    const struct job_line *first = &letter->copies.lines[0];
    struct conform_key key = conform_line_key(c, first);
    bool above = utf8_starts_folded(entry_text(first), "như trên");
    if (letter->to.count && !above) {
        conform_report(c, CODE_E542, &key, "Nơi nhận", conform_quote(c, first->text),
                       "dòng đầu: «Như trên»" DIAG_BOTH "\"Như trên\" first");
    } else if (letter->to.count == 0 && above) {
        conform_report(c, CODE_E542, &key, "Nơi nhận", conform_quote(c, first->text),
                       "chỉ ghi «Như trên» khi có Kính gửi" DIAG_BOTH
                       "\"Như trên\" only with Kính gửi");
    }
}

static void check_last_copy(struct conform *c) {
    const struct job_lines *copies = &c->job->letter->copies;
    const struct job_line *last = &copies->lines[copies->count - 1];
    const char *text = entry_text(last);
    if (utf8_skip_word(&text, "lưu") && *text == ':' && strstr(text, "VT")) {
        return;
    }
    struct conform_key key = conform_line_key(c, last);
    conform_report(c, CODE_E542, &key, "Nơi nhận", conform_quote(c, last->text),
                   "dòng cuối: «Lưu: VT, ...»" DIAG_BOTH "\"Lưu: VT, ...\" last");
}

void content_copies(struct conform *c) {
    if (c->job->letter->copies.count == 0) {
        struct conform_key key = conform_job_key(c, "copies", "last");
        conform_report(c, CODE_E542, &key, "Nơi nhận", "không có" DIAG_BOTH "missing",
                       "«Lưu: VT, ...»" DIAG_BOTH "\"Lưu: VT, ...\"");
        return;
    }
    check_first_copy(c);
    check_last_copy(c);
}

/* ---- 24: authority ---- */

enum abbreviation { NO_ABBREVIATION, UNKNOWN, TM, Q, KT, TL, TUQ };

static const struct {
    const char *text;
    enum abbreviation is;
} abbreviations[] = {{"TM", TM}, {"Q", Q}, {"KT", KT}, {"TL", TL}, {"TUQ", TUQ}};

/* What a line begins with; `*fault`: it is wrongly written. */
static enum abbreviation abbreviation_of(const struct conform *c, const char *line, bool *fault) {
    size_t len = strcspn(line, " ");
    const char *word = utf8_upper(c->arena, arena_strndup(c->arena, line, len));
    *fault = false;
    char bare[8];
    size_t n = 0;
    for (const char *s = word; *s && *s != '.' && n < sizeof bare - 1; s++) {
        if (*s != '/') {
            bare[n++] = *s;
        }
    }
    bare[n] = '\0';
    for (size_t i = 0; i < COUNT(abbreviations); i++) {
        if (strcmp(abbreviations[i].text, bare) == 0) {
            size_t own = strlen(abbreviations[i].text);
            *fault = strncmp(word, bare, own) != 0 || strcmp(word + own, ".") != 0;
            return abbreviations[i].is;
        }
    }
    const char *dot = strchr(word, '.');
    return dot && dot - word <= 6 ? UNKNOWN : NO_ABBREVIATION;
}

static void report_authority(struct conform *c, const struct job_line *line, const char *wanted) {
    struct conform_key key = conform_line_key(c, line);
    conform_report(c, CODE_E544, &key, "Quyền hạn, chức vụ", conform_quote(c, line->text), wanted);
}

/* Why the line may not stand behind the `before` one, as what is wanted; NULL when it may. That a
 * position ends the lines is seen when the profile is read. */
static const char *fault_of_order(enum abbreviation own, size_t i, enum abbreviation before,
                                  const char *line) {
    if (own == TM && i > 0) {
        return "«TM.» ở dòng đầu" DIAG_BOTH "\"TM.\" on the first line";
    }
    if (before == KT && own != Q && !utf8_starts_folded(line, "phó")) {
        return "dưới «KT.» là chức vụ cấp phó" DIAG_BOTH "a deputy's position below \"KT.\"";
    }
    return NULL;
}

void content_authority(struct conform *c) {
    const struct signer *signer = c->job->letter->signer;
    size_t count = signer ? signer->authority.count : 0;
    enum abbreviation before = NO_ABBREVIATION;
    for (size_t i = 0; i < count; i++) {
        const struct job_line *line = &signer->authority.lines[i];
        bool fault;
        enum abbreviation own = abbreviation_of(c, line->text, &fault);
        const char *wanted = fault_of_order(own, i, before, line->text);
        if (own == UNKNOWN || fault) {
            wanted = "TM., Q., KT., TL., TUQ.";
        }
        if (wanted) {
            report_authority(c, line, wanted);
        }
        before = own;
    }
}

/* ---- 25: the signer's name ---- */

static const char *const titles[] = {
    "ths",     "ths.",     "ts",      "ts.",       "pgs",      "pgs.",     "gs",      "gs.",
    "bs",      "bs.",      "ks",      "ks.",       "cn.",      "ls.",      "ông",     "bà",
    "đ/c",     "đồng chí", "đại tá",  "thượng tá", "trung tá", "thiếu tá", "thạc sĩ", "tiến sĩ",
    "thạc sỹ", "tiến sỹ",  "cử nhân", "kỹ sư",     "bác sĩ",
};

void content_signer(struct conform *c) {
    const struct signer *signer = c->job->letter->signer;
    const char *name = signer ? signer->name : NULL;
    for (size_t i = 0; name && i < COUNT(titles); i++) {
        const char *rest = name;
        if (utf8_skip_word(&rest, titles[i]) && (*rest == ' ' || *rest == '.' || rest[-1] == '.')) {
            struct conform_key key = conform_ini_key(c, c->job->ward, signer->section, "name");
            conform_report(c, CODE_E545, &key, "Họ và tên người ký", conform_quote(c, name),
                           "chỉ họ và tên, không ghi học vị, danh xưng" DIAG_BOTH
                           "the name alone, no degree or title");
            return;
        }
    }
}
