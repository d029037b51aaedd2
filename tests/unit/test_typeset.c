/* Owns the tests of layout/typeset.c and breakpoints.c: the choice of breaks against all
 * choices there are, what may not be broken, and that no character is lost. */
#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "base/typography.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "layout/breakpoints.h"
#include "layout/canvas.h"
#include "layout/fontset.h"
#include "layout/linebreak.h"
#include "layout/nobreak.h"
#include "layout/title_breaks.h"
#include "layout/typeset.h"
#include "unit/harness.h"

#define SIZE       14000
#define TYPE_WIDTH MM_TO_MPT(165)
#define INDENT     28350
#define SPACE      3500 /* 1/4 em */
#define MAX_WORDS  400

static struct fontset *fonts;

static struct doc_paragraph paragraph_of(const char *text, enum text_align align) {
    return (struct doc_paragraph){.text = text,
                                  .font_size = SIZE,
                                  .align = (uint8_t)align,
                                  .first_indent = align == ALIGN_JUSTIFY ? INDENT : 0,
                                  .component = COMPONENT_BODY};
}

/* ---- texts ---- */

/* A fixed pseudo-random sequence: a failure is found again. */
static uint32_t next_random(uint32_t *state) {
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static const char *const SYLLABLES[] = {
    "phát",   "triển",  "kinh",  "tế",    "xã",   "hội",   "năm",  "của",
    "phường", "và",     "các",   "nhiệm", "vụ",   "trọng", "tâm",  "nghiêng",
    "ở",      "trường", "người", "theo",  "kế",   "hoạch", "được", "giao",
    "thực",   "hiện",   "bảo",   "đảm",   "quốc", "phòng", "an",   "ninh"};

/* With numbers, units, dates, dashes and numbers of documents. */
static const char *const PROSE[] = {"14,5%,",
                                    "3.904 tỷ đồng",
                                    "- xã hội",
                                    "ngày 24 tháng 12 năm 2025",
                                    "số 1361/UBND-KTHT&ĐT",
                                    "Phụ lục I",
                                    "quý IV/2026;",
                                    "khoản 2 Điều 5",
                                    "từ 12 người",
                                    "2026 - 2030",
                                    "(100 %)",
                                    "triệu đồng/người/năm."};

static void put_random_text(struct text *out, uint32_t *state, size_t words, bool prose) {
    text_clear(out);
    for (size_t i = 0; i < words; i++) {
        uint32_t n = next_random(state);
        if (i > 0)
            text_putc(out, ' ');
        if (prose && n % 8 == 0)
            text_puts(out, PROSE[n / 8 % (sizeof PROSE / sizeof *PROSE)]);
        else
            text_puts(out, SYLLABLES[n % (sizeof SYLLABLES / sizeof *SYLLABLES)]);
    }
}

/* Width of a text in 1/1000 mpt, without rounding. */
static int64_t exact_width(const char *s, const char *end) {
    int64_t em = 0;
    while (s < end)
        em += ttf_advance(fonts->faces[FACE_REGULAR], utf8_next(&s));
    return em * SIZE;
}

/* ---- what holds for every set text ---- */

static size_t spaces_in(const struct set_text *t, const struct set_line *line) {
    size_t spaces = 0;
    for (size_t n = 0; n < line->piece_count; n++) {
        const struct set_piece *piece = &t->pieces[line->first_piece + n];
        for (uint32_t i = 0; i < piece->len; i++)
            spaces += piece->text[i] == ' ';
    }
    return spaces;
}

static const char *line_start(const struct set_text *t, size_t i) {
    return t->pieces[t->lines[i].first_piece].text;
}

static const char *line_end(const struct set_text *t, size_t i) {
    const struct set_line *line = &t->lines[i];
    const struct set_piece *piece = &t->pieces[line->first_piece + line->piece_count - 1];
    return piece->text + piece->len;
}

/* The pieces are the text, in order, but for spaces at the ends of lines. */
static bool is_whole(const struct set_text *t, const char *text) {
    const char *s = text;
    for (size_t i = 0; i < t->piece_count; i++) {
        while (s < t->pieces[i].text && (*s == ' ' || *s == '\n'))
            s++;
        if (s != t->pieces[i].text || t->pieces[i].len == 0)
            return false;
        s += t->pieces[i].len;
    }
    return s[strspn(s, " \n")] == '\0';
}

static bool is_inside(const struct set_text *t, int32_t width) {
    for (size_t i = 0; i < t->count; i++) {
        const struct set_line *line = &t->lines[i];
        int32_t x = 0;
        for (size_t n = 0; n < line->piece_count; n++) {
            if (t->pieces[line->first_piece + n].x != x)
                return false;
            x += t->pieces[line->first_piece + n].width;
        }
        if (x != line->width || line->indent < 0 || line->indent + line->width > width)
            return false;
    }
    return true;
}

/* ---- the optimum ---- */

struct search {
    const struct line_shape *shape;
    struct breakpoint points[32];
    size_t count;
    bool limits;  /* only lines within the limits */
    int64_t best; /* INT64_MAX: none */
};

/* The words of a text as places to break, found here anew. */
static void points_of(struct search *s, const char *text) {
    s->count = 0;
    uint32_t spaces = 0;
    for (const char *at = text;; spaces++) {
        struct breakpoint *b = &s->points[s->count++];
        *b = (struct breakpoint){0};
        const char *end = at > text ? at - 1 : at;
        b->end = (uint32_t)(end - text);
        b->next = (uint32_t)(at - text);
        b->spaces_end = at > text ? spaces - 1 : 0;
        b->spaces_next = spaces;
        b->width_end = exact_width(text, end);
        b->width_next = exact_width(text, at);
        const char *space = strchr(at, ' ');
        if (!space)
            break;
        at = space + 1;
    }
    struct breakpoint *last = &s->points[s->count++];
    *last = (struct breakpoint){.end = (uint32_t)strlen(text), .spaces_end = spaces};
    last->width_end = exact_width(text, text + strlen(text));
}

static void search_from(struct search *s, size_t from, int above, int64_t cost) {
    if (from + 1 == s->count) {
        s->best = cost < s->best ? cost : s->best;
        return;
    }
    for (size_t to = from + 1; to < s->count; to++) {
        struct line_cost line =
            line_cost_of(s->shape, &s->points[from], &s->points[to], from == 0, to + 1 == s->count);
        if (line.overfull || (s->limits && line.overloose))
            continue;
        int64_t contrast = above >= 0 ? line_contrast((uint8_t)above, line.fitness) : 0;
        search_from(s, to, line.fitness, cost + line.demerits + contrast);
    }
}

/* What the lines of `t` cost. */
static int64_t cost_of(const struct search *s, const struct set_text *t, const char *text) {
    int64_t cost = 0;
    int above = -1;
    const struct breakpoint *from = &s->points[0];
    for (size_t i = 0; i < t->count; i++) {
        const struct breakpoint *to = from + 1;
        while (to < s->points + s->count - 1 && to->end != line_end(t, i) - text)
            to++;
        struct line_cost line = line_cost_of(s->shape, from, to, i == 0, i + 1 == t->count);
        cost += line.demerits + (above >= 0 ? line_contrast((uint8_t)above, line.fitness) : 0);
        above = line.fitness;
        from = to;
    }
    return cost;
}

static void test_optimum(enum text_align align, int32_t width, int32_t indent) {
    struct text text;
    struct set_text set = {0};
    uint32_t state = (uint32_t)width;
    size_t loose = 0, tight = 0, wrong = 0;
    text_init(&text);
    for (int round = 0; round < 300; round++) {
        put_random_text(&text, &state, 8 + next_random(&state) % 12, false);
        struct doc_paragraph p = paragraph_of(text.data, align);
        p.first_indent = indent;
        int64_t runt = indent > 0 ? indent : 28350;
        struct line_shape shape = {.first_width = (int64_t)(width - indent) * 1000,
                                   .width = (int64_t)width * 1000,
                                   .space = SPACE * 1000,
                                   .em = SIZE * 1000,
                                   .runt = runt * 1000,
                                   .justified = align == ALIGN_JUSTIFY};
        struct search s = {.shape = &shape, .limits = shape.justified, .best = INT64_MAX};
        points_of(&s, text.data);
        search_from(&s, 0, -1, 0);
        if (s.best == INT64_MAX) {
            loose++;
            s.limits = false;
            search_from(&s, 0, -1, 0);
        }
        p.left_indent = indent < 0 ? -indent : 0;
        typeset(fonts, &p, width + p.left_indent, &set);
        wrong += cost_of(&s, &set, text.data) != s.best;
        wrong += !is_whole(&set, text.data) || !is_inside(&set, width + p.left_indent);
        for (size_t i = 0; i < set.count; i++)
            tight += set.lines[i].word_space < 0;
    }
    CHECK_INT(wrong, 0);
    if (align == ALIGN_JUSTIFY) {
        CHECK(loose > 0 && loose < 300); /* both ways of choosing were tried */
        CHECK(tight > 0);
    } else {
        CHECK_INT(tight, 0);
    }
    set_text_release(&set);
    text_release(&text);
}

/* Wide spaces, so that there is much to choose from, words as wide as a line, and penalties. */
static void test_choice(bool justified) {
    struct line_shape shape = {
        .first_width = 9000, .width = 10000, .space = 500, .em = 1000, .runt = 1500};
    struct break_list list = {0};
    uint32_t state = 23;
    size_t wrong = 0;
    shape.justified = justified;
    for (int round = 0; round < 500; round++) {
        struct search s = {.shape = &shape, .limits = justified, .best = INT64_MAX};
        struct breakpoint point = {0};
        list.count = 0;
        s.count = 17;
        for (uint32_t i = 0; i < s.count; i++) {
            static const int32_t PENALTIES[] = {0, 0, 0, PENALTY_SOFT, PENALTY_SIGN};
            point.penalty = i > 0 ? PENALTIES[next_random(&state) % 5] : 0;
            point.spaces_next = i;
            point.width_next = point.width_end + (i > 0 ? shape.space : 0);
            s.points[i] = point;
            break_list_add(&list, &point);
            point.spaces_end = i;
            bool wide = i > 0 && next_random(&state) % 8 == 0;
            point.width_end = point.width_next + (wide ? 9000 : 300) + next_random(&state) % 1000;
        }
        search_from(&s, 0, -1, 0);
        if (s.best == INT64_MAX) {
            s.limits = false;
            search_from(&s, 0, -1, 0);
        }
        break_list_choose(&list, &shape);
        int64_t cost = 0;
        int above = -1;
        for (size_t i = 0, from = 0; i < list.chosen_count; from = list.chosen[i++]) {
            bool last = list.chosen[i] + 1 == list.count;
            struct line_cost line =
                line_cost_of(&shape, &s.points[from], &s.points[list.chosen[i]], i == 0, last);
            cost += line.demerits + (above >= 0 ? line_contrast((uint8_t)above, line.fitness) : 0);
            above = line.fitness;
        }
        wrong += cost != s.best || list.chosen[list.chosen_count - 1] + 1 != list.count;
    }
    CHECK_INT(wrong, 0);
    break_list_release(&list);
}

static void test_costs(void) {
    /* 10 spaces of 1,000; lines of 20,000. */
    const struct line_shape shape = {
        .first_width = 15000, .width = 20000, .space = 1000, .runt = 3000, .justified = true};
    const struct breakpoint from = {0};
    struct breakpoint to = {.spaces_end = 10, .width_end = 20000};
    struct line_cost cost = line_cost_of(&shape, &from, &to, false, false);
    CHECK(cost.demerits == 100 && cost.fitness == FIT_DECENT);
    to.width_end = 14000; /* stretched by the whole 0.6 */
    cost = line_cost_of(&shape, &from, &to, false, false);
    CHECK(cost.demerits == 110 * 110 && cost.fitness == FIT_LOOSE && !cost.overloose);
    to.penalty = PENALTY_SOFT;
    CHECK_INT(line_cost_of(&shape, &from, &to, false, false).demerits, 110 * 110 + 300 * 300);
    CHECK_INT(line_cost_of(&shape, &from, &to, false, true).demerits, 100 + 300 * 300);
    to.penalty = 0;
    to.width_end = 13999;
    CHECK(line_cost_of(&shape, &from, &to, false, false).overloose);
    CHECK(!line_cost_of(&shape, &from, &to, true, false).overloose);
    to.width_end = 22500; /* shrunk by the whole 0.25 */
    cost = line_cost_of(&shape, &from, &to, false, false);
    CHECK(cost.demerits == 110 * 110 && cost.fitness == FIT_TIGHT && !cost.overfull);
    to.width_end = 22501;
    CHECK(line_cost_of(&shape, &from, &to, false, false).overfull);
    CHECK(line_contrast(FIT_TIGHT, FIT_LOOSE) > 0 && line_contrast(FIT_LOOSE, FIT_TIGHT) > 0);
    CHECK(line_contrast(FIT_TIGHT, FIT_DECENT) == 0);
    to.width_end = 2999; /* a runt, unless it is the only line */
    CHECK(line_cost_of(&shape, &from, &to, false, true).demerits >
          line_cost_of(&shape, &from, &to, true, true).demerits);
}

/* ---- spaces beyond the limit ---- */

/* True when lines within the limits lead from the start of the text to its end, whatever their
 * cost, broken at spaces only. */
static bool feasible(const char *text, int32_t width) {
    static struct nobreak_word words[MAX_WORDS];
    static bool reached[MAX_WORDS + 1]; /* a line may begin with the word */
    size_t count = 0;
    for (const char *s = text; *s && count < MAX_WORDS;) {
        const char *end = s + strcspn(s, " ");
        words[count++] = nobreak_word_of(s, end);
        s = end + (*end == ' ');
    }
    memset(reached, 0, sizeof reached);
    reached[0] = true;
    for (size_t from = 0; from < count; from++) {
        for (size_t to = from + 1; reached[from] && to <= count; to++) {
            const struct nobreak_word nothing = NOBREAK_NOTHING;
            if (to < count && nobreak_between(to > 1 ? &words[to - 2] : &nothing, &words[to - 1],
                                              &words[to]) == BOND_HARD)
                continue;
            int64_t natural = exact_width(words[from].start, words[to - 1].end);
            int64_t spaces = (int64_t)(to - 1 - from) * SPACE * 1000;
            int64_t room = (int64_t)(width - (from == 0 ? INDENT : 0)) * 1000;
            bool fits = natural - spaces / 4 <= room;
            bool full = to == count || natural + spaces * 6 / 10 >= room;
            reached[to] = reached[to] || (fits && full);
        }
    }
    return reached[count];
}

static void test_limit(int32_t width, size_t rounds, size_t most_loose) {
    struct text text;
    struct set_text set = {0};
    uint32_t state = 7;
    size_t wrong = 0, loose_texts = 0;
    text_init(&text);
    for (size_t round = 0; round < rounds; round++) {
        put_random_text(&text, &state, 20 + next_random(&state) % 130, true);
        struct doc_paragraph p = paragraph_of(text.data, ALIGN_JUSTIFY);
        typeset(fonts, &p, width, &set);
        bool loose = false;
        for (size_t i = 0; i < set.count; i++) {
            const struct set_line *line = &set.lines[i];
            bool last = i + 1 == set.count;
            loose = loose || line->word_space > SPACE * 6 / 10;
            int32_t short_by = width - line->indent - line->width;
            size_t spaces = spaces_in(&set, line);
            wrong += !last && spaces > 0 && (short_by < 0 || short_by >= (int32_t)spaces);
            wrong += last && line->word_space > 0;
            wrong += line->word_space < -SPACE / 4 - 1;
        }
        wrong += loose && feasible(text.data, width);
        wrong += !is_whole(&set, text.data) || !is_inside(&set, width);
        loose_texts += loose;
    }
    CHECK_INT(wrong, 0);
    CHECK(loose_texts <= most_loose);
    set_text_release(&set);
    text_release(&text);
}

/* ---- what stays together ---- */

/* No line ends at a hard bond, in boxes from very narrow to wide. */
static void test_bonds_in_lines(void) {
    const char *const text =
        "Thực hiện Văn bản số 1361/UBND-KTHT&ĐT ngày 24 tháng 12 năm 2025 và khoản 2 Điều 5, quý I "
        "năm 2026 thu 3.904 tỷ đồng - tăng 14,5 % so với 12 tháng trước (Phụ lục I) ./.";
    struct set_text set = {0};
    size_t wrong = 0, in_number = 0, soft = 0, lines = 0;
    for (int32_t width = 90000; width < 470000; width += 1700) {
        for (int align = ALIGN_LEFT; align <= ALIGN_JUSTIFY; align++) {
            struct doc_paragraph p = paragraph_of(text, (enum text_align)align);
            p.first_indent = 0;
            typeset(fonts, &p, width, &set);
            wrong += !is_whole(&set, text) || !is_inside(&set, width);
            for (size_t i = 1; i < set.count; i++, lines++) {
                static const char *const starts[] = {"24", "12 n", "2025", "2 Đ",      "5,", "I ",
                                                     "tỷ", "-",    "%",    "tháng tr", "I)", "./."};
                const char *start = line_start(&set, i);
                for (size_t n = 0; n < sizeof starts / sizeof *starts; n++)
                    wrong += strncmp(start, starts[n], strlen(starts[n])) == 0 &&
                             !(starts[n][0] == '1' && start[-1] != ' ');
                in_number += start[-1] == '/' || start[-1] == '-';
                soft += strncmp(start, "năm 20", strlen("năm 20")) == 0;
            }
        }
    }
    CHECK_INT(wrong, 0);
    CHECK(in_number > 0 && in_number < lines / 16);
    CHECK(soft > 0 && soft < lines / 16);
    set_text_release(&set);
}

/* ---- spans ---- */

static void test_spans(void) {
    /* "Phụ lục I" leads somewhere; "UBND-KT" is one word whose end is bold. */
    const char *const text = "Theo Phụ lục I của UBND-KT gửi  kèm";
    struct doc_paragraph p = paragraph_of(text, ALIGN_JUSTIFY);
    static const struct {
        const char *text;
        uint8_t face;
        uint16_t link;
    } PIECES[] = {{"Theo ", FACE_REGULAR, 0},     {"Phụ lục I", FACE_REGULAR, 2},
                  {" của UBND", FACE_REGULAR, 0}, {"-K", FACE_BOLD, 0},
                  {"T gửi", FACE_BOLD_ITALIC, 0}, {"  kèm", FACE_REGULAR, 0}};
    uint32_t label = (uint32_t)(strstr(text, "Phụ") - text);
    uint32_t bold = (uint32_t)(strstr(text, "-KT") - text);
    const struct text_span spans[] = {
        {label, (uint32_t)(strstr(text, " của") - text), STYLE_REGULAR, 2},
        {bold, bold + 2, STYLE_BOLD, 0},
        {bold + 2, (uint32_t)(strstr(text, "  kèm") - text), STYLE_BOLD | STYLE_ITALIC, 0}};
    struct set_text set = {0};
    p.spans = spans;
    p.span_count = 3;
    typeset(fonts, &p, TYPE_WIDTH, &set);
    CHECK(is_whole(&set, text) && is_inside(&set, TYPE_WIDTH));
    CHECK_INT(set.count, 1);
    if (CHECK_INT(set.piece_count, 6)) {
        for (size_t i = 0; i < 6; i++) {
            CHECK(set.pieces[i].len == strlen(PIECES[i].text));
            CHECK(strncmp(set.pieces[i].text, PIECES[i].text, set.pieces[i].len) == 0);
            CHECK_INT(set.pieces[i].face, PIECES[i].face);
            CHECK_INT(set.pieces[i].link, PIECES[i].link);
            int32_t width =
                ttf_width(fonts->faces[PIECES[i].face], PIECES[i].text, set.pieces[i].len, SIZE);
            CHECK(abs(set.pieces[i].width - width) <= 1);
        }
    }
    set_text_release(&set);
}

/* A text in many faces is broken as what it measures, and drawn without gaps. */
static void test_spans_in_lines(void) {
    struct text text;
    struct set_text set = {0};
    uint32_t state = 3;
    size_t wrong = 0;
    text_init(&text);
    for (int round = 0; round < 200; round++) {
        put_random_text(&text, &state, 60, true);
        struct text_span spans[40];
        size_t count = 0;
        uint32_t at = 0;
        while (count < 40) {
            uint32_t start = at + next_random(&state) % 30;
            uint32_t end = start + 1 + next_random(&state) % 20;
            while (end < text.len && ((unsigned char)text.data[end] & 0xC0) == 0x80)
                end++;
            while (start < text.len && ((unsigned char)text.data[start] & 0xC0) == 0x80)
                start++;
            if (end >= text.len)
                break;
            if (start < end) {
                spans[count] = (struct text_span){start, end, (uint8_t)(count % 4), 0};
                count++;
            }
            at = end;
        }
        struct doc_paragraph p = paragraph_of(text.data, (enum text_align)(round % 4));
        p.spans = spans;
        p.span_count = count;
        typeset(fonts, &p, TYPE_WIDTH / 2, &set);
        wrong += !is_whole(&set, text.data) || !is_inside(&set, TYPE_WIDTH / 2);
        for (size_t i = 0; i < set.count; i++) {
            int32_t width = 0;
            for (size_t n = 0; n < set.lines[i].piece_count; n++) {
                const struct set_piece *piece = &set.pieces[set.lines[i].first_piece + n];
                width += ttf_width(fonts->faces[piece->face], piece->text, piece->len, SIZE);
            }
            width += (int32_t)spaces_in(&set, &set.lines[i]) * set.lines[i].word_space;
            wrong += abs(width - set.lines[i].width) > (int32_t)set.lines[i].piece_count + 1;
        }
    }
    CHECK_INT(wrong, 0);
    set_text_release(&set);
    text_release(&text);
}

/* ---- texts at the edge ---- */

static void test_long_words(void) {
    struct text text;
    struct set_text set = {0};
    text_init(&text);
    text_puts(&text, "Xem tại ngày ");
    for (int i = 0; i < 10000; i++)
        text_puts(&text, i % 3 ? "ộ" : "w");
    text_puts(&text, " và sau đó là 12 người");
    for (int align = ALIGN_LEFT; align <= ALIGN_JUSTIFY; align++) {
        struct doc_paragraph p = paragraph_of(text.data, (enum text_align)align);
        typeset(fonts, &p, TYPE_WIDTH, &set);
        CHECK(is_whole(&set, text.data) && is_inside(&set, TYPE_WIDTH));
        CHECK(set.count > 150 && set.count < 250);
    }
    const char *const address =
        "Truy cập https://dichvucong.gov.vn/p/home/dvc-tra-cuu-thu-tuc/chi-tiet-2025 nhé";
    struct doc_paragraph p = paragraph_of(address, ALIGN_JUSTIFY);
    for (int32_t width = 40000; width < 300000; width += 777) {
        typeset(fonts, &p, width, &set);
        bool at_signs = true;
        for (size_t i = 1; i < set.count; i++)
            at_signs = at_signs && strchr("/- ", line_start(&set, i)[-1]);
        CHECK(is_whole(&set, address) && is_inside(&set, width));
        CHECK(at_signs || width < 114000);
    }
    p.left_indent = TYPE_WIDTH; /* no room at all: as narrow as can be, and no crash */
    typeset(fonts, &p, TYPE_WIDTH, &set);
    CHECK(is_whole(&set, address));
    set_text_release(&set);
    text_release(&text);
}

static void test_few_words(void) {
    static const struct {
        const char *text;
        size_t lines;
    } CASES[] = {{"", 0},    {"   ", 0},    {"a", 1},        {"  a  ", 1},   {"\n", 1},
                 {"a\n", 1}, {"a\n\nb", 3}, {" a \n b ", 2}, {"a b\nc d", 2}};
    struct set_text set = {0};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        for (int align = ALIGN_LEFT; align <= ALIGN_JUSTIFY; align++) {
            struct doc_paragraph p = paragraph_of(CASES[i].text, (enum text_align)align);
            typeset(fonts, &p, TYPE_WIDTH, &set);
            CHECK_INT(set.count, CASES[i].lines);
            CHECK(is_whole(&set, CASES[i].text) && is_inside(&set, TYPE_WIDTH));
            for (size_t n = 0; n < set.count; n++)
                CHECK_INT(set.lines[n].word_space, 0);
        }
    }
    set_text_release(&set);
    set_text_release(&set); /* an empty one */
}

