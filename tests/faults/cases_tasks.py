"""Owns the faults that are put into Phụ lục II of Chu Văn An: tasks, who does them and by when."""
import unicodedata

from legacy import tcvn3, windows_1258
from tables import (Fault, append, change, delimiter, drop, each_row, encode, insert, put, raw,
                    replace, row, shift, swap)

HEADER = ["STT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn",
          "Lãnh đạo UBND phường chỉ đạo", "Kết quả/sản phẩm"]
LONG = "Triển khai các giải pháp đồng bộ để hoàn thành nhiệm vụ được giao trên địa bàn phường "

READING = [
    Fault("empty file but for its mark", [raw(lambda data: data[:3])], [("E104", "")]),
    Fault("quote never closed", [replace("22.;Xây dựng", '22.;"Xây dựng')], [("E107", "B26")]),
    Fault("quotes inside a name", [replace("20.;Tiếp tục triển khai", '20.;Tiếp tục "triển" khai')],
          [("E108", "B24")]),
    Fault("byte that is not UTF-8", [replace("Tổ chức Hội nghị", b"T\xf4 ch\xfac")],
          [("E106", "line 6")]),
    Fault("NUL byte", [replace("Tổ chức Hội nghị", "Tổ chức\0Hội nghị")], [("E105", "line 6")]),
    Fault("table of targets", [row(4, ["STT", "Chỉ tiêu", "ĐVT", "Kế hoạch", "", "", ""])],
          [("E111", "")], alone=True),
    Fault("header alone", [drop(5, 26)], [("E112", "line 4")]),
    Fault("no column of leaders", [each_row(lambda cells: cells[:5] + cells[6:])],
          [("E113", "line 4")]),
    Fault("headings in each other's place", [put("C4", "Đơn vị phối hợp"),
                                             put("D4", "Đơn vị chủ trì")],
          [("E114", "C4"), ("E114", "D4")]),
    Fault("semicolon in a product", [replace("Kế hoạch, Quyết định, Phương án",
                                             "Kế hoạch; Quyết định, Phương án")],
          [("E115", "H15")]),
    Fault("row without its product", [replace("Tháng 01/2026;Phó CT UBND Nguyễn Tiến Hiển;Kế hoạch",
                                              "Tháng 01/2026;Phó CT UBND Nguyễn Tiến Hiển")],
          [("W116", "line 7")], also=[("E309", "G7")]),
    Fault("control character", [put("G7", "Kế\x01 hoạch")], [("E117", "G7")], alone=True),
    Fault("letters of no encoding", [raw(lambda data: bytes(
        byte if byte < 0x80 else 0x80 + byte * 7 % 0x80 for byte in data))], [("E118", "line 1")]),
    Fault("old spreadsheet", [raw(lambda data: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + data)],
          [("E129", "")]),
    Fault("words printed twice at the end of a page", [
        insert(12, HEADER, ["", "phường Chu Văn An năm 2026", "", "", "", "", ""])],
        [("W127", "B13")], notes=[("N122", "line 12"), ("N123", "B13")]),
]

# The same table written in another way: nothing above note is to be found.
HARMLESS = [
    Fault("UTF-16 as Excel writes it", [delimiter("\t"), encode("utf-16-le", b"\xff\xfe")], []),
    Fault("UTF-16 of the other order", [delimiter("\t"), encode("utf-16-be", b"\xfe\xff")], []),
    Fault("Windows-1258", [windows_1258()], []),
    Fault("TCVN3", [tcvn3()], [], notes=[("N128", "line 1")]),
    Fault("combining marks", [raw(lambda data: unicodedata.normalize("NFD", data.decode()).encode())],
          [], notes=[("N121", "A1")]),
    Fault("commas between cells", [delimiter(",")], []),
    Fault("blank rows at the end", [append([""] * 7, [""] * 7)], []),
    Fault("page that ends within a task", [
        put("B11", "Xây dựng Kế hoạch kiểm tra, xử lý vi phạm về đất đai"),
        insert(12, HEADER, ["", "trên địa bàn phường", "", "", "", "", ""])], [],
          notes=[("N122", "line 12"), ("N123", "B13")]),
    Fault("ordinals without stops", [put(f"A{n}", str(n - 4)) for n in range(5, 27)], []),
    Fault("deadlines in other words", [
        put("E5", "31/12/2026"), put("E6", "Trước ngày 15/3/2026"), put("E8", "6 tháng đầu năm"),
        put("E9", "Quý II/2026"), put("E10", "Hằng quý"), put("E11", "Khi có yêu cầu")], []),
    Fault("list of offices inside a cell", [put("D26", "Công an phường, Văn phòng HĐND và UBND")],
          []),
    Fault("signature below", [append([""] * 7, ["", "Nơi nhận:", "", "", "", "", ""])], [],
          notes=[("N125", "line 28")]),
]

