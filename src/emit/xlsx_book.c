/* Keeps a workbook's formats, sheet names and properties. */
#include "emit/xlsx_book.h"

#include <string.h>

#include "base/arena.h"
#include "base/fs.h"
#include "base/text.h"
#include "base/utf8.h"
#include "doc/doc.h"

#define LINK_COLOR       0x0563C1
#define SHEET_NAME_LIMIT 31

void book_note(struct book *book, lxw_error error) {
    if (error != LXW_NO_ERROR && book->error == LXW_NO_ERROR) {
        book->error = error;
    }
}

/* ---- formats ---- */

static uint64_t look_key(const struct look *look) {
    uint64_t key = (uint32_t)look->size;
    key = key << 2 | look->align;
    key = key << 2 | look->style;
    key = key << 1 | look->border;
    key = key << 2 | look->kind;
    key = key << 4 | look->decimals;
    key = key << 5 | look->zeros;
    key = key << 1 | look->grouped;
    key = key << 2 | look->shade;
    key = key << 1 | look->link;
    return key << 1 | look->one_line;
}

/* The code is written with American signs; 42A makes a reader show Vietnamese ones. */
static void put_number_code(const struct look *look, struct text *code) {
    text_puts(code, "[$-42A]");
    if (look->zeros > 0) {
        for (unsigned i = 0; i < look->zeros; i++) {
            text_putc(code, '0');
        }
    } else {
        text_puts(code, look->grouped ? "#,##0" : "0");
    }
    for (unsigned i = 0; i < look->decimals; i++) {
        text_puts(code, i == 0 ? ".0" : "0");
    }
    if (look->kind == KIND_PERCENT) {
        text_putc(code, '%');
    }
}

