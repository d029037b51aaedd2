"""Owns the writing of text in encodings from before Unicode: Windows-1258 and TCVN3."""
import unicodedata

from tables import BOM, Edit

TONES = "\u0300\u0301\u0303\u0309\u0323"

# TCVN 5712:1993, VN3, from 0xA0; a full stop stands for nothing.
TCVN3 = ("\u00a0ĂÂÊÔƠƯĐăâêôơưđ." ".....àảãáạ.ằẳẵắ." "......ặầẩẫấậè.ẻẽ" "éẹềểễếệìỉ...ĩíịò"
         ".ỏõóọồổỗốộờởỡớợù" ".ủũúụừửữứựỳỷỹýỵ.")


def tones_behind(text):
    """Each letter with its mark, its tone behind it, as Windows-1258 has them."""
    out = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(part for part in parts if part in TONES)
        bare = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
        out.append(bare + tone)
    return "".join(out)


def tcvn3_bytes(letter):
    """A letter of a TCVN3 font; capitals with a tone are drawn from the small letters."""
    if ord(letter) < 0x80:
        return letter.encode()
    for form in (letter, letter.lower()):
        if form in TCVN3:
            return bytes([0xA0 + TCVN3.index(form)])
    return letter.encode("cp1252")


def windows_1258():
    return Edit(bytes=lambda data: tones_behind(data.removeprefix(BOM).decode()).encode("cp1258"))


def tcvn3():
    return Edit(bytes=lambda data: b"".join(map(tcvn3_bytes, data.removeprefix(BOM).decode())))
