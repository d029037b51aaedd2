"""Reads the collection forms as a spreadsheet does, fills them in, and reads them back.

usage: check_forms.py book|rules|round_trip PROGRAM WORK

book: what is locked, what may be filled in and with what. rules: LibreOffice computes what the rules
of cells take. round_trip: every cell is filled in, LibreOffice saves the sheets as CSV, and the
program must know every figure and word again.
"""
import csv
import datetime
import json
import pathlib
import re
import shutil
import subprocess
import sys

import openpyxl

HERE = pathlib.Path(__file__).resolve().parent
WARD = HERE / "ward"
DATE = "--date=2026-09-16"
SKIPPED = 77
# As LibreOffice's own dialog: comma, quotes, UTF-8; contents as shown, or as stored; all sheets.
CSV_FILTER = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,{},false,false,-1"
CSV_ONE = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true"
failures = []


def check(good, what):
    if not good:
        failures.append(what)
        print("failed:", what)
    return bool(good)


def same(got, wanted, what):
    return check(got == wanted, f"{what}: {got!r}, wanted {wanted!r}")


def make_forms(program, work):
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(WARD, work / "ward")
    done = subprocess.run([program, "forms", work / "ward", "-o", work / "forms", DATE, "--quiet"],
                          capture_output=True, check=False)
    same(done.returncode, 0, f"status of forms ({done.stderr.decode()})")
    return sorted((work / "forms").glob("*.xlsx"))


class Sheet:
    """A sheet to fill: its rows by the headings of their columns."""

    def __init__(self, sheet):
        self.sheet = sheet
        self.header = next(r for r in range(1, 20) if sheet.cell(r, 1).value == "Mã")
        self.headings = [c.value for c in sheet[self.header]]
        self.rows = range(self.header + 1, sheet.max_row + 1)

    def cell(self, row, heading):
        column = next(i for i, h in enumerate(self.headings, 1) if h.startswith(heading))
        return self.sheet.cell(row, column)

    def has(self, heading):
        return any(h.startswith(heading) for h in self.headings)

    def asked(self):
        """The rows that ask for something."""
        return [r for r in self.rows if not self.cell(r, "Kỳ").value is None]

    def rule(self, cell):
        return next((v for v in self.sheet.data_validations.dataValidation
                     if cell.coordinate in v.sqref), None)


def sheets_of(path):
    book = openpyxl.load_workbook(path)
    return book, [Sheet(s) for s in book.worksheets if s.title != "Hướng dẫn"]


def need_office():
    if not shutil.which("soffice"):
        print("left out, not installed: soffice")
        sys.exit(SKIPPED)


def save_as_csv(books, folder, form):
    done = subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile",
                           "--headless", "--convert-to", form, "--outdir", folder, *books],
                          capture_output=True, check=False)
    same(done.returncode, 0, f"status of LibreOffice ({done.stderr.decode()})")


# ---- book ----

FILL = {"Chỉ tiêu": ["Thực hiện", "Nguyên nhân", "Đề xuất"],
        "Nhiệm vụ": ["Trạng thái", "Ngày hoàn thành", "Văn bản", "Nguyên nhân", "Đề xuất"]}

# What is planned -> what a result may be: the lowest, the highest, the most digits, how it is shown.
AMOUNTS = {"A.I.1": (0, 999999999999, 2, "[$-42A]0.00#######"),
           "A.I.2": (-1000, 1000, 2, "[$-42A]0.0########"),
           "A.I.3": (0, 999999999999, 2, "[$-42A]General"),
           "A.I.4": (0, 999999999999, 3, "[$-42A]0.0000#####"),
           "A.II.1": (0, 100, 2, "[$-42A]0.00#######"),
           "A.II.2.-1": (0, 999999999999, 2, "[$-42A]General"),
           "A.II.2.-2": (0, 999999999999, 2, "[$-42A]General"),
           "B.I.1": (0, 100, 2, "[$-42A]General"),
           "B.I.2": (0, 100, 2, "[$-42A]0.0########")}
STATES = {"A.II.4": '"Đạt,Chưa đạt"', "B.I.3": '"Đạt,Chưa đạt"'}
FRACTIONS = ["A.II.3"]

LED = {"phong-kinh-te-ha-tang-va-do-thi": (["A.I.1", "A.I.4", "B.I.2"], ["1"]),
       "phong-van-hoa-xa-hoi": (["A.I.3", "A.II.2.-1", "A.II.2.-2", "A.II.3", "A.II.4", "B.I.2",
                                 "B.I.3"], ["2", "3", "4"]),
       "thong-ke-co-so-ngoc-ha": (["A.I.2"], []),
       "bao-hiem-xa-hoi": (["A.II.1"], []),
       "chua-phan-cong": (["B.I.1"], [])}

