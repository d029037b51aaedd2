/* Reads what the cells of a finished workbook hold, through Expat. */
#include "emit/reread_xlsx.h"

#include <expat.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/utf8.h"
#include "emit/reread_zip.h"

#define ROW_LIMIT     1048576
#define COLUMN_LIMIT  16384
#define NAME_SIZE     128
#define ESCAPE_LENGTH 7 /* "_x000A_" */

enum cell_kind { CELL_NUMBER, CELL_SHARED, CELL_TEXT };

/* One part of the workbook being read; each kind of part fills its own. */
struct reader {
    struct arena *arena;
    XML_Parser parser;
    bool bad;
    struct text letters; /* of the element at hand */
    bool wanted;         /* its letters count */
    /* xl/workbook.xml, and xl/_rels/workbook.xml.rels */
    struct held_book *book;
    size_t sheet_capacity;
    const char **ids, **targets; /* of the sheets; parts by their ids */
    size_t id_capacity;
    /* xl/sharedStrings.xml */
    const char **strings;
    size_t string_count, string_capacity;
    /* a sheet */
    struct held_sheet *sheet;
    size_t cell_capacity;
    struct held_cell cell;
    enum cell_kind kind;
    bool in_cell;
};

static const char *attribute_of(const char **attributes, const char *name) {
    for (; attributes[0] != NULL; attributes += 2) {
        if (strcmp(attributes[0], name) == 0) {
            return attributes[1];
        }
    }
    return NULL;
}

static void stop(struct reader *r) {
    r->bad = true;
    XML_StopParser(r->parser, XML_FALSE);
}

static void on_letters(void *data, const char *letters, int len) {
    struct reader *r = data;
    if (r->wanted) {
        text_put(&r->letters, letters, (size_t)len);
    }
}

static const char *letters_take(struct reader *r) {
    const char *copy =
        arena_strndup(r->arena, r->letters.data ? r->letters.data : "", r->letters.len);
    text_clear(&r->letters);
    r->wanted = false;
    return copy;
}

/* ---- the list of sheets ---- */

static void on_book_start(void *data, const char *name, const char **attributes) {
    struct reader *r = data;
    if (strcmp(name, "sheet") != 0) {
        return;
    }
    const char *title = attribute_of(attributes, "name"), *id = attribute_of(attributes, "r:id");
    if (title == NULL || id == NULL) {
        stop(r);
        return;
    }
    struct held_book *book = r->book;
    GROW(book->sheets, book->count, r->sheet_capacity);
    size_t count = book->count;
    GROW(r->ids, count, r->id_capacity);
    r->ids[count] = arena_strdup(r->arena, id);
    book->sheets[book->count++] = (struct held_sheet){.name = arena_strdup(r->arena, title)};
}

static void on_relation_start(void *data, const char *name, const char **attributes) {
    struct reader *r = data;
    const char *id = attribute_of(attributes, "Id"), *target = attribute_of(attributes, "Target");
    for (size_t i = 0; i < r->book->count && id && target && strcmp(name, "Relationship") == 0;
         i++) {
        if (strcmp(r->ids[i], id) == 0) {
            r->targets[i] = arena_printf(r->arena, "xl/%.*s", NAME_SIZE, target);
        }
    }
}

/* ---- texts ---- */

/* "_x000A_" stands for a character that XML does not know, "_x005F_" for "_". */
static const char *unescape(struct reader *r, const char *s) {
    if (strstr(s, "_x") == NULL) {
        return s;
    }
    char *copy = arena_strdup(r->arena, s), *out = copy;
    while (*s != '\0') {
        uint32_t c = 0;
        size_t i = 2;
        while (s[0] == '_' && s[1] == 'x' && i < ESCAPE_LENGTH - 1 && s[i] != '\0' &&
               strchr("0123456789ABCDEFabcdef", s[i]) != NULL) {
            uint32_t digit = (uint32_t)(s[i] <= '9' ? s[i] - '0' : (s[i] | 0x20) - 'a' + 10);
            c = c * 16 + digit;
            i++;
        }
        if (i == ESCAPE_LENGTH - 1 && s[i] == '_' && c != 0) {
            out += utf8_encode(c, out);
            s += ESCAPE_LENGTH;
        } else {
            *out++ = *s++;
        }
    }
    *out = '\0';
    return copy;
}

static void on_string_start(void *data, const char *name, const char **attributes) {
    struct reader *r = data;
    (void)attributes;
    if (strcmp(name, "si") == 0) {
        text_clear(&r->letters);
    }
    r->wanted = strcmp(name, "t") == 0;
}

static void on_string_end(void *data, const char *name) {
    struct reader *r = data;
    r->wanted = false;
    if (strcmp(name, "si") == 0) {
        GROW(r->strings, r->string_count, r->string_capacity);
        r->strings[r->string_count++] = unescape(r, letters_take(r));
    }
}

/* ---- cells ---- */

static uint32_t digits_of(const char **s, uint32_t limit) {
    uint32_t n = 0;
    const char *p = *s;
    while (*p >= '0' && *p <= '9' && n <= limit) {
        n = n * 10 + (uint32_t)(*p++ - '0');
    }
    *s = p;
    return n <= limit ? n : 0;
}

