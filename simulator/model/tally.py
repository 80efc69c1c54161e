"""What the month that ends has brought, counted once from its events for all that moves slowly."""

from simulator import events as facts

BY_THE_PMO = ("review", "audit")
SURPRISES = ("crisis", "delivery")


class Tally:
    """Counts of one month, and lists where it matters who."""

    def __init__(self) -> None:
        self.finished: list[facts.ActivityFinished] = []
        self.delivered: list[facts.ProjectFinished] = []
        self.rescues = 0
        """Issues the PMO has found before they came out by themselves."""
        self.prevented = 0
        """Risks kept away by what was bought."""
        self.asks = 0
        """Decisions that sponsors were asked for."""
        self.surprises: list[str] = []
        """Projects in which something came out that nobody had seen."""


def _activity(tally: Tally, event: facts.ActivityFinished) -> None:
    tally.finished.append(event)


def _project(tally: Tally, event: facts.ProjectFinished) -> None:
    tally.delivered.append(event)


def _issue(tally: Tally, event: facts.IssueDetected | facts.ReworkFound) -> None:
    if event.by in BY_THE_PMO:
        tally.rescues += 1
    elif event.by in SURPRISES:
        tally.surprises.append(event.project)


def _avoided(tally: Tally, event: facts.RiskAvoided) -> None:
    tally.prevented += 1


def _asked(tally: Tally, event: facts.DecisionAwaited) -> None:
    tally.asks += 1


COUNT = {
    facts.ActivityFinished: _activity,
    facts.ProjectFinished: _project,
    facts.IssueDetected: _issue,
    facts.ReworkFound: _issue,
    facts.RiskAvoided: _avoided,
    facts.DecisionAwaited: _asked,
}


def tally(events: list[facts.Event], since: int) -> Tally:
    """What the events from this place in the log on add up to."""
    counts = Tally()
    for event in events[since:]:
        count = COUNT.get(type(event))
        if count:
            count(counts, event)
    return counts
