"""Writes a table with 20,000 columns."""
with open("bang.csv", "w", encoding="utf-8") as out:
    out.write("TT,Chỉ tiêu,ĐVT,Kế hoạch,Ghi chú\n1,Thu ngân sách,%,12" + "," * 19996 + "\n")
