#!/usr/bin/env python3
"""Owns the test of what can happen to an outbox: damaged files, clocks, long waits, hands, full
disks; and of the transport through a command.

Usage: check_outbox.py PROGRAM PUT
"""
import os
import pathlib
import shutil
import subprocess
import sys

from mailtest import Outbox, expect, finish
from server import Server


def edit(box, change, folder="pending", index=0):
    path = box.outbox / folder / box.names(folder)[index]
    path.write_bytes(change(path.read_bytes()))


def damaged(program, put):
    """Files that cannot be read are set aside with the reason; the others go."""
    changes = {
        "cut": lambda b: b[:-40], "cut in the envelope": lambda b: b[:30], "empty": lambda b: b"",
        "foreign": lambda b: b"\x89PNG\r\n" + b, "no recipient": lambda b: b.replace(b"to: ", b"xx: "),
        "not UTF-8": lambda b: b.replace(b"subject: ", b"subject: \xff"),
        "copied": lambda b: b.replace(b"id: m00000", b"id: m00001"),
        "bad state": lambda b: b.replace(b"to: waiting", b"to: wating"),
        "NUL": lambda b: b.replace(b"job: ", b"job: \0"),
    }
    for what, change in changes.items():
        with Outbox(program, put) as box, Server() as server:
            box.settings(server.port)
            box.add(3, "a@example.vn")
            edit(box, change)
            done = box.send()
            expect(done.returncode == 1 and "E858" in done.stderr, f"{what}: {done.stderr}")
            expect(box.counts() == {"sent": 2, "failed": 1}, f"{what}: {box.counts()}")
            expect(any(x[1] == "m00000.mail" and len(x[8]) > 5 for x in box.journal()), what)
            expect("W862" in box.status().stderr, f"{what}: status")


def clocks(program, put):
    """A time too far ahead was written by a clock since set back; a time ahead is waited for."""
    with Outbox(program, put) as box, Server() as server:
        box.settings(server.port)
        box.add(2, "a@example.vn")
        for i, when in enumerate(("2099-01-01T00:00:00Z", "2098-01-01T00:00:00Z")):
            edit(box, lambda b, w=when: b.replace(
                b"size: ", f"tries: 2\nfirst-try: {w}\nnot-before: {w}\nsize: ".encode()), index=i)
        done = box.send()
        expect(done.returncode == 0 and "W853" in done.stderr, done.stderr)
        expect(box.counts() == {"sent": 2}, f"{box.counts()}")
    with Outbox(program, put) as box, Server([("MAIL", "450 4.2.0 later", 1)]) as server:
        box.settings(server.port, more="[retry]\nfirst = 3\n")
        box.add(1, "a@example.vn")
        edit(box, lambda b: b.replace(b"size: ", b"tries: 1\nfirst-try: 2099-01-01T00:00:00Z\nsize: "))
        expect(box.send().returncode == 75, "clock set back, put off")
        expect("first-try: 20" in box.text("pending") and "2099" not in box.text("pending"),
               "the first try stays in the future")
        expect(box.send().returncode == 75 and server.store.commands.count("MAIL") == 1, "waited")


def gives_up(program, put):
    """Doubling waits; after five days no more."""
    with Outbox(program, put) as box, Server([("MAIL", "450 4.2.0 later")]) as server:
        box.settings(server.port)
        box.add(1, "a@example.vn")
        waits = []
        for _ in range(9):
            box.send()
            line = dict(x.split(": ", 1) for x in box.text("pending").split("\n\n")[0].splitlines())
            stamp = subprocess.run(["date", "-d", line["not-before"], "+%s"], capture_output=True,
                                   text=True, check=True).stdout
            waits.append(int(stamp) - int(box.outbox.joinpath("journal").stat().st_mtime))
            box.make_due()
        for n, wait in enumerate(waits):
            least = min(300 * 2 ** n, 240 * 60)
            expect(least - 2 <= wait <= least * 1.25 + 2, f"wait {n + 1}: {wait} s")
        first = line["first-try"].encode()
        edit(box, lambda b: b.replace(b"first-try: " + first, b"first-try: 2020-01-01T00:00:00Z"))
        done = box.send()
        expect(done.returncode == 1 and "E856" in done.stderr, done.stderr)
        expect(box.counts() == {"failed": 1} and "to: expired" in box.text("failed"), "expired")


