"""Two captains until it is known how far they differ; intervals that may be looked at early."""

import numpy as np
import pytest

from simulator import Policy, experiment, load
from simulator.errors import RefusedError
from simulator.experiment import paired as module
from simulator.experiment.intervals import margin

OFFICE = load("three_projects")
COMES, URGENT = Policy(), Policy(order="cost_of_delay")


def compared(**asked):
    return experiment.compare(OFFICE, COMES, URGENT, progress=False, **asked)


def test_without_a_width_it_is_the_paired_difference_of_so_many_worlds():
    table = experiment.run(OFFICE, {"a": COMES, "b": URGENT}, range(60), progress=False)
    assert compared(metric="value", count=60) == experiment.difference(table, "a", "b", "value")


def test_the_other_way_round_it_has_the_other_sign():
    there, back = compared(count=20), experiment.compare(OFFICE, URGENT, COMES, "net", None, 20)
    assert back.mean == pytest.approx(-there.mean)
    assert back.wins == pytest.approx(1 - there.wins)


def test_it_stops_as_soon_as_the_interval_is_narrow_enough():
    wide, narrow = (compared(metric="value", width=width) for width in (70.0, 20.0))
    assert wide.width <= 70 and narrow.width <= 20
    assert module.FIRST_LOOK <= wide.worlds < narrow.worlds < module.MOST
    assert wide.anytime and "anytime interval" in repr(wide)
    a_look_before = int(narrow.worlds / module.GROWTH)
    table = experiment.run(OFFICE, {"a": COMES, "b": URGENT}, range(a_look_before), progress=False)
    value = table.pivot(index="seed", columns="policy", values="value")
    _, low, high = experiment.anytime(list(value["b"] - value["a"]))
    assert high - low > 20


def test_it_stops_after_the_same_world_whoever_plays(monkeypatch):
    alone = compared(metric="value", width=25.0, workers=1)
    for name, value in (("WORTH", 0), ("WORTH_A_START", 0), ("TASTE", 0), ("PORTION", 0.01)):
        monkeypatch.setattr(f"simulator.experiment.players.{name}", value)
    assert compared(metric="value", width=25.0, workers=3) == alone


def test_it_stops_at_the_limit_and_says_how_wide_it_is():
    found = compared(metric="value", width=0.001, count=40)
    assert found.worlds == 40 and found.width > 0.001


def test_who_watches_can_stop_it():
    assert compared(count=50, workers=1) != compared(count=10, workers=1)
    stopped = experiment.compare(
        OFFICE, COMES, URGENT, "net", None, 50, lambda done: done < 10, workers=1
    )
    assert stopped == compared(count=10, workers=1)


def test_a_captain_against_itself_needs_no_more_than_the_first_look():
    same = experiment.compare(OFFICE, COMES, COMES, width=1.0, progress=False)
    assert (same.mean, same.width, same.worlds) == (0, 0, module.FIRST_LOOK)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"metric": "fame"}, "there is no number 'fame'; write one of net, value, cost,"),
        ({"width": 0}, "width is 0; write more than 0, in the unit of 'net'"),
        ({"count": 1}, "count is 1; an interval needs at least 2 worlds"),
    ],
)
def test_what_cannot_be_asked_is_refused(asked, message):
    with pytest.raises(RefusedError) as refused:
        compared(**asked)
    assert str(refused.value).startswith(message)


# Coverage: what looking again and again does to an interval

DRAWS = {
    "normal": (lambda draw, shape: draw.normal(size=shape), 0.0),
    "skewed": (lambda draw, shape: draw.exponential(size=shape), 1.0),
    "mostly nothing": (lambda draw, shape: (draw.random(size=shape) < 0.2) * 1.0, 0.2),
}
TIMES, MOST = 1500, 1200


def looked_at(name):
    """By experiment and number of worlds: (error of the mean, its standard deviation)."""
    make, mean = DRAWS[name]
    draws = make(np.random.default_rng(7), (TIMES, MOST))
    count = np.arange(1, MOST + 1)
    means = np.cumsum(draws, axis=1) / count
    squares = np.cumsum(draws**2, axis=1)
    deviations = np.sqrt(np.maximum(squares - count * means**2, 0) / np.maximum(count - 1, 1))
    looks = np.array(module._looks(1.0, MOST)) - 1
    return np.abs(means - mean)[:, looks], deviations[:, looks], count[looks]


@pytest.mark.parametrize("name", DRAWS)
def test_an_anytime_interval_covers_at_all_looks_together(name):
    errors, deviations, counts = looked_at(name)
    halves = deviations * np.array([margin(int(count)) for count in counts])
    assert np.mean((errors <= halves).all(axis=1)) >= 0.945


@pytest.mark.parametrize("name", DRAWS)
def test_it_covers_where_it_stops(name):
    errors, deviations, counts = looked_at(name)
    halves = deviations * np.array([margin(int(count)) for count in counts])
    width = np.median(halves[:, len(counts) // 2]) * 2  # so that about half stop early
    stops = np.argmax(np.c_[2 * halves <= width, np.ones(TIMES, dtype=bool)], axis=1)
    stops = np.minimum(stops, len(counts) - 1)
    assert len(set(stops)) > 1
    rows = np.arange(TIMES)
    assert np.mean(errors[rows, stops] <= halves[rows, stops]) >= 0.945


def test_an_ordinary_interval_does_not_stand_being_looked_at():
    errors, deviations, counts = looked_at("normal")
    ordinary = [experiment.student(0.95, int(count) - 1) / count**0.5 for count in counts]
    assert np.mean((errors <= deviations * np.array(ordinary)).all(axis=1)) < 0.85


def test_an_anytime_interval_has_that_margin():
    draw = np.random.default_rng(3)
    for count in (30, 200):
        numbers = [float(it) for it in draw.exponential(size=count)]
        mean, low, high = experiment.anytime(numbers)
        half = np.std(numbers, ddof=1) * margin(count)
        assert (mean, low, high) == pytest.approx((np.mean(numbers), mean - half, mean + half))


def test_the_price_of_looking_is_less_than_twice_the_width():
    for count in (30, 100, 1000, 5000):
        ordinary = experiment.student(0.95, count - 1) / count**0.5
        assert 1.2 < margin(count) / ordinary < 2
