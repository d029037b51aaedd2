"""Measures finished PDFs of whole documents against the checks that Decree 30/2020/NĐ-CP implies.

usage: measure_letter.py OUTPUT TEMPLATES JOB...

Nothing of the program is used: what a document must say comes from its job, where it stands from
MuPDF, poppler and qpdf. Each failure begins with the number of the check and the clause of the
decree's Phụ lục I (phần I). Not measured, because a page does not show it: 21 (citations), 33
(capitals of names), 35 (dates of a report).
"""

import collections
import datetime
import json
import pathlib
import re
import sys
import unicodedata

import letter_checks as ask
from letter_parts import Letter, split_parts, without_page_number
from letter_wanted import URGENCY, wanted_of
from report import check as report_check, finish, need, run
from sheet import MM, find_run, joined, read, squeezed

LENGTH = 0.5 * MM
FAMILIES = re.compile(r"^[A-Z]{6}\+(LiberationSerif|TimesNewRoman|Tinos)\S* +TrueType +\S+ +yes +yes +yes ")


class Check:
    """Failures of the checks of one document."""

    def __init__(self, name):
        self.name, self.number, self.clause = name, 0, ""
        self.found = collections.Counter()

    def that(self, good, what):
        if not good:
            self.found[self.number] += 1
            if self.found[self.number] <= 5:
                report_check(False, f"{self.name}: check {self.number} ({self.clause}): {what}")
        return bool(good)


# The checks of the letter, by number; several may share one.
LETTER = ((1, "I.1", ask.paper), (2, "I.4", ask.margins), (3, "I.5", ask.colours),
          (5, "II.1", ask.nation), (6, "II.1", ask.motto), (7, "II.1", ask.motto_rule),
          (8, "II.2", ask.agencies), (9, "II.2", ask.agency_rule), (10, "II.3", ask.number),
          (11, "Phụ lục III.I", ask.kind_code), (12, "II.4", ask.date), (14, "II.5", ask.about),
          (15, "II.5", ask.title), (16, "II.6", ask.basis), (17, "II.9", ask.addressee),
          (18, "II.6", ask.body), (19, "II.6", ask.headings), (20, "II.6", ask.end_mark),
          (22, "II.9", ask.copies), (23, "II.9", ask.copies_level), (24, "II.7", ask.authority),
          (25, "II.7", ask.signer))


# ---- the file as a whole ----

def fonts(path, check):
    for row in run("pdffonts", path).splitlines()[2:]:
        check.that(FAMILIES.match(row), f"font {row}")


def composed(sheets, check):
    for sheet in sheets:
        text = "".join(g.char for g in sheet.letters)
        check.that(unicodedata.is_normalized("NFC", text), f"page {sheet.number} is not NFC")
        check.that("\ufffd" not in text, f"page {sheet.number} has letters without Unicode")


def valid_dates(sheets, check):
    for sheet in sheets:
        text = " ".join(line.text for line in sheet.lines)
        for day, month, year in re.findall(r"ngày (\d\d) tháng (\d{1,2}) năm (\d{4})", text):
            try:
                datetime.date(int(year), int(month), int(day))
            except ValueError:
                check.that(False, f"no such day: {day}/{month}/{year}")


def page_numbers(parts, letter, check):
    """Each part counts from 1, and shows it from its second page on, in the top margin."""
    for part in parts:
        for n, sheet in enumerate(part, 1):
            low = [line for line in sheet.lines if line.text.isdigit()
                   and line.y > sheet.height - 20 * MM + 2]
            check.number, check.clause = 26, "I.7"
            check.that(not low, f"page {sheet.number}: a number in the bottom margin")
            numbers = [line for line in sheet.lines if line.text.isdigit() and line.y < 20 * MM]
            is_letter = letter and part is parts[0]
            check.number, check.clause = (26, "I.7") if is_letter else (29, "III.1")
            wanted = [str(n)] if n > 1 else []
            if not check.that([line.text for line in numbers] == wanted,
                              f"page {sheet.number}: page number {[l.text for l in numbers]}, "
                              f"wanted {wanted}"):
                continue
            check.number, check.clause = 26, "I.7"
            for line in numbers:
                ask.sized(check, "page number", [line], 13, 14, "")


