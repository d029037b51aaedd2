"""Checks charts from outside: what other programs find in the files that unit.chart leaves.

usage: check_charts.py FOLDER    every NAME.pdf and NAME.xlsx in it
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
import zipfile

import openpyxl

TOOLS = ("qpdf", "pdfinfo", "pdftoppm", "mutool")
MM = 72 / 25.4
LEFT, RIGHT, EDGE = 30 * MM, 595.276 - 15 * MM, 20 * MM
HEIGHT = 841.89
ACHIEVED = ".3"  # the grey of what was achieved
SWATCHES = (20, 22)  # their widths in legends
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"

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
    return done.stdout


# ---- pages ----

def pages_of(path):
    return xml.fromstring(run("mutool", "trace", str(path)).decode("utf-8")).findall("page")


def places_of(page):
    """Every point that is drawn, hatches excepted: they are clipped; y downward."""
    clipped = 0
    for node in page:
        if node.tag == "clip_path":
            clipped += 1
        elif node.tag == "pop_clip":
            clipped -= 1
        elif node.tag in ("fill_path", "stroke_path") and not clipped:
            for point in node:
                if point.get("x"):
                    yield float(point.get("x")), HEIGHT - float(point.get("y"))
        elif node.tag == "fill_text":
            for glyph in node.iter("g"):
                yield float(glyph.get("x")), HEIGHT - float(glyph.get("y"))


def page_check(name, page):
    colours = {node.get("colorspace") for node in page.iter() if node.get("color")}
    check(colours == {"DeviceGray"}, f"{name}: colours {colours}")
    for x, y in places_of(page):
        inside = LEFT - 0.5 <= x <= RIGHT + 0.5 and y <= HEIGHT - EDGE + 0.5
        is_number = y < EDGE and not name.endswith("#1")
        check(inside and (y >= EDGE - 0.5 or is_number), f"{name}: something at {x}, {y}")


def tags_check(path):
    """Each figure is in the structure tree with its text and box, each piece of content once."""
    plain = run("qpdf", "--qdf", "--object-streams=disable", str(path), "-").decode("latin-1")
    elements = [o for o in plain.split("endobj") if "/Type /StructElem" in o]
    figures = [o for o in elements if "/S /Figure" in o]
    shown = len(re.findall(r"^/Figure <</MCID \d+ /Alt <feff\w+>>> BDC$", plain, re.M | re.I))
    pieces = len(re.findall(r"<</MCID \d+", plain))
    check(figures and len(figures) == shown, f"{path.name}: {len(figures)} figures, {shown} shown")
    check(all("/Alt " in o and "/BBox" in o for o in figures), f"{path.name}: figures say nothing")
    check(pieces == len(elements) - 1, f"{path.name}: {pieces} pieces, {len(elements)} elements")
    check(plain.count("BDC\n") + plain.count("BMC\n") == plain.count("EMC\n"),
          f"{path.name}: pieces do not end")
    check(b"Tagged:          yes" in run("pdfinfo", str(path)), f"{path.name}: is not tagged")


def pdf_check(path):
    check(b"No syntax or stream encoding errors" in run("qpdf", "--check", str(path)), path.name)
    with tempfile.TemporaryDirectory() as clean:
        run("mutool", "clean", str(path), str(pathlib.Path(clean, "clean.pdf")))
    for i, page in enumerate(pages_of(path), 1):
        page_check(f"{path.name}#{i}", page)
    tags_check(path)


# ---- what the drawing says ----

def boxes_of(page, colour):
    """(left, top, width, height) of the filled areas of one grey."""
    for node in page.iter("fill_path"):
        if node.get("color") == colour:
            x = [float(p.get("x")) for p in node if p.get("x")]
            y = [float(p.get("y")) for p in node if p.get("y")]
            yield min(x), HEIGHT - max(y), max(x) - min(x), max(y) - min(y)


def proportion_check(folder, name, values, side):
    """Bars are as long as their values; one area is the legend's."""
    bars = boxes_of(pages_of(folder / f"{name}.pdf")[0], ACHIEVED)
    lengths = [bar[side] for bar in bars if not any(abs(bar[2] - w) < 0.01 for w in SWATCHES)]
    check(len(lengths) == len(values), f"{name}: {len(lengths)} bars")
    unit = max(lengths) / max(map(abs, values))
    for length, value in zip(lengths, values):
        check(abs(length - max(abs(value) * unit, 1)) < 0.02, f"{name}: {value} is {length} long")