/* "AB12" */
static bool place_of(const char *s, struct held_cell *cell) {
    uint32_t column = 0;
    while (s && *s >= 'A' && *s <= 'Z' && column <= COLUMN_LIMIT) {
        column = column * 26 + (uint32_t)(*s++ - 'A') + 1;
    }
    uint32_t row = s ? digits_of(&s, ROW_LIMIT) : 0;
    cell->row = row - 1;
    cell->column = column - 1;
    return row > 0 && column > 0 && column <= COLUMN_LIMIT && *s == '\0';
}

static void on_cell_start(void *data, const char *name, const char **attributes) {
    struct reader *r = data;
    if (strcmp(name, "c") == 0) {
        const char *type = attribute_of(attributes, "t");
        r->cell = (struct held_cell){0};
        r->in_cell = true;
        text_clear(&r->letters);
        r->kind = type == NULL || strcmp(type, "n") == 0 ? CELL_NUMBER
                  : strcmp(type, "s") == 0               ? CELL_SHARED
                                                         : CELL_TEXT;
        if (!place_of(attribute_of(attributes, "r"), &r->cell)) {
            stop(r);
        }
    } else if (r->in_cell) {
        r->wanted = strcmp(name, "v") == 0 || strcmp(name, "t") == 0;
        r->cell.has_formula |= strcmp(name, "f") == 0;
    }
}

/* A blank cell has a look, and holds nothing. */
static void cell_finish(struct reader *r) {
    const char *value = letters_take(r);
    r->in_cell = false;
    if (*value == '\0' && !r->cell.has_formula) {
        return;
    }
    r->cell.is_number = r->kind == CELL_NUMBER && *value != '\0';
    r->cell.text = r->kind == CELL_TEXT ? unescape(r, value) : value;
    if (r->kind == CELL_SHARED) {
        uint32_t index = digits_of(&value, UINT32_MAX / 16);
        if (*value != '\0' || index >= r->string_count) {
            stop(r);
            return;
        }
        r->cell.text = r->strings[index];
    }
    GROW(r->sheet->cells, r->sheet->count, r->cell_capacity);
    r->sheet->cells[r->sheet->count++] = r->cell;
}

static void on_cell_end(void *data, const char *name) {
    struct reader *r = data;
    r->wanted = false;
    if (r->in_cell && strcmp(name, "c") == 0) {
        cell_finish(r);
    }
}

/* Each cell stands behind the one before. */
static bool is_in_order(const struct held_sheet *sheet) {
    for (size_t i = 1; i < sheet->count; i++) {
        const struct held_cell *a = &sheet->cells[i - 1], *b = &sheet->cells[i];
        if (a->row > b->row || (a->row == b->row && a->column >= b->column)) {
            return false;
        }
    }
    return true;
}

/* ---- parts ---- */

static bool part_read(struct reader *r, const struct text *archive, const char *part,
                      XML_StartElementHandler start, XML_EndElementHandler end) {
    struct text xml;
    text_init(&xml);
    bool good = zip_read(archive, part, &xml) && xml.len < INT32_MAX;
    r->parser = XML_ParserCreate("UTF-8");
    if (r->parser == NULL) {
        memory_exhausted();
    }
    r->bad = r->wanted = r->in_cell = false;
    text_clear(&r->letters);
    XML_SetUserData(r->parser, r);
    XML_SetElementHandler(r->parser, start, end);
    XML_SetCharacterDataHandler(r->parser, on_letters);
    good =
        good && XML_Parse(r->parser, xml.data, (int)xml.len, XML_TRUE) == XML_STATUS_OK && !r->bad;
    XML_ParserFree(r->parser);
    text_release(&xml);
    return good;
}

static const char *book_read(struct reader *r, const struct text *archive) {
    struct held_book *book = r->book;
    if (!part_read(r, archive, "xl/workbook.xml", on_book_start, NULL)) {
        return "xl/workbook.xml";
    }
    r->targets = arena_alloc(r->arena, (book->count + 1) * sizeof *r->targets);
    if (!part_read(r, archive, "xl/_rels/workbook.xml.rels", on_relation_start, NULL)) {
        return "xl/_rels/workbook.xml.rels";
    }
    if (!part_read(r, archive, "xl/sharedStrings.xml", on_string_start, on_string_end)) {
        return "xl/sharedStrings.xml";
    }
    for (size_t i = 0; i < book->count; i++) {
        r->sheet = &book->sheets[i];
        r->cell_capacity = 0;
        bool good = r->targets[i] != NULL &&
                    part_read(r, archive, r->targets[i], on_cell_start, on_cell_end);
        r->sheet->cells = arena_adopt(r->arena, r->sheet->cells);
        if (!good || !is_in_order(r->sheet)) {
            return r->targets[i] ? r->targets[i] : r->ids[i];
        }
    }
    return NULL;
}

bool reread_xlsx(struct arena *a, const struct text *bytes, struct held_book *book,
                 const char **fault) {
    struct reader r = {.arena = a, .book = book};
    *book = (struct held_book){0};
    text_init(&r.letters);
    *fault = book_read(&r, bytes);
    text_release(&r.letters);
    book->sheets = arena_adopt(a, book->sheets);
    r.ids = arena_adopt(a, r.ids);
    r.strings = arena_adopt(a, r.strings);
    return *fault == NULL;
}
