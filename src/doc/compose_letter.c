/* Makes the part of the letter around its text: header, title, Kính gửi, signature block, marks
 * (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II and III; model forms 1.4 and 1.5 of Phụ lục III). */
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/utf8.h"
#include "doc/composer.h"
#include "model/body.h"
#include "model/letter.h"
#include "source/ini_file.h"
#include "source/picture.h"

#define NATION     "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
#define MOTTO      "Độc lập - Tự do - Hạnh phúc"
#define EN_DASH    "–"
#define NUMBER_GAP "        " /* room to write a number in by hand */

/* Where the decree fixes no distance, what its model forms look like. */
#define RULE_SPACE      2000
#define NUMBER_SPACE    6000
#define ABOUT_SPACE     6000 /* II.5 */
#define MARK_SPACE      6000
#define TITLE_SPACE     18000
#define ADDRESSEE_SPACE 12000
#define AFTER_HEAD      6000
#define CLOSING_SPACE   12000
#define FULL_RULE       1000 /* share of the line above */
#define LEAST_COLUMN    MM_TO_MPT(30)
#define SHORT_NAME      10            /* letters: "UBND" */
#define LONG_NAME       26            /* letters: "PHÒNG KINH TẾ, HẠ TẦNG VÀ ĐÔ THỊ" */
#define LEAST_AGENCY    MM_TO_MPT(55) /* what a long date leaves of the agency's column */
#define ITALIC_WIDTH    457 /* of a letter of the date, 1/1000 of its size: 2 % over the usual */

static struct place job_place(const struct composer *c, const char *section, const char *key) {
    return ini_place(c->job->ini, section, key);
}

static struct place ward_place(const struct composer *c, const char *key) {
    return ini_place(c->job->ward, "ward", key);
}

/* A line stands in the job, or in the ward profile. */
static struct place line_place(const struct composer *c, const struct job_line *line) {
    const struct ini_file *ini =
        ini_has_section(c->job->ini, line->section) ? c->job->ini : c->job->ward;
    return ini_place(ini, line->section, line->key);
}

static struct doc_paragraph *add_text(const struct composer *c, struct block_list *list,
                                      enum component component, const char *text,
                                      const struct place *from) {
    struct doc_block *block = block_add(list, BLOCK_PARAGRAPH);
    block->as.paragraph = compose_text(c, component, text, from);
    return &block->as.paragraph;
}

static void add_rule(const struct composer *c, struct block_list *list, enum component component,
                     int32_t share, int32_t space_after) {
    block_add(list, BLOCK_RULE)->as.rule =
        (struct doc_rule){.share = share,
                          .space_before = RULE_SPACE,
                          .space_after = space_after,
                          .component = (uint8_t)component,
                          .dashes = c->kind->rule_look == RULE_DASHES};
}

/* Two columns across the type area, the left one `left` wide. */
static struct doc_columns *add_columns(const struct composer *c, struct block_list *list,
                                       int32_t left, int32_t space_before) {
    int32_t width = A4_SHORT - c->kind->margin_left - c->kind->margin_right;
    struct doc_columns *columns = arena_alloc(c->arena, sizeof *columns);
    left = left < LEAST_COLUMN ? LEAST_COLUMN : left; /* one narrower holds no word */
    left = left > width - LEAST_COLUMN ? width - LEAST_COLUMN : left;
    columns->box[0].width = left;
    columns->box[1].width = width - left;
    columns->space_before = space_before;
    block_add(list, BLOCK_COLUMNS)->as.columns = columns;
    return columns;
}

static void fill_box(struct doc_column_box *box, const struct block_list *list) {
    box->blocks = list->blocks;
    box->block_count = list->count;
}

/* ---- header ---- */

/* The administrative unit that begins at `s`: "phường Ngọc Hà", "Phường 3", "PHƯỜNG NGỌC HÀ". */
static bool is_unit_name(const char *s) {
    static const char *const units[] = {"phường", "xã",    "đặc khu",   "thị trấn", "thị xã",
                                        "quận",   "huyện", "thành phố", "tỉnh"};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        const char *behind = s;
        if (!utf8_skip_word(&behind, units[i]) || *behind++ != ' ') {
            continue;
        }
        const char *social = behind; /* xã hội */
        uint32_t first = *behind ? utf8_next(&behind) : 0;
        bool proper = letter_is_upper(first) || (first >= '0' && first <= '9');
        return proper && !utf8_skip_word(&social, "hội");
    }
    return false;
}

