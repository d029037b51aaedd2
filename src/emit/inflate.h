/* Unpacks deflated bytes, whatever they hold. */
#ifndef BAOCAO_EMIT_INFLATE_H
#define BAOCAO_EMIT_INFLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text;

/* Larger ones are no files of ours. */
#define INFLATE_LIMIT ((size_t)64 * 1024 * 1024)

/* Appends what the bytes unpack to. `raw`: as in ZIP files, without zlib's head and checksum. False
 * when they are damaged or cut, or unpack to more than INFLATE_LIMIT. */
bool inflate_bytes(const uint8_t *bytes, size_t len, bool raw, struct text *out);

/* The checksum of ZIP files. */
uint32_t inflate_checksum(const char *bytes, size_t len);

#endif
