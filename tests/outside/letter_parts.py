"""Finds the parts of a document on its finished pages, by their words and by where they stand."""

import dataclasses
import re

from letter_wanted import MOTTO, NATION
from sheet import MM, find_run, squeezed

TOP_MARGIN = 20 * MM     # the smallest; page numbers stand in it
INDENT_SLACK = 5         # a line that begins further right begins a paragraph


@dataclasses.dataclass
class Paragraph:
    lines: list          # of (Sheet, Line)
    centred: bool = False

    @property
    def text(self):
        return " ".join(line.text for _, line in self.lines)

    @property
    def bold(self):
        return all(g.face in ("Bold", "BoldItalic") for _, line in self.lines
                   for g in line.glyphs if g.char != " ")


def split_parts(sheets, wanted):
    """The sheets of the letter (perhaps none) and those of each appendix. An appendix begins where
    its title stands above everything else; None when one is missing."""
    starts = []
    at = 1 if wanted.letter else 0
    for appendix in wanted.appendices:
        while at < len(sheets) and not find_run(sheets[at].lines[:12], appendix.title, fold=True):
            at += 1
        if at == len(sheets):
            return None
        starts.append(at)
        at += 1
    ends = starts[1:] + [len(sheets)]
    letter = sheets[:starts[0] if starts else len(sheets)] if wanted.letter else []
    return letter, [sheets[a:b] for a, b in zip(starts, ends)]


def without_page_number(sheet):
    """The lines beside a number alone in the margin above or below."""
    def is_number(line):
        return line.text.isdigit() and (line.y < TOP_MARGIN or line.y > sheet.height - 20 * MM)
    return [line for line in sheet.lines if not is_number(line)]


