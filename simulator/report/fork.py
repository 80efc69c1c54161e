"""The decisions that moved most, taken otherwise in the same world: what then, and why."""

from collections.abc import Iterator

from simulator import figures
from simulator.debrief import Basis, Fork
from simulator.debrief.fork.amounts import NUMBERS, Difference
from simulator.debrief.stroke import Stroke
from simulator.report.case import Case
from simulator.report.markup import chain, details, money, more, sentences, table
from simulator.report.section import Section


def fork(case: Case) -> Section | None:
    """The same luck without your worst and your best day; None where nothing was decided."""
    forks = case.forks
    if not forks:
        return None
    lead = "The same world, with one of your days left out: what would have happened, and why."
    worth = {row.day: row for row in case.taken("decision")}
    shown = (details(name, _shown(it, worth[it.day])) for name, it in forks.items())
    return Section(lead, "".join(shown), Basis.of(case.session, 0).words)


def luck_apart(it: Fork, worth: Stroke) -> Iterator[str]:
    """What the decision was worth when it was taken, if this world surely says otherwise."""
    here = -it.differences["net"].difference
    kind = "good" if worth.low > 0 else "bad" if worth.high < 0 else ""
    if kind and here * worth.value < 0:
        yield (
            f"Here the decision brought {more(here)} k€; over all that could still happen when it "
            f"was taken it is worth {more(worth.value)} k€: a {kind} decision, and luck."
        )


def _shown(it: Fork, worth: Stroke) -> str:
    """A fork: its two futures, its amounts, its chain of causes."""
    first = it.first_difference.day if it.first_difference else None
    events = (it.was.visible, it.would.visible)
    picture = figures.bars(*events, it.was.scenario, it.day, first)
    rows = [_row(name, unit, it.differences[name]) for name, unit in NUMBERS.items()]
    amounts = table(("", "as it was", "otherwise", "difference"), rows)
    return (
        sentences([it.decided, *luck_apart(it, worth)])
        + picture.html()
        + amounts
        + chain(_told(it))
    )


def _row(name: str, unit: str, it: Difference) -> tuple[str, ...]:
    if unit == "share":
        return ("projects on time", f"{it.was:.0%}", f"{it.would:.0%}", f"{more(100 * it)} points")
    words = {"people_lost": "people who left"}.get(name, f"{name}, k€")
    return (words, money(it.was), money(it.would), more(it.difference))


def _told(it: Fork) -> Iterator[str]:
    """From the decision to the difference in money, and what could not be carried out any more."""
    yield from it.chain
    yield from it.left_out
