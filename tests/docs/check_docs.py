#!/usr/bin/env python3
"""Owns the promise that the documents and the code say the same, in both directions.

Usage: check_docs.py --program FILE
Checked are: sections, keys, their kinds, choices and whether they are required (docs/templates*.md
against the tables in src/model); words the program goes by; codes; options and their words, commands,
environment and exit statuses (docs/baocao.1 and --help against src/app and the message list); the
findings that README shows; links and paths; that both languages say the same; and the examples, by
running them.
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = ["README.md", "README.vi.md", "CONTRIBUTING.md", "CHANGES.md", "fonts/README.md",
         "docs/mail.md", "docs/mail.vi.md"]
MANUALS = ["docs/templates.md", "docs/templates.vi.md"]
faults = []


def expect(condition, fault):
    if not condition:
        faults.append(fault)


def same(what, code, written):
    for name in sorted(set(code) - set(written)):
        faults.append(f"{what}: {name} is in the code and not in the document")
    for name in sorted(set(written) - set(code)):
        faults.append(f"{what}: {name} is in the document and not in the code")


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


# ---- keys ----

TYPES = {"INI_TEXT": "text", "INI_LENGTH": "mm", "INI_SIZE": "pt", "INI_FLAG": "yes|no",
         "INI_COUNT": "count", "INI_SPACE": "space", "INI_RATIO": "ratio"}
VI_WORDS = {"chữ": "text", "số": "count", "bắt buộc": "required", "điểm": "space",
            "tỷ số": "ratio"}


def macros():
    found = {}
    for header in sorted((ROOT / "src").rglob("*.h")):
        text = header.read_text("utf-8").replace("\\\n", " ")
        for name, parts in re.findall(r'#define (\w+_CHOICES) +("[^"]+"(?: +"[^"]+")*)', text):
            found[name] = "".join(re.findall(r'"([^"]+)"', parts))
    return found


def field_arrays(source, choices_of):
    """Array name -> {key: (kind, required)}, from FIELD(structure, member, ["key",] type, ...)."""
    arrays = {}
    for name, body in re.findall(r"ini_field (\w+)\[\] = \{(.*?)\};", source, re.DOTALL):
        fields = arrays[name] = {}
        for row in re.findall(r"FIELD\(([^()]*)\)", body):
            cells = [cell.strip() for cell in row.split(",")]
            _, member, *rest = cells
            key = rest.pop(0).strip('"') if rest[0].startswith('"') else member
            kind, required, choices = rest
            if kind == "INI_CHOICE":
                kind = choices.strip('"') if choices.startswith('"') else choices_of[choices]
            fields[key] = (TYPES.get(kind, kind), required == "true")
        if '"*"' in body:
            fields["*"] = ("text", False)
    return arrays


def keys_of_code():
    """(file, section) -> {key: (kind, required)}."""
    found = {}
    choices_of = macros()
    for path in sorted((ROOT / "src/model").glob("*.c")):
        source = path.read_text("utf-8")
        arrays = field_arrays(source, choices_of)
        for pattern, array in re.findall(r'\{"([a-z.#]+)", (\w+), (?:COUNT\(\w+\)|1)\}', source):
            if array in arrays:
                found[path.stem, pattern.replace("#", "N")] = arrays.pop(array)
        found.update({(path.stem, "severity"): arrays.pop("any_field")}
                     if "any_field" in arrays else {})
        if "style_fields" in arrays:  # one section for each component
            found[path.stem, "style.KEY"] = arrays.pop("style_fields")
        for array in arrays:
            faults.append(f"{path.name}: no section is known for {array}")
    found["job_appendix", "claim"] = claim_keys()
    last = re.search(r'#define LAST_KEY +"([a-z]+)"', read("src/model/job_document.c")).group(1)
    found["job_document", "copies"][last] = ("text", False)
    return found


def claim_keys():
    """The keys of [claim] are read one by one, not through a table."""
    count, value = re.findall(r'#define \w+_KEY +"([a-z.]+)"', read("src/model/claims.c"))
    return {key: ("text", False) for key in (count, f"{count}.a", f"{value}N")}


def check_mail_keys():
    """The keys of mail.ini against both pages about mail."""
    fields = re.findall(r"ini_field (\w+)_fields\[\] = \{(.*?)\};", read("src/mail/settings.c"), re.DOTALL)
    code = {f"[{name}] {key}" for name, body in fields for key in re.findall(r"FIELD\((\w+),", body)}
    for page in ("docs/mail.md", "docs/mail.vi.md"):
        parts = re.split(r"^### `\[(\w+)\]`$", read(page), flags=re.MULTILINE)[1:]
        written = {f"[{name}] {key}" for name, body in zip(parts[::2], parts[1::2])
                   for key in re.findall(r"^\| `(\w+)` \|", body.split("\n#")[0], re.MULTILINE)}
        same(f"{page}, keys", code, written)


# A section of this name stands in the files of several kinds: the order of the page.
KINDS_OF_FILE = ["schema", "job_appendix"]


def place_of(section, code, taken):
    """Which section of the code a heading of the page means."""
    places = [where for where in code if where[1] == section and where not in taken]
    for kind in KINDS_OF_FILE:
        if len(places) > 1 and (kind, section) in places:
            return kind, section
    return places[0] if places else ("no file", section)


def keys_of_page(page, code):
    """As keys_of_code, from the key tables under the headings "### `[section]`"."""
    found = {}
    parts = re.split(r"^### `\[([a-z.]+(?:N|KEY)?)\]`.*$", read(page), flags=re.MULTILINE)[1:]
    for section, body in zip(parts[::2], parts[1::2]):
        keys = {}
        found[place_of(section, code, found)] = keys
        table = re.split(r"^#|\n\n\| (?:type|loại|component|thành phần) ", body, flags=re.MULTILINE)[0]
        for row in re.findall(r"^\| (.+) \|$", table, re.MULTILINE):
            key, value, default = [cell.strip() for cell in re.split(r"(?<!\\) \| ", row)][:3]
            if value in ("value", "giá trị") or set(value) == {"-"}:
                continue
            choices = re.findall(r"`([\w.-]+)`", value)
            kind = "|".join(choices) if choices else VI_WORDS.get(value, value)
            shown = re.fullmatch(r"`(.+)`", default)
            expect(not shown or len(choices) < 2 or set(choices) == {"yes", "no"} or
                   shown.group(1) == choices[0], f"{page}, [{section}] {key}: default {default}")
            kind = {"no|yes": "yes|no", "error|warning|note": "text"}.get(kind, kind)
            name = key.strip("`") if key.startswith("`") else "*"
            keys[name] = (kind, VI_WORDS.get(default, default) == "required")
    return found


def check_keys():
    code = keys_of_code()
    for page in MANUALS:
        written = keys_of_page(page, code)
        same(f"{page}, sections", map(str, code), map(str, written))
        for where in code.keys() & written.keys():
            same(f"{page}, {where}", code[where], written[where])
            for key in code[where].keys() & written[where].keys():
                expect(code[where][key] == written[where][key],
                       f"{page}, {where} {key}: {written[where][key]}, in the code "
                       f"{code[where][key]}")
        known = {f"{section}.{key}" for (file, section), keys in code.items()
                 if file.startswith("job") for key in keys} | names_of_values()
        used = set(re.findall(r"\{\{([a-z_.]+)\}\}", read(page))) - {"section.key"}
        expect(used <= known, f"{page}: no such placeholder: {used - known}")
        check_snippets(page, code)


def names_of_values():
    """The names that every text may use, besides the keys of the job and the profile, and those of
    the entries of lists."""
    source = read("src/model/job_values.c")
    body = re.search(r"known\[\] = \{(.*?)\};", source, re.DOTALL).group(1)
    entries = re.findall(r'values_set\(entry, "([a-z]+)"', source)
    return set(re.findall(r'"([a-z.]+)"', body)) | set(entries)


def check_components():
    """Each component with a lawful size has a row in the table of [style.KEY]."""
    rows = re.findall(r'^COMPONENT\(\w+, "(\w+)", (\d+), \d+, (\d+),', read("src/model/component.def"),
                      re.MULTILINE)
    wanted = {key: int(size) // 1000 for key, size, largest in rows if int(largest)}
    for page in MANUALS:
        written = re.findall(r"^\| `(\w+)` \| [^|`]+ \| (\d+) \|$", read(page), re.MULTILINE)
        expect({key: int(size) for key, size in written} == wanted, f"{page}, table of components")


def check_snippets(page, code):
    """Sections and keys of the INI text that a page shows."""
    known = {}
    for (_, section), keys in code.items():
        known.setdefault(section, set()).update(keys)
    for section in ("compare", "claim"):  # the same keys, for one appendix of several
        known[f"{section}.N"] = known[section]
    known["last_year.N"], known["workdays"] = known["earlier.N"], known["holidays"]
    for block in re.findall(r"^```ini\n(.*?)^```", read(page), re.DOTALL | re.MULTILINE):
        section = ""
        for line in block.splitlines():
            heading = re.fullmatch(r"\[(.+)\]", line)
            key = re.match(r"([a-z0-9_.]+) *=", line)
            if heading:
                section = re.sub(r"\d+$", "N", heading.group(1))
                section = re.sub(r"^style\..*", "style.KEY", section)
                expect(section in known, f"{page}: no such section in an example: {line}")
            elif key and section in known and "*" not in known[section]:
                expect(key.group(1) in known[section], f"{page}: no such key in [{section}]: {line}")


# ---- choices and words, each explained in a table of its own ----

# Name of the first column in English and Vietnamese; the choices, of which these need no row.
TABLES = [("type", "loại", "COLUMN_TYPE_CHOICES", []),
          ("role", "vai trò", "COLUMN_ROLE_CHOICES", ["none"]),
          ("style", "kiểu", "ORDINAL_CHOICES", ["none"]),
          ("kind", "loại", "TARGET_KIND_CHOICES", ["auto"]),
          ("direction", "chiều", "TARGET_DIRECTION_CHOICES", ["auto"])]


def first_cells(page, head):
    """Of each table whose first column has this heading: the words in code in that column."""
    rows = re.findall(rf"^\| {head} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", read(page), re.MULTILINE)
    return [{word for row in body.splitlines()
             for word in re.findall(r"`([\w.]+)`", row.split("|")[1])} for body in rows]


def check_choices():
    choices_of = macros()
    for english, vietnamese, macro, unexplained in TABLES:
        wanted = set(choices_of[macro].split("|")) - set(unexplained)
        if macro == "COLUMN_ROLE_CHOICES":
            wanted -= {"quarter_2", "quarter_3"}  # "quarter_1 ... quarter_4"
        for page, head in zip(MANUALS, (english, vietnamese)):
            tables = first_cells(page, head)
            best = max(tables, key=lambda t: len(t & wanted), default=set())
            same(f"{page}, table of {head}", wanted, best)


def check_words():
    """The words by which a target's kind is told, and those of the value grammar."""
    target, value = read("src/model/target.c"), read("src/model/value.c")
    words = [word for body in re.findall(r"_words\[\] = \{(.*?)\};", target, re.DOTALL)
             for word in re.findall(r'"([^"]+)"', body)]
    table = re.search(r"\} words\[\] = \{(.*?)\n\};", value, re.DOTALL).group(1)
    words += re.findall(r'\{"([^"]+)", COMPARE', table)
    words += re.findall(r'skip_word\(&s, "([^"]+)"\)', value)
    table = re.search(r"\} whole_words\[\] = \{(.*?)\n\};", value, re.DOTALL).group(1)
    words += re.findall(r'\{"([^"]+)", VALUE', table)
    for page in MANUALS:
        spans = " ".join(re.findall(r"`([^`\n]+)`", read(page))).lower()
        for word in words:
            expect(re.search(rf"(?<!\w){word}(?!\w)", spans), f"{page} does not name «{word}»")


