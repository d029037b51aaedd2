/* SHA-256 (FIPS 180-4): a name for content that is the same on every machine. */
#ifndef BAOCAO_BASE_SHA256_H
#define BAOCAO_BASE_SHA256_H

#include <stddef.h>

#define SHA256_HEX_SIZE 65 /* with the NUL */

/* Writes the hash of the bytes as 64 lower-case hexadecimal digits. */
void sha256_hex(const void *bytes, size_t len, char out[SHA256_HEX_SIZE]);

#endif
