/* A PNG picture, checked and ready for a page. */
#ifndef BAOCAO_BASE_PICTURE_H
#define BAOCAO_BASE_PICTURE_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct diag;
struct place;

struct picture {
    const char *file;
    const unsigned char *bytes; /* the whole file, in the arena */
    size_t size;
    uint32_t width, height; /* pixels, at least 1 */
    int32_t natural_width;  /* mpt, by its own resolution; without one 300 pixels an inch */
};

/* Reads a PNG that libharu can draw. Reports E5xx findings at `from` and gives NULL when the file
 * is missing, too large (8 MB, 4,096 pixels a side), broken or no PNG. */
struct picture *picture_load(struct arena *a, const char *path, const struct place *from,
                             struct diag *diag);

#endif
