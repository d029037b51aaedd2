"""Makes documents with the deviations known from real offices and wants each found twice: by the
measuring of the finished PDF, and by the program's own check, with the clause.

usage: check_deviations.py PROGRAM TEMPLATES LETTERS OUTPUT
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys

import expect
import report
from letter_wanted import wanted_of
from measure_letter import measure
from report import check, finish, need

PLAN, DISPATCH = "ke-hoach", "cong-van-khan"
DATE = "2026-06-30"

# name: (document, keys of its template, keys of its job, (words of its text, instead),
#        checks that must fail and no other, codes the program must name)
CASES = {
    "title-16-pt": (PLAN, {"style.kind": {"size": 16}}, {}, None, {15}, {"E535"}),
    "page-number-12-pt": (PLAN, {"style.page_number": {"size": 12}}, {}, None, {26}, {"E546"}),
    "page-number-at-foot": (PLAN, {"page": {"page_number": "bottom"}}, {}, None, {26}, {"E546"}),
    "agency-14-pt": (PLAN, {"style.agency": {"size": 14}}, {}, None, {8}, {"E528"}),
    "nation-14-pt": (PLAN, {"style.nation": {"size": 14}}, {}, None, {5}, {"E525"}),
    "motto-12-pt": (PLAN, {"style.motto": {"size": 12}}, {}, None, {6}, {"E526"}),
    "rule-below-number": (PLAN, {"header": {"rule_place": "number"}}, {}, None, {9}, {"E529"}),
    "rule-too-long": (PLAN, {"header": {"agency_rule": 0.7}}, {}, None, {9}, {"E529"}),
    "rules-of-dashes": (PLAN, {"header": {"rule_look": "dashes"}}, {}, None, {7, 9, 15},
                        {"E527", "E529", "E535"}),
    "code-cv": (DISPATCH, {}, {"document": {"number": "15/CV-UBND"}}, None, {10, 11}, {"E530"}),
    "number-14-pt": (DISPATCH, {"style.number": {"size": 14}}, {}, None, {10}, {"E530"}),
    "code-of-another-kind": (PLAN, {}, {"document": {"number": "15/BC-UBND"}}, None, {11}, {"E531"}),
    "date-upright": (PLAN, {"style.date": {"italic": "no"}}, {}, None, {12}, {"E532"}),
    "about-italic": (DISPATCH, {"style.about": {"italic": "yes"}}, {}, None, {14}, {"E534"}),
    "subject-full-stop": (PLAN, {}, {"document": {"subject": "Phát triển kinh tế - xã hội."}}, None,
                          {15}, {"W564"}),
    "last-basis-comma": (PLAN, {}, {}, ("thực tế của phường.", "thực tế của phường,"), {16},
                         {"E536"}),
    "basis-upright": (PLAN, {"style.basis": {"italic": "no"}}, {}, None, {16}, {"E536"}),
    "no-addressee": (DISPATCH, {}, {"to": None}, None, {17}, {"E537"}),
    "text-12-pt": (PLAN, {"style.body": {"size": 12}}, {}, None, {18}, {"E538"}),
    "text-ragged": (PLAN, {"style.body": {"align": "left"}}, {}, None, {18}, {"E538"}),
    "indent-15-mm": (PLAN, {"body": {"first_indent": 15}}, {}, None, {18}, {"E538"}),
    "paragraphs-3-pt": (PLAN, {"body": {"paragraph_space": 3}}, {}, None, {18}, {"E538"}),
    "lines-1.8": (PLAN, {"body": {"line_spacing": 1.8}}, {}, None, {18}, {"E538"}),
    "section-not-bold": (PLAN, {"style.section": {"bold": "no"}}, {}, None, {19}, {"E562"}),
    "section-left-out": (PLAN, {}, {}, ("II. NHIỆM VỤ", "IV. NHIỆM VỤ"), {19}, {"E539"}),
    "copies-12-pt": (PLAN, {"style.copies": {"size": 12}}, {}, None, {22}, {"E542"}),
    "copies-indented": (PLAN, {"signature": {"copies_indent": 8}}, {}, None, {22}, {"E542"}),
    "authority-upright": (PLAN, {"style.authority": {"bold": "no"}}, {}, None, {24}, {"E544"}),
    "authority-without-stop": (PLAN, {}, {"document": {"authority": "TM ỦY BAN NHÂN DÂN; CHỦ TỊCH"}},
                               None, {24}, {"E544"}),
    "urgency-16-pt": (DISPATCH, {"style.urgency": {"size": 16}}, {}, None, {27}, {"E547"}),
    "appendix-in-one-line": (PLAN, {}, {"appendix.1": {
        "label": "PHỤ LỤC I. PHÂN CÔNG THỰC HIỆN CÁC CHỈ TIÊU CHỦ YẾU"}}, None, {28, 30}, {"E548"}),
    "margins-17.6-mm": (PLAN, {"page": {"margin_top": 17.6, "margin_bottom": 17.6}}, {}, None, {2},
                        {"E522"}),
    "side-margins-25-mm": (PLAN, {"page": {"margin_left": 25, "margin_right": 25}}, {}, None,
                           {2, 5}, {"E522"}),
    "page-numbers-run-on": (PLAN, {"page": {"appendix_pages": "run_on"}}, {}, None, {29}, {"E549"}),
}


def ini_text(sections):
    def value(v):
        return f'"{v}"' if isinstance(v, str) and not re.fullmatch(r"[\w.-]+", v) else str(v)
    return "\n".join(f"[{section}]\n" + "".join(f"{k} = {value(v)}\n" for k, v in keys.items())
                     for section, keys in sections.items())


def changed(sections, changes):
    """None for a section takes it away."""
    for section, keys in changes.items():
        if keys is None:
            sections.pop(section, None)
        else:
            sections.setdefault(section, {}).update(keys)
    return sections


def build(case, templates, letters, folder):
    """The job of a case, in a folder of its own with a template of its own."""
    base, template, job, words, _, _ = case
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in ("ward.ini", "chi-tieu.csv"):
        shutil.copy(letters / name, folder)
    sections = expect.ini_read(letters / f"{base}.ini")
    kind = expect.ini_read(pathlib.Path(templates, sections["job"]["document"]))
    (folder / "mau.ini").write_text(ini_text(changed(kind, template)), encoding="utf-8")
    text = (letters / sections["document"]["body"]).read_text(encoding="utf-8")
    if words:
        check(words[0] in text, f"{folder.name}: the text has no {words[0]!r}")
        text = text.replace(*words)
    (folder / "noi-dung.txt").write_text(text, encoding="utf-8")
    sections["job"] = {"name": folder.name, "document": "mau.ini"}
    sections["document"]["body"] = "noi-dung.txt"
    (folder / "viec.ini").write_text(ini_text(changed(sections, job)), encoding="utf-8")
    return folder / "viec.ini"


def codes_of(program, job, output):
    """What the program says of a job, and the PDF it makes all the same, with its draft mark."""
    done = subprocess.run([program, "render", job, "-o", output, "--force", "--findings=json",
                           "--format=pdf", f"--date={DATE}", "--max-per-code=0"],
                          capture_output=True, check=False, timeout=60)
    rows = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    return {row["code"]: row for row in rows if "code" in row}


def run_case(name, case, program, templates, letters, output):
    job = build(case, templates, letters, output / "jobs" / name)
    found = codes_of(program, job, output)
    wanted, codes = case[4:]
    for code in codes:
        check(code in found, f"{name}: the program does not say {code}, but {sorted(found)}")
        check(code not in found or "Nghị định 30/2020/NĐ-CP" in found[code]["message"],
              f"{name}: {code} names no clause")
    told = {c for c in found if re.match(r"[EW]5[2-6]\d", c)}
    check(told <= codes | ALONG.get(name, set()), f"{name}: the program says {told - codes} too")
    path = output / f"{name}.pdf"
    if not check(path.exists(), f"{name}: {path} was not made"):
        return
    before, forced = len(report.failures), any(c[0] == "E" for c in codes)
    seen = measure(path, wanted_of(job, templates), forced)
    del report.failures[before:]     # they are what is wanted
    check(set(seen) == wanted, f"{name}: the pages fail {sorted(seen)}, wanted {sorted(wanted)}")


# What else the program may say of a case, and why: a code of the wrong kind breaks two rows of the
# list; without Kính gửi, "Như trên" has no meaning.
ALONG = {
    "code-cv": {"E531"},
    "no-addressee": {"E542"},
    "side-margins-25-mm": {"E525"},
    "appendix-in-one-line": {"E550"},
}


def main(program, templates, letters, output):
    need("qpdf", "pdffonts", "pdfinfo", "mutool")
    output = pathlib.Path(output)
    shutil.rmtree(output, ignore_errors=True)
    for name, case in CASES.items():
        run_case(name, case, program, templates, pathlib.Path(letters), output)
    finish(f"{len(CASES)} deviations")


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
