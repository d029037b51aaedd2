#!/usr/bin/env python3
"""Owns the test of faults at each step of a session: what the message then is, and that it arrives
once in the end.

Usage: check_faults.py PROGRAM PUT
"""
import sys

from mailtest import Outbox, expect, finish
from server import Server

WAIT, REFUSED, UNKNOWN, STOP, SENT = "pending", "failed", "unknown", "stop", "sent"
TEMPORARY, FINAL = "450 4.2.0 later", "550 5.7.1 no"

# step, kind -> where the message is after one run; None: it does not matter to the message.
CASES = {
    "greeting": {TEMPORARY: WAIT, FINAL: WAIT, "hang": WAIT, "reset": WAIT, "garbage": WAIT,
                 "endless": WAIT, "421 4.3.2 closing": WAIT},
    # Without encryption HELO does as well.
    "EHLO": {TEMPORARY: SENT, FINAL: SENT, "hang": WAIT, "reset": WAIT, "garbage": WAIT,
             "endless": WAIT},
    "STARTTLS": {"454 4.7.0 later": WAIT, FINAL: STOP, "hang": WAIT, "reset": WAIT, "garbage": None,
                 "endless": None},
    "TLS": {"hang": WAIT, "reset": WAIT, "close": WAIT, "garbage": STOP},
    "AUTH": {"454 4.7.0 later": WAIT, "535 5.7.8 wrong": STOP, "hang": WAIT, "reset": WAIT,
             "garbage": None, "endless": WAIT},
    "MAIL": {TEMPORARY: WAIT, FINAL: REFUSED, "552 5.3.4 too big": REFUSED,
             "530 5.7.0 log in first": STOP, "421 4.3.2 closing": WAIT, "hang": WAIT,
             "reset": WAIT, "garbage": WAIT, "endless": WAIT},
    "RCPT": {TEMPORARY: WAIT, FINAL: REFUSED, "421 4.3.2 closing": WAIT, "hang": WAIT,
             "reset": WAIT, "garbage": WAIT, "endless": WAIT},
    "DATA": {TEMPORARY: WAIT, FINAL: REFUSED, "hang": WAIT, "reset": WAIT, "garbage": WAIT,
             "endless": WAIT},
    "dot": {TEMPORARY: WAIT, FINAL: REFUSED, "552 5.2.2 full": REFUSED, "hang": UNKNOWN,
            "reset": UNKNOWN, "garbage": UNKNOWN, "endless": UNKNOWN},
    "QUIT": {TEMPORARY: SENT, FINAL: SENT, "hang": SENT, "reset": SENT, "garbage": SENT,
             "endless": SENT},
}
STATUS = {WAIT: 75, REFUSED: 1, UNKNOWN: 1, STOP: 78, SENT: 0}


def run_case(program, put, tls, step, kind, wanted):
    """One fault, then a run without it."""
    what = f"{step}: {kind}"
    secure = step in ("STARTTLS", "TLS", "AUTH")
    fault = [(step, kind)]
    with Outbox(program, put) as box, \
            Server(fault, tls=tls if secure else None, login=step == "AUTH") as server:
        extra = f'ca_file = "{tls[0]}"\n' if secure else ""
        if step == "AUTH":
            extra += 'user = "bao-cao"\npassword_env = MAT_KHAU\n'
        host, security = ("localhost", "starttls") if secure else ("127.0.0.1", "none")
        env = {"MAT_KHAU": "bi mat"}
        box.settings(server.port, security, host, extra)
        box.add(1, "a@example.vn")
        done = box.send(env=env)
        journal = box.journal()
        if wanted is None:
            expect(done.returncode in (75, 78) and box.counts() == {"pending": 1},
                   f"{what}: {done.returncode} {box.counts()} {done.stderr}")
        elif wanted == STOP:
            expect(done.returncode == 78 and not journal and box.counts() == {"pending": 1} and
                   "tries:" not in box.text("pending"), f"{what}: {box.counts()} {done.stderr}")
        else:
            expect(done.returncode == STATUS[wanted] and box.counts() == {wanted: 1},
                   f"{what}: {done.returncode} {box.counts()} {done.stderr}")
            expect(len(journal) == 1 and len(journal[0]) == 9, f"{what}: journal {journal}")
        expect("bi mat" not in done.stderr + str(journal), f"{what}: the password is shown")
        server.faults.clear()
        if box.counts() == {"pending": 1}:
            expect(wanted == STOP or wanted is None or "not-before: " in box.text("pending"),
                   f"{what}: no time")
            box.make_due()
            again = box.send(env=env)
            expect(again.returncode == 0 and box.counts() == {"sent": 1},
                   f"{what}, again: {again.returncode} {box.counts()} {again.stderr}")
        arrived = sum(server.store.arrived.values())
        expect(arrived == (0 if wanted == REFUSED else 1), f"{what}: arrived {arrived} times")


def recipients_apart(program, put):
    """One recipient of four is refused, one told to wait: each has his own answer."""
    to = [f"{x}@example.vn" for x in "abcd"]
    faults = [(f"RCPT:{to[1]}", "550 5.1.1 no such user"), (f"RCPT:{to[2]}", "451 4.7.1 greylisted")]
    with Outbox(program, put) as box, Server(faults) as server:
        box.settings(server.port)
        box.add(1, *to)
        done = box.send()
        expect(done.returncode == 75 and "E851" in done.stderr and "W854" in done.stderr, done.stderr)
        text = box.text("pending")
        for line in ("to: sent a@", "to: refused b@", "to: waiting c@", "to: sent d@"):
            expect(line in text, f"recipients: no {line} in {text[:400]}")
        expect(box.send().returncode == 75, "recipients: the time was not waited for")
        server.faults.clear()
        box.make_due()
        expect(box.send().returncode == 0 and box.counts() == {"failed": 1}, "recipients: end")
        expect(sorted(server.store.arrived.values()) == [1, 1, 1], str(server.store.arrived))
        listed = box.status()
        for word in ("b@example.vn: refused", "550 5.1.1 no such user", "c@example.vn: sent"):
            expect(word in listed.stdout, f"status lacks {word}: {listed.stdout}")


def one_of_many_resets(program, put):
    """A connection that breaks in the middle of a batch costs one message its turn, no more."""
    with Outbox(program, put) as box, Server([("MAIL", "reset", 1)]) as server:
        box.settings(server.port)
        box.add(20, "a@example.vn")
        done = box.send()
        expect(box.counts() == {"pending": 1, "sent": 19}, f"{box.counts()} {done.stderr}")
        expect(server.store.sessions == 2, f"batch: {server.store.sessions} connections")


def sessions_and_rate(program, put):
    with Outbox(program, put) as box, Server() as server:
        box.settings(server.port, extra="per_session = 4\nrate = 600")
        box.add(10, "a@example.vn")
        expect(box.send().returncode == 0, "sessions")
        expect(server.store.sessions == 3, f"per_session: {server.store.sessions} connections")


def main():
    program, put, certificate, key = sys.argv[1:5]
    for step, kinds in CASES.items():
        for kind, wanted in kinds.items():
            run_case(program, put, (certificate, key), step, kind, wanted)
    recipients_apart(program, put)
    one_of_many_resets(program, put)
    sessions_and_rate(program, put)
    finish(f"{sum(map(len, CASES.values()))} faults")


main()
