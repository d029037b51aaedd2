/* A readable form of the document tree, for --dump=doc and its goldens. */
#include "doc/doc.h"

#include "base/text.h"
#include "doc/chart.h"

static const char *const aligns[] = {"left", "center", "right", "justify"};

static void dump_style(unsigned style, struct text *out) {
    text_puts(out, style & STYLE_BOLD ? " bold" : "");
    text_puts(out, style & STYLE_ITALIC ? " italic" : "");
}

/* ---- tables ---- */

static void dump_cell(const struct doc_cell *cell, struct text *out) {
    text_printf(out, "    cell %u", cell->column + 1u);
    if (cell->col_span != 1 || cell->row_span != 1) {
        text_printf(out, " span %ux%u", cell->col_span, cell->row_span);
    }
    text_printf(out, " %s", aligns[cell->align]);
    dump_style(cell->style, out);
    if (cell->is_number) {
        text_printf(out, " number %lld", (long long)cell->number.units);
        if (cell->number.scale) {
            text_printf(out, "e-%u", cell->number.scale);
        }
        text_puts(out, cell->is_percent ? "%" : "");
    }
    text_putc(out, ' ');
    text_put_json(out, cell->text);
    text_putc(out, '\n');
}

static void dump_table(const struct doc_table *t, struct text *out) {
    text_printf(out, "  table %zu columns, %zu rows, header %zu, font %d\n", t->column_count,
                t->row_count, t->header_rows, t->font_size);
    for (size_t r = 0; r < t->row_count; r++) {
        text_printf(out, "   row %zu%s\n", r + 1, t->rows[r].keep_with_next ? " keep" : "");
        for (size_t i = 0; i < t->rows[r].cell_count; i++) {
            dump_cell(&t->rows[r].cells[i], out);
        }
    }
}

/* ---- paragraphs and what is made of them ---- */

static void dump_string(const char *name, const char *value, struct text *out) {
    if (value) {
        text_printf(out, "  %s ", name);
        text_put_json(out, value);
        text_putc(out, '\n');
    }
}

static void dump_length(const char *name, int32_t length, struct text *out) {
    if (length) {
        text_printf(out, " %s %d", name, length);
    }
}

static void dump_spans(const struct doc_paragraph *p, struct text *out) {
    for (size_t i = 0; i < p->span_count; i++) {
        const struct text_span *span = &p->spans[i];
        text_printf(out, "    span %u-%u", span->start, span->end);
        dump_style(span->style, out);
        if (span->link) {
            text_printf(out, " link %u", span->link);
        }
        text_printf(out, " \"%.*s\"\n", (int)(span->end - span->start), p->text + span->start);
    }
}

/* One whose distances follow from its kind: it stands above a table. */
static void dump_paragraph(const char *kind, const struct doc_paragraph *p, struct text *out) {
    text_printf(out, "  %s %s %d", kind, aligns[p->align], p->font_size);
    dump_style(p->style, out);
    text_putc(out, ' ');
    text_put_json(out, p->text);
    text_putc(out, '\n');
}

/* One of a letter, under the name of its component. */
static void dump_component(const struct doc_paragraph *p, struct text *out) {
    text_printf(out, "  %s %s %d", component_info_of(p->component)->key, aligns[p->align],
                p->font_size);
    dump_style(p->style, out);
    dump_length("before", p->space_before, out);
    dump_length("after", p->space_after, out);
    dump_length("left", p->left_indent, out);
    dump_length("first", p->first_indent, out);
    dump_length("spacing", p->line_spacing, out);
    dump_length("outline", p->outline, out);
    text_puts(out, p->keep_with_next ? " keep" : "");
    text_puts(out, p->elastic ? " elastic" : "");
    text_putc(out, ' ');
    text_put_json(out, p->text);
    text_putc(out, '\n');
    dump_spans(p, out);
    dump_string("  bookmark", p->bookmark, out);
}

static void dump_rule(const struct doc_rule *rule, struct text *out) {
    text_printf(out, "  rule %d", rule->length);
    dump_length("share", rule->length ? 0 : rule->share, out);
    text_puts(out, rule->dashes ? " dashes\n" : "\n");
}

