"""Sets body texts made up at random in one run, and looks at the finished pages from outside: nothing
torn, stranded, lost, outside the margins or stretched where it need not be.

usage: check_generated.py PROGRAM TEMPLATES FONTS OUTPUT COUNT
"""

import pathlib
import re
import subprocess
import sys
import time

OUTSIDE = pathlib.Path(__file__).resolve().parent.parent / "outside"
sys.path.insert(0, str(OUTSIDE))
sys.path.insert(1, str(pathlib.Path(__file__).resolve().parent))

from letter_parts import Letter, without_page_number  # noqa: E402
from letter_wanted import wanted_of  # noqa: E402
from report import SKIPPED, check, finish, need, run  # noqa: E402
from sheet import MM, read, squeezed  # noqa: E402
from generate import generate  # noqa: E402

try:
    from feasible import Font, can_be_set, places
except ImportError:
    print("left out, not installed: python3-fonttools")
    sys.exit(SKIPPED)

LEFT, RIGHT, TOP, BOTTOM = 30 * MM, 15 * MM, 20 * MM, 20 * MM
INDENT = 12.7 * MM
SLACK = 0.3
LIMIT = 1.6
FACES = {"": "Regular", "Bold": "Bold", "Italic": "Italic", "BoldItalic": "BoldItalic"}
FEW = 3     # lines of text: a last page with no more is almost empty


def render(program, folder, output, *options):
    started = time.monotonic()
    done = subprocess.run([program, "render", folder, "-o", output, "--format=pdf", "--quiet",
                           "--date=2026-06-30", *options], capture_output=True, check=False,
                          timeout=300)
    check(done.returncode == 0, f"the program: status {done.returncode} "
                                f"{done.stderr.decode('utf-8')[-2000:]}")
    print(f"rendered in {time.monotonic() - started:.1f} s")


def source_text(path):
    """A body as it must be extracted: without marks of bold and italic, with its end mark."""
    text = path.read_text(encoding="utf-8")
    text = squeezed(re.sub(r"\*+", "", text))
    return text.rstrip(".") + "./."


def extracted(path):
    pages = run("pdftotext", "-raw", path, "-").split("\f")[:-1]
    rest = [page.split("\n", 1)[1] if n and page.startswith(f"{n + 1}\n") else page
            for n, page in enumerate(pages)]
    return squeezed("".join(rest))


def check_block(name, letter):
    """The signature is one piece, and text stands with it."""
    if not check(letter.authority and letter.signer, f"{name}: the signature is torn or missing"):
        return
    beside = sum(sheet is letter.sign_sheet for sheet, _ in letter.body)
    total = len(letter.body)
    check(beside >= min(2, total), f"{name}: {beside} lines of text beside the signature")
    check(letter.copies_label and letter.copies_label[0] is letter.sign_sheet,
          f"{name}: Nơi nhận begins on another page")


def check_breaks(name, letter):
    """No heading last on its page, no line of a paragraph alone."""
    lasts = {id(line) for n, (sheet, line) in enumerate(letter.body)
             if n + 1 < len(letter.body) and letter.body[n + 1][0] is not sheet}
    for paragraph in letter.paragraphs[:-1]:
        if paragraph.bold and id(paragraph.lines[-1][1]) in lasts:
            check(False, f"{name}: heading last on page {paragraph.lines[-1][0].number}: "
                         f"{paragraph.text[:50]!r}")
        counts = {}
        for sheet, _ in paragraph.lines:
            counts[sheet.number] = counts.get(sheet.number, 0) + 1
        check(len(counts) == 1 or min(counts.values()) >= 2,
              f"{name}: a line alone on a page {counts}: {paragraph.text[:50]!r}")


def check_area(name, letter):
    for sheet in letter.sheets:
        for line in without_page_number(sheet):
            check(line.left > LEFT - SLACK and line.right < sheet.width - RIGHT + SLACK
                  and line.top > TOP - SLACK and line.bottom < sheet.height - BOTTOM + SLACK,
                  f"{name} page {sheet.number}: outside the margins: {line.text[:60]!r}")


def stretch_of(line):
    """The widest and the narrowest space against the natural one."""
    ratios = [(b.x - a.x) / a.width for a, b in zip(line.glyphs, line.glyphs[1:]) if a.char == " "]
    return (max(ratios), min(ratios)) if ratios else (1, 1)


def letters_of(paragraph, fonts):
    """The characters of a paragraph, their widths by the font files, and where its lines end."""
    letters, widths, ends = [], [], []
    before = None
    for _, line in paragraph.lines:
        torn = before and re.search(r"\S{3,}[/–-]$", before.text)   # within a word
        ends.append(len(letters))
        if before is not None and not torn:
            letters.append(" ")
            widths.append(before.glyphs[-1].size / 4)
        for glyph in line.glyphs:
            letters.append(glyph.char)
            widths.append(fonts[glyph.face].width(glyph.char) * glyph.size)
        before = line
    return letters, widths, ends[1:]


