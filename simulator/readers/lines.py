"""Text files of whole numbers, read line by line, with errors that name the line."""

import re
from pathlib import Path

from simulator.limits import LONGEST_LINE, MOST_PIECES
from simulator.readers.door import text
from simulator.readers.errors import ReadError

NUMBER = re.compile(r"\d{1,12}", re.ASCII)
"""A whole number, none below zero; longer ones are beyond every limit of a scenario."""


class Lines:
    """The lines of a file, taken one after another. Raises ReadError if there are too many."""

    def __init__(self, path: Path, kind: str) -> None:
        self.path = path
        found = text(path, f"a {kind} file").rstrip("\x1a")  # old systems end a file so
        if found.count("\n") > MOST_PIECES:
            problem = f"has more than {MOST_PIECES} lines; expected a {kind} file"
            raise ReadError(path, None, problem)
        self.lines = found.removesuffix("\n").split("\n") if found else []
        self.number = 0
        self.left = MOST_PIECES
        """How many numbers may still come."""

    def error(self, problem: str) -> ReadError:
        """The error to raise about the line taken last."""
        return ReadError(self.path, self.number, problem)

    def unexpected(self, expected: str) -> ReadError:
        """The error to raise if the line taken last should have been another."""
        found = self.lines[self.number - 1].strip()[:60]
        return self.error(f"expected {expected}, found '{found}'")

    def take(self, expected: str) -> str:
        """The next line. Raises ReadError if the file ends here."""
        self.number += 1
        if self.number > len(self.lines):
            raise self.error(f"the file ends here; expected {expected}")
        line = self.lines[self.number - 1]
        if len(line) > LONGEST_LINE:
            raise self.error(f"has more than {LONGEST_LINE} characters; expected {expected}")
        return line

    def find(self, start: str) -> str:
        """The next line that starts so."""
        while True:
            line = self.take(f"a line that starts with '{start}'")
            if line.lstrip().startswith(start):
                return line

    def words(self, expected: str) -> list[str]:
        """The words of the next line that is not blank."""
        while not (words := self.take(expected).split()):
            pass
        return words

    def whole(self, words: list[str], expected: str) -> list[int]:
        """Words of the line taken last as whole numbers, none below zero."""
        if not all(NUMBER.fullmatch(word) for word in words):
            raise self.unexpected(expected)
        self.left -= len(words)
        if self.left < 0:
            raise self.error(f"holds number {MOST_PIECES + 1} of the file; expected fewer")
        return [int(word) for word in words]

    def numbers(self, at_least: int, expected: str) -> list[int]:
        """The next line as so many whole numbers or more."""
        words = self.take(expected).split()
        if len(words) < at_least:
            raise self.unexpected(expected)
        return self.whole(words, expected)

    def exactly(self, count: int, expected: str) -> list[int]:
        """The next line that is not blank, as just so many whole numbers."""
        words = self.words(expected)
        if len(words) != count:
            raise self.unexpected(expected)
        return self.whole(words, expected)

    def count(self, label: str) -> int:
        """The number behind the colon of the next line with this label."""
        match = re.search(rf":\s*({NUMBER.pattern})\b", self.find(label), re.ASCII)
        if not match:
            raise self.unexpected(f"'{label.strip()} : a number'")
        return int(match[1])

    def end(self, last: str) -> None:
        """Raise ReadError if anything but blank lines comes after what was read last."""
        while self.number < len(self.lines):
            if self.take("nothing").strip():
                raise self.unexpected(f"the end of the file after {last}")
