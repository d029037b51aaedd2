/* Breaks centred headings where a reader pauses.
 *
 * THE MODEL. A heading takes as few lines as it can; among the ways to do so the cheapest is taken.
 * What a break costs is read off the two words beside it (cost_between): nothing behind a comma,
 * little before a word that begins a phrase ("và", "về", "của", "năm 2026"), more between any two
 * words, much where a phrase is left hanging ("và | ...") or a name is torn, most inside a pair of
 * syllables that is one word ("xã | hội", and so "kinh tế - | xã hội"). What a line costs grows
 * with the square of what it differs from the mean of the heading's lines; a line more than a third
 * away from it pays a surcharge, so the shortest is at least about half the longest. A last line of
 * one word costs more than all that.
 *
 * THE STEPS. First fit (linebreak.c) makes the lines; what fits one line is done. Otherwise the
 * best breaks up to each word are found from those before it: words times the words of a line, some
 * hundred steps for the longest heading. A heading with a word wider than the line, or of more
 * words than any heading has, gets the most even lines of linebreak.c instead.
 *
 * Rejected: a dictionary, which would know more pairs and still not the phrases; the list below has
 * what stands in the headings of plans and reports. Capitals make no difference to it.
 */
#include "layout/title_breaks.h"

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "layout/nobreak.h"
#include "model/letter.h"

#define MAX_WORDS 96

/* What is a third off costs 111 a line: of two lines, a pause is worth half of one to the other. */
enum cost {
    COST_PAUSE = 0,
    COST_OPENING = 110, /* before a word that begins a phrase */
    COST_PLAIN = 320,   /* less BONUS_PAIR for each side that is the end of a known word */
    BONUS_PAIR = 60,
    COST_UNEVEN = 700, /* a line more than a third away from the mean */
    COST_HANGING = 900,
    COST_NAME = 1100,
    COST_SOFT = 1500, /* a soft bond of nobreak.c */
    COST_PAIR = 2500,
    COST_SINGLE = 20000,    /* a last line of one word */
    COST_LINE = 10000000,   /* so that lines are few */
    COST_HARD = 1000000000, /* never: first fit did without */
};

/* Two syllables that are one word. */
static const char *const PAIRS[][2] = {
    {"an", "ninh"},      {"an", "toàn"},      {"ban", "hành"},   {"bảo", "đảm"},
    {"báo", "cáo"},      {"bảo", "hiểm"},     {"biện", "pháp"},  {"cải", "cách"},
    {"cán", "bộ"},       {"chi", "tiết"},     {"chỉ", "đạo"},    {"chỉ", "tiêu"},
    {"chính", "phủ"},    {"chính", "quyền"},  {"chủ", "tịch"},   {"chủ", "trì"},
    {"chủ", "yếu"},      {"chương", "trình"}, {"chuyên", "môn"}, {"chuyển", "đổi"},
    {"công", "an"},      {"công", "khai"},    {"công", "nghệ"},  {"công", "tác"},
    {"công", "văn"},     {"cơ", "quan"},      {"dân", "phố"},    {"dự", "án"},
    {"dự", "toán"},      {"địa", "bàn"},      {"địa", "phương"}, {"điều", "hành"},
    {"đề", "án"},        {"đề", "cương"},     {"đô", "thị"},     {"đôn", "đốc"},
    {"đơn", "vị"},       {"giai", "đoạn"},    {"giải", "pháp"},  {"giải", "quyết"},
    {"giám", "sát"},     {"giáo", "dục"},     {"hành", "chính"}, {"hội", "đồng"},
    {"hoạt", "động"},    {"kế", "hoạch"},     {"kèm", "theo"},   {"kết", "quả"},
    {"khoa", "học"},     {"kiểm", "tra"},     {"kinh", "phí"},   {"kinh", "tế"},
    {"lao", "động"},     {"lĩnh", "vực"},     {"môi", "trường"}, {"mục", "tiêu"},
    {"ngân", "sách"},    {"nghị", "quyết"},   {"nhà", "nước"},   {"nhân", "dân"},
    {"nhiệm", "vụ"},     {"phân", "công"},    {"pháp", "luật"},  {"phát", "triển"},
    {"phê", "duyệt"},    {"phó", "chủ"},      {"phong", "trào"}, {"phòng", "chống"},
    {"phụ", "lục"},      {"phục", "vụ"},      {"quản", "lý"},    {"quốc", "gia"},
    {"quốc", "phòng"},   {"quy", "hoạch"},    {"quyết", "định"}, {"sản", "xuất"},
    {"sơ", "kết"},       {"tài", "chính"},    {"tài", "nguyên"}, {"tăng", "cường"},
    {"tập", "trung"},    {"thành", "lập"},    {"thành", "phố"},  {"thị", "trấn"},
    {"thông", "báo"},    {"thông", "tin"},    {"thống", "kê"},   {"thủ", "tục"},
    {"thực", "hiện"},    {"thương", "mại"},   {"tiến", "độ"},    {"tình", "hình"},
    {"tổ", "chức"},      {"tổng", "hợp"},     {"tổng", "kết"},   {"trách", "nhiệm"},
    {"triển", "khai"},   {"trọng", "tâm"},    {"trung", "ương"}, {"trường", "học"},
    {"tuyên", "truyền"}, {"ủy", "ban"},       {"uỷ", "ban"},     {"văn", "bản"},
    {"văn", "hóa"},      {"văn", "minh"},     {"văn", "phòng"},  {"vệ", "sinh"},
    {"xã", "hội"},       {"xây", "dựng"},     {"y", "tế"},       {"bổ", "sung"},
    {"cập", "nhật"},     {"danh", "sách"},    {"dân", "cư"},     {"đánh", "giá"},
    {"đất", "đai"},      {"đầu", "tư"},       {"điều", "chỉnh"}, {"giao", "thông"},
    {"hạ", "tầng"},      {"hướng", "dẫn"},    {"phối", "hợp"},   {"rà", "soát"},
    {"ứng", "dụng"},     {"đối", "với"},
};

