"""What Decree 30/2020/NĐ-CP asks of the letter of a document, one function a check of the list in
tests/outside/measure_letter.py."""

import re

from letter_parts import without_page_number
from sheet import ASCENT, DESCENT, MM, SINGLE, joined, squeezed

LENGTH = 0.5 * MM        # tolerances
SIZE = 0.1
LEVEL = 0.5
SHORTENED = re.compile(r"(TM|KT|TL|TUQ|Q)\. \S|(?!(TM|KT|TL|TUQ|Q)\b)(?!\w{1,3}\.)")
KINDS = ("NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC BB TTr HĐ CĐ BGN BTT GUQ GM GGT GNP PG PC "
         "PB").split()
DEGREES = re.compile(r"\b(ThS|TS|PGS|GS|CN|KS|BS|Ông|Bà)\b\.?", re.IGNORECASE)


def named(letter, part, lines, check):
    """False, and a failure, when a part is not there."""
    return check.that(bool(lines), f"{part} is not there")


def sized(check, part, lines, low, high, face):
    for line in lines:
        check.that(low - SIZE <= min(line.sizes) and max(line.sizes) <= high + SIZE,
                   f"{part} is {sorted(line.sizes)} pt, wanted {low}-{high}: {line.text!r}")
        check.that(line.faces == {face},
                   f"{part} is {sorted(line.faces)}, wanted {face or 'upright'}: {line.text!r}")


def centred(check, part, lines, middle):
    for line in lines:
        check.that(abs(line.middle - middle) <= LENGTH,
                   f"{part} is {abs(line.middle - middle) / MM:.1f} mm off the middle: {line.text!r}")


def upper(check, part, lines):
    check.that(joined(lines) == joined(lines).upper(), f"{part} is not in capitals")


def rule_under(sheet, line, reach=14):
    """The first level stroke below a line."""
    found = [s for s in sheet.strokes if s.level and line.y < s.top < line.bottom + reach
             and s.left < line.right and s.right > line.left]
    return min(found, key=lambda s: s.top, default=None)


def rule_of_share(check, part, sheet, line):
    """A solid rule of a third to a half of the line above, centred on it."""
    rule = rule_under(sheet, line)
    if check.that(rule and not rule.dashed, f"no solid rule under {part}"):
        share = rule.width / line.width
        check.that(line.width / 3 - LENGTH <= rule.width <= line.width / 2 + LENGTH,
                   f"the rule under {part} is {share:.2f} of the line above, wanted 1/3 to 1/2")
        check.that(abs(rule.middle - line.middle) <= LENGTH, f"the rule under {part} is off centre")
    return rule


def sides(letter):
    """Left and right margin in points, by the text that is justified to both."""
    right = letter.sheets[0].width - letter.right
    return letter.left, right


# ---- the page ----

def paper(letter, check):
    for sheet in letter.sheets:
        check.that(abs(sheet.width - 210 * MM) < 1 and abs(sheet.height - 297 * MM) < 1,
                   f"page {sheet.number} is {sheet.width / MM:.0f} x {sheet.height / MM:.0f} mm")


def margins(letter, check):
    left, right = sides(letter)
    for name, value, low, high in (("left", left, 30, 35), ("right", right, 15, 20)):
        check.that(low * MM - LENGTH <= value <= high * MM + LENGTH,
                   f"{name} margin {value / MM:.1f} mm, wanted {low}-{high}")
    fullest = 0
    for sheet in letter.sheets:
        lines = [line for line in without_page_number(sheet)
                 if line.text != letter.wanted.circulation]
        if not lines:
            continue
        top = min(line.top for line in lines)
        bottom = sheet.height - max(line.bottom for line in lines)
        check.that(top >= 20 * MM - LENGTH, f"page {sheet.number}: text {top / MM:.1f} mm from the top")
        check.that(bottom >= 20 * MM - LENGTH,
                   f"page {sheet.number}: text {bottom / MM:.1f} mm from the foot")
        check.that(top <= 25 * MM + 6, f"page {sheet.number}: the top margin is {top / MM:.1f} mm")
        fullest = max(fullest, max(line.bottom for line in lines))
        for line in lines:
            check.that(line.left >= left - LENGTH and line.right <= sheet.width - right + LENGTH,
                       f"page {sheet.number}: beyond the margin: {line.text!r}")
    if len(letter.sheets) > 2:
        check.that(letter.first.height - fullest <= 25 * MM + 2 * 24,
                   "no page is filled down to a bottom margin of 25 mm")


