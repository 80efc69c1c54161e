"""Flights side by side: who can be told apart, who won which world, and what cannot be compared."""

from functools import cache

import pytest
from office import office, project

from simulator import Policy, Session, load
from simulator.debrief.teams import (
    Results,
    at_home,
    captains,
    judged,
    played,
    standings,
    tiers,
    wins,
)  # fmt: skip
from simulator.errors import RefusedError

WORLDS = 40


@cache
def crew() -> tuple[tuple[str, Session], ...]:
    """Two who decide, and one who decides nothing."""
    first = Session(load("eight_projects"), seed=3)
    quick = Session(first.scenario, Policy(order="cost_of_delay", projects_per_person=1), 3)
    slow = Session(first.scenario, Policy(wip_limit=1), 3)
    return ("as it comes", first), ("one thing", quick), ("one project", slow)


@cache
def results() -> Results:
    return played(crew(), range(WORLDS), "teams", workers=1, keep=False)


def test_every_team_meets_the_same_worlds():
    one = played(crew()[:2], range(WORLDS), "teams", workers=1, keep=False)
    assert one.net["one thing"] == results().net["one thing"] and results().worlds == WORLDS


def test_worlds_that_are_played_in_slices_are_the_same_worlds():
    found = Results.none(name for name, _ in crew())
    assert found.worlds == 0
    for place in (0, 20):
        found.add(played(crew(), range(place, place + 20), "teams", workers=1, keep=False))
    assert found == results()


def test_who_is_surely_worse_stands_in_a_later_tier():
    found = judged(crew(), results(), "teams")
    assert [it.name for it in found] == ["one thing", "as it comes", "one project"]
    assert found[0].tier == 1 < found[-1].tier
    assert sum(it.wins for it in found) == pytest.approx(WORLDS)
    for it in found:
        assert it.value.low < it.value < it.value.high and it.low < it.value
        assert 0 <= it.often_on_time <= 1 and it.delivered > it.value
        assert f"In {WORLDS} other worlds the same decisions bring" in it.value.words


def test_the_result_is_what_came_of_the_flight_itself():
    here = at_home(crew())
    for it in judged(crew(), results()):
        assert (it.result, it.on_time) == (here[it.name]["net"], here[it.name]["on_time"])


def test_the_same_decisions_twice_share_a_tier():
    twins = tuple((name, crew()[0][1]) for name in ("left", "right"))
    found = standings(twins, worlds=6, workers=1, keep=False)
    assert [it.tier for it in found] == [1, 1] and found[0].value == found[1].value
    assert [it.wins for it in found] == [3, 3]


def test_tiers_by_hand():
    steady = [10.0, 11.0, 10.0, 11.0, 10.0, 11.0]
    near = [9.0, 12.0, 9.0, 12.0, 9.0, 10.0]
    far = [1.0, 2.0, 1.0, 2.0, 1.0, 2.0]
    assert tiers({"far": far, "near": near, "steady": steady}) == {
        "steady": 1, "near": 1, "far": 2,
    }  # fmt: skip
    assert wins({"far": far, "near": near, "steady": steady}) == {"far": 0, "near": 2, "steady": 4}
    even = {"a": [1.0, 2.0], "b": [1.0, 1.0], "c": [1.0, 2.0]}
    assert wins(even) == pytest.approx({"a": 1 / 3 + 1 / 2, "b": 1 / 3, "c": 1 / 3 + 1 / 2})


def test_the_more_teams_there_are_the_more_has_to_be_seen_to_tell_two_apart():
    ahead = [100.0, 140.0, 60.0, 130.0, 90.0, 80.0, 120.0, 110.0]
    behind = [95.0, 130.0, 66.0, 120.0, 88.0, 77.0, 112.0, 108.0]
    two = {"ahead": ahead, "behind": behind}
    assert tiers(two, 0.9)["behind"] == 2
    many = {f"last {n}": [0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0] for n in range(40)}
    assert tiers(two | many, 0.9)["behind"] == 1


@pytest.mark.parametrize(
    ("flights", "said"),
    [
        (crew()[:1], "one flight has nobody to be compared with; give at least two"),
        ((crew()[0], ("as it comes", crew()[1][1])),
         "two flights are called 'as it comes'; give each its own name"),
        ((crew()[0], ("later", Session(crew()[0][1].scenario, seed=4))),
         "the flight 'later' is of world 4; the others are of world 3"),
        ((crew()[0], ("elsewhere", Session(office(project("a", [1.0])), seed=3))),
         "the flight 'elsewhere' is of another office; compare flights of "),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_refused_with_its_reason(flights, said):
    with pytest.raises(RefusedError) as refused:
        captains(flights)
    assert str(refused.value).startswith(said)
