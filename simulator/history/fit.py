"""M01 and M02 from a history, drawn towards our defaults as far as the history is short."""

from collections.abc import Callable, Sequence
from math import exp, fsum, log, sqrt
from statistics import NormalDist, fmean, stdev
from typing import NamedTuple

from msgspec.structs import replace

from simulator.check import check
from simulator.history.forecasts import TAILS, World, total
from simulator.history.rows import ENOUGH_PROJECTS, Pair, Past
from simulator.history.widening import of_few, of_groups, worth_of_default
from simulator.mechanisms import Mechanisms
from simulator.mechanisms.bias import LITERATURE, Bias, beyond, left_over
from simulator.mechanisms.duration import LEAST_PUNCTUAL, Duration
from simulator.scenario import Scenario

NORMAL = NormalDist()
WORTH_ACTIVITIES, WORTH_PROJECTS = 10, 5
"""Of how many own activities, or projects, a default is worth as much."""
OTHERS = log(LITERATURE.median / Bias().median)
"""How far the middle of another organisation may lie from our default, in logs: as far as the two
that we know of lie apart."""
OTHERWISE = "the default counts less: your history plainly says otherwise"
KINDS = ("routine", "standard", "novel", "research")
OURS = World(Duration(), Bias())
FEW = "made wider: so few tell the middle and the spread only so far"


class Note(NamedTuple):
    """Where a number comes from."""

    number: str
    """In words: activities on plan."""
    own: float | None
    default: float
    weight: float
    """How much of the own value went in, from 0 to 1."""
    used: float
    why: str = ""


class Calibration(NamedTuple):
    """The parameters to play with, and a note for each."""

    world: World
    notes: tuple[Note, ...]
    activities: int = 0
    projects: int = 0

    @property
    def learned(self) -> bool:
        """Whether anything of the history is in it."""
        return bool(self.notes)

    @property
    def words(self) -> str:
        """Where the numbers come from, as a part of a sentence."""
        if not self.learned:
            return "usual values, not your own history"
        where = f" in {many(self.projects, 'project')}" if self.projects else ""
        if not self.activities:
            return f"calibrated from your {many(self.projects, 'project')}"
        return f"calibrated from your {many(self.activities, 'activity')}{where}"


NO_HISTORY = Calibration(OURS, ())
"""Our defaults, whatever a history says."""
Logs = list[tuple[float, float]]
"""(ln(actual / planned) in terms of standard work, weight)"""


def fitted(past: Past) -> Calibration:
    """Fit the share on plan, late and early spread, and the factor of whole projects."""
    if past.why_too_few:
        return Calibration(OURS, ())
    duration, notes = _duration(past)
    bias, more = _bias(past, duration)
    return Calibration(World(duration, bias), (*notes, *more), past.many, len(past.wholes))


def many(count: int, what: str) -> str:
    """How many, with its noun."""
    several = f"{what[:-1]}ies" if what.endswith("y") else f"{what}s"
    return f"{count:,} {what if count == 1 else several}"


def calibrated(scenario: Scenario, found: Calibration, keep_risks: bool) -> Scenario:
    """The scenario with these parameters in it.

    What risks did in the past is in the actual days already. So either the register's risks stay
    out (`keep_risks` False), or the same delay may count twice.
    """
    fields = {it: getattr(scenario.mechanisms, it) for it in Mechanisms.__struct_fields__}
    fields |= {"duration": found.world.duration, "bias": found.world.bias}
    playing = replace(scenario, mechanisms=Mechanisms(**fields))
    return check(playing if keep_risks else replace(playing, risks=(), mitigations=()))


def _logs(past: Past) -> Logs:
    """Each project weighs the same, however many activities it has."""
    each = 1 / max(1, len(past.activities))
    return [
        (it.log / it.scale, each / len(rows)) for rows in past.activities.values() for it in rows
    ]


