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

/* How other typefaces name their files: "Arial Bold.ttf", "Arial-Bold.ttf". */
static const char *const ENDINGS[FACE_COUNT][2] = {
    [FACE_REGULAR] = {".ttf", "-Regular.ttf"},
    [FACE_BOLD] = {" Bold.ttf", "-Bold.ttf"},
    [FACE_ITALIC] = {" Italic.ttf", "-Italic.ttf"},
    [FACE_BOLD_ITALIC] = {" Bold Italic.ttf", "-BoldItalic.ttf"},
};

struct search {
    struct arena *arena;
    const char *folder; /* of the user's fonts, or NULL */
    const char *built;
    char **names; /* in `folder` */
    size_t count;
};

static const char *folder_name_find(const struct search *s, const char *wanted) {
    for (size_t i = 0; i < s->count; i++) {
        if (same_name(wanted, s->names[i])) {
            return fs_join(s->arena, s->folder, s->names[i]);
        }
    }
    return NULL;
}

/* Times New Roman: the user's own file, else the built twin. */
static const char *times_path_find(const struct search *s, int face) {
    for (int i = 0; i < USER_NAMES; i++) {
        const char *path = folder_name_find(s, FACES[face].user[i]);
        if (path) {
            return path;
        }
    }
    return fs_join(s->arena, s->built, FACES[face].built);
}

/* Any other typeface must be in the user's folder; the name to report when it is not. */
static const char *typeface_path_find(const struct search *s, const char *typeface, int face) {
    const char *name = NULL;
    for (int i = 0; i < 2; i++) {
        name = arena_printf(s->arena, "%s%s", typeface, ENDINGS[face][i]);
        const char *path = folder_name_find(s, name);
        if (path) {
            return path;
        }
    }
    return name;
}

static bool face_load(const char *path, const struct place *from, struct diag *diag,
                      struct ttf **font) {
    enum ttf_status status = ttf_load(path, font);
    if (status == TTF_MISSING) {
        DIAG(diag, E403, from, path);
    } else if (status != TTF_OK) {
        DIAG(diag, E404, from, path, status_reason(status));
    }
    return status == TTF_OK;
}

struct fontset *fontset_load(const char *folder, const char *built, const char *typeface,
                             const struct place *from, struct diag *diag) {
    struct search s = {.arena = arena_new(), .folder = folder, .built = built};
    struct fontset *set = xcalloc(1, sizeof *set);
    bool times = typeface == NULL || same_name(typeface, "Times New Roman");
    bool good = true;
    if (folder && fs_list(s.arena, folder, &s.names, &s.count) != FS_OK) {
        s.count = 0; /* most people have no such folder */
    }
    for (int face = 0; face < FACE_COUNT; face++) {
        const char *path =
            times ? times_path_find(&s, face) : typeface_path_find(&s, typeface, face);
        good &= face_load(path, from, diag, &set->faces[face]);
    }
    arena_free(s.arena);
    if (!good) {
        fontset_free(set);
        return NULL;
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
