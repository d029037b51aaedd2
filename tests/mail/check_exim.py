#!/usr/bin/env python3
"""Owns the test against a server that many offices run: Exim, delivering to a maildir, with TLS.

Usage: check_exim.py PROGRAM PUT CERTIFICATE KEY
Exim runs from a folder of its own, as whoever runs the test, on a port of loopback. Ends with 77
where it is not installed or cannot run.
"""
import email
import email.policy
import os
import pathlib
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time

from mailtest import Outbox, expect, finish

COUNT = 40
SETTINGS = """
primary_hostname = localhost
spool_directory = {folder}/spool
log_file_path = {folder}/log/%s
pid_file_path = {folder}/exim.pid
daemon_smtp_ports = {port}
local_interfaces = 127.0.0.1
smtp_accept_queue_per_connection = 0
tls_advertise_hosts = *
tls_certificate = {certificate}
tls_privatekey = {key}
deliver_drop_privilege = true
never_users =
keep_environment =
acl_smtp_rcpt = check_rcpt
acl_smtp_data = accept
begin acl
check_rcpt:
  deny local_parts = khong-co
       message = 5.1.1 no such user
  defer local_parts = ban
       message = 4.2.1 busy
  accept encrypted = *
  deny message = 5.7.0 encrypt first
begin routers
all:
  driver = accept
  transport = maildir
begin transports
maildir:
  driver = appendfile
  maildir_format
  directory = {folder}/maildir
  create_directory
  user = {user}
  group = {group}
begin retry
* * F,1h,5m
"""


def start(folder, certificate, key):
    """The running server and its port."""
    program = shutil.which("exim4") or shutil.which("exim") or "/usr/sbin/exim4"
    if not os.path.exists(program):
        sys.exit(77)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # Run by root, Exim gives its rights up and writes as the user it was built for.
    user = pwd.getpwuid(os.geteuid())
    if os.geteuid() == 0:
        user = pwd.getpwnam("Debian-exim")
    folder.mkdir()
    for name in (certificate, key):
        shutil.copy(name, folder)
    settings = folder / "exim.conf"
    settings.write_text(SETTINGS.format(folder=folder, port=port, user=user.pw_name,
                                        group=user.pw_gid,
                                        certificate=folder / pathlib.Path(certificate).name,
                                        key=folder / pathlib.Path(key).name), encoding="utf-8")
    for name in ("spool", "log", "maildir"):
        (folder / name).mkdir()
    if os.geteuid() == 0:
        folder.parent.chmod(0o711)
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, user.pw_uid, user.pw_gid)
        os.chown(settings, 0, 0)
    command = [program, "-C", settings, "-bdf"]
    as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} \
        if os.geteuid() == 0 else {}
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              **as_user)
    for _ in range(100):
        if server.poll() is not None:
            print("Exim does not run here:", server.stdout.read())
            sys.exit(77)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return server, port
        time.sleep(0.05)
    server.kill()
    sys.exit(77)


def main():
    program, put, certificate, key = sys.argv[1:5]
    with Outbox(program, put) as box:
        folder = box.folder / "exim"
        server, port = start(folder, certificate, key)
        try:
            box.settings(port, "starttls", "localhost", f'ca_file = "{certificate}"\n',
                         "[retry]\nfirst = 1\n")
            text = (box.folder / "mail.ini").read_text("utf-8").replace("timeout = 1\n", "")
            (box.folder / "mail.ini").write_text(text, encoding="utf-8")
            box.add(COUNT, "can-bo-%@localhost", "khong-co@localhost", size=20000)
            done = box.send()
            expect(done.returncode == 1 and done.stderr.count("E851") == COUNT, done.stderr[-500:])
            expect(box.counts() == {"failed": COUNT}, f"{box.counts()}")
            expect(all("5.1.1" in x for x in map(str, box.journal()) if "refused" in x), "5.1.1")
            arrived = folder / "maildir" / "new"
            for _ in range(200):
                if arrived.is_dir() and len(list(arrived.iterdir())) >= COUNT:
                    break
                time.sleep(0.05)
            letters = [email.message_from_bytes(p.read_bytes(), policy=email.policy.default)
                       for p in arrived.iterdir()]
            ids = sorted(str(m["Message-ID"]) for m in letters)
            expect(ids == [f"<m{i:05}@example.vn>" for i in range(COUNT)], f"arrived: {ids}")
            for m in letters:
                body = m.get_payload().replace("\r", "")
                expect(body.startswith(".\n..two\n.one\n0123"), f"changed: {body[:40]!r}")
                expect(m["Subject"].startswith("Thư "), f"subject: {m['Subject']}")
            box.settings(port, "none")
            box.outbox.rename(box.folder / "done")
            box.add(1, "a@localhost", "ban@localhost")
            done = box.send()
            expect("5.7.0 encrypt first" in done.stderr and done.returncode == 75, done.stderr)
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(10)
    finish(f"{COUNT} messages through Exim")


main()
