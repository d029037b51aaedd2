/* Unpacks deflated bytes through zlib. */
#include "emit/inflate.h"

#include <zlib.h>

#include "base/text.h"

#define BLOCK 16384

static bool unpack(z_stream *stream, struct text *out) {
    uint8_t block[BLOCK];
    size_t done = 0;
    int status = Z_OK;
    while (status == Z_OK) {
        stream->next_out = block;
        stream->avail_out = sizeof block;
        status = inflate(stream, Z_NO_FLUSH);
        size_t got = sizeof block - stream->avail_out;
        done += got;
        if (done > INFLATE_LIMIT || (got == 0 && status != Z_STREAM_END)) {
            return false;
        }
        text_put(out, block, got);
    }
    return status == Z_STREAM_END;
}

bool inflate_bytes(const uint8_t *bytes, size_t len, bool raw, struct text *out) {
    z_stream stream = {0};
    if (len > INFLATE_LIMIT || inflateInit2(&stream, raw ? -MAX_WBITS : MAX_WBITS) != Z_OK) {
        return false;
    }
    stream.next_in = (z_const Bytef *)(uintptr_t)bytes;
    stream.avail_in = (uInt)len;
    bool good = unpack(&stream, out);
    inflateEnd(&stream);
    return good;
}

uint32_t inflate_checksum(const char *bytes, size_t len) {
    return (uint32_t)crc32(0, (const Bytef *)bytes, (uInt)len);
}
