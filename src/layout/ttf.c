/* Reads TrueType files: checks every offset once at loading, then answers measures from a table.
 *
 * The file may come from anywhere, and libharu, which embeds it later, checks next to nothing: a
 * wrong count in `hhea` makes it write past its arrays. So loading refuses whatever libharu would
 * trip over, not only what this file needs itself. */
#include "layout/ttf.h"

#include <string.h>

#include "base/arena.h"
#include "base/fs.h"
#include "base/utf8.h"

#define FILE_LIMIT      ((size_t)32 << 20)
#define MAX_TABLES      256    /* libharu stops at 10,000 bytes of directory */
#define MAX_DEPTH       6      /* of composites; fonts in use need two or three */
#define MAX_PARTS       64     /* glyphs that one composite names */
#define ADVANCE_COUNT   0x3000 /* every character of the repertoire lies below */
#define CODE_LIMIT      0x10000
#define NO_EMBEDDING    (0x0002 | 0x0100 | 0x0200) /* fsType bits that libharu obeys */
#define ARGS_ARE_WORDS  0x0001
#define HAS_SCALE       0x0008
#define MORE_COMPONENTS 0x0020
#define HAS_XY_SCALE    0x0040
#define HAS_TWO_BY_TWO  0x0080

struct table {
    const uint8_t *at; /* NULL: the font has none */
    uint32_t len;
};

struct ttf {
    struct arena *arena; /* holds this structure and the file */
    const char *path;
    const uint8_t *bytes;
    size_t len;
    struct table cmap; /* the format 4 subtable only */
    struct table glyf, loca, hmtx;
    uint32_t segment_count;
    uint32_t glyph_count;
    uint32_t metric_count;
    uint32_t units_per_em;
    bool long_loca;
    int32_t ascent, descent;
    int16_t advances[ADVANCE_COUNT];
};

/* The 44 Vietnamese letters outside U+1EA0-1EF9, and the Latin ones that a document needs. */
static const uint16_t VIETNAMESE[] = {
    0xC0,  0xC1,  0xC2,  0xC3,  0xC8,  0xC9,  0xCA,  0xCC,  0xCD,  0xD2,  0xD3,
    0xD4,  0xD5,  0xD9,  0xDA,  0xDD,  0xE0,  0xE1,  0xE2,  0xE3,  0xE8,  0xE9,
    0xEA,  0xEC,  0xED,  0xF2,  0xF3,  0xF4,  0xF5,  0xF9,  0xFA,  0xFD,  0x102,
    0x103, 0x110, 0x111, 0x128, 0x129, 0x168, 0x169, 0x1A0, 0x1A1, 0x1AF, 0x1B0,
};

static uint32_t get16(const uint8_t *p) {
    return (uint32_t)p[0] << 8 | p[1];
}

static int32_t get_signed16(const uint8_t *p) {
    int32_t v = (int32_t)get16(p);
    return v < 0x8000 ? v : v - 0x10000;
}

static uint32_t get32(const uint8_t *p) {
    return get16(p) << 16 | get16(p + 2);
}

/* ---- the directory and the small tables ---- */

static struct table table_find(const struct ttf *f, const char *tag) {
    uint32_t count = get16(f->bytes + 4);
    for (uint32_t i = 0; i < count; i++) {
        const uint8_t *entry = f->bytes + 12 + (size_t)16 * i;
        if (memcmp(entry, tag, 4) == 0)
            return (struct table){f->bytes + get32(entry + 8), get32(entry + 12)};
    }
    return (struct table){NULL, 0};
}

static bool directory_check(const struct ttf *f) {
    if (f->len < 12)
        return false;
    uint32_t kind = get32(f->bytes);
    uint32_t count = get16(f->bytes + 4);
    if ((kind != 0x00010000 && kind != 0x74727565 /* true */) || count > MAX_TABLES ||
        f->len < 12 + (size_t)16 * count)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        const uint8_t *entry = f->bytes + 12 + (size_t)16 * i;
        if ((uint64_t)get32(entry + 8) + get32(entry + 12) > f->len)
            return false;
    }
    return true;
}

static bool head_read(struct ttf *f) {
    struct table t = table_find(f, "head");
    if (t.len < 54)
        return false;
    f->units_per_em = get16(t.at + 18);
    uint32_t loca_kind = get16(t.at + 50);
    f->long_loca = loca_kind == 1;
    return f->units_per_em >= 16 && f->units_per_em <= 16384 && loca_kind <= 1;
}

