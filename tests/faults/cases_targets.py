"""Owns the faults that are put into Phụ lục I of Chu Văn An: targets and who answers for them."""
import pathlib

from tables import (Fault, append, change, delimiter, drop, each_row, insert, put, raw, replace,
                    row, shift, swap)

HEADER = ["STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2026",
          "Phân công các cơ quan, đơn vị chịu trách nhiệm"]

# The template, for details that are numbered "1.1".
TEMPLATES = pathlib.Path(__file__).resolve().parents[2] / "templates" / "appendix"
DOTTED = (TEMPLATES / "phu-luc-chi-tieu.ini").read_bytes().replace(
    b"ordinal = none\nkind = sub",
    b"ordinal = 1.1\nkind = item\n\n[level.3]\nordinal = none\nkind = sub")

READING = [
    Fault("quote never closed", [replace("14;Giữ vững", '14;"Giữ vững')],
          [("E107", "B23")]),
    Fault("quote that swallows the table", [
        put("E20", "Trung tâm Phục vụ hành chính công"), put("E21", ""),
        append(*[[str(n), f"Chỉ tiêu khác của phường, số {n}", "%", "5", ""]
                 for n in range(15, 41)]),
        replace("2;Thu ngân sách", '2;"Thu ngân sách')], [("E119", "B9")]),
    Fault("quote behind its cell", [replace("13;Chỉ tiêu giao quân", '13;"Chỉ tiêu" giao quân')],
          [("E108", "B22")]),
    Fault("byte that is not UTF-8", [replace("Thu hút khách", b"Thu h\xfat kh\xe1ch")],
          [("E106", "line 16")]),
    Fault("table of tasks", [row(4, ["STT", "Nhiệm vụ", "Đơn vị", "Thời hạn", "Kết quả"])],
          [("E111", "")], alone=True),
    Fault("header alone", [drop(5, 23)], [("E112", "line 4")]),
    Fault("no column of units", [each_row(lambda cells: cells[:2] + cells[3:])],
          [("E113", "line 4")]),
    Fault("heading of another year", [put("D4", "Kế hoạch năm 2025")], [("E114", "D4")]),
    Fault("semicolon in a name", [replace("an ninh chính trị, trật tự", "an ninh chính trị; trật tự")],
          [("E115", "F23")], also=[("E306", "C23"), ("E309", "D23"), ("W332", "E23")]),
    Fault("row that lost its last cell", [replace("6;Trẻ em suy dinh dưỡng;%;<7;",
                                                  "6;Trẻ em suy dinh dưỡng;%;<7")],
          [("W116", "line 13")]),
    Fault("control character", [put("B13", "Trẻ em\x0b suy dinh dưỡng")], [("E117", "B13")],
          alone=True),
    Fault("printed page", [raw(lambda data: b"%PDF-1.7\n" + data)], [("E129", "")]),
]

# The same table written in another way: nothing above note is to be found.
HARMLESS = [
    Fault("commas between cells", [delimiter(",")], []),
    Fault("blank rows above and inside", [insert(10, [""] * 5), insert(4, [""] * 5)], []),
    Fault("names and place of signing above", [insert(1, ["UBND PHƯỜNG", "", "CỘNG HÒA", "", ""])],
          [], notes=[("N124", "line 1")]),
    Fault("signature below", [append(["", "TM. ỦY BAN NHÂN DÂN", "", "", ""],
                                     ["", "CHỦ TỊCH", "", "", ""])], [],
          notes=[("N125", "line 24")]),
    Fault("tab behind a name", [put("B13", "Trẻ em suy dinh dưỡng\t")], [],
          notes=[("N126", "B13")]),
    Fault("header of a new page", [insert(12, HEADER)], [], notes=[("N122", "line 12")]),
    Fault("ordinals with brackets", [put("A5", "1)"), put("A9", "2)"), put("A10", "3)")], []),
    Fault("target added behind another", [insert(12, ["4a", "Hộ cận nghèo", "%", "< 1", ""])], []),
    Fault("words for signs", [put("D11", "dưới 0,2"), put("D12", "trên 500 lao động"),
                              put("D18", "từ 90 trở lên")], []),
    Fault("dash for no value", [put("D18", "-")], []),
    Fault("growth with a remark", [put("D9", "tăng 8% (so với năm trước)")], []),
]

