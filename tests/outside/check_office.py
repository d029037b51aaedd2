"""Lets LibreOffice print the finished workbooks and checks that nothing is cut off or lost.

usage: check_office.py OUTPUT TEMPLATES WORK WARD...
"""

import collections
import pathlib
import shutil
import sys

import expect
import pages
from report import check, failures, finish, near, need, run, same

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
SLACK = 0.4  # pt: LibreOffice rounds to 1/100 mm


def texts_of(appendix, page_count):
    """How often each text should stand in the print: header rows once a page."""
    wanted = collections.Counter()
    for row in appendix.header:
        for cell in row.cells:
            wanted["".join(cell.text.split())] += page_count
    for row in appendix.rows:
        for cell in row.cells:
            wanted["".join(cell.text.split())] += 1
    del wanted[""]
    return wanted


def check_print(path, appendix):
    printed = pages.word_boxes(path)
    found = collections.Counter()
    size = A4[::-1] if appendix.landscape else A4
    for number, ((width, height, words), strokes) in enumerate(
            zip(printed, pages.strokes(path)), 1):
        where = f"{path.name} page {number}, printed by LibreOffice"
        near(width, size[0], 0.1, f"{where}: width")
        near(height, size[1], 0.1, f"{where}: height")
        grid = pages.Grid(strokes)
        same(len(grid.columns), appendix.columns + 1, f"{where}: columns on the page")
        for box, inside in grid.cells(words):
            found[box.text] += 1
            for word in inside:
                check(word.left > box.left - SLACK and word.right < box.right + SLACK
                      and word.top > box.top - SLACK and word.bottom < box.bottom + SLACK,
                      f"{where}: {word} is cut off by its cell {box}")
    wanted = texts_of(appendix, len(printed))
    for text in set(wanted) | set(found):
        same(found[text], wanted[text], f"{path.name}, printed by LibreOffice: prints of {text!r}")


def main(output, templates, work, wards):
    need("soffice", "pdftotext", "mutool")
    shutil.rmtree(work, ignore_errors=True)
    jobs = [expect.appendix_load(job, templates) for w in wards for job in expect.jobs_in(w)]
    books = [pathlib.Path(output, f"{a.name}.xlsx") for a in jobs]
    run("soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to",
        "pdf", "--outdir", work, *books)
    for appendix in jobs:
        path = pathlib.Path(work, f"{appendix.name}.pdf")
        if check(path.exists(), f"{path} was not written"):
            before = len(failures)
            check_print(path, appendix)
            print(f"{path.name}: {len(failures) - before} failures")
    finish(f"{len(jobs)} workbooks in LibreOffice")


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], str(pathlib.Path(sys.argv[3]).resolve()), sys.argv[4:])