/* Words that begin a phrase and never end a line well. */
static const char *const OPENING[] = {"và",    "về",    "của",  "tại", "trên", "theo", "cho", "từ",
                                      "trong", "thuộc", "nhằm", "với", "năm",  "quý",  "do",  "đối",
                                      "giữa",  "hoặc",  "để",   "đến", "ngày", "giai", "kèm"};

/* Words that only end a line badly. */
static const char *const HANGING[] = {
    "các",   "những", "số", "phường", "quận", "huyện", "tỉnh", "ông",   "bà", "một", "việc",
    "không", "được",  "sự", "khi",    "là",   "bị",    "V/v",  "tháng", "tổ", "mọi", "từng"};

struct title_word {
    struct nobreak_word text;
    int64_t start, end; /* its place in the stretch, 1/1000 em */
    int64_t cost;       /* of a break before it */
};

/* What stands between two forced breaks, and the best way found to set it. */
struct title {
    struct title_word words[MAX_WORDS];
    size_t count;
    const char *stop; /* the forced break or the end behind it */
    int64_t limit;    /* width of a line, 1/1000 em */
    int64_t mean;     /* of the lines; 0: their number is only counted yet */
    int64_t best[MAX_WORDS + 1];
    size_t from[MAX_WORDS + 1]; /* the first word of the line that ends before this one */
};

/* ---- what a break costs ---- */

static const char *skip_opening_marks(const char *s) {
    while (*s == '(' || *s == '"' || strncmp(s, "“", 3) == 0) {
        s += *s == '(' || *s == '"' ? 1 : 3;
    }
    return s;
}

static bool is_word(const struct title_word *w, const char *word) {
    const char *s = skip_opening_marks(w->text.start);
    return utf8_skip_word(&s, word);
}

static bool is_among(const struct title_word *w, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (is_word(w, words[i])) {
            return true;
        }
    }
    return false;
}

static bool is_pair(const struct title *t, size_t left) {
    for (size_t i = 0; left + 1 < t->count && i < sizeof PAIRS / sizeof *PAIRS; i++) {
        if (is_word(&t->words[left], PAIRS[i][0]) && is_word(&t->words[left + 1], PAIRS[i][1])) {
            return true;
        }
    }
    return false;
}

static bool is_dash(const struct title_word *w) {
    size_t len = (size_t)(w->text.end - w->text.start);
    return (len == 1 && *w->text.start == '-') || (len == 3 && strncmp(w->text.start, "–", 3) == 0);
}

/* A capital before a small letter: of a name, or of a first word. */
static bool is_capitalised(const struct title_word *w) {
    const char *s = skip_opening_marks(w->text.start);
    if (s >= w->text.end || !letter_is_upper(utf8_next(&s))) {
        return false;
    }
    return s < w->text.end && !letter_is_upper(utf8_next(&s));
}

/* Of a break before the word `at`, which stands behind at least one other. */
static int64_t cost_between(const struct title *t, size_t at, enum bond bond) {
    const struct title_word *left = &t->words[at - 1], *right = &t->words[at];
    bool pair_before = at >= 2 && is_pair(t, at - 2), pair_behind = is_pair(t, at);
    if (bond == BOND_HARD) {
        return COST_HARD;
    }
    if (strchr(",;:", left->text.end[-1])) {
        return COST_PAUSE;
    }
    if (bond == BOND_SOFT) {
        return COST_SOFT;
    }
    if (is_dash(left)) { /* "kinh tế - xã hội" is one word */
        bool compound = at >= 3 && is_pair(t, at - 3) && pair_behind;
        return is_capitalised(right) ? COST_PAUSE : compound ? COST_PAIR : COST_PLAIN;
    }
    if (is_pair(t, at - 1)) {
        return COST_PAIR;
    }
    if (is_capitalised(left) && is_capitalised(right)) {
        return COST_NAME;
    }
    if (!pair_before && (is_among(left, OPENING, sizeof OPENING / sizeof *OPENING) ||
                         is_among(left, HANGING, sizeof HANGING / sizeof *HANGING))) {
        return COST_HANGING;
    }
    if (is_among(right, OPENING, sizeof OPENING / sizeof *OPENING)) {
        return COST_OPENING;
    }
    return COST_PLAIN - (pair_before ? BONUS_PAIR : 0) - (pair_behind ? BONUS_PAIR : 0);
}