# ---- codes ----

def check_codes():
    codes = set(re.findall(r"^MSG\((\w+),", read("src/base/messages.def"), re.MULTILINE))
    used_in = {}
    for page in [*PAGES, *MANUALS, "docs/baocao.1"]:
        used = used_in[page] = {c.upper() for c in re.findall(r"\b[EWNewn]\d{3}\b", read(page))}
        expect(used <= codes, f"{page}: no such code: {sorted(used - codes)}")
    for english, vietnamese in ((MANUALS[0], MANUALS[1]), ("README.md", "README.vi.md")):
        same(f"codes of {english} (as code) and {vietnamese} (as document)", used_in[english],
             used_in[vietnamese])


def headings(page):
    text = re.sub(r"^```.*?^```", "", read(page), flags=re.DOTALL | re.MULTILINE)
    return [len(marks) for marks in re.findall(r"^(#+) ", text, re.MULTILINE)]


def check_languages():
    for english, vietnamese in ((MANUALS[0], MANUALS[1]), ("README.md", "README.vi.md")):
        expect(headings(english) == headings(vietnamese),
               f"{english} and {vietnamese} have other headings")


# ---- the command line ----

def run(program, *args, cwd=ROOT):
    env = {k: v for k, v in os.environ.items() if k != "BAOCAO_LANG"}
    return subprocess.run([program, *args], cwd=cwd, env=env, capture_output=True, text=True,
                          encoding="utf-8", timeout=60, check=False)