def colours(letter, check):
    for sheet in letter.sheets:
        for glyph in sheet.letters:
            check.that(not glyph.face.startswith("other:"), f"typeface {glyph.face}")
        for line in sheet.lines:
            red = letter.in_frame(sheet, line) and letter.wanted.urgency
            check.that(red or line.colours <= {"0", "0 0 0"}, f"not black: {line.text!r}")


# ---- the header ----

def nation(letter, check):
    if named(letter, "Quốc hiệu", letter.nation, check):
        sized(check, "Quốc hiệu", letter.nation, 12, 13, "Bold")
        upper(check, "Quốc hiệu", letter.nation)
        check.that(len(letter.nation) == 1, "Quốc hiệu takes several lines")
        check.that(letter.nation[0].left > letter.first.width * 0.38, "Quốc hiệu is not on the right")


def motto(letter, check):
    if named(letter, "Tiêu ngữ", letter.motto, check):
        sized(check, "Tiêu ngữ", letter.motto, 13, 14, "Bold")
        check.that(joined(letter.motto) == "Độc lập - Tự do - Hạnh phúc", "Tiêu ngữ has other signs")
        if letter.nation:
            centred(check, "Tiêu ngữ", letter.motto, letter.nation[0].middle)


def motto_rule(letter, check):
    if letter.motto:
        line = letter.motto[-1]
        rule = rule_under(letter.first, line)
        if check.that(rule and not rule.dashed, "no solid rule under Tiêu ngữ"):
            check.that(abs(rule.width - line.width) <= 0.02 * line.width,
                       f"the rule under Tiêu ngữ is {rule.width / line.width:.2f} of it")
            check.that(abs(rule.middle - line.middle) <= LENGTH, "the rule under Tiêu ngữ is off centre")


def agencies(letter, check):
    if letter.wanted.parent and named(letter, "the parent agency", letter.parent, check):
        sized(check, "parent agency", letter.parent, 12, 13, "")
        upper(check, "parent agency", letter.parent)
    if named(letter, "the agency", letter.agency, check):
        sized(check, "agency", letter.agency, 12, 13, "Bold")
        upper(check, "agency", letter.agency)
        centred(check, "agency", (letter.parent or []) + letter.agency, letter.agency[0].middle)
        lines = (letter.parent or []) + letter.agency
        for above, below in zip(lines, lines[1:]):
            check.that(below.y - above.y <= SINGLE * below.size + LEVEL, "agency: not single spaced")


def agency_rule(letter, check):
    if letter.agency and letter.number:
        rule = rule_of_share(check, "the agency", letter.first, letter.agency[-1])
        check.that(rule is None or rule.top < letter.number.top + LEVEL,
                   "the rule under the agency stands below the number")
        check.that(letter.number.y > letter.agency[-1].y, "the number stands above the agency")


def number(letter, check):
    line = letter.number
    if not named(letter, "Số", [line] if line else [], check):
        return
    sized(check, "Số, ký hiệu", [line], 13, 13, "")
    if letter.agency:
        centred(check, "Số, ký hiệu", [line], letter.agency[0].middle)
    check.that(re.fullmatch(r"Số: (0[1-9]|[1-9]\d+| +)/\S+", line.text)
               or re.fullmatch(r"Số: +/\S+", line.text), f"not a number and code: {line.text!r}")
    check.that(squeezed(line.text) == squeezed("Số: " + letter.wanted.number),
               f"number {line.text!r}, wanted {letter.wanted.number!r}")
    code = line.text.rpartition("/")[2]
    check.that("CV" not in code.split("-"), f"CV in the code: {line.text!r}")
    check.that(code == code.upper() or code.split("-")[0] in KINDS, f"code not in capitals: {code!r}")


def kind_code(letter, check):
    if letter.number:
        first = letter.number.text.rpartition("/")[2].split("-")[0]
        if letter.wanted.form == "letter":
            check.that(first not in KINDS and first != "CV", f"a công văn has the kind code {first!r}")
        else:
            check.that(first == letter.wanted.code and first in KINDS,
                       f"kind code {first!r}, wanted {letter.wanted.code!r}")


def date(letter, check):
    if not named(letter, f"the line of place and date ({letter.wanted.date})", letter.date, check):
        return
    sized(check, "date", letter.date, 13, 14, "Italic")
    check.that(re.search(r", ngày (0[1-9]|[12]\d|3[01]| *) tháng (0[12]|[3-9]|1[0-2]| *) năm \d{4}$",
                         joined(letter.date)), f"date: {joined(letter.date)!r}")
    if letter.number:
        check.that(abs(letter.date[0].y - letter.number.y) <= LENGTH, "date and number are not level")
    if letter.nation:
        centred(check, "date", letter.date, letter.nation[0].middle)