static void dump_frame(const struct doc_frame *frame, struct text *out) {
    text_printf(out, "  frame %s %d x %d%s", aligns[frame->align], frame->width, frame->height,
                frame->red ? " red" : "");
    dump_length("before", frame->space_before, out);
    text_putc(out, '\n');
    dump_component(&frame->text, out);
}

static void dump_list(const struct doc_list *list, struct text *out) {
    text_printf(out, "  list of %zu\n", list->item_count);
    dump_component(&list->label, out);
    for (size_t i = 0; i < list->item_count; i++) {
        dump_component(&list->items[i], out);
    }
}

static void dump_room(const struct doc_room *room, struct text *out) {
    text_printf(out, "  room %d", room->height);
    if (room->signature) {
        text_printf(out, " signature %d", room->signature_width);
    }
    if (room->seal) {
        text_printf(out, " seal %d", room->seal_width);
    }
    text_putc(out, '\n');
}

static void dump_blocks(const struct doc_block *blocks, size_t count, bool letter,
                        struct text *out);

static void dump_columns(const struct doc_columns *columns, bool letter, struct text *out) {
    text_printf(out, "  columns%s", columns->closing ? " closing" : "");
    dump_length("before", columns->space_before, out);
    text_putc(out, '\n');
    for (size_t i = 0; i < 2; i++) {
        text_printf(out, "  box %zu width %d\n", i + 1, columns->box[i].width);
        dump_blocks(columns->box[i].blocks, columns->box[i].block_count, letter, out);
    }
    text_puts(out, "  end of columns\n");
}

static void dump_block(const struct doc_block *b, bool letter, struct text *out) {
    switch (b->kind) {
    case BLOCK_PARAGRAPH:
        if (letter) {
            dump_component(&b->as.paragraph, out);
        } else {
            dump_paragraph("paragraph", &b->as.paragraph, out);
        }
        break;
    case BLOCK_END_MARK:
        dump_paragraph("end", &b->as.paragraph, out);
        break;
    case BLOCK_RULE:
        dump_rule(&b->as.rule, out);
        break;
    case BLOCK_COLUMNS:
        dump_columns(b->as.columns, letter, out);
        break;
    case BLOCK_FRAME:
        dump_frame(&b->as.frame, out);
        break;
    case BLOCK_LIST:
        dump_list(&b->as.list, out);
        break;
    case BLOCK_ROOM:
        dump_room(&b->as.room, out);
        break;
    case BLOCK_TABLE:
        dump_table(b->as.table, out);
        break;
    case BLOCK_CHART:
        chart_dump(b->as.chart, out);
        break;
    }
}

static void dump_blocks(const struct doc_block *blocks, size_t count, bool letter,
                        struct text *out) {
    for (size_t i = 0; i < count; i++) {
        dump_block(&blocks[i], letter, out);
    }
}

/* ---- parts ---- */

static void dump_part(const struct doc_part *part, struct text *out) {
    bool letter = part->sheet_name == NULL;
    text_printf(out, " part %s%s margins %d %d %d %d ", part->a3 ? "A3 " : "",
                part->landscape ? "landscape" : "portrait", part->margin_top, part->margin_bottom,
                part->margin_left, part->margin_right);
    if (letter) {
        text_puts(out, "letter");
    } else {
        text_puts(out, "sheet ");
        text_put_json(out, part->sheet_name);
    }
    text_puts(out, part->number_runs_on ? ", numbers run on" : "");
    text_puts(out, part->page_number_at_foot ? ", numbers at the foot\n" : "\n");
    dump_string("bookmark", part->bookmark, out);
    dump_string("watermark", part->watermark, out);
    if (part->corner) {
        text_puts(out, "  corner\n");
        dump_frame(part->corner, out);
    }
    if (part->foot) {
        text_puts(out, "  foot\n");
        dump_component(part->foot, out);
    }
    dump_blocks(part->blocks, part->block_count, letter, out);
}

void doc_dump(const struct doc *doc, struct text *out) {
    text_puts(out, "doc ");
    text_put_json(out, doc->title);
    text_puts(out, " by ");
    text_put_json(out, doc->author);
    text_printf(out, " on %04d-%02d-%02d\n", doc->year, doc->month, doc->day);
    dump_string("keywords", doc->keywords, out);
    for (size_t p = 0; p < doc->part_count; p++) {
        dump_part(&doc->parts[p], out);
    }
}
