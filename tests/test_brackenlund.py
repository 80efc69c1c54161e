"""A railway of many teams: what its story promises, over many worlds.

Every test of an effect has enough worlds, and asks for so little of what they show, that it holds
whatever the luck.
"""

from collections import Counter
from functools import cache
from statistics import fmean

import pandas as pd
import pytest
from msgspec.structs import replace

from simulator import Policy, load, metrics, simulate
from simulator.decisions import BuyMitigation, CancelProject, ChangePeople, Decision
from simulator.events import (
    DecisionAwaited,
    Event,
    HandOffBegan,
    IntegrationFailed,
    IssueDetected,
    RiskOccurred,
    StatusReported,
)
from simulator.experiment import Difference, difference, interval, run
from simulator.policies.moves import MOVES
from simulator.policies.ready import READY
from simulator.readers import shipped
from simulator.scenario import Activity, Scenario

NAME = "brackenlund_railway"
WORLDS = 60
"""Worlds in which policies meet."""
CLOSE = ("nobody", "liaison", "clear reports")
"""Captains whose differences are small beside their scatter,"""
MORE_WORLDS = 260
"""and in how many worlds they meet."""
SEEN = 24
"""Worlds whose logs are read."""

NOBODY, WHOLE = Policy(), READY["tailored"]
LIAISON, REVIEWS, VISITS = (
    MOVES["liaison people"],
    MOVES["review each month"],
    MOVES["visits to sponsors"],
)
TOGETHER = Policy(liaison=True, review_weeks=4, stakeholder=0.5)
"""The three things that this house needs, and nothing else."""
CAPTAINS = {
    "nobody": NOBODY,
    "together": TOGETHER,
    "tailored": WHOLE,
    "heavy": READY["heavy"],
    "light": READY["light"],
    "liaison": LIAISON.added(NOBODY),
    "reviews": REVIEWS.added(NOBODY),
    "visits": VISITS.added(NOBODY),
    "tailored without liaison": LIAISON.taken(WHOLE),
    "tailored without visits": VISITS.taken(WHOLE),
    "together without reviews": REVIEWS.taken(TOGETHER),
    "together, four at once": replace(TOGETHER, wip_limit=4),
    "improvement": MOVES["some improvement"].added(NOBODY),
    "clear reports": MOVES["clear reports"].added(NOBODY),
}


@cache
def office() -> Scenario:
    return load(NAME)


@cache
def played() -> pd.DataFrame:
    """Every captain once in every world, and some in more of them."""
    close = {name: CAPTAINS[name] for name in CLOSE}
    everybody = run(office(), CAPTAINS, range(WORLDS), progress=False)
    further = run(office(), close, range(WORLDS, MORE_WORLDS), progress=False)
    return pd.concat([everybody, further])


def more(than: str, captain: str) -> Difference:
    """What a captain's net value has more than another one's, in the same worlds."""
    return difference(played(), than, captain)


@cache
def logs(captain: str = "nobody") -> tuple[tuple[Event, ...], ...]:
    return tuple(simulate(office(), CAPTAINS[captain], seed) for seed in range(SEEN))


def of_kind(kind: type, captain: str = "nobody") -> list:
    """All events of a kind in all worlds whose logs are read."""
    return [event for log in logs(captain) for event in log if isinstance(event, kind)]


def activities() -> list[Activity]:
    return [activity for project in office().projects for activity in project.activities]


# Size and names


def test_the_railway_is_large_enough_for_many_teams_and_small_enough_to_know():
    here = office()
    assert 15 <= len(here.projects) <= 20
    assert 80 <= len(activities()) <= 100
    assert 6 <= len(here.roles) <= 7
    assert 20 <= sum(role.people for role in here.roles) <= 26


def test_everybody_and_everything_has_a_name():
    here = office()
    assert all(len(role.members) == role.people for role in here.roles)
    assert all(project.sponsor and project.story for project in here.projects)
    named = [*here.roles, *here.projects, *activities(), *here.risks, *here.mitigations]
    assert all(it.name for it in named)
    assert all(risk.owner for risk in here.risks)


def test_nobody_of_the_railway_works_anywhere_else():
    def everybody(name: str) -> set[str]:
        there = load(name)
        members = {member for role in there.roles for member in role.members}
        return members | {project.sponsor.split(",")[0] for project in there.projects}

    others = set().union(*(everybody(name) for name in shipped() if name != NAME))
    assert not everybody(NAME) & others


def test_every_risk_is_watched_by_somebody_who_is_there():
    here = office()
    people = {member for role in here.roles for member in role.members}
    people |= {project.sponsor.split(",")[0] for project in here.projects}
    assert {risk.owner for risk in here.risks} <= people


# Teams that need each other


def test_no_department_can_finish_anything_alone():
    for project in office().projects:
        kinds = {need.role for activity in project.activities for need in activity.people}
        assert 3 <= len(kinds) <= 6, project.id


def test_what_comes_after_another_project_nearly_always_comes_from_another_department():
    group = {project.id: project.group for project in office().projects}
    edges = [(first, then.id) for then in office().projects for first in then.after]
    assert len(edges) == 5
    assert sum(group[first] != group[then] for first, then in edges) == 5


