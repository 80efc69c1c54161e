"""Many worlds: the same table every time, paired, with intervals that cover."""

import random

import pandas as pd
import pytest

from simulator import OrderProjects, Policy, experiment, load, metrics, simulate
from simulator.errors import EndlessError, RefusedError
from simulator.experiment import Captain

OFFICE = load("three_projects")
CREW = {"first come": Policy(), "cost of delay": Policy(order="cost_of_delay")}


def quietly(captains, seeds):
    return experiment.run(OFFICE, captains, seeds, progress=False)


def test_every_captain_plays_every_world_once():
    table = quietly(CREW, range(5))
    assert list(table["seed"]) == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert set(table.groupby("seed")["policy"].count()) == {2}


def test_a_row_is_the_summary_of_that_run():
    row = quietly({"it": Policy()}, [7]).iloc[0].to_dict()
    expected = metrics.summary(simulate(OFFICE, Policy(), 7), OFFICE)
    assert {name: row[name] for name in expected} == expected


def test_the_order_of_the_worlds_does_not_matter():
    up, down = quietly(CREW, range(6)), quietly(CREW, reversed(range(6)))
    assert up.to_dict() == down.sort_values("seed", kind="stable", ignore_index=True).to_dict()


def test_a_captain_against_itself_differs_in_nothing():
    table = quietly({"a": Policy(), "b": Policy()}, range(10))
    difference = experiment.difference(table, "a", "b")
    assert (difference.mean, difference.low, difference.high) == (0.0, 0.0, 0.0)
    assert (difference.wins, difference.worlds) == (0.5, 10)


def test_decisions_are_part_of_a_captain():
    first = Captain(Policy(), (OrderProjects(("reports",), day=5),))
    table = quietly({"as it comes": Policy(), "reports first": first}, range(40))
    assert experiment.difference(table, "as it comes", "reports first", "value").low > 0


def test_comparing_the_other_way_round_changes_the_sign():
    table = quietly(CREW, range(20))
    there = experiment.difference(table, "first come", "cost of delay")
    back = experiment.difference(table, "cost of delay", "first come")
    assert back.mean == pytest.approx(-there.mean)
    assert back.low == pytest.approx(-there.high)
    assert back.wins == pytest.approx(1 - there.wins)


def test_the_same_worlds_make_the_difference_surer_than_other_worlds_would():
    table = quietly(CREW, range(100))
    value = table.pivot(index="seed", columns="policy", values="value")
    paired = (value["cost of delay"] - value["first come"]).var()
    assert paired < (value["cost of delay"].var() + value["first come"].var()) / 2


def test_an_interval_by_hand():
    # mean 2, standard deviation 1, t(0.975, 2) = 4.302653
    mean, low, high = experiment.interval([1.0, 2.0, 3.0])
    half = 4.302652729749462 / 3**0.5
    assert (mean, low, high) == pytest.approx((2.0, 2 - half, 2 + half))


def test_a_95_percent_interval_covers_in_95_percent_of_experiments():
    draw = random.Random(1)
    covered = 0
    for _ in range(2000):
        _, low, high = experiment.interval([draw.gauss(10, 3) for _ in range(8)])
        covered += low <= 10 <= high
    assert 0.935 <= covered / 2000 <= 0.965


def test_one_world_has_no_interval():
    with pytest.raises(RefusedError, match="^an interval needs at least 2 worlds, found 1$"):
        experiment.interval([1.0])


def test_a_difference_reads_as_a_sentence():
    difference = experiment.Difference("value", 184.1, 153.2, 215.0, 0.87, 200)
    assert repr(difference) == (
        "value: +184 (95 % interval +153 to +215), more in 87% of 200 worlds"
    )


def test_who_watches_can_stop_and_keeps_the_worlds_that_are_done():
    table = experiment.run(OFFICE, CREW, range(50), progress=lambda done: done < 3)
    assert list(table["seed"].unique()) == [0, 1, 2]


def test_an_interrupt_keeps_whole_worlds(monkeypatch):
    played = []

    def tired(flight, seed, measure):
        played.append(seed)
        if len(played) == 4:
            raise KeyboardInterrupt
        return {"value": 1.0}

    monkeypatch.setattr("simulator.experiment.players.measured", tired)
    table = experiment.run(OFFICE, CREW, range(50), progress=False)
    assert list(table["seed"]) == [0, 0]


def test_paths_climb_to_the_value_delivered():
    paths = experiment.paths(OFFICE, seeds=range(1, 6), progress=False)
    assert list(paths.columns) == [1, 2, 3, 4, 5]
    assert all(paths[seed].is_monotonic_increasing for seed in paths)
    assert paths.iloc[-1, 0] == metrics.value_delivered(simulate(OFFICE, Policy(), 1))


def test_a_table_that_no_computer_could_hold_is_refused(monkeypatch):
    days = len(experiment.paths(OFFICE, seeds=range(3), progress=False))
    monkeypatch.setattr("simulator.experiment.worlds.MOST_CELLS", 100)
    with pytest.raises(RefusedError) as refused:
        experiment.paths(OFFICE, seeds=range(3), progress=False)
    assert str(refused.value) == (
        f"a table of {days} days and 3 worlds has more than 100 cells; "
        "ask for fewer worlds, or plan a shorter portfolio"
    )


# A bound on what may happen


def test_a_run_in_which_too_much_happens_is_told_by_its_seed_and_its_captain():
    most = len(simulate(OFFICE, Policy(), 3)) - 1
    with pytest.raises(EndlessError) as error:
        experiment.run(
            OFFICE, {"calm": Policy()}, [3], progress=False, keep=False, most_events=most
        )
    assert str(error.value).startswith("seed 3, captain 'calm': by day ")
    assert str(error.value).endswith(
        f"{most} events have happened, as many as this run may have; write a larger most_events, "
        "or an earlier until"
    )


def test_the_bound_holds_wherever_worlds_are_played():
    ours, theirs = Policy(), Policy(wip_limit=1)
    for play in (experiment.compare, experiment.sensitivity):
        with pytest.raises(EndlessError, match="^seed 0, captain 'a': by day "):
            play(OFFICE, ours, theirs, progress=False, keep=False, most_events=5)
    with pytest.raises(EndlessError, match="^seed 0: by day "):
        experiment.paths(OFFICE, progress=False, keep=False, most_events=5)


def test_a_bound_that_nobody_reaches_changes_nothing():
    bound = experiment.run(OFFICE, {"calm": Policy()}, range(3), progress=False, most_events=9999)
    free = experiment.run(OFFICE, {"calm": Policy()}, range(3), progress=False)
    pd.testing.assert_frame_equal(bound, free)
