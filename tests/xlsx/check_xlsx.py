"""Reads the workbooks that test_xlsx wrote and compares them with what an office must see."""
import datetime
import pathlib
import sys
import zipfile

import openpyxl

FAILURES = []


def check(name, got, expected):
    if got != expected:
        FAILURES.append(f"{name}\n    got      {got!r}\n    expected {expected!r}")


def plain(address):
    """An address without what openpyxl's versions write around it: list, sheet name, $."""
    text = address if isinstance(address, str) else ",".join(address or [])
    return text.split("!")[-1].replace("$", "")


def values(sheet):
    """All cells that show something, by address."""
    return {c.coordinate: c.value for row in sheet.iter_rows() for c in row if c.value is not None}


def check_cells(name, sheet, expected):
    got = values(sheet)
    check(f"{name}: cells in use", sorted(got), sorted(expected))
    for address in sorted(set(got) & set(expected)):
        want = expected[address]
        value = got[address]
        check(f"{name} {address}: type", type(value), type(want))
        # The library writes 16 digits where the 17th may matter; Excel itself keeps 15.
        if isinstance(want, float):
            value, want = f"{value:.15g}", f"{want:.15g}"
        check(f"{name} {address}", value, want)
        check(f"{name} {address}: font", sheet[address].font.name, "Times New Roman")
        check(f"{name} {address}: no link", sheet[address].hyperlink, None)


def check_borders(name, sheet, area):
    """Every place of the table has four thin sides, those under a merged cell too."""
    merged = {}
    for r in sheet.merged_cells.ranges:
        for row, column in r.cells:
            merged[row, column] = r
    for row in sheet[area]:
        for cell in row:
            border = cell.border
            r = merged.get((cell.row, cell.column))
            sides = {"left": border.left, "right": border.right, "top": border.top,
                     "bottom": border.bottom}
            for side, line in sides.items():
                inside = r and ((side == "left" and cell.column > r.min_col)
                                or (side == "right" and cell.column < r.max_col)
                                or (side == "top" and cell.row > r.min_row)
                                or (side == "bottom" and cell.row < r.max_row))
                if not inside:
                    check(f"{name} {cell.coordinate}: {side} border", line and line.style, "thin")


def check_page(name, sheet, *, orientation, header_rows, area, margins, size=14):
    check(f"{name}: paper", sheet.page_setup.paperSize, 9)
    check(f"{name}: orientation", sheet.page_setup.orientation, orientation)
    check(f"{name}: fits to the page", sheet.sheet_properties.pageSetUpPr.fitToPage, True)
    check(f"{name}: pages high", sheet.page_setup.fitToHeight, 0)
    check(f"{name}: pages wide", sheet.page_setup.fitToWidth in (None, 1), True)
    first, last = header_rows
    check(f"{name}: repeated rows", plain(sheet.print_title_rows), f"{first}:{last}")
    check(f"{name}: frozen", sheet.freeze_panes, f"A{last + 1}")
    check(f"{name}: print area", plain(sheet.print_area), area)
    m = sheet.page_margins
    check(f"{name}: margins in mm", [round(x * 25.4) for x in (m.top, m.bottom, m.left, m.right)],
          margins)
    check(f"{name}: number above the text", 0 < m.header < m.top, True)
    check(f"{name}: page number", (sheet.oddHeader.center.text, sheet.oddHeader.center.size),
          ("&P", size))
    check(f"{name}: footer", sheet.oddFooter.center.text, None)


A4_CELLS = {
    "A1": "UBND PHƯỜNG NGỌC HÀ",
    "A2": "BIỂU A4.1: ĐỀ CƯƠNG TRIỂN KHAI THỰC HIỆN CHỈ TIÊU KẾ HOẠCH NĂM 2026",
    "A3": "(Kèm theo Văn bản số 1361/UBND-KTHT&ĐT ngày 24/12/2025 của UBND phường Ngọc Hà)",
    "A5": "TT", "B5": "Chỉ tiêu", "C5": "ĐVT", "D5": "Kế hoạch năm 2026",
    "F5": "Tiến độ hoàn thành", "J5": "Đơn vị chủ trì", "K5": "Ghi chú",
    "D6": "Thành phố giao", "E6": "Phường giao", "F6": "Quý I (tháng 1,2,3)",
    "G6": "Quý II (tháng 4,5,6)", "H6": "Quý III (tháng 7,8,9)", "I6": "Quý IV (tháng 10,11,12)",
    "A7": "A", "B7": "CHỈ TIÊU KẾ HOẠCH THÀNH PHỐ GIAO",
    "A8": "I", "B8": "Các chỉ tiêu về kinh tế",
    "A9": "1", "B9": "Tổng thu ngân sách nhà nước trên địa bàn", "C9": "triệu đồng",
    "D9": 3904.88, "E9": 3904.88, "F9": 1093.37, "G9": 585.74, "H9": 976.22, "I9": 1249.56,
    "J9": "Phòng KTHĐT",
    "A10": "2", "B10": "Tỷ lệ lao động tham gia bảo hiểm xã hội bắt buộc", "C10": "%",
    "D10": 49, "E10": 0.125, "F10": -0.02, "G10": 5, "H10": 2026, "I10": 300000,
    "J10": "http://example.vn/", "K10": "=1+1",
    "B11": "- Công nhận mới", "C11": "Trường", "D11": "> 75", "E11": "11/12",
    "F11": "12345678901234567", "G11": 0.07, "H11": "dòng một\ndòng hai",
    "J11": '<b> & "x"', "K11": "14% - 14,5",
    "A12": "3", "B12": "Giảm số hộ nghèo",
    "D12": "Duy trì phường không có hộ nghèo theo chuẩn nghèo 2022-2025",
    "K13": "./.",
}

