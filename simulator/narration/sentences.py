"""A sentence for every kind of event."""

from collections.abc import Callable, Mapping

from simulator import events as facts
from simulator.narration.names import Names
from simulator.narration.numbers import rounded
from simulator.policies import rules_in_words
from simulator.policies.functions import FUNCTIONS

IMPACTS = {"effort": "person-days of work", "delay": "days of delay", "cost": "k€ to pay"}
FOUND = {
    "work": "by those who build on it",
    "report": "in the team's own report",
    "review": "at a review",
    "audit": "at an audit",
    "crisis": "when it had become a crisis",
    "delivery": "just before delivery",
    "at once": "at once",
}


def _count(number: float, unit: str) -> str:
    """So many of a unit."""
    amount = rounded(number)
    return f"{amount} {unit}" if amount == "1" else f"{amount} {unit}s"


def _finished(event: facts.ProjectFinished, names: Names) -> str:
    return f"{names.projects[event.project]} is finished and worth {event.value:,.0f} k€"


def _detected(event: facts.IssueDetected, names: Names) -> str:
    amount = f"{rounded(event.size)} {IMPACTS[event.hits]}"
    found = f"{amount}, noticed {FOUND[event.by]}"
    return f"{names.projects[event.project]} has an issue. {names.risks[event.risk]}: {found}"


def _extended(event: facts.ActivityExtended, names: Names) -> str:
    activity = names.activities[event.project, event.activity]
    return f"{names.projects[event.project]}: “{activity}” takes {rounded(event.days)} days longer"


def _reviewed(event: facts.ReviewHeld, names: Names) -> str:
    return f"{event.depth} of {event.projects} projects, for {event.cost:g} k€"


def _bought(event: facts.MitigationBought, names: Names) -> str:
    works = f"it works from day {rounded(event.works_from)}"
    return f"bought {names.mitigations[event.mitigation]} for {event.cost:g} k€; {works}"


def _hiring(event: facts.HiringStarted, names: Names) -> str:
    here = f"here from day {rounded(event.from_day)}"
    return f"hiring {event.people:g} {names.roles[event.role]}, {here}"


def _people(event: facts.PeopleChanged, names: Names) -> str:
    return f"{names.roles[event.role]}: {event.people:g} people now"


def _ordered(event: facts.ProjectsOrdered, names: Names) -> str:
    return "new order: " + ", ".join(names.projects[project] for project in event.projects)


def _rules(event: facts.PolicyChanged, names: Names) -> str:
    return "rules from now on: " + rules_in_words(event.changes)


def _occurred(event: facts.RiskOccurred, names: Names) -> str:
    return f"unseen: {names.risks[event.risk]} hits {names.projects[event.project]}"


def _avoided(event: facts.RiskAvoided, names: Names) -> str:
    return f"unseen: {names.mitigations[event.mitigation]} keeps {names.risks[event.risk]} away"


def _used(event: facts.MitigationUsed, names: Names) -> str:
    more = f"used against {names.risks[event.risk]}, for {event.cost:g} k€ more"
    return f"{names.mitigations[event.mitigation]} is {more}"


def _spread(event: facts.IssueSpread, names: Names) -> str:
    work = f"{_count(event.size, 'person-day')} of work"
    return f"{names.risks[event.risk]} has spread to {names.projects[event.project]}: {work}"


def _shock(event: facts.ShockStruck, names: Names) -> str:
    work = f"{_count(event.size, 'person-day')} of work"
    return f"something from outside hits {names.projects[event.project]}: {work}"


def _flawed(event: facts.WorkFlawed, names: Names) -> str:
    mend = f"{_count(event.effort, 'person-day')} to mend"
    return f"unseen: some of {_activity(event, names)} is wrong, {mend}"


def _rework(event: facts.ReworkFound, names: Names) -> str:
    found = f"{_count(event.effort, 'person-day')}, noticed {FOUND[event.by]}"
    return f"{_activity(event, names)} has to be mended: {found}"


def _integration(event: facts.IntegrationFailed, names: Names) -> str:
    work = f"{_count(event.effort, 'person-day')} to make them fit"
    return f"the parts of {names.projects[event.project]} do not fit together: {work}"


def _hand_off(event: facts.HandOffBegan, names: Names) -> str:
    ready = f"which can begin on day {rounded(event.ready_on)}"
    return f"{names.projects[event.project]} is handed over to {names.projects[event.to]}, {ready}"


def _awaited(event: facts.DecisionAwaited, names: Names) -> str:
    wait = f"{_count(event.days, 'day')} for its sponsor's decision"
    return f"{names.projects[event.project]}: {names.risks[event.risk]} waits {wait}"


def _reported(event: facts.StatusReported, names: Names) -> str:
    return f"{names.projects[event.project]} reports {event.colour}, {lateness(event.late)}"


def lateness(days: float) -> str:
    """How late something is, as people say it."""
    if rounded(abs(days)) == "0":
        return "on time"
    return f"{_count(abs(days), 'day')} {'late' if days > 0 else 'early'}"


def _reserve(event: facts.ReserveSet, names: Names) -> str:
    return f"{event.amount:,.0f} k€ are held back for what may still go wrong"


def _help(event: facts.ReservePaid, names: Names) -> str:
    taken = f"takes {_count(event.effort, 'person-day')} of {names.risks[event.risk]} off the team"
    paid = f"for {rounded(event.cost)} k€ from the reserve"
    return f"{names.projects[event.project]}: outside help {taken}, {paid}"


def _left(event: facts.PersonLeft, names: Names) -> str:
    return f"{names.roles[event.role]}: somebody has left; a successor is looked for"


def _overtime(event: facts.OvertimePaid, names: Names) -> str:
    return f"four weeks of overtime have cost {rounded(event.cost)} k€"