static void test_indents(void) {
    struct text text;
    struct set_text set = {0};
    uint32_t state = 11;
    text_init(&text);
    put_random_text(&text, &state, 80, false);
    struct doc_paragraph p = paragraph_of(text.data, ALIGN_JUSTIFY);
    static const int32_t FIRST[] = {INDENT, 0, -20000};
    for (size_t i = 0; i < 3; i++) {
        p.first_indent = FIRST[i];
        p.left_indent = 30000;
        typeset(fonts, &p, TYPE_WIDTH, &set);
        CHECK(set.count > 3 && is_whole(&set, text.data) && is_inside(&set, TYPE_WIDTH));
        CHECK_INT(set.lines[0].indent, 30000 + FIRST[i]);
        CHECK_INT(set.lines[1].indent, 30000);
        CHECK(TYPE_WIDTH - set.lines[0].indent - set.lines[0].width < 40);
    }
    p.first_indent = 0;
    p.align = ALIGN_RIGHT;
    typeset(fonts, &p, TYPE_WIDTH, &set);
    for (size_t i = 0; i < set.count; i++)
        CHECK_INT(set.lines[i].indent + set.lines[i].width, TYPE_WIDTH);
    p.text = "một\nhai ba"; /* a forced break leaves its line natural and the next one unindented */
    p.align = ALIGN_JUSTIFY;
    p.first_indent = INDENT;
    typeset(fonts, &p, TYPE_WIDTH, &set);
    CHECK(set.count == 2 && set.lines[0].word_space == 0 && set.lines[1].indent == 30000);
    set_text_release(&set);
    text_release(&text);
}

