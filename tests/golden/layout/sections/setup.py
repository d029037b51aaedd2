"""Writes tables whose sections fall on every other row, of even and of odd count; and one of items with details."""
HEAD = "TT,Chỉ tiêu,ĐVT,Kế hoạch,Ghi chú\n"
ROMAN = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]


def roman(n):
    """n below 40 as a Roman numeral."""
    return "X" * (n // 10) + ROMAN[n % 10]


def section(n):
    """A section of one target."""
    return f"{roman(n)},Mục {n},,,\n1,Chỉ tiêu của mục {n},%,{n},\n"


for name, extra in (("chan.csv", ""), ("le.csv", "2,Thêm một dòng,%,1,\n")):
    with open(name, "w", encoding="utf-8") as out:
        out.write(HEAD + section(1) + extra + "".join(section(n) for n in range(2, 39)))

with open("chi-tiet.csv", "w", encoding="utf-8") as out:
    out.write(HEAD + "I,Mục một,,,\n")
    for n in range(1, 20):
        out.write(f"{n},Trong đó {n}:,%,,\n,Chi tiết một,%,1,\n,Chi tiết hai,%,2,\n")
