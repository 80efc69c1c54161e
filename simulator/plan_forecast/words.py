"""What a forecast comes to, in sentences for people who read only these."""

from datetime import date
from math import sqrt

from simulator.plain_text import visible
from simulator.plan_forecast.lines import EVEN, SAFE, Line
from simulator.plan_forecast.ranges import Forecast
from simulator.policies import describe
from simulator.values import cut

LONGEST_NAME = 60
SCATTER = "How much durations scatter is a usual value too, not your own history."
SURE = 1.96
"""Standard errors within which 95 of 100 estimates lie."""


def most_important(found: Forecast) -> str:
    """One sentence: how many promises will more likely be broken than kept, and the worst."""
    open_ones = [it for it in found.projects if it.range]
    promised = [it for it in open_ones if it.chance is not None]
    if not open_ones:
        return "Every project of this plan is finished."
    if not promised:
        last = max(open_ones, key=lambda it: it.range[2] or date.max)
        return f"The plan promises no date; the last to end is {_safe(last)}."
    worst = promised[0]
    broken = sum((it.chance or 0.0) < EVEN for it in promised)
    unsure = sum((it.chance or 0.0) < SAFE for it in promised)
    dated = f"{_name(worst)}, promised for {shown(worst.promised)}, is kept in {_share(worst)}"
    if broken:
        return f"{_so_many(broken, len(promised))}: {dated}; {_safe(worst)}."
    if unsure:
        return (
            f"No promise is more likely broken than kept, but {unsure} of {len(promised)} "
            f"{'are' if unsure > 1 else 'is'} not safe: {dated}; {_safe(worst)}."
        )
    return f"Every promise is kept in at least 8 of 10 futures; the least sure: {dated}."


def _so_many(broken: int, promised: int) -> str:
    if promised == 1:
        return "The promise will more likely be broken than kept"
    some = f"All {promised}" if broken == promised else f"{broken} of {promised}"
    return f"{some} promises will more likely be broken than kept"


def together(found: Forecast) -> str:
    """In how many futures all promises are kept; empty if there are none."""
    if found.all_kept is None:
        return ""
    return f"All promises are kept together in {found.all_kept:.0%} of the futures."


def made_how(found: Forecast) -> str:
    """How the forecast came about, and what of it is not the plan's own."""
    words = (
        f"From {visible(cut(found.file))}, played {found.worlds} times from {shown(found.since)} "
        f"on ({describe(found.policy)})."
    )
    many = found.usual_risks
    what = f"{many} risks are usual ones" if many != 1 else "One risk is a usual one"
    usual = f" {what} for projects of this size, not the plan's own." if many else ""
    points = 100 * SURE * sqrt(0.25 / found.worlds)
    sure = f" So many futures tell a chance to within {points:.0f} points."
    if not found.learned:
        return f"{words}{sure}{usual} {SCATTER}"
    left = found.risks_left_out
    risks = "One risk is" if left == 1 else f"{left} risks are"
    out = f" {risks} left out: what such did is in your history." if left else ""
    return f"{words}{sure}{usual} How much durations scatter is {found.learned}.{out}"


def in_a_line(line: Line) -> str:
    """A project with its range and chance, for a terminal."""
    if not line.range:
        return f"{_name(line)}: finished"
    chance = "no date promised"
    if line.chance is not None:
        chance = f"promised {shown(line.promised)}, chance {line.chance:.0%}"
    first, last = shown(line.range[0]), shown(line.range[-1])
    return f"{_name(line)}: {chance}; finished between {first} and {last} in 8 of 10 futures"


def shown(when: date | None) -> str:
    """A date as it is read: 12 Mar 2027."""
    return "never" if when is None else f"{when.day} {when:%b %Y}"


def _name(line: Line) -> str:
    return visible(line.name if len(line.name) <= LONGEST_NAME else cut(line.name))


def _share(line: Line) -> str:
    return f"{line.chance or 0.0:.0%} of the futures"


def _safe(line: Line) -> str:
    """By when it is finished in eight of ten futures, as a part of a sentence about it."""
    if line.range[2] is None:
        who = _name(line) if line.chance is None else "it"
        return f"{who} is never finished in more than 2 of 10"
    who = f"{_name(line)}, finished" if line.chance is None else "it is finished"
    return f"{who} by {shown(line.range[2])} in 8 of 10"