static lxw_format *format_new(struct book *book, const struct look *look) {
    static const uint8_t aligns[] = {
        [ALIGN_LEFT] = LXW_ALIGN_LEFT,
        [ALIGN_CENTER] = LXW_ALIGN_CENTER,
        [ALIGN_RIGHT] = LXW_ALIGN_RIGHT,
        [ALIGN_JUSTIFY] = LXW_ALIGN_LEFT, /* merged cells spread few words over the whole page */
    };
    /* Light enough for black letters, also when printed in grey. */
    static const lxw_color_t shades[] = {
        [SHADE_NOTE] = 0xD6DEE8, [SHADE_WARNING] = 0xFFE08A, [SHADE_ERROR] = 0xF8B4AE};
    lxw_format *format = workbook_add_format(book->workbook);
    if (format == NULL) {
        book_note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    format_set_font_name(format, book->typeface);
    format_set_font_family(format, FONT_FAMILY);
    format_set_font_size(format, look->size / (double)MPT_PER_PT);
    format_set_align(format, aligns[look->align]);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (!look->one_line) {
        format_set_text_wrap(format);
    }
    if (look->link) {
        format_set_font_color(format, LINK_COLOR);
        format_set_underline(format, LXW_UNDERLINE_SINGLE);
    }
    if (look->shade != SHADE_NONE) {
        format_set_pattern(format, LXW_PATTERN_SOLID);
        format_set_bg_color(format, shades[look->shade]);
    }
    if (look->style & STYLE_BOLD) {
        format_set_bold(format);
    }
    if (look->style & STYLE_ITALIC) {
        format_set_italic(format);
    }
    if (look->border) {
        format_set_border(format, LXW_BORDER_THIN);
    }
    if (look->kind == KIND_TEXT) {
        format_set_num_format(format, "@");
    } else if (look->kind != KIND_GENERAL) {
        struct text code;
        text_init(&code);
        put_number_code(look, &code);
        format_set_num_format(format, code.data);
        text_release(&code);
    }
    return format;
}

/* A large table needs a dozen formats: they are shared, never made per cell. */
lxw_format *book_format(struct book *book, const struct look *look) {
    uint64_t key = look_key(look);
    struct format_entry **bucket = &book->formats[key % FORMAT_BUCKETS];
    for (struct format_entry *e = *bucket; e != NULL; e = e->next) {
        if (e->key == key) {
            return e->format;
        }
    }
    struct format_entry *entry = arena_alloc(book->arena, sizeof *entry);
    entry->key = key;
    entry->format = format_new(book, look);
    entry->next = *bucket;
    *bucket = entry;
    return entry->format;
}

/* ---- sheets ---- */

static bool name_is_used(const struct book *book, const char *upper) {
    for (size_t i = 0; i < book->name_count; i++) {
        if (strcmp(book->names[i], upper) == 0) {
            return true;
        }
    }
    return false;
}

/* `name` itself, or shortened and numbered when an earlier sheet has it. */
static const char *name_make_unique(struct book *book, const char *name) {
    const char *unique = name;
    for (unsigned n = 2; name_is_used(book, utf8_upper(book->arena, unique)); n++) {
        const char *suffix = arena_printf(book->arena, " (%u)", n);
        const char *end = name;
        for (size_t room = SHEET_NAME_LIMIT - strlen(suffix); room > 0 && *end != '\0'; room--) {
            utf8_next(&end);
        }
        unique = arena_printf(book->arena, "%.*s%s", (int)(end - name), name, suffix);
    }
    book->names[book->name_count++] = utf8_upper(book->arena, unique);
    return unique;
}

/* A bad name would make the library give NULL and the next call crash: it is asked first. */
lxw_worksheet *book_add_sheet(struct book *book, const char *name) {
    if (name == NULL || *name == '\0') {
        book_note(book, LXW_ERROR_PARAMETER_VALIDATION);
        return NULL;
    }
    lxw_error error = workbook_validate_sheet_name(book->workbook, name);
    if (error != LXW_NO_ERROR && error != LXW_ERROR_SHEETNAME_ALREADY_USED) {
        book_note(book, error);
        return NULL;
    }
    const char *unique = name_make_unique(book, name);
    lxw_worksheet *worksheet = workbook_add_worksheet(book->workbook, unique);
    if (worksheet == NULL) {
        book_note(book, LXW_ERROR_MEMORY_MALLOC_FAILED);
    }
    return worksheet;
}

/* ---- the workbook ---- */

/* The first format of a workbook is the one of untouched cells; there is no call for it. */
static void own_font_set(struct book *book) {
    lxw_format *own = STAILQ_FIRST(book->workbook->formats);
    format_set_font_name(own, FONT_NAME);
    format_set_font_family(own, FONT_FAMILY);
    format_set_font_size(own, OWN_FONT_SIZE);
}

/* Seconds from 1970 to midnight of a civil date, in years that start in March so that the leap day
 * is the last of its year. */
static time_t seconds_of(int year, int month, int day) {
    int64_t y = month > 2 ? year : year - 1;
    int64_t months = month > 2 ? month - 3 : month + 9;
    int64_t days = y * 365 + y / 4 - y / 100 + y / 400 + (months * 153 + 2) / 5 + day - 719469;
    return (time_t)(days * 86400);
}

/* The date comes from the document: left to itself the library would ask the clock. */
static void properties_set(struct book *book, const struct doc *doc) {
    struct arena *a = book->arena;
    char *author = arena_strdup(a, doc->author != NULL ? doc->author : "");
    lxw_doc_properties properties = {
        .title = arena_strdup(a, doc->title != NULL ? doc->title : ""),
        .subject = arena_strdup(a, doc->subject != NULL ? doc->subject : ""),
        .author = author,
        .company = author,
        .keywords = doc->keywords != NULL ? arena_strdup(a, doc->keywords) : NULL,
        .created = seconds_of(doc->year, doc->month, doc->day),
    };
    book_note(book, workbook_set_properties(book->workbook, &properties));
}

void book_begin(struct book *book, struct arena *arena, const char *path, const struct doc *doc) {
    lxw_workbook_options options = {.tmpdir = fs_folder_of(arena, path)};
    *book = (struct book){.arena = arena,
                          .typeface = doc->typeface ? doc->typeface : FONT_NAME,
                          .workbook = workbook_new_opt(path, &options)};
    if (book->workbook != NULL) {
        own_font_set(book);
        properties_set(book, doc);
        /* Of each part a sheet of its table and one of its charts. */
        book->names = arena_alloc(arena, (2 * doc->part_count + 1) * sizeof *book->names);
    }
}
