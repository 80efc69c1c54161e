"""Bytes of other programs as text, whatever they were written in."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

from simulator.limits import MOST_PLAN_BYTES
from simulator.readers.door import contents
from simulator.readers.errors import ReadError

MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
CERTAIN = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")
"""What is no guess."""
EUROPEAN = ("cp1252", "cp1250", "cp1254", "cp1251")
BEGINNING = 4096
SAMPLE = 2**20
MOST = 0.9

OTHER_WORD = re.compile(rb"(?<![A-Za-z])[\xc0-\xff]{3,}(?![A-Za-z])")
"""A word of nothing but letters that no Western language has in a row."""
WESTERN_LETTER = re.compile(rb"[A-Za-z][\xc0-\xff]|[\xc0-\xff][A-Za-z]")
KANA = re.compile(rb"\x82[\x9f-\xf1]|\x83[\x40-\x96]")
"""Letters of Japanese syllables."""
HIGH_BYTES = re.compile(rb"[\x81-\xff]+")
BIG5_LEAD = re.compile(rb"[\xa4-\xbf][\x40-\x7e\xa1-\xfe]")
CENTRAL_EUROPEAN = re.compile(
    rb"[A-Za-z][\xb9\xb3\xbf\x9f]|[\xb9\xb3\xbf\x9f][a-z]|[A-Za-z][\x9a\x9e]|[\x9a\x9e\x8a\x8e][a-z]"
)
"""Letters of Polish and Czech words where Western ones would have signs, or hardly any."""
TURKISH = re.compile(rb"[A-Za-z][\xf0\xfd\xfe]|[\xf0\xfd\xfe\xdd\xde][a-z]")


def foreign_text(
    path: Path,
    kind: str,
    most: int = MOST_PLAN_BYTES,
    known: Callable[[str], int] = len,
) -> tuple[str, str]:
    """A file's text with its lines ended as ours are, and the encoding it was taken for.

    `known` counts words in the text's beginning that one expects there: of several encodings with
    one byte for a letter the one that makes most of them is likeliest.
    Raises ReadError if it cannot be read, is too large, or is no text.
    """
    whole = contents(path, most)
    encoding = encoding_of(whole)
    if encoding in EUROPEAN and known is not len:
        some = whole[:BEGINNING]
        words = {it: known(some.decode(it, "replace")) for it in (encoding, *EUROPEAN)}
        encoding = max(words, key=lambda it: words[it])
    found = whole.decode(encoding, "replace")
    if "\0" in found:
        raise ReadError(path, None, f"is not a text file; expected {kind}")
    return found.replace("\r\n", "\n").replace("\r", "\n"), encoding


def encoding_of(whole: bytes) -> str:
    """What bytes are written in: as they say themselves, else the likeliest of many."""
    for mark, encoding in MARKS:
        if whole.startswith(mark):
            return encoding
    if b"\0" in whole[:2]:
        return "utf-16-be" if whole[:1] == b"\0" else "utf-16-le"
    if _is(whole, "utf-8"):
        return "utf-8"
    some = whole[:SAMPLE]
    return _eastern(some) or _western(some)


def _is(whole: bytes, encoding: str) -> bool:
    try:
        whole.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _eastern(some: bytes) -> str:
    """Japanese, Korean or Chinese, whose signs have two bytes each; nothing if it is neither."""
    western = len(WESTERN_LETTER.findall(some))
    if len(KANA.findall(some)) > western and _mostly(some, "cp932", "CJK HIRAGANA KATAKANA"):
        return "cp932"
    runs = HIGH_BYTES.findall(some)
    if all(len(run) % 2 == 0 for run in runs) and len(b"".join(runs)) > 2 * len(runs):
        if _mostly(some, "cp949", "HANGUL"):
            return "cp949"
        if _mostly(some, "gb18030", "CJK"):
            return "gb18030"
    if len(BIG5_LEAD.findall(some)) > 2 * western and _mostly(some, "big5", "CJK"):
        return "big5"
    return ""


def _mostly(some: bytes, encoding: str, scripts: str) -> bool:
    """Whether bytes can be of an encoding, and nearly all of what is not English of its scripts."""
    try:
        text = some.decode(encoding, "strict" if len(some) < SAMPLE else "ignore")
    except UnicodeDecodeError:
        return False
    letters = [sign for sign in text[:20_000] if sign > "\x7f" and sign.isalpha()]
    known = sum(unicodedata.name(sign, " ").split(" ")[0] in scripts.split() for sign in letters)
    return known > MOST * len(letters)


def _western(some: bytes) -> str:
    letters = len(WESTERN_LETTER.findall(some))
    if len(OTHER_WORD.findall(some)) > letters:
        return "cp1251"
    if CENTRAL_EUROPEAN.search(some):
        return "cp1250"
    return "cp1254" if TURKISH.search(some) else "cp1252"
