"""Writes a table of three landscape pages under three header rows."""
HEAD = "TT,Chỉ tiêu,ĐVT,Kế hoạch,Ghi chú\n"
with open("bang.csv", "w", encoding="utf-8") as out:
    out.write("TT,Chỉ tiêu,ĐVT,Năm 2026,Ghi chú\n,,,Kế hoạch,\n1,,,4,\nI,Mục một,,,\n")
    for n in range(1, 50):
        out.write(f"{n},Chỉ tiêu {n},%,{n},\n")