def about(letter, check):
    if letter.wanted.form != "letter":
        return
    if named(letter, "V/v", letter.about, check) and letter.number:
        sized(check, "V/v", letter.about, 12, 13, "")
        centred(check, "V/v", letter.about, letter.number.middle)
        first = letter.about[0]
        single = ASCENT * first.size + DESCENT * letter.number.size
        air = first.y - letter.number.y - single
        check.that(6 - 1 <= air <= 6 + LENGTH + 1, f"V/v is {air:.1f} pt below the number, wanted 6")
    titles = [line for line in letter.first.lines if squeezed(line.text) == "CÔNGVĂN"]
    check.that(not titles, "a công văn has a title")


# ---- title and addressees ----

def title(letter, check):
    if letter.wanted.form != "named":
        return
    middle = (letter.left + letter.right) / 2
    if named(letter, "the kind as a title", letter.kind, check):
        sized(check, "tên loại", letter.kind, 13, 14, "Bold")
        upper(check, "tên loại", letter.kind)
        centred(check, "tên loại", letter.kind, middle)
    if named(letter, "trích yếu", letter.subject, check):
        sized(check, "trích yếu", letter.subject, 13, 14, "Bold")
        centred(check, "trích yếu", letter.subject, middle)
        rule_of_share(check, "trích yếu", letter.first, letter.subject[-1])
        text = joined(letter.subject)
        check.that(not text.endswith("."), "trích yếu ends with a full stop")
        check.that(text != text.upper(), "trích yếu is in capitals")
    check.that(not any(line.text.startswith("V/v") for line in letter.first.lines), "it has a V/v")


def basis(letter, check):
    found = []
    for paragraph in letter.paragraphs:
        if not paragraph.text.startswith("Căn cứ "):
            break
        found.append(paragraph)
    for n, paragraph in enumerate(found):
        last = n + 1 == len(found)
        sized(check, "căn cứ", [line for _, line in paragraph.lines], 13, 14, "Italic")
        check.that(paragraph.text.endswith("." if last else ";"),
                   f"căn cứ ends with {paragraph.text[-1]!r}: {paragraph.text[-30:]!r}")


def addressee(letter, check):
    has = letter.to is not None
    if letter.wanted.addressed == "required" or letter.wanted.to:
        if not check.that(has, "Kính gửi is not there"):
            return
    if letter.wanted.addressed == "no":
        check.that(not has, "it has Kính gửi")
    if not has or not check.that(bool(letter.to_lines), "Kính gửi: other words than wanted"):
        return
    sized(check, "Kính gửi", letter.to_lines, 13, 14, "")
    label = letter.to_lines[0]
    if len(letter.wanted.to) > 1:
        check.that(label.text == "Kính gửi:", "the list begins on the line of Kính gửi")
        colon = label.glyphs[-1]
        dashes = [line for line in letter.to_lines[1:] if line.text.startswith("- ")]
        check.that(len(dashes) == len(letter.wanted.to), "a recipient has no dash")
        for line in dashes:
            off = line.left + line.glyphs[0].width / 2 - colon.x - colon.width / 2
            check.that(abs(off) <= LENGTH, f"dash {off / MM:.1f} mm beside the colon: {line.text!r}")


# ---- the text ----

def body(letter, check):
    indents = set()
    for paragraph in letter.paragraphs:
        if paragraph.centred:
            continue
        indents.add(round(paragraph.lines[0][1].left - letter.left, 1))
        for n, (sheet, line) in enumerate(paragraph.lines):
            check.that(13 - SIZE <= min(line.sizes) and max(line.sizes) <= 14 + SIZE,
                       f"text of {sorted(line.sizes)} pt: {line.text!r}")
            check.that(n == 0 or abs(line.left - letter.left) < 1, f"off the left margin: {line.text!r}")
            if n + 1 < len(paragraph.lines):
                check.that(abs(line.right - letter.right) <= LENGTH, f"not justified: {line.text!r}")
    check.that(indents and all(min(abs(i - 10 * MM), abs(i - 12.7 * MM)) <= LENGTH for i in indents)
               and max(indents) - min(indents) < LENGTH,
               f"first lines begin {[round(i / MM, 1) for i in sorted(indents)]} mm inside")
    spacing(letter, check)


