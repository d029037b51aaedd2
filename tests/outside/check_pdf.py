"""Checks a finished PDF against its job, template and CSV, as other programs read it.

usage: check_pdf.py OUTPUT TEMPLATES DATE WARD...
"""

import dataclasses
import pathlib
import re
import sys

import expect
import pages
from report import check, failures, finish, near, need, run, same

MM = 72 / 25.4
TOP, BOTTOM, LEFT, RIGHT = 20 * MM, 20 * MM, 30 * MM, 15 * MM
A4 = (210 * MM, 297 * MM)
HEADING_SIZE = 14
PAGE_NUMBER_SIZE = 14
SLACK = 0.3  # pt: rounding, half a stroke


@dataclasses.dataclass
class Item:
    """Something that stands on a page: a heading line, a cell, the page number, the end mark."""
    text: str
    face: str
    size: float
    cell: expect.Cell = None
    row: int = 0   # of the table on this page, where the cell starts
    rows: int = 1  # of the cell on this page


class Reader:
    """Takes the expected items off the words of a page, one after another."""

    def __init__(self, words):
        self.words, self.at = words, 0

    def take(self, text):
        """True, and moves on, when the next words are this text. A word may be cut at the end of a
        line."""
        at = self.at
        for word in text.split():
            got = ""
            while got != word:
                if at == len(self.words) or not word.startswith(got + self.words[at][0]):
                    return False
                last_of_line = (at + 1 == len(self.words)
                                or self.words[at + 1][1] != self.words[at][1])
                got += self.words[at][0]
                if got != word and not last_of_line:
                    return False
                at += 1
        self.at = at
        return True

    def done(self):
        return self.at == len(self.words)

    def next_words(self):
        return " ".join(w for w, _ in self.words[self.at:self.at + 8])


def row_items(appendix, n, first):
    """The items of row n; the first row of a page shows the merged cells that reach into it."""
    items = [Item(c.text, c.face, appendix.font_size, c) for c in appendix.rows[n].cells]
    for above in range(n) if first else ():
        for cell in appendix.rows[above].cells:
            if above + cell.row_span > n:
                items.append(Item(cell.text, cell.face, appendix.font_size, cell))
    return sorted(items, key=lambda item: item.cell.column)


def take_all(reader, items):
    start = reader.at
    for item in items:
        if not reader.take(item.text):
            reader.at = start
            return False
    return True


def page_start(appendix, number):
    size = appendix.font_size
    items = [Item(str(number), "", PAGE_NUMBER_SIZE)] if number > 1 else []
    if number == 1:
        items += [Item(text, face, HEADING_SIZE) for text, face in appendix.headings]
    for n, row in enumerate(appendix.header):
        items += [Item(c.text, c.face, size, c, n, c.row_span) for c in row.cells]
    return items


def place_cells(appendix, items, first, end):
    """Where the cells of the body rows [first, end) stand among the rows of their page."""
    starts = {id(c): n for n, row in enumerate(appendix.rows) for c in row.cells}
    for item in items:
        if item.cell and id(item.cell) in starts:
            start = max(starts[id(item.cell)], first)
            item.row = len(appendix.header) + start - first
            item.rows = min(starts[id(item.cell)] + item.cell.row_span, end) - start


def lay_out(appendix, words_of_pages, what):
    """Which items stand on which page, by the words found there; None when they do not agree."""
    n, layout = 0, []
    for number, words in enumerate(words_of_pages, 1):
        reader, items = Reader(words), page_start(appendix, number)
        for item in items:
            if not check(reader.take(item.text), f"{what} page {number}: wanted {item.text!r}, "
                                                 f"found {reader.next_words()!r}"):
                return None
        first = n
        while n < len(appendix.rows) and (not reader.done() or not any(
                c.text for c in appendix.rows[n].cells)):
            found = row_items(appendix, n, n == first)
            if not take_all(reader, found):
                break
            items += found
            n += 1
        place_cells(appendix, items, first, n)
        if n == len(appendix.rows) and number == len(words_of_pages):
            items.append(Item("./.", "", appendix.font_size))
            check(reader.take("./."), f"{what}: no end mark")
        if not check(reader.done(), f"{what} page {number}, behind row {n}: not expected: "
                                    f"{reader.next_words()!r}"):
            return None
        check(n == len(appendix.rows) or n == first or not appendix.rows[n - 1].section,
              f"{what} page {number} ends with a section's heading")
        layout.append(items)
    same(n, len(appendix.rows), f"{what}: rows printed")
    return layout


def face_of(font):
    return re.sub(r"^(.*\+)?LiberationSerif-?", "", font).replace("Regular", "")


def check_letters(path, layout):
    for number, (items, found) in enumerate(zip(layout, pages.letters(path)), 1):
        wanted = [(letter, item.face, item.size, item.text) for item in items
                  for letter in item.text if not letter.isspace()]
        if not same(len(found), len(wanted), f"{path.name} page {number}: letters"):
            continue
        for (letter, face, size, text), got in zip(wanted, found):
            if not same((got[0], face_of(got[1]), got[2]), (letter, face, size),
                        f"{path.name} page {number}, in {text!r}"):
                break


def check_overlap(path, number, words):
    words = sorted(words, key=lambda w: w.top)
    for i, a in enumerate(words):
        for b in words[i + 1:]:
            if b.top > a.bottom:
                break
            check(a.overlap(b) < SLACK, f"{path.name} page {number}: {a.text} and {b.text} overlap")


def check_type_area(path, number, width, height, words, strokes):
    for box in words + strokes:
        check(box.left > LEFT - SLACK and box.right < width - RIGHT + SLACK
              and box.top > TOP - SLACK and box.bottom < height - BOTTOM + SLACK,
              f"{path.name} page {number}: {box} is outside the type area")


