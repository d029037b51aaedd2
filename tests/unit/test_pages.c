/* Owns the tests of layout/paginate.c for whole documents: builds letters at random, sets them on
 * pages, and reads from the marks alone whether the pages are as they must be. */
#include <stdlib.h>

#include "base/diag.h"
#include "layout/fontset.h"
#include "layout/glyphs.h"
#include "layout/paginate.h"
#include "layout/tablefit.h"
#include "source/picture.h"
#include "unit/harness.h"
#include "unit/letters.h"

#define LETTERS    400
#define PARAGRAPHS 800
#define FEW_LINES  5
#define TOLERANCE  200 /* mpt, of rounding over a line of pieces */

static struct fontset *fonts;

/* ---- reading pages ---- */

/* A paragraph of the document and where its lines were found. */
struct found {
    const struct doc_paragraph *p;
    const char *next; /* the first byte not yet found */
    size_t lines, pages;
    size_t first_page, last_page;
    size_t on_first, on_last; /* lines there */
    int32_t first_y, last_y;
};

struct reading {
    struct found found[PARAGRAPHS];
    size_t count;
    const char *label; /* of the document at hand, for a failure */
};

static void list_blocks(struct reading *r, const struct doc_block *blocks, size_t count);

static void list_paragraph(struct reading *r, const struct doc_paragraph *p) {
    r->found[r->count++] = (struct found){.p = p, .next = p->text};
}

static void list_blocks(struct reading *r, const struct doc_block *blocks, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct doc_block *b = &blocks[i];
        switch (b->kind) {
        case BLOCK_PARAGRAPH:
        case BLOCK_END_MARK:
            list_paragraph(r, &b->as.paragraph);
            break;
        case BLOCK_FRAME:
            list_paragraph(r, &b->as.frame.text);
            break;
        case BLOCK_LIST:
            list_paragraph(r, &b->as.list.label);
            for (size_t k = 0; k < b->as.list.item_count; k++) {
                list_paragraph(r, &b->as.list.items[k]);
            }
            break;
        case BLOCK_COLUMNS:
            list_blocks(r, b->as.columns->box[0].blocks, b->as.columns->box[0].block_count);
            list_blocks(r, b->as.columns->box[1].blocks, b->as.columns->box[1].block_count);
            break;
        default:
            break;
        }
    }
}

static struct found *found_of(struct reading *r, const char *text) {
    for (size_t i = 0; i < r->count; i++) {
        const char *start = r->found[i].p->text;
        if (text >= start && text < start + strlen(start)) {
            return &r->found[i];
        }
    }
    return NULL;
}

static bool only_space(const char *from, const char *to) {
    while (from < to && (*from == ' ' || *from == '\n')) {
        from++;
    }
    return from == to;
}

static int32_t mark_end(const struct text_mark *m) {
    int32_t end = m->x + ttf_width(fonts->faces[m->face], m->text, m->len, m->size);
    for (uint32_t i = 0; i < m->len; i++) {
        end += m->text[i] == ' ' ? m->word_space : 0;
    }
    return end;
}

static void read_mark(struct reading *r, const struct text_mark *m, size_t page) {
    struct found *f = found_of(r, m->text);
    if (!CHECK(f != NULL)) {
        return;
    }
    CHECK(m->text >= f->next && only_space(f->next, m->text)); /* in order, nothing left out */
    f->next = m->text + m->len;
    CHECK(m->x >= LEFT - TOLERANCE && mark_end(m) <= A4_SHORT - RIGHT + TOLERANCE);
    CHECK(m->y - m->size / 2 >= MARGIN && m->y <= A4_LONG - MARGIN);
    CHECK_INT(m->component, f->p->component);
    if (f->lines == 0) {
        f->first_page = page;
        f->first_y = m->y;
    }
    if (f->lines == 0 || page != f->last_page || m->y != f->last_y) {
        f->on_last = f->lines > 0 && page == f->last_page ? f->on_last + 1 : 1;
        f->lines++;
        f->on_first += page == f->first_page;
    }
    f->last_page = page;
    f->last_y = m->y;
}