def test_every_second_project_does_not_fit_at_the_first_try_and_fewer_with_liaison_people():
    projects = SEEN * len(office().projects)
    alone = len(of_kind(IntegrationFailed)) / projects
    helped = len(of_kind(IntegrationFailed, "liaison")) / projects
    assert 0.4 < alone < 0.6
    assert helped < 0.65 * alone


def weeks_of_hand_offs(captain: str) -> float:
    return fmean((event.ready_on - event.day) / 5 for event in of_kind(HandOffBegan, captain))


def test_a_hand_over_takes_weeks_and_half_as_long_with_liaison_people():
    assert 5 < weeks_of_hand_offs("nobody") < 9
    assert weeks_of_hand_offs("liaison") < 0.65 * weeks_of_hand_offs("nobody")


# Sponsors who decide late


def days_awaited(captain: str) -> float:
    return fmean(event.days for event in of_kind(DecisionAwaited, captain))


def test_sponsors_take_weeks_to_decide_and_far_less_when_somebody_visits_them():
    assert days_awaited("nobody") > 12
    assert days_awaited("visits") < 0.75 * days_awaited("nobody")


# What nobody sees


def growth(captain: str) -> float:
    """How much larger an issue is when noticed than when it began."""
    ratios = []
    for log in logs(captain):
        size = {event.risk: event.size for event in log if isinstance(event, RiskOccurred)}
        ratios += [
            event.size / size[event.risk]
            for event in log
            if isinstance(event, IssueDetected) and event.risk in size
        ]
    return fmean(ratios)


def test_what_nobody_notices_doubles_and_reviews_find_it_earlier():
    assert growth("nobody") > 1.6
    assert growth("reviews") < 0.85 * growth("nobody")


def late_but_green(captain: str) -> float:
    """Share of the reports of projects that will be late which are green."""
    due = {project.id: project.due for project in office().projects}
    colours = Counter()
    for log in logs(captain):
        finished = metrics.finish_days(log)
        late = {it for it, day in finished.items() if day > due[it]}
        colours.update(
            event.colour
            for event in log
            if isinstance(event, StatusReported) and event.project in late
        )
    return colours["green"] / colours.total()


def test_most_reports_of_projects_that_will_be_late_are_green():
    assert late_but_green("nobody") > 0.4


# What pays here


@pytest.mark.parametrize("move", ["liaison", "reviews", "visits"])
def test_each_of_the_three_pays_alone(move):
    gain = more("nobody", move)
    assert gain.low > 0
    assert gain.mean > 0.05 * played().groupby("policy")["net"].mean()["nobody"]


@pytest.mark.parametrize(
    "without", ["tailored without liaison", "tailored without visits", "together without reviews"]
)
def test_and_each_of_them_is_missed_where_the_others_are_at_work(without):
    whole = without.split(" without ")[0]
    assert more(without, whole).low > 0


@pytest.mark.parametrize("move", ["liaison", "reviews", "visits"])
def test_the_three_together_beat_the_best_of_them_by_far(move):
    alone = played().groupby("policy")["net"].mean()[move]
    assert more(move, "together").low > 0.05 * alone


def test_doing_nothing_is_worth_something_and_easily_beaten():
    means = played().groupby("policy")["net"].mean()
    assert 1000 < means["nobody"] < 0.8 * means["together"]


# What does not


@pytest.mark.parametrize("other", ["together", "tailored", "light"])
def test_a_heavy_pmo_is_not_what_this_railway_needs(other):
    assert more("heavy", other).low > 0


def test_time_for_improvement_comes_too_dear_where_everybody_waits_for_everybody():
    assert more("nobody", "improvement").high < 0


def test_to_begin_less_at_once_only_makes_the_chain_longer():
    assert more("together", "together, four at once").high < 0


def test_clear_reports_are_wasted_where_nobody_decides_by_them():
    assert more("nobody", "clear reports").high < 0


def test_a_project_office_made_for_many_things_still_helps():
    assert more("nobody", "tailored").low > 0


def hurried() -> dict[str, list[Decision]]:
    """What somebody does on the first morning who has no time to look."""
    here = office()
    return {
        "buy all": [BuyMitigation(offer.id, day=0) for offer in here.mitigations],
        "hire ten": [ChangePeople("signal", 10, day=0)],
        "cancel what has a deadline": [
            CancelProject(project.id, day=project.arrival)
            for project in here.projects
            if project.deadline is not None
        ],
    }


@pytest.mark.parametrize("name", ["buy all", "hire ten", "cancel what has a deadline"])
def test_who_is_in_a_hurry_does_not_win(name):
    worlds = range(32)
    net = [
        metrics.summary(simulate(office(), NOBODY, it, hurried()[name]), office()) for it in worlds
    ]
    patient = played()[played()["policy"] == "together"].set_index("seed")["net"]
    _, low, _ = interval([patient[it] - net[it]["net"] for it in worlds])
    assert low > 0


# How long it takes


def test_about_half_of_the_projects_are_on_time_and_the_work_lasts_about_two_years():
    here = office()
    shares = [metrics.on_time_share(log, here) for log in logs()]
    lasts = [max(metrics.finish_days(log).values()) for log in logs()]
    assert 0.4 < fmean(shares) < 0.65
    assert 420 < fmean(lasts) < 700
    _, low, high = interval(lasts)
    assert high - low < 200
