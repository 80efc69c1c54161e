"""What a change of the inputs must do to the log: exactly this, and nothing else.

No test here knows what is right in one office; each knows how two logs must be related.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import astuple, fields, replace
from office import on
from portfolios import (
    ALL,
    FEW,
    MECHANISMS,
    PLAIN,
    PMOS,
    decisions,
    policies,
    portfolios,
)

from simulator import chance, metrics
from simulator import events as facts
from simulator.decisions import (
    BuyMitigation,
    ChangePeople,
    DecisionError,
    OrderProjects,
    PauseProject,
    StartProject,
    change_policy,
)
from simulator.mechanisms import Detection, Mechanisms
from simulator.mechanisms.duration import LOGNORMAL
from simulator.metrics.steps import last_day
from simulator.model import simulate
from simulator.network import network
from simulator.policies import ORDERS
from simulator.scenario import Activity, Demand, Mitigation, Project, Relation, Role

SEEDS = st.integers(0, 999)
RUNS = settings(max_examples=100)
HABITS = (None, 1, 2, 3)
NO_CHANCE = st.just(Mechanisms())


def log_of(scenario, policy, seed, taken) -> tuple:
    """What happens in the first years: some offices with everything on go on for very long."""
    return simulate(scenario, policy, seed, taken, 1000.0)


def allowed(scenario, policy, seed, planned) -> list:
    """Those of the decisions that can be carried out one after the other."""
    taken = []
    for decision in planned:
        try:
            simulate(scenario, policy, seed, [*taken, decision], decision.day)
        except DecisionError:
            continue
        taken.append(decision)
    return taken


@st.composite
def flights(draw, mechanisms=MECHANISMS, relations=None, rules=None, habits=HABITS):
    """A scenario, a policy, a seed and decisions that can be carried out."""
    scenario = draw(portfolios(*([relations] if relations else []), mechanisms=mechanisms))
    policy = draw(policies(habits=habits) if rules is None else rules)
    seed = draw(SEEDS)
    planned = draw(decisions(scenario, habits=[it for it in habits if it]))
    if draw(st.booleans()):
        role = draw(st.sampled_from([it.id for it in scenario.roles]))
        planned = [*planned, on(draw(st.integers(0, 8)), ChangePeople(role, +1))]
        planned.sort(key=lambda decision: decision.day)
    return scenario, policy, seed, allowed(scenario, policy, seed, planned)


def with_projects(scenario, change):
    """The scenario with every project changed."""
    return replace(scenario, projects=tuple(map(change, scenario.projects)))


def with_activities(scenario, change):
    """The scenario with every activity changed."""

    def project(it):
        return replace(it, activities=tuple(map(change, it.activities)))

    return with_projects(scenario, project)


def sorted_by_day(log) -> list:
    """The log with all of one day sorted by content: what is open where ties are open."""
    return sorted(log, key=lambda event: (event.day, type(event).__name__, repr(event)))


# Names


@RUNS
@given(flights(rules=policies(sorted(ORDERS), HABITS) | PMOS))
def test_titles_names_and_stories_change_nothing(flight):
    scenario, *rest = flight
    told = with_activities(scenario, lambda it: replace(it, name=f"Work {it.id}"))
    told = with_projects(told, lambda it: replace(it, name=f"The {it.id}", story="Long ago."))
    told = replace(
        told,
        name="other",
        title="Other",
        story="Once.",
        start="2031-06-02",
        roles=tuple(replace(it, name="Crew", members=("Ann",)) for it in told.roles),
        risks=tuple(replace(it, name="Storm", owner="Bo") for it in told.risks),
        mitigations=tuple(replace(it, name="Dyke") for it in told.mitigations),
        objectives=tuple(replace(it, name="Aim") for it in told.objectives),
    )
    assert log_of(told, *rest) == log_of(scenario, *rest)


NOT_IDS = (facts.PolicyChanged, facts.FunctionInForce, facts.MonthBegan)
"""Events whose words are the program's own."""


