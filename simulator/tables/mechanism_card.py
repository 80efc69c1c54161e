"""The card of a mechanism as a trainee meets it: what it says first, all else to be opened."""

from collections.abc import Iterable, Iterator

from simulator.errors import RefusedError
from simulator.mechanisms import CARDS
from simulator.mechanisms.card import Card
from simulator.plain_text import for_page
from simulator.scenario import Scenario

EDGE = "border:1px solid rgba(128,128,128,.4);border-left:4px solid #0072B2;border-radius:8px"
CELL = "text-align:left;vertical-align:top;padding:3px 12px 3px 0;white-space:normal"


class MechanismCard:
    """One mechanism; with a scenario, its numbers are those of that scenario."""

    def __init__(self, card: Card, scenario: Scenario | None = None) -> None:
        self.card = card
        self.record = getattr(scenario.mechanisms, card.name) if scenario and card.record else None

    def __repr__(self) -> str:
        return f"{self._title}: {self.card.meaning}"

    def html(self) -> str:
        """The card as HTML."""
        card = self.card
        return (
            f'<section style="{EDGE};padding:10px 16px;max-width:60em;line-height:1.5">'
            f'<div style="opacity:.75">Mechanism {for_page(self._title)}</div>'
            f'<p style="font-size:1.15em;margin:.3em 0">{for_page(card.meaning)}</p>'
            f"{_folded('Where it comes from, and how well its size is known', self._sources())}"
            f"{_folded('Formula and numbers', self._numbers())}"
            "</section>"
        )

    def _repr_html_(self) -> str:
        return self.html()

    @property
    def _title(self) -> str:
        return f"{self.card.number}, {self.card.name.replace('_', ' ')}"

    def _sources(self) -> Iterable[tuple[str, str]]:
        return (
            ("source", self.card.source),
            ("size checked against", self.card.checked),
            ("leaves out", self.card.leaves_out),
        )

    def _numbers(self) -> Iterator[tuple[str, str]]:
        yield "formula", self.card.formula
        for it in self.card.parameters:
            value = _inside(self.record, it.name) if self.record is not None else it.default
            yield it.name.replace("_", " "), f"{value} {it.unit}: {it.meaning} ({it.source})"


def card(number: str, scenario: Scenario | None = None) -> MechanismCard:
    """The card of one mechanism, with the numbers of a scenario in which it is on.

    Raises RefusedError if no mechanism has this number.
    """
    if number not in CARDS:
        raise RefusedError(f"there is no mechanism '{number}'; write one of {', '.join(CARDS)}")
    return MechanismCard(CARDS[number], scenario)


def _inside(record: object, name: str) -> object:
    for part in name.split("."):
        record = getattr(record, part)
    return record


def _folded(summary: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = "".join(
        f'<tr style="background:none"><th style="{CELL};font-weight:600">{for_page(name)}</th>'
        f'<td style="{CELL}">{for_page(text)}</td></tr>'
        for name, text in rows
    )
    return (
        f'<details style="margin:.3em 0"><summary style="cursor:pointer">{for_page(summary)}'
        f'</summary><table style="border-collapse:collapse;margin:4px 0">{lines}</table></details>'
    )
