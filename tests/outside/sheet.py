"""Reads the pages of a PDF through MuPDF's trace: lines of glyphs with size, face and colour, strokes,
pictures. Lengths in points, y downward from the top of the paper."""

import dataclasses
import html
import re
import unicodedata

from pages import Box
from report import run

MM = 72 / 25.4
ASCENT, DESCENT = 0.891, 0.216   # of Times New Roman and its metric twins, of the size
SINGLE = 1.149                   # line height of single spacing, of the size
MARK_SIZE = 40                   # larger text is a mark across the page


@dataclasses.dataclass
class Glyph:
    char: str
    x: float
    y: float      # of the baseline
    width: float
    size: float
    face: str     # "", "Bold", "Italic", "BoldItalic"
    colour: str


@dataclasses.dataclass
class Line:
    """Glyphs on one baseline without a wide gap."""
    glyphs: list

    def __post_init__(self):
        while self.glyphs[-1].char == " ":
            self.glyphs.pop()
        self.text = "".join(g.char for g in self.glyphs)
        self.left, self.right = self.glyphs[0].x, self.glyphs[-1].x + self.glyphs[-1].width
        self.y = self.glyphs[0].y
        self.size = max(g.size for g in self.glyphs)
        self.sizes = {round(g.size, 2) for g in self.glyphs}
        self.faces = {g.face for g in self.glyphs if g.char != " "}
        self.colours = {g.colour for g in self.glyphs}

    @property
    def top(self):
        return self.y - ASCENT * self.size

    @property
    def bottom(self):
        return self.y + DESCENT * self.size

    @property
    def middle(self):
        return (self.left + self.right) / 2

    @property
    def width(self):
        return self.right - self.left

    @property
    def box(self):
        return Box(self.left, self.top, self.right, self.bottom, self.text)


@dataclasses.dataclass
class Stroke:
    left: float
    top: float
    right: float
    bottom: float
    colour: str
    thickness: float
    dashed: bool

    @property
    def level(self):
        return self.bottom - self.top < 0.05

    @property
    def width(self):
        return self.right - self.left

    @property
    def middle(self):
        return (self.left + self.right) / 2


@dataclasses.dataclass
class Sheet:
    number: int   # in the file, from 1
    width: float
    height: float
    lines: list
    strokes: list
    marks: str    # the text of marks across the page
    pictures: list # boxes, in the order they are drawn
    letters: list  # all glyphs in the order of the file, marks left out


def attributes(text):
    return dict(re.findall(r'([\w]+)="([^"]*)"', text))


def face_of(font):
    """The face of Times New Roman or of a metric twin, else "other:" and the name."""
    name = re.sub(r"^[A-Z]{6}\+", "", font)
    found = re.match(r"(TimesNewRoman|LiberationSerif|Tinos)(?:PSMT|PS)?-?(\w*)$", name)
    if not found:
        return "other:" + name
    face = found.group(2).replace("Regular", "").replace("MT", "")
    return "BoldItalic" if face.startswith("BoldItal") else face   # MuPDF cuts long names


def read_glyphs(page):
    glyphs, marks = [], ""
    for head, inner in re.findall(r"<fill_text ([^>]*)>(.*?)</fill_text>", page, re.DOTALL):
        given = attributes(head)
        a, b, c, d, e, f = map(float, given["transform"].split())
        for span, letters in re.findall(r"<span ([^>]*)>(.*?)</span>", inner, re.DOTALL):
            font = attributes(span)
            size, skew = (float(v) for v in font["trm"].split()[:2])
            face = face_of(font["font"])
            upright = abs(skew) < 1e-6 and size < MARK_SIZE
            for row in re.findall(r"<g ([^>]*)/>", letters):
                letter = attributes(row)
                char = html.unescape(letter.get("unicode", "\ufffd"))
                if not upright:
                    marks += char
                    continue
                x, y = float(letter["x"]), float(letter["y"])
                glyphs.append(Glyph(char, a * x + c * y + e, b * x + d * y + f,
                                    float(letter["adv"]) * size, size, face, given["color"]))
    return glyphs, marks


def read_strokes(page):
    strokes = []
    for head, inner in re.findall(r"<stroke_path ([^>]*)>(.*?)</stroke_path>", page, re.DOTALL):
        given = attributes(head)
        a, b, c, d, e, f = map(float, given["transform"].split())
        points, first = [], None
        for kind, rest in re.findall(r"<(moveto|lineto|closepath)([^>]*)/>", inner):
            if kind == "closepath":
                point = first
            else:
                at = attributes(rest)
                x, y = float(at["x"]), float(at["y"])
                point = (a * x + c * y + e, b * x + d * y + f)
            if kind != "moveto":
                (x0, y0), (x1, y1) = points[-1], point
                strokes.append(Stroke(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1),
                                      given["color"], float(given["linewidth"]),
                                      bool(given.get("dash", "").strip("0 []"))))
            else:
                first = point
            points.append(point)
    return strokes


def read_pictures(page):
    boxes = []
    for head in re.findall(r"<fill_image ([^>]*)/>", page):
        a, _, _, d, e, f = map(float, attributes(head)["transform"].split())
        boxes.append(Box(e, min(f, f + d), e + a, max(f, f + d)))
    return boxes


def lines_of(glyphs):
    """Glyphs with the same baseline side by side; a gap that no space fills begins another line."""
    rows = {}
    for glyph in glyphs:
        rows.setdefault(round(glyph.y * 10), []).append(glyph)
    for key in sorted(rows):   # baselines that rounding has parted
        if key + 1 in rows:
            rows[key + 1] = rows.pop(key) + rows[key + 1]
    lines = []
    for row in rows.values():
        row.sort(key=lambda g: g.x)
        current = []
        for glyph in row:
            if current and current[-1].char != " " and \
                    glyph.x - current[-1].x - current[-1].width > 0.5 * glyph.size:
                lines.append(current)
                current = []
            current.append(glyph)
        lines.append(current)
    lines = [Line(line) for line in lines if any(g.char != " " for g in line)]
    return sorted(lines, key=lambda line: (line.y, line.left))


def read(path):
    """The pages of a file."""
    sheets = []
    for page in re.split(r"<page ", run("mutool", "trace", path))[1:]:
        box = [float(v) for v in attributes(page.split(">", 1)[0])["mediabox"].split()]
        glyphs, marks = read_glyphs(page)
        sheets.append(Sheet(len(sheets) + 1, box[2] - box[0], box[3] - box[1], lines_of(glyphs),
                            read_strokes(page), marks, read_pictures(page), glyphs))
    return sheets


def squeezed(text):
    return "".join(unicodedata.normalize("NFC", text).split())


def joined(lines):
    return " ".join(line.text for line in lines)


def find_run(lines, text, fold=False):
    """The shortest row of neighbouring lines that together are `text`; None when there is none."""
    def key(s):
        return squeezed(s).casefold() if fold else squeezed(s)
    wanted = key(text)
    for first, line in enumerate(lines):
        if not wanted.startswith(key(line.text)):
            continue
        got, at = "", first
        while at < len(lines) and len(got) < len(wanted):
            got += key(lines[at].text)
            at += 1
        if got == wanted:
            return lines[first:at]
    return None
