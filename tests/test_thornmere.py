"""A university's computing office: what its story promises, over many worlds.

Its requests never end and everybody is on five things at once, so that fewer things at once, air in
the plan and better ways of working pay, while an order alone does not.
"""

from functools import cache
from statistics import fmean

import pandas as pd
import pytest

from simulator import Policy, load, metrics, simulate
from simulator.experiment import Difference, difference, run
from simulator.policies.moves import MOVES
from simulator.policies.ready import READY

NAME = "thornmere_university"
WORLDS = 24
ALONE = (
    "one thing at a time", "at most two things at once", "4 projects at once",
    "10 projects at once", "select and leave air", "stop what is not worth it",
    "order by cost of delay", "review each week", "five hours of overtime",
    "ten hours of overtime",
)  # fmt: skip
CLOSE = (
    "no_pmo", "together", "one thing at a time", "10 projects at once",
    "stop what is not worth it", "order by cost of delay", "five hours of overtime",
)  # fmt: skip
"""Captains whose differences scatter so much that they need more worlds than the others."""
MORE_WORLDS = 60
WITHIN = ("order by cost of delay", "some improvement")
"""Moves that are taken from the tailored PMO."""
TOGETHER = Policy(projects_per_person=2, order="cost_of_delay", improve=0.04)


@cache
def played() -> pd.DataFrame:
    """Everybody in the same worlds, and some in more of them."""
    captains = {
        **READY,
        "together": TOGETHER,
        **{name: MOVES[name].added(Policy()) for name in ALONE},
        **{f"without {name}": MOVES[name].taken(READY["tailored"]) for name in WITHIN},
    }
    close = {name: captains[name] for name in CLOSE}
    office, further = load(NAME), range(WORLDS, MORE_WORLDS)
    everybody = run(office, captains, range(WORLDS), progress=False)
    return pd.concat([everybody, run(office, close, further, progress=False)])


def more(than: str, captain: str) -> Difference:
    """What a captain has more than another one, in net value."""
    return difference(played(), than, captain)


def test_requests_come_every_other_week_for_two_years():
    arrivals = [project.arrival for project in load(NAME).projects]
    gaps = [later - sooner for sooner, later in zip(arrivals[1:], arrivals[2:], strict=False)]
    assert arrivals == sorted(arrivals) and min(gaps) >= 4 and max(gaps) <= 17
    assert 8 <= fmean(gaps) <= 12 and 390 <= arrivals[-1] <= 520


def test_developers_are_planned_for_all_of_their_time_and_the_others_for_half():
    office = load(NAME)
    planned = dict.fromkeys([role.id for role in office.roles], 0.0)
    for project in office.projects:
        for activity in project.activities:
            planned[activity.people[0].role] += activity.effort
    days = max(project.arrival for project in office.projects)
    load_of = {role.id: planned[role.id] / (role.people * days) for role in office.roles}
    assert 1.0 < load_of["developer"] < 1.25
    assert all(0.2 < it < 0.6 for role, it in load_of.items() if role != "developer")


def test_developers_are_busy_four_days_of_five_as_long_as_requests_come():
    office = load(NAME)
    until = max(project.arrival for project in office.projects)
    busy = [
        metrics.utilisation(simulate(office, seed=seed, until=until), office)["developer"]
        for seed in range(12)
    ]
    assert 0.75 < fmean(busy) < 0.95


@pytest.mark.parametrize("move", ["one thing at a time", "at most two things at once"])
def test_fewer_things_at_once_pay(move):
    assert more("no_pmo", move).low > 0


def test_two_things_at_once_are_better_than_one_where_people_wait_for_each_other():
    assert more("one thing at a time", "at most two things at once").low > 0


def test_a_limit_of_ten_projects_pays_and_one_of_four_starves_the_office():
    assert more("no_pmo", "10 projects at once").low > 0
    assert more("no_pmo", "4 projects at once").high < -2000


def test_selection_pays_if_it_leaves_air():
    assert more("no_pmo", "select and leave air").low > 1000


def test_stopping_what_is_not_worth_it_any_more_pays():
    assert more("no_pmo", "stop what is not worth it").low > 1000


def test_an_order_alone_only_moves_the_waiting_about():
    assert more("no_pmo", "order by cost of delay").high < 0


def test_the_same_order_pays_in_an_office_that_does_one_thing_at_a_time():
    assert more("without order by cost of delay", "tailored").low > 2000


def test_improvement_pays_over_two_years():
    assert more("without some improvement", "tailored").low > 500


def test_five_hours_of_overtime_pay_for_people_who_are_asked_for_too_much():
    assert more("no_pmo", "five hours of overtime").low > 0


@pytest.mark.parametrize("move", ["ten hours of overtime", "review each week"])
def test_ten_hours_of_standing_overtime_and_weekly_reviews_lose_there(move):
    assert more("no_pmo", move).high < -1000


def test_three_plain_rules_together_beat_any_of_them_and_every_ready_made_pmo():
    best = max(ALONE, key=lambda move: more("no_pmo", move).mean)
    nets = played().groupby("policy")["net"].mean()
    assert more(best, "together").mean > 0.05 * nets[best] and more(best, "together").low > 0
    assert all(more(name, "together").low > 0 for name in READY)


def test_a_heavy_pmo_ruins_it():
    assert more("no_pmo", "heavy").high < -1000
    assert more("heavy", "tailored").low > 4000
