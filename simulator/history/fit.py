"""M01 and M02 from a history, drawn towards our defaults as far as the history is short."""

from math import exp, log, sqrt
from statistics import NormalDist, fmean, stdev
from typing import NamedTuple

from msgspec.structs import replace

from simulator.check import check
from simulator.history.forecasts import World, total
from simulator.history.rows import ENOUGH_PROJECTS, Past
from simulator.mechanisms import Mechanisms
from simulator.mechanisms.bias import Bias, left_over
from simulator.mechanisms.duration import Duration
from simulator.scenario import Scenario

NORMAL = NormalDist()
WORTH_ACTIVITIES, WORTH_PROJECTS = 10, 5
"""Of how many own activities, or projects, a default is worth as much."""
KINDS = ("routine", "standard", "novel", "research")
OURS = World(Duration(), Bias())


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


Logs = list[tuple[float, float]]
"""(ln(actual / planned) in terms of standard work, weight)"""


def fitted(past: Past) -> Calibration:
    """Fit the share on plan, late and early spread, and the factor of whole projects."""
    if past.why_too_few:
        return Calibration(OURS, ())
    duration, notes = _duration(past)
    bias, more = _bias(past, duration)
    return Calibration(World(duration, bias), (*notes, *more))


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
    notes = [
        _note("activities on plan", 1 - late - early if own else None, ours.on_plan, len(logs)),
        _note("activities that are late", late if own else None, ours.late, len(logs)),
    ]
    above = [(at, weight) for at, weight in logs if at > 0]
    below = [(-at, weight) for at, weight in logs if at < 0]
    ours_early = ours.standard * ours.early_spread
    notes.append(_note("spread of late ones", _spread(above, late), ours.standard, len(above)))
    notes.append(_note("spread of early ones", _spread(below, early), ours_early, len(below)))
    on_plan, is_late, standard, early_wide = (it.used for it in notes)
    times = standard / ours.standard
    kinds = {kind: min(3.0, getattr(ours, kind) * times) for kind in KINDS}
    duration = replace(
        ours,
        **kinds,
        on_plan=min(on_plan, 1.0),
        late=max(0.0, min(is_late, 0.9, 1 - min(on_plan, 1.0))),
        early_spread=min(5.0, early_wide / max(kinds["standard"], 1e-9)),
    )
    return duration, notes


def _spread(far: Logs, share: float) -> float | None:
    """Of a normal distribution's tail beyond its edge: s² − edge·m₁·s − m₂ = 0."""
    if not far or not 0 < share < 1 - 1e-9:
        return None
    whole, edge = sum(weight for _, weight in far), -NORMAL.inv_cdf(share)
    first = sum(weight * at for at, weight in far) / whole
    second = sum(weight * at**2 for at, weight in far) / whole
    return min(3.0, (edge * first + sqrt((edge * first) ** 2 + 4 * second)) / 2)


def _bias(past: Past, duration: Duration) -> tuple[Bias, list[Note]]:
    ours, count = OURS.bias, len(past.wholes)
    tail = Note(
        "projects that run far beyond", None, ours.tail, 0.0, ours.tail,
        "finished projects hold no disaster; cancelled ones are only counted",
    )  # fmt: skip
    if count < ENOUGH_PROJECTS:
        why = f"{count} projects are fewer than {ENOUGH_PROJECTS}"
        few = (
            Note("the middle project, times its plan", None, ours.median, 0, ours.median, why),
            Note("how far projects differ", None, ours.spread, 0, ours.spread, why),
        )
        return ours, [*few, tail]
    alone = [total(duration, past.activities.get(name, ())) for name in past.wholes]
    rest = [row.log - it[0] for row, it in zip(past.wholes.values(), alone, strict=True)]
    middle = min(4.0, max(0.5, exp(fmean(rest))))
    wide = min(2.0, left_over(stdev(rest), sqrt(fmean(it[1] ** 2 for it in alone))))
    weight = count / (count + WORTH_PROJECTS)
    used = exp(weight * log(middle) + (1 - weight) * log(ours.median))
    # Variances are what adds up; the default's is small beside most offices' own.
    both = sqrt(weight * wide**2 + (1 - weight) * ours.spread**2)
    notes = [
        Note("the middle project, times its plan", middle, ours.median, weight, used),
        Note("how far projects differ", wide, ours.spread, weight, both),
        tail,
    ]
    return replace(ours, median=used, spread=both), notes


def _note(number: str, own: float | None, default: float, count: int) -> Note:
    if own is None:
        return Note(number, None, default, 0.0, default, "the history has none to measure")
    weight = count / (count + WORTH_ACTIVITIES)
    return Note(number, own, default, weight, weight * own + (1 - weight) * default)