def check_page_number(path, number, width, words):
    above = [w for w in words if (w.top + w.bottom) / 2 < TOP]
    same([w.text for w in above], [str(number)] if number > 1 else [],
         f"{path.name} page {number}: text in the top margin")
    for w in above:
        near((w.left + w.right) / 2, (LEFT + width - RIGHT) / 2, 0.5,
             f"{path.name}: middle of page number {number}")
        check(w.top > 0 and w.bottom < TOP, f"{path.name}: page number {number} is not in the margin")
    return [w for w in words if w not in above]


def check_borders(where, grid, items):
    """Each cell, empty ones too, has strokes along its four sides and none through it."""
    for item in items:
        left, right = (grid.columns[item.cell.column + n] for n in (0, item.cell.col_span))
        top, bottom = (grid.rows[item.row + n] for n in (0, item.rows))
        sides = (pages.Box(left, top, left, bottom), pages.Box(right, top, right, bottom),
                 pages.Box(left, top, right, top), pages.Box(left, bottom, right, bottom))
        cell = f"{where}, cell {item.text!r} in row {item.row + 1} column {item.cell.column + 1}"
        for side in sides:
            check(any(s.left < side.left + SLACK and s.right > side.right - SLACK
                      and s.top < side.top + SLACK and s.bottom > side.bottom - SLACK
                      for s in grid.upright + grid.level), f"{cell}: no stroke along {side}")
        inner = pages.Box(left + SLACK, top + SLACK, right - SLACK, bottom - SLACK)
        check(not any(s.overlap(inner) >= 0 for s in grid.upright + grid.level),
              f"{cell}: a stroke goes through it")


def check_cells(path, number, appendix, items, words, strokes):
    grid = pages.Grid(strokes)
    where = f"{path.name} page {number}"
    cells = [item for item in items if item.cell]
    rows = max(item.row + item.rows for item in cells)
    if not same((len(grid.columns), len(grid.rows)), (appendix.columns + 1, rows + 1),
                f"{where}: edges of columns and rows"):
        return
    check_borders(where, grid, cells)
    filled = [item for item in cells if item.text]
    found = grid.cells(words)
    if not same([box.text for box, _ in found], ["".join(i.text.split()) for i in filled],
                f"{where}: texts of the grid's cells"):
        return
    for item, (box, inside) in zip(filled, found):
        cell = f"{where}, cell {item.text!r}"
        same((grid.column_of(box.left), grid.column_of(box.right), grid.row_of(box.top),
              grid.row_of(box.bottom)),
             (item.cell.column, item.cell.column + item.cell.col_span, item.row,
              item.row + item.rows), f"{cell}: columns and rows covered")
        for word in inside:
            check(word.left > box.left and word.right < box.right
                  and word.top > box.top - SLACK and word.bottom < box.bottom + SLACK,
                  f"{cell}: {word} crosses the border {box}")
        near(min(w.top for w in inside) - box.top, box.bottom - max(w.bottom for w in inside), 1.5,
             f"{cell}: air above and below")


def check_file(path, appendix, date):
    check("No syntax or stream encoding errors" in run("qpdf", "--check", path), f"{path}: qpdf")
    for row in run("pdffonts", path).splitlines()[2:]:
        # name, type, encoding, embedded, subset, ToUnicode
        check(re.search(r"^[A-Z]{6}\+\S+ +TrueType +\S+ +yes +yes +yes ", row), f"{path.name}: {row}")
    content = path.read_bytes()
    same(content.count(b"/FlateDecode"), content.count(b"endstream"), f"{path.name}: compressed")
    info = dict(re.findall(r"^([\w ]+): +(.*)$", run("pdfinfo", "-rawdates", path), re.MULTILINE))
    same(info.get("CreationDate"), f"D:{date.replace('-', '')}000000+07'00'", f"{path.name}: date")
    same(info.get("Title"), appendix.title, f"{path.name}: title")
    same(info.get("Author"), appendix.author, f"{path.name}: author")
    same(info.get("Encrypted"), "no", f"{path.name}: encrypted")
    same(run("mutool", "show", path, "trailer/Root/Lang").strip(), "(vi-VN)", f"{path.name}: Lang")


def check_appendix(path, appendix, date):
    check_file(path, appendix, date)
    layout = lay_out(appendix, pages.raw_words(path), f"{path.name} by pdftotext")
    lay_out(appendix, pages.mupdf_words(path), f"{path.name} by mutool")
    if not layout:
        return
    check_letters(path, layout)
    size = A4[::-1] if appendix.landscape else A4
    strokes = pages.strokes(path)
    for number, (items, (width, height, words)) in enumerate(
            zip(layout, pages.word_boxes(path)), 1):
        near(width, size[0], 0.1, f"{path.name} page {number}: width")
        near(height, size[1], 0.1, f"{path.name} page {number}: height")
        check_overlap(path, number, words)
        body = check_page_number(path, number, width, words)
        check_type_area(path, number, width, height, body, strokes[number - 1])
        check_cells(path, number, appendix, items, body, strokes[number - 1])


def main(output, templates, date, wards):
    need("qpdf", "pdffonts", "pdfinfo", "pdftotext", "mutool")
    count = 0
    for ward in wards:
        for job in expect.jobs_in(ward):
            appendix = expect.appendix_load(job, templates)
            path = pathlib.Path(output, f"{appendix.name}.pdf")
            if check(path.exists(), f"{path} was not written"):
                before = len(failures)
                check_appendix(path, appendix, date)
                print(f"{path.name}: {len(failures) - before} failures")
            count += 1
    finish(f"{count} PDF files")


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:])
