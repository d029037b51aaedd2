/* A kind of document (loại văn bản): how a công văn, kế hoạch, báo cáo ... is set, read from a
 * template. */
#include "model/kind.h"

#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "source/ini_file.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Wide enough for the address of a ward, and leaves Quốc hiệu at 13 pt its line. */
#define LEFT_WIDTH     TENTH_MM_TO_MPT(670)
#define COPIES_WIDTH   MM_TO_MPT(62)
#define SIGNATURE_ROOM MM_TO_MPT(32)

#define FIELD(structure, member, type, required, choices)                                          \
    { #member, type, offsetof(struct structure, member), required, choices }

static const struct ini_field kind_fields[] = {
    FIELD(document_kind, name, INI_TEXT, true, NULL),
    FIELD(document_kind, code, INI_TEXT, false, NULL),
    FIELD(document_kind, form, INI_CHOICE, false, KIND_FORM_CHOICES),
    FIELD(document_kind, addressed, INI_CHOICE, false, KIND_ADDRESSED_CHOICES),
    FIELD(document_kind, font, INI_TEXT, false, NULL),
};
static const struct ini_field page_fields[] = {
    FIELD(document_kind, margin_top, INI_LENGTH, false, NULL),
    FIELD(document_kind, margin_bottom, INI_LENGTH, false, NULL),
    FIELD(document_kind, margin_left, INI_LENGTH, false, NULL),
    FIELD(document_kind, margin_right, INI_LENGTH, false, NULL),
    FIELD(document_kind, page_number, INI_CHOICE, false, PAGE_NUMBER_CHOICES),
    FIELD(document_kind, appendix_pages, INI_CHOICE, false, APPENDIX_PAGES_CHOICES),
};
static const struct ini_field header_fields[] = {
    FIELD(document_kind, left_width, INI_LENGTH, false, NULL),
    FIELD(document_kind, agency_rule, INI_RATIO, false, NULL),
    FIELD(document_kind, subject_rule, INI_RATIO, false, NULL),
    FIELD(document_kind, rule_place, INI_CHOICE, false, RULE_PLACE_CHOICES),
    FIELD(document_kind, rule_look, INI_CHOICE, false, RULE_LOOK_CHOICES),
};
static const struct ini_field body_fields[] = {
    FIELD(document_kind, first_indent, INI_LENGTH, false, NULL),
    FIELD(document_kind, paragraph_space, INI_SPACE, false, NULL),
    FIELD(document_kind, line_spacing, INI_RATIO, false, NULL),
};
static const struct ini_field signature_fields[] = {
    FIELD(document_kind, copies_width, INI_LENGTH, false, NULL),
    FIELD(document_kind, copies_indent, INI_LENGTH, false, NULL),
    FIELD(document_kind, signature_room, INI_LENGTH, false, NULL),
};

static const struct ini_section own_sections[] = {
    {"kind", kind_fields, COUNT(kind_fields)},
    {"page", page_fields, COUNT(page_fields)},
    {"header", header_fields, COUNT(header_fields)},
    {"body", body_fields, COUNT(body_fields)},
    {"signature", signature_fields, COUNT(signature_fields)},
};

/* [style.KEY], before its parts are packed. */
struct style_keys {
    int32_t size;
    bool bold, italic, capitals;
    int align;
};

static const struct ini_field style_fields[] = {
    FIELD(style_keys, size, INI_SIZE, false, NULL),
    FIELD(style_keys, bold, INI_FLAG, false, NULL),
    FIELD(style_keys, italic, INI_FLAG, false, NULL),
    FIELD(style_keys, capitals, INI_FLAG, false, NULL),
    FIELD(style_keys, align, INI_CHOICE, false, TEXT_ALIGN_CHOICES),
};

void document_kind_init(struct document_kind *kind) {
    *kind = (struct document_kind){.margin_top = MM_TO_MPT(20),
                                   .margin_bottom = MM_TO_MPT(20),
                                   .margin_left = MM_TO_MPT(30),
                                   .margin_right = MM_TO_MPT(15),
                                   .left_width = LEFT_WIDTH,
                                   .agency_rule = 400,
                                   .subject_rule = 400,
                                   .first_indent = TENTH_MM_TO_MPT(127),
                                   .paragraph_space = 6000,
                                   .line_spacing = 1100,
                                   .copies_width = COPIES_WIDTH,
                                   .signature_room = SIGNATURE_ROOM};
    for (int c = COMPONENT_NONE + 1; c < COMPONENT_COUNT; c++) {
        kind->styles[c] = component_info_of((enum component)c)->style;
    }
    severity_table_init(&kind->severity);
}

/* What the decree gives no size has no style of its own: pictures, a table (its own template sets
 * it), the mark across a draft. */
static bool has_style(enum component c) {
    return component_info_of(c)->max_size > 0;
}

static const char *style_section(struct arena *a, enum component c) {
    return arena_printf(a, "style.%s", component_info_of(c)->key);
}

static bool check_known(struct arena *a, const struct ini_file *ini, struct diag *diag) {
    struct ini_section sections[COUNT(own_sections) + 1 + COMPONENT_COUNT];
    size_t count = COUNT(own_sections);
    memcpy(sections, own_sections, sizeof own_sections);
    sections[count++] = severity_section;
    for (int c = COMPONENT_NONE + 1; c < COMPONENT_COUNT; c++) {
        if (has_style((enum component)c)) {
            sections[count++] = (struct ini_section){style_section(a, (enum component)c),
                                                     style_fields, COUNT(style_fields)};
        }
    }
    return ini_check_known(ini, sections, count, diag);
}

static bool load_styles(struct arena *a, struct document_kind *kind, struct diag *diag) {
    bool good = true;
    for (int c = COMPONENT_NONE + 1; c < COMPONENT_COUNT; c++) {
        struct component_style *style = &kind->styles[c];
        struct style_keys keys = {.size = style->size,
                                  .bold = style->style & STYLE_BOLD,
                                  .italic = style->style & STYLE_ITALIC,
                                  .capitals = style->capitals,
                                  .align = style->align};
        if (has_style((enum component)c)) {
            good &= ini_bind(kind->ini, style_section(a, (enum component)c), style_fields,
                             COUNT(style_fields), &keys, diag);
        }
        unsigned bits = (keys.bold ? STYLE_BOLD : 0u) | (keys.italic ? STYLE_ITALIC : 0u);
        *style =
            (struct component_style){keys.size, (uint8_t)bits, keys.capitals, (uint8_t)keys.align};
    }
    return good;
}

/* So much must stay of a line and of a page that a text can be set at all. */
static bool check_room(const struct document_kind *kind, struct diag *diag) {
    static const struct {
        const char *section, *key;
        size_t offset;
        int32_t limit; /* mpt */
        const char *wanted;
    } limits[] = {
        {"page", "margin_top", offsetof(struct document_kind, margin_top), MM_TO_MPT(60), "0-60"},
        {"page", "margin_bottom", offsetof(struct document_kind, margin_bottom), MM_TO_MPT(60),
         "0-60"},
        {"page", "margin_left", offsetof(struct document_kind, margin_left), MM_TO_MPT(60), "0-60"},
        {"page", "margin_right", offsetof(struct document_kind, margin_right), MM_TO_MPT(60),
         "0-60"},
        {"header", "left_width", offsetof(struct document_kind, left_width), MM_TO_MPT(80), "0-80"},
        {"body", "first_indent", offsetof(struct document_kind, first_indent), MM_TO_MPT(60),
         "0-60"},
        {"signature", "copies_width", offsetof(struct document_kind, copies_width), MM_TO_MPT(80),
         "0-80"},
        {"signature", "copies_indent", offsetof(struct document_kind, copies_indent), MM_TO_MPT(30),
         "0-30"},
        {"signature", "signature_room", offsetof(struct document_kind, signature_room),
         MM_TO_MPT(80), "0-80"},
    };
    bool good = true;
    for (size_t i = 0; i < COUNT(limits); i++) {
        int32_t length;
        memcpy(&length, (const char *)kind + limits[i].offset, sizeof length);
        if (length > limits[i].limit) {
            struct place at = ini_place(kind->ini, limits[i].section, limits[i].key);
            at.expected = limits[i].wanted;
            DIAG(diag, E206, &at, limits[i].key,
                 ini_text(kind->ini, limits[i].section, limits[i].key), limits[i].wanted);
            good = false;
        }
    }
    return good;
}

struct document_kind *document_kind_load(struct arena *a, const char *path, struct diag *diag) {
    struct document_kind *kind = arena_alloc(a, sizeof *kind);
    document_kind_init(kind);
    kind->file = arena_strdup(a, path);
    kind->ini = ini_load(a, path, diag);
    if (kind->ini == NULL) {
        return NULL;
    }
    bool good = check_known(a, kind->ini, diag);
    for (size_t i = 0; i < COUNT(own_sections); i++) {
        good &= ini_bind(kind->ini, own_sections[i].pattern, own_sections[i].fields,
                         own_sections[i].field_count, kind, diag);
    }
    good &= load_styles(a, kind, diag);
    good &= severity_load(kind->ini, &kind->severity, diag);
    good &= check_room(kind, diag);
    return good ? kind : NULL;
}
