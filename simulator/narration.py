"""Events in plain words, for screens and terminals."""

from simulator import events as facts
from simulator.decisions import rules_in_words
from simulator.scenario import Scenario

UNITS = {"effort": "person-days of work", "delay": "days of delay", "cost": "k€ to pay"}
FOUND = {
    "report": "in the team's own report",
    "review": "at a review",
    "audit": "at an audit",
    "delivery": "just before delivery",
    "at once": "at once",
}
QUIET = (facts.ActivityReady, facts.ActivityStarted, facts.ActivityFinished)
"""Events too many and too small for a summary of the week."""


def narrate(event: facts.Event, scenario: Scenario) -> str:
    """One event as a sentence without its day."""
    names = names_of(scenario)
    sentence = SENTENCES.get(type(event))
    return sentence(event, names) if sentence else _plain(event, names)


Names = dict[str | tuple[str, str], str]


def _finished(event: facts.ProjectFinished, names: Names) -> str:
    return f"{names[event.project]} is finished and worth {event.value:,.0f} k€"


def _detected(event: facts.IssueDetected, names: Names) -> str:
    amount = f"{_round(event.size)} {UNITS[event.hits]}"
    found = f"{amount}, noticed {FOUND[event.by]}"
    return f"{names[event.project]} has an issue. {names[event.risk]}: {found}"


def _extended(event: facts.ActivityExtended, names: Names) -> str:
    activity = names[event.project, event.activity]
    return f"{names[event.project]}: “{activity}” takes {_round(event.days)} days longer"


def _reviewed(event: facts.ReviewHeld, names: Names) -> str:
    return f"{event.depth} of {event.projects} projects, for {event.cost:g} k€"


def _bought(event: facts.MitigationBought, names: Names) -> str:
    works = f"it works from day {_round(event.works_from)}"
    return f"bought {names[event.mitigation]} for {event.cost:g} k€; {works}"


def _hiring(event: facts.HiringStarted, names: Names) -> str:
    return f"hiring {event.people:g} {names[event.role]}, here from day {_round(event.from_day)}"


def _people(event: facts.PeopleChanged, names: Names) -> str:
    return f"{names[event.role]}: {event.people:g} people now"


def _ordered(event: facts.ProjectsOrdered, names: Names) -> str:
    return "new order: " + ", ".join(names[project] for project in event.projects)


def _rules(event: facts.PolicyChanged, names: Names) -> str:
    return "rules from now on: " + rules_in_words(event.changes)


def _occurred(event: facts.RiskOccurred, names: Names) -> str:
    return f"unseen: {names[event.risk]} hits {names[event.project]}"


def _avoided(event: facts.RiskAvoided, names: Names) -> str:
    return f"unseen: {names[event.mitigation]} keeps {names[event.risk]} away"


SENTENCES = {
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
}


def _plain(event: facts.Event, names: Names) -> str:
    """Events that only name a project or an activity."""
    did = {
        facts.ProjectArrived: "has arrived",
        facts.ProjectStarted: "has started",
        facts.ProjectPaused: "is paused",
        facts.ProjectResumed: "may go on",
        facts.ProjectCancelled: "is cancelled",
        facts.ActivityReady: "is ready",
        facts.ActivityStarted: "has started",
        facts.ActivityFinished: "is finished",
        facts.ActivityStopped: "is stopped",
    }[type(event)]
    if hasattr(event, "activity"):
        return f"{names[event.project]}: “{names[event.project, event.activity]}” {did}"
    return f"{names[event.project]} {did}"


def _round(number: float) -> str:
    """A number with one decimal, if it needs one."""
    return f"{number:.1f}".removesuffix(".0")


def names_of(scenario: Scenario) -> Names:
    """What people call roles, projects, risks and mitigations, and (project, activity)."""
    records = (*scenario.roles, *scenario.projects, *scenario.risks, *scenario.mitigations)
    names = {record.id: record.name or record.id.replace("_", " ") for record in records}
    return names | {
        (project.id, activity.id): activity.name or activity.id
        for project in scenario.projects
        for activity in project.activities
    }
