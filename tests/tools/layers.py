#!/usr/bin/env python3
"""Owns the rule of who may include whom: no arrow upward, one owner for each foreign header.

Usage: layers.py [SRC]      checks a source tree (default: src beside tests)
       layers.py --self-test  proves that bad trees are found
"""
import pathlib
import re
import sys
import tempfile

# A layer may include itself and those of a lower rank; neighbours of one rank do not know each other.
RANK = {"base": 0, "source": 1, "model": 2, "doc": 3, "layout": 4,
        "emit": 5, "report": 5, "mail": 5, "app": 6}

# Header -> the only files that may include it.
OWNERS = [
    (r"csv\.h", r"source/csv_table\.c"),
    (r"(iniparser/)?(iniparser|dictionary)\.h", r"source/ini_file\.c"),
    (r"hpdf\w*\.h", r"emit/pdf\w*\.[ch]"),
    (r"xlsxwriter(/\w+)?\.h", r"emit/xlsx\w*\.[ch]"),
    (r"utf8proc\.h", r"base/utf8\.c"),
    (r"png\.h", r"source/picture\.c"),
    (r"curl/\w+\.h", r"mail/smtp\.c"),
    (r"zlib\.h", r"emit/inflate\.c"),
    (r"expat\.h", r"emit/reread_xlsx\.c"),
    # POSIX; also what a C library adds to C17.
    (r"(sys|arpa|net|netinet)/\w+\.h|(dirent|dlfcn|fcntl|fnmatch|glob|grp|iconv|libgen|locale|netdb|poll"
     r"|pthread|pwd|regex|spawn|strings|syslog|termios|unistd|wordexp)\.h", r"base/\w+\.c"),
]

C17 = set("assert complex ctype errno fenv float inttypes iso646 limits math setjmp signal stdalign "
          "stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string tgmath threads "
          "time uchar wchar wctype".split())

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)


def check_own(name, layer, target):
    """What is wrong with an #include "target" in a file of the layer, or None."""
    other = target.split("/")[0]
    if "/" not in target or other not in RANK:
        return f'{name}: write "{target}" as "layer/file.h", seen from src'
    if other != layer and RANK[other] >= RANK[layer]:
        return f"{name}: {layer} must not know {other} (\"{target}\")"
    return None


def check_foreign(name, target):
    """What is wrong with an #include <target>, or None."""
    for header, owner in OWNERS:
        if re.fullmatch(header, target):
            if re.fullmatch(owner, name):
                return None
            return f"{name}: <{target}> belongs to {owner.replace(chr(92), '')} alone"
    if target.endswith(".h") and target[:-2] in C17:
        return None
    return f"{name}: <{target}> has no owner; give it one in tests/tools/layers.py"


def check_tree(src):
    """All violations of a tree, in the order of its files."""
    found = []
    files = sorted(p for p in src.rglob("*") if p.suffix in (".c", ".h", ".def"))
    for path in files:
        name = path.relative_to(src).as_posix()
        layer = name.split("/")[0]
        if layer not in RANK:
            found.append(f"{name}: lies in no layer")
            continue
        for kind, target in INCLUDE.findall(path.read_text(encoding="utf-8")):
            wrong = (check_own(name, layer, target) if kind == '"' else
                     check_foreign(name, target))
            if wrong:
                found.append(wrong)
    return files, found


GOOD = {
    "base/fs.c": '#include "base/fs.h"\n#include <unistd.h>\n#include <sys/stat.h>\n',
    "base/utf8.c": "#include <utf8proc.h>\n",
    "emit/pdf_font.c": '#include <hpdf_doc.h>\n#include "layout/page.h"\n#include <stdio.h>\n',
    "emit/xlsx_style.c": "#include <xlsxwriter.h>\n",
    "mail/smtp.c": "#include <curl/curl.h>\n",
    "app/run.c": '#include "emit/pdf.h"\n/* a comment may say #include "no/where.h" */\n',
}
BAD = {
    "base/text.c": '#include "model/plan.h"\n',
    "layout/page.c": '  #  include "emit/pdf.h"\n',
    "mail/outbox.c": '#include "emit/pdf.h"\n',
    "doc/compose.c": '#include "compose.h"\n',
    "model/plan.c": "#include <csv.h>\n",
    "source/ini_bind.c": "#include <iniparser.h>\n",
    "emit/sheet.c": "#include <xlsxwriter.h>\n",
    "emit/xlsx.c": "#include <hpdf.h>\n",
    "app/main.c": "#include <unistd.h>\n",
    "app/cli.c": "#include <sys/stat.h>\n",
    "source/table.c": "#include <zlib.h>\n",
    "other/thing.c": "#include <stdio.h>\n",
}


def self_test():
    """The good tree passes; each bad file gives exactly one violation, under its own name."""
    for tree, expected in ((GOOD, []), (BAD, sorted(BAD))):
        with tempfile.TemporaryDirectory() as folder:
            src = pathlib.Path(folder)
            for name, content in tree.items():
                (src / name).parent.mkdir(exist_ok=True)
                (src / name).write_text(content, encoding="utf-8")
            _, found = check_tree(src)
        names = [line.split(":")[0] for line in found]
        if names != expected:
            print("self-test failed:", *found, f"expected in: {expected}", sep="\n  ")
            return 1
    print("self-test passed")
    return 0


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    here = pathlib.Path(__file__).resolve()
    src = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else here.parents[2] / "src"
    files, found = check_tree(src)
    print(*found, f"{len(files)} files, {len(found)} violations", sep="\n")
    return 1 if found or not files else 0


if __name__ == "__main__":
    sys.exit(main())
