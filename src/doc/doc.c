/* A readable form of the document tree, for --dump=doc and its goldens. */
#include "doc/doc.h"

#include "base/text.h"

static const char *const aligns[] = {"left", "center", "right", "justify"};

static void dump_style(unsigned style, struct text *out) {
    text_puts(out, style & STYLE_BOLD ? " bold" : "");
    text_puts(out, style & STYLE_ITALIC ? " italic" : "");
}

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

static void dump_paragraph(const char *kind, const struct doc_paragraph *p, struct text *out) {
    text_printf(out, "  %s %s %d", kind, aligns[p->align], p->font_size);
    dump_style(p->style, out);
    text_putc(out, ' ');
    text_put_json(out, p->text);
    text_putc(out, '\n');
}

static void dump_block(const struct doc_block *b, struct text *out) {
    switch (b->kind) {
    case BLOCK_PARAGRAPH:
        dump_paragraph("paragraph", &b->as.paragraph, out);
        break;
    case BLOCK_END_MARK:
        dump_paragraph("end", &b->as.paragraph, out);
        break;
    case BLOCK_RULE:
        text_printf(out, "  rule %d\n", b->as.rule.length);
        break;
    case BLOCK_COLUMNS:
    case BLOCK_FRAME:
    case BLOCK_LIST:
    case BLOCK_ROOM:
        break;
    case BLOCK_TABLE:
        dump_table(b->as.table, out);
        break;
    }
}

void doc_dump(const struct doc *doc, struct text *out) {
    text_puts(out, "doc ");
    text_put_json(out, doc->title);
    text_puts(out, " by ");
    text_put_json(out, doc->author);
    text_printf(out, " on %04d-%02d-%02d\n", doc->year, doc->month, doc->day);
    for (size_t p = 0; p < doc->part_count; p++) {
        const struct doc_part *part = &doc->parts[p];
        text_printf(out, " part %s margins %d %d %d %d sheet ",
                    part->landscape ? "landscape" : "portrait", part->margin_top,
                    part->margin_bottom, part->margin_left, part->margin_right);
        text_put_json(out, part->sheet_name);
        text_putc(out, '\n');
        for (size_t i = 0; i < part->block_count; i++) {
            dump_block(&part->blocks[i], out);
        }
    }
}
