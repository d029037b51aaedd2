/* Puts the document together: its parts, their pages, what file properties say of it. */
#include "doc/compose.h"

#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"
#include "doc/composer.h"
#include "model/plan.h"
#include "source/ini_file.h"

struct block_list block_list_new(struct arena *a, size_t capacity) {
    return (struct block_list){arena_alloc(a, capacity * sizeof(struct doc_block)), 0};
}

struct doc_block *block_add(struct block_list *list, enum doc_block_kind kind) {
    struct doc_block *block = &list->blocks[list->count++];
    block->kind = kind;
    return block;
}

struct doc_paragraph compose_text(const struct composer *c, enum component component,
                                  const char *text, const struct place *from) {
    const struct component_style *style = &c->kind->styles[component];
    return (struct doc_paragraph){.text = style->capitals ? utf8_upper(c->arena, text) : text,
                                  .source_file = from ? from->file : NULL,
                                  .line = from ? from->line : 0,
                                  .font_size = style->size,
                                  .align = style->align,
                                  .style = style->style,
                                  .capitals = style->capitals,
                                  .component = (uint8_t)component};
}

void compose_page(const struct composer *c, struct doc_part *part, bool landscape) {
    static const char *const watermarks[] = {NULL, "BẢN NHÁP", "DỰ THẢO"}; /* enum draft_mark */
    const struct document_kind *kind = c->kind;
    part->landscape = landscape;
    part->margin_top = kind->margin_top;
    part->margin_bottom = kind->margin_bottom;
    part->margin_left = kind->margin_left;
    part->margin_right = kind->margin_right;
    part->page_number_size = kind->styles[COMPONENT_PAGE_NUMBER].size;
    part->page_number_at_foot = kind->page_number == PAGE_NUMBER_BOTTOM;
    part->watermark = watermarks[c->job->draft];
}

/* ---- properties ---- */

static void put_keyword(struct text *out, const char *word) {
    if (word) {
        text_puts(out, out->len ? "; " : "");
        text_puts(out, word);
    }
}

/* Number, kind and ward: what a register of documents is searched by. */
static const char *keywords_of(const struct composer *c) {
    const struct job *job = c->job;
    struct text out;
    text_init(&out);
    bool numbered = job->number && *job->number >= '0' && *job->number <= '9';
    put_keyword(&out, numbered ? job->number : NULL);
    put_keyword(&out, c->kind->name);
    put_keyword(&out, ini_text(job->ward, "ward", "name"));
    const char *keywords = arena_strdup(c->arena, out.data);
    text_release(&out);
    return keywords;
}

static void describe_letter(const struct composer *c, struct doc *doc) {
    const struct job_letter *letter = c->job->letter;
    const char *kind = c->kind->name;
    const char *about = compose_about(c);
    doc->title = about             ? arena_printf(c->arena, "%s %s", kind, about)
                 : letter->subject ? arena_printf(c->arena, "%s - %s", kind, letter->subject)
                                   : kind;
    doc->subject = letter->subject ? letter->subject : kind;
    doc->keywords = keywords_of(c);
    doc->typeface = c->kind->font;
}

static void describe_appendix(const struct composer *c, struct doc *doc) {
    const struct appendix_words *words = &c->words[0];
    const char *title = utf8_upper(c->arena, words->title);
    doc->title = words->label ? arena_printf(c->arena, "%s - %s", words->label, title) : title;
    doc->subject = words->attached ? words->attached : title;
    doc->typeface = c->in->plans[0]->schema->font;
}

/* ---- parts ---- */

static struct doc *compose_parts(const struct composer *c) {
    const struct job *job = c->job;
    struct doc *doc = arena_alloc(c->arena, sizeof *doc);
    size_t letters = job->letter ? 1 : 0;
    doc->part_count = letters + job->appendix_count;
    doc->parts = arena_alloc(c->arena, doc->part_count * sizeof *doc->parts);
    if (job->letter) {
        compose_letter_part(c, &doc->parts[0]);
        describe_letter(c, doc);
    } else {
        describe_appendix(c, doc);
    }
    for (size_t i = 0; i < job->appendix_count; i++) {
        if (!compose_appendix_part(c, i, &doc->parts[letters + i])) {
            return NULL;
        }
    }
    doc->author = job->agency;
    doc->year = c->in->date.year;
    doc->month = c->in->date.month;
    doc->day = c->in->date.day;
    return doc;
}

struct doc *compose_document(struct arena *a, const struct compose_input *in, struct diag *diag) {
    struct composer c = {.arena = a, .diag = diag, .in = in, .job = in->job};
    struct document_kind *standard = arena_alloc(a, sizeof *standard);
    document_kind_init(standard);
    c.kind = in->job->letter ? in->job->letter->kind : standard;
    c.words = arena_alloc(a, (in->job->appendix_count + 1) * sizeof *c.words);
    return compose_appendix_words(&c) ? compose_parts(&c) : NULL;
}