static bool metrics_read(struct ttf *f) {
    struct table maxp = table_find(f, "maxp");
    struct table hhea = table_find(f, "hhea");
    f->hmtx = table_find(f, "hmtx");
    if (maxp.len < 6 || hhea.len < 36)
        return false;
    f->glyph_count = get16(maxp.at + 4);
    f->metric_count = get16(hhea.at + 34);
    if (f->metric_count == 0 || f->metric_count > f->glyph_count ||
        f->hmtx.len < 2 * (f->glyph_count + f->metric_count))
        return false;
    int32_t em = (int32_t)f->units_per_em;
    f->ascent = get_signed16(hhea.at + 4) * 1000 / em;
    f->descent = -(get_signed16(hhea.at + 6) * 1000 / em);
    return true;
}

static uint32_t glyph_offset(const struct ttf *f, uint32_t glyph) {
    return f->long_loca ? get32(f->loca.at + (size_t)4 * glyph)
                        : 2 * get16(f->loca.at + (size_t)2 * glyph);
}

static bool loca_read(struct ttf *f) {
    f->glyf = table_find(f, "glyf");
    f->loca = table_find(f, "loca");
    if (!f->glyf.at || f->loca.len < (f->glyph_count + 1) * (f->long_loca ? 4u : 2u))
        return false;
    uint32_t last = 0;
    for (uint32_t i = 0; i <= f->glyph_count; i++) {
        uint32_t offset = glyph_offset(f, i);
        if (offset < last || offset > f->glyf.len)
            return false;
        last = offset;
    }
    return true;
}

/* libharu takes the PostScript name from here into buffers of 127 bytes, and only checks some. */
static bool name_check(const struct ttf *f) {
    struct table t = table_find(f, "name");
    if (t.len < 6)
        return false;
    uint32_t count = get16(t.at + 2);
    uint32_t strings = get16(t.at + 4);
    bool found[2] = {false, false};
    if (t.len < 6 + 12 * count)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        const uint8_t *record = t.at + 6 + (size_t)12 * i;
        uint32_t platform = get16(record);
        uint32_t id = get16(record + 6);
        uint32_t len = get16(record + 8);
        if (strings + get16(record + 10) + len > t.len)
            return false;
        if (id != 2 && id != 6)
            continue;
        if (len > (platform == 1 ? 56u : 112u))
            return false;
        bool roman = platform == 1 && get16(record + 2) == 0;
        bool english = platform == 3 && get16(record + 2) == 1 && get16(record + 4) == 0x0409;
        if ((roman || english) && len > 0)
            found[id == 6] = true;
    }
    return found[0] && found[1];
}

static enum ttf_status os2_check(const struct ttf *f) {
    struct table t = table_find(f, "OS/2");
    if (t.len < 78 || (get16(t.at) > 0 && t.len < 86))
        return TTF_BROKEN;
    return (get16(t.at + 8) & NO_EMBEDDING) ? TTF_LOCKED : TTF_OK;
}

/* ---- characters ---- */

/* The same arithmetic as libharu, so that both always mean the same glyph; 0 is "missing". */
static uint32_t glyph_of(const struct ttf *f, uint32_t c) {
    if (c >= CODE_LIMIT - 1)
        return 0;
    const uint8_t *ends = f->cmap.at + 14;
    uint32_t n = f->segment_count;
    uint32_t low = 0;
    uint32_t high = n - 1; /* the last segment ends at 0xFFFF */
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (get16(ends + (size_t)2 * middle) < c)
            low = middle + 1;
        else
            high = middle;
    }
    const uint8_t *starts = ends + (size_t)2 * n + 2;
    uint32_t start = get16(starts + (size_t)2 * low);
    uint32_t delta = get16(starts + (size_t)2 * (n + low));
    uint32_t range = get16(starts + (size_t)2 * (2 * n + low));
    uint32_t glyph;
    if (start > c) {
        return 0;
    } else if (range == 0) {
        glyph = (c + delta) & 0xFFFF;
    } else {
        uint32_t index = range / 2 + (c - start) - (n - low); /* may wrap to a huge number */
        const uint8_t *glyphs = starts + (size_t)6 * n;
        if (index >= (f->cmap.len - 16 - 8 * n) / 2)
            return 0;
        glyph = (get16(glyphs + (size_t)2 * index) + delta) & 0xFFFF;
    }
    return glyph < f->glyph_count ? glyph : 0;
}

