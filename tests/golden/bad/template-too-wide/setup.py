"""Gives the template 70 columns."""
with open("mau.ini", "a", encoding="utf-8") as out:
    for n in range(6, 71):
        out.write(f'\n[column.{n}]\nkey = c{n}\nheading = "Cột {n}"\ntype = text\n')