/* Breaks a long name behind the comma nearest to its middle, rather than inside "Hạ tầng". */
static void break_at_comma(char *name) {
    size_t middle = strlen(name) / 2, best = 0;
    for (const char *s = name; (s = strstr(s, ", ")) != NULL; s++) {
        size_t at = (size_t)(s - name) + 1;
        size_t far = at > middle ? at - middle : middle - at;
        size_t best_far = best > middle ? best - middle : middle - best;
        best = best == 0 || far < best_far ? at : best;
    }
    if (best > 0 && utf8_count(name) >= LONG_NAME) {
        name[best] = '\n';
    }
}

/* The name of an agency as it is set: "Ủy ban nhân dân phường X" in two lines. A short word before
 * the unit ("UBND phường X") keeps it on its line. */
static const char *agency_lines(const struct composer *c, const char *name) {
    char *lines = arena_strdup(c->arena, name);
    char *space = lines;
    while ((space = strchr(space, ' ')) != NULL && !is_unit_name(space + 1)) {
        space++;
    }
    if (space) {
        *space = '\0';
        bool is_short = utf8_count(lines) < SHORT_NAME;
        break_at_comma(lines);
        *space = is_short ? ' ' : '\n';
    } else {
        break_at_comma(lines);
    }
    return lines;
}

/* The line of place and date, and how the header's columns are divided for it. */
struct header {
    const char *date;
    int32_t date_size;
    int32_t left; /* width of the agency's column */
};

/* A long place name makes the date smaller, if the law allows, then the agency's column narrower:
 * the date must stay one line, level with the number (II.4). */
static struct header plan_header(const struct composer *c) {
    const struct component_info *info = component_info_of(COMPONENT_DATE);
    const char *place = c->job->letter->place;
    const char *date = date_official(c->arena, &c->job->date);
    struct header h = {.date = place ? arena_printf(c->arena, "%s, ngày %s", place, date)
                                     : arena_printf(c->arena, "ngày %s", date),
                       .date_size = c->kind->styles[COMPONENT_DATE].size,
                       .left = c->kind->left_width};
    int32_t width = A4_SHORT - c->kind->margin_left - c->kind->margin_right;
    int32_t letters = (int32_t)utf8_count(h.date) * ITALIC_WIDTH;
    if (h.date_size > info->max_size || letters * (h.date_size / 1000) <= width - h.left) {
        return h;
    }
    int32_t needed = letters * (info->min_size / 1000);
    if (needed <= width - LEAST_AGENCY) {
        h.date_size = info->min_size;
        h.left = needed > width - h.left ? width - needed : h.left;
    }
    return h;
}

static void add_header_names(const struct composer *c, const struct header *h,
                             struct block_list *list) {
    const struct job_letter *letter = c->job->letter;
    struct block_list left = block_list_new(c->arena, 3), right = block_list_new(c->arena, 3);
    struct doc_columns *columns = add_columns(c, list, h->left, 0);
    if (letter->parent) {
        struct place at = ward_place(c, "parent");
        add_text(c, &left, COMPONENT_PARENT, agency_lines(c, letter->parent), &at);
    }
    struct place at = ward_place(c, "agency");
    add_text(c, &left, COMPONENT_AGENCY, agency_lines(c, c->job->agency), &at);
    if (c->kind->rule_place == RULE_UNDER_AGENCY) {
        add_rule(c, &left, COMPONENT_AGENCY, c->kind->agency_rule, 0);
    }
    add_text(c, &right, COMPONENT_NATION, NATION, NULL);
    add_text(c, &right, COMPONENT_MOTTO, MOTTO, NULL);
    add_rule(c, &right, COMPONENT_MOTTO, FULL_RULE, 0);
    fill_box(&columns->box[0], &left);
    fill_box(&columns->box[1], &right);
}

const char *compose_about(const struct composer *c) {
    const char *subject = c->job->letter->subject, *typed = subject;
    if (c->kind->form != FORM_LETTER || subject == NULL) {
        return NULL;
    }
    return utf8_skip_word(&typed, "v/v") ? subject : arena_printf(c->arena, "V/v %s", subject);
}

static void add_about(const struct composer *c, struct block_list *list) {
    const char *about = compose_about(c);
    if (about) {
        struct place at = job_place(c, "document", "subject");
        add_text(c, list, COMPONENT_ABOUT, about, &at)->space_before = ABOUT_SPACE;
    }
}