def numbers_centred(parts, letter, check):
    """By the margins that the text or the table of the page shows."""
    check.number, check.clause = 26, "I.7"
    for part in parts:
        for sheet in part:
            line = next((l for l in sheet.lines if l.text.isdigit() and l.y < 20 * MM), None)
            if line is None:
                continue
            if letter and part is parts[0]:
                middle = (letter.left + letter.right) / 2
            else:
                upright = [s for s in sheet.strokes if not s.level]
                if not upright:
                    continue
                middle = (min(s.left for s in upright) + max(s.right for s in upright)) / 2
            check.that(abs(line.middle - middle) <= LENGTH, f"page number {line.text} off the middle")


def labels(parts, data, check):
    """Page labels say what is printed; without any a viewer counts from 1."""
    check.number, check.clause = 29, "III.1, page labels"
    wanted, at = [], 0
    for part in parts:
        wanted.append((at, 1))
        at += len(part)
    got = [(row["index"], row["label"].get("/St", 1)) for row in data["pagelabels"]]
    if not got and len(parts) == 1:
        return
    check.that(got == wanted and all(r["label"].get("/S") == "/D" for r in data["pagelabels"]),
               f"page labels {got}, wanted {wanted}")


def properties(path, wanted, check):
    check.number, check.clause = 0, "properties of the file"
    info = dict(re.findall(r"^([\w ]+): +(.*)$", run("pdfinfo", path), re.MULTILINE))
    check.that(info.get("Author") == wanted.agency, f"author {info.get('Author')!r}")
    lang = run("mutool", "show", path, "trailer/Root/Lang").strip()
    check.that(lang == "(vi-VN)", f"language {lang}")
    check.that("No syntax or stream" in run("qpdf", "--check", path), "qpdf finds faults")
    if wanted.letter:
        title = info.get("Title", "")
        check.that(title.startswith(wanted.kind) and wanted.subject in title, f"title {title!r}")
        check.that(info.get("Subject") == wanted.subject, f"subject {info.get('Subject')!r}")
        keys = info.get("Keywords", "").split("; ")
        check.that(wanted.kind in keys, f"keywords {keys}")
        check.that(wanted.number.startswith(" ") or wanted.number in keys, f"keywords {keys}")


def draft_marks(sheets, wanted, forced, check):
    check.number, check.clause = 0, "draft mark"
    text = "BẢN NHÁP" if forced and not wanted.draft else wanted.draft
    for sheet in sheets:
        check.that(squeezed(sheet.marks) == squeezed(text),
                   f"page {sheet.number}: mark {sheet.marks!r}, wanted {text!r}")


# ---- bookmarks and links ----

def outline_rows(nodes):
    for node in nodes:
        yield squeezed(node["title"]), node["destpageposfrom1"]
        yield from outline_rows(node["kids"])


def outline(letter, parts, wanted, data, check):
    check.number, check.clause = 0, "bookmarks"
    rows = list(outline_rows(data["outlines"]))
    headings = []
    for paragraph in letter.paragraphs if letter else []:
        if paragraph.bold and re.match(r"([IVXLC]+|\d+(\.\d+)*)\. |Điều \d+\.", paragraph.text):
            headings.append((squeezed(paragraph.text), paragraph.lines[0][0].number))
    got = [row for row in rows if row in headings]
    check.that(got == headings, f"headings without a bookmark: {[h for h in headings if h not in rows]}")
    for appendix, part in zip(wanted.appendices, parts[1:] if letter else parts):
        if len(parts) == 1:
            continue   # the file is the appendix
        at = [page for title, page in rows if squeezed(appendix.title).casefold() in title.casefold()]
        check.that(at == [part[0].number], f"bookmark of {appendix.title!r} at {at}")


def link_rects(data):
    """(page, left, top, right, bottom, page it leads to), y downward."""
    objects = data["qpdf"][1]
    pages = {page["object"]: page["pageposfrom1"] for page in data["pages"]}
    rects = []
    for page in data["pages"]:
        value = objects["obj:" + page["object"]]["value"]
        annots = value.get("/Annots", [])
        if isinstance(annots, str):
            annots = objects["obj:" + annots]["value"]
        height = value.get("/MediaBox", [0, 0, 0, 297 * MM])[3]
        for ref in annots:
            annot = objects["obj:" + ref]["value"]
            if annot.get("/Subtype") == "/Link":
                left, bottom, right, top = annot["/Rect"]
                rects.append((page["pageposfrom1"], left, height - top, right, height - bottom,
                              pages[annot["/Dest"][0]]))
    return rects


