"""Installs the program into a scratch place and checks that it works there like in the build tree.

usage: check_install.py CMAKE BUILD PROGRAM WARD WORK
"""

import pathlib
import shutil
import subprocess
import sys


def run(*command, **options):
    done = subprocess.run([str(c) for c in command], capture_output=True, check=False, **options)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))}: status {done.returncode}\n"
                 f"{done.stdout.decode()}{done.stderr.decode()}")
    return done


def render(program, ward, folder, **options):
    """Renders from within `folder`; the bytes of each file."""
    run(program, "render", ward, "-o", "output", "--date=2026-01-15", "--quiet", cwd=folder,
        **options)
    return {path.name: path.read_bytes() for path in (folder / "output").iterdir()}


def main(cmake, build, program, ward, work):
    work = pathlib.Path(work).resolve()
    shutil.rmtree(work, ignore_errors=True)
    for folder in ("elsewhere", "init", "built"):
        (work / folder).mkdir(parents=True)
    run(cmake, "--install", build, "--prefix", work / "prefix")
    # As a whole, somewhere else: nothing in it may depend on where it was installed.
    (work / "prefix").rename(work / "moved")
    moved = work / "moved" / "bin" / "baocao"
    shutil.copytree(ward, work / "elsewhere" / "ward")
    installed = render(moved, "ward", work / "elsewhere", env={})
    built = render(program, ward, work / "built")
    if not built or installed != built:
        sys.exit(f"installed: {sorted(installed)}, built: {sorted(built)}; the bytes differ")
    run(moved, "init", "mine", cwd=work / "init", env={})
    if not render(moved, "mine", work / "init", env={}):
        sys.exit("the folder that init makes gives no files")
    # Not the bare folder: sanitizers and debugging information name it.
    if f"{build}/fonts".encode() in moved.read_bytes():
        sys.exit("the installed program knows the fonts of the build tree")
    print(f"{len(installed)} files have the same bytes")


if __name__ == "__main__":
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    main(*sys.argv[1:])
