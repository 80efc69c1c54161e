"""Whose a value is: the plan's, ours, somebody's own, or learned from a history.

In a file a mark stands behind its value as a remark, so that it is there again when the file is
opened, and whoever reads the file sees it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Literal, TypeAlias

from msgspec import Struct

Whose = Literal["ours", "class", "yours", "learned"]
Key: TypeAlias = tuple[str, str, str]
"""Kind of record (project, role, risk, setting, duration, bias), its id, and the field."""

WORDS: dict[Whose, str] = {
    "ours": "ours",
    "class": "yours for all",
    "yours": "yours",
    "learned": "learned",
}
"""How a remark begins; the longer before the shorter where one begins with the other."""
HEADER = re.compile(r"^\[(roles|projects|risks|mechanisms)\.(.+)\]$")
SETTING = re.compile(r"^# setting ([a-z_]+): (.*)$")
KINDS = {"roles": "role", "projects": "project", "risks": "risk"}
LEARNED = ("duration", "bias")


class Mark(Struct, frozen=True):
    """Whose a value is, and why it is what it is."""

    whose: Whose
    why: str = ""

    @property
    def remark(self) -> str:
        """The same behind a value in a file."""
        return f"{WORDS[self.whose]}: {self.why}" if self.why else WORDS[self.whose]

    @property
    def is_ours(self) -> bool:
        """Whether nobody has said it yet."""
        return self.whose == "ours"


Marks: TypeAlias = Mapping[Key, Mark]
OURS = Mark("ours")
YOURS = Mark("yours")


def remarks(marks: Marks) -> dict[Key, str]:
    """What stands behind values in a file."""
    return {key: mark.remark for key, mark in marks.items() if key[0] != "setting"}


def head(marks: Marks) -> str:
    """Lines above everything else: settings have no single value to stand behind."""
    lines = [
        f"# setting {field}: {mark.remark}"
        for (kind, _, field), mark in marks.items()
        if kind == "setting"
    ]
    return "".join(f"{line}\n" for line in lines)


def marks_in(text: str) -> dict[Key, Mark]:
    """The marks that stand in the text of a file."""
    found: dict[Key, Mark] = {}
    kind = name = ""
    for line in text.splitlines():
        if setting := SETTING.match(line):
            if mark := _mark(setting[2]):
                found["setting", "", setting[1]] = mark
        elif line.startswith("["):
            kind, name = _header(line)
        elif kind and (said := _behind(line)):
            field, mark = said
            found[kind, name, field] = mark
    return found


def _header(line: str) -> tuple[str, str]:
    """Kind and id of the record that a table is about; nothing for what has no marks."""
    import tomllib

    match = HEADER.match(line.strip())
    if match is None:
        return "", ""
    try:
        key = next(iter(tomllib.loads(f"{match[2]} = 0")))
        inner = tomllib.loads(f"{match[2]} = 0")[key]
    except (tomllib.TOMLDecodeError, StopIteration):
        return "", ""
    if inner != 0:
        return "", ""  # a table within it, such as its activities
    if match[1] == "mechanisms":
        return (key, "") if key in LEARNED else ("", "")
    return KINDS[match[1]], key


def _behind(line: str) -> tuple[str, Mark] | None:
    """The field of a line, and the mark behind its value; a text may have the sign in itself."""
    import tomllib

    for place in _signs(line):
        try:
            said = tomllib.loads(line[:place])
        except tomllib.TOMLDecodeError:
            continue
        mark = _mark(line[place + 1 :].strip())
        return (next(iter(said)), mark) if said and mark else None
    return None


def _signs(line: str) -> Iterator[int]:
    at = line.find("#")
    while at >= 0:
        yield at
        at = line.find("#", at + 1)


def _mark(remark: str) -> Mark | None:
    for whose, word in WORDS.items():
        if remark == word or remark.startswith(f"{word}: "):
            return Mark(whose, remark[len(word) :].removeprefix(": "))
    return None
