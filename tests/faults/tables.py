"""Owns tables of cells and the small edits that put one fault into them."""
import csv
import dataclasses
import io
import re

BOM = b"\xef\xbb\xbf"


def split_cell(cell):
    """The row and column, from 0, of an address such as D10."""
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", cell).groups()
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits) - 1, column - 1


class Table:
    """The cells of a CSV file, and how the file is written."""

    def __init__(self, rows, delimiter):
        self.rows, self.delimiter = rows, delimiter

    @classmethod
    def load(cls, path, delimiter):
        text = path.read_bytes().removeprefix(BOM).decode()
        return cls(list(csv.reader(io.StringIO(text), delimiter=delimiter)), delimiter)

    def copy(self):
        return Table([list(row) for row in self.rows], self.delimiter)

    def get(self, cell):
        row, column = split_cell(cell)
        return self.rows[row][column]

    def put(self, cell, text):
        row, column = split_cell(cell)
        self.rows[row][column] = text

    def text(self):
        out = io.StringIO()
        csv.writer(out, delimiter=self.delimiter, lineterminator="\r\n").writerows(self.rows)
        return out.getvalue()

    def bytes(self):
        return BOM + self.text().encode()


@dataclasses.dataclass
class Edit:
    """A change of a table, or of the bytes of its file; `rows` are the rows it touches when it
    moves no other row, None when it does more than that."""
    table: object = None
    bytes: object = None
    rows: frozenset = None


def put(cell, text):
    """Another text in one cell."""
    return Edit(table=lambda t: t.put(cell, text), rows=frozenset([split_cell(cell)[0]]))


def change(cell, old, new):
    """Another word in one cell; the old one must be there."""
    def run(t):
        assert old in t.get(cell), f"{cell}: {t.get(cell)!r} has no {old!r}"
        t.put(cell, t.get(cell).replace(old, new, 1))
    return Edit(table=run, rows=frozenset([split_cell(cell)[0]]))


def row(number, cells):
    """Other cells for a whole row."""
    def run(t):
        t.rows[number - 1] = list(cells)
    return Edit(table=run, rows=frozenset([number - 1]))


def drop(first, last=None):
    """Rows that are gone."""
    def run(t):
        del t.rows[first - 1:last or first]
    return Edit(table=run)


def insert(number, *rows):
    """New rows; the first of them becomes row `number`."""
    def run(t):
        t.rows[number - 1:number - 1] = [list(cells) for cells in rows]
    return Edit(table=run)


def append(*rows):
    """New rows at the end."""
    return Edit(table=lambda t: t.rows.extend(list(cells) for cells in rows))


def swap(a, b):
    """Two rows in each other's place."""
    def run(t):
        t.rows[a - 1], t.rows[b - 1] = t.rows[b - 1], t.rows[a - 1]
    return Edit(table=run)


def shift(first, last, by):
    """Cells that moved right (or left), the row keeping its width."""
    def run(t):
        for cells in t.rows[first - 1:last]:
            width, blank = len(cells), [""] * abs(by)
            cells[:] = (blank + cells)[:width] if by > 0 else (cells + blank)[-by:][:width]
    return Edit(table=run, rows=frozenset(range(first - 1, last)))


def each_row(function):
    """A change of every row, as a list of cells."""
    def run(t):
        t.rows = [function(list(cells)) for cells in t.rows]
    return Edit(table=run)


def delimiter(sign):
    """The same cells with another sign between them."""
    def run(t):
        t.delimiter = sign
    return Edit(table=run)


def replace(old, new):
    """Other bytes at the one place where the old ones stand."""
    old, new = (s.encode() if isinstance(s, str) else s for s in (old, new))

    def run(data):
        assert data.count(old) == 1, f"{old!r} stands {data.count(old)} times"
        return data.replace(old, new)
    return Edit(bytes=run)


def raw(function):
    """Any change of the bytes."""
    return Edit(bytes=function)


def encode(name, bom=b""):
    """The same text in another encoding that Python knows."""
    return Edit(bytes=lambda data: bom + data.removeprefix(BOM).decode().encode(name))


def make(table, edits):
    """The bytes of the table after all edits."""
    table = table.copy()
    for edit in edits:
        if edit.table:
            edit.table(table)
    data = table.bytes()
    for edit in edits:
        if edit.bytes:
            data = edit.bytes(data)
    return data


@dataclasses.dataclass
class Fault:
    """One fault: what is changed, the codes and places that must be found, and what else follows.

    A place is a cell ("D10"), a line ("line 7") or "" for the file as a whole; behind "@" it may
    name another file of the job ("D10 @earlier.csv", "line 9 @job.ini"). `notes` must be found too.
    A fault that stands alone is not paired with others, as it changes what they mean.
    """
    name: str
    edits: list
    want: list
    also: tuple = ()
    notes: tuple = ()
    job: dict = dataclasses.field(default_factory=dict)
    files: dict = dataclasses.field(default_factory=dict)
    alone: bool = False

    def rows(self):
        """The rows it touches, or None when it cannot share a table with another fault."""
        if self.alone or self.job or self.files or not self.edits:
            return None
        rows = frozenset()
        for edit in self.edits:
            if edit.rows is None:
                return None
            rows |= edit.rows
        return rows