KNOWN = {"A.I.1": (3904.88, 976.22, 1700.55, 901.4), "A.I.3": (500, 150, 248, 140),
         "A.II.1": (96.5, 96.45, 96.25, 95.9), "A.II.2.-2": (2, None, 0, None),
         "B.I.2": (99.5, 99.3, None, None),
         "B.I.1": ("> 75", None, None, None), "A.II.3": ("11/12", None, None, None)}


def check_locks(where, sheet):
    """All that may be filled in is unlocked and coloured, and nothing else."""
    asked = set(sheet.asked())
    wanted = FILL[sheet.sheet.title]
    for row in sheet.sheet.iter_rows():
        for cell in row:
            heading = sheet.headings[cell.column - 1] or ""
            fill = cell.row in asked and any(heading.startswith(w) for w in wanted)
            same(cell.protection.locked, not fill, f"{where} {cell.coordinate}: locked")
            same(cell.fill.fgColor.rgb == "FFFFF2CC", fill, f"{where} {cell.coordinate}: coloured")
            if fill:
                same(cell.value, None, f"{where} {cell.coordinate}: empty")
                rule = sheet.rule(cell)
                if check(rule is not None, f"{where} {cell.coordinate}: a rule and a message"):
                    check(rule.promptTitle and rule.prompt and rule.showInputMessage,
                          f"{where} {cell.coordinate}: says what is wanted")
                    same(rule.showErrorMessage, True, f"{where} {cell.coordinate}: refuses")
    protection = sheet.sheet.protection
    same((protection.sheet, protection.password), (True, None), f"{where}: protected, no password")


def check_page(where, sheet):
    page = sheet.sheet
    same(page.freeze_panes, f"C{sheet.header + 1}", f"{where}: frozen panes")
    same(page.print_title_rows.replace("$", ""), f"{sheet.header}:{sheet.header}",
         f"{where}: header on each page")
    same((page.page_setup.orientation, str(page.page_setup.paperSize), page.page_setup.fitToHeight),
         ("landscape", "9", 0), f"{where}: paper")
    for row in sheet.rows:
        # Rows keep the height they are given: 29 letters fill a line of a plan's cell.
        plan = len(str(sheet.cell(row, "Kế hoạch năm").value or "")) if sheet.has("Kế hoạch năm") else 0
        height = page.row_dimensions[row].height or 0
        check(height >= max(15.75, plan / 29 * 15.75), f"{where}: height {height} of row {row}")
    same(page.sheet_properties.pageSetUpPr.fitToPage, True, f"{where}: as wide as the page")


def check_targets(where, sheet):
    for row in sheet.asked():
        code = sheet.cell(row, "Mã").value
        cell = sheet.cell(row, "Thực hiện")
        rule = sheet.rule(cell)
        at = cell.coordinate
        if code in AMOUNTS:
            low, high, digits, shown = AMOUNTS[code]
            same((rule.type, rule.formula1),
                 ("custom", f"AND(ISNUMBER({at}),{at}>={low},{at}<={high},ROUND({at},{digits})={at})"),
                 f"{where} {code}: rule")
            same(cell.number_format, shown, f"{where} {code}: number format")
        elif code in STATES:
            same((rule.type, rule.formula1), ("list", STATES[code]), f"{where} {code}: rule")
        else:
            same((rule.type, code in FRACTIONS), ("custom", True), f"{where} {code}: rule")
            same(cell.number_format, "@", f"{where} {code}: number format")
        check(sheet.cell(row, "Cách ghi").value, f"{where} {code}: how to write it")
        got = tuple(sheet.cell(row, h).value for h in ("Kế hoạch năm", "Kế hoạch quý", "Lũy kế",
                                                       "Cùng kỳ"))
        same(got, KNOWN.get(code, got), f"{where} {code}: what is known")


def check_tasks(where, sheet):
    for row in sheet.asked():
        state = sheet.rule(sheet.cell(row, "Trạng thái"))
        same((state.type, state.formula1), ("list", '"Hoàn thành,Đang thực hiện,Chưa thực hiện"'),
             f"{where}: states")
        day = sheet.rule(sheet.cell(row, "Ngày hoàn thành"))
        same((day.type, day.formula1, day.formula2), ("date", "46023", "46387"), f"{where}: days")
        check(sheet.cell(row, "Thời hạn").value, f"{where}: deadline")