/* Sets the document and reads its pages. False when one text of it is lost. */
static bool read_pages(struct reading *r, const struct doc *doc, struct page_set *pages) {
    struct table_fit *fits = xcalloc(doc->part_count, sizeof *fits);
    paginate(doc, fits, fonts, pages);
    free(fits);
    r->count = 0;
    list_blocks(r, doc->parts->blocks, doc->parts->block_count);
    for (size_t i = 0; i < pages->count; i++) {
        for (size_t t = 0; t < pages->pages[i].text_count; t++) {
            const struct text_mark *m = &pages->pages[i].texts[t];
            if (m->component != COMPONENT_PAGE_NUMBER && m->component != COMPONENT_ADDRESS &&
                m->component != COMPONENT_SIGNED_LINE) {
                read_mark(r, m, i);
            }
        }
    }
    bool whole = true;
    for (size_t i = 0; i < r->count; i++) {
        const struct found *f = &r->found[i];
        whole &= CHECK(only_space(f->next, f->p->text + strlen(f->p->text)));
    }
    return whole;
}

static struct found *first_of(struct reading *r, enum component component) {
    for (size_t i = 0; i < r->count; i++) {
        if (r->found[i].p->component == component) {
            return &r->found[i];
        }
    }
    return NULL;
}

static bool is_body(const struct found *f) {
    return f->p->component == COMPONENT_BODY;
}

/* Lines of running text on `page`. */
static size_t body_lines_on(const struct reading *r, size_t page) {
    size_t lines = 0;
    for (size_t i = 0; i < r->count; i++) {
        const struct found *f = &r->found[i];
        if (is_body(f)) {
            lines += f->first_page == page ? f->on_first : f->last_page == page ? f->on_last : 0;
        }
    }
    return lines;
}

/* ---- what must hold ---- */

static void check_single_lines(const struct reading *r) {
    for (size_t i = 0; i < r->count; i++) {
        const struct found *f = &r->found[i];
        if (f->p->component == COMPONENT_COPIES || f->first_page == f->last_page) {
            continue;
        }
        CHECK(is_body(f)); /* headings and whatever else is short stay in one piece */
        CHECK(f->on_first >= 2 && f->on_last >= 2);
    }
}

static void check_headings(const struct reading *r) {
    for (size_t i = 0; i + 1 < r->count; i++) {
        if (!r->found[i].p->keep_with_next) {
            continue;
        }
        size_t page = r->found[i].last_page, lines = 0, k = i + 1;
        for (; k < r->count && r->found[k].first_page == page && lines < 2; k++) {
            lines += r->found[k].p->keep_with_next ? 0 : r->found[k].on_first;
        }
        CHECK(lines >= 2);
    }
}

static void check_signature(struct reading *r) {
    const struct found *label = first_of(r, COMPONENT_COPIES_LABEL);
    const struct found *authority = first_of(r, COMPONENT_AUTHORITY);
    const struct found *signer = first_of(r, COMPONENT_SIGNER);
    CHECK_INT(label->first_page, authority->first_page);
    CHECK_INT(label->first_y, authority->first_y);
    CHECK_INT(signer->first_page, authority->first_page);
    CHECK(signer->first_y - authority->first_y >= ROOM);
    CHECK(body_lines_on(r, signer->first_page) >= 2);
}

static void check_header(struct reading *r) {
    CHECK_INT(first_of(r, COMPONENT_NUMBER)->first_y, first_of(r, COMPONENT_DATE)->first_y);
    CHECK_INT(first_of(r, COMPONENT_AGENCY)->first_y, first_of(r, COMPONENT_NATION)->first_y);
}

