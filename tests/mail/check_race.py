#!/usr/bin/env python3
"""Owns the test of two senders at once on one outbox: nothing twice, nothing missing.

Usage: check_race.py PROGRAM PUT [ROUNDS]
"""
import subprocess
import sys

from mailtest import Outbox, check_arrival, expect, finish
from server import Server

MESSAGES = 30


def run_round(program, put, number):
    with Outbox(program, put) as box, Server() as server:
        box.settings(server.port)
        box.add(MESSAGES, "a@example.vn", "b@example.vn")
        both = [subprocess.Popen(box.command(), stderr=subprocess.PIPE, text=True, cwd=box.folder)
                for _ in range(2)]
        said = [p.communicate(timeout=60)[1] for p in both]
        expect(all(p.returncode == 0 for p in both), f"round {number}: {said}")
        expect(box.counts() == {"sent": MESSAGES}, f"round {number}: {box.counts()}")
        check_arrival(box, server.store, [f"m{i:05}" for i in range(MESSAGES)],
                      ["a@example.vn", "b@example.vn"], f"round {number}")
        return server.store.sessions == 2


def queue_twice(program, put):
    """Four programs that queue the same messages: each message is there once."""
    with Outbox(program, put) as box:
        add = [put, box.outbox, "x@example.vn", "40", "300", "a@example.vn"]
        for p in [subprocess.Popen(add) for _ in range(4)]:
            expect(p.wait(60) == 0, "put")
        expect(box.counts() == {"pending": 40}, f"{box.counts()}")


def main():
    program, put = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 20
    shared = sum(run_round(program, put, i) for i in range(rounds))
    queue_twice(program, put)
    expect(shared > 0, "no round in which both had something to send")
    finish(f"{rounds} rounds, {shared} with both at work")


main()