STRUCTURE = [
    Fault("row lost", [drop(13)], [("E301", "A13")]),
    Fault("number passed over", [put("A23", "15")], [("E301", "A23")]),
    Fault("number twice", [put("A14", "6")], [("E302", "A14")], also=[("E301", "A15")]),
    Fault("numbers that go back", [put("A22", "3")], [("E302", "A22")], also=[("E301", "A23")]),
    Fault("two rows in each other's place", [swap(13, 14)], [("E301", "A13")],
          also=[("E302", "A14"), ("E301", "A15")]),
    Fault("Roman numeral", [put("A13", "VII")], [("E303", "A13")], also=[("E301", "A14")]),
    Fault("star for a number", [put("A22", "*")], [("E303", "A22")], also=[("E301", "A23")]),
    Fault("details before any target", [drop(5)], [("E304", "A5"), ("E304", "A6"), ("E304", "A7")],
          also=[("E301", "A8")]),
    Fault("number in the cell of the name", [row(14, ["", "7. Người dân tham gia BHYT", "%", "90",
                                                      ""])], [("W313", "B14")]),
    Fault("row one column to the right", [shift(13, 13, 1)], [("E316", "A13")]),
    Fault("rows one column to the left", [shift(13, 15, -1)], [("E316", "A13")],
          also=[("E301", "A16")]),
    Fault("number of another target", [put("A6", "2.1"), put("A7", "1.2"), put("A8", "1.3")],
          [("E318", "A6")], job={"job": {"template": "dotted.ini"}}, files={"dotted.ini": DOTTED}),
    Fault("number without its last zero", [insert(9, *[["1." + str(n), f"Ngành thứ {n} của phường",
                                                        "%", "5", ""] for n in range(1, 10)],
                                                  ["1.1", "Ngành cuối cùng của phường", "%", "5",
                                                   ""]), drop(6, 8)],
          [("W353", "A15")], also=[("E302", "A15")], job={"job": {"template": "dotted.ini"}},
          files={"dotted.ini": DOTTED}),
]

CELLS = [
    Fault("no unit", [put("C11", "")], [("E305", "C11")]),
    Fault("no unit for a detail", [put("C6", "")], [("E305", "C6")]),
    Fault("unit nobody knows", [put("C16", "Lượt ngời")], [("E306", "C16")]),
    Fault("percent sign mistyped", [put("C13", "%5")], [("E306", "C13")]),
    Fault("unfinished fraction", [put("D17", "11/")], [("E307", "D17")]),
    Fault("unfinished range", [put("D6", "12,5-")], [("E307", "D6")]),
    Fault("comparison without a number", [put("D10", ">")], [("E307", "D10")]),
    Fault("target twice", [put("B15", "Người dân tham gia BHYT")], [("E308", "B15")]),
    Fault("detail twice", [put("B7", "- Công nghiệp,  xây dựng")], [("E308", "B7")]),
    Fault("no value", [put("D14", "")], [("E309", "D14")]),
    Fault("no value for a detail", [put("D8", "")], [("E309", "D8")]),
    Fault("no name", [put("B14", "")], [("E309", "B14")]),
    Fault("numbers that read in two ways", [
        put("D5", "14 - 15"), put("D6", "12-13"), put("D7", "15"), put("D8", "4"),
        put("D11", "< 1"), put("D12", "1,500")], [("W310", "D12"), ("W310", "D16")], alone=True),
    Fault("mark-up around a name", [put("B15", "<b>Người dân được quản lý sức khỏe điện tử</b>")],
          [("W314", "B15")]),
]

DAMAGE = [
    Fault("fraction that became a date", [put("D17", "11/12/2026")], [("E350", "D17")]),
    Fault("fraction that became a month", [put("D17", "11-Dec")], [("E350", "D17")]),
    Fault("range that became a date", [put("D6", "13/12/2026")], [("E350", "D6")]),
    Fault("fraction that became a serial number", [put("D17", "46367")], [("W352", "D17")]),
    Fault("share that became a serial number", [put("D14", "46090")], [("W352", "D14")],
          also=[("W340", "D14")]),
    Fault("long number cut short", [put("D16", "3E+05")], [("E354", "D16")]),
    Fault("column too narrow", [put("D16", "#######")], [("E356", "D16")]),
    Fault("lost reference", [put("D11", "#REF!")], [("E357", "D11")]),
    Fault("unknown name of a formula", [put("B14", "#NAME?")], [("E357", "B14")]),
    Fault("formula for a value", [put("D5", "=SUM(D6:D8)")], [("E359", "D5")]),
    Fault("formula with a plus", [put("D19", "+D18")], [("E359", "D19")]),
    Fault("non-breaking space in a name", [change("B9", "Thu ngân", "Thu\u00a0ngân")], [],
          notes=[("N360", "B9")]),
    Fault("soft hyphen in a name", [change("B9", "Thu ngân", "Thu ng\u00adân")], [("W361", "B9")],
          also=[("E401", "B9")]),
    Fault("Cyrillic letter in a name", [change("B14", "tham", "th\u0430m")], [("E362", "B14")],
          also=[("E401", "B14")]),
    Fault("O for a zero", [put("D10", "1O0")], [("E363", "D10")]),
    Fault("l for a one", [put("D17", "l1/12")], [("E363", "D17")]),
    Fault("O in a text", [put("E22", "Ban chỉ huy Quân sự 2O26")], [("W364", "E22")],
          also=[("W332", "E22")]),
]