/* libharu searches the segments one after another and reads one element past the glyph array. */
static bool segments_check(const struct ttf *f) {
    uint32_t n = f->segment_count;
    uint32_t glyph_ids = (f->cmap.len - 16 - 8 * n) / 2;
    const uint8_t *ends = f->cmap.at + 14;
    const uint8_t *starts = ends + (size_t)2 * n + 2;
    uint32_t next = 0;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t start = get16(starts + (size_t)2 * i);
        uint32_t end = get16(ends + (size_t)2 * i);
        uint32_t range = get16(starts + (size_t)2 * (2 * n + i));
        if (start > end || start < next)
            return false;
        next = end + 1;
        if (range == 0)
            continue;
        uint32_t past = glyph_ids + (n - i) - range / 2; /* the distance that hits the element */
        if (range % 2 == 0 && past <= end - start)
            return false;
    }
    return next == CODE_LIMIT;
}

static bool cmap_read(struct ttf *f) {
    struct table t = table_find(f, "cmap");
    if (t.len < 4 || get16(t.at) != 0 || t.len < 4 + 8 * get16(t.at + 2))
        return false;
    uint32_t count = get16(t.at + 2);
    for (uint32_t i = 0; i < count; i++) {
        const uint8_t *record = t.at + 4 + (size_t)8 * i;
        uint32_t offset = get32(record + 4);
        if (offset > t.len || t.len - offset < 14)
            return false;
        const uint8_t *sub = t.at + offset;
        if (get16(record) != 3 || get16(record + 2) != 1 || get16(sub) != 4)
            continue;
        f->cmap = (struct table){sub, get16(sub + 2)};
        uint32_t doubled = get16(sub + 6);
        f->segment_count = doubled / 2;
        return doubled >= 2 && doubled % 2 == 0 && f->cmap.len <= t.len - offset &&
               f->cmap.len >= 16 + 4 * doubled && segments_check(f);
    }
    return false; /* libharu knows no other kind */
}

/* ---- composites ---- */

/* The glyphs that `glyph` is made of; -1 when the outline is damaged or names too many. */
static int parts_of(const struct ttf *f, uint32_t glyph, uint32_t parts[MAX_PARTS]) {
    const uint8_t *p = f->glyf.at + glyph_offset(f, glyph);
    const uint8_t *end = f->glyf.at + glyph_offset(f, glyph + 1);
    if (p == end)
        return 0;
    if (end - p < 10)
        return -1;
    if (get_signed16(p) >= 0)
        return 0;
    p += 10;
    for (int count = 0; count < MAX_PARTS;) {
        if (end - p < 4)
            return -1;
        uint32_t flags = get16(p);
        uint32_t part = get16(p + 2);
        ptrdiff_t size = 4 + ((flags & ARGS_ARE_WORDS) ? 4 : 2);
        if (flags & HAS_SCALE)
            size += 2;
        else if (flags & HAS_XY_SCALE)
            size += 4;
        else if (flags & HAS_TWO_BY_TWO)
            size += 8;
        if (end - p < size || part >= f->glyph_count)
            return -1;
        parts[count++] = part;
        if (!(flags & MORE_COMPONENTS))
            return count;
        p += size;
    }
    return -1;
}

/* `depths` remembers what is known of a glyph: 0 nothing, else its depth + 1. */
static enum ttf_status depth_check(const struct ttf *f, uint32_t glyph, int left, uint8_t *depths) {
    if (depths[glyph])
        return depths[glyph] - 1 <= left ? TTF_OK : TTF_NESTED;
    uint32_t parts[MAX_PARTS];
    int count = parts_of(f, glyph, parts);
    int depth = 0;
    if (count < 0)
        return TTF_BROKEN;
    if (count > 0 && left == 0)
        return TTF_NESTED;
    for (int i = 0; i < count; i++) {
        enum ttf_status status = depth_check(f, parts[i], left - 1, depths);
        if (status != TTF_OK)
            return status;
        if (depths[parts[i]] > depth)
            depth = depths[parts[i]];
    }
    depths[glyph] = (uint8_t)(depth + 1);
    return TTF_OK;
}

static void glyph_mark(const struct ttf *f, uint32_t glyph, uint8_t *flags, size_t flag_count) {
    uint32_t parts[MAX_PARTS];
    if (glyph >= flag_count || flags[glyph])
        return; /* a set flag means that its parts are marked: no glyph is followed twice */
    flags[glyph] = 1;
    int count = parts_of(f, glyph, parts);
    for (int i = 0; i < count; i++)
        glyph_mark(f, parts[i], flags, flag_count);
}

void ttf_mark_glyphs(const struct ttf *f, uint32_t c, uint8_t *flags, size_t flag_count) {
    uint32_t glyph = glyph_of(f, c);
    if (glyph)
        glyph_mark(f, glyph, flags, flag_count);
}

/* ---- loading ---- */