STRUCTURE = [
    Fault("task lost", [drop(14)], [("E301", "A14")]),
    Fault("number passed over", [put("A26", "23.")], [("E301", "A26")]),
    Fault("number twice", [put("A14", "9.")], [("E302", "A14")], also=[("E301", "A15")]),
    Fault("numbers that go back", [put("A20", "1.")], [("E302", "A20")], also=[("E301", "A21")]),
    Fault("two tasks in each other's place", [swap(14, 15)], [("E301", "A14")],
          also=[("E302", "A15"), ("E301", "A16")]),
    Fault("letters for a number", [put("A14", "mười")], [("E303", "A14")], also=[("E301", "A15")]),
    Fault("Roman numeral", [put("A14", "X")], [("E303", "A14")], also=[("E301", "A15")]),
    Fault("task without a number", [put("A26", "")], [("E304", "A26")]),
    Fault("number in the cell of the task", [put("A26", ""), change("B26", "Xây", "22. Xây")],
          [("W313", "B26")]),
    Fault("task one column to the right", [shift(14, 14, 1)], [("E316", "A14")]),
]

CELLS = [
    Fault("task twice", [put("B25", "Xây dựng và triển khai Kế hoạch rà soát hộ nghèo, cận nghèo "
                                    "năm 2026")], [("E308", "B25")]),
    Fault("no task", [put("B14", "")], [("E309", "B14")]),
    Fault("no lead unit", [put("C14", "")], [("E309", "C14")]),
    Fault("no deadline", [put("E14", "")], [("E309", "E14")]),
    Fault("no leader", [put("F14", "")], [("E309", "F14")]),
    Fault("no product", [put("G14", "")], [("E309", "G14")]),
    Fault("mark-up in a task", [change("B14", "Kế hoạch", "<b>Kế hoạch</b>")], [("W314", "B14")]),
    Fault("entity in a product", [put("G14", "Kế hoạch&nbsp;")], [("W314", "G14")]),
]

DAMAGE = [
    Fault("deadline that became a month", [put("E7", "Jan-26")], [("W351", "E7")]),
    Fault("product that became a date", [put("G9", "12-Nov")], [("W351", "G9")]),
    Fault("deadline that became a serial number", [put("E7", "46053")], [("W352", "E7")]),
    Fault("number cut short in a text", [put("G9", "1.23E+09")], [("E354", "G9")]),
    Fault("task cut at 255 letters", [put("B9", (LONG * 4)[:255])], [("W355", "B9")]),
    Fault("column too narrow", [put("E9", "########")], [("E356", "E9")]),
    Fault("lost reference", [put("F9", "#REF!")], [("E357", "F9")]),
    Fault("number error in a product", [put("G9", "#NUM!")], [("E357", "G9")]),
    Fault("zero in front gone", [put("G5", "0015"), put("G6", "0016"), put("G7", "17")],
          [("W358", "G7")]),
    Fault("formula for a unit", [put("C9", "=C8")], [("E359", "C9")], also=[("W332", "C9")]),
    Fault("non-breaking space in a task", [change("B9", "Kế hoạch", "Kế\u00a0hoạch")], [],
          notes=[("N360", "B9")]),
    Fault("mark of direction in a task", [change("B9", "Kế hoạch", "Kế\u200e hoạch")],
          [("W361", "B9")], also=[("E401", "B9")]),
    Fault("Cyrillic letters in a task", [change("B5", "KTXH", "\u041a\u0422\u0425\u041d")],
          [("E362", "B5")], also=[("E401", "B5")]),
    Fault("O in the year of a task", [change("B6", "2026", "2O26")], [("W364", "B6")]),
    Fault("O in the year of a deadline", [put("E9", "Tháng 3 năm 2O26")], [("W364", "E9")]),
]

