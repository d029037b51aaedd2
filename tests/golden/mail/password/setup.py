import os, pathlib
pathlib.Path("mat-khau").write_text("bi mat\n", encoding="utf-8")
os.chmod("mat-khau", 0o644)
