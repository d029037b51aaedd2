"""Turns what the program made into the lines that floor.c reads: one mark or cell a line."""

import csv
import io
import re

import openpyxl

FACES = {"regular": 0, "bold": 1, "italic": 2, "bold-italic": 3}
ALIGNS = {"left": 1, "center": 2, "right": 3}


def millipoints(text):
    return str(round(float(text) * 1000))


TEXT = re.compile(r'T (\S+) (\S+) (\S+) (\S+)(?: space=(\S+))? "(.*)"$')


def marks_of(page_dump):
    """The lines of --dump=page with whole millipoints and tabs: rules before texts, page by page;
    then labels (where pages are counted anew), links with the page they lead to, the outline."""
    pages, links, outline, parts, labels = [], [], [], [], []
    for line in page_dump.splitlines():
        kind, *fields = line.split(" ")
        if kind == "page":
            width, height = re.search(r"\(([\d.]+) x ([\d.]+)\)", line).groups()
            part, number = re.search(r"(?: part=(\d+) number=(\d+))?$", line).groups()
            part, number = (part, number) if part else ("0", str(len(pages) + 1))
            if not parts or parts[-1] != part:
                labels.append(f"B\t{len(pages)}\t{number}")
            parts.append(part)
            pages.append(([f"P\t{millipoints(width)}\t{millipoints(height)}"], []))
        elif kind == "T":
            x, y, face, size, space, text = TEXT.match(line).groups()
            text = re.sub(r"\\(.)", r"\1", text)
            pages[-1][1].append(f"T\t{millipoints(x)}\t{millipoints(y)}\t{FACES[face]}"
                                f"\t{millipoints(size)}\t{millipoints(space or 0)}\t{text}")
        elif kind == "R":
            pages[-1][0].append("\t".join(["R"] + [millipoints(v) for v in fields]))
        elif kind == "L":
            area = "\t".join(millipoints(v) for v in fields[:4])
            links.append((len(pages) - 1, area, fields[4].removeprefix("part=")))
        elif kind == "outline":
            depth, page, y, title = re.match(r'outline (\d+) page=(\d+) y=(\S+) "(.*)"$',
                                             line).groups()
            outline.append(f"O\t{depth}\t{int(page) - 1}\t{millipoints(y)}\t{title}")
        elif kind != "fit":
            raise ValueError(f"the floor cannot draw: {line}")
    links = [f"L\t{page}\t{area}\t{parts.index(part)}" for page, area, part in links]
    lines = [line for rules, texts in pages for line in rules + texts]
    lines += (labels if len(labels) > 1 else []) + links + outline
    return "".join(line + "\n" for line in lines)


def look_of(cell):
    return (f"{cell.font.sz:g}", int(bool(cell.font.b)), int(bool(cell.font.i)),
            ALIGNS.get(cell.alignment.horizontal, 1), int(cell.border.left.style is not None),
            cell.number_format)


def cells_of(path):
    """The cells, merges, widths and heights of a workbook's one sheet."""
    sheet = openpyxl.load_workbook(path).active
    first, last = (int(n) - 1 for n in re.findall(r"\d+", sheet.print_title_rows))
    lines = [f"W\t{sheet.title}",
             f"U\t{int(sheet.page_setup.orientation == 'landscape')}\t{first}\t{last}"]
    for letter, dimension in sheet.column_dimensions.items():
        column = openpyxl.utils.column_index_from_string(letter) - 1
        lines.append(f"C\t{column}\t{dimension.width:.4f}")
    spans = {(r.min_row, r.min_col): (r.max_row - r.min_row + 1, r.max_col - r.min_col + 1)
             for r in sheet.merged_cells.ranges}
    covered = {place for r in sheet.merged_cells.ranges for place in r.cells} - set(spans)
    formats = {}
    for row in sheet.iter_rows():
        height = sheet.row_dimensions[row[0].row].height
        if height:
            lines.append(f"R\t{row[0].row - 1}\t{height:g}")
        for cell in row:
            place = (cell.row, cell.column)
            if place in covered or not cell.has_style:
                continue
            look = look_of(cell)
            if look not in formats:
                formats[look] = len(formats)
                lines.append("\t".join(map(str, ("F", formats[look]) + look)))
            down, right = spans.get(place, (1, 1))
            kind = "N" if isinstance(cell.value, (int, float)) else "S"
            value = "" if cell.value is None else str(cell.value)
            assert "\n" not in value and "\t" not in value
            lines.append(f"{kind}\t{cell.row - 1}\t{cell.column - 1}\t{down}\t{right}"
                         f"\t{formats[look]}\t{value}")
    return "".join(line + "\n" for line in lines)


ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split()
HEAD = """\
BIỂU LỚN,,,,,,,,,,
,,,,,,,,,,
TT,Chỉ tiêu,ĐVT,Kế hoạch năm 2026,,Tiến độ hoàn thành,,,,Đơn vị chủ trì,Ghi chú
,,,Thành phố giao,Phường giao,"Quý I (tháng 1,2,3)","Quý II (tháng 4,5,6)",\
"Quý III (tháng 7,8,9)","Quý IV (tháng 10,11,12)",,
1,2,3,4,5,,,,,,
"""
NAMES = ("Tổng thu ngân sách nhà nước trên địa bàn, khoản {}",
         "Tỷ lệ lao động tham gia bảo hiểm xã hội tự nguyện trên lực lượng lao động, khu {}",
         "Số trường công lập đạt chuẩn quốc gia, cụm {}",
         "Tỷ lệ hộ dân được cung cấp nước sạch, tổ {}")
