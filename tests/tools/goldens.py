#!/usr/bin/env python3
"""Owns the golden tests: runs each case twice, in other surroundings, and compares what comes out.

Usage: goldens.py [--program FILE] [--update] [CASE...]   runs the cases (default: all)
       goldens.py --codes                                 each message occurs in some golden
       goldens.py --findings-page [--program FILE]        docs/findings.md is what the program prints

A case is a folder under tests/golden with a file `cmd`, its inputs, and what must come out in
`expect/`. The lines of `cmd`, run in a scratch folder that holds a copy of the inputs:

    # a comment: what the case proves
    use PATH                      copies PATH of the project to the same place in the scratch folder
    use PATH .                    copies what lies in PATH into the scratch folder itself
    older PATH...                 puts an older output there, which a failing run must leave alone
    tmpfs FOLDER SIZE             a small disk (root only; else the case is skipped)
    [NAME=VALUE] baocao ARGS      runs the program; `> NAME` behind it keeps stdout as expect/NAME
    clock                         times (2026-01-15T08:00:00Z, 2026-01-15 15:00 +07) that come out are those of the clock:
                                  they are compared as TIME
    show FILE                     keeps the text of a PDF or a message, or the parts of a workbook

`setup.py`, if there is one, makes inputs that are too big or too odd to be kept; it ends with 77 to
skip the case. The date is 2026-01-15 unless a line says otherwise. Compared are: stdout and stderr
(nothing is expected where the file is absent), status (0 where absent), `files` (what appeared,
changed or went away) and whatever `show` keeps. --update shows the difference and writes it.
"""
import argparse
import concurrent.futures
import contextlib
import difflib
import email
import email.policy
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden"
DATE = "--date=2026-01-15"
SKIPPED = 77
NOT_INPUT = ("cmd", "setup.py", "expect")

# Results must not depend on these.
SURROUNDINGS = (
    {"LC_ALL": "C.UTF-8", "TZ": "UTC"},
    {"LC_ALL": "vi_VN.UTF-8", "LANG": "de_DE.UTF-8", "TZ": "Pacific/Auckland"},
)

# Codes that no input provokes, and why.
NO_GOLDEN = {
    "E521": "every page is A4; tests/unit/test_conform.c makes others",
    "E543": "both columns of a signature block start level; tests/unit/test_conform.c moves one",
    "E561": "no word is set outside the type area; tests/unit/test_conform.c puts one there",
    "E847": "needs a server that encrypts badly: tests/mail/check_secure.py shows it",
    "E852": "needs a server with a limit: tests/mail/check_outbox.py shows it",
    "E980": "our own files can be read back; tests/unit/test_reread.c damages one",
    "E981": "as E980",
    "E982": "as E980: it changes a digit of a finished file",
    "E983": "as E980: it moves a text",
    "E984": "as E980: it renames a sheet",
    "E985": "as E980: it changes a digit of a cell",
    "E986": "as E980: it leaves a cell out",
    "E605": "the libraries fail only without memory or on a full disk for temporary files",
}


class Skip(Exception):
    """The case cannot run here."""


class Broken(Exception):
    """The case fails whatever its goldens say."""


# ---- running one case ----

def copy_into(source, target):
    """Copies a file or what lies in a folder; links stay links."""
    if source.is_dir():
        shutil.copytree(source, target, dirs_exist_ok=True, symlinks=True)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)


