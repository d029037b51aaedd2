/* Rules on what a spreadsheet did to a cell. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model/damage.h"
#include "model/letter.h"
#include "model/rules.h"

#define SERIAL_DIGITS 5
#define CUT_LENGTH    255 /* where old formats and form fields cut a text */

/* ---- the scan: most cells are done with after it ---- */

enum {
    SEEN_DIGIT = 1,
    SEEN_LIKE_DIGIT = 2, /* O o l I */
    SEEN_HASH = 4,
    SEEN_INVISIBLE = 8, /* first bytes of signs that may be invisible */
    SEEN_ALIEN = 16     /* first bytes of Greek and Cyrillic */
};

static const unsigned char seen_of[256] = {
    ['0'] = SEEN_DIGIT,      ['1'] = SEEN_DIGIT,      ['2'] = SEEN_DIGIT,
    ['3'] = SEEN_DIGIT,      ['4'] = SEEN_DIGIT,      ['5'] = SEEN_DIGIT,
    ['6'] = SEEN_DIGIT,      ['7'] = SEEN_DIGIT,      ['8'] = SEEN_DIGIT,
    ['9'] = SEEN_DIGIT,      ['O'] = SEEN_LIKE_DIGIT, ['o'] = SEEN_LIKE_DIGIT,
    ['l'] = SEEN_LIKE_DIGIT, ['I'] = SEEN_LIKE_DIGIT, ['#'] = SEEN_HASH,
    [0xC2] = SEEN_INVISIBLE, [0xE2] = SEEN_INVISIBLE, [0xEF] = SEEN_INVISIBLE,
    [0xCD] = SEEN_ALIEN,     [0xCE] = SEEN_ALIEN,     [0xCF] = SEEN_ALIEN,
    [0xD0] = SEEN_ALIEN,     [0xD1] = SEEN_ALIEN,     [0xD2] = SEEN_ALIEN,
    [0xD3] = SEEN_ALIEN,     [0xD4] = SEEN_ALIEN,
};

static unsigned scan(const char *text, size_t *len) {
    unsigned seen = 0;
    const unsigned char *s = (const unsigned char *)text;
    for (; *s; s++) {
        seen |= seen_of[*s];
    }
    *len = (size_t)((const char *)s - text);
    return seen;
}

/* ---- signs nobody sees, letters that look like others ---- */

static void check_invisible(const struct check *c, const struct plan_row *row, size_t column) {
    const char *text = row->cells[column].text;
    unsigned hard = 0, nothing = 0;
    uint32_t which = 0;
    for (const char *s = text; *s;) {
        uint32_t ch = utf8_next(&s);
        if (ch == 0xA0 || ch == 0x202F || ch == 0x2007) {
            hard++;
        } else if ((ch >= 0x200B && ch <= 0x200F) || ch == 0x2060 || ch == 0xFEFF || ch == 0xAD) {
            nothing++;
            which = which ? which : ch;
        }
    }
    if (hard == 0 && nothing == 0) {
        return;
    }
    char count[16], name[16], *clean = arena_strdup(c->arena, text), *out = clean;
    for (const char *s = text; *s;) {
        uint32_t ch = utf8_next(&s);
        bool drop = (ch >= 0x200B && ch <= 0x200F) || ch == 0x2060 || ch == 0xFEFF || ch == 0xAD;
        if (!drop) {
            out += utf8_encode(ch == 0xA0 || ch == 0x202F || ch == 0x2007 ? ' ' : ch, out);
        }
    }
    *out = '\0';
    struct place at = plan_place(c->plan, row, column);
    at.expected = clean;
    if (nothing > 0) {
        snprintf(count, sizeof count, "%u", nothing);
        snprintf(name, sizeof name, "U+%04X", (unsigned)which);
        DIAG(c->diag, W361, &at, count, name, clean);
    }
    if (hard > 0) {
        snprintf(count, sizeof count, "%u", hard);
        DIAG(c->diag, N360, &at, count);
    }
}

/* The Latin letter that a Cyrillic or Greek one looks like, or 0. */
static char latin_for(uint32_t c) {
    static const struct {
        uint16_t alien;
        char latin;
    } letters[] = {
        {0x0410, 'A'}, {0x0412, 'B'}, {0x0415, 'E'}, {0x041A, 'K'}, {0x041C, 'M'}, {0x041D, 'H'},
        {0x041E, 'O'}, {0x0420, 'P'}, {0x0421, 'C'}, {0x0422, 'T'}, {0x0423, 'Y'}, {0x0425, 'X'},
        {0x0430, 'a'}, {0x0435, 'e'}, {0x043E, 'o'}, {0x0440, 'p'}, {0x0441, 'c'}, {0x0443, 'y'},
        {0x0445, 'x'}, {0x0405, 'S'}, {0x0406, 'I'}, {0x0408, 'J'}, {0x0455, 's'}, {0x0456, 'i'},
        {0x0458, 'j'}, {0x04AE, 'Y'}, {0x04BB, 'h'}, {0x04CF, 'l'}, {0x0501, 'd'}, {0x051B, 'q'},
        {0x0391, 'A'}, {0x0392, 'B'}, {0x0395, 'E'}, {0x0396, 'Z'}, {0x0397, 'H'}, {0x0399, 'I'},
        {0x039A, 'K'}, {0x039C, 'M'}, {0x039D, 'N'}, {0x039F, 'O'}, {0x03A1, 'P'}, {0x03A4, 'T'},
        {0x03A5, 'Y'}, {0x03A7, 'X'}, {0x03BF, 'o'}, {0x03BD, 'v'}, {0x03B9, 'i'}, {0x03BA, 'k'},
        {0x03C1, 'p'}, {0x03C5, 'u'}, {0x03B1, 'a'},
    };
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        if (letters[i].alien == c) {
            return letters[i].latin;
        }
    }
    return 0;
}

