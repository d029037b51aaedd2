"""Reads the pages of a PDF through poppler and MuPDF: words, letters, strokes, cells of the grid."""

import dataclasses
import html
import re

from report import run

NOWHERE = 1e6  # where a border should be and is not


@dataclasses.dataclass
class Box:
    left: float
    top: float
    right: float
    bottom: float
    text: str = ""

    def overlap(self, other):
        """How far two boxes reach into each other, in the direction where they do so least."""
        return min(min(self.right, other.right) - max(self.left, other.left),
                   min(self.bottom, other.bottom) - max(self.top, other.top))


def raw_words(path):
    """For each page its words in the order of the file, with the number of their line."""
    pages = run("pdftotext", "-raw", path, "-").split("\f")[:-1]
    return [[(word, n) for n, line in enumerate(page.splitlines()) for word in line.split()]
            for page in pages]


def mupdf_words(path):
    pages = run("mutool", "draw", "-q", "-F", "txt", path).split("\f")
    return [[(word, n) for n, line in enumerate(page.splitlines()) for word in line.split()]
            for page in pages if page.strip()]


def word_boxes(path):
    """For each page (width, height, words) by pdftotext."""
    pages = []
    for page in re.split(r"<page ", run("pdftotext", "-bbox-layout", path, "-"))[1:]:
        width, height = map(float, re.match(r'width="([\d.]+)" height="([\d.]+)"', page).groups())
        words = [Box(*map(float, found[:4]), html.unescape(found[4])) for found in re.findall(
            r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>',
            page)]
        pages.append((width, height, words))
    return pages


def letters(path):
    """For each page its letters in the order of the file as (letter, font, size)."""
    pages = []
    for page in re.split(r"<page ", run("mutool", "draw", "-q", "-F", "stext", path))[1:]:
        found, font, size = [], "", 0.0
        for match in re.finditer(r'<font name="([^"]*)" size="([\d.]+)"|<char [^>]* c="([^"]*)"',
                                 page):
            if match.group(3) is None:
                font, size = match.group(1), float(match.group(2))
            elif not html.unescape(match.group(3)).isspace():
                found.append((html.unescape(match.group(3)), font, size))
        pages.append(found)
    return pages


def strokes(path):
    """For each page its straight strokes, y downward, as boxes without thickness."""
    pages = []
    for page in re.split(r"<page ", run("mutool", "trace", path))[1:]:
        found = []
        for transform, inner in re.findall(
                r'<stroke_path [^>]*transform="([^"]*)"[^>]*>(.*?)</stroke_path>', page, re.DOTALL):
            a, b, c, d, e, f = map(float, transform.split())
            at = None
            for kind, x, y in re.findall(r'<(moveto|lineto) x="([-\d.]+)" y="([-\d.]+)"', inner):
                x, y = float(x), float(y)
                point = (a * x + c * y + e, b * x + d * y + f)
                if kind == "lineto":
                    found.append(Box(min(at[0], point[0]), min(at[1], point[1]),
                                     max(at[0], point[0]), max(at[1], point[1])))
                at = point
        pages.append(found)
    return pages


def is_level(stroke):
    return stroke.bottom - stroke.top < 0.01


def is_upright(stroke):
    return stroke.right - stroke.left < 0.01


def distinct(values, tolerance=0.2):
    kept = []
    for value in sorted(values):
        if not kept or value - kept[-1] > tolerance:
            kept.append(value)
    return kept


class Grid:
    """The table on one page: where its columns and rows end, and what each cell holds."""

    def __init__(self, all_strokes):
        self.upright = [s for s in all_strokes if is_upright(s)]
        self.columns = distinct(s.left for s in self.upright)
        self.top = min(s.top for s in self.upright)
        self.bottom = max(s.bottom for s in self.upright)
        self.level = [s for s in all_strokes if is_level(s) and s.top > self.top - 0.2]
        self.rows = distinct(s.top for s in self.level)

    def holds(self, word):
        return self.top < (word.top + word.bottom) / 2 < self.bottom

    def cell_of(self, word):
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        beside = [s.left for s in self.upright if s.top < y < s.bottom]
        across = [s.top for s in self.level if s.left < x < s.right]
        return (max((r for r in across if r < y), default=-NOWHERE),
                max((c for c in beside if c < x), default=-NOWHERE),
                min((r for r in across if r > y), default=NOWHERE),
                min((c for c in beside if c > x), default=NOWHERE))

    def cells(self, words):
        """The cells with words, in reading order."""
        found = {}
        for word in words:
            if self.holds(word):
                found.setdefault(self.cell_of(word), []).append(word)
        boxes = []
        for (top, left, bottom, right), inside in sorted(found.items()):
            inside.sort(key=lambda w: (round(w.top), w.left))
            boxes.append((Box(left, top, right, bottom, "".join(w.text for w in inside)), inside))
        return boxes

    def column_of(self, x):
        return min(range(len(self.columns)), key=lambda i: abs(self.columns[i] - x))

    def row_of(self, y):
        return min(range(len(self.rows)), key=lambda i: abs(self.rows[i] - y))
