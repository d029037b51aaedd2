"""Leads the PDF to a device that is always full."""
import os

os.makedirs("output", exist_ok=True)
os.symlink("/dev/full", "output/viec.pdf")
