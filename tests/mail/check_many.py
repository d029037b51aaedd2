#!/usr/bin/env python3
"""Owns the test of many messages in one run: all are queued, all arrive, over few connections, and
memory does not grow with their number. Also measures, for tests/bench.

Usage: check_many.py PROGRAM PUT [COUNT [BYTES]]
"""
import os
import pathlib
import shutil
import subprocess
import sys
import time

from mailtest import Outbox, check_arrival, expect, finish
from server import Server


def run(command):
    """(exit status, seconds, peak memory in KB); the peak is asked for while the program runs, since
    what wait4 tells is at least that of this Python."""
    begin, peak, done = time.monotonic(), 0, 0
    child = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    while not done:
        lines = pathlib.Path(f"/proc/{child.pid}/status").read_text("utf-8").splitlines()
        peak = max([peak, *(int(x.split()[1]) for x in lines if x.startswith("VmHWM:"))])
        time.sleep(0.002)
        done, status = os.waitpid(child.pid, os.WNOHANG)
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, time.monotonic() - begin, peak


def queue(program, put, count):
    """(seconds, peak memory in KB) of one run for a profile with so many addresses."""
    with Outbox(program, put) as box:
        ward = box.folder / "ward"
        shutil.copytree(pathlib.Path(__file__).parents[1] / "golden/mail-ward", ward)
        with (ward / "ward.ini").open("a", encoding="utf-8") as file:
            for i in range(2, count + 1):
                file.write(f'\n[city.{i}]\nname = "Cơ quan {i}"\nemail = "cq{i}@tp.example"\n')
        there = ward / "giao-viec.ini"
        status, seconds, peak = run([program, "mail", "queue", there, "--quiet", "--lang=en",
                                     "--date=2026-03-15", f"--outbox={box.outbox}"])
        queued = [name for name in box.names("pending") if "-city." in name]
        expect(status == 0 and len(queued) == count, f"queue: {status}, {len(queued)} of {count}")
        return seconds, peak


def send(program, put, count, size):
    """(seconds, peak memory in KB) of one run."""
    with Outbox(program, put) as box, Server() as server:
        box.settings(server.port, extra="per_session = 1000")
        box.add(count, "a@example.vn", size=size)
        status, seconds, peak = run(box.command("send", "--quiet"))
        expect(status == 0, f"{count} messages: {status}")
        check_arrival(box, server.store, [f"m{i:05}" for i in range(count)], ["a@example.vn"],
                      f"{count} messages")
        connections = (count + 999) // 1000
        expect(server.store.sessions == connections, f"{server.store.sessions} connections")
        return seconds, peak


def main():
    program, put = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 400
    size = int(sys.argv[4]) if len(sys.argv) > 4 else 20000
    with open(program, "rb") as file:
        checked = b"__asan_init" in file.read()  # such a program keeps what was freed for a while
    said = []
    for word, once in (("queued", lambda n: queue(program, put, n)),
                       ("sent", lambda n: send(program, put, n, size))):
        _, few = once(20)
        seconds, many = once(count)
        # Addresses and findings stay, a KB for each; messages do not.
        expect(checked or many < few + 1024 + count * 2,
               f"{word}: memory grows: {few} KB for 20, {many} KB for {count}")
        said.append(f"{count} messages {word} in {seconds:.2f} s ({count / seconds:.0f} a second), "
                    f"peak {many / 1024:.1f} MB against {few / 1024:.1f} MB for 20")
    finish("; ".join(said))


main()
