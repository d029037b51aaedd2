#!/usr/bin/env python3
"""Owns the promise that others read our messages as we meant them: subject, names, texts and the
bytes of the files, by Python's email in its strictest form and, where it is installed, munpack.

Usage: check_message.py BAOCAO SCRATCH
"""
import email
import email.header
import email.policy
import email.utils
import hashlib
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATE = "--date=2026-03-15"
JOB_NAME = "Báo cáo tiến độ các chỉ tiêu kinh tế - xã hội quý I"
WARD = '''
[mail]
from = "Ủy ban nhân dân phường Thử, Văn thư <vanthu@phuong-thu.example>"
reply_to = "Nguyễn Thị Mỹ Hạnh <hanh@phuong-thu.example>"
bounces = "tra-lai@phuong-thu.example"

[leader.1]
name = "Nguyễn Văn A"
title = "Chủ tịch"
email = "nva@phuong-thu.example"

[unit.9]
name = "Phòng Kinh tế, Hạ tầng và Đô thị"
email = "kthtdt@phuong-thu.example; Đặng Quốc Ưu <uu@phuong-thu.example>"
attach = yes

[city.1]
name = "Phòng 1, Sở Tài chính (TP)"
email = "stc@thanh-pho-thu.example"
'''
UNITS = "".join(f'\n[unit.{i}]\nname = "{name}"\n' for i, name in enumerate(
    ("Văn phòng HĐND và UBND", "Phòng Văn hóa - Xã hội", "Công an phường"), 1))
POLICY = email.policy.strict.clone(raise_on_defect=True)
faults = []


def expect(condition, fault):
    if not condition:
        faults.append(fault)


def run(*args, cwd):
    return subprocess.run([str(a) for a in args], cwd=cwd, capture_output=True, check=False)


def prepare(scratch):
    """A ward whose names and files are as awkward as real ones."""
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(ROOT / "tests/golden/mail-ward", scratch / "ward")
    profile = scratch / "ward/ward.ini"
    text = profile.read_text("utf-8")
    profile.write_text(text[:text.index("[mail]")] + WARD.lstrip() + UNITS, "utf-8")
    job = scratch / "ward/giao-viec.ini"
    job.write_text(job.read_text("utf-8").replace('name = "giao-viec"', f'name = "{JOB_NAME}"'),
                   "utf-8")
    tasks = scratch / "ward/nhiem-vu.csv"
    tasks.write_text(tasks.read_text("utf-8").replace("Công an phường,Các",
                                                      '"Phòng Kinh tế, Hạ tầng và Đô thị",Các'),
                     "utf-8")


def check_form(name, raw):
    """What RFC 5321, 5322 and 2045 ask of every line."""
    expect(raw.endswith(b"\r\n"), f"{name}: no line end at the end")
    expect(b"\n" not in raw.replace(b"\r\n", b"") and b"\r" not in raw.replace(b"\r\n", b""),
           f"{name}: a bare CR or LF")
    for line in raw.split(b"\r\n"):
        # A file name without its marks cannot be broken.
        limit = 998 if b'name="' in line else 78
        expect(len(line) <= limit, f"{name}: {len(line)} characters: {line[:60]}")
        expect(all(32 <= c < 127 or c == 9 for c in line), f"{name}: not ASCII: {line[:60]}")
        expect(line != b"." and not line.startswith(b"From "), f"{name}: a line like {line[:60]}")
        for word in re.findall(rb"=\?[^?]+\?B\?[^?]*\?=", line):
            expect(len(word) <= 75, f"{name}: an encoded word of {len(word)}")
    head = raw.split(b"\r\n\r\n", 1)[0].decode("ascii")
    for header in ("Date", "From", "Reply-To", "To", "Subject", "Message-ID", "Auto-Submitted",
                   "MIME-Version"):
        expect(len(re.findall(rf"^{header}:", head, re.MULTILINE)) == 1, f"{name}: {header}")


