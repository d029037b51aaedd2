"""Writes a table of three pages with one responsible office for each section."""
HEAD = "TT,Chỉ tiêu,ĐVT,Kế hoạch,Ghi chú\n"
with open("bang.csv", "w", encoding="utf-8") as out:
    out.write(HEAD + "I,Mục một,,,\n")
    for n in range(1, 61):
        out.write(f"{n},Chỉ tiêu {n},%,{n},{'Phòng Kinh tế' if n == 3 else ''}\n")
    out.write("II,Mục hai,,,\n1,Không ai,%,1,\n2,Có người,%,2,Công an phường\n3,Cùng người,%,3,\n")