def _duration(past: Past) -> tuple[Duration, list[Note]]:
    logs, ours = _logs(past), OURS.duration
    late = sum(weight for at, weight in logs if at > 0)
    early = sum(weight for at, weight in logs if at < 0)
    own = bool(logs)
    shares = [(_share(rows, _on_plan), _share(rows, _late)) for rows in past.activities.values()]
    on_plan = max(0.0, 1 - late - early)
    notes = [
        _note("activities on plan", on_plan if own else None, ours.on_plan, len(logs),
              [it[0] for it in shares]),
        _note("activities that are late", late if own else None, ours.late, len(logs),
              [it[1] for it in shares]),
    ]  # fmt: skip
    above = [(at, weight) for at, weight in logs if at > 0]
    below = [(-at, weight) for at, weight in logs if at < 0]
    ours_early = ours.standard * ours.early_spread
    notes.append(_note("spread of late ones", _spread(above, late), ours.standard, len(above)))
    notes.append(_note("spread of early ones", _spread(below, early), ours_early, len(below)))
    on_plan, is_late, standard, early_wide = (it.used for it in notes)
    on_plan, is_late = _possible(on_plan, is_late)
    wider = _wider(past)
    notes.append(Note("both spreads are wider, times", None, 1.0, 0.0, wider, FEW))
    standard, early_wide = wider * standard, wider * early_wide
    times = standard / ours.standard
    kinds = {kind: min(3.0, getattr(ours, kind) * times) for kind in KINDS}
    duration = replace(
        ours,
        **kinds,
        on_plan=on_plan,
        late=is_late,
        early_spread=min(5.0, early_wide / max(kinds["standard"], 1e-9)),
    )
    return duration, notes


def _possible(on_plan: float, late: float) -> tuple[float, float]:
    """Shares as M01 takes them, also of an office in which nearly everything is early."""
    late = min(0.9, max(0.0, late))
    return min(1 - late, max(0.0, on_plan, LEAST_PUNCTUAL - late)), late


def _on_plan(row: Pair) -> bool:
    return row.log == 0


def _late(row: Pair) -> bool:
    return row.log > 0


def _share(rows: Sequence[Pair], which: Callable[[Pair], bool]) -> float:
    return fmean(which(it) for it in rows)


def _spread(far: Logs, share: float) -> float | None:
    """Of a normal distribution's tail beyond its edge: s² − edge·m₁·s − m₂ = 0."""
    if not far or not 0 < share < 1 - 1e-9:
        return None
    whole, edge = sum(weight for _, weight in far), -NORMAL.inv_cdf(share)
    first = sum(weight * at for at, weight in far) / whole
    second = sum(weight * at**2 for at, weight in far) / whole
    return min(3.0, (edge * first + sqrt((edge * first) ** 2 + 4 * second)) / 2)


def _wider(past: Past) -> float:
    """By what to multiply spreads of activities because so few were seen, of so few projects."""
    groups = [[it.log / it.scale for it in rows] for rows in past.activities.values()]
    return of_groups(groups, WORTH_ACTIVITIES, WORTH_PROJECTS)


def _bias(past: Past, duration: Duration) -> tuple[Bias, list[Note]]:
    ours, count = OURS.bias, len(past.wholes)
    if count < ENOUGH_PROJECTS:
        why = f"fewer than {ENOUGH_PROJECTS} projects: {count}"
        few = (
            Note("the middle project, times its plan", None, ours.median, 0, ours.median, why),
            Note("how far projects differ", None, ours.spread, 0, ours.spread, why),
            Note("projects that run far beyond", None, ours.tail, 0, ours.tail, why),
        )
        return ours, [*few]
    alone = [total(duration, past.activities.get(name, ())) for name in past.wholes]
    rest = [row.log - it[0] for row, it in zip(past.wholes.values(), alone, strict=True)]
    known = sqrt(fmean(it[1] ** 2 for it in alone))
    middle = min(4.0, max(0.5, exp(fmean(rest))))
    wide = min(2.0, left_over(stdev(rest), known))
    worth = worth_of_default(rest, log(ours.median), WORTH_PROJECTS, ours.spread / sqrt(count))
    weight = count / (count + worth)
    used = exp(weight * log(middle) + (1 - weight) * log(ours.median))
    spread = _predictive(count, worth, (middle, wide), known)
    far = _far(past, replace(ours, median=used, spread=spread), duration)
    notes = [
        Note(
            "the middle project, times its plan",
            middle,
            ours.median,
            weight,
            used,
            OTHERWISE if worth < WORTH_PROJECTS else "",
        ),
        Note("how far projects differ", wide, ours.spread, weight, spread, FEW),
        far,
    ]
    return replace(ours, median=used, spread=spread, tail=far.used), notes