def snapshot(folder):
    """What stands at each path below the folder: bytes, a link, a folder, or something else."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = "-> " + os.readlink(path)
        elif path.is_dir():
            found[name] = "folder"
        else:
            found[name] = path.read_bytes() if path.is_file() else "special"
    return found


def list_changes(before, after):
    """One line for each path that appeared, changed or went away."""
    lines = []
    for name in sorted(before.keys() | after.keys()):
        if name not in before:
            lines.append(f"new {name}\n")
        elif name not in after:
            lines.append(f"gone {name}\n")
        elif before[name] != after[name]:
            lines.append(f"changed {name}\n")
    return "".join(lines).encode()


def run_setup(case, scratch, env):
    """Makes the inputs that are not kept as files."""
    if not (case / "setup.py").exists():
        return
    done = subprocess.run([sys.executable, case / "setup.py"], cwd=scratch, env=env,
                          stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode == SKIPPED:
        raise Skip(done.stderr.strip())
    if done.returncode:
        raise Broken(f"setup.py failed:\n{done.stderr}")


def mount_small(scratch, folder, size, cleanup):
    """A disk of its own for the case."""
    target = scratch / folder
    target.mkdir(parents=True, exist_ok=True)
    if os.geteuid() != 0 or not shutil.which("mount"):
        raise Skip("a small disk can be mounted by root only")
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", target],
                          capture_output=True, text=True, check=False)
    if done.returncode:
        raise Skip("no small disk can be mounted here: " + done.stderr.strip())
    cleanup.callback(subprocess.run, ["umount", target], check=True)


def text_of_pdf(path):
    """What a reader can select and copy."""
    done = subprocess.run(["pdftotext", "-layout", "-enc", "UTF-8", path, "-"],
                          capture_output=True, check=False)
    if done.returncode or done.stderr:
        raise Broken(f"pdftotext {path.name}: {done.stderr.decode()}")
    return done.stdout


def parts_of_workbook(path):
    """The XML of the workbook, one element a line, so that differences can be read."""
    parts = {}
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            if name.startswith(("xl/w", "xl/s", "xl/comments", "docProps/")) and name.endswith(".xml"):
                parts[name] = book.read(name).replace(b"><", b">\n<") + b"\n"
    return parts


def text_of_message(path):
    """The headers as they are, the texts decoded, the names of the files; of the outbox also the
    envelope."""
    content = path.read_bytes()
    start = 0 if path.suffix == ".eml" else content.index(b"\n\n") + 2
    head, rest = content[start:].split(b"\r\n\r\n", 1)
    policy = email.policy.strict.clone(raise_on_defect=True, utf8=True)
    message = email.message_from_bytes(head + b"\r\n\r\n" + rest, policy=policy)
    shown = [content[:start], head.replace(b"\r\n", b"\n"), b"\n"]
    for part in message.walk():
        if not part.is_multipart():
            disposition = part.get("Content-Disposition", "")
            shown.append(f"\n---- {part['Content-Type']} {disposition}\n".encode())
            if not disposition:
                shown.append(part.get_content().replace("\r\n", "\n").encode())
    return b"".join(shown)


def show(scratch, name):
    """What is kept of an output file."""
    path = scratch / name
    if not path.is_file():
        raise Broken(f"{name} was not made")
    if name.endswith(".pdf"):
        return {f"{name}.txt": text_of_pdf(path)}
    if name.endswith((".eml", ".mail")):
        return {f"{name}.txt": text_of_message(path)}
    return {f"{name}/{part}": xml for part, xml in parts_of_workbook(path).items()}


class Run:
    """One case in one kind of surroundings."""

    def __init__(self, case, program, scratch, surroundings, cleanup):
        self.case, self.program, self.scratch, self.cleanup = case, program, scratch, cleanup
        self.temporary = scratch.parent / "tmp"
        self.temporary.mkdir()
        keep = ("PATH", "LOCPATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS")
        self.env = {name: os.environ[name] for name in keep if name in os.environ}
        if (ROOT / "build" / "locales").is_dir():
            self.env.setdefault("LOCPATH", str(ROOT / "build" / "locales"))
        self.env.update(surroundings, TMPDIR=str(self.temporary))
        self.out, self.err, self.statuses, self.kept = [], [], [], {}
        self.clock = False

    def prepare(self, lines):
        """Fills the scratch folder; gives the lines that are left to do."""
        self.scratch.mkdir()
        rest = []
        for line in lines:
            words = shlex.split(line, comments=True)
            if words[:1] == ["use"]:
                target = self.scratch / (words[2] if len(words) > 2 else words[1])
                copy_into(ROOT / words[1], target)
            elif words[:1] == ["older"]:
                for path in words[1:]:
                    target = self.scratch / path
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_text("an older copy\n", encoding="utf-8")
            elif words[:1] == ["tmpfs"]:
                mount_small(self.scratch, words[1], words[2], self.cleanup)
            elif words == ["clock"]:
                self.clock = True
            elif words:
                rest.append(words)
        for path in sorted(self.case.iterdir()):
            if path.name not in NOT_INPUT:
                copy_into(path, self.scratch / path.name)
        run_setup(self.case, self.scratch, self.env)
        for name, folder in self.program.data.items():
            if not (self.scratch / name).exists():
                (self.scratch / name).symlink_to(folder)
        return rest

    def baocao(self, words):
        """One call of the program."""
        env, target, shown = dict(self.env), None, list(words)
        while "=" in words[0]:
            name, value = words.pop(0).split("=", 1)
            env[name] = value
        if words[0] != "baocao":
            raise Broken(f"cmd: no such line: {words[0]}")
        if ">" in words:
            target = words[words.index(">") + 1]
            words, shown = words[:words.index(">")], shown[:shown.index(">")]
        shown = " ".join(shown)
        args = words[1:]
        if args[:1] in (["check"], ["render"]) and not any(a.startswith("--date") for a in args):
            args = [args[0], DATE] + args[1:]
        done = subprocess.run([self.program.file] + args, cwd=self.scratch, env=env,
                              stdin=subprocess.DEVNULL, capture_output=True, check=False,
                              timeout=300)
        if done.returncode < 0 or b"Sanitizer" in done.stderr or b"runtime error" in done.stderr:
            raise Broken(f"{shown}: ended with {done.returncode}\n{done.stderr.decode()}")
        self.statuses.append(done.returncode)
        self.err.append((shown, done.stderr))
        if target:
            self.kept[target] = done.stdout
        else:
            self.out.append((shown, done.stdout))

    def result(self):
        """Everything that came out: name in expect/ -> bytes."""
        lines = self.prepare((self.case / "cmd").read_text(encoding="utf-8").splitlines())
        before = snapshot(self.scratch)
        for words in lines:
            if words[0] == "show":
                self.kept.update(show(self.scratch, words[1]))
            else:
                self.baocao(words)
        self.after = snapshot(self.scratch)
        if self.clock:
            self.after = {name: mask_times(x) if isinstance(x, bytes) else x
                          for name, x in self.after.items()}
            self.err = [(shown, mask_times(x)) for shown, x in self.err]
            self.out = [(shown, mask_times(x)) for shown, x in self.out]
        if any(self.temporary.iterdir()):
            raise Broken("temporary files were left behind")
        found = {"status": "".join(f"{s}\n" for s in self.statuses).encode(),
                 "stdout": join(self.out), "stderr": join(self.err),
                 "files": list_changes(before, self.after), **self.kept}
        if not any(self.statuses):
            del found["status"]
        return {name: content for name, content in found.items() if content}


def mask_times(content):
    """What the clock said is not compared."""
    return re.sub(rb"\b\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ| \d\d:\d\d \+07)", b"TIME", content)


def join(parts):
    """The output of several calls in one file, each under its command."""
    if len(parts) == 1:
        return parts[0][1]
    return b"".join(f"$ {shown}\n".encode() + text for shown, text in parts if text)


def run_case(case, program):
    """What comes out of the case, the same in all surroundings."""
    results = []
    for surroundings in SURROUNDINGS:
        with tempfile.TemporaryDirectory(prefix="golden-") as top, \
                contextlib.ExitStack() as cleanup:
            top = pathlib.Path(top).resolve()
            run = Run(case, program, top / "scratch", surroundings, cleanup)
            results.append((run.result(), run.after))
    (found, files), (found_again, files_again) = results
    for name in sorted(found.keys() | found_again.keys()):
        if found.get(name) != found_again.get(name):
            raise Broken(f"{name} depends on the surroundings:\n" +
                         difference(name, found.get(name, b""), found_again.get(name, b"")))
    for name in sorted(files):
        if files[name] != files_again.get(name):
            raise Broken(f"{name} has other bytes in other surroundings")
    return found


# ---- comparing ----

def difference(name, old, new):
    """A unified diff of two contents."""
    lines = [text.decode("utf-8", "backslashreplace").splitlines() for text in (old, new)]
    return "\n".join(difflib.unified_diff(lines[0], lines[1], f"expected {name}", f"found {name}",
                                          lineterm="")) + "\n"


def expected_of(case):
    """What the case wants: name in expect/ -> bytes."""
    folder = case / "expect"
    return {path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*")) if path.is_file()}


def write_expected(case, found):
    """Makes the goldens what was found."""
    folder = case / "expect"
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in found.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def do_case(case, program, update):
    """Runs and compares one case: (state, what to say)."""
    try:
        found = run_case(case, program)
    except Skip as reason:
        return "skipped", str(reason)
    except (Broken, subprocess.TimeoutExpired) as reason:
        return "failed", str(reason)
    expected = expected_of(case)
    said = "".join(difference(f"{case.name}/{name}", expected.get(name, b""), found.get(name, b""))
                   for name in sorted(expected.keys() | found.keys())
                   if expected.get(name) != found.get(name))
    if not said:
        return "good", ""
    if update:
        write_expected(case, found)
        return "updated", said
    return "failed", said


class Program:
    """A copy of the program that finds its data by relative paths, so that findings show no place
    of this machine: links to them lie in each scratch folder, and a case may bring user-fonts/."""

    def __init__(self, built, folder):
        lines = (built.parent / "baocao-data.txt").read_text(encoding="utf-8").splitlines()
        places = dict(line.split("=", 1) for line in lines)
        self.data = {name: places[name] for name in ("templates", "fonts")}
        self.file = pathlib.Path(folder) / "baocao"
        shutil.copy(built, self.file)
        (self.file.parent / "baocao-data.txt").write_text(
            "templates=templates\nfonts=fonts\nuser_fonts=user-fonts\n", encoding="ascii")


# ---- the other checks ----

def check_codes():
    """Each message of the program must be seen in some golden."""
    messages = (ROOT / "src" / "base" / "messages.def").read_text(encoding="utf-8")
    codes = re.findall(r"^MSG\((\w+),", messages, re.MULTILINE)
    seen = set()
    for path in GOLDEN.rglob("expect/std*"):
        text = path.read_text(encoding="utf-8", errors="replace")
        seen.update(re.findall(r": (?:error|warning|note): ([ENW]\d{3}) ", text))
        seen.update(re.findall(r'"code":"([ENW]\d{3})"', text))
    missing = [code for code in codes if code not in seen and code not in NO_GOLDEN]
    needless = [code for code in NO_GOLDEN if code in seen or code not in codes]
    print(*(f"{code}: no golden shows this message" for code in missing),
          *(f"{code}: is shown, and need not be excepted" for code in needless),
          f"{len(codes)} messages, {len(missing)} without a golden", sep="\n")
    return 1 if missing or needless or not codes else 0


def check_page(program, update):
    """docs/findings.md is made from the message list."""
    page = ROOT / "docs" / "findings.md"
    old = page.read_bytes() if page.exists() else b""
    new = subprocess.run([program, "explain", "all"], capture_output=True, check=True).stdout
    if old == new:
        return 0
    print(difference("docs/findings.md", old, new))
    if update:
        page.parent.mkdir(exist_ok=True)
        page.write_bytes(new)
        return 0
    print("Renew it: ./run goldens")
    return 1


def find_cases(names):
    """The folders of the named cases, or of all."""
    if not names:
        return sorted(path.parent for path in GOLDEN.rglob("cmd"))
    cases = [GOLDEN / name for name in names]
    for case in cases:
        if not (case / "cmd").exists():
            sys.exit(f"goldens.py: there is no case {case}")
    return cases


def run_cases(cases, program, update):
    """Runs the cases, two at a time, and says how it went."""
    counts = {"good": 0, "updated": 0, "skipped": 0, "failed": 0}
    with tempfile.TemporaryDirectory(prefix="golden-program-") as folder, \
            concurrent.futures.ThreadPoolExecutor(2) as pool:
        copy = Program(program, folder)
        for case, (state, said) in zip(cases, pool.map(
                lambda case: do_case(case, copy, update), cases)):
            counts[state] += 1
            if state != "good":
                print(f"{case.relative_to(GOLDEN)}: {state}\n{said}")
    print(", ".join(f"{count} {state}" for state, count in counts.items() if count))
    if counts["failed"]:
        return 1
    return SKIPPED if counts["skipped"] == len(cases) else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=pathlib.Path, default=ROOT / "build/release/baocao")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--codes", action="store_true")
    parser.add_argument("--findings-page", action="store_true")
    parser.add_argument("cases", nargs="*")
    options = parser.parse_args()
    if options.codes:
        return check_codes()
    program = options.program.resolve()
    if not program.exists():
        sys.exit(f"goldens.py: {program} is not built yet")
    if options.findings_page:
        return check_page(program, options.update)
    status = run_cases(find_cases(options.cases), program, options.update)
    if options.update and not options.cases:
        status = status or check_page(program, True)
    return status


if __name__ == "__main__":
    sys.exit(main())
