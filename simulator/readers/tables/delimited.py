"""Tables separated by commas, semicolons or tabs (CSV), in whatever letters."""

import csv
import io
import re
from pathlib import Path

from simulator.limits import MOST_COLUMNS, MOST_ROWS, MOST_TABLE_CELLS
from simulator.plans import Findings, Place
from simulator.readers.encodings import CERTAIN, foreign_text
from simulator.readers.errors import ReadError
from simulator.readers.tables.fields import SYNONYMS, plain
from simulator.readers.tables.harmless import as_written
from simulator.readers.tables.sheets import Row, Sheet

KIND = "table of values separated by commas, semicolons or tabs"
SEPARATORS = ",;\t|"
SAMPLE = 20_000
LONGEST_CELL = 100_000


def sheets(path: Path, findings: Findings) -> tuple[Sheet, ...]:
    """The one table of a file. Raises ReadError if it is no text, or beyond all measure."""
    text, encoding = foreign_text(path, KIND, known=_headers)
    if encoding not in CERTAIN:
        findings.assumed(
            "the letters of the file", Place(file=path.name), encoding,
            "It is not UTF-8; letters may be wrong.", "Save it as UTF-8 if names look odd.",
        )  # fmt: skip
    text = text.removeprefix("sep=;\n").removeprefix("sep=,\n")
    csv.field_size_limit(LONGEST_CELL)
    rows, cells = [], 0
    reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=_separator(text))
    try:
        for values in reader:
            if any(value.strip() for value in values):
                rows.append(
                    Row(
                        reader.line_num,
                        tuple(map(as_written, values[:MOST_COLUMNS])),
                        _depth(values),
                    )
                )
                cells += len(values)
            if len(rows) > MOST_ROWS or cells > MOST_TABLE_CELLS:
                raise ReadError(path, reader.line_num, f"has more than {MOST_ROWS} rows or "
                                f"{MOST_TABLE_CELLS} cells; expected one portfolio")  # fmt: skip
    except csv.Error as error:
        raise ReadError(path, reader.line_num, f"is no {KIND} ({error})") from None
    return (Sheet("", tuple(rows)),)


def _headers(text: str) -> int:
    """How many names of columns a text has that we know."""
    names = {plain(it) for it in re.split(r"[,;\t|\n]", text)}
    return sum(any(name in known for known in SYNONYMS.values()) for name in names)


def _separator(text: str) -> str:
    """The separator that the first lines agree on best."""
    lines = [line for line in text[:SAMPLE].split("\n")[:20] if line.strip()]
    counts = {
        sign: sorted(line.count(sign) for line in lines)[len(lines) // 2] for sign in SEPARATORS
    } if lines else {}  # fmt: skip
    best = max(SEPARATORS, key=lambda sign: counts.get(sign, 0))
    if counts.get(best, 0):
        return best
    return max(SEPARATORS, key=lambda sign: max((line.count(sign) for line in lines), default=0))


def _depth(values: list[str]) -> int:
    """How far the first words are set in by blanks."""
    first = next((value for value in values if value.strip()), "")
    return len(first) - len(first.lstrip(" \t\u3000"))
