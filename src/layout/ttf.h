/* Font measures read straight from TrueType files, in exact integers. */
#ifndef BAOCAO_LAYOUT_TTF_H
#define BAOCAO_LAYOUT_TTF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ttf;

enum ttf_status {
    TTF_OK,
    TTF_MISSING,       /* no such file */
    TTF_BROKEN,        /* truncated, or not a TrueType font with outlines */
    TTF_NESTED,        /* composites nested too deep, or in a circle */
    TTF_LOCKED,        /* its owner forbids embedding */
    TTF_NO_VIETNAMESE, /* lacks letters that every document needs */
};

/* Reads the whole file; untrusted bytes. What this accepts, libharu can be given too: its own
 * parser trusts the file. Frees with ttf_free. */
enum ttf_status ttf_load(const char *path, struct ttf **font);
void ttf_free(struct ttf *font); /* accepts NULL */

const char *ttf_path(const struct ttf *font);

/* The file as it was checked, so that nothing has to be read a second time. */
const uint8_t *ttf_bytes(const struct ttf *font, size_t *len);

/* Advance of a character in 1/1000 em as libharu computes it; -1 when the font lacks it. */
int32_t ttf_advance(const struct ttf *font, uint32_t c);

/* Width in mpt of `len` bytes of valid UTF-8 at `size` mpt; missing characters count nothing. */
int32_t ttf_width(const struct ttf *font, const char *s, size_t len, int32_t size);

/* First character that the font lacks, or 0. */
uint32_t ttf_missing(const struct ttf *font, const char *s);

/* Sets flags[glyph] = 1 for the glyph of `c` and, to any depth, for the glyphs it is made of. Flags
 * set before by anyone else are taken as done. libharu 2.3 alone follows one level only and then
 * draws letters without their tone marks. */
void ttf_mark_glyphs(const struct ttf *font, uint32_t c, uint8_t *flags, size_t flag_count);

/* 1/1000 em: how far ordinary text reaches above and below the baseline. */
int32_t ttf_ascent(const struct ttf *font);
int32_t ttf_descent(const struct ttf *font); /* positive */

#endif
