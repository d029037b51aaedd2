#!/usr/bin/env python3
"""Owns the test that a sender killed anywhere loses nothing and sends nothing twice.

Usage: check_kill.py PROGRAM PUT LIBRARY [POINTS]
A run of 50 messages is ended by SIGKILL at each of so many points (500), spread over all calls that
change the outbox or talk to the server, before and behind them; then it is started again. Counted at
the server: each message once; one that was under way may be in unknown/, then it came once or not.
"""
import concurrent.futures
import os
import shutil
import signal
import sys

from mailtest import Outbox, check_arrival, expect, finish
from server import Server

MESSAGES = 50
IDS = [f"m{i:05}" for i in range(MESSAGES)]
WORKERS = 2


def environment(library, **more):
    asan = os.environ.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0:detect_leaks=0"
    return {"LD_PRELOAD": library, "ASAN_OPTIONS": asan.lstrip(":"), **more}


def count_calls(program, put, library):
    with Outbox(program, put) as box, Server() as server:
        box.settings(server.port)
        box.add(MESSAGES, "a@example.vn")
        count = box.folder / "count"
        done = box.send(env=environment(library, KILL_COUNT=str(count)))
        expect(done.returncode == 0 and box.counts() == {"sent": MESSAGES}, done.stderr)
        return int(count.read_text())


def kill_at(program, put, library, template, point):
    """How many messages are left unknown; None when the run was over before."""
    with Outbox(program, put) as box, Server() as server:
        box.settings(server.port)
        shutil.copytree(template, box.outbox)
        killed = box.send(env=environment(library, KILL_AT=str(point)))
        what = f"killed at {point}"
        if killed.returncode == 0 and box.counts() == {"sent": MESSAGES}:
            return None  # how often the server is asked varies: done before this point
        expect(killed.returncode == -signal.SIGKILL, f"{what}: {killed.returncode}")
        done = box.send()
        unknown = len(box.names("unknown"))
        expect(unknown <= 1, f"{what}: {unknown} unknown")
        expect(done.returncode == (1 if unknown else 0), f"{what}: {done.returncode} {done.stderr}")
        expect(("E857" in done.stderr) == (unknown > 0), f"{what}: unknown is not said")
        check_arrival(box, server.store, IDS, ["a@example.vn"], what)
        again = box.send()
        expect(again.returncode == 0, f"{what}: {again.stderr}")
        expect(sum(server.store.arrived.values()) <= MESSAGES, f"{what}: sent again")
        return unknown


def main():
    program, put, library = sys.argv[1:4]
    points = int(sys.argv[4]) if len(sys.argv) > 4 else 500
    calls = count_calls(program, put, library)
    # The first message densely, as opening lies there; the rest evenly.
    chosen = set(range(1, 41))
    step = (calls - 41) / max(1, points - len(chosen))
    chosen |= {int(41 + i * step) for i in range(points - len(chosen))}
    with Outbox(program, put) as first, \
            concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        first.add(MESSAGES, "a@example.vn")
        ends = list(pool.map(
            lambda p: kill_at(program, put, library, first.outbox, p), sorted(chosen)))
    ends = [end for end in ends if end is not None]
    expect(len(ends) >= points * 9 // 10, f"only {len(ends)} kills")
    expect(sum(ends) > 0, "no kill fell between the final dot and its answer")
    finish(f"killed at {len(ends)} of {calls} calls, {sum(ends)} times with a message on its way")


main()
