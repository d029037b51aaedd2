/* Makes the part of one appendix: heading lines, table, end mark (Nghị định 30/2020/NĐ-CP, Phụ lục
 * I, III.1). */
#include "base/arena.h"
#include "base/date.h"
#include "base/diag.h"
#include "doc/composer.h"
#include "model/expand.h"
#include "model/plan.h"
#include "model/report_columns.h"
#include "source/ini_file.h"

#define RULE_LENGTH    MM_TO_MPT(50)
#define RULE_SPACE     3000
#define TABLE_SPACE    9000
#define END_MARK_SPACE 4000
#define SIGNED_HEIGHT  TENTH_MM_TO_MPT(87) /* model form 2.2; its width follows from the line */

/* Where a heading line stands: in the job or in the template. */
static struct place words_place(const struct composer *c, size_t i, const char *own,
                                const char *key) {
    return own ? ini_place(c->job->ini, c->job->appendices[i].heading_section, key)
               : ini_place(c->in->plans[i]->schema->ini, "appendix", key);
}

/* The job's words win over the template's. NULL when there are none; `*good` turns false when a
 * placeholder has no value. */
static const char *fill(const struct composer *c, size_t i, const char *own, const char *key,
                        const char *from_template, bool *good) {
    const char *text = own ? own : from_template;
    if (text == NULL) {
        return NULL;
    }
    struct place at = words_place(c, i, own, key);
    const char *filled = expand_line(c->arena, text, c->in->values, &at, c->diag);
    *good &= filled != NULL;
    return filled;
}

bool compose_appendix_words(struct composer *c) {
    bool good = true;
    for (size_t i = 0; i < c->job->appendix_count; i++) {
        const struct job_appendix *own = &c->job->appendices[i];
        const struct schema *s = c->in->plans[i]->schema;
        c->words[i].label = fill(c, i, own->label, "label", s->label, &good);
        c->words[i].title = fill(c, i, own->title, "title", s->title, &good);
        c->words[i].attached = fill(c, i, own->attached, "attached", s->attached, &good);
    }
    return good;
}

static void add_heading(const struct composer *c, struct block_list *list, enum component component,
                        const char *text, const struct place *from) {
    if (text) {
        block_add(list, BLOCK_PARAGRAPH)->as.paragraph = compose_text(c, component, text, from);
    }
}

static void add_headings(const struct composer *c, size_t i, struct block_list *list) {
    const struct job_appendix *own = &c->job->appendices[i];
    const struct appendix_words *words = &c->words[i];
    struct place at = words_place(c, i, own->label, "label");
    add_heading(c, list, COMPONENT_APPENDIX_LABEL, words->label, &at);
    at = words_place(c, i, own->title, "title");
    add_heading(c, list, COMPONENT_APPENDIX_TITLE, words->title, &at);
    at = words_place(c, i, own->attached, "attached");
    add_heading(c, list, COMPONENT_ATTACHED, words->attached, &at);
    block_add(list, BLOCK_RULE)->as.rule = (struct doc_rule){.length = RULE_LENGTH,
                                                             .space_before = RULE_SPACE,
                                                             .space_after = TABLE_SPACE,
                                                             .component = COMPONENT_ATTACHED};
}

/* The line that stands for the electronic signature of an appendix in a file of its own (II.8.b):
 * "Số: 21/KH-UBND; 05/3/2026; 09:30:15 +07:00". NULL when it is not signed apart. */
static struct doc_frame *signed_line(const struct composer *c, size_t i) {
    const struct date_time *at = &c->job->appendices[i].signed_at;
    if (at->date.year == 0 || c->job->letter) {
        return NULL;
    }
    const char *day = date_figures(c->arena, &at->date);
    const char *line =
        arena_printf(c->arena, "Số: %s; %s; %02d:%02d:%02d +07:00",
                     c->job->number ? c->job->number : "", day, at->hour, at->minute, at->second);
    struct place from = ini_place(c->job->ini, c->job->appendices[i].heading_section, "signed_at");
    struct doc_frame *frame = arena_alloc(c->arena, sizeof *frame);
    *frame = (struct doc_frame){.text = compose_text(c, COMPONENT_SIGNED_LINE, line, &from),
                                .height = SIGNED_HEIGHT,
                                .align = ALIGN_RIGHT};
    return frame;
}

/* What the outline calls it; an appendix alone needs no outline. */
static const char *bookmark_of(const struct composer *c, const struct appendix_words *words) {
    if (c->job->letter == NULL && c->job->appendix_count == 1) {
        return NULL;
    }
    return words->label ? arena_printf(c->arena, "%s - %s", words->label, words->title)
                        : words->title;
}

/* What the template says of the paper: that of the table, or of the results in its place. */
static void set_paper(const struct composer *c, size_t i, struct doc_part *part) {
    const struct report_columns *columns = c->in->columns;
    if (c->job->appendices[i].show == SHOW_PROGRESS) {
        compose_page(c, part, columns->landscape != 0);
        part->a3 = columns->paper == PAPER_A3;
    } else {
        bool tasks = c->job->appendices[i].show == SHOW_TASKS; /* its columns need the width */
        compose_page(c, part, tasks || c->in->plans[i]->schema->landscape != 0);
    }
}

static struct doc_table *table_of(const struct composer *c, size_t i) {
    switch (c->job->appendices[i].show) {
    case SHOW_PROGRESS:
        return compose_progress(c);
    case SHOW_TASKS:
        return compose_tasks(c);
    default:
        return compose_table(c->arena, c->in->plans[i], c->in->in_passing);
    }
}

bool compose_appendix_part(const struct composer *c, size_t i, struct doc_part *part) {
    const struct plan *plan = c->in->plans[i];
    const struct schema *s = plan->schema;
    struct block_list list = block_list_new(c->arena, 8);
    struct doc_table *table = table_of(c, i);
    if (table == NULL) {
        return false;
    }
    set_paper(c, i, part);
    part->number_runs_on = c->kind->appendix_pages == APPENDIX_PAGES_RUN_ON;
    part->bookmark = bookmark_of(c, &c->words[i]);
    part->sheet_name = c->job->appendices[i].sheet ? c->job->appendices[i].sheet : s->sheet;
    part->source_file = plan->table->file;
    part->corner = signed_line(c, i);
    add_headings(c, i, &list);
    block_add(&list, BLOCK_TABLE)->as.table = table;
    bool charts = c->job->appendices[i].show == SHOW_PROGRESS && c->in->columns->charts;
    if (charts) {
        compose_charts(c, &list);
    }
    block_add(&list, BLOCK_END_MARK)->as.paragraph =
        (struct doc_paragraph){.text = "./.",
                               .font_size = table->font_size,
                               .space_before = END_MARK_SPACE,
                               .align = ALIGN_RIGHT,
                               .component = COMPONENT_TABLE};
    part->blocks = list.blocks;
    part->block_count = list.count;
    return true;
}