def by_hand(program, put):
    """What is unknown goes again only when somebody puts it back; what was refused likewise."""
    for step, kind, folder in (("dot", "reset", "unknown"), ("MAIL", "550 no", "failed")):
        with Outbox(program, put) as box, Server([(step, kind, 1)]) as server:
            box.settings(server.port)
            box.add(1, "a@example.vn")
            box.send()
            expect(box.counts() == {folder: 1}, f"{kind}: {box.counts()}")
            expect(box.send().returncode == 0 and box.counts() == {folder: 1}, f"{kind}: by itself")
            (box.outbox / folder / "m00000.mail").rename(box.outbox / "pending" / "m00000.mail")
            expect(box.send().returncode == 0 and box.counts() == {"sent": 1}, f"{kind}: by hand")
            box.add(1, "a@example.vn")
            expect(box.counts() == {"sent": 1}, "queued again")


def rehearsal(program, put):
    with Outbox(program, put) as box, Server() as server:
        box.settings(server.port)
        box.add(2, "a@example.vn", "b@example.vn")
        before = {p: p.read_bytes() for p in box.outbox.rglob("*") if p.is_file()}
        done = box.send("--dry-run")
        expect(done.returncode == 0 and done.stderr.count("N861") == 4, done.stderr)
        after = {p: p.read_bytes() for p in box.outbox.rglob("*") if p.is_file()}
        expect(before == after and server.store.sessions == 0, "a rehearsal changed something")


def utf8_addresses(program, put):
    address = "cán.bộ@example.vn"
    for offered, wanted in ((True, {"sent": 1}), (False, {"failed": 1})):
        with Outbox(program, put) as box, Server(smtputf8=offered) as server:
            box.settings(server.port)
            box.add(1, address, "b@example.vn")
            done = box.send()
            expect(box.counts() == wanted, f"SMTPUTF8 {offered}: {box.counts()} {done.stderr}")
            expect(server.store.arrived["m00000", "b@example.vn"] == 1, "the other recipient")


def too_big(program, put):
    with Outbox(program, put) as box, Server(size=20000) as server:
        box.settings(server.port)
        box.add(1, "a@example.vn", size=50000)
        done = box.send()
        expect(done.returncode == 1 and "E852" in done.stderr, done.stderr)
        expect("DATA" not in server.store.commands, "it was sent all the same")


def full_disk(program, put):
    """On a disk without room nothing is lost or sent twice."""
    if os.geteuid() != 0 or not shutil.which("mount"):
        return
    with Outbox(program, put) as box, Server([("RCPT:b@example.vn", "450 4.2.0 later")]) as server:
        box.outbox.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", box.outbox],
                                 capture_output=True, check=False)
        if mounted.returncode:
            return
        try:
            box.settings(server.port)
            box.add(4, "a@example.vn", "b@example.vn", size=40000)
            filler = box.outbox / "filler"
            handle = os.open(filler, os.O_WRONLY | os.O_CREAT)
            try:
                while os.write(handle, b"x" * 4096) > 0:
                    pass
            except OSError:
                os.close(handle)
            refused = subprocess.run([put, box.outbox, "x@example.vn", "9", "40000", "a@example.vn"],
                                     capture_output=True, text=True, check=False)
            expect(refused.returncode == 1 and "E859" in refused.stderr, refused.stderr)
            done = box.send()
            expect(done.returncode == 75 or done.returncode == 74, f"full: {done.returncode}")
            expect("E859" in done.stderr, f"full: {done.stderr}")
            left = box.counts()
            expect(sum(left.values()) == 4, f"full: {left}")
            filler.unlink()
            server.faults.clear()
            for _ in range(3):
                box.send()
                box.make_due()
            for i in range(4):
                for who in "ab":
                    n = server.store.arrived[f"m{i:05}", f"{who}@example.vn"]
                    unknown = f"m{i:05}.mail" in box.names("unknown")
                    expect(n <= 1 and (n == 1 or unknown), f"full: m{i:05} to {who}: {n}")
        finally:
            subprocess.run(["umount", box.outbox], check=True)


