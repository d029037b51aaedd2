"""Writes a table with a note of 700 words in a narrow column."""
HEAD = "TT,Chỉ tiêu,ĐVT,Kế hoạch,Ghi chú\n"
with open("bang.csv", "w", encoding="utf-8") as out:
    words = " ".join(f"từ-{n}" for n in range(1, 701))
    out.write(HEAD + f"I,Mục một,,,\n1,Một,%,1,\n2,Dài hơn một trang,%,2,{words}.\n3,Ba,%,3,\n")
