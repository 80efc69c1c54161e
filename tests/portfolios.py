"""Random scenarios, policies and decisions, as Hypothesis strategies."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from office import on

from simulator.decisions import (
    BuyMitigation,
    CancelProject,
    ChangePeople,
    DecisionError,
    OrderProjects,
    PauseProject,
    StartProject,
    change_policy,
)
from simulator.mechanisms import (
    Attention,
    Detection,
    Escalation,
    Hazard,
    Mechanisms,
    everything,
)
from simulator.mechanisms.bias import LITERATURE
from simulator.mechanisms.duration import LOGNORMAL
from simulator.policies import ORDERS, Policy
from simulator.policies.ready import READY
from simulator.scenario import (
    Activity,
    Demand,
    Mitigation,
    Objective,
    Project,
    Relation,
    Risk,
    Role,
    Scenario,
    Serves,
)
from simulator.session import Session

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
    risks, mitigations, objectives = [], [], ()
    if mechanisms is not None:
        objectives = AIMS[: draw(st.integers(0, 2))]
        projects = [draw(_with_ties(it, names, objectives)) for it in projects]
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
        objectives=objectives,
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


AIMS = (Objective(id="growth", weight=2.0), Objective(id="order", weight=1.0))


@st.composite
def _with_ties(draw, project, names, objectives) -> Project:
    """The project with what ties it to others: those before it, those it serves and burdens."""
    before = names[: names.index(project.id)]
    family = st.sampled_from(["", "", "rollout"])
    return replace(
        project,
        activities=tuple(replace(it, family=draw(family)) for it in project.activities),
        after=tuple(name for name in before if draw(st.integers(0, 9)) < 2),
        group=draw(st.sampled_from(["", "clerks"])),
        serves=tuple(Serves(objective=it.id, share=draw(SHARES)) for it in objectives),
        decay=draw(st.sampled_from([0.0, 0.0, 0.1])),
        fine=draw(st.sampled_from([0.0, 0.0, 5.0])),
    )


SHARES = st.sampled_from([0.0, 0.5, 1.0])


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
        driver=draw(st.sampled_from(["", "vendor"])),
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
        if_used=draw(st.sampled_from([0.0, 2.0])),
    )


FEW = st.builds(
    Mechanisms,
    duration=st.none() | st.just(LOGNORMAL),
    attention=st.none()
    | st.sampled_from(["none", "tregubov", "weinberg"]).map(lambda curve: Attention(curve=curve)),
    hazard=st.none() | st.just(Hazard()),
    detection=st.none() | st.just(Detection(report_weeks=1)) | st.just(Detection()),
    escalation=st.none() | st.just(Escalation()),
)
"""The mechanisms of a first flight."""

ALL = everything()


@st.composite
def any_mechanisms(draw) -> Mechanisms:
    """Any of all mechanisms, each on or off; some as wild as their cards allow."""
    names = Mechanisms.__struct_fields__
    likely = draw(st.sampled_from([2, 5, 8]))
    on = {name: getattr(ALL, name) for name in names if draw(st.integers(0, 9)) < likely}
    if draw(st.booleans()):
        on |= {name: wild for name, wild in WILD.items() if name in on}
    return Mechanisms(**on)


WILD = {
    "bias": LITERATURE,
    "rework": replace(ALL.rework, quality=0.5, discovery=2.0),
    "common_cause": replace(ALL.common_cause, shock_weeks=4.0, calm_weeks=3.0, correlation=0.8),
    "turnover": replace(ALL.turnover, base=0.25, vacancy=3.0),
    "strategy": replace(ALL.strategy, weeks=15.0),
    "commitment": replace(ALL.commitment, base=-3.0),
    "survival": replace(ALL.survival, base=2.0, weeks=4),
    "adoption": replace(ALL.adoption, weeks=13),
    "ramp_up": replace(ALL.ramp_up, communication=0.2),
    "firefighting": replace(ALL.firefighting, reach=1.0, weeks=4.0),
    "dependencies": replace(ALL.dependencies, failure=0.9),
    "resistance": replace(ALL.resistance, start=0.9, bypass=1.0, fit=0.0),
}
"""Parameters under which rare things happen in a short run."""

MECHANISMS = FEW | any_mechanisms()

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


PMOS = st.sampled_from(list(READY.values())) | st.builds(
    Policy,
    order=st.sampled_from(["cost_of_delay", "aligned_cost_of_delay", "first_come"]),
    wip_limit=LIMITS,
    select=st.sampled_from(["all", "by_value", "by_ratio", "shrunk", "aligned", "best_mix"]),
    slack=st.sampled_from([0.0, 0.9]),
    stop=st.sampled_from(["never", "forward_value"]),
    visibility=SHARES,
    liaison=st.booleans(),
    review_weeks=LIMITS,
    risk=st.sampled_from(["none", "leverage", "heat_map", "impact", "random"]),
    risk_budget=SHARES,
    reserve=st.sampled_from([0.0, 0.8]),
    method=SHARES,
    tailored=st.booleans(),
    knowledge=SHARES,
    people=SHARES,
    people_by=st.sampled_from(["balanced", "training", "mentoring", "career"]),
    overtime=st.sampled_from([0.0, 0.0, 20.0]),
    change=SHARES,
    change_by=st.sampled_from(["balanced", "training", "process", "tools"]),
    stakeholder=SHARES,
    evidence=st.sampled_from(["none", "ledger", "claims"]),
    improve=st.sampled_from([0.0, 0.1]),
)
"""Offices with a PMO of one kind or another."""


@st.composite
def decisions(
    draw, scenario: Scenario, orders=tuple(CLASSICAL_ORDERS), habits=(), reserves=()
) -> list:
    """Up to six decisions, by day; not all of them can be carried out."""
    days = draw(st.lists(st.integers(0, 60).map(lambda n: n / 4), max_size=6))
    kinds = _decisions(scenario, orders, habits, reserves)
    return [on(day, draw(kinds)) for day in sorted(days)]


def _decisions(scenario: Scenario, orders, habits, reserves) -> st.SearchStrategy:
    projects = st.sampled_from([project.id for project in scenario.projects])
    roles = st.sampled_from([role.id for role in scenario.roles])
    kinds = [
        projects.map(StartProject),
        projects.map(StartProject),
        projects.map(PauseProject),
        projects.map(CancelProject),
        st.builds(CancelProject, projects, alternative=projects),
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
    if reserves:
        confidence = st.sampled_from(reserves)
        kinds.append(confidence.map(lambda share: change_policy(reserve=share)))
    if scenario.mitigations:
        names = [mitigation.id for mitigation in scenario.mitigations]
        kinds.append(st.sampled_from(names).map(BuyMitigation))
    return st.one_of(kinds)


def begun(data) -> Session:
    """A session on its first morning."""
    scenario = data.draw(portfolios(mechanisms=MECHANISMS))
    return Session(scenario, data.draw(policies(habits=(None, 2))), data.draw(st.integers(0, 99)))


def decided(session: Session, decision) -> Session:
    """The session with this decision, if it can be carried out."""
    try:
        return session.decide(decision)
    except DecisionError:
        return session