static bool is_alien(uint32_t c) {
    return c >= 0x370 && c <= 0x52F;
}

/* Looks at the word at `*s` and moves past it. Gives the first look-alike of a word that is half
 * Latin or all look-alikes, or 0: a Greek or Russian word is left alone, and so is a lone sign. */
static uint32_t alien_in_word(const char **s) {
    uint32_t first = 0;
    unsigned latin = 0, alike = 0, other = 0;
    while (**s) {
        const char *next = *s;
        uint32_t c = utf8_next(&next);
        if (is_alien(c)) {
            bool looks = latin_for(c) != 0;
            alike += looks;
            other += !looks;
            first = first == 0 && looks ? c : first;
        } else if (letter_of(c).base) {
            latin++;
        } else {
            break;
        }
        *s = next;
    }
    return alike && other == 0 && (latin || alike > 1) ? first : 0;
}

static void check_alien(const struct check *c, const struct plan_row *row, size_t column) {
    const char *text = row->cells[column].text, *word = NULL, *word_end = NULL;
    char *mended = arena_strdup(c->arena, text), *out = mended;
    uint32_t first = 0;
    for (const char *s = text; *s;) {
        const char *start = s;
        uint32_t alien = alien_in_word(&s);
        if (alien && !first) {
            first = alien;
            word = start;
            word_end = s;
        }
        for (const char *at = start; at < s;) {
            uint32_t ch = utf8_next(&at);
            out += utf8_encode(alien && is_alien(ch) ? (uint32_t)latin_for(ch) : ch, out);
        }
        if (*s && s == start) {
            out += utf8_encode(utf8_next(&s), out);
        }
    }
    *out = '\0';
    if (first) {
        char letter[5] = "", name[16], latin[2] = {latin_for(first), '\0'};
        utf8_encode(first, letter);
        snprintf(name, sizeof name, "U+%04X", (unsigned)first);
        struct place at = plan_place(c->plan, row, column);
        at.expected = mended;
        DIAG(c->diag, E362, &at, arena_strndup(c->arena, word, (size_t)(word_end - word)), letter,
             name, latin, mended);
    }
}

/* ---- whole cells ---- */

bool rule_is_damaged_value(const char *text) {
    struct damage found;
    return damage_of_value(text, &found);
}

static void report(const struct check *c, const struct plan_row *row, size_t column,
                   const struct damage *found) {
    struct place at = plan_place(c->plan, row, column);
    at.expected = *found->likely ? found->likely : NULL;
    const char *args[] = {row->cells[column].text, found->likely, NULL};
    diag_add(c->diag, found->code, &at, args);
}

/* Units that no ward counts in tens of thousands. */
static bool unit_is_small(const char *unit) {
    static const char *const units[] = {
        "%",     "‰",      "trường",     "lớp",       "cơ sở",    "công trình", "dự án",
        "tuyến", "vụ",     "mô hình",    "cuộc",      "buổi",     "phong trào", "chương trình",
        "tổ",    "chi bộ", "tổ dân phố", "sáng kiến", "nhiệm vụ", "hội nghị",   "chỉ tiêu",
        "sao",   "hạng",   "thôn",       "khu phố",   "phường",   "xã",
    };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        const char *s = unit;
        if (strcmp(unit, units[i]) == 0 || (utf8_skip_word(&s, units[i]) && *s == '\0')) {
            return true;
        }
    }
    return false;
}

/* True when another amount of the row is near the serial: then it is an amount too. */
static bool row_has_like(const struct plan_row *row, size_t columns, size_t self, int64_t serial,
                         bool *others) {
    *others = false;
    for (size_t i = 0; i < columns; i++) {
        const struct value *v = row->cells[i].value;
        if (i == self || !v || !value_is_numeric(v)) {
            continue;
        }
        *others = true;
        if (decimal_to_double(v->high) * 20 >= (double)serial) {
            return true;
        }
    }
    return false;
}

static bool is_serial(const char *text) {
    if (strspn(text, "0123456789") != SERIAL_DIGITS || text[SERIAL_DIGITS]) {
        return false;
    }
    long serial = strtol(text, NULL, 10);
    return serial >= DAMAGE_FIRST_SERIAL && serial <= DAMAGE_LAST_SERIAL;
}

