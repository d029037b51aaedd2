"""Collects failures, and runs other people's programs."""

import shutil
import subprocess
import sys

SKIPPED = 77
HARMLESS = ("ICC support is not available", "failed to launch javaldx")
failures = []


def check(good, what):
    if not good:
        failures.append(what)
        print("failed:", what)
    return bool(good)


def same(got, wanted, what):
    return check(got == wanted, f"{what}: {got!r}, wanted {wanted!r}")


def near(got, wanted, tolerance, what):
    return check(abs(got - wanted) <= tolerance, f"{what}: {got:.2f}, wanted {wanted:.2f}")


def run(*command):
    """Output of a program that must succeed and must not complain."""
    done = subprocess.run([str(c) for c in command], capture_output=True, check=False)
    complaints = [line for line in done.stderr.decode("utf-8", "replace").splitlines()
                  if not any(text in line for text in HARMLESS)]
    check(done.returncode == 0 and not complaints,
          f"{' '.join(map(str, command))}: status {done.returncode} {complaints}")
    return done.stdout.decode("utf-8")


def need(*tools):
    missing = [tool for tool in tools if not shutil.which(tool)]
    if missing:
        print("left out, not installed:", ", ".join(missing))
        sys.exit(SKIPPED)


def finish(what):
    print(f"{what}: {len(failures)} failures")
    sys.exit(1 if failures else 0)