/* In the order of the document, also down each page. */
static void check_order(const struct reading *r) {
    const struct found *before = NULL;
    for (size_t i = 0; i < r->count; i++) {
        const struct found *f = &r->found[i];
        if (!is_body(f) && !f->p->keep_with_next) {
            continue;
        }
        if (before) {
            CHECK(f->first_page > before->last_page ||
                  (f->first_page == before->last_page && f->first_y > before->last_y));
        }
        before = f;
    }
}

/* The same letter set as tight as the decree allows. */
static size_t least_pages(const struct doc *doc, struct reading *r) {
    const struct doc_part *part = doc->parts;
    struct doc_paragraph *saved = xcalloc(part->block_count, sizeof *saved);
    for (size_t i = 0; i < part->block_count; i++) {
        struct doc_paragraph *p = &part->blocks[i].as.paragraph;
        if (part->blocks[i].kind == BLOCK_PARAGRAPH) {
            saved[i] = *p;
            if (p->elastic) {
                p->line_spacing = 1000;
                p->space_before = 6000;
                p->elastic = false;
            }
        }
    }
    struct page_set pages;
    read_pages(r, doc, &pages);
    size_t count = pages.count;
    page_set_release(&pages);
    for (size_t i = 0; i < part->block_count; i++) {
        if (part->blocks[i].kind == BLOCK_PARAGRAPH) {
            part->blocks[i].as.paragraph = saved[i];
        }
    }
    free(saved);
    return count;
}

static void check_letters(void) {
    static struct reading r;
    size_t tightened = 0, almost_empty = 0;
    for (uint32_t seed = 1; seed <= LETTERS; seed++) {
        size_t failures = test_failures;
        struct builder b = builder_of(seed);
        const struct doc *doc = random_letter(&b);
        struct page_set pages;
        if (read_pages(&r, doc, &pages)) {
            check_single_lines(&r);
            check_headings(&r);
            check_signature(&r);
            check_header(&r);
            check_order(&r);
            bool empty = pages.count > 1 && body_lines_on(&r, pages.count - 1) < FEW_LINES;
            if (empty) {
                almost_empty++;
                CHECK(!pages.fits[0].tightened);
                CHECK_INT(least_pages(doc, &r), pages.count);
            }
            tightened += pages.fits[0].tightened;
        }
        page_set_release(&pages);
        arena_free(b.arena);
        if (test_failures > failures) {
            printf("    in letter %u\n", seed);
        }
    }
    printf("%d letters, %zu tightened, %zu with an almost empty last page\n", LETTERS, tightened,
           almost_empty);
    CHECK(tightened > 0);
}

/* ---- particular documents ---- */

/* A page with nothing but the rest of Nơi nhận is saved where setting tight saves it. */
static void check_long_copies_tight(void) {
    static struct reading r;
    size_t tightened = 0, left = 0;
    for (uint32_t seed = 1; seed <= 60; seed++) {
        struct builder b = builder_of(seed);
        add_header(&b);
        for (uint32_t i = 0; i < 8; i++) {
            add_body(&b, 20 + chance(&b, 60));
        }
        add_signature(&b, 45 + chance(&b, 20));
        const struct doc *doc = finish(&b);
        struct page_set pages;
        read_pages(&r, doc, &pages);
        check_signature(&r);
        tightened += pages.fits[0].tightened;
        if (!pages.fits[0].tightened && body_lines_on(&r, pages.count - 1) == 0) {
            left++;
            CHECK_INT(least_pages(doc, &r), pages.count);
        }
        page_set_release(&pages);
        arena_free(b.arena);
    }
    CHECK(tightened > 0 && left > 0);
}

static void check_long_copies(void) {
    static struct reading r;
    struct builder b = builder_of(7);
    add_header(&b);
    add_body(&b, 300);
    add_signature(&b, 150);
    struct page_set pages;
    read_pages(&r, finish(&b), &pages);
    check_signature(&r);
    CHECK(pages.count >= 3);
    page_set_release(&pages);
    arena_free(b.arena);
}

