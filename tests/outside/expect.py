"""Works out what a finished appendix must show, from its job, its template and its CSV alone."""

import configparser
import csv
import dataclasses
import decimal
import io
import pathlib
import re
import unicodedata

ROMAN = re.compile(r"[IVXLC]+")
NUMBER = r"\d+(?:[.,]\d+)*"
PLAIN = re.compile(rf"-?({NUMBER})(\s*%)?")
NUMERIC = re.compile(rf"(?:[<>≤≥]=?\s*)?-?{NUMBER}\s*%?(?:\s*[-–/]\s*{NUMBER}\s*%?)?")
VALUE_TYPES = ("number", "target")
SENTENCE_SPACES = 2


@dataclasses.dataclass(eq=False)  # two cells with the same text are still two
class Cell:
    text: str
    column: int
    col_span: int = 1
    row_span: int = 1
    face: str = ""  # "", "Bold", "Italic"
    number: decimal.Decimal = None


@dataclasses.dataclass
class Row:
    cells: list
    section: bool = False


@dataclasses.dataclass
class Appendix:
    name: str
    headings: list  # (text, face)
    header: list
    rows: list
    columns: int
    landscape: bool
    font_size: float
    title: str
    author: str
    sheet: str


def ini_read(path):
    ini = configparser.RawConfigParser(comment_prefixes=(";", "#"), inline_comment_prefixes=None)
    ini.read_string(pathlib.Path(path).read_text(encoding="utf-8"))
    return {section: {key: value.strip('"') for key, value in ini[section].items()}
            for section in ini.sections()}


def official_date(iso):
    """24 tháng 12 năm 2025; months 1 and 2 and days below ten have a zero; no day, no words."""
    year, month, day = (iso.split("-") + ["", ""])[:3]
    month = month if month in ("01", "02") else month.lstrip("0")
    return f"{day} tháng {month} năm {year}"


def words(text):
    return " ".join(unicodedata.normalize("NFC", text).split())


def expand(text, values):
    def value_of(match):
        section, key = match.group(1).split(".")
        value = values[section][key]
        return official_date(value) if key == "date" else value
    return words(re.sub(r"\{\{([a-z_.]+)\}\}", value_of, text))


# ---- the table ----

def columns_of(template):
    columns = []
    while f"column.{len(columns) + 1}" in template:
        columns.append(template[f"column.{len(columns) + 1}"])
    return columns


def levels_of(template):
    levels = []
    while f"level.{len(levels) + 1}" in template:
        levels.append(template[f"level.{len(levels) + 1}"])
    return levels


def header_of(columns):
    """The header rows, first as texts a column, as the CSV has them too."""
    grouped = any("group" in c for c in columns)
    rows = [[c["heading"] if "group" not in c else c["group"] for c in columns]]
    for i in range(len(columns) - 1, 0, -1):
        if "group" in columns[i] and columns[i]["group"] == columns[i - 1].get("group"):
            rows[0][i] = ""
    if grouped:
        rows.append([c["heading"] if "group" in c else "" for c in columns])
    if any("number" in c for c in columns):
        rows.append([c.get("number", "") for c in columns])
    return rows


def header_cells(columns, texts):
    grouped = any("group" in c for c in columns)
    rows = []
    for n, row in enumerate(texts):
        cells = []
        for i, text in enumerate(row):
            if n == 0 and "group" in columns[i]:
                if text:
                    cells.append(Cell(text, i, face="Bold"))
                else:
                    cells[-1].col_span += 1
            elif n == 0:
                cells.append(Cell(text, i, row_span=2 if grouped else 1, face="Bold"))
            elif n == 1 and grouped:
                if "group" in columns[i]:
                    cells.append(Cell(text, i, face="Bold"))
            else:
                number = decimal.Decimal(text) if text else None
                cells.append(Cell(text, i, face="Italic", number=number))
        rows.append(Row(cells))
    return rows


