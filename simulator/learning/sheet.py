"""What somebody has answered in one test, without a name, and as a file that any table can open."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from math import isfinite
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from simulator.errors import RefusedError
from simulator.learning.code import read_code
from simulator.learning.forms import FORMS, Form, edition
from simulator.learning.items import CERTAIN, COIN, AnyItem, Choice, Diagram, Range
from simulator.learning.scoring import Answer
from simulator.limits import MOST, MOST_SHEET_BYTES
from simulator.plain_text import visible
from simulator.readers.door import text
from simulator.values import shown

Moment = Literal["before", "after"]
MOMENTS: tuple[Moment, ...] = ("before", "after")
HEAD = ["code", "moment", "form", "edition", "item", "low", "high", "choice", "sure"]
KIND = "a file of tests that were handed in"


class Sheet(Struct, frozen=True, kw_only=True):
    """A test that was handed in."""

    code: str
    moment: Moment
    form: Form
    answers: tuple[Answer, ...]
    """One for each item, in the order of the form."""


def check_answer(item: AnyItem, answer: Answer) -> None:
    """Raise RefusedError, in a sentence, if this is no answer to the item."""
    if isinstance(item, Range):
        return _check_range(answer)
    count = len(item.options if isinstance(item, Choice) else item.candidates)
    if answer.low is not None or answer.high is not None:
        raise RefusedError(f"'{item.id}' asks for no range; leave low and high empty")
    if answer.choice is None or not 1 <= answer.choice <= count:
        raise RefusedError(f"choice is {shown(answer.choice)}; write a number from 1 to {count}")
    if isinstance(item, Diagram):
        if answer.sure is not None:
            raise RefusedError(f"'{item.id}' asks for no sureness; leave sure empty")
    elif answer.sure is None or not COIN <= answer.sure <= CERTAIN:
        raise RefusedError(f"sure is {shown(answer.sure)}; write a number from 0.5 to 1")
    return None


def _check_range(answer: Answer) -> None:
    for name, it in (("low", answer.low), ("high", answer.high)):
        if it is None or not abs(it) <= MOST:
            raise RefusedError(f"{name} is {shown(it)}; write a number, such as 40")
    if answer.low is not None and answer.high is not None and answer.low > answer.high:
        raise RefusedError(f"low {answer.low:g} is above high {answer.high:g}; swap them")
    if answer.choice is not None or answer.sure is not None:
        raise RefusedError(f"'{answer.item}' asks for a range; leave choice and sure empty")


# Out


def written(sheets: Iterable[Sheet]) -> str:
    """Tests as the text of a file: a line an answer."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(HEAD)
    for it in sheets:
        for answer in it.answers:
            numbers = (answer.low, answer.high, answer.choice, answer.sure)
            told = ["" if number is None else f"{number:.10g}" for number in numbers]
            lines.writerow([it.code, it.moment, it.form, edition(), answer.item, *told])
    return out.getvalue()


# In


def read(path: Path) -> tuple[Sheet, ...]:
    """The tests in a file. Raises ReadError or RefusedError, naming file, line and value."""
    return parsed(text(path, KIND, MOST_SHEET_BYTES, KIND), path.name)


def parsed(content: str, name: str) -> tuple[Sheet, ...]:
    """The tests in the text of a file of this name, as our own program or another table wrote it.

    Raises RefusedError, naming file, line and value.
    """
    name = visible(name)
    if len(content) > MOST_SHEET_BYTES:
        raise RefusedError(f"{name}: has {len(content):,} characters; expected {KIND}")
    content = content.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    found: dict[tuple[str, Moment], Sheet] = {}
    for number, row in _rows(content, name):
        try:
            _take_in(found, row)
        except RefusedError as error:
            raise RefusedError(f"{name}, line {number}: {error}") from None
    for it in found.values():
        if missing := [item.id for item in FORMS[it.form]][len(it.answers) :]:
            raise RefusedError(
                f"{name}: the test {it.moment} of {it.code} has no answer to '{missing[0]}'; "
                "hand it in anew"
            )
    if not found:
        raise RefusedError(f"{name}: holds no test; expected {KIND}")
    return tuple(found.values())


def _rows(content: str, name: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Each line with its number, by the names in the head; other programs write semicolons."""
    begin = content.split("\n", 1)[0]
    separator = ";" if begin.count(";") > begin.count(",") else ","
    for number, line in enumerate(content.split("\n"), 1):
        cells = [it.strip().strip('"') for it in line.split(separator)]
        if number == 1:
            if [it.lower() for it in cells] != HEAD:
                raise RefusedError(
                    f"{name}, line 1: is {shown(line)}; expected {','.join(HEAD)}, {KIND}"
                )
        elif line.strip():
            if len(cells) != len(HEAD):
                raise RefusedError(
                    f"{name}, line {number}: has {len(cells)} values; expected {len(HEAD)}"
                )
            yield number, dict(zip(HEAD, cells, strict=True))


def _take_in(found: dict[tuple[str, Moment], Sheet], row: Mapping[str, str]) -> None:
    """Add one line to the tests found so far."""
    code, moment, form = read_code(row["code"]), _moment(row["moment"]), _form(row["form"])
    if row["edition"] != edition():
        raise RefusedError(
            f"edition is {shown(row['edition'])}; this simulator asks edition {edition()}, whose "
            "questions are others: read the file with the version it was written by"
        )
    sheet = found.get((code, moment), Sheet(code=code, moment=moment, form=form, answers=()))
    if sheet.form != form:
        raise RefusedError(f"form is {form}; lines before say that {code} had form {sheet.form}")
    place = len(sheet.answers)
    asked = FORMS[form][place].id if place < len(FORMS[form]) else "nothing more"
    if row["item"] != asked:
        raise RefusedError(f"item is {shown(row['item'])}; expected '{asked}'")
    answer = Answer(
        item=asked,
        low=_number(row, "low"),
        high=_number(row, "high"),
        choice=_whole(row, "choice"),
        sure=_number(row, "sure"),
    )
    check_answer(FORMS[form][place], answer)
    found[code, moment] = replace(sheet, answers=(*sheet.answers, answer))


def _moment(said: str) -> Moment:
    for it in MOMENTS:
        if said == it:
            return it
    raise RefusedError(f"moment is {shown(said)}; write before or after")


def _form(said: str) -> Form:
    for it in FORMS:
        if said == it:
            return it
    raise RefusedError(f"form is {shown(said)}; write A or B")


def _number(row: Mapping[str, str], name: str) -> float | None:
    said = row[name].replace(",", ".")
    if not said:
        return None
    try:
        found = float(said) if said.isascii() and "_" not in said else float("nan")
    except ValueError:
        found = float("nan")
    if not isfinite(found):
        raise RefusedError(f"{name} is {shown(row[name])}; write a number, or nothing")
    return found


def _whole(row: Mapping[str, str], name: str) -> int | None:
    found = _number(row, name)
    if found is not None and found != int(found):
        raise RefusedError(f"{name} is {shown(row[name])}; write a whole number, or nothing")
    return None if found is None else int(found)
