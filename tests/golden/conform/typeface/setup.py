"""Gives the built fonts another name, as if they were a typeface of the user's."""
import pathlib

fonts = pathlib.Path("user-fonts")
fonts.mkdir()
for face in ("Regular", "Bold", "Italic", "BoldItalic"):
    (fonts / f"Khac-{face}.ttf").symlink_to(f"../fonts/LiberationSerif-{face}.ttf")
