"""Owns the faults that are put into Biểu A4.1 of Ngọc Hà: targets with quarters, 11 columns."""
import unicodedata

from tables import (Fault, append, change, delimiter, drop, each_row, insert, put, raw, replace,
                    row, shift, swap)

BLANK = [""] * 11


def with_column(at, heading=""):
    """Another column before column `at`, with a heading in the first heading row."""
    def run(cells):
        cells[at:at] = [heading if cells[0] == "TT" else ""]
        return cells
    return run


def swapped(a, b):
    """Two columns in each other's place."""
    def run(cells):
        cells[a], cells[b] = cells[b], cells[a]
        return cells
    return run


def unquoted(data):
    """The row with commas in its name without its quotes."""
    return data.replace('"Tỷ lệ rác thải sinh hoạt được phân loại, thu gom và vận chuyển trong ngày"'
                        .encode(), "Tỷ lệ rác thải sinh hoạt được phân loại, thu gom".encode())


READING = [
    Fault("empty file", [raw(lambda data: b"")], [("E104", "")]),
    Fault("NUL byte", [replace("Thu nhập bình quân", "Thu nhập\0bình quân")], [("E105", "line 12")]),
    Fault("byte that is not UTF-8", [replace("Thu nhập bình quân", b"Thu nh\xe1p")],
          [("E106", "line 12")]),
    Fault("quote never closed", [replace('nghiêm trọng"', "nghiêm trọng")], [("E107", "B42")]),
    Fault("quote closed by one far below", [replace("2,Tốc độ tăng", '2,"Tốc độ tăng')],
          [("E108", "B11")]),
    Fault("quote closed by the next one", [replace('viên là 03"', "viên là 03")],
          [("E108", "K40")], alone=True),
    Fault("quote in the middle of a cell", [replace("Thu nhập bình quân", 'Thu "nhập" bình quân')],
          [("E108", "B12")]),
    Fault("cell longer than a spreadsheet holds", [put("K12", "dài " * 9000)], [("E109", "K12")],
          alone=True),
    Fault("thousands of columns", [replace("Thu nhập bình quân", "Thu nhập" + "," * 20000)],
          [("E110", "XFE12")]),
    Fault("another table", [row(5, ["STT", "Nhiệm vụ", "Thời hạn", *[""] * 8]), row(6, BLANK)],
          [("E111", "")], alone=True),
    Fault("header alone", [drop(8, 42)], [("E112", "line 5")]),
    Fault("no column for notes", [each_row(lambda cells: cells[:10])], [("E113", "line 5")]),
    Fault("a column too many", [each_row(with_column(3, "Mã số"))], [("E113", "D5")]),
    Fault("a heading in other words", [put("J5", "Đơn vị phụ trách")], [("E114", "J5")]),
    Fault("two quarters in each other's place", [each_row(swapped(6, 7))],
          [("E114", "G6"), ("E114", "H6")],
          also=[("W322", "H14"), ("W322", "H15"), ("W322", "H16"), ("W322", "H17")]),
    Fault("name without its quotes", [raw(unquoted)], [("E306", "C22")],
          also=[("E307", "D22"), ("W332", "J22")]),
    Fault("note without its quotes", [replace('"tháng 4/3 giao quân chỉ tiêu qs 22, chỉ',
                                              "tháng 4/3 giao quân chỉ tiêu qs 22, chỉ"),
                                      replace('viên là 03"', "viên là 03")], [("E115", "L40")]),
    Fault("a cell behind the table", [replace("đi học mẫu giáo,%,,100,100,100,100,100,,",
                                              "đi học mẫu giáo,%,,100,100,100,100,100,,,ghi")],
          [("E115", "L31")]),
    Fault("row that ends early", [replace("Chỉ tiêu đô thị,,,,,,,,,", "Chỉ tiêu đô thị,,,")],
          [("W116", "line 37")]),
    Fault("row that lost its cells", [replace("mẫu giáo,%,,100,100,100,100,100,,",
                                              "mẫu giáo,%,,100,100,100,100,100")],
          [("W116", "line 31")]),
    Fault("control character", [put("B31", "Tỷ lệ\x07 trẻ em")], [("E117", "B31")],
          alone=True),
    Fault("workbook under the name of a table", [raw(lambda data: b"PK\x03\x04" + data)],
          [("E129", "")]),
]