def names_of(raw, header):
    """By the older of Python's two readers: the newer one (3.11) keeps the space between two encoded
    words of a name, which is not part of it (RFC 2047, 6.2)."""
    value = email.message_from_bytes(raw)[header]
    return [str(email.header.make_header(email.header.decode_header(name)))
            for name, _ in email.utils.getaddresses([value])]


def check_python(name, raw, files):
    message = email.message_from_bytes(raw, policy=POLICY)
    expect(names_of(raw, "From") == ["Ủy ban nhân dân phường Thử, Văn thư"], f"{name}: From")
    expect(names_of(raw, "Reply-To") == ["Nguyễn Thị Mỹ Hạnh"], f"{name}: Reply-To")
    expect(message["Date"].datetime.isoformat() == "2026-03-15T00:00:00+07:00",
           f"{name}: Date {message['Date']}")
    kind = message.get_content_type()
    expect(kind == "multipart/mixed", f"{name}: {kind}")
    text = message.get_body(("plain",)).get_content().replace("\r\n", "\n")
    html = message.get_body(("html",)).get_content()
    expect("Tổ chức lớp tập huấn" not in html or "&lt;số&gt;" in html, f"{name}: HTML not escaped")
    expect(not re.search(r"<script|javascript:|\bon\w+=|(?:src|href|url)\s*[=(]|@import", html, re.I),
           f"{name}: the HTML asks for something outside or runs something")
    expect(max(map(len, text.split("\n"))) <= 76, f"{name}: a long line in the text")
    found = {part.get_filename(): part.get_content() for part in message.iter_attachments()}
    expect(found == files, f"{name}: files {sorted(found)}")
    return message


def check_munpack(name, raw, files):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "in.eml")
        path.write_bytes(raw)
        done = run("munpack", "-q", "-f", "-C", folder, path.name, cwd=folder)
        expect(done.returncode == 0, f"{name}: munpack: {done.stderr}")
        made = {hashlib.sha256(p.read_bytes()).digest() for p in pathlib.Path(folder).iterdir()}
        for file, content in files.items():
            expect(hashlib.sha256(content).digest() in made, f"{name}: munpack did not give {file}")


def main():
    baocao, scratch = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    scratch.mkdir(parents=True, exist_ok=True)
    prepare(scratch)
    made = run(baocao, "render", "ward", DATE, "-o", "rendered", "--quiet", cwd=scratch)
    expect(made.returncode == 0, made.stderr.decode())
    files = {p.name: p.read_bytes() for p in (scratch / "rendered").iterdir()}
    expect(len(files) == 2, f"rendered: {sorted(files)}")
    for outbox in ("one", "two"):
        done = run(baocao, "mail", "queue", "ward", DATE, f"--outbox={outbox}", "--quiet",
                   cwd=scratch)
        expect(done.returncode == 0, done.stderr.decode())
    done = run(baocao, "mail", "queue", "ward", DATE, "--dry-run", "-o", "trial", "--quiet",
               cwd=scratch)
    expect(done.returncode == 0, done.stderr.decode())
    queued = sorted((scratch / "one/pending").iterdir())
    expect(len(queued) == 3, f"queued: {[p.name for p in queued]}")
    seen = set()
    for path in queued:
        envelope, raw = path.read_bytes().split(b"\n\n", 1)
        expect((scratch / "two/pending" / path.name).read_bytes().split(b"\n\n", 1)[1] == raw,
               f"{path.name}: other bytes the second time")
        expect((scratch / "trial" / f"{path.stem}.eml").read_bytes() == raw,
               f"{path.name}: other bytes as a trial")
        check_form(path.name, raw)
        message = check_python(path.name, raw, files)
        expect(f"subject: {message['Subject']}" in envelope.decode().split("\n"),
               f"{path.name}: {message['Subject']}")
        seen |= set(names_of(raw, "To"))
        if shutil.which("munpack"):
            check_munpack(path.name, raw, files)
    expect(seen == {"Nguyễn Văn A", "", "Đặng Quốc Ưu", "Phòng 1, Sở Tài chính (TP)"},
           f"names of recipients: {seen}")
    for fault in faults:
        print(fault)
    print(f"{len(queued)} messages{'' if shutil.which('munpack') else ', munpack is missing'}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
