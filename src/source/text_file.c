/* A plain text in UTF-8, line by line: the body of a dispatch. */
#include "source/text_file.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/utf8.h"

#define MAX_BYTES ((size_t)2 << 20) /* a thousand pages */

bool file_bytes_load(struct arena *a, const char *path, size_t limit, struct diag *diag,
                     char **bytes, size_t *len) {
    struct place at = {.file = path};
    switch (fs_read(a, path, limit, bytes, len)) {
    case FS_OK:
        return true;
    case FS_MISSING:
        DIAG(diag, E101, &at, path);
        return false;
    case FS_FOLDER:
        DIAG(diag, E102, &at, path);
        return false;
    case FS_TOO_BIG:
        DIAG(diag, E501, &at, path, arena_printf(a, "%zu", limit >> 20));
        return false;
    default:
        DIAG(diag, E103, &at, path);
        return false;
    }
}

bool text_bytes_load(struct arena *a, const char *path, size_t limit, struct diag *diag,
                     char **bytes, size_t *len) {
    struct place at = {.file = path};
    if (!file_bytes_load(a, path, limit, diag, bytes, len)) {
        return false;
    }
    size_t bad = utf8_invalid_at(*bytes, *len);
    if (bad == *len) {
        bad = strlen(*bytes); /* a NUL is valid UTF-8 and no text */
    }
    if (bad < *len) {
        at.line = 1;
        for (size_t i = 0; i < bad; i++) {
            at.line += (*bytes)[i] == '\n';
        }
        DIAG(diag, E215, &at, path, arena_printf(a, "0x%02X", (unsigned char)(*bytes)[bad]));
        return false;
    }
    return true;
}

struct text_file *text_file_load(struct arena *a, const char *path, struct diag *diag) {
    char *bytes;
    size_t len, count = 1;
    if (!text_bytes_load(a, path, MAX_BYTES, diag, &bytes, &len)) {
        return NULL;
    }
    if (len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        bytes += 3;
    }
    for (const char *s = bytes; *s; s++) {
        count += *s == '\n' || (*s == '\r' && s[1] != '\n');
    }
    struct text_file *file = arena_alloc(a, sizeof *file);
    file->path = arena_strdup(a, path);
    file->lines = arena_alloc(a, count * sizeof *file->lines);
    for (const char *s = bytes; file->count < count;) {
        size_t n = strcspn(s, "\r\n");
        const char *typed = arena_strndup(a, s, n), *line = utf8_nfc(a, typed);
        if (line != typed && file->recomposed++ == 0) {
            file->first_recomposed = file->count;
        }
        file->lines[file->count++] = line;
        s += n;
        s += *s == '\r';
        s += *s == '\n';
    }
    return file;
}

void text_places_init(struct arena *a, struct text_places *p, const char *text) {
    size_t count = 1;
    for (const char *s = text; (s = strchr(s, '\n')) != NULL; s++) {
        count++;
    }
    *p = (struct text_places){.text = text, .last_column = 1};
    p->starts = arena_alloc(a, count * sizeof *p->starts);
    for (const char *s = text; s; s = strchr(s, '\n')) {
        s += p->count > 0;
        p->starts[p->count++] = (uint32_t)(s - text);
    }
}

uint32_t text_line_of(const struct text_places *p, size_t byte) {
    size_t low = 0, high = p->count; /* the line is in [low, high) */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (p->starts[middle] <= byte) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return (uint32_t)low + 1;
}

uint32_t text_column_of(struct text_places *p, size_t byte) {
    size_t start = p->starts[text_line_of(p, byte) - 1];
    if (p->last < start || p->last > byte) {
        p->last = start;
        p->last_column = 1;
    }
    for (; p->last < byte; p->last++) {
        p->last_column += ((unsigned char)p->text[p->last + 1] & 0xC0) != 0x80;
    }
    return p->last_column;
}
