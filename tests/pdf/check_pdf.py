"""Checks PDF files from outside: what other programs read must equal what was put in.

usage: check_pdf.py FOLDER    every NAME.pdf in it, beside NAME.txt with the lines of its pages
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as xml

TOOLS = ("qpdf", "pdffonts", "pdfimages", "pdfinfo", "pdftotext", "mutool")
TITLE = "Kế hoạch phát triển kinh tế - xã hội (Phụ lục I) 𝟚"
AUTHOR = "Ủy ban nhân dân phường Ngọc Hà"
KEYWORDS = "kế hoạch; 12/KH-UBND; phường Ngọc Hà"
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
    check(field(info, "Keywords") == KEYWORDS, f"{path.name}: keywords {field(info, 'Keywords')!r}")
    check(field(info, "Page size") == "841.89 x 595.276 pts (A4)", f"{path.name}: page size")
    dates = run("pdfinfo", "-rawdates", str(path))
    check(field(dates, "CreationDate") == "D:20251224000000+07'00'", f"{path.name}: date")
    if path.stem == "watermark":
        return  # its turned text is read in another order
    text_check(path, expected.split("\f"), run("pdftotext", "-layout", str(path), "-"),
               "pdftotext")
    text_check(path, expected.split("\f"), run("mutool", "draw", "-q", "-F", "txt", str(path)),
               "mutool")


# ---- letter.pdf: a letter with two appendices, as test_pdf.c builds it ----

def trace_of(path, page):
    return xml.fromstring(run("mutool", "trace", str(path), str(page))).find("page")


def colour_of(mark):
    """ "0" or "1 0 0": the numbers of its colour space. """
    return mark.get("color")


def spacing_check(path):
    """Each space grows by the word space of its line and nothing else moves: not the no-break
    space, and not the line after."""
    lines = {}
    for glyph in trace_of(path, 1).iter("g"):
        lines.setdefault(float(glyph.get("y")), []).append(glyph)
    natural, *others = [lines[y] for y in sorted(lines, reverse=True)][1:]
    check(len(others) == 3, f"letter.pdf: {len(others)} spaced lines")
    for line, word_space in zip(others, (3.25, -1.5, 0)):
        moved = 0
        for a, b in zip(natural, line):
            check(abs(float(b.get("x")) - float(a.get("x")) - moved) < 0.002,
                  f"letter.pdf: {b.get('unicode')!r} stands at {b.get('x')}, word space {word_space}")
            moved += word_space if a.get("unicode") == " " else 0
        check(len(line) == len(natural) and (moved != 0) == (word_space != 0),
              f"letter.pdf: word space {word_space} is not seen")


def ink_check(path):
    page = trace_of(path, 2)
    strokes = [(colour_of(s), len(s.findall("lineto"))) for s in page.iter("stroke_path")]
    check(strokes == [("0", 1), ("1 0 0", 2), ("0", 1)], f"letter.pdf: strokes {strokes}")
    texts = ["".join(g.get("unicode") for g in t.iter("g")) + ": " + colour_of(t)
             for t in page.iter("fill_text")]
    check(texts[-2:] == ["HỎA TỐC: 1 0 0", "Nơi nhận:: 0"], f"letter.pdf: {texts[-2:]}")


def pixels_of(path, number):
    """The bytes of an image and of its mask, None without one."""
    head = run("qpdf", f"--show-object={number}", str(path))
    mask = re.search(r"/SMask (\d+) 0 R", head)
    objects = [number] + ([mask.group(1)] if mask else [])
    data = [subprocess.run(["qpdf", f"--show-object={n}", "--filtered-stream-data", str(path)],
                           capture_output=True, check=True).stdout for n in objects]
    return data[0], data[1] if mask else None


def pictures_check(path):
    """Three pictures, two of them alike, and one again on a later page: two are embedded, each
    pixel as the file had it, and stand where they should, under the words."""
    places = [(x % 9, x // 9) for x in range(63)]
    colours = bytes(v for x, y in places for v in (85 * (x % 4), 85 * (y % 4), 255 * ((x + y) % 2)))
    alphas = bytes((0, 128, 255)[(x + 2 * y) % 3] for x, y in places)
    greys = bytes(85 * ((x + y) % 4) for x, y in places for _ in range(3))
    rows = [r.split() for r in run("pdfimages", "-list", str(path)).splitlines()[2:]]
    shown = [(r[0], r[10]) for r in rows if r[2] == "image"]
    check([page for page, _ in shown] == ["2", "2", "2", "5"], f"letter.pdf: images {shown}")
    coloured, grey, again, later = (number for _, number in shown)
    check(coloured == again == later != grey, "letter.pdf: a picture is embedded twice")
    check(pixels_of(path, coloured) == (colours, alphas), "letter.pdf: pixels of the first picture")
    check(pixels_of(path, grey) == (greys, None), "letter.pdf: pixels of the second picture")
    page = trace_of(path, 2)
    images = [i.get("transform").replace("-0", "0") for i in page.iter("fill_image")]
    check(images == [f"90 0 0 70 {x} 400" for x in (300, 400, 500)], f"letter.pdf: {images}")
    order = [e.tag for e in page.iter() if e.tag in ("fill_image", "stroke_path", "fill_text")]
    check(order.index("fill_text") > 2, f"letter.pdf: pictures cover words: {order}")


def outline_of(entries):
    return [(e["title"], e["destpageposfrom1"], e["dest"][3], bool(e["open"] or not e["kids"]),
             outline_of(e["kids"])) for e in entries]


def guide_check(path):
    """Outline, page labels and links."""
    book = json.loads(run("qpdf", "--json=2", "--json-key=outlines", "--json-key=pagelabels",
                          str(path)))
    check(outline_of(book["outlines"]) == [
        ("KẾ HOẠCH (năm 2026) 𝟚", 1, 595.276, True, [
            ("I. MỤC TIÊU CHUNG", 1, 495.276, False, [("1. Kinh tế", 2, 395.276, True, [])]),
            ("II. TỔ CHỨC THỰC HIỆN", 2, 295.276, True, [])]),
        ("Phụ lục I", 3, 595.276, True, []),
        ("Phụ lục II", 5, 595.276, True, [])], f"letter.pdf: outline {book['outlines']}")
    starts = [(p["index"], p["label"]["/St"]) for p in book["pagelabels"]]
    check(starts == [(0, 1), (2, 1)], f"letter.pdf: page labels {starts}")
    objects = [line.split()[2] for line in run("qpdf", "--show-pages", str(path)).splitlines()
               if line.startswith("page ")]
    found = []
    for page in range(1, 6):
        shown = run("mutool", "show", "-g", str(path), f"pages/{page}/Annots/*")
        for link in (line for line in shown.splitlines() if "/Annot" in line):
            target = re.search(r"/Dest\[(\d+) 0 R/XYZ null 595\.276 null\]", link)
            area = re.search(r"/Rect\[([^]]*)\]", link).group(1)
            check("/Border[0 0 0]" in link and "/Subtype/Link" in link, f"letter.pdf: link {link}")
            found.append((page, target and objects.index(target.group(1)) + 1, area))
    check(found == [(1, 3, "100 361.276 150 375.276"), (1, 5, "100 341.276 150 355.276"),
                    (5, 1, "100 381.276 150 395.276")], f"letter.pdf: links {found}")


def letter_check(path):
    spacing_check(path)
    ink_check(path)
    pictures_check(path)
    guide_check(path)


def main(folder):
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        print("left out, not installed:", ", ".join(missing))
        return 77
    files = sorted(pathlib.Path(folder).glob("*.pdf"))
    check(len(files) >= 5, "the files of unit.pdf are missing")
    for path in files:
        file_check(path)
    letter_check(pathlib.Path(folder, "letter.pdf"))
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
