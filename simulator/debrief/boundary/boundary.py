"""Where a PMO pays and where it does not: a map computed once, and an office's place on it."""

from typing import TYPE_CHECKING, Any, NamedTuple

from simulator.debrief.boundary.axes import CULTURES, LOADS, TROUBLES
from simulator.debrief.boundary.kept import COMMAND, Cell, Map, shipped
from simulator.debrief.boundary.office import map_office
from simulator.debrief.boundary.placing import load, trouble, welcome
from simulator.errors import RefusedError
from simulator.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd


class Place(NamedTuple):
    """Where an office stands on the map."""

    load: float
    trouble: float
    culture: str
    """The nearest on the map."""
    welcome: float
    """How welcome rules are, 0 to 1."""
    beyond: tuple[str, ...]
    """The axes beyond whose ends it stands: "load", "trouble"."""


def boundary(scenario: Scenario) -> "pd.DataFrame":
    """What a tailored PMO brings by load, turbulence and culture, and where this office stands.

    One row a cell. Columns: culture, load (share of the scarcest role's time that the plan fills),
    full (the same in a word), trouble (expected cost of risks and shocks as a share of planned
    cost), times (in a word), mean, low and high (net value with the PMO less without, in k€, with
    its 95 % interval), share (the mean in % of what all projects promise), half (half the width of
    its interval, in the same %), lost (share of worlds in which it lost), verdict ("pays", "costs"
    or "nobody can tell"), worlds. `attrs` hold "own" (the Place of this scenario), "words" (a
    sentence about it) and "small" (what the map rests on).

    The map is of one office, made so that a boundary can be seen: in another it lies elsewhere, and
    what a PMO brings there only its own worlds tell (`pmo`). How far the map is right about the
    shipped scenarios says `python tools/boundary.py shipped`. Raises RefusedError for what is no
    scenario, and if the map was made by another model.
    """
    import pandas as pd

    found = map_of(scenario)
    table = pd.DataFrame(list(found.rows))
    table.attrs = {"own": found.own, "words": found.words, "small": found.small}
    return table


class Placed(NamedTuple):
    """The same without a table."""

    rows: tuple[dict[str, Any], ...]
    own: Place
    words: str
    small: str


def map_of(scenario: Scenario) -> Placed:
    """What `boundary` tells, as plain rows."""
    own, found = place(scenario), shipped()
    rows = tuple(_row(cell, found) for cell in found.cells)
    return Placed(rows, own, _words(own), _small(found))


def place(scenario: Scenario) -> Place:
    """Where a scenario stands on the map.

    Raises RefusedError for what is no scenario, ScenarioError if it breaks a rule.
    """
    if not isinstance(scenario, Scenario):
        raise RefusedError(
            f"scenario is of type '{type(scenario).__name__}'; write one such as load(…) gives"
        )
    full, times, open_to = load(scenario), trouble(scenario), welcome(scenario)
    culture = min(CULTURES, key=lambda name: abs(CULTURES[name].welcome - open_to))
    within = {"load": _within(full, LOADS), "trouble": _within(times, TROUBLES)}
    beyond = tuple(axis for axis, inside in within.items() if not inside)
    return Place(full, times, culture, open_to, beyond)


def _within(value: float, steps: dict[float, str]) -> bool:
    """Whether a value stands in a cell; the outer ones end as far beyond their step as within."""
    first, second, *_, third, last = sorted(steps)
    return first - (second - first) / 2 <= value <= last + (last - third) / 2


def nearest(own: Place) -> Cell:
    """The cell of the map in which an office stands, or next to which, if it is beyond the map.

    Raises RefusedError if the map was made by another model.
    """
    at = _nearest(own.load, LOADS), _nearest(own.trouble, TROUBLES), own.culture
    return next(it for it in shipped().cells if (it.load, it.trouble, it.culture) == at)


def _nearest(value: float, steps: dict[float, str]) -> float:
    return min(steps, key=lambda step: abs(step - value))


def _row(cell: Cell, found: Map) -> dict[str, Any]:
    return {
        "culture": cell.culture,
        "load": cell.load,
        "full": LOADS[cell.load],
        "trouble": cell.trouble,
        "times": TROUBLES[cell.trouble],
        "mean": cell.mean,
        "low": cell.low,
        "high": cell.high,
        "share": 100 * cell.mean / found.promised,
        "half": 50 * (cell.high - cell.low) / found.promised,
        "lost": cell.lost,
        "verdict": cell.verdict,
        "worlds": found.worlds,
    }


def _words(own: Place) -> str:
    """Where an office stands, and what the map says there."""
    cell = nearest(own)
    edge = ", beyond the map: this is its edge" if own.beyond else ""
    said = {
        "pays": "a PMO pays",
        "costs": "a PMO costs more than it brings",
        "nobody can tell": "nobody can tell whether a PMO pays",
    }[cell.verdict]
    return (
        f"Your plan fills {own.load:.0%} of the scarcest people's time, trouble is expected to "
        f"cost {own.trouble:.0%} of the planned work, and {own.culture}{edge}. "
        f"There {said} in the office of the map: {_signed(cell.mean)} k€ ({_signed(cell.low)} to "
        f"{_signed(cell.high)}), lost in {cell.lost:.0%} of worlds."
    )


def _signed(money: float) -> str:
    return f"{money:+,.0f}".replace("-", "−")


def _small(found: Map) -> str:
    return (
        f"{found.worlds} worlds a cell ({found.fate}); 95 % intervals; model rules {found.rules}; "
        f"scenario {map_office().name} {found.office}, made for the map: "
        f"in another office the boundary lies elsewhere; {COMMAND}"
    )
