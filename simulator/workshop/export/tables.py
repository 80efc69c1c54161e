"""The tables of a workshop, for a spreadsheet. What people have written stays text in every cell.

A team may call itself =1+1, and a spreadsheet would reckon it. Such a text gets an apostrophe in
front, by which spreadsheets know that it is one.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from simulator.cockpit.days import date_of
from simulator.cockpit.timeline import KINDS
from simulator.decisions import describe
from simulator.narration import names_by_id
from simulator.plain_text import visible
from simulator.session.session import taken_on
from simulator.workshop.export.recorded import Recorded
from simulator.workshop.rounds import round_of

ACTING = tuple("=+-@\t\r\n|%＝＋－＠−")  # noqa: RUF001 - wide signs act in some spreadsheets
"""What a cell begins with that a spreadsheet may take for something to be reckoned."""
MARK = "\ufeff"
"""By which spreadsheets know that a table is UTF-8."""

Cell = str | float | int | None
Rows = Iterable[Sequence[Cell]]


def table(columns: Sequence[str], rows: Rows) -> str:
    """A table as text; numbers stay numbers, None is an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(it) for it in row] for row in rows)
    return MARK + out.getvalue()


def _cell(it: Cell) -> Cell:
    if it is None:
        return ""
    if isinstance(it, str):
        return harmless(it)
    return round(it, 3)


def harmless(text: str) -> str:
    """The text on one line, as a spreadsheet will show it and not reckon it."""
    plain = visible(text)
    return f"'{plain}" if plain.lstrip().startswith(ACTING) else plain


def decisions(it: Recorded) -> str:
    """Every decision of every team, with the reason that was given."""
    columns = ("team", "number", "round", "day", "date", "kind", "decision", "reason")
    return table(columns, _decisions(it))


def _decisions(it: Recorded) -> Iterator[Sequence[Cell]]:
    names = names_by_id(it.scenario)
    for team in it.teams:
        for number, taken in enumerate(team.session.decisions, 1):
            day = taken_on(taken)
            yield (
                team.name, number, round_of(day, it.rounds), day,
                date_of(it.scenario.start, day), KINDS.get(type(taken), "project"),
                describe(taken, names), taken.reason,
            )  # fmt: skip
        for left in team.left_out:
            day = left.day
            yield (
                team.name, None, round_of(day, it.rounds), day,
                date_of(it.scenario.start, day), "left out", left.words, left.why,
            )  # fmt: skip


def forecasts(it: Recorded) -> str:
    """Every range, and what came of it once no round is to come."""
    columns = ("team", "round", "low_keur", "high_keur", "came_keur", "held", "interval_score")
    return table(columns, _forecasts(it))


def _forecasts(it: Recorded) -> Iterator[Sequence[Cell]]:
    for team in it.teams:
        for given in team.forecasts:
            if it.is_over:
                came = it.results[team.name]
                known = came, "yes" if given.held(came) else "no", given.score(came)
                yield team.name, given.round, given.low, given.high, *known
            else:
                yield team.name, given.round, given.low, given.high, None, None, None


def scores(it: Recorded) -> str:
    """How teams stand, with intervals, and what of their results was luck."""
    columns = (
        "team", "tier", "average_keur", "from_keur", "to_keur", "in_the_storm_keur",
        "on_time_share", "worlds_won", "worlds", "decisions_keur", "luck_keur",
    )  # fmt: skip
    return table(columns, _scores(it))


def _scores(it: Recorded) -> Iterator[Sequence[Cell]]:
    for name in it.places or it.results:
        place, parts = it.places.get(name), it.parts.get(name)
        standing: Sequence[Cell] = (None, None, None, None, it.results[name], None, None, None)
        if place is not None and it.standing is not None:
            standing = (
                place.tier, place.value, place.low, place.high, place.result, place.on_time,
                place.wins, it.standing.worlds,
            )  # fmt: skip
        split: Sequence[Cell] = (parts.decisions, parts.luck) if parts else (None, None)
        yield name, *standing, *split


def teams(it: Recorded) -> str:
    """Where each team stands; flights that do not count, with the reason."""
    columns = ("team", "day", "over", "decisions", "with_reason", "forecasts", "not_counted")
    rows: list[Sequence[Cell]] = [
        (
            team.name, team.session.today, "yes" if team.session.over else "no",
            len(team.session.decisions), sum(bool(one.reason) for one in team.session.decisions),
            len(team.forecasts), "",
        )
        for team in it.teams
    ]  # fmt: skip
    rows += [(left.name, None, None, None, None, None, left.why) for left in it.refused]
    return table(columns, rows)


def audit(it: Recorded) -> str:
    """Who did what, and when."""
    rows = ((_moment(noted.at), noted.who, noted.what) for noted in it.audit)
    return table(("at", "who", "what"), rows)


def _moment(at: float) -> str:
    return datetime.fromtimestamp(at).astimezone().isoformat(sep=" ", timespec="seconds")
