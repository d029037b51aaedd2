/* Tables and paragraphs of a plain text, aligned for a fixed-width face. */
#include "mail/plain_table.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

static void put_many(struct text *out, const char *sign, size_t count) {
    while (count-- > 0) {
        text_puts(out, sign);
    }
}

/* One line's worth of `s`, at most `width` characters: gives its bytes, and where the next begins.
 */
static size_t take_line(const char *s, size_t width, const char **next) {
    const char *p = s, *last_space = NULL;
    size_t n = 0;
    while (*p && *p != '\n' && n < width) {
        last_space = *p == ' ' ? p : last_space;
        utf8_next(&p);
        n++;
    }
    const char *end = *p == '\0' || *p == '\n' || *p == ' ' || last_space == NULL ? p : last_space;
    *next = end + strspn(end, " ");
    *next += **next == '\n';
    return (size_t)(end - s);
}

/* Pads to the column, but leaves no space behind the last cell of a line. */
struct line {
    struct text *out;
    size_t pending; /* spaces that are wanted before the next text */
};

static void put_cell(struct line *line, const struct plain_column *column, const char *s,
                     size_t len) {
    size_t used = 0;
    for (const char *p = s; p < s + len; used++) {
        utf8_next(&p);
    }
    size_t rest = column->width > used ? column->width - used : 0;
    line->pending += column->right ? rest : 0;
    if (len > 0) {
        put_many(line->out, " ", line->pending);
        text_put(line->out, s, len);
        line->pending = 0;
    }
    line->pending += (column->right ? 0 : rest) + 2;
}

static void put_row(const struct plain_column *columns, size_t count, const char *const *cells,
                    struct text *out) {
    const char *left[PLAIN_MAX_COLUMNS];
    bool more = true;
    for (size_t i = 0; i < count; i++) {
        left[i] = cells[i] + strspn(cells[i], " \n");
    }
    while (more) {
        struct line line = {out, 0};
        more = false;
        for (size_t i = 0; i < count; i++) {
            const char *s = left[i];
            put_cell(&line, &columns[i], s, take_line(s, columns[i].width, &left[i]));
            more |= *left[i] != '\0';
        }
        text_putc(out, '\n');
    }
}

void plain_table(const struct plain_column *columns, size_t count, const char *const *cells,
                 size_t rows, struct text *out) {
    const char *headings[PLAIN_MAX_COLUMNS] = {NULL};
    for (size_t i = 0; i < count; i++) {
        headings[i] = columns[i].heading;
    }
    put_row(columns, count, headings, out);
    for (size_t i = 0; i < count; i++) {
        put_many(out, "-", columns[i].width);
        text_puts(out, i + 1 < count ? "  " : "\n");
    }
    for (size_t i = 0; i < rows; i++) {
        put_row(columns, count, cells + i * count, out);
    }
}

/* Characters that what follows in a line like this stands under. */
static size_t hang_of(const char *s) {
    size_t indent = strspn(s, " "), digits = strspn(s + indent, "0123456789");
    const char *p = s + indent + digits;
    bool mark = digits ? (p[0] == '.' || p[0] == ')') && p[1] == ' '
                       : (p[0] == '-' || p[0] == '*' || p[0] == '+') && p[1] == ' ';
    return indent + (mark ? digits + 2 : 0);
}

static void wrap_line(const char *s, size_t len, struct text *out) {
    const char *end = s + len, *next;
    size_t hang = hang_of(s), indent = 0;
    while (s < end) {
        size_t taken = take_line(s, PLAIN_WIDTH - indent, &next);
        put_many(out, " ", indent);
        text_put(out, s, taken);
        s = next;
        if (s < end) {
            text_putc(out, '\n');
        }
        indent = hang < PLAIN_WIDTH / 2 ? hang : 0;
    }
}

void plain_wrap(const char *s, struct text *out) {
    while (*s) {
        size_t len = strcspn(s, "\n"), count = 0;
        for (const char *p = s; p < s + len; count++) {
            utf8_next(&p);
        }
        if (count > PLAIN_WIDTH) {
            wrap_line(s, len, out);
        } else {
            text_put(out, s, len);
        }
        s += len;
        if (*s) {
            text_putc(out, '\n');
            s++;
        }
    }
}
