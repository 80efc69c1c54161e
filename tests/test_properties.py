"""What is true in every office: random portfolios, policies, decisions and mechanisms."""

import os
from collections import Counter
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from office import of
from portfolios import MECHANISMS, PMOS, decisions, policies, portfolios

from simulator import events as facts
from simulator.decisions import DecisionError
from simulator.limits import MOST_EVENTS
from simulator.mechanisms import Mechanisms
from simulator.mechanisms.adoption import undisturbed
from simulator.model import simulate
from simulator.model.replication import Replication
from simulator.policies import ORDERS, Policy
from simulator.policies.functions import FUNCTIONS
from simulator.scenario import Scenario

HABITS = (None, None, 1, 2, 3)
PLAIN_WORLDS = st.just(Mechanisms())
RUNS = int(os.environ.get("RUNS", 300))
"""How many random runs; `RUNS=8000 pytest tests/test_properties.py` looks harder."""


@st.composite
def runs(draw, mechanisms=MECHANISMS, habits=HABITS):
    """A scenario, a policy and the whole log of a run in which people decide."""
    scenario = draw(portfolios(mechanisms=mechanisms))
    policy = draw(policies(sorted(ORDERS), habits))
    if mechanisms is MECHANISMS and draw(st.booleans()):
        policy = draw(PMOS)
    seed, taken = draw(st.integers(0, 999)), []
    for decision in draw(decisions(scenario, sorted(ORDERS), habits[1:])):
        try:
            simulate(scenario, policy, seed, [*taken, decision], decision.day)
        except DecisionError:
            continue
        taken.append(decision)
    return scenario, policy, simulate(scenario, policy, seed, taken)


class Rules:
    """The rules in force, worked out from the log: what is new works when the log says so."""

    def __init__(self, scenario: Scenario, policy: Policy) -> None:
        self.lagging = scenario.mechanisms.governance is not None
        self.wanted, self.in_force = Policy(), Policy()
        self.want(policy)

    def __getitem__(self, field: str):
        return getattr(self.in_force, field)

    def want(self, policy: Policy) -> None:
        self.wanted = policy
        kept = self.in_force
        self.in_force = policy
        for function in FUNCTIONS.values():
            same = function.settings(policy) == function.settings(kept)
            if self.lagging and function.level(policy) and not same:
                self.in_force = function.moved(self.in_force, kept)

    def note(self, event) -> None:
        match event:
            case facts.PolicyChanged():
                changes = {field: value_of(text) for field, text in event.changes}
                self.want(replace(self.wanted, **changes))
            case facts.FunctionInForce():
                self.in_force = FUNCTIONS[event.function].moved(self.in_force, self.wanted)
            case facts.FundingReviewed(kept=False):
                self.want(Policy())


class Diary:
    """What is true after each event, worked out from the log alone."""

    def __init__(self, scenario: Scenario, policy: Policy) -> None:
        self.scenario = scenario
        self.rules = Rules(scenario, policy)
        self.selected = set()
        self.people = {role.id: role.people for role in scenario.roles}
        self.activities = {(p.id, a.id): a for p in scenario.projects for a in p.activities}
        self.waiting, self.running = {}, {}
        self.used = Counter()
        self.in_progress, self.paused, self.waved, self.over = set(), set(), set(), set()

    def note(self, event) -> None:
        """Take one event in."""
        key = (getattr(event, "project", None), getattr(event, "activity", None))
        match event:
            case facts.ActivityReady():
                self.waiting[key] = event.day
            case facts.ActivityStarted():
                del self.waiting[key]
                self.running[key] = event.day
                self.hold(key, +1)
            case facts.ActivityFinished() | facts.ActivityStopped():
                del self.running[key]
                self.hold(key, -1)
            case facts.PeopleChanged():
                self.people[event.role] = event.people
            case facts.PolicyChanged() | facts.FunctionInForce() | facts.FundingReviewed():
                self.rules.note(event)
            case _:
                self.note_project(event, key[0])

    def note_project(self, event, project) -> None:
        match event:
            case facts.ProjectStarted():
                self.in_progress.add(project)
            case facts.ProjectPaused():
                self.paused.add(project)
            case facts.ProjectResumed():
                self.paused.discard(project)
                self.waved.add(project)
            case facts.ProjectSelected():
                self.selected.add(project)
            case facts.ProjectBypassed():
                self.waved.add(project)
            case facts.ProjectFinished() | facts.ProjectCancelled():
                self.over.add(project)
                self.waiting = {it: day for it, day in self.waiting.items() if it[0] != project}

    def hold(self, key, times) -> None:
        for demand in self.activities[key].people:
            self.used[demand.role] += times * demand.people

    @property
    def habit(self) -> int:
        return self.rules["projects_per_person"] or self.scenario.projects_per_person

    def fits(self, key) -> bool:
        return all(
            self.used[it.role] + it.people <= self.people[it.role] * self.habit
            for it in self.activities[key].people
        )

    def may_start(self, project) -> bool:
        if project in self.paused:
            return False
        if project in self.in_progress | self.waved:
            return True
        if self.rules["select"] != "all" and project not in self.selected:
            return False
        limit, count = self.rules["wip_limit"], len(self.in_progress - self.paused - self.over)
        return self.rules["intake"] == "open" and (limit is None or count < limit)