UNITS = ("triệu đồng", "%", "trường", "%")
# A fault of its own for each of these rows in turn: how a cell is spoilt, by its column.
FAULTS = ({2: ""}, {4: "1O.5"}, {2: "%o"}, {4: "#REF!"}, {9: "Phòng KTHĐTT"}, {5: "999"}, {1: ""})


# Syllables of real names; in a fixed order of no meaning they give every row words of its own.
SYLLABLES = ("an bảo bình cải chất chỉnh chợ chuyển công cụm cư dân dịch dưỡng đất đầu điểm định "
             "đô độ đội đường giáo giao hạ hàng hiện hóa hoạt học hội hợp khách khám kinh lĩnh lợi "
             "luật lượng lý mại minh môi mới năng nghề nghiệp ngõ nguồn nhà nhân nước phát phố phòng "
             "phúc quản quy rác sách sản sinh số sống sử sức tài tập tế thải thể thị thiết thông "
             "thuật thực thương tích tiện tổ tộc trách trang trật trẻ triển trình trợ trung trường "
             "tuyến ứng văn vật vệ viên việc vụ vườn xanh xã xây xuất y yếu").split()


def own_words(number):
    """Six syllables that no other row has in this order."""
    words, state = [], number * 2654435761 % 2**32
    for _ in range(6):
        state = (state * 1664525 + 1013904223) % 2**32
        words.append(SYLLABLES[(state >> 16) % len(SYLLABLES)])
    return " ".join(words)


def spoil(rows):
    """The same table with a fault in every row of a target."""
    lines = []
    for number, cells in enumerate(csv.reader(io.StringIO(rows))):
        if number > 4 and cells[2]:
            for column, cell in FAULTS[number % len(FAULTS)].items():
                cells[column] = cell
        lines.append(cells)
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(lines)
    return out.getvalue()


def big_table(rows, own_names=False):
    """A table of the shape of Biểu A4.1 with that many rows: sections, targets, sub-rows; the
    program has nothing to say against it. The names are four and a number, or each of its own
    words."""
    lines = []
    parts = 10 * len(ROMAN)
    each = -(-rows // parts)
    for part in range(parts):
        if part % len(ROMAN) == 0:
            lines.append(f"{chr(65 + part // len(ROMAN))},CHỈ TIÊU CỦA NHÓM {part},,,,,,,,,")
        lines.append(f"{ROMAN[part % len(ROMAN)]},Các chỉ tiêu về lĩnh vực {part},,,,,,,,,")
        number = 0
        for i in range(each - 1):
            n = part * each + i
            whole = n % 89 + 10
            half = whole // 2
            value = f"{whole}.{n % 97:02d}"
            quarters = (half // 2, f"{half},5", half + 1, value)
            if n % 4 == 0:  # what comes in over the year: the quarters make up the plan
                fourth = whole // 4
                rest = whole * 100 + n % 97 - 3 * fourth * 100 - 50
                quarters = (fourth, f"{fourth},5", fourth, f"{rest // 100}.{rest % 100:02d}")
            if n % 7 == 6 and number:
                name = own_words(n) if own_names else f"khoản {n}"
                lines.append(f",Trong đó: {name},%,,{value},,,,{value},,")
            else:
                number += 1
                first, second, third, last = quarters
                name = NAMES[n % 4].format(own_words(n) if own_names else n)
                lines.append(f'{number},"{name}",{UNITS[n % 4]},{value},{value},'
                             f'{first},"{second}",{third},{last},Phòng KTHĐT,')
    return HEAD + "".join(line + "\n" for line in lines[:rows])


def peer_table(table):
    """The rows of a table under one line of names, and what Table Schema can say of its columns."""
    numbers = ("city", "ward", "q1", "q2", "q3", "q4")
    fields = [{"name": name, "type": "string"} for name in ("ordinal", "name", "unit")]
    fields[1]["constraints"] = {"required": True}
    fields += [{"name": name, "type": "number", "decimalChar": "," if name == "q2" else "."}
               for name in numbers]
    fields += [{"name": name, "type": "string"} for name in ("lead", "note")]
    names = ",".join(field["name"] for field in fields)
    rows = table.split("\n", HEAD.count("\n"))[-1]
    return f"{names}\n{rows}", {"fields": fields, "missingValues": [""]}
