/* A PNG picture, decoded and ready for a page. */
#ifndef BAOCAO_SOURCE_PICTURE_H
#define BAOCAO_SOURCE_PICTURE_H

#include <stddef.h>
#include <stdint.h>

struct arena;
struct diag;
struct place;

/* Pixels lie row by row from the top left, without gaps; all memory is the arena's. */
struct picture {
    const char *file;
    const unsigned char *rgb;   /* 3 bytes a pixel */
    const unsigned char *alpha; /* 1 byte a pixel, 255 opaque; NULL: all are opaque */
    uint32_t width, height;     /* pixels, 1 to 4,096 */
    int32_t natural_width;      /* mpt, by its own resolution; without one 300 pixels an inch */
};

/* Reads a PNG file to its last byte, of every kind that the format knows. Reports a finding
 * E513-E519 at `from`, the key that names the file, and gives NULL when the file is missing, not to
 * be read, too large (8 MB, 4,096 pixels a side), damaged or no PNG. */
struct picture *picture_load(struct arena *a, const char *path, const struct place *from,
                             struct diag *diag);

#endif