/* A word, a heading, a frame and columns that no page can hold. */
static void check_too_large(void) {
    static struct reading r;
    struct builder b = builder_of(8);
    char *word = arena_alloc(b.arena, 10001);
    memset(word, 'm', 10000);
    add_text(&b, word, COMPONENT_BODY);
    add_heading(&b, 3000, COMPONENT_SECTION);
    add_body(&b, 20);
    struct doc_frame *frame = &add(&b, BLOCK_FRAME)->as.frame;
    frame->text = paragraph_of(words(&b, 1500), COMPONENT_CIRCULATION);
    frame->width = MM_TO_MPT(50);
    frame->height = MM_TO_MPT(8);
    const struct cell cells[] = {{words(&b, 2000), COMPONENT_AGENCY},
                                 {words(&b, 1200), COMPONENT_NATION}};
    add_columns(&b, MM_TO_MPT(67), cells, 1, 2);
    add_body(&b, 20);
    struct page_set pages;
    read_pages(&r, finish(&b), &pages);
    CHECK(pages.count > 5 && pages.count < 60);
    page_set_release(&pages);
    arena_free(b.arena);
}

static bool has_rule(const struct page *page, int32_t x1, int32_t x2, enum ink ink,
                     enum component component) {
    for (size_t i = 0; i < page->rule_count; i++) {
        const struct rule_mark *m = &page->rules[i];
        if (m->x1 == x1 && m->x2 == x2 && m->y1 == m->y2 && m->ink == ink &&
            m->component == component) {
            return true;
        }
    }
    return false;
}

static const struct text_mark *mark_of(const struct page *page, enum component component) {
    for (size_t i = 0; i < page->text_count; i++) {
        if (page->texts[i].component == component) {
            return &page->texts[i];
        }
    }
    return NULL;
}

/* The frame of an urgency mark, the frame in the top margin, the foot of the first page. */
static void check_marks(void) {
    static struct reading r;
    struct builder b = builder_of(9);
    struct doc_frame *frame = &add(&b, BLOCK_FRAME)->as.frame;
    *frame = (struct doc_frame){.text = paragraph_of("THƯỢNG KHẨN", COMPONENT_URGENCY),
                                .width = MM_TO_MPT(40),
                                .height = MM_TO_MPT(8),
                                .red = true};
    for (int i = 0; i < 12; i++) {
        add_body(&b, 80);
    }
    struct doc_frame corner = {.text = paragraph_of("Số: 21/KH-UBND", COMPONENT_SIGNED_LINE)};
    struct doc_paragraph foot = paragraph_of(words(&b, 30), COMPONENT_ADDRESS);
    foot.space_before = 3000;
    b.part.corner = &corner;
    b.part.foot = &foot;
    struct page_set pages;
    read_pages(&r, finish(&b), &pages);
    const struct page *first = &pages.pages[0];
    CHECK(has_rule(first, LEFT, LEFT + MM_TO_MPT(40), INK_RED, COMPONENT_URGENCY));
    CHECK_INT(mark_of(first, COMPONENT_URGENCY)->ink, INK_RED);
    CHECK_INT(r.found[0].lines, 1);
    CHECK(mark_of(first, COMPONENT_SIGNED_LINE)->y < MARGIN);
    CHECK(has_rule(first, LEFT, A4_SHORT - RIGHT, INK_BLACK, COMPONENT_ADDRESS));
    int32_t lowest = 0;
    for (size_t i = 0; i < first->text_count; i++) {
        const struct text_mark *m = &first->texts[i];
        lowest = m->component == COMPONENT_BODY && m->y > lowest ? m->y : lowest;
    }
    CHECK(lowest < mark_of(first, COMPONENT_ADDRESS)->y - 11000);
    CHECK(mark_of(first, COMPONENT_ADDRESS) > mark_of(first, COMPONENT_BODY)); /* read last */
    CHECK(mark_of(first, COMPONENT_PAGE_NUMBER) == NULL);
    CHECK(pages.count > 1 && mark_of(&pages.pages[1], COMPONENT_ADDRESS) == NULL);
    CHECK_STR(mark_of(&pages.pages[1], COMPONENT_PAGE_NUMBER)->text, "2");
    page_set_release(&pages);
    arena_free(b.arena);
}

