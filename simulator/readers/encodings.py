"""Bytes of other programs as text, whatever they were written in."""

import re
from pathlib import Path

from simulator.limits import MOST_PLAN_BYTES
from simulator.readers.door import contents
from simulator.readers.errors import ReadError

MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
OTHER_WORD = re.compile(rb"(?<![A-Za-z])[\xc0-\xff]{3,}(?![A-Za-z])")
"""A word of nothing but letters that no Western language has in a row."""
WESTERN_LETTER = re.compile(rb"[A-Za-z][\xc0-\xff]|[\xc0-\xff][A-Za-z]")
SAMPLE = 2**20


def foreign_text(path: Path, kind: str, most: int = MOST_PLAN_BYTES) -> tuple[str, str]:
    """A file's text with its lines ended as ours are, and the encoding it was taken for.

    Raises ReadError if it cannot be read, is too large, or is no text.
    """
    whole = contents(path, most)
    encoding = _encoding(whole)
    try:
        found = whole.decode(encoding)
    except UnicodeDecodeError:
        found = whole.decode(encoding, "replace")
    if "\0" in found:
        raise ReadError(path, None, f"is not a text file; expected {kind}")
    return found.replace("\r\n", "\n").replace("\r", "\n"), encoding


def _encoding(whole: bytes) -> str:
    for mark, encoding in MARKS:
        if whole.startswith(mark):
            return encoding
    try:
        whole.decode("utf-8")
    except UnicodeDecodeError:
        some = whole[:SAMPLE]
        cyrillic = len(OTHER_WORD.findall(some)) > len(WESTERN_LETTER.findall(some))
        return "cp1251" if cyrillic else "cp1252"
    return "utf-8"