TEXT = [
    Fault("target nearly twice", [put("B14", "Người dân tham gia bảo hiểm y tế"),
                                  put("B15", "Người dân tham gia bảo hiêm y tế")],
          [("W330", "B15")]),
    Fault("unit that the ward does not have", [put("E22", "Phòng Tư pháp")], [("W332", "E22")]),
    Fault("unit with a letter missing", [put("E5", "Phòng Kinh tế, Hạ tầng và Đô th")],
          [("W332", "E5")]),
    Fault("unit in other words", [put("E21", "Trung tâm PVHCC; các phòng chuyên môn.")],
          [("W333", "E21")]),
    Fault("word mistyped", [change("B9", "ngân sách", "ngân sach")], [("W338", "B9")]),
    Fault("share above the whole", [put("D11", "< 120")], [("W340", "D11")]),
]

EARLIER = {"compare": {"earlier": "earlier.csv"}}
CITY = {"compare": {"assigned": "city.csv"}}

BETWEEN = [
    Fault("no change", [], [], job=EARLIER, files={"earlier.csv": []}),
    Fault("value changed", [put("D14", "92")], [("W374", "D14")], job=EARLIER,
          files={"earlier.csv": []}),
    Fault("limit turned round", [put("D11", "> 0,2")], [("W374", "D11")], job=EARLIER,
          files={"earlier.csv": []}),
    Fault("unit changed", [put("C12", "Người")], [("W374", "C12")], job=EARLIER,
          files={"earlier.csv": []}),
    Fault("same value in another style", [put("D9", "8,0"), put("D16", "300000")], [], job=EARLIER,
          files={"earlier.csv": []}),
    Fault("target removed and the rest renumbered", [
        drop(13), put("A13", "6"), put("A14", "7"), put("A15", "8"), put("A16", "9"),
        put("A17", "10"), put("A19", "11"), put("A21", "12"), put("A22", "13")],
        [("W371", "B13 @earlier.csv")], job=EARLIER, files={"earlier.csv": []},
        notes=[("N372", "A13"), ("N372", "A22")]),
    Fault("detail added", [insert(9, ["", "- Du lịch", "%", "16", ""])], [],
          notes=[("N370", "B9")], job=EARLIER, files={"earlier.csv": []}),
    Fault("target renamed", [put("B14", "Tỷ lệ người dân tham gia BHYT")], [],
          notes=[("N373", "B14")], job=EARLIER, files={"earlier.csv": []}),
    Fault("city's figure copied wrong", [put("D14", "91")], [("E375", "D14")], job=CITY,
          files={"city.csv": []}),
    Fault("city's target left out", [put("B22", "Hội khỏe Phù Đổng")],
          [("E376", "B22 @city.csv")], job=CITY, files={"city.csv": []}),
    Fault("plan announces more", [], [("E380", "line 11 @job.ini")],
          job={"claim": {"targets": "16"}}),
    Fault("plan announces what is there", [], [], job={"claim": {"targets": "14"}}),
    Fault("plan cites another value", [], [("E381", "D12")],
          job={"claim": {"value.1": "Giải quyết việc làm = > 600"}}),
    Fault("plan cites a range", [], [], job={
        "claim": {"value.1": "Tốc độ tăng trưởng GRDP. Trong đó: = 14 - 14,5"}}),
    Fault("plan cites no target of the table", [], [("E382", "line 11 @job.ini")],
          job={"claim": {"value.1": "Kết nạp đảng viên = 40"}}),
    Fault("table attached to another plan", [put(
        "A3", "(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/01/2026 của UBND phường)")],
        [("W383", "A3")], job={"document": {"number": "21/KH-UBND", "date": "2026-01-05"}}),
]

FAULTS = READING + HARMLESS + STRUCTURE + CELLS + DAMAGE + TEXT + BETWEEN
