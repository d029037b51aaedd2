"""Checks PDF files from outside: what other programs read must equal what was put in.

usage: check_pdf.py FOLDER    every NAME.pdf in it, beside NAME.txt with the lines of its pages
"""

import pathlib
import re
import shutil
import subprocess
import sys
import unicodedata

TOOLS = ("qpdf", "pdffonts", "pdfinfo", "pdftotext", "mutool")
TITLE = "Kế hoạch phát triển kinh tế - xã hội (Phụ lục I) 𝟚"
AUTHOR = "Ủy ban nhân dân phường Ngọc Hà"
VIETNAMESE = [c for c in map(chr, range(0xC0, 0x1EFA)) if ord(c) >= 0x1EA0 or c in (
    "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĂăĐđĨĩŨũƠơƯư")]

failures = []


def check(good, what):
    if not good:
        failures.append(what)
        print("failed:", what)


def run(*command):
    """Output of a program that must succeed and must not complain."""
    done = subprocess.run(command, capture_output=True, check=False)
    complaints = [line for line in done.stderr.decode("utf-8", "replace").splitlines()
                  if "ICC support is not available" not in line]
    check(done.returncode == 0 and not complaints, f"{' '.join(command)}: {complaints}")
    return done.stdout.decode("utf-8")


def field(info, name):
    found = re.search(rf"^{name}: +(.*)$", info, re.MULTILINE)
    return found.group(1) if found else None


def lines_of(page):
    """Lines without blank ones; white space is compared as single spaces."""
    lines = (" ".join(line.split()) for line in page.splitlines())
    return [line for line in lines if line]


def text_check(path, expected, got, tool):
    pages = got.split("\f")
    check(len(pages) == len(expected), f"{path.name}: {tool} finds {len(pages) - 1} pages")
    for number, (want, have) in enumerate(zip(expected, pages), 1):
        want, have = lines_of(want), lines_of(have)
        for a, b in zip(want, have):
            check(a == b, f"{path.name} page {number}, {tool}: {b!r}, wanted {a!r}")
        check(len(want) == len(have), f"{path.name} page {number}, {tool}: lines are missing")
    check(unicodedata.is_normalized("NFC", got), f"{path.name}: {tool} text is not NFC")


def fonts_check(path):
    rows = run("pdffonts", str(path)).splitlines()[2:]
    check(rows, f"{path.name} has no fonts")
    for row in rows:
        # name, type, encoding, embedded, subset, ToUnicode
        check(re.search(r"\+\S+ +TrueType +\S+ +yes +yes +yes ", row), f"{path.name}: {row}")


def file_check(path):
    expected = path.with_suffix(".txt").read_text(encoding="utf-8")
    check("No syntax or stream encoding errors" in run("qpdf", "--check", str(path)), path.name)
    fonts_check(path)
    info = run("pdfinfo", str(path))
    check(field(info, "Title") == TITLE, f"{path.name}: title {field(info, 'Title')!r}")
    check(field(info, "Author") == AUTHOR, f"{path.name}: author {field(info, 'Author')!r}")
    check(field(info, "Page size") == "841.89 x 595.276 pts (A4)", f"{path.name}: page size")
    dates = run("pdfinfo", "-rawdates", str(path))
    check(field(dates, "CreationDate") == "D:20251224000000+07'00'", f"{path.name}: date")
    if path.stem == "watermark":
        return  # its turned text is read in another order
    text_check(path, expected.split("\f"), run("pdftotext", "-layout", str(path), "-"),
               "pdftotext")
    text_check(path, expected.split("\f"), run("mutool", "draw", "-q", "-F", "txt", str(path)),
               "mutool")


def main(folder):
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        print("left out, not installed:", ", ".join(missing))
        return 77
    files = sorted(pathlib.Path(folder).glob("*.pdf"))
    check(len(files) >= 4, "the files of unit.pdf are missing")
    for path in files:
        file_check(path)
    letters = pathlib.Path(folder, "letters.txt").read_text(encoding="utf-8")
    check(len(VIETNAMESE) == 134, f"{len(VIETNAMESE)} Vietnamese letters, not 134")
    for page in letters.split("\f")[:-1]:
        check(all(c in page for c in VIETNAMESE), "letters.txt lacks a Vietnamese letter")
    print(f"{len(files)} files, {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