# The same table written in another way: nothing above note is to be found.
HARMLESS = [
    Fault("semicolons", [delimiter(";")], []),
    Fault("tabs", [delimiter("\t")], []),
    Fault("ends of lines as on Unix", [raw(lambda data: data.replace(b"\r\n", b"\n"))], []),
    Fault("no mark at the start", [raw(lambda data: data[3:])], []),
    Fault("combining marks", [raw(lambda data: unicodedata.normalize("NFD", data.decode()).encode())],
          [], notes=[("N121", "A1")]),
    Fault("signatures below", [append(BLANK, ["", "Nơi nhận:", *[""] * 9],
                                      ["", "- Như trên;", *[""] * 9])],
          [], notes=[("N125", "line 44")]),
    Fault("spaces around a text", [put("B12", "  Thu nhập bình quân ")], [], notes=[("N126", "B12")]),
    Fault("blank column", [each_row(with_column(2))], [], notes=[("N130", "C5")]),
    Fault("blank columns at the end", [each_row(lambda cells: cells + ["", ""])], []),
    Fault("blank row inside", [insert(20, BLANK)], []),
    Fault("ordinals with stops", [put("A10", "1."), put("A11", "2."), put("A9", "I.")], []),
    Fault("ordinals of two digits", [put("A10", "01"), put("A11", "02"), put("A12", "03")], []),
    Fault("header of a new page", [insert(30, ["TT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm 2026", "",
                                               "Tiến độ hoàn thành", "", "", "", "Đơn vị chủ trì",
                                               "Ghi chú"])],
          [], notes=[("N122", "line 30")]),
    Fault("a range, a limit, a growth", [put("E31", "95-100"), put("E33", "trên 95%"),
                                         put("E11", "10,8%")], []),
    Fault("target that is a state", [row(38, ["1", "Xây dựng đô thị văn minh", "", "", "Đạt",
                                              *[""] * 6])], []),
]

STRUCTURE = [
    Fault("section that is passed over", [put("A13", "III")], [("E301", "A13")]),
    Fault("part that is passed over", [put("A24", "C")], [("E301", "A24")]),
    Fault("target that is passed over", [put("A18", "6")], [("E301", "A18")],
          also=[("E302", "A21")]),
    Fault("numbering that starts with 2", [drop(10)], [("E301", "A10")]),
    Fault("row lost in the middle", [drop(31)], [("E301", "A31")]),
    Fault("number twice", [put("A12", "2")], [("E302", "A12")]),
    Fault("section twice", [put("A39", "II")], [("E302", "A39")]),
    Fault("two rows in each other's place", [swap(33, 34)], [("E301", "A33")],
          also=[("E302", "A34"), ("E301", "A35")]),
    Fault("ordinal of no style", [put("A16", "3x1")], [("E303", "A16")], also=[("E301", "A17")]),
    Fault("ordinal that is a word", [put("A37", "Mục II")], [("E303", "A37")],
          also=[("E301", "A39"), ("E302", "A38")]),
    Fault("ordinal in brackets of its own", [put("A31", "*6*")], [("E303", "A31")],
          also=[("E301", "A32")]),
    Fault("detail before any target", [put("A14", "")], [("E304", "A14")], also=[("E301", "A15")]),
    Fault("table without its first headings", [drop(8, 9)], [("E312", "A8")],
          also=[("E301", "A11"), ("E312", "A11"), ("E301", "A22")]),
    Fault("heading and number in one cell", [row(37, ["", "II Chỉ tiêu đô thị", *[""] * 9])],
          [("W313", "B37")]),
    Fault("number and name in one cell", [put("A12", "3. Thu nhập bình quân"), put("B12", "")],
          [("W313", "A12")]),
    Fault("row one column to the right", [shift(16, 16, 1)], [("E316", "A16")]),
    Fault("rows two columns to the right", [shift(32, 34, 2)], [("E316", "A32")],
          also=[("W332", f"J{n}") for n in range(32, 35)]),
    Fault("rows one column to the left", [shift(33, 35, -1)], [("E316", "A33")],
          also=[("E301", "A36")]),
    Fault("section without targets", [drop(38)], [("W317", "A37")]),
    Fault("last section without targets", [drop(40, 42)], [("W317", "A39")]),
]

