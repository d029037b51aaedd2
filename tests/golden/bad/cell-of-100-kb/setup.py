"""Writes a table with a cell of 100,000 characters."""
with open("bang.csv", "w", encoding="utf-8") as out:
    out.write("TT,Chỉ tiêu,ĐVT,Kế hoạch,Ghi chú\n1,Thu ngân sách,%,12," + "đ" * 100000 + "\n")