def _bypassed(event: facts.ProjectBypassed, names: Names) -> str:
    return f"unseen: a sponsor takes {names.projects[event.project]} past the office"


def _resisted(event: facts.CancellationResisted, names: Names) -> str:
    return f"{names.projects[event.project]} was to be cancelled; its owners have prevented it"


def _strategy(event: facts.StrategyChanged, names: Names) -> str:
    aims = (f"{names.objectives[aim]} {weight:.0%}" for aim, weight in event.weights)
    return "the organisation wants other things now: " + ", ".join(aims)


def _regime(event: facts.RegimeChanged, names: Names) -> str:
    return f"unseen: {'turbulent' if event.turbulent else 'calm'} times begin"


def _in_force(event: facts.FunctionInForce, names: Names) -> str:
    return f"set up and at work from now on: {FUNCTIONS[event.function].words}"


def _worked(event: facts.PmoWorked, names: Names) -> str:
    return f"the PMO takes {event.share:.1%} of everybody's time in the next four weeks"


def _funding(event: facts.FundingReviewed, names: Names) -> str:
    end = "keeps the PMO" if event.kept else "closes the PMO; all its functions end"
    return f"leadership has asked what the PMO is worth, and {end}"


def _benefit(event: facts.BenefitRealised, names: Names) -> str:
    if not event.value:
        return f"{names.projects[event.project]}: no benefits to count today"
    return f"{names.projects[event.project]} has brought {event.value:,.1f} k€ more"


def _inject(event: facts.InjectCame, names: Names) -> str:
    return f"from outside: {event.headline}"


def _issue_came(event: facts.IssueCame, names: Names) -> str:
    amount = f"{rounded(event.size)} {IMPACTS[event.hits]}"
    return f"{names.projects[event.project]} has an issue from outside: {amount}"


def _due_moved(event: facts.DueMoved, names: Names) -> str:
    return f"{names.projects[event.project]} is promised for day {rounded(event.due)} now"


def _stuck(event: facts.NothingMoves, names: Names) -> str:
    return "for forty years nothing has been finished; nobody waits any longer"


def _month(event: facts.MonthBegan, names: Names) -> str:
    levels = (f"{name.replace('_', ' ')} {level:.2f}" for name, level in event.levels)
    return "unseen: a month begins, with " + (", ".join(levels) or "nothing that moves slowly")


def _activity(event: facts.WorkFlawed | facts.ReworkFound, names: Names) -> str:
    return f"“{names.activities[event.project, event.activity]}” of {names.projects[event.project]}"


PLAIN: Mapping[type[facts.Event], str] = {
    facts.ProjectArrived: "has arrived",
    facts.ProjectStarted: "has started",
    facts.ProjectPaused: "is paused",
    facts.ProjectResumed: "may go on",
    facts.ProjectCancelled: "is cancelled",
    facts.ProjectSelected: "is taken on",
}
"""Events that only name a project."""
PLAIN_WORK: Mapping[type[facts.Event], str] = {
    facts.ActivityReady: "is ready",
    facts.ActivityStarted: "has started",
    facts.ActivityFinished: "is finished",
    facts.ActivityStopped: "is stopped",
}
"""Events that only name an activity."""

PlainEvent = (
    facts.ProjectArrived
    | facts.ProjectStarted
    | facts.ProjectPaused
    | facts.ProjectResumed
    | facts.ProjectCancelled
    | facts.ProjectSelected
)
PlainWork = (
    facts.ActivityReady | facts.ActivityStarted | facts.ActivityFinished | facts.ActivityStopped
)


def _plain(event: PlainEvent, names: Names) -> str:
    return f"{names.projects[event.project]} {PLAIN[type(event)]}"


def _plain_work(event: PlainWork, names: Names) -> str:
    activity = names.activities[event.project, event.activity]
    return f"{names.projects[event.project]}: “{activity}” {PLAIN_WORK[type(event)]}"


Sentence = Callable[..., str]
"""Takes an event of its own kind, and the names."""
SENTENCES: Mapping[type[facts.Event], Sentence] = {
    **dict.fromkeys(PLAIN, _plain),
    **dict.fromkeys(PLAIN_WORK, _plain_work),
    facts.ProjectFinished: _finished,
    facts.IssueDetected: _detected,
    facts.ActivityExtended: _extended,
    facts.ReviewHeld: _reviewed,
    facts.MitigationBought: _bought,
    facts.HiringStarted: _hiring,
    facts.PeopleChanged: _people,
    facts.ProjectsOrdered: _ordered,
    facts.PolicyChanged: _rules,
    facts.RiskOccurred: _occurred,
    facts.RiskAvoided: _avoided,
    facts.MitigationUsed: _used,
    facts.IssueSpread: _spread,
    facts.ShockStruck: _shock,
    facts.WorkFlawed: _flawed,
    facts.ReworkFound: _rework,
    facts.IntegrationFailed: _integration,
    facts.HandOffBegan: _hand_off,
    facts.DecisionAwaited: _awaited,
    facts.StatusReported: _reported,
    facts.ReserveSet: _reserve,
    facts.ReservePaid: _help,
    facts.PersonLeft: _left,
    facts.OvertimePaid: _overtime,
    facts.ProjectBypassed: _bypassed,
    facts.CancellationResisted: _resisted,
    facts.StrategyChanged: _strategy,
    facts.RegimeChanged: _regime,
    facts.FunctionInForce: _in_force,
    facts.PmoWorked: _worked,
    facts.FundingReviewed: _funding,
    facts.BenefitRealised: _benefit,
    facts.InjectCame: _inject,
    facts.IssueCame: _issue_came,
    facts.DueMoved: _due_moved,
    facts.MonthBegan: _month,
    facts.NothingMoves: _stuck,
}
