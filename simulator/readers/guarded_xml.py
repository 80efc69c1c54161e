"""XML files that may mean harm, read by whoever makes something of them.

Declarations of types are refused, for entities may stand for gigabytes, or for files; so is what
is larger or deeper than a plan can be, and what is not XML. All of it is said with its place.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Never
from xml.parsers import expat

from simulator.limits import DEEPEST
from simulator.readers.encodings import encoding_of
from simulator.readers.errors import ReadError

PIECE = 2**16
BEGINNING = 200
DECLARED = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
TWO_BYTES = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5",
    "shift_jis": "cp932", "shift-jis": "cp932", "windows-31j": "cp932", "euc-jp": "euc_jp",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "windows-949": "cp949",
}  # fmt: skip
"""Encodings that the parser does not know itself, by the names that files have for them."""


class Guarded:
    """A parser that refuses what means harm, and hands on the rest."""

    def __init__(
        self,
        path: Path,
        kind: str,
        most: int,
        start: Callable[[str, dict[str, str]], None],
        end: Callable[[], None],
        characters: Callable[[str], None],
    ) -> None:
        self.path = path
        self.kind = kind
        """What was expected."""
        self.most = most
        """So many elements and attributes are the most."""
        self._start = start
        self._end = end
        self._characters = characters
        self._count = 0
        self._depth = 0
        self._parser = expat.ParserCreate()

    @property
    def line(self) -> int:
        """The line that is being read."""
        return self._parser.CurrentLineNumber

    @property
    def column(self) -> int:
        """The column that is being read, counted from 0."""
        return self._parser.CurrentColumnNumber

    def parse(self, whole: bytes) -> None:
        """Read everything. Raises ReadError if it is not XML, or more than a plan."""
        content, encoding = _readable(whole)
        self._parser = parser = expat.ParserCreate(encoding)
        parser.buffer_text = True  # or a text in a million pieces takes minutes
        parser.buffer_size = 2**20
        parser.StartElementHandler = self._element
        parser.EndElementHandler = self._over
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype
        try:
            for at in range(0, len(content), PIECE):
                parser.Parse(content[at : at + PIECE])
            parser.Parse(b"", True)
        except ReadError:
            raise
        except (LookupError, ValueError) as error:
            problem = f"has an unknown encoding ({error}); expected UTF-8"
            raise ReadError(self.path, 1, problem) from None
        except expat.ExpatError as error:
            what = expat.errors.messages[error.code]
            problem = f"column {error.offset + 1}: is not XML ({what}); expected a {self.kind}"
            raise ReadError(self.path, error.lineno, problem) from None

    def _refuse(self, problem: str) -> Never:
        raise ReadError(self.path, self.line, f"column {self.column + 1}: {problem}")

    def _doctype(self, *_: object) -> None:
        self._refuse(
            f"has a document type declaration (<!DOCTYPE>); expected a {self.kind} without one"
        )

    def _element(self, tag: str, attributes: dict[str, str]) -> None:
        self._count += 1 + len(attributes)
        if self._count > self.most:
            self._refuse(f"has more than {self.most} elements; expected a {self.kind}")
        if self._depth >= DEEPEST:
            self._refuse(f"is nested more than {DEEPEST} deep; expected a {self.kind}")
        self._depth += 1
        self._start(tag, attributes)

    def _over(self, _tag: str) -> None:
        self._depth -= 1
        self._end()


def _readable(whole: bytes) -> tuple[bytes, str | None]:
    """A file's bytes as the parser can read them, and their encoding if it is not what they say."""
    content = whole.lstrip(b" \t\r\n") if whole[:1].isspace() else whole
    declared = DECLARED.match(content[:BEGINNING].removeprefix(b"\xef\xbb\xbf"))
    said = declared[1].decode("ascii").lower() if declared else "utf-8"
    if said in TWO_BYTES:
        return content.decode(TWO_BYTES[said], "replace").encode(), "utf-8"
    if said == "utf-8":
        encoding = encoding_of(content)
        if not encoding.startswith("utf"):  # the file says one thing and holds another
            return content.decode(encoding, "replace").encode(), "utf-8"
    return content, None