SCRIPT = """#!/bin/sh
for last; do :; done
case "$last" in
*refused*) echo "no such user" >&2; exit 67 ;;
*later*) exit 75 ;;
*config*) exit 78 ;;
*killed*) cat > /dev/null; kill -9 $$ ;;
esac
{ echo "$@"; cat; } > "$0.$last"
"""


def commands(program, put):
    """The same states through a command, each recipient by himself."""
    with Outbox(program, put) as box:
        script = box.folder / "gui-thu"
        script.write_text(SCRIPT, encoding="utf-8")
        script.chmod(0o755)

        def settings(command):
            (box.folder / "mail.ini").write_text(f'[transport]\nsendmail = "{command}"\n', "utf-8")
        settings(f"{script} -i")
        box.add(1, "a@x.vn", "refused@x.vn", "later@x.vn", "killed@x.vn")
        done = box.send()
        expect(done.returncode == 75, f"command: {done.returncode} {done.stderr}")
        for line in ("to: sent a@", "to: refused refused@", "to: waiting later@", "to: unknown kill"):
            expect(line in box.text("pending"), f"command: no {line}: {box.text('pending')[:300]}")
        given = pathlib.Path(f"{script}.a@x.vn").read_bytes()
        expect(given.startswith(b"-i -f don-vi@example.vn -- a@x.vn\n"), given[:80])
        expect(b"\r" not in given and b"\n\n.\n..two\n.one\n" in given, "the message was changed")
    for there in (False, True):  # no such command; one whose settings are wrong
        with Outbox(program, put) as box:
            command = box.folder / "gui-thu"
            if there:
                command.write_text(SCRIPT, encoding="utf-8")
                command.chmod(0o755)
            (box.folder / "mail.ini").write_text(
                f'[transport]\nsendmail = "{command}"\n', encoding="utf-8")
            box.add(2, "config@x.vn")
            done = box.send()
            expect(done.returncode == 78 and "E848" in done.stderr, f"{command}: {done.stderr}")
            expect(box.counts() == {"pending": 2} and not box.journal(), f"{command}: marked")


def msmtp(program, put):
    """The real thing, where it is installed."""
    if not shutil.which("msmtp"):
        return
    with Outbox(program, put) as box, Server() as server:
        (box.folder / "mail.ini").write_text(
            f'[transport]\nsendmail = "msmtp --host=127.0.0.1 --port={server.port} --tls=off '
            '--auth=off"\n', encoding="utf-8")
        box.add(2, "a@example.vn", "b@example.vn")
        done = box.send(env={"HOME": str(box.folder)})
        expect(done.returncode == 0 and box.counts() == {"sent": 2}, f"msmtp: {done.stderr}")
        expect(sorted(server.store.arrived.values()) == [1] * 4, "msmtp: arrived")
    with Outbox(program, put) as box:
        (box.folder / "mail.ini").write_text(
            '[transport]\nsendmail = "msmtp --host=127.0.0.1 --port=9 --tls=off --auth=off"\n', "utf-8")
        box.add(1, "a@example.vn")
        done = box.send(env={"HOME": str(box.folder)})
        expect(done.returncode == 75 and box.counts() == {"pending": 1}, f"msmtp: {done.stderr}")


def main():
    program, put = sys.argv[1:3]
    for test in (damaged, clocks, gives_up, by_hand, rehearsal, utf8_addresses, too_big, full_disk,
                 commands, msmtp):
        test(program, put)
    finish()


main()