CELLS = [
    Fault("no unit", [put("C11", "")], [("E305", "C11")]),
    Fault("no unit for a detail", [put("C20", "")], [("E305", "C20")]),
    Fault("unit nobody knows", [put("C12", "xyz")], [("E306", "C12")]),
    Fault("unit with letters missing", [put("C10", "triệ đồng")], [("E306", "C10")]),
    Fault("%o for per thousand", [put("C30", "%o")], [("E306", "C30")]),
    Fault("number for a unit", [put("C38", "100")], [("E306", "C38")]),
    Fault("words in a quarter", [put("G14", "như quý I")], [("E307", "G14")]),
    Fault("state in a quarter", [put("I21", "Đạt")], [("E307", "I21")]),
    Fault("unfinished range", [put("E31", "95-")], [("E307", "E31")]),
    Fault("two signs in a number", [put("E26", "0,,1")], [("E307", "E26")]),
    Fault("two decimal signs", [put("F11", "9.2.1")], [("E307", "F11")]),
    Fault("target twice", [put("B33", "Tỷ lệ học sinh hoàn thành chương trình tiểu học")],
          [("E308", "B33")]),
    Fault("target twice in other capitals", [put("B18", "TỶ LỆ DÂN SỐ THAM GIA BHYT")],
          [("E308", "B18")]),
    Fault("target without a name", [put("B31", "")], [("E309", "B31")]),
    Fault("heading without a name", [put("B37", "")], [("E309", "B37")]),
    Fault("no plan of the ward", [put("E14", "")], [("E309", "E14")]),
    Fault("mark-up in a name", [change("B14", "BHYT", "<i>BHYT</i>")], [("W314", "B14")]),
    Fault("mark-up in a note", [put("K14", "xem&nbsp;phụ lục")], [("W314", "K14")]),
    Fault("number that reads in two ways", [row(12, [
        "3", "Thu nhập bình quân", "nghìn đồng/người/tháng", *["11,500"] * 6, "", ""]),
        put("D10", "3904"), put("E10", "3904"), put("F10", "1093"), put("G10", "585"),
        put("H10", "976"), put("I10", "1250")],
          [("W310", f"{column}12") for column in "EFGHI"], alone=True),
]

COURSE = [
    Fault("quarters that miss the year", [put("D10", "3904.88"), put("E10", "3904.88")],
          [("E311", "D10")]),
    Fault("two digits in each other's place", [put("G10", "558.74")], [("E311", "D10")]),
    Fault("digit too many in a quarter", [put("H10", "9762.2")], [("E311", "D10")]),
    Fault("quarters of a flow beyond the year", [put("H20", "1")], [("E311", "D20")]),
    Fault("last quarter short of the year", [put("I14", "96.4")], [("W320", "I14")],
          also=[("W322", "I14")]),
    Fault("last quarter of a limit short", [put("I41", "70")], [("W320", "I41")],
          also=[("W322", "I41")]),
    Fault("level short in all quarters", [row(12, [
        "3", "Thu nhập bình quân", "tr.đ/người/tháng", "11.5", "11.5", "11.1", "11.1", "11.2",
        "11.3", "", ""])], [("W320", "I12")]),
    Fault("quarter beyond the year", [put("I28", "93")], [("W321", "I28")]),
    Fault("second quarter beyond the year", [put("G15", "94.8")], [("W321", "G15")],
          also=[("W322", "H15")]),
    Fault("level that goes back", [put("H14", "69.45")], [("W322", "H14")]),
    Fault("level that goes back early", [put("G16", "3.5")], [("W322", "G16")]),
    Fault("plan without a course", [row(31, [
        "6", "Tỷ lệ trẻ em trong độ tuổi đi học mẫu giáo", "%", "", "100", *[""] * 6])],
        [("W323", "E31")]),
    Fault("course lost", [put("I28", "")], [("W323", "E28")]),
    Fault("course without a plan", [put("D38", ""), put("E38", "")], [("W324", "F38")],
          also=[("E309", "E38")]),
    Fault("ward plans less than the city", [put("E14", "95")], [("E325", "E14")],
          also=[("W321", "F14")]),
    Fault("ward plans fewer schools", [put("E20", "1")], [("E325", "E20")]),
    Fault("ward plans more poverty", [row(23, [
        "8", "Tỷ lệ hộ nghèo", "%", "0.2", "0.5", "0.5", "0.5", "0.5", "0.5", "", ""])],
        [("E325", "E23")]),
    Fault("details above the whole", [insert(11, [
        "", "Thu nội địa", "triệu đồng", "3000", "3000", "750", "750", "750", "750", "", ""], [
        "", "Thu khác", "triệu đồng", "1000", "1000", "250", "250", "250", "250", "", ""])],
        [("E326", "D10")]),
]

