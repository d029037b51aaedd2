/* Decodes PNG pictures, through libpng.
 *
 * All of it happens at load, so that a damaged file is a finding with its place and not half a seal
 * on a signed page. The library's memory is bounded before it begins: by the bytes of the file, by
 * the sides in its first chunk, and by passing over every chunk that draws nothing; a picture of
 * the largest sides takes 64 MB. Pixels go straight into the picture, one row at a time; of an
 * interlaced one a row is read several times, each time over what is known of it. */
#include "source/picture.h"

#include <png.h>
#include <setjmp.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/fs.h"
#include "base/typography.h"
#include "source/file_kind.h"

#define MAX_BYTES ((size_t)8 << 20)
#define MAX_SIDE  4096

/* A file begins with its signature and the chunk IHDR: length, name, width, height. */
#define SIGNATURE_SIZE 8
#define IHDR_NAME      12
#define IHDR_WIDTH     16
#define IHDR_HEIGHT    20
#define IHDR_END       33

#define DEFAULT_PITCH (72 * MPT_PER_PT / 300) /* mpt a pixel */
#define METRE         INT64_C(2834645669)     /* in 1/1000 mpt */
/* Pixels a metre, 25 to 5,080 an inch: what says less or more was never meant for paper. */
#define MIN_RESOLUTION 1000
#define MAX_RESOLUTION 200000

struct reader {
    const unsigned char *bytes;
    size_t len, at;
    png_structp png;
    png_infop info;
    jmp_buf failed;
    bool cut_off;       /* the bytes ended too early */
    unsigned char *row; /* RGBA */
    unsigned char *rgb, *alpha;
    uint32_t width, height;
    int32_t natural_width;
};

/* ---- what the library calls ---- */

static void bytes_read(png_structp png, png_bytep out, size_t len) {
    struct reader *r = png_get_io_ptr(png);
    if (len > r->len - r->at) {
        r->cut_off = true;
        png_error(png, "the file ends too early");
    }
    memcpy(out, r->bytes + r->at, len);
    r->at += len;
}

static void decoding_failed(png_structp png, png_const_charp message) {
    struct reader *r = png_get_error_ptr(png);
    (void)message;
    longjmp(r->failed, 1);
}

