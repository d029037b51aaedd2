"""Checks that the same input gives the same bytes, and that another date changes dates only.

usage: check_repeat.py PROGRAM WORK WARD...
"""

import pathlib
import re
import shutil
import subprocess
import sys
import zipfile

from report import check, finish, same

DATES = ("2026-01-15", "2027-11-30")


def render(program, folder, date, wards, environment=None):
    shutil.rmtree(folder, ignore_errors=True)
    done = subprocess.run([program, "render", *wards, "-o", folder, f"--date={date}", "--quiet"],
                          capture_output=True, check=False, env=environment)
    check(done.returncode == 0, f"render: status {done.returncode}")
    return {path.name: path for path in sorted(pathlib.Path(folder).iterdir())}


def undated_pdf(path):
    return re.sub(rb"D:\d{14}", b"D:", path.read_bytes())


def members(path):
    with zipfile.ZipFile(path) as package:
        return {name: re.sub(rb"\d{4}-\d\d-\d\dT00:00:00Z", b"", package.read(name))
                if name == "docProps/core.xml" else package.read(name)
                for name in package.namelist()}


def main(program, work, wards):
    surroundings = {"TZ": "Pacific/Auckland", "LC_ALL": "vi_VN.UTF-8", "PATH": "/nowhere"}
    first = render(program, f"{work}/first", DATES[0], wards)
    again = render(program, f"{work}/again", DATES[0], wards, surroundings)
    other = render(program, f"{work}/other", DATES[1], wards)
    same(sorted(again), sorted(first), "files of the second run")
    same(sorted(other), sorted(first), "files of the other date")
    for name, path in first.items():
        bytes_of = path.read_bytes()
        same(again[name].read_bytes() == bytes_of, True, f"{name}: same bytes again")
        same(other[name].read_bytes() == bytes_of, False, f"{name}: the date is in the file")
        undated = undated_pdf if name.endswith(".pdf") else members
        check(undated(path) == undated(other[name]), f"{name}: the date changes more than dates")
    finish(f"{len(first)} files")


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