bool rule_is_damaged_deadline(const char *text) {
    struct damage found;
    char mended[DAMAGE_TEXT];
    return is_serial(text) || damage_of_text(text, &found) ||
           damage_of_digits(text, true, mended, sizeof mended);
}

/* 11/12 that became 46338: five digits where the unit or the row's other values are far smaller. */
static void check_serial(const struct check *c, const struct plan_row *row, size_t column) {
    const struct plan_cell *cell = &row->cells[column];
    if (!is_serial(cell->text)) {
        return;
    }
    int64_t serial = strtol(cell->text, NULL, 10);
    struct damage_date day = damage_serial_date(serial);
    char date[16], typed[DAMAGE_TEXT];
    snprintf(date, sizeof date, "%02d/%02d/%04d", day.day, day.month, day.year);
    if (cell->value) {
        bool others;
        bool like = row_has_like(row, c->plan->schema->column_count, column, serial, &others);
        bool small = c->unit_column >= 0 && unit_is_small(rule_cell_text(row, c->unit_column));
        if (like || (!small && !others)) {
            return;
        }
        damage_typed(day.day, day.month, typed, sizeof typed);
    } else {
        snprintf(typed, sizeof typed, "%s", date);
    }
    struct place at = plan_place(c->plan, row, column);
    at.expected = typed;
    DIAG(c->diag, W352, &at, cell->text, date, typed);
}

static void check_value(const struct check *c, const struct plan_row *row, size_t column,
                        unsigned seen) {
    const struct plan_cell *cell = &row->cells[column];
    struct damage found = {.code = CODE_E363};
    if (cell->value->kind == VALUE_TEXT) {
        if (damage_of_value(cell->text, &found)) {
            report(c, row, column, &found);
        }
    } else if (cell->value->kind == VALUE_NUMBER && !cell->value->plain) {
        if ((seen & SEEN_LIKE_DIGIT) &&
            damage_of_digits(cell->text, false, found.likely, sizeof found.likely)) {
            report(c, row, column, &found);
        }
    } else if (cell->value->kind == VALUE_NUMBER && cell->value->low.scale == 0) {
        check_serial(c, row, column);
    }
}

/* Nothing but digits and their signs: it may be a serial, and hides nothing. */
static bool is_bare_number(const struct value *v) {
    return v && v->plain && !v->percent;
}

static bool may_be_damaged_text(const char *text, unsigned seen) {
    if (seen & SEEN_HASH) {
        return true;
    }
    char first = *text;
    return first == '=' || first == '+' || first == '-' || first == '@' ||
           ((seen & SEEN_DIGIT) && strlen(text) <= 24) ||
           (first == 'E' && strncmp(text, "Err:", 4) == 0);
}

static void check_text_cell(const struct check *c, const struct plan_row *row, size_t column,
                            unsigned seen, size_t len) {
    const char *text = row->cells[column].text;
    int type = c->plan->schema->columns[column].type;
    struct damage found;
    if (type == COLUMN_ORDINAL) {
        if (row->level == PLAN_NO_LEVEL && damage_of_value(text, &found)) {
            report(c, row, column, &found);
        }
        return;
    }
    if (may_be_damaged_text(text, seen) && damage_of_text(text, &found)) {
        report(c, row, column, &found);
    } else if (type == COLUMN_DEADLINE && len == SERIAL_DIGITS) {
        check_serial(c, row, column);
    }
    if ((seen & SEEN_DIGIT) && (seen & SEEN_LIKE_DIGIT)) {
        char *mended = NULL, small[512];
        mended = len + 1 <= sizeof small ? small : arena_alloc(c->arena, len + 1);
        if (damage_of_digits(text, true, mended, len + 1)) {
            struct place at = plan_place(c->plan, row, column);
            at.expected = mended;
            DIAG(c->diag, W364, &at, mended);
        }
    }
    if (len >= CUT_LENGTH && utf8_count(text) == CUT_LENGTH) {
        const char *tail = text + len - 24;
        while (((unsigned char)*tail & 0xC0) == 0x80) {
            tail++;
        }
        struct place at = plan_place(c->plan, row, column);
        DIAG(c->diag, W355, &at, tail);
    }
}

void rule_damage(const struct check *c, const struct plan_row *row) {
    for (size_t i = 0; i < c->plan->schema->column_count; i++) {
        const struct plan_cell *cell = &row->cells[i];
        if (*cell->text == '\0') {
            continue;
        }
        if (is_bare_number(cell->value)) {
            if (cell->value->low.units >= DAMAGE_FIRST_SERIAL) {
                check_serial(c, row, i);
            }
            continue;
        }
        size_t len;
        unsigned seen = scan(cell->text, &len);
        if (cell->value) {
            check_value(c, row, i, seen);
        } else {
            check_text_cell(c, row, i, seen, len);
        }
        if (seen & SEEN_INVISIBLE) {
            check_invisible(c, row, i);
        }
        if (seen & SEEN_ALIEN) {
            check_alien(c, row, i);
        }
    }
}