class Renaming:
    """New ids for all that a scenario names, in another alphabetical order, and the way back."""

    def __init__(self, scenario) -> None:
        work = [it for project in scenario.projects for it in project.activities]
        named = [scenario.roles, scenario.projects, work, scenario.risks, scenario.mitigations]
        ids = dict.fromkeys(it.id for records in (*named, scenario.objectives) for it in records)
        words = [project.group for project in scenario.projects] + [it.family for it in work]
        words += [risk.driver for risk in scenario.risks]
        known = [*ids, *dict.fromkeys(word for word in words if word)]
        self.new = {name: f"~{len(known) - place:03}" for place, name in enumerate(known)}
        offers = sorted(it.id for it in scenario.mitigations)  # offers alike are bought by name
        self.new |= {name: f"~~{place:03}" for place, name in enumerate(offers)}
        self.old = {new: old for old, new in self.new.items()}

    def __call__(self, value):
        """The same with new ids, for a record, an event or what is in one."""
        if isinstance(value, str):
            return _renamed(value, self.new)
        if isinstance(value, tuple | list):
            return type(value)(map(self, value))
        return value

    def record(self, record):
        """A record of a scenario, or a decision, with the ids of all that it names."""
        named = {
            name: self.record(it) if hasattr(it, "__struct_fields__") else self._many(it)
            for name, it in ((it.name, getattr(record, it.name)) for it in fields(record))
            if name in NAMING
        }
        return replace(record, **named)

    def _many(self, value):
        if isinstance(value, tuple):
            return tuple(
                self.record(it) if hasattr(it, "__struct_fields__") else self(it) for it in value
            )
        return self(value)

    def event(self, event):
        """The event as it must be among new ids."""
        if isinstance(event, NOT_IDS):
            return event
        return type(event)(*map(self, astuple(event)))

    def luck(self, seed, *name):
        """The number that belongs to the old names."""
        return UNIFORM(seed, *(_renamed(it, self.old) for it in name))


def _renamed(word, names):
    """The word in other names; "2, done 1 times" is the wrong work of activity 2."""
    if not isinstance(word, str):
        return word
    head, comma, rest = word.partition(", ")
    return names.get(head, head) + comma + rest


UNIFORM = chance.uniform
CONTAGIOUS = replace(ALL.escalation, limit=1.5, branching=0.8)
"""Crises come early and draw others in."""
NAMING = {
    "id", "role", "roles", "projects", "project", "activities", "activity", "people",
    "predecessors", "family", "group", "after", "serves", "objective", "objectives", "risks",
    "risk", "driver", "mitigations", "mitigation", "alternative",
}  # fmt: skip
"""Fields that hold ids, or records with ids."""


