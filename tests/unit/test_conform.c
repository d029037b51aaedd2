/* Owns the tests of conformity: a lawful document built mark by mark has no finding, and one wrong
 * mark, key or sentence gives the one code that is about it. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/typography.h"
#include "doc/doc.h"
#include "layout/conform_pages.h"
#include "layout/fontset.h"
#include "layout/page.h"
#include "model/body.h"
#include "model/conform.h"
#include "model/job.h"
#include "source/ini_file.h"
#include "unit/harness.h"

#define FONTS      TEST_BINARY_DIR "/fonts"
#define MAX_MARKS  64
#define PAGES      4
#define LEFT       MM_TO_MPT(30)
#define RIGHT      (A4_SHORT - MM_TO_MPT(15))
#define MIDDLE     ((LEFT + RIGHT) / 2)
#define LEFT_HALF  (LEFT + MM_TO_MPT(33))
#define RIGHT_HALF (LEFT + MM_TO_MPT(116))

static struct fontset *fonts;
static struct ini_file *ini; /* any: findings need a file to lie in */

/* Everything a check is given, to be spoiled in one place. */
struct fixture {
    struct document_kind kind;
    struct job_line to[2], copies[2], authority[3];
    struct signer signer;
    struct job_letter letter;
    struct job_appendix appendix;
    struct job job;
    struct body_item items[4];
    struct body body;
    struct doc_block tables[2];
    struct doc_part parts[2];
    struct doc doc;
    struct text_mark texts[PAGES][MAX_MARKS];
    struct rule_mark rules[PAGES][MAX_MARKS];
    struct picture_mark pictures[1];
    struct page pages[PAGES];
    struct page_set set;
};

/* ---- building ---- */

static int32_t width_of(const struct text_mark *m) {
    return ttf_width(fonts->faces[m->face], m->text, m->len, m->size);
}

static struct text_mark *put(struct fixture *f, size_t page, enum component component,
                             const char *text, int32_t x, int32_t y) {
    struct page *p = &f->pages[page];
    struct text_mark *m = &p->texts[p->text_count++];
    const struct component_style *style = &component_info_of(component)->style;
    *m = (struct text_mark){.text = text,
                            .len = (uint32_t)strlen(text),
                            .x = x,
                            .y = y,
                            .size = style->size,
                            .face = style->style,
                            .component = (uint8_t)component};
    return m;
}

static struct text_mark *put_centred(struct fixture *f, size_t page, enum component component,
                                     const char *text, int32_t x, int32_t y) {
    struct text_mark *m = put(f, page, component, text, x, y);
    m->x -= width_of(m) / 2;
    return m;
}

static void put_rule(struct fixture *f, size_t page, enum component component, int32_t middle,
                     int32_t length, int32_t y) {
    struct page *p = &f->pages[page];
    p->rules[p->rule_count++] = (struct rule_mark){.x1 = middle - length / 2,
                                                   .y1 = y,
                                                   .x2 = middle + length / 2,
                                                   .y2 = y,
                                                   .width = 500,
                                                   .component = (uint8_t)component};
}

/* A paragraph of two lines, the first justified. */
static void put_paragraph(struct fixture *f, size_t page, int32_t y) {
    struct text_mark *m = put(f, page, COMPONENT_BODY, "Các đơn vị chủ động triển khai thực hiện",
                              LEFT + MM_TO_MPT(10), y);
    m->word_space = (RIGHT - m->x - width_of(m)) / 8;
    put(f, page, COMPONENT_BODY, "kế hoạch năm 2026.", LEFT, y + 16100);
}

