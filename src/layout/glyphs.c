/* Finds characters that the fonts lack, before anything is drawn. */
#include "layout/glyphs.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "base/utf8.h"
#include "doc/chart.h"
#include "doc/doc.h"
#include "layout/fontset.h"

/* Line breaks and tabs are no glyphs, and no font is loaded that lacks a sign of ASCII. */
static uint32_t missing_in(const struct ttf *font, const char *text, size_t len) {
    for (const char *s = text, *end = text + len; s < end;) {
        if ((unsigned char)*s < 0x7F) {
            s++;
            continue;
        }
        uint32_t c = utf8_next(&s);
        if (ttf_advance(font, c) < 0) {
            return c;
        }
    }
    return 0;
}

/* ---- all paragraphs of a document ---- */

struct visitor {
    const struct fontset *fonts;
    struct diag *diag;
    struct arena *arena;
    bool good;
    void (*paragraph)(struct visitor *v, struct doc_paragraph *p);
};

static void visit_blocks(struct visitor *v, struct doc_block *blocks, size_t count);

static void visit_chart_text(struct visitor *v, const struct chart *chart, const char *text,
                             unsigned style) {
    struct doc_paragraph p = {.text = text,
                              .style = (uint8_t)style,
                              .source_file = chart->source_file,
                              .line = chart->line};
    v->paragraph(v, &p);
}

/* Charts stand in no list of findings, whose texts alone are changed by a visit. */
static void visit_chart(struct visitor *v, const struct chart *chart) {
    visit_chart_text(v, chart, chart->title, STYLE_BOLD);
    visit_chart_text(v, chart, chart->unit, STYLE_ITALIC);
    for (size_t c = 0; c < chart->category_count; c++) {
        visit_chart_text(v, chart, chart->categories[c], STYLE_REGULAR);
    }
    for (size_t s = 0; s < chart->series_count; s++) {
        visit_chart_text(v, chart, chart->series[s].name, STYLE_REGULAR);
        for (size_t c = 0; c < chart->category_count; c++) {
            const struct chart_value *value = &chart->series[s].values[c];
            visit_chart_text(v, chart, value->text, value->given ? STYLE_REGULAR : STYLE_ITALIC);
            visit_chart_text(v, chart, value->detail ? value->detail : "", STYLE_REGULAR);
        }
    }
}

static void visit_block(struct visitor *v, struct doc_block *b) {
    switch (b->kind) {
    case BLOCK_PARAGRAPH:
    case BLOCK_END_MARK:
        v->paragraph(v, &b->as.paragraph);
        break;
    case BLOCK_FRAME:
        v->paragraph(v, &b->as.frame.text);
        break;
    case BLOCK_LIST:
        v->paragraph(v, &b->as.list.label);
        for (size_t i = 0; i < b->as.list.item_count; i++) {
            v->paragraph(v, &b->as.list.items[i]);
        }
        break;
    case BLOCK_COLUMNS:
        for (int i = 0; i < 2; i++) {
            visit_blocks(v, b->as.columns->box[i].blocks, b->as.columns->box[i].block_count);
        }
        break;
    case BLOCK_CHART:
        visit_chart(v, b->as.chart);
        break;
    case BLOCK_RULE:
    case BLOCK_ROOM:
    case BLOCK_TABLE:
        break;
    }
}

static void visit_blocks(struct visitor *v, struct doc_block *blocks, size_t count) {
    for (size_t i = 0; i < count; i++) {
        visit_block(v, &blocks[i]);
    }
}

/* What stands around the blocks of a part. */
static void visit_edges(struct visitor *v, const struct doc_part *part) {
    if (part->corner) {
        v->paragraph(v, &part->corner->text);
    }
    if (part->foot) {
        v->paragraph(v, part->foot);
    }
}

/* The stretch of one style that begins at byte `from`; gives its end. */
static size_t stretch_end(const struct doc_paragraph *p, size_t from, size_t len, unsigned *style) {
    *style = p->style;
    for (size_t i = 0; i < p->span_count; i++) {
        const struct text_span *span = &p->spans[i];
        if (from < span->start) {
            return span->start < len ? span->start : len;
        }
        if (from < span->end) {
            *style = span->style;
            return span->end < len ? span->end : len;
        }
    }
    return len;
}

/* ---- reporting ---- */

static void report_missing(uint32_t c, const char *text, struct place at, struct diag *diag) {
    char shown[5] = "", number[16];
    shown[utf8_encode(c, shown)] = '\0';
    snprintf(number, sizeof number, "U+%04X", (unsigned)c);
    at.value = text;
    DIAG(diag, E401, &at, shown, number);
}

