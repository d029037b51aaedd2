/* The four faces of the document's typeface and where they are found. */
#include "layout/fontset.h"

#include <stdbool.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"

#define USER_NAMES 4

/* File names of each face: first the built one, then those under which Windows, macOS and Linux
 * keep Times New Roman, compared without regard to case. */
static const struct {
    const char *built;
    const char *user[USER_NAMES];
} FACES[FACE_COUNT] = {
    [FACE_REGULAR] = {"LiberationSerif-Regular.ttf",
                      {"times.ttf", "Times New Roman.ttf", "Times_New_Roman.ttf",
                       "TimesNewRoman.ttf"}},
    [FACE_BOLD] = {"LiberationSerif-Bold.ttf",
                   {"timesbd.ttf", "Times New Roman Bold.ttf", "Times_New_Roman_Bold.ttf",
                    "TimesNewRoman-Bold.ttf"}},
    [FACE_ITALIC] = {"LiberationSerif-Italic.ttf",
                     {"timesi.ttf", "Times New Roman Italic.ttf", "Times_New_Roman_Italic.ttf",
                      "TimesNewRoman-Italic.ttf"}},
    [FACE_BOLD_ITALIC] = {"LiberationSerif-BoldItalic.ttf",
                          {"timesbi.ttf", "Times New Roman Bold Italic.ttf",
                           "Times_New_Roman_Bold_Italic.ttf", "TimesNewRoman-BoldItalic.ttf"}},
};

static const char *status_reason(enum ttf_status status) {
    switch (status) {
    case TTF_NESTED:
        return "glyf";
    case TTF_LOCKED:
        return "OS/2 fsType";
    case TTF_NO_VIETNAMESE:
        return "U+1EA0-1EF9";
    case TTF_OK:
    case TTF_MISSING:
    case TTF_BROKEN:
        break;
    }
    return "TrueType";
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool same_name(const char *a, const char *b) {
    while (*a && lower(*a) == lower(*b)) {
        a++;
        b++;
    }
    return *a == *b;
}

/* The user's own file for this face, or NULL. */
static const char *user_file_find(int face, char **names, size_t count) {
    for (int i = 0; i < USER_NAMES; i++)
        for (size_t j = 0; j < count; j++)
            if (same_name(FACES[face].user[i], names[j]))
                return names[j];
    return NULL;
}

static bool face_load(const char *path, struct diag *diag, struct ttf **font) {
    enum ttf_status status = ttf_load(path, font);
    if (status == TTF_MISSING)
        DIAG(diag, E403, NULL, path);
    else if (status != TTF_OK)
        DIAG(diag, E404, NULL, path, status_reason(status));
    return status == TTF_OK;
}

struct fontset *fontset_load(const char *folder, const char *built, struct diag *diag) {
    struct arena *arena = arena_new();
    struct fontset *set = xcalloc(1, sizeof *set);
    char **names = NULL;
    size_t count = 0;
    bool ok = true;
    if (folder && fs_list(arena, folder, &names, &count) != FS_OK)
        count = 0; /* most people have no such folder */
    for (int face = 0; face < FACE_COUNT; face++) {
        const char *own = user_file_find(face, names, count);
        const char *path =
            own ? fs_join(arena, folder, own) : fs_join(arena, built, FACES[face].built);
        ok = face_load(path, diag, &set->faces[face]) && ok;
    }
    arena_free(arena);
    if (!ok) {
        fontset_free(set);
        set = NULL;
    }
    return set;
}

void fontset_free(struct fontset *set) {
    if (!set)
        return;
    for (int face = 0; face < FACE_COUNT; face++)
        ttf_free(set->faces[face]);
    free(set);
}