static void put_header(struct fixture *f) {
    struct text_mark *m =
        put_centred(f, 0, COMPONENT_AGENCY, "ỦY BAN NHÂN DÂN PHƯỜNG", LEFT_HALF, 70000);
    put_rule(f, 0, COMPONENT_AGENCY, LEFT_HALF, width_of(m) * 2 / 5, 75000);
    put_centred(f, 0, COMPONENT_NATION, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", RIGHT_HALF, 70000);
    m = put_centred(f, 0, COMPONENT_MOTTO, "Độc lập - Tự do - Hạnh phúc", RIGHT_HALF, 86000);
    put_rule(f, 0, COMPONENT_MOTTO, RIGHT_HALF, width_of(m), 90000);
    put_centred(f, 0, COMPONENT_NUMBER, "Số: 05/KH-UBND", LEFT_HALF, 110000);
    put_centred(f, 0, COMPONENT_DATE, "Ngọc Hà, ngày 05 tháng 3 năm 2026", RIGHT_HALF, 110000);
    put_centred(f, 0, COMPONENT_KIND, "KẾ HOẠCH", MIDDLE, 150000);
    m = put_centred(f, 0, COMPONENT_SUBJECT, "Phát triển kinh tế năm 2026", MIDDLE, 166000);
    put_rule(f, 0, COMPONENT_SUBJECT, MIDDLE, width_of(m) * 2 / 5, 170000);
}

static void put_pages(struct fixture *f) {
    put_header(f);
    put_paragraph(f, 0, 200000);
    put_paragraph(f, 0, 200000 + 2 * 16100 + 6000);
    put_centred(f, 1, COMPONENT_PAGE_NUMBER, "2", MIDDLE, 40000);
    put(f, 1, COMPONENT_BODY, "Kế hoạch này có hiệu lực./.", LEFT + MM_TO_MPT(10), 70000);
    put(f, 1, COMPONENT_COPIES_LABEL, "Nơi nhận:", LEFT, 110000);
    put(f, 1, COMPONENT_COPIES, "- Các phòng, ban;", LEFT, 124000);
    put(f, 1, COMPONENT_COPIES, "- Lưu: VT, KTHTĐT.", LEFT, 137000);
    put_centred(f, 1, COMPONENT_AUTHORITY, "TM. ỦY BAN NHÂN DÂN", RIGHT_HALF, 111000);
    put_centred(f, 1, COMPONENT_AUTHORITY, "CHỦ TỊCH", RIGHT_HALF, 127000);
    put_centred(f, 1, COMPONENT_SIGNER, "Nguyễn Văn A", RIGHT_HALF, 230000);
    put_centred(f, 2, COMPONENT_APPENDIX_LABEL, "Phụ lục", MIDDLE, 70000);
    put_centred(f, 2, COMPONENT_APPENDIX_TITLE, "DANH MỤC CHỈ TIÊU", MIDDLE, 86000);
    put_centred(f, 2, COMPONENT_ATTACHED, "(Kèm theo Kế hoạch số 05/KH-UBND)", MIDDLE, 102000);
    put(f, 2, COMPONENT_TABLE, "Tổng số", LEFT + 3000, 140000);
    put_centred(f, 3, COMPONENT_PAGE_NUMBER, "2", MIDDLE, 40000);
}

static void set_pages(struct fixture *f) {
    static const struct {
        uint32_t number;
        size_t part;
    } pages[PAGES] = {{1, 0}, {2, 0}, {1, 1}, {2, 1}};
    for (size_t i = 0; i < PAGES; i++) {
        f->pages[i] = (struct page){.width = A4_SHORT,
                                    .height = A4_LONG,
                                    .number = pages[i].number,
                                    .part = pages[i].part,
                                    .texts = f->texts[i],
                                    .rules = f->rules[i]};
    }
    for (size_t i = 0; i < 2; i++) {
        f->tables[i].kind = BLOCK_TABLE;
        f->parts[i] = (struct doc_part){.margin_top = MM_TO_MPT(20),
                                        .margin_bottom = MM_TO_MPT(20),
                                        .margin_left = LEFT,
                                        .margin_right = MM_TO_MPT(15),
                                        .blocks = &f->tables[i],
                                        .block_count = i};
    }
    f->doc = (struct doc){.parts = f->parts, .part_count = 2};
    f->set = (struct page_set){.pages = f->pages, .count = PAGES, .part_count = 2};
    put_pages(f);
}

static void set_body(struct fixture *f) {
    f->items[0] = (struct body_item){.component = COMPONENT_BASIS,
                                     .text = "Căn cứ Luật Ngân sách nhà nước năm 2025;",
                                     .line = 1};
    f->items[1] = (struct body_item){.component = COMPONENT_BASIS,
                                     .text = "Căn cứ Nghị quyết số 394/NQ-CP ngày 03/12/2025 của "
                                             "Chính phủ về bảo vệ môi trường.",
                                     .line = 3};
    f->items[2] = (struct body_item){.component = COMPONENT_SECTION,
                                     .text = "I. MỤC ĐÍCH",
                                     .ordinal_len = 2,
                                     .depth = 1,
                                     .line = 5};
    f->items[3] = (struct body_item){
        .component = COMPONENT_BODY,
        .text = "Thực hiện Nghị quyết số 394/NQ-CP, thu đạt 12,5% và 3.904,88 triệu đồng trên 15 "
                "ha, hoàn thành trước ngày 31/3/2026 theo Phụ lục kèm theo.",
        .line = 7};
    f->body = (struct body){"noi-dung.txt", f->items, 4};
}

static void fixture_init(struct fixture *f) {
    memset(f, 0, sizeof *f);
    document_kind_init(&f->kind);
    f->kind.ini = ini;
    f->kind.name = "Kế hoạch";
    f->kind.code = "KH";
    f->copies[0] = (struct job_line){"Các phòng, ban", "copies", "1"};
    f->copies[1] = (struct job_line){"Lưu: VT, KTHTĐT", "copies", "last"};
    f->authority[0] = (struct job_line){"TM. ỦY BAN NHÂN DÂN", "signer.1", "authority"};
    f->authority[1] = (struct job_line){"KT. CHỦ TỊCH", "signer.1", "authority"};
    f->authority[2] = (struct job_line){"PHÓ CHỦ TỊCH", "signer.1", "authority"};
    f->signer = (struct signer){
        .name = "Nguyễn Văn A", .authority = {f->authority, 3}, .section = "signer.1"};
    f->letter = (struct job_letter){.kind = &f->kind,
                                    .subject = "Phát triển kinh tế năm 2026",
                                    .to = {f->to, 0},
                                    .copies = {f->copies, 2},
                                    .signer = &f->signer,
                                    .place = "Ngọc Hà"};
    f->appendix = (struct job_appendix){.label = "Phụ lục", .heading_section = "appendix"};
    f->job = (struct job){.file = "viec.ini",
                          .letter = &f->letter,
                          .appendices = &f->appendix,
                          .appendix_count = 1,
                          .number = "05/KH-UBND",
                          .date = {2026, 3, 5},
                          .ini = ini,
                          .ward = ini};
    set_body(f);
    set_pages(f);
}

static struct text_mark *mark_of(struct fixture *f, enum component component) {
    for (size_t p = 0; p < PAGES; p++) {
        for (size_t i = 0; i < f->pages[p].text_count; i++) {
            if (f->texts[p][i].component == component) {
                return &f->texts[p][i];
            }
        }
    }
    abort();
}

static struct rule_mark *rule_of(struct fixture *f, enum component component) {
    for (size_t i = 0; i < f->pages[0].rule_count; i++) {
        if (f->rules[0][i].component == component) {
            return &f->rules[0][i];
        }
    }
    abort();
}

static void say(struct text_mark *m, const char *text) {
    m->x += width_of(m) / 2;
    m->text = text;
    m->len = (uint32_t)strlen(text);
    m->x -= width_of(m) / 2;
}

/* Another size, the middle kept. */
static void resize(struct text_mark *m, int32_t size) {
    m->x += width_of(m) / 2;
    m->size = size;
    m->x -= width_of(m) / 2;
}

/* ---- one fault each: on the pages ---- */

static void paper(struct fixture *f) {
    f->pages[2].height = A4_LONG - MM_TO_MPT(5);
}
static void lying(struct fixture *f) {
    f->parts[1].block_count = 0;
    f->pages[3].width = A4_LONG;
    f->pages[3].height = A4_SHORT;
    f->texts[3][0].x += (A4_LONG - A4_SHORT) / 2;
}
static void margin(struct fixture *f) {
    f->parts[0].margin_top = TENTH_MM_TO_MPT(176);
    f->parts[1].margin_top = TENTH_MM_TO_MPT(176);
}
static void outside(struct fixture *f) {
    mark_of(f, COMPONENT_TABLE)->x = RIGHT - 3000;
}
static void typeface(struct fixture *f) {
    f->doc.typeface = "Arial";
}
static void red(struct fixture *f) {
    mark_of(f, COMPONENT_TABLE)->ink = INK_RED;
}
static void nation(struct fixture *f) {
    resize(mark_of(f, COMPONENT_NATION), 11000);
}
static void nation_words(struct fixture *f) {
    say(mark_of(f, COMPONENT_NATION), "CỘNG HÒA XÃ HỘI");
}
static void motto(struct fixture *f) {
    mark_of(f, COMPONENT_MOTTO)->x += 5000;
    rule_of(f, COMPONENT_MOTTO)->x1 += 5000;
    rule_of(f, COMPONENT_MOTTO)->x2 += 5000;
}
static void motto_rule(struct fixture *f) {
    rule_of(f, COMPONENT_MOTTO)->x1 += 9000;
    rule_of(f, COMPONENT_MOTTO)->x2 -= 9000;
}
static void motto_dashes(struct fixture *f) {
    put_centred(f, 0, COMPONENT_MOTTO, "----------", RIGHT_HALF, 92000);
}
static void agency(struct fixture *f) {
    struct text_mark *m = mark_of(f, COMPONENT_AGENCY);
    m->x += width_of(m) / 2;
    m->face = FACE_REGULAR;
    m->x -= width_of(m) / 2;
}
static void agency_case(struct fixture *f) {
    say(mark_of(f, COMPONENT_AGENCY), "Ủy ban nhân dân phường");
    rule_of(f, COMPONENT_AGENCY)->x1 = LEFT_HALF - 28000;
    rule_of(f, COMPONENT_AGENCY)->x2 = LEFT_HALF + 28000;
}
static void agency_rule(struct fixture *f) {
    rule_of(f, COMPONENT_AGENCY)->x2 += 60000;
    rule_of(f, COMPONENT_AGENCY)->x1 -= 60000;
}
static void agency_rule_below(struct fixture *f) {
    rule_of(f, COMPONENT_AGENCY)->y1 = rule_of(f, COMPONENT_AGENCY)->y2 = 114000;
}
static void number_size(struct fixture *f) {
    resize(mark_of(f, COMPONENT_NUMBER), 14000);
}
static void date_face(struct fixture *f) {
    resize(mark_of(f, COMPONENT_DATE), 14000);
    mark_of(f, COMPONENT_DATE)->face = FACE_REGULAR;
    resize(mark_of(f, COMPONENT_DATE), 13900);
}
static void date_level(struct fixture *f) {
    mark_of(f, COMPONENT_DATE)->y += 5000;
}
static void date_words(struct fixture *f) {
    say(mark_of(f, COMPONENT_DATE), "Ngọc Hà, ngày 05 tháng 03 năm 2026");
}
static void both_titles(struct fixture *f) {
    f->kind.form = FORM_LETTER;
}
static void kind_size(struct fixture *f) {
    resize(mark_of(f, COMPONENT_KIND), 16000);
}
static void subject_rule(struct fixture *f) {
    rule_of(f, COMPONENT_SUBJECT)->x1 -= 90000;
    rule_of(f, COMPONENT_SUBJECT)->x2 += 90000;
}
static void kind_left(struct fixture *f) {
    mark_of(f, COMPONENT_KIND)->x = LEFT;
}
static void indent(struct fixture *f) {
    mark_of(f, COMPONENT_BODY)->x = LEFT + MM_TO_MPT(15);
    mark_of(f, COMPONENT_BODY)->word_space -= 1770;
}
static void ragged(struct fixture *f) {
    mark_of(f, COMPONENT_BODY)->word_space = 0;
}
static void spacing(struct fixture *f) {
    (mark_of(f, COMPONENT_BODY) + 1)->y += 9000;
    (mark_of(f, COMPONENT_BODY) + 3)->y += 9000;
    (mark_of(f, COMPONENT_BODY) + 2)->y += 20000;
    (mark_of(f, COMPONENT_BODY) + 3)->y += 20000;
}
static void close_paragraphs(struct fixture *f) {
    (mark_of(f, COMPONENT_BODY) + 2)->y -= 4000;
    (mark_of(f, COMPONENT_BODY) + 3)->y -= 4000;
}
static void body_size(struct fixture *f) {
    for (int i = 0; i < 4; i++)
        (mark_of(f, COMPONENT_BODY) + i)->component = COMPONENT_CLAUSE;
    mark_of(f, COMPONENT_BODY)->size = 12000;
}
static void no_end(struct fixture *f) {
    mark_of(f, COMPONENT_BODY);
    say(&f->texts[1][1], "Kế hoạch này có hiệu lực.");
    f->texts[1][1].x = LEFT + MM_TO_MPT(10);
}
static void copies_size(struct fixture *f) {
    mark_of(f, COMPONENT_COPIES)->size = 12000;
}
static void copies_indent(struct fixture *f) {
    mark_of(f, COMPONENT_COPIES)->x += 20000;
}
static void copies_level(struct fixture *f) {
    mark_of(f, COMPONENT_COPIES_LABEL)->y += 8000;
}
static void authority_face(struct fixture *f) {
    mark_of(f, COMPONENT_AUTHORITY)->face = FACE_BOLD_ITALIC;
    mark_of(f, COMPONENT_AUTHORITY)->x = RIGHT_HALF;
    mark_of(f, COMPONENT_AUTHORITY)->x -= width_of(mark_of(f, COMPONENT_AUTHORITY)) / 2;
}
static void signer_case(struct fixture *f) {
    say(mark_of(f, COMPONENT_SIGNER), "NGUYỄN VĂN A");
}
static void number_at_foot(struct fixture *f) {
    mark_of(f, COMPONENT_PAGE_NUMBER)->y = A4_LONG - 30000;
}
static void number_small(struct fixture *f) {
    resize(mark_of(f, COMPONENT_PAGE_NUMBER), 12000);
}
static void number_missing(struct fixture *f) {
    mark_of(f, COMPONENT_PAGE_NUMBER)->len = 0;
}
static void number_on_first(struct fixture *f) {
    put_centred(f, 0, COMPONENT_PAGE_NUMBER, "1", MIDDLE, 40000);
}
static void urgency(struct fixture *f) {
    put_centred(f, 0, COMPONENT_URGENCY, "KHẨN", LEFT_HALF, 130000)->ink = INK_RED;
}
static void label_size(struct fixture *f) {
    resize(mark_of(f, COMPONENT_APPENDIX_LABEL), 13000);
}
static void attached(struct fixture *f) {
    resize(mark_of(f, COMPONENT_ATTACHED), 12000);
}
static void running_on(struct fixture *f) {
    f->pages[2].number = 3;
    f->pages[3].number = 4;
}
static void signed_line(struct fixture *f) {
    struct text_mark *m = put(f, 2, COMPONENT_SIGNED_LINE, "Số: 05/KH-UBND", RIGHT, 40000);
    m->size = 13000;
    m->x -= width_of(m);
}
static void signed_left(struct fixture *f) {
    put(f, 2, COMPONENT_SIGNED_LINE, "Số: 05/KH-UBND", LEFT, 40000);
}
static void section_face(struct fixture *f) {
    (mark_of(f, COMPONENT_BODY) + 2)->component = COMPONENT_SECTION;
    (mark_of(f, COMPONENT_BODY) + 3)->component = COMPONENT_SECTION;
}
static void address(struct fixture *f) {
    put_centred(f, 0, COMPONENT_ADDRESS, "Số 1, phố Ngọc Hà", MIDDLE, 780000);
}
static void addressees(struct fixture *f) {
    f->kind.addressed = ADDRESSED_REQUIRED;
    f->letter.to.count = 2;
    put(f, 0, COMPONENT_ADDRESSEE, "Kính gửi:", MM_TO_MPT(65), 180000);
    put(f, 0, COMPONENT_ADDRESSEE, "- Sở Tài chính;", MM_TO_MPT(75), 190000);
    put(f, 0, COMPONENT_ADDRESSEE, "- Sở Nội vụ.", MM_TO_MPT(75), 199000);
}

struct fault {
    const char *name;
    void (*make)(struct fixture *f);
    const char *code;
};

#define FAULT(make, code)                                                                          \
    { #make, make, code }

static const struct fault page_faults[] = {
    FAULT(paper, "E521"),          FAULT(lying, "E521"),           FAULT(margin, "E522"),
    FAULT(outside, "E561"),        FAULT(typeface, "E523"),        FAULT(red, "E523"),
    FAULT(nation, "E525"),         FAULT(nation_words, "E525"),    FAULT(motto, "E526"),
    FAULT(motto_rule, "E527"),     FAULT(motto_dashes, "E527"),    FAULT(agency, "E528"),
    FAULT(agency_case, "E528"),    FAULT(agency_rule, "E529"),     FAULT(agency_rule_below, "E529"),
    FAULT(number_size, "E530"),    FAULT(date_face, "E532"),       FAULT(date_level, "E532"),
    FAULT(date_words, "E532"),     FAULT(both_titles, "E534"),     FAULT(kind_size, "E535"),
    FAULT(subject_rule, "E535"),   FAULT(kind_left, "E535"),       FAULT(indent, "E538"),
    FAULT(ragged, "E538"),         FAULT(spacing, "E538"),         FAULT(close_paragraphs, "E538"),
    FAULT(body_size, "E538"),      FAULT(no_end, "W540"),          FAULT(copies_size, "E542"),
    FAULT(copies_indent, "E542"),  FAULT(copies_level, "E543"),    FAULT(authority_face, "E544"),
    FAULT(signer_case, "E545"),    FAULT(number_at_foot, "E546"),  FAULT(number_small, "E546"),
    FAULT(number_missing, "E546"), FAULT(number_on_first, "E546"), FAULT(urgency, "E547"),
    FAULT(label_size, "E548"),     FAULT(attached, "E548"),        FAULT(running_on, "E549"),
    FAULT(signed_line, "E551"),    FAULT(signed_left, "E551"),     FAULT(section_face, "E562"),
    FAULT(address, "E563"),        FAULT(addressees, "E537"),
};

/* ---- one fault each: in job and body ---- */

static void bad_zero(struct fixture *f) {
    f->job.number = "5/KH-UBND";
}
static void bad_zeros(struct fixture *f) {
    f->job.number = "015/KH-UBND";
}
static void bad_space(struct fixture *f) {
    f->job.number = "15 /KH-UBND";
}
static void bad_hyphen(struct fixture *f) {
    f->job.number = "15/KH - UBND";
}
static void bad_case(struct fixture *f) {
    f->job.number = "15/KH-ubnd";
}
static void other_kind(struct fixture *f) {
    f->job.number = "15/BC-UBND";
}
static void other_code(struct fixture *f) {
    f->kind.code = "KHO";
    f->job.number = "15/KHO-UBND";
}
static void letter_cv(struct fixture *f) {
    f->kind.form = FORM_LETTER;
    f->kind.name = "Công văn";
    f->kind.code = NULL;
    f->job.number = "12/CV-UBND";
}
static void letter_code(struct fixture *f) {
    f->kind.form = FORM_LETTER;
    f->kind.name = "Công văn";
    f->kind.code = NULL;
}
static void no_such_day(struct fixture *f) {
    f->items[3].text = "Hoàn thành trước ngày 31 tháng 02 năm 2026 theo Phụ lục.";
}
static void weekday(struct fixture *f) {
    f->items[3].text = "Họp vào thứ Hai, ngày 05/3/2026 theo Phụ lục.";
}
static void after_signing(struct fixture *f) {
    f->appendix.signed_at.date = (struct date){2026, 3, 4};
}
static void full_stop(struct fixture *f) {
    f->letter.subject = "Phát triển kinh tế năm 2026.";
}
static void about_on_plan(struct fixture *f) {
    f->letter.subject = "V/v phát triển kinh tế";
}
static void basis_comma(struct fixture *f) {
    f->items[0].text = "Căn cứ Luật Ngân sách nhà nước,";
}
static void basis_last(struct fixture *f) {
    f->items[1].text = "Căn cứ Luật Đất đai;";
    f->items[3].text = "Thực hiện theo Phụ lục.";
}
static void not_addressed(struct fixture *f) {
    f->kind.addressed = ADDRESSED_REQUIRED;
}
static void addressed(struct fixture *f) {
    f->letter.to.count = 1;
    f->to[0] = (struct job_line){"Sở Tài chính", "to", "1"};
    f->copies[0].text = "Như trên";
}
static void small_section(struct fixture *f) {
    f->items[2].text = "I. Mục đích";
}
static void early_end(struct fixture *f) {
    f->items[1].text = "Căn cứ Luật Đất đai./.";
    f->items[1].component = COMPONENT_BODY;
    f->items[0].text = "Căn cứ Luật Đất đai.";
    f->items[3].text = "Thực hiện theo Phụ lục.";
}
static void cited_short(struct fixture *f) {
    f->items[3].text = "Theo Quyết định số 333/QĐ-UBND và Phụ lục.";
}
static void cited_again(struct fixture *f) {
    f->items[3].text =
        "Theo Nghị quyết số 394/NQ-CP ngày 03/12/2025 của Chính phủ về môi trường và Phụ lục.";
}
static void no_above(struct fixture *f) {
    f->copies[0].text = "Như trên";
}
static void no_archive(struct fixture *f) {
    f->copies[1].text = "Văn thư";
}
static void no_stop(struct fixture *f) {
    f->authority[0].text = "TM ỦY BAN NHÂN DÂN";
}
static void with_stroke(struct fixture *f) {
    f->authority[1].text = "K/T CHỦ TỊCH";
}
static void unknown_abbreviation(struct fixture *f) {
    f->authority[0].text = "UQ. ỦY BAN NHÂN DÂN";
}
static void no_deputy(struct fixture *f) {
    f->authority[2].text = "CHỦ TỊCH";
}
static void degree(struct fixture *f) {
    f->signer.name = "ThS. Nguyễn Văn A";
}
static void sir(struct fixture *f) {
    f->signer.name = "Ông Nguyễn Văn A";
}
static void arabic(struct fixture *f) {
    f->appendix.label = "Phụ lục 1";
    f->items[3].text = "Theo Phụ lục 1.";
}
static void one_line(struct fixture *f) {
    f->appendix.label = "PHỤ LỤC I. DANH MỤC";
    f->items[3].text = "Theo Phụ lục I. Danh mục.";
}
static void unmentioned(struct fixture *f) {
    f->items[3].text = "Thực hiện Nghị quyết số 394/NQ-CP.";
}
static void unattached(struct fixture *f) {
    f->items[3].text = "Theo Phụ lục và Phụ lục III kèm theo.";
}
static void decimal_dot(struct fixture *f) {
    f->items[3].text = "Tăng 10.8% theo Phụ lục.";
}
static void mixed(struct fixture *f) {
    f->items[3].text = "Thu 1,234.5 tỷ đồng theo Phụ lục.";
}
static void unit_joined(struct fixture *f) {
    f->items[3].text = "Trồng 15ha theo Phụ lục.";
}
static void percent_apart(struct fixture *f) {
    f->items[3].text = "Đạt 25,6 % theo Phụ lục.";
}
static void agency_small(struct fixture *f) {
    f->items[3].text = "Báo cáo ủy ban nhân dân phường theo Phụ lục.";
}
static void clause_large(struct fixture *f) {
    f->items[3].text = "Theo quy định tại Khoản 2 Điều 5 và Phụ lục.";
}
static void nation_new(struct fixture *f) {
    f->items[3].text = "Cộng hoà xã hội chủ nghĩa Việt Nam; Phụ lục.";
}

static const struct fault content_faults[] = {
    FAULT(bad_zero, "E530"),      FAULT(bad_zeros, "E530"),     FAULT(bad_space, "E530"),
    FAULT(bad_hyphen, "E530"),    FAULT(bad_case, "E530"),      FAULT(letter_cv, "E530"),
    FAULT(other_kind, "E531"),    FAULT(other_code, "E531"),    FAULT(letter_code, "E531"),
    FAULT(no_such_day, "W533"),   FAULT(weekday, "W533"),       FAULT(after_signing, "W533"),
    FAULT(full_stop, "W564"),     FAULT(about_on_plan, "E535"), FAULT(basis_comma, "E536"),
    FAULT(basis_last, "E536"),    FAULT(not_addressed, "E537"), FAULT(addressed, "E537"),
    FAULT(small_section, "E562"), FAULT(early_end, "W540"),     FAULT(cited_short, "W541"),
    FAULT(cited_again, "W541"),   FAULT(no_above, "E542"),      FAULT(no_archive, "E542"),
    FAULT(no_stop, "E544"),       FAULT(with_stroke, "E544"),   FAULT(unknown_abbreviation, "E544"),
    FAULT(no_deputy, "E544"),     FAULT(degree, "E545"),        FAULT(sir, "E545"),
    FAULT(arabic, "E548"),        FAULT(one_line, "E548"),      FAULT(unmentioned, "E550"),
    FAULT(unattached, "E550"),    FAULT(decimal_dot, "W552"),   FAULT(mixed, "W552"),
    FAULT(unit_joined, "W552"),   FAULT(percent_apart, "W552"), FAULT(agency_small, "W553"),
    FAULT(clause_large, "W553"),  FAULT(nation_new, "W560"),
};

/* ---- running ---- */

/* The codes found, each once, with spaces between: "E525 E526". */
static const char *codes_of(const struct fixture *f, bool pages) {
    static char codes[256];
    struct diag_options options = {.max_per_code = 0};
    struct diag *diag = diag_new(&options);
    struct arena *arena = arena_new();
    const struct plan *plans[] = {NULL};
    *codes = '\0';
    diag_begin_job(diag);
    if (pages) {
        conform_pages(&f->doc, &f->set, fonts, &f->job, diag);
    } else {
        conform_check(arena, &f->job, &f->body, plans, diag);
    }
    size_t count = diag_job_findings(diag);
    for (size_t i = 0; i < count; i++) {
        const char *name = message_info_of(diag_job_finding(diag, i).code)->name;
        if (strstr(codes, name) == NULL && strlen(codes) < sizeof codes - 8) {
            strcat(codes, *codes ? " " : "");
            strcat(codes, name);
        }
    }
    arena_free(arena);
    diag_free(diag);
    return codes;
}

static void check_faults(const struct fault *faults, size_t count, bool pages) {
    static struct fixture f;
    fixture_init(&f);
    CHECK_STR(codes_of(&f, pages), "");
    for (size_t i = 0; i < count; i++) {
        fixture_init(&f);
        faults[i].make(&f);
        if (!CHECK_STR(codes_of(&f, pages), faults[i].code)) {
            printf("    with %s\n", faults[i].name);
        }
    }
}

int main(void) {
    struct diag_options options = {0};
    struct diag *diag = diag_new(&options);
    struct arena *arena = arena_new();
    fonts = fontset_load(NULL, FONTS, NULL, NULL, diag);
    ini = ini_load(arena, TEST_SOURCE_DIR "/templates/document/ke-hoach.ini", diag);
    if (CHECK(fonts && ini)) {
        check_faults(page_faults, sizeof page_faults / sizeof *page_faults, true);
        check_faults(content_faults, sizeof content_faults / sizeof *content_faults, false);
    }
    fontset_free(fonts);
    arena_free(arena);
    diag_free(diag);
    return test_summary();
}