/* Headings come out as title_breaks has them, in one face or, by spans, in the same one. */
static void test_centred(void) {
    struct text text;
    struct set_text set = {0};
    struct line_list lines = {0};
    uint32_t state = 5;
    size_t wrong = 0;
    text_init(&text);
    for (int round = 0; round < 200; round++) {
        put_random_text(&text, &state, 1 + next_random(&state) % 40, true);
        const struct text_span whole = {0, (uint32_t)text.len, STYLE_BOLD, 0};
        struct doc_paragraph p = paragraph_of(text.data, ALIGN_CENTER);
        p.style = round % 2 ? STYLE_BOLD : STYLE_REGULAR;
        p.spans = &whole;
        p.span_count = round % 2 ? 0 : 1;
        int32_t width = 60000 + (int32_t)(next_random(&state) % 400000);
        const struct text_measure m = {.text = text.data, .font = fonts->faces[FACE_BOLD]};
        title_breaks(&m, SIZE, width, &lines);
        typeset(fonts, &p, width, &set);
        wrong += set.count != lines.count;
        for (size_t i = 0; i < set.count && i < lines.count; i++) {
            const struct set_line *line = &set.lines[i];
            wrong += line_start(&set, i) != lines.lines[i].text ||
                     line_end(&set, i) != lines.lines[i].text + lines.lines[i].len ||
                     line->width != lines.lines[i].width ||
                     line->indent != (width - line->width) / 2 || line->word_space != 0;
        }
    }
    CHECK_INT(wrong, 0);
    line_list_release(&lines);
    set_text_release(&set);
    text_release(&text);
}

