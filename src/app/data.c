/* Where the program's own data lie: templates and fonts. */
#include "app/data.h"

#include <string.h>

#include "base/arena.h"
#include "base/fs.h"

#define LIST_LIMIT 65536

/* The value of "key=value" among the lines of `list`, or NULL. */
static const char *line_value(struct arena *a, const char *list, const char *key) {
    size_t len = strlen(key);
    for (const char *s = list; *s;) {
        size_t n = strcspn(s, "\r\n");
        if (n > len && strncmp(s, key, len) == 0 && s[len] == '=') {
            return arena_strndup(a, s + len + 1, n - len - 1);
        }
        s += n;
        s += strspn(s, "\r\n");
    }
    return NULL;
}

struct data_folders data_find(struct arena *a) {
    const char *program = fs_program_folder(a);
    const char *share = fs_join(a, program, "../share/baocao");
    struct data_folders folders = {.templates = fs_join(a, share, "templates"),
                                   .fonts = fs_join(a, share, "fonts"),
                                   .user_fonts = fs_join(a, share, "fonts")};
    char *list;
    size_t len;
    if (fs_read(a, fs_join(a, program, "baocao-data.txt"), LIST_LIMIT, &list, &len) == FS_OK) {
        const char *templates = line_value(a, list, "templates");
        const char *fonts = line_value(a, list, "fonts");
        const char *user_fonts = line_value(a, list, "user_fonts");
        folders.templates = templates ? templates : folders.templates;
        folders.fonts = fonts ? fonts : folders.fonts;
        folders.user_fonts = user_fonts ? user_fonts : folders.user_fonts;
    }
    return folders;
}
