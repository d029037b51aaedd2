"""The first bytes of such files, under the name that a hurried user gives them."""
import pathlib

STARTS = {
    "xlsx": b"PK\x03\x04\x14\x00xl/workbook.xml",
    "docx": b"PK\x03\x04\x14\x00word/document.xml",
    "ods": b"PK\x03\x04\x14\x00mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
    "zip": b"PK\x03\x04\x14\x00bang.csv",
    "xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "pdf": b"%PDF-1.7\n",
    "rtf": b"{\\rtf1\\ansi",
}

for name, start in STARTS.items():
    pathlib.Path(f"{name}.csv").write_bytes(start + bytes(range(256)) * 8)
    pathlib.Path(f"{name}.ini").write_text(
        f'[job]\ntemplate = "mau.ini"\ndata = "{name}.csv"\n', encoding="ascii")
