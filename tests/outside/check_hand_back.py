"""Checks the sheets handed back against the CSV files and the findings they are made of.

usage: check_hand_back.py PROGRAM WORK WARD...

Each ward is copied and damaged, so that there are errors, warnings and notes; openpyxl then reads
what the program wrote.
"""

import csv
import json
import pathlib
import shutil
import subprocess
import sys
import unicodedata

import openpyxl

from report import check, finish, need, run, same

FILLS = {"error": "FFF8B4AE", "warning": "FFFFE08A", "note": "FFD6DEE8"}
WORDS = {"error": "Lỗi", "warning": "Cảnh báo", "note": "Ghi chú"}
GRAVE = ("error", "warning", "note")
INVISIBLE = " \t\n\r\u00a0\u200b\u200c\u200d\u2060\ufeff"


def damage(path):
    """Blanks the third cell of some rows, and makes a row too long."""
    text = path.read_text(encoding="utf-8-sig")
    sign = max("\t;,", key=text.count)
    rows = list(csv.reader(text.splitlines(keepends=True), delimiter=sign))
    for number in range(len(rows) // 2, len(rows), 5):
        if len(rows[number]) > 3:
            rows[number][2] = ""
    rows[-2] += ["thừa"]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=sign, lineterminator="\r\n").writerows(rows)
    return rows


def as_read(text):
    """What the program keeps of a cell: composed, its line ends unified, no outer space."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return unicodedata.normalize("NFC", text).strip(INVISIBLE) or None


def check_cells(name, sheet, rows):
    wanted = {(r, c): as_read(text) for r, row in enumerate(rows, 1)
              for c, text in enumerate(row, 1) if as_read(text)}
    got = {(cell.row, cell.column): cell.value for row in sheet.iter_rows() for cell in row
           if cell.value is not None}
    same(sorted(got), sorted(wanted), f"{name}: cells in use")
    for place in wanted.keys() & got.keys():
        same(got[place], wanted[place], f"{name} {place}")
    check(all(cell.data_type in "sn" and cell.hyperlink is None for row in sheet.iter_rows()
              for cell in row), f"{name}: a formula or a link in the user's table")
    same(len(sheet.merged_cells.ranges), 0, f"{name}: merged cells in the user's table")


def check_marks(name, sheet, findings):
    """Each faulty cell has the colour of its gravest finding and a comment with all of them."""
    by_cell = {}
    for finding in findings:
        if "record" in finding:
            by_cell.setdefault(finding.get("cell", f"A{finding['record']}"), []).append(finding)
    marked = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.comment}
    coloured = {cell.coordinate for row in sheet.iter_rows() for cell in row
                if cell.fill.fill_type}
    same(sorted(marked), sorted(by_cell), f"{name}: commented cells")
    same(sorted(coloured), sorted(by_cell), f"{name}: coloured cells")
    for address, found in by_cell.items():
        cell = sheet[address]
        worst = min((f["severity"] for f in found), key=GRAVE.index)
        same(cell.fill.fgColor.rgb, FILLS[worst], f"{name} {address}: colour")
        comment = cell.comment.text if cell.comment else ""
        for finding in found:
            for part in ("code", "message", "hint"):
                check(finding.get(part, "") in comment, f"{name} {address}: {part} in the comment")
    return len(by_cell)


def check_list(name, book, findings):
    """Every finding has its row, the grave ones first, and links lead to cells of their table."""
    listed = book.worksheets[0]
    head = next(row for row in listed.iter_rows() if row[0].value == "Mức độ")
    rows = [[cell.value for cell in row]
            for row in listed.iter_rows(min_row=head[0].row + 1) if row[0].value]
    ordered = sorted(findings, key=lambda f: GRAVE.index(f["severity"]))
    same([(r[0], r[1], r[5]) for r in rows],
         [(WORDS[f["severity"]], f["code"], f["message"]) for f in ordered], f"{name}: the list")
    for row, finding in zip(listed.iter_rows(min_row=head[0].row + 1), ordered):
        link = row[2].hyperlink
        if "record" not in finding:
            check(link is None, f"{name} {row[2].coordinate}: a link to nowhere")
            continue
        sheet, address = link.location.rsplit("!", 1)
        same(sheet.strip("'"), finding["sheet"], f"{name} {row[2].coordinate}: sheet of the link")
        same(address, finding.get("cell", f"A{finding['record']}"),
             f"{name} {row[2].coordinate}: link")


def main(program, work, wards):
    need("pdftotext")
    work = pathlib.Path(work)
    shutil.rmtree(work, ignore_errors=True)
    marks = files = 0
    for ward in map(pathlib.Path, wards):
        copy = work / ward.name
        shutil.copytree(ward, copy)
        tables = {str(path): damage(path) for path in sorted(copy.glob("*.csv"))}
        for job in sorted(copy.glob("*.ini")):
            if "[job]" not in job.read_text(encoding="utf-8"):
                continue
            done = subprocess.run(
                [program, "check", job, "-o", work / "out", "--findings=json,xlsx,pdf",
                 "--max-per-code=0"], capture_output=True, check=False)
            same((done.returncode, done.stderr), (1, b""), f"{job.name}: status and stderr")
            lines = [json.loads(line) for line in done.stdout.splitlines()]
            written = [line["message"].split(" ")[-1] for line in lines
                       if line.get("code") == "N610"]
            findings = [line for line in lines if "summary" not in line and line["code"] != "N610"]
            report, book = sorted(written)
            read = [f["file"] for f in findings if f["code"] == "N120" and f["file"] in tables]
            book = openpyxl.load_workbook(book)
            titles = ["Bảng đã đọc" + (f" {n}" if len(read) > 1 else "")
                      for n in range(1, len(read) + 1)]
            same(book.sheetnames, ["Phát hiện"] + titles, f"{job.name}: sheets")
            sheet_of = dict(zip(read, titles))
            here = [f | {"sheet": sheet_of[f["file"]]} if f["file"] in sheet_of
                    else {k: v for k, v in f.items() if k != "record"} for f in findings]
            for file, title in sheet_of.items():
                check_cells(job.name, book[title], tables[file])
                marks += check_marks(job.name, book[title],
                                     [f for f in here if f["file"] == file])
            check_list(job.name, book, here)
            text = run("pdftotext", "-layout", report, "-")
            check("PHIẾU KIỂM TRA" in text and all(f["code"] in text for f in findings),
                  f"{job.name}: the report names every code")
            files += 1
    check(files > 0 and marks > 10, f"only {marks} marked cells in {files} files")
    finish(f"{marks} marked cells in {files} sheets")


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
