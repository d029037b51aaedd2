"""Writes tables of about one page, each a row longer than the one before."""
HEAD = "TT,Chỉ tiêu,ĐVT,Kế hoạch,Ghi chú\n"
import os

os.remove("viec.ini")
for count in range(31, 38):
    with open(f"dong-{count}.csv", "w", encoding="utf-8") as out:
        out.write(HEAD + "I,Mục một,,,\n")
        for n in range(1, count):
            out.write(f"{n},Chỉ tiêu {n},%,{n},\n")