/* A rule has its share of the line above and is centred on it; hyphens instead are as long. */
static void check_rules(void) {
    struct builder b = builder_of(13);
    add_text(&b, words(&b, 8), COMPONENT_AGENCY);
    for (int dashes = 0; dashes < 2; dashes++) {
        add(&b, BLOCK_RULE)->as.rule = (struct doc_rule){
            .share = 500, .space_before = 2000, .component = COMPONENT_MOTTO, .dashes = dashes};
    }
    finish(&b);
    struct table_fit fit = {0};
    struct page_set pages;
    paginate(&b.doc, &fit, fonts, &pages);
    const struct page *page = &pages.pages[0];
    const struct text_mark *line = &page->texts[0], *hyphens = mark_of(page, COMPONENT_MOTTO);
    int32_t width = mark_end(line) - line->x;
    CHECK_INT(page->rule_count, 1);
    CHECK_INT(page->rules[0].x2 - page->rules[0].x1, width / 2);
    CHECK_INT(page->rules[0].x1 - line->x, (width - width / 2) / 2);
    CHECK(page->rules[0].y1 > line->y);
    CHECK(hyphens->len > 10 && strspn(hyphens->text, "-") == hyphens->len);
    CHECK_INT(hyphens->x, page->rules[0].x1);
    CHECK(mark_end(hyphens) - hyphens->x > width * 2 / 5 && mark_end(hyphens) <= page->rules[0].x2);
    page_set_release(&pages);
    arena_free(b.arena);
}

/* First lines stand level, whichever is larger and whatever stands before it. */
static void check_level(void) {
    static struct reading r;
    for (int larger = 0; larger < 2; larger++) {
        struct builder b = builder_of(11);
        const struct cell cells[] = {{"Số:      /KH-UBND", COMPONENT_NUMBER},
                                     {words(&b, 40), COMPONENT_DATE}};
        struct doc_columns *columns = add_columns(&b, MM_TO_MPT(67), cells, 1, 2);
        columns->box[larger].blocks[0].as.paragraph.font_size = 17000;
        columns->box[larger].blocks[0].as.paragraph.space_before = 3000;
        struct page_set pages;
        read_pages(&r, finish(&b), &pages);
        CHECK_INT(r.found[0].first_y, r.found[1].first_y);
        CHECK(r.found[1].lines > 1);
        page_set_release(&pages);
        arena_free(b.arena);
    }
}

/* The seal covers the left third of the signature, which stands in the middle of its column. */
static void check_pictures(void) {
    static struct reading r;
    struct builder b = builder_of(10);
    struct picture signature = {.width = 400, .height = 200, .natural_width = MM_TO_MPT(40)};
    struct picture seal = {.width = 300, .height = 300, .natural_width = MM_TO_MPT(20)};
    add_body(&b, 40);
    struct doc_columns *columns = add_signature(&b, 2);
    struct doc_room *room = &columns->box[1].blocks[2].as.room;
    room->signature = &signature;
    room->seal = &seal;
    room->seal_width = MM_TO_MPT(36);
    struct page_set pages;
    read_pages(&r, finish(&b), &pages);
    if (CHECK_INT(pages.pages[0].picture_count, 2)) {
        const struct picture_mark *s = &pages.pages[0].pictures[0], *d = s + 1;
        CHECK_INT(s->component, COMPONENT_SIGNATURE);
        CHECK_INT(d->component, COMPONENT_SEAL);
        CHECK_INT(s->width, MM_TO_MPT(40));
        CHECK_INT(s->height, MM_TO_MPT(40) / 2);
        CHECK_INT(d->width, MM_TO_MPT(36));
        CHECK_INT(d->x + d->width, s->x + s->width / 3);
        CHECK_INT(s->x + s->width / 2, LEFT + COPIES + (WIDTH - COPIES) / 2);
        CHECK(s->y > first_of(&r, COMPONENT_AUTHORITY)->first_y);
        CHECK(s->y + s->height < first_of(&r, COMPONENT_SIGNER)->first_y);
    }
    page_set_release(&pages);
    arena_free(b.arena);
}