def check_command_line(program):
    source, man = read("src/app/options.c"), read("docs/baocao.1")
    options, same_option = set(), {}
    for name, reader, flag in re.findall(r'\{"(-[^"]+)", (\w+), ([^}]+)\}', source):
        options.add(name)
        same_option.setdefault((reader, flag), set()).add(name)
    body = man[man.index("Options may stand"):]
    listed = re.findall(r"^\.It Fl (.+)$", body, re.MULTILINE)
    in_man = set()
    for line in listed:
        for name in re.findall(r"(?:^|Fl )(\\?-?[a-z-]+)", line):
            in_man.add("-" + name.replace("\\", ""))
    same("docs/baocao.1, options", options, in_man)
    words = re.search(r'take_command.*?words\[\] = \{(.*?)\}', source, re.DOTALL).group(1)
    commands = set(re.findall(r'"(\w+)"', words))
    same("docs/baocao.1, commands", commands,
         set(re.findall(r"^\.It Cm (\w+)", man[:man.index("Options may stand")], re.MULTILINE)))
    for language in ("vi", "en"):
        text = run(program, f"--lang={language}", "--help").stdout
        shown = set(re.findall(r"(?<![\w-])(--[a-z-]+|-[a-z])\b", text))
        for names in same_option.values():
            expect(shown & names, f"--help in {language} lacks {sorted(names)}")
        expect(shown <= options, f"--help in {language}: no such option: {shown - options}")
        same(f"--help in {language}, commands", commands,
             set(re.findall(r"^  baocao (\w+)", text, re.MULTILINE)))
    for option, words in re.findall(r"read_(\w+)\([^{]*\{\n +static const char \*const words\[\] = "
                                    r"\{(.*?)\}", source):
        line = next((x for x in listed if option[:4] in x), "")
        for word in re.findall(r'"(\w+)"', words):
            expect(re.search(rf"\b{word}\b", line), f"docs/baocao.1: --{option} lacks {word}")
    sources = "".join(p.read_text("utf-8") for p in sorted((ROOT / "src").rglob("*.c")))
    same("docs/baocao.1, environment", re.findall(r'fs_environment\("(\w+)"\)', sources),
         re.findall(r"^\.It Ev (\w+)", man, re.MULTILINE))
    statuses = {"0"} | set(re.findall(r"^MSG\(\w+, ERROR, (\d+)", read("src/base/messages.def"),
                                      re.MULTILINE))
    statuses |= set(re.findall(r"_Exit\((\d+)\)", sources))
    after = man[man.index(".Sh EXIT STATUS"):man.index(".Sh EXAMPLES")]
    same("docs/baocao.1, exit status", statuses, re.findall(r"^\.It (\d+)", after, re.MULTILINE))
    for page in [*PAGES, *MANUALS, "docs/baocao.1"]:
        text = read(page).replace("\\-", "-")
        for used in re.findall(r"`(--?[a-z][a-z-]*)[^`]*`", text):
            expect(used in options, f"{page}: no such option: {used}")
        for line in re.findall(r"(?:`|^|/)baocao ([^`\n]*)", text, re.MULTILINE):
            used = re.findall(r"(?<![\w-])(--[a-z-]+)", line)
            expect(set(used) <= options, f"{page}: no such option in: baocao {line}")
            words = [w for w in line.split() if not w.startswith("-")]
            known = not words or not re.fullmatch(r"[a-z]+", words[0]) or words[0] in commands
            expect(known, f"{page}: no such command in: baocao {line}")


