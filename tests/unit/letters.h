/* Owns the building of letters for tests: blocks of every kind, filled with words at random. */
#ifndef BAOCAO_TESTS_UNIT_LETTERS_H
#define BAOCAO_TESTS_UNIT_LETTERS_H

#include "base/arena.h"
#include "base/text.h"
#include "doc/doc.h"
#include "layout/canvas.h"

#define MARGIN MM_TO_MPT(20)
#define LEFT   MM_TO_MPT(30)
#define RIGHT  MM_TO_MPT(15)
#define WIDTH  (A4_SHORT - LEFT - RIGHT)
#define COPIES MM_TO_MPT(75)
#define ROOM   MM_TO_MPT(32)
#define BLOCKS 400

struct builder {
    struct arena *arena;
    uint32_t seed;
    struct doc_block *blocks;
    size_t count;
    struct doc_part part;
    struct doc doc;
};

static inline uint32_t chance(struct builder *b, uint32_t n) {
    b->seed = b->seed * 1664525u + 1013904223u;
    return (b->seed >> 8) % n;
}

static inline const char *words(struct builder *b, uint32_t count) {
    static const char *const WORDS[] = {
        "kế",     "hoạch", "phường", "nhân dân", "chỉ",  "tiêu", "phát triển", "kinh tế", "xã hội",
        "thực",   "hiện",  "2026,",  "đơn vị",   "báo",  "cáo",  "trước",      "ngày",    "quý",
        "nghiêm", "đúng",  "95%",    "hộ",       "khẩn", "a",    "trương",     "và",      "của"};
    struct text out;
    text_init(&out);
    for (uint32_t i = 0; i < count; i++) {
        text_printf(&out, "%s%s", i ? " " : "", WORDS[chance(b, sizeof WORDS / sizeof *WORDS)]);
    }
    const char *copy = arena_strndup(b->arena, out.data ? out.data : "", out.len);
    text_release(&out);
    return copy;
}

static inline struct doc_paragraph paragraph_of(const char *text, enum component component) {
    const struct component_style *style = &component_info_of(component)->style;
    return (struct doc_paragraph){.text = text,
                                  .font_size = style->size,
                                  .align = style->align,
                                  .style = style->style,
                                  .component = (uint8_t)component};
}

static inline struct doc_block *add(struct builder *b, enum doc_block_kind kind) {
    b->blocks[b->count].kind = kind;
    return &b->blocks[b->count++];
}

static inline struct doc_paragraph *add_text(struct builder *b, const char *text,
                                             enum component component) {
    struct doc_paragraph *p = &add(b, BLOCK_PARAGRAPH)->as.paragraph;
    *p = paragraph_of(text, component);
    return p;
}

static inline struct doc_paragraph *add_body(struct builder *b, uint32_t count) {
    struct doc_paragraph *p = add_text(b, words(b, count), COMPONENT_BODY);
    p->space_before = 6000 + 500 * (int32_t)(b->seed % 5);
    p->line_spacing = 1150;
    p->first_indent = MM_TO_MPT(10);
    p->elastic = true;
    return p;
}

static inline void add_heading(struct builder *b, uint32_t count, enum component component) {
    struct doc_paragraph *p = add_text(b, words(b, count), component);
    p->space_before = 6000;
    p->first_indent = MM_TO_MPT(10);
    p->keep_with_next = true;
    p->outline = component == COMPONENT_SECTION ? 1 : 2;
}

/* Columns of paragraphs; `texts` hold texts and components in turn, a NULL text ends them. */
struct cell {
    const char *text;
    enum component component;
};

static inline void fill_box(struct builder *b, struct doc_column_box *box, int32_t width,
                            const struct cell *cells, size_t count) {
    box->width = width;
    box->blocks = arena_alloc(b->arena, (count + 1) * sizeof *box->blocks);
    for (size_t i = 0; i < count; i++) {
        struct doc_block *block = &box->blocks[box->block_count++];
        if (cells[i].component == COMPONENT_SIGNATURE) {
            block->kind = BLOCK_ROOM;
            block->as.room.height = ROOM;
        } else {
            block->kind = BLOCK_PARAGRAPH;
            block->as.paragraph = paragraph_of(cells[i].text, cells[i].component);
        }
    }
}

static inline struct doc_columns *
add_columns(struct builder *b, int32_t left, const struct cell *cells, size_t split, size_t count) {
    struct doc_columns *c = arena_alloc(b->arena, sizeof *c);
    fill_box(b, &c->box[0], left, cells, split);
    fill_box(b, &c->box[1], WIDTH - left, cells + split, count - split);
    add(b, BLOCK_COLUMNS)->as.columns = c;
    return c;
}

