"""Files that somebody brings to the page of an office of their own."""

from base64 import b64decode
from binascii import Error as NoBase64Error
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from simulator.errors import RefusedError
from simulator.plans import Plan
from simulator.readers import plan_of
from simulator.values import shown

MOST_FILES, MOST_FILE = 20, 32 * 2**20


def brought(files: object) -> list[Plan]:
    """The plans in files as a page has sent them. Raises RefusedError for what is none."""
    if not isinstance(files, Sequence) or not files or len(files) > MOST_FILES:
        raise RefusedError(f"choose one file, or up to {MOST_FILES}")
    with TemporaryDirectory() as folder:
        return [plan_of(_written(Path(folder), it)) for it in files]


def _written(folder: Path, file: object) -> Path:
    """A file as somebody brought it, where a reader finds it."""
    it = file if isinstance(file, Mapping) else {}
    name, data = it.get("name"), it.get("data")
    if not isinstance(name, str) or not isinstance(data, str):
        raise RefusedError("a file needs its name and what is in it; choose it again")
    if len(data) > MOST_FILE * 4 / 3:
        raise RefusedError(f"{shown(name)} is larger than {MOST_FILE // 2**20} MB")
    path = folder / (plain_name(Path(name).stem) + Path(name).suffix.lower()[:8])
    try:
        path.write_bytes(b64decode(data, validate=True))
    except (NoBase64Error, ValueError):
        raise RefusedError(f"{shown(name)} did not arrive whole; choose it again") from None
    return path


def plain_name(name: str) -> str:
    """A name that every system can have for a file."""
    found = "".join(it if it.isalnum() or it in " -_" else " " for it in name)
    return " ".join(found.split())[:50] or "office"