A4_FORMATS = {
    "D9": "[$-42A]#,##0.00", "D10": "[$-42A]#,##0.0", "E10": "[$-42A]#,##0.0%",
    "F10": "[$-42A]#,##0.00", "G10": "[$-42A]00", "H10": "[$-42A]0", "I10": "[$-42A]#,##0",
    "G11": "[$-42A]#,##0%", "E11": "@", "F11": "@", "K10": "@", "B9": "General",
}


def check_a4(folder):
    book = openpyxl.load_workbook(folder / "a4.xlsx")
    check("a4: sheets", book.sheetnames, ["Biểu A4.1"])
    sheet = book.active
    check_cells("a4", sheet, A4_CELLS)
    check("a4 K10: data type", sheet["K10"].data_type, "s")
    check("a4: merged", sorted(str(r) for r in sheet.merged_cells.ranges), sorted(
        "A1:K1 A2:K2 A3:K3 A5:A6 B5:B6 C5:C6 D5:E5 F5:I5 J5:J6 K5:K6 B7:K7 B8:K8 D12:I12".split()))
    for address, code in A4_FORMATS.items():
        check(f"a4 {address}: number format", sheet[address].number_format, code)
    check_borders("a4", sheet, "A5:K12")
    check("a4 A1: no border", sheet["A1"].border.top.style, None)
    check_page("a4", sheet, orientation="landscape", header_rows=(5, 6),
               area="A1:K13", margins=[20, 20, 20, 15])
    check("a4: heading", (sheet["A2"].font.b, sheet["A2"].font.sz, sheet["A2"].alignment.horizontal),
          (True, 14, "center"))
    check("a4: number look", (sheet["D9"].font.sz, sheet["D9"].alignment.horizontal,
                              sheet["D9"].alignment.vertical, sheet["D9"].alignment.wrap_text),
          (12, "center", "center", True))
    check("a4: italic", (sheet["J11"].font.i, sheet["K11"].font.b), (True, True))
    check("a4: lines give heights", sheet.row_dimensions[9].height >= 2 * 15.75, True)
    widths = [sheet.column_dimensions[c].width * 8 * 72 / 96 * 25.4 / 72 for c in "ABCDEFGHIJK"]
    for width, wanted in zip(widths, [10, 62, 20, 20, 20, 20, 20, 20, 22, 28, 20]):
        check(f"a4: column of {wanted} mm", wanted <= width <= wanted * 1.06, True)
    p = book.properties
    check("a4: properties", (p.title, p.subject, p.creator, p.created),
          ("Biểu chỉ tiêu", "Kế hoạch năm 2026", "UBND phường Ngọc Hà",
           datetime.datetime(2025, 12, 24)))


def check_appendix(folder):
    book = openpyxl.load_workbook(folder / "phu-luc-1.xlsx")
    sheet = book.active
    check("phu-luc-1: merged", sorted(str(r) for r in sheet.merged_cells.ranges),
          ["A1:E1", "A2:E2", "E5:E7", "E8:E9"])
    check("phu-luc-1 E5", sheet["E5"].value, "Phòng Kinh tế, Hạ tầng và Đô thị")
    check("phu-luc-1 D9", (sheet["D9"].value, sheet["D9"].data_type), ("11/12", "s"))
    check("phu-luc-1 E10", sheet["E10"].value, "./.")
    check_borders("phu-luc-1", sheet, "A4:E9")
    check_page("phu-luc-1", sheet, orientation="portrait", header_rows=(4, 4),
               area="A1:E10", margins=[20, 20, 30, 15])


def check_parts(folder):
    book = openpyxl.load_workbook(folder / "parts.xlsx")
    check("parts: sheets", book.sheetnames, ["Biểu", "BIỂU (2)", "Phụ lục I"])
    check("parts: keywords", book.properties.keywords, "kế hoạch; 12/KH-UBND")
    check("parts: numbers from 1", [s.page_setup.useFirstPageNumber for s in book],
          [None, True, None])
    last = book["Phụ lục I"]
    check("parts: number at the foot", (last.oddFooter.center.text, last.oddHeader.center.text),
          ("&P", None))
    check("parts: blocks of a letter are not there", [c.value for c in last["A"]][:4],
          ["Phụ lục I", "PHÂN CÔNG THỰC HIỆN CÁC CHỈ TIÊU CHỦ YẾU", None, "STT"])
    check("parts: a justified heading", last["A2"].alignment.horizontal, "left")
    sheet = book["Biểu"]
    check("parts: mark of a draft", (sheet["A1"].value, sheet["A1"].font.b), ("BẢN NHÁP", True))
    check("parts: mark on each page", sheet.oddHeader.left.text.strip(), "BẢN NHÁP")
    check("parts: heading below the mark", sheet["A2"].value, A4_CELLS["A1"])
    check_cells("parts", book["BIỂU (2)"], A4_CELLS)


def check_packages(folder):
    for path in folder.glob("*.xlsx"):
        with zipfile.ZipFile(path) as package:
            check(f"{path.name}: broken member", package.testzip(), None)
    check("two runs give the same bytes", (folder / "a4-again.xlsx").read_bytes(),
          (folder / "a4.xlsx").read_bytes())


def main():
    folder = pathlib.Path(sys.argv[1])
    check_packages(folder)
    check_a4(folder)
    check_appendix(folder)
    check_parts(folder)
    for failure in FAILURES:
        print("failed:", failure)
    print(f"{len(FAILURES)} failed")
    return 1 if FAILURES else 0


if __name__ == "__main__":
    sys.exit(main())