@RUNS
@given(flights(rules=policies(sorted(ORDERS), HABITS) | PMOS))
def test_ids_are_part_of_luck_and_of_nothing_else(flight):
    """With luck that belongs to the old ids, new ids change nothing but themselves."""
    scenario, policy, seed, taken = flight
    if scenario.mechanisms.escalation:
        how = replace(scenario.mechanisms, escalation=CONTAGIOUS)
        scenario = replace(scenario, mechanisms=how)
        taken = allowed(scenario, policy, seed, taken)
    rename = Renaming(scenario)
    renamed = rename.record(scenario)
    assert not any(it.id in rename.new for it in (*renamed.roles, *renamed.projects))
    expected = tuple(map(rename.event, log_of(scenario, policy, seed, taken)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chance, "uniform", rename.luck)
        assert log_of(renamed, policy, seed, list(map(rename.record, taken))) == expected


@RUNS
@given(flights(st.builds(Mechanisms, attention=st.none() | st.just(ALL.attention))))
def test_without_chance_new_ids_change_nothing_but_themselves(flight):
    scenario, policy, seed, taken = flight
    rename = Renaming(scenario)
    decided = list(map(rename.record, taken))
    expected = tuple(map(rename.event, simulate(scenario, policy, seed, taken)))
    assert simulate(rename.record(scenario), policy, seed + 1, decided) == expected


# Places in the file

BY_LOT = replace(ALL.escalation, branching=0.0)
SHUFFLED = st.builds(
    Mechanisms,
    duration=st.none() | st.just(LOGNORMAL),
    hazard=st.none() | st.just(ALL.hazard),
    detection=st.none() | st.just(Detection(report_weeks=1)) | st.just(Detection()),
    escalation=st.none() | st.just(BY_LOT),
)
"""Which projects a crisis spreads to is drawn from those in progress, in the order of the file."""


def no_ties(order):
    """The order with ties broken by id, not by place in the file."""
    return lambda it, office: (ORDERS[order](it, office), it.project, it.activity)


@RUNS
@given(flights(SHUFFLED, PLAIN, habits=(None,)), st.data())
def test_where_things_stand_in_the_file_matters_for_ties_only(flight, data):
    """Projects, roles, risks and offers may stand in any order. What is left open is in which order
    the log tells what happens on one day."""
    scenario, policy, seed, taken = flight
    policy = replace(policy, order=no_ties(policy.order))
    lists = ("projects", "roles", "risks", "mitigations", "objectives")
    mixed = {name: tuple(data.draw(st.permutations(getattr(scenario, name)))) for name in lists}
    shuffled = replace(scenario, **mixed)
    taken = allowed(scenario, policy, seed, [it for it in taken if not is_new_order(it)])
    here, there = simulate(shuffled, policy, seed, taken), simulate(scenario, policy, seed, taken)
    assert sorted_by_day(here) == sorted_by_day(there)


def is_new_order(decision) -> bool:
    """Whether a decision names an order, whose ties go by the file."""
    return "order" in dict(getattr(decision, "changes", ()))


@RUNS
@given(flights(st.just(Mechanisms(duration=LOGNORMAL)), PLAIN, habits=(None,)), st.data())
def test_activities_may_stand_in_any_order_where_no_lot_is_drawn_among_them(flight, data):
    scenario, policy, seed, taken = flight
    policy = replace(policy, order=no_ties(policy.order))

    def shuffled(project):
        return replace(project, activities=tuple(data.draw(st.permutations(project.activities))))

    taken = allowed(scenario, policy, seed, [it for it in taken if not is_new_order(it)])
    here = simulate(with_projects(scenario, shuffled), policy, seed, taken)
    assert sorted_by_day(here) == sorted_by_day(simulate(scenario, policy, seed, taken))


# Work in two parts


@RUNS
@given(portfolios(PLAIN), policies(), st.data())
def test_work_in_two_parts_is_done_when_it_would_be_in_one(scenario, policy, data):
    """The second part goes on at once, before all that waits: then nothing else is different."""
    work = [(p.id, it) for p in scenario.projects for it in p.activities if it.planned_days > 0.125]
    if not work:
        return
    name, whole = data.draw(st.sampled_from(work))
    first = data.draw(st.integers(1, int(whole.planned_days * 8) - 1)) / 8
    order = ORDERS[policy.order]
    plan = {(it.project, it.activity): it for it in network(scenario).activities}

    def as_in_one(it, office):
        return it.activity != "second", order(plan[it.project, whole_of(it.activity)], office)

    def whole_of(activity):
        return whole.id if activity == "second" else activity

    def cut(project):
        if project.id != name:
            return project
        parts = [
            replace(whole, days=first),
            replace(
                whole,
                id="second",
                days=whole.planned_days - first,
                predecessors=(Relation(activity=whole.id),),
                earliest=0.0,
            ),
        ]
        others = [
            replace(
                it,
                predecessors=tuple(
                    replace(r, activity="second") if r.activity == whole.id else r
                    for r in it.predecessors
                ),
            )
            for it in project.activities
            if it.id != whole.id
        ]
        place = project.activities.index(whole)
        return replace(project, activities=(*others[:place], *parts, *others[place:]))

    here = simulate(with_projects(scenario, cut), replace(policy, order=as_in_one))
    kept = [event for event in here if not is_seam(event, name, whole.id)]
    together = [
        replace(it, activity=whole.id) if getattr(it, "activity", "") == "second" else it
        for it in kept
    ]
    assert len(here) - len(kept) in (0, 3)  # none, if it is never started
    assert sorted_by_day(together) == sorted_by_day(simulate(scenario, policy))


def is_seam(event, project, first) -> bool:
    """Whether the event belongs to the joint of two parts: the end of one, the other's start."""
    if getattr(event, "project", "") != project:
        return False
    ends = isinstance(event, facts.ActivityFinished) and event.activity == first
    begins = isinstance(event, facts.ActivityReady | facts.ActivityStarted)
    return ends or (begins and event.activity == "second")


# Units


@RUNS
@given(flights(NO_CHANCE, habits=(None, 1)), st.sampled_from([2, 8, 32]))
def test_days_that_are_so_many_times_as_long_come_so_many_times_as_late(flight, times):
    scenario, policy, _, taken = flight

    def longer(it: Activity) -> Activity:
        before = tuple(replace(r, lag=r.lag * times) for r in it.predecessors)
        return replace(it, days=it.days * times, earliest=it.earliest * times, predecessors=before)

    def later(it: Project) -> Project:
        return replace(
            it,
            arrival=it.arrival * times,
            due=None if it.due is None else it.due * times,
            deadline=None if it.deadline is None else it.deadline * times,
            cost_of_delay=it.cost_of_delay / times,
            decay=it.decay / times,
        )

    slow = with_projects(with_activities(scenario, longer), later)
    slow = replace(
        slow,
        roles=tuple(replace(it, hire_days=it.hire_days * times) for it in slow.roles),
        mitigations=tuple(replace(it, lag=it.lag * times) for it in slow.mitigations),
    )
    decided = [replace(it, day=it.day * times) for it in taken]
    expected = [slowed(event, times) for event in simulate(scenario, policy, 0, taken)]
    assert list(simulate(slow, policy, 0, decided)) == expected


def slowed(event, times):
    """The event with every day so many times as late."""
    days = {name: getattr(event, name) * times for name in DAYS if hasattr(event, name)}
    return replace(event, **days)


DAYS = ("day", "from_day", "works_from")


@settings(max_examples=200)
@given(flights(MECHANISMS, rules=policies(habits=HABITS) | PMOS))
def test_twice_the_money_is_twice_the_money_and_no_other_day(flight):
    scenario, policy, seed, taken = flight
    if policy.risk == "heat_map":  # its fields are so many k€ wide, whatever people earn
        policy = replace(policy, risk="impact")
        taken = allowed(scenario, policy, seed, taken)
    rich = doubled(scenario)
    here, there = log_of(scenario, policy, seed, taken), log_of(rich, policy, seed, taken)
    assert len(here) == len(there)
    for one, other in zip(here, there, strict=True):
        assert_doubled(one, other)
    for number in ("value", "cost", "net"):
        once, twice = (
            metrics.summary(log, it)[number] for log, it in ((here, scenario), (there, rich))
        )
        assert twice == pytest.approx(2 * once, abs=0.125 * (1 + len(scenario.risks)))


def doubled(scenario):
    """The scenario with every amount of money twice as large."""
    how = scenario.mechanisms
    if how.detection:
        prices = {
            name: getattr(how.detection, name) * 2 for name in ("review_price", "audit_price")
        }
        how = replace(how, detection=replace(how.detection, **prices))

    def project(it):
        worth = {name: getattr(it, name) * 2 for name in ("value", "cost_of_delay", "fine")}
        return replace(it, **worth)

    return replace(
        with_projects(scenario, project),
        roles=tuple(replace(it, rate=it.rate * 2) for it in scenario.roles),
        risks=tuple(
            replace(it, impact=it.impact * 2) if it.hits == "cost" else it for it in scenario.risks
        ),
        mitigations=tuple(
            replace(it, cost=it.cost * 2, if_used=it.if_used * 2) for it in scenario.mitigations
        ),
        mechanisms=how,
    )


MONEY = {"value", "cost", "amount"}


def assert_doubled(one, other):
    """The same event, with twice the money; bills are rounded to eighths, a reserve to k€ 0.001."""
    amounts = [name for name in MONEY if hasattr(one, name)]
    amounts += ["size"] if hasattr(one, "size") else []
    for name in amounts:
        once, twice = getattr(one, name), getattr(other, name)
        if name == "size":
            assert twice == once or abs(twice - 2 * once) <= 0.125
        else:
            assert twice == pytest.approx(2 * once, rel=1e-9, abs=0.003)
    assert replace(one, **dict.fromkeys(amounts, 0.0)) == replace(
        other, **dict.fromkeys(amounts, 0.0)
    )


# What is of no use


@RUNS
@given(flights(FEW, habits=HABITS), st.data())
def test_a_project_that_takes_no_time_and_nobody_changes_nothing_else(flight, data):
    scenario, policy, seed, taken = flight
    policy = replace(policy, wip_limit=None)  # else it takes a place, if only for an instant
    taken = allowed(scenario, policy, seed, [it for it in taken if not is_limit(it)])
    idle = Role(id="idle", people=1.0)
    empty = Project(
        id="empty",
        activities=(Activity(id="nothing", days=0.0, people=(Demand(role="idle"),)),),
        arrival=data.draw(st.sampled_from([it.arrival for it in scenario.projects])),
        due=99.0,
        value=data.draw(st.sampled_from([0.0, 1000.0])),
    )
    more = replace(
        scenario,
        roles=inserted(data, scenario.roles, idle),
        projects=inserted(data, scenario.projects, empty),
    )
    log = simulate(more, policy, seed, taken)
    others = tuple(event for event in log if getattr(event, "project", "") != "empty")
    assert len(log) - len(others) in (2, 6)
    assert others == simulate(scenario, policy, seed, taken)


def is_limit(decision) -> bool:
    """Whether a decision sets a WIP limit."""
    return "wip_limit" in dict(getattr(decision, "changes", ()))


def inserted(data, records, new):
    """The records with a new one somewhere among them."""
    place = data.draw(st.integers(0, len(records)))
    return (*records[:place], new, *records[place:])


@RUNS
@given(flights(FEW, habits=HABITS), st.data())
def test_a_role_that_nobody_needs_changes_nothing_but_its_wages(flight, data):
    scenario, policy, seed, taken = flight
    idle = Role(id="idle", people=3.0, rate=2.0)
    more = replace(scenario, roles=inserted(data, scenario.roles, idle))
    here, there = simulate(scenario, policy, seed, taken), simulate(more, policy, seed, taken)
    assert here == there
    wages = (
        metrics.money_spent(there, more)["people"] - metrics.money_spent(here, scenario)["people"]
    )
    assert wages == pytest.approx(6.0 * last_day(here))


@RUNS
@given(flights(FEW, habits=HABITS))
def test_more_people_than_can_ever_be_needed_change_nothing(flight):
    scenario, policy, seed, taken = flight
    needed = dict.fromkeys((role.id for role in scenario.roles), 1.0)
    for project in scenario.projects:
        for need in (need for it in project.activities for need in it.people):
            needed[need.role] += need.people
    enough, plenty = (
        replace(
            scenario,
            roles=tuple(replace(it, people=needed[it.id] * many) for it in scenario.roles),
        )
        for many in (1, 2)
    )
    taken = [it for it in taken if not isinstance(it, ChangePeople)]
    taken = allowed(enough, policy, seed, taken)
    assert simulate(enough, policy, seed, taken) == simulate(plenty, policy, seed, taken)


# Decisions for nothing


@st.composite
def no_decisions(draw, scenario) -> list:
    """Decisions of one day that together leave everything as it is."""
    project = draw(st.sampled_from([it.id for it in scenario.projects]))
    role = draw(st.sampled_from([it.id for it in scenario.roles]))
    pairs = {
        "hire and release": [ChangePeople(role, +1), ChangePeople(role, -1)],
        "pause and go on": [PauseProject(project), StartProject(project)],
        "order nothing": [OrderProjects(()), OrderProjects(())],
        "useless help": [BuyMitigation("useless")],
        "there and back": [change_policy(order="due_first"), change_policy(order="first_come")],
    }
    day = draw(st.integers(0, 60).map(lambda n: n / 4))
    return [on(day, it) for it in pairs[draw(st.sampled_from(sorted(pairs)))]]


OWN = (
    facts.PeopleChanged,
    facts.ProjectPaused,
    facts.ProjectResumed,
    facts.ProjectsOrdered,
    facts.PolicyChanged,
    facts.MitigationBought,
)
"""Events that say what was decided."""


@settings(max_examples=200)
@given(portfolios(mechanisms=FEW), policies(("first_come",), HABITS), SEEDS, st.data())
def test_decisions_that_change_nothing_change_nothing_but_their_own_events(
    scenario, policy, seed, data
):
    policy = replace(policy, intake="open", wip_limit=None)  # else who is waved through may pass
    scenario = replace(scenario, roles=tuple(replace(it, hire_days=0.0) for it in scenario.roles))
    if scenario.risks:
        kind, risk = data.draw(st.sampled_from(["avoid", "reduce"])), scenario.risks[0].id
        useless = Mitigation(id="useless", risk=risk, cost=3.0, kind=kind, effect=0.0)
        scenario = replace(scenario, mitigations=(useless, *scenario.mitigations))
    taken = data.draw(no_decisions(scenario))
    decided = allowed(scenario, policy, seed, taken)
    if len(decided) < len(taken):
        return
    log = simulate(scenario, policy, seed, taken)
    kept = tuple(event for event in log if not isinstance(event, OWN))
    assert len(log) - len(kept) == len(taken)
    undecided = simulate(scenario, policy, seed)
    if any(isinstance(it, PauseProject) for it in taken):  # its risks' clocks are set anew
        assert sorted_by_day(kept) == sorted_by_day(undecided)
    else:
        assert kept == undecided
