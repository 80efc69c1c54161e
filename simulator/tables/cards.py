"""The mechanisms and their cards as tables."""

from simulator.errors import RefusedError
from simulator.mechanisms import CARDS, Card
from simulator.scenario import Scenario
from simulator.tables.table import Table


def mechanisms(scenario: Scenario | None = None) -> Table:
    """Every mechanism in one line; with a scenario, which are on there.

    A formula that has nothing to switch is on everywhere.
    """
    columns = ("number", "what it says", "formula", *(("here",) if scenario else ()))

    def here(card: Card) -> tuple[str, ...]:
        if scenario is None:
            return ()
        on = card.record is None or getattr(scenario.mechanisms, card.name) is not None
        return ("on" if on else "off",)

    return Table(
        "The mechanisms",
        columns,
        ((card.number, card.meaning, card.formula, *here(card)) for card in CARDS.values()),
    )


def _switch(card: Card) -> str:
    """How to switch a mechanism on and off."""
    if card.record is None:
        return f"nothing to switch off: {card.no_switch}"
    table = f"[mechanisms.{card.name}]"
    return f"on where a scenario's file has the table {table}, off where it is left out"


def mechanism(number: str) -> Table:
    """The card of one mechanism: what it says, its parameters, its sources and its limits.

    Raises RefusedError if no mechanism has this number.

    >>> mechanism("M27").rows[0]
    ('meaning', 'People who meet several changes at once take up every one of them more slowly.')
    """
    if number not in CARDS:
        raise RefusedError(f"there is no mechanism '{number}'; write one of {', '.join(CARDS)}")
    card = CARDS[number]
    rows = [
        ("meaning", card.meaning),
        ("formula", card.formula),
        *(
            (it.name, f"{it.default} ({it.range}) {it.unit}: {it.meaning} [{it.source}]")
            for it in card.parameters
        ),
        ("source", card.source),
        ("size checked against", card.checked),
        ("leaves out", card.leaves_out),
        ("switch", _switch(card)),
        ("lesson", card.lesson),
    ]
    title = f"{card.number} {card.name.replace('_', ' ')}"
    return Table(title, ("", "in this model"), rows)