def mentions(letter, label):
    """Where the text says a label, as its glyphs with their sheets."""
    glyphs, text = [], ""
    for sheet, line in letter.body:
        glyphs += [(sheet, glyph) for glyph in line.glyphs] + [(sheet, None)]
        text += "".join(glyph.char[:1] for glyph in line.glyphs) + "\n"
    pattern = r"\b" + r"\s+".join(map(re.escape, label.split())) + r"\b"
    for found in re.finditer(pattern, text, re.IGNORECASE):
        yield [(sheet, glyph) for sheet, glyph in glyphs[found.start():found.end()]
               if glyph and glyph.char != " "]


def links(letter, parts, wanted, data, check):
    """Check 30: the text mentions each appendix, and each mention leads to it."""
    if not letter:
        return
    rects = link_rects(data)
    for appendix, part in zip(wanted.appendices, parts[1:]):
        check.number, check.clause = 30, "III.1"
        found = list(mentions(letter, appendix.label))
        check.that(found, f"the text does not mention {appendix.label}")
        check.clause = "links"
        for place in found:
            for sheet, glyph in place:
                x, y = glyph.x + glyph.width / 2, glyph.y - glyph.size / 3
                if not check.that(any(p == sheet.number and l < x < r and t < y < b
                                      and to == part[0].number for p, l, t, r, b, to in rects),
                                  f"no link from {appendix.label} on page {sheet.number}"):
                    break
    check.number, check.clause = 30, "III.1"
    text = " ".join(p.text for p in letter.paragraphs)
    labels_known = [a.label.casefold() for a in wanted.appendices]
    for mention in re.findall(r"Phụ lục [IVX]+(?! ban hành kèm theo Nghị định| Nghị định)", text):
        check.that(mention.casefold() in labels_known, f"the text mentions {mention}, not attached")


# ---- marks on page 1 ----

def frame_around(sheet, line):
    """(width, height, colours, strokes) of the rectangle around a line."""
    above = [s for s in sheet.strokes if s.level and s.left <= line.left and s.right >= line.right
             and line.y - 40 < s.top < line.y]
    below = [s for s in sheet.strokes if s.level and s.left <= line.left and s.right >= line.right
             and line.y < s.top < line.y + 40]
    if not above or not below:
        return None
    top, bottom = max(above, key=lambda s: s.top), min(below, key=lambda s: s.top)
    inside = [s for s in sheet.strokes if s.left >= top.left - 3 and s.right <= top.right + 3
              and s.top >= top.top - 3 and s.bottom <= bottom.bottom + 3]
    return top, bottom, {s.colour for s in inside}, len(inside)


def is_red(colour):
    parts = [float(v) for v in colour.split()]
    return len(parts) == 3 and parts[0] > 0.8 and max(parts[1:]) < 0.2


def framed(letter, check, text, width, red):
    lines = find_run(letter.first.lines, text) or []
    if not check.that(len(lines) == 1, f"{text} is not there"):
        return
    line = lines[0]
    ask.sized(check, text, [line], 13, 14, "Bold")
    frame = frame_around(letter.first, line)
    if not check.that(frame, f"no frame around {text}"):
        return
    top, bottom, colours, count = frame
    check.that(count == 4, f"the frame of {text} has {count} strokes, wanted 4")
    if width:
        got = (top.width / MM, (bottom.top - top.top) / MM)
        check.that(abs(got[0] - width) < 0.5 and abs(got[1] - 8) < 0.5,
                   f"frame of {text} {got[0]:.1f} x {got[1]:.1f} mm, wanted {width} x 8")
    check.that(abs(line.middle - top.middle) < LENGTH, f"{text} is off the middle of its frame")
    air = line.y - 0.66 * line.size - top.top - (bottom.top - line.y)   # 0.66: height of capitals
    check.that(abs(air) < 2 * LENGTH, f"{text} is not in the middle of its frame's height")
    if red:
        check.that(all(map(is_red, colours | line.colours)), f"{text} is not red")