DAMAGE = [
    Fault("fraction that became a date", [row(19, [
        "", "Công nhận mới", "Trường", "12/11/2026", "12/11/2026", *[""] * 6])],
        [("E350", "D19"), ("E350", "E19")]),
    Fault("range that became a date", [put("E31", "2026-12-13")], [("E350", "E31")]),
    Fault("month with its name", [put("I21", "12-Nov")], [("E350", "I21")]),
    Fault("note that became a month", [put("K38", "Apr-26")], [("W351", "K38")]),
    Fault("fraction that became a serial number", [put("I20", "46338")], [("W352", "I20")],
          also=[("E311", "D20")]),
    Fault("zeros in front gone", [put("K10", "0012"), put("K11", "0034"), put("K12", "56")],
          [("W358", "K12")]),
    Fault("long number cut short", [put("D10", "3.9E+06"), put("E10", "3.9E+06")],
          [("E354", "D10"), ("E354", "E10")]),
    Fault("text cut at 255 letters", [put("K12", ("nội dung ghi chú rất dài " * 12)[:255])],
          [("W355", "K12")]),
    Fault("column too narrow", [put("F14", "####")], [("E356", "F14")]),
    Fault("error of a formula", [put("G14", "#REF!")], [("E357", "G14")]),
    Fault("error of a division", [put("E33", "#DIV/0!")], [("E357", "E33")],
          also=[("W324", "F33")]),
    Fault("error in a text", [put("K33", "xem #N/A")], [("E357", "K33")]),
    Fault("formula for a value", [put("D10", "=SUM(F10:I10)"), put("E10", "=SUM(F10:I10)")],
          [("E359", "D10"), ("E359", "E10")]),
    Fault("formula for a text", [put("K15", "=VLOOKUP(B15;A1:C9;2)")], [("E359", "K15")]),
    Fault("non-breaking spaces", [change("B14", "dân số", "dân\u00a0số")], [],
          notes=[("N360", "B14")]),
    Fault("invisible sign", [change("B14", "dân số", "dân\u200b số")], [("W361", "B14")],
          also=[("E401", "B14")]),
    Fault("Cyrillic letter", [change("B14", "BHYT", "B\u041dYT")], [("E362", "B14")],
          also=[("E401", "B14")]),
    Fault("Greek capital for a unit", [put("J18", "\u0392HXH")], [("E362", "J18")],
          also=[("E401", "J18"), ("W332", "J18")]),
    Fault("O for a zero", [put("F33", "1O0")], [("E363", "F33")]),
    Fault("l for a one", [put("E33", "l00")], [("E363", "E33")], also=[("W324", "F33")]),
    Fault("O in the number of a text", [put("K40", "chỉ tiêu 2O26")], [("W364", "K40")]),
]

TEXT = [
    Fault("target nearly twice", [put("B33", "Tỷ lệ học sinh hoàn thành chương trình tiểu - học")],
          [("W330", "B33")]),
    Fault("target twice but for a letter", [put(
        "B17", "Tỷ lệ lao động tham gia bảo hiểm xã hội tự nguyệ trên lực lượng lao động")],
        [("W330", "B17")]),
    Fault("unit that the ward does not have", [put("J21", "Phòng Nông nghiệp")],
          [("W332", "J21")]),
    Fault("unit with a letter missing", [put("J21", "Phòng KTHĐ")], [("W332", "J21")]),
    Fault("unit in other words", [put("J21", "Phòng KTHTĐT")], [("W333", "J21")]),
    Fault("word mistyped", [change("B34", "tiểu học", "tiêu học")], [("W338", "B34")]),
    Fault("word mistyped in a heading", [change("B24", "BỔ SUNG", "BỐ SUNG")], [("W338", "B24")]),
    Fault("word mistyped in a note", [put("K21", "triên khai từ quý II")], [("W338", "K21")]),
    Fault("year that is over", [put("K21", "theo kế hoạch năm 2025")], [], notes=[("N337", "K21")]),
    Fault("share above the whole", [put("F33", "1000")], [("W340", "F33")],
          also=[("W321", "F33"), ("W322", "G33")]),
]