@cache
def made() -> list:
    """Random runs, made once for all tests of this file."""
    found = []

    @settings(max_examples=RUNS)
    @given(runs())
    def keep(run):
        found.append(run)

    keep()
    return found


def in_every_office(rule):
    """The test that a rule holds in all these runs; if not, Hypothesis looks for a small one."""

    def test():
        for run in made():
            try:
                rule(run)
            except AssertionError:
                settings(max_examples=RUNS)(given(runs())(rule))()
                raise

    test.__name__ = rule.__name__
    return test


def value_of(text):
    """The value of a policy's field, from its text in the log."""
    words = {"None": None, "True": True, "False": False}
    if text in words:
        return words[text]
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text


def times(log, kind):
    """On which day each activity had this event."""
    return {(event.project, event.activity): event.day for event in of(log, kind)}


@in_every_office
def test_nobody_starts_anything_while_too_few_people_are_free(run):
    scenario, policy, log = run
    diary = Diary(scenario, policy)
    for event in log:
        if isinstance(event, facts.ActivityStarted):
            assert diary.fits((event.project, event.activity)), event
        diary.note(event)


@in_every_office
def test_nothing_starts_that_its_project_forbids(run):
    scenario, policy, log = run
    diary = Diary(scenario, policy)
    for event in log:
        if isinstance(event, facts.ActivityStarted | facts.ProjectStarted):
            assert diary.may_start(event.project), event
        diary.note(event)


@in_every_office
def test_no_work_waits_for_people_who_are_free(run):
    scenario, policy, log = run
    diary = Diary(scenario, policy)
    for event, following in zip(log, (*log[1:], None), strict=True):
        diary.note(event)
        if following is None or following.day > event.day:
            able = [key for key in diary.waiting if diary.may_start(key[0])]
            fitting = [key for key in able if diary.fits(key)]
            # without skipping the first in line must be one that does not fit
            assert not fitting or (not diary.rules["skipping"] and fitting != able), event


@in_every_office
def test_relations_hold_between_all_that_starts_and_finishes(run):
    scenario, policy, log = run
    start, end = times(log, facts.ActivityStarted), times(log, facts.ActivityFinished)
    for project in scenario.projects:
        for activity in project.activities:
            for relation in activity.predecessors:
                before, key = (project.id, relation.activity), (project.id, activity.id)
                bound = start if relation.kind in ("FS", "SS") else end
                assert key not in start or start[before] <= start[key], relation
                if key in bound and (relation.lag >= 0 or goes_as_planned(scenario, policy, log)):
                    origin = start if relation.kind in ("SS", "SF") else end
                    # with a lead, the project may have been cancelled in between
                    assert before in origin or relation.lag < 0, relation
                    assert origin.get(before, 0) + relation.lag <= bound[key], relation


def goes_as_planned(scenario, policy, log):
    """Whether every activity ends when expected at its start, on which leads have to count."""
    focused = policy.projects_per_person in (None, 1) and not of(log, facts.PolicyChanged)
    certain = scenario.mechanisms == slow_parts_off(replace(scenario.mechanisms, duration=None))
    return focused and certain and not of(log, facts.ActivityExtended)


