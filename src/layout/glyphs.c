/* Finds characters that the fonts lack, before anything is drawn. */
#include "layout/glyphs.h"

#include <stdio.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "base/utf8.h"
#include "doc/doc.h"
#include "layout/fontset.h"

/* Line breaks and tabs are no glyphs, and no font is loaded that lacks a sign of ASCII. */
static uint32_t missing_in(const struct ttf *font, const char *text) {
    for (const char *s = text; *s;) {
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

static void report_missing(uint32_t c, const char *text, struct place at, struct diag *diag) {
    char shown[5] = "", number[16];
    shown[utf8_encode(c, shown)] = '\0';
    snprintf(number, sizeof number, "U+%04X", (unsigned)c);
    at.value = text;
    DIAG(diag, E401, &at, shown, number);
}

static bool check_table(const struct doc_part *part, const struct doc_table *t,
                        const struct fontset *fonts, struct diag *diag) {
    bool good = true;
    for (size_t r = 0; r < t->row_count; r++) {
        const struct doc_row *row = doc_table_row(t, r);
        for (size_t i = 0; i < row->cell_count; i++) {
            const struct doc_cell *cell = &row->cells[i];
            uint32_t c = missing_in(fonts->faces[cell->style], cell->text);
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

bool glyphs_check(const struct doc *doc, const struct fontset *fonts, struct diag *diag) {
    bool good = true;
    for (size_t part = 0; part < doc->part_count; part++) {
        for (size_t i = 0; i < doc->parts[part].block_count; i++) {
            const struct doc_block *b = &doc->parts[part].blocks[i];
            if (b->kind == BLOCK_TABLE) {
                good &= check_table(&doc->parts[part], b->as.table, fonts, diag);
            } else if (b->kind == BLOCK_PARAGRAPH || b->kind == BLOCK_END_MARK) {
                const struct doc_paragraph *p = &b->as.paragraph;
                uint32_t c = missing_in(fonts->faces[p->style], p->text);
                if (c) {
                    struct place at = {.file = p->source_file, .line = p->line};
                    report_missing(c, p->text, at, diag);
                    good = false;
                }
            }
        }
    }
    return good;
}

static const char *spelled_out(const char *text, const struct ttf *font, struct arena *a) {
    if (missing_in(font, text) == 0) {
        return text;
    }
    struct text out;
    text_init(&out);
    for (const char *s = text; *s;) {
        const char *start = s;
        uint32_t c = utf8_next(&s);
        if (c >= 0x20 && ttf_advance(font, c) < 0) {
            text_printf(&out, "U+%04X", (unsigned)c);
        } else {
            text_put(&out, start, (size_t)(s - start));
        }
    }
    const char *copy = arena_strndup(a, out.data, out.len);
    text_release(&out);
    return copy;
}

void glyphs_spell_out(struct doc *doc, const struct fontset *fonts, struct arena *a) {
    for (size_t p = 0; p < doc->part_count; p++) {
        for (size_t i = 0; i < doc->parts[p].block_count; i++) {
            struct doc_block *b = &doc->parts[p].blocks[i];
            if (b->kind == BLOCK_PARAGRAPH || b->kind == BLOCK_END_MARK) {
                struct doc_paragraph *text = &b->as.paragraph;
                text->text = spelled_out(text->text, fonts->faces[text->style], a);
            }
            for (size_t r = 0; b->kind == BLOCK_TABLE && r < b->as.table->row_count; r++) {
                struct doc_row *row = &b->as.table->rows[r];
                for (uint32_t n = 0; n < row->cell_count; n++) {
                    struct doc_cell *cell = &row->cells[n];
                    cell->text = spelled_out(cell->text, fonts->faces[cell->style], a);
                }
            }
        }
    }
}