def check_man_page():
    page = ROOT / "docs/baocao.1"
    if shutil.which("mandoc"):
        lint = subprocess.run(["mandoc", "-Tlint", "-Wwarning", page], capture_output=True,
                              text=True, encoding="utf-8", check=False)
        expect(lint.returncode == 0, lint.stdout)
    elif shutil.which("man"):
        lint = subprocess.run(["man", "--warnings", "-l", page], capture_output=True, text=True,
                              encoding="utf-8", env={**os.environ, "LC_ALL": "C.UTF-8"},
                              check=False)
        expect(not lint.stderr, lint.stderr)


# ---- what README shows, and the examples ----

def check_findings(program, scratch):
    for page, language in (("README.md", "en"), ("README.vi.md", "vi")):
        printed = run(program, "render", "input", "-o", scratch / "out", f"--lang={language}")
        expect(printed.returncode == 0, f"render input: {printed.stderr}")
        lines = printed.stderr.splitlines()
        shown = re.findall(r"^input/.*$", read(page), re.MULTILINE)
        expect(shown, f"{page} shows no findings")
        for line in shown:
            expect(line in lines, f"{page}: the program does not print: {line}")
        found = set(re.findall(r"^input/\S* (?:error|warning): (\w+)", printed.stderr, re.MULTILINE))
        missing = found - set(re.findall(r"\b[EW]\d{3}\b", " ".join(shown)))
        expect(not missing, f"{page} does not show what the real tables give: {sorted(missing)}")
        for name in re.findall(r"^\| `([a-z0-9][a-z0-9.-]+)` \|", read(page), re.MULTILINE):
            for ending in (".pdf", ".xlsx"):
                expect((scratch / "out" / (name + ending)).is_file(), f"{page}: no {name}{ending}")