/* A sign that no font has, U+4E2D, is found wherever text may stand, once for each text. */
static void check_glyphs(void) {
    struct builder b = builder_of(12);
    struct diag_options options = {.quiet = true};
    struct diag *diag = diag_new(&options);
    const char *bad = "a b 中 c";
    struct text_span span = {.start = 2, .end = 7, .style = STYLE_BOLD};
    add_text(&b, bad, COMPONENT_BODY)->spans = &span;
    b.blocks[0].as.paragraph.span_count = 1;
    add_text(&b, "a b c", COMPONENT_BODY);
    add(&b, BLOCK_FRAME)->as.frame.text = paragraph_of(bad, COMPONENT_URGENCY);
    add_addressees(&b, 2);
    b.blocks[b.count - 1].as.list.label.text = bad;
    b.blocks[b.count - 1].as.list.items[1].text = bad;
    const struct cell cells[] = {{"a", COMPONENT_NUMBER}, {bad, COMPONENT_DATE}};
    add_columns(&b, MM_TO_MPT(67), cells, 1, 2);
    struct doc_frame corner = {.text = paragraph_of(bad, COMPONENT_SIGNED_LINE)};
    struct doc_paragraph foot = paragraph_of(bad, COMPONENT_ADDRESS);
    b.part.corner = &corner;
    b.part.foot = &foot;
    finish(&b);
    CHECK(!glyphs_check(&b.doc, fonts, diag));
    CHECK_INT(diag_count(diag, SEVERITY_ERROR), 7);
    glyphs_spell_out(&b.doc, fonts, b.arena);
    CHECK(glyphs_check(&b.doc, fonts, diag));
    const struct doc_paragraph *p = &b.blocks[0].as.paragraph;
    CHECK_STR(p->text, "a b U+4E2D c");
    CHECK_INT(p->spans[0].start, 2);
    CHECK_INT(p->spans[0].end, 10);
    CHECK_STR(foot.text, "a b U+4E2D c");
    diag_free(diag);
    arena_free(b.arena);
}

/* What was set tighter is told once a part. */
static void check_report(void) {
    struct diag_options options = {.language = LANGUAGE_EN};
    struct diag *diag = diag_new(&options);
    struct page pages[3] = {{.part = 0}, {.part = 1}, {.part = 1}};
    struct page_fit fits[2] = {{0}, {7500, 1120, true}};
    struct page_set set = {
        .pages = pages, .count = 3, .fits = fits, .part_count = 2, .arena = arena_new()};
    struct text out;
    text_init(&out);
    diag_begin_job(diag);
    paginate_report(&set, NULL, diag);
    diag_end_job(diag, &out);
    CHECK_STR(out.data, "baocao: note: N591 Set closer so that the document fits 2 pages: line "
                        "spacing 1,12, 7,5 pt between paragraphs\n");
    text_release(&out);
    arena_free(set.arena);
    diag_free(diag);
}

int main(void) {
    struct diag_options options = {.quiet = true};
    struct diag *diag = diag_new(&options);
    fonts = fontset_load(NULL, TEST_BINARY_DIR "/fonts", NULL, NULL, diag);
    if (CHECK(fonts != NULL)) {
        check_letters();
        check_long_copies();
        check_long_copies_tight();
        check_too_large();
        check_marks();
        check_rules();
        check_level();
        check_pictures();
        check_glyphs();
        check_report();
        fontset_free(fonts);
    }
    diag_free(diag);
    return test_summary();
}