static void add_urgency(const struct composer *c, struct block_list *list) {
    static const struct {
        const char *text;
        int width; /* mm, III.2.b */
    } marks[] = {{NULL, 0}, {"HỎA TỐC", 30}, {"THƯỢNG KHẨN", 40}, {"KHẨN", 20}};
    int urgency = c->job->letter->urgency;
    if (urgency == URGENCY_NONE) {
        return;
    }
    struct place at = job_place(c, "document", "urgency");
    block_add(list, BLOCK_FRAME)->as.frame =
        (struct doc_frame){.text = compose_text(c, COMPONENT_URGENCY, marks[urgency].text, &at),
                           .width = MM_TO_MPT(marks[urgency].width),
                           .height = MM_TO_MPT(8),
                           .space_before = MARK_SPACE,
                           .align = ALIGN_CENTER,
                           .red = true};
}

static void add_header_number(const struct composer *c, const struct header *h,
                              struct block_list *list) {
    const struct job *job = c->job;
    struct block_list left = block_list_new(c->arena, 4), right = block_list_new(c->arena, 1);
    struct doc_columns *columns = add_columns(c, list, h->left, NUMBER_SPACE);
    struct place at = job_place(c, "document", "number");
    const char *number = arena_printf(c->arena, "Số: %s", job->number ? job->number : NUMBER_GAP);
    add_text(c, &left, COMPONENT_NUMBER, number, &at);
    if (c->kind->rule_place == RULE_UNDER_NUMBER) {
        add_rule(c, &left, COMPONENT_AGENCY, c->kind->agency_rule, 0);
    }
    add_about(c, &left);
    add_urgency(c, &left);
    at = job_place(c, "document", "date");
    add_text(c, &right, COMPONENT_DATE, h->date, &at)->font_size = h->date_size;
    fill_box(&columns->box[0], &left);
    fill_box(&columns->box[1], &right);
}

/* ---- title and addressees ---- */

static void add_title(const struct composer *c, struct block_list *list) {
    const char *subject = c->job->letter->subject;
    if (c->kind->form != FORM_NAMED) {
        return;
    }
    struct place at = ini_place(c->kind->ini, "kind", "name");
    struct doc_paragraph *p = add_text(c, list, COMPONENT_KIND, c->kind->name, &at);
    p->space_before = TITLE_SPACE;
    p->keep_with_next = true;
    if (subject) {
        at = job_place(c, "document", "subject");
        add_text(c, list, COMPONENT_SUBJECT, subject, &at)->keep_with_next = true;
    }
    add_rule(c, list, COMPONENT_SUBJECT, c->kind->subject_rule, AFTER_HEAD);
}

/* `text` without the end sign that its writer gave it. */
static const char *without_end(const struct composer *c, const char *text) {
    size_t len = strlen(text);
    while (len > 0 && strchr(".;, ", text[len - 1])) {
        len--;
    }
    return arena_strndup(c->arena, text, len);
}

/* `text` as an entry of a list: "- text;", of the last one "- text.". */
static const char *list_entry(const struct composer *c, const char *text, bool last) {
    for (size_t n = 1; n > 0; text += n) { /* a dash of the writer's own */
        n = strncmp(text, EN_DASH, strlen(EN_DASH)) == 0 ? strlen(EN_DASH) : strspn(text, "-+ ");
    }
    return arena_printf(c->arena, "- %s%s", without_end(c, text), last ? "." : ";");
}

static void add_addressees(const struct composer *c, struct block_list *list) {
    const struct job_lines *to = &c->job->letter->to;
    if (to->count == 0) {
        return;
    }
    struct place at = line_place(c, &to->lines[0]);
    struct doc_list *out = &block_add(list, BLOCK_LIST)->as.list;
    out->label = compose_text(c, COMPONENT_ADDRESSEE, "Kính gửi:", &at);
    out->label.space_before = ADDRESSEE_SPACE;
    out->items = arena_alloc(c->arena, to->count * sizeof *out->items);
    out->item_count = to->count;
    for (size_t i = 0; i < to->count; i++) {
        const char *text = to->lines[i].text;
        at = line_place(c, &to->lines[i]);
        text = to->count == 1 ? without_end(c, text) : list_entry(c, text, i + 1 == to->count);
        out->items[i] = compose_text(c, COMPONENT_ADDRESSEE, text, &at);
    }
    out->items[to->count - 1].space_after = AFTER_HEAD;
}

/* ---- signature block ---- */

