"""What the month that ends has brought, counted once from its events for all that moves slowly."""

from simulator import events as facts
from simulator.model.people import Month

BY_THE_PMO = ("review", "audit")
SURPRISES = ("crisis", "delivery")


class Tally:
    """Counts of one month, and lists where it matters who."""

    def __init__(self) -> None:
        self.roles: list[Month] = []
        """How busy the people of each role were."""
        self.overtime = 0.0
        """Hours a week of overtime, on average."""
        self.improve = 0.0
        """Share of the time for improvement, on average."""
        self.finished: list[facts.ActivityFinished] = []
        self.delivered: list[facts.ProjectFinished] = []
        self.rescues = 0
        """Issues the PMO has found before they came out by themselves."""
        self.prevented = 0
        """Risks kept away by what was bought."""
        self.asks = 0
        """Decisions that sponsors were asked for."""
        self.surprises: list[tuple[str, str]] = []
        """Projects in which something came out that nobody had seen, and the colour of the last
        report before it in this month, empty if there was none."""
        self.reported: dict[str, str] = {}
        """By project: the colour of its last report of the month."""


def _activity(tally: Tally, event: facts.ActivityFinished) -> None:
    tally.finished.append(event)


def _project(tally: Tally, event: facts.ProjectFinished) -> None:
    tally.delivered.append(event)


def _issue(tally: Tally, event: facts.IssueDetected | facts.ReworkFound) -> None:
    if event.by in BY_THE_PMO:
        tally.rescues += 1
    elif event.by in SURPRISES:
        tally.surprises.append((event.project, tally.reported.get(event.project, "")))


def _reported(tally: Tally, event: facts.StatusReported) -> None:
    tally.reported[event.project] = event.colour


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
    facts.StatusReported: _reported,
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