bool glyphs_check_table(const struct doc_part *part, const struct doc_table *t,
                        const struct fontset *fonts, struct diag *diag) {
    bool good = true;
    for (size_t r = 0; r < t->row_count; r++) {
        const struct doc_row *row = doc_table_row(t, r);
        for (size_t i = 0; i < row->cell_count; i++) {
            const struct doc_cell *cell = &row->cells[i];
            uint32_t c = missing_in(fonts->faces[cell->style], cell->text, strlen(cell->text));
            if (c) {
                struct place at = {.file = part->source_file,
                                   .line = cell->line,
                                   .column = t->columns[cell->column].source,
                                   .record = row->record};
                report_missing(c, cell->text, at, diag);
                good = false;
            }
        }
    }
    return good;
}

static void check_paragraph(struct visitor *v, struct doc_paragraph *p) {
    size_t len = strlen(p->text);
    for (size_t from = 0, end; from < len; from = end) {
        unsigned style;
        end = stretch_end(p, from, len, &style);
        uint32_t c = missing_in(v->fonts->faces[style], p->text + from, end - from);
        if (c) {
            struct place at = {.file = p->source_file, .line = p->line};
            report_missing(c, p->text, at, v->diag);
            v->good = false;
            return;
        }
    }
}

bool glyphs_check(const struct doc *doc, const struct fontset *fonts, struct diag *diag) {
    struct visitor v = {.fonts = fonts, .diag = diag, .good = true, .paragraph = check_paragraph};
    for (size_t p = 0; p < doc->part_count; p++) {
        struct doc_part *part = &doc->parts[p];
        for (size_t i = 0; i < part->block_count; i++) {
            const struct doc_block *b = &part->blocks[i];
            if (b->kind != BLOCK_TABLE) {
                visit_block(&v, &part->blocks[i]);
            } else if (b->as.table->make_row == NULL) {
                v.good &= glyphs_check_table(part, b->as.table, fonts, diag);
            }
        }
        visit_edges(&v, part);
    }
    return v.good;
}

/* ---- spelling out ---- */

static void spell_into(struct text *out, const char *text, size_t len, const struct ttf *font) {
    for (const char *s = text, *end = text + len; s < end;) {
        const char *start = s;
        uint32_t c = utf8_next(&s);
        if (c >= 0x20 && ttf_advance(font, c) < 0) {
            text_printf(out, "U+%04X", (unsigned)c);
        } else {
            text_put(out, start, (size_t)(s - start));
        }
    }
}

static const char *spelled_out(const char *text, const struct ttf *font, struct arena *a) {
    if (missing_in(font, text, strlen(text)) == 0) {
        return text;
    }
    struct text out;
    text_init(&out);
    spell_into(&out, text, strlen(text), font);
    const char *copy = arena_strndup(a, out.data, out.len);
    text_release(&out);
    return copy;
}

/* Its spans move with the text. */
static void spell_out_paragraph(struct visitor *v, struct doc_paragraph *p) {
    if (p->span_count == 0) {
        p->text = spelled_out(p->text, v->fonts->faces[p->style], v->arena);
        return;
    }
    struct text_span *spans = arena_alloc(v->arena, p->span_count * sizeof *spans);
    struct text out;
    text_init(&out);
    size_t len = strlen(p->text), span = 0;
    for (size_t from = 0, end; from < len; from = end) {
        unsigned style;
        end = stretch_end(p, from, len, &style);
        size_t start = out.len;
        spell_into(&out, p->text + from, end - from, v->fonts->faces[style]);
        if (span < p->span_count && end > p->spans[span].start) {
            spans[span] = p->spans[span];
            spans[span].start = (uint32_t)start;
            spans[span++].end = (uint32_t)out.len;
        }
    }
    p->text = arena_strndup(v->arena, out.data, out.len);
    p->spans = spans;
    p->span_count = span;
    text_release(&out);
}

static void spell_out_table(struct visitor *v, const struct doc_table *t) {
    for (size_t r = 0; r < t->row_count; r++) {
        for (size_t i = 0; i < t->rows[r].cell_count; i++) {
            struct doc_cell *cell = &t->rows[r].cells[i];
            cell->text = spelled_out(cell->text, v->fonts->faces[cell->style], v->arena);
        }
    }
}

void glyphs_spell_out(struct doc *doc, const struct fontset *fonts, struct arena *a) {
    struct visitor v = {.fonts = fonts, .arena = a, .paragraph = spell_out_paragraph};
    for (size_t p = 0; p < doc->part_count; p++) {
        struct doc_part *part = &doc->parts[p];
        for (size_t i = 0; i < part->block_count; i++) {
            if (part->blocks[i].kind == BLOCK_TABLE) {
                spell_out_table(&v, part->blocks[i].as.table);
            } else {
                visit_block(&v, &part->blocks[i]);
            }
        }
        visit_edges(&v, part);
    }
}
