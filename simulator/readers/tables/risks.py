"""Rows of a register of risks: sizes as numbers, as words, or as scores from 1 to 5."""

import re
from collections.abc import Iterator

from simulator.plans import PlanRisk
from simulator.readers.tables.cells import amount, share
from simulator.readers.tables.languages import CANCELLED, DONE, HITS, WORDS
from simulator.readers.tables.mapping import Mapping
from simulator.readers.tables.rows import Table
from simulator.readers.tables.sheets import Row

RANK = re.compile(r"^\d\s*[-–.:)]\s*(?=\D)|(?<=\D)\s*\(\d\)$")
"""The number before or after a word: 2 - Unlikely, High (4)."""
SCORES = ("very low", "low", "medium", "high", "very high")


def risks(table: Table, mapping: Mapping, only: str) -> Iterator[PlanRisk]:
    """The open risks of a register; words for sizes mean what the mapping says."""
    for row in table.rows:
        name = table.text(row, "risk")
        if not name:
            continue
        if table.text(row, "status").casefold() in DONE | CANCELLED | {"mitigated", "happened"}:
            table.findings.left_out(
                "a risk that is closed", table.place(row, "status"), name,
                "It is left out.", "Nothing to do.",
            )  # fmt: skip
            continue
        probability = _probability(table, row, mapping)
        size = _size(table, row, mapping)
        if probability is None or size is None:
            table.findings.left_out(
                "a risk without size", table.place(row), name,
                "Without probability and impact it does nothing.",
                "Give a probability and an impact, or one of the mapping's words.",
            )  # fmt: skip
            continue
        impact, hits = size
        yield PlanRisk(
            project=table.text(row, "project") or only,
            name=name,
            probability=probability,
            impact=impact,
            hits=hits,  # type: ignore[arg-type]  # one of three words, from a table of them
            owner=table.text(row, "owner"),
            answer=table.text(row, "answer"),
            answer_cost=_above_zero(amount(table.cell(row, "answer_cost"))),
            helps=share(table.cell(row, "helps")),
            place=table.place(row),
        )


def _above_zero(value: float | None) -> float | None:
    return None if value is None else max(0.0, value)


def _are_scores(table: Table, field: str) -> bool:
    """Whether a column counts from 1 to 5, as many registers do."""
    texts = {RANK.sub("", text) for row in table.rows if (text := table.text(row, field))}
    return len(texts) > 1 and texts <= {"1", "2", "3", "4", "5"}


def _meant(
    table: Table, row: Row, field: str, words: tuple[tuple[str, float], ...]
) -> float | None:
    """What a word stands for, and a finding that says so."""
    word = " ".join(RANK.sub("", table.text(row, field).casefold()).replace("-", " ").split())
    word = WORDS.get(word, word)
    if word.isdecimal() and _are_scores(table, field):
        word = SCORES[int(word) - 1]
    value = dict(words).get(word)
    if value is not None:
        table.findings.assumed(
            f"a word for the {field}", table.place(row, field), word,
            f"It stands for {value:g}.", "Change the table of meanings if it is more or less.",
        )  # fmt: skip
    return value


def _probability(table: Table, row: Row, mapping: Mapping) -> float | None:
    word = _meant(table, row, "probability", mapping.meanings)
    if word is not None:
        return word
    cell = table.cell(row, "probability")
    return share(cell)


def _size(table: Table, row: Row, mapping: Mapping) -> tuple[float, str] | None:
    """How much, and what it hits: days first, then money in thousands, then a word."""
    delay = amount(table.cell(row, "delay"))
    if delay:
        return delay, "delay"
    cost = amount(table.cell(row, "cost"))
    if cost:
        table.findings.assumed(
            "money of a risk", table.place(row, "cost"), f"{cost:g}",
            f"It stands for {cost / 1000:g} k€.", "Give it in k€ with its unit, if not.",
        )  # fmt: skip
        return cost / 1000, "cost"
    impact = _meant(table, row, "impact", mapping.sizes)
    if impact is not None:
        return impact, "delay"
    value = amount(table.cell(row, "impact"))
    unit = table.text(row, "unit").casefold().replace("-", " ")
    return None if not value else (value, HITS.get(unit, "delay"))