static void fill_copies(const struct composer *c, struct doc_column_box *box) {
    const struct job_letter *letter = c->job->letter;
    struct block_list list = block_list_new(c->arena, letter->copies.count + 2);
    if (letter->copies.count) {
        struct place at = line_place(c, &letter->copies.lines[0]);
        add_text(c, &list, COMPONENT_COPIES_LABEL, "Nơi nhận:", &at);
    }
    for (size_t i = 0; i < letter->copies.count; i++) {
        const struct job_line *line = &letter->copies.lines[i];
        struct place at = line_place(c, line);
        const char *text = list_entry(c, line->text, i + 1 == letter->copies.count);
        add_text(c, &list, COMPONENT_COPIES, text, &at)->left_indent = c->kind->copies_indent;
    }
    if (letter->drafter) {
        struct place at = job_place(c, "document", "drafter");
        add_text(c, &list, COMPONENT_DRAFTER, letter->drafter, &at);
    }
    fill_box(box, &list);
}

static const struct picture *picture_of(const struct composer *c, const char *path,
                                        const char *section, const char *key) {
    if (path == NULL) {
        return NULL;
    }
    struct place at = ini_place(c->job->ward, section, key);
    return picture_load(c->arena, path, &at, c->diag);
}

static void fill_signature(const struct composer *c, struct doc_column_box *box) {
    const struct job_letter *letter = c->job->letter;
    const struct signer *signer = letter->signer;
    size_t lines = signer ? signer->authority.count : 0;
    struct block_list list = block_list_new(c->arena, lines + 2);
    for (size_t i = 0; i < lines; i++) {
        struct place at = line_place(c, &signer->authority.lines[i]);
        add_text(c, &list, COMPONENT_AUTHORITY, signer->authority.lines[i].text, &at);
    }
    struct doc_room *room = &block_add(&list, BLOCK_ROOM)->as.room;
    room->height = c->kind->signature_room;
    room->seal = picture_of(c, letter->seal, "ward", "seal");
    room->seal_width = letter->seal_width;
    if (signer) {
        room->signature = picture_of(c, signer->signature, signer->section, "signature");
        room->signature_width = signer->signature_width;
    }
    if (signer && signer->name && *signer->name) {
        struct place at = ini_place(c->job->ward, signer->section, "name");
        add_text(c, &list, COMPONENT_SIGNER, signer->name, &at);
    }
    fill_box(box, &list);
}

static void add_closing(const struct composer *c, struct block_list *list) {
    struct doc_columns *columns = add_columns(c, list, c->kind->copies_width, CLOSING_SPACE);
    columns->closing = true;
    fill_copies(c, &columns->box[0]);
    fill_signature(c, &columns->box[1]);
}

/* ---- marks of the page ---- */

static struct doc_frame *circulation_frame(const struct composer *c) {
    static const struct {
        const char *text;
        int width, height; /* tenths of mm, the samples of III.2.c */
    } marks[] = {{NULL, 0, 0}, {"XEM XONG TRẢ LẠI", 569, 80}, {"LƯU HÀNH NỘI BỘ", 494, 84}};
    int circulation = c->job->letter->circulation;
    if (circulation == CIRCULATION_NONE) {
        return NULL;
    }
    struct place at = job_place(c, "document", "circulation");
    struct doc_frame *frame = arena_alloc(c->arena, sizeof *frame);
    *frame = (struct doc_frame){
        .text = compose_text(c, COMPONENT_CIRCULATION, marks[circulation].text, &at),
        .width = TENTH_MM_TO_MPT(marks[circulation].width),
        .height = TENTH_MM_TO_MPT(marks[circulation].height),
        .align = ALIGN_RIGHT};
    return frame;
}

static struct doc_paragraph *address_line(const struct composer *c) {
    const char *address = c->job->letter->address;
    if (address == NULL) {
        return NULL;
    }
    struct place at = ward_place(c, "address");
    struct doc_paragraph *p = arena_alloc(c->arena, sizeof *p);
    *p = compose_text(c, COMPONENT_ADDRESS, address, &at);
    return p;
}

void compose_letter_part(const struct composer *c, struct doc_part *part) {
    size_t items = c->in->body ? c->in->body->count : 0;
    struct block_list list = block_list_new(c->arena, items + 7);
    compose_page(c, part, false);
    part->bookmark = c->job->appendix_count ? c->kind->name : NULL;
    part->corner = circulation_frame(c);
    part->foot = address_line(c);
    struct header header = plan_header(c);
    add_header_names(c, &header, &list);
    add_header_number(c, &header, &list);
    add_title(c, &list);
    add_addressees(c, &list);
    compose_body(c, &list);
    add_closing(c, &list);
    part->blocks = list.blocks;
    part->block_count = list.count;
}
