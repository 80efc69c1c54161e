"""The last step: the office as a file of our own, and what can be done with it."""

from msgspec import Struct

from simulator.importing.bringing import Bringing
from simulator.plan_forecast import WORLDS, Forecast, in_a_line, made_how, most_important

MOST = 30


class Saving(Struct, frozen=True, kw_only=True):
    """The step as it stands."""

    name: str
    saved: str
    """Under which name it was saved last."""
    changed: bool
    """Whether the plan was changed since then."""
    where: str
    portfolios: tuple[str, ...]
    checked: bool
    ours: tuple[str, ...]
    """What of it is ours and not the plan's, in words."""
    ready: bool
    """Whether it was a portfolio of ours from the beginning."""
    worlds: int
    """In how many a forecast plays it."""
    foreseen: str
    """What a forecast comes to; empty before there is one."""
    lines: tuple[str, ...]
    more: int
    how: str


def saving(it: Bringing) -> Saving:
    """The step as it stands."""
    found = it.forecast
    lines = found.projects if found else []
    return Saving(
        name=it.saved or it.name,
        saved=it.saved,
        changed=it.changed,
        where=str(it.shelf.portfolio(it.saved)) if it.saved else str(it.shelf.folder),
        portfolios=it.shelf.portfolios(),
        checked=it.checked is not None,
        ours=_ours(it),
        ready=it.portfolio is not None,
        worlds=WORLDS,
        foreseen=most_important(found) if found else "",
        lines=tuple(in_a_line(line) for line in lines[:MOST]),
        more=max(0, len(lines) - MOST),
        how=_how(found),
    )


def _how(found: Forecast | None) -> str:
    return made_how(found) if found else ""


def _ours(it: Bringing) -> tuple[str, ...]:
    imported = it.found.imported
    if imported is None:
        return ()
    return tuple(dict.fromkeys(one.words for one in imported.ours))
