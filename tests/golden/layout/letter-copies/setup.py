"""Owns the job with 90 places of distribution."""
HEAD = """[job]
document = "document/thong-bao.ini"

[document]
number = "06/TB-UBND"
date = 2026-01-05
subject = "Về lịch tiếp công dân năm 2026"
body = "noi-dung.txt"
signer = 1

[copies]
"""

with open("viec.ini", "w", encoding="utf-8") as out:
    out.write(HEAD)
    for n in range(1, 91):
        out.write(f'{n} = "Tổ dân phố số {n:02}"\n')
    out.write('last = "Lưu: VT"\n')