class Letter:
    """The parts of the letter. A part that was not found is None or an empty list."""

    def __init__(self, sheets, wanted):
        self.sheets, self.wanted = sheets, wanted
        self.first = sheets[0]
        self.find_header()
        self.find_title()
        self.find_address()
        self.find_signature()
        self.find_body()

    def find_header(self):
        lines = [line for line in self.first.lines if line.y < self.first.height / 2]
        right = [line for line in lines if line.left > self.first.width * 0.38]
        self.nation = find_run(right, NATION, fold=True)
        self.gutter = min((line.left for line in self.nation), default=self.first.width / 2) \
            if self.nation else self.first.width / 2
        left = [line for line in lines if line.right < self.gutter + 5 and
                line.left < self.first.width * 0.4]
        self.motto = find_run(right, MOTTO, fold=True)
        self.date = find_run(right, self.wanted.date, fold=True)
        wanted = self.wanted
        self.parent = find_run(left, wanted.parent, fold=True) if wanted.parent else []
        self.agency = find_run(left, wanted.agency, fold=True)
        self.number = next((line for line in left if line.text.startswith("Số")), None)
        self.about = find_run(left, "V/v " + wanted.subject, fold=True)
        below = [self.about, self.date, [self.number] if self.number else None]
        self.head_end = max((part[-1].y for part in below if part), default=0)

    def find_title(self):
        lines = [line for line in self.first.lines if line.y > self.head_end]
        self.kind = self.subject = None
        self.top = self.head_end       # the body begins below
        if self.wanted.form == "named":
            self.kind = find_run(lines, self.wanted.kind, fold=True)
            after = [line for line in lines if self.kind and line.y > self.kind[-1].y]
            self.subject = find_run(after, self.wanted.subject, fold=True) or \
                find_run(after, self.wanted.subject.rstrip("."), fold=True)
            if self.subject:
                self.top = self.subject[-1].y
        self.to = next((n for n, line in enumerate(self.first.lines)
                        if line.y > self.top and line.text.startswith("Kính gửi")), None)
        self.to_lines = []
        if self.to is not None:
            found = []
            for line in self.first.lines[self.to:]:
                found.append(line)
                if squeezed("".join(f.text for f in found)) == self.to_text():
                    self.to_lines = found
                    self.top = line.y
                    break

    def to_text(self):
        to = self.wanted.to
        if len(to) == 1:
            return squeezed("Kính gửi: " + to[0])
        return squeezed("Kính gửi:" + "".join(
            f"- {line}{'.' if n + 1 == len(to) else ';'}" for n, line in enumerate(to)))

    def find_address(self):
        low = [line for line in self.first.lines if line.y > self.first.height / 2]
        self.address = find_run(low, self.wanted.address) if self.wanted.address else []

    def find_signature(self):
        self.sign_sheet = self.authority = self.copies_label = self.signer = None
        for sheet in self.sheets:
            lines = [line for line in sheet.lines if line.middle > sheet.width * 0.45
                     and line.left > sheet.width * 0.3]
            # The last words like these: the text may name the position too.
            for first in range(len(lines)):
                found = find_run(lines[first:], "".join(self.wanted.authority), fold=True)
                if found:
                    self.sign_sheet, self.authority = sheet, found
            for line in sheet.lines:
                if line.text.startswith("Nơi nhận"):
                    self.copies_label = (sheet, line)
        if self.authority and self.wanted.signer:
            below = [line for line in self.sign_sheet.lines if line.y > self.authority[-1].y
                     and line.middle > self.sign_sheet.width * 0.45]
            self.signer = next((line for line in below if squeezed(line.text)
                                == squeezed(self.wanted.signer)), None)
        self.copies = self.find_copies()

    def find_copies(self):
        """The lines of Nơi nhận, which may go on upon the next page, as (Sheet, Line)."""
        if not self.copies_label:
            return []
        start, label = self.copies_label
        edge = min((line.left for line in self.authority or []), default=start.width / 2)
        return [(sheet, line) for sheet in self.sheets[start.number - 1:]
                for line in without_page_number(sheet)
                if (sheet is not start or line.y > label.y) and line.left < edge - 1
                and line not in self.address and line.text != self.wanted.drafter]

    def closing(self, sheet):
        """Where the signature block begins on this sheet; its foot when it is not there."""
        ys = [line.y for line in self.authority or [] if sheet is self.sign_sheet]
        if self.copies_label and self.copies_label[0] is sheet:
            ys.append(self.copies_label[1].y)
        end = self.sign_sheet or self.sheets[-1]
        if not ys and sheet.number > end.number:
            return 0
        return min(ys, default=sheet.height)

    def find_body(self):
        self.body = []
        for sheet in self.sheets:
            closing = self.closing(sheet)
            for line in without_page_number(sheet):
                if (sheet is self.first and (line.y <= self.top + 1 or self.in_frame(sheet, line))) \
                        or line.y > closing - 1 or line in self.address \
                        or re.fullmatch("[-_–]{5,}", line.text):   # a rule that was typed
                    continue
                self.body.append((sheet, line))
        self.left = min((line.left for _, line in self.body), default=0)
        rights = sorted(line.right for _, line in self.body)
        self.right = rights[len(rights) * 9 // 10] if rights else 0
        self.paragraphs = []
        for sheet, line in self.body:
            if line.left > self.left + INDENT_SLACK or not self.paragraphs \
                    or self.paragraphs[-1].centred:
                self.paragraphs.append(Paragraph([], self.is_centred(line)))
            self.paragraphs[-1].lines.append((sheet, line))

    def is_centred(self, line):
        return line.left > self.left + 37 and \
            abs(line.middle - (self.left + self.right) / 2) < 1.5

    def in_frame(self, sheet, line):
        """True of the words of an urgency mark or the like: a short rectangle around them."""
        level = [s for s in sheet.strokes if s.level and s.left < line.left and s.right > line.right]
        return any(line.top - 10 < s.top < line.y for s in level) and \
            any(line.y < s.top < line.bottom + 10 for s in level) and \
            not re.match(r"(\d+|[a-zđ])[.)]", line.text)
