"""Makes a seal whose picture is big: colours without any order."""
import random
import struct
import zlib

SIZE = 620
numbers = random.Random(6)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


rows = b"".join(b"\0" + numbers.randbytes(3 * SIZE) for _ in range(SIZE))
with open("dau.png", "wb") as file:
    file.write(b"\x89PNG\r\n\x1a\n" +
               chunk(b"IHDR", struct.pack(">IIBBBBB", SIZE, SIZE, 8, 2, 0, 0, 0)) +
               chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
