import os
os.chmod("gui", 0o755)
