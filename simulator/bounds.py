"""Whether a scenario stays within the limits: no number beyond all measure, nothing without end."""

from collections.abc import Iterator
from itertools import chain

import msgspec

from simulator.limits import (
    LAST_DAY,
    LONGEST_HEADLINE,
    LONGEST_NAME,
    LONGEST_STORY,
    MOST,
    MOST_ACTIVITIES,
    MOST_AT_ONCE,
    MOST_IN_PROJECT,
    MOST_INJECTS,
    MOST_PEOPLE,
    MOST_PROJECTS,
    MOST_RELATIONS,
    MOST_RISKS,
    MOST_ROLES,
)
from simulator.scenario import (
    Activity,
    Demand,
    DueInject,
    Inject,
    IssueInject,
    Mitigation,
    NewsInject,
    Objective,
    PeopleInject,
    Project,
    Relation,
    Risk,
    Role,
    Scenario,
    ScenarioError,
    Serves,
    WithdrawalInject,
    parameters,
)
from simulator.values import called, out_of_range, shown

LARGEST: dict[type[msgspec.Struct], dict[str, float]] = {
    Role: {"people": MOST_PEOPLE, "hire_days": LAST_DAY, "rate": MOST},
    Project: {
        "arrival": LAST_DAY, "due": LAST_DAY, "deadline": LAST_DAY,
        "value": MOST, "cost_of_delay": MOST, "fine": MOST,
    },
    Activity: {"effort": LAST_DAY, "days": LAST_DAY, "earliest": LAST_DAY},
    Demand: {"people": MOST_PEOPLE},
    Objective: {"weight": MOST},
    Risk: {"impact": MOST},
    Mitigation: {"lag": LAST_DAY, "cost": MOST, "if_used": MOST},
    Scenario: {"projects_per_person": MOST_AT_ONCE},
    NewsInject: {"day": LAST_DAY},
    PeopleInject: {"day": LAST_DAY},
    IssueInject: {"day": LAST_DAY, "amount": MOST},
    DueInject: {"day": LAST_DAY, "due": LAST_DAY},
    WithdrawalInject: {"day": LAST_DAY},
}  # fmt: skip
"""By kind of record: the largest number in a field; the smallest is 0."""

TEXTS: dict[type[msgspec.Struct], tuple[str, ...]] = {
    Role: ("id", "name"),
    Project: ("id", "name", "sponsor", "group", "story"),
    Activity: ("id", "name", "family"),
    Objective: ("id", "name"),
    Risk: ("id", "name", "owner", "driver"),
    Mitigation: ("id", "name"),
    Scenario: ("name", "title", "story", "start"),
    NewsInject: ("headline",),
    PeopleInject: ("headline",),
    IssueInject: ("headline",),
    DueInject: ("headline",),
    WithdrawalInject: ("headline",),
}
"""By kind of record: the fields that hold a text of its own, not another's id."""
LONGEST = {"story": LONGEST_STORY, "title": LONGEST_STORY, "headline": LONGEST_HEADLINE}
"""By field: the characters it may have, where these are not those of a name."""


Path = tuple[msgspec.Struct, ...]
"""A record, after all those in which it stands but the scenario."""


def keep_within(scenario: Scenario) -> None:
    """Raise ScenarioError about the first count, number or text beyond a limit."""
    _counts(scenario)
    for path in _records(scenario):
        record = path[-1]
        problem = _too_large(record) or _too_long(record) or out_of_range(record)
        if problem:
            named = path[:-1] if isinstance(record, Relation) else path
            raise ScenarioError(f"{', '.join(map(_called, named))}: {problem}")
    for place, record in parameters(scenario.mechanisms):
        if problem := out_of_range(record):
            raise ScenarioError(f"{place}: {problem}")


def _called(record: msgspec.Struct) -> str:
    if isinstance(record, Scenario):
        return f"scenario {shown(record.name)}"
    if isinstance(record, Demand):
        return f"role {shown(record.role)}"
    if isinstance(record, Serves):
        return f"objective {shown(record.objective)}"
    if isinstance(record, Inject):
        return f"inject {shown(record.headline)}"
    return called(record)


def _counts(scenario: Scenario) -> None:
    """Before anything else: what is too much must not be looked at one by one."""
    place = f"scenario {shown(scenario.name)}"
    _most(place, "roles", len(scenario.roles), MOST_ROLES)
    _most(place, "projects", len(scenario.projects), MOST_PROJECTS)
    for table in ("risks", "mitigations", "objectives"):
        _most(place, table, len(getattr(scenario, table)), MOST_RISKS)
    _most(place, "injects", len(scenario.injects), MOST_INJECTS)
    activities = relations = demands = 0
    for project in scenario.projects:
        count = len(project.activities)
        _most(f"project {shown(project.id)}", "activities", count, MOST_IN_PROJECT)
        activities += count
        for activity in project.activities:
            relations += len(activity.predecessors)
            demands += len(activity.people)
        relations += len(project.after) + len(project.serves)
    _most(place, "activities", activities, MOST_ACTIVITIES)
    _most(place, "relations", relations, MOST_RELATIONS)
    _most(place, "demands for people", demands, MOST_RELATIONS)
    _most(place, "members", sum(len(role.members) for role in scenario.roles), MOST_PEOPLE)


def _most(place: str, what: str, found: int, most: int) -> None:
    if found > most:
        raise ScenarioError(f"{place}: has {found} {what}; write {most} at most")


def _records(scenario: Scenario) -> Iterator[Path]:
    """Every record of a scenario, from the outside in."""
    yield (scenario,)
    for role in scenario.roles:
        yield (role,)
    for project in scenario.projects:
        yield (project,)
        for aim in project.serves:
            yield project, aim
        for activity in project.activities:
            yield project, activity
            for record in (*activity.people, *activity.predecessors):
                yield project, activity, record
    others = (scenario.objectives, scenario.risks, scenario.mitigations, scenario.injects)
    for other in chain(*others):
        yield (other,)


def _too_large(record: msgspec.Struct) -> str | None:
    """Which number is below 0, too large, or no number, and what to write instead."""
    for field, most in LARGEST.get(type(record), {}).items():
        found = getattr(record, field)
        if found is not None and not 0 <= found <= most:
            return f"{field} is {shown(found)}; write a number from 0 to {most}"
    if isinstance(record, Relation) and not abs(record.lag) <= LAST_DAY:
        lag = f"lag after {shown(record.activity)} is {shown(record.lag)}"
        return f"{lag}; write a number from -{LAST_DAY} to {LAST_DAY}"
    return None


def _too_long(record: msgspec.Struct) -> str | None:
    """Which text is too long, and what to write instead."""
    for field in TEXTS.get(type(record), ()):
        length, longest = len(getattr(record, field)), LONGEST.get(field, LONGEST_NAME)
        if length > longest:
            return f"{field} has {length} characters; write {longest} at most"
    return None
