"""When the projects of somebody's own office are finished: played, told and written."""

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from simulator import experiment
from simulator.errors import RefusedError
from simulator.explorables.own_files import plain_name
from simulator.explorables.picture import Work
from simulator.logbook.names import folded, free
from simulator.own_office import Office
from simulator.own_office.as_plan import as_imported
from simulator.own_office.learned import is_taught
from simulator.plan_forecast import (
    Forecast,
    finish_days,
    in_a_line,
    made_how,
    most_important,
    told,
    write_page,
    write_table,
)
from simulator.policies import Policy
from simulator.scenario import Scenario

ENDINGS = {"Excel": ".xlsx", "CSV": ".csv", "PDF": ".pdf", "PNG": ".png"}
FIRST = "forecast it first; then it can be written"
SHOWN = 12
"""Projects that are named on the page; the files have all."""


class Back(Struct, frozen=True, kw_only=True):
    """What is given back."""

    headline: str
    lines: tuple[str, ...]
    more: int
    how: str
    done: int
    most: int
    written: tuple[str, ...]
    endings: tuple[str, ...]


class OwnForecast:
    """An office under the rules of a PMO or of none, in many worlds."""

    def __init__(self, office: Office, policy: Policy) -> None:
        self.office, self.policy = office, policy
        self.found: Forecast | None = None
        self.played = 0
        self.written: list[str] = []

    def play(self, worlds: int, at_a_time: int) -> Work:
        """Play slice by slice; who stops has what was played until then."""
        imported = as_imported(self.office)
        days: dict[str, list[float]] = {}
        try:
            for place in range(0, worlds, at_a_time):
                yield
                seeds = range(place, min(place + at_a_time, worlds))
                _add(days, imported.scenario, self.policy, seeds)
                self.played = seeds[-1] + 1
        finally:
            if self.played > 1:
                found = told(imported, self.policy, days)
                self.found = replace(found, learned=is_taught(self.office))

    def write(self, how: str, folder: Path, name: str) -> None:
        """Write it into a folder, over no other file. Raises RefusedError if that cannot be."""
        ending = ENDINGS.get(how)
        if ending is None:
            raise RefusedError(f"choose {', '.join(ENDINGS)}")
        if self.found is None:
            raise RefusedError(FIRST)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RefusedError(f"cannot write into '{folder}': {error.strerror}") from None
        taken = {folded(it.stem) for it in folder.glob(f"*{ending}")}
        path = folder / f"{free(plain_name(f'{name} forecast'), taken)}{ending}"
        try:
            (write_page if ending in (".pdf", ".png") else write_table)(self.found, path)
        except ImportError:
            raise RefusedError("this needs packages that are not installed here") from None
        self.written.append(str(path))


def back(forecast: OwnForecast | None, most: int) -> Back:
    """The step of the page, also before anything was played."""
    found = forecast.found if forecast else None
    lines = [it for it in found.projects if it.range] if found else []
    return Back(
        headline=most_important(found) if found else "",
        lines=tuple(in_a_line(it) for it in lines[:SHOWN]),
        more=max(0, len(lines) - SHOWN),
        how=made_how(found) if found else "",
        done=forecast.played if forecast else 0,
        most=most,
        written=tuple(forecast.written) if forecast else (),
        endings=tuple(ENDINGS),
    )


def _add(
    days: dict[str, list[float]], scenario: Scenario, policy: Policy, seeds: Sequence[int]
) -> None:
    table = experiment.played(scenario, {"": policy}, seeds, progress=False, measure=finish_days)
    many = len(table.numbers)
    for place, name in enumerate(table.numbers):
        days.setdefault(name, []).extend(table.values[place::many])
