#!/usr/bin/env python3
"""Owns the test of many messages in one run: all arrive, over few connections, and memory does not
grow with their number. Also measures, for tests/bench.

Usage: check_many.py PROGRAM PUT [COUNT [BYTES]]
"""
import os
import sys
import time

from mailtest import Outbox, check_arrival, expect, finish
from server import Server


def send(program, put, count, size):
    """(seconds, peak memory in KB) of one run."""
    with Outbox(program, put) as box, Server() as server:
        box.settings(server.port, extra="per_session = 1000")
        box.add(count, "a@example.vn", size=size)
        begin = time.monotonic()
        child = os.posix_spawn(program, [str(x) for x in box.command("send", "--quiet")], os.environ)
        _, status, usage = os.wait4(child, 0)
        seconds = time.monotonic() - begin
        expect(status == 0, f"{count} messages: {status}")
        check_arrival(box, server.store, [f"m{i:05}" for i in range(count)], ["a@example.vn"],
                      f"{count} messages")
        connections = (count + 999) // 1000
        expect(server.store.sessions == connections, f"{server.store.sessions} connections")
        return seconds, usage.ru_maxrss


def main():
    program, put = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 400
    size = int(sys.argv[4]) if len(sys.argv) > 4 else 20000
    _, few = send(program, put, 20, size)
    seconds, many = send(program, put, count, size)
    with open(program, "rb") as file:
        checked = b"__asan_init" in file.read()  # such a program keeps what was freed for a while
    expect(checked or many < few + 2048, f"memory grows: {few} KB for 20, {many} KB for {count}")
    finish(f"{count} messages of {size} bytes in {seconds:.2f} s ({count / seconds:.0f} a second), "
           f"peak {many / 1024:.1f} MB against {few / 1024:.1f} MB for 20")


main()
