#!/usr/bin/env python3
"""Owns the fault corpus: puts single faults into clean tables and holds the findings against them.

Usage: faults.py --program FILE [--show NAME] TABLE     TABLE: bieu-a4.1, phu-luc-1 or phu-luc-2

Four things must hold for a table. As it was issued it has the findings that clean.py lists and no
others above note; made clean it has none above note; each fault of the table is found with its code
at its place, and nothing else above note but what its row says follows from it; of two faults in
different rows both are found. All the tables of a run are checked by one call of the program.
--show prints what is found for one fault or pair, and keeps nothing.
"""
import argparse
import collections
import importlib
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True

from clean import CORRECTIONS, FOUND, TABLES  # noqa: E402
from tables import Table, make  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATE = "--date=2026-01-15"
PAIRS = 40
SEED = 2026
CASES = {"bieu-a4.1": "cases_a4_1", "phu-luc-1": "cases_targets", "phu-luc-2": "cases_tasks"}

Case = collections.namedtuple("Case", "name data job files must may notes")


# ---- the tables to check ----

def clean_table(name):
    """The real table with every true fault corrected."""
    about = TABLES[name]
    table = Table.load(ROOT / "input" / about["ward"] / f"{name}.csv", about["delimiter"])
    for edit in CORRECTIONS[name]:
        edit.table(table)
    return table


def case_of(fault, table):
    """The case that a fault makes of the clean table."""
    files = {name: edits if isinstance(edits, bytes) else make(table, edits)
             for name, edits in fault.files.items()}
    return Case(fault.name, make(table, fault.edits), fault.job, files, list(fault.want),
                list(fault.want) + list(fault.also), list(fault.notes))


def are_apart(a, b):
    """No row of one touches a row of the other: an ordinal speaks of the row behind it too."""
    return all(abs(x - y) > 1 for x in a.rows() for y in b.rows())


def pairs_of(faults, table):
    """Pairs of faults in rows of their own, the same in every run."""
    single = [fault for fault in faults if fault.rows() and fault.want]
    chosen, left = [], random.Random(SEED)
    while len(chosen) < PAIRS:
        a, b = left.sample(single, 2)
        if are_apart(a, b) and (a, b) not in chosen:
            chosen.append((a, b))
    return [Case(f"{a.name} + {b.name}", make(table, a.edits + b.edits), {}, {}, a.want + b.want,
                 [*a.want, *a.also, *b.want, *b.also], []) for a, b in chosen]


def job_text(template, sections):
    """A job file."""
    lines = ["[job]", f'template = "{template}"', 'data = "table.csv"']
    for section, keys in sections.items():
        lines += ["", f"[{section}]"]
        lines += [f'{key} = "{value}"' for key, value in keys.items()]
    return "\n".join(lines) + "\n"


def write_case(folder, case, about):
    """The folder of one case: the ward's profile, the job, the table and what it is held against."""
    folder.mkdir()
    shutil.copy(ROOT / "input" / about["ward"] / "ward.ini", folder)
    sections = {name: dict(keys) for name, keys in about["job"].items()}
    for name, keys in case.job.items():
        sections.setdefault(name, {}).update(keys)
    template = sections.pop("job", {}).get("template", about["template"])
    (folder / "job.ini").write_text(job_text(template, sections), encoding="utf-8")
    (folder / "table.csv").write_bytes(case.data)
    for name, data in case.files.items():
        (folder / name).write_bytes(data)


def write_real(folder, name, about):
    """The folder of the real table with its own job."""
    folder.mkdir()
    source = ROOT / "input" / about["ward"]
    for file in ("ward.ini", f"{name}.csv"):
        shutil.copy(source / file, folder)
    shutil.copy(source / f"{name}.ini", folder / "job.ini")
    (folder / f"{name}.csv").rename(folder / "table.csv")
    text = (folder / "job.ini").read_text(encoding="utf-8")
    (folder / "job.ini").write_text(text.replace(f'"{name}.csv"', '"table.csv"'), encoding="utf-8")


# ---- what is found in them ----

def place_of(finding, file):
    """The place of a finding as the cases write it."""
    place = finding.get("cell") or (f"line {finding['line']}" if "line" in finding else "")
    return place if file == "table.csv" else f"{place} @{file}".strip()


def check_all(program, top):
    """What the program finds: case folder -> list of (severity, code, place, message)."""
    done = subprocess.run([program, "check", DATE, "--findings=json", "--max-per-code=0", "."],
                          cwd=top, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode not in (0, 1, 66, 78):
        sys.exit(f"faults.py: the program ended with {done.returncode}\n{done.stderr[-2000:]}")
    found = collections.defaultdict(list)
    for line in done.stdout.splitlines():
        finding = json.loads(line)
        parts = pathlib.PurePosixPath(finding.get("file", "")).parts
        if "summary" not in finding and parts:
            found[parts[0]].append((finding["severity"], finding["code"],
                                    place_of(finding, "/".join(parts[1:])), finding["message"]))
    return found


def compare(case, found):
    """What is wrong with the findings of a case, line by line."""
    above = collections.Counter((code, place) for severity, code, place, _ in found
                                if severity != "note")
    notes = {(code, place) for severity, code, place, _ in found if severity == "note"}
    wrong = [f"missed {code} at {place or 'the file'}" for code, place in case.must
             if (code, place) not in above]
    wrong += [f"missed note {code} at {place or 'the file'}" for code, place in case.notes
              if (code, place) not in notes]
    wrong += [f"not listed: {code} at {place or 'the file'}: {message}"
              for severity, code, place, message in found
              if severity != "note" and (code, place) not in case.may]
    wrong += [f"twice: {code} at {place}" for (code, place), n in above.items() if n > 1]
    return wrong if found else ["was not checked at all"]


def check_table(name, program):
    """Everything that must hold for one table; gives the cases with what is found in them."""
    about, table = TABLES[name], clean_table(name)
    faults = importlib.import_module(CASES[name]).FAULTS
    names = [fault.name for fault in faults]
    assert len(set(names)) == len(names), "two faults have one name"
    real = Case("as issued", b"", {}, {}, FOUND[name], FOUND[name], [])
    cases = [Case("made clean", table.bytes(), {}, {}, [], [], [])]
    cases += [case_of(fault, table) for fault in faults] + pairs_of(faults, table)
    with tempfile.TemporaryDirectory(prefix="faults-") as top:
        top = pathlib.Path(top)
        write_real(top / "real", name, about)
        for number, case in enumerate(cases):
            write_case(top / f"{number:04}", case, about)
        found = check_all(program, top)
    results = [(real, found["real"])]
    results += [(case, found[f"{number:04}"]) for number, case in enumerate(cases)]
    return results, len(faults)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build/release/baocao")
    parser.add_argument("--show")
    parser.add_argument("table", choices=TABLES)
    options = parser.parse_args()
    results, count = check_table(options.table, options.program.resolve())
    failed = 0
    for case, found in results:
        wrong = compare(case, found)
        failed += bool(wrong)
        if wrong:
            print(f"{options.table}, {case.name}:", *wrong, sep="\n    ")
        if case.name == options.show:
            print(f"{case.name}:", *(" ".join(finding) for finding in found), sep="\n    ")
    print(f"{options.table}: {count} faults, {PAIRS} pairs, {failed} of {len(results)} cases fail")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
