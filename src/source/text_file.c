/* A plain text in UTF-8, line by line: the body of a dispatch. */
#include "source/text_file.h"

#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/utf8.h"

#define MAX_BYTES ((size_t)16 << 20)

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
    for (const char *s = bytes; (s = strchr(s, '\n')) != NULL; s++) {
        count++;
    }
    struct text_file *file = arena_alloc(a, sizeof *file);
    file->path = arena_strdup(a, path);
    file->lines = arena_alloc(a, count * sizeof *file->lines);
    for (const char *s = bytes; file->count < count;) {
        size_t n = strcspn(s, "\r\n");
        file->lines[file->count++] = utf8_nfc(a, arena_strndup(a, s, n));
        s += n;
        s += *s == '\r';
        s += *s == '\n';
    }
    return file;
}