static int32_t advance_compute(const struct ttf *f, uint32_t c) {
    uint32_t glyph = glyph_of(f, c);
    if (!glyph)
        return -1;
    uint32_t row = glyph < f->metric_count ? glyph : f->metric_count - 1;
    uint32_t advance = get16(f->hmtx.at + (size_t)4 * row) * 1000 / f->units_per_em;
    return advance <= INT16_MAX ? (int32_t)advance : -1; /* libharu's width is 16 bits, signed */
}

static bool speaks_vietnamese(const struct ttf *f) {
    for (uint32_t c = ' '; c < 0x7F; c++)
        if (f->advances[c] < 0)
            return false;
    for (uint32_t c = 0x1EA0; c <= 0x1EF9; c++)
        if (f->advances[c] < 0)
            return false;
    for (size_t i = 0; i < sizeof VIETNAMESE / sizeof *VIETNAMESE; i++)
        if (f->advances[VIETNAMESE[i]] < 0)
            return false;
    return true;
}

/* Goes through every character of the font once: its advance, and what its glyph is made of. */
static enum ttf_status characters_read(struct ttf *f) {
    uint8_t *depths = arena_alloc(f->arena, f->glyph_count);
    enum ttf_status status = depth_check(f, 0, MAX_DEPTH, depths); /* always embedded */
    const uint8_t *ends = f->cmap.at + 14;
    const uint8_t *starts = ends + (size_t)2 * f->segment_count + 2;
    memset(f->advances, 0xFF, sizeof f->advances);
    for (size_t i = 0; i < f->segment_count; i++) {
        uint32_t end = get16(ends + 2 * i);
        for (uint32_t c = get16(starts + 2 * i); c <= end && status == TTF_OK; c++) {
            uint32_t glyph = glyph_of(f, c);
            if (glyph)
                status = depth_check(f, glyph, MAX_DEPTH, depths);
            if (c < ADVANCE_COUNT)
                f->advances[c] = (int16_t)advance_compute(f, c);
        }
    }
    return status;
}

static enum ttf_status font_read(struct ttf *f) {
    if (!directory_check(f) || !head_read(f) || !metrics_read(f) || !loca_read(f) ||
        !name_check(f) || !table_find(f, "post").at || !cmap_read(f))
        return TTF_BROKEN;
    enum ttf_status status = os2_check(f);
    if (status == TTF_OK)
        status = characters_read(f);
    if (status != TTF_OK)
        return status;
    return speaks_vietnamese(f) ? TTF_OK : TTF_NO_VIETNAMESE;
}

enum ttf_status ttf_load(const char *path, struct ttf **font) {
    struct arena *arena = arena_new();
    struct ttf *f = arena_alloc(arena, sizeof *f);
    char *bytes = NULL;
    f->arena = arena;
    f->path = arena_strdup(arena, path);
    enum fs_status read = fs_read(arena, path, FILE_LIMIT, &bytes, &f->len);
    enum ttf_status status = read == FS_MISSING ? TTF_MISSING : TTF_BROKEN;
    if (read == FS_OK) {
        f->bytes = (const uint8_t *)bytes;
        status = font_read(f);
    }
    if (status != TTF_OK) {
        arena_free(arena);
        f = NULL;
    }
    *font = f;
    return status;
}

void ttf_free(struct ttf *f) {
    if (f)
        arena_free(f->arena);
}

/* ---- measures ---- */

const char *ttf_path(const struct ttf *f) {
    return f->path;
}

const uint8_t *ttf_bytes(const struct ttf *f, size_t *len) {
    *len = f->len;
    return f->bytes;
}

int32_t ttf_advance(const struct ttf *f, uint32_t c) {
    return c < ADVANCE_COUNT ? f->advances[c] : advance_compute(f, c);
}

int32_t ttf_width(const struct ttf *f, const char *s, size_t len, int32_t size) {
    const char *end = s + len;
    int64_t sum = 0;
    while (s < end) {
        unsigned char byte = (unsigned char)*s;
        int32_t advance;
        if (byte < 0x80) {
            advance = f->advances[byte];
            s++;
        } else {
            advance = ttf_advance(f, utf8_next(&s));
        }
        if (advance > 0)
            sum += advance;
    }
    return (int32_t)((sum * size + 500) / 1000);
}

uint32_t ttf_missing(const struct ttf *f, const char *s) {
    while (*s) {
        uint32_t c = utf8_next(&s);
        if (ttf_advance(f, c) < 0)
            return c;
    }
    return 0;
}

int32_t ttf_ascent(const struct ttf *f) {
    return f->ascent;
}

int32_t ttf_descent(const struct ttf *f) {
    return f->descent;
}