/* ---- on the page ---- */

static void test_put_line(void) {
    const char *const text = "Xem Phụ lục I kèm theo";
    const struct text_span span = {4, 4 + sizeof "Phụ lục I" - 1, STYLE_ITALIC, 3};
    struct doc_paragraph p = paragraph_of(text, ALIGN_JUSTIFY);
    p.spans = &span;
    p.span_count = 1;
    p.line_spacing = 1200;
    CHECK_INT(typeset_line_height(&p, 0), 19320);
    CHECK_INT(typeset_line_height(&p, 1000), 16100);
    struct doc_part part = {.margin_left = 85000};
    struct page_set pages = {.arena = arena_new()};
    struct canvas canvas = {.set = &pages, .part = &part, .fonts = fonts};
    struct set_text set = {0};
    canvas_new_page(&canvas);
    typeset(fonts, &p, TYPE_WIDTH, &set);
    set.lines[0].word_space = 77;
    typeset_put_line(&canvas, &p, &set, 0, 85000, 100000, 19320);
    const struct page *page = canvas.page;
    if (CHECK(page->text_count == 3 && page->link_count == 1)) {
        const struct text_mark *mark = &page->texts[1];
        CHECK(mark->len == sizeof "Phụ lục I" - 1 && mark->text == text + 4);
        CHECK_INT(mark->x, 85000 + INDENT + set.pieces[1].x);
        CHECK_INT(mark->y, canvas_baseline(&canvas, FACE_REGULAR, SIZE, 100000, 19320));
        CHECK_INT(mark->word_space, 77);
        CHECK(mark->face == FACE_ITALIC && mark->component == COMPONENT_BODY);
        CHECK(page->texts[2].y == mark->y && page->texts[2].face == FACE_REGULAR);
        const struct link_mark *link = &page->links[0];
        CHECK(link->x1 == mark->x && link->x2 == mark->x + set.pieces[1].width);
        CHECK(link->y1 == 100000 && link->y2 == 119320 && link->part == 3);
    }
    set_text_release(&set);
    page_set_release(&pages);
}

int main(void) {
    const struct diag_options options = {.language = LANGUAGE_EN};
    struct diag *diag = diag_new(&options);
    struct text report;
    text_init(&report);
    diag_begin_job(diag);
    fonts = fontset_load(NULL, TEST_BINARY_DIR "/fonts", NULL, NULL, diag);
    if (CHECK(fonts)) {
        test_costs();
        test_choice(true);
        test_choice(false);
        test_optimum(ALIGN_JUSTIFY, 130000, INDENT);
        test_optimum(ALIGN_JUSTIFY, 160000, 0);
        test_optimum(ALIGN_JUSTIFY, 190000, -50000);
        test_optimum(ALIGN_LEFT, 130000, 0);
        test_limit(TYPE_WIDTH, 500, 70);
        test_limit(MM_TO_MPT(75), 200, 200);
        test_bonds_in_lines();
        test_spans();
        test_spans_in_lines();
        test_long_words();
        test_few_words();
        test_indents();
        test_centred();
        test_put_line();
    }
    diag_end_job(diag, &report);
    text_release(&report);
    fontset_free(fonts);
    diag_free(diag);
    return test_summary();
}