def spacing(letter, check):
    pitches = []
    for paragraph in letter.paragraphs:
        for (a, above), (b, below) in zip(paragraph.lines, paragraph.lines[1:]):
            if a is b:
                ratio = (below.y - above.y) / (SINGLE * below.size)
                pitches.append(ratio)
                check.that(0.99 <= ratio <= 1.51, f"line spacing {ratio:.2f}: {below.text!r}")
    single = sorted(pitches)[len(pitches) // 2] if pitches else 1
    for one, two in zip(letter.paragraphs, letter.paragraphs[1:]):
        (a, above), (b, below) = one.lines[-1], two.lines[0]
        if a is b and not (one.centred and two.centred):
            space = below.y - above.y - single * SINGLE * below.size
            check.that(space >= 6 - 0.3, f"{space:.1f} pt above the paragraph {below.text!r}")


LEVELS = (("part", re.compile(r"(?:PHẦN|Phần|CHƯƠNG|Chương) ([IVXLC]+)\b")),
          ("section", re.compile(r"([IVXLC]+)\. ")), ("clause", re.compile(r"(\d+)\. ")),
          ("sub", re.compile(r"(\d+\.\d+)\. ")), ("point", re.compile(r"(\w)\) ")))
POINTS = "abcdđeghiklmnopqrstuvxy"


def roman(text):
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[c] for c in text]
    return sum(-v if v < max(values[n:]) else v for n, v in enumerate(values))


def ordinal(level, text):
    if level in ("part", "section"):
        return roman(text)
    if level == "point":
        return POINTS.index(text) + 1 if text in POINTS else 0
    return int(text.rpartition(".")[2])


def headings(letter, check):
    last = {}
    for paragraph in letter.paragraphs:
        for depth, (level, pattern) in enumerate(LEVELS):
            found = pattern.match(paragraph.text)
            if not found:
                continue
            value = ordinal(level, found.group(1))
            before = last.get(depth, 0)
            check.that(value == before + 1 or (depth and value == 1),
                       f"number {found.group(1)!r} behind number {before}: {paragraph.text[:40]!r}")
            last = {d: v for d, v in last.items() if d < depth} | {depth: value}
            if level in ("part", "section"):
                check.that(paragraph.bold, f"heading not bold: {paragraph.text[:40]!r}")
            if level == "section":
                check.that(paragraph.text == paragraph.text.upper(),
                           f"section not in capitals: {paragraph.text[:40]!r}")
            break


def end_mark(letter, check):
    text = " ".join(paragraph.text for paragraph in letter.paragraphs)
    check.that(text.count("./.") == 1 and text.endswith("./."), "./. does not end the text once")


# ---- the signature block ----

def copies(letter, check):
    if not named(letter, "Nơi nhận", letter.copies_label, check):
        return
    label = letter.copies_label[1]
    sized(check, "Nơi nhận", [label], 12, 12, "BoldItalic")
    check.that(label.text == "Nơi nhận:", f"label {label.text!r}")
    sized(check, "list of Nơi nhận", [line for _, line in letter.copies], 11, 11, "")
    for line in [label] + [line for _, line in letter.copies]:
        check.that(abs(line.left - letter.left) <= LENGTH, f"not flush left: {line.text!r}")
    entries = letter.wanted.copies
    text = "".join(f"- {e}{'.' if n + 1 == len(entries) else ';'}" for n, e in enumerate(entries))
    got = joined([line for _, line in letter.copies])
    check.that(squeezed(got) == squeezed(text), f"Nơi nhận: {got!r}")
    check.that(re.search(r"- Lưu: VT\b[^;]*\.$", got), "the last line is not Lưu: VT")


def copies_level(letter, check):
    if letter.copies_label and letter.authority:
        sheet, label = letter.copies_label
        line = letter.authority[0]
        check.that(sheet is letter.sign_sheet and (abs(label.y - line.y) <= LENGTH
                                                   or abs(label.top - line.top) <= LENGTH),
                   "Nơi nhận is not level with the authority")
        check.that(label.left < line.left, "Nơi nhận is not left of the authority")


def authority(letter, check):
    if named(letter, "the authority", letter.authority, check):
        sized(check, "authority", letter.authority, 13, 14, "Bold")
        upper(check, "authority", letter.authority)
        centred(check, "authority", letter.authority, letter.authority[0].middle)
        for line in letter.authority:
            check.that(SHORTENED.match(line.text), f"authority: {line.text!r}")


def signer(letter, check):
    if not letter.wanted.signer or not letter.authority:
        return
    if named(letter, "the signer's name on the page of the authority",
             [letter.signer] if letter.signer else [], check):
        sized(check, "name", [letter.signer], 13, 14, "Bold")
        centred(check, "name", [letter.signer], letter.authority[0].middle)
        check.that(not DEGREES.match(letter.signer.text), f"name with a title: {letter.signer.text!r}")
        room = (letter.signer.top - letter.authority[-1].bottom) / MM
        check.that(29.5 <= room <= 36, f"{room:.1f} mm for signature and seal, wanted 30-35")
        beside = sum(sheet is letter.sign_sheet for sheet, _ in letter.body)
        check.that(beside >= 2, f"{beside} lines of text on the page of the signature")