TEXT = [
    Fault("task nearly twice", [put("B25", "Xây dựng và triển khai Kế hoạch rà soát hộ nghèo, cận "
                                           "nghèo năm 2026".replace("rà soát", "rà soat"))],
          [("W330", "B25")]),
    Fault("leader spelled in another way", [put("F22", "PCT UBND Nguyễn Thị Hoa")],
          [("W331", "F22")]),
    Fault("unit that the ward does not have", [put("C14", "Phòng Tư pháp")], [("W332", "C14")]),
    Fault("unit with a letter missing", [put("C21", "Phòng Văn hóa – Xã hộ")], [("W332", "C21")]),
    Fault("unit in other words", [put("C21", "Phòng VH-XH")], [("W333", "C21")]),
    Fault("deadline that is none", [put("E14", "Sớm nhất")], [("W334", "E14")]),
    Fault("month that does not exist", [put("E14", "Tháng 13 năm 2026")], [("W334", "E14")]),
    Fault("day that does not exist", [put("E14", "31/02/2026")], [("W334", "E14")]),
    Fault("deadline of the year before", [put("E14", "Quý IV năm 2025")], [("W335", "E14")]),
    Fault("deadline of the year after", [put("E14", "31/01/2027")], [("W335", "E14")]),
    Fault("month in two ways", [put("E14", "Tháng 04 năm 2026")], [], notes=[("N336", "E7")]),
    Fault("year that is over", [change("B13", "năm 2026", "năm 2025")], [],
          notes=[("N337", "B13")]),
    Fault("word mistyped", [change("B20", "Chỉ đạo", "Chi đạo")], [("W338", "B20")]),
    Fault("word mistyped in a product", [put("G14", "Kê hoạch")], [("W338", "G14")]),
    Fault("tone in another place", [change("B9", "hòa giải", "hoà giải")], [],
          notes=[("N339", "B9")]),
]

EARLIER = {"compare": {"earlier": "earlier.csv"}}

BETWEEN = [
    Fault("no change", [], [], job=EARLIER, files={"earlier.csv": []}),
    Fault("deadline changed", [put("E8", "Tháng 2 năm 2026")], [("W374", "E8")], job=EARLIER,
          files={"earlier.csv": []}),
    Fault("lead unit changed", [put("C21", "Ban chỉ huy Quân sự")], [("W374", "C21")], job=EARLIER,
          files={"earlier.csv": []}),
    Fault("leader changed", [put("F26", "PCT UBND Nguyễn Thị Hòa")], [("W374", "F26")],
          job=EARLIER, files={"earlier.csv": []}),
    Fault("last task removed", [drop(26)], [("W371", "B26 @earlier.csv")], job=EARLIER,
          files={"earlier.csv": []}),
    Fault("task added", [append(["23.", "Tổ chức Đại hội thể dục thể thao", "Phòng Văn hóa – Xã hội",
                                 "", "Quý II năm 2026", "PCT UBND Nguyễn Thị Hòa", "Kế hoạch"])],
          [], notes=[("N370", "B27")], job=EARLIER, files={"earlier.csv": []}),
    Fault("tasks renumbered", [swap(14, 15), put("A14", "10."), put("A15", "11.")], [],
          notes=[("N372", "A14"), ("N372", "A15")], job=EARLIER, files={"earlier.csv": []}),
    Fault("task renamed", [change("B17", "Tập trung đẩy nhanh", "Đẩy nhanh")], [],
          notes=[("N373", "B17")], job=EARLIER, files={"earlier.csv": []}),
    Fault("plan announces fewer tasks", [], [("E380", "line 14 @job.ini")],
          job={"claim": {"targets": "21"}}),
    Fault("table attached to another plan", [put(
        "A3", "(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/01/2026 của UBND phường)")],
        [("W383", "A3")], job={"document": {"number": "12/KH-UBND", "date": "2026-01-06"}}),
]

FAULTS = READING + HARMLESS + STRUCTURE + CELLS + DAMAGE + TEXT + BETWEEN
