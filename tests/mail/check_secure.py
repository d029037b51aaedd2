#!/usr/bin/env python3
"""Owns the test of encryption, certificates, logins and passwords: what is unsafe or wrong stops the
run with its finding, marks nothing, and shows no password.

Usage: check_secure.py PROGRAM PUT CERTIFICATE KEY OTHER_CERTIFICATE OTHER_KEY
"""
import os
import pathlib
import socket
import sys

from mailtest import Outbox, expect, finish
from server import Server

SECRET = "bi mat"
LOGIN = 'user = "bao-cao"\npassword_env = MAT_KHAU\n'
ENV = {"MAT_KHAU": SECRET}


def try_send(program, put, what, status, code, *, server=None, host="localhost", port=None,
             security="starttls", extra="", env=None, tries=False):
    """One message, one run: its exit status and finding; unless it is sent, nothing is marked."""
    with Outbox(program, put) as box:
        box.settings(port or server.port, security, host, extra)
        box.add(2, "a@example.vn")
        done = box.send(env=ENV if env is None else env)
        expect(done.returncode == status and (code in done.stderr if code else True),
               f"{what}: {done.returncode} {done.stderr}")
        if status == 0:
            expect(box.counts() == {"sent": 2}, f"{what}: {box.counts()}")
        else:
            expect(box.counts() == {"pending": 2}, f"{what}: {box.counts()}")
            expect(bool(box.journal()) == tries, f"{what}: {box.journal()}")
        everything = done.stdout + done.stderr + "".join(
            p.read_text("utf-8", "replace") for p in box.outbox.rglob("*") if p.is_file())
        expect(SECRET not in everything, f"{what}: the password is shown")
        return done


def check_connections(program, put, good, other):
    trust = f'ca_file = "{good[0]}"\n'
    with Server(tls=good) as server:
        try_send(program, put, "starttls", 0, None, server=server, extra=trust)
        try_send(program, put, "self-signed", 78, "E847", server=server)
        try_send(program, put, "wrong name in the certificate", 78, "E847", server=server,
                 host="127.0.0.1", extra=trust)
        try_send(program, put, "wrong authority", 78, "E847", server=server,
                 extra=f'ca_file = "{other[0]}"\n')
        try_send(program, put, "no such authority", 78, "E847", server=server,
                 extra='ca_file = "khong-co.pem"\n')
        try_send(program, put, "no login offered", 78, "E846", server=server, extra=trust + LOGIN)
    with Server(tls=good, implicit=True) as server:
        try_send(program, put, "tls", 0, None, server=server, security="tls", extra=trust)
        try_send(program, put, "tls, self-signed", 78, "E847", server=server, security="tls")
    with Server() as server:
        done = try_send(program, put, "plain server", 78, "E847", server=server)
        expect(server.store.commands.count("MAIL") == 0, "plain server: it went on")
        expect("cannot" not in done.stdout, done.stdout)
        try_send(program, put, "plain server for tls", 78, "E847", server=server, security="tls")
        try_send(program, put, "no encryption, by name", 0, None, server=server, security="none")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    try_send(program, put, "no server", 75, "E845", port=port, tries=True)
    try_send(program, put, "no such name", 75, "E845", port=25, host="khong-co.invalid", tries=True)


def check_logins(program, put, good):
    trust = f'ca_file = "{good[0]}"\n'
    with Server(tls=good, login=True) as server:
        def login(what, status, code, source, env=None):
            return try_send(program, put, what, status, code, server=server,
                            extra=f'{trust}user = "bao-cao"\n{source}\n', env=env)
        login("password of the environment", 0, None, "password_env = MAT_KHAU")
        login("wrong password", 78, "E846", "password_env = MAT_KHAU", {"MAT_KHAU": "sai"})
        login("no such variable", 78, "E843", "password_env = KHONG_CO")
        login("password of a command", 0, None, 'password_command = "echo $MAT_KHAU"')
        login("a command that fails", 78, "E843", 'password_command = "echo x; exit 3"')
        login("a command that says nothing", 78, "E843", 'password_command = "true"')
        login("no source", 78, "E841", "")
        login("two sources", 78, "E841", 'password_env = A\npassword_file = "b"')
        with Outbox(program, put) as keep:
            secret = keep.folder / "mat-khau"
            secret.write_text(SECRET + "\n", encoding="utf-8")
            for mode, status, code in ((0o644, 78, "E842"), (0o640, 78, "E842"), (0o600, 0, None)):
                secret.chmod(mode)
                login(f"password file of mode {mode:o}", status, code,
                      f'password_file = "{secret}"')
            login("no such file", 78, "E843", f'password_file = "{secret}-2"')
            if os.geteuid() == 0:
                os.chown(secret, 1, 1)
                login("password file of somebody else", 78, "E842", f'password_file = "{secret}"')
    try_send(program, put, "password in clear", 78, "E841", host="mail.example.vn", port=25,
             security="none", extra=LOGIN)


def check_process_list(program, put, good):
    """While the server hangs, nothing of the machine shows the password."""
    import subprocess
    import time
    with Server([("DATA", "hang")], tls=good, login=True) as server, Outbox(program, put) as box:
        box.settings(server.port, "starttls", "localhost",
                     f'ca_file = "{good[0]}"\nuser = "bao-cao"\npassword_command = "cat {box.folder}/mk"\n')
        (box.folder / "mk").write_text(SECRET, encoding="utf-8")
        box.add(1, "a@example.vn")
        with subprocess.Popen(box.command(), stderr=subprocess.DEVNULL, cwd=box.folder) as running:
            for _ in range(100):
                if "DATA" in server.store.commands:
                    break
                time.sleep(0.02)
            expect("DATA" in server.store.commands, "process list: the server was not reached")
            shown = b"".join(pathlib.Path(f"/proc/{running.pid}/{x}").read_bytes()
                             for x in ("cmdline", "environ"))
            expect(SECRET.encode() not in shown, "the password is in the process list")


def main():
    program, put, *files = sys.argv[1:7]
    check_connections(program, put, files[:2], files[2:])
    check_logins(program, put, files[:2])
    check_process_list(program, put, files[:2])
    finish()


main()
