"""The whole site as one file for a stick."""

import zipfile
from pathlib import Path

FOLDER = "pmo-flight-simulator"
READ_ME = "read me.txt"
HOW = """\
The PMO Flight Simulator, to play without a network.

1. Unpack all of it into a folder.
2. Open a terminal in this folder (the one with this text) and write
       python -m http.server 8000 --bind 127.0.0.1
   On Windows write py in place of python.
3. Open http://127.0.0.1:8000/play/ in a browser.

Python 3 has to be on the computer; nothing is installed. Opening index.html
with a double click is not enough: browsers run Python only from a server.
"""


def pack(site: Path, target: Path) -> None:
    """Put a site into a file, in a folder of its own, with a text that says how to open it."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{FOLDER}/{READ_ME}", HOW)
        for path in sorted(site.rglob("*")):
            if path.is_file():
                archive.write(path, f"{FOLDER}/{path.relative_to(site).as_posix()}")