/* What it would print is no damage: a chunk it does not need, a doubtful colour. */
static void warning_ignored(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

static png_voidp memory_take(png_structp png, png_alloc_size_t size) {
    (void)png;
    return xcalloc(1, size);
}

static void memory_give_back(png_structp png, png_voidp memory) {
    (void)png;
    free(memory);
}

/* ---- decoding ---- */

static void strictness_set(png_structp png) {
    png_set_user_limits(png, MAX_SIDE, MAX_SIDE);
    png_set_crc_action(png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_AS_DEFAULT, (png_const_bytep) "pHYs", 1);
}

/* Whatever the file holds, its rows come as 8-bit RGB with alpha. */
static void rows_unify(png_structp png) {
    png_set_scale_16(png);
    png_set_expand(png); /* palette, few bits, one colour that is transparent */
    png_set_gray_to_rgb(png);
    png_set_add_alpha(png, 255, PNG_FILLER_AFTER);
}

static int32_t natural_width_of(const struct reader *r) {
    uint32_t x, y;
    int unit;
    if (png_get_pHYs(r->png, r->info, &x, &y, &unit) && unit == PNG_RESOLUTION_METER &&
        x >= MIN_RESOLUTION && x <= MAX_RESOLUTION) {
        return (int32_t)(r->width * METRE / x / 1000);
    }
    return (int32_t)r->width * DEFAULT_PITCH;
}

static void row_join(struct reader *r, size_t first) {
    for (size_t i = 0; i < r->width; i++) {
        memcpy(r->row + 4 * i, r->rgb + 3 * (first + i), 3);
        r->row[4 * i + 3] = r->alpha[first + i];
    }
}

static void row_part(struct reader *r, size_t first) {
    for (size_t i = 0; i < r->width; i++) {
        memcpy(r->rgb + 3 * (first + i), r->row + 4 * i, 3);
        r->alpha[first + i] = r->row[4 * i + 3];
    }
}

static void rows_read(struct reader *r) {
    int passes = png_set_interlace_handling(r->png);
    png_read_update_info(r->png, r->info);
    for (int pass = 0; pass < passes; pass++) {
        for (uint32_t y = 0; y < r->height; y++) {
            size_t first = (size_t)y * r->width;
            if (pass > 0) {
                row_join(r, first);
            }
            png_read_row(r->png, r->row, NULL);
            row_part(r, first);
        }
    }
}

/* True when every byte up to the end chunk is as it should be. Nothing local outlives the jump. */
static bool decode(struct reader *r) {
    if (setjmp(r->failed)) {
        return false;
    }
    r->png = png_create_read_struct_2(PNG_LIBPNG_VER_STRING, r, decoding_failed, warning_ignored,
                                      NULL, memory_take, memory_give_back);
    r->info = r->png != NULL ? png_create_info_struct(r->png) : NULL;
    if (r->info == NULL) {
        return false;
    }
    png_set_read_fn(r->png, r, bytes_read);
    strictness_set(r->png);
    png_read_info(r->png, r->info);
    rows_unify(r->png);
    rows_read(r);
    png_read_end(r->png, r->info);
    r->natural_width = natural_width_of(r);
    return true;
}

/* ---- before and after ---- */

static uint32_t number_at(const unsigned char *p) {
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* "JPEG", "PDF (.pdf)" ...: what a file is that was only named .png. */
static const char *kind_of(const char *bytes, size_t len) {
    static const struct {
        const char *start, *name;
    } kinds[] = {{"\xFF\xD8\xFF", "JPEG (.jpg)"},
                 {"GIF8", "GIF"},
                 {"BM", "BMP"},
                 {"RIFF", "WebP"},
                 {"II*", "TIFF"},
                 {"MM", "TIFF"},
                 {"<", "SVG"}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strncmp(bytes, kinds[i].start, strlen(kinds[i].start)) == 0) {
            return kinds[i].name;
        }
    }
    const char *name = file_kind_of(bytes, len);
    return name != NULL ? name : "không rõ loại" DIAG_BOTH "of no known kind";
}

static bool bytes_load(struct arena *a, const char *path, const struct place *from,
                       struct diag *diag, char **bytes, size_t *len) {
    switch (fs_read(a, path, MAX_BYTES, bytes, len)) {
    case FS_OK:
        return true;
    case FS_MISSING:
        DIAG(diag, E513, from, path);
        return false;
    case FS_TOO_BIG:
        DIAG(diag, E516, from, path, "8 MB");
        return false;
    default:
        DIAG(diag, E514, from, path);
        return false;
    }
}

/* Signature and sides, read by hand: they have findings of their own. */
static bool head_check(struct arena *a, const char *path, const char *bytes, size_t len,
                       const struct place *from, struct diag *diag) {
    const unsigned char *b = (const unsigned char *)bytes;
    if (len < SIGNATURE_SIZE || png_sig_cmp(b, 0, SIGNATURE_SIZE) != 0) {
        DIAG(diag, E515, from, path, kind_of(bytes, len));
        return false;
    }
    if (len < IHDR_END) {
        DIAG(diag, E518, from, path);
        return false;
    }
    uint32_t width = number_at(b + IHDR_WIDTH), height = number_at(b + IHDR_HEIGHT);
    if (memcmp(b + IHDR_NAME, "IHDR", 4) != 0 || width == 0 || height == 0) {
        DIAG(diag, E519, from, path);
        return false;
    }
    if (width > MAX_SIDE || height > MAX_SIDE) {
        DIAG(diag, E517, from, path, arena_printf(a, "%u × %u", width, height), "4096");
        return false;
    }
    return true;
}

static bool is_opaque(const unsigned char *alpha, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (alpha[i] != 255) {
            return false;
        }
    }
    return true;
}

struct picture *picture_load(struct arena *a, const char *path, const struct place *from,
                             struct diag *diag) {
    char *bytes;
    size_t len;
    if (!bytes_load(a, path, from, diag, &bytes, &len) ||
        !head_check(a, path, bytes, len, from, diag)) {
        return NULL;
    }
    struct reader r = {.bytes = (const unsigned char *)bytes, .len = len};
    r.width = number_at(r.bytes + IHDR_WIDTH);
    r.height = number_at(r.bytes + IHDR_HEIGHT);
    size_t count = (size_t)r.width * r.height;
    r.row = arena_alloc(a, (size_t)r.width * 4);
    r.rgb = arena_alloc(a, count * 3);
    r.alpha = arena_alloc(a, count);
    bool ok = decode(&r);
    if (r.png != NULL) {
        png_destroy_read_struct(&r.png, &r.info, NULL);
    }
    if (!ok) {
        if (r.cut_off) {
            DIAG(diag, E518, from, path);
        } else {
            DIAG(diag, E519, from, path);
        }
        return NULL;
    }
    struct picture *picture = arena_alloc(a, sizeof *picture);
    *picture = (struct picture){.file = arena_strdup(a, path),
                                .rgb = r.rgb,
                                .alpha = is_opaque(r.alpha, count) ? NULL : r.alpha,
                                .width = r.width,
                                .height = r.height,
                                .natural_width = r.natural_width};
    return picture;
}
