/* Embeds pictures: pixels in RGB, and their transparency as a soft mask (PDF 1.4). */
#include "emit/pdf_picture.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "source/picture.h"

struct embedded {
    const struct picture *picture;
    HPDF_Image image;
};

struct pdf_pictures {
    HPDF_Doc pdf;
    struct embedded *list;
    size_t count, capacity;
};

struct pdf_pictures *pdf_pictures_new(HPDF_Doc pdf) {
    struct pdf_pictures *p = xcalloc(1, sizeof *p);
    p->pdf = pdf;
    return p;
}

void pdf_pictures_free(struct pdf_pictures *p) {
    if (p)
        free(p->list);
    free(p);
}

static bool same_pixels(const struct picture *a, const struct picture *b) {
    if (a == b)
        return true;
    if (a->width != b->width || a->height != b->height || !a->alpha != !b->alpha)
        return false;
    size_t count = (size_t)a->width * a->height;
    return memcmp(a->rgb, b->rgb, count * 3) == 0 &&
           (!a->alpha || memcmp(a->alpha, b->alpha, count) == 0);
}

static HPDF_Image image_new(HPDF_Doc pdf, const struct picture *picture) {
    HPDF_Image image = HPDF_LoadRawImageFromMem(pdf, picture->rgb, picture->width, picture->height,
                                                HPDF_CS_DEVICE_RGB, 8);
    if (!image || !picture->alpha)
        return image;
    HPDF_Image mask = HPDF_LoadRawImageFromMem(pdf, picture->alpha, picture->width, picture->height,
                                               HPDF_CS_DEVICE_GRAY, 8);
    return mask && HPDF_Image_AddSMask(image, mask) == HPDF_OK ? image : NULL;
}

HPDF_Image pdf_pictures_image(struct pdf_pictures *p, const struct picture *picture) {
    for (size_t i = 0; i < p->count; i++)
        if (same_pixels(p->list[i].picture, picture))
            return p->list[i].image;
    HPDF_Image image = image_new(p->pdf, picture);
    if (!image)
        return NULL;
    GROW(p->list, p->count, p->capacity);
    p->list[p->count++] = (struct embedded){picture, image};
    return image;
}