def marks(letter, wanted, check):
    check.number, check.clause = 27, "III.2"
    if wanted.urgency:
        framed(letter, check, *URGENCY[wanted.urgency], True)
    else:
        check.that(not any(find_run(letter.first.lines, t) for t, _ in URGENCY.values()),
                   "an urgency mark that nobody asked for")
    check.number, check.clause = 0, "III.2, circulation"
    if wanted.circulation:
        framed(letter, check, wanted.circulation, 0, False)
    check.clause = "III.3, drafter"
    if wanted.drafter:
        lines = [line for sheet in letter.sheets for line in sheet.lines
                 if line.text == wanted.drafter]
        check.that(len(lines) == 1, "the drafter's code is not there once")
        ask.sized(check, "drafter's code", lines, 11, 11, "")
    check.clause = "III.4, address"
    if wanted.address and check.that(letter.address, "no address at the foot of page 1"):
        ask.sized(check, "address", letter.address, 11, 12, "")
        line = letter.address[0]
        rules = [s for s in letter.first.strokes if s.level and line.top - 12 < s.top < line.y]
        check.that(any(abs(s.left - letter.left) < LENGTH and abs(s.right - letter.right) < LENGTH
                       for s in rules), "no rule across the type area above the address")


def pictures(letter, wanted, check):
    """The signature between position and name, the seal over a third of it from the left."""
    check.number, check.clause = 0, "II.7.d, II.8.a"
    for sheet in letter.sheets:
        count = len(wanted.pictures) if sheet is letter.sign_sheet else 0
        check.that(len(sheet.pictures) == count,
                   f"page {sheet.number}: {len(sheet.pictures)} pictures, wanted {count}")
    if not check.found[0] and len(wanted.pictures) == 2 and letter.authority and letter.signer:
        sign, seal = letter.sign_sheet.pictures
        for box, width in zip((sign, seal), wanted.pictures):
            check.that(abs(box.right - box.left - width * MM) < LENGTH, f"a picture not {width} mm wide")
        middle = (sign.left + sign.right) / 2
        check.that(abs(middle - letter.authority[0].middle) < LENGTH, "the signature is off the middle")
        check.that(sign.top >= letter.authority[-1].bottom - LENGTH and
                   sign.bottom <= letter.signer.top + LENGTH,
                   "the signature is not between position and name")
        share = (seal.right - sign.left) / (sign.right - sign.left)
        check.that(0.3 < share < 0.37, f"the seal covers {share:.2f} of the signature, wanted a third")
        check.that(abs(seal.top + seal.bottom - sign.top - sign.bottom) < 4 * MM,
                   "seal and signature are not level")


# ---- appendices ----

def in_signed_frame(sheet, stroke):
    """True of the frame around the line that stands for the signature of a separate appendix."""
    first = sheet.lines[0]
    return first.size < 10.5 and stroke.bottom < first.y + 20


def appendix_head(appendix, several, part, check):
    check.number, check.clause = 28, "III.1"
    sheet = part[0]
    upright = [s for s in sheet.strokes if not s.level and not in_signed_frame(sheet, s)]
    table = min((s.top for s in upright), default=sheet.height)
    lines = [line for line in sheet.lines if line.y < table]
    middle = (min(s.left for s in upright) + max(s.right for s in upright)) / 2 if upright else \
        sheet.width / 2
    label = find_run(lines, appendix.label) if appendix.label else None
    title = find_run(lines, appendix.title, fold=True)
    attached = find_run(lines, appendix.attached) if appendix.attached else None
    check.that(label and len(label) == 1, f"no line {appendix.label!r} of its own")
    check.that(not several or re.fullmatch(r"Phụ lục [IVXLC]+", appendix.label),
               f"label {appendix.label!r}: not a Roman number")
    check.that(attached, f"no line {appendix.attached!r}")
    for name, found, low, face in (("label", label, 14, "Bold"), ("title", title, 13, "Bold"),
                                   ("Kèm theo", attached, 13, "Italic")):
        if found:
            ask.sized(check, f"appendix {name}", found, low, 14, face)
            ask.centred(check, f"appendix {name}", found, middle)
    if title:
        ask.upper(check, "appendix title", title)
        check.that(not label or label[-1].y < title[0].y, "the title is not below the label")
    if attached:
        check.that(ask.rule_under(sheet, attached[-1]), "no rule under Kèm theo")
        check.that(attached[0].text.startswith("(Kèm theo"), "Kèm theo begins otherwise")
    text = " ".join(line.text for s in part for line in s.lines)
    check.number, check.clause = 20, "III.1"
    check.that(text.count("./.") == 1, "./. does not end the appendix once")
    check.number, check.clause = 34, "III.1"
    check.that(not re.search(r"lý do đề xuất|không phát hành", text), "a column for leaders only")


