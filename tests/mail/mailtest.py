"""Owns what the mail tests share: an outbox of their own, runs of the program, what must hold."""
import collections
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent))
FOLDERS = ("pending", "sending", "sent", "failed", "unknown")
failures = []


def expect(condition, what):
    if not condition:
        failures.append(what)
        print(f"failed: {what}", flush=True)
    return condition


def finish(said=""):
    print(said or "good", f"({len(failures)} failures)")
    sys.exit(1 if failures else 0)


class Outbox:
    """An outbox with its mail.ini in a folder of its own, in memory where that can be."""

    def __init__(self, program, put):
        memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="mail-", dir=memory))
        self.program, self.put, self.outbox = program, put, self.folder / "outbox"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    def settings(self, port, security="none", host="127.0.0.1", extra="", more=""):
        (self.folder / "mail.ini").write_text(
            f'[server]\nhost = "{host}"\nport = {port}\nsecurity = {security}\n'
            f"timeout = 1\n{extra}\n{more}", encoding="utf-8")

    def add(self, count, *to, size=300, sender="don-vi@example.vn"):
        done = subprocess.run([self.put, self.outbox, sender, str(count), str(size), *to],
                              capture_output=True, text=True, check=False)
        expect(done.returncode == 0, f"put: {done.stderr}")

    def command(self, word="send", *options):
        return [self.program, "mail", word, "--lang=en", f"--outbox={self.outbox}",
                f"--mail={self.folder / 'mail.ini'}", "--max-per-code=0", *options]

    def send(self, *options, env=None, timeout=120):
        done = subprocess.run(self.command("send", *options), capture_output=True, text=True,
                              env={**os.environ, **(env or {})}, timeout=timeout, check=False,
                              cwd=self.folder)
        expect("Sanitizer" not in done.stderr and "runtime error" not in done.stderr, done.stderr)
        return done

    def status(self):
        return subprocess.run(self.command("status"), capture_output=True, text=True, check=False)

    def names(self, folder):
        path = self.outbox / folder
        return sorted(p.name for p in path.iterdir() if p.name[0] != ".") if path.is_dir() else []

    def counts(self):
        return {f: len(self.names(f)) for f in FOLDERS if self.names(f)}

    def text(self, folder, index=0):
        return (self.outbox / folder / self.names(folder)[index]).read_text(encoding="utf-8")

    def journal(self):
        path = self.outbox / "journal"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        return [line.split("\t") for line in lines]

    def make_due(self):
        """Takes away the times before which nothing is tried."""
        for path in (self.outbox / "pending").iterdir():
            lines = path.read_bytes().split(b"\n")
            path.write_bytes(b"\n".join(x for x in lines if not x.startswith(b"not-before: ")))


def check_arrival(box, store, ids, recipients, what):
    """None missing, none twice; who is unknown got it once or not at all."""
    unknown = {n.removesuffix(".mail") for n in box.names("unknown")}
    good = True
    for name in ids:
        for recipient in recipients:
            n = store.arrived[name, recipient]
            good &= n <= 1 and (n == 1 or name in unknown)
            if n > 1 or (n == 0 and name not in unknown):
                expect(False, f"{what}: {name} to {recipient} arrived {n} times")
    left = collections.Counter(box.counts())
    expect(left["sent"] + left["unknown"] == len(ids), f"{what}: {dict(left)} of {len(ids)}")
    return good
