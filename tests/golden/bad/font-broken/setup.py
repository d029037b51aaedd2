"""Makes the user's fonts: one that is no font, one that is empty."""
import pathlib

fonts = pathlib.Path("user-fonts")
fonts.mkdir()
(fonts / "times.ttf").write_bytes(b"this is no font\n")
(fonts / "TimesBD.TTF").write_bytes(b"")