def appendix_area(part, check):
    check.number, check.clause = 2, "I.4"
    for sheet in part:
        check.that({round(sheet.width / MM), round(sheet.height / MM)} == {210, 297}, "not A4")
        boxes = [line for line in without_page_number(sheet) if line.size > 10.5]
        boxes += [s for s in sheet.strokes if not in_signed_frame(sheet, s)]
        for box in boxes:
            check.that(box.left >= 30 * MM - LENGTH and box.right <= sheet.width - 15 * MM + LENGTH
                       and box.top >= 20 * MM - LENGTH and box.bottom <= sheet.height - 20 * MM + LENGTH,
                       f"page {sheet.number}: outside the margins: {getattr(box, 'text', 'a stroke')!r}")


def separate(appendix, wanted, sheets, check):
    check.number, check.clause = 31, "II.8.b"
    if not appendix.signed_at or wanted.letter:
        return
    day, time = appendix.signed_at.split()
    year, month, date = day.split("-")
    month = month if month in ("01", "02") else month.lstrip("0")
    text = f"Số: {wanted.number}; {date}/{month}/{year}; {time} +07:00"
    line = find_run(sheets[0].lines, text)
    if check.that(line and len(line) == 1, f"no line {text!r}"):
        ask.sized(check, "line of the signature", line, 10, 10, "")
        check.that(line[0].left > sheets[0].width / 2 and line[0] is sheets[0].lines[0],
                   "the line of the signature is not at the top right")
    check.that(not any(sheet.pictures for sheet in sheets), "pictures in a separate appendix")


def decimals(letter, check):
    check.number, check.clause = 32, "Nghị định 86/2012/NĐ-CP"
    for paragraph in letter.paragraphs:
        check.that(not re.search(r"\d %|\d\.\d{1,2}(?:%| tỷ| triệu)|\d,\d{3}\.\d", paragraph.text),
                   f"a figure in {paragraph.text[:60]!r}")


def measure(path, wanted, forced=False):
    """The numbers of the checks that fail, with how often."""
    check = Check(wanted.name)
    sheets = read(path)
    data = json.loads(run("qpdf", "--json", path))
    parts = split_parts(sheets, wanted)
    check.number, check.clause = 28, "III.1"
    if not check.that(parts, "the parts of the document were not found"):
        return check.found
    letter_sheets, appendices = parts
    parts = ([letter_sheets] if letter_sheets else []) + appendices
    letter = Letter(letter_sheets, wanted) if letter_sheets else None
    for number, clause, function in ((3, "I.5", lambda c: fonts(path, c)),
                                     (4, "NFC", lambda c: composed(sheets, c)),
                                     (13, "II.4", lambda c: valid_dates(sheets, c))):
        check.number, check.clause = number, clause
        function(check)
    page_numbers(parts, letter, check)
    numbers_centred(parts, letter, check)
    labels(parts, data, check)
    properties(path, wanted, check)
    draft_marks(sheets, wanted, forced, check)
    if letter:
        for check.number, check.clause, function in LETTER:
            function(letter, check)
        marks(letter, wanted, check)
        pictures(letter, wanted, check)
        decimals(letter, check)
    outline(letter, parts, wanted, data, check)
    links(letter, parts, wanted, data, check)
    for appendix, part in zip(wanted.appendices, appendices):
        appendix_head(appendix, len(wanted.appendices) > 1, part, check)
        appendix_area(part, check)
        separate(appendix, wanted, part, check)
    return check.found


def main(output, templates, *jobs):
    need("qpdf", "pdffonts", "pdfinfo", "mutool")
    for job in jobs:
        wanted = wanted_of(job, templates)
        path = pathlib.Path(output, f"{wanted.name}.pdf")
        if report_check(path.exists(), f"{path} was not written"):
            print(f"{path.name}: {sum(measure(path, wanted).values())} failures")
    finish(f"{len(jobs)} documents")


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
