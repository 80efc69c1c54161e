"""The office of the boundary map: made for it, so that nothing but the three axes differs on it.

Twelve projects of three kinds in turn, nine people, two mishaps a project. All of it is invented,
of sizes between those of the shipped scenarios. Where the boundary lies hangs on it: rework and
alignment are off, and people are ready for change, or the same PMO would pay nearly everywhere.
"""

from simulator.mechanisms import (
    Adoption,
    Attention,
    CommonCause,
    Detection,
    Distortion,
    Duration,
    EarlyWarning,
    Escalation,
    Governance,
    Hazard,
    Mechanisms,
    Resistance,
    Sponsor,
    Visibility,
)
from simulator.scenario import (
    Activity,
    Demand,
    Mitigation,
    Project,
    Relation,
    Risk,
    Role,
    Scenario,
)

PROJECTS = 12
GAP = 10.0
"""Working days from one request to the next, before the map spreads or squeezes them."""
PROMISED = 1.4
"""The promised length of a project in terms of its longest chain, with people at hand."""
SIZES = (0.8, 1.0, 1.3)
VALUES = (220.0, 320.0, 520.0)
COSTS_OF_DELAY = (2.0, 0.4, 0.8)
"""By the kind of a project: small and urgent, usual, large. k€, and k€ a day."""
SPONSORS = ("sales", "operations", "finance")
GROUPS = ("branches", "desk", "back office")
READY = 0.8
"""People take up what is new nearly by themselves: help with change alone is no reason for a PMO
here, while people who mind one take up less."""


def map_office() -> Scenario:
    """The office as it is before the map varies its load, its times and its culture."""
    return Scenario(
        name="map_office",
        title="An office made for the map",
        story="Twelve projects of three kinds, one after the other, and nine people.",
        roles=(
            Role(id="analyst", people=3, rate=0.6, hire_days=30),
            Role(id="developer", people=4, rate=0.7, hire_days=40),
            Role(id="tester", people=2, rate=0.6, hire_days=30),
        ),
        projects=tuple(_project(number) for number in range(PROJECTS)),
        projects_per_person=2,
        risks=tuple(risk for number in range(PROJECTS) for risk in _risks(number)),
        mitigations=tuple(it for number in range(PROJECTS) for it in _mitigations(number)),
        mechanisms=Mechanisms(
            duration=Duration(),
            attention=Attention(),
            hazard=Hazard(),
            common_cause=CommonCause(shock_size=10.0),
            detection=Detection(),
            escalation=Escalation(),
            distortion=Distortion(),
            visibility=Visibility(),
            early_warning=EarlyWarning(),
            adoption=Adoption(ready=READY),
            sponsor=Sponsor(),
            resistance=Resistance(),
            governance=Governance(),
        ),
    )


def _project(number: int) -> Project:
    kind = number % len(SIZES)
    arrival = GAP * number
    return Project(
        id=f"p{number:02}",
        activities=_activities(SIZES[kind]),
        sponsor=SPONSORS[number % len(SPONSORS)],
        arrival=arrival,
        due=arrival + round(PROMISED * LONGEST * SIZES[kind]),
        value=VALUES[kind],
        cost_of_delay=COSTS_OF_DELAY[kind],
        group=GROUPS[number // len(SIZES) % len(GROUPS)],
    )


LONGEST = 48.0
"""Days of the longest chain of a project of usual size."""


def _activities(size: float) -> tuple[Activity, ...]:
    """Study, design, two parts built side by side, a test, and the hand-over."""

    def work(name: str, days: float, who: dict[str, int], *after: str, kind: str) -> Activity:
        return Activity(
            id=name,
            days=days * size,
            people=tuple(Demand(role=role, people=people) for role, people in who.items()),
            predecessors=tuple(Relation(activity=it) for it in after),
            work=kind,  # type: ignore[arg-type]  # one of the four kinds of work
        )

    return (
        work("study", 8, {"analyst": 1}, kind="standard"),
        work("design", 8, {"analyst": 1, "developer": 1}, "study", kind="standard"),
        work("core", 14, {"developer": 2}, "design", kind="standard"),
        work("edge", 12, {"developer": 1}, "design", kind="novel"),
        work("test", 10, {"tester": 1}, "core", "edge", kind="standard"),
        work("handover", 8, {"analyst": 1}, "test", kind="routine"),
    )


def _risks(number: int) -> tuple[Risk, Risk]:
    """A supplier who is late, and a wish that comes late and grows until somebody hears of it."""
    project = f"p{number:02}"
    return (
        Risk(id=f"supplier{number:02}", project=project, probability=0.2, impact=10.0,
             hits="delay", driver="supplier"),
        Risk(id=f"wish{number:02}", project=project, probability=0.2, impact=15.0,
             hits="effort", growth=0.1, driver="wishes"),
    )  # fmt: skip


def _mitigations(number: int) -> tuple[Mitigation, Mitigation]:
    return (
        Mitigation(id=f"second{number:02}", risk=f"supplier{number:02}", cost=2.0,
                   kind="avoid", effect=0.7),
        Mitigation(id=f"listen{number:02}", risk=f"wish{number:02}", cost=2.0,
                   kind="reduce", effect=0.6),
    )  # fmt: skip