def check_book(program, work):
    paths = make_forms(program, work)
    same([p.stem.replace("quy-3-2026-", "") for p in paths], sorted(LED), "files")
    for path in paths:
        book, sheets = sheets_of(path)
        targets, tasks = LED[path.stem.replace("quy-3-2026-", "")]
        same(book.sheetnames, ["Chỉ tiêu"] * bool(targets) + ["Nhiệm vụ"] * bool(tasks)
             + ["Hướng dẫn"], f"{path.name}: sheets")
        same(book.active.title, book.sheetnames[0], f"{path.name}: the open sheet")
        check("UTF-8" in " ".join(str(r[0].value) for r in book["Hướng dẫn"].iter_rows()),
              f"{path.name}: how to save")
        for sheet in sheets:
            where = f"{path.name}, {sheet.sheet.title}"
            of_targets = sheet.sheet.title == "Chỉ tiêu"
            same([sheet.cell(r, "Mã").value for r in sheet.asked()],
                 targets if of_targets else tasks, f"{where}: what is asked")
            check_locks(where, sheet)
            check_page(where, sheet)
            (check_targets if of_targets else check_tasks)(where, sheet)


# ---- rules ----

# What is typed, and in which of the targets it is taken.
TYPED = {"A.I.1": {"976.22": True, "0": True, "-1": False, "976.223": False, "1E12": False},
         "A.I.2": {"-3.5": True, "1000": True, "1000.01": False},
         "A.I.4": {"12.345": True, "12.3456": False},
         "A.II.1": {"96.45": True, "100": True, "100.5": False, "965": False, '"Đạt"': False},
         "A.II.3": {'"10/12"': True, '"12/12"': True, '"0/12"': True, '"13/12"': False,
                    '"11"': False, '"x/12"': False, '"1.5/12"': False, '"-1/12"': False, "0.9": False}}


def check_rules(program, work):
    """Puts each rule into a cell beside what is typed and lets LibreOffice compute it."""
    need_office()
    book = openpyxl.Workbook()
    wanted = []
    for path in make_forms(program, work):
        for sheet in sheets_of(path)[1]:
            for row in sheet.asked():
                cell = sheet.cell(row, "Thực hiện") if sheet.has("Thực hiện") else None
                for typed, taken in TYPED.get(sheet.cell(row, "Mã").value, {}).items():
                    wanted.append((sheet.cell(row, "Mã").value, typed, taken))
                    own = f"A{len(wanted)}"
                    book.active[own] = typed.strip('"') if typed[0] == '"' else float(typed)
                    book.active[f"B{len(wanted)}"] = "=IF(ISERROR({0}),0,IF({0},1,0))".format(
                        sheet.rule(cell).formula1.replace(cell.coordinate, own))
    book.save(work / "rules.xlsx")
    save_as_csv([work / "rules.xlsx"], work, CSV_ONE)
    with (work / "rules.csv").open(encoding="utf-8", newline="") as file:
        got = [row[1] == "1" for row in csv.reader(file)]
    same(len(got), sum(map(len, TYPED.values())), "rules")
    for (code, typed, taken), answer in zip(wanted, got):
        same(answer, taken, f"{code}: {typed} is taken")


# ---- round trip ----

# What people type or paste, what the program must read of it as shown, and, where that differs, as
# stored.
RESULTS = {"A.I.1": (976.2, "976,20", "976,2"), "A.I.2": (11.35, "11,35"), "A.I.3": (148.5, "148,5"),
           "A.I.4": (12.345, "12,3450", "12,345"), "A.II.1": (96.4567, "96,4567"),
           "A.II.2.-1": (0, "0"), "A.II.2.-2": (1, "1"), "A.II.3": ("10/12", "10/12"),
           "A.II.4": ("Đạt", "Đạt"), "B.I.1": (78, "78"), "B.I.2": (99.12, "99,12"),
           "B.I.3": ("Chưa đạt", "Chưa đạt")}
NOTE = "- Chậm do mưa; đã \"đôn đốc\",\ncòn 2 hồ sơ"
PROPOSAL = "Bổ sung kinh phí, nhân lực"
DONE = {"1": datetime.date(2026, 3, 5), "2": datetime.date(2026, 9, 10)}
RESULT = "Kế hoạch 15/KH-UBND, 05/3/2026"


def fill_targets(sheet):
    for row in sheet.asked():
        code = sheet.cell(row, "Mã").value
        sheet.cell(row, "Thực hiện").value = RESULTS[code][0]
        sheet.cell(row, "Nguyên nhân").value = NOTE
        sheet.cell(row, "Đề xuất").value = PROPOSAL


