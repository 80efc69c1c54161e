"""A workshop that lives by its people: what its story promises, over many worlds."""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from statistics import fmean

import pandas as pd
import pytest
from msgspec.structs import replace

from simulator import Policy, load, metrics
from simulator.decisions import ChangePeople
from simulator.events import Event, MonthBegan, PersonLeft
from simulator.experiment import Captain, Difference, difference, run
from simulator.network import network
from simulator.policies.moves import MOVES
from simulator.policies.ready import READY
from simulator.scenario import Scenario

OFFICE = load("larkmoor_organs")
WORLDS = 60
TWO_YEARS = 520
"""Working days."""
GROWING = ("mentors", "a way up", "exchange of knowledge", "some improvement")
"""What pays here, each by itself."""
LOSING = ("the whole method", "4 projects at once", "ten hours of overtime")
"""What loses here, each by itself."""
HOUSE = Policy(people=0.4, people_by="mentoring", knowledge=0.4, improve=0.05)
"""What somebody would do who has understood the house."""


def captains() -> dict[str, Policy | Captain]:
    """Who plays here, by name."""
    hires = tuple(ChangePeople(role=role.id, change=2, day=0) for role in OFFICE.roles)
    return {
        "nothing": Policy(),
        **{name: MOVES[name].added(Policy()) for name in (*GROWING, *LOSING)},
        "tailored": READY["tailored"],
        "heavy": READY["heavy"],
        "the house": HOUSE,
        "ten hires": Captain(Policy(), hires),
    }


def measured(events: tuple[Event, ...], office: Scenario) -> Mapping[str, float]:
    """What the tests ask of a run."""
    left = [event.day for event in events if isinstance(event, PersonLeft)]
    months = [event for event in events if isinstance(event, MonthBegan)]
    then = next(event for event in reversed(months) if event.day <= TWO_YEARS)
    return {
        "net": metrics.summary(events, office)["net"],
        "left": sum(day <= TWO_YEARS for day in left),
        "skill": dict(then.levels)["skill"],
        "capability": dict(then.levels)["capability"],
        "last": max(metrics.finish_days(events).values(), default=0.0),
        "on_time": metrics.on_time_share(events, office),
    }


@cache
def played() -> pd.DataFrame:
    """Everybody in the same worlds."""
    return run(OFFICE, captains(), range(WORLDS), progress=False, measure=measured)


def more(than: str, policy: str, metric: str = "net") -> Difference:
    """What one of them has more than another."""
    return difference(played(), than, policy, metric)


def mean(policy: str, metric: str = "net") -> float:
    table = played()
    return float(table[table["policy"] == policy][metric].mean())


def activities() -> list:
    return [activity for project in OFFICE.projects for activity in project.activities]


# The workshop


def test_the_workshop_is_large_enough_to_need_a_pmo_and_small_enough_to_know():
    assert 10 <= len(OFFICE.projects) <= 30
    assert 45 <= len(activities()) <= 120
    assert 4 <= len(OFFICE.roles) <= 7
    assert 12 <= sum(role.people for role in OFFICE.roles) <= 30
    assert len(OFFICE.risks) >= 15
    assert {offer.kind for offer in OFFICE.mitigations} == {"avoid", "reduce"}


def test_orders_come_in_for_two_years():
    arrivals = [project.arrival for project in OFFICE.projects]
    assert arrivals == sorted(arrivals)
    assert 440 <= arrivals[-1] <= TWO_YEARS
    assert max(b - a for a, b in zip(arrivals, arrivals[1:], strict=False)) <= 40


def test_everybody_who_looks_after_a_risk_is_somebody_one_can_meet():
    members = {member for role in OFFICE.roles for member in role.members}
    sponsors = {project.sponsor.split(",")[0] for project in OFFICE.projects}
    assert not members & sponsors
    assert {risk.owner for risk in OFFICE.risks} <= members | sponsors


def test_every_organ_is_voiced_last_and_nothing_else_needs_a_voicer():
    for project in OFFICE.projects:
        needing = [a for a in project.activities if any(n.role == "voicer" for n in a.people)]
        assert needing == [project.activities[-1]]


def test_more_than_half_of_the_work_is_new_and_still_comes_back():
    effort, families = Counter(), Counter()
    for activity in activities():
        effort[activity.work] += activity.planned_effort
        families[activity.family] += 1
    assert effort["novel"] + effort["research"] > 0.5 * effort.total()
    assert families["voicing"] == families["pipes"] == len(OFFICE.projects)
    assert min(families.values()) >= 3


def test_nobody_has_to_hurry_but_for_what_goes_wrong():
    chains = dict(
        zip((it.id for it in OFFICE.projects), network(OFFICE).critical_days, strict=True)
    )
    for project in OFFICE.projects:
        assert project.due is not None
        assert 2 <= (project.due - project.arrival) / chains[project.id] <= 2.4


def test_a_role_does_not_stand_still_when_one_of_them_leaves():
    there = {role.id: role.people for role in OFFICE.roles}
    assert all(n.people < there[n.role] for a in activities() for n in a.people)


# When nobody decides


def test_without_a_pmo_about_half_of_the_orders_are_on_time():
    assert 0.5 <= mean("nothing", "on_time") <= 0.75


def test_the_work_lasts_three_to_four_years():
    assert 700 <= mean("nothing", "last") <= 1150


def test_doing_nothing_earns_money():
    assert mean("nothing") > 500


def test_half_of_the_people_leave_within_two_years():
    there = sum(role.people for role in OFFICE.roles)
    assert 0.4 * there <= mean("nothing", "left") <= 0.8 * there


# What pays


@pytest.mark.parametrize("move", GROWING)
def test_who_looks_after_people_and_what_they_know_is_paid_for_it(move):
    gained = more("nothing", move)
    assert gained.low > 0
    assert gained.mean > 0.05 * mean("nothing")


def test_mentors_make_people_better_and_fewer_leave():
    assert more("nothing", "mentors", "skill").low > 0
    assert more("nothing", "mentors", "left").high < 0


def test_where_there_is_a_way_up_fewer_leave():
    assert more("nothing", "a way up", "left").high < 0


def test_who_improves_the_work_is_abler_two_years_on():
    assert more("nothing", "some improvement", "capability").low > 0.05


def test_no_single_thing_is_as_good_as_all_that_the_house_needs():
    best = max((*GROWING, *LOSING), key=mean)
    assert more(best, "the house").low > 0
    assert mean("the house") > 1.05 * mean(best)


def test_an_office_made_for_it_pays():
    assert more("nothing", "tailored").low > 0


# What loses


@pytest.mark.parametrize("move", LOSING)
def test_what_does_not_fit_the_house_costs_more_than_it_brings(move):
    assert more("nothing", move).high < 0


def test_a_heavy_pmo_ruins_the_workshop():
    assert more("nothing", "heavy").high < 0
    assert more("heavy", "tailored").low > 0


def test_ten_people_more_are_no_answer():
    assert more("ten hires", "the house").low > 0


def test_where_people_stay_and_are_soon_at_home_a_way_up_is_not_worth_its_price():
    how = OFFICE.mechanisms
    assert how.turnover is not None
    assert how.ramp_up is not None
    stay, soon = replace(how.turnover, base=0.05), replace(how.ramp_up, assimilation=8.0)
    calm = replace(OFFICE, mechanisms=replace(how, turnover=stay, ramp_up=soon))
    both = {name: captains()[name] for name in ("nothing", "a way up")}
    table = run(calm, both, range(24), progress=False, measure=measured)
    assert difference(table, "nothing", "a way up").high < more("nothing", "a way up").low
    assert fmean(table["left"]) < 3
