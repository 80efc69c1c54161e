"""Random scenarios, policies and decisions, as Hypothesis strategies."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from office import on

from simulator.decisions import (
    BuyMitigation,
    CancelProject,
    ChangePeople,
    OrderProjects,
    PauseProject,
    StartProject,
    change_policy,
)
from simulator.mechanisms import Attention, Detection, Duration, Escalation, Hazard, Mechanisms
from simulator.policies import ORDERS, Policy
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

settings.register_profile(
    "office",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("office")

ROLES = ("developer", "tester", "analyst")
DAYS = st.sampled_from([0.0, 0.125, 0.5, 1.0, 1.0, 1.5, 2.0, 2.0, 3.0, 4.0, 5.0, 8.0])
LAGS = st.sampled_from([0.0, 0.0, 0.5, 1.0, 2.0, 3.0, -0.5, -1.0, -2.0, -4.0])
LATER = st.sampled_from([0.0, 0.0, 0.0, 0.5, 1.0, 2.0, 3.5, 6.0])
PLAIN = ("FS",)
ALL_RELATIONS = ("FS", "FS", "SS", "FF", "SF")


@st.composite
def portfolios(draw, relations=ALL_RELATIONS, mechanisms=None) -> Scenario:
    """A scenario of up to four projects that share up to three roles."""
    roles = [
        Role(id=role, people=draw(st.sampled_from([1.0, 1.0, 2.0, 3.0])), hire_days=draw(LATER))
        for role in ROLES[: draw(st.integers(1, 3))]
    ]
    names = "abcd"[: draw(st.integers(1, 4))]
    projects = [draw(_projects(name, roles, relations)) for name in names]
    risks, mitigations = [], []
    if mechanisms is not None:
        risks = [draw(_risks(f"r{n}", names)) for n in range(draw(st.integers(0, 5)))]
        for risk in risks:
            if draw(st.booleans()):
                mitigations.append(draw(_mitigations(f"m-{risk.id}", risk.id)))
    return Scenario(
        name="random",
        roles=tuple(roles),
        projects=tuple(projects),
        risks=tuple(risks),
        mitigations=tuple(mitigations),
        mechanisms=Mechanisms() if mechanisms is None else draw(mechanisms),
    )


@st.composite
def _projects(draw, name, roles, relations) -> Project:
    count = draw(st.integers(1, 7))
    work = [draw(_activities(str(n), roles, relations)) for n in range(count)]
    arrival = draw(LATER)
    due = draw(st.none() | st.sampled_from([2.0, 4.0, 8.0, 8.0, 16.0]))
    return Project(
        id=name,
        activities=tuple(draw(st.permutations(work))),
        arrival=arrival,
        due=None if due is None else max(due, arrival),
        value=draw(st.sampled_from([0.0, 10.0, 10.0, 50.0])),
        cost_of_delay=draw(st.sampled_from([0.0, 1.0, 1.0, 4.0])),
        deadline=draw(st.none() | st.sampled_from([20.0, 30.0])),
    )


@st.composite
def _activities(draw, name, roles, relations) -> Activity:
    """An activity after some of those with a smaller number."""
    wanted = [role for role in roles if draw(st.integers(0, 9)) < 6]
    people = [Demand(role=it.id, people=draw(st.integers(1, int(it.people)))) for it in wanted]
    before = []
    for number in range(int(name)):
        if draw(st.integers(0, 9)) < 3:
            kind = draw(st.sampled_from(relations))
            lag = draw(LAGS) if relations != PLAIN else 0.0
            before.append(Relation(activity=str(number), kind=kind, lag=lag))
    earliest = draw(LATER)
    work = draw(st.sampled_from(["routine", "standard", "novel", "research"]))
    return Activity(
        id=name,
        days=draw(DAYS),
        people=tuple(people),
        predecessors=tuple(before),
        earliest=earliest,
        work=work,
    )


@st.composite
def _risks(draw, name, projects) -> Risk:
    return Risk(
        id=name,
        project=draw(st.sampled_from(projects)),
        probability=draw(st.sampled_from([0.1, 0.5, 0.9, 0.99])),
        impact=draw(st.sampled_from([0.5, 2.0, 8.0])),
        hits=draw(st.sampled_from(["effort", "delay", "cost"])),
        growth=draw(st.sampled_from([0.0, 0.2, 1.0])),
    )


@st.composite
def _mitigations(draw, name, risk) -> Mitigation:
    return Mitigation(
        id=name,
        risk=risk,
        cost=draw(st.sampled_from([0.0, 5.0])),
        kind=draw(st.sampled_from(["avoid", "reduce"])),
        effect=draw(st.sampled_from([0.0, 0.5, 0.9, 1.0])),
        lag=draw(LATER),
    )


MECHANISMS = st.builds(
    Mechanisms,
    duration=st.none() | st.just(Duration()),
    attention=st.none()
    | st.sampled_from(["none", "tregubov", "weinberg"]).map(lambda curve: Attention(curve=curve)),
    hazard=st.none() | st.just(Hazard()),
    detection=st.none() | st.just(Detection(report_weeks=1)) | st.just(Detection()),
    escalation=st.none() | st.just(Escalation()),
)

CLASSICAL_ORDERS = sorted(set(ORDERS) - {"random"})
LIMITS = st.sampled_from([None, None, 1, 2])


def policies(orders=tuple(CLASSICAL_ORDERS), habits=(None,)) -> st.SearchStrategy[Policy]:
    """A bundle of standing rules."""
    return st.builds(
        Policy,
        order=st.sampled_from(orders),
        skipping=st.booleans(),
        intake=st.sampled_from(["open", "open", "open", "open", "by_hand"]),
        wip_limit=LIMITS,
        projects_per_person=st.sampled_from(habits),
        review_weeks=LIMITS,
        review_depth=st.sampled_from(["review", "audit"]),
    )


@st.composite
def decisions(draw, scenario: Scenario, orders=tuple(CLASSICAL_ORDERS), habits=()) -> list:
    """Up to six decisions, by day; not all of them can be carried out."""
    days = draw(st.lists(st.integers(0, 60).map(lambda n: n / 4), max_size=6))
    return [on(day, draw(_decisions(scenario, orders, habits))) for day in sorted(days)]


def _decisions(scenario: Scenario, orders, habits) -> st.SearchStrategy:
    projects = st.sampled_from([project.id for project in scenario.projects])
    roles = st.sampled_from([role.id for role in scenario.roles])
    kinds = [
        projects.map(StartProject),
        projects.map(StartProject),
        projects.map(PauseProject),
        projects.map(CancelProject),
        st.lists(projects, unique=True).map(lambda names: OrderProjects(tuple(names))),
        st.builds(ChangePeople, roles, st.integers(-2, 2)),
        st.sampled_from(orders).map(lambda order: change_policy(order=order)),
        LIMITS.map(lambda limit: change_policy(wip_limit=limit)),
        st.booleans().map(lambda skipping: change_policy(skipping=skipping)),
        st.sampled_from(["open", "by_hand"]).map(lambda intake: change_policy(intake=intake)),
    ]
    if habits:
        habit = st.sampled_from(habits)
        kinds.append(habit.map(lambda number: change_policy(projects_per_person=number)))
    if scenario.mitigations:
        names = [mitigation.id for mitigation in scenario.mitigations]
        kinds.append(st.sampled_from(names).map(BuyMitigation))
    return st.one_of(kinds)