def fill_tasks(sheet):
    for row in sheet.asked():
        code = sheet.cell(row, "Mã").value
        done = DONE.get(code)
        sheet.cell(row, "Trạng thái").value = "Hoàn thành" if done else "Đang thực hiện"
        sheet.cell(row, "Ngày hoàn thành").value = done
        sheet.cell(row, "Văn bản").value = RESULT if done else None
        sheet.cell(row, "Nguyên nhân").value = NOTE
        sheet.cell(row, "Đề xuất").value = PROPOSAL


def fill_and_save(paths, work, form):
    """The CSV files that LibreOffice saves of the filled forms, by form and sheet."""
    filled = work / "filled"
    filled.mkdir()
    for path in paths:
        book, sheets = sheets_of(path)
        for sheet in sheets:
            (fill_targets if sheet.sheet.title == "Chỉ tiêu" else fill_tasks)(sheet)
        book.save(filled / path.name)
    save_as_csv(sorted(filled.glob("*.xlsx")), work / "ward", form)


def name_files(work):
    """Names the saved files in the job, as a user does, each with its unit."""
    job = work / "ward" / "quy-3.ini"
    lines = []
    counts = {"progress": 0, "tasks": 0}
    for path in sorted((work / "ward").glob("quy-3-2026-*-*.csv")):
        if path.stem.endswith("Hướng dẫn"):
            continue
        with path.open(encoding="utf-8", newline="") as file:
            head = [row[0] for row in csv.reader(file)][:6]
        unit = next(h for h in head if h.startswith("Đơn vị báo cáo: ")).split(": ", 1)[1]
        use = "tasks" if path.stem.endswith("Nhiệm vụ") else "progress"
        counts[use] += 1
        unit = "Văn phòng HĐND và UBND" if unit == "chưa phân công" else unit
        short = f"{use}-{counts[use]}.csv"
        path.rename(path.with_name(short))
        lines += [f"[{use}.{counts[use]}]", f'unit = "{unit}"', f'data = "{short}"', ""]
    same(counts, {"progress": 5, "tasks": 2}, "saved files")
    return job, lines


def parse(dump):
    """The figures and words of each target and task, by path."""
    found, at = {}, None
    for line in dump.splitlines():
        head = re.match(r"(target|task) (\S+) ", line)
        if head:
            at = found.setdefault((head[1], head[2]), {"lines": []})
        elif at is not None and line.startswith("  "):
            key, _, rest = line.strip().partition(" ")
            at["lines"].append(line.strip())
            at[key] = json.JSONDecoder().raw_decode(rest)[0] if rest.startswith('"') else rest
        else:
            at = None
    return found


def check_target(code, got, as_shown):
    wanted = RESULTS[code][1 if as_shown else -1]
    cell = re.search(r'="((?:[^"\\]|\\.)*)"$', next(
        (l for l in got["lines"] if l.startswith("achieved ")), ""))
    read = got.get("achieved") if cell is None else json.loads(f'"{cell[1]}"')
    same(read, wanted, f"{code}: what was read")
    same(got.get("note"), NOTE, f"{code}: note")
    same(got.get("proposal"), PROPOSAL, f"{code}: proposal")


def check_task(code, got, _):
    done = DONE.get(code)
    state = got["lines"][0]
    if done:
        check(f"done {done}" in state and state.startswith("done"), f"task {code}: {state}")
        same(got.get("result"), RESULT, f"task {code}: result")
    else:
        check("done" not in state.split(), f"task {code}: {state}")
        check('="Đang thực hiện"' in state, f"task {code}: its state in {state}")
    same(got.get("obstacle"), NOTE, f"task {code}: obstacle")
    same(got.get("proposal"), PROPOSAL, f"task {code}: proposal")


def check_way(program, work, as_shown):
    fill_and_save(make_forms(program, work), work, CSV_FILTER.format(str(as_shown).lower()))
    job, lines = name_files(work)
    job.write_text(job.read_text("utf-8") + "\n" + "\n".join(lines), "utf-8")
    done = subprocess.run([program, "check", job, DATE, "--dump=figures", "--quiet", "--lang=en"],
                          capture_output=True, check=False)
    said = done.stderr.decode()
    for code in re.findall(r"\b[EW]9\d\d\b.*", said):
        check(False, f"found in a form that was filled in as asked: {code}")
    found = parse(done.stdout.decode())
    same(sorted(c for k, c in found if k == "target"), sorted(RESULTS), "targets")
    for (kind, code), got in found.items():
        (check_target if kind == "target" else check_task)(code, got, as_shown)


def round_trip(program, work):
    need_office()
    for as_shown in True, False:
        check_way(program, work / ("shown" if as_shown else "stored"), as_shown)


def main(part, program, work):
    {"book": check_book, "rules": check_rules, "round_trip": round_trip}[part](program, work)
    print(f"{part}: {len(failures)} failures")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]).resolve())