def records_of(path, header):
    """The rows of the CSV below the header, by whichever delimiter finds the header."""
    text = path.read_bytes().decode("utf-8-sig")
    for delimiter in ",;\t":
        records = [[words(field) for field in record]
                   for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
        wanted = [[words(t).casefold() for t in row] for row in header]
        for start in range(len(records)):
            found = [[t.casefold() for t in row] for row in records[start:start + len(header)]]
            if found == wanted:
                body = records[start + len(header):]
                return [r for r in body if any(r) and [t.casefold() for t in r] != wanted[0]]
    raise ValueError(f"{path}: the header of the template is not there")


def rows_join(records):
    joined = []
    for record in records:
        if record[0] or not joined:
            joined.append(list(record))
        else:
            joined[-1] = [words(f"{a} {b}") for a, b in zip(joined[-1], record)]
    return joined


def level_of(ordinal, levels, state):
    """The level an ordinal belongs to; letters only in their order, since I, V and X are Roman."""
    text = ordinal.rstrip(".)")
    kinds = {level["ordinal"]: level for level in levels}
    following = chr(ord(state.get("letter", "@")) + 1)
    if not text:
        return kinds.get("none")
    if "1" in kinds and text.isdigit():
        return kinds["1"]
    if "A" in kinds and text == following:
        state["letter"] = text
        return kinds["A"]
    if "I" in kinds and ROMAN.fullmatch(text):
        return kinds["I"]
    return None


# ---- numbers ----

def decimal_sign(texts):
    """The sign that stands before decimals in a column, when its cells tell; else None."""
    tokens = [t for text in texts if NUMERIC.fullmatch(text) for t in re.findall(NUMBER, text)]
    for sign, other in ((",", "."), (".", ",")):
        for token in tokens:
            last = token.rsplit(sign, 1)
            decimals = len(last) == 2 and other not in last[1] and sign not in last[0]
            if decimals and (len(last[1]) != 3 or other in last[0] or last[0] == "0"):
                return sign
    return None


def parts_of(token, sign):
    """Digits before and after the decimal sign; None when nobody can tell."""
    signs = re.findall(r"[.,]", token)
    if not signs:
        return token, ""
    last = signs[-1]
    head, tail = token.rsplit(last, 1)
    own = None
    if len(set(signs)) == 2 or (len(signs) == 1 and (len(tail) != 3 or head == "0")):
        own = last
    elif len(signs) > 1:
        own = "," if last == "." else "."
    elif sign is None:
        return None
    if (own or sign) == last:
        return re.sub(r"[.,]", "", head), tail
    return re.sub(r"[.,]", "", token), ""


def number_of(text, sign):
    found = PLAIN.fullmatch(text)
    parts = found and parts_of(found.group(1), sign)
    padded = found and re.match(r"0\d", found.group(1))
    if not parts or padded:
        return None
    value = decimal.Decimal(f"{parts[0]}.{parts[1] or 0}")
    value = -value if text.startswith("-") else value
    return value / 100 if found.group(2) else value


def comma_style(text, sign):
    def restyle(match):
        parts = parts_of(match.group(), sign)
        if parts is None:
            return match.group()
        whole = f"{int(parts[0]):,}".replace(",", ".") if len(parts[0]) > 3 else parts[0]
        return f"{whole},{parts[1]}" if parts[1] else whole
    return re.sub(NUMBER, restyle, text) if NUMERIC.fullmatch(text) else text


# ---- the body ----

def body_rows(records, template, columns, levels):
    name = next(i for i, c in enumerate(columns) if c["type"] == "name")
    comma = template["appendix"].get("decimal") == "comma"
    signs = [decimal_sign([r[i] for r in records]) for i in range(len(columns))]
    owners = [None] * len(columns)
    rows, state = [], {}
    for record in records:
        level = level_of(record[0], levels, state) or {}
        section = level.get("kind") == "section"
        face = "Bold" if level.get("bold") == "yes" else ""
        across = section and not any(record[name + 1:])
        cells = []
        i = 0
        while i < len(columns):
            text, column = record[i], columns[i]
            if section:
                owners[i] = None
            if column.get("merge_down") == "yes" and not section:
                if not text and owners[i]:
                    owners[i].row_span += 1
                    i += 1
                    continue
            cell = Cell(text, i, face=face)
            if column.get("merge_down") == "yes" and text and not section:
                owners[i] = cell
            value = column["type"] in VALUE_TYPES and not section
            if value:
                cell.number = number_of(text, signs[i])
                cell.text = comma_style(text, signs[i]) if comma else text
                if not NUMERIC.fullmatch(text) and text.count(" ") >= SENTENCE_SPACES:
                    while (i + cell.col_span < len(columns) and not record[i + cell.col_span]
                           and columns[i + cell.col_span]["type"] in VALUE_TYPES):
                        cell.col_span += 1
            elif column["type"] == "ordinal" and re.fullmatch(r"[1-9]\d*", text):
                cell.number = decimal.Decimal(text)
            if across and i == name:
                cell.col_span = len(columns) - name
            cells.append(cell)
            i += cell.col_span
        rows.append(Row(cells, section))
    return rows


def appendix_load(job_path, templates):
    job_path = pathlib.Path(job_path)
    job = ini_read(job_path)
    values = ini_read(job_path.parent / "ward.ini") | job
    name = job["job"]["template"]
    path = job_path.parent / name
    template = ini_read(path if path.exists() else pathlib.Path(templates) / name)
    about = template["appendix"] | job.get("appendix", {})
    columns, levels = columns_of(template), levels_of(template)
    texts = header_of(columns)
    records = records_of(job_path.parent / job["job"]["data"], texts)
    if about.get("continued") == "join":
        records = rows_join(records)
    headings = [("label", "Bold"), ("title", "Bold"), ("attached", "Italic")]
    lines = {key: expand(about[key], values) for key, _ in headings if key in about}
    lines["title"] = lines["title"].upper()
    return Appendix(
        name=job["job"].get("name", job_path.stem),
        headings=[(lines[key], face) for key, face in headings if key in lines],
        header=header_cells(columns, texts),
        rows=body_rows(records, template, columns, levels),
        columns=len(columns),
        landscape=about.get("orientation") == "landscape",
        font_size=float(about.get("font_size", 12)),
        title=" - ".join(lines[key] for key in ("label", "title") if key in lines),
        author=values["ward"]["agency"],
        sheet=about["sheet"])


def jobs_in(folder):
    """Every job of a ward folder that makes one appendix alone, in order."""
    return [path for path in sorted(pathlib.Path(folder).glob("*.ini"))
            if path.name != "ward.ini" and "template" in ini_read(path).get("job", {})]
