/* Finds and unpacks the files in a ZIP file, through the directory at its end. Places and lengths
 * are held against the bytes at hand before they are used. */
#include "emit/reread_zip.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "emit/inflate.h"

#define END_SIZE   22
#define ENTRY_SIZE 46
#define LOCAL_SIZE 30
#define END_MARK   0x06054B50u
#define ENTRY_MARK 0x02014B50u
#define LOCAL_MARK 0x04034B50u
#define STORED     0
#define DEFLATED   8

struct entry {
    uint32_t method, checksum, packed, size, name_size, place;
    size_t next; /* where the next one stands */
};

static uint32_t number_at(const struct text *t, size_t at, int bytes) {
    uint32_t n = 0;
    for (int i = bytes - 1; i >= 0; i--) {
        n = n << 8 | (uint8_t)t->data[at + (size_t)i];
    }
    return n;
}

static bool is_within(const struct text *t, size_t at, size_t len) {
    return at <= t->len && len <= t->len - at;
}

/* Ours have no remark behind the end. */
static bool directory_find(const struct text *t, size_t *at, uint32_t *count) {
    if (t->len < END_SIZE || number_at(t, t->len - END_SIZE, 4) != END_MARK) {
        return false;
    }
    *count = number_at(t, t->len - END_SIZE + 10, 2);
    *at = number_at(t, t->len - END_SIZE + 16, 4);
    return true;
}

static bool entry_read(const struct text *t, size_t at, struct entry *e) {
    if (!is_within(t, at, ENTRY_SIZE) || number_at(t, at, 4) != ENTRY_MARK) {
        return false;
    }
    *e = (struct entry){.method = number_at(t, at + 10, 2),
                        .checksum = number_at(t, at + 16, 4),
                        .packed = number_at(t, at + 20, 4),
                        .size = number_at(t, at + 24, 4),
                        .name_size = number_at(t, at + 28, 2),
                        .place = number_at(t, at + 42, 4)};
    e->next = at + ENTRY_SIZE + e->name_size + number_at(t, at + 30, 2) + number_at(t, at + 32, 2);
    return is_within(t, at + ENTRY_SIZE, e->name_size);
}

static bool entry_unpack(const struct text *t, const struct entry *e, struct text *out) {
    if (!is_within(t, e->place, LOCAL_SIZE) || number_at(t, e->place, 4) != LOCAL_MARK) {
        return false;
    }
    size_t from = (size_t)e->place + LOCAL_SIZE + number_at(t, e->place + 26, 2) +
                  number_at(t, e->place + 28, 2);
    if (!is_within(t, from, e->packed)) {
        return false;
    }
    if (e->method == STORED) {
        text_put(out, t->data + from, e->packed);
    } else if (e->method != DEFLATED ||
               !inflate_bytes((const uint8_t *)t->data + from, e->packed, true, out)) {
        return false;
    }
    return out->len == e->size && inflate_checksum(out->data, out->len) == e->checksum;
}

bool zip_read(const struct text *archive, const char *name, struct text *out) {
    size_t at, len = strlen(name);
    uint32_t count;
    struct entry e, found = {0};
    size_t matches = 0;
    text_clear(out);
    if (!directory_find(archive, &at, &count)) {
        return false;
    }
    for (; count > 0; count--, at = e.next) {
        if (!entry_read(archive, at, &e)) {
            return false;
        }
        if (e.name_size == len && memcmp(archive->data + at + ENTRY_SIZE, name, len) == 0) {
            found = e;
            matches++;
        }
    }
    return matches == 1 && entry_unpack(archive, &found, out);
}
