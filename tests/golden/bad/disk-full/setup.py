"""Leads the PDF to a device that is always full: one of our own where we may make it, because root
could lose the system's to a program that replaces what it should write into."""
import os
import stat
import sys

os.makedirs("output", exist_ok=True)
device = "/dev/full"
if os.geteuid() == 0:
    device = os.path.abspath("full")
    try:
        os.mknod(device, stat.S_IFCHR | 0o666, os.makedev(1, 7))
        os.close(os.open(device, os.O_WRONLY))
    except OSError as reason:
        print(f"no full device can be made here: {reason}", file=sys.stderr)
        sys.exit(77)
os.symlink(os.path.relpath(device, "output") if device != "/dev/full" else device,
           "output/viec.pdf")