def check_first_job(program, scratch):
    for page in ("README.md", "README.vi.md"):
        shutil.rmtree(scratch / "my-ward", ignore_errors=True)
        shutil.rmtree(scratch / "output", ignore_errors=True)
        block = re.search(r"```\n(baocao .*?)```", read(page), re.DOTALL).group(1)
        for line in block.splitlines():
            done = run(program, *line.split()[1:], cwd=scratch)
            expect(done.returncode == 0, f"{page}: {line}: {done.stderr}")
        names = {p.name for p in (scratch / "my-ward").iterdir()}
        expect(names == set(re.findall(r"^- `([^`]+)`: ", read(page), re.MULTILINE)),
               f"{page}: init makes {sorted(names)}")
        made = {p.name for p in (scratch / "output").iterdir()}
        expect(made == {"chi-tieu.pdf", "chi-tieu.xlsx", "ke-hoach.pdf", "ke-hoach.xlsx"},
               f"{page}: the first job makes {sorted(made)}")


def check_example(program, scratch):
    """The files of the examples from scratch are written down and rendered."""
    pages = MANUALS
    texts = [re.findall(r"^(?:File|Tệp) `([^`]+)`[^\n]*:\n\n```\w+\n(.*?)```", read(page),
                        re.DOTALL | re.MULTILINE) for page in pages]
    expect(texts[0] == texts[1], "the two pages about templates give different examples")
    expect(len(texts[0]) == 7, f"{pages[0]}: {len(texts[0])} files in the examples")
    folder = scratch / "example"
    for name, text in texts[0]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    done = run(program, "render", "my-ward", "--strict", cwd=folder)
    expect(done.returncode == 0, f"the example of {pages[0]}: {done.stderr}")
    names = sorted(p.name for p in (folder / "output").glob("*")) if done.returncode == 0 else []
    for name in names:
        for page in pages:
            expect(f"output/{name}" in read(page), f"{page} does not name output/{name}")


# ---- links ----

def anchors(page):
    """The anchors that a page's headings get, as GitHub makes them."""
    found = set()
    for heading in re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE):
        name = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        found.add(name)
    return found


def check_links():
    pages = {ROOT / p for p in PAGES} | set((ROOT / "docs").glob("*.md"))
    for page in sorted(pages):
        text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if "://" in target:
                continue
            path, _, anchor = target.partition("#")
            file = (page.parent / path).resolve() if path else page
            expect(file.exists(), f"{page.name}: no file {target}")
            if anchor and file.exists():
                expect(anchor in anchors(file), f"{page.name}: no heading {target}")
        folders = "src|templates|tests|input|fonts|docs|cmake"
        for path in re.findall(rf"`((?:{folders})/[^`<>*N… ]*)`", text):
            expect((ROOT / path).exists() or path.startswith("docs/page"),
                   f"{page.name}: no file {path}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", type=pathlib.Path, required=True)
    program = parser.parse_args().program.resolve()
    check_keys()
    check_choices()
    check_components()
    check_words()
    check_mail_keys()
    check_codes()
    check_languages()
    check_command_line(program)
    check_man_page()
    check_links()
    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder)
        check_findings(program, scratch)
        check_first_job(program, scratch)
        check_example(program, scratch)
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
