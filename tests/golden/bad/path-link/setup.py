"""Makes the link."""
import os

os.symlink("../khac/bang.csv", "phuong/lien-ket.csv")
