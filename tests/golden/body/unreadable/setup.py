"""A text of more than 2 MB."""
with open("lon.txt", "w", encoding="utf-8") as text:
    text.write("Nội dung dài.\n\n" * 200000)
