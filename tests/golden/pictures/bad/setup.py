"""Makes one job for each way in which a picture cannot be used, and the pictures."""
import os
import pathlib
import struct
import zlib

JOB = """[job]
name = "thong-bao-{0}"
document = "document/thong-bao.ini"

[document]
number = "0{0}/TB-UBND"
date = 2026-01-15
subject = "thử hình chữ ký"
body = "noi-dung.txt"
signer = {0}

[copies]
last = "Lưu: VT"
"""
SIGNER = """
[signer.{0}]
name = "Nguyễn Văn A"
authority = "TM. ỦY BAN NHÂN DÂN; CHỦ TỊCH"
signature = "{1}"
"""


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width, height):
    """A grey picture of one bit a pixel."""
    rows = (b"\0" + bytes((width + 7) // 8)) * height
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


good = png(200, 80)
pictures = {
    "khong-co.png": None,
    "ong": None,
    "anh-chup.png": b"\xff\xd8\xff\xe0\0\x10JFIF\0" + bytes(100),
    "qua-nang.png": good + bytes(8 << 20),
    "qua-to.png": png(5000, 80),
    "cut.png": good[:-20],
    "hong.png": good[:45] + bytes([good[45] ^ 1]) + good[46:],
}
os.mkfifo("ong")
with open("ward.ini", "a", encoding="utf-8") as ward:
    for n, (name, data) in enumerate(pictures.items(), 1):
        if data:
            pathlib.Path(name).write_bytes(data)
        pathlib.Path(f"viec-{n}.ini").write_text(JOB.format(n), encoding="utf-8")
        ward.write(SIGNER.format(n, name))