def check_bonds(name, letters, widths, ends, width):
    """No line ends within what stays together, unless that is wider than a line."""
    allowed = [(0, 0)] + places(letters)
    for end in ends:
        if any(end == place for place, _ in allowed):
            continue
        start = max(following for place, following in allowed if place < end)
        stop = min(place for place, _ in allowed if place > end)
        check(sum(widths[start:stop]) > width - INDENT,
              f"{name}: torn: {''.join(letters[start:end])!r} | {''.join(letters[end:stop])!r}")


def check_stretch(name, letter, fonts, counts):
    for paragraph in letter.paragraphs:
        stretched = 0
        for _, line in paragraph.lines[:-1]:
            widest, narrowest = stretch_of(line)
            stretched = max(stretched, widest)
            check(narrowest > 0.74, f"{name}: spaces of {narrowest:.2f}: {line.text[:60]!r}")
        counts["paragraphs"] += 1
        if len(paragraph.lines) == 1:
            continue
        width = letter.right - letter.left
        letters, widths, ends = letters_of(paragraph, fonts)
        check_bonds(name, letters, widths, ends, width)
        if stretched <= LIMIT + 0.01:
            continue
        counts["stretched"] += 1
        space = paragraph.lines[0][1].size / 4
        indent = paragraph.lines[0][1].left - letter.left
        check(not can_be_set(letters, widths, width - indent, width, space),
              f"{name}: stretched {stretched:.2f} times, and need not be: {paragraph.text[:60]!r}")


def check_last_pages(program, templates, folder, output, letters):
    """A last page with a few lines only, or with nothing but the rest of Nơi nhận: not where the
    tightest lawful setting has a page less."""
    few = {name: letter for name, letter in letters.items() if len(letter.sheets) > 1
           and sum(sheet is letter.sheets[-1] for sheet, _ in letter.body) <= FEW}
    print(f"{len(few)} last pages with at most {FEW} lines of text")
    tight = folder.parent / "tight"
    tight.mkdir(exist_ok=True)
    for old in tight.iterdir():
        old.unlink()
    if not few:
        return
    (tight / "ward.ini").write_bytes((folder / "ward.ini").read_bytes())
    for name in few:
        job = (folder / f"{name}.ini").read_text(encoding="utf-8")
        kind = re.search(r'"document/([\w-]+\.ini)"', job).group(1)
        template = pathlib.Path(templates, "document", kind).read_text(encoding="utf-8")
        (tight / kind).write_text(template + "\n[body]\nline_spacing = 1\nparagraph_space = 6\n",
                                  encoding="utf-8")
        (tight / f"{name}.ini").write_text(job.replace("document/", ""), encoding="utf-8")
        (tight / f"{name}.txt").write_bytes((folder / f"{name}.txt").read_bytes())
    render(program, tight, output / "tight")
    for name, letter in few.items():
        pages = len(read(output / "tight" / f"{name}.pdf"))
        check(pages >= len(letter.sheets), f"{name}: {len(letter.sheets)} pages, the last almost "
                                           f"empty; set tight it has {pages}")


def check_document(path, folder, templates, fonts, counts):
    wanted = wanted_of(folder / f"{path.stem}.ini", templates)
    letter = Letter(read(path), wanted)
    name = path.stem
    counts["pages"] += len(letter.sheets)
    source = source_text(folder / f"{name}.txt")
    check(source in extracted(path), f"{name}: the text is not extracted as it was written")
    # By the known margins: a text of a few short lines does not show them.
    letter.left, letter.right = LEFT, letter.first.width - RIGHT
    check_block(name, letter)
    check_breaks(name, letter)
    check_area(name, letter)
    check_stretch(name, letter, fonts, counts)
    return letter


def main(program, templates, font_folder, output, count):
    need("pdftotext", "mutool")
    output = pathlib.Path(output)
    folder = output / "jobs"
    generate(folder, int(count))
    render(program, folder, output)
    fonts = {face: Font(pathlib.Path(font_folder, f"LiberationSerif-{name}.ttf"))
             for face, name in FACES.items()}
    counts = {"pages": 0, "paragraphs": 0, "stretched": 0}
    letters = {}
    for job in sorted(folder.glob("[0-9]*.ini")):
        path = output / f"{job.stem}.pdf"
        if check(path.exists(), f"{path} was not written"):
            letters[job.stem] = check_document(path, folder, templates, fonts, counts)
    check_last_pages(program, templates, folder, output, letters)
    print(", ".join(f"{n} {what}" for what, n in counts.items()))
    finish(f"{len(letters)} documents")


if __name__ == "__main__":
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    main(*sys.argv[1:])
