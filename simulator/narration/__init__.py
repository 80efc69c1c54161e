"""Events in plain words, for screens and terminals."""

from simulator import events as facts
from simulator.narration.names import called, names_by_id, names_by_kind, names_of
from simulator.narration.numbers import rounded
from simulator.narration.sentences import SENTENCES, lateness
from simulator.scenario import Scenario

__all__ = [
    "QUIET", "called", "lateness", "names_by_id", "names_of", "narrate", "quiet", "rounded",
]  # fmt: skip

QUIET = (
    facts.ActivityReady,
    facts.ActivityStarted,
    facts.ActivityFinished,
    facts.MonthBegan,
    facts.PmoWorked,
    facts.WorkFlawed,
)
"""Events too many and too small for a summary of the week."""


def quiet(event: facts.Event) -> bool:
    """Whether an event is too small for a summary of the week, as a benefit of nothing is."""
    nothing = isinstance(event, facts.BenefitRealised) and not event.value
    return nothing or isinstance(event, QUIET)


def narrate(event: facts.Event, scenario: Scenario) -> str:
    """One event as a sentence without its day.

    >>> from simulator import load, simulate
    >>> office = load("three_projects")
    >>> narrate(simulate(office, seed=7)[0], office)
    'New billing has arrived'
    """
    names = names_by_kind(scenario)
    return SENTENCES[type(event)](event, names)
