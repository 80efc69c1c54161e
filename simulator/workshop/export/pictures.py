"""Two pictures of a room: how teams' money moved round by round, and which of them differ."""

from math import isfinite

from simulator.figures.drawing import FAINT, INK, SOFT, Drawing, Scale, Sketch, letters
from simulator.figures.look import BLUE, GREEN, GREY, ORANGE, SKY, VERMILION, short
from simulator.report.markup import money
from simulator.session import Session
from simulator.workshop.export.recorded import Recorded, net_at

WIDTH, ROW, LONGEST = 940.0, 30.0, 26
COLOURS = (BLUE, ORANGE, GREEN, VERMILION, SKY, GREY)
DASHES = ("", "7 4", "2 3")
"""Colours come round again with another line, so that eighteen teams can be told apart."""
APART = 15.0
"""Between two names beside each other, in units of the sheet."""


def money_by_round(it: Recorded) -> Sketch:
    """A line a team: k€ net at the end of each round that it has flown."""
    days = (0.0, *it.flown)
    lines = {team.name: _points(team.session, days) for team in it.teams}
    ends = [net for points in lines.values() for _, net in points]
    names = max((letters(short(name, LONGEST), 12) for name in lines), default=0)
    bottom = max(240.0, APART * len(lines) + 30)
    drawing = Drawing(WIDTH, bottom + 40)
    low, high = min(ends, default=0.0), max(ends, default=1.0)
    across = Scale(0.0, max(days[-1], 1.0), 64, WIDTH - names - 40)
    up = Scale(low, high if high > low else low + 1, bottom - 10, 14)
    _money_axis(drawing, up, across)
    for number, day in enumerate(days[1:], 1):
        x = across(day)
        drawing.line([(x, 8), (x, bottom)], FAINT, 1)
        drawing.text(x, bottom + 13, f"day {day:g}", 12, "middle", colour=SOFT)
        drawing.text(x, bottom + 29, f"round {number}", 12, "middle", colour=SOFT)
    places = _apart([(up(points[-1][1]), name) for name, points in lines.items()], bottom)
    for place, (name, points) in enumerate(lines.items()):
        colour, dashes = COLOURS[place % len(COLOURS)], DASHES[place // len(COLOURS) % len(DASHES)]
        path = [(across(day), up(net)) for day, net in points]
        drawing.line(path, colour, 2.2, dashes)
        x, y = path[-1]
        drawing.dot(x, y, 3.5, colour)
        drawing.line([(x + 5, y), (WIDTH - names - 14, places[name])], FAINT, 1)
        drawing.text(WIDTH - names - 10, places[name], short(name, LONGEST), 12)
    return drawing.sketch(_moved(it, lines))


Points = list[tuple[float, float]]


def _points(session: Session, days: tuple[float, ...]) -> Points:
    found = ((day, net_at(session, day)) for day in days)
    return [(day, net) for day, net in found if net is not None]


def _money_axis(drawing: Drawing, up: Scale, across: Scale) -> None:
    for tick in up.ticks(5):
        drawing.line([(across.first, up(tick)), (across.last, up(tick))], FAINT, 1)
        drawing.text(across.first - 6, up(tick), money(tick), 12, "end", colour=SOFT)


def _apart(wanted: list[tuple[float, str]], bottom: float) -> dict[str, float]:
    """Where each name stands: near its line, and on no other name."""
    found, last = {}, -APART
    ordered = sorted(wanted)
    for number, (y, name) in enumerate(ordered):
        latest = bottom - APART * (len(ordered) - number - 1)
        last = max(last + APART, min(y, latest))
        found[name] = last
    return found


def _moved(it: Recorded, lines: dict[str, Points]) -> str:
    last = {name: points[-1][1] for name, points in lines.items()}
    if not last:
        return "Nobody has flown yet."
    best, worst = max(last, key=lambda name: last[name]), min(last, key=lambda name: last[name])
    if len(last) == 1:
        return f"k€ net at the end of each round: {best} {money(last[best])}."
    return (
        f"k€ net at the end of each round, one line a team: from {money(last[worst])} ({worst}) "
        f"to {money(last[best])} ({best})."
    )


def tiers(it: Recorded) -> Sketch:
    """A row a team: what its decisions bring on average, how surely, and what the storm made."""
    rows = list(it.places.values())
    ends = [value for row in rows for value in (row.low, row.high, row.result) if isfinite(value)]
    left = 96 + max((letters(short(row.name, LONGEST), 13) for row in rows), default=0)
    low, high = min(ends, default=0.0), max(ends, default=1.0)
    scale = Scale(low, high if high > low else low + 1, left, WIDTH - 20)
    bottom = 8 + ROW * len(rows)
    drawing = Drawing(WIDTH, bottom + 40)
    drawing.days(scale, 4, bottom, "k€ net; dot and line: average and 95 % interval in other "
                 "worlds; square on its corner: in the storm")  # fmt: skip
    seen = set[int]()
    for number, row in enumerate(rows):
        y = 8 + ROW * (number + 0.5)
        if row.tier not in seen:
            seen.add(row.tier)
            drawing.line([(0, y - ROW / 2), (WIDTH, y - ROW / 2)], SOFT, 1)
            drawing.text(4, y, f"tier {row.tier}", 13, bold=True)
        colour = GREEN if row.tier == 1 else GREY
        drawing.text(70, y, short(row.name, LONGEST), 13)
        drawing.line([(scale(row.low), y), (scale(row.high), y)], colour, 5)
        drawing.dot(scale(row.value), y, 6, colour, INK)
        drawing.diamond(scale(row.result), y, 6, ORANGE)
    first = [row.name for row in rows if row.tier == 1]
    return drawing.sketch(_first_tier(first, 0 if it.standing is None else it.standing.worlds))


def _first_tier(first: list[str], worlds: int) -> str:
    if not first:
        return "Teams were not compared."
    if len(first) == 1:
        return f"In {worlds} worlds that nobody has flown, {first[0]} decides best."
    named = f"{', '.join(first[:-1])} and {first[-1]}"
    return (
        f"In {worlds} worlds that nobody has flown, {named} cannot be told apart by what they "
        "decided."
    )