def slow_parts_off(mechanisms):
    """Only what a first flight has; nothing moves on Mondays but reports."""
    slow = set(Mechanisms.__struct_fields__) - {"duration", "attention", *FIRST_FLIGHT}
    return replace(mechanisms, **dict.fromkeys(slow))


FIRST_FLIGHT = ("hazard", "detection", "escalation")


@in_every_office
def test_nothing_starts_before_it_arrives_or_is_ready(run):
    scenario, _, log = run
    start, ready = times(log, facts.ActivityStarted), times(log, facts.ActivityReady)
    for project in scenario.projects:
        for activity in project.activities:
            key = (project.id, activity.id)
            if key in start:
                assert start[key] >= ready[key] >= project.arrival + activity.earliest


@in_every_office
def test_everything_happens_once_and_in_its_order(run):
    _, _, log = run
    for kind in (facts.ActivityReady, facts.ActivityStarted, facts.ActivityFinished):
        assert len(times(log, kind)) == len(of(log, kind))
    ready, start = times(log, facts.ActivityReady), times(log, facts.ActivityStarted)
    end = times(log, facts.ActivityFinished) | times(log, facts.ActivityStopped)
    assert start.keys() <= ready.keys()
    assert end.keys() == start.keys()
    assert all(start[key] <= end[key] for key in end)


@in_every_office
def test_a_project_starts_with_its_first_activity(run):
    _, _, log = run
    begun = {event.project: event.day for event in of(log, facts.ProjectStarted)}
    first = {}
    for event in of(log, facts.ActivityStarted):
        first.setdefault(event.project, event.day)
    assert begun == first


@in_every_office
def test_days_are_on_the_grid_and_never_go_back(run):
    _, _, log = run
    days = [event.day for event in log]
    assert days == sorted(days)
    assert all((8 * day).is_integer() for day in map(float, days))


@in_every_office
def test_nothing_happens_in_a_project_that_is_over(run):
    over, after_delivery = set(), (facts.BenefitRealised, facts.HandOffBegan)
    for event in run[2]:
        if not isinstance(event, after_delivery):
            assert getattr(event, "project", None) not in over, event
        if isinstance(event, facts.ProjectFinished | facts.ProjectCancelled):
            over.add(event.project)


@in_every_office
def test_a_project_is_finished_with_its_last_activity_and_worth_what_was_agreed(run):
    scenario, _, log = run
    end = times(log, facts.ActivityFinished)
    done = {event.project: event for event in of(log, facts.ProjectFinished)}
    for project in scenario.projects:
        days = [end.get((project.id, activity.id)) for activity in project.activities]
        assert (None not in days) == (project.id in done)
        if project.id in done:
            assert done[project.id].day == max(days)
            assert done[project.id].value >= -project.fine
            if not scenario.mechanisms.selection:
                assert done[project.id].value <= project.value


@in_every_office
def test_an_issue_is_noticed_once_and_not_before_it_happened(run):
    _, _, log = run
    happened = {event.risk: event for event in of(log, facts.RiskOccurred)}
    noticed = {event.risk: event for event in of(log, facts.IssueDetected)}
    assert len(noticed) == len(of(log, facts.IssueDetected))
    for risk, event in noticed.items():
        assert event.day >= happened[risk].day
        assert event.size >= happened[risk].size


@in_every_office
def test_every_finished_project_knows_all_its_issues(run):
    _, _, log = run
    over = {event.project for event in of(log, facts.ProjectFinished)}
    noticed = {event.risk for event in of(log, facts.IssueDetected)}
    assert all(it.risk in noticed for it in of(log, facts.RiskOccurred) if it.project in over)


@settings(max_examples=100)
@given(runs(PLAIN_WORLDS))
def test_nobody_does_more_than_a_days_work_a_day(run):
    scenario, policy, log = run
    diary, done, able, today = Diary(scenario, policy), Counter(), Counter(), 0.0
    for event in log:
        for role, people in diary.people.items():
            able[role] += people * (event.day - today)
        today = event.day
        if isinstance(event, facts.PeopleChanged) and event.people < diary.people[event.role]:
            return  # who was told to leave goes on until the work in hand is done
        if isinstance(event, facts.ActivityFinished):
            activity = diary.activities[event.project, event.activity]
            done.update({it.role: it.people * activity.planned_days for it in activity.people})
        diary.note(event)
    assert all(done[role] <= able[role] for role in done)