def _predictive(count: int, worth: float, own: tuple[float, float], known: float) -> float:
    """How far the next project may differ: what was seen, what we assume, and how little is known.

    Variances are what adds up. Where the history and our default disagree about the middle, one of
    the two is wrong, which is a spread of its own; and organisations differ more from our default
    than its spread says. What M01 moves already (`known`) is left out.
    """
    ours, (middle, wide) = OURS.bias, own
    weight = count / (count + worth)
    apart = weight * (1 - weight) * log(middle / ours.median) ** 2
    other = ((1 - weight) * OTHERS) ** 2
    both = weight * wide**2 + (1 - weight) * ours.spread**2 + apart + other
    learned = count + worth
    return min(2.0, left_over(of_few(learned, learned - 1) * sqrt(both + known**2), known))


def _far(past: Past, usual: Bias, duration: Duration) -> Note:
    """The share of projects that run far beyond.

    Finished ones that did are in the spread already, so the longer the history the less of our
    default is left. One that was given up counts by how likely it was on its way there.
    """
    lost = fsum(_on_its_way(it, usual, duration) for it in past.given_up)
    count = len(past.wholes) + len(past.given_up)
    ours = usual.tail
    share = (lost + WORTH_PROJECTS * ours) / (count + WORTH_PROJECTS)
    why = "finished ones that did are in the spread above"
    if past.given_up:
        why += f"; {len(past.given_up)} given up count as {lost:.1f}"
    own = lost / count if past.given_up else None
    return Note(
        "projects that run far beyond", own, ours, count / (count + WORTH_PROJECTS),
        min(1.0, share), why,
    )  # fmt: skip


def _on_its_way(given_up: Pair, usual: Bias, duration: Duration) -> float:
    """How likely a project was to run far beyond, which had taken so much when it was given up.

    Nothing is assumed of why it was given up: one that had hardly begun says nothing.
    """
    middle, known = total(duration, ())
    wide = max(1e-6, sqrt(known**2 + usual.spread**2))
    over = (middle + log(usual.median) - given_up.log) / wide
    tails = [log(beyond((it + 0.5) / TAILS, usual)) for it in range(TAILS)]
    far = usual.tail * fmean(NORMAL.cdf(over + it / wide) for it in tails)
    near = (1 - usual.tail) * NORMAL.cdf(over)
    return far / (far + near) if far + near > 0 else 1.0


def _note(
    number: str, own: float | None, default: float, count: int, groups: Sequence[float] = ()
) -> Note:
    if own is None:
        return Note(number, None, default, 0.0, default, "the history has none to measure")
    # A share of so many rows; one of each kind more, so that 0 and 1 are not taken for sure.
    share = min(1.0, max(0.0, (own * count + 1) / (count + 2)))
    least = sqrt(share * (1 - share) / (count + 2))
    worth = worth_of_default(groups, default, WORTH_ACTIVITIES, least)
    weight = count / (count + worth)
    why = OTHERWISE if worth < WORTH_ACTIVITIES else ""
    return Note(number, own, default, weight, weight * own + (1 - weight) * default, why)