CLEAN = {"earlier.csv": []}
EARLIER = {"compare": {"earlier": "earlier.csv"}}
CITY = {"compare": {"assigned": "city.csv"}}
ANNOUNCED = {"targets": "26", "targets.a": "11", "targets.b": "15"}

BETWEEN = [
    Fault("no change", [], [], job=EARLIER, files=CLEAN),
    Fault("value of a quarter changed", [put("F15", "48.2")], [("W374", "F15")], job=EARLIER,
          files=CLEAN),
    Fault("plan changed", [put("E33", "99"), *[put(f"{column}33", "99") for column in "FGHI"]],
          [("W374", f"{column}33") for column in "EFGHI"], job=EARLIER, files=CLEAN),
    Fault("unit changed", [put("C12", "triệu đồng/người/tháng")], [("W374", "C12")], job=EARLIER,
          files=CLEAN),
    Fault("lead unit changed", [put("J21", "Phòng VHXH")], [("W374", "J21")], job=EARLIER,
          files=CLEAN),
    Fault("same number in another style", [put("I15", "49"), put("I16", "4")], [], job=EARLIER,
          files=CLEAN),
    Fault("target removed", [drop(36)], [("W371", "B36 @earlier.csv")],
          job=EARLIER, files=CLEAN),
    Fault("detail removed", [drop(20)], [("W371", "B20 @earlier.csv")], job=EARLIER, files=CLEAN),
    Fault("section removed", [drop(39, 42)], [("W371", f"B{n} @earlier.csv") for n in
                                              range(39, 43)],
          job=EARLIER, files=CLEAN),
    Fault("target added", [insert(37, ["12", "Tỷ lệ trẻ em được tiêm chủng", "%", "", "95", "95",
                                       "95", "95", "95", "", ""])], [], notes=[("N370", "B37")],
          job=EARLIER, files=CLEAN),
    Fault("targets in another order", [swap(35, 36), put("A35", "10"), put("A36", "11")], [],
          notes=[("N372", "A35"), ("N372", "A36")], job=EARLIER, files=CLEAN),
    Fault("target renamed", [put("B21", "Tỷ lệ hộ dân được cấp nước sạch")], [],
          notes=[("N373", "B21")], job=EARLIER, files=CLEAN),
    Fault("city's figure copied wrong", [put("D17", "47")], [("E375", "D17")], job=CITY,
          files={"city.csv": []}),
    Fault("city's figure left out", [put("D28", "")], [("E375", "D28")], job=CITY,
          files={"city.csv": []}),
    Fault("city's target left out", [drop(22, 22), put("A22", "7")],
          [("E376", "B22 @city.csv")],
          job=CITY, files={"city.csv": []}),
    Fault("city's table agrees", [], [], job=CITY, files={"city.csv": []}),
    Fault("dispatch announces what is there", [], [], job={"claim": ANNOUNCED}),
    Fault("dispatch announces more", [], [("E380", "line 14 @job.ini")],
          job={"claim": {**ANNOUNCED, "targets": "27"}}),
    Fault("dispatch counts a part wrong", [], [("E380", "line 15 @job.ini")],
          job={"claim": {**ANNOUNCED, "targets.a": "15"}}),
    Fault("target lost, dispatch as it was", [drop(36)],
          [("E380", "line 14 @job.ini"), ("E380", "line 16 @job.ini")], job={"claim": ANNOUNCED}),
    Fault("dispatch cites another value", [], [("E381", "E14")],
          job={"claim": {"value.1": "Tỷ lệ dân số tham gia BHYT = 96"}}),
    Fault("dispatch cites what is there", [], [],
          job={"claim": {"value.1": "Tỷ lệ dân số tham gia BHYT = 96,5",
                         "value.2": "Tỷ lệ điều tra khám phá thường án = > 75"}}),
    Fault("dispatch cites no target of the table", [], [("E382", "line 14 @job.ini")],
          job={"claim": {"value.1": "Tỷ lệ che phủ rừng = 40"}}),
    Fault("table attached to another dispatch", [change("A3", "1361", "1316")], [("W383", "A3")]),
    Fault("table attached on another day", [change("A3", "24/12", "25/12")], [("W383", "A3")]),
]

FAULTS = READING + HARMLESS + STRUCTURE + CELLS + COURSE + DAMAGE + TEXT + BETWEEN
