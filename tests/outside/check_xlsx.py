"""Checks a finished workbook against its job, template and CSV, as openpyxl reads it.

usage: check_xlsx.py OUTPUT TEMPLATES DATE WARD...
"""

import datetime
import decimal
import pathlib
import sys
import zipfile

import openpyxl
from openpyxl.utils import get_column_letter

import expect
from report import check, failures, finish, near, same

A4 = 9
MARGINS = {"top": 20, "bottom": 20, "left": 30, "right": 15}


def plain(address):
    text = address if isinstance(address, str) else ",".join(address or [])
    return text.split("!")[-1].replace("$", "")


def range_of(row, column, rows, columns):
    return (f"{get_column_letter(column + 1)}{row}:"
            f"{get_column_letter(column + columns)}{row + rows - 1}")


def check_value(sheet, row, cell, where):
    got = sheet.cell(row, cell.column + 1).value
    if cell.number is None:
        same(got if got is None else str(got), cell.text or None, f"{where}: text")
        same(isinstance(got, (int, float)), False, f"{where}: is a number")
    elif check(isinstance(got, (int, float)) and not isinstance(got, bool),
               f"{where}: {got!r} is not a number"):
        # The file has the shortest digits of a double; the cell's Decimal must be just that.
        same(decimal.Decimal(repr(got)), cell.number, f"{where}: number")


def check_look(sheet, row, cell, size, where):
    place = sheet.cell(row, cell.column + 1)
    same((place.font.name, place.font.sz, bool(place.font.b), bool(place.font.i)),
         ("Times New Roman", size, "Bold" in cell.face, "Italic" in cell.face), f"{where}: font")
    same((place.alignment.wrap_text, place.alignment.vertical), (True, "center"),
         f"{where}: alignment")
    for r in range(row, row + cell.row_span):
        for c in range(cell.column + 1, cell.column + cell.col_span + 1):
            border = sheet.cell(r, c).border
            sides = [(border.left, c == cell.column + 1), (border.top, r == row),
                     (border.right, c == cell.column + cell.col_span),
                     (border.bottom, r == row + cell.row_span - 1)]
            check(all(side.style == "thin" for side, outer in sides if outer),
                  f"{where}: the border is open at {sheet.cell(r, c).coordinate}")


def check_number_format(sheet, row, cell, where):
    """A reader in Vietnam sees the digits of the paper: as many decimals, the same grouping."""
    code = sheet.cell(row, cell.column + 1).number_format.replace("[$-42A]", "")
    text = cell.text.rstrip("% ")
    decimals = len(text.split(",")[1]) if "," in text else 0
    same(len(code.rstrip("%").split(".")[1]) if "." in code else 0, decimals,
         f"{where} ({cell.text}): decimals of the format {code!r}")
    whole = text.split(",")[0]
    same("," in code, "." in whole or len(whole.lstrip("-")) <= 3,
         f"{where} ({cell.text}): grouping of the format {code!r}")


def check_table(sheet, appendix, first, name):
    row = first
    merged = [range_of(n + 1, 0, 1, appendix.columns) for n in range(len(appendix.headings))]
    for line in appendix.header + appendix.rows:
        for cell in line.cells:
            where = f"{name} {get_column_letter(cell.column + 1)}{row}"
            check_value(sheet, row, cell, where)
            check_look(sheet, row, cell, appendix.font_size, where)
            if cell.number is not None:
                check_number_format(sheet, row, cell, where)
            if cell.row_span > 1 or cell.col_span > 1:
                merged.append(range_of(row, cell.column, cell.row_span, cell.col_span))
        check((sheet.row_dimensions[row].height or 0) > appendix.font_size,
              f"{name}: row {row} has no height")
        row += 1
    same(sorted(map(str, sheet.merged_cells.ranges)), sorted(merged), f"{name}: merged cells")
    same([c.value for c in sheet[row] if c.value is not None], ["./."], f"{name}: end mark")
    same(sheet.max_row, row, f"{name}: last row")
    return row


def check_headings(sheet, appendix, name):
    for n, (text, face) in enumerate(appendix.headings, 1):
        place = sheet.cell(n, 1)
        same(expect.words(place.value or ""), text, f"{name} A{n}")
        same((place.font.name, place.font.sz, bool(place.font.b), bool(place.font.i),
              place.alignment.horizontal),
             ("Times New Roman", 14, face == "Bold", face == "Italic", "center"),
             f"{name} A{n}: look")


def check_page(sheet, appendix, header, last, name):
    setup = sheet.page_setup
    same(setup.paperSize, A4, f"{name}: paper")
    same(setup.orientation, "landscape" if appendix.landscape else "portrait",
         f"{name}: orientation")
    same((sheet.sheet_properties.pageSetUpPr.fitToPage, setup.fitToWidth or 1, setup.fitToHeight),
         (True, 1, 0), f"{name}: one page wide")
    for side, wanted in MARGINS.items():
        near(getattr(sheet.page_margins, side) * 25.4, wanted, 0.1, f"{name}: {side} margin, mm")
    same(plain(sheet.print_title_rows), f"{header}:{header + len(appendix.header) - 1}",
         f"{name}: repeated rows")
    same(sheet.freeze_panes, f"A{header + len(appendix.header)}", f"{name}: frozen")
    same(plain(sheet.print_area), f"A1:{get_column_letter(appendix.columns)}{last}",
         f"{name}: print area")
    same(sheet.oddHeader.center.text, "&P", f"{name}: page number")


def check_workbook(path, appendix, date):
    with zipfile.ZipFile(path) as package:
        same(package.testzip(), None, f"{path.name}: broken member")
    book = openpyxl.load_workbook(path)
    same(book.sheetnames, [appendix.sheet], f"{path.name}: sheets")
    sheet = book.active
    header = next(row for row in range(1, sheet.max_row + 1)
                  if sheet.cell(row, 1).value == appendix.header[0].cells[0].text)
    same(header, len(appendix.headings) + 2, f"{path.name}: first row of the table")
    check_headings(sheet, appendix, path.name)
    last = check_table(sheet, appendix, header, path.name)
    check_page(sheet, appendix, header, last, path.name)
    about = book.properties
    same((about.title, about.creator, about.created),
         (appendix.title, appendix.author, datetime.datetime.fromisoformat(date)),
         f"{path.name}: properties")


def main(output, templates, date, wards):
    count = 0
    for ward in wards:
        for job in expect.jobs_in(ward):
            appendix = expect.appendix_load(job, templates)
            path = pathlib.Path(output, f"{appendix.name}.xlsx")
            if check(path.exists(), f"{path} was not written"):
                before = len(failures)
                check_workbook(path, appendix, date)
                print(f"{path.name}: {len(failures) - before} failures")
            count += 1
    finish(f"{count} workbooks")


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:])