@settings(max_examples=100)
@given(runs(PLAIN_WORLDS, (None, 1)))
def test_without_chance_an_activity_takes_exactly_its_planned_days(run):
    scenario, _, log = run
    start, end = times(log, facts.ActivityStarted), times(log, facts.ActivityFinished)
    activities = {(p.id, a.id): a for p in scenario.projects for a in p.activities}
    assert all(end[key] - start[key] == activities[key].planned_days for key in end)


@settings(max_examples=100)
@given(data=st.data())
def test_every_seed_is_the_same_world_when_nothing_is_left_to_chance(data):
    scenario, policy = data.draw(portfolios()), data.draw(policies())
    assert simulate(scenario, policy, 1) == simulate(scenario, policy, 2)


# What moves slowly

RANGES = {
    "skill": (0, 1), "fatigue": (0, 1), "newcomers": (0, 99), "security": (0, 1),
    "capability": (0, 5), "completeness": (0, 1), "maturity": (1, 5), "knowledge": (0, 99),
    "resistance": (0, 1), "engagement": (0, 1), "trust": (0, 1),
}  # fmt: skip


@in_every_office
def test_every_stock_stays_in_its_range(run):
    for month in of(run[2], facts.MonthBegan):
        for name, level in month.levels:
            low, high = RANGES[name]
            assert low <= level <= high, (name, level)


@in_every_office
def test_money_held_back_pays_for_help_only_as_far_as_it_reaches(run):
    fund = 0.0
    for event in of(run[2], facts.ReserveSet, facts.ReservePaid):
        fund = event.amount if isinstance(event, facts.ReserveSet) else fund - event.cost
        assert fund > -0.01, event


@in_every_office
def test_benefits_are_never_more_than_adoption_can_bring(run):
    scenario, _, log = run
    how = scenario.mechanisms.adoption
    worth = {event.project: event.value for event in of(log, facts.ProjectFinished)}
    brought = Counter()
    for event in of(log, facts.BenefitRealised):
        brought[event.project] += event.value
    for project, total in brought.items():
        most = max(worth[project], worth[project] * how.dip * -2) / undisturbed(how)
        assert total <= max(most, 0.0) + 1e-6 or worth[project] < 0


@in_every_office
def test_everybody_who_leaves_is_replaced_after_the_vacancy(run):
    scenario, _, log = run
    how, last = scenario.mechanisms.turnover, log[-1].day
    back = Counter((it.role, it.day) for it in of(log, facts.PeopleChanged))
    for event in of(log, facts.PersonLeft):
        returns = event.day + 5 * how.vacancy
        assert returns >= last or back[event.role, returns]


@in_every_office
def test_the_pmo_takes_hours_only_where_they_have_a_price(run):
    scenario, _, log = run
    for event in of(log, facts.PmoWorked):
        assert scenario.mechanisms.governance and 0 < event.share <= 0.9


@settings(max_examples=100)
@given(data=st.data())
def test_all_work_is_done_that_an_activity_takes_and_no_more(data):
    """Days at their pace add up to the days an activity takes with its issues, to the hour."""
    scenario = data.draw(portfolios(("FS",), MECHANISMS))
    policy, seed = data.draw(PMOS), data.draw(st.integers(0, 99))
    run = Replication(scenario, policy, seed, (), MOST_EVENTS)
    world, at_work = run.world, run.work
    worked, wanted, since = Counter(), Counter(), [0.0]
    happens, start, extend = world.bring_up, at_work.start, at_work.extend

    def work(moment):
        for place in at_work.running:
            worked[place] += (world.env.now - since[0]) * at_work.speed[place]
        since[0] = world.env.now
        happens(moment)

    def note_start(place):
        wanted[place] = run.durations.days(place)
        start(place)

    def note_extension(place, days, risk):
        wanted[place] += days
        extend(place, days, risk)

    world.bring_up, at_work.start, at_work.extend = work, note_start, note_extension
    for moment in [entry[3] for entry in world.env._queue]:
        moment.callbacks = [work]
    world.run(None)
    for place in wanted:
        if run.projects.state[run.network.project_of[place]] == "finished":
            # ends are rounded up to the hour, and a pace is at most a few times the planned one
            assert -0.02 <= worked[place] - wanted[place] <= 0.125 * 6 + 0.02
