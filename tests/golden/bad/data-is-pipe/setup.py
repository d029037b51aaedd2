"""Makes a named pipe."""
import os

os.mkfifo("ong")
