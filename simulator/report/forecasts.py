"""What somebody expected, and what came."""

from simulator import metrics
from simulator.debrief import Forecast
from simulator.debrief.calibration import Calibration, calibration
from simulator.report.case import Case, rests_on
from simulator.report.markup import money, sentences, table
from simulator.report.section import Section


def forecasts(case: Case) -> Section | None:
    """Every range that was given, hit or missed; None where nobody ever forecast anything."""
    ever = calibration()
    if not case.forecasts:
        return Section(_over_all(ever)) if ever.counted else None
    skill, held = case.numbers["forecast_skill"], case.numbers["coverage"]
    said = [held.words, *([_over_all(ever)] if ever.counted else [])]
    columns = ("forecast", "you said", "it came", "")
    return Section(skill.words, table(columns, _judged(case)) + sentences(said), rests_on(skill))


def _judged(case: Case) -> list[tuple[str, ...]]:
    came = metrics.summary(case.session.events, case.session.scenario)
    names = {it.name: f"{it.label}, {it.unit}" for it in metrics.HEADLINES}
    return [
        (
            names.get(it.what, it.what),
            f"{money(it.low)} to {money(it.high)} ({it.share:.0%} sure)",
            money(came[it.what]),
            "held" if it.low <= came[it.what] <= it.high else "missed",
        )
        for it in case.forecasts
        if isinstance(it, Forecast)
    ]


def _over_all(ever: Calibration) -> str:
    return f"Over all notebooks so far: {ever.coverage.words}"