def looks_check(folder):
    """In black and white alone, no two states of the legend look alike."""
    path = folder / "shares.pdf"
    page = pages_of(path)[0]
    swatches = {box for colour in ("1", ".15", ".75", ".85")
                for box in boxes_of(page, colour) if abs(box[2] - 20) < 0.01}
    check(len(swatches) == 6, f"shares.pdf: {len(swatches)} looks")
    scale = 300 / 72
    picture = run("pdftoppm", "-r", "300", "-gray", "-singlefile", str(path))
    _, width, height = picture.split(maxsplit=3)[:3]
    width = int(width)
    pixels = picture[-width * int(height):]
    looks = []
    for left, top, wide, high in sorted(swatches):
        rows = range(int((top + 1) * scale), int((top + high - 1) * scale))
        columns = range(int((left + 1) * scale), int((left + wide - 1) * scale))
        black = {(x, y): pixels[y * width + x] < 128 for y in rows for x in columns}
        count = len(black)
        across = sum(black[x, y] != black.get((x + 1, y), black[x, y]) for x, y in black)
        down = sum(black[x, y] != black.get((x, y + 1), black[x, y]) for x, y in black)
        looks.append((sum(black.values()) / count, across / count * 3, down / count * 3))
    for i, a in enumerate(looks):
        for b in looks[:i]:
            apart = sum(abs(x - y) for x, y in zip(a, b))
            check(apart > 0.15, f"shares.pdf: looks {a} and {b}")


# ---- workbooks ----

def cells_of(book, reference):
    sheet, cells = reference.rsplit("!", 1)
    found = book[sheet.strip("'")][cells.replace("$", "")]
    return [c for row in found for c in row] if isinstance(found, tuple) else [found]


def xlsx_check(path):
    """Charts say what they show, and what they keep of it equals the cells."""
    book = openpyxl.load_workbook(path)
    with zipfile.ZipFile(path) as pack:
        charts = [n for n in pack.namelist() if n.startswith("xl/charts/")]
        drawings = [pack.read(n).decode("utf-8") for n in pack.namelist()
                    if re.fullmatch(r"xl/drawings/drawing\d+\.xml", n)]
        texts = [t for d in drawings for t in re.findall(r'descr="([^"]+)"', d)]
        check(charts and len(texts) == len(charts), f"{path.name}: {len(texts)} texts")
        for name in charts:
            chart = xml.fromstring(pack.read(name))
            for ref in [*chart.iter(f"{CHART}numRef"), *chart.iter(f"{CHART}strRef")]:
                cells = cells_of(book, ref.find(f"{CHART}f").text)
                kept = {int(p.get("idx")): p.find(f"{CHART}v").text
                        for p in ref.iter(f"{CHART}pt")}
                for i, cell in enumerate(cells):
                    value = cell.value
                    if ref.tag.endswith("numRef") and value is not None:
                        check(float(kept.get(i, "nan")) == value, f"{path.name}: {cell.coordinate}")
                    elif ref.tag.endswith("numRef"):
                        check(not kept.get(i), f"{path.name}: {cell.coordinate} should be empty")
                    else:
                        check(kept.get(i) == value, f"{path.name}: {cell.coordinate} {value!r}")


def main():
    folder = pathlib.Path(sys.argv[1])
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        print("not checked, programs are missing:", *missing)
        return 77
    for path in sorted(folder.glob("*.pdf")):
        pdf_check(path)
    for path in sorted(folder.glob("*.xlsx")):
        xlsx_check(path)
    proportion_check(folder, "groups", [10, 18, 7, 6], 2)
    proportion_check(folder, "magnitudes", [4100250.75, 98000, 3, 0.5], 2)
    proportion_check(folder, "change", [-12.5, 3.4, -0.1, 25], 2)
    proportion_check(folder, "upright", [1020.5, 1870, 3010.25], 3)
    looks_check(folder)
    print(len(failures), "failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