static inline void add_header(struct builder *b) {
    const struct cell names[] = {{words(b, 1 + chance(b, 12)), COMPONENT_AGENCY},
                                 {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", COMPONENT_NATION},
                                 {"Độc lập - Tự do - Hạnh phúc", COMPONENT_MOTTO}};
    add_columns(b, MM_TO_MPT(67), names, 1, 3);
    const struct cell lines[] = {{"Số: 15/KH-UBND", COMPONENT_NUMBER},
                                 {words(b, 2 + chance(b, 8)), COMPONENT_DATE}};
    add_columns(b, MM_TO_MPT(67), lines, 1, 2);
}

static inline void add_addressees(struct builder *b, size_t count) {
    struct doc_list *list = &add(b, BLOCK_LIST)->as.list;
    list->label = paragraph_of("Kính gửi:", COMPONENT_ADDRESSEE);
    list->label.space_before = 12000;
    list->items = arena_alloc(b->arena, count * sizeof *list->items);
    list->item_count = count;
    for (size_t i = 0; i < count; i++) {
        const char *name = words(b, 2 + chance(b, 30));
        list->items[i] = paragraph_of(count > 1 ? arena_printf(b->arena, "- %s;", name) : name,
                                      COMPONENT_ADDRESSEE);
    }
}

static inline struct doc_columns *add_signature(struct builder *b, size_t copies) {
    struct cell *cells = arena_alloc(b->arena, (copies + 5) * sizeof *cells);
    size_t n = 0;
    cells[n++] = (struct cell){"Nơi nhận:", COMPONENT_COPIES_LABEL};
    for (size_t i = 0; i < copies; i++) {
        cells[n++] = (struct cell){arena_printf(b->arena, "- %s;", words(b, 1 + chance(b, 14))),
                                   COMPONENT_COPIES};
    }
    size_t split = n;
    cells[n++] = (struct cell){"TM. ỦY BAN NHÂN DÂN", COMPONENT_AUTHORITY};
    cells[n++] = (struct cell){"CHỦ TỊCH", COMPONENT_AUTHORITY};
    cells[n++] = (struct cell){NULL, COMPONENT_SIGNATURE};
    cells[n++] = (struct cell){"Nguyễn Văn A", COMPONENT_SIGNER};
    struct doc_columns *columns = add_columns(b, COPIES, cells, split, n);
    columns->closing = true;
    columns->space_before = 12000;
    return columns;
}

static inline struct builder builder_of(uint32_t seed) {
    struct builder b = {.arena = arena_new(), .seed = seed};
    b.blocks = arena_alloc(b.arena, BLOCKS * sizeof *b.blocks);
    return b;
}

static inline const struct doc *finish(struct builder *b) {
    b->part = (struct doc_part){.margin_top = MARGIN,
                                .margin_bottom = MARGIN,
                                .margin_left = LEFT,
                                .margin_right = RIGHT,
                                .page_number_size = 14000,
                                .corner = b->part.corner,
                                .foot = b->part.foot,
                                .blocks = b->blocks,
                                .block_count = b->count};
    b->doc = (struct doc){.parts = &b->part, .part_count = 1};
    return &b->doc;
}

static inline const struct doc *random_letter(struct builder *b) {
    add_header(b);
    add_text(b, "KẾ HOẠCH", COMPONENT_KIND)->keep_with_next = true;
    add_text(b, words(b, 8 + chance(b, 20)), COMPONENT_SUBJECT)->keep_with_next = true;
    struct doc_rule *rule = &add(b, BLOCK_RULE)->as.rule;
    *rule = (struct doc_rule){
        .share = 400, .space_before = 2000, .space_after = 6000, .component = COMPONENT_SUBJECT};
    if (chance(b, 2)) {
        add_addressees(b, 1 + chance(b, 4));
    }
    size_t pieces = 2 + chance(b, 40);
    for (size_t i = 0; i < pieces; i++) {
        switch (chance(b, 6)) {
        case 0:
            add_heading(b, 3 + chance(b, 25), COMPONENT_SECTION);
            if (chance(b, 2)) {
                add_heading(b, 3 + chance(b, 10), COMPONENT_CLAUSE_TITLE);
            }
            break;
        case 1:
            add_body(b, 1 + chance(b, 12));
            break;
        default:
            add_body(b, 10 + chance(b, 150));
        }
    }
    add_body(b, 2 + chance(b, 60));
    add_signature(b, 1 + chance(b, 14));
    return finish(b);
}

#endif
