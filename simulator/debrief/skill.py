"""How good the forecasts of one flight were, beside those of somebody who knows little."""

from collections.abc import Iterable, Iterator
from math import fsum, nan
from typing import NamedTuple

from simulator import metrics
from simulator.debrief.basis import Basis
from simulator.debrief.estimate import Estimate, part
from simulator.debrief.forecasts import Forecast, Likely, brier, holds, interval_score
from simulator.errors import RefusedError
from simulator.experiment import Played, quantile
from simulator.experiment.measures import check_metric
from simulator.metrics.promises import as_promised
from simulator.session import Session
from simulator.session.log import log

EVEN = 0.5
"""What somebody says who does not know whether a project will be late."""
NONE_GIVEN = "No forecasts were given."


class Score(NamedTuple):
    """How bad a forecast was, and how bad the naive one of the same thing."""

    own: float
    naive: float


def forecast_skill(
    session: Session,
    forecasts: Iterable[Forecast | Likely],
    others: Played,
    basis: Basis,
) -> Estimate:
    """How much better the forecasts were than naive ones: 1 is perfect, 0 is no better.

    The naive range is the plan, with half the width that the reference policy's results have in
    other worlds to either side; the naive probability is one half. Each range is measured in
    widths of the naive one, so that days and money can be added. `others` comes
    from `experiment.played`, in which "reference" has played. Raises RefusedError for a forecast of
    something that is not measured.
    """
    scores = [_score(it, session, others) for it in forecasts]
    if not scores:
        return Estimate(nan, words=NONE_GIVEN, basis=basis)
    own, naive = fsum(it.own for it in scores), fsum(it.naive for it in scores)
    if not naive:
        return Estimate(nan, words="A naive forecaster knows it exactly.", basis=basis)
    skill = 1 - own / naive
    words = (
        f"Your {len(scores)} forecasts were {abs(skill):.0%} "
        f"{'better' if skill >= 0 else 'worse'} than those of a naive forecaster."
    )
    return Estimate(skill, unit="", words=words, basis=basis)


def coverage(session: Session, forecasts: Iterable[Forecast | Likely], basis: Basis) -> Estimate:
    """In how many % of the ranges what they were about came to lie.

    Raises RefusedError for a forecast of something that is not measured.
    """
    ranges = [it for it in forecasts if isinstance(it, Forecast)]
    if not ranges:
        return Estimate(nan, unit="%", words=NONE_GIVEN, basis=basis)
    hits = sum(holds(it.low, it.high, _came(it, session)) for it in ranges)
    should = fsum(it.share for it in ranges)
    words = f"{hits} of your {len(ranges)} ranges held; {should:.1f} should have."
    return part(hits, len(ranges), words, basis._replace(worlds=0))


def naive_range(session: Session, forecast: Forecast, others: Played) -> tuple[float, float]:
    """(low, high) of who knows the plan, and how widely the results of par are spread."""
    plan = metrics.summary(session.plan, session.scenario)[forecast.what]
    spread = others.of("reference", forecast.what)
    tail = (1 - forecast.share) / 2
    half = (quantile(spread, 1 - tail) - quantile(spread, tail)) / 2
    return plan - half, plan + half


def _score(forecast: Forecast | Likely, session: Session, others: Played) -> Score:
    if isinstance(forecast, Likely):
        came = _in_time(forecast.project, session)
        even = brier(EVEN, came)
        return Score(brier(forecast.probability, came) / even, 1.0)
    came_to = _came(forecast, session)
    low, high = naive_range(session, forecast, others)
    width = high - low or 1.0
    return Score(
        interval_score(forecast.low, forecast.high, forecast.share, came_to) / width,
        interval_score(low, high, forecast.share, came_to) / width,
    )


def _came(forecast: Forecast, session: Session) -> float:
    """What became of the number, if nobody decides anything more."""
    check_metric(forecast.what)
    return metrics.summary(_whole(session), session.scenario)[forecast.what]


def _in_time(project: str, session: Session) -> bool:
    log = _whole(session)
    due = {it.id: it.due for it in as_promised(log, session.scenario).projects}
    if due.get(project) is None:
        some = ", ".join(_with_due_day(session)) or "none has one"
        raise RefusedError(f"no project '{project}' with a due day; write one of {some}")
    finished = metrics.finish_days(log).get(project)
    return finished is not None and finished <= (due[project] or 0.0)


def _with_due_day(session: Session) -> Iterator[str]:
    return (it.id for it in session.scenario.projects if it.due is not None)


def _whole(session: Session) -> metrics.Events:
    return log(session.scenario, session.policy, session.seed, session.decisions, None)
