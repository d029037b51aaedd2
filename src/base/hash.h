/* A hash of bytes for tables in memory; it may differ between machines and is never written. */
#ifndef BAOCAO_BASE_HASH_H
#define BAOCAO_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* FNV-1a by words of eight bytes: texts of a table are long, and a multiplication a byte is what
 * most of the time went to. */
static inline uint64_t hash_bytes(const char *s, size_t len, uint64_t seed) {
    uint64_t h = 1469598103934665603u ^ seed, block;
    for (; len >= sizeof block; s += sizeof block, len -= sizeof block) {
        memcpy(&block, s, sizeof block);
        h = (h ^ block) * 1099511628211u;
        h ^= h >> 32;
    }
    for (; len > 0; s++, len--) {
        h = (h ^ (unsigned char)*s) * 1099511628211u;
    }
    return h ^ (h >> 32);
}

#endif