/* ---- reading ---- */

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

/* Reads the words up to a forced break or the end. False: this is no heading to choose breaks for,
 * it has too many words or one that is wider than the line. */
static bool read_stretch(struct title *t, const struct text_measure *m, struct measure_reader *r) {
    int64_t em = 0;
    t->count = 0;
    for (;;) {
        while (is_blank(*r->s)) {
            em += measure_next(m, r, NULL);
        }
        if (*r->s == '\0' || *r->s == '\n') {
            t->stop = r->s;
            return true;
        }
        if (t->count == MAX_WORDS) {
            return false;
        }
        struct title_word *w = &t->words[t->count++];
        const char *start = r->s;
        w->start = em;
        while (*r->s != '\0' && *r->s != '\n' && !is_blank(*r->s)) {
            em += measure_next(m, r, NULL);
        }
        w->end = em;
        w->text = nobreak_word_of(start, r->s);
        if (em - w->start > t->limit) {
            return false;
        }
    }
}

/* ---- choosing ---- */

static void find_costs(struct title *t) {
    struct nobreak_word before = NOBREAK_NOTHING;
    for (size_t at = 1; at < t->count; at++) {
        const struct nobreak_word *left = &t->words[at - 1].text;
        t->words[at].cost = cost_between(t, at, nobreak_between(&before, left, &t->words[at].text));
        before = *left;
    }
}

/* Of a line of the words [from, to), without the break before it. */
static int64_t cost_of_line(const struct title *t, size_t from, size_t to) {
    int64_t cost = COST_LINE;
    if (t->mean > 0) {
        int64_t width = t->words[to - 1].end - t->words[from].start;
        int64_t off = (width - t->mean) * 1000 / t->mean;
        cost += off * off / 1000 + (off < -333 || off > 333 ? COST_UNEVEN : 0);
    }
    return cost + (from > 0 && to == t->count && to - from == 1 ? COST_SINGLE : 0);
}

/* Fills `best` and `from`; gives the number of lines. */
static size_t choose(struct title *t) {
    t->best[0] = 0;
    for (size_t to = 1; to <= t->count; to++) {
        t->best[to] = INT64_MAX;
        for (size_t from = to; from-- > 0;) {
            if (t->words[to - 1].end - t->words[from].start > t->limit) {
                break;
            }
            int64_t cost =
                t->best[from] + (from > 0 ? t->words[from].cost : 0) + cost_of_line(t, from, to);
            if (cost < t->best[to]) {
                t->best[to] = cost;
                t->from[to] = from;
            }
        }
    }
    size_t lines = 0;
    for (size_t to = t->count; to > 0; to = t->from[to]) {
        lines++;
    }
    return lines;
}

/* Rounded up, so that a text fits a line of its own width. */
static int32_t to_mpt(int64_t em, int32_t size) {
    return (int32_t)((em * size + 999) / 1000);
}

/* Adds the lines that `from` tells. */
static void put_lines(const struct title *t, int32_t size, struct line_list *out) {
    bool ends_line[MAX_WORDS + 1] = {false};
    for (size_t to = t->count; to > 0; to = t->from[to]) {
        ends_line[to] = true;
    }
    for (size_t from = 0, to = 1; to <= t->count; to++) {
        if (ends_line[to]) {
            const struct title_word *first = &t->words[from], *last = &t->words[to - 1];
            GROW(out->lines, out->count, out->capacity);
            out->lines[out->count++] =
                (struct line){first->text.start, (uint32_t)(last->text.end - first->text.start),
                              to_mpt(last->end - first->start, size)};
            from = to;
        }
    }
}

static void set_stretch(struct title *t, int32_t size, struct line_list *out) {
    int64_t whole = t->words[t->count - 1].end - t->words[0].start;
    if (whole <= t->limit) {
        t->from[t->count] = 0;
    } else {
        find_costs(t);
        t->mean = 0;
        t->mean = whole / (int64_t)choose(t);
        choose(t);
    }
    put_lines(t, size, out);
}

void title_breaks(const struct text_measure *m, int32_t size, int32_t width,
                  struct line_list *out) {
    struct title t;
    struct measure_reader r = measure_start(m);
    t.limit = (int64_t)width * 1000 / size;
    out->count = 0;
    for (;;) {
        const char *start = r.s;
        if (!read_stretch(&t, m, &r)) {
            linebreak_balanced_measured(m, size, width, out);
            return;
        }
        if (t.count > 0) {
            set_stretch(&t, size, out);
        } else if (*t.stop) {
            GROW(out->lines, out->count, out->capacity);
            out->lines[out->count++] = (struct line){start, 0, 0};
        }
        if (!*t.stop) {
            return;
        }
        measure_next(m, &r, NULL); /* the forced break */
    }
}
