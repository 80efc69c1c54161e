"""Five numbers about a flight, none of which stands for all of them."""

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from statistics import fmean

from simulator import experiment
from simulator.debrief.basis import HIDDEN, Basis, other_worlds
from simulator.debrief.captains import MODES, flown, yardsticks
from simulator.debrief.estimate import Estimate, middle, part, ratio
from simulator.debrief.forecasts import Forecast, Likely
from simulator.debrief.skill import coverage, forecast_skill
from simulator.errors import RefusedError
from simulator.experiment import Captain, Played, Progress
from simulator.policies import Policy
from simulator.session import Session

MONEY = "k€"
WISDOM = "A good decision can have a bad result; this run was luckier than {:.0f} % of yours."


def numbers(
    session: Session,
    worlds: int = 200,
    forecasts: Iterable[Forecast | Likely] = (),
    *,
    best: Policy | None = None,
    mode: str = "open_loop",
    progress: Progress = False,
    workers: int | None = None,
    executor: Executor | None = None,
    keep: bool = True,
    fate: str = HIDDEN,
) -> dict[str, Estimate]:
    """What came of a flight, what was decided well, and what was luck; by name, money in k€ net.

    result: what happened, to the end, if nobody decides anything more. versus_par: what it is
    beyond the reference policy in the same world. decision_value: what the same decisions bring in
    other worlds, on average. way_to_best: the same in % of the way from an office in which nobody
    decides (0) to the best policy that is known (100): `best`, else what was found for the
    scenario, else the reference. luck_percentile: in how many % of
    the other worlds they bring less than here. forecast_skill: how much better forecasts were than
    those of a naive forecaster, 1 being perfect and 0 no better; coverage: % of ranges that held.

    The other worlds are those of `fate`; `mode` is "open_loop" (all decisions, which is the same
    as "rule" for who only set rules) or "rule". Who plays, what is kept, and how to stop is as in
    `experiment.run`. Raises RefusedError for fewer than two worlds, no such mode, or a forecast of
    something that is not measured.
    """
    if mode == "node":
        raise RefusedError('numbers are of whole flights; write mode="open_loop" or "rule"')
    given = tuple(forecasts)
    own, sticks = flown(session, mode), yardsticks(session.scenario, best)
    at_home: dict[str, Policy | Captain] = {"flown": flown(session), "own": own, **sticks}
    here = _played(session, at_home, [session.seed], "", keep=keep)
    there = _played(
        session, {"own": own, **sticks}, other_worlds(worlds), fate, progress,
        workers=workers, executor=executor, keep=keep,
    )  # fmt: skip
    net = {name: there.of(name, "net") for name in ("own", *sticks)}
    basis = Basis.of(session, len(net["own"]), fate)
    result, same, par = (here.of(name, "net")[0] for name in ("flown", "own", "reference"))
    return {
        "result": Estimate(result, unit=MONEY, words=_result(session, result), basis=_here(basis)),
        "versus_par": _versus_par(result, par, _here(basis)),
        "decision_value": _decision_value(net["own"], mode, basis),
        "way_to_best": _way(net, basis),
        "luck_percentile": luck_percentile(same, net["own"], basis),
        "forecast_skill": forecast_skill(session, given, there, basis),
        "coverage": coverage(session, given, basis),
    }


def _played(
    session: Session,
    captains: dict[str, Policy | Captain],
    seeds: Sequence[int],
    fate: str,
    progress: Progress = False,
    *,
    workers: int | None = 1,
    executor: Executor | None = None,
    keep: bool,
) -> Played:
    return experiment.played(
        session.scenario, captains, seeds, progress,
        workers=workers, executor=executor, keep=keep, fate=fate,
    )  # fmt: skip


def _here(basis: Basis) -> Basis:
    """What a number rests on that needs no other world."""
    return basis._replace(worlds=0)


def _result(session: Session, net: float) -> str:
    ended = "" if session.over else f", if nobody decides anything more after day {session.today:g}"
    return f"Your flight brings {net:,.0f} k€ net{ended}."


def _versus_par(result: float, par: float, basis: Basis) -> Estimate:
    more = result - par
    words = (
        f"In the same world the reference policy brings {par:,.0f} k€: you bring {abs(more):,.0f} "
        f"k€ {'more' if more >= 0 else 'less'}."
    )
    return Estimate(more, unit=MONEY, words=words, basis=basis)


def _decision_value(own: list[float], mode: str, basis: Basis) -> Estimate:
    found = middle(own, MONEY, basis=basis)
    found.words = (
        f"In {len(own)} other worlds the same brings {found:,.0f} k€ on average "
        f"({found.low:,.0f} to {found.high:,.0f}): {MODES[mode]}."
    )
    return found


def _way(net: dict[str, list[float]], basis: Basis) -> Estimate:
    goal = "best" if "best" in net else "reference"
    called = {"best": "the best policy that is known", "reference": "the reference policy"}[goal]
    own, most = (_more(net[name], net["nothing"]) for name in ("own", goal))
    found = ratio(own, most, basis=basis)
    nothing, most_known = fmean(net["nothing"]), fmean(net[goal])
    if found.known and found < 0:
        found.words = (
            f"That is less than an office in which nobody decides ({nothing:,.0f} k€), and further "
            f"from {called} ({most_known:,.0f} k€): {found:.0f} % ({found.low:.0f} to "
            f"{found.high:.0f}) of the way from the one to the other."
        )
        return found
    found.words = (
        f"That is {found:.0f} % ({found.low:.0f} to {found.high:.0f}) of the way from an office in "
        f"which nobody decides ({nothing:,.0f} k€) to {called} ({most_known:,.0f} k€)."
        if found.known
        else f"{called.capitalize()} is not surely better here than an office in which nobody "
        "decides, so there is no way to measure."
    )
    return found


def _more(many: list[float], few: list[float]) -> list[float]:
    return [x - y for x, y in zip(many, few, strict=True)]


def luck_percentile(result: float, others: Sequence[float], basis: Basis) -> Estimate:
    """In how many % of other worlds the same decisions brought less; ties count half."""
    below = sum((it < result) + (it == result) / 2 for it in others)
    found = part(below, len(others), basis=basis)
    found.words = WISDOM.format(found)
    return found
